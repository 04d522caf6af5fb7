"""The paper under the print: grey or shaded paper is made white, and coloured seals are taken off the black print.

A page on white paper without colour passes byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from dondoc.files.ocr.tesseract import Grey

Colours = npt.NDArray[np.uint8]  # rows × columns × (red, green, blue)
Mask = npt.NDArray[np.bool_]

BLOCK = 40  # pixels of the squares whose paper is told
PAPER_SHARE = 85  # percentile of the grey of a square that is its paper
WHITE, DARK = 235, 190  # grey of paper that is white enough; of paper that hides print
DARK_SHARE = 0.04  # of the squares that must be dark before a page is touched
LEAST_PAPER = 25
BAND = 400  # rows
COLOURED = 50  # between the strongest and the weakest of the three colours
LEAST_COLOURED = 0.0005  # share of a page in colour below which there is no seal
CELL_INCH = 0.04
SEAL_INCHES, ROUND = (0.85, 2.2), 1.4  # a seal: its width and height, and how they may differ
INK_INCHES, LONGEST_INK = 0.35, 3.0  # a signature or a stamp in blue: larger than letters, smaller than a table


@dataclass(frozen=True, slots=True)
class _Spot:
    """A coloured area: rows and columns of cells, half open."""

    top: int
    bottom: int
    left: int
    right: int

    def sides(self, inch: float) -> tuple[float, float]:
        return (self.bottom - self.top) * inch, (self.right - self.left) * inch


def in_grey(colours: Colours, *, dpi: int) -> Grey:
    """Give a coloured page in grey, without round red seals and without what was written or stamped in blue.

    Print below them stays. Small coloured letters stay too: a class of secrecy is stamped in red.
    """
    grey = np.array(Image.fromarray(colours).convert("L"))
    strongest = colours.max(axis=2)
    coloured = (strongest - colours.min(axis=2)) > COLOURED
    if coloured.mean() < LEAST_COLOURED:
        return grey
    for hue, is_ink in ((0, _is_seal), (2, _is_blue_ink)):
        side = max(1, round(CELL_INCH * dpi))
        for spot in _spots(_in_cells(coloured & (colours[:, :, hue] == strongest), side)):
            if is_ink(spot):
                where = np.s_[spot.top * side : spot.bottom * side, spot.left * side : spot.right * side]
                grey[where] = np.maximum(grey[where], strongest[where])
    return grey


def on_white(picture: Grey) -> Grey:
    """Give a picture with its paper made white, where a good part of it is dark; any other as it is."""
    papers = _papers(picture)
    if (papers < DARK).mean() < DARK_SHARE:
        return picture
    rows, columns = picture.shape
    smooth = Image.fromarray(papers.astype(np.uint8)).resize((columns, rows), Image.Resampling.BILINEAR)
    paper = np.clip(np.asarray(smooth), LEAST_PAPER, WHITE)
    lifted = np.empty_like(picture)
    for top in range(0, rows, BAND):  # a band at a time: a large page would take the memory
        band = np.s_[top : top + BAND]
        lifted[band] = np.minimum(picture[band].astype(np.uint16) * WHITE // paper[band], 255)
    return lifted


def _papers(picture: Grey) -> npt.NDArray[np.float64]:
    """Give the grey of the paper of each square: the lightest of it and of those around it, so that print is none."""
    rows, columns = (max(1, size // BLOCK) for size in picture.shape)
    squares = picture[: rows * BLOCK, : columns * BLOCK].reshape(rows, -1, columns, min(BLOCK, picture.shape[1]))
    papers = np.percentile(squares[:, ::4, :, ::4], PAPER_SHARE, axis=(1, 3))
    framed = np.pad(papers, 1, mode="edge")
    around = [framed[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
    return np.asarray(np.max(around, axis=0))


def _is_seal(spot: _Spot) -> bool:
    height, width = spot.sides(CELL_INCH)
    least, most = SEAL_INCHES
    return least <= min(height, width) and max(height, width) <= min(most, ROUND * min(height, width))


def _is_blue_ink(spot: _Spot) -> bool:
    height, width = spot.sides(CELL_INCH)
    return INK_INCHES <= height <= SEAL_INCHES[1] and INK_INCHES <= width <= LONGEST_INK


def _in_cells(mask: Mask, side: int) -> Mask:
    """Give which squares of a mask have anything in them."""
    rows, columns = -(-mask.shape[0] // side), -(-mask.shape[1] // side)
    whole = np.zeros((rows * side, columns * side), dtype=np.bool_)
    whole[: mask.shape[0], : mask.shape[1]] = mask
    filled: Mask = whole.reshape(rows, side, columns, side).mean(axis=(1, 3)) > 0.05
    return filled


def _spots(cells: Mask) -> Iterator[_Spot]:
    """Give the areas of cells that touch each other or have one empty cell between them."""
    left = {(int(row), int(column)) for row, column in zip(*np.nonzero(cells), strict=True)}
    while left:
        area = list(_area(left))
        rows, columns = [row for row, _ in area], [column for _, column in area]
        yield _Spot(min(rows), max(rows) + 1, min(columns), max(columns) + 1)


def _area(left: set[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Take one area out of the cells that are left."""
    waiting = [left.pop()]
    while waiting:
        row, column = waiting.pop()
        yield row, column
        near = {(row + y, column + x) for y in range(-2, 3) for x in range(-2, 3)} & left
        left -= near
        waiting.extend(near)
