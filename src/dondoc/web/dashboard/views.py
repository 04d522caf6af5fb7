"""The overview, and the choice of background."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from dondoc.web.dashboard.drawings import days_ahead
from dondoc.web.dashboard.figures import cells_by_agency
from dondoc.web.dashboard.frame import THEME_COOKIE, THEMES, frame_of
from dondoc.web.dashboard.needs import needs_of
from dondoc.web.indicators.attention import Standings, standings_of
from dondoc.web.inspections.models import InspectionFinding
from dondoc.web.inspections.owing import to_correct
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.access import access_of
from dondoc.web.register.models import Indicator
from dondoc.web.register.views.items import items_of

DAYS_AHEAD = 90
AHEAD_ON_THE_LINE = 300
NEEDS = 8
YEAR = 365 * 24 * 3600


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the four cells, what needs the person today, the deadlines ahead and what has just changed."""
    frame = frame_of(request)
    items = items_of(request)
    ahead = list(
        items.in_rows()
        .with_timeliness(frame.day)
        .still_open(frame.day)
        .filter(Q(due_then__range=(frame.day, frame.day + dt.timedelta(days=DAYS_AHEAD))))
        .select_related("lead_agency")
        .order_by(F("due_then"), "path_key")[:AHEAD_ON_THE_LINE]
    )
    cells, agencies = frame.memory.kept("cells by agency", lambda: cells_by_agency(items, frame.day))
    return render(
        request,
        "dashboard/overview.html",
        {
            "cells": cells,
            "needs": needs_of(request.user, items, frame.day, most=NEEDS),
            "line": days_ahead(ahead, frame.day, DAYS_AHEAD),
            "next_items": ahead[:5],
            "agencies": agencies[:12],
            "corrections": _corrections(request),
            "standings": _standings(request),
            "recent": _recent(request),
        },
    )


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the background that the person chose, and go back to the page."""
    chosen = request.POST.get("theme", "")
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = redirect(back if safe else "/")
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


def _corrections(request: HttpRequest) -> list[InspectionFinding]:
    """Give what a person's agency has to put right after an inspection; an office has its own page for these."""
    frame, access = frame_of(request), access_of(request.user)
    only_agency = access.agencies and not access.offices and not frame.looks_back
    return to_correct(request.user, frame.day)[:NEEDS] if only_agency else []


def _standings(request: HttpRequest) -> Standings | None:
    """Give how the programme's indicators stand, for its block on the overview."""
    frame = frame_of(request)
    if frame.programme is None:
        return None
    rows = Indicator.objects.visible_to(request.user).of_programme(frame.programme)
    return frame.memory.kept("indicators", lambda: standings_of(rows, frame.day))


def _recent(request: HttpRequest) -> list[Entry]:
    frame = frame_of(request)
    if frame.programme is None:
        return []
    entries = Entry.objects.of_programme(frame.programme).visible_to(request.user).until(frame.day)
    return list(entries.select_related("acting_for")[:8])
