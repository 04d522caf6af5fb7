"""Plain builders for the tests of inspections."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.web import clock
from dondoc.web.inspections.models import Check, Inspection, InspectionFinding, YearlyPlan
from dondoc.web.inspections.services import inspecting, planning
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.models import Programme
from tests.web.builders import agency_of, make_user

WEEK = dt.timedelta(days=7)


def make_inspector(**fields: Any) -> User:
    return make_user("Phạm Kiểm Tra", role="inspector", **fields)


def make_plan(programme: Programme, inspector: User, *, year: int = 2022) -> YearlyPlan:
    return planning.open_plan(actor=inspector, programme=programme, inspecting=agency_of(inspector), year=year)


def make_inspection(plan: YearlyPlan, inspector: User, agency: Agency) -> Inspection:
    """Plan an inspection of an agency by hand."""
    today = clock.real_today()
    return planning.add_inspection(
        actor=inspector, plan=plan, agency=agency, kind="check", starts_on=today, ends_on=today + WEEK, why="Theo đơn."
    )


def make_running(programme: Programme, inspector: User, agency: Agency, *, year: int = 2022) -> Inspection:
    """Issue a plan with one inspection and begin it."""
    plan = make_plan(programme, inspector, year=year)
    inspection = make_inspection(plan, inspector, agency)
    planning.issue_plan(actor=inspector, plan=plan, reference="7-CTr/UBKT", issued_on=clock.real_today())
    inspection.refresh_from_db()
    return inspecting.start(actor=inspector, inspection=inspection, head="Phạm Kiểm Tra")


def make_finding(inspection: Inspection, inspector: User, **fields: Any) -> InspectionFinding:
    values: dict[str, Any] = {
        "text": "Chưa ban hành kế hoạch.",
        "evidence": "Biên bản làm việc.",
        "correct_by": clock.real_today() + 4 * WEEK,
    }
    return inspecting.record_finding(actor=inspector, inspection=inspection, **{**values, **fields})


def answer_all(inspection: Inspection, inspector: User) -> None:
    """Answer every line of the checklist with "met"."""
    for check in Check.objects.filter(inspection=inspection):
        inspecting.answer(actor=inspector, check=check, answer="met")
