"""Labels and quarters by the company they keep: what a stroke more or less, or a lost bar, left undecided.

The engine loses strokes of Roman numerals (one `III` in ten is read `II`) and the bar of `đ)`. A label that follows on
the one before it is read so; the quarter of a year is one of four. What was decided this way keeps the other reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dondoc.reading.repair.dates import read_date, read_part
from dondoc.reading.repair.facts import ROMAN_NUMERAL, strokes_as_numeral
from dondoc.reading.repair.lattice import READ, Row
from dondoc.reading.repair.result import Reading
from dondoc.reading.repair.tokens import Kind

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
QUARTERS = NUMERALS[:4]
LOST_STROKE = {1: 0.04, 2: 0.11}  # P(one stroke more was meant | so many strokes at the end were seen)
_QUARTER = re.compile(r"([IVl1|!'’i[]{1,4})(/\d{4})?")
MENTIONS_APART = 6  # places between two mentions of a point in one breath
SHORT_FORMS = {"d/c": "đ/c", "D/c": "Đ/c", "D/C": "Đ/C"}
PERIODS = ("năm", "tháng", "quý", "tuần", "ngày", "giờ")  # what a rate is counted by: 7,5%/năm
AS_LIKELY = 1.5  # nats
_RATE = re.compile(r"\d[\d.,\-–]*%")
_POINT = re.compile(r"\d{1,2}(?:[;:]\d{1,2}){1,2}")  # a label such as 1.1 whose points were ruined
FOLLOWS = 0.9  # probability that a label which can follow on the one before does so


@dataclass(frozen=True, slots=True)
class Fact:
    """The reading of one place, its probability and the others."""

    meant: str
    probability: float
    alternatives: tuple[Reading, ...]


def numeral_readings(token: str) -> tuple[Reading, ...]:
    """Give the Roman numerals a token may be, the likeliest first; nothing if it is none."""
    numeral = strokes_as_numeral(token)
    if not ROMAN_NUMERAL.fullmatch(numeral):
        return ()
    run = len(numeral) - len(numeral.rstrip("I"))
    lost = LOST_STROKE.get(run, 0.0)
    longer = numeral + "I"
    if not lost or not ROMAN_NUMERAL.fullmatch(longer):
        return (Reading(numeral, 1.0),)
    return Reading(numeral, 1 - lost), Reading(longer, lost)


def read_in_sequence(rows: Sequence[Row], words: Sequence[str]) -> dict[int, Fact]:
    """Give the facts that their place decides: index of the row to its reading."""
    found = {**_sections(rows), **_letters(rows, words), **_quarters(rows, words), **_dates(rows, words)}
    return found | _short_forms(rows) | _rates(rows, words) | _points(rows) | _ranges(rows)


def _sections(rows: Sequence[Row]) -> dict[int, Fact]:
    """Read the Roman labels of sections ("II. NỘI DUNG"): one that can be the next one is the next one."""
    facts: dict[int, Fact] = {}
    last = 0
    for i in _line_starts(rows):
        unit, following = rows[i].unit, rows[i + 1].unit if i + 1 < len(rows) else None
        if unit is None or unit.text.isdigit() or following is None or following.kind != Kind.STOP:
            continue
        readings = numeral_readings(unit.text)
        known = [r for r in readings if r.text in NUMERALS]
        if not known:
            continue
        expected = [r for r in known if NUMERALS.index(r.text) == last]
        chosen = (expected or known)[0]
        last = NUMERALS.index(chosen.text) + 1
        if chosen.text != unit.text or expected:
            facts[i] = _fact(chosen.text, FOLLOWS if expected else chosen.probability, readings)
    return facts


def _letters(rows: Sequence[Row], words: Sequence[str]) -> dict[int, Fact]:
    """Read the second `d)` in a row as `đ)`, and so the second of "điểm d, điểm d"."""
    found: list[int] = []
    last, mentioned = "", -MENTIONS_APART
    starts = set(_line_starts(rows))
    for i, row in enumerate(rows):
        letter, before = row.unit.text if row.unit else "", rows[i - 1].unit if i else None
        if len(letter) != 1 or not letter.isalpha() or row.unit is None:
            continue
        if row.unit.kind == Kind.LABEL and (i in starts or (before and before.kind in (Kind.STOP, Kind.COMMA))):
            if letter == last == "d":
                found.append(i)
                letter = "đ"
            last = letter
        elif letter == "d" and i and words[i - 1].lower() == "điểm":
            if i - mentioned < MENTIONS_APART:
                found.append(i)
            mentioned = i
    return {i: _changed("đ", "d") for i in found}


def _quarters(rows: Sequence[Row], words: Sequence[str]) -> dict[int, Fact]:
    """Read what stands after "quý" as one of four; a lone `1` only where another quarter is a Roman numeral."""
    found: dict[int, tuple[str, str]] = {}
    for i, row in enumerate(rows):
        if row.unit is None or i == 0 or words[i - 1].lower() != "quý":
            continue
        match = _QUARTER.fullmatch(row.unit.text)
        if match:
            found[i] = match.group(1), match.group(2) or ""
    roman = any(strokes_as_numeral(t) in ("II", "III", "IV") for t, _ in found.values())
    facts = {}
    for i, (strokes, year) in found.items():
        readings = [r for r in numeral_readings(strokes) if r.text in QUARTERS]
        if readings and (strokes != "1" or roman):
            with_year = [Reading(r.text + year, r.probability) for r in readings]
            facts[i] = _fact(with_year[0].text, with_year[0].probability, with_year)
    return facts


def _dates(rows: Sequence[Row], words: Sequence[str]) -> dict[int, Fact]:
    """Read letters for digits in a date, whole (`3l/12/2O25`) or after "ngày", "tháng", "năm" (`tháng l2`)."""
    facts: dict[int, Fact] = {}
    for i, row in enumerate(rows):
        if row.unit is None or row.unit.kind not in READ or not row.unit.text[-1:].isalnum():
            continue
        read = read_date(row.unit.text) or (read_part(words[i - 1].lower(), row.unit.text) if i else "")
        if read:
            facts[i] = _changed(read, row.unit.text)
    return facts


def _short_forms(rows: Sequence[Row]) -> dict[int, Fact]:
    """Read `d/c` as `đ/c`: the other short forms have no bar to lose."""
    units = ((i, row.unit.text) for i, row in enumerate(rows) if row.unit is not None)
    return {i: _changed(SHORT_FORMS[text], text) for i, text in units if text in SHORT_FORMS}


def _rates(rows: Sequence[Row], words: Sequence[str]) -> dict[int, Fact]:
    """Read a word after a share and a stroke (`7,5%/Mmam`) as a period, if one looks about as likely as any word."""
    facts: dict[int, Fact] = {}
    for i in range(1, len(rows)):
        share, unit, readings = rows[i - 1].unit, rows[i].unit, rows[i].candidates
        if share is None or unit is None or unit.kind != Kind.WORD or words[i] in PERIODS:
            continue
        if unit.span.start == share.span.end + 1 and _RATE.fullmatch(share.text):
            near = max(readings.logs) - AS_LIKELY
            ranked = zip(readings.surfaces, readings.logs, strict=True)
            period = next((surface for surface, log in ranked if surface in PERIODS and log >= near), "")
            if period:
                facts[i] = Fact(period, FOLLOWS, (Reading(words[i], round(1 - FOLLOWS, 4)),))
    return facts


_DASH = 3  # code points from the end of a number to the next, where a dash stands between them


def _ranges(rows: Sequence[Row]) -> dict[int, Fact]:
    """Keep the first number of a range ("2 - 2,5%"), which alone looks like a letter."""
    facts: dict[int, Fact] = {}
    for i, (row, other) in enumerate(pairwise(rows)):
        first, last = row.unit, other.unit
        if first is None or last is None or not first.text.isdigit() or not last.text[:1].isdigit():
            continue
        if row.line == other.line and first.spaced and last.spaced and last.span.start - first.span.end == _DASH:
            facts[i] = Fact(first.text, 1.0, ())
    return facts


def _points(rows: Sequence[Row]) -> dict[int, Fact]:
    """Read `(1;1)` at the beginning of a line as the label it is."""
    texts = ((i, rows[i].unit) for i in _line_starts(rows))
    return {
        i: _changed(re.sub("[;:]", ".", unit.text), unit.text)
        for i, unit in texts
        if unit is not None and _POINT.fullmatch(unit.text)
    }


def _changed(meant: str, seen: str) -> Fact:
    return Fact(meant, FOLLOWS, (Reading(seen, round(1 - FOLLOWS, 4)),))


def _line_starts(rows: Sequence[Row]) -> list[int]:
    starts, line = [], 0
    for i, row in enumerate(rows):
        if row.unit is not None and row.line != line:
            starts.append(i)
            line = row.line
    return starts


def _fact(meant: str, probability: float, readings: Sequence[Reading]) -> Fact:
    others = tuple(Reading(r.text, round(min(r.probability, 1 - probability), 4)) for r in readings if r.text != meant)
    return Fact(meant, probability if others else 1.0, others)
