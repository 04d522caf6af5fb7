"""The only now."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from dondoc.web import clock

DAY = dt.date(2023, 6, 30)


def seen_by(request: HttpRequest) -> dt.date:
    """Give the day that a view behind the middleware sees."""
    days = []

    def view(_: HttpRequest) -> HttpResponse:
        days.append(clock.today())
        return HttpResponse()

    clock.AsOfMiddleware(view)(request)
    return days[0]


def test_a_page_can_be_asked_for_as_of_a_day() -> None:
    """Reading takes `?on=`; the real day stays what it is."""
    with clock.frozen(dt.date(2024, 1, 1)):
        assert seen_by(RequestFactory().get("/", {"on": "2023-06-30"})) == DAY
        assert clock.real_today() == clock.today() == dt.date(2024, 1, 1)


def test_an_act_is_always_done_today() -> None:
    """A form sent from a page of a past day is an act of today; nonsense counts as not asked."""
    with clock.frozen(dt.date(2024, 1, 1)):
        assert seen_by(RequestFactory().post("/?on=2023-06-30")) == dt.date(2024, 1, 1)
        assert seen_by(RequestFactory().get("/", {"on": "yesterday"})) == dt.date(2024, 1, 1)


def test_frozen_ends() -> None:
    with clock.frozen(DAY):
        assert clock.real_today() == DAY
    assert clock.real_today() != DAY
