"""What every page shows around its content: programme, day, navigation, the person.

A view that needs the programme or the day asks `frame_of(request)`; templates find it as `frame`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from dondoc import __version__
from dondoc.web import clock
from dondoc.web.dashboard.navigation import NavigationLink, bottom_bar, navigation
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Programme
from dondoc.web.register.remembering import Memory

THEME_COOKIE = "theme"
THEMES = ("light", "dark")
SESSION_KEY = "programme"


@dataclass(frozen=True)
class Frame:
    """The frame of one page; what costs a query is asked for once, when a template first needs it."""

    request: HttpRequest

    @property
    def day(self) -> dt.date:
        """The day that the page speaks of."""
        return clock.today()

    @property
    def looks_back(self) -> bool:
        return clock.looks_back()

    @property
    def asked_day(self) -> str:
        """The day in the address, or nothing on a page of today."""
        return self.day.isoformat() if self.looks_back else ""

    @property
    def theme(self) -> str:
        """The background the person chose: light, dark, or nothing (as the device says)."""
        chosen = self.request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in THEMES else ""

    @property
    def version(self) -> str:
        return __version__

    @property
    def may_administer(self) -> bool:
        return access_of(self.request.user).administrator

    @cached_property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes the person may see, running ones first."""
        user = self.request.user
        if not isinstance(user, User):
            return ()
        found = Programme.objects.visible_to(user).select_related("document", "office")
        return tuple(sorted(found, key=lambda one: (one.status != Programme.Status.RUNNING, -one.pk)))

    @cached_property
    def programme(self) -> Programme | None:
        """The programme that the page speaks of: the one asked for, else the one last looked at, else the first."""
        asked = self.request.GET.get("programme") or self.request.session.get(SESSION_KEY)
        chosen = next((one for one in self.programmes if str(one.pk) == str(asked)), None)
        if chosen is not None and "programme" in self.request.GET:
            self.request.session[SESSION_KEY] = chosen.pk
        return chosen or (self.programmes[0] if self.programmes else None)

    @cached_property
    def memory(self) -> Memory:
        """The counts of the programme on the day of the page, kept until something changes."""
        return Memory(self.programme, self.request.user, self.day)

    @property
    def navigation(self) -> tuple[tuple[NavigationLink, ...], ...]:
        return navigation(self.request.path, self.request.user)

    @property
    def bottom(self) -> tuple[NavigationLink, ...]:
        return bottom_bar(self.request.path, self.request.user)

    @property
    def other_parameters(self) -> list[tuple[str, str]]:
        """What the address asks for besides the day: kept when the day changes."""
        query = self.request.GET
        return [(key, value) for key in query if key not in {"on", "page"} for value in query.getlist(key)]


def frame_of(request: HttpRequest) -> Frame:
    """Give the frame of a request, the same one each time."""
    frame = getattr(request, "dondoc_frame", None)
    if not isinstance(frame, Frame):
        frame = Frame(request)
        request.dondoc_frame = frame  # type: ignore[attr-defined]
    return frame


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: give every template its frame."""
    return {"frame": frame_of(request)}
