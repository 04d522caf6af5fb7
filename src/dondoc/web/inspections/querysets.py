"""Reading inspections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet

from dondoc.web.inspections.models import Check, Inspection, InspectionFinding, YearlyPlan
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, may
from dondoc.web.register.models import Programme

Line = TypeVar("Line", Check, InspectionFinding)


def plans_seen(user: User | AnonymousUser, programme: Programme) -> list[YearlyPlan]:
    """Give the yearly plans of a programme that a person may see, the latest first."""
    rows = YearlyPlan.objects.filter(programme=programme).select_related("programme", "inspecting")
    return [plan for plan in rows if may(user, Action.SEE, plan)]


def inspections_of(plans: list[YearlyPlan]) -> QuerySet[Inspection]:
    """Give the inspections of plans with what a row of the list shows."""
    rows = Inspection.objects.filter(plan__in=plans).select_related("plan__programme", "plan__inspecting", "agency")
    findings = Prefetch("findings", InspectionFinding.objects.select_related("item"))
    return rows.prefetch_related(findings).order_by("-plan__year", "starts_on", "pk")


def findings_waiting(plans: list[YearlyPlan], user: User | AnonymousUser, on: dt.date) -> list[InspectionFinding]:
    """Give what a person may see of what is not put right yet on a day, the earliest deadline first."""
    rows = InspectionFinding.objects.filter(inspection__plan__in=plans, found_on__lte=on)
    rows = rows.exclude(state=InspectionFinding.State.CLOSED, rechecked_on__lte=on)
    rows = rows.select_related("inspection__agency", "inspection__plan__programme", "item")
    return seen_of(rows.order_by("correct_by", "pk"), user)


def seen_of(rows: Iterable[Line], user: User | AnonymousUser) -> list[Line]:
    """Keep the checks or findings that a person may see; they come with their items."""
    return [row for row in rows if may(user, Action.SEE, row)]
