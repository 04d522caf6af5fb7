"""What follows from the passing of a day, before anybody is told: it is brought in step, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from dondoc.web.follow_up.models import Assignment, CooperationRequest
from dondoc.web.follow_up.services.assigning import open_assignment
from dondoc.web.follow_up.services.completing import settle_class
from dondoc.web.follow_up.services.cooperating import record_silence
from dondoc.web.follow_up.services.expanding import keep_in_step, members_of
from dondoc.web.follow_up.services.periods import open_periods
from dondoc.web.follow_up.services.succeeding import move_to_successors
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import Programme, WorkItem
from dondoc.web.register.services.locking import hold


@dataclass(frozen=True, slots=True)
class Settled:
    """What a day brought in step."""

    silent: int = 0
    moved: int = 0
    assigned: int = 0
    parts: int = 0
    periods: int = 0


def settle_day(programme: Programme, on: dt.date) -> Settled:
    """Bring a programme in step with a day; what is in step already is left alone, so it may run again and again."""
    return Settled(
        silent=_silence(programme, on),
        moved=_in_turn(programme, lambda: move_to_successors(programme, on=on)),
        assigned=_in_turn(programme, lambda: _assignments(programme, on)),
        parts=_in_turn(programme, lambda: _parts(programme, on)),
        periods=_in_turn(programme, lambda: _periods(programme, on)),
    )


@transaction.atomic
def _in_turn(programme: Programme, step: Callable[[], int]) -> int:
    """Take a step while no other run takes one for the same programme: the second finds it taken."""
    hold(programme)
    return step()


def _periods(programme: Programme, on: dt.date) -> int:
    return open_periods(programme, until=on) if programme.reporting_periods.exists() else 0


def _silence(programme: Programme, on: dt.date) -> int:
    rows = CooperationRequest.objects.filter(
        item__programme=programme, replied_on__isnull=True, silent_on__isnull=True, reply_by__lt=on
    ).select_related("item__programme", "agency")
    return sum(record_silence(request, on=on) for request in rows)


def _assignments(programme: Programme, on: dt.date) -> int:
    """Let the assignments follow leads that were corrected elsewhere."""
    held = Assignment.objects.filter(item=OuterRef("pk")).exclude(state=Assignment.State.RELEASED)
    other = held.exclude(agency=OuterRef("lead_agency"))
    items = WorkItem.objects.filter(
        Q(Exists(other)) | ~Q(Exists(held)),
        programme=programme,
        state=ItemState.ACTIVE,
        completed_on__isnull=True,
        lead_agency__isnull=False,
    )
    started = Assignment.objects.filter(item__programme=programme).exists()
    count = 0
    for item in items.select_related("programme", "lead_agency") if started else ():
        open_assignment(item, actor=None, on=on, why="Cơ quan chủ trì được đổi.")
        count += 1
    return count


def _parts(programme: Programme, on: dt.date) -> int:
    """Keep class items in step with the agencies there are."""
    items = WorkItem.objects.filter(
        programme=programme, state=ItemState.ACTIVE, lead_is_class=True, class_spread__follows_class=True
    )
    added = 0
    for item in items.select_related("programme"):
        members = members_of(item, on)
        if members:
            added += keep_in_step(hold(item), members, on=on, actor=None)
            settle_class(item, actor=None)
    return added


__all__ = ["Settled", "settle_day"]
