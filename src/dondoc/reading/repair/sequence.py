"""Labels and quarters by the company they keep: what a stroke more or less, or a lost bar, left undecided.

The engine loses strokes of Roman numerals (one `III` in ten is read `II`) and the bar of `đ)`. A label that follows on
the one before it is read so; the quarter of a year is one of four. What was decided this way keeps the other reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dondoc.reading.repair.dates import read_count, read_date, read_part
from dondoc.reading.repair.facts import ROMAN_NUMERAL, strokes_as_numeral
from dondoc.reading.repair.lattice import READ, Row
from dondoc.reading.repair.result import Reading
from dondoc.reading.repair.tokens import Kind

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
QUARTERS = NUMERALS[:4]
LOST_STROKE = {1: 0.04, 2: 0.11}  # P(one stroke more was meant | so many strokes at the end were seen)
_QUARTER = re.compile(r"([IVTl1234|!'’i[]{1,5})(/\d{4})?")
LOST_BAR = 0.35  # share of đ among the points of directives and laws that are cited as d or đ
MENTIONS_APART = 6  # places between two mentions of a point in one breath
_BARS = {"d/c": "đ/c", "D/c": "Đ/c", "D/C": "Đ/C", "TT g": "TTg"}
_UNITS = ("kWh", "MWh", "GWh", "kW", "MW", "kV", "kVA", "MVA")  # their W and V look alike in both sizes
_PER_MILLE = {"%o": "‰", "%0": "‰"}
SHORT_FORMS = _BARS | _PER_MILLE | {unit[0] + unit[1:].lower(): unit for unit in _UNITS}
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
    return found | _glued_offices(rows) | _short_forms(rows) | _rates(rows, words) | _points(rows) | _ranges(rows)


def _sections(rows: Sequence[Row]) -> dict[int, Fact]:
    """Read the labels of sections ("II. NỘI DUNG", "II- NỘI DUNG"): one that can be the next one is the next one."""
    facts: dict[int, Fact] = {}
    last = 0
    for i in _line_starts(rows):
        unit = rows[i].unit
        if unit is None or not _is_label(rows, i):
            continue
        if unit.text.isdigit():
            facts[i] = Fact(unit.text, 1.0, ())
            continue
        if _DOUBLED.fullmatch(unit.text):
            facts[i] = _changed(unit.text[0], unit.text)
        readings = numeral_readings(unit.text)
        known = [r for r in readings if r.text in NUMERALS]
        expected = [r for r in (*known, *_ruined_label(unit.text)) if r.text == NUMERALS[last]]
        if not known and not expected:
            continue
        chosen = (expected or known)[0]
        last = min(NUMERALS.index(chosen.text) + 1, len(NUMERALS) - 1)
        if chosen.text != unit.text or expected:
            others = readings if chosen in known else (*readings, Reading(unit.text, round(1 - FOLLOWS, 4)))
            facts[i] = _fact(chosen.text, FOLLOWS if expected else chosen.probability, others)
    return facts


def _is_label(rows: Sequence[Row], at: int) -> bool:
    """Tell whether a point, or a dash before a capital, stands behind the first unit of a line."""
    unit, following = rows[at].unit, rows[at + 1].unit if at + 1 < len(rows) else None
    if unit is None or following is None:
        return False
    if following.kind == Kind.STOP:
        return True
    behind_dash = following.span.start - unit.span.end >= _BEHIND_DASH and rows[at].line == rows[at + 1].line
    return behind_dash and unit.kind == Kind.WORD and unit.text[0] in _STROKES and following.text[:1].isupper()


def _ruined_label(token: str) -> tuple[Reading, ...]:
    """Give the numeral whose strokes were taken for other letters, or seen twice: `TH` for III, `Iv`, `IlIl`, `Vv`."""
    if token[:1].islower():
        return ()
    numeral = strokes_as_numeral(token).upper().translate(_RUINED_LABEL)
    numeral = numeral.replace("IIII", "III").replace("VV", "V").replace("XX", "X")
    return (Reading(numeral, FOLLOWS),) if numeral in NUMERALS else ()


def _letters(rows: Sequence[Row], words: Sequence[str]) -> dict[int, Fact]:
    """Read the second `d)` in a row as `đ)`, and so the second of "điểm d, điểm d"; a lone one may be either."""
    found: list[int] = []
    alone: list[int] = []
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
            else:
                alone.append(i)
            mentioned = i
    open_points = {i: Fact("d", 1 - LOST_BAR, (Reading("đ", LOST_BAR),)) for i in alone}
    return open_points | {i: _changed("đ", "d") for i in found}


def _quarters(rows: Sequence[Row], words: Sequence[str]) -> dict[int, Fact]:
    """Read what stands after "quý" as one of four; a lone `1` as it is only where another quarter is in digits."""
    found = dict(_after_quarter(rows, words))
    digits = any(match.group(1) in ("2", "3", "4") for match in found.values())
    roman = any(strokes_as_numeral(match.group(1)) in ("II", "III", "IV") for match in found.values())
    facts = {}
    for i, match in found.items():
        strokes, year = match.group(1).replace("T", "I"), match.group(2) or ""
        readings = [r for r in numeral_readings(strokes) if r.text in QUARTERS]
        if readings and (strokes != "1" or roman or not digits):
            with_year = [Reading(r.text + year, r.probability) for r in readings]
            others = with_year if strokes != "1" or roman else [*with_year, Reading(match.group(), LOST_STROKE[1])]
            facts[i] = _fact(with_year[0].text, with_year[0].probability, others)
    return facts | _later_quarters(rows, words, found, facts)


_ONE_STROKE = re.compile(r"[I1l|!]{1,2}")
_LISTING = ("và", "đến")


def _later_quarters(
    rows: Sequence[Row], words: Sequence[str], found: Mapping[int, re.Match[str]], facts: Mapping[int, Fact]
) -> dict[int, Fact]:
    """Read the second of two quarters ("quý I, 1/2025", "quý I và quý I") as a later one: it lost a stroke."""
    later: dict[int, Fact] = {}
    for i, first in found.items():
        second = _second_quarter(rows, words, i)
        match = found.get(second) or (_QUARTER.fullmatch(_text(rows, second)) if second else None)
        if not match or not _ONE_STROKE.fullmatch(match.group(1)) or first.group(2) not in (None, match.group(2)):
            continue
        before = strokes_as_numeral(facts[i].meant if i in facts else first.group(1)).partition("/")[0]
        own = strokes_as_numeral(match.group(1))
        if before in ("I", "II") and own in QUARTERS and QUARTERS.index(own) <= QUARTERS.index(before):
            later[second] = _changed(QUARTERS[QUARTERS.index(before) + 1] + (match.group(2) or ""), match.group())
    return later


def _second_quarter(rows: Sequence[Row], words: Sequence[str], first: int) -> int:
    """Give the place of the quarter that follows on one in the same list; 0 where none can."""
    if first + 2 >= len(rows) or not (_is_comma(rows[first + 1]) or words[first + 1].lower() in _LISTING):
        return 0
    again = words[first + 2].lower() == "quý"
    return first + 2 + again if first + 2 + again < len(rows) else 0


def _is_comma(row: Row) -> bool:
    return row.unit is not None and row.unit.kind == Kind.COMMA


def _text(rows: Sequence[Row], at: int) -> str:
    unit = rows[at].unit
    return unit.text if unit is not None else ""


def _after_quarter(rows: Sequence[Row], words: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Give the places after "quý", on the next page too, that may be the number of a quarter."""
    for i, row in enumerate(rows):
        before = i - 2 if i > 1 and rows[i - 1].unit is None else i - 1
        if row.unit is None or before < 0 or words[before].lower() != "quý":
            continue
        match = _QUARTER.fullmatch(row.unit.text)
        if match:
            yield i, match


def _dates(rows: Sequence[Row], words: Sequence[str]) -> dict[int, Fact]:
    """Read letters for digits in a date, whole (`3l/12/2O25`) or after "ngày", "tháng", "năm", and in `O5`."""
    facts: dict[int, Fact] = {}
    for i, row in enumerate(rows):
        if row.unit is None or row.unit.kind not in READ or not row.unit.text[-1:].isalnum():
            continue
        seen = row.unit.text
        read = read_date(seen) or read_count(seen) or (read_part(words[i - 1].lower(), seen) if i else "")
        if read:
            facts[i] = _changed(read, seen)
    return facts


_GLUED_OFFICE = re.compile(r"(\d{1,2}\.)[8S5$][6oO0]")  # "1. Sở" seen as 1.86


def _glued_offices(rows: Sequence[Row]) -> dict[int, Fact]:
    """Read a label and "Sở" that were seen as one number, at the beginning of a line before a capital."""
    facts: dict[int, Fact] = {}
    for i in _line_starts(rows):
        match = _GLUED_OFFICE.fullmatch(_text(rows, i))
        if match and i + 1 < len(rows) and _text(rows, i + 1)[:1].isupper() and rows[i + 1].line == rows[i].line:
            facts[i] = _changed(f"{match.group(1)} Sở", match.group())
    return facts


def _short_forms(rows: Sequence[Row]) -> dict[int, Fact]:
    """Read `d/c` as `đ/c` (the other short forms have no bar to lose) and units whose capitals look like small ones."""
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


_BEHIND_DASH = 2  # code points from the end of a label to the next word, where a dash and a space stand between
_STROKES = frozenset("IVXTHN1l|")  # with which a numeral, or a ruin of one, begins
_RUINED_LABEL = str.maketrans({"H": "II", "N": "II", "T": "I", "L": "I"})
_DOUBLED = re.compile(r"Aa|Bb|Cc|Dd|Vv|Xx")  # a label in capitals that was seen twice
_DASH = 3  # code points from the end of a number to the next, where a dash stands between them


def _ranges(rows: Sequence[Row]) -> dict[int, Fact]:
    """Keep the first number of a range ("2 - 2,5%"), which alone looks like a letter."""
    facts: dict[int, Fact] = {}
    for i, (row, other) in enumerate(pairwise(rows)):
        first, last = row.unit, other.unit
        if first is None or last is None or not first.text.isdigit() or not last.text[:1].isdigit():
            continue
        if first.spaced and last.spaced and last.span.start - first.span.end == _DASH:
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
