"""Reading the cascade: who is asked for a plan, whose plan there is, what is an agency's own to cover."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from dondoc.web import clock
from dondoc.web.cascade.models import AgencyPlan, PlanOrder
from dondoc.web.organisations.models import Agency
from dondoc.web.register.models import Cooperation, Programme, WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet


def ordered_items(programme: Programme, on: dt.date) -> WorkItemQuerySet:
    """Give what the programme itself orders: its items in force, with the parts of each agency of a class."""
    items = WorkItem.objects.of_programme(programme).in_force(on)
    return items.filter(Q(parent__isnull=True) | Q(from_class=True))


def own_items(programme: Programme, agency: Agency, on: dt.date | None = None) -> WorkItemQuerySet:
    """Give the items that an agency leads, which its plan has to take up."""
    return ordered_items(programme, on or clock.today()).led_by(agency).in_order()


def other_items(programme: Programme, agency: Agency, on: dt.date | None = None) -> WorkItemQuerySet:
    """Give the items of others, which its plan may take up; without the class items that it has its own part of."""
    day = on or clock.today()
    parts = own_items(programme, agency, day).filter(from_class=True).values("parent_id")
    items = WorkItem.objects.of_programme(programme).in_force(day).top_level()
    return items.exclude(lead_agency=agency).exclude(pk__in=parts).in_order()


def asked_agencies(programme: Programme, on: dt.date) -> list[Agency]:
    """Give the agencies that a programme asks for a plan: those that lead or work on its items."""
    items = ordered_items(programme, on).order_by()
    leads = items.filter(lead_agency__isnull=False).values("lead_agency")
    helpers = Cooperation.objects.filter(item__in=items.values("pk"), agency__isnull=False).values("agency")
    return list(Agency.objects.filter(Q(pk__in=leads) | Q(pk__in=helpers)).in_order())


def plans_of(order: PlanOrder, on: dt.date) -> dict[int, AgencyPlan]:
    """Give the plans issued by a day, by agency."""
    rows = AgencyPlan.objects.filter(order=order, issued_on__lte=on).select_related("agency", "order__programme", "job")
    return {plan.agency_id: plan for plan in rows}


def missing_agencies(order: PlanOrder, on: dt.date) -> list[Agency]:
    """Give the agencies that have not issued their plan by a day."""
    issued = plans_of(order, on)
    return [agency for agency in asked_agencies(order.programme, on) if agency.pk not in issued]


def names_programme(plan: AgencyPlan) -> bool | None:
    """Tell whether the plan cites the programme it is to carry out; None while its file is not read."""
    if plan.document_id is None:
        return None
    document = plan.programme.document
    cited = plan.document.citations if plan.document else None
    return bool(cited and cited.filter(Q(cited=document) | Q(reference=document.reference)).exists())
