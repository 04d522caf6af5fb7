"""The agencies: who they are, what they lead and work on."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.dashboard.figures import cells_by_agency, cells_of
from dondoc.web.dashboard.frame import frame_of
from dondoc.web.journal.models import Entry
from dondoc.web.organisations import services
from dondoc.web.organisations.models import Agency
from dondoc.web.organisations.policies import Action, may
from dondoc.web.people import person
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
            "aliases": found.aliases.order_by("learned", "name"),
            "may_teach": may(request.user, Action.IMPORT),
            "cells": cells_of(led, frame.day),
            "led": _open_first(led, frame.day),
            "helped": _open_first(helped, frame.day),
            "history": Entry.objects.about(found).visible_to(request.user).until(frame.day)[:20],
        },
    )


@login_required
@require_POST
def remember_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Remember another name of an agency, for the next file."""
    found = get_object_or_404(Agency, pk=pk)
    words = _words(request)
    if services.learn_alias(actor=person(request), agency=found, words=words) is None:
        say_refused(request, _("Tên này trống, hoặc đã là tên của một cơ quan."))
    else:
        undo = f"{reverse('organisations:forget_name', args=[pk])}?{urlencode({'words': words})}"
        say_done(request, _("Đã ghi nhớ “%(words)s”.") % {"words": words}, undo=undo)
    return redirect("organisations:agency", pk)


@login_required
@require_POST
def forget_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a name that somebody's correction taught."""
    found = get_object_or_404(Agency, pk=pk)
    words = _words(request)
    if services.forget_alias(actor=person(request), agency=found, words=words):
        undo = f"{reverse('organisations:remember_name', args=[pk])}?{urlencode({'words': words})}"
        said = _("Đã bỏ tên “%(words)s”: tệp nạp sau không còn được nối theo tên này.") % {"words": words}
        say_done(request, said, undo=undo)
    else:
        say_refused(request, _("Cơ quan này không có tên ấy trong những tên đã ghi nhớ."))
    return redirect("organisations:agency", pk)


def _words(request: HttpRequest) -> str:
    """Give the name that is meant, as a form sends it or the "undo" of a message names it."""
    return " ".join((request.POST.get("words") or request.GET.get("words", "")).split())[:300]


def _open_first(items: WorkItemQuerySet, on: dt.date) -> WorkItemQuerySet:
    """Give the rows of a list: what is open first, the nearest deadline first."""
    order = (F("completed_then").asc(nulls_first=True), F("due_then").asc(nulls_last=True), "path_key")
    return items.with_timeliness(on).select_related("lead_agency").order_by(*order)[:ROWS]
