"""What a person's agencies lead and help with that is not done: read at once, what is late at the head."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import BooleanField, Case, F, OrderBy, Q, Value, When, Window
from django.db.models.functions import RowNumber

from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import Cooperation, Programme, WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet
from dondoc.web.register.timeliness import Cell

MOST = 100


@dataclass(frozen=True, slots=True)
class OpenItems:
    """What is led, what is helped with, and what of the led is late; at most `MOST` of each."""

    own: list[WorkItem] = field(default_factory=list)
    helped: list[WorkItem] = field(default_factory=list)
    overdue: list[WorkItem] = field(default_factory=list)


def open_items(items: WorkItemQuerySet, agencies: frozenset[int], on: dt.date) -> OpenItems:
    """Give what some agencies lead and help with among the items of a day, late ones first, then by deadline."""
    rows = list(_first(_marked(items.in_rows().with_timeliness(on).filter(Q(completed_then__isnull=True)), agencies)))

    def marked(name: str) -> list[WorkItem]:
        return [one for one in rows if getattr(one, name)][:MOST]

    return OpenItems(marked("is_led"), marked("is_helped"), marked("is_late"))


def _marked(rows: WorkItemQuerySet, agencies: frozenset[int]) -> WorkItemQuerySet:
    """Keep what the agencies lead or help with, and mark which it is and what of their own is late."""
    led = Q(lead_agency__in=agencies)
    helped = Q(pk__in=Cooperation.objects.filter(agency__in=agencies).values("item"))
    late = led & Q(state=ItemState.ACTIVE, programme__status=Programme.Status.RUNNING, cell=Cell.OPEN_OVERDUE)
    return rows.filter(led | helped).annotate(is_led=_says(led), is_helped=_says(helped), is_late=_says(late))


def _first(rows: WorkItemQuerySet) -> WorkItemQuerySet:
    """Keep the first of what is led, of what is helped with and of what is both, in their order."""
    place = Window(RowNumber(), partition_by=[F("is_led"), F("is_helped")], order_by=_order())
    first = rows.annotate(place=place).filter(place__lte=MOST)
    return first.select_related("programme", "lead_agency").order_by(*_order())


def _order() -> list[OrderBy]:
    return [F("is_late").desc(), F("due_then").asc(nulls_last=True), F("path_key").asc(), F("pk").asc()]


def _says(condition: Q) -> Case:
    return Case(When(condition, then=Value(value=True)), default=Value(value=False), output_field=BooleanField())
