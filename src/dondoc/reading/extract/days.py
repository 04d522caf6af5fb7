"""Arithmetic of days and periods. A period is its first and last day; `None` where an end is not named."""

from __future__ import annotations

import calendar
import datetime as dt

Ends = tuple[dt.date | None, dt.date | None]

FIRST_YEAR, LAST_YEAR = 1945, 2100


def plausible_year(year: int) -> bool:
    """Tell whether a number may be the year of a deadline."""
    return FIRST_YEAR <= year <= LAST_YEAR


def day(year: int, month: int, day_of_month: int) -> dt.date | None:
    """Give a day, or None where the numbers name none (31/6)."""
    try:
        return dt.date(year, month, day_of_month)
    except ValueError:
        return None


def months(year: int, first: int, last: int) -> Ends:
    """Give the first day of month `first` and the last day of month `last` of a year."""
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def quarter(year: int, number: int) -> Ends:
    """Give the ends of quarter 1..4 of a year."""
    return months(year, 3 * number - 2, 3 * number)


def years(first: int, last: int) -> Ends:
    """Give the first day of year `first` and the last day of year `last`."""
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


def add_working_days(start: dt.date, count: int) -> dt.date:
    """Give the day `count` working days after `start`: Saturdays and Sundays do not count, public holidays do."""
    weeks, rest = divmod(count, 5)
    end = start + dt.timedelta(weeks=weeks)
    while rest:
        end += dt.timedelta(days=1)
        rest -= end.weekday() < 5
    while end.weekday() >= 5:
        end += dt.timedelta(days=1)
    return end


def add_months(start: dt.date, count: int) -> dt.date:
    """Give the same day `count` months later, or the last day of that month."""
    index = start.year * 12 + start.month - 1 + count
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
