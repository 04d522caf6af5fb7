"""Working days with the holidays of Vietnam and the exceptions of an installation."""

from __future__ import annotations

import datetime as dt

from dondoc.web.working_days import WorkingCalendar

REUNIFICATION_DAY = dt.date(2025, 4, 30)


def test_holidays_and_weekends_are_no_working_days() -> None:
    """In 2025 offices closed from 30 April to 4 May, and worked on Saturday 26 April for Friday 2 May."""
    calendar = WorkingCalendar()
    assert not calendar.works(REUNIFICATION_DAY)
    assert calendar.works(dt.date(2025, 4, 26))
    assert calendar.after(dt.date(2025, 4, 29), 1) == dt.date(2025, 5, 5)


def test_an_exception_of_the_installation_wins() -> None:
    """A make-up Saturday is worked, a day off by decision is not."""
    saturday, monday = dt.date(2025, 3, 8), dt.date(2025, 3, 10)
    calendar = WorkingCalendar({saturday: True, monday: False})
    assert calendar.works(saturday)
    assert not calendar.works(monday)
    assert calendar.between(dt.date(2025, 3, 7), monday) == 1


def test_horizon_reaches_over_the_days_off() -> None:
    """One working day after a Friday reaches to the eve of the second one."""
    friday = dt.date(2025, 3, 7)
    assert WorkingCalendar().horizon(friday, 1) == dt.date(2025, 3, 10)
    assert WorkingCalendar().horizon(friday, 0) == dt.date(2025, 3, 9)


def test_a_year_the_table_lacks_has_plain_weeks() -> None:
    """Far years have no moon calendar: weekdays are counted, nothing fails."""
    assert WorkingCalendar().works(dt.date(2300, 3, 5))


def test_between_is_signed() -> None:
    calendar = WorkingCalendar()
    first, last = dt.date(2025, 3, 3), dt.date(2025, 3, 7)
    assert calendar.between(first, last) == 4
    assert calendar.between(last, first) == -4
