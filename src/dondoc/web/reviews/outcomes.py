"""What became of each item of the signed text, as of a day: from dated rows alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from dondoc.web.follow_up.models import Assignment, ProgressReport
from dondoc.web.register.choices import PUBLISHED, ItemState
from dondoc.web.register.models import Completion, DeadlineChange, WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet
from dondoc.web.reviews.choices import OPEN, Outcome
from dondoc.web.reviews.models import Review

TOLD = ("submitted", "accepted")


@dataclass(frozen=True, slots=True)
class Fate:
    """One item and what became of it. `over`: calendar days past the deadline; `cause`: what the lead said last."""

    item: WorkItem
    outcome: Outcome
    due_on: dt.date | None
    completed_on: dt.date | None
    over: int
    extended: int
    never_started: bool
    cause: str
    product: str


def items_of(review: Review) -> WorkItemQuerySet:
    """Give the items of the signed text that a review speaks of, those merged and dropped included."""
    rows = WorkItem.objects.of_programme(review.programme).top_level().filter(state__in=PUBLISHED)
    given = Q(assigned_on__isnull=True) | Q(assigned_on__lte=review.as_of)
    return rows.filter(given, secrecy__lte=review.secrecy)


def fates_of(review: Review) -> list[Fate]:
    """Give what became of every item, in the order of the text; one query whatever their number."""
    on = review.as_of
    rows = items_of(review).with_cell(on).select_related("lead_agency", "merged_into")
    known = rows.annotate(extended=_extended(on), cause=_cause(on), product=_product(on), begun=_begun(on))
    return [_fate(item, on) for item in known.in_order()]


def counted(review: Review) -> dict[str, list[int]]:
    """Give the rows of each outcome, and nothing else."""
    rows: dict[str, list[int]] = {outcome.value: [] for outcome in Outcome}
    for item in items_of(review).with_cell(review.as_of).in_order():
        rows[_outcome(item, review.as_of).value].append(item.pk)
    return rows


def _fate(item: Any, on: dt.date) -> Fate:
    """Read one item as `fates_of` annotates it."""
    outcome = _outcome(item, on)
    due: dt.date | None = item.due_then
    done: dt.date | None = item.completed_then
    counts = outcome not in {Outcome.MERGED, Outcome.DROPPED}
    return Fate(
        item=item,
        outcome=outcome,
        due_on=due,
        completed_on=done,
        over=max(0, ((done or on) - due).days) if due and counts else 0,
        extended=item.extended,
        never_started=outcome in OPEN and not item.begun,
        cause=item.cause,
        product=item.product,
    )


def _outcome(item: Any, on: dt.date) -> Outcome:
    closed = item.state in {ItemState.MERGED, ItemState.DROPPED} and (item.closed_on is None or item.closed_on <= on)
    if closed:
        return Outcome.MERGED if item.state == ItemState.MERGED else Outcome.DROPPED
    return Outcome(item.cell)


def _extended(on: dt.date) -> Coalesce:
    """Count the approved changes of the deadline by a day."""
    moved = DeadlineChange.objects.filter(item=OuterRef("pk"), state="approved", decided_on__lte=on)
    return Coalesce(Subquery(moved.order_by().values("item").annotate(n=Count("pk")).values("n")), 0)


def _cause(on: dt.date) -> Coalesce:
    """Give the difficulties that the lead reported last."""
    reports = ProgressReport.objects.filter(item=OuterRef("pk"), submitted_on__lte=on, state__in=TOLD)
    told = reports.exclude(difficulties="").order_by("-submitted_on", "-pk")
    return Coalesce(Subquery(told.values("difficulties")[:1]), Value(""), output_field=TextField())


def _product(on: dt.date) -> Coalesce:
    rows = Completion.objects.filter(item=OuterRef("pk"), state="accepted", completed_on__lte=on)
    return Coalesce(Subquery(rows.order_by("-pk").values("product_reference")[:1]), Value(""), output_field=TextField())


def _begun(on: dt.date) -> Q:
    """Tell whether there is any sign by a day: acknowledged, reported on with something new, handed in."""
    own = {"item": OuterRef("pk")}
    told = ProgressReport.objects.filter(**own, submitted_on__lte=on, nothing_new=False, state__in=TOLD)
    taken = Assignment.objects.filter(**own, acknowledged_on__lte=on)
    handed_in = Completion.objects.filter(**own, submitted_on__lte=on)
    return Q(Exists(told)) | Q(Exists(taken)) | Q(Exists(handed_in))
