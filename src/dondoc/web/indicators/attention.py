"""What the overview says of the indicators of a programme: how many stand how, and which are off their path."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.web.indicators.measuring import Point, next_goal
from dondoc.web.indicators.reading import Sheet, sheets_of
from dondoc.web.register.querysets import IndicatorQuerySet

BAD, GOOD, UNKNOWN = ("missed", "off_path"), ("reached", "on_path"), "unknown"
SHOWN = 6
WIDTH, HEIGHT, EDGE = 88.0, 24.0, 3.0
NEWEST = 8  # figures in the small drawing


@dataclass(frozen=True, slots=True)
class OffPath:
    """One indicator that is off its path or missed its target, in plain values.

    `against`: the path's value then, the figure of the year before, or the target, by `why`.
    """

    pk: int
    path: str
    name: str
    unit: str
    status: str
    last: float
    day: dt.date
    why: str
    against: float | None
    step: float | None
    line: str


@dataclass(frozen=True, slots=True)
class Standings:
    """How the indicators stand; `judged` and `total` are what the rates divide by."""

    counts: dict[str, int]
    rows: tuple[OffPath, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def judged(self) -> int:
        return self.total - self.counts.get(UNKNOWN, 0)

    @property
    def good(self) -> int:
        return sum(self.counts.get(name, 0) for name in GOOD)

    @property
    def bad(self) -> int:
        return sum(self.counts.get(name, 0) for name in BAD)


def standings_of(indicators: IndicatorQuerySet, on: dt.date) -> Standings:
    """Give how indicators stand as of a day, with those furthest off their path."""
    sheets = sheets_of(indicators, on)
    bad = sorted((one for one in sheets if one.standing.status in BAD), key=_gap, reverse=True)
    rows = tuple(_row(sheet, sheet.last) for sheet in bad[:SHOWN] if sheet.last is not None)
    return Standings(dict(Counter(one.standing.status for one in sheets)), rows)


def _gap(sheet: Sheet) -> float:
    """Give how far a figure is from what it is held against, as a share of that."""
    last, against = sheet.last, _against(sheet)
    if last is None or against is None:
        return 0.0
    return abs(last.value - against) / (abs(against) or 1.0)


def _against(sheet: Sheet) -> float | None:
    if sheet.standing.why != "too_late" or sheet.last is None:
        return sheet.standing.expected
    goal = next_goal(sheet.measured, sheet.last.day)
    return goal.value if goal else None


def _row(sheet: Sheet, last: Point) -> OffPath:
    one = sheet.indicator
    return OffPath(
        one.pk,
        one.path,
        one.name,
        one.unit,
        sheet.standing.status,
        last.value,
        last.day,
        sheet.standing.why,
        _against(sheet),
        sheet.standing.step,
        spark(sheet.measured.figures[-NEWEST:]),
    )


def spark(figures: Sequence[Point]) -> str:
    """Lay figures out as the corners of a small line, higher values higher; of one figure there is none."""
    if len(figures) < 2:
        return ""
    values = [one.value for one in figures]
    low, spread = min(values), (max(values) - min(values)) or 1.0
    first, days = figures[0].day, (figures[-1].day - figures[0].day).days
    corners = (
        (
            EDGE + (WIDTH - 2 * EDGE) * (one.day - first).days / days,
            HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (one.value - low) / spread,
        )
        for one in figures
    )
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
