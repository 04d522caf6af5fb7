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
from dondoc.web.register.timeliness import Cell
from dondoc.web.register.views.items import items_of

ROWS = 60
FARTHEST = dt.timedelta(days=5 * 366)  # what is due later ends at the edge of the scale
MOST_YEARS = 12
LABEL_WIDTH = 11.0  # percent of the scale that a year needs to be written, on a telephone too
FILLS = {
    Cell.DONE_ON_TIME: "fill-done",
    Cell.DONE_LATE: "fill-late",
    Cell.OPEN_IN_TIME: "fill-open",
    Cell.OPEN_OVERDUE: "fill-overdue",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One item on the scale, in percent: up to its first deadline, on to the one now, past it while it is late."""

    item: WorkItem
    x: float
    width: float
    extended: float
    late: float
    done: float | None
    fill: str

    @property
    def ends(self) -> float:
        """Where the first deadline lies."""
        return self.x + self.width

    @property
    def due(self) -> float:
        """Where the deadline lies as it is now."""
        return self.ends + self.extended


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
        """The years that begin on the scale, with their place; of many years every second, fifth or tenth."""
        years = range(self.first.year + 1, self.last.year + 1)
        step = next(step for step in (1, 2, 5, 10, 100) if len(years) <= MOST_YEARS * step)
        return [(year, self.at(dt.date(year, 1, 1))) for year in years if year % step == 0]

    @property
    def labels(self) -> list[tuple[int, float]]:
        """The years as they are written beside their lines: as many as there is room for, from the first on."""
        written: list[tuple[int, float]] = []
        for year, place in self.years:
            if place <= 100 - LABEL_WIDTH and (not written or place - written[-1][1] >= LABEL_WIDTH):
                written.append((year, place))
        first = written[0][1] if written else 100.0
        return [(self.first.year, 0.0), *written] if first >= LABEL_WIDTH else written


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
    """Give the days from the first assignment to the last deadline; one that is far away does not press the others."""
    begins = [item.assigned_on for item in items if item.assigned_on]
    ends = [min(_due(item), day + FARTHEST) for item in items]
    return Scale(min([*begins, day]), max([*ends, day]) + dt.timedelta(days=15))


def _bar(item: WorkItem, scale: Scale, day: dt.date) -> Bar:
    due, done = _due(item), getattr(item, "completed_then", None)
    first = min(item.first_due_on or due, due)
    start, until = scale.at(item.assigned_on or scale.first), done or day
    return Bar(
        item,
        x=start,
        width=max(0.4, scale.at(first) - start),
        extended=max(0.0, scale.at(due) - scale.at(first)),
        late=max(0.0, scale.at(until) - scale.at(due)) if until > due else 0.0,
        done=scale.at(done) if done else None,
        fill=FILLS[Cell(getattr(item, "cell"))],  # noqa: B009 - an annotation, unknown to the type
    )


def _due(item: WorkItem) -> dt.date:
    due: dt.date = getattr(item, "due_then")  # noqa: B009 - an annotation, unknown to the type
    return due
