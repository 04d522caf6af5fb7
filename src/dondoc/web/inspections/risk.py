"""Who is to be inspected: stated rules give each agency points; nothing else decides, and everybody can add them up."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.web.inspections.models import Inspection, InspectionFinding
from dondoc.web.organisations.models import Agency
from dondoc.web.register.models import Completion, DeadlineChange, Programme, WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet
from dondoc.web.register.timeliness import Cell

LOOKS_BACK = dt.timedelta(days=365)
LONG_AGO = dt.timedelta(days=730)
Counts = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: so many points for each case, never more than `most` in all."""

    key: str
    words: str | Promise
    points: int
    most: int


RULES: tuple[Rule, ...] = (
    Rule("overdue", _("mỗi nhiệm vụ đang quá hạn"), 3, 15),
    Rule("late", _("mỗi nhiệm vụ hoàn thành quá hạn trong 12 tháng qua"), 1, 5),
    Rule("extended", _("mỗi lần được gia hạn trong 12 tháng qua"), 1, 5),
    Rule("returned", _("mỗi sản phẩm bị trả lại trong 12 tháng qua"), 2, 6),
    Rule("uncorrected", _("mỗi hạn chế của lần kiểm tra trước còn chưa khắc phục xong"), 4, 12),
    Rule("never", _("chưa được kiểm tra trong 2 năm qua"), 2, 2),
    Rule("load", _("mỗi 5 nhiệm vụ chủ trì"), 1, 3),
)


@dataclass(frozen=True, slots=True)
class Risk:
    """An agency with its cases by rule, and the points they make."""

    agency: Agency
    cases: dict[str, int]
    points: int

    @property
    def reasons(self) -> list[tuple[str | Promise, int]]:
        """The rules that gave points, with their cases."""
        return [(rule.words, self.cases[rule.key]) for rule in RULES if self.cases.get(rule.key)]


def default_points() -> dict[str, int]:
    """Give the points of each rule as we propose them; those who plan may set others."""
    return {rule.key: rule.points for rule in RULES}


def risks_of(programme: Programme, on: dt.date, points: Mapping[str, int] | None = None) -> list[Risk]:
    """Give every agency that leads items of a programme on a day, the riskiest first, ties in the order of names."""
    rules = {**default_points(), **(points or {})}
    led = _led(programme, on)
    cases = {key: count(programme, on) for key, count in COUNTERS.items()}
    inspected = _inspected_since(programme, on)
    found = []
    for agency in Agency.objects.filter(pk__in=led).in_order():
        own = {key: counts[agency.pk] for key, counts in cases.items() if counts.get(agency.pk)}
        own |= {"load": led[agency.pk] // 5} | ({} if agency.pk in inspected else {"never": 1})
        found.append(Risk(agency, own, points_of(own, rules)))
    return sorted(found, key=lambda one: -one.points)


def points_of(cases: Mapping[str, int], points: Mapping[str, int]) -> int:
    """Add up the points of an agency's cases, each rule up to its most."""
    return sum(min(rule.most, points[rule.key] * cases.get(rule.key, 0)) for rule in RULES)


def sample(risks: list[Risk], *, by_risk: int, by_lot: int, seed: int) -> tuple[list[Risk], list[Risk]]:
    """Choose the riskiest, and some of the rest by lot; the seed is kept, so that the lot can be drawn again."""
    first, rest = risks[:by_risk], risks[by_risk:]
    dice = random.Random(seed)  # noqa: S311 - a lot that anybody can repeat, not a secret
    return first, dice.sample(rest, min(by_lot, len(rest)))


def _led(programme: Programme, on: dt.date) -> dict[int, int]:
    return _counted(_items(programme, on).values_list(F("lead_agency")).annotate(n=Count("pk")))


def _overdue(programme: Programme, on: dt.date) -> Counts:
    late = _items(programme, on).by_cell(Cell.OPEN_OVERDUE, on)
    return _counted(late.order_by().values_list(F("lead_agency")).annotate(n=Count("pk")))


def _late(programme: Programme, on: dt.date) -> Counts:
    late = WorkItem.objects.of_programme(programme).top_level().filter(lead_agency__isnull=False)
    late = late.by_cell(Cell.DONE_LATE, on).filter(completed_on__gt=on - LOOKS_BACK)
    return _counted(late.order_by().values_list(F("lead_agency")).annotate(n=Count("pk")))


def _extended(programme: Programme, on: dt.date) -> Counts:
    rows = DeadlineChange.objects.filter(
        item__programme=programme, state="approved", decided_on__range=(on - LOOKS_BACK, on)
    )
    return _counted(rows.order_by().values_list(F("item__lead_agency")).annotate(n=Count("pk")))


def _returned(programme: Programme, on: dt.date) -> Counts:
    rows = Completion.objects.filter(
        item__programme=programme, state="returned", decided_on__range=(on - LOOKS_BACK, on)
    )
    return _counted(rows.order_by().values_list(F("item__lead_agency")).annotate(n=Count("pk")))


def _uncorrected(programme: Programme, on: dt.date) -> Counts:
    rows = InspectionFinding.objects.filter(inspection__plan__programme=programme, found_on__lte=on)
    rows = rows.exclude(state=InspectionFinding.State.CLOSED, rechecked_on__lte=on)
    return _counted(rows.order_by().values_list(F("inspection__agency")).annotate(n=Count("pk")))


def _inspected_since(programme: Programme, on: dt.date) -> frozenset[int]:
    rows = Inspection.objects.filter(plan__programme=programme, concluded_on__range=(on - LONG_AGO, on))
    return frozenset(agency for agency, _last in rows.order_by().values_list("agency").annotate(n=Max("concluded_on")))


def _items(programme: Programme, on: dt.date) -> WorkItemQuerySet:
    items = WorkItem.objects.of_programme(programme).in_force(on).top_level()
    return items.filter(lead_agency__isnull=False).order_by()


def _counted(rows: Iterable[tuple[int | None, int]]) -> dict[int, int]:
    return dict(Counter({agency: n for agency, n in rows if agency is not None}))


COUNTERS: dict[str, Callable[[Programme, dt.date], Counts]] = {
    "overdue": _overdue,
    "late": _late,
    "extended": _extended,
    "returned": _returned,
    "uncorrected": _uncorrected,
}
