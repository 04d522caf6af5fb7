"""A person's calendar: how to subscribe to it, and the calendar itself for the program that fetches it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.web.calendar_feed import services
from dondoc.web.calendar_feed.events import calendar_of, deadlines_of
from dondoc.web.calendar_feed.models import Feed
from dondoc.web.dashboard.answers import say_done
from dondoc.web.people import person


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Show how to subscribe; make a new address, which is shown this once."""
    user, address = person(request), ""
    if request.method == "POST":
        address = settings.BASE_URL + reverse("calendar_feed:feed", args=[services.make_feed(actor=user)])
    context = {
        "feed": Feed.objects.filter(user=user).first(),
        "address": address,
        "deadlines": deadlines_of(user).count(),
    }
    return render(request, "calendar_feed/subscribe.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """End the address of the person's calendar."""
    services.withdraw_feed(actor=person(request))
    say_done(request, _("Đã bỏ địa chỉ lịch."))
    return redirect("calendar_feed:subscribe")


@never_cache
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """Give the calendar to the program that knows the key; nobody signs in."""
    user = services.person_of(key)
    if user is None:
        raise Http404
    return HttpResponse(calendar_of(user, settings.BASE_URL), content_type="text/calendar; charset=utf-8")
