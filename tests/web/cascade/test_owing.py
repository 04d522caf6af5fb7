"""The daily run asks for plans: before the day they are due, and while they are missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from dondoc.web import clock
from dondoc.web.cascade.models import PlanOrder
from dondoc.web.follow_up.models import Message, Reminder
from dondoc.web.follow_up.remind.run import run_day
from tests.web.cascade.making import DUE, make_order, make_plan
from tests.web.follow_up.making import TODAY, Cast, make_cast


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with clock.frozen(TODAY):
        yield make_cast()


@pytest.fixture
def order(cast: Cast) -> PlanOrder:
    cast.item(due_on=None)
    return make_order(cast.programme, cast.office)


def asked() -> list[tuple[str, int]]:
    return list(Reminder.objects.filter(kind__startswith="plan").order_by("day").values_list("kind", "days"))


@pytest.mark.parametrize(
    ("after", "expected"),
    [(-40, []), (-10, [("plan_due", -10)]), (0, [("plan_due", 0)]), (7, [("plan_missing", 7)])],
)
def test_a_plan_is_asked_for_by_its_day(
    cast: Cast, order: PlanOrder, after: int, expected: list[tuple[str, int]]
) -> None:
    """The second run of a day adds nothing; the digest leads to the matrix of the order."""
    day = DUE + dt.timedelta(days=after)
    run_day(day)
    run_day(day)
    assert asked() == expected
    lines = [line for one in Message.objects.filter(person=cast.contact) for line in one.lines]
    told = [line for line in lines if line["kind"].startswith("plan")]
    assert [line["url"].endswith(f"/cascade/?order={order.pk}") for line in told] == [True] * len(expected)


def test_nobody_is_asked_for_a_plan_that_is_issued(cast: Cast, order: PlanOrder) -> None:
    make_plan(order, cast.lead, cast.office)
    run_day(DUE + dt.timedelta(days=3))
    assert asked() == []


def test_it_is_repeated_every_third_day_and_not_past_its_year(cast: Cast) -> None:
    cast.item(due_on=None)
    make_order(cast.programme, cast.office, year=2022, due_on=dt.date(2022, 12, 26))
    for day in range(28, 32):
        run_day(dt.date(2022, 12, day))
    assert asked() == [("plan_missing", 2), ("plan_missing", 5)]
    run_day(dt.date(2023, 1, 9))
    assert len(asked()) == 2
