"""Plain builders for the tests of indicators."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from dondoc.web.indicators.models import Actual
from dondoc.web.indicators.services.recording import Figure, decide_actual, record_actual
from dondoc.web.register.models import Indicator, Target
from dondoc.web.text import path_key
from tests.web.follow_up.making import Cast

_numbers = count(1)


def make_indicator(cast: Cast, *, targets: list[dict[str, Any]] | None = None, **fields: Any) -> Indicator:
    """Make the PAR INDEX: rank 28 in 2020, to be 23 in 2025; reported by the cast's lead."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "programme": cast.programme,
        "document": cast.programme.document,
        "number": number,
        "path": "II/3",
        "path_key": path_key("II/3"),
        "name": f"Chỉ số PAR INDEX {number}",
        "unit": "hạng",
        "direction": "down",
        "target_kind": "rank",
        "comparator": "=",
        "baseline": 28,
        "baseline_year": 2020,
        "reported_by": cast.lead,
    }
    indicator = Indicator(**{**values, **fields})
    indicator.full_clean()
    indicator.save()
    for target in targets or [{"value": 23, "by": 2025, "as_written": "đứng thứ 23"}]:
        Target.objects.create(indicator=indicator, **target)
    return indicator


def year_figure(year: int, value: float, **fields: Any) -> Figure:
    return Figure(dt.date(year, 1, 1), dt.date(year, 12, 31), value, "Quyết định công bố", **fields)


def make_actual(cast: Cast, indicator: Indicator, year: int, value: float, **fields: Any) -> Actual:
    """Hand in a figure of a year and accept it."""
    actual = record_actual(actor=cast.contact, indicator=indicator, figure=year_figure(year, value, **fields))
    return decide_actual(actor=cast.office, actual=actual, accept=True)
