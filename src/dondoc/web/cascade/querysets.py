"""Reading the cascade: who is asked for a plan, whose plan there is, what is an agency's own to cover."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from dondoc.web import clock
from dondoc.web.cascade.models import AgencyPlan, Coverage, PlanOrder
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.models import Cooperation, Programme, WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet, followed_up


def ordered_items(programme: Programme, on: dt.date) -> WorkItemQuerySet:
    """Give what the programme itself orders: its items in force, with the parts of each agency of a class."""
    return WorkItem.objects.filter(ordered(programme, on))


def ordered(programme: Programme, on: dt.date, of: str = "") -> Q:
    """Say `ordered_items` as a condition; `of` leads to the item ("item__")."""
    own = Q(**{f"{of}parent__isnull": True}) | Q(**{f"{of}from_class": True})
    return Q(**{f"{of}programme": programme}) & followed_up(on, of) & own


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
    leads = ordered_items(programme, on).filter(lead_agency=OuterRef("pk"))
    helps = Cooperation.objects.filter(ordered(programme, on, "item__"), agency=OuterRef("pk"))
    return list(Agency.objects.filter(Exists(leads) | Exists(helps)).in_order())


def plans_of(order: PlanOrder, on: dt.date) -> dict[int, AgencyPlan]:
    """Give the plans issued by a day, by agency."""
    rows = AgencyPlan.objects.filter(order=order, issued_on__lte=on).select_related("agency", "order__programme", "job")
    return {plan.agency_id: plan for plan in rows}


def missing_agencies(order: PlanOrder, on: dt.date) -> list[Agency]:
    """Give the agencies that have not issued their plan by a day."""
    issued = plans_of(order, on)
    return [agency for agency in asked_agencies(order.programme, on) if agency.pk not in issued]


def lines_seen(plan: AgencyPlan, user: User | AnonymousUser) -> QuerySet[Coverage]:
    """Give the lines of a plan that a person may see: none about an item that is secret to him."""
    secret = WorkItem.objects.visible_to(user).of_programme(plan.programme).filter(secrecy__gt=1).values("pk")
    seen = Q(item__isnull=True) | Q(item__secrecy__lte=1) | Q(item__in=secret)
    return plan.coverages.filter(seen).select_related("item", "indicator").order_by("-score", "pk")


def names_programme(plan: AgencyPlan) -> bool | None:
    """Tell whether the plan cites the programme it is to carry out; None while its file is not read."""
    if plan.document_id is None:
        return None
    document = plan.programme.document
    cited = plan.document.citations if plan.document else None
    return bool(cited and cited.filter(Q(cited=document) | Q(reference=document.reference)).exists())
