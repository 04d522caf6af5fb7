"""Reporting periods as official practice names them, and the working days that clocks count by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from dondoc.web.dashboard import formats
from dondoc.web.working_days import WorkingCalendar, holidays_of

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "nine-months": 9, "year": 12}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The first and last day of a period of a kind."""

    kind: str
    starts_on: dt.date
    ends_on: dt.date


def stretches(kind: str, first: dt.date, last: dt.date) -> Iterator[Stretch]:
    """Give the periods of a kind that end between two days, both included; nine months run from January."""
    for year in range(first.year, last.year + 1):
        for stretch in _of_year(kind, year):
            if first <= stretch.ends_on <= last:
                yield stretch


def _of_year(kind: str, year: int) -> Iterator[Stretch]:
    months = MONTHS[kind]
    if kind == "nine-months":
        yield Stretch(kind, dt.date(year, 1, 1), dt.date(year, 9, 30))
        return
    for month in range(1, 13, months):
        yield Stretch(kind, dt.date(year, month, 1), _last_day(year, month + months - 1))


def _last_day(year: int, month: int) -> dt.date:
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def period_words(kind: str, starts_on: dt.date, ends_on: dt.date) -> str:
    """Name a period: "tháng 6/2022", "quý II/2022", "9 tháng năm 2022"."""
    if kind == "nine-months":
        return gettext("9 tháng năm %(year)s") % {"year": ends_on.year}
    return formats.period_text(starts_on, ends_on, kind)


def years_without_holidays(calendar: WorkingCalendar, first: dt.date, last: dt.date) -> tuple[int, ...]:
    """Give the years of which no holidays are known: counted as if there were none, and said so."""
    entered = {day.year for day, works in calendar.exceptions.items() if not works}
    return tuple(year for year in range(first.year, last.year + 1) if year not in entered and not holidays_of(year))
