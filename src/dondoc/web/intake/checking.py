"""After a correction the checks run again over the draft: at once, or in the background where the text is long."""

from __future__ import annotations

from django.db.models.functions import Length
from django_tasks import task

from dondoc.web.register.models import Document, DocumentText
from dondoc.web.register.services.checking import check_again

LONG = 300_000  # code points: some 120 pages, a second


@task()
def check_draft(document_id: int) -> str:
    """Check a draft again; one that is gone by now is left alone."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        return "gone"
    check_again(document)
    return "checked"


def check_after(document: Document) -> None:
    """Bring the findings of a draft up to date after an act."""
    length = DocumentText.objects.filter(pk=document.pk).values_list(Length("repaired"), flat=True).first()
    if (length or 0) > LONG:
        check_draft.enqueue(document.pk)
    else:
        check_again(document)
