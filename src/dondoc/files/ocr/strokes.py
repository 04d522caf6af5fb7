"""The strokes of small Roman numerals, counted on the picture: I, II and III of quarters and sections.

The engine loses a stroke of "II" and "III" or reads two that touch as H. The numerals of print are upright strokes of
one thickness, equally far apart; they are counted in two bands, above and below the middle, where no serif stands. A V
and a stroke of division lean from one band to the other; the bar of a real H crosses the middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt

from dondoc.files.ocr.tesseract import Found, Grey
from dondoc.files.syllables import folded

MOST = 3  # strokes that are counted: IV and beyond hold other letters
BANDS = ((0.26, 0.40), (0.60, 0.74))  # of the height of the capitals
MIDDLE = (0.42, 0.56)  # of the height, where an H has its bar
LEAST_HEIGHT = 12  # pixels
SHIFT = 0.08  # of the height: how far an upright stroke may move between the bands
THICKEST = 0.32  # of the height
MOST_ROWS = 0.5  # of a band that a stroke inks
COUNTED = 0.8  # confidence in a numeral whose strokes were counted

Ink = npt.NDArray[np.bool_]

_QUARTER = re.compile(r"(?P<strokes>[IHNTl1i!|\]\[]{1,4})(?P<rest>(?:[/\-–.,;:)].*)?)")
_SECTION = re.compile(r"(?P<strokes>[IHNTl]{1,4})(?P<rest>[.\-–])")


def with_counted_strokes(found: Sequence[Found], picture: Grey) -> list[Found]:
    """Give the words of a page, or of a cell, in which quarters and the labels of sections have their strokes."""
    counted: list[Found] = []
    for _, group in groupby(found, key=lambda word: word.line):
        counted.extend(_counted(list(group), counted[-1] if counted else None, picture))
    return counted


def _counted(line: Sequence[Found], before: Found | None, picture: Grey) -> Iterator[Found]:
    for at, word in enumerate(line):
        last = line[at - 1] if at else before
        match = _QUARTER.fullmatch(word.text) if last and folded(last.text).endswith("quy") else None
        if match is None and not at and _heads_capitals(line):
            match = _SECTION.fullmatch(word.text)
        yield _with_strokes(word, match, picture) if match else word


def _heads_capitals(line: Sequence[Found]) -> bool:
    """Tell whether a line goes on in capitals: the title of a section."""
    letters = [letter for word in line[1:] for letter in word.text if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _with_strokes(word: Found, match: re.Match[str], picture: Grey) -> Found:
    strokes = count_strokes(picture[max(0, word.top) : word.bottom, max(0, word.left) : word.right])
    if strokes < 2:
        return word
    return replace(word, text="I" * strokes + match["rest"], confidence=COUNTED)


def count_strokes(crop: Grey) -> int:
    """Count the upright strokes that a word begins with, at most three; 0 where they cannot be told."""
    if crop.shape[0] < LEAST_HEIGHT or crop.shape[1] < 2:
        return 0
    dark = _dark(crop)
    rows = np.flatnonzero(dark.any(axis=1))
    if not len(rows):
        return 0
    dark = dark[rows[0] : rows[-1] + 1]
    height = dark.shape[0]
    upper, lower = (_runs(_band(dark, band).mean(axis=0) > MOST_ROWS) for band in BANDS)
    strokes = _upright(upper, lower, height)
    return 0 if strokes > 1 and _is_barred(_band(dark, MIDDLE)[:, upper[0][1] : upper[1][0]]) else strokes


def _band(dark: Ink, band: tuple[float, float]) -> Ink:
    return dark[round(len(dark) * band[0]) : round(len(dark) * band[1])]


def _is_barred(between: Ink) -> bool:
    """Tell whether a bar leads from one stroke to the next."""
    return between.shape[1] > 0 and bool(between.any(axis=0).all())


def _upright(upper: Sequence[tuple[int, int]], lower: Sequence[tuple[int, int]], height: int) -> int:
    """Count the strokes from the left that stand at the same place in both bands, one distance apart."""
    centres: list[float] = []
    for (left, right), (left_below, right_below) in zip(upper, lower, strict=False):
        centre, below = (left + right) / 2, (left_below + right_below) / 2
        thick = max(right - left, right_below - left_below) > THICKEST * height
        if thick or abs(centre - below) > SHIFT * height or (len(centres) > 1 and not _in_step([*centres, centre])):
            break
        centres.append(centre)
    return len(centres) if len(centres) <= MOST else 0


def _in_step(centres: Sequence[float]) -> bool:
    first, *others = (after - before for before, after in pairwise(centres))
    return all(abs(step - first) <= 0.25 * first for step in others)


def _dark(crop: Grey) -> Ink:
    """Give the ink of a word: what is nearer to its darkest than to its paper."""
    darkest, paper = np.percentile(crop, (2, 95))
    ink: Ink = crop < (darkest + paper) / 2
    return ink


def _runs(columns: Ink) -> list[tuple[int, int]]:
    """Give the runs of inked columns: first and last + 1."""
    inked = np.concatenate(([False], columns, [False]))
    edges = np.flatnonzero(inked[1:] != inked[:-1])
    return [(int(left), int(right)) for left, right in zip(edges[::2], edges[1::2], strict=True)]
