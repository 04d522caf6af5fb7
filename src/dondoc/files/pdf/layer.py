"""The text layer of a page: words with boxes, cut into lines as the file orders them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdfium2 import raw

from dondoc.files.assembly import ReadLine, ReadWord
from dondoc.files.ocr.columns import GoingOn, tables_in
from dondoc.files.ocr.grid import Cell, Table, find_tables
from dondoc.files.ocr.tesseract import Found
from dondoc.files.pdf.document import Placing, char_box, drawn
from dondoc.reading.source import Box

WIDE_GAP = 2.5
COLUMN_GAP = "    "
NEW_PARAGRAPH = 1.25
GRID_DPI = 100
WAYS_DPI = 200
_HYPHEN = "\x02"  # pdfium's mark for a hyphen at a line end


@dataclass(frozen=True, slots=True)
class LayerWord:
    """A word of the text layer, in points from the top left corner; `breaks` where the file begins a new line."""

    text: str
    box: Box
    breaks: bool

    @property
    def middle(self) -> tuple[float, float]:
        """Give the middle of the word."""
        return (self.box.x0 + self.box.x1) / 2, (self.box.y0 + self.box.y1) / 2


@dataclass(frozen=True, slots=True)
class ReadLayer:
    """The lines of a text layer, and the unruled table that may go on on the next page."""

    lines: tuple[ReadLine, ...]
    going_on: GoingOn | None = None


def read_layer(page: Any, number: int, before: GoingOn | None = None) -> ReadLayer:
    """Give the lines of the text layer of a page; the rows of its tables as lines with `" | "` between cells.

    `before` is the table without ruling that may go on from the page before.
    """
    words = list(_words(page, number))
    if not words:
        return ReadLayer(())
    ruled = find_tables(drawn(page, dpi=GRID_DPI), dpi=GRID_DPI) if len(words) > 8 else []
    plain = [word for word in words if _cell_of(word, ruled) is None]
    unruled = tables_in([_placed(word, at) for at, word in enumerate(plain)], dpi=WAYS_DPI, before=before)
    rows = [_as_words(row, plain) for _, row in unruled.rows]
    return ReadLayer(tuple(_with_tables(words, ruled, rows)), unruled.going_on)


def _placed(word: LayerWord, at: int) -> Found:
    """Give a word in pixels; the place in its line is its number among the words."""
    left, top, right, bottom = (
        round(side * WAYS_DPI / 72) for side in (word.box.x0, word.box.y0, word.box.x1, word.box.y1)
    )
    return Found(word.text, max(0, left), top, max(0, right), bottom, 1.0, (0, 0, at))


def _as_words(row: Sequence[Sequence[Found]], words: Sequence[LayerWord]) -> list[list[LayerWord]]:
    return [[words[found.line[2]] for found in cell] for cell in row]


def _words(page: Any, number: int) -> Iterable[LayerWord]:
    textpage = page.get_textpage()
    placing = Placing(page)
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    breaks = True
    for index in range(textpage.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(textpage, index))
        if letter.isspace() or letter == "\x00":
            if letters:
                yield _word(letters, boxes, number, breaks, placing)
                letters, boxes, breaks = [], [], False
            breaks = breaks or letter in "\r\n"
            continue
        letters.append("-" if letter in (_HYPHEN, "\xad") else letter)
        boxes.append(char_box(textpage, index))
    if letters:
        yield _word(letters, boxes, number, breaks, placing)


def _word(
    letters: Sequence[str],
    boxes: Sequence[tuple[float, float, float, float]],
    number: int,
    breaks: bool,
    placing: Placing,
) -> LayerWord:
    x0, y0 = min(b[0] for b in boxes), min(b[1] for b in boxes)
    x1, y1 = max(b[2] for b in boxes), max(b[3] for b in boxes)
    sides = (round(side, 1) for side in placing.shown(x0, y0, x1, y1))
    return LayerWord(_whole("".join(letters)), Box(number, *sides), breaks)


def _whole(text: str) -> str:
    """Join surrogate halves, and drop what is no letter at all."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _with_tables(
    words: Sequence[LayerWord], tables: Sequence[Table], rows: Sequence[Sequence[Sequence[LayerWord]]]
) -> Iterable[ReadLine]:
    """Give the lines in the order of the file, each table or unruled row where its first word stands."""
    held: dict[int, list[tuple[Cell, LayerWord]]] = {}
    plain: list[LayerWord | int] = []
    of_row = {id(word): -1 - at for at, row in enumerate(rows) for cell in row for word in cell}
    for word in words:
        row = of_row.get(id(word))
        if row is not None:
            plain.extend([] if row in plain else [row])
            continue
        where = _cell_of(word, tables)
        if where is None:
            plain.append(word)
            continue
        at, cell = where
        if at not in held:
            plain.append(at)
        held.setdefault(at, []).append((cell, word))
    run: list[LayerWord] = []
    for part in plain:
        if isinstance(part, LayerWord):
            run.append(part)
            continue
        yield from _lines(run)
        run = []
        yield from _rows(tables[part], held[part]) if part >= 0 else [_row(rows[-1 - part])]
    yield from _lines(run)


def _cell_of(word: LayerWord, tables: Sequence[Table]) -> tuple[int, Cell] | None:
    x, y = (side * GRID_DPI / 72 for side in word.middle)
    for at, table in enumerate(tables):
        cell = table.cell_at(x, y)
        if cell is not None:
            return at, cell
    return None


def _rows(table: Table, held: Sequence[tuple[Cell, LayerWord]]) -> Iterable[ReadLine]:
    words: dict[Cell, list[LayerWord]] = {}
    for cell, word in held:
        words.setdefault(cell, []).append(word)
    for row in table.layout():
        line: list[ReadWord] = []
        for place, again in row:
            inside = words.get(place, []) if place else []
            if again and not line and _is_number(inside):
                inside = []
            line.extend(_cell_words(inside))
        while line and not line[-1].text:
            line.pop()
        if line:
            yield tuple(line)


def _row(cells: Sequence[Sequence[LayerWord]]) -> ReadLine:
    return tuple(word for cell in cells for word in _cell_words(cell))


def _is_number(words: Sequence[LayerWord]) -> bool:
    return len(words) == 1 and len(words[0].text) <= 5


def _cell_words(words: Sequence[LayerWord]) -> Iterable[ReadWord]:
    if not words:
        yield ReadWord("", None, None, " | ")
    for at, word in enumerate(words):
        yield ReadWord(word.text, word.box, None, " " if at else " | ")


def _lines(words: Sequence[LayerWord]) -> Iterable[ReadLine]:
    """Cut words into lines: where the file does, and where a word stands lower, higher or back to the left."""
    lines: list[list[LayerWord]] = []
    for word in words:
        if lines and not _begins(word, lines[-1][-1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    steps = [b[0].box.y1 - a[0].box.y1 for a, b in pairwise(lines) if b[0].box.y1 > a[0].box.y1]
    usual = statistics.median(steps) if steps else 0.0
    for at, line in enumerate(lines):
        if at and line[0].box.y1 - lines[at - 1][0].box.y1 > NEW_PARAGRAPH * usual:
            yield ()
        yield _line(line)


def _begins(word: LayerWord, before: LayerWord) -> bool:
    height = max(1.0, before.box.y1 - before.box.y0, word.box.y1 - word.box.y0)
    apart = min(word.box.y1, before.box.y1) - max(word.box.y0, before.box.y0)
    return apart < 0.3 * min(height, word.box.y1 - word.box.y0 + 0.1) or word.box.x0 < before.box.x0 - height / 2


def _line(words: Sequence[LayerWord]) -> ReadLine:
    height = statistics.median(word.box.y1 - word.box.y0 for word in words)
    line = []
    for at, word in enumerate(words):
        gap = word.box.x0 - words[at - 1].box.x1 if at else 0.0
        line.append(ReadWord(word.text, word.box, None, COLUMN_GAP if gap > WIDE_GAP * height else " "))
    return tuple(line)
