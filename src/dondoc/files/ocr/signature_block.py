"""The block of the signature, beside the recipients and under a seal: read by itself, apart from their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from dondoc.files.ocr.specks import runs_of
from dondoc.files.ocr.tesseract import Found, Grey
from dondoc.files.syllables import folded, is_plausible

Read = Callable[[Grey, int], list[Found]]  # reads a picture with a page layout of the engine

LAYOUTS = (4, 6)  # one column, one block
LEFT_HALF = 0.45  # of the width: recipients begin left of it
FARTHEST_GUTTER = 0.68
ABOVE = 24  # pixels above "Nơi nhận" where the role of the signatory may begin
SURE = 0.6
_ON_BEHALF = re.compile(r"(?:KT|TM|TL|TUQ|Q)\.?")  # "ký thay", "thay mặt", "thừa lệnh", "thừa ủy quyền", "quyền"
BLOCK = 10_000  # number of the new block, after all blocks of the engine


def with_signature_block(found: Sequence[Found], picture: Grey, read: Read) -> list[Found]:
    """Give the words of a page with those of the signature block after the recipients, line by line.

    The block is read again without the recipients beside it; the reading with the most sure letters stands. A page
    without "Nơi nhận" comes back as it was.
    """
    lines = [list(group) for _, group in groupby(found, key=lambda word: word.line)]
    first = next((at for at, line in enumerate(lines) if _begins_recipients(line)), None)
    if first is None:
        return list(found)
    gutter = _gutter(lines[first:], picture.shape[1])
    if gutter is None:
        return list(found)
    top = max(0, min(word.top for word in lines[first]) - ABOVE)
    beside = [word for word in found if word.left >= gutter and word.top >= top]
    part = np.ascontiguousarray(picture[top:, gutter:])
    readings = ([word.moved(gutter, top) for word in _surely(read(part, layout))] for layout in LAYOUTS)
    block = max(_surely(beside), *readings, key=_sureness)
    return [*(word for word in found if word not in beside), *_as_block(block)]


def _begins_recipients(line: Sequence[Found]) -> bool:
    return folded(" ".join(word.text for word in line)).startswith("noi nhan")


def _gutter(lines: Sequence[Sequence[Found]], width: int) -> int | None:
    """Give where the recipients end to the right; None where they fill the page."""
    left = [run[-1].right for line in lines for run in runs_of(line) if run[0].left < LEFT_HALF * width]
    farthest = max(left, default=0) + 8
    return farthest if 0 < farthest < FARTHEST_GUTTER * width else None


def _surely(words: Sequence[Found]) -> list[Found]:
    """Leave out lines that are pieces of the seal."""
    kept: list[Found] = []
    for _, group in groupby(words, key=lambda word: word.line):
        line = [word for word in group if word.confidence >= SURE and _is_word(word.text)]
        if _letters(line) >= 3 or any(word.text.isdigit() for word in line):
            kept.extend(line)
    return kept


def _is_word(text: str) -> bool:
    return is_plausible(text) or _ON_BEHALF.fullmatch(text) is not None


def _letters(words: Sequence[Found]) -> int:
    return sum(letter.isalpha() for word in words for letter in word.text)


def _sureness(words: Sequence[Found]) -> float:
    return sum(word.confidence**2 * len(word.text) for word in words)


def _as_block(words: Sequence[Found]) -> list[Found]:
    """Number the lines of the block by their height, so that they stand in order after all others."""
    rows: list[list[Found]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [
        replace(word, line=(BLOCK, 1, at)) for at, row in enumerate(rows) for word in sorted(row, key=lambda w: w.left)
    ]
