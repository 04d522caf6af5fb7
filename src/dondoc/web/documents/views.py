"""The graph of documents, and what is affected if one of them is replaced."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dondoc.web.documents.graph import affected_by, graph_of, superseded
from dondoc.web.documents.layout import drawing_of
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.choices import RelationKind
from dondoc.web.register.models import Document

DRAWN = 500
COLUMNS = ("reference", "reference_folded", "subject", "document_type", "issued_on", "issued_by", "status", "file_name")


@login_required
@require_safe
def graph(request: HttpRequest) -> HttpResponse:
    """Show how documents stand to each other: a drawing and a list. `?q=` keeps some, `?kind=` one kind of edge."""
    require(person(request), Action.SEE_REGISTER)
    words = request.GET.get("q", "").strip()[:100]
    documents = Document.objects.visible_to(request.user)
    if words:
        documents = documents.filter(Q(pk__in=documents.matching(words)) | Q(subject__icontains=words))
    shown = graph_of(documents.only(*COLUMNS).order_by("-issued_on", "pk")[:DRAWN])
    gone = superseded(shown)
    rows = sorted(shown.documents.values(), key=lambda one: (-shown.degree(one.pk), one.reference_folded, one.pk))
    context = {
        "drawing": drawing_of(shown),
        "rows": [(one, shown.degree(one.pk), one.pk in gone) for one in rows],
        "edges": len(shown.edges),
        "kinds": _counted([edge.kind for edge in shown.edges]),
        "more": max(0, documents.count() - DRAWN),
        "words": words,
    }
    return render(request, "documents/graph.html", context)


@login_required
@require_safe
def affected(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is affected if a document is replaced: what cites or implements it, and what stands on those."""
    documents = Document.objects.visible_to(request.user)
    found = get_object_or_404(documents, pk=pk)
    whole = graph_of(documents.only(*COLUMNS))
    rows = affected_by(whole, pk)
    near = documents.filter(pk__in=[pk, *(one.document.pk for one in rows)])
    drawn = graph_of(near.only(*COLUMNS))
    context = {
        "document": found,
        "rows": rows,
        "replaced_by": [
            whole.documents[edge.source]
            for edge in whole.pointing_at.get(pk, ())
            if edge.kind in {RelationKind.SUPERSEDES, RelationKind.REPEALS}
        ],
        "drawing": drawing_of(drawn, here=pk, affected={one.document.pk: one.steps for one in rows}),
    }
    return render(request, "documents/affected.html", context)


def _counted(kinds: list[str]) -> list[tuple[str, str, int]]:
    return [(str(kind), str(kind.label), kinds.count(kind)) for kind in RelationKind if kind in kinds]
