"""Received-stamps ("CÔNG VĂN ĐẾN", giờ, ngày): boxes an office stamps on what it receives; no text of the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby

from dondoc.files.ocr.grid import INK, NEAR_INCH, SHORTEST_INCH, Stroke, strokes_of
from dondoc.files.ocr.specks import runs_of
from dondoc.files.ocr.tesseract import Found, Grey
from dondoc.files.syllables import folded, is_plausible

WIDTHS = (1.2, 2.8)  # inches of such a stamp
HEIGHTS = (0.4, 1.2)
PIECE_INCH = 0.5  # the least that is left of a rule
BROKEN_INCH = 0.6  # a stamped rule is broken by gaps up to this
RIM = 6  # pixels around a stamp that may be its ink
AROUND = 40  # pixels above and below a stamp that are read again with it
_MOTTO = re.compile(r"cong h\w{2} xa hoi|dang cong san viet nam")
_CLASSES = {"mat", "khan"}  # "MẬT", "KHẨN": the rest of the classes has two words
PRINTED = 0.3  # confidence of print under the edge of a stamp
Read = Callable[[Grey, int], list[Found]]  # reads a picture with a page layout of the engine
UPPER_PART = 0.6  # of the first page: where received-stamps stand


@dataclass(frozen=True, slots=True)
class Stamp:
    """The rectangle of a stamp in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    def touches(self, word: Found) -> bool:
        """Tell whether a word lies in the stamp or reaches into it."""
        across = self.left - RIM <= word.right and word.left <= self.right + RIM
        return across and self.top - RIM <= (word.top + word.bottom) / 2 <= self.bottom + RIM


def find_stamps(picture: Grey, *, dpi: int) -> list[Stamp]:
    """Give the received-stamps in the upper part of a picture: three rules of one length, close below each other."""
    upper = picture[: int(picture.shape[0] * UPPER_PART)] < INK
    rules = list(_rules(strokes_of(upper, int(SHORTEST_INCH * dpi), NEAR_INCH * dpi), dpi))
    found: list[Stamp] = []
    for top, middle, bottom in combinations(rules, 3):
        if _are_one(top, middle, bottom, dpi) and not any(_overlap(stamp, top, bottom) for stamp in found):
            left = min(top.start, middle.start, bottom.start)
            right = max(top.end, middle.end, bottom.end)
            found.append(Stamp(left, round(top.at), right, round(bottom.at)))
    return found


def _rules(strokes: Iterable[Stroke], dpi: int) -> Iterable[Stroke]:
    """Give the strokes with those on one height joined, where they are no longer than a stamp is wide."""
    for row in _rows(strokes, dpi):
        joined = Stroke(row[0].at, min(s.start for s in row), max(s.end for s in row), row[0].last)
        inked = sum(stroke.end - stroke.start for stroke in row)
        if PIECE_INCH * dpi <= _length(joined) <= WIDTHS[1] * dpi and inked >= 0.4 * _length(joined):
            yield joined


def _rows(strokes: Iterable[Stroke], dpi: int) -> list[list[Stroke]]:
    """Group strokes that are pieces of one broken rule: on one height, with small gaps."""
    rows: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda stroke: (stroke.at, stroke.start)):
        for row in rows:
            level = abs(row[-1].at - stroke.at) <= NEAR_INCH * dpi
            apart = max(stroke.start - max(s.end for s in row), min(s.start for s in row) - stroke.end)
            if level and apart <= BROKEN_INCH * dpi:
                row.append(stroke)
                break
        else:
            rows.append([stroke])
    return rows


def _are_one(top: Stroke, middle: Stroke, bottom: Stroke, dpi: int) -> bool:
    """Tell whether three rules are of one stamp: two of them whole, all within one width, two ending together."""
    rules = (top, middle, bottom)
    tall = HEIGHTS[0] * dpi <= bottom.at - top.at <= HEIGHTS[1] * dpi
    between = 0.1 * dpi <= middle.at - top.at <= 0.5 * (bottom.at - top.at) + 0.05 * dpi
    whole = sum(_length(rule) >= WIDTHS[0] * dpi for rule in rules) >= 2
    width = max(rule.end for rule in rules) - min(rule.start for rule in rules)
    within = width <= max(map(_length, rules)) + 0.25 * dpi
    return tall and between and whole and within and any(_aligned(a, b, dpi) for a, b in combinations(rules, 2))


def _length(rule: Stroke) -> int:
    return rule.end - rule.start


def _aligned(one: Stroke, other: Stroke, dpi: int) -> bool:
    return min(abs(one.end - other.end), abs(one.start - other.start)) <= 0.12 * dpi


def _overlap(stamp: Stamp, top: Stroke, bottom: Stroke) -> bool:
    return stamp.top <= bottom.at and top.at <= stamp.bottom


def read_around(picture: Grey, stamps: Sequence[Stamp], read: Read, *, dpi: int) -> list[Found]:
    """Give the words of a page (as `read` finds them) without those of its stamps.

    The page is read with its stamps blanked. Print that runs on under the edge of a stamp would be lost: the strip
    around a stamp is read again with only its rules erased, and words that belong to a line outside are put back.
    """
    found = read(_blanked(picture, stamps), 3)
    for stamp in stamps:
        top, bottom = max(0, stamp.top - AROUND), min(picture.shape[0], stamp.bottom + AROUND)
        strip = _erased(picture, stamp, dpi=dpi)[top:bottom]
        again = [word.moved(0, top) for word in read(strip, 6)]
        for _, line in groupby(again, key=lambda word: word.line):
            for run in runs_of(list(line)):
                found = _with_edge(found, run, stamp)
    return found


def _with_edge(found: list[Found], run: Sequence[Found], stamp: Stamp) -> list[Found]:
    """Put the words of a run that lie under a stamp before the word outside that they run on to."""
    under = [word for word in run if stamp.touches(word) and _is_print(word)]
    outside = next((word for word in run if not stamp.touches(word) and word.left > stamp.left), None)
    if not under or outside is None:
        return found
    for at, word in enumerate(found):
        if word.text == outside.text and _is_level(word, outside) and abs(word.left - outside.left) < word.height:
            kept = [other for other in found[:at] if not (stamp.touches(other) and _is_level(other, outside))]
            return [*kept, *(replace(edge, line=word.line) for edge in under), *found[at:]]
    return found


def _is_level(one: Found, other: Found) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.4 * min(one.height, other.height)


def _is_print(word: Found) -> bool:
    return word.confidence >= PRINTED and is_plausible(word.text)


def _blanked(picture: Grey, stamps: Sequence[Stamp]) -> Grey:
    clear = picture.copy()
    for stamp in stamps:
        clear[max(0, stamp.top - RIM) : stamp.bottom + RIM, max(0, stamp.left - RIM) : stamp.right + RIM] = 255
    return clear


def _erased(picture: Grey, stamp: Stamp, *, dpi: int) -> Grey:
    """Give the picture without the rules of a stamp."""
    clean = picture.copy()
    shortest, near = int(SHORTEST_INCH * dpi), NEAR_INCH * dpi
    area = clean[max(0, stamp.top - RIM) : stamp.bottom + RIM, max(0, stamp.left - RIM) : stamp.right + RIM]
    ink = area < INK
    for stroke in strokes_of(ink, shortest, near):
        area[max(0, round(stroke.at) - 5) : round(stroke.at) + 6, stroke.start : stroke.end] = 255
    for stroke in strokes_of(ink.T, shortest, near):
        area[stroke.start : stroke.end, max(0, round(stroke.at) - 5) : round(stroke.at) + 6] = 255
    return clean


def without_notes_above(found: Sequence[Found]) -> list[Found]:
    """Give the words of a first page without what a clerk wrote above the letterhead: single words, not classes of
    secrecy or urgency. A page without a motto comes back as it was.
    """
    lines = [list(group) for _, group in groupby(found, key=lambda word: word.line)]
    motto = next((at for at, line in enumerate(lines) if _MOTTO.search(folded(" ".join(w.text for w in line)))), None)
    if motto is None:
        return list(found)
    top = min(word.top for word in lines[motto])
    return [word for line in lines for word in line if not _is_note(line, top)]


def _is_note(line: Sequence[Found], top: int) -> bool:
    above = max(word.bottom for word in line) <= top
    return above and len(line) == 1 and folded(line[0].text).strip(".,") not in _CLASSES
