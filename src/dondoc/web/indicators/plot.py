"""The drawing of an indicator: path, figures, forecast with its band, targets; places in the units of the view box."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dondoc.web.indicators.measuring import (
    Forecast,
    Measured,
    Point,
    forecast_of,
    next_goal,
    points_of_path,
    value_on_path,
)

WIDTH, HEIGHT = 640.0, 260.0
LEFT, RIGHT, TOP, BOTTOM = 72.0, 16.0, 16.0, 28.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A value where it is drawn."""

    x: float
    y: float
    day: dt.date
    value: float


@dataclass(frozen=True, slots=True)
class Plot:
    """All that the template draws; lines are ready for `points=`."""

    path: str
    figures: str
    spots: tuple[Spot, ...]
    corners: tuple[Spot, ...]
    forecast: Spot | None
    band: str
    lead: str
    levels: tuple[Spot, ...]
    years: tuple[Spot, ...]
    width: float = WIDTH
    height: float = HEIGHT


@dataclass(frozen=True, slots=True)
class Line:
    """One day of the table that says what the plot shows."""

    day: dt.date
    figure: float | None
    path: float | None
    forecast: Forecast | None = None


@dataclass(frozen=True, slots=True)
class _Scale:
    first: dt.date
    last: dt.date
    low: float
    high: float

    def spot(self, day: dt.date, value: float) -> Spot:
        x = LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / max(1, (self.last - self.first).days)
        y = TOP + (HEIGHT - TOP - BOTTOM) * (self.high - value) / (self.high - self.low)
        return Spot(round(x, 1), round(y, 1), day, value)


def plot_of(measured: Measured, on: dt.date) -> Plot | None:
    """Lay an indicator out; with fewer than two values there is nothing to draw."""
    corners, figures = points_of_path(measured), measured.figures
    goal = next_goal(measured, on)
    forecast = forecast_of(figures, goal.day) if goal and goal.day else None
    known = [*corners, *figures]
    if len(known) < 2:
        return None
    scale = _scale(known, forecast)
    spots = tuple(scale.spot(one.day, one.value) for one in figures)
    ahead = scale.spot(forecast.day, forecast.value) if forecast else None
    return Plot(
        path=_line(_path_spots(scale, corners, measured.path)),
        figures=_line(spots),
        spots=spots,
        corners=tuple(scale.spot(one.day, one.value) for one in corners),
        forecast=ahead,
        band=_band(scale, spots, forecast),
        lead=_line((spots[-1], ahead)) if ahead and spots else "",
        levels=tuple(_levels(scale)),
        years=tuple(_years(scale)),
    )


def lines_of(measured: Measured, forecast: Forecast | None) -> list[Line]:
    """Give the values of the plot day by day: figures with what the path asked for then, corners ahead, forecast."""
    figures = {one.day: one.value for one in measured.figures}
    days = {*figures, *(one.day for one in points_of_path(measured)), *([forecast.day] if forecast else [])}
    return [
        Line(
            day, figures.get(day), value_on_path(measured, day), forecast if forecast and forecast.day == day else None
        )
        for day in sorted(days)
    ]


def _scale(known: Sequence[Point], forecast: Forecast | None) -> _Scale:
    values = [one.value for one in known]
    days = [one.day for one in known]
    if forecast:
        values += [forecast.low, forecast.high]
        days.append(forecast.day)
    low, high = min(values), max(values)
    room = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    return _Scale(min(days), max(*days, min(days) + dt.timedelta(days=365)), low - room, high + room)


def _path_spots(scale: _Scale, corners: Sequence[Point], kind: str) -> list[Spot]:
    """Give the corners of the line; a stepwise path goes level until the day of its next corner."""
    spots: list[Spot] = []
    for one in corners:
        if kind == "stepwise" and spots:
            spots.append(scale.spot(one.day, spots[-1].value))
        spots.append(scale.spot(one.day, one.value))
    return spots


def _band(scale: _Scale, spots: Sequence[Spot], forecast: Forecast | None) -> str:
    if forecast is None or not spots:
        return ""
    return _line((spots[-1], scale.spot(forecast.day, forecast.high), scale.spot(forecast.day, forecast.low)))


def _levels(scale: _Scale) -> Iterable[Spot]:
    """Give the levels that are drawn: round numbers, three to six of them."""
    raw = (scale.high - scale.low) / 4
    power = 10.0 ** math.floor(math.log10(raw))
    step = power * next(one for one in (1, 2, 2.5, 5, 10) if one * power >= raw * 0.999)
    for number in range(math.ceil(scale.low / step), math.floor(scale.high / step) + 1):
        yield scale.spot(scale.first, round(number * step, 12))


def _years(scale: _Scale) -> Iterable[Spot]:
    count = scale.last.year - scale.first.year + 1
    every = max(1, count // 8)
    for year in range(scale.first.year, scale.last.year + 1, every):
        day = max(scale.first, min(dt.date(year, 12, 31), scale.last))
        yield scale.spot(day, scale.low)


def _line(spots: Iterable[Spot]) -> str:
    return " ".join(f"{one.x},{one.y}" for one in spots)
