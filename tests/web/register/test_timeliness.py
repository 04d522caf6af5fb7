"""Timeliness: the cells one by one, and the same answer from Python and from the database for any history."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dondoc.web import clock
from dondoc.web.dashboard.figures import cells_by_agency, cells_of
from dondoc.web.register.figures import figures_of
from dondoc.web.register.models import WorkItem
from dondoc.web.register.timeliness import Attention, Cell, timeliness_of
from dondoc.web.working_days import WorkingCalendar
from tests.web.builders import (
    make_agency,
    make_completion,
    make_deadline_change,
    make_programme,
    make_user,
    make_work_item,
)

pytestmark = pytest.mark.django_db
DUE = dt.date(2021, 12, 31)
TODAY = dt.date(2022, 3, 1)


def judged(item: WorkItem, on: dt.date) -> tuple[str, str | None]:
    """Give cell and attention from Python, after holding the database to the same answer."""
    with clock.frozen(TODAY):
        fresh = WorkItem.objects.get(pk=item.pk)
        found = timeliness_of(fresh, on=on, today=clock.real_today(), calendar=WorkingCalendar.of_installation())
        row = WorkItem.objects.filter(pk=item.pk).with_timeliness(on).get()
        assert (row.cell, row.attention) == (found.cell, found.attention or "")
    return found.cell, found.attention


def test_open_and_in_time_until_the_day_itself() -> None:
    """The day of the deadline is still in time; the day after is overdue."""
    item = make_work_item(due_on=DUE)
    assert judged(item, DUE) == (Cell.OPEN_IN_TIME, Attention.DUE_SOON)
    assert judged(item, DUE + dt.timedelta(days=1)) == (Cell.OPEN_OVERDUE, None)


def test_done_counts_by_the_day_on_the_product() -> None:
    """A product dated in time but accepted later is done on time."""
    item = make_work_item(due_on=DUE)
    make_completion(item, completed_on=DUE, submitted_on=dt.date(2022, 2, 1), state="accepted")
    assert judged(item, dt.date(2022, 2, 15)) == (Cell.DONE_ON_TIME, None)
    assert judged(item, DUE - dt.timedelta(days=40)) == (Cell.OPEN_IN_TIME, None)


def test_done_late() -> None:
    item = make_work_item(due_on=DUE)
    make_completion(item, completed_on=dt.date(2022, 1, 5), state="accepted")
    assert judged(item, dt.date(2022, 1, 5)) == (Cell.DONE_LATE, None)


def test_waiting_for_acceptance_is_not_charged_to_the_lead() -> None:
    """A product in time that waits past the deadline is not overdue; once returned, it is."""
    item = make_work_item(due_on=DUE)
    make_completion(item, completed_on=DUE, submitted_on=DUE, state="returned", decided_on=dt.date(2022, 1, 20))
    assert judged(item, dt.date(2022, 1, 10)) == (Cell.OPEN_IN_TIME, Attention.AWAITING)
    assert judged(item, dt.date(2022, 1, 20)) == (Cell.OPEN_OVERDUE, None)


def test_without_a_deadline_nothing_is_late_and_the_lack_is_said() -> None:
    """No deadline asks for attention; a standing task says that it is one."""
    assert judged(make_work_item(), TODAY) == (Cell.OPEN_IN_TIME, Attention.NO_DEADLINE)
    assert judged(make_work_item(kind="standing"), TODAY) == (Cell.OPEN_IN_TIME, Attention.STANDING)
    assert judged(make_work_item(recurrence="yearly"), TODAY) == (Cell.OPEN_IN_TIME, Attention.STANDING)


def test_an_extension_counts_from_its_decision() -> None:
    """As of a day before the decision the old deadline holds; after it the new one; the first is never lost."""
    item = make_work_item(due_on=DUE)
    make_deadline_change(item, new_due_on=dt.date(2022, 6, 30), decided_on=dt.date(2022, 1, 15))
    assert judged(item, dt.date(2022, 1, 14)) == (Cell.OPEN_OVERDUE, None)
    assert judged(item, dt.date(2022, 1, 15)) == (Cell.OPEN_IN_TIME, None)
    assert item.first_due_on == DUE


def test_due_soon_counts_working_days_by_urgency() -> None:
    """Three working days for ordinary work, five for urgent work; the Tết holidays are none."""
    before_tet = dt.date(2022, 1, 28)  # Friday; offices were closed from 31 January to 4 February
    soon = make_work_item(due_on=dt.date(2022, 2, 9))
    later = make_work_item(due_on=dt.date(2022, 2, 10))
    urgent = make_work_item(due_on=dt.date(2022, 2, 10), urgency=1)
    assert judged(soon, before_tet)[1] == Attention.DUE_SOON
    assert judged(later, before_tet)[1] is None
    assert judged(urgent, before_tet)[1] == Attention.DUE_SOON


days = st.dates(min_value=dt.date(2021, 8, 1), max_value=dt.date(2022, 5, 1))
maybe = st.none() | days
histories = st.lists(
    st.fixed_dictionaries(
        {
            "due_on": maybe,
            "urgency": st.integers(0, 3),
            "recurrence": st.sampled_from(["", "yearly"]),
            "extended": st.none() | st.tuples(days, days),
            "product": st.none()
            | st.tuples(
                days, st.integers(0, 40), st.sampled_from(["submitted", "accepted", "returned"]), st.integers(0, 40)
            ),
        }
    ),
    min_size=1,
    max_size=6,
)


def make_history(history: dict[str, Any], **common: Any) -> WorkItem:
    by = common.pop("by")
    fields = {name: history[name] for name in ("due_on", "urgency", "recurrence")}
    item = make_work_item(**fields, **common)
    if history["extended"] and history["extended"][0] <= TODAY:
        decided_on, new_due_on = history["extended"]
        make_deadline_change(item, new_due_on=new_due_on, decided_on=decided_on, by=by)
    if history["product"]:
        completed_on, lag, state, waited = history["product"]
        submitted_on = completed_on + dt.timedelta(days=lag)
        decided_on = submitted_on + dt.timedelta(days=waited)
        dates: dict[str, Any] = {"submitted_on": submitted_on}
        if state != "submitted":
            dates["decided_on"] = decided_on
        make_completion(item, completed_on=completed_on, state=state, by=by, **dates)
    return item


@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(histories=histories, on=days, soon=st.tuples(st.integers(0, 10), st.integers(0, 10)))
def test_python_and_the_database_agree_and_parts_add_up(
    histories: list[dict[str, Any]], on: dt.date, soon: tuple[int, int], db: None
) -> None:
    """For random histories both say the same, and the cells add up to the whole."""
    programme = make_programme(due_soon_days=soon[0], due_soon_days_urgent=soon[1])
    lead, by = make_agency(), make_user()
    items = [make_history(history, programme=programme, lead=lead, by=by) for history in histories]
    for item in items:
        judged(item, on)
    with clock.frozen(TODAY):
        rows = WorkItem.objects.of_programme(programme)
        figures, cells, whole = figures_of(rows, on), cells_of(rows, on), cells_by_agency(rows, on)
        layer = Counter(one for one in rows.with_timeliness(on).values_list("attention", flat=True) if one)
    assert cells.figures == figures
    assert {name: n for name, n in cells.by_attention.items() if n} == layer
    assert whole == (cells, [(lead, cells)])
    assert figures.total == len(items)
    assert figures.done_without_deadline <= figures.done_on_time
    assert figures.on_time_rate.denominator + figures.on_time_rate.left_out == figures.done
    assert figures.completion_of_all.denominator == len(items)
