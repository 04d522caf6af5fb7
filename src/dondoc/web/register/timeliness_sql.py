"""The rule of `timeliness.py`, said to the database.

The questions that need other tables (was the deadline moved since, does a product wait) are asked once as a set of
items, and row by row only for the items in it: on 100,000 items the columns of the item answer nearly all.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Case, CharField, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from dondoc.web import clock
from dondoc.web.register.timeliness import Attention, Cell
from dondoc.web.working_days import WorkingCalendar

if TYPE_CHECKING:
    from dondoc.web.register.querysets import WorkItemQuerySet

MOST_DUE_SOON_DAYS = 10  # the constraint of Programme
STANDING = Q(kind="standing") | ~Q(recurrence="")


def due_as_of(on: dt.date) -> F | Case:
    """Give the expression for the deadline as it stood on a day; today it is the item's own column, with its index."""
    if on >= clock.real_today():
        return F("due_on")
    approved = _rows("DeadlineChange").filter(state="approved")
    by_then = approved.filter(item=OuterRef("pk"), decided_on__lte=on).order_by("-decided_on", "-pk")
    then = Coalesce(Subquery(by_then.values("new_due_on")[:1]), F("first_due_on"), output_field=DateField())
    moved_since = Q(pk__in=approved.filter(decided_on__gt=on).values("item"))
    return Case(When(moved_since, then=then), default=F("due_on"), output_field=DateField())


def completed_by(on: dt.date) -> Case:
    """Give the expression for the day on the accepted product, if it had come by then."""
    return Case(When(completed_on__lte=on, then=F("completed_on")), default=None, output_field=DateField())


def cell_expression(on: dt.date) -> Case:
    """Give the expression for the cell; wants `due_then`. The cheapest questions come first."""
    return Case(
        When(done_late(on), then=Value(Cell.DONE_LATE)),
        When(completed_on__lte=on, then=Value(Cell.DONE_ON_TIME)),
        When(overdue(on), then=Value(Cell.OPEN_OVERDUE)),
        default=Value(Cell.OPEN_IN_TIME),
        output_field=CharField(),
    )


def in_cell(cell: Cell | str, on: dt.date) -> Q:
    """Give the condition for one cell, in columns that an index can serve; wants `due_then`."""
    done = Q(completed_on__lte=on)
    in_time = Q(due_then__isnull=True) | Q(due_then__gte=on) | _waits_in_time(on)
    return {
        Cell.DONE_ON_TIME: done & (Q(due_then__isnull=True) | Q(due_then__gte=F("completed_on"))),
        Cell.DONE_LATE: done_late(on),
        Cell.OPEN_IN_TIME: still_open(on) & in_time,
        Cell.OPEN_OVERDUE: still_open(on) & overdue(on),
    }[Cell(cell)]


def still_open(on: dt.date) -> Q:
    """Give the condition that the product had not come by a day."""
    return Q(completed_on__isnull=True) | Q(completed_on__gt=on)


def done_late(on: dt.date) -> Q:
    """Give the condition that the product is dated after the deadline."""
    return Q(completed_on__lte=on, completed_on__gt=F("due_then"))


def overdue(on: dt.date) -> Q:
    """Give the condition that what is open is late: the deadline is past, and no product in time waits."""
    return Q(due_then__lt=on) & ~_waits_in_time(on)


def with_attention(items: WorkItemQuerySet, on: dt.date) -> WorkItemQuerySet:
    """Annotate `attention`; wants `due_then`."""
    return items.annotate(
        attention=Case(
            When(completed_on__lte=on, then=Value("")),
            When(waiting(on), then=Value(Attention.AWAITING)),
            When(STANDING, due_then__isnull=True, then=Value(Attention.STANDING)),
            When(due_then__isnull=True, then=Value(Attention.NO_DEADLINE)),
            When(due_soon(on), then=Value(Attention.DUE_SOON)),
            default=Value(""),
            output_field=CharField(),
        )
    )


def in_attention(attention: Attention | str, on: dt.date) -> Q:
    """Give the condition for one kind of attention; wants `due_then`."""
    asked = still_open(on) & (waiting(on) if attention == Attention.AWAITING else ~waiting(on))
    return {
        Attention.AWAITING: asked,
        Attention.STANDING: Q(due_then__isnull=True) & STANDING & asked,
        Attention.NO_DEADLINE: Q(due_then__isnull=True) & ~STANDING & asked,
        Attention.DUE_SOON: due_soon(on) & asked,
    }[Attention(attention)]


def waiting(on: dt.date) -> Q:
    """Give the condition that a product waited for acceptance on a day."""
    return Q(pk__in=_waiting_products(on).values("item"))


def due_soon(on: dt.date) -> Q:
    """Give the condition that the deadline is near, by the programme's own count of working days."""
    calendar = WorkingCalendar.of_installation()
    near = Q(programme__isnull=True, urgency=0, due_then__lte=calendar.horizon(on, 3))
    near |= Q(programme__isnull=True, urgency__gt=0, due_then__lte=calendar.horizon(on, 5))
    for days in range(MOST_DUE_SOON_DAYS + 1):
        until = calendar.horizon(on, days)
        near |= Q(programme__due_soon_days=days, urgency=0, due_then__lte=until)
        near |= Q(programme__due_soon_days_urgent=days, urgency__gt=0, due_then__lte=until)
    return Q(due_then__gte=on, due_then__lte=calendar.horizon(on, MOST_DUE_SOON_DAYS)) & near


def _waits_in_time(on: dt.date) -> Q:
    """Give the condition that the product that waits is dated within the deadline."""
    latest = _waiting_products(on).filter(item=OuterRef("pk")).order_by("-submitted_on", "-pk")
    return waiting(on) & Q(due_then__gte=Subquery(latest.values("completed_on")[:1]))


def _waiting_products(on: dt.date) -> QuerySet[Any]:
    waits = Q(state="submitted") | Q(state="returned", decided_on__gt=on)
    return _rows("Completion").filter(waits, submitted_on__lte=on)


def _rows(model: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model("register", model)._default_manager.all()
    return rows
