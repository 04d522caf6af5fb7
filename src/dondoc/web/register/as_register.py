"""The register of a document as people have made it of what was read, in the form of the reading core."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from dondoc.files.doubts import with_doubts
from dondoc.reading.register import (
    CheckFinding,
    Citation,
    Coverage,
    Deadline,
    Directive,
    Indicator,
    Item,
    NamedLaw,
    ProvisionRow,
    Register,
    Relation,
    Review,
    Signature,
    Target,
)
from dondoc.reading.register_json import laws_from_json
from dondoc.reading.source import Box, Place
from dondoc.web.register import models
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.field_reviews import COLUMNS, status_of
from dondoc.web.register.querysets import IndicatorQuerySet, WorkItemQuerySet

NO_PLACE = Place(page=1, line_from=1, line_to=1, start=0, end=0, quote="")
LEFT_OUT = (ItemState.DISMISSED, ItemState.MERGED)


def register_of(document: models.Document, items: WorkItemQuerySet, indicators: IndicatorQuerySet) -> Register:
    """Give the register of a document with the items and indicators chosen (say, those a person may see).

    Dismissed and merged ones are left out.
    """
    rows = items.filter(document=document).exclude(state__in=LEFT_OUT).in_order().with_names()
    kept = indicators.filter(document=document).exclude(review_status=ReviewStatus.DISMISSED)
    findings = list(document.findings.order_by("pk"))
    coverage = document.coverage or {"paragraphs": 0, "by_role": {}}
    return Register(
        directive=_directive(document),
        provisions=tuple(_provision(row) for row in document.provisions.select_related("parent")),
        items=tuple(_item(row, number) for number, row in enumerate(rows, 1)),
        indicators=tuple(_indicator(row) for row in kept.prefetch_related("targets").in_order()),
        citations=tuple(_citations(document, findings)),
        laws=_laws(document),
        findings=tuple(check_finding(row) for row in findings),
        coverage=Coverage(coverage["paragraphs"], tuple(sorted(coverage["by_role"].items()))),
    )


def _laws(document: models.Document) -> tuple[NamedLaw, ...]:
    """Give the laws named without a number as they were read: nobody corrects them, so they are kept in that form."""
    kept = models.DocumentText.objects.filter(document=document).values_list("register__laws", flat=True).first()
    return laws_from_json(kept or [])


def place_of(
    row: models.WorkItem | models.Provision | models.Indicator | models.Citation | models.Finding,
) -> Place | None:
    """Give the place of a fact, or None for what a person added."""
    if row.source_start is None or row.source_end is None:
        return None
    return Place(
        page=row.source_page or 1,
        line_from=row.source_line_from or 1,
        line_to=row.source_line_to or 1,
        start=row.source_start,
        end=row.source_end,
        quote=row.source_quote,
        boxes=_boxes(row.source_boxes),
    )


def reviews_of(row: models.Document | models.WorkItem | models.Indicator | models.Citation) -> tuple[Review, ...]:
    """Give what people said of the fields of a row, in the order of the fields."""
    said = row.field_reviews
    return tuple(
        Review(name, said[name]["status"], said[name].get("by") or None, _said_on(said[name]), said[name].get("read"))
        for name in COLUMNS[type(row)]
        if name in said
    )


def _said_on(said: dict[str, Any]) -> dt.date | None:
    return dt.date.fromisoformat(said["on"]) if said.get("on") else None


def _directive(document: models.Document) -> Directive:
    relations = document.relations.select_related("to_document").exclude(kind="cites")
    return Directive(
        reference=document.reference or None,
        document_type=document.document_type or None,
        subject=document.subject or None,
        issued_by=document.issued_by or None,
        issued_on=document.issued_on,
        place_of_issue=document.place_of_issue or None,
        signatory=document.signatory or None,
        signatory_role=document.signatory_role or None,
        recipients=tuple(document.recipients),
        relations=tuple(Relation(one.kind, one.to_document.reference, one.to_document.issued_on) for one in relations),
        signatures=tuple(_signature(one) for one in document.signatures.order_by("pk")),
        reviews=reviews_of(document),
    )


def _signature(row: models.DocumentSignature) -> Signature:
    signed_at = row.signed_at.isoformat() if row.signed_at else None
    return Signature(row.signer, signed_at, row.integrity, row.trust, row.organisation or None)


def _provision(row: models.Provision) -> ProvisionRow:
    parent = row.parent.address if row.parent else None
    place = place_of(row) or NO_PLACE
    return ProvisionRow(row.address, row.label, row.kind, row.heading or None, row.text, parent, row.role, place)


def _item(row: models.WorkItem, number: int) -> Item:
    return Item(
        id=f"item-{number}",
        path=row.path,
        title=row.title,
        deliverable=row.deliverable,
        lead_agency=row.lead_agency.name if row.lead_agency else row.lead_as_written or None,
        cooperating_agencies=tuple(one.as_written for one in row.cooperations.all()),
        objective=row.objective or None,
        measures=row.measures or None,
        deadline=_deadline(row),
        recurrence=row.recurrence or None,
        confidence=row.confidence,
        source=place_of(row) or NO_PLACE,
        lead_is_class=row.lead_is_class,
        alt_leads=tuple(row.alternative_leads),
        kind=row.kind,
        optional=row.optional,
        lead_source=_fact_place(row.fact_sources.get("lead_agency")),
        reviews=reviews_of(row),
    )


def _deadline(row: models.WorkItem) -> Deadline | None:
    found = row.deadline
    if found is None:
        return None
    source = _fact_place(row.fact_sources.get("deadline"))
    return Deadline(found.as_written, found.due_from, found.due_on, found.precision, source=source)


def _fact_place(value: dict[str, Any] | None) -> Place | None:
    return Place(**{**value, "boxes": _boxes(value["boxes"])}) if value else None


def _boxes(values: Iterable[list[float]]) -> tuple[Box, ...]:
    return tuple(Box(int(page), x0, y0, x1, y1) for page, x0, y0, x1, y1 in values)


def _indicator(row: models.Indicator) -> Indicator:
    return Indicator(
        path=row.path,
        name=row.name,
        unit=row.unit or None,
        direction=row.direction,
        comparator=row.comparator,
        baseline=row.baseline,
        baseline_year=row.baseline_year,
        targets=tuple(_target(one) for one in row.targets.all()),
        source=place_of(row) or NO_PLACE,
        target_kind=row.target_kind,
        confidence=row.confidence,
        reviews=reviews_of(row),
    )


def _target(row: models.Target) -> Target:
    ranged = row.value is not None and row.value_high is not None
    value = (row.value, row.value_high) if ranged else row.value
    return Target(value, row.by, row.as_written)  # type: ignore[arg-type]


def _citations(document: models.Document, findings: Iterable[models.Finding]) -> Iterator[Citation]:
    rows = document.citations.exclude(review_status=ReviewStatus.DISMISSED).order_by("pk")
    doubts = doubts_of(findings, rows)
    return (replace(_citation(row), other_readings=doubts.get(row.pk, ())) for row in rows)


def doubts_of(findings: Iterable[models.Finding], rows: Iterable[models.Citation]) -> dict[int, tuple[str, ...]]:
    """Give, by key, the other readings of the references that nobody has confirmed or corrected yet."""
    told = [one for one in findings if one.code == "R23" and one.settled_at is None]
    doubtful = [row for row in rows if told and status_of(row, "reference") == ReviewStatus.UNREVIEWED]
    readings = {row.pk: other_references(row, told) for row in doubtful}
    return {key: others for key, others in readings.items() if others}


def other_references(row: models.Citation, findings: Iterable[models.Finding]) -> tuple[str, ...]:
    """Give the readings beside the one in force that findings on cited references list for a citation."""
    found = [check_finding(one) for one in findings if one.code == "R23"]
    return with_doubts((_citation(row),), found)[0].other_readings if found else ()


def _citation(row: models.Citation) -> Citation:
    return Citation(
        reference=row.reference,
        document_type=row.document_type or None,
        issued_on=row.issued_on,
        issued_by=row.issued_by or None,
        kind=row.kind,
        path=row.path,
        source=place_of(row) or NO_PLACE,
        subject=row.subject or None,
        reviews=reviews_of(row),
    )


def check_finding(row: models.Finding) -> CheckFinding:
    """Give a stored finding as the checks made it, so that it can be said in any language."""
    return CheckFinding(
        code=row.code,
        severity=row.severity,
        message=row.message,
        path=row.path,
        source=place_of(row),
        fix=row.fix,
        subject=row.subject or None,
        details=tuple(row.details.items()),
    )
