"""Indicators: the list with how each stands, and one indicator with its plot and its figures."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.web.dashboard.frame import frame_of
from dondoc.web.downloads import stored_file
from dondoc.web.follow_up.views.finding import seen
from dondoc.web.indicators.measuring import forecast_of, next_goal
from dondoc.web.indicators.models import Actual
from dondoc.web.indicators.parts import intake_of
from dondoc.web.indicators.peers import peers_of
from dondoc.web.indicators.plot import lines_of, plot_of
from dondoc.web.indicators.reading import Sheet, sheets_of
from dondoc.web.indicators.services.recording import recordable
from dondoc.web.people import person
from dondoc.web.register.models import Indicator

STATUSES = ("off_path", "missed", "unknown", "on_path", "reached")
ROWS = 200


@login_required
@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """List the indicators of the programme: target, last figure, how each stands, what it takes from here."""
    frame = frame_of(request)
    rows = Indicator.objects.visible_to(request.user).prefetch_related("targets")
    rows = rows.of_programme(frame.programme) if frame.programme else rows.none()
    sheets = sheets_of(rows, frame.day)
    counts = [(name, sum(one.standing.status == name for one in sheets)) for name in STATUSES]
    asked = request.GET.get("status", "")
    shown = [one for one in sheets if one.standing.status == asked] if asked in STATUSES else sheets
    return render(
        request, "indicators/indicators.html", {"sheets": shown, "counts": counts, "total": len(sheets), "asked": asked}
    )


@login_required
@require_safe
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one indicator: its definition, its plot with the same values as a table, its figures."""
    frame = frame_of(request)
    sheet = found_sheet(request, pk)
    goal = next_goal(sheet.measured, frame.day)
    actuals = sheet.indicator.actuals.filter(submitted_on__lte=frame.day).select_related("agency", "submitted_by")
    forecast = forecast_of(sheet.measured.figures, goal.day) if goal and goal.day else None
    return render(
        request,
        "indicators/indicator.html",
        {
            "sheet": sheet,
            "plot": plot_of(sheet.measured, frame.day),
            "goal": goal,
            "peers": peers_of(sheet, frame.day),
            "intake": intake_of(sheet, frame.day),
            "may_record": any(recordable(person(request), sheet.indicator)),
            "forecast": forecast,
            "lines": lines_of(sheet.measured, forecast),
            "actuals": actuals.order_by("-ends_on", "agency__sort_key", "-pk")[:ROWS],
        },
    )


@login_required
@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the file that a figure rests on to those who may see the indicator."""
    rows = Actual.objects.select_related("indicator__programme", "indicator__document")
    return stored_file(seen(request, rows, pk).evidence_file)


def found_sheet(request: HttpRequest, pk: int) -> Sheet:
    """Give the sheet of an indicator that the person may see."""
    rows = Indicator.objects.visible_to(request.user).filter(pk=pk, programme__isnull=False)
    rows = rows.select_related("programme", "document").prefetch_related("targets", "definition__parts")
    sheets = sheets_of(rows, frame_of(request).day, in_full=True)
    if not sheets:
        raise Http404
    return sheets[0]
