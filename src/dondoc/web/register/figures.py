"""Figures of a set of items: counts that add up to the whole, and rates that state what they divide by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from dondoc.web.register.timeliness import Cell

if TYPE_CHECKING:
    from dondoc.web.register.querysets import WorkItemQuerySet

WITHOUT_DEADLINE = Count("pk", filter=Q(due_then__isnull=True))  # of items that are annotated with `due_then`


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
    counted = items.with_cell(on).order_by().values_list(F("cell")).annotate(n=Count("pk"), bare=WITHOUT_DEADLINE)
    rows = list(counted)
    return figures_from({cell: n for cell, n, _bare in rows}, {cell: bare for cell, _n, bare in rows})


def figures_from(by_cell: Mapping[str, int], without_deadline: Mapping[str, int]) -> Figures:
    """Give the figures of counts by cell: of all items, and of those that have no deadline."""
    return Figures(
        done_on_time=by_cell.get(Cell.DONE_ON_TIME, 0),
        done_late=by_cell.get(Cell.DONE_LATE, 0),
        open_in_time=by_cell.get(Cell.OPEN_IN_TIME, 0),
        open_overdue=by_cell.get(Cell.OPEN_OVERDUE, 0),
        done_without_deadline=without_deadline.get(Cell.DONE_ON_TIME, 0),
        open_without_deadline=without_deadline.get(Cell.OPEN_IN_TIME, 0),
    )
