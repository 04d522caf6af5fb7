"""The first day of the lunar year: "trước Tết Nguyên đán Bính Ngọ" is a day for planners as any other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from dondoc.reading.extract.found_deadline import FoundDeadline
from dondoc.reading.source import Span

# By the Vietnamese calendar (meridian 105 east), which in some years is a day before the Chinese one.
_FIRST_YEAR = 2005
_MONTHS_AND_DAYS = (
    (2, 9), (1, 29), (2, 17), (2, 7), (1, 26), (2, 14), (2, 3), (1, 23), (2, 10), (1, 31),
    (2, 19), (2, 8), (1, 28), (2, 16), (2, 5), (1, 25), (2, 12), (2, 1), (1, 22), (2, 10),
    (1, 29), (2, 17), (2, 6), (1, 26), (2, 13), (2, 2), (1, 23), (2, 11), (1, 31), (2, 19),
    (2, 8),
)  # fmt: skip
_FIRST_DAYS = {year: dt.date(year, month, day) for year, (month, day) in enumerate(_MONTHS_AND_DAYS, _FIRST_YEAR)}
_STEMS = ("canh", "tan", "nham", "quy", "giap", "at", "binh", "dinh", "mau", "ky")  # of years that end in 0, 1, ...
_BRANCHES = ("ty", "suu", "dan", "mao", "thin", "ty", "ngo", "mui", "than", "dau", "tuat", "hoi")  # 2008 was Mậu Tý
_NAME = rf"(?:{'|'.join(_STEMS)})\s+(?:{'|'.join(sorted({*_BRANCHES, 'ti'}))})"
_BEFORE = re.compile(
    r"(?<!ngay )(?<!dip )(?<!diem )(?<!gian )(?<!thang )(?<!\w)truoc\s+(?:ngay\s+)?tet"
    r"(?!\s+(?:duong|trung|doan|thieu)\b)(?:\s+(?:nguyen\s+dan|am\s+lich|co\s+truyen))*"
    rf"(?:\s+(?:nam\s+)?(?P<name>{_NAME})(?!\w))?(?:\s*,?\s*\(?(?:nam\s+)?(?P<year>20\d\d)\)?)?"
)


def find_feasts(folded: str, issued_on: dt.date | None) -> Iterator[FoundDeadline]:
    """Give the deadlines that end with the lunar year; without a name the next one after the day of issue."""
    for match in _BEFORE.finditer(folded):
        due = _first_day(match, issued_on)
        if due:
            written = bool(match["year"] or match["name"])
            yield FoundDeadline(Span(*match.span()), "", None, due, "day", year_is_written=written)


def _first_day(match: re.Match[str], issued_on: dt.date | None) -> dt.date | None:
    if match["year"]:
        return _FIRST_DAYS.get(int(match["year"]))
    days = [day for day in _FIRST_DAYS.values() if issued_on is None or day > issued_on]
    if match["name"]:
        stem, branch = match["name"].split()
        days = [day for day in days if _named(day.year) == (stem, "ty" if branch == "ti" else branch)]
        return days[0] if days else None
    return days[0] if issued_on and days else None


def _named(year: int) -> tuple[str, str]:
    return _STEMS[year % 10], _BRANCHES[(year - 4) % 12]
