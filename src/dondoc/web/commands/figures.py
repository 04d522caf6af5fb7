"""The simulated history of indicators: sheets defined by the office, figures handed in, accepted or returned.

The values stand in `figures.toml`; the dice, of their own, say only when something happens and what is returned.
"""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Iterator
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any

from dondoc.web import clock
from dondoc.web.follow_up.simulated.stage import Stage
from dondoc.web.indicators.models import Actual
from dondoc.web.indicators.periods import period_in
from dondoc.web.indicators.services.recording import Figure, decide_actual, define, record_actual
from dondoc.web.organisations.models import Agency, Membership, User
from dondoc.web.register.models import Indicator

SEED = 57
DEFINED_AFTER, BASE_AFTER = dt.timedelta(days=16), dt.timedelta(days=24)
RETURNED = 0.1  # share of the figures that come back once


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Give the sheets and figures of the history."""
    return tomllib.loads(files(__package__).joinpath("figures.toml").read_text(encoding="utf-8"))


def scenes(stage: Stage) -> None:
    """Put the sheets of the indicators and all their figures on the calendar of the history."""
    dice = random.Random(SEED)  # noqa: S311 - the same history each time
    agencies = {agency.name: agency for agency in Agency.objects.all()}
    known = {(one.path, one.name): one.pk for one in stage.programme.indicators.all()}
    start = stage.programme.starts_on
    for told in words()["indicators"]:
        pk = known.get((told["path"], told["name"]))
        if pk is None:
            continue
        stage.on(start + DEFINED_AFTER, partial(_define, stage, pk, told, agencies))
        planned = [(max(_day(told, one, dice), start + BASE_AFTER), one) for one in _figures(told, agencies)]
        reached = [one for day, one in planned if day <= stage.until]
        for day, figure in planned:
            waits = told.get("leave_waiting", False) and figure in reached[-1:]
            stage.on(day, partial(_hand_in, stage, dice, pk, figure, waits=waits))


def _day(told: dict[str, Any], figure: Figure, dice: random.Random) -> dt.date:
    """Give the day on which a figure is handed in: some days before it closes."""
    return figure.ends_on + dt.timedelta(days=told["define"]["closing_days"] - dice.randint(1, 12))


def _figures(told: dict[str, Any], agencies: dict[str, Agency]) -> Iterator[Figure]:
    for period, value in told.get("figures", {}).items():
        yield _figure(period, value)
    for name, weight, *values in told.get("parts", ()):
        for period, value in zip(told["periods"], values, strict=True):
            yield _figure(period, value, agency=agencies[name], weight=float(weight))


def _figure(period: str, value: float, **part: Any) -> Figure:
    found = period_in(period)
    if found is None:
        raise ValueError(period)
    return Figure(*found, float(value), words()["evidence"].format(period=period), **part)


def _define(stage: Stage, pk: int, told: dict[str, Any], agencies: dict[str, Agency]) -> None:
    values = {
        **told["define"],
        "reported_by": agencies[told["reported_by"]],
        "parts": [agencies[name] for name, *_rest in told.get("parts", ())],
        "note": words()["note"],
    }
    points = {int(year): float(value) for year, value in told.get("table", {}).items()}
    define(actor=stage.office, indicator=_fresh(pk), values=values, path_points=points)


def _hand_in(stage: Stage, dice: random.Random, pk: int, figure: Figure, *, waits: bool) -> None:
    indicator = _fresh(pk)
    actual = record_actual(actor=_reporter(stage, indicator), indicator=indicator, figure=figure)
    if waits:
        return
    day = clock.real_today() + dt.timedelta(days=dice.randint(2, 9))
    returned = dice.random() < RETURNED
    stage.on(day, partial(_decide, stage, actual.pk, dice.choice(words()["returns"]) if returned else ""))
    if returned:
        again = day + dt.timedelta(days=dice.randint(4, 12))
        stage.on(again, partial(_hand_in_again, stage, pk, figure, again + dt.timedelta(days=5)))


def _hand_in_again(stage: Stage, pk: int, figure: Figure, decided_on: dt.date) -> None:
    indicator = _fresh(pk)
    actual = record_actual(actor=_reporter(stage, indicator), indicator=indicator, figure=figure)
    stage.on(decided_on, partial(_decide, stage, actual.pk, ""))


def _decide(stage: Stage, pk: int, why: str) -> None:
    actual = Actual.objects.select_related("indicator__programme__document", "indicator__document").get(pk=pk)
    decide_actual(actor=stage.office, actual=actual, accept=not why, note=why)


def _reporter(stage: Stage, indicator: Indicator) -> User:
    """Give who reports for the agency, if it has somebody; else the office enters the figure.

    Nobody is made up here, since that would throw the dice of the other scenes.
    """
    agency = indicator.reported_by
    there = agency is not None and Membership.objects.filter(agency=agency, role=Membership.Role.AGENCY).exists()
    return stage.contact(agency) if agency is not None and there else stage.office


def _fresh(pk: int) -> Indicator:
    return Indicator.objects.select_related("programme__document", "document", "reported_by").get(pk=pk)
