"""Figures of a set of items: counts that add up to the whole, and rates that state what they divide by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from dondoc.web.register.timeliness import Cell

if TYPE_CHECKING:
    from dondoc.web.register.querysets import WorkItemQuerySet


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its numerator and denominator; `left_out` counts what can be judged neither way."""

    numerator: int
    denominator: int
    left_out: int = 0

    @property
    def value(self) -> Fraction | None:
        """The share, or None where there is nothing to divide by: unknown is not 100 %."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def percent(self) -> float | None:
        """The share in percent with one decimal."""
        return round(float(self.value * 100), 1) if self.value is not None else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The four cells of a set of items on a day; the two last counts are parts of cells: items without a deadline."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    done_without_deadline: int = 0
    open_without_deadline: int = 0

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late

    @property
    def open(self) -> int:
        return self.open_in_time + self.open_overdue

    @property
    def total(self) -> int:
        return self.done + self.open

    @property
    def due(self) -> int:
        """What was due: done, or open and overdue, with a deadline to be measured by."""
        return self.done - self.done_without_deadline + self.open_overdue

    @property
    def on_time_rate(self) -> Rate:
        """On time = done on time / done; what was done without a deadline is left out of both, and stated."""
        bare = self.done_without_deadline
        return Rate(self.done_on_time - bare, self.done - bare, left_out=bare)

    @property
    def completion_of_due(self) -> Rate:
        """Completion of what was due = done / (done + open overdue), of items that have a deadline."""
        return Rate(self.done - self.done_without_deadline, self.due, left_out=self.done_without_deadline)

    @property
    def completion_of_all(self) -> Rate:
        """Completion of all = done / all."""
        return Rate(self.done, self.total)


def figures_of(items: WorkItemQuerySet, on: dt.date) -> Figures:
    """Count a set of items on a day, in one query. The caller chooses the set: `.in_force(on).top_level()`, say."""
    without = Count("pk", filter=Q(due_then__isnull=True))
    rows = items.with_cell(on).order_by().values(name=F("cell")).annotate(count=Count("pk"), without=without)
    counts = {str(row["name"]): (row["count"], row["without"]) for row in rows}
    return _figures(counts)


def _figures(counts: dict[str, tuple[int, int]]) -> Figures:
    def of(cell: Cell, place: int = 0) -> int:
        return counts.get(cell, (0, 0))[place]

    return Figures(
        done_on_time=of(Cell.DONE_ON_TIME),
        done_late=of(Cell.DONE_LATE),
        open_in_time=of(Cell.OPEN_IN_TIME),
        open_overdue=of(Cell.OPEN_OVERDUE),
        done_without_deadline=of(Cell.DONE_ON_TIME, 1),
        open_without_deadline=of(Cell.OPEN_IN_TIME, 1),
    )
