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
REACH = 5  # words before a quarter that may join it to "quý"
THICKEST = 0.32  # of the height
WIDE = 0.78  # of the height: the step to the next numeral, behind a dash
MOST_ROWS = 0.5  # of a band that a stroke inks
COUNTED = 0.8  # confidence in a numeral whose strokes were counted

Ink = npt.NDArray[np.bool_]
Run = tuple[int, int]  # first column and last + 1

_STROKES = r"[IHNTl1i!|\]\[]{1,4}"
_QUARTER = re.compile(rf"(?P<first>{_STROKES})(?:(?P<dash>[-–])(?P<second>{_STROKES}))?(?P<rest>(?:[/.,;:)].*)?)")
_SECTION = re.compile(r"(?P<first>[IHNTl]{1,4})(?P<dash>)(?P<second>)(?P<rest>[.\-–])")
_BEFORE_QUARTER = re.compile(r"quy(?: [iv]{1,3},| [iv]{1,3} (?:va|-|–|hoac|den))*$")  # "quý II và", "quý II,"


def with_counted_strokes(found: Sequence[Found], picture: Grey) -> list[Found]:
    """Give the words of a page, or of a cell, in which quarters and the labels of sections have their strokes."""
    counted: list[Found] = []
    for _, group in groupby(found, key=lambda word: word.line):
        line = list(group)
        for at, word in enumerate(line):
            match = _QUARTER.fullmatch(word.text) if _is_quarter(counted) else None
            if match is None and not at and _heads_capitals(line):
                match = _SECTION.fullmatch(word.text)
            counted.append(_with_strokes(word, match, picture) if match else word)
    return counted


def _is_quarter(before: Sequence[Found]) -> bool:
    """Tell whether a quarter is named next: behind "quý", or joined to one that is."""
    return _BEFORE_QUARTER.search(" ".join(folded(word.text) for word in before[-REACH:])) is not None


def _heads_capitals(line: Sequence[Found]) -> bool:
    """Tell whether a line goes on in capitals: the title of a section."""
    letters = [letter for word in line[1:] for letter in word.text if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _with_strokes(word: Found, match: re.Match[str], picture: Grey) -> Found:
    """Give a word with the numerals that its picture shows, if one of them has more than one stroke."""
    counts = count_strokes(picture[max(0, word.top) : word.bottom, max(0, word.left) : word.right])
    counts = counts[: 2 if match["second"] else 1]
    if max(counts, default=0) < 2 or len(counts) < bool(match["second"]) + 1:
        return word
    numerals = (match["dash"] or "").join("I" * count for count in counts)
    return replace(word, text=numerals + match["rest"], confidence=COUNTED)


def count_strokes(crop: Grey) -> tuple[int, ...]:
    """Count the upright strokes that a word begins with, numeral by numeral; nothing where they cannot be told."""
    if crop.shape[0] < LEAST_HEIGHT or crop.shape[1] < 2:
        return ()
    dark = _dark(crop)
    rows = np.flatnonzero(dark.any(axis=1))
    if not len(rows):
        return ()
    dark = dark[rows[0] : rows[-1] + 1]
    upper, lower = (_runs(_band(dark, band).mean(axis=0) > MOST_ROWS) for band in BANDS)
    strokes = _upright(upper, lower, dark.shape[0])
    if len(strokes) > 1 and _is_barred(_band(dark, MIDDLE)[:, upper[0][1] : upper[1][0]]):
        return ()
    counts = tuple(_groups(strokes, dark.shape[0]))
    return counts if max(counts, default=0) <= MOST else ()


def _upright(upper: Sequence[Run], lower: Sequence[Run], height: int) -> list[float]:
    """Give the middles of the strokes from the left that stand at one place in both bands; a dash is passed over."""
    middles: list[float] = []
    below = [(left + right) / 2 for left, right in lower if right - left <= THICKEST * height]
    for left, right in upper:
        middle = (left + right) / 2
        if right - left > THICKEST * height or all(abs(middle - place) > SHIFT * height for place in below):
            break
        middles.append(middle)
    return middles


def _groups(middles: Sequence[float], height: int) -> Iterator[int]:
    """Count the strokes of each numeral: a wide step leads to the next one."""
    count = min(1, len(middles))
    for before, after in pairwise(middles):
        if after - before > WIDE * height:
            yield count
            count = 0
        count += 1
    yield count


def _band(dark: Ink, band: tuple[float, float]) -> Ink:
    return dark[round(len(dark) * band[0]) : round(len(dark) * band[1])]


def _is_barred(between: Ink) -> bool:
    """Tell whether a bar leads from one stroke to the next."""
    return between.shape[1] > 0 and bool(between.any(axis=0).all())


def _dark(crop: Grey) -> Ink:
    """Give the ink of a word: what is nearer to its darkest than to its paper."""
    darkest, paper = np.percentile(crop, (2, 95))
    ink: Ink = crop < (darkest + paper) / 2
    return ink


def _runs(columns: Ink) -> list[Run]:
    """Give the runs of inked columns: first and last + 1."""
    inked = np.concatenate(([False], columns, [False]))
    edges = np.flatnonzero(inked[1:] != inked[:-1])
    return [(int(left), int(right)) for left, right in zip(edges[::2], edges[1::2], strict=True)]
