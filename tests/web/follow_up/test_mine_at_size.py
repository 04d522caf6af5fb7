"""A person's own page at its fullest stays within the budget of queries, and shows all that is owed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.follow_up import open_items
from dondoc.web.follow_up.models import ProgressReport, ReportingPeriod
from dondoc.web.follow_up.services import completing, cooperating, reporting
from dondoc.web.follow_up.services.reporting import Said
from dondoc.web.follow_up.work import unreported_items
from dondoc.web.indicators.services.recording import define, record_actual
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Indicator, WorkItem
from tests.web.builders import make_cooperation, make_programme, make_work_item
from tests.web.follow_up.making import TODAY, Cast, make_period
from tests.web.indicators.making import make_indicator, year_figure

Budget = Callable[[], AbstractContextManager[Any]]
AFTER = dt.date(2022, 4, 2)  # the quarter is over, its reports are to come


@pytest.fixture
def full(cast: Cast) -> Cast:
    """Give a cast with more than one of everything that can wait for an agency and for its office."""
    for _ in range(2):
        cast.assigned(due_on=TODAY + dt.timedelta(days=9))
        _of_indicators(cast)
        _asked(cast)
    _of_a_second_programme(cast)
    _returned(cast, make_period(cast.programme))
    return cast


def _of_indicators(cast: Cast) -> None:
    """A sum of two parts of which one has handed in, and a whole that has no parts."""
    one = make_indicator(cast, direction="up", baseline=None, baseline_year=None)
    parts = [cast.lead, cast.helper_agency]
    define(actor=cast.office, indicator=one, values={"aggregation": "sum", "parts": parts}, path_points={})
    figure = year_figure(2021, 30, agency=cast.helper_agency)
    record_actual(actor=cast.helper, indicator=Indicator.objects.get(pk=one.pk), figure=figure)
    define(actor=cast.office, indicator=make_indicator(cast), values={}, path_points={})


def _asked(cast: Cast) -> None:
    other = cast.item(lead=cast.helper_agency)
    make_cooperation(other, cast.lead)
    cooperating.ask(actor=cast.helper, item=other, agency=cast.lead, question="Cho ý kiến?")


def _of_a_second_programme(cast: Cast) -> None:
    other = make_programme(office=cast.programme.office)
    make_work_item(programme=other, lead=cast.lead)
    make_period(other)


def _returned(cast: Cast, period: ReportingPeriod) -> None:
    report = reporting.submit(actor=cast.contact, item=cast.item(), period=period, said=Said(results="Đã làm."))
    ProgressReport.objects.filter(pk=report.pk).update(
        state="returned", decided_on=TODAY, decided_by=cast.office, decision_note="Thiếu số liệu."
    )
    done = completing.Product("12-ĐA/TU", dt.date(2022, 2, 20), link="https://example.vn/12")
    completing.submit_completion(actor=cast.contact, item=cast.item(), product=done)


def page_of(person: User, budget: Budget, **asked: str) -> str:
    """Open the page on the day after the quarter, within the budget."""
    with clock.frozen(AFTER):
        client = Client()
        client.force_login(person)
        with budget():
            answer = client.get(reverse("dashboard:mine"), asked)
    return answer.content.decode()


AGENCY = ("figures", "take", "returned", "overdue", "reply", "own", "helped")


def test_an_agency_that_owes_everything(full: Cast, query_budget: Budget) -> None:
    """What to take on, report, send again, answer, what is late, whose figures are missing: one page, few queries."""
    text = page_of(full.contact, query_budget)
    assert [name for name in AGENCY if f'id="{name}-title"' not in text] == []
    assert len(re.findall(r"nothing-new/", text)) == 2, "the periods of two programmes"


def test_an_office_whom_everything_waits_for(full: Cast, query_budget: Budget) -> None:
    """Products, reports, figures, silent agencies, late items, and its own items in the tab."""
    full.item(lead=full.programme.office)
    text = page_of(full.office, query_budget, part="office")
    assert 'id="figures-waiting-title"' in text


def test_an_office_with_work_of_its_own(full: Cast, query_budget: Budget) -> None:
    full.item(lead=full.programme.office)
    text = page_of(full.office, query_budget, part="own")
    assert 'id="own-title"' in text


def test_the_late_ones_of_many_are_not_left_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more items than a page takes the late ones come first; what is helped with is counted for itself."""
    monkeypatch.setattr(open_items, "MOST", 2)
    waits = cast.item(due_on=TODAY - dt.timedelta(days=30))
    done = completing.Product("12-ĐA/TU", TODAY - dt.timedelta(days=40), link="https://example.vn/12")
    completing.submit_completion(actor=cast.contact, item=waits, product=done)
    late = [cast.item(due_on=TODAY - dt.timedelta(days=days)) for days in (5, 9)]
    make_cooperation(late[0], cast.helper_agency)
    helped = cast.item(lead=cast.helper_agency)
    make_cooperation(helped, cast.lead)
    found = open_items.open_items(WorkItem.objects.in_force(TODAY), frozenset({cast.lead.pk}), TODAY)
    assert (found.own, found.overdue, found.helped) == (late[::-1], late[::-1], [helped])
    both = frozenset({cast.lead.pk, cast.helper_agency.pk})
    found = open_items.open_items(WorkItem.objects.in_force(TODAY), both, TODAY)
    assert (found.overdue, found.helped) == (late[::-1], [late[0], helped])


def test_a_report_is_owed_of_each_item_for_each_period(cast: Cast) -> None:
    """Of the month and of the quarter, each until its own is handed in."""
    one, other = cast.item(), cast.item(completed_on=dt.date(2022, 3, 15))
    month = make_period(
        cast.programme, kind="month", starts_on=dt.date(2022, 2, 1), ends_on=dt.date(2022, 2, 28),
        due_on=dt.date(2022, 3, 7),
    )  # fmt: skip
    quarter = make_period(cast.programme)
    reporting.submit(actor=cast.contact, item=one, period=month, said=Said(results="Đã làm."))
    found = unreported_items(WorkItem.objects.in_force(TODAY), [month, quarter])
    assert found == {month.pk: [other], quarter.pk: [one]}
