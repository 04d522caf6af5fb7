"""Find raised numbers on a picture: the marks of footnotes, behind a word and before the note itself.

A mark is told by its place alone: print of a line that begins above the middle of its small letters and is about as
tall as one of them. Quotation marks and degrees are lower, marks of tone have no column of their own.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from dondoc.files.ocr.tesseract import Found, Grey

INK = 140
WINDOW = 250  # pixels to either side in which a line is level
STEP = 10  # pixels by which words of one line may stand higher or lower
BEHIND = 60  # pixels behind the last word of a line that may hold its mark and an ellipsis
BEFORE = 40  # pixels before the first word of a note that may hold its number
FEW = 6  # pieces of print below which a line tells nothing
SMALLEST, LARGEST = 8, 40  # pixels of a small letter that can be told
TALL = (0.6, 1.35)  # heights of a mark, in heights of a small letter
LIFT = (0.35, 0.98)  # how far its foot stands above the line
WIDE = (0.1, 0.9)
MOST_DIGITS = 3
NARROW = 0.5  # what follows a mark in its word is punctuation
MOST_PUNCTUATION = 5

Line = tuple[int, int, int]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Mark:
    """A raised piece of print: its line, whether it opens that, the pieces of punctuation behind it, its rectangle."""

    line: Line
    leads: bool
    followed: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of columns with print, of the word at `word` in its line."""

    word: int
    left: int
    right: int
    top: int
    bottom: int


def find_marks(found: Sequence[Found], picture: Grey) -> list[Mark]:
    """Give the raised numbers among the words of a page, in reading order."""
    return [
        mark
        for line, group in groupby(found, key=lambda word: word.line)
        for mark in _of_line(line, list(group), picture)
    ]


def _of_line(line: Line, words: Sequence[Found], picture: Grey) -> Iterator[Mark]:
    pieces = [piece for at in range(len(words)) for piece in _pieces(words, at, picture)]
    if len(pieces) < FEW:
        return
    feet = [_usual([other.bottom for other in pieces if abs(other.left - piece.left) <= WINDOW]) for piece in pieces]
    small = _small_letter(pieces, feet)
    if not SMALLEST <= small <= LARGEST:
        return
    raised = [_is_raised(piece, foot, small) for piece, foot in zip(pieces, feet, strict=True)]
    for start, end in _runs(pieces, raised, small):
        rest = [piece for piece in pieces[end:] if piece.word == pieces[end - 1].word]
        if start == 0 or _is_punctuation(rest, small):
            run = pieces[start:end]
            yield Mark(
                line, start == 0, len(rest), run[0].left, min(piece.top for piece in run), run[-1].right,
                max(piece.bottom for piece in run),
            )  # fmt: skip


def _pieces(words: Sequence[Found], at: int, picture: Grey) -> Iterator[_Piece]:
    """Cut a word, and what may stand around it, into runs of columns with print."""
    word = words[at]
    following = words[at + 1].left - 1 if at + 1 < len(words) else picture.shape[1]
    left = max(0, word.left - BEFORE) if at == 0 else word.left
    right = max(word.right, min(following, word.right + BEHIND))
    level = [other for other in words if other.right > word.left - WINDOW and other.left < word.right + WINDOW]
    top = max(0, word.top - 4, round(statistics.median(other.top for other in level)) - STEP)
    bottom = min(word.bottom + 3, round(statistics.median(other.bottom for other in level)) + STEP)
    ink: Mask = picture[top:bottom, left:right] < INK
    for start, end in _filled(np.asarray(ink.any(axis=0))):
        rows = np.flatnonzero(ink[:, start:end].any(axis=1))
        yield _Piece(at, left + start, left + end, top + int(rows[0]), top + int(rows[-1]) + 1)


def _filled(columns: Mask) -> Iterable[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], columns.view(np.int8), [0]))))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _usual(values: Sequence[int]) -> int:
    """Give the most frequent value, neighbours counted by half."""
    return int(_counts(values).argmax())


def _small_letter(pieces: Sequence[_Piece], feet: Sequence[int]) -> int:
    """Give the height of a small letter, the least that is frequent among print on the line; 0 where unknown."""
    heights = [foot - p.top for p, foot in zip(pieces, feet, strict=True) if abs(p.bottom - foot) <= 1 and foot > p.top]
    if len(heights) < FEW / 2:
        return 0
    counts = _counts(heights)
    counts[:SMALLEST] = 0
    return int(np.argmax(counts >= 0.4 * counts.max())) + 1 if counts.any() else 0


def _counts(values: Sequence[int]) -> npt.NDArray[np.int64]:
    return np.convolve(np.bincount(values), [1, 2, 1], "same")


def _is_raised(piece: _Piece, foot: int, small: int) -> bool:
    tall, lift, wide = piece.bottom - piece.top, foot - piece.bottom, piece.right - piece.left
    measures = ((tall, TALL), (lift, LIFT), (wide, WIDE))
    return all(least * small <= measure <= most * small for measure, (least, most) in measures)


def _runs(pieces: Sequence[_Piece], raised: Sequence[bool], small: int) -> Iterator[tuple[int, int]]:
    """Give the (start, end) of the digits that stand together."""
    at = 0
    while at < len(pieces):
        end = at
        while end < len(pieces) and raised[end] and (end == at or pieces[end].left - pieces[end - 1].right < small / 2):
            end += 1
        if at < end <= at + MOST_DIGITS:
            yield at, end
        at = max(end, at + 1)


def _is_punctuation(rest: Sequence[_Piece], small: int) -> bool:
    return len(rest) <= MOST_PUNCTUATION and all(piece.right - piece.left <= NARROW * small for piece in rest)
