"""Dissemination: the sessions, one session, and what is done about it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dondoc.web.dashboard.frame import frame_of
from dondoc.web.dissemination import forms, services
from dondoc.web.dissemination.coverage import coverage_of
from dondoc.web.dissemination.models import DisseminationSession
from dondoc.web.downloads import stored_file
from dondoc.web.follow_up.views.acting import perform
from dondoc.web.follow_up.views.finding import seen
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.models import Agency
from dondoc.web.organisations.policies import Action, may, require
from dondoc.web.people import person
from dondoc.web.register.choices import ItemKind
from dondoc.web.register.models import Programme, WorkItem

both = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """List the sessions of the programme and the agencies that they reached."""
    frame = frame_of(request)
    require(person(request), Action.SEE_REGISTER)
    rows = DisseminationSession.objects.filter(programme=frame.programme).select_related("organiser", "item")
    context = {
        "sessions": list(rows.prefetch_related("attendances")) if frame.programme else [],
        "coverage": coverage_of(frame.programme, frame.day) if frame.programme else None,
    }
    return render(request, "dissemination/sessions.html", context)


@login_required
@require_safe
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one session with its counts by agency."""
    found = _found(request, pk)
    rows = list(found.attendances.select_related("agency").order_by("agency__sort_key"))
    context = {
        "session": found,
        "rows": rows,
        "called": _total([row.called for row in rows]),
        "came": _total([row.came for row in rows]),
        "history": Entry.objects.about(found).visible_to(request.user)[:20],
    }
    return render(request, "dissemination/session.html", context)


@login_required
@require_safe
def material(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the material of a session to those who may see the session."""
    return stored_file(_found(request, pk).material_file)


@login_required
@both
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a session of the programme of the page."""
    programme = frame_of(request).programme
    if programme is None:
        raise Http404
    require(request.user, Action.HOLD_SESSION)
    items = WorkItem.objects.visible_to(request.user).of_programme(programme).filter(kind=ItemKind.DISSEMINATION)
    form = forms.SessionForm(
        request.POST or None,
        request.FILES or None,
        organisers=_organisers(request, programme),
        items=items.in_order(),
        initial={"organiser": programme.office_id},
    )
    return perform(
        request,
        form=form,
        do=lambda data: services.plan_session(actor=person(request), programme=programme, **forms.planned(data)),
        done=_("Đã lập kế hoạch hội nghị."),
        title=_("Lập kế hoạch hội nghị"),
        about=programme,
        back=reverse("dissemination:sessions"),
    )


@login_required
@both
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Call an agency to a session."""
    found = _writable(request, pk)
    return perform(
        request,
        form=forms.CallForm(request.POST or None),
        do=lambda data: services.call(actor=person(request), session=found, **data),
        done=_("Đã ghi số người triệu tập."),
        title=_("Triệu tập cơ quan"),
        about=found,
        back=_page(found),
    )


@login_required
@both
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down who came."""
    found = _writable(request, pk)
    rows = list(found.attendances.select_related("agency").order_by("agency__sort_key"))
    form = forms.HoldForm(request.POST or None, rows=rows, initial={"note": found.note})
    return perform(
        request,
        form=form,
        do=lambda data: services.hold(
            actor=person(request), session=found, counts=form.counts(), note=data.get("note", "")
        ),
        done=_("Đã ghi số người có mặt."),
        title=_("Ghi kết quả hội nghị"),
        about=found,
        back=_page(found),
    )


@login_required
@both
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a session off."""
    found = _writable(request, pk)
    return perform(
        request,
        form=forms.CancelForm(request.POST or None),
        do=lambda data: services.cancel(actor=person(request), session=found, **data),
        done=_("Đã ghi: không tổ chức."),
        title=_("Hủy hội nghị"),
        about=found,
        back=_page(found),
    )


def _found(request: HttpRequest, pk: int) -> DisseminationSession:
    rows = DisseminationSession.objects.select_related("programme__document", "organiser", "item", "recorded_by")
    return seen(request, rows, pk)


def _writable(request: HttpRequest, pk: int) -> DisseminationSession:
    found = _found(request, pk)
    require(request.user, Action.HOLD_SESSION, found)
    return found


def _organisers(request: HttpRequest, programme: Programme) -> QuerySet[Agency]:
    """Give for whom the person may plan a session: the office for everybody, an agency for itself."""
    rows = Agency.objects.filter(valid_to__isnull=True).in_order()
    if may(request.user, Action.MANAGE_PROGRAMME, programme):
        return rows
    return rows.filter(pk__in=access_of(request.user).agencies)


def _total(counts: list[int | None]) -> int | None:
    """Add up what was counted; None where nothing was."""
    known = [one for one in counts if one is not None]
    return sum(known) if known else None


def _page(found: DisseminationSession) -> str:
    return reverse("dissemination:session", args=[found.pk])
