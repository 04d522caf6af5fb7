"""Working days of Vietnam: weekends and public holidays are none, make-up days are, unless an office says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache

import holidays
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from holidays import HolidayBase


@lru_cache(maxsize=64)
def table_of(year: int) -> HolidayBase:
    """Give the public holidays and make-up days of a year; a year the table does not know has neither."""
    return holidays.country_holidays("VN", years=year)


def holidays_of(year: int) -> frozenset[dt.date]:
    """Give the public holidays of a year, moon-calendar ones included; none for a year the table does not know."""
    return frozenset(table_of(year))


_kept: ContextVar[list[WorkingCalendar] | None] = ContextVar("kept", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Within, the exceptions are read from the database once: for showing a page, not for acts that change them."""
    token = _kept.set([])
    try:
        yield
    finally:
        _kept.reset(token)


@dataclass(frozen=True)
class WorkingCalendar:
    """The working days, with the days on which the installation differs: `exceptions[day]` True: one works."""

    exceptions: dict[dt.date, bool] = field(default_factory=dict)

    @classmethod
    def of_installation(cls) -> WorkingCalendar:
        """Give the exceptions of this installation (make-up days, days off by decision); a page reads them once."""
        kept = _kept.get()
        if kept is not None and kept:
            return kept[0]
        calendar = cls(
            dict(apps.get_model("organisations", "CalendarDay")._default_manager.values_list("day", "works"))
        )
        if kept is not None:
            kept.append(calendar)
        return calendar

    def works(self, day: dt.date) -> bool:
        """Tell whether a day is a working day."""
        if day in self.exceptions:
            return self.exceptions[day]
        return table_of(day.year).is_working_day(day)

    def after(self, day: dt.date, count: int) -> dt.date:
        """Give the working day that is `count` working days after a day (0: the day itself)."""
        while count > 0:
            day += dt.timedelta(days=1)
            count -= self.works(day)
        return day

    def horizon(self, day: dt.date, count: int) -> dt.date:
        """Give the last day that is at most `count` working days away: the eve of the next working day after those."""
        return self.after(day, count + 1) - dt.timedelta(days=1)

    def between(self, first: dt.date, last: dt.date) -> int:
        """Count the working days after `first` up to and including `last`; negative the other way round."""
        if last < first:
            return -self.between(last, first)
        return sum(self.works(first + dt.timedelta(days=step)) for step in range(1, (last - first).days + 1))


class CalendarReadOnce:
    """Middleware: a page that only shows reads the calendar of the installation once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with read_once():
            return self.get_response(request)
