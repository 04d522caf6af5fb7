"""The only "now" of the application.

`today()` is the day in Hà Nội, unless a test has frozen it or a page is asked for as of another day (`?on=2023-06-30`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

_frozen: ContextVar[dt.datetime | None] = ContextVar("frozen", default=None)
_as_of: ContextVar[dt.date | None] = ContextVar("as_of", default=None)


def now() -> dt.datetime:
    """Give the moment it is, with its zone; in a demonstration that of the day it is played on."""
    return _frozen.get() or timezone.now() + _shift(settings.DEMO_DAY)


@lru_cache(maxsize=2)
def _shift(demo_day: dt.date | None) -> dt.timedelta:
    """Give by how much the clock of a demonstration differs from the real one: whole days, so that hours stay hours."""
    return dt.timedelta(0) if demo_day is None else demo_day - timezone.localdate()


def real_today() -> dt.date:
    """Give the day on which an act is done: never the day a page is looked at as of."""
    return timezone.localdate(now())


def today() -> dt.date:
    """Give the day that pages and figures speak of: the day asked for, or the real one."""
    return _as_of.get() or real_today()


def looks_back() -> bool:
    """Tell whether the page is asked for as of another day than the real one."""
    return today() != real_today()


@contextmanager
def frozen(moment: dt.datetime | dt.date) -> Iterator[None]:
    """Hold the clock still: for tests and for histories made for a demonstration."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(9, 0), tzinfo=timezone.get_default_timezone())
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)


@contextmanager
def as_of(day: dt.date | None) -> Iterator[None]:
    """Look at everything as of a day."""
    token = _as_of.set(day)
    try:
        yield
    finally:
        _as_of.reset(token)


def day_asked_for(text: str | None) -> dt.date | None:
    """Read the `on` of a page; anything that is not an ISO date counts as not asked."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


class AsOfMiddleware:
    """Let `?on=` set the day that a page speaks of. Only reading takes it: an act is always done today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        day = day_asked_for(request.GET.get("on")) if request.method in {"GET", "HEAD"} else None
        with as_of(day):
            return self.get_response(request)
