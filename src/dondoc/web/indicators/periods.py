"""Reading the period of a figure as people write it: "2022", "quý II/2022", "6 tháng đầu năm 2022", "5/2022"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from dondoc.web.text import folded

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
YEAR = re.compile(r"(?:nam )?(\d{4})")
QUARTER = re.compile(r"(?:quy |q)(iv|i{1,3}|[1-4])\s*[/ ]\s*(?:nam )?(\d{4})")
HALF = re.compile(r"6 thang (dau|cuoi)(?: nam)?[ /](\d{4})")
MONTH = re.compile(r"(?:thang )?(1[0-2]|0?[1-9])\s*[/-]\s*(\d{4})")
Period = tuple[dt.date, dt.date]
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


def period_in(value: object) -> Period | None:
    """Give the first and last day of the period that a cell names; None for anything else."""
    if isinstance(value, bool | dt.date) or value is None:
        return None
    text = " ".join(folded(str(int(value) if isinstance(value, float) and value.is_integer() else value)).split())
    if found := YEAR.fullmatch(text):
        return _months(int(found[1]), 1, 12)
    if found := QUARTER.fullmatch(text):
        return _months(int(found[2]), 3 * QUARTERS[found[1]] - 2, 3)
    if found := HALF.fullmatch(text):
        return _months(int(found[2]), 1 if found[1] == "dau" else 7, 6)
    if found := MONTH.fullmatch(text):
        return _months(int(found[2]), int(found[1]), 1)
    return None


def ends_before(every: str, day: dt.date) -> Iterator[dt.date]:
    """Give the last days of the periods of a kind that were over before a day, the newest first, without end."""
    count = MONTHS[every]
    number = day.year * 12 + (day.month - 1) // count * count
    while True:
        yield dt.date(number // 12, number % 12 + 1, 1) - dt.timedelta(days=1)
        number -= count


def starts_of(every: str, last: dt.date) -> dt.date:
    """Give the first day of the period of a kind that ends on a day."""
    number = last.year * 12 + last.month - MONTHS[every]
    return dt.date(number // 12, number % 12 + 1, 1)


def _months(year: int, first: int, count: int) -> Period | None:
    if not 1990 <= year <= 2100:
        return None
    last = first + count - 1
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
