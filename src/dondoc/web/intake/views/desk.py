"""The review desk: the page with the sentence lit on the left, the register on the right, one item open."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from dondoc.web.intake.desk import Candidate, coverage_of, draft_items, neighbours, opened_item
from dondoc.web.intake.forms import PublishForm
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.document_text import pages_of
from dondoc.web.register.forms import ItemForm
from dondoc.web.register.models import Document, DocumentText, WorkItem
from dondoc.web.register.pictures import has_pictures, pictured_pages
from dondoc.web.register.services.publishing import review_progress


@login_required
@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft of a document for review."""
    document = reviewed_document(request, pk)
    if document.status != Document.Status.DRAFT:
        return redirect("register:document", pk)
    return desk_page(request, document, item=request.GET.get("item", ""), edit="edit" in request.GET)


def reviewed_document(request: HttpRequest, pk: int) -> Document:
    """Give a document that the person may review."""
    document = get_object_or_404(Document.objects.visible_to(request.user).select_related("held_by"), pk=pk)
    require(person(request), Action.REVIEW, document)
    return document


def desk_page(
    request: HttpRequest,
    document: Document,
    *,
    item: str = "",
    edit: bool = False,
    form: ItemForm | None = None,
    publish: PublishForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the desk, with what a person sent kept where it could not be stored (`form`, `publish`)."""
    items = draft_items(document)
    opened = opened_item(items, item)
    if edit and form is None and opened is not None:
        form = ItemForm.of(opened)
    context: dict[str, Any] = {
        "document": document,
        "candidates": [Candidate(one, opened is not None and one.pk == opened.pk) for one in items],
        "opened": opened,
        "form": form,
        "publish_form": publish or PublishForm.of(document),
        "publish_open": publish is not None,
        "progress": review_progress(document),
        "coverage": coverage_of(document),
        "findings": document.findings.filter(settled_at__isnull=True).order_by("severity", "source_start"),
        **_text(request, document, items, opened.pk if opened else None),
        **neighbours(items, opened),
    }
    return render(request, "intake/desk.html", context, status=status)


def _text(request: HttpRequest, document: Document, items: list[WorkItem], opened: int | None) -> dict[str, Any]:
    """Give the left side: the pictures of the pages where there are some, unless the text is asked for."""
    text = DocumentText.objects.filter(pk=document.pk).defer("register").first()
    if text is None:
        return {"pages": [], "pictures": []}
    pictured = has_pictures(document)
    if pictured and request.GET.get("view") != "text":
        return {"pictures": pictured_pages(text, items), "has_pictures": True}
    return {"pages": pages_of(text, items, raw=False, opened=opened), "has_pictures": pictured}
