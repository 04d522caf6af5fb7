"""Reading the cascade: who is asked for a plan, whose plan there is, what is an agency's own to cover."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from dondoc.web import clock
from dondoc.web.cascade.models import AgencyPlan, Coverage, PlanOrder
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.models import Citation, Cooperation, Document, Programme, WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet, followed_up
from dondoc.web.text import folded


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
    if _document_of(plan) is None:
        return None
    return plan.programme.document_id in _cited_by(plan)


def other_programmes(plan: AgencyPlan, user: User | AnonymousUser) -> list[Programme]:
    """Give the programmes that a plan carries out instead of the one it was recorded for, as far as a person sees them.

    A plan that cites its programme belongs to it, whatever else it cites.
    """
    if _document_of(plan) is None or names_programme(plan):
        return []
    followed = Programme.objects.visible_to(user).filter(document__in=_cited_by(plan))
    return list(followed.exclude(pk=plan.programme.pk).select_related("document").order_by("pk"))


def _document_of(plan: AgencyPlan) -> int | None:
    """Give what the reader made of the file, also before it is matched."""
    return plan.document_id or (plan.job.document_id if plan.job else None)


def _cited_by(plan: AgencyPlan) -> set[int]:
    """Give the documents that the plan's own document cites: known ones, and those that have the number it cites."""
    cited = Citation.objects.filter(document=_document_of(plan))
    numbers = {folded(reference) for reference in cited.values_list("reference", flat=True)} - {""}
    named = Document.objects.filter(Q(cited_in__in=cited) | Q(reference_folded__in=numbers))
    return set(named.values_list("pk", flat=True))
