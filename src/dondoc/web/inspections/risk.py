"""Who is to be inspected: stated rules give each agency points; nothing else decides, and everybody can add them up."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.web.inspections.models import Inspection, InspectionFinding
from dondoc.web.organisations.models import Agency
from dondoc.web.register.models import Completion, DeadlineChange, Programme, WorkItem
from dondoc.web.register.querysets import followed_up
from dondoc.web.register.timeliness import Cell
from dondoc.web.register.timeliness_sql import in_cell

LOOKS_BACK = dt.timedelta(days=365)
LONG_AGO = dt.timedelta(days=730)
Counts = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: so many points for each case, never more than `most` in all."""

    key: str
    words: str | Promise
    cases: str | Promise
    points: int
    most: int


RULES: tuple[Rule, ...] = (
    Rule("overdue", _("mỗi nhiệm vụ đang quá hạn"), _("%(n)s nhiệm vụ đang quá hạn"), 3, 15),
    Rule(
        "late",
        _("mỗi nhiệm vụ hoàn thành quá hạn trong 12 tháng qua"),
        _("%(n)s nhiệm vụ hoàn thành quá hạn trong 12 tháng qua"),
        1,
        5,
    ),
    Rule(
        "extended", _("mỗi lần được gia hạn trong 12 tháng qua"), _("%(n)s lần được gia hạn trong 12 tháng qua"), 1, 5
    ),
    Rule(
        "returned",
        _("mỗi sản phẩm bị trả lại trong 12 tháng qua"),
        _("%(n)s sản phẩm bị trả lại trong 12 tháng qua"),
        2,
        6,
    ),
    Rule(
        "uncorrected",
        _("mỗi hạn chế của lần kiểm tra trước còn chưa khắc phục xong"),
        _("%(n)s hạn chế của lần kiểm tra trước còn chưa khắc phục xong"),
        4,
        12,
    ),
    Rule("never", _("chưa được kiểm tra trong 2 năm qua"), _("chưa được kiểm tra trong 2 năm qua"), 2, 2),
    Rule("load", _("mỗi 5 nhiệm vụ chủ trì"), _("chủ trì nhiều nhiệm vụ (%(n)s lần 5 nhiệm vụ)"), 1, 3),
)


@dataclass(frozen=True, slots=True)
class Risk:
    """An agency with its cases by rule, and the points they make."""

    agency: Agency
    cases: dict[str, int]
    points: int

    @property
    def reasons(self) -> list[str]:
        """The cases that gave points, in words: "3 nhiệm vụ đang quá hạn"."""
        return [str(rule.cases) % {"n": self.cases[rule.key]} for rule in RULES if self.cases.get(rule.key)]


def default_points() -> dict[str, int]:
    """Give the points of each rule as we propose them; those who plan may set others."""
    return {rule.key: rule.points for rule in RULES}


def risks_of(programme: Programme, on: dt.date, points: Mapping[str, int] | None = None) -> list[Risk]:
    """Give every agency that leads items of a programme on a day, the riskiest first, ties in the order of names."""
    rules = {**default_points(), **(points or {})}
    items = _of_items(programme, on)
    led = items.pop("led")
    uncorrected, inspected = _of_inspections(programme, on)
    extended, returned = _extended(programme, on), _returned(programme, on)
    cases = {**items, "extended": extended, "returned": returned, "uncorrected": uncorrected}
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


def _of_items(programme: Programme, on: dt.date) -> dict[str, dict[int, int]]:
    """Count by lead agency, in one query: what it leads on a day, what of it is overdue, what it did late in a year."""
    followed, year = followed_up(on), Q(completed_on__gt=on - LOOKS_BACK)
    items = WorkItem.objects.of_programme(programme).top_level().filter(lead_agency__isnull=False).with_due(on)
    rows = items.order_by().values_list(F("lead_agency"))
    counted = rows.annotate(
        led=Count("pk", filter=followed),
        overdue=Count("pk", filter=followed & in_cell(Cell.OPEN_OVERDUE, on)),
        late=Count("pk", filter=year & in_cell(Cell.DONE_LATE, on)),
    )
    names = ("led", "overdue", "late")
    found: dict[str, dict[int, int]] = {name: {} for name in names}
    for agency, *numbers in counted:
        for name, number in zip(names, numbers, strict=True):
            found[name] |= {agency: number} if number else {}
    return found


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


def _of_inspections(programme: Programme, on: dt.date) -> tuple[Counts, frozenset[int]]:
    """Give in one query what each agency has still to put right on a day, and who was inspected not long ago."""
    shut = Q(findings__state=InspectionFinding.State.CLOSED, findings__rechecked_on__lte=on)
    waiting = Q(findings__found_on__lte=on) & ~shut
    recent = Q(concluded_on__range=(on - LONG_AGO, on))
    rows = Inspection.objects.filter(plan__programme=programme).order_by().values_list("agency")
    counted = list(rows.annotate(waiting=Count("findings", filter=waiting), last=Max("concluded_on", filter=recent)))
    return {agency: n for agency, n, _last in counted if n}, frozenset(one for one, _n, last in counted if last)


def _counted(rows: Iterable[tuple[int | None, int]]) -> dict[int, int]:
    return dict(Counter({agency: n for agency, n in rows if agency is not None}))
