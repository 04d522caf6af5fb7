"""The arithmetic of the drawings: the bar of four cells and the line of days ahead.

Places are in percent of the width, so that a drawing is sharp at any width and its words keep their size.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

STACK = 6  # marks above each other on one day; the rest is said as "+n"
ROW = 18  # the height of one mark in pixels
CLOSE = 2.0  # days whose places are closer than this (percent) share a column


@dataclass(frozen=True, slots=True)
class BarPart:
    """One part of a bar: what it stands for, how many, and where it is drawn (percent of the width)."""

    name: str
    count: int
    x: float
    width: float


def bar_parts(counts: Sequence[tuple[str, int]]) -> tuple[BarPart, ...]:
    """Lay the parts side by side to scale; parts of nothing are left out, the widths add up to 100."""
    whole = sum(count for _, count in counts)
    parts: list[BarPart] = []
    x = 0.0
    for name, count in counts:
        if count:
            width = 100 * count / whole
            parts.append(BarPart(name, count, x, width))
            x += width
    return tuple(parts)


def due_of(thing: Any) -> dt.date:
    """Give the day on which a thing falls due."""
    day: dt.date = thing.due_then
    return day


@dataclass(frozen=True, slots=True)
class Dot:
    """One thing on the line of days; `x` in percent, `y` in pixels from the top."""

    thing: Any
    x: float
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month on the line."""

    x: float
    day: dt.date


@dataclass(frozen=True, slots=True)
class DaysAhead:
    """The line of days: dots stacked above the days they fall on, ticks at the months, what did not fit."""

    first: dt.date
    last: dt.date
    height: int
    dots: tuple[Dot, ...]
    more: tuple[tuple[float, int], ...]
    ticks: tuple[Tick, ...]

    @property
    def baseline(self) -> int:
        """How far below the top the line is drawn, in pixels."""
        return self.height - 26


def days_ahead(things: Iterable[Any], first: dt.date, days: int) -> DaysAhead:
    """Place things that fall due within `days` from `first` on a line; things of other days are left out."""
    last = first + dt.timedelta(days=days)
    columns: dict[float, list[Any]] = defaultdict(list)
    for thing in sorted((one for one in things if first <= due_of(one) <= last), key=due_of):
        x = _place(due_of(thing), first, days)
        near = next((known for known in reversed(columns) if x - known < CLOSE), x)
        columns[near].append(thing)
    tallest = min(max((len(column) for column in columns.values()), default=1), STACK)
    height = tallest * ROW + 50
    dots = tuple(
        Dot(thing, x, height - 40 - row * ROW)
        for x, column in columns.items()
        for row, thing in enumerate(column[:STACK])
    )
    more = tuple((x, len(column) - STACK) for x, column in columns.items() if len(column) > STACK)
    return DaysAhead(first, last, height, dots, more, tuple(_ticks(first, last, days)))


def _place(day: dt.date, first: dt.date, days: int) -> float:
    return round(2 + 96 * (day - first).days / days, 3)


def _ticks(first: dt.date, last: dt.date, days: int) -> Iterable[Tick]:
    month = first.replace(day=1)
    while (month := (month + dt.timedelta(days=32)).replace(day=1)) <= last:
        yield Tick(_place(month, first, days), month)
