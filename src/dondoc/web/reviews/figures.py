"""The figures of a review: every number is the length of a list of rows, so that a number always leads to its rows.

`gather` makes them from the installation as of the review's day; `Figures` reads them back, from a draft or an edition.
The JSON form is what an edition keeps (`dondoc.review/1`, only additions allowed).
"""

from __future__ import annotations

import copy
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from dondoc.web.indicators.reading import Sheet, sheets_of
from dondoc.web.register.models import Indicator, WorkItem
from dondoc.web.reviews.choices import CLOSED, DONE, Outcome, Section
from dondoc.web.reviews.models import Evaluation, Narrative, Review
from dondoc.web.reviews.outcomes import Fate, counted, fates_of
from dondoc.web.reviews.scale import Scale

SCHEMA = "dondoc.review/1"
NO_LEAD = 0
STANDING = "thường xuyên"  # what a report says of a task without end


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows of a set of items by outcome."""

    rows: dict[str, list[int]]

    def of(self, *outcomes: str) -> int:
        """Count the rows of some outcomes."""
        return sum(len(self.rows.get(outcome, [])) for outcome in outcomes)

    @property
    def done(self) -> int:
        return self.of(*DONE)

    @property
    def in_force(self) -> int:
        """What is followed up: the four cells."""
        return self.total - self.of(*CLOSED)

    @property
    def total(self) -> int:
        """All items of the signed text."""
        return sum(len(rows) for rows in self.rows.values())


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a review as a page, a Word file and a workbook read them."""

    data: dict[str, Any]

    @property
    def on(self) -> dt.date:
        return dt.date.fromisoformat(self.data["on"])

    @property
    def counts(self) -> Counts:
        return Counts(self.data["counts"])

    @property
    def items(self) -> list[dict[str, Any]]:
        return list(self.data["items"])

    @property
    def agencies(self) -> list[dict[str, Any]]:
        return list(self.data["agencies"])

    @property
    def indicators(self) -> list[dict[str, Any]]:
        return list(self.data["indicators"])

    @property
    def previous(self) -> Figures | None:
        """What the review before said, if there was one."""
        kept = self.data.get("previous")
        return Figures(kept) if kept else None

    def rows(self, name: str) -> list[int]:
        """Give the rows of one of the side counts: extended, never_started, undated, done_undated."""
        return list(self.data["aside"].get(name, []))

    def narratives(self, section: Section) -> list[dict[str, Any]]:
        return [one for one in self.data["narratives"] if one["section"] == section]

    def rates(self) -> list[tuple[str, int, int]]:
        """Give each rate: name, numerator, denominator; what no deadline binds is left out of the first two."""
        counts, bare = self.counts, len(self.rows("done_undated"))
        on_time = counts.of(Outcome.DONE_ON_TIME) - bare
        done = counts.done - bare
        return [
            ("on_time", on_time, done),
            ("done_of_due", done, done + counts.of(Outcome.OPEN_OVERDUE)),
            ("done_of_all", counts.done, counts.in_force),
        ]


def gather(review: Review, *, seen_on: dt.date | None = None) -> Figures:
    """Gather the figures of a review from the rows of the installation, as of its day.

    `seen_on` looks back: as they were on that day, with what had been written and judged by then.
    """
    then = copy.copy(review)
    then.as_of = min(review.as_of, seen_on or review.as_of)
    fates = fates_of(then)
    scale = Scale.of(review.programme)
    judged = {(one.item_id, one.agency_id): one for one in _judged_by(review, seen_on)}
    return Figures(
        {
            "schema": SCHEMA,
            "on": then.as_of.isoformat(),
            "from": review.covers_from.isoformat(),
            "counts": _counted(fates),
            "aside": _aside(fates),
            "items": [_item(fate, scale, judged) for fate in fates],
            "agencies": _agencies(fates, scale, judged),
            "indicators": _indicators(then),
            "narratives": _narratives(_written_by(review, seen_on)),
            "previous": _previous(review),
        }
    )


def _judged_by(review: Review, seen_on: dt.date | None) -> QuerySet[Evaluation]:
    rows = review.evaluations.all()
    return rows.filter(decided_on__lte=seen_on) if seen_on else rows


def _written_by(review: Review, seen_on: dt.date | None) -> Iterable[Any]:
    """Give the words of a review as they stand, or as they stood at the end of a day."""
    if seen_on is None:
        return review.narratives.select_related("agency")
    end = timezone.make_aware(dt.datetime.combine(seen_on + dt.timedelta(days=1), dt.time()))
    records = Narrative.history.filter(review_id=review.pk, saved_at__lt=end).order_by("saved_at", "history_id")
    last = {(one.section, one.agency_id): one for one in records.select_related("agency")}
    return [one for one in last.values() if one.history_type != "-"]


def _counted(fates: Iterable[Fate]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {outcome.value: [] for outcome in Outcome}
    for fate in fates:
        rows[fate.outcome.value].append(fate.item.pk)
    return rows


def _aside(fates: list[Fate]) -> dict[str, list[int]]:
    """Give the rows of what cuts across the outcomes."""
    return {
        "extended": [one.item.pk for one in fates if one.extended],
        "never_started": [one.item.pk for one in fates if one.never_started],
        "undated": [one.item.pk for one in fates if one.due_on is None and one.outcome == Outcome.OPEN_IN_TIME],
        "done_undated": [one.item.pk for one in fates if one.due_on is None and one.outcome in DONE],
    }


def _item(fate: Fate, scale: Scale, judged: dict[tuple[int | None, int | None], Any]) -> dict[str, Any]:
    item, own = fate.item, judged.get((fate.item.pk, None))
    return {
        "pk": item.pk,
        "path": item.path,
        "title": item.title,
        "agency": item.lead_agency_id or NO_LEAD,
        "lead": item.lead_label,
        "first_due": _iso(item.first_due_on),
        "due": _iso(fate.due_on),
        "as_written": item.first_deadline_as_written or item.deadline_as_written or _standing(item),
        "done": _iso(fate.completed_on),
        "product": fate.product,
        "outcome": fate.outcome.value,
        "over": fate.over,
        "extended": fate.extended,
        "never_started": fate.never_started,
        "cause": fate.cause,
        "closed_why": item.closed_why,
        "merged_into": item.merged_into.path if item.merged_into else "",
        "grade": (own.grade if own else scale.of_item(fate.outcome)),
        "evidence": own.evidence if own else "",
    }


def _standing(item: WorkItem) -> str:
    """Say in the words of reports that a task has no end; what merely lacks a deadline stays unsaid."""
    return STANDING if item.is_standing else ""


def _agencies(
    fates: list[Fate], scale: Scale, judged: dict[tuple[int | None, int | None], Any]
) -> list[dict[str, Any]]:
    """Give each lead's part, in the order of names; what has no lead is a part too, so that the parts add up."""
    groups: dict[int, list[Fate]] = defaultdict(list)
    for fate in fates:
        groups[fate.item.lead_agency_id or NO_LEAD].append(fate)
    return sorted(
        (_agency(pk, rows, scale, judged) for pk, rows in groups.items()), key=lambda row: (row["pk"] == 0, row["sort"])
    )


def _agency(
    pk: int, fates: list[Fate], scale: Scale, judged: dict[tuple[int | None, int | None], Any]
) -> dict[str, Any]:
    agency = fates[0].item.lead_agency
    counts, own = Counts(_counted(fates)), judged.get((None, pk or None)) if pk else None
    bare = sum(one.due_on is None and one.outcome in DONE for one in fates)
    by_rule = scale.of_agency(
        counts.of(Outcome.DONE_ON_TIME) - bare, counts.done - bare, counts.of(Outcome.OPEN_OVERDUE)
    )
    return {
        "pk": pk,
        "name": agency.label if agency else "",
        "sort": agency.sort_key if agency else "",
        "counts": counts.rows,
        "grade": own.grade if own else by_rule,
        "evidence": own.evidence if own else "",
    }


def _indicators(review: Review) -> list[dict[str, Any]]:
    """Give each indicator with its last accepted figure and how it stood on the day."""
    rows = Indicator.objects.of_programme(review.programme).filter(secrecy__lte=review.secrecy)
    return [_indicator(sheet) for sheet in sheets_of(rows.prefetch_related("targets"), review.as_of)]


def _indicator(sheet: Sheet) -> dict[str, Any]:
    one, last = sheet.indicator, sheet.last
    return {
        "pk": one.pk,
        "name": one.name,
        "unit": one.unit,
        "baseline": one.baseline,
        "baseline_year": one.baseline_year,
        "targets": [target.as_written for target in one.targets.all()],
        "actual": last.value if last else None,
        "actual_of": last.day.isoformat() if last else None,
        "expected": sheet.standing.expected,
        "step": sheet.standing.step,
        "status": sheet.standing.status,
    }


def _narratives(written: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {
            "section": one.section,
            "agency": one.agency.label if one.agency else "",
            "agency_pk": one.agency_id,
            "text": one.text,
        }
        for one in sorted(written, key=_place_of)
    ]


def _place_of(one: Any) -> tuple[str, str]:
    return one.section, one.agency.sort_key if one.agency else ""


def _previous(review: Review) -> dict[str, Any] | None:
    """Give the counts of the review before: those of its last edition where it was frozen."""
    before = review.previous
    if before is None:
        return None
    kept = before.editions.order_by("-number").values_list("figures__counts", flat=True).first()
    before.programme = review.programme
    return {"on": before.as_of.isoformat(), "counts": kept or counted(before)}


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
