"""Deadlines as a calendar (iCalendar, RFC 5545): whole days, no alarms; what is classified is not named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from dondoc.web import clock
from dondoc.web.follow_up.models import ReportingPeriod
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.models import User
from dondoc.web.register.choices import Secrecy
from dondoc.web.register.models import Cooperation, Programme, WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet
from dondoc.web.text import address_text

MOST = 2000
PRODUCT = "-//dondoc//calendar//VI"
FETCH_AGAIN = "PT6H"


def calendar_of(user: User, base: str) -> bytes:
    """Write a person's open deadlines and the closing days of his reporting periods; `base` begins their links."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Đôn đốc: thời hạn"))
    calendar.add("refresh-interval;value=duration", FETCH_AGAIN)
    for item in deadlines_of(user)[:MOST]:
        calendar.add_component(_deadline(item, base))
    for period in periods_of(user):
        calendar.add_component(_period(period, base))
    return bytes(calendar.to_ical())


def deadlines_of(user: User) -> WorkItemQuerySet:
    """Give the open items with a day that a person has to do with: what his agencies work on, or his office runs."""
    access, day = access_of(user), clock.real_today()
    agencies = access.works_for | access.inspects
    offices = access.offices | access.leads
    helped = Cooperation.objects.filter(agency__in=agencies).values("item")
    part = Q(lead_agency__in=agencies) | Q(pk__in=helped) | Q(programme__office__in=offices)
    items = WorkItem.objects.visible_to(user).in_force(day).still_open(day).filter(part, due_on__isnull=False)
    return (
        items.filter(Q(programme__status=Programme.Status.RUNNING))
        .select_related("lead_agency")
        .order_by("due_on", "pk")
    )


def periods_of(user: User) -> Iterable[ReportingPeriod]:
    """Give the reporting periods that are still open, of the programmes a person sees."""
    seen = Programme.objects.visible_to(user).running()
    open_ones = ReportingPeriod.objects.filter(programme__in=seen, locked_on__isnull=True)
    return open_ones.filter(due_on__gte=clock.real_today()).select_related("programme").order_by("due_on")[:50]


def _deadline(item: WorkItem, base: str) -> Event:
    named = item.secrecy <= Secrecy.INTERNAL
    title = f"{address_text(item.path)} {item.title}" if named else _("Nhiệm vụ có độ mật, mở hệ thống để xem")
    event = _whole_day(f"item-{item.pk}", item.due_on or clock.real_today(), _("Hạn: %(title)s") % {"title": title})
    event.add("url", base + reverse("register:item", args=[item.pk]))
    if named and item.lead_label:
        event.add("description", _("Chủ trì: %(agency)s") % {"agency": item.lead_label})
    return event


def _period(period: ReportingPeriod, base: str) -> Event:
    words = _("Hạn nộp báo cáo %(period)s: %(programme)s") % {"period": period, "programme": period.programme}
    event = _whole_day(f"period-{period.pk}", period.due_on, words)
    event.add("url", f"{base}{reverse('follow_up:reports')}?programme={period.programme_id}&period={period.pk}")
    return event


def _whole_day(uid: str, day: dt.date, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@dondoc")
    event.add("dtstamp", clock.now())
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event
