"""Tables of a Word file: one line a row, cells joined by `" | "`, merged cells resolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from dondoc.files.syllables import folded
from dondoc.files.word.package import Element, W, attribute

_NUMBER = re.compile(r"\(?[\dIVXivx]{1,4}(?:\.\d{1,2})*[.)]?")
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam")
LONGEST_HEAD = 700  # letters of a letterhead
CellText = Callable[[Element], str]
CellLines = Callable[[Element], list[str]]


@dataclass(slots=True)
class _Above:
    """What stands in the column above, for cells that span rows."""

    text: str = ""


def row_lines(table: Element, cell_lines: CellLines) -> Iterator[str]:
    """Give the rows of a table as lines; of a letterhead, that is often one row, the lines in it.

    A cell merged downwards is given again in each of its rows (a running number only once); one merged to the right is
    followed by empty cells where further cells come after it. Deleted rows are left out.
    """
    above: dict[int, _Above] = {}

    def cell_text(cell: Element) -> str:
        return " ".join(cell_lines(cell))

    for row in _rows(table):
        if _is_letterhead(row):
            yield from _beside(row, cell_lines)
            continue
        cells = _cells(row, above, cell_text)
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield " | ".join(cells)


def _is_letterhead(row: Element) -> bool:
    """Tell whether a row holds the letterhead: the motto stands in it, beside the name of the office."""
    paragraphs = ("".join(words.text or "" for words in paragraph.iter(f"{W}t")) for paragraph in row.iter(f"{W}p"))
    text = folded(" ".join(paragraphs))
    return len(text) <= LONGEST_HEAD and _MOTTO.search(text) is not None


def _beside(row: Element, cell_lines: CellLines) -> Iterator[str]:
    """Give the paragraphs of a row as they stand beside each other."""
    for beside in zip_longest(*(cell_lines(cell) for cell in _row_cells(row)), fillvalue=""):
        yield " | ".join(beside).rstrip(" |")


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _rows(child)


def _cells(row: Element, above: dict[int, _Above], cell_text: CellText) -> list[str]:
    cells: list[str] = [""] * int(attribute(row, "trPr/gridBefore", "0") or 0)
    for cell in _row_cells(row):
        column = len(cells)
        span = max(1, int(attribute(cell, "tcPr/gridSpan", "1") or 1))
        cells.append(_text(cell, above.setdefault(column, _Above()), cell_text))
        cells.extend([""] * (span - 1))
    return cells


def _row_cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _row_cells(child)


def _text(cell: Element, above: _Above, cell_text: CellText) -> str:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    own = cell_text(cell)
    if merge is not None and merge.get(f"{W}val", "continue") == "continue":
        return own or ("" if _NUMBER.fullmatch(above.text) else above.text)
    above.text = own
    return own
