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
BORDER, INNER_BORDER = " | ", "; "
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
    followed by empty cells where further cells come after it. Deleted rows and cells are left out. A table of one
    column is a frame: its paragraphs stay lines. The cells of a table inside a cell are parted by another sign.
    """
    rows = list(_rows(table))
    if all(_is_alone(row) for row in rows):
        yield from (line for row in rows for cell in _row_cells(row) for line in cell_lines(cell))
        return
    above: dict[int, _Above] = {}

    def cell_text(cell: Element) -> str:
        return " ".join(cell_lines(cell)).replace(BORDER, INNER_BORDER)

    for row in rows:
        if _is_letterhead(row):
            yield from _beside(row, cell_lines)
            continue
        cells = _cells(row, above, cell_text)
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield BORDER.join(cells)


def _is_alone(row: Element) -> bool:
    left_out = (attribute(row, f"trPr/{name}", "0") for name in ("gridBefore", "gridAfter"))
    return len(list(_row_cells(row))) == 1 and all(columns in (None, "0") for columns in left_out)


def _is_letterhead(row: Element) -> bool:
    """Tell whether a row holds the letterhead: the motto stands in it, beside the name of the office."""
    paragraphs = ("".join(words.text or "" for words in paragraph.iter(f"{W}t")) for paragraph in row.iter(f"{W}p"))
    text = folded(" ".join(paragraphs))
    return len(text) <= LONGEST_HEAD and _MOTTO.search(text) is not None


def _beside(row: Element, cell_lines: CellLines) -> Iterator[str]:
    """Give the paragraphs of a row as they stand beside each other."""
    for beside in zip_longest(*(cell_lines(cell) for cell in _row_cells(row)), fillvalue=""):
        yield BORDER.join(beside).rstrip(" |")


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
        cells.append(_text(cell, above.setdefault(column, _Above()), cell_text, first=column == 0))
        cells.extend([""] * (span - 1))
    return cells


def _row_cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc" and child.find(f"{W}tcPr/{W}cellDel") is None:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _row_cells(child)


def _text(cell: Element, above: _Above, cell_text: CellText, *, first: bool) -> str:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    if merge is not None and merge.get(f"{W}val", "continue") == "continue":
        own = cell_text(cell) if any((words.text or "").strip() for words in cell.iter(f"{W}t")) else ""
        return own or ("" if first and _NUMBER.fullmatch(above.text) else above.text)
    above.text = cell_text(cell)
    return above.text
