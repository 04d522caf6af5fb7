"""How an office steers an item: give it a lead, mark it as key, weigh and move parts, stop following it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.follow_up import steering_forms as forms
from dondoc.web.follow_up.services import assigning, breaking_down, ending, setting_up
from dondoc.web.follow_up.views.acting import perform, where_from
from dondoc.web.follow_up.views.finding import seen_item
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.services.locking import StaleVersion

an_act = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@an_act
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an item its one lead, or another lead than it had."""
    item = seen_item(request, pk)
    require(request.user, Action.ASSIGN, item)
    return perform(
        request,
        form=forms.AssignForm(request.POST or None, item=item),
        do=lambda data: assigning.assign(actor=person(request), item=item, **data),
        done=_("Đã giao nhiệm vụ; cơ quan chủ trì được báo để tiếp nhận."),
        title=_("Giao cơ quan chủ trì"),
        about=item,
    )


@login_required
@an_act
def stop_following(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop following an item from a day on, by a decision."""
    item = seen_item(request, pk)
    require(request.user, Action.DROP, item)
    return perform(
        request,
        form=forms.StopForm(request.POST or None, item=item),
        do=lambda data: ending.stop_following(actor=person(request), item=item, **data),
        done=_("Đã thôi theo dõi nhiệm vụ; lịch sử được giữ lại."),
        title=_("Thôi theo dõi nhiệm vụ"),
        about=item,
    )


@login_required
@require_POST
def mark_key(request: HttpRequest, pk: int, mark: int) -> HttpResponse:
    """Mark an item as key (1) or no longer (0); the answer offers to take it back."""
    item, is_key = seen_item(request, pk), bool(mark)
    try:
        setting_up.mark_key(actor=person(request), item=item, version=item.version, is_key=is_key)
    except StaleVersion as error:
        say_refused(request, error.sentence)
    else:
        words = _("Đã đánh dấu nhiệm vụ trọng tâm.") if is_key else _("Đã bỏ dấu trọng tâm.")
        say_done(request, words, undo=reverse("follow_up:mark_key", args=[pk, int(not is_key)]))
    return redirect(where_from(request, reverse("register:item", args=[pk])))


@login_required
@an_act
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an item under another one, or let it stand alone."""
    item = seen_item(request, pk)
    require(request.user, Action.EDIT, item)
    return perform(
        request,
        form=forms.MoveForm(request.POST or None, item=item, words=request.GET.get("q", "")),
        do=lambda data: breaking_down.move(actor=person(request), item=item, **data),
        done=_("Đã đổi vị trí của nhiệm vụ trong cây nhiệm vụ."),
        title=_("Đổi việc cha"),
        about=item,
    )


@login_required
@an_act
def weights(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare how much each part of an item counts."""
    item = seen_item(request, pk)
    require(request.user, Action.BREAK_DOWN, item)
    parts = breaking_down.parts_of(item)
    return perform(
        request,
        form=(form := forms.WeightsForm(request.POST or None, parts=parts)),
        do=lambda _data: breaking_down.set_weights(actor=person(request), item=item, weights=form.weights()),
        done=_("Đã ghi trọng số của các việc con."),
        title=_("Trọng số của việc con"),
        about=item,
    )
