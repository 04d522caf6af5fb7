"""From rows to what the API answers with."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.web.api.schemas import (
    DeadlineOut,
    DocumentOut,
    FiguresOut,
    IndicatorOut,
    ItemOut,
    ProgrammeOut,
    RateOut,
    TargetOut,
)
from dondoc.web.register.figures import Figures, Rate
from dondoc.web.register.models import Document, Indicator, Programme, WorkItem


def programme_out(programme: Programme) -> ProgrammeOut:
    """Give a programme; wants its document and office fetched along."""
    return ProgrammeOut(
        id=programme.pk,
        title=programme.title,
        short_title=programme.short_title,
        reference=programme.document.reference,
        office=programme.office.name,
        status=programme.status,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        simulated=programme.simulated,
    )


def figures_out(figures: Figures, on: dt.date) -> FiguresOut:
    """Give figures with their rates."""
    return FiguresOut(
        on=on,
        total=figures.total,
        done_on_time=figures.done_on_time,
        done_late=figures.done_late,
        open_in_time=figures.open_in_time,
        open_overdue=figures.open_overdue,
        done_without_deadline=figures.done_without_deadline,
        open_without_deadline=figures.open_without_deadline,
        on_time_rate=_rate(figures.on_time_rate),
        completion_of_due=_rate(figures.completion_of_due),
        completion_of_all=_rate(figures.completion_of_all),
    )


def item_out(item: Any) -> ItemOut:
    """Give an item that is annotated with its timeliness."""
    row: WorkItem = item
    return ItemOut(
        id=row.pk,
        programme=row.programme_id,
        path=row.path,
        title=row.title,
        kind=row.kind,
        deliverable=row.deliverable,
        state=row.state,
        lead_agency=row.lead_agency.name if row.lead_agency else None,
        lead_as_written=row.lead_as_written,
        lead_is_class=row.lead_is_class,
        cooperating_agencies=[str(one) for one in row.cooperations.all()],
        deadline=_deadline(row, item.due_then),
        recurrence=row.recurrence,
        completed_on=item.completed_then,
        cell=item.cell,
        attention=item.attention,
        quote=row.source_quote,
    )


def indicator_out(indicator: Indicator) -> IndicatorOut:
    """Give an indicator; wants its targets fetched along."""
    names = ("path", "name", "unit", "direction", "comparator", "baseline", "baseline_year")
    targets = [
        TargetOut(value=one.value, value_high=one.value_high, by=one.by, as_written=one.as_written)
        for one in indicator.targets.all()
    ]
    return IndicatorOut(id=indicator.pk, targets=targets, **{name: getattr(indicator, name) for name in names})


def document_out(document: Document) -> DocumentOut:
    """Give a document; wants `followed_as` fetched along."""
    names = ("document_type", "reference", "subject", "issued_by", "issued_on", "status")
    programme = document.programme.pk if document.programme else None
    return DocumentOut(id=document.pk, programme=programme, **{name: getattr(document, name) for name in names})


def _deadline(item: WorkItem, due_on: dt.date | None) -> DeadlineOut | None:
    if item.deadline is None and due_on is None:
        return None
    return DeadlineOut(
        as_written=item.deadline_as_written,
        due_from=item.due_from,
        due_on=due_on,
        first_due_on=item.first_due_on,
        precision=item.precision,
    )


def _rate(rate: Rate) -> RateOut:
    return RateOut(numerator=rate.numerator, denominator=rate.denominator, left_out=rate.left_out, percent=rate.percent)
