"""Read the cells of a ruled table: all cells in one picture, one below the other, so that no line mixes two cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from dondoc.files.ocr.grid import Cell, Table
from dondoc.files.ocr.specks import without_specks
from dondoc.files.ocr.strokes import with_counted_strokes
from dondoc.files.ocr.tesseract import Found, Grey, read_words

MARGIN = 4  # pixels inside the ruling that may still be ruling
SPACE = 36  # pixels between two cells of the strip
TALLEST = 12_000  # pixels of one strip
ONE_BLOCK = 6  # the page layouts read marks a little better but drop lone numbers ("khoản 1")
NARROW_INCH = 0.7
ENLARGED = 1.5
NUMERALS = {
    "Il": "II",
    "lI": "II",
    "ll": "II",
    "H": "II",
    "HI": "III",
    "Ill": "III",
    "IIl": "III",
    "IlI": "III",
    "l": "1",
    "|": "1",
}
INK = 140
_NUMBERING = re.compile(r"[\dIVXivx]{1,4}(?:\.\d{1,2})*[.)]?")

Row = tuple[float, tuple[tuple[Found, ...], ...]]  # its top in pixels; the words of each cell


@dataclass(frozen=True, slots=True)
class _Placed:
    cell: Cell
    top: int
    crop: Grey


def read_rows(picture: Grey, table: Table, *, dpi: int, seconds: float) -> list[Row]:
    """Give the rows of a table on an upright picture, each with the words of its cells.

    A cell that spans rows is given again in each of them (but a running number only once); one that spans columns is
    followed by empty cells only where further cells come after it.
    """
    words: dict[Cell, list[Found]] = {cell: [] for cell in table.cells}
    for strip in _strips(picture, table.cells, dpi):
        for word in _read_strip(strip, dpi, seconds):
            placed = _holder(strip, word)
            if placed:
                cell = placed.cell
                words[cell].append(word.moved(cell.left + MARGIN - SPACE, cell.top + MARGIN - placed.top))
    return [_row(table, row, line, words) for row, line in enumerate(table.layout())]


def _read_strip(strip: Sequence[_Placed], dpi: int, seconds: float) -> list[Found]:
    """Read one strip; running numbers enlarged and with the English data, which knows I from 1."""
    drawn = _drawn(strip)
    if not _is_numbering(strip[0].cell, dpi):
        found = read_words(drawn, dpi=dpi, layout=ONE_BLOCK, seconds=seconds)
        return without_specks(with_counted_strokes(found, drawn))
    rows, columns = drawn.shape
    large = Image.fromarray(drawn).resize((round(columns * ENLARGED), round(rows * ENLARGED)), Image.Resampling.BICUBIC)
    found = read_words(np.asarray(large), dpi=round(dpi * ENLARGED), layout=ONE_BLOCK, seconds=seconds, language="eng")
    return [_as_number(word) for word in without_specks(found)]


def _as_number(word: Found) -> Found:
    text = word.text.rstrip(".,)")
    numeral = NUMERALS.get(text, text)
    ending = "." if word.text.endswith((".", ",")) else word.text[len(text) :]
    left, top, right, bottom = (round(side / ENLARGED) for side in (word.left, word.top, word.right, word.bottom))
    return Found(numeral + ending, left, top, right, bottom, word.confidence, word.line)


def _is_numbering(cell: Cell, dpi: int) -> bool:
    return cell.column == 0 and cell.right - cell.left < NARROW_INCH * dpi


def _strips(picture: Grey, cells: Sequence[Cell], dpi: int) -> Iterable[list[_Placed]]:
    strip: list[_Placed] = []
    top = SPACE
    for cell in sorted(cells, key=lambda cell: (not _is_numbering(cell, dpi), cell.column, cell.row)):
        crop = picture[cell.top + MARGIN : cell.bottom - MARGIN, cell.left + MARGIN : cell.right - MARGIN]
        if crop.size == 0 or (crop < INK).mean() < 0.001:
            continue
        changed = strip and _is_numbering(strip[-1].cell, dpi) != _is_numbering(cell, dpi)
        if strip and (changed or top + crop.shape[0] > TALLEST):
            yield strip
            strip, top = [], SPACE
        strip.append(_Placed(cell, top, crop))
        top += crop.shape[0] + SPACE
    if strip:
        yield strip


def _drawn(strip: Sequence[_Placed]) -> Grey:
    width = max(placed.crop.shape[1] for placed in strip) + 2 * SPACE
    last = strip[-1]
    sheet = np.full((last.top + last.crop.shape[0] + SPACE, width), 255, dtype=np.uint8)
    for placed in strip:
        rows, columns = placed.crop.shape
        sheet[placed.top : placed.top + rows, SPACE : SPACE + columns] = placed.crop
    return sheet


def _holder(strip: Sequence[_Placed], word: Found) -> _Placed | None:
    middle = (word.top + word.bottom) / 2
    for placed in strip:
        if placed.top - SPACE / 2 <= middle < placed.top + placed.crop.shape[0] + SPACE / 2:
            return placed
    return None


def _row(table: Table, row: int, line: Sequence[tuple[Cell | None, bool]], words: dict[Cell, list[Found]]) -> Row:
    cells: list[tuple[Found, ...]] = []
    for cell, again in line:
        inside = tuple(words[cell]) if cell else ()
        numbering = not cells and _NUMBERING.fullmatch(" ".join(word.text for word in inside))
        cells.append(() if again and numbering else inside)
    while cells and not cells[-1]:
        cells.pop()
    top = min(cell.top for cell in table.cells if cell.row <= row < cell.row_end)
    return max(float(top), table.top + row), tuple(cells)
