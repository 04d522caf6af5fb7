"""The matrix agencies × items: what each agency's plan takes up, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from dondoc.web.cascade.models import AgencyPlan, Coverage, PlanOrder
from dondoc.web.cascade.querysets import asked_agencies, ordered, ordered_items, plans_of
from dondoc.web.organisations.models import Agency
from dondoc.web.register.models import Cooperation, WorkItem
from dondoc.web.register.querysets import LEAD_OR_NONE

SETTLED = ("state", "decided_on", "due_on", "item__due_on")
COUNTED = ("covered", "later", "proposed", "indicators")


class Cell(TextChoices):
    """How an agency's plan stands to an item."""

    COVERED = "covered", _("đã cụ thể hóa, hạn không muộn hơn")
    LATER = "later", _("đã cụ thể hóa, nhưng hạn muộn hơn")
    PROPOSED = "proposed", _("có vẻ đã cụ thể hóa, chờ xác nhận")
    GAP = "gap", _("chủ trì nhưng chưa cụ thể hóa")
    HELPS = "helps", _("phối hợp, chưa cụ thể hóa")


@dataclass(frozen=True, slots=True)
class Row:
    """One agency under an order: its plan, and what of its own items the plan takes up."""

    agency: Agency
    plan: AgencyPlan | None
    led: int
    covered: int
    later: int
    proposed: int
    indicators: int
    in_time: bool | None

    @property
    def gaps(self) -> int:
        """The items it leads that no confirmed line of its plan takes up."""
        return self.led - self.covered


@dataclass(frozen=True)
class Matrix:
    """Some items against all agencies that have to do with them."""

    items: Sequence[WorkItem]
    agencies: Sequence[Agency]
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def rows(self) -> list[tuple[Agency, list[tuple[WorkItem, Cell | None]]]]:
        """Give the cells row by row."""
        return [
            (agency, [(item, self.cells.get((agency.pk, item.pk))) for item in self.items]) for agency in self.agencies
        ]


def rows_of(order: PlanOrder, on: dt.date) -> list[Row]:
    """Give every agency that is asked for a plan, as of a day."""
    led, plans, counts = _led(order, on), plans_of(order, on), _counts(order, on)
    agencies = asked_agencies(order.programme, on)
    return [_row(agency, plans.get(agency.pk), led[agency.pk], counts.get(agency.pk, {})) for agency in agencies]


def matrix_of(order: PlanOrder, items: Sequence[WorkItem], on: dt.date) -> Matrix:
    """Give the cells of some items of the programme (one page of them) as of a day."""
    parts = {item.pk: (item.pk, item.lead_agency_id) for item in items} | _parts(items)
    cells: dict[tuple[int, int], Cell] = {}
    helpers = Cooperation.objects.filter(item__in=[item.pk for item in items], agency__isnull=False)
    for agency, item in helpers.values_list("agency", "item"):
        cells[agency or 0, item] = Cell.HELPS
    cells |= {(lead, column): Cell.GAP for column, lead in parts.values() if lead is not None}
    taken_up = _coverages(order, on).filter(item__in=parts)
    for agency, item, *settled in taken_up.values_list("plan__agency", "item", *SETTLED):
        column, _lead = parts[item or 0]
        cells[agency, column] = _cell(*settled, on=on)
    agencies = Agency.objects.in_bulk({agency for agency, _item in cells}).values()
    return Matrix(items, sorted(agencies, key=lambda one: one.sort_key), cells)


def _row(agency: Agency, plan: AgencyPlan | None, led: int, counts: dict[str, int]) -> Row:
    in_time = plan.in_time() if plan else None
    return Row(agency=agency, plan=plan, led=led, in_time=in_time, **{name: counts.get(name, 0) for name in COUNTED})


def _led(order: PlanOrder, on: dt.date) -> Counter[int]:
    items = ordered_items(order.programme, on).annotate(lead=LEAD_OR_NONE).order_by()
    return Counter(dict(items.values_list(F("lead")).annotate(n=Count("pk"))))


def _counts(order: PlanOrder, on: dt.date) -> dict[int, dict[str, int]]:
    """Count the lines of each agency's plan: its own items covered, later than asked, waiting; indicators."""
    confirmed = Q(state=Coverage.State.CONFIRMED, decided_on__lte=on)
    own = Q(item__lead_agency=F("plan__agency")) & ordered(order.programme, on, "item__")
    rows = _coverages(order, on).order_by().values("plan__agency")
    counted = rows.annotate(
        covered=Count("pk", filter=confirmed & own),
        later=Count("pk", filter=confirmed & Q(due_on__gt=F("item__due_on"))),
        proposed=Count("pk", filter=~confirmed),
        indicators=Count("pk", filter=confirmed & Q(indicator__isnull=False)),
    )
    names = ("plan__agency", *COUNTED)
    return {agency: dict(zip(COUNTED, numbers, strict=True)) for agency, *numbers in counted.values_list(*names)}


def _coverages(order: PlanOrder, on: dt.date) -> QuerySet[Coverage]:
    rows = Coverage.objects.filter(plan__order=order, plan__issued_on__lte=on)
    return rows.exclude(state=Coverage.State.REJECTED)


def _cell(
    state: str, decided_on: dt.date | None, due_on: dt.date | None, asked_by: dt.date | None, *, on: dt.date
) -> Cell:
    """Give the cell of a line of a plan; later is a deadline that passes the programme's."""
    if state != Coverage.State.CONFIRMED or decided_on is None or decided_on > on:
        return Cell.PROPOSED
    return Cell.LATER if due_on and asked_by and due_on > asked_by else Cell.COVERED


def _parts(items: Sequence[WorkItem]) -> dict[int, tuple[int, int | None]]:
    """Give of the parts of class items their column, that of the class item, and who leads them."""
    classes = [item.pk for item in items if item.lead_is_class]
    rows = WorkItem.objects.filter(parent__in=classes, from_class=True).values_list("pk", "parent", "lead_agency")
    return {pk: (parent or pk, lead) for pk, parent, lead in rows} if classes else {}
