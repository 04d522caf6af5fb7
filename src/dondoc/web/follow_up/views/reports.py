"""Reporting: who has reported for a period, one report, nothing new on many items, acceptance, the lock."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.web.dashboard.frame import frame_of
from dondoc.web.downloads import stored_file
from dondoc.web.follow_up import forms
from dondoc.web.follow_up.models import ProgressReport, ReportAttachment, ReportingPeriod
from dondoc.web.follow_up.services import reporting
from dondoc.web.follow_up.services.reporting import Said
from dondoc.web.follow_up.standing import standing_of
from dondoc.web.follow_up.views import known
from dondoc.web.follow_up.views.acting import perform
from dondoc.web.follow_up.views.finding import seen, seen_item
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.policies import Action, may, require
from dondoc.web.people import person
from dondoc.web.register.models import WorkItem

SHOWN = 300


@login_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Show, for a period, which agency has reported on how many of its items, and the reports themselves."""
    frame = frame_of(request)
    periods = list(
        ReportingPeriod.objects.filter(programme=frame.programme, starts_on__lte=frame.day).order_by("-due_on")
    )
    period = next((one for one in periods if str(one.pk) == request.GET.get("period")), periods[0] if periods else None)
    items = WorkItem.objects.visible_to(request.user)
    found = ProgressReport.objects.filter(period=period, item__in=items).exclude(state=ProgressReport.State.DRAFT)
    if agency := request.GET.get("agency", ""):
        found = found.filter(agency=int(agency) if agency.isdigit() else 0)
    rows = found.select_related("item", "agency", "decided_by").prefetch_related("attachments")
    return render(
        request,
        "follow_up/reports.html",
        {
            "periods": periods[:24],
            "period": period,
            "standing": standing_of(period, items) if period else None,
            "reports": rows.order_by("agency__sort_key", "item__path_key")[:SHOWN] if period else [],
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, item: int, period: int) -> HttpResponse:
    """Write the report of an item for a period and hand it in."""
    found = seen_item(request, item)
    require(request.user, Action.REPORT, found)
    for_period = get_object_or_404(ReportingPeriod, pk=period, programme=found.programme_id)
    known = ProgressReport.objects.filter(item=found, period=for_period).first()
    initial = {name: getattr(known, name) for name in reporting.PARTS} if known else {}
    form = forms.ReportForm(request.POST or None, request.FILES or None, initial=initial)
    form.last = reporting.last_report(found, for_period)
    return perform(
        request,
        form=form,
        do=lambda data: _hand_in(request, found, for_period, data),
        done=_("Đã nộp báo cáo."),
        title=_("Báo cáo %(period)s") % {"period": for_period},
        about=found,
        draft=reverse("follow_up:draft", args=[found.pk, for_period.pk]),
    )


@login_required
@require_POST
def draft(request: HttpRequest, item: int, period: int) -> HttpResponse:
    """Keep what is written so far; the page sends it by itself while one types."""
    found = seen_item(request, item)
    require(request.user, Action.REPORT, found)
    for_period = get_object_or_404(ReportingPeriod, pk=period, programme=found.programme_id)
    form = forms.ReportForm(request.POST)
    if not form.is_valid() or not any(form.cleaned_data.values()):
        return HttpResponse(_("Chưa lưu được nháp."), status=422, content_type="text/plain; charset=utf-8")
    try:
        saved = reporting.save_draft(
            actor=person(request), item=found, period=for_period, said=_said(form.cleaned_data)
        )
    except ValidationError as error:
        return HttpResponse(" ".join(error.messages), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(_("Đã lưu nháp lúc %(at)s.") % {"at": f"{saved.saved_at:%H:%M}"})


@login_required
@require_POST
def nothing_new(request: HttpRequest, period: int) -> HttpResponse:
    """Report on the ticked items that nothing is new: one act for all of them."""
    found = get_object_or_404(ReportingPeriod.objects.select_related("programme"), pk=period)
    require(request.user, Action.REPORT)
    chosen = [int(one) for one in request.POST.getlist("items") if one.isdigit()]
    items = WorkItem.objects.visible_to(request.user).filter(pk__in=chosen, programme=found.programme_id)
    rows = list(items.filter(lead_agency__in=access_of(request.user).works_for).select_related("programme"))
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: _nothing_new(request, rows, found),
        done=ngettext(
            "Đã báo cáo %(n)s nhiệm vụ không có gì mới.", "Đã báo cáo %(n)s nhiệm vụ không có gì mới.", len(rows)
        )
        % {"n": len(rows)},
        title=_("Không có gì mới"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a report or return it."""
    found = seen(request, ProgressReport.objects.select_related("item__programme", "period", "agency"), pk)
    require(request.user, Action.ACCEPT_REPORT, found)
    return perform(
        request,
        form=(form := forms.DecisionForm(request.POST or None, yes=_("Chấp nhận"), no=_("Trả lại"))),
        do=lambda data: reporting.decide_report(
            actor=person(request), report=found, accept=form.is_yes, note=data["note"]
        ),
        done=_("Đã ghi ý kiến về báo cáo."),
        title=_("Xem xét báo cáo %(period)s") % {"period": found.period},
        about=found.item,
        known=known.of_report(found),
    )


@login_required
@require_POST
def accept_reports(request: HttpRequest) -> HttpResponse:
    """Accept the ticked reports at once."""
    require(request.user, Action.ACCEPT_REPORT)
    chosen = [int(one) for one in request.POST.getlist("reports") if one.isdigit()]
    items = WorkItem.objects.visible_to(request.user)
    rows = ProgressReport.objects.filter(pk__in=chosen, item__in=items).select_related(
        "item__programme", "period", "agency"
    )
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: reporting.accept_all(actor=person(request), reports=rows),
        done=_("Đã chấp nhận các báo cáo được chọn."),
        title=_("Chấp nhận báo cáo"),
    )


@login_required
@require_POST
def lock_period(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock a period."""
    found = seen(request, ReportingPeriod.objects.select_related("programme"), pk)
    require(request.user, Action.MANAGE_PROGRAMME, found)
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: reporting.lock_period(actor=person(request), period=found),
        done=_("Đã khóa kỳ báo cáo."),
        title=_("Khóa kỳ báo cáo %(period)s") % {"period": found},
    )


@login_required
@require_safe
def attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give a file of a report to those who may see its item; of a report never handed in, to those who write it."""
    rows = ReportAttachment.objects.filter(report__item__in=WorkItem.objects.visible_to(request.user))
    found = get_object_or_404(rows.select_related("report__item"), pk=pk)
    if found.report.submitted_on is None and not may(request.user, Action.REPORT, found.report):
        raise Http404
    return stored_file(found.file, found.name)


def _hand_in(request: HttpRequest, item: WorkItem, period: ReportingPeriod, data: dict[str, Any]) -> None:
    if data["file"] is not None:
        saved = reporting.save_draft(actor=person(request), item=item, period=period, said=_said(data))
        reporting.attach(
            actor=person(request), report=saved, name=data["file"].name, content=b"".join(data["file"].chunks())
        )
    reporting.submit(actor=person(request), item=item, period=period, said=_said(data))


def _said(data: dict[str, Any]) -> Said:
    return Said(**{name: data[name] for name in reporting.PARTS})


def _nothing_new(request: HttpRequest, items: list[WorkItem], period: ReportingPeriod) -> None:
    if not items:
        raise ValidationError(_("Hãy chọn ít nhất một nhiệm vụ của cơ quan anh chị."))
    reporting.nothing_new(actor=person(request), items=items, period=period)
