"""From rows to what `measuring` judges: two queries for any number of indicators, whatever the number of figures.

Where figures come from many parts and many periods, a list does not read them all: it reads the newest periods, and the
same periods a year before where they are compared with those. Only if these are not enough (the parts of the newest
periods are not all in) everything is read.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import (
    Count,
    DateField,
    Exists,
    F,
    FloatField,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from dondoc.web.indicators.measuring import Goal, Measured, Parts, Point, Standing, aggregate, standing_of
from dondoc.web.indicators.models import Actual, Definition, PathPoint
from dondoc.web.indicators.periods import MONTHS, ends_before
from dondoc.web.register.models import Indicator, Target
from dondoc.web.register.querysets import IndicatorQuerySet

TARGET, TABLE, FIGURE = 1, 2, 3
NEWEST = {"month": 2, "quarter": 5, "half-year": 7, "year": 9}  # periods that a list reads, by their kind
YEAR_ON_YEAR = "yoy"
MOST_CONDITIONS = 60
SUMS = ("count", "total", "weighed", "weights", "weighted")
Row = tuple[Any, ...]


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


def sheets_of(indicators: IndicatorQuerySet, on: dt.date, *, in_full: bool = False) -> list[Sheet]:
    """Give the sheets of indicators as of a day, in the order of the text.

    `in_full`: with every figure; else with the newest, which are enough to tell how an indicator stands.
    """
    rows = indicators.in_order().select_related("definition", "reported_by").annotate(parts_expected=_parts_expected())
    known: list[Any] = list(rows if in_full else rows.annotate(newest=_newest(on)))
    wanted = None if in_full else _newest_periods(known)
    facts = _facts_of(known, on, wanted)
    lacking = [] if wanted is None else [one for one in known if _lacks(one, facts[one.pk])]
    if lacking:
        facts |= _facts_of(lacking, on, None)
    return [_sheet(one, facts[one.pk], on) for one in known]


def definition_of(indicator: Indicator) -> Definition:
    """Give the definition sheet, or the usual one where nobody has filled it in."""
    found: Definition | None = getattr(indicator, "definition", None)
    return found or Definition(indicator=indicator)


def accepted_by(on: dt.date) -> QuerySet[Actual]:
    """Give the figures that count on a day: of periods that were over, accepted by then."""
    return Actual.objects.filter(state=Actual.State.ACCEPTED, ends_on__lte=on, decided_on__lte=on)


@dataclass(slots=True)
class _Facts:
    """What is known of one indicator besides its own row: targets, table of the path, figures of whole and parts."""

    goals: list[Goal] = field(default_factory=list)
    table: list[Point] = field(default_factory=list)
    whole: dict[dt.date, float] = field(default_factory=dict)
    parts: dict[dt.date, Parts] = field(default_factory=dict)


def _sheet(indicator: Any, facts: _Facts, on: dt.date) -> Sheet:
    """Put one indicator, annotated as `sheets_of` does it, together with its facts."""
    year = indicator.baseline_year
    known = indicator.baseline is not None and year is not None
    definition = definition_of(indicator)
    measured = Measured(
        direction=indicator.direction,
        comparator=indicator.comparator,
        baseline=Point(dt.date(year, 12, 31), indicator.baseline) if known else None,
        goals=tuple(facts.goals),
        figures=_figures(indicator, facts),
        table=tuple(facts.table),
        path=definition.path,
    )
    return Sheet(indicator, definition, measured, standing_of(measured, on))


def _figures(indicator: Any, facts: _Facts) -> tuple[Point, ...]:
    """Give the figures of the whole: those that were handed in, else what the parts make together."""
    how = definition_of(indicator).aggregation
    found = dict(facts.whole)
    for day, parts in facts.parts.items():
        together = aggregate(parts, how, indicator.parts_expected)
        if together is not None:
            found.setdefault(day, together)
    return tuple(Point(day, found[day]) for day in sorted(found))


def _newest_periods(indicators: Sequence[Any]) -> Q | None:
    """Give the condition for the figures that a list needs; None where it is simpler to read all."""
    groups: dict[dt.date, list[int]] = defaultdict(list)
    for one in indicators:
        if one.newest:
            groups[_since(one, one.comparator.startswith(YEAR_ON_YEAR))].append(one.pk)
    if len(groups) > MOST_CONDITIONS:
        return None
    found = Q(pk__in=[])
    for since, pks in groups.items():
        found |= Q(indicator__in=pks, ends_on__gt=since)
    return found


def _since(indicator: Any, years_back: int) -> dt.date:
    """Give the day after which the newest figures of an indicator end, or the same ones some years back."""
    every = definition_of(indicator).every
    count = NEWEST[every] + years_back * 12 // MONTHS[every]
    return next(islice(ends_before(every, indicator.newest), count - 1, None))


def _lacks(indicator: Any, facts: _Facts) -> bool:
    """Tell whether the newest periods have no whole figure, so that an earlier one is the last."""
    if indicator.newest is None:
        return False
    figures = _figures(indicator, facts)
    return not figures or figures[-1].day <= _since(indicator, 0)


def _facts_of(indicators: Sequence[Any], on: dt.date, wanted: Q | None) -> dict[int, _Facts]:
    """Read targets, tables and accepted figures of indicators, in one query."""
    found = {one.pk: _Facts() for one in indicators}
    for kind, pk, year, day, value, other, *parts in _rows_of(list(found), on, wanted):
        facts = found[pk]
        if kind == TARGET:
            facts.goals.append(Goal(value, other, year))
        elif kind == TABLE:
            facts.table.append(Point(dt.date(year, 12, 31), value))
        else:
            if value is not None:
                facts.whole[day] = value
            if parts[0]:
                facts.parts[day] = Parts(*(number or 0 for number in parts))
    return found


class _Nothing(Cast):
    """Nothing, of a type: no column to group by, so that figures are added up along their index and not sorted."""

    def get_group_by_cols(self) -> list[Any]:
        return []


def _rows_of(indicators: list[int], on: dt.date, wanted: Q | None) -> Iterable[Row]:
    """Give the rows of three tables in one form.

    Kind, indicator, year, day, value, other value, and what the parts of a period add up to.
    """
    no_number, no_day, no_value = (_Nothing(Value(None), one()) for one in (IntegerField, DateField, FloatField))
    nothing = (no_number, no_value, no_number, no_value, no_value)
    targets = Target.objects.filter(indicator__in=indicators).order_by()
    points = PathPoint.objects.filter(indicator__in=indicators).order_by()
    by, year = Cast("by", IntegerField()), Cast("year", IntegerField())
    return targets.values_list(Value(TARGET), "indicator", by, no_day, "value", "value_high", *nothing).union(
        points.values_list(Value(TABLE), "indicator", year, no_day, "value", no_value, *nothing),
        _added_up(accepted_by(on).filter(wanted or Q(indicator__in=indicators))).values_list(
            Value(FIGURE), "indicator", no_number, "ends_on", "whole", no_value, *SUMS
        ),
        all=True,
    )


def _added_up(figures: QuerySet[Actual]) -> QuerySet[Actual, Any]:
    """Add up the figures of each indicator and period: that of the whole, and those of its parts and nobody else's."""
    named: Any = Definition.parts.through
    is_part = Exists(named.objects.filter(definition=OuterRef("indicator"), agency=OuterRef("agency")))
    of_parts = Q(agency__isnull=False)
    return (
        figures.filter(Q(agency__isnull=True) | is_part)
        .order_by()
        .values("indicator", "ends_on")
        .annotate(
            whole=Max("value", filter=Q(agency__isnull=True)),
            count=Count("pk", filter=of_parts),
            total=Sum("value", filter=of_parts),
            weighed=Count("weight", filter=of_parts),
            weights=Sum("weight", filter=of_parts),
            weighted=Sum(F("value") * F("weight"), filter=of_parts),
        )
    )


def _newest(on: dt.date) -> Subquery:
    """Give the last day of the newest period with an accepted figure."""
    figures = accepted_by(on).filter(indicator=OuterRef("pk")).order_by("-ends_on")
    return Subquery(figures.values("ends_on")[:1])


def _parts_expected() -> Coalesce:
    """Count the parts that make up an indicator, where its sheet names any."""
    through: Any = Definition.parts.through
    counted = through.objects.filter(definition=OuterRef("pk")).order_by().values("definition")
    return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)
