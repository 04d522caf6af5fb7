"""The agencies: who they are, what they lead and work on."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dondoc.web.dashboard.figures import cells_by_agency, cells_of
from dondoc.web.dashboard.frame import frame_of
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import Agency
from dondoc.web.register.querysets import WorkItemQuerySet
from dondoc.web.register.views.items import items_of

ROWS = 100


@login_required
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """List the agencies with what they lead in the programme of the page."""
    frame = frame_of(request)
    words = request.GET.get("q", "").strip()[:100]
    found = Agency.objects.matching(words) if words else Agency.objects.all()
    page = Paginator(found.valid_on(frame.day).in_order(), ROWS).get_page(request.GET.get("page"))
    items = items_of(request)
    led = frame.memory.kept("cells by agency", lambda: cells_by_agency(items, frame.day))[1]
    counted = {agency.pk: cells for agency, cells in led}
    rows = [(agency, counted.get(agency.pk)) for agency in page]
    return render(request, "organisations/agencies.html", {"words": words, "page": page, "rows": rows})


@login_required
@require_safe
def agency(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one agency: what it has to do, where it helps, what changed."""
    frame = frame_of(request)
    found = get_object_or_404(Agency.objects.select_related("parent", "successor"), pk=pk)
    items = items_of(request)
    led = items.led_by(found)
    helped = items.with_cooperation_of(found)
    return render(
        request,
        "organisations/agency.html",
        {
            "agency": found,
            "aliases": found.aliases.order_by("name"),
            "cells": cells_of(led, frame.day),
            "led": _open_first(led, frame.day),
            "helped": _open_first(helped, frame.day),
            "history": Entry.objects.about(found).visible_to(request.user).until(frame.day)[:20],
        },
    )


def _open_first(items: WorkItemQuerySet, on: dt.date) -> WorkItemQuerySet:
    """Give the rows of a list: what is open first, the nearest deadline first."""
    order = (F("completed_then").asc(nulls_first=True), F("due_then").asc(nulls_last=True), "path_key")
    return items.with_timeliness(on).select_related("lead_agency").order_by(*order)[:ROWS]
