"""What needs a person today: one row each, with why, since when, and the page where to act."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext

from dondoc.web import clock
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
class Act:
    """What a person can do about an item: the address of the page and the words of the link."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Need:
    """An item that needs somebody; `since` is the day from which it does, `act` what this person can do about it."""

    item: WorkItem
    state: str
    since: dt.date | None
    act: Act | None = None


def needs_of(user: User | AnonymousUser, items: WorkItemQuerySet, on: dt.date, *, most: int = MOST) -> list[Need]:
    """Give at most so many of what needs a person, the longest overdue first, then what is due or waits.

    An agency sees its own, the others all. Where enough is overdue nothing else is asked for.
    """
    access = access_of(user)
    concerning = (
        items.in_rows().with_timeliness(on).filter(_concerning(access)).select_related("lead_agency", "programme")
    )
    overdue = concerning.still_open(on).filter(in_cell(Cell.OPEN_OVERDUE, on)).order_by(F("due_then"), "path_key", "pk")
    found = list(overdue[:most])
    if len(found) < most:
        others = concerning.filter(_pressing(access)).exclude(Q(cell=Cell.OPEN_OVERDUE))
        found += others.order_by(F("due_then").asc(nulls_last=True), "path_key", "pk")[: most - len(found)]
    return [_need(item, access) for item in found]


def _pressing(access: Access) -> Q:
    pressing = Q(attention=Attention.DUE_SOON)
    if access.offices:
        pressing |= Q(attention=Attention.AWAITING) | Q(state=ItemState.UNASSIGNED)
    return pressing


def _concerning(access: Access) -> Q:
    if access.offices or access.reads_everything:
        return Q()
    return Q(lead_agency__in=access.agencies)


def _need(item: WorkItem, access: Access) -> Need:
    overdue = getattr(item, "cell", "") == Cell.OPEN_OVERDUE
    due: dt.date | None = getattr(item, "due_then", None)
    since = due + dt.timedelta(days=1) if overdue and due else item.assigned_on
    state = ItemState.UNASSIGNED.value if item.state == ItemState.UNASSIGNED else state_of(item)
    return Need(item, state, since, None if clock.looks_back() else _act(item, state, access))


def _act(item: WorkItem, state: str, access: Access) -> Act | None:
    """Give the one thing a person can do about an item: its agency hands in, the office assigns, accepts or urges."""
    runs = item.programme is not None and item.programme.office_id in access.offices
    if runs and state == ItemState.UNASSIGNED:
        return Act(reverse("follow_up:assign", args=[item.pk]), gettext("Giao cơ quan chủ trì"))
    waits = getattr(item, "attention", "") == Attention.AWAITING
    if runs and waits:
        return Act(reverse("register:item", args=[item.pk]) + "#products-title", gettext("Nghiệm thu"))
    if item.lead_agency_id in access.works_for and not waits:
        return Act(reverse("follow_up:complete", args=[item.pk]), gettext("Nộp sản phẩm"))
    if runs and state == Cell.OPEN_OVERDUE and item.lead_agency_id and not waits:
        return Act(
            reverse("follow_up:urging") + f"?programme={item.programme_id}#late-{item.pk}", gettext("Soạn công văn")
        )
    return None
