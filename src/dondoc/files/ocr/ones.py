"""Numbers that were parted between two ones: "1 1" is "11" where no space stands between them.

A one is narrow and has much white around it; two of them stand as far apart as words do, and the engine takes the gap
for a space. A real space between two ones is wider than the other spaces of its line.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from dondoc.files.ocr.tesseract import Found

LEAST_SPACES = 3  # of a line, to know how wide its spaces are
DOUBTFUL = 0.5
_BEFORE = re.compile(r"[\d.,]*1")
_AFTER = re.compile(r"1[\d.,]*")


def with_ones_joined(found: Sequence[Found]) -> list[Found]:
    """Give the words of a page with the numbers joined that were parted between two ones; they are doubtful."""
    return [word for _, line in groupby(found, key=lambda word: word.line) for word in _joined(list(line))]


def _joined(line: list[Found]) -> Iterator[Found]:
    gaps = [after.left - before.right for before, after in pairwise(line)]
    usual = statistics.median(gaps) if len(gaps) >= LEAST_SPACES else 0
    number: Found | None = None
    for word in line:
        if number is not None and _are_one(number, word, usual):
            number = _whole(number, word)
            continue
        if number is not None:
            yield number
        number = word
    if number is not None:
        yield number


def _are_one(before: Found, after: Found, usual: float) -> bool:
    both = _BEFORE.fullmatch(before.text) and _AFTER.fullmatch(after.text)
    return both is not None and 0 < after.left - before.right <= usual


def _whole(before: Found, after: Found) -> Found:
    top, bottom = min(before.top, after.top), max(before.bottom, after.bottom)
    sure = min(DOUBTFUL, before.confidence, after.confidence)
    whole = replace(before, text=before.text + after.text, right=after.right, top=top, bottom=bottom)
    return replace(whole, confidence=sure)
