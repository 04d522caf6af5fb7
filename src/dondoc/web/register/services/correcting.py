"""What a person does at the review desk to what is no item: an indicator, a citation, the head of the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from dondoc.web.journal.services import record
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.field_reviews import COLUMNS, changed_fields, confirm_waiting, fields_of, words_of
from dondoc.web.register.models import Citation, Document, DocumentRelation, Indicator, Target
from dondoc.web.register.services.dating import date_again
from dondoc.web.register.services.editing import say_edited
from dondoc.web.register.services.importing import cited_before, cited_document
from dondoc.web.register.services.locking import NAMES, claim
from dondoc.web.register.services.reviewing import say_right
from dondoc.web.register.services.secrecy import require_decided, require_reader
from dondoc.web.register.services.storing import store
from dondoc.web.register.services.values import search_text
from dondoc.web.text import folded

Thing = TypeVar("Thing", bound=Indicator | Citation | Document)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A value to be reached, as a person writes it down."""

    value: float | None
    value_high: float | None
    by: int | None
    as_written: str


@transaction.atomic
def confirm(*, actor: User, thing: Thing, version: int, field: str = "") -> Thing:
    """Say that a thing is right as it stands, or one field of it."""
    thing = _claimed(actor, thing, version)
    if isinstance(thing, Document) and field in {"", "secrecy"}:
        require_decided(thing)
    if field:
        say_right(thing, field)
    else:
        confirm_waiting(thing)
    store(thing, actor)
    _tell(thing, actor, "confirm", "Xác nhận", "Confirmed", field=field)
    return thing


@transaction.atomic
def correct(
    *,
    actor: User,
    thing: Thing,
    version: int,
    changes: Mapping[str, Any],
    targets: Sequence[TargetRow] | None = None,
    only: str = "",
    knowing: bool = False,
) -> Thing:
    """Correct fields of a thing of a draft; `targets` are the values of an indicator, where they changed.

    The person answers for the whole thing, or for one field of it (`only`). Raises `StaleVersion`, `ValidationError`;
    `WouldHide` where he gives a document a class that he may not read and does not say that he knows (`knowing`).
    """
    thing = _claimed(actor, thing, version)
    columns = {column for own in COLUMNS[type(thing)].values() for column in own}
    if unknown := sorted(set(changes) - columns):
        raise ValidationError(f"no such field: {', '.join(unknown)}")
    read = {name: words_of(thing, name) for name in fields_of(thing)}
    before = {name: getattr(thing, name) for name in changes}
    if isinstance(thing, Document) and not only and "secrecy" not in changes:
        require_decided(thing)
    for name, value in changes.items():
        setattr(thing, name, value)
    if isinstance(thing, Document) and "secrecy" in changes:
        require_reader(actor=actor, document=thing, knowing=knowing)
    changed: tuple[str, ...] = changed_fields(thing, [name for name in changes if before[name] != getattr(thing, name)])
    say_edited(thing, [*changed, *(["targets"] if targets is not None else [])], read=read, only=only)
    _follow(thing, before)
    if targets is not None and isinstance(thing, Indicator):
        _set_targets(thing, targets)
    store(thing, actor)
    _tell(thing, actor, "edit", "Sửa", "Changed", changed=list(changed))
    _date_again(thing, before, actor)
    return thing


@transaction.atomic
def dismiss(*, actor: User, thing: Thing, version: int) -> Thing:
    """Say that an indicator or a citation is none; what was read stays, and can be taken back."""
    thing = _claimed(actor, thing, version)
    if isinstance(thing, Document):
        raise ValidationError(_("Phần đầu văn bản không loại được."))
    thing.review_status = ReviewStatus.DISMISSED
    store(thing, actor)
    _tell(thing, actor, "dismiss", "Loại", "Dismissed")
    return thing


@transaction.atomic
def undo(*, actor: User, thing: Thing, version: int) -> Thing:
    """Take back the last change of a thing's own fields."""
    thing = _claimed(actor, thing, version)
    records = list(thing.history.order_by("-history_date", "-history_id")[:2])
    if len(records) < 2:
        raise ValidationError(_("Không còn thay đổi nào để hoàn tác."))
    columns: list[str] = [column for own in COLUMNS[type(thing)].values() for column in own]
    before = {name: getattr(thing, name) for name in columns}
    targets = _targets_before(thing, records[1].field_reviews) if isinstance(thing, Indicator) else None
    for name in (*columns, "review_status", "field_reviews"):
        setattr(thing, name, getattr(records[1], name))
    _follow(thing, before)
    store(thing, actor)
    if isinstance(thing, Indicator) and targets is not None:
        _write_targets(thing, targets)
    _tell(thing, actor, "undo", "Hoàn tác thay đổi gần nhất của", "Took back the last change of")
    _date_again(thing, before, actor)
    return thing


def _claimed(actor: User, thing: Thing, version: int) -> Thing:
    require(actor, Action.REVIEW, thing)
    document = thing if isinstance(thing, Document) else thing.document
    if document is None or document.status != Document.Status.DRAFT:
        raise ValidationError(_("Văn bản này đã được công bố."))
    return claim(thing, version)


def _follow(thing: Indicator | Citation | Document, before: Mapping[str, Any]) -> None:
    """Bring along what follows from the changed fields."""
    if isinstance(thing, Indicator):
        thing.search = search_text(thing.name, thing.path)
    elif isinstance(thing, Citation):
        _cite_again(thing)
    else:
        thing.reference_folded = folded(thing.reference)
        if {"reference", "issued_on"} & set(before):
            _take_over(thing)
        if "secrecy" in before and before["secrecy"] != thing.secrecy:
            _hand_down(thing, before["secrecy"])


def _date_again(thing: Indicator | Citation | Document, before: Mapping[str, Any], actor: User) -> None:
    """Let the deadlines of a draft follow its corrected day of issue."""
    if isinstance(thing, Document) and "issued_on" in before and before["issued_on"] != thing.issued_on:
        date_again(actor=actor, document=thing, former=before["issued_on"])


def _cite_again(citation: Citation) -> None:
    """Lead a citation to the document it names now."""
    former = citation.cited
    columns = {name: getattr(citation, name) for name in ("document_type", "subject", "issued_by")}
    citation.cited = cited_document(citation.reference, citation.issued_on, columns)
    relations = DocumentRelation.objects.filter(from_document=citation.document)
    others = Citation.objects.filter(document=citation.document, cited=former).exclude(pk=citation.pk)
    if not others.exists():
        relations.filter(to_document=former).delete()
    if citation.cited != citation.document:
        relations.get_or_create(from_document=citation.document, to_document=citation.cited, kind=citation.kind)


def _hand_down(document: Document, former: int) -> None:
    """Give the new class of a document to what is read from it and had the old one."""
    for item in document.items.filter(state__in=[ItemState.DRAFT, ItemState.DISMISSED], secrecy=former):
        item.secrecy, item.version = document.secrecy, item.version + 1
        store(item, None)
    for indicator in document.indicators.filter(secrecy=former):
        indicator.secrecy, indicator.version = document.secrecy, indicator.version + 1
        store(indicator, None)


def _take_over(document: Document) -> None:
    """Put the draft in the place of a document without a file that others cite under its corrected reference."""
    known = cited_before(document.reference, document.issued_on)
    if known is None:
        return
    for citation in Citation.objects.filter(cited=known):
        citation.cited = document
        store(citation, None)
    for relation in DocumentRelation.objects.filter(to_document=known).exclude(from_document=document):
        DocumentRelation.objects.get_or_create(
            from_document=relation.from_document, to_document=document, kind=relation.kind
        )
    DocumentRelation.objects.filter(to_document=known).delete()
    with suppress(ProtectedError):  # something else still speaks of it
        known.delete()


def _set_targets(indicator: Indicator, rows: Sequence[TargetRow]) -> None:
    """Replace the values of an indicator; the former ones are kept for "undo"."""
    former = [[one.value, one.value_high, one.by, one.as_written] for one in indicator.targets.all()]
    indicator.field_reviews["targets"]["before"] = former
    _write_targets(indicator, rows)


def _write_targets(indicator: Indicator, rows: Sequence[TargetRow]) -> None:
    indicator.targets.all().delete()
    for row in rows:
        words = row.as_written[:300]
        target = Target(indicator=indicator, value=row.value, value_high=row.value_high, by=row.by, as_written=words)
        target.full_clean()
        target.save()


def _targets_before(indicator: Indicator, former: Mapping[str, Any]) -> list[TargetRow] | None:
    """Give the values before the change that is taken back; None where they stay."""
    now = indicator.field_reviews.get("targets", {})
    if now == former.get("targets", {}) or "before" not in now:
        return None
    return [TargetRow(*row) for row in now["before"]]


def _tell(thing: Indicator | Citation | Document, actor: User, verb: str, vi: str, en: str, **data: Any) -> None:
    name_vi, name_en = NAMES[type(thing)]
    record(
        verb=verb,
        thing=thing,
        actor=actor,
        vi=f"{vi} {name_vi.lower()}: {thing}.",
        en=f"{en} the {name_en}: {thing}.",
        data=data,
    )
