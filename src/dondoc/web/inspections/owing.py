"""What inspections ask of a person today: an agency puts findings right, inspectors check again and begin in time."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AnonymousUser

from dondoc.web.inspections.models import Inspection, InspectionFinding, YearlyPlan
from dondoc.web.inspections.querysets import seen_of
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.models import User

MOST = 100
AHEAD = dt.timedelta(days=14)
State = InspectionFinding.State


def to_correct(user: User | AnonymousUser, on: dt.date) -> list[InspectionFinding]:
    """Give the findings that a person's agencies have to put right, the earliest deadline first."""
    rows = InspectionFinding.objects.filter(
        state=State.OPEN, inspection__agency__in=access_of(user).works_for, found_on__lte=on
    )
    rows = rows.select_related("inspection__agency", "inspection__plan__programme", "item")
    return seen_of(rows.order_by("correct_by", "pk")[:MOST], user)


def to_recheck(user: User | AnonymousUser, on: dt.date) -> list[InspectionFinding]:
    """Give the corrections that were reported to a person's inspecting agencies, the oldest first."""
    rows = InspectionFinding.objects.filter(
        state=State.CORRECTED, inspection__plan__inspecting__in=access_of(user).inspects, corrected_on__lte=on
    )
    rows = rows.select_related("inspection__agency", "inspection__plan__programme", "item")
    return seen_of(rows.order_by("corrected_on", "pk")[:MOST], user)


def to_run(user: User | AnonymousUser, on: dt.date) -> list[Inspection]:
    """Give the inspections that run or begin within two weeks, the first to begin first."""
    rows = Inspection.objects.filter(
        plan__inspecting__in=access_of(user).inspects, plan__state=YearlyPlan.State.ISSUED, starts_on__lte=on + AHEAD
    )
    rows = rows.exclude(state=Inspection.State.CONCLUDED).select_related("agency", "plan")
    return list(rows.order_by("starts_on", "pk")[:MOST])
