"""Read the picture of one page: upright it, take tables cell by cell, leave out what is no text."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from dondoc.files.assembly import ReadLine, ReadWord
from dondoc.files.ocr.cells import read_rows
from dondoc.files.ocr.cleaning import LEAST_DEGREES, skew_of, upright
from dondoc.files.ocr.close_words import with_close_words
from dondoc.files.ocr.columns import with_columns
from dondoc.files.ocr.edges import without_page_number, without_stray_marks
from dondoc.files.ocr.framed import with_marks
from dondoc.files.ocr.grid import Table, find_tables
from dondoc.files.ocr.notes import with_note_numbers
from dondoc.files.ocr.ones import with_ones_joined
from dondoc.files.ocr.references import with_references
from dondoc.files.ocr.signature_block import with_signature_block
from dondoc.files.ocr.specks import without_specks
from dondoc.files.ocr.stamps import find_stamps, read_around, without_notes_above
from dondoc.files.ocr.strokes import with_counted_strokes
from dondoc.files.ocr.tesseract import Found, Grey, read_words
from dondoc.reading.source import Box

SKEW_OF_TEXT = 0.5  # degrees below which plain text is read as it stands: turning costs more than it gives
WIDE_GAP = 2.5  # in heights of the line: columns of a letterhead, not a space between words
COLUMN_GAP = "    "
NEW_PARAGRAPH = 1.25  # in steps from line to line: a longer one parts paragraphs


@dataclass(frozen=True, slots=True)
class Sheet:
    """The picture of a page, how it was turned before reading, and its page number and resolution."""

    picture: Grey
    degrees: float
    page: int
    dpi: int

    def box_of(self, word: Found) -> Box:
        """Give the box of a word in points on the page as it came."""
        xs, ys = (word.left, word.right), (word.top, word.bottom)
        corners = (
            [self._turned_back(x, y) for x in xs for y in ys] if self.degrees else [(x, y) for x in xs for y in ys]
        )
        points = 72 / self.dpi
        return Box(
            self.page,
            round(min(x for x, _ in corners) * points, 1),
            round(min(y for _, y in corners) * points, 1),
            round(max(x for x, _ in corners) * points, 1),
            round(max(y for _, y in corners) * points, 1),
        )

    def _turned_back(self, x: float, y: float) -> tuple[float, float]:
        rows, columns = self.picture.shape
        sine, cosine = np.sin(np.radians(self.degrees)), np.cos(np.radians(self.degrees))
        dx, dy = x - columns / 2, y - rows / 2
        return columns / 2 + cosine * dx - sine * dy, rows / 2 + sine * dx + cosine * dy


def read_picture(picture: Grey, *, dpi: int, page: int, seconds: float) -> tuple[ReadLine, ...]:
    """Give the lines of a page from its picture (grey, the right way up), with word boxes in points.

    A ruled table gives one line a row, cells joined by `" | "`. Paragraphs are parted by an empty line. Received-stamps
    and specks are left out.
    """
    sheet, tables = _prepared(picture, dpi, page)
    stamps = find_stamps(sheet.picture, dpi=dpi) if page == 1 else []

    def read(part: Grey, layout: int) -> list[Found]:
        found = with_counted_strokes(read_words(part, dpi=dpi, layout=layout, seconds=seconds), part)
        return without_stray_marks(without_specks(found))

    body = _without(sheet.picture, tables)

    def read_raw(part: Grey, layout: int) -> list[Found]:
        return read_words(part, dpi=dpi, layout=layout, seconds=seconds)

    def read_in(part: Grey, layout: int, language: str) -> list[Found]:
        return read_words(part, dpi=dpi, layout=layout, seconds=seconds, language=language)

    def read_digits(part: Grey, layout: int) -> list[Found]:
        return read_in(part, layout, "eng")

    found = with_note_numbers(read_around(body, stamps, read, dpi=dpi), body, read, read_digits)
    found = with_signature_block(without_notes_above(found) if page == 1 else found, body, read, read_raw)
    found = with_ones_joined(without_page_number(found, rows=picture.shape[0]))
    found = with_close_words(with_references(found, body, read_in), body, read_raw, read_digits)
    found = with_marks(found, sheet.picture, read_raw, dpi=dpi) if page == 1 else found
    found, unruled = with_columns(found, dpi=dpi)
    placed = list(_lines(found, sheet))
    placed.extend((top, _table_line(row, sheet)) for top, row in unruled)
    for table in tables:
        rows = read_rows(sheet.picture, table, dpi=dpi, seconds=seconds)
        placed.extend((top, _table_line(row, sheet)) for top, row in rows)
        placed.append((table.bottom + 0.5, ()))
    return _trimmed([line for _, line in (sorted(placed, key=lambda line: line[0]) if tables or unruled else placed)])


def _prepared(picture: Grey, dpi: int, page: int) -> tuple[Sheet, list[Table]]:
    degrees = skew_of(picture)
    if abs(degrees) < LEAST_DEGREES:
        return Sheet(picture, 0.0, page, dpi), find_tables(picture, dpi=dpi)
    turned = upright(picture, degrees)
    tables = find_tables(turned, dpi=dpi)
    if tables or abs(degrees) >= SKEW_OF_TEXT:
        return Sheet(turned, degrees, page, dpi), tables
    return Sheet(picture, 0.0, page, dpi), []


def _without(picture: Grey, areas: Sequence[Table]) -> Grey:
    if not areas:
        return picture
    cleared = picture.copy()
    for area in areas:
        cleared[max(0, area.top - 4) : area.bottom + 5, max(0, area.left - 4) : area.right + 5] = 255
    return cleared


def _lines(found: list[Found], sheet: Sheet) -> Iterable[tuple[float, ReadLine]]:
    """Give the lines with their tops; an empty one where the way down to the next is longer than usual."""
    lines = [list(group) for _, group in groupby(found, key=lambda word: word.line)]
    tops = [min(word.top for word in words) for words in lines]
    steps = [after - before for before, after in pairwise(tops) if after > before]
    usual = statistics.median(steps) if steps else 0.0
    for at, words in enumerate(lines):
        if at and not 0 <= tops[at] - tops[at - 1] <= NEW_PARAGRAPH * usual:
            yield tops[at] - 0.5, ()
        yield float(tops[at]), _line(words, sheet)


def _line(words: Sequence[Found], sheet: Sheet) -> ReadLine:
    height = statistics.median(word.height for word in words)
    line = []
    for at, word in enumerate(words):
        gap = word.left - words[at - 1].right if at else 0
        glue = COLUMN_GAP if gap > WIDE_GAP * height else " "
        line.append(ReadWord(word.text, sheet.box_of(word), round(word.confidence, 3), glue, word.others))
    return tuple(line)


def _table_line(cells: Sequence[Sequence[Found]], sheet: Sheet) -> ReadLine:
    line: list[ReadWord] = []
    for cell in cells:
        if not cell:
            line.append(ReadWord("", None, None, " | "))
        for at, word in enumerate(cell):
            glue = " " if at else " | "
            line.append(ReadWord(word.text, sheet.box_of(word), round(word.confidence, 3), glue))
    return tuple(line)


def _trimmed(lines: list[ReadLine]) -> tuple[ReadLine, ...]:
    kept: list[ReadLine] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)
