"""One item: its facts, its sentence in the source beside them, its history."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dondoc.web.dashboard.frame import frame_of
from dondoc.web.journal.models import Entry
from dondoc.web.register.models import Completion, DeadlineChange, DocumentText, WorkItem
from dondoc.web.register.source_view import SourceView, source_view

HISTORY = 50


@login_required
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything about one item."""
    frame = frame_of(request)
    found = get_object_or_404(_with_its_rows(request), pk=pk)
    return render(
        request,
        "register/item.html",
        {
            "item": found,
            "source": _source(found),
            "children": WorkItem.objects.visible_to(request.user)
            .filter(parent=found)
            .with_timeliness(frame.day)
            .with_names(),
            "history": Entry.objects.about(found)
            .visible_to(request.user)
            .until(frame.day)
            .select_related("acting_for")[:HISTORY],
        },
    )


def _with_its_rows(request: HttpRequest) -> object:
    changes = DeadlineChange.objects.select_related("requested_by", "decided_by").order_by("pk")
    completions = Completion.objects.select_related("submitted_by", "decided_by").order_by("-pk")
    return (
        WorkItem.objects.visible_to(request.user)
        .with_timeliness(frame_of(request).day)
        .with_names()
        .select_related("provision", "parent", "merged_into")
        .prefetch_related(Prefetch("deadline_changes", changes), Prefetch("completions", completions))
    )


def _source(found: WorkItem) -> SourceView | None:
    if found.document_id is None:
        return None
    text = DocumentText.objects.filter(pk=found.document_id).defer("words", "lines", "register", "changes").first()
    return source_view(found, text) if text else None
