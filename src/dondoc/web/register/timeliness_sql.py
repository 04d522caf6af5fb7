"""The rule of `timeliness.py`, said to the database."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Case, CharField, DateField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from dondoc.web import clock
from dondoc.web.register.choices import ItemState
from dondoc.web.register.timeliness import DONE, Attention, Cell
from dondoc.web.working_days import WorkingCalendar

if TYPE_CHECKING:
    from dondoc.web.register.querysets import WorkItemQuerySet

MOST_DUE_SOON_DAYS = 10  # the constraint of Programme


def due_as_of(on: dt.date) -> dict[str, Any]:
    """Give the expression for the deadline as it stood on a day; today it is the item's own column, with its index."""
    if on >= clock.real_today():
        return {"due_as_of": F("due_on")}
    changes = (
        apps.get_model("register", "DeadlineChange")
        ._default_manager.filter(item=OuterRef("pk"), state="approved", decided_on__lte=on)
        .order_by("-decided_on", "-pk")
    )
    then = Coalesce(Subquery(changes.values("new_due_on")[:1]), F("first_due_on"), output_field=DateField())
    draft = When(state__in=[ItemState.DRAFT, ItemState.DISMISSED], then=F("due_on"))
    return {"due_as_of": Case(draft, default=then, output_field=DateField())}


def completed_by(on: dt.date) -> Case:
    """Give the expression for the day on the accepted product, if it had come by then."""
    return Case(When(completed_on__lte=on, then=F("completed_on")), default=None, output_field=DateField())


def waiting_product(on: dt.date) -> Subquery:
    """Give the expression for the day on a product that waited for acceptance on a day."""
    waits = Q(state="submitted") | Q(state="returned", decided_on__gt=on)
    handed_in = (
        apps.get_model("register", "Completion")
        ._default_manager.filter(waits, item=OuterRef("pk"), submitted_on__lte=on)
        .order_by("-submitted_on", "-pk")
    )
    return Subquery(handed_in.values("completed_on")[:1], output_field=DateField())


def cell_expression(on: dt.date) -> Case:
    """Give the expression for the cell; wants `due_then` and `completed_then`."""
    measured = Coalesce(waiting_product(on), Value(on), output_field=DateField())
    return Case(
        When(completed_then__isnull=False, due_then__isnull=True, then=Value(Cell.DONE_ON_TIME)),
        When(completed_then__isnull=False, completed_then__lte=F("due_then"), then=Value(Cell.DONE_ON_TIME)),
        When(completed_then__isnull=False, then=Value(Cell.DONE_LATE)),
        When(due_then__lt=on, due_then__isnull=False, then=_overdue_unless_waiting(measured)),
        default=Value(Cell.OPEN_IN_TIME),
        output_field=CharField(),
    )


def with_attention(items: WorkItemQuerySet, on: dt.date) -> WorkItemQuerySet:
    """Annotate `attention` on items that have a cell."""
    standing = Q(kind="standing") | ~Q(recurrence="")
    return items.alias(waiting_product_of=waiting_product(on)).annotate(
        attention=Case(
            When(cell__in=DONE, then=Value("")),
            When(waiting_product_of__isnull=False, then=Value(Attention.AWAITING)),
            When(standing, due_then__isnull=True, then=Value(Attention.STANDING)),
            When(due_then__isnull=True, then=Value(Attention.NO_DEADLINE)),
            When(due_soon(on), cell=Cell.OPEN_IN_TIME, then=Value(Attention.DUE_SOON)),
            default=Value(""),
            output_field=CharField(),
        )
    )


def due_soon(on: dt.date) -> Q:
    """Give the condition that the deadline is near, by the programme's own count of working days."""
    calendar = WorkingCalendar.of_installation()
    near = Q(programme__isnull=True, urgency=0, due_then__lte=calendar.horizon(on, 3))
    near |= Q(programme__isnull=True, urgency__gt=0, due_then__lte=calendar.horizon(on, 5))
    for days in range(MOST_DUE_SOON_DAYS + 1):
        until = calendar.horizon(on, days)
        near |= Q(programme__due_soon_days=days, urgency=0, due_then__lte=until)
        near |= Q(programme__due_soon_days_urgent=days, urgency__gt=0, due_then__lte=until)
    return near


def _overdue_unless_waiting(measured: Coalesce) -> Case:
    return Case(
        When(Q(due_then__lt=measured), then=Value(Cell.OPEN_OVERDUE)),
        default=Value(Cell.OPEN_IN_TIME),
        output_field=CharField(),
    )
