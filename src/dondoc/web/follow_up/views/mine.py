"""A person's own work: what waits for him, each thing done in place."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.web.dashboard.frame import frame_of
from dondoc.web.follow_up.open_items import OpenItems, open_items
from dondoc.web.follow_up.work import Part, my_work, parts_of
from dondoc.web.indicators.owing import to_accept, to_hand_in
from dondoc.web.inspections.owing import to_recheck, to_run
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.models import User
from dondoc.web.register.models import WorkItem


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, and what his agencies lead and work on."""
    frame = frame_of(request)
    access = access_of(request.user)
    parts = parts_of(access)
    part = next((one for one in parts if one.value == request.GET.get("part")), parts[0] if parts else None)
    seen = WorkItem.objects.visible_to(request.user).in_force(frame.day)
    own = seen.filter(lead_agency__in=access.works_for)
    return render(
        request,
        "follow_up/mine.html",
        {
            "work": my_work(request.user, frame.day, part),
            "figures": to_hand_in(request.user, frame.day) if part == Part.OWN else [],
            "figures_waiting": to_accept(request.user) if part == Part.OFFICE else [],
            "inspections": _inspections(request.user, frame.day),
            "parts": parts,
            "part": part,
            "access": access,
            "open": open_items(seen, access.works_for, frame.day) if part == Part.OWN else OpenItems(),
            "n_own": own.still_open(frame.day).count() if part != Part.OWN and Part.OWN in parts else 0,
        },
    )


def _inspections(user: User | AnonymousUser, on: dt.date) -> dict[str, list[Any]]:
    """Give what inspections ask of an inspector, whatever part of the page he looks at."""
    if not access_of(user).inspects:
        return {}
    return {"run": to_run(user, on), "recheck": to_recheck(user, on)}
