"""Inspections: the list, the plan of a year with the points behind it, one inspection."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from dondoc.web.dashboard.frame import frame_of
from dondoc.web.follow_up.views.finding import seen
from dondoc.web.inspections.forms import OpenPlanForm
from dondoc.web.inspections.models import Check, Inspection, InspectionFinding, YearlyPlan
from dondoc.web.inspections.past import checks_then, findings_then, inspections_then, plans_then
from dondoc.web.inspections.querysets import findings_waiting, inspections_of, plans_seen, seen_of
from dondoc.web.inspections.risk import RULES, Risk, points_of, risks_of
from dondoc.web.inspections.views import acts
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.policies import Action, may, require
from dondoc.web.people import person
from dondoc.web.register.remembering import Memory
from dondoc.web.register.views.items import CountedPaginator

SHOWN = 25  # of the agencies in the order of their risk
MOST_WAITING = 30
ROWS = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def inspections(request: HttpRequest) -> HttpResponse:
    """List the inspections of the programme, what waits to be put right; begin the plan of a year."""
    frame = frame_of(request)
    require(person(request), Action.SEE_REGISTER)
    if request.method == "POST":
        require(person(request), Action.INSPECT)
        return acts.open_one(request)
    plans = plans_then(plans_seen(request.user, frame.programme) if frame.programme else [], frame.day)
    mine = access_of(request.user).inspects
    form = OpenPlanForm(agencies=mine, initial={"year": frame.day.year}) if mine and frame.programme else None
    waiting = findings_then(findings_waiting(plans, request.user, frame.day), frame.day)
    page = Paginator(inspections_of(plans), ROWS).get_page(request.GET.get("page"))
    context = {
        "plans": plans,
        "page": page,
        "inspections": _listed(page, request),
        "waiting": waiting if request.GET.get("waiting") == "all" else waiting[:MOST_WAITING],
        "all_waiting": len(waiting),
        "form": form,
    }
    return render(request, "inspections/inspections.html", context)


@login_required
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the plan of a year: who is inspected and why, and the points of everybody."""
    found = found_plan(request, pk)
    weights: dict[str, int] = found.rules.get("points", {})
    chosen = list(found.inspections.values_list("agency_id", flat=True))
    page = CountedPaginator(inspections_of([found]), ROWS, known=len(chosen)).get_page(request.GET.get("page"))
    memory = Memory(found.programme, request.user, frame_of(request).day)
    risks = memory.kept(f"risks by {sorted(weights.items())}", lambda: risks_of(found.programme, memory.on, weights))
    context = {
        "plan": found,
        "page": page,
        "inspections": [{**row, "reasons": reasons_of(row["one"])} for row in _listed(page, request)],
        "risks": risks if request.GET.get("risks") == "all" else risks[:SHOWN],
        "more": max(0, len(risks) - SHOWN),
        "chosen": set(chosen),
        "rules": [(rule.words, weights.get(rule.key, rule.points), rule.most) for rule in RULES],
        "history": Entry.objects.about(found).until(frame_of(request).day).visible_to(request.user)[:20],
    }
    return render(request, "inspections/plan.html", context)


@login_required
@require_safe
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one inspection: why, its checklist, what was found, what became of it."""
    found, day = found_inspection(request, pk), frame_of(request).day
    checks = seen_of(found.checks.select_related("item"), request.user)
    findings = seen_of(found.findings.select_related("item", "found_by"), request.user)
    whole = sees_whole(found, request)
    if frame_of(request).looks_back:
        inspections_then([found], day)
        checks, findings = checks_then(found, checks, day), findings_then(findings, day)
    context = {
        "inspection": found,
        "reasons": reasons_of(found),
        "checks": checks,
        "answered": sum(1 for one in checks if one.answer != "unseen"),
        "findings": [_shown(one, request) for one in findings],
        "has_paper": found.state == Inspection.State.CONCLUDED and whole,
        "history": Entry.objects.about(found).until(day).visible_to(request.user)[:30],
    }
    return render(request, "inspections/inspection.html", context)


def reasons_of(one: Inspection) -> list[str]:
    """Say why the rules chose an agency, with its cases on the day of the drawing."""
    cases: dict[str, int] = one.risk.get("cases", {})
    return Risk(one.agency, cases, points_of(cases, one.plan.rules.get("points", {}))).reasons if cases else []


def sees_whole(one: Inspection, request: HttpRequest) -> bool:
    """Tell whether the person may see every line of an inspection, and so the paper that holds them all."""
    checks, findings = one.checks.select_related("item"), one.findings.select_related("item")
    lines: list[Check | InspectionFinding] = [*checks, *findings]
    return all(may(request.user, Action.SEE, line) for line in lines)


def _listed(page: Iterable[Inspection], request: HttpRequest) -> list[dict[str, Any]]:
    """Give the rows of a list as of the day: of what is held back no more than that it is planned."""
    rows, day = list(page), frame_of(request).day
    opened = {one.pk for one in rows if may(request.user, Action.SEE, one)}
    seen_by_him = {one.pk: seen_of(one.findings.all(), request.user) for one in rows if one.pk in opened}
    if frame_of(request).looks_back:
        inspections_then(rows, day)
    counts = {pk: sum(one.found_on <= day for one in found) for pk, found in seen_by_him.items()}
    return [{"one": one, "open": one.pk in opened, "findings": counts.get(one.pk)} for one in rows]


def _shown(one: InspectionFinding, request: HttpRequest) -> dict[str, Any]:
    return {"finding": one, "is_overdue": one.state != "closed" and one.is_overdue(frame_of(request).day)}


def found_plan(request: HttpRequest, pk: int) -> YearlyPlan:
    """Give a yearly plan that the person may see."""
    return seen(request, YearlyPlan.objects.select_related("programme__document", "inspecting"), pk)


def found_inspection(request: HttpRequest, pk: int) -> Inspection:
    """Give an inspection that the person may see."""
    rows = Inspection.objects.select_related("plan__programme__document", "plan__inspecting", "agency")
    return seen(request, rows, pk)
