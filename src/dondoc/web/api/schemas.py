"""What the API answers with."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema


class RateOut(Schema):
    """A share with what it divides; `left_out` can be judged neither way, `percent` is null where unknown."""

    numerator: int
    denominator: int
    left_out: int
    percent: float | None


class FiguresOut(Schema):
    """The four cells on a day; `total` is their sum."""

    on: dt.date
    total: int
    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    done_without_deadline: int
    open_without_deadline: int
    on_time_rate: RateOut
    completion_of_due: RateOut
    completion_of_all: RateOut


class AgencyOut(Schema):
    id: int
    name: str
    abbreviation: str
    kind: str


class ProgrammeOut(Schema):
    id: int
    title: str
    short_title: str
    reference: str
    office: str
    status: str
    starts_on: dt.date
    ends_on: dt.date | None
    simulated: bool


class DeadlineOut(Schema):
    as_written: str
    due_from: dt.date | None
    due_on: dt.date | None
    first_due_on: dt.date | None
    precision: str


class ItemOut(Schema):
    """A work item as of a day: `cell` and `attention` are computed, never stored."""

    id: int
    programme: int | None
    path: str
    title: str
    kind: str
    deliverable: str
    state: str
    lead_agency: str | None
    lead_as_written: str
    lead_is_class: bool
    cooperating_agencies: list[str]
    deadline: DeadlineOut | None
    recurrence: str
    completed_on: dt.date | None
    cell: str
    attention: str
    quote: str


class ItemsOut(Schema):
    """One page of items: `count` is the number of all that were asked for."""

    on: dt.date
    count: int
    offset: int
    items: list[ItemOut]


class TargetOut(Schema):
    value: float | None
    value_high: float | None
    by: int | None
    as_written: str


class IndicatorOut(Schema):
    id: int
    path: str
    name: str
    unit: str
    direction: str
    comparator: str
    baseline: float | None
    baseline_year: int | None
    targets: list[TargetOut]


class DocumentOut(Schema):
    id: int
    document_type: str
    reference: str
    subject: str
    issued_by: str
    issued_on: dt.date | None
    status: str
    programme: int | None


Register = dict[str, Any]
