"""Tables whose bars are lost: text layers and OCR give each row as running text.

A head that names the columns opens the table (`lost_heads.py`). A row begins with its number; its cells are told apart
by what the columns hold (`lost_cells.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from dondoc.reading.source import Span
from dondoc.reading.structure.fold import CAPITALS, fold, is_capitals
from dondoc.reading.structure.labels import read_label
from dondoc.reading.structure.lost_cells import part_row
from dondoc.reading.structure.lost_heads import head_cells, head_columns, joins_head, names_column
from dondoc.reading.structure.model import Paragraph
from dondoc.reading.structure.run_in import joined, parted
from dondoc.reading.structure.table_heads import decides

_ROW_NUMBER = re.compile(
    rf"(?P<number>\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}|(?:[IVX]{{1,5}}|[A-HĐ])(?:[.-]?\d{{1,2}})?|[a-mđ])[.)]?\s+(?:\d{{1,3}}\s+)?(?=[{CAPITALS}\"“(])"
)
# "I" at the head of the first section, read as another word.
_FIRST_SECTION = re.compile(rf"(?P<number>là|l|i|\||!)[.)]?\s+(?=[{CAPITALS}])")
# A head that begins inside a line; its columns are told when the lines are joined.
_GLUED_HEAD = re.compile(r"\sS?TT(?:\s+(?:Tên\s+)?(?:Nhiệm vụ|Nội dung|Công việc)|$)", re.IGNORECASE)
_HEAD_MARK = re.compile(r"(?<=\s)S?TT(?=\s)")
_ANNEX = re.compile(rf"(?<=\s)PHỤ LỤC(?=\s+[{CAPITALS}\d])")
_TITLE_NUMBER = re.compile(rf"(?<=\s)\d{{1,2}}\.\s+(?=[{CAPITALS}])")
_LONGEST_TITLE = 250
_LONGEST_GLUED = 20_000
_LONGEST_SECTION = 200
_LONGEST_REST = 1500
_WIDEST_GAP = 3


@dataclass(slots=True)
class OpenTable:
    """Follows the lines of a text and tells where a row of a table without bars begins."""

    columns: tuple[str, ...] = ()
    last: int = 0
    in_head: bool = False

    def read(self, text: str, *, gap: bool) -> bool:
        """Take the next line, and whether a blank line stands above it; tell whether it begins a row."""
        if columns := head_columns(text):
            self.columns, self.last, self.in_head = columns, 0, True
            return True
        if _GLUED_HEAD.search(text):
            self.columns, self.last, self.in_head = ("number", "work"), 0, True
            return False
        if not self.columns:
            return False
        if fold(text[:12]).startswith(("phu luc", "noi nhan")):
            self.columns, self.in_head = (), False
            return False
        begins = self._begins_row(text, gap=gap) or (self.in_head and _FIRST_SECTION.match(text) is not None)
        self.in_head = self.in_head and not begins and joins_head(text)
        return begins

    def goes_on_head(self, text: str, *, gap: bool) -> bool:
        """Tell whether the line just read is a further row of the head."""
        return self.in_head and (not gap or names_column(text))

    def _begins_row(self, text: str, *, gap: bool) -> bool:
        match = _ROW_NUMBER.match(text)
        if not match:
            return False
        if match["number"].islower():  # a digit misread
            self.last += gap
            return gap
        if not match["number"].isdigit():
            self.last = self.last if "." in match["number"] else 0
            return True
        number = int(match["number"])
        follows = number in (self.last + 1, 1) or (gap and 0 < number - self.last <= _WIDEST_GAP)
        if follows:
            self.last = number
        return follows


def part_heads(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Give the paragraphs; heads of tables, and the titles above them, that ran into the text before are cut off."""
    for paragraph in paragraphs:
        starts = [] if paragraph.cells or len(paragraph.text) > _LONGEST_GLUED else _head_starts(paragraph.text)
        behind: list[Paragraph] = []
        rest = paragraph
        for at in reversed(starts):
            rest, cut_off = parted(rest, at)
            behind.insert(0, cut_off)
        yield from (rest, *behind)


def _head_starts(text: str) -> list[int]:
    """Give the places at which a title and the head of a table begin inside a paragraph."""
    marks = [match.start() for match in _HEAD_MARK.finditer(text)]
    head = next((at for at in reversed(marks) if head_columns(text[at:])), None)
    annexes = [match.start() for match in _ANNEX.finditer(text, 0, head if head is not None else len(text))]
    if head is None:
        return annexes[-1:] if annexes and is_capitals(text[annexes[-1] :]) else []
    numbers = [match.start() for match in _TITLE_NUMBER.finditer(text, max(0, head - _LONGEST_TITLE), head)]
    return [*(annexes[-1:] or numbers[-1:]), head]


def recover_rows(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Give the paragraphs, those that are rows of a table without bars with their cells.

    Takes paragraphs in order. Only what follows a recognised head is touched, up to a paragraph that is no row.
    """
    done: list[Paragraph] = []
    columns: tuple[str, ...] = ()
    given = list(paragraphs)
    for paragraph, after in zip_longest(given, given[1:]):
        head = [] if paragraph.cells else head_cells(paragraph.text)
        if head:
            columns = tuple(
                "decider" if key == "other" and decides(span.of(paragraph.text)) else key for key, span in head
            )
            done.append(replace(paragraph, cells=tuple(span for _, span in head)))
            continue
        if columns and _ends_table(paragraph.text) and not _heads_rows(paragraph, after, columns):
            columns = ()
        if columns and done and not paragraph.cells and (whole := _with_rest(done[-1], paragraph, columns)):
            done[-1] = whole
            continue
        cells = _row_cells(paragraph.text, columns) if columns and not paragraph.cells else ()
        done.append(replace(paragraph, cells=cells) if cells else paragraph)
    return done


def _with_rest(row: Paragraph, rest: Paragraph, columns: tuple[str, ...]) -> Paragraph | None:
    """Join a row that lacks a body or its time with what follows it without a number, where that holds them."""
    if not _ROW_NUMBER.match(row.text) or _ROW_NUMBER.match(rest.text) or len(rest.text) > _LONGEST_REST:
        return None
    before = _told(_row_cells(row.text, columns), columns)
    if before >= _told(columns, columns):
        return None
    whole = joined(row, rest)
    cells = _row_cells(whole.text, columns)
    return replace(whole, cells=cells) if _told(cells, columns) > before else None


def _told(cells: Sequence[Span | str], columns: Sequence[str]) -> int:
    """Count the columns of the leader and of the time that are filled."""
    return sum(key in ("lead", "deadline") and len(cell) > 0 for key, cell in zip(columns, cells, strict=False))


def _ends_table(text: str) -> bool:
    """Tell whether a paragraph stands outside a table: a title, an annex, the recipients, a remark."""
    if is_capitals(text) or fold(text[:12]).startswith(("noi nhan", "phu luc", "ghi chu")):
        return True
    label = read_label(text)
    return label is not None and label.style in ("annex", "part", "chapter", "article", "note")


def _heads_rows(section: Paragraph, after: Paragraph | None, columns: tuple[str, ...]) -> bool:
    """Tell whether a line of capitals with a number is a section of the table: a row with all it takes follows."""
    if after is None or not _section_number(section.text) or not _ROW_NUMBER.match(after.text):
        return False
    if not is_capitals(section.text) or after.cells:
        return False
    return 0 < _told(columns, columns) == _told(_row_cells(after.text, columns), columns)


def _section_number(text: str) -> re.Match[str] | None:
    return _ROW_NUMBER.match(text) or _FIRST_SECTION.match(text)


def _row_cells(text: str, columns: tuple[str, ...]) -> tuple[Span, ...]:
    number = _section_number(text)
    start = number.end() if number else 0
    parts = part_row(text, start, columns[1:])
    if parts is None:
        return _section_cells(text, number, columns)
    if number is None and not _is_row_alone(text, columns[1:], parts):
        return ()
    written = Span(number.start("number"), number.end("number")) if number else Span(0, 0)
    return (written, *parts)


def _is_row_alone(text: str, columns: Sequence[str], parts: Sequence[Span]) -> bool:
    """Tell whether a row without a number has a task of its own, set off from the body behind it or with a time."""
    filled = {key: part for key, part in zip(columns, parts, strict=True) if len(part)}
    task = filled.get("work") or filled.get("indicator")
    if task is None:
        return False
    return "deadline" in filled or task.of(text).rstrip()[-1:] in (".", ";")


def _section_cells(text: str, number: re.Match[str] | None, columns: tuple[str, ...]) -> tuple[Span, ...]:
    """Give number and words of a row in which neither body nor deadline can be told: a section, or a task alone."""
    if number is None:
        return ()
    written, words = Span(number.start("number"), number.end("number")), Span(number.end(), len(text))
    if not number["number"].isdigit() or len(text) < _LONGEST_SECTION:
        return (written, words)
    empty = Span(len(text), len(text))
    task = next((key for key in ("work", "indicator") if key in columns), "work")
    return (written, *(words if key == task else empty for key in columns[1:]))
