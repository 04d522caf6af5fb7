"""What is done on the pages of the cascade."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.web.cascade import forms
from dondoc.web.cascade.models import AgencyPlan, Coverage, PlanOrder
from dondoc.web.cascade.services import matching, ordering, recording, reminding
from dondoc.web.cascade.views.pages import found_plan, programme_of_page
from dondoc.web.follow_up.forms import EmptyForm
from dondoc.web.follow_up.views.acting import perform
from dondoc.web.follow_up.views.finding import seen
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.models import Agency
from dondoc.web.organisations.policies import Action, may, require
from dondoc.web.people import person
from dondoc.web.register.models import WorkItem

both = require_http_methods(["GET", "HEAD", "POST"])
LIKELY = 0.8  # proposals that are at least so much alike may be confirmed at once


@login_required
@both
def order(request: HttpRequest) -> HttpResponse:
    """Ask the agencies of the programme for their plans."""
    programme = programme_of_page(request)
    require(request.user, Action.MANAGE_PROGRAMME, programme)
    return perform(
        request,
        form=forms.OrderForm(request.POST or None),
        do=lambda data: ordering.order_plans(actor=person(request), programme=programme, **data),
        done=_("Đã ghi yêu cầu xây dựng kế hoạch."),
        title=_("Yêu cầu xây dựng kế hoạch"),
        about=programme,
        back=reverse("cascade:matrix"),
    )


@login_required
@both
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the plan of an agency."""
    found = seen(request, PlanOrder.objects.select_related("programme__office"), pk)
    require(request.user, Action.RECORD_PLAN)
    form = forms.PlanForm(
        request.POST or None,
        request.FILES or None,
        agencies=_agencies(request, found),
        initial={"agency": request.GET.get("agency")},
    )
    return perform(
        request,
        form=form,
        do=lambda data: recording.record_plan(actor=person(request), order=found, **data),
        done=_("Đã ghi nhận kế hoạch."),
        title=_("Ghi nhận kế hoạch"),
        about=found,
        back=f"{reverse('cascade:matrix')}?order={found.pk}",
    )


@login_required
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the file of a plan to the reader."""
    found = _plan(request, pk)
    return perform(
        request,
        form=EmptyForm(request.POST),
        do=lambda _data: recording.read_plan(actor=person(request), plan=found),
        done=_("Tệp đang được đọc."),
        title=_("Đọc tệp"),
        about=found,
        back=_page(found),
    )


@login_required
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Match a plan to the programme."""
    found = _plan(request, pk)
    return perform(
        request,
        form=EmptyForm(request.POST),
        do=lambda _data: matching.propose(actor=person(request), plan=found),
        done=_("Đã đối chiếu; hãy xác nhận từng nội dung."),
        title=_("Đối chiếu với chương trình"),
        about=found,
        back=_page(found),
    )


@login_required
@require_POST
def settle_likely(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm at once what is very much alike."""
    found = _plan(request, pk)
    return perform(
        request,
        form=EmptyForm(request.POST),
        do=lambda _data: matching.settle_likely(actor=person(request), plan=found, least=LIKELY),
        done=_("Đã xác nhận các nội dung giống từ 80 %."),
        title=_("Xác nhận các nội dung giống nhau"),
        about=found,
        back=_page(found),
    )


@login_required
@both
def cover(request: HttpRequest, pk: int) -> HttpResponse:
    """Say by hand that the plan takes an item up."""
    found = _plan(request, pk)
    items = WorkItem.objects.visible_to(request.user).of_programme(found.programme).in_order()
    return perform(
        request,
        form=forms.CoverForm(request.POST or None, items=items, initial={"item": request.GET.get("item")}),
        do=lambda data: matching.cover(actor=person(request), plan=found, **data),
        done=_("Đã ghi nội dung được cụ thể hóa."),
        title=_("Ghi nội dung được cụ thể hóa"),
        about=found,
        back=_page(found),
    )


@login_required
@require_POST
def settle(request: HttpRequest, pk: int, verdict: str) -> HttpResponse:
    """Confirm or reject one proposal."""
    rows = Coverage.objects.select_related("plan__order__programme", "plan__agency", "item", "indicator")
    found = seen(request, rows, pk)
    require(request.user, Action.CONFIRM_COVERAGE, found)
    confirm = verdict == "confirm"
    return perform(
        request,
        form=EmptyForm(request.POST),
        do=lambda _data: matching.settle(actor=person(request), coverage=found, confirm=confirm),
        done=_("Đã xác nhận.") if confirm else _("Đã ghi: không phải nội dung này."),
        title=_("Xác nhận"),
        about=found,
        back=_page(found.plan),
    )


@login_required
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind the agencies without a plan."""
    found = seen(request, PlanOrder.objects.select_related("programme__office"), pk)
    require(request.user, Action.URGE, found)
    return perform(
        request,
        form=EmptyForm(request.POST),
        do=lambda _data: reminding.remind_missing(actor=person(request), order=found),
        done=_("Đã nhắc các cơ quan chưa ban hành kế hoạch; mỗi người một lần trong ngày."),
        title=_("Nhắc ban hành kế hoạch"),
        about=found,
        back=f"{reverse('cascade:matrix')}?order={found.pk}",
    )


def _plan(request: HttpRequest, pk: int) -> AgencyPlan:
    found = found_plan(request, pk)
    require(request.user, Action.CONFIRM_COVERAGE, found)
    return found


def _agencies(request: HttpRequest, found: PlanOrder) -> QuerySet[Agency]:
    """Give the agencies whose plan the person may record: all to the office, else his own."""
    rows = Agency.objects.filter(valid_to__isnull=True).exclude(plans__order=found).in_order()
    if may(request.user, Action.CONFIRM_COVERAGE, found):
        return rows
    return rows.filter(pk__in=access_of(request.user).agencies)


def _page(found: AgencyPlan) -> str:
    return reverse("cascade:plan", args=[found.pk])
