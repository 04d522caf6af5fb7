"""Bringing people in: contacts of agencies and people of the office, invited by mail; the links that let them in."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.follow_up import forms, inviting_forms
from dondoc.web.follow_up.models import Contact
from dondoc.web.follow_up.preparing import set_up_of
from dondoc.web.follow_up.services import inviting
from dondoc.web.follow_up.services.acts import AlreadyDecided
from dondoc.web.follow_up.views.acting import perform
from dondoc.web.follow_up.views.finding import seen, seen_programme
from dondoc.web.organisations.policies import Action, NotAllowed, require
from dondoc.web.people import person

an_act = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@an_act
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite a contact of an agency by mail."""
    found = seen_programme(request, pk)
    require(request.user, Action.MANAGE_PROGRAMME, found)
    return perform(
        request,
        form=inviting_forms.InviteForm(request.POST or None, initial={"agency": request.GET.get("agency", "")}),
        do=lambda data: inviting.invite(actor=person(request), programme=found, **data),
        done=_("Đã gửi lời mời kèm liên kết dùng một lần."),
        title=_("Mời đầu mối của cơ quan"),
        about=found,
        back=reverse("follow_up:setup"),
    )


@login_required
@an_act
def invite_many(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite the contacts of a whole list, one a line."""
    found = seen_programme(request, pk)
    require(request.user, Action.MANAGE_PROGRAMME, found)
    return perform(
        request,
        form=inviting_forms.InviteManyForm(request.POST or None),
        do=lambda data: inviting.invite_many(actor=person(request), programme=found, guests=data["people"]),
        done=_("Đã gửi lời mời cho mọi người trong danh sách."),
        title=_("Mời đầu mối theo danh sách"),
        about=found,
        back=reverse("follow_up:setup"),
    )


@login_required
@an_act
def invite_colleague(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite an official or a leader of the office."""
    found = seen_programme(request, pk)
    require(request.user, Action.MANAGE_PROGRAMME, found)
    return perform(
        request,
        form=inviting_forms.ColleagueForm(request.POST or None),
        do=lambda data: inviting.invite_colleague(actor=person(request), programme=found, **data),
        done=_("Đã gửi lời mời kèm liên kết dùng một lần."),
        title=_("Mời người của văn phòng, lãnh đạo"),
        about=found,
        back=reverse("follow_up:setup"),
    )


@login_required
@require_POST
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a contact a new link."""
    found = _contact(request, pk)
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: inviting.invite_again(actor=person(request), contact=found),
        done=_("Đã gửi lại lời mời; liên kết cũ không dùng được nữa."),
        title=_("Gửi lại lời mời"),
        about=found,
        back=reverse("follow_up:setup"),
    )


@login_required
@require_POST
def invite_waiting(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a link to every contact who has no account and no invitation that still works."""
    found = seen_programme(request, pk)
    require(request.user, Action.MANAGE_PROGRAMME, found)
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: inviting.invite_waiting(actor=person(request), contacts=set_up_of(found).waiting),
        done=_("Đã gửi lời mời cho các đầu mối chưa có tài khoản."),
        title=_("Gửi lời mời"),
        about=found,
        back=reverse("follow_up:setup"),
    )


@login_required
@require_POST
def end_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person no longer answer for an agency."""
    found = _contact(request, pk)
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: inviting.end_contact(actor=person(request), contact=found),
        done=_("Đã thôi đầu mối."),
        title=_("Thôi làm đầu mối"),
        about=found,
        back=reverse("follow_up:setup"),
    )


def _contact(request: HttpRequest, pk: int) -> Contact:
    found = seen(request, Contact.objects.select_related("programme__office", "agency", "person"), pk)
    require(request.user, Action.MANAGE_PROGRAMME, found)
    return found


@sensitive_post_parameters("password", "again")
@never_cache
@an_act
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Let an invited person set his password, once, and sign him in."""
    found = inviting.find_invitation(secret)
    form = inviting_forms.PasswordForm(request.POST or None)
    if found is None:
        return render(request, "follow_up/invitation.html", {"invitation": None}, status=404)
    if request.method == "POST" and form.is_valid():
        try:
            user = inviting.accept_invitation(secret=secret, password=form.cleaned_data["password"])
        except ValidationError as error:
            form.add_error("password", error.messages)
        except (NotAllowed, AlreadyDecided) as error:
            say_refused(request, str(error))
            return redirect("account_login")
        else:
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            say_done(request, _("Đã đặt mật khẩu. Đây là việc của anh chị."))
            return redirect("dashboard:mine")
    status = 422 if form.is_bound else 200
    return render(request, "follow_up/invitation.html", {"invitation": found, "form": form}, status=status)
