"""Whether work is on time, for any day: the four cells of official practice and the attention layer above them.

Computed, never stored. This is the rule in Python; `timeliness_sql.py` says the same to the database, and a property
test holds the two together.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.web.register.choices import Urgency
from dondoc.web.working_days import WorkingCalendar

if TYPE_CHECKING:
    from dondoc.web.register.models import Completion, DeadlineChange, WorkItem


class Cell(models.TextChoices):
    """The four cells: every item in force is in exactly one."""

    DONE_ON_TIME = "done_on_time", _("Hoàn thành đúng hạn")
    DONE_LATE = "done_late", _("Hoàn thành quá hạn")
    OPEN_IN_TIME = "open_in_time", _("Đang thực hiện, trong hạn")
    OPEN_OVERDUE = "open_overdue", _("Đang thực hiện, quá hạn")


class Attention(models.TextChoices):
    """What an open item is to be looked at for; the first that applies, in this order."""

    AWAITING = "awaiting", _("Chờ nghiệm thu")
    NO_DEADLINE = "no_deadline", _("Chưa có hạn")
    STANDING = "standing", _("Thường xuyên")
    DUE_SOON = "due_soon", _("Sắp đến hạn")


OPEN = (Cell.OPEN_IN_TIME, Cell.OPEN_OVERDUE)
DONE = (Cell.DONE_ON_TIME, Cell.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an item on a day. `waiting_product_of`: the day on a product that waits for acceptance."""

    due_on: dt.date | None
    completed_on: dt.date | None
    waiting_product_of: dt.date | None
    standing: bool
    due_soon_days: int


@dataclass(frozen=True, slots=True)
class Timeliness:
    """An item's cell and what it asks attention for; `days_over` counts calendar days past the deadline, else 0."""

    cell: Cell
    attention: Attention | None
    due_on: dt.date | None
    days_over: int


def timeliness_of(item: WorkItem, *, on: dt.date, today: dt.date, calendar: WorkingCalendar) -> Timeliness:
    """Judge one item as of a day; `today` is the real one, which is what the item's own columns speak of."""
    facts = facts_on(item, on=on, today=today)
    cell = cell_of(facts, on=on)
    return Timeliness(cell, attention_of(facts, cell, on=on, calendar=calendar), facts.due_on, days_over(facts, on=on))


def facts_on(item: WorkItem, *, on: dt.date, today: dt.date) -> Facts:
    """Gather what was known of an item on a day from its dated rows."""
    urgent = item.urgency != Urgency.NORMAL
    soon = (3, 5) if item.programme is None else (item.programme.due_soon_days, item.programme.due_soon_days_urgent)
    due = due_then(item, on=on, today=today)
    return Facts(
        due_on=due,
        completed_on=item.completed_on if item.completed_on and item.completed_on <= on else None,
        waiting_product_of=_waiting_product(item, on),
        standing=due is None and (item.kind == "standing" or bool(item.recurrence)),
        due_soon_days=soon[urgent],
    )


def due_then(item: WorkItem, *, on: dt.date, today: dt.date) -> dt.date | None:
    """Give the deadline as it stood on a day: as it is now unless it was moved since, then what held before that."""
    approved = [one for one in item.deadline_changes.all() if one.state == "approved"]
    if on >= today or not any(_decided(one) > on for one in approved):
        return item.due_on
    by_then = [one for one in approved if _decided(one) <= on]
    latest = max(by_then, key=lambda one: (_decided(one), one.pk), default=None)
    return latest.new_due_on if latest else item.first_due_on


def cell_of(facts: Facts, *, on: dt.date) -> Cell:
    """Give the cell. An item without a deadline is never late; a product that waits stops the clock on its own day."""
    if facts.completed_on is not None:
        late = facts.due_on is not None and facts.completed_on > facts.due_on
        return Cell.DONE_LATE if late else Cell.DONE_ON_TIME
    measured = facts.waiting_product_of or on
    overdue = facts.due_on is not None and measured > facts.due_on
    return Cell.OPEN_OVERDUE if overdue else Cell.OPEN_IN_TIME


def attention_of(facts: Facts, cell: Cell, *, on: dt.date, calendar: WorkingCalendar) -> Attention | None:
    """Give what an open item asks attention for, or None."""
    if cell in DONE:
        return None
    if facts.waiting_product_of is not None:
        return Attention.AWAITING
    if facts.due_on is None:
        return Attention.STANDING if facts.standing else Attention.NO_DEADLINE
    soon = cell == Cell.OPEN_IN_TIME and facts.due_on <= calendar.horizon(on, facts.due_soon_days)
    return Attention.DUE_SOON if soon else None


def days_over(facts: Facts, *, on: dt.date) -> int:
    """Give by how many calendar days the deadline was or is passed."""
    if facts.due_on is None:
        return 0
    return max(0, ((facts.completed_on or facts.waiting_product_of or on) - facts.due_on).days)


def _decided(change: DeadlineChange) -> dt.date:
    """Give the day of a decision; one without is as late as can be (the database refuses it)."""
    return change.decided_on or dt.date.max


def _waiting_product(item: WorkItem, on: dt.date) -> dt.date | None:
    waiting = [one for one in item.completions.all() if _waits(one, on)]
    latest = max(waiting, key=lambda one: (one.submitted_on, one.pk), default=None)
    return latest.completed_on if latest else None


def _waits(completion: Completion, on: dt.date) -> bool:
    if completion.submitted_on > on:
        return False
    if completion.state == "returned":
        return completion.decided_on is not None and completion.decided_on > on
    return completion.state == "submitted"
