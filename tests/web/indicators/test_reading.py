"""Reading many figures: a list reads the newest only, and says the same as reading all."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from dondoc.web.indicators.models import Actual, Definition
from dondoc.web.indicators.reading import sheets_of
from dondoc.web.organisations.models import Agency
from dondoc.web.register.models import Indicator
from tests.web.builders import make_agency
from tests.web.follow_up.making import Cast
from tests.web.indicators.making import make_indicator

ON = dt.date(2023, 6, 30)
HISTORIES = [
    (missing, last)
    for missing in (0, 1, 5)
    for last in (dt.date(2023, 5, 31), dt.date(2021, 4, 30), dt.date(2020, 11, 30))
]
STATUSES = {  # of each history; unknown: below the target, and whole for the last time before the path begins (2020)
    "=": "reached reached reached off_path off_path unknown reached reached unknown",
    "yoy>": "on_path off_path on_path off_path off_path off_path off_path off_path off_path",
}


def make_monthly(cast: Cast, agencies: list[Agency], *, last: dt.date, missing: int, **fields: Any) -> Indicator:
    """Make an indicator of monthly means over two years; in the last `missing` months one part is not in."""
    indicator = make_indicator(cast, direction="up", **fields)
    sheet = Definition.objects.create(indicator=indicator, every="month", aggregation="mean")
    sheet.parts.set(agencies)
    dice, ends_on = random.Random(f"{last} {missing}"), last  # noqa: S311 - the same figures each time
    rows: list[Actual] = []
    for back in range(24):
        there = agencies[1:] if back < missing else agencies
        rows += [_figure(cast, indicator, agency, ends_on, float(dice.randint(1, 60))) for agency in there]
        ends_on = ends_on.replace(day=1) - dt.timedelta(days=1)
    Actual.objects.bulk_create(rows)
    return indicator


def _figure(cast: Cast, indicator: Indicator, agency: Agency, ends_on: dt.date, value: float) -> Actual:
    return Actual(
        indicator=indicator,
        agency=agency,
        starts_on=ends_on.replace(day=1),
        ends_on=ends_on,
        value=value,
        evidence="Báo cáo tháng",
        state="accepted",
        submitted_by=cast.contact,
        submitted_on=ends_on,
        decided_by=cast.office,
        decided_on=ends_on,
    )


@pytest.mark.parametrize("comparator", STATUSES)
def test_a_list_says_the_same_as_reading_all(cast: Cast, comparator: str, query_budget: Any) -> None:
    """Whether the newest months are whole, one or many parts are missing, or the figures ended long ago."""
    agencies = [make_agency(f"Huyện {n}") for n in range(3)]
    for missing, last in HISTORIES:
        make_monthly(cast, agencies, last=last, missing=missing, comparator=comparator)
    rows = Indicator.objects.of_programme(cast.programme)
    with query_budget(3):
        short = sheets_of(rows, ON)
    full = sheets_of(rows, ON, in_full=True)
    assert [one.standing for one in short] == [one.standing for one in full]
    assert [one.last for one in short] == [one.last for one in full]
    assert all(len(one.measured.figures) < 15 < len(two.measured.figures) for one, two in zip(short, full, strict=True)
               if one.measured.figures[-1].day > dt.date(2023, 3, 1))  # fmt: skip
    assert [one.standing.status for one in full] == STATUSES[comparator].split()


def test_a_figure_of_the_whole_goes_before_its_parts(cast: Cast) -> None:
    agencies = [make_agency(f"Huyện {n}") for n in range(2)]
    indicator = make_monthly(cast, agencies, last=dt.date(2023, 5, 31), missing=0)
    whole = Actual.objects.filter(indicator=indicator).latest("ends_on")
    whole.pk, whole.agency, whole.value = None, None, 99.0
    whole.save(force_insert=True)
    (sheet,) = sheets_of(Indicator.objects.filter(pk=indicator.pk), ON)
    assert sheet.last is not None
    assert sheet.last.value == 99
