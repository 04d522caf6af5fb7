"""The documents: a list, and one with its text, signatures, findings and relations."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dondoc.web.dashboard.frame import frame_of
from dondoc.web.journal.models import Entry
from dondoc.web.register.document_text import pages_of
from dondoc.web.register.models import Document, DocumentRelation, DocumentText, WorkItem

ROWS = 50


@login_required
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """List the documents: first those that came as files, then those that others cite."""
    words = request.GET.get("q", "").strip()[:100]
    found = Document.objects.visible_to(request.user)
    if words:
        found = found.matching(words) | found.filter(subject__icontains=words)
    rows = found.annotate(n_items=Count("items", distinct=True), n_cited=Count("cited_in", distinct=True))
    page = Paginator(rows.order_by("-status", "-issued_on", "reference"), ROWS).get_page(request.GET.get("page"))
    return render(request, "register/documents.html", {"page": page, "words": words})


@login_required
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one document: its head, signatures, findings, what it cites, and its text with the items beside it."""
    found = get_object_or_404(Document.objects.visible_to(request.user).select_related("held_by", "imported_by"), pk=pk)
    text = DocumentText.objects.filter(pk=pk).defer("words", "register").first()
    raw = request.GET.get("text") == "source"
    items = list(WorkItem.objects.visible_to(request.user).filter(document=found, parent__isnull=True).in_order())
    return render(
        request,
        "register/document.html",
        {
            "document": found,
            "raw": raw,
            "pages": pages_of(text, items, raw=raw) if text else [],
            "items": items,
            "signatures": found.signatures.all(),
            "findings": found.findings.select_related("settled_by").order_by("severity", "source_start"),
            **_relations(found),
            "history": Entry.objects.about(found).visible_to(request.user).until(frame_of(request).day)[:20],
        },
    )


def _relations(found: Document) -> dict[str, Any]:
    citations = found.citations.select_related("cited").order_by("source_start")
    rows = DocumentRelation.objects.select_related("from_document", "to_document")
    return {
        "citations": citations,
        "relations": rows.filter(from_document=found),
        "related_from": rows.filter(to_document=found),
    }
