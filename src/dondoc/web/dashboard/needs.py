"""What needs a person today: one row each, with why, since when, and the page where to act."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q

from dondoc.web.dashboard.marks import state_of
from dondoc.web.organisations.access import Access, access_of
from dondoc.web.organisations.models import User
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet
from dondoc.web.register.timeliness import Attention, Cell
from dondoc.web.register.timeliness_sql import in_cell

MOST = 60


@dataclass(frozen=True, slots=True)
class Need:
    """An item that needs somebody; `since` is the day from which it does."""

    item: WorkItem
    state: str
    since: dt.date | None


def needs_of(user: User | AnonymousUser, items: WorkItemQuerySet, on: dt.date, *, most: int = MOST) -> list[Need]:
    """Give at most so many of what needs a person, the longest overdue first, then what is due or waits.

    An agency sees its own, the others all. Where enough is overdue nothing else is asked for.
    """
    access = access_of(user)
    concerning = items.with_timeliness(on).filter(_concerning(access)).select_related("lead_agency")
    overdue = concerning.still_open(on).filter(in_cell(Cell.OPEN_OVERDUE, on)).order_by(F("due_then"), "path_key", "pk")
    found = list(overdue[:most])
    if len(found) < most:
        others = concerning.filter(_pressing(access)).exclude(Q(cell=Cell.OPEN_OVERDUE))
        found += others.order_by(F("due_then").asc(nulls_last=True), "path_key", "pk")[: most - len(found)]
    return [_need(item) for item in found]


def _pressing(access: Access) -> Q:
    pressing = Q(attention=Attention.DUE_SOON)
    if access.offices:
        pressing |= Q(attention=Attention.AWAITING) | Q(state=ItemState.UNASSIGNED)
    return pressing


def _concerning(access: Access) -> Q:
    if access.offices or access.reads_everything:
        return Q()
    return Q(lead_agency__in=access.agencies)


def _need(item: WorkItem) -> Need:
    overdue = getattr(item, "cell", "") == Cell.OPEN_OVERDUE
    due: dt.date | None = getattr(item, "due_then", None)
    since = due + dt.timedelta(days=1) if overdue and due else item.assigned_on
    state = ItemState.UNASSIGNED.value if item.state == ItemState.UNASSIGNED else state_of(item)
    return Need(item, state, since)
