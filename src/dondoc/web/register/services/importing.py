"""Storing what the reader found: a draft document with its draft items. All of it, or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.dateparse import parse_datetime
from simple_history.utils import bulk_create_with_history

from dondoc.reading.register import CheckFinding, Register
from dondoc.reading.repair import RepairedText
from dondoc.reading.source import SourceText
from dondoc.web import clock
from dondoc.web.journal.services import record
from dondoc.web.organisations.linking import AgencyIndex
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import DocumentType, RelationKind, Secrecy
from dondoc.web.register.models import (
    Citation,
    Cooperation,
    Document,
    DocumentRelation,
    DocumentSignature,
    DocumentText,
    Finding,
    Indicator,
    Provision,
    Target,
    WorkItem,
)
from dondoc.web.register.models.provenance import columns_of
from dondoc.web.register.services import values
from dondoc.web.text import folded


class AlreadyImported(Exception):
    """The same file, to the byte, is in the installation already."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sentence_vi = f"Tệp này đã được nhập trước đó: {document.named('vi')}."
        self.sentence_en = f"This file is already imported as {document.named('en')}."
        super().__init__(self.sentence_en)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that has been read: its bytes, its text and its register."""

    name: str
    kind: str
    sha256: str
    content: bytes
    source: SourceText
    repaired: RepairedText | None
    register: Register


def find_imported(sha256: str) -> Document | None:
    """Give the document that came as this very file, or None."""
    return Document.objects.filter(sha256=sha256).first()


@transaction.atomic
def import_document(*, actor: User, office: Agency, read: ReadFile, secrecy: Secrecy = Secrecy.INTERNAL) -> Document:
    """Store a file that was read as a draft of the office.

    Raises `AlreadyImported` for a known file. Everything is written in one transaction, so an import that dies leaves
    nothing behind; the stored file is named by its hash, so that a repeated import writes the same one.
    """
    require(actor, Action.IMPORT)
    if (known := find_imported(read.sha256)) is not None:
        raise AlreadyImported(known)
    document = _document(read, actor=actor, office=office, secrecy=secrecy)
    index = AgencyIndex.load(document.issued_on or clock.real_today())
    provisions = _provisions(document, read.register)
    items = _items(document, read.register, provisions, index)
    _indicators(document, read.register, provisions)
    _citations(document, read.register)
    _findings(document, read.register)
    indicators = len(read.register.indicators)
    record(
        verb="import",
        thing=document,
        actor=actor,
        vi=f"Nhập {document.named('vi')} từ tệp {read.name}: {items} nhiệm vụ, {indicators} chỉ tiêu.",
        en=f"Imported {document.named('en')} from {read.name}: {items} items, {indicators} indicators.",
        data={"sha256": read.sha256, "items": items},
    )
    return document


def _document(read: ReadFile, *, actor: User, office: Agency, secrecy: Secrecy) -> Document:
    head = read.register.directive
    reference = (head.reference or "")[:60]
    document = cited_before(reference, head.issued_on) or Document()
    document.document_type = values.known(DocumentType, head.document_type or "", DocumentType.OTHER)
    document.reference, document.reference_folded = reference, folded(reference)
    document.subject, document.issued_on = head.subject or "", head.issued_on
    document.issued_by, document.place_of_issue = (head.issued_by or "")[:300], (head.place_of_issue or "")[:120]
    document.signatory, document.signatory_role = (head.signatory or "")[:150], (head.signatory_role or "")[:150]
    document.recipients, document.secrecy = list(head.recipients), secrecy
    document.status, document.held_by = Document.Status.DRAFT, office
    document.imported_by, document.imported_at = actor, clock.now()
    document.sha256, document.file_name, document.file_kind = read.sha256, read.name[:255], read.kind[:10]
    document.coverage = {
        "paragraphs": read.register.coverage.paragraphs,
        "by_role": dict(read.register.coverage.by_role),
    }
    document.file.save(read.name, ContentFile(read.content), save=False)
    document.full_clean()
    document.save()
    text = values.text_columns(read.source, read.repaired)
    DocumentText.objects.create(document=document, register=read.register.to_json(), **text)
    _signatures(document, read.register)
    return document


def cited_before(reference: str, issued_on: dt.date | None) -> Document | None:
    """Give the document without a file that others cite under this reference and day, if there is one."""
    if not reference:
        return None
    known = Document.objects.filter(reference_folded=folded(reference), status=Document.Status.KNOWN)
    return known.filter(issued_on=issued_on).first()


def _signatures(document: Document, register: Register) -> None:
    DocumentSignature.objects.bulk_create(
        DocumentSignature(
            document=document,
            signer=one.signer[:300],
            organisation=(one.organisation or "")[:300],
            signed_at=parse_datetime(one.signed_at) if one.signed_at else None,
            integrity=one.integrity,
            trust=one.trust,
        )
        for one in register.directive.signatures
    )


def _provisions(document: Document, register: Register) -> dict[str, Provision]:
    """Store the tree; parents come before their children, as in the document."""
    made: dict[str, Provision] = {}
    for position, row in enumerate(register.provisions, 1):
        parent = made.get(row.parent or "")
        provision = Provision(document=document, position=position, parent=parent, **values.provision_columns(row))
        provision.save(force_insert=True)
        made[row.address] = provision
    return made


def _items(document: Document, register: Register, provisions: dict[str, Provision], index: AgencyIndex) -> int:
    items = [
        WorkItem(
            document=document,
            number=number,
            provision=provisions.get(item.path),
            secrecy=document.secrecy,
            **values.item_columns(item),
            **_lead(item.lead_agency, index, is_class=item.lead_is_class),
        )
        for number, item in enumerate(register.items, 1)
    ]
    bulk_create_with_history(items, WorkItem)
    words = zip(items, (item.cooperating_agencies for item in register.items), strict=True)
    cooperations = [row for item, names in words for row in cooperation_rows(item, names, index)]
    Cooperation.objects.bulk_create(cooperations)
    return len(items)


def _lead(words: str | None, index: AgencyIndex, *, is_class: bool) -> dict[str, Any]:
    return {"lead_agency_id": index.agency(words) if words and not is_class else None}


def cooperation_rows(item: WorkItem, names: Iterable[str], index: AgencyIndex) -> list[Cooperation]:
    """Give the rows for the agencies named after "phối hợp": each agency once, and never the lead itself."""
    rows: list[Cooperation] = []
    taken: set[int | None] = {item.lead_agency_id}
    for words in dict.fromkeys(name.strip()[:300] for name in names if name.strip()):
        agency = index.agency(words)
        if agency is not None and agency in taken:
            continue
        taken.add(agency)
        rows.append(Cooperation(item=item, agency_id=agency, as_written=words, position=len(rows)))
    return rows


def _indicators(document: Document, register: Register, provisions: dict[str, Provision]) -> None:
    indicators = [
        Indicator(
            document=document,
            number=number,
            provision=provisions.get(read.path),
            secrecy=document.secrecy,
            **values.indicator_columns(read),
        )
        for number, read in enumerate(register.indicators, 1)
    ]
    bulk_create_with_history(indicators, Indicator)
    targets = []
    for indicator, read in zip(indicators, register.indicators, strict=True):
        for target in {(one.by, one.as_written): one for one in read.targets}.values():
            low, high = target.value if isinstance(target.value, tuple) else (target.value, None)
            as_written = target.as_written[:300]
            targets.append(Target(indicator=indicator, value=low, value_high=high, by=target.by, as_written=as_written))
    Target.objects.bulk_create(targets)


def _citations(document: Document, register: Register) -> None:
    relations = {(one.reference, one.kind) for one in register.directive.relations}
    for read in register.citations:
        if folded(read.reference) == document.reference_folded:
            continue
        cited = cited_document(read.reference, read.issued_on, values.citation_columns(read))
        Citation.objects.create(document=document, cited=cited, **values.citation_columns(read))
        kind = read.kind if (read.reference, read.kind) in relations else RelationKind.CITES
        DocumentRelation.objects.get_or_create(from_document=document, to_document=cited, kind=kind)


def cited_document(reference: str, issued_on: dt.date | None, columns: dict[str, Any]) -> Document:
    """Give the document a reference means: one of the installation, or a new one that is only known by name."""
    same = Document.objects.filter(reference_folded=folded(reference))
    found = same.filter(issued_on=issued_on).first() or (same.first() if issued_on is None else None)
    return found or _named(reference, issued_on, columns)


def known_document(reference: str, issued_on: dt.date | None, columns: dict[str, Any]) -> Document:
    """Give the document without a file that a reference names, whatever else of that reference is here."""
    return cited_before(reference, issued_on) or _named(reference, issued_on, columns)


def _named(reference: str, issued_on: dt.date | None, columns: dict[str, Any]) -> Document:
    """Make a document that is only known by name."""
    names = ("document_type", "subject", "issued_by")
    document = Document(
        reference=reference[:60],
        reference_folded=folded(reference),
        issued_on=issued_on,
        status=Document.Status.KNOWN,
        **{name: columns[name] or (DocumentType.OTHER if name == "document_type" else "") for name in names},
    )
    document.full_clean()
    document.save()
    return document


def _findings(document: Document, register: Register) -> None:
    Finding.objects.bulk_create(finding_of(document, one) for one in register.findings)


def finding_of(document: Document, one: CheckFinding) -> Finding:
    """Give the row of a finding, not stored yet."""
    return Finding(
        document=document,
        code=one.code,
        severity=one.severity,
        message=one.message,
        fix=one.fix,
        path=one.path[:120],
        subject=(one.subject or "")[:60],
        details=dict(one.details),
        **columns_of(one.source),
    )
