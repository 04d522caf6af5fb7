"""A deadline as the grammar finds it in a text, before it is the deadline of an item."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dondoc.reading.extract import days
from dondoc.reading.register import DeadlineReading
from dondoc.reading.source import Span

LEFT = 60  # code points looked at before a period: the longest binding phrase and some space


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """A deadline in a text. `due_from` and `due_on` are the ends of the period, None where open or not named.

    `precision`: day, month, quarter, half-year, year, term, relative, conditional, open. `recurrence` as in the guide.
    `alternatives` are other readings of the same words. `bound`: the words around the period make it a deadline.
    `first_period` keeps the first named period of an open one. `year_is_written` is False where the year was supplied.
    """

    span: Span
    as_written: str
    due_from: dt.date | None
    due_on: dt.date | None
    precision: str
    recurrence: str | None = None
    alternatives: tuple[DeadlineReading, ...] = ()
    bound: bool = True
    first_period: days.Ends | None = None
    year_is_written: bool = True


def is_alone_clause(folded: str, start: int) -> bool:
    """Tell whether words stand at the head of a cell or field, where they are the deadline itself."""
    return start < LEFT and not folded[:start].strip(" .-:(")
