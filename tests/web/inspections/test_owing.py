"""Whoever has to act after an inspection finds it where he begins his day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.test import Client
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.inspections.services.correcting import report_correction
from dondoc.web.organisations.models import User
from tests.web.follow_up.making import TODAY, Cast
from tests.web.inspections.making import make_finding, make_inspection, make_plan, make_running

Budget = Callable[[], AbstractContextManager[Any]]


def page(person: User, name: str, budget: Budget) -> str:
    client = Client()
    client.force_login(person)
    client.get("/")
    with budget():
        return client.get(reverse(name)).content.decode()


def test_an_agency_finds_what_it_has_to_put_right(cast: Cast, inspector: User, query_budget: Budget) -> None:
    """On its overview with how late it is; the other agency has nothing to do with it, the office its own page."""
    finding = make_finding(make_running(cast.programme, inspector, cast.lead), inspector)
    link = reverse("inspections:correct", args=[finding.pk])
    with clock.frozen(finding.correct_by + dt.timedelta(days=3)):
        text = page(cast.contact, "dashboard:overview", query_budget)
        assert link in text
        assert "+3 ngày" in text
        for other in (cast.helper, cast.office, cast.leader):
            assert link not in page(other, "dashboard:overview", query_budget)


def test_an_inspector_finds_what_to_check_again_and_what_begins(
    cast: Cast, inspector: User, query_budget: Budget
) -> None:
    running = make_running(cast.programme, inspector, cast.lead)
    finding = make_finding(running, inspector)
    assert "Chưa ban hành kế hoạch." not in page(inspector, "dashboard:mine", query_budget)
    report_correction(actor=cast.contact, finding=finding, correction="Đã ban hành.")
    text = page(inspector, "dashboard:mine", query_budget)
    assert reverse("inspections:recheck", args=[finding.pk]) in text
    assert "Đã ban hành." in text
    assert reverse("inspections:inspection", args=[running.pk]) in text
    assert reverse("inspections:recheck", args=[finding.pk]) not in page(cast.contact, "dashboard:mine", query_budget)


def test_an_inspection_of_a_draft_plan_is_nobody_s_work_yet(cast: Cast, inspector: User, query_budget: Budget) -> None:
    plan = make_plan(cast.programme, inspector, year=TODAY.year)
    inspection = make_inspection(plan, inspector, cast.lead)
    assert reverse("inspections:start", args=[inspection.pk]) not in page(inspector, "dashboard:mine", query_budget)
