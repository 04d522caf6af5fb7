"""Rows of tables: a paragraph with bars is a row; the header names the columns, section rows and merged cells are kept.

Column keys: work, lead, cooperating, product, deadline, number, note, indicator, unit, baseline, target, money, other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dondoc.reading.source import Span
from dondoc.reading.structure.fold import any_of, fold, is_capitals
from dondoc.reading.structure.labels import roman_value
from dondoc.reading.structure.model import Paragraph
from dondoc.reading.vocabulary import vocabulary

_WORDS = vocabulary("tables")
_WHOLE = {key: re.compile(any_of(words)) for key, words in _WORDS["whole"].items()}
_WITHIN = {key: re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)") for key, words in _WORDS["within"].items()}
_TARGET_YEAR = re.compile(r"(?:nam |den )?(?:nam )?20\d\d$")
_NUMBER = re.compile(
    r"^\(?(?:(?P<number>\d{1,3}(?:\.\d{1,3})*)|(?P<letter>[A-Za-zđĐ])|(?P<roman>[IVXL]{1,6}))\)?[.)]?$"
)
_LONGEST_HEADER_CELL = 90


@dataclass(frozen=True, slots=True)
class Row:
    """A row before it has its place in the tree: `number` as written, `is_section` for rows that head others."""

    paragraph: int
    number: str | None
    columns: tuple[str, ...]
    spans: tuple[Span, ...]
    cells: tuple[str, ...]
    is_header: bool = False
    is_section: bool = False


def read_rows(paragraphs: Sequence[Paragraph]) -> list[Row]:
    """Give the rows of the tables among the paragraphs, headers and section rows marked, in order.

    A repeated header (after a page break) is marked as header again; a row with a cell too few because the number is
    merged with the row above has no number; missing cells at the end are empty.
    """
    rows: list[Row] = []
    columns: tuple[str, ...] = ()
    last = -2
    for at, paragraph in enumerate(paragraphs):
        if len(paragraph.cells) < 2:
            continue
        if at != last + 1 and not _same_table(paragraphs, last, at):
            columns = ()
        row = _row(paragraph, columns)
        if row.is_header:
            columns = _merged_header(columns, row.columns, follows=bool(rows) and rows[-1].is_header and at == last + 1)
            row = replace(row, columns=columns)
        rows.append(row)
        last = at
    return _mended(rows)


def _mended(rows: list[Row]) -> list[Row]:
    """A letter alone in a count of numbers is a digit misread: 2, a), 4 is 2, 3, 4; but 1, a), b), 2 stays."""
    mended = list(rows)
    for at in range(1, len(rows)):
        number, before = mended[at].number or "", mended[at - 1].number or ""
        after = rows[at + 1].number or "" if at + 1 < len(rows) else ""
        if number.endswith(")") and before.isdigit() and not after.endswith(")") and after != str(int(before) + 1):
            mended[at] = replace(mended[at], number=str(int(before) + 1))
    return mended


def _same_table(paragraphs: Sequence[Paragraph], last: int, at: int) -> bool:
    """A loose line or two between rows does not end a table, unless it is a title."""
    between = paragraphs[last + 1 : at]
    return last >= 0 and len(between) <= 2 and all(len(p.text) < 400 and not is_capitals(p.text) for p in between)


def _row(paragraph: Paragraph, columns: tuple[str, ...]) -> Row:
    spans = paragraph.cells
    cells = tuple(span.of(paragraph.text).strip() for span in spans)
    keys = _told_apart([column_key(cell) for cell in cells])
    if is_header(cells, keys):
        return Row(paragraph.number, None, keys, spans, cells, is_header=True)
    number = _number(cells[0])
    if columns and columns[0] == "number" and number is None and cells[0] and len(cells) < len(columns):
        cells, spans = ("", *cells), (Span(0, 0), *spans)
    filled = [cell for cell in cells[1:] if cell]
    section = (number is not None and len(filled) == 1 and (len(columns) > 2)) or (
        number is None and len([cell for cell in cells if cell]) == 1 and len(columns) > 2
    )
    return Row(paragraph.number, number, columns or _guess(cells), spans, cells, is_section=section)


def _told_apart(keys: Sequence[str]) -> tuple[str, ...]:
    """Keep each key for the first column that has it: a second deadline is a remark on progress."""
    return tuple(key if key in ("target", "other") or key not in keys[:at] else "other" for at, key in enumerate(keys))


def column_key(cell: str) -> str:
    """Give the key of a column by the words of its head; "other" where they say nothing."""
    folded = " ".join(fold(cell).split())
    if not folded or len(cell) > _LONGEST_HEADER_CELL:
        return "other"
    if _TARGET_YEAR.match(folded):
        return "target"
    whole = next((key for key, pattern in _WHOLE.items() if pattern.fullmatch(folded)), None)
    return whole or next((key for key, pattern in _WITHIN.items() if pattern.search(folded)), "other")


def is_header(cells: Sequence[str], keys: Sequence[str]) -> bool:
    """A header has short cells that name columns of different kinds, and no number of its own."""
    named = {key for key in keys if key not in ("other", "target")}
    short = all(len(cell) <= _LONGEST_HEADER_CELL for cell in cells)
    return (
        short
        and _number(cells[0]) is None
        and (len(named) >= 3 or (len(named) == 2 and ("number" in named or len(cells) == 2)))
    )


def _merged_header(old: tuple[str, ...], new: tuple[str, ...], *, follows: bool) -> tuple[str, ...]:
    """A header over two lines: the second line names the columns the first left open."""
    if not follows or len(old) != len(new):
        return new
    return tuple(b if b != "other" else a for a, b in zip(old, new, strict=True))


def _number(cell: str) -> str | None:
    match = _NUMBER.match(cell)
    if not match:
        return None
    if match["letter"] and roman_value(match["letter"].upper()) is None and not match["letter"].isupper():
        return f"{match['letter']})"
    return match["number"] or match["roman"] or match["letter"]


def _guess(cells: Sequence[str]) -> tuple[str, ...]:
    """Columns of a table without a header: a number first, then the longest cell as the work."""
    keys = ["other"] * len(cells)
    if _number(cells[0]) is not None:
        keys[0] = "number"
    longest = max(range(len(cells)), key=lambda at: len(cells[at]))
    if keys[longest] == "other":
        keys[longest] = "work"
    return tuple(keys)
