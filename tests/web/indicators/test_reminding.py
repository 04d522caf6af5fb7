"""Reminding who reports an indicator: before its figures close, and while they are missing."""

from __future__ import annotations

import datetime as dt

import pytest

from dondoc.web.follow_up.models import Message, Reminder
from dondoc.web.follow_up.remind.run import run_day
from dondoc.web.indicators.periods import ends_before
from dondoc.web.indicators.services.recording import decide_actual, define, record_actual
from dondoc.web.register.models import Indicator
from tests.web.follow_up.making import Cast
from tests.web.indicators.making import make_actual, make_indicator, year_figure

CLOSES = dt.date(2023, 1, 30)


@pytest.fixture
def indicator(cast: Cast) -> Indicator:
    """Give an indicator of which a figure of 2022 is due thirty days after the year; that of 2021 is there."""
    one = make_indicator(cast)
    define(actor=cast.office, indicator=one, values={"every": "year", "closing_days": 30}, path_points={})
    make_actual(cast, one, 2021, 27)
    return one


def kinds() -> list[str]:
    return list(Reminder.objects.filter(kind__startswith="figures").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("after", "kind"), [(-20, None), (-3, "figures_closing"), (0, "figures_closing"), (4, "figures_missing")]
)
def test_a_figure_is_asked_for_by_its_closing_day(cast: Cast, indicator: Indicator, after: int, kind: str) -> None:
    """Some days before and after; the second run of a day adds nothing, the digest names indicator and period."""
    day = CLOSES + dt.timedelta(days=after)
    run_day(day)
    run_day(day)
    assert kinds() == ([kind] if kind else [])
    lines = [line for one in Message.objects.filter(person=cast.contact) for line in one.lines]
    told = [line for line in lines if line["kind"] == kind]
    assert len(told) == (1 if kind else 0)
    if kind:
        assert indicator.name in told[0]["words"]
        assert "31/12/2022" in told[0]["words"]
        assert told[0]["url"].endswith(f"/indicators/{indicator.pk}/")


def test_nobody_is_asked_for_what_is_handed_in(cast: Cast, indicator: Indicator) -> None:
    """A figure that waits is handed in; one that was returned is owed again."""
    actual = record_actual(actor=cast.contact, indicator=indicator, figure=year_figure(2022, 25))
    run_day(CLOSES)
    assert kinds() == []
    decide_actual(actor=cast.office, actual=actual, accept=False, note="Thiếu văn bản công bố.")
    run_day(CLOSES + dt.timedelta(days=1))
    assert kinds() == ["figures_missing"]


def test_a_classified_indicator_is_not_named(cast: Cast, indicator: Indicator) -> None:
    """Whoever has the clearance is told without the name; nobody else is told."""
    indicator.secrecy = 2
    indicator.save()
    run_day(CLOSES)
    assert not Message.objects.exists()
    cast.contact.memberships.update(clearance=2)
    run_day(CLOSES + dt.timedelta(days=4))
    (message,) = Message.objects.all()
    assert message.person == cast.contact
    assert indicator.name not in message.body


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("month", [dt.date(2023, 2, 28), dt.date(2023, 1, 31)]),
        ("quarter", [dt.date(2022, 12, 31), dt.date(2022, 9, 30)]),
        ("half-year", [dt.date(2022, 12, 31), dt.date(2022, 6, 30)]),
        ("year", [dt.date(2022, 12, 31), dt.date(2021, 12, 31)]),
    ],
)
def test_the_periods_before_a_day(every: str, expected: list[dt.date]) -> None:
    found = ends_before(every, dt.date(2023, 3, 31))
    assert [next(found), next(found)] == expected
