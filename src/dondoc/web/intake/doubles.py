"""Documents of the installation that a draft may be once more: of the same reference and day, from another file."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from dondoc.web.organisations.models import User
from dondoc.web.register.models import Document

MOST = 5


def doubles_of(document: Document, user: User) -> list[Document]:
    """Give the documents a person may see that bear the reference of a draft, and its day where both have one."""
    if not document.reference_folded:
        return []
    same = Document.objects.visible_to(user).filter(reference_folded=document.reference_folded).exclude(pk=document.pk)
    if document.issued_on:
        same = same.filter(Q(issued_on=document.issued_on) | Q(issued_on=None))
    return list(same.exclude(status=Document.Status.KNOWN).order_by("-imported_at", "pk")[:MOST])


def is_followed(documents: Sequence[Document]) -> bool:
    """Tell whether one of them is published already."""
    return any(one.status == Document.Status.PUBLISHED for one in documents)
