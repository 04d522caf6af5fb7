"""Find the line with reference and date on the first page, read its strip again, and write the decided line back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dondoc.files.assembly import ReadLine, ReadPage, ReadWord, line_text
from dondoc.files.ocr.head_line import KINDS_OF_PLACE, HeadLine, Witnesses, decide, readings_of
from dondoc.files.ocr.tesseract import Grey, read_words
from dondoc.files.syllables import folded
from dondoc.reading.source import Box

UPPER_PART = 0.45  # of the page, where the line stands
ABOVE, BELOW = 8.0, 6.0  # points around the line that belong to its strip
PADDING = 20
ONE_LINE = 7
SURE, UNSURE = 0.95, 0.5
COLUMN_GAP = "    "
_MONTH_AND_YEAR = re.compile(r"th\S{1,2}ng.*\b(?:19|20)\d\d|n.m\s*(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class HeadRead:
    """The first page with its decided line, and how it was decided; None where there is no such line."""

    page: ReadPage
    decided: HeadLine | None


Draw = Callable[[int], Grey]  # draws the first page at a resolution in dots per inch


def read_head_again(page: ReadPage, draw: Draw, witnesses: Witnesses, *, seconds: float) -> HeadRead:
    """Give the page with the line of its reference and date decided by several readings of its strip."""
    at = _place_of_line(page)
    if at is None:
        return HeadRead(page, None)

    def read(dpi: int, language: str) -> str:
        strip = _strip(draw(dpi), page.lines[at], dpi)
        words = read_words(strip, dpi=dpi, layout=ONE_LINE, seconds=seconds, language=language)
        return " ".join(word.text for word in words)

    decided = decide(readings_of(line_text(page.lines[at]), read), witnesses)
    lines = [*page.lines[:at], _written(page.lines[at], decided), *page.lines[at + 1 :]]
    return HeadRead(replace(page, lines=tuple(lines)), decided)


def _place_of_line(page: ReadPage) -> int | None:
    for at, line in enumerate(page.lines):
        box = next((word.box for word in line if word.box), None)
        upper = box is not None and box.y0 < UPPER_PART * page.height
        if upper and _day_word(line) is not None and _MONTH_AND_YEAR.search(folded(line_text(line))):
            return at
    return None


def _day_word(line: ReadLine) -> int | None:
    """Give the place of "ngày" in the line."""
    return next((at for at, word in enumerate(line) if folded(word.text).startswith("ngay")), None)


def _strip(picture: Grey, line: ReadLine, dpi: int) -> Grey:
    boxes = [word.box for word in line if word.box]
    scale = dpi / 72
    top = max(0, round((min(box.y0 for box in boxes) - ABOVE) * scale))
    bottom = round((max(box.y1 for box in boxes) + BELOW) * scale)
    left = max(0, round((min(box.x0 for box in boxes) - ABOVE) * scale))
    return np.pad(picture[top:bottom, left:], PADDING, constant_values=255)


def _written(line: ReadLine, decided: HeadLine) -> ReadLine:
    """Give the line with the decided reference and date in place of what was first read."""
    day = _day_word(line)
    place = _first_of_place(line, len(line) if day is None else day)
    left, middle, right = line[:place], line[place:day], line[day:] if day is not None else ()
    if middle and decided.place and not middle[0].text[:1].isupper():
        around = _around([word.box for word in middle if word.box])
        middle = _spread(f"{decided.place},".split(), around, UNSURE, glue=middle[0].glue)
    if decided.reference and left:
        sure = UNSURE if decided.number.doubtful else SURE
        around = _around([word.box for word in left[1:] or left if word.box])
        left = (replace(left[0], text="Số:"), ReadWord(decided.reference, around, sure))
    if decided.date and right:
        around = _around([word.box for word in right if word.box])
        sure = UNSURE if decided.day.doubtful or decided.month.doubtful else SURE
        right = _spread(decided.date.split(), around, sure)
    return (*left, *middle, *right)


def _spread(parts: Sequence[str], around: Box | None, sure: float, *, glue: str = " ") -> ReadLine:
    """Give words their share of a rectangle, by their lengths; `glue` stands before the first."""
    if around is None:
        return tuple(ReadWord(part, None, sure, " " if at else glue) for at, part in enumerate(parts))
    step = (around.x1 - around.x0) / (sum(map(len, parts)) + len(parts) - 1)
    words: list[ReadWord] = []
    at = 0
    for part in parts:
        left, right = around.x0 + at * step, around.x0 + (at + len(part)) * step
        box = replace(around, x0=round(left, 1), x1=round(right, 1))
        words.append(ReadWord(part, box, sure, " " if words else glue))
        at += len(part) + 1
    return tuple(words)


def _first_of_place(line: ReadLine, day: int) -> int:
    """Give where the place of issue begins ("Hà Nội,"): after the wide gap, or with the names before "ngày"."""
    for at in range(day - 1, 0, -1):
        if line[at].glue == COLUMN_GAP:
            return at
    at = day
    while at > 0 and (_is_name(line[at - 1].text) or _is_kind(line, at)) and not _is_label(line[at - 1]):
        at -= 1
    return at


def _is_name(word: str) -> bool:
    return word[:1].isupper() and "/" not in word


def _is_kind(line: ReadLine, at: int) -> bool:
    """Tell whether the small word before `at` ends the kind of a place: "Thành phố Huế", "Thị xã Kinh Môn"."""
    return at > 1 and folded(f"{line[at - 2].text} {line[at - 1].text}") in KINDS_OF_PLACE


def _is_label(word: ReadWord) -> bool:
    return folded(word.text).startswith(("so:", "so"))


def _around(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    return Box(
        boxes[0].page,
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
