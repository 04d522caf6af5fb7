"""What is done on the pages of inspections."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.web.dashboard.frame import frame_of
from dondoc.web.follow_up.views.acting import perform
from dondoc.web.follow_up.views.finding import seen
from dondoc.web.inspections import forms
from dondoc.web.inspections.models import Check, Inspection, InspectionFinding, YearlyPlan
from dondoc.web.inspections.services import correcting, inspecting, planning
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person

both = require_http_methods(["GET", "HEAD", "POST"])


def open_one(request: HttpRequest) -> HttpResponse:
    """Begin the inspection programme of a year for the programme of the page."""
    programme = frame_of(request).programme
    if programme is None:
        raise Http404
    return perform(
        request,
        form=forms.OpenPlanForm(request.POST, agencies=access_of(request.user).inspects),
        do=lambda data: planning.open_plan(actor=person(request), programme=programme, **data),
        done=_("Đã mở chương trình kiểm tra; hãy chọn cơ quan."),
        title=_("Xây dựng chương trình kiểm tra năm"),
        back=reverse("inspections:inspections"),
    )


@login_required
@both
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose agencies by risk and by lot."""
    found = _plan(request, pk)
    form = forms.DrawForm(request.POST or None, initial={"starts_on": frame_of(request).day})
    return perform(
        request,
        form=form,
        do=lambda _data: planning.draw(actor=person(request), plan=found, **form.wanted()),
        done=_("Đã chọn cơ quan theo quy tắc."),
        title=_("Chọn cơ quan theo rủi ro"),
        about=found,
        back=_plan_page(found),
    )


@login_required
@both
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an agency by hand."""
    found = _plan(request, pk)
    return perform(
        request,
        form=forms.AddInspectionForm(request.POST or None),
        do=lambda data: planning.add_inspection(actor=person(request), plan=found, **data),
        done=_("Đã thêm cuộc kiểm tra."),
        title=_("Thêm cơ quan"),
        about=found,
        back=_plan_page(found),
    )


@login_required
@both
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the plan."""
    found = _plan(request, pk)
    return perform(
        request,
        form=forms.IssueForm(request.POST or None),
        do=lambda data: planning.issue_plan(actor=person(request), plan=found, **data),
        done=_("Đã ban hành chương trình kiểm tra."),
        title=_("Ban hành chương trình kiểm tra"),
        about=found,
        back=_plan_page(found),
    )


@login_required
@both
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an inspection out of a draft plan."""
    found = _inspection(request, pk)
    return perform(
        request,
        form=forms.WhyForm(request.POST or None),
        do=lambda data: planning.remove_inspection(actor=person(request), inspection=found, **data),
        done=_("Đã đưa cơ quan ra khỏi danh sách."),
        title=_("Đưa ra khỏi danh sách"),
        about=found,
        back=_plan_page(found.plan),
    )


@login_required
@both
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an inspection."""
    found = _inspection(request, pk)
    return perform(
        request,
        form=forms.StartForm(request.POST or None, initial={"head": found.head}),
        do=lambda data: inspecting.start(actor=person(request), inspection=found, **data),
        done=_("Đã bắt đầu; danh mục kiểm tra được lập từ sổ theo dõi."),
        title=_("Bắt đầu kiểm tra"),
        about=found,
        back=_page(found),
    )


@login_required
@both
def add_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a question."""
    found = _inspection(request, pk)
    return perform(
        request,
        form=forms.QuestionForm(request.POST or None),
        do=lambda data: inspecting.add_check(actor=person(request), inspection=found, **data),
        done=_("Đã thêm nội dung kiểm tra."),
        title=_("Thêm nội dung kiểm tra"),
        about=found,
        back=_page(found),
    )


@login_required
@both
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was seen of one line of the checklist."""
    check = seen(request, Check.objects.select_related("inspection__plan__programme", "inspection__agency"), pk)
    require(request.user, Action.INSPECT, check)
    return perform(
        request,
        form=forms.AnswerForm(request.POST or None, initial={"answer": check.answer, "note": check.note}),
        do=lambda data: inspecting.answer(actor=person(request), check=check, **data),
        done=_("Đã ghi kết quả."),
        title=_("Ghi kết quả kiểm tra"),
        about=check,
        back=f"{_page(check.inspection)}#check-{check.pk}",
    )


@login_required
@both
def record_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what is wrong; `?check=` names the line of the checklist."""
    found = _inspection(request, pk)
    check = _check_asked(request, found)
    initial: dict[str, Any] = {"text": check.note, "item": check.item_id} if check else {}
    return perform(
        request,
        form=forms.FindingForm(request.POST or None, request.FILES or None, inspection=found, initial=initial),
        do=lambda data: inspecting.record_finding(actor=person(request), inspection=found, check=check, **data),
        done=_("Đã ghi hạn chế, vi phạm."),
        title=_("Ghi hạn chế, vi phạm"),
        about=check or found,
        back=_page(found),
    )


@login_required
@both
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Conclude an inspection."""
    found = _inspection(request, pk)
    return perform(
        request,
        form=forms.ConcludeForm(request.POST or None),
        do=lambda data: inspecting.conclude(actor=person(request), inspection=found, **data),
        done=_("Đã kết luận."),
        title=_("Kết luận"),
        about=found,
        back=_page(found),
    )


@login_required
@both
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Report what was done to put a finding right."""
    found = _finding(request, pk, Action.CORRECT_FINDING)
    return perform(
        request,
        form=forms.CorrectionForm(request.POST or None, request.FILES or None),
        do=lambda data: correcting.report_correction(actor=person(request), finding=found, **data),
        done=_("Đã báo cáo khắc phục."),
        title=_("Báo cáo khắc phục"),
        about=found,
        back=_page(found.inspection),
    )


@login_required
@both
def recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Check a finding again."""
    found = _finding(request, pk, Action.INSPECT)
    return perform(
        request,
        form=forms.RecheckForm(request.POST or None),
        do=lambda data: correcting.recheck(actor=person(request), finding=found, **data),
        done=_("Đã ghi kết quả phúc tra."),
        title=_("Phúc tra"),
        about=found,
        back=_page(found.inspection),
    )


def _plan(request: HttpRequest, pk: int) -> YearlyPlan:
    found = seen(request, YearlyPlan.objects.select_related("programme", "inspecting"), pk)
    require(request.user, Action.INSPECT, found)
    return found


def _inspection(request: HttpRequest, pk: int) -> Inspection:
    found = seen(request, Inspection.objects.select_related("plan__programme", "agency"), pk)
    require(request.user, Action.INSPECT, found)
    return found


def _finding(request: HttpRequest, pk: int, action: Action) -> InspectionFinding:
    rows = InspectionFinding.objects.select_related("inspection__plan__programme", "inspection__agency")
    found = seen(request, rows, pk)
    require(request.user, action, found)
    return found


def _check_asked(request: HttpRequest, found: Inspection) -> Check | None:
    asked = request.GET.get("check", "")
    return found.checks.select_related("item").filter(pk=int(asked)).first() if asked.isdecimal() else None


def _page(found: Inspection) -> str:
    return reverse("inspections:inspection", args=[found.pk])


def _plan_page(found: YearlyPlan) -> str:
    return reverse("inspections:plan", args=[found.pk])
