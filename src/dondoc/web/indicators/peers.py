"""An indicator by agency or district: the figures of the newest period side by side, as shares of one scale."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dondoc.web.indicators.measuring import Measured, next_goal
from dondoc.web.indicators.reading import Sheet, accepted_by

MOST = 200


@dataclass(frozen=True, slots=True)
class Peer:
    """One agency's figure; `x` and `width` are where its bar is drawn, in percent."""

    label: str
    value: float
    weight: float | None
    before: float | None
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Peers:
    """All agencies of a period, the best first; `goal_at` and `whole_at` are where those lines are drawn."""

    ends_on: dt.date
    before: dt.date | None
    rows: tuple[Peer, ...]
    goal: float | None
    goal_at: float | None
    whole: float | None
    whole_at: float | None


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float

    def at(self, value: float) -> float:
        return round(100 * (value - self.low) / (self.high - self.low), 2)


def peers_of(sheet: Sheet, on: dt.date) -> Peers | None:
    """Lay the figures of agencies out as of a day; without any there is nothing to lay out. Three queries."""
    figures = accepted_by(on).filter(indicator=sheet.indicator, agency__isnull=False)
    days = list(figures.order_by("-ends_on").values_list("ends_on", flat=True).distinct()[:2])
    if not days:
        return None
    before_on = days[1] if len(days) > 1 else None
    before = dict(figures.filter(ends_on=before_on).values_list("agency", "value")) if before_on else {}
    now = figures.filter(ends_on=days[0]).select_related("agency").order_by(*_order(sheet.measured))[:MOST]
    known = [(one.agency_id or 0, one.agency.label if one.agency else "", one.value, one.weight) for one in now]
    target, whole = _lines(sheet, days[0], on)
    scale = _scale([value for *_rest, value, _weight in known], target, whole)
    return Peers(
        ends_on=days[0],
        before=before_on,
        rows=tuple(_peer(label, value, weight, before.get(pk), scale) for pk, label, value, weight in known),
        goal=target,
        goal_at=None if target is None else scale.at(target),
        whole=whole,
        whole_at=None if whole is None else scale.at(whole),
    )


def _lines(sheet: Sheet, ends_on: dt.date, on: dt.date) -> tuple[float | None, float | None]:
    """Give target and whole, where a part can be held against them: of a sum it cannot."""
    if sheet.definition.aggregation not in {"mean", "weighted"}:
        return None, None
    goal = next_goal(sheet.measured, on)
    whole = next((one.value for one in sheet.measured.figures if one.day == ends_on), None)
    return goal.value if goal else None, whole


def _peer(label: str, value: float, weight: float | None, before: float | None, scale: _Scale) -> Peer:
    start, end = sorted((scale.at(0.0), scale.at(value)))
    return Peer(label, value, weight, before, start, round(end - start, 2))


def _scale(values: list[float], *lines: float | None) -> _Scale:
    """Give a scale that holds nought, all values and the lines, so that lengths can be compared."""
    known = [0.0, *values, *(one for one in lines if one is not None)]
    low, high = min(known), max(known)
    return _Scale(low, high if high > low else low + 1)


def _order(measured: Measured) -> tuple[str, ...]:
    """Give the order of agencies: the best first where there is a better, else by name."""
    if measured.direction == "none":
        return ("agency__sort_key",)
    return ("-value" if measured.direction == "up" else "value", "agency__sort_key")
