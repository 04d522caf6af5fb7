"""Who held an item for how many days: the lead, a co-operating agency, the office or a leader.

Computed from dated rows and never stored. Each day from the assignment to the completion (or to the day that is looked
at) is charged to exactly one holder: to the office while a product or a hand-back waits for it, to a leader while a
change of the deadline waits, to a co-operating agency while it owes a reply and nothing waits above, else to the lead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db import models
from django.utils.translation import gettext_lazy as _


class Holder(models.TextChoices):
    """Whom a day is charged to; the first that applies, in this order."""

    OFFICE = "office", _("văn phòng")
    LEADER = "leader", _("lãnh đạo")
    COOPERATING = "cooperating", _("cơ quan phối hợp")
    LEAD = "lead", _("cơ quan chủ trì")


@dataclass(frozen=True, slots=True)
class Wait:
    """Days on which an item waits for somebody: from `first` to the day before `last`; without an end: still."""

    holder: Holder
    first: dt.date
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Segment:
    """Days in a row charged to one holder: from `first` to the day before `last`."""

    holder: Holder
    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days


def segments(first: dt.date, last: dt.date, waits: Iterable[Wait]) -> tuple[Segment, ...]:
    """Charge every day from `first` to the day before `last` to one holder; gives the days in order, joined."""
    clipped = [one for wait in waits if (one := _clipped(wait, first, last)) is not None]
    cuts = sorted({first, last, *(day for one in clipped for day in (one.first, one.last) if day is not None)})
    found: list[Segment] = []
    for start, end in pairwise(cuts):
        holder = _holder_of(start, clipped)
        if found and found[-1].holder == holder:
            found[-1] = Segment(holder, found[-1].first, end)
        else:
            found.append(Segment(holder, start, end))
    return tuple(found)


def days_of(parts: Sequence[Segment]) -> dict[Holder, int]:
    """Add the days up by holder; they add up to the days of the whole."""
    totals = dict.fromkeys(Holder, 0)
    for one in parts:
        totals[one.holder] += one.days
    return totals


def _clipped(wait: Wait, first: dt.date, last: dt.date) -> Wait | None:
    start, end = max(wait.first, first), min(wait.last or last, last)
    return Wait(wait.holder, start, end) if start < end else None


def _holder_of(day: dt.date, waits: Sequence[Wait]) -> Holder:
    there = {one.holder for one in waits if one.last is not None and one.first <= day < one.last}
    return next((holder for holder in Holder if holder in there), Holder.LEAD)
