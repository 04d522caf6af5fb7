"""The timeline: every item of a programme as a bar from its assignment to its deadline, on one scale of days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.web.dashboard.frame import frame_of
from dondoc.web.register.models import WorkItem
from dondoc.web.register.views.items import items_of

ROWS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One item on the scale, in percent: up to its first deadline, on to its deadline now, and where it was done."""

    item: WorkItem
    x: float
    width: float
    extended: float
    done: float | None
    is_late: bool

    @property
    def ends(self) -> float:
        """Where the first deadline lies."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Scale:
    """The days that are drawn."""

    first: dt.date
    last: dt.date

    def at(self, day: dt.date) -> float:
        """Give where a day lies, 0 to 100."""
        whole = max(1, (self.last - self.first).days)
        return min(100.0, max(0.0, 100 * (day - self.first).days / whole))

    @property
    def years(self) -> list[tuple[int, float]]:
        """The years that begin on the scale, with their place."""
        return [(year, self.at(dt.date(year, 1, 1))) for year in range(self.first.year + 1, self.last.year + 1)]


@login_required
@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """Draw the items of the programme on one scale."""
    frame = frame_of(request)
    rows = items_of(request).with_timeliness(frame.day).filter(Q(due_then__isnull=False)).select_related("lead_agency")
    page = Paginator(rows.order_by(F("due_then").asc(), "path_key", "pk"), ROWS).get_page(request.GET.get("page"))
    scale = _scale(list(page), frame.day)
    bars = [_bar(item, scale, frame.day) for item in page]
    context = {"page": page, "bars": bars, "scale": scale, "now": scale.at(frame.day)}
    return render(request, "follow_up/timeline.html", context)


def _scale(items: list[WorkItem], day: dt.date) -> Scale:
    begins = [item.assigned_on for item in items if item.assigned_on]
    ends = [_due(item) for item in items]
    return Scale(min([*begins, day]), max([*ends, day]) + dt.timedelta(days=15))


def _bar(item: WorkItem, scale: Scale, day: dt.date) -> Bar:
    due, done = _due(item), getattr(item, "completed_then", None)
    first = min(item.first_due_on or due, due)
    start = scale.at(item.assigned_on or scale.first)
    return Bar(
        item,
        x=start,
        width=max(0.4, scale.at(first) - start),
        extended=max(0.0, scale.at(due) - scale.at(first)),
        done=scale.at(done) if done else None,
        is_late=(done or day) > due,
    )


def _due(item: WorkItem) -> dt.date:
    due: dt.date = getattr(item, "due_then")  # noqa: B009 - an annotation, unknown to the type
    return due
