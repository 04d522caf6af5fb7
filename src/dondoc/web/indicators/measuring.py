"""The arithmetic of indicators, over plain values: path, status, required step, forecast, aggregation.

The rule of status, in this order (`docs/measure.md` states it for people):
unknown without an accepted figure; year-on-year against the year before; reached when the last figure meets the
target; missed when the target is over and its figure does not; on the path or off it against the path's value on the
day of the figure; unknown where there is no path to hold it against. Unknown is never shown as good.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

CLOSE = 0.1  # "about": without a better direction, within a tenth of the target
NEEDED_FOR_FORECAST = 3
BAND = 2.0  # standard deviations of the band about a forecast
DAYS_OF_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day."""

    day: dt.date
    value: float


@dataclass(frozen=True, slots=True)
class Goal:
    """A target: a value, or a range up to `high`, by the end of a year (None: every year)."""

    value: float | None
    high: float | None = None
    by: int | None = None

    @property
    def day(self) -> dt.date | None:
        return dt.date(self.by, 12, 31) if self.by else None


@dataclass(frozen=True, slots=True)
class Measured:
    """All that is known of an indicator: figures are accepted ones of the whole, in the order of days."""

    direction: str  # up, down, none
    comparator: str
    baseline: Point | None = None
    goals: tuple[Goal, ...] = ()
    figures: tuple[Point, ...] = ()
    table: tuple[Point, ...] = ()
    path: str = "linear"
    per_year_change: bool = field(default=False)

    @property
    def last(self) -> Point | None:
        return self.figures[-1] if self.figures else None

    def as_of(self, day: dt.date) -> Measured:
        """Leave out figures of periods that were not over by a day."""
        kept = tuple(one for one in self.figures if one.day <= day)
        return Measured(
            self.direction,
            self.comparator,
            self.baseline,
            self.goals,
            kept,
            self.table,
            self.path,
            self.per_year_change,
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """How an indicator stands: `status` (reached, on_path, off_path, missed, unknown) and why."""

    status: str
    why: str
    expected: float | None = None
    step: float | None = None


def standing_of(measured: Measured, on: dt.date) -> Standing:
    """Judge an indicator as of a day by the rule of this module."""
    known = measured.as_of(on)
    last, goal = known.last, next_goal(known, on)
    if last is None:
        return Standing("unknown", "no_actual")
    if known.comparator.startswith("yoy"):
        return _year_on_year(known, last)
    if goal is None or goal.value is None:
        return Standing("unknown", "no_target")
    expected, step = value_on_path(known, last.day), required_step(known, goal)
    return Standing(*_against_target(known, goal, last, expected), expected, step)


def _against_target(measured: Measured, goal: Goal, last: Point, expected: float | None) -> tuple[str, str]:
    """Give the status and its reason; a target of every year is due with every figure."""
    if meets(measured, goal, last.value):
        return "reached", "met"
    if goal.day is None or last.day >= goal.day:
        return "missed", "too_late"
    if expected is None:
        return "unknown", "no_path"
    return ("off_path" if worse(measured.direction, last.value, expected) else "on_path"), "path"


def next_goal(measured: Measured, on: dt.date) -> Goal | None:
    """Give the target that is being worked towards: the first whose year is not over, else the last one."""
    dated = sorted((one for one in measured.goals if one.day), key=lambda one: one.by or 0)
    coming = [one for one in dated if one.day and one.day >= on]
    return (coming or dated[-1:] or list(measured.goals) or [None])[0]  # type: ignore[list-item]


def meets(measured: Measured, goal: Goal, value: float) -> bool:
    """Tell whether a value meets a target; better than asked for meets it too, where there is a better direction."""
    if goal.value is None:
        return False
    low, high = goal.value, goal.high if goal.high is not None else goal.value
    if measured.comparator in {">", "<"}:
        return value > low if measured.comparator == ">" else value < low
    if measured.comparator in {">=", "<="}:
        return value >= low if measured.comparator == ">=" else value <= low
    if measured.direction == "up":
        return value >= low
    if measured.direction == "down":
        return value <= high
    return low - CLOSE * abs(low) <= value <= high + CLOSE * abs(high)


def worse(direction: str, value: float, than: float) -> bool:
    """Tell whether a value is worse than another; without a direction: further than a tenth away."""
    if math.isclose(value, than, rel_tol=1e-9, abs_tol=1e-9):
        return False
    if direction == "none":
        return abs(value - than) > CLOSE * abs(than)
    return value < than if direction == "up" else value > than


def points_of_path(measured: Measured) -> tuple[Point, ...]:
    """Give the corners of the path: baseline and targets, or the table of the years."""
    start = (measured.baseline,) if measured.baseline else ()
    if measured.path == "table" and measured.table:
        return _in_order((*start, *measured.table))
    goals = [Point(one.day, one.value) for one in measured.goals if one.day and one.value is not None]
    return _in_order((*start, *goals))


def value_on_path(measured: Measured, day: dt.date) -> float | None:
    """Give the value of the path on a day; before its first corner there is none, after its last it stays.

    Without a baseline a linear path has no beginning: it is known only from its first corner on.
    """
    corners = points_of_path(measured)
    if not corners or day < corners[0].day:
        return None
    before = [one for one in corners if one.day <= day][-1]
    after = next((one for one in corners if one.day > day), None)
    if after is None or measured.path == "stepwise":
        return before.value
    share = (day - before.day).days / (after.day - before.day).days
    return before.value + share * (after.value - before.value)


def required_step(measured: Measured, goal: Goal) -> float | None:
    """Give what it takes a year from the last figure to the target; none when it is met, over or unknown."""
    last = measured.last
    if last is None or goal.day is None or goal.value is None or last.day >= goal.day:
        return None
    if meets(measured, goal, last.value):
        return 0.0
    return (goal.value - last.value) / ((goal.day - last.day).days / DAYS_OF_YEAR)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a straight line through the figures leads: a value on a day, and the band about it."""

    day: dt.date
    value: float
    low: float
    high: float


def forecast_of(figures: Sequence[Point], day: dt.date) -> Forecast | None:
    """Extend a least-squares line through the figures to a day; with fewer than three figures there is none."""
    if len(figures) < NEEDED_FOR_FORECAST or day <= figures[-1].day:
        return None
    first = figures[0].day
    xs = [(one.day - first).days / DAYS_OF_YEAR for one in figures]
    ys = [one.value for one in figures]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    x_then = (day - first).days / DAYS_OF_YEAR
    value = mean_y + slope * (x_then - mean_x)
    rest = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in zip(xs, ys, strict=True)) / (len(xs) - 2)
    half = BAND * math.sqrt(rest * (1 + 1 / len(xs) + (x_then - mean_x) ** 2 / spread))
    return Forecast(day, value, value - half, value + half)


@dataclass(frozen=True, slots=True)
class Parts:
    """The figures of the parts of one period, added up: how many, their sum; with weights likewise."""

    count: int
    total: float
    weighed: int = 0
    weights: float = 0.0
    weighted: float = 0.0


def aggregate(parts: Parts, how: str, expected: int) -> float | None:
    """Put parts together as declared; while a part or a weight is missing, or none is named, the whole is unknown."""
    if how == "none" or not expected or parts.count < expected:
        return None
    if how == "sum":
        return parts.total
    if how == "mean":
        return parts.total / parts.count
    return parts.weighted / parts.weights if parts.weighed == parts.count else None


def _year_on_year(measured: Measured, last: Point) -> Standing:
    """Hold the last figure against that of a year before; the comparator says which way it has to go."""
    before = _a_year_before(measured, last)
    if before is None:
        return Standing("unknown", "no_year_before")
    better = last.value > before if measured.comparator == "yoy>" else last.value < before
    return Standing("on_path" if better else "off_path", "year_before", before)


def _a_year_before(measured: Measured, last: Point) -> float | None:
    """Give the figure of the same period a year before, or the baseline where that is its year."""
    year = last.day.year - 1
    known = [*((measured.baseline,) if measured.baseline else ()), *measured.figures]
    same = [one for one in known if one.day.year == year and one.day.month == last.day.month]
    return same[-1].value if same else None


def _in_order(points: Sequence[Point]) -> tuple[Point, ...]:
    by_day = {one.day: one for one in points}
    return tuple(by_day[day] for day in sorted(by_day))
