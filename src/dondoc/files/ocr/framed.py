"""Marks of secrecy and urgency that were stamped in a frame, often askew: read inside their frames.

The page layout of the engine takes a tilted frame with its word for a picture and leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image

from dondoc.files.ocr.tesseract import Found, Grey
from dondoc.files.syllables import folded

Read = Callable[[Grey, int], list[Found]]  # reads a picture with a page layout of the engine

INK = 140
UPPER_PART = 0.5  # of the first page
COARSE = 2  # pixels to one, when frames are looked for
WIDTHS, HEIGHTS = (0.4, 3.2), (0.2, 1.0)  # inches of a frame
LEAST_SIDES = 0.85  # of its width that a frame has ink at its top and at its bottom
EDGE = 0.3  # of its height from the top and from the bottom, where these may run askew
ONE_LINE = 7
PADDING = 15
BLOCK = 20_000  # number of the block of a mark
MARKS = {"tuyet mat", "toi mat", "mat", "hoa toc", "hoa toc hen gio", "thuong khan", "khan"}

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame: its rectangle in pixels, and by how many degrees its upper side falls to the right."""

    left: int
    top: int
    right: int
    bottom: int
    degrees: float


def with_marks(found: Sequence[Found], picture: Grey, read: Read, *, dpi: int) -> list[Found]:
    """Give the words of a first page, and before them the marks in frames that were not read."""
    lines = {" ".join(folded(word.text) for word in found if word.line == line) for line in {w.line for w in found}}
    marks: list[Found] = []
    for at, frame in enumerate(find_frames(picture, dpi=dpi)):
        words = [word for word in read(_inside(picture, frame), ONE_LINE) if re.search(r"\w", word.text)]
        mark = re.sub(r"[^\w ]", "", folded(" ".join(word.text for word in words)))
        if mark in MARKS and mark not in lines:
            marks.extend(_placed(words, frame, at))
    return [*marks, *found]


def _placed(words: Sequence[Found], frame: Frame, at: int) -> Iterator[Found]:
    """Give the words of a mark, each with its share of the frame."""
    wide = (frame.right - frame.left) / len(words)
    for n, word in enumerate(words):
        left, right = frame.left + round(n * wide), frame.left + round((n + 1) * wide)
        yield replace(word, left=left, right=right, top=frame.top, bottom=frame.bottom, line=(BLOCK, 1, at))


def _inside(picture: Grey, frame: Frame) -> Grey:
    """Give what stands in a frame, upright and without the frame."""
    part = picture[frame.top : frame.bottom, frame.left : frame.right]
    turned = Image.fromarray(part).rotate(frame.degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    upright: Grey = np.array(turned)
    ink = np.less(upright, INK)
    for piece in _pieces(ink):
        rows, columns = piece
        if columns.max() - columns.min() > 0.6 * part.shape[1]:
            upright[rows, columns] = 255
    return np.pad(upright, PADDING, constant_values=255)


def find_frames(picture: Grey, *, dpi: int) -> list[Frame]:
    """Give the frames in the upper part of a page that are as large as those of such marks."""
    upper = picture[: int(picture.shape[0] * UPPER_PART)] < INK
    rows, columns = (size // COARSE * COARSE for size in upper.shape)
    blocks = upper[:rows, :columns].reshape(rows // COARSE, COARSE, columns // COARSE, COARSE)
    coarse = np.asarray(blocks.any(axis=(1, 3)))
    found = (_as_frame(*piece, dpi=dpi / COARSE) for piece in _pieces(coarse))
    return [frame for frame in found if frame is not None]


def _as_frame(rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp], *, dpi: float) -> Frame | None:
    top, left = int(rows.min()), int(columns.min())
    tall, wide = int(rows.max()) - top + 1, int(columns.max()) - left + 1
    if not (HEIGHTS[0] * dpi <= tall <= HEIGHTS[1] * dpi and max(WIDTHS[0] * dpi, tall) <= wide <= WIDTHS[1] * dpi):
        return None
    ink = np.zeros((tall, wide), dtype=bool)
    ink[rows - top, columns - left] = True
    edge = int(EDGE * tall) + 1
    above, below = ink[:edge].any(axis=0), ink[-edge:].any(axis=0)
    if min(above.mean(), below.mean()) < LEAST_SIDES:
        return None
    at = np.nonzero(above)[0]
    slope = float(np.polyfit(at, ink.argmax(axis=0)[at], 1)[0])
    first = (COARSE * left, COARSE * top)
    return Frame(*first, COARSE * (left + wide), COARSE * (top + tall), float(np.degrees(np.arctan(slope))))


def _pieces(ink: Mask) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """Give the rows and columns of the pixels of each connected piece of ink."""
    starts, ends, at = _runs(ink)
    parents = list(range(len(starts)))

    def root(run: int) -> int:
        while parents[run] != run:
            parents[run] = parents[parents[run]]
            run = parents[run]
        return run

    above = 0
    for run in range(len(starts)):
        while above < run and (at[above] < at[run] - 1 or (at[above] == at[run] - 1 and ends[above] < starts[run])):
            above += 1
        other = above
        while other < run and at[other] == at[run] - 1 and starts[other] <= ends[run]:
            parents[root(other)] = root(run)
            other += 1
    pieces: dict[int, list[int]] = {}
    for run in range(len(starts)):
        pieces.setdefault(root(run), []).append(run)
    for runs in pieces.values():
        lengths = ends[runs] - starts[runs]
        rows = np.repeat(at[runs], lengths)
        columns = np.concatenate([np.arange(starts[run], ends[run]) for run in runs])
        yield rows, columns


def _runs(ink: Mask) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Give the first column, the column after the last, and the row of each run of ink, row by row."""
    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    return starts, ends, rows
