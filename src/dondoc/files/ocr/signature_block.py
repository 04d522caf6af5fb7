"""The block of the signature, beside the recipients and under a seal: read by itself, apart from their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from dondoc.files.ocr.signature_name import with_name
from dondoc.files.ocr.specks import runs_of
from dondoc.files.ocr.tesseract import Found, Grey
from dondoc.files.syllables import folded, is_plausible

Read = Callable[[Grey, int], list[Found]]  # reads a picture with a page layout of the engine

LAYOUTS = (4, 6, 11)  # one column, one block, scattered words
LEFT_HALF = 0.45  # of the width: recipients begin left of it
FARTHEST_GUTTER = 0.68
ABOVE = 24  # pixels above "Nơi nhận" where the role of the signatory may begin
LEAST_OF_NAME = 4  # letters
SURE, VERY_SURE = 0.6, 0.9
_ON_BEHALF = re.compile(r"(?:KT|TM|TL|TUQ|Q)\.?")  # "ký thay", "thay mặt", "thừa lệnh", "thừa ủy quyền", "quyền"
BLOCK = 10_000  # number of the new block, after all blocks of the engine


def with_signature_block(found: Sequence[Found], picture: Grey, read: Read, read_raw: Read) -> list[Found]:
    """Give the words of a page with those of the signature block after the recipients, line by line.

    The block is read again without the recipients beside it; the reading with the most sure letters stands, with the
    lines that others have where it has none. `read_raw` keeps what `read` takes for specks. A page without recipients
    comes back as it was.
    """
    lines = [list(group) for _, group in groupby(found, key=lambda word: word.line)]
    first = _first_of_recipients(lines, picture.shape[1])
    if first is None:
        return list(found)
    gutter = _gutter(lines[first:], picture.shape[1])
    if gutter is None:
        return list(found)
    top = max(0, min(word.top for word in lines[first]) - ABOVE)
    beside = [word for word in found if word.left >= gutter and word.top >= top]
    part = np.ascontiguousarray(picture[top:, gutter:])
    readings = [[word.moved(gutter, top) for word in _surely(read(part, layout))] for layout in LAYOUTS]
    rows = _rows(_completed([_surely(beside), *readings]))
    last = next((at for at in reversed(range(len(rows))) if _letters(rows[at]) > LEAST_OF_NAME), None)
    if last is not None:
        said = " ".join(word.text for word in found if word not in beside)
        rows = with_name(rows, last, picture, read_raw, said)
    return [*(word for word in found if word not in beside), *_as_block(rows)]


def _first_of_recipients(lines: Sequence[Sequence[Found]], width: int) -> int | None:
    """Give the line that says "Nơi nhận", or else the first of the short lines above the one that says "Lưu"."""
    first = next((at for at, line in enumerate(lines) if _begins_recipients(line)), None)
    kept = next((at for at in reversed(range(len(lines))) if _keeps_copies(lines[at])), None)
    if first is not None or kept is None:
        return first
    while kept > 0 and _is_short(lines[kept - 1], width) and lines[kept - 1][0].top < lines[kept][0].top:
        kept -= 1
    return kept


def _keeps_copies(line: Sequence[Found]) -> bool:
    return re.match(r"\W*luu\s?:", folded(" ".join(word.text for word in line[:3]))) is not None


def _is_short(line: Sequence[Found], width: int) -> bool:
    return line[0].left < LEFT_HALF * width and runs_of(line)[0][-1].right < FARTHEST_GUTTER * width


def _completed(readings: Sequence[Sequence[Found]]) -> list[Found]:
    """Give the reading with the most sure letters, and what the others have beside and between its lines."""
    best, *others = sorted(readings, key=_sureness, reverse=True)
    words = list(best)
    for other in others:
        words.extend(word for word in other if word.confidence >= VERY_SURE and not any(_meets(word, w) for w in words))
    return words


def _meets(one: Found, other: Found) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _begins_recipients(line: Sequence[Found]) -> bool:
    return folded(" ".join(word.text for word in line)).startswith("noi nha")


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


def _rows(words: Sequence[Found]) -> list[list[Found]]:
    """Cut the words of the block into lines by their height."""
    rows: list[list[Found]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _as_block(rows: Sequence[Sequence[Found]]) -> list[Found]:
    """Number the lines of the block, so that they stand in order after all others."""
    return [replace(word, line=(BLOCK, 1, at)) for at, row in enumerate(rows) for word in row]
