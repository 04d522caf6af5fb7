"""The register: every work item of a programme, filtered, sorted, grouped, exported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Min, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dondoc.web.dashboard import formats
from dondoc.web.dashboard.figures import cells_of_rows
from dondoc.web.dashboard.frame import frame_of
from dondoc.web.dashboard.marks import MARKS, state_of
from dondoc.web.follow_up.services.many import acts_of
from dondoc.web.organisations.models import Agency
from dondoc.web.register.exporting import as_csv, as_xlsx
from dondoc.web.register.filters import COLUMNS, GROUPS, ItemFilter, first_parts, quarter_days, quarter_of, section_of
from dondoc.web.register.models import Programme, Provision, WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet
from dondoc.web.text import address_text

Row = TypeVar("Row", bound=Model)

ROWS = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Rows under one heading; without a heading where the list is not grouped."""

    heading: str
    items: list[WorkItem]


class CountedPaginator(Paginator[Row]):
    """Pages of rows whose number is known already; asks the database where it is not.

    A page of the second half is read from the end, so that no page is further away than the middle.
    """

    def __init__(self, rows: QuerySet[Row], per_page: int, *, known: int | None) -> None:
        super().__init__(rows, per_page)
        self._rows, self._known = rows, known

    @cached_property
    def count(self) -> int:
        return self._rows.count() if self._known is None else self._known

    def page(self, number: int | str) -> Page[Row]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        if first < self.count // 2:
            return Page(self._rows[first:last], number, self)
        backwards = self._rows.reverse()[self.count - last : self.count - first]
        return Page(list(backwards)[::-1], number, self)


@login_required
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """List the items that the address asks for."""
    frame = frame_of(request)
    asked = ItemFilter.from_query(request.GET)
    everything = items_of(request)
    counted = asked.without_state(everything, frame.day)
    rows = asked.in_order(asked.with_state(counted)).in_rows().select_related("lead_agency")
    rows = rows.prefetch_related("cooperations__agency") if "with" in asked.columns else rows
    cells = frame.memory.kept(f"cells of {asked.of_rows}", lambda: cells_of_rows(counted, frame.day))
    page = CountedPaginator(rows, ROWS, known=cells.in_state(asked.state)).get_page(request.GET.get("page"))
    return render(
        request,
        "register/items.html",
        {
            "asked": asked,
            "cells": cells,
            "page": page,
            "groups": grouped(page, asked.group),
            "group_choices": GROUPS,
            "column_choices": COLUMNS,
            "successor": successor_of(frame.programme),
            "many_acts": [] if frame.looks_back else acts_of(request.user, frame.programme),
            "asked_parameters": [pair for pair in frame.other_parameters if pair[0] not in {"programme", "act"}],
            **frame.memory.kept_a_minute(f"choices in {get_language()}", lambda: choices(frame.programme, everything)),
        },
    )


@login_required
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the rows that the address asks for, of all pages, as a file."""
    frame = frame_of(request)
    asked = ItemFilter.from_query(request.GET)
    found = asked.in_order(asked.with_state(asked.without_state(items_of(request), frame.day))).in_rows().with_names()
    name = f"nhiem-vu-{frame.day.isoformat()}.{form}"
    if form == "csv":
        response = HttpResponse(as_csv(found, frame.day), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(as_xlsx(found, frame.day, str(frame.programme or "")), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def successor_of(programme: Programme | None) -> Programme | None:
    """Give the programme that has taken the place of another, if one has."""
    if programme is None or programme.status != Programme.Status.SUPERSEDED:
        return None
    return programme.superseded_by.order_by("-pk").first()


def items_of(request: HttpRequest) -> WorkItemQuerySet:
    """Give what the register of the page's programme holds for the person on the page's day."""
    frame = frame_of(request)
    if frame.programme is None:
        return WorkItem.objects.none()
    return WorkItem.objects.visible_to(request.user).of_programme(frame.programme).top_level().in_force(frame.day)


def choices(programme: Programme | None, everything: WorkItemQuerySet) -> dict[str, Any]:
    """Give what the filters offer: the agencies, sections and quarters that occur."""
    leads = everything.order_by().values_list("lead_agency", flat=True).distinct()
    quarters = sorted(
        {quarter_of(day) for day in everything.order_by().values_list("due_on", flat=True).distinct() if day}
    )
    return {
        "agency_choices": list(Agency.objects.filter(pk__in=[pk for pk in leads if pk]).order_by("sort_key")),
        "section_choices": sections(programme, everything),
        "quarter_choices": [(quarter, quarter_words(quarter)) for quarter in quarters],
    }


def sections(programme: Programme | None, everything: WorkItemQuerySet) -> list[tuple[str, str]]:
    """Give the sections of the document that have items, with their headings, as the document runs."""
    cut = everything.order_by().annotate(section=first_parts("path")).values("section")
    found = cut.annotate(first=Min("path_key")).order_by("first").values_list("section", flat=True)
    wanted = list(dict.fromkeys(section_of(path.rstrip("/")) for path in found if path.rstrip("/")))
    if programme is None or not wanted:
        return []
    rows = Provision.objects.filter(document=programme.document_id, address__in=wanted)
    names = {address: heading or text for address, heading, text in rows.values_list("address", "heading", "text")}
    return [(path, f"{address_text(path)} {names.get(path, '')[:60]}".strip()) for path in wanted]


def quarter_words(quarter: str) -> str:
    """Give a quarter of an address in words: "quý IV/2021"."""
    year, number = quarter.split("-Q")
    first, last = quarter_days(int(year), int(number))
    return formats.period_text(first, last, "quarter")


def grouped(page: Page[WorkItem], group: str) -> list[ItemGroup]:
    """Put the rows of a page under their headings."""
    if not group:
        return [ItemGroup("", list(page))]
    return [ItemGroup(heading, list(rows)) for heading, rows in groupby(page, key=lambda item: _heading(item, group))]


def _heading(item: WorkItem, group: str) -> str:
    if group == "agency":
        return item.lead_label or _("Chưa có cơ quan chủ trì")
    if group == "section":
        return address_text(section_of(item.path)) or _("Ngoài các mục")
    if group == "quarter":
        due: dt.date | None = getattr(item, "due_then", None)
        return quarter_words(quarter_of(due)) if due else _("Chưa có hạn")
    return str(MARKS[str(getattr(item, "cell", state_of(item)))].words)
