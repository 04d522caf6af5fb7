"""The journal: what was done, by whom, when."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.web.dashboard.frame import frame_of
from dondoc.web.journal.models import Entry, EntryQuerySet
from dondoc.web.organisations.policies import Action, require

ROWS = 100


@login_required
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """List what the person may know of, the latest first, up to the day of the page."""
    require(request.user, Action.SEE_JOURNAL)
    page = Paginator(_entries(request), ROWS).get_page(request.GET.get("page"))
    return render(request, "journal/journal.html", {"page": page})


def _entries(request: HttpRequest) -> EntryQuerySet:
    frame = frame_of(request)
    entries = Entry.objects.visible_to(request.user).select_related("actor", "acting_for")
    if frame.programme is not None and request.GET.get("all") != "1":
        entries = entries.filter(programme=frame.programme)
    return entries.until(frame.day).latest_first()
