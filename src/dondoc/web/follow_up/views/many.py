"""One act on many items of the register: chosen, filled in, tried out, confirmed; some acts can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.dashboard.frame import frame_of
from dondoc.web.follow_up.many_forms import FORMS, ManyForm
from dondoc.web.follow_up.services import many
from dondoc.web.follow_up.services.many import Act, NotAll, Outcome
from dondoc.web.follow_up.views.acting import where_from
from dondoc.web.organisations.policies import NotAllowed
from dondoc.web.people import person
from dondoc.web.register.filters import ItemFilter
from dondoc.web.register.models import WorkItem
from dondoc.web.register.views.items import items_of

SESSION_KEY = "many_undo"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_many(request: HttpRequest) -> HttpResponse:
    """Show what is chosen and what can be done to it; try the act out; do it once it is confirmed."""
    programme = frame_of(request).programme
    acts = many.acts_of(request.user, programme)
    if programme is None or not acts:
        raise NotAllowed(_("Anh chị không có quyền làm việc này."))
    items = _chosen(request)
    act = next((one for one in acts if one.value == _asked(request, "act")), None)
    context: dict[str, Any] = {"acts": acts, "act": act, "items": items, "most": many.MOST}
    context["back"] = where_from(request, reverse("register:items"))
    context["too_many"] = len(items) > many.MOST
    if act is None or not items or context["too_many"]:
        return render(request, "follow_up/many.html", context)
    form = FORMS[act](request.POST if request.method == "POST" else None, user=request.user)
    context |= {"form": form}
    if request.method != "POST":
        return render(request, "follow_up/many.html", context)
    if not form.is_valid():
        return render(request, "follow_up/many.html", context, status=422)
    if "confirmed" in request.POST:
        return _done(request, items, form, context)
    outcomes = many.try_out(actor=person(request), items=items, order=form.order())
    return render(request, "follow_up/many.html", context | _shown(outcomes))


@login_required
@require_POST
def take_back_many(request: HttpRequest) -> HttpResponse:
    """Take back the person's last act on many items; what somebody has changed since stays as it is."""
    kept = request.session.pop(SESSION_KEY, None)
    if kept is None:
        say_refused(request, _("Không còn gì để hoàn tác."))
        return redirect("register:items")
    values = {int(pk): (version, value) for pk, (version, value) in kept["values"].items()}
    taken = many.take_back(actor=person(request), act=Act(kept["act"]), values=values)
    say_done(request, ngettext("Đã hoàn tác %(n)s nhiệm vụ.", "Đã hoàn tác %(n)s nhiệm vụ.", taken) % {"n": taken})
    return redirect("register:items")


def _chosen(request: HttpRequest) -> list[WorkItem]:
    """Give the ticked items, parts among them, or all that the filter keeps; one more than allowed at most."""
    frame = frame_of(request)
    if "all" in request.GET and request.method != "POST":
        asked = ItemFilter.from_query(request.GET)
        rows = asked.with_state(asked.without_state(items_of(request), frame.day))
    else:
        ticked = _numbers(request.POST.getlist("items") or request.GET.getlist("items"))
        rows = WorkItem.objects.visible_to(request.user).filter(programme=frame.programme, pk__in=ticked)
        rows = rows.in_force(frame.day)
    return list(rows.select_related("lead_agency", "programme").in_order()[: many.MOST + 1])


def _done(request: HttpRequest, items: list[WorkItem], form: ManyForm, context: dict[str, Any]) -> HttpResponse:
    order, before = form.order(), {item.pk: (item.is_key, item.urgency) for item in items}
    versions = {pk: int(value) for pk in before if (value := request.POST.get(f"version_{pk}", "")).isdigit()}
    try:
        outcomes = many.do_to_all(actor=person(request), items=items, versions=versions, order=order)
    except NotAll as error:
        say_refused(request, _("Chưa đổi nhiệm vụ nào: có nhiệm vụ vừa thay đổi. Hãy xem lại rồi xác nhận."))
        return render(request, "follow_up/many.html", context | _shown(error.outcomes), status=409)
    undo = _remember(request, order.act, before, outcomes)
    count = len(outcomes)
    say_done(request, ngettext("Đã đổi %(n)s nhiệm vụ.", "Đã đổi %(n)s nhiệm vụ.", count) % {"n": count}, undo=undo)
    return redirect(context["back"])


def _remember(request: HttpRequest, act: Act, before: dict[int, tuple[bool, int]], outcomes: Iterable[Outcome]) -> str:
    """Keep for the person what the items were before; gives the address that takes the act back, or nothing."""
    if act not in many.CAN_BE_TAKEN_BACK:
        request.session.pop(SESSION_KEY, None)
        return ""
    now = WorkItem.objects.filter(pk__in=[one.item.pk for one in outcomes]).values_list("pk", "version")
    place = many.CAN_BE_TAKEN_BACK.index(act)
    values = {str(pk): (version, int(before[pk][place])) for pk, version in now}
    request.session[SESSION_KEY] = {"act": act.value, "values": values}
    return reverse("follow_up:take_back_many")


def _shown(outcomes: list[Outcome]) -> dict[str, Any]:
    return {
        "outcomes": outcomes,
        "possible": [one for one in outcomes if not one.refused],
        "refused": [one for one in outcomes if one.refused],
    }


def _asked(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "") or request.GET.get(name, "")


def _numbers(words: Iterable[str]) -> list[int]:
    return [int(one) for one in words if one.isascii() and one.isdigit() and len(one) < 18]
