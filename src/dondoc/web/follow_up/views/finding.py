"""Finding what an address speaks of: only what the person may see; else there is no such page."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from dondoc.web.organisations.policies import Action, may
from dondoc.web.register.models import Programme, WorkItem

Row = TypeVar("Row", bound=Model)


def seen_item(request: HttpRequest, pk: int) -> WorkItem:
    """Give an item that the person may see."""
    rows = WorkItem.objects.visible_to(request.user).select_related("programme", "document", "lead_agency", "parent")
    return get_object_or_404(rows, pk=pk)


def seen_programme(request: HttpRequest, pk: int) -> Programme:
    """Give a programme that the person may see."""
    return get_object_or_404(Programme.objects.visible_to(request.user).select_related("office", "document"), pk=pk)


def seen_of_item(request: HttpRequest, rows: QuerySet[Row], pk: int) -> Row:
    """Give a row that belongs to an item that the person may see."""
    return get_object_or_404(rows.filter(item__in=WorkItem.objects.visible_to(request.user)), pk=pk)


def seen(request: HttpRequest, rows: QuerySet[Row], pk: int) -> Row:
    """Give a row whose parties let the person see it."""
    row = get_object_or_404(rows, pk=pk)
    if not may(request.user, Action.SEE, row):  # type: ignore[arg-type]
        raise Http404
    return row
