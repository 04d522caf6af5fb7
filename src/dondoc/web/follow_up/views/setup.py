"""Setting a programme up: its start, its rules, its calendar, what it takes over, who stands in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.web import clock
from dondoc.web.dashboard.frame import frame_of
from dondoc.web.follow_up import forms
from dondoc.web.follow_up.calendar import years_without_holidays
from dondoc.web.follow_up.preparing import set_up_of
from dondoc.web.follow_up.rules_forms import RulesForm
from dondoc.web.follow_up.services import setting_up, succeeding
from dondoc.web.follow_up.views.acting import perform
from dondoc.web.follow_up.views.finding import seen_programme
from dondoc.web.organisations import services as organisations
from dondoc.web.organisations.models import Agency, CalendarDay, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.models import Programme
from dondoc.web.register.views.items import successor_of
from dondoc.web.working_days import WorkingCalendar

an_act = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def setup(request: HttpRequest) -> HttpResponse:
    """Show how the programme is set up, and what is still missing before it runs by itself."""
    programme = frame_of(request).programme
    require(request.user, Action.MANAGE_PROGRAMME, programme)
    if programme is None:
        raise Http404
    today = clock.real_today()
    return render(
        request,
        "follow_up/setup.html",
        {
            "programme": programme,
            "prepared": set_up_of(programme),
            "successor": successor_of(programme),
            "periods": programme.reporting_periods.filter(ends_on__gte=today).order_by("due_on")[:6],
            "calendar": CalendarDay.objects.filter(day__year__gte=today.year).order_by("day"),
            "years": years_without_holidays(WorkingCalendar.of_installation(), today, today.replace(month=12, day=31)),
            "day_form": forms.CalendarDayForm(auto_id="day_%s"),
        },
    )


@login_required
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the follow-up of a programme."""
    found = seen_programme(request, pk)
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: setting_up.start(actor=person(request), programme=found),
        done=_("Đã bắt đầu theo dõi: giao việc, mở kỳ báo cáo."),
        title=_("Bắt đầu theo dõi"),
        back=reverse("follow_up:setup"),
    )


@login_required
@an_act
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the rules of a programme."""
    found = seen_programme(request, pk)
    require(request.user, Action.MANAGE_PROGRAMME, found)
    return perform(
        request,
        form=(form := RulesForm.of(found, request.POST or None, like=_like(request))),
        do=lambda _data: setting_up.change_rules(
            actor=person(request), programme=found, changes=form.rules(), **form.own()
        ),
        done=_("Đã sửa quy tắc theo dõi."),
        title=_("Quy tắc theo dõi"),
        about=found,
        back=reverse("follow_up:setup"),
    )


def _like(request: HttpRequest) -> Programme | None:
    """Give the programme whose rules the form is to be filled with, if the address names one."""
    asked = request.GET.get("like", "")
    return next((one for one in frame_of(request).programmes if str(one.pk) == asked), None)


@login_required
@an_act
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a programme take over the open items of another."""
    found = seen_programme(request, pk)
    require(request.user, Action.MANAGE_PROGRAMME, found)
    others = Programme.objects.visible_to(request.user).filter(office=found.office_id).exclude(pk=found.pk)
    return perform(
        request,
        form=forms.TakeOverForm(request.POST or None, programmes=others.exclude(status="superseded")),
        do=lambda data: succeeding.take_over(
            actor=person(request), programme=found, from_programme=data["from_programme"]
        ),
        done=_("Đã tiếp nhận các nhiệm vụ đang mở của chương trình trước."),
        title=_("Thay thế chương trình trước"),
        about=found,
        back=reverse("follow_up:setup"),
    )


@login_required
@require_POST
def calendar_day(request: HttpRequest) -> HttpResponse:
    """Declare a make-up day or a day off."""
    require(request.user, Action.MANAGE_AGENCIES)
    return perform(
        request,
        form=forms.CalendarDayForm(request.POST),
        do=lambda data: organisations.set_calendar_day(actor=person(request), **data),
        done=_("Đã sửa lịch làm việc."),
        title=_("Lịch làm việc"),
        back=reverse("follow_up:setup"),
    )


@login_required
@an_act
def succeed(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an agency be succeeded by another from a day on."""
    require(request.user, Action.MANAGE_AGENCIES)
    agency = get_object_or_404(Agency, pk=pk)
    return perform(
        request,
        form=forms.SucceedForm(request.POST or None, agency=agency),
        do=lambda data: succeeding.succeed(actor=person(request), agency=agency, **data),
        done=_("Đã ghi nhận cơ quan kế thừa; việc đang mở chuyển theo."),
        title=_("Sáp nhập, đổi tên, giải thể"),
        about=agency,
        back=reverse("organisations:agency", args=[agency.pk]),
    )


@login_required
@an_act
def deputy(request: HttpRequest) -> HttpResponse:
    """Name who acts for the person while he is away."""
    user = person(request)
    people = User.objects.filter(is_active=True).exclude(pk=user.pk).order_by("sort_key", "pk")
    return perform(
        request,
        form=forms.DeputyForm(request.POST or None, people=people),
        do=lambda data: setting_up.stand_in(actor=user, person=user, **data),
        done=_("Đã ghi nhận người làm thay."),
        title=_("Người làm thay tôi"),
        back=reverse("dashboard:mine"),
    )
