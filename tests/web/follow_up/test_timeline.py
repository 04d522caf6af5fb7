"""The timeline: where bars, deadlines, years and today lie on one scale of days."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from dondoc.web.follow_up.views.timeline import Scale
from tests.web.builders import make_completion, make_deadline_change
from tests.web.follow_up.making import TODAY, Cast
from tests.web.follow_up.test_pages import browser

YEAR = dt.timedelta(days=365)


@pytest.mark.parametrize(("last", "step"), [(2027, 1), (2040, 2), (2070, 5), (2120, 10)])
def test_years_are_never_written_over_each_other(last: int, step: int) -> None:
    """Of many years every second, fifth or tenth has a line; a label only where it has room."""
    scale = Scale(dt.date(2021, 8, 9), dt.date(last, 6, 30))
    years = [year for year, _ in scale.years]
    assert len(years) <= 12
    assert all(later - earlier == step for earlier, later in pairwise(years))
    places = [place for _, place in scale.labels]
    assert all(later - earlier >= 11 for earlier, later in pairwise(places))
    assert len(places) > 3
    assert all(place <= 89 for place in places)


def test_a_bar_says_in_time_extended_late_and_done(cast: Cast) -> None:
    """Up to the first deadline, on to the one in force, past it until it was done or to today; coloured by its cell."""
    start, due = dt.date(2021, 8, 9), dt.date(2021, 12, 31)
    values = {"assigned_on": start, "due_on": due}
    make_completion(cast.item(title="Đúng hạn", **values), completed_on=dt.date(2021, 12, 1), state="accepted")
    make_completion(cast.item(title="Quá hạn xong", **values), completed_on=dt.date(2022, 2, 1), state="accepted")
    extended = cast.item(title="Gia hạn", **values)
    make_deadline_change(extended, new_due_on=dt.date(2022, 6, 30), decided_on=dt.date(2021, 12, 1))
    cast.item(title="Quá hạn", **values)
    bars = {bar.item.title: bar for bar in browser(cast.office).get("/follow-up/timeline/").context["bars"]}
    assert {title: bar.fill for title, bar in bars.items()} == {
        "Đúng hạn": "fill-done",
        "Quá hạn xong": "fill-late",
        "Gia hạn": "fill-open",
        "Quá hạn": "fill-overdue",
    }
    assert [title for title, bar in bars.items() if bar.extended] == ["Gia hạn"]
    assert {title for title, bar in bars.items() if bar.late} == {"Quá hạn xong", "Quá hạn"}
    assert bars["Quá hạn"].late > bars["Quá hạn xong"].late


def test_a_far_deadline_does_not_press_the_others_together(cast: Cast) -> None:
    """What is due in 2050 ends at the edge."""
    cast.item(assigned_on=TODAY - YEAR, due_on=TODAY + YEAR)
    cast.item(assigned_on=TODAY - YEAR, due_on=dt.date(2050, 12, 31))
    context = browser(cast.office).get("/follow-up/timeline/").context
    assert context["scale"].last <= TODAY + 6 * YEAR
    assert max(bar.due for bar in context["bars"]) <= 100
