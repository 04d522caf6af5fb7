"""From rows to what `measuring` judges: few queries for any number of indicators."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dondoc.web.indicators.measuring import Goal, Measured, Point, Share, Standing, aggregate, standing_of
from dondoc.web.indicators.models import Actual, Definition, PathPoint
from dondoc.web.register.models import Indicator
from dondoc.web.register.querysets import IndicatorQuerySet


@dataclass(frozen=True, slots=True)
class Sheet:
    """One indicator as a page shows it: itself, how it is measured, what was measured, how it stands."""

    indicator: Indicator
    definition: Definition
    measured: Measured
    standing: Standing

    @property
    def last(self) -> Point | None:
        return self.measured.last


def sheets_of(indicators: IndicatorQuerySet, on: dt.date) -> list[Sheet]:
    """Give the sheets of indicators as of a day, in the order of the text; five queries."""
    rows = list(indicators.in_order().select_related("definition", "reported_by").prefetch_related("targets"))
    figures = _figures(rows, on)
    tables: dict[int, list[Point]] = defaultdict(list)
    for point in PathPoint.objects.filter(indicator__in=rows):
        tables[point.indicator_id].append(Point(dt.date(point.year, 12, 31), point.value))
    return [_sheet(one, figures.get(one.pk, ()), tuple(tables[one.pk]), on) for one in rows]


def definition_of(indicator: Indicator) -> Definition:
    """Give the definition sheet, or the usual one where nobody has filled it in."""
    found: Definition | None = getattr(indicator, "definition", None)
    return found or Definition(indicator=indicator)


def _sheet(indicator: Indicator, figures: tuple[Point, ...], table: tuple[Point, ...], on: dt.date) -> Sheet:
    definition = definition_of(indicator)
    year = indicator.baseline_year
    known = indicator.baseline is not None and year is not None
    baseline = Point(dt.date(year or 1, 12, 31), indicator.baseline or 0.0) if known else None
    measured = Measured(
        direction=indicator.direction,
        comparator=indicator.comparator,
        baseline=baseline,
        goals=tuple(Goal(one.value, one.value_high, one.by) for one in indicator.targets.all()),
        figures=figures,
        table=table,
        path=definition.path,
    )
    return Sheet(indicator, definition, measured, standing_of(measured, on))


def _figures(rows: Iterable[Indicator], on: dt.date) -> dict[int, tuple[Point, ...]]:
    """Give the accepted figures of each indicator: of the whole where there are, else put together from its parts."""
    known = {one.pk: one for one in rows}
    actuals = Actual.objects.filter(indicator__in=known, state="accepted", ends_on__lte=on, decided_on__lte=on)
    whole: dict[int, dict[dt.date, float]] = defaultdict(dict)
    parts: dict[int, dict[dt.date, list[Share]]] = defaultdict(lambda: defaultdict(list))
    for pk, agency, day, value, weight in actuals.values_list("indicator", "agency", "ends_on", "value", "weight"):
        if agency is None:
            whole[pk][day] = value
        else:
            parts[pk][day].append(Share(value, weight))
    expected = _parts_expected(parts)
    for pk, by_day in parts.items():
        how = definition_of(known[pk]).aggregation
        for day, shares in by_day.items():
            together = aggregate(shares, how, expected.get(pk, 0))
            if together is not None:
                whole[pk].setdefault(day, together)
    return {pk: tuple(Point(day, by_day[day]) for day in sorted(by_day)) for pk, by_day in whole.items()}


def _parts_expected(indicators: Iterable[int]) -> dict[int, int]:
    through = Definition.parts.through.objects.filter(definition_id__in=list(indicators))  # type: ignore[attr-defined]
    counted: dict[int, int] = defaultdict(int)
    for pk in through.values_list("definition_id", flat=True):
        counted[pk] += 1
    return counted
