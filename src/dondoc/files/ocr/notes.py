"""Footnotes: the raised numbers of a page become "[6]" behind the word and before the note, as in files of Word.

The engine reads a raised number as a quotation mark, a letter or nothing, and spoils the word before it. So the marks
are found on the picture, read enlarged, and their lines are read once more without them. Numbers of one page follow on
each other: that decides where a mark cannot be read, and a mark that fits nowhere is left as the engine saw it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import numpy as np
from PIL import Image

from dondoc.files.ocr.raised import BEFORE, BEHIND, Line, Mark, find_marks
from dondoc.files.ocr.tesseract import Found, Grey
from dondoc.files.syllables import is_plausible

Read = Callable[[Grey, int], list[Found]]  # reads a picture with a page layout of the engine

ENLARGED_TO = 44  # pixels: the height at which single digits are read
SPACE = 30  # pixels around each piece of a strip
ONE_BLOCK = 6
READ_SURE, GUESSED_SURE = 0.9, 0.5
LARGEST = 199
LONE_ROW = 3  # marks in a row that are believed on a page without notes of its own
ELLIPSIS = 3  # dots
MOST_MISSED = 3  # marks in a row that may have been overlooked
_DIGITS = str.maketrans("lIi|!]}[ïíìOoSsB§Z", "111111111110055882")
_NO_ENDING = ".,;:'’{}[]|"
_ENDING = re.compile(r"[.,;:…)”\"]+$")


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A mark with its number, and how sure it is."""

    mark: Mark
    number: int
    sure: float


def with_note_numbers(found: Sequence[Found], picture: Grey, read: Read, read_digits: Read) -> list[Found]:
    """Give the words of a page with its footnote numbers as words of their own, like "[6]" or "[6],".

    `read` reads print, `read_digits` knows digits better. A page without footnotes comes back as it was.
    """
    marks = find_marks(found, picture)
    numbered = _numbered(marks, _readings(marks, picture, read_digits)) if marks else []
    if not numbered:
        return list(found)
    of_line = {line: list(group) for line, group in groupby(numbered, key=lambda one: one.mark.line)}
    lines = [list(group) for _, group in groupby(found, key=lambda word: word.line)]
    behind = [line for line in lines if any(not one.mark.leads for one in of_line.get(line[0].line, []))]
    again = _read_again(behind, of_line, picture, read) if behind else {}
    return [
        word for line in lines for word in _merged(line, of_line.get(line[0].line, []), again.get(line[0].line, []))
    ]


def _readings(marks: Sequence[Mark], picture: Grey, read: Read) -> list[int | None]:
    """Read the marks, enlarged, one below the other."""
    crops = [_enlarged(picture[mark.top - 1 : mark.bottom + 1, mark.left - 1 : mark.right + 1]) for mark in marks]
    tops, sheet = _stacked(crops)
    readings: list[int | None] = [None] * len(marks)
    for word in read(sheet, ONE_BLOCK):
        at = _piece_at(tops, (word.top + word.bottom) / 2)
        digits = word.text.translate(_DIGITS).strip(".,'’‘\"“”)( ")
        if at is not None and digits.isascii() and digits.isdigit() and 1 <= int(digits) <= LARGEST:
            readings[at] = int(digits)
    return readings


def _enlarged(crop: Grey) -> Grey:
    factor = ENLARGED_TO / crop.shape[0]
    size = (max(1, round(crop.shape[1] * factor)), ENLARGED_TO)
    return np.asarray(Image.fromarray(crop).resize(size, Image.Resampling.BICUBIC))


def _stacked(crops: Sequence[Grey]) -> tuple[list[int], Grey]:
    """Put crops below each other on one sheet; give also where each begins."""
    width = max(crop.shape[1] for crop in crops) + 2 * SPACE
    tops, height = [], SPACE
    for crop in crops:
        tops.append(height)
        height += crop.shape[0] + SPACE
    sheet = np.full((height, width), 255, dtype=np.uint8)
    for top, crop in zip(tops, crops, strict=True):
        sheet[top : top + crop.shape[0], SPACE : SPACE + crop.shape[1]] = crop
    return tops, sheet


def _piece_at(tops: Sequence[int], middle: float) -> int | None:
    return next((at for at in reversed(range(len(tops))) if tops[at] - SPACE / 2 <= middle), None)


def _numbered(marks: Sequence[Mark], readings: Sequence[int | None]) -> list[_Numbered]:
    """Give the marks that fit into the row of numbers of the page: those in the text, and those before the notes."""
    pairs = list(zip(marks, readings, strict=True))
    notes, text = ([pair for pair in pairs if pair[0].leads is leads] for leads in (True, False))
    if len(notes) == len(text) == 1 and notes[0][1] == text[0][1] is not None:
        return [_Numbered(mark, number, READ_SURE) for mark, number in pairs if number]
    below = list(_in_row(notes))
    above = list(_in_row(text, {note.number for note in below}))
    if not below and len(above) < LONE_ROW:
        return []
    return [one for mark in marks for one in (*above, *below) if one.mark is mark]


def _in_row(pairs: Sequence[tuple[Mark, int | None]], known: Collection[int] | None = None) -> Iterator[_Numbered]:
    """Give the marks with numbers that rise one by one, as most readings say.

    What was read as another number, or not at all, takes the number that alone is free between its neighbours; at
    either end only one that is `known` (None: any).
    """
    row = _rising([reading for _, reading in pairs], known)
    for (mark, reading), number in zip(pairs, row, strict=True):
        if number is not None:
            yield _Numbered(mark, number, READ_SURE if number == reading else GUESSED_SURE)


def _rising(readings: Sequence[int | None], known: Collection[int] | None) -> list[int | None]:
    """Keep the longest run of readings that rise by small steps, and fill its gaps where they fit exactly."""
    kept = sorted(_longest_rise(readings))
    row: list[int | None] = [reading if at in kept else None for at, reading in enumerate(readings)]
    if len(kept) < 2 and not (known and any(value in known for value in row)):
        return [None] * len(readings)
    for at, number in _between(readings, kept):
        row[at] = number
    for at, number in _at_the_ends(readings, kept):
        if number > 0 and (known is None or number in known):
            row[at] = number
    return row


def _between(readings: Sequence[int | None], kept: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the places between two readings where exactly as many numbers are free as marks."""
    for start, end in pairwise(kept):
        low, high = readings[start] or 0, readings[end] or 0
        if high - low == end - start:
            yield from ((at, low + at - start) for at in range(start + 1, end))


def _at_the_ends(readings: Sequence[int | None], kept: Sequence[int]) -> Iterator[tuple[int, int]]:
    first, last = kept[0], kept[-1]
    yield from ((at, (readings[first] or 0) - (first - at)) for at in range(first))
    yield from ((at, (readings[last] or 0) + at - last) for at in range(last + 1, len(readings)))


def _longest_rise(readings: Sequence[int | None]) -> set[int]:
    """Give the places of the longest run of readings of which each is its forerunner's next, or nearly."""
    best: dict[int, list[int]] = {}
    for at, reading in enumerate(readings):
        if reading is None:
            continue
        runs = [
            run for before, run in best.items()
            if 0 < reading - (readings[before] or 0) <= at - before + MOST_MISSED
        ]  # fmt: skip
        best[at] = [*_longest(runs), at]
    return set(_longest(best.values()))


def _longest(runs: Iterable[list[int]]) -> list[int]:
    return max(runs, key=len, default=[])


def _read_again(
    lines: Sequence[Sequence[Found]], marks: dict[Line, list[_Numbered]], picture: Grey, read: Read
) -> dict[Line, list[Found]]:
    """Read lines with the columns of their marks taken out, so that each word closes up with its punctuation."""
    frames = [_frame(line) for line in lines]
    cuts = [[one.mark for one in marks[line[0].line]] for line in lines]
    tops, sheet = _stacked([_cut(picture, frame, taken) for frame, taken in zip(frames, cuts, strict=True)])
    again: dict[Line, list[Found]] = {}
    for word in read(sheet, ONE_BLOCK):
        at = _piece_at(tops, (word.top + word.bottom) / 2)
        if at is not None:
            placed = word.moved(frames[at][0] - SPACE, frames[at][1] - tops[at])
            again.setdefault(lines[at][0].line, []).append(_opened(placed, cuts[at]))
    return again


def _frame(line: Sequence[Found]) -> tuple[int, int, int, int]:
    left, right = min(word.left for word in line), max(word.right for word in line)
    return max(0, left - BEFORE), max(0, min(w.top for w in line) - 3), right + BEHIND, max(w.bottom for w in line) + 3


def _cut(picture: Grey, frame: tuple[int, int, int, int], marks: Sequence[Mark]) -> Grey:
    left, top, right, bottom = frame
    kept = np.ones(max(0, min(right, picture.shape[1]) - left), dtype=bool)
    for mark in marks:
        kept[max(0, mark.left - left) : mark.right - left] = False
    return picture[top:bottom, left:right][:, kept]


def _opened(word: Found, marks: Sequence[Mark]) -> Found:
    """Give a word of the closed line at its place in the open one."""
    moved = word
    for mark in marks:
        if moved.left >= mark.left:
            moved = moved.moved(mark.right - mark.left, 0)
    return moved


def _merged(words: Sequence[Found], marks: Sequence[_Numbered], again: Sequence[Found]) -> list[Found]:
    """Give the words of a line with its numbers among them; the punctuation behind a number is part of its word."""
    line = list(words)
    for one in marks:
        mark = one.mark
        line = [word for word in line if not (mark.left - 3 <= word.left and word.right <= mark.right + 6)]
        at = sum(word.left < mark.left for word in line)
        ending = ""
        if at and not mark.leads:
            line[at - 1], ending = _without_mark(line[at - 1], mark, again)
        text = f"[{one.number}]{ending}"
        line.insert(at, Found(text, mark.left, mark.top, mark.right, mark.bottom, one.sure, mark.line))
    return line


def _without_mark(word: Found, mark: Mark, again: Sequence[Found]) -> tuple[Found, str]:
    """Give the word before a mark as it was read without it, and the punctuation that follows the mark.

    The second reading tells where the word ends; its letters are better read in the first one, among their page.
    """
    if word.right < mark.left:
        return word, ""
    closed = "".join(other.text for other in again if word.left - 6 <= other.left < mark.left)
    ending = _ending(closed or word.text, mark) or _ending(word.text, mark)
    bare = (closed or word.text).removesuffix(ending)
    first = word.text[: len(bare)]
    kept = first if is_plausible(first) and first[-1] not in _NO_ENDING else bare.rstrip(_NO_ENDING)
    return replace(word, text=kept or word.text, right=mark.left), ending


def _ending(text: str, mark: Mark) -> str:
    """Give the punctuation at the end of a word, as many signs as stand behind the mark."""
    match = _ENDING.search(text)
    if not match or not mark.followed:
        return ""
    dotted = mark.followed >= ELLIPSIS and set(match[0]) == {"."}
    return "." * mark.followed if dotted else match[0][-mark.followed :]
