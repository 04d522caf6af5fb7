"""What an item's page tells of the cycle: who holds it, how long each has held it, what was asked and reported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import JSONObject

from dondoc.web import clock
from dondoc.web.follow_up.holding import Holder, Segment, Wait, days_of, segments
from dondoc.web.follow_up.models import Assignment, CooperationRequest, HandBack, ProgressReport, ReportingPeriod
from dondoc.web.follow_up.tree import Progress, progress_of
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet

SHOWN = 24
PERIOD_FIELDS = ("id", "kind", "starts_on", "ends_on", "due_on")
_BACK = (
    ("back_asked_on", "asked_on"),
    ("back_reason", "reason"),
    ("back_ruling", "ruling"),
    ("back_ruled_on", "ruled_on"),
    ("back_ruled_by", "ruled_by__name"),
    ("back_note", "note"),
)


@dataclass(frozen=True, slots=True)
class BarPart:
    """A stretch of the bar of holders: where it is drawn, in percent, and what it says."""

    segment: Segment
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file of a report: its number and its name."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """A report with its files; what it foretold against what happened: `days` late (early: negative), if known."""

    report: ProgressReport
    days: int | None
    files: list[AttachedFile]


@dataclass(frozen=True, slots=True)
class HandedBack:
    """An assignment that was handed back: when and why, and what the office ruled."""

    asked_on: dt.date
    reason: str
    ruling: str
    ruled_on: dt.date | None
    ruled_by: str | None
    note: str

    @property
    def ruling_words(self) -> str:
        """The ruling as a page says it."""
        return str(HandBack.Ruling(self.ruling).label)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """The cycle of one item as of a day."""

    assignment: Assignment | None
    hand_backs: list[HandedBack]
    requests: list[CooperationRequest]
    reports: list[Forecast]
    period: ReportingPeriod | None
    progress: Progress | None
    bar: list[BarPart]
    days: dict[Holder, int]


def facts_of(item: WorkItem, on: dt.date, *, has_children: bool) -> ItemFacts:
    """Gather what the page of an item shows of its cycle, as of a day."""
    assignments, backs = _assignments(item, on)
    requests = list(
        item.cooperation_requests.filter(asked_on__lte=on).select_related("agency", "replied_by").order_by("-pk")
    )
    parts = holding_of(item, on, backs, requests)
    return ItemFacts(
        assignment=next((one for one in reversed(assignments) if one.ended_on is None or one.ended_on > on), None),
        hand_backs=backs,
        requests=requests,
        reports=_reports(item, on),
        period=period_to_report(item),
        progress=progress_of([item.pk], on).get(item.pk) if has_children else None,
        bar=drawn(parts),
        days=days_of(parts),
    )


def _assignments(item: WorkItem, on: dt.date) -> tuple[list[Assignment], list[HandedBack]]:
    """Give the assignments of an item and what of them was handed back, in one query: a row a hand-back."""
    rows = item.assignments.filter(assigned_on__lte=on).select_related("agency", "acknowledged_by")
    joined = list(
        rows.annotate(**{name: F(f"hand_backs__{path}") for name, path in _BACK}).order_by("pk", "hand_backs__pk")
    )
    told = [{name.removeprefix("back_"): getattr(row, name) for name, _ in _BACK} for row in joined]
    return list(joined), [HandedBack(**one) for one in told if one["asked_on"] and one["asked_on"] <= on]


def _reports(item: WorkItem, on: dt.date) -> list[Forecast]:
    """Give the reports that were handed in, the latest first, with their files, in one query: a row a file."""
    rows = item.reports.filter(submitted_on__lte=on).select_related("period", "submitted_by", "agency", "decided_by")
    joined = rows.annotate(file_pk=F("attachments__pk"), file_name=F("attachments__name"))
    found: dict[int, Forecast] = {}
    for row in joined.order_by("-period__ends_on", "pk", "attachments__pk"):
        one = found.setdefault(row.pk, Forecast(row, days_off(row, item, on), []))
        if row.file_pk is not None:
            one.files.append(AttachedFile(row.file_pk, row.file_name))
    shown = list(found.values())[:SHOWN]
    return shown if item.completed_on is not None and item.completed_on <= on else _last_missed(shown)


def _last_missed(reports: list[Forecast]) -> list[Forecast]:
    """Say of an open item only by how much its last forecast is missed: the earlier ones gave way to it."""
    last = next((one for one in reports if one.report.forecast_on is not None), None)
    return [one if one is last else replace(one, days=None) for one in reports]


def holding_of(
    item: WorkItem, on: dt.date, backs: list[HandedBack], requests: list[CooperationRequest]
) -> tuple[Segment, ...]:
    """Charge the days of an item from its assignment to its acceptance, or to the end of a day, to who held it."""
    first = item.assigned_on
    accepted = [one.decided_on for one in item.completions.all() if one.state == "accepted" and one.decided_on]
    last = min([*accepted, on + dt.timedelta(days=1)])
    if first is None or first >= last or item.state not in {ItemState.ACTIVE, ItemState.UNASSIGNED}:
        return ()
    waits = [Wait(Holder.OFFICE, one.asked_on, one.ruled_on) for one in backs]
    waits += [Wait(Holder.COOPERATING, one.asked_on, one.replied_on) for one in requests]
    waits += [
        Wait(Holder.OFFICE, one.submitted_on, one.decided_on)
        for one in item.completions.all()
        if one.state != "withdrawn" and one.submitted_on <= on
    ]
    waits += [
        Wait(Holder.LEADER, one.requested_on, one.decided_on)
        for one in item.deadline_changes.all()
        if one.state != "withdrawn" and one.requested_on <= on
    ]
    return segments(first, last, waits)


def drawn(parts: tuple[Segment, ...]) -> list[BarPart]:
    """Place the stretches on a bar, in percent of its width."""
    whole = sum(one.days for one in parts)
    found, x = [], 0.0
    for one in parts:
        width = 100 * one.days / whole
        found.append(BarPart(one, x, width))
        x += width
    return found


def days_off(report: ProgressReport, item: WorkItem, on: dt.date) -> int | None:
    """Give by how many days a forecast was missed, once the item is done or the forecast day is past."""
    if report.forecast_on is None:
        return None
    if item.completed_on is not None and item.completed_on <= on:
        return (item.completed_on - report.forecast_on).days
    return (on - report.forecast_on).days if on > report.forecast_on else None


def period_to_report(item: WorkItem) -> ReportingPeriod | None:
    """Give the period in which an item is to be reported on today, if any is open."""
    if item.programme_id is None or item.state != ItemState.ACTIVE or item.completed_on is not None:
        return None
    if hasattr(item, "period_then"):
        return _as_period(item.period_then)
    return open_periods(item.programme_id).first()


def open_periods(programme: int | OuterRef) -> QuerySet[ReportingPeriod]:
    """Give the periods of a programme that are open for reporting today, the first due first."""
    today = clock.real_today()
    periods = ReportingPeriod.objects.filter(
        programme=programme, locked_on__isnull=True, starts_on__lte=today, due_on__gte=today
    )
    return periods.order_by("due_on", "pk")


def with_cycle(items: WorkItemQuerySet) -> WorkItemQuerySet:
    """Annotate what the page of an item asks of its cycle, so that it costs no query of its own."""
    former = WorkItem.objects.filter(merged_into=OuterRef("pk")).exclude(programme=OuterRef("programme")).order_by("pk")
    name = Case(When(programme__short_title="", then="programme__title"), default="programme__short_title")
    period = JSONObject(**{field: F(field) for field in PERIOD_FIELDS})
    return items.annotate(
        taken_from=Subquery(former.values("pk")[:1]),
        taken_from_programme=Subquery(former.annotate(named=name).values("named")[:1]),
        period_then=Subquery(open_periods(OuterRef("programme")).annotate(told=period).values("told")[:1]),
    )


def _as_period(told: dict[str, Any] | None) -> ReportingPeriod | None:
    """Make a period of what the database told of it."""
    if told is None:
        return None
    days = {name: dt.date.fromisoformat(told[name]) for name in PERIOD_FIELDS if name.endswith("_on")}
    return ReportingPeriod(**{**told, **days})
