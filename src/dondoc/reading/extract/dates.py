"""Days as documents write them: "ngày 02 tháng 01 năm 2025", "26/11/2020", "09-8-2021"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.reading.source import Span
from dondoc.reading.structure.fold import fold

_LONG = re.compile(r"(?:ngay\s+)?(?P<day>\d{1,2})\s*thang\s*(?P<month>\d{1,2})\s*n\w{0,2}m\s*(?P<year>\d{4})")
_SHORT = re.compile(
    r"(?<![\d/.-])(?:ngay\s+)?(?P<day>\d{1,2})\s?(?P<bar>[/.-])\s?(?P<month>\d{1,2})\s?(?P=bar)\s?(?P<year>\d{4})(?![\d/])"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day and the words that name it."""

    span: Span
    day: dt.date


def find_dates(text: str) -> Iterator[FoundDate]:
    """Give the days a text names, in order; impossible ones ("31/02/2021") are left out."""
    folded = fold(text)
    found = [
        FoundDate(Span(*match.span()), day)
        for pattern in (_LONG, _SHORT)
        for match in pattern.finditer(folded)
        if (day := _day(match)) is not None
    ]
    yield from sorted(found, key=lambda date: date.span)


def _day(match: re.Match[str]) -> dt.date | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
