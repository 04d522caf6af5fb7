"""Tables set a cell a line: text layers and copies from Word give each cell, or each line of one, a line of its own.

The head, one column a line, opens the table; a row begins with a line that is nothing but its number. What the lines
of a row hold tells its cells apart (`lost_cells.py`), which begin nowhere but where a line does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dondoc.reading.source import Span
from dondoc.reading.structure.fold import fold, is_capitals
from dondoc.reading.structure.labels import read_label, roman_value
from dondoc.reading.structure.lines import TextLine
from dondoc.reading.structure.lost_cells import is_time, opens_body, part_row
from dondoc.reading.structure.lost_heads import LONGEST_HEAD, head_cells, name_cells
from dondoc.reading.structure.model import Paragraph

_FIRST = re.compile(r"(?:(?:so\s+)?s?tt|so thu tu)(?!\w)")
_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[A-HĐ])[.)]?")
_PAGE = re.compile(r"\d+")
_COUNT = re.compile(r"\(?(?:\d{1,2}|[A-H])\)?")
_LEADS_ON = re.compile(r"(?:[,/(-]|(?<!\w)(?:và|của|với|các|cho|về|do|theo))$")
_ENDS = ("noi nhan", "phu luc", "ghi chu", "t/m", "tm.", "kt.", "tl.")
_OUTER = ("part", "chapter", "article", "annex", "roman", "number", "upper")
_MOST_HEAD_LINES = 24
_MOST_ROW_LINES = 80
_FEWEST_ROWS = 2
_LONGEST_MISREAD = 3  # code points


@dataclass(frozen=True, slots=True)
class CellTable:
    """A table in lines `start` to `end`: its heads (again on each page), its rows, and the keys of its columns.

    `width` is the number of lines of the head proper; those that count the columns follow it.
    """

    start: int
    end: int
    heads: tuple[tuple[TextLine, ...], ...]
    width: int
    rows: tuple[tuple[TextLine, ...], ...]
    columns: tuple[str, ...]


def find_cell_tables(lines: Sequence[TextLine]) -> Iterator[CellTable]:
    """Give the tables set a cell a line, in order; they do not overlap. Time grows with the number of lines."""
    at = 0
    while at < len(lines):
        head_end = _head_end(lines, at)
        if head_end is None:
            at += 1
            continue
        table, at = _table_at(lines, at, head_end)
        if table:
            yield table


def with_cells(row: Paragraph, lines: Sequence[TextLine], columns: Sequence[str]) -> Paragraph:
    """Give a joined row with its cells: the number on its first line, and what stands on the others."""
    if len(lines) == 1:
        return replace(row, cells=(Span(0, 0), Span(0, len(row.text))))
    starts = _line_starts(row.text, lines)
    told = _NUMBER.fullmatch(lines[0].text) is not None
    number = Span(0, len(lines[0].text) if told else 0)
    places = [at for at, line in zip(starts[1:], lines[1:], strict=True) if not _is_speck(line.text)] or starts[1:]
    return replace(row, cells=(number, *_cells(row.text, places, columns[1:])))


def with_heads(head: Paragraph, lines: Sequence[TextLine], width: int) -> Paragraph:
    """Give the joined head of a table with its cells, which stand on the first `width` of its lines."""
    starts = _line_starts(head.text, lines)
    end = starts[width] if width < len(starts) else len(head.text)
    return replace(head, cells=tuple(span for _, span in _named(head.text[:end].rstrip(), starts[:width])))


# Where a table stands ---------------------------------------------------------------------------------------------


def _table_at(lines: Sequence[TextLine], start: int, head_end: int) -> tuple[CellTable | None, int]:
    """Give the table under a head, None where it is none, and the line to go on with."""
    head = lines[start:head_end]
    text = " ".join(line.text for line in head)
    columns = tuple(key for key, _ in _named(text, _line_starts(text, head)))
    if not columns:
        return None, head_end
    heads, rows, end = _rows(lines, start, head, columns)
    told = sum(_is_told(row, columns) for row in rows)
    if told < _FEWEST_ROWS or 2 * told < len(rows):
        return None, end
    return CellTable(start, end, tuple(heads), len(head), tuple(rows), columns), end


def _head_end(lines: Sequence[TextLine], start: int) -> int | None:
    """Give the line behind a head, the first that is a number alone; None where no head begins."""
    if lines[start].row or not _FIRST.match(fold(lines[start].text)):
        return None
    length = 0
    for at in range(start, min(start + _MOST_HEAD_LINES, len(lines))):
        words = lines[at].text
        if at > start and (_NUMBER.fullmatch(words) or _COUNT.fullmatch(words)):
            return at
        length += len(words)
        if length > LONGEST_HEAD or words[-1:] in ".;:" or lines[at].row:
            return None
    return None


def _behind_counts(lines: Sequence[TextLine], at: int) -> int:
    """Pass by the row that counts the columns: "(1)", "(2)", "(3)", a line each."""
    end = at
    while end < len(lines) and _COUNT.fullmatch(lines[end].text):
        end += 1
    return at if end - at < 3 else end if lines[end - 1].text[-1] == ")" else end - 1


def _rows(
    lines: Sequence[TextLine], at: int, head: Sequence[TextLine], columns: Sequence[str]
) -> tuple[list[tuple[TextLine, ...]], list[tuple[TextLine, ...]], int]:
    """Give the heads and the rows from a head on, and the line behind the last row."""
    heads: list[tuple[TextLine, ...]] = []
    rows: list[tuple[TextLine, ...]] = []
    last = 0
    while at < len(lines):
        if _repeats(lines, at, head):
            end = _behind_counts(lines, at + len(head))
            heads.append(tuple(lines[at:end]))
        elif (number := _row_number(lines, at, last)) is not None or _is_misread(lines, at, columns):
            last = last + 1 if number is None else number
            end = _row_end(lines, at, last, columns)
            rows.append((lines[at], *(line for line in lines[at + 1 : end] if not _PAGE.fullmatch(line.text))))
        elif _PAGE.fullmatch(lines[at].text):
            end = at + 1
        elif not rows and _begins_count(lines, at + 1):
            end = at + 1
            rows.append((lines[at],))
        else:
            break
        at = end
    return heads, rows, at


def _begins_count(lines: Sequence[TextLine], at: int) -> bool:
    """Tell whether the first row stands at a line, so that the line before is a section whose number is lost."""
    return at < len(lines) and lines[at].text.rstrip(".)") == "1" and _row_number(lines, at, 0) is not None


def _repeats(lines: Sequence[TextLine], at: int, head: Sequence[TextLine]) -> bool:
    """Tell whether the head stands once more, at the top of a page."""
    return [line.text for line in lines[at : at + len(head)]] == [line.text for line in head]


def _row_number(lines: Sequence[TextLine], at: int, last: int) -> int | None:
    """Give the count at a line that begins a row (that of the row above for a section), None where none begins."""
    match = _NUMBER.fullmatch(lines[at].text)
    if not match or at + 1 >= len(lines) or _is_above_number(lines, at, match["number"], last):
        return None
    number = match["number"]
    if number.isdigit():
        return int(number) if int(number) in (last, last + 1, 1) else None
    if number[0].isdigit():
        return last
    return last if len(number) == 1 or roman_value(number) is not None else None


def _is_above_number(lines: Sequence[TextLine], at: int, number: str, last: int) -> bool:
    """Tell whether another number stands below, so that this one is of a page; the next of the count stays one."""
    below = _NUMBER.fullmatch(lines[at + 1].text)
    if not below or number != str(last + 1) or not _PAGE.fullmatch(below.group()):
        return below is not None
    return at + 2 >= len(lines) or _NUMBER.fullmatch(lines[at + 2].text) is not None or below["number"] == number


def _is_misread(lines: Sequence[TextLine], at: int, columns: Sequence[str]) -> bool:
    """Tell whether a sign or two behind the time that ends a row is the number of the next one, misread."""
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    before = next((line.text for line in reversed(lines[max(0, at - 2) : at]) if not _PAGE.fullmatch(line.text)), "")
    alone = len(lines[at].text) <= _LONGEST_MISREAD and not _NUMBER.fullmatch(after)
    begins = len(after) > 2 * _LONGEST_MISREAD and after[0].isupper() and not _stands_outside(after)
    return alone and begins and columns[-1] == "deadline" and is_time(before)


def _is_speck(text: str) -> bool:
    """Tell whether a line holds a sign that is neither a word nor the dash of an empty cell."""
    return not any(letter.isalnum() for letter in text) and text not in ("-", "–", "—")


def _row_end(lines: Sequence[TextLine], start: int, last: int, columns: Sequence[str]) -> int:
    """Give the line behind a row: where the next one or the head begins again, else where its cells are full."""
    end = min(len(lines), start + _MOST_ROW_LINES)
    for at in range(start + 2, end):
        if _row_number(lines, at, last) is not None or _is_misread(lines, at, columns):
            return at
        if _FIRST.fullmatch(fold(lines[at].text)):
            return at
        if lines[at].row or _stands_outside(lines[at].text):
            end = at
            break
    return _end_of_last(lines, start + 1, end, columns)


def _stands_outside(text: str) -> bool:
    """Tell whether a line stands behind a table: a heading, an annex, the recipients, who signs."""
    if fold(text[:12]).startswith(_ENDS) or (is_capitals(text) and len(text.split()) > 3):
        return True
    label = read_label(text)
    return label is not None and label.style in _OUTER and label.end < len(text)


def _end_of_last(lines: Sequence[TextLine], start: int, end: int, columns: Sequence[str]) -> int:
    """Give the line behind the last row: no more cells than columns, each with the lines that go on in it."""
    cells = 0
    for at in range(start, end):
        goes_on = at > start and _goes_on(lines[at - 1].text, lines[at].text)
        cells += not goes_on
        if cells > len(columns) - 1:
            return at
    return end


def _is_told(row: Sequence[TextLine], columns: Sequence[str]) -> bool:
    text = " ".join(line.text for line in row)
    return len(row) > 2 and part_row(text, len(row[0].text) + 1, columns[1:], _line_starts(text, row)) is not None


# Cells ------------------------------------------------------------------------------------------------------------


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a line goes on the cell that the line before it belongs to."""
    return after[0].islower() or after[0] in ",;)&" or _LEADS_ON.search(before) is not None


def _line_starts(text: str, lines: Sequence[TextLine]) -> list[int]:
    """Give the places in a joined text at which its lines, joined by a space or by nothing, begin."""
    starts = [0]
    for line, after in pairwise(lines):
        behind = starts[-1] + len(unicodedata.normalize("NFC", line.text))
        starts.append(behind if text.startswith(unicodedata.normalize("NFC", after.text), behind) else behind + 1)
    return starts


def _grouped(text: str, starts: Sequence[int]) -> list[Span]:
    """Give the stretches between the lines that go on no line before them."""
    edges = [*starts, len(text)]
    spans: list[Span] = []
    for low, high in pairwise(edges):
        words = text[low:high].rstrip()
        if spans and _goes_on(spans[-1].of(text), words):
            spans[-1] = Span(spans[-1].start, low + len(words))
        else:
            spans.append(Span(low, low + len(words)))
    return spans


def _named(text: str, starts: Sequence[int]) -> list[tuple[str, Span]]:
    """Give the columns of a head, where its first line is that of the numbers alone by its lines."""
    spans = _grouped(text, starts)
    return name_cells(text, spans) if _FIRST.fullmatch(fold(spans[0].of(text))) else head_cells(text)


def _cells(text: str, starts: Sequence[int], columns: Sequence[str]) -> Sequence[Span]:
    """Give the cells behind the number: a section has one, a row one a column."""
    grouped = _grouped(text, starts)
    if len(grouped) == 1 or (len(grouped) == len(columns) and _fit(text, grouped, columns)):
        return grouped
    return part_row(text, starts[0], columns, starts) or [Span(grouped[0].start, grouped[-1].end)]


def _fit(text: str, cells: Sequence[Span], columns: Sequence[str]) -> bool:
    """Tell whether a body stands under who leads."""
    return all(key != "lead" or opens_body(text, cell.start) for key, cell in zip(columns, cells, strict=True))
