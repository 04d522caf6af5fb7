"""Messages: a person's own inbox, and, for the office, how far every message has come."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.follow_up.models import Delivery, Message
from dondoc.web.follow_up.services import messaging
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person

ROWS = 50


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List what the person was told, the latest first."""
    rows = Message.objects.filter(person=person(request)).exclude(kind=Message.Kind.INVITATION)
    page = Paginator(rows.order_by("-created_at", "-pk"), ROWS).get_page(request.GET.get("page"))
    return render(request, "follow_up/inbox.html", {"page": page})


@login_required
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one message of the person; opening it counts as reading it."""
    found = get_object_or_404(Message, pk=pk, person=person(request))
    messaging.mark_read(found)
    return render(request, "follow_up/message.html", {"message_shown": found})


@login_required
@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """Show the office how far messages have come: counts by state, and what could not be sent."""
    require(request.user, Action.MANAGE_PEOPLE)
    counts = Delivery.objects.order_by("state").values_list("state").annotate(Count("pk"))
    stuck = (
        Delivery.objects.exclude(state=Delivery.State.SENT).select_related("message__person").order_by("-state", "-pk")
    )
    page = Paginator(stuck, ROWS).get_page(request.GET.get("page"))
    named = [(Delivery.State(state).label, count) for state, count in counts]
    return render(request, "follow_up/deliveries.html", {"counts": named, "page": page})


@login_required
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a message again that was given up."""
    found = get_object_or_404(Delivery.objects.select_related("message__person"), pk=pk)
    if messaging.retry(actor=person(request), delivery=found):
        say_done(request, _("Đã đưa lại vào hàng đợi gửi."))
    else:
        say_refused(request, _("Thư này không nằm trong số đã thôi gửi."))
    return redirect("follow_up:deliveries")
