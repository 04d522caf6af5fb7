"""The cascade: agencies and their plans, the matrix, one plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.web.cascade.export import workbook
from dondoc.web.cascade.matrix import Cell, matrix_of, rows_of
from dondoc.web.cascade.models import AgencyPlan, Coverage, PlanOrder
from dondoc.web.cascade.querysets import lines_seen, names_programme, other_programmes, own_items
from dondoc.web.dashboard.frame import frame_of
from dondoc.web.downloads import stored_file
from dondoc.web.follow_up.views.finding import seen
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.models import Programme, WorkItem
from dondoc.web.register.views.items import CountedPaginator

COLUMNS = 30  # items of one page of the matrix
LINES = 50  # of one page of a list of a plan
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Show whose plan is issued, what it covers and what is missing."""
    frame = frame_of(request)
    require(person(request), Action.SEE_REGISTER)
    orders = list(_orders(frame.programme))
    order = order_asked(request, orders)
    context: dict[str, Any] = {"orders": orders, "order": order, "cells": Cell}
    if order is not None:
        rows = frame.memory.kept(f"rows of {order.pk}", lambda: rows_of(order, frame.day))
        items = _items(request, order)
        count = frame.memory.kept("items of the matrix", items.count)
        page = CountedPaginator(items, COLUMNS, known=count).get_page(request.GET.get("page"))
        context |= {
            "rows": rows,
            "missing": [row for row in rows if row.plan is None],
            "late": sum(1 for row in rows if row.in_time is False),
            "issued": sum(1 for row in rows if row.plan is not None),
            "page": page,
            "matrix": matrix_of(order, list(page), frame.day),
        }
    return render(request, "cascade/matrix.html", context)


@login_required
@require_safe
def export(request: HttpRequest, pk: int) -> FileResponse:
    """Give the cascade of an order as a workbook."""
    order = seen(request, PlanOrder.objects.select_related("programme__document"), pk)
    require(person(request), Action.SEE_REGISTER)
    file = workbook(order, _items(request, order), frame_of(request).day)
    name = f"cascade-{order.year or 'term'}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


@login_required
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one plan: what it takes up line by line, what of the agency's own items it leaves out."""
    found = found_plan(request, pk)
    day, user = frame_of(request).day, request.user
    lines = lines_seen(found, user)
    covered = found.coverages.filter(state=Coverage.State.CONFIRMED, item__isnull=False).values("item")
    gaps = own_items(found.programme, found.agency, day).visible_to(user).exclude(pk__in=covered)
    context = {
        "plan": found,
        "waiting": _part(request, "waiting", lines.filter(state=Coverage.State.PROPOSED)),
        "confirmed": _part(request, "confirmed", lines.filter(state=Coverage.State.CONFIRMED)),
        "rejected": _part(request, "rejected", lines.filter(state=Coverage.State.REJECTED)),
        "gaps": _part(request, "gaps", gaps),
        "names_programme": names_programme(found),
        "others": other_programmes(found, user),
    }
    return render(request, "cascade/plan.html", context)


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the file of a plan to those who may see the plan, to be saved."""
    found = found_plan(request, pk)
    return stored_file(found.file, found.file_name)


@dataclass(frozen=True, slots=True)
class Part:
    """One page of one of the lists of a plan; each list is turned by itself."""

    page: Page[Any]
    earlier: str
    later: str

    def __len__(self) -> int:
        return self.page.paginator.count


def _part(request: HttpRequest, name: str, rows: QuerySet[Any]) -> Part:
    page = Paginator(rows, LINES).get_page(request.GET.get(name))
    number = page.number

    def address(wanted: int) -> str:
        query = request.GET.copy()
        query[name] = str(wanted)
        return f"?{query.urlencode()}#plan-{name}"

    return Part(
        page, address(number - 1) if page.has_previous() else "", address(number + 1) if page.has_next() else ""
    )


def order_asked(request: HttpRequest, orders: list[PlanOrder]) -> PlanOrder | None:
    """Give the order that the page speaks of: the one asked for, else the first."""
    asked = request.GET.get("order", "")
    return next((one for one in orders if str(one.pk) == asked), orders[0] if orders else None)


def found_plan(request: HttpRequest, pk: int) -> AgencyPlan:
    """Give a plan that the person may see."""
    rows = AgencyPlan.objects.select_related("order__programme__document", "order__programme__office", "agency", "job")
    return seen(request, rows.select_related("document", "job__document"), pk)


def programme_of_page(request: HttpRequest) -> Programme:
    """Give the programme of the page, or there is no such page."""
    programme = frame_of(request).programme
    if programme is None:
        raise Http404
    return programme


def _orders(programme: Programme | None) -> Any:
    return PlanOrder.objects.filter(programme=programme).select_related("programme") if programme else []


def _items(request: HttpRequest, order: PlanOrder) -> Any:
    items = WorkItem.objects.visible_to(request.user).of_programme(order.programme).in_force(frame_of(request).day)
    return items.top_level().in_order().in_rows().select_related("lead_agency")
