"""Taking a draft out of the database: its text, all that was read from it, all that people made of it, its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import RelationKind
from dondoc.web.register.models import (
    Citation,
    Cooperation,
    Document,
    DocumentRelation,
    Finding,
    Indicator,
    Target,
    WorkItem,
)
from dondoc.web.register.services.importing import known_document
from dondoc.web.register.services.locking import hold
from dondoc.web.register.services.storing import store

# Where former states are kept: of the thing itself, and of the rows that are a part of it.
HISTORIES: dict[type[Model], tuple[tuple[Any, str], ...]] = {
    WorkItem: ((WorkItem.history, "id"), (Cooperation.history, "item_id")),
    Indicator: ((Indicator.history, "id"), (Target.history, "indicator_id")),
    Citation: ((Citation.history, "id"),),
    Document: ((Document.history, "id"),),
}


@transaction.atomic
def take_out(*, actor: User, document: Document) -> None:
    """Take a draft out of the database, all of it or nothing; its files are left to the caller.

    Of the journal's entries about it who, when and what kind of act stay, the words go. Documents that only this draft
    named go along; those that name this draft go on naming it, as one that is not here. Raises `ValidationError` for
    what is published, and for a draft that something else of the installation rests on.
    """
    require(actor, Action.DISCARD, document)
    document = hold(document)
    if document.status != Document.Status.DRAFT:
        raise ValidationError(_("Văn bản này đã được công bố; văn bản đã công bố không bỏ được."))
    cited = list(Document.objects.filter(cited_in__document=document, status=Document.Status.KNOWN).distinct())
    numbers = _numbers(document)
    try:
        with transaction.atomic():
            _cite_as_absent(document)
            _delete_items(document)
            document.indicators.all().delete()
            document.delete()
    except ProtectedError as error:
        raise ValidationError(
            _("Bản dự thảo này đang được nơi khác trong hệ thống dùng đến nên không bỏ được.")
        ) from error
    _forget(numbers)
    for one in cited:
        _drop_unnamed(one)


def _delete_items(document: Document) -> None:
    """Delete the items, those that were merged before those they were merged into."""
    while merged := {one.merged_into_id or 0 for one in document.items.filter(merged_into__isnull=False)}:
        if not document.items.exclude(pk__in=merged).delete()[0]:
            break
    document.items.all().delete()


def _numbers(document: Document) -> dict[type[Model], list[int]]:
    """Give the numbers of the rows that belong to a draft, by what they are."""
    kinds: tuple[type[Model], ...] = (WorkItem, Indicator, Citation, Finding)
    own = {kind: list(kind._default_manager.filter(document=document).values_list("pk", flat=True)) for kind in kinds}
    return {**own, Document: [document.pk]}


def _forget(numbers: dict[type[Model], list[int]]) -> None:
    """Remove the former states of rows and of their parts, and the words of the journal about them."""
    for kind, keys in numbers.items():
        for some in _in_portions(keys):
            for histories, owner in HISTORIES.get(kind, ()):
                histories.filter(**{f"{owner}__in": some}).delete()
            Entry.objects.filter(object_type=kind._meta.label_lower, object_id__in=some).remove_words()


def _in_portions(keys: Sequence[int], size: int = 500) -> list[Sequence[int]]:
    return [keys[at : at + size] for at in range(0, len(keys), size)]


def _cite_as_absent(document: Document) -> None:
    """Lead the citations of others that mean this draft to a document that is only known by its name."""
    others: QuerySet[Citation] = document.cited_in.exclude(document=document).select_related("document")
    for citation in others:
        names = ("document_type", "subject", "issued_by")
        columns = {name: getattr(citation, name) for name in names}
        citation.cited = known_document(citation.reference, citation.issued_on, columns)
        store(citation, None)
        for relation in document.related_from.filter(from_document=citation.document):
            DocumentRelation.objects.get_or_create(
                from_document=citation.document, to_document=citation.cited, kind=RelationKind(relation.kind)
            )
            relation.delete()


def _drop_unnamed(document: Document) -> None:
    """Let go of a document without a file that nothing names any more, with its history."""
    named = Q(cited=document) | Q(document=document)
    if Citation.objects.filter(named).exists() or document.related_from.exists():
        return
    key = document.pk
    try:
        with transaction.atomic():
            document.delete()
    except ProtectedError:  # something else still speaks of it
        return
    _forget({Document: [key]})
