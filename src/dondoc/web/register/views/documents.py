"""The documents: a list, and one with its text, signatures, findings and relations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from dondoc.files import BadFile
from dondoc.web.dashboard.answers import say_refused
from dondoc.web.dashboard.frame import frame_of
from dondoc.web.downloads import pdf_file, word_file
from dondoc.web.journal.models import Entry
from dondoc.web.register.as_register import doubts_of
from dondoc.web.register.choices import ItemState
from dondoc.web.register.copies import NotMade, has_scan, name_of, searchable_copy, word_copy
from dondoc.web.register.document_text import pages_of
from dondoc.web.register.field_reviews import said_of
from dondoc.web.register.models import Document, DocumentRelation, DocumentText, Finding, WorkItem
from dondoc.web.register.pictures import has_pictures, picture_of, pictured_pages

ROWS = 50


@login_required
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """List the documents: first those that came as files, then those that others cite."""
    words = request.GET.get("q", "").strip()[:100]
    found = Document.objects.visible_to(request.user)
    if words:
        found = found.matching(words) | found.filter(subject__icontains=words)
    followed = WorkItem.objects.visible_to(request.user).top_level().exclude(state=ItemState.DISMISSED)
    counted = Count("items", distinct=True, filter=Q(items__in=followed))
    rows = found.annotate(n_items=counted, n_cited=Count("cited_in", distinct=True))
    page = Paginator(rows.order_by("-status", "-issued_on", "reference"), ROWS).get_page(request.GET.get("page"))
    return render(request, "register/documents.html", {"page": page, "words": words})


@login_required
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one document: its head, signatures, findings, what it cites, and its text with the items beside it."""
    found = get_object_or_404(Document.objects.visible_to(request.user).select_related("held_by", "imported_by"), pk=pk)
    text = DocumentText.objects.filter(pk=pk).defer("register").first()
    view = request.GET.get("text", "")
    rows = WorkItem.objects.visible_to(request.user).filter(document=found, parent__isnull=True)
    items = list(rows.select_related("lead_agency").prefetch_related("cooperations").in_order())
    findings = list(found.findings.select_related("settled_by").order_by("severity", "source_start"))
    return render(
        request,
        "register/document.html",
        {
            "document": found,
            "view": view,
            "has_pictures": has_pictures(found),
            "has_text": text is not None,
            "has_scan": text is not None and has_scan(found),
            "pages": pages_of(text, items, raw=view == "source") if text and view != "picture" else [],
            "pictures": pictured_pages(text, items) if text and view == "picture" and has_pictures(found) else [],
            "items": items,
            "by_state": [(state.label, n) for state in ItemState if (n := sum(one.state == state for one in items))],
            "n_parts": WorkItem.objects.visible_to(request.user).filter(document=found, parent__isnull=False).count(),
            "said": said_of(found),
            "signatures": found.signatures.all(),
            "findings": findings,
            **_relations(found, findings),
            "history": Entry.objects.about(found).visible_to(request.user).until(frame_of(request).day)[:20],
        },
    )


@login_required
@require_safe
def picture(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """Give the picture of one page to those who may see the document."""
    found = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    if not has_pictures(found):
        raise Http404
    try:
        drawn = picture_of(found, page)
    except BadFile as error:
        raise Http404 from error
    response = HttpResponse(drawn, content_type="image/webp")
    response["Cache-Control"] = "private, max-age=86400"
    return response


@login_required
@require_safe
def searchable(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the pages of a document as a PDF that can be searched to those who may see it."""
    found, text = _with_text(request, pk)
    if not has_scan(found):
        raise Http404
    try:
        return pdf_file(searchable_copy(found, text), name_of(found, "tim-duoc.pdf"))
    except NotMade as error:
        say_refused(request, error.sentence)
        return redirect("register:document", pk)


@login_required
@require_safe
def repaired(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the repaired text of a document as a Word file to those who may see it."""
    found, text = _with_text(request, pk)
    return word_file(word_copy(text), name_of(found, "da-sua.docx"))


def _with_text(request: HttpRequest, pk: int) -> tuple[Document, DocumentText]:
    found = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    return found, get_object_or_404(DocumentText.objects.defer("register"), pk=pk)


def _relations(found: Document, findings: Sequence[Finding]) -> dict[str, Any]:
    citations = found.citations.select_related("cited").order_by("source_start")
    doubts = doubts_of(findings, citations)
    rows = DocumentRelation.objects.select_related("from_document", "to_document")
    return {
        "citations": [(one, doubts.get(one.pk, ())) for one in citations],
        "relations": rows.filter(from_document=found),
        "related_from": rows.filter(to_document=found),
    }
