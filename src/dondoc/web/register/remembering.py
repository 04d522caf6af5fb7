"""Counts over a whole programme are made once and kept until something happens in it.

With 100,000 items a count reads every one of them. Every act writes a line in the journal within its own transaction,
so the latest lines say whether anything has happened: as long as they are the same, so are the counts. Several lines
are compared and not only the last, because an act that began earlier may be stored later.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from django.core.cache import caches
from django.db.models import Q

from dondoc.web import clock
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.access import Access, access_of
from dondoc.web.register.models import Programme

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dondoc.web.organisations.models import User

LINES_COMPARED = 50
SECONDS_KEPT = 600
SECONDS_OF_CHOICES = 60
Counted = TypeVar("Counted")


@dataclass(frozen=True)
class Memory:
    """What was counted for people who see the same of one programme on one day."""

    programme: Programme | None
    user: User | AnonymousUser
    on: dt.date

    def kept(self, what: str, count: Callable[[], Counted]) -> Counted:
        """Give what `count` gives, counted now or kept; `what` says all that it depends on besides person and day."""
        return count() if self.programme is None else _kept(f"{self._basis}:{_short(what)}", count, SECONDS_KEPT)

    def kept_a_minute(self, what: str, count: Callable[[], Counted]) -> Counted:
        """Give what `count` gives, at most a minute old whatever has happened since: for what a filter offers."""
        if self.programme is None:
            return count()
        parts = (self.programme.pk, self.on, clock.real_today(), _reader(self.user), what)
        return _kept(f"minute:{_short(repr(parts))}", count, SECONDS_OF_CHOICES)

    @cached_property
    def _basis(self) -> str:
        """Name the state of the programme, the days and the reader; asked before anything is counted."""
        lines = Entry.objects.order_by("-pk").values("pk")
        own = lines.filter(programme=self.programme)[:LINES_COMPARED]
        common = lines.filter(programme__isnull=True)[:LINES_COMPARED]
        last = list(Entry.objects.filter(Q(pk__in=own) | Q(pk__in=common)).order_by("pk").values_list("pk", flat=True))
        parts = (self.programme and self.programme.pk, last, self.on, clock.real_today(), _reader(self.user))
        return _short(repr(parts))


def _kept(key: str, count: Callable[[], Counted], seconds: int) -> Counted:
    found: tuple[Counted] | None = caches["figures"].get(key)
    if found is None:
        found = (count(),)
        caches["figures"].set(key, found, seconds)
    return found[0]


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _reader(user: User | AnonymousUser) -> object:
    """Name what decides which items a person sees: up to "internal" his agencies make no difference."""
    access: Access = access_of(user)
    if access.anonymous:
        return "anonymous"
    offices = sorted(access.offices)
    if access.clearance <= 1:
        return access.clearance, offices
    return access.clearance, offices, sorted(access.agencies), access.reads_everything
