"""An indicator by agency: the best first, on one scale, with target and whole where a part can be held against them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from dondoc.web.indicators.peers import Peers, peers_of
from dondoc.web.indicators.reading import sheets_of
from dondoc.web.indicators.services.recording import define
from dondoc.web.register.models import Indicator
from tests.web.follow_up.making import Cast
from tests.web.indicators.making import make_actual, make_indicator

ON = dt.date(2023, 6, 30)


def laid_out(cast: Cast, aggregation: str, values: tuple[float, float], **fields: Any) -> tuple[Indicator, Peers]:
    indicator = make_indicator(cast, **{"direction": "up", **fields})
    parts = [cast.lead, cast.helper_agency]
    define(actor=cast.office, indicator=indicator, values={"aggregation": aggregation, "parts": parts}, path_points={})
    make_actual(cast, indicator, 2021, 7, agency=cast.lead, weight=1)
    for agency, value in zip(parts, values, strict=True):
        make_actual(cast, indicator, 2022, value, agency=agency, weight=1)
    (sheet,) = sheets_of(Indicator.objects.filter(pk=indicator.pk), ON, in_full=True)
    found = peers_of(sheet, ON)
    assert found is not None
    return indicator, found


def test_the_best_comes_first_on_a_scale_from_nought(cast: Cast) -> None:
    """Bars are as long as their values; the target of 23 and the mean of 30 stand on the same scale."""
    _indicator, found = laid_out(cast, "mean", (20, 40))
    assert [(one.label, one.value, one.before, one.width) for one in found.rows] == [
        (cast.helper_agency.label, 40, None, 100),
        (cast.lead.label, 20, 7, 50),
    ]
    assert (found.goal_at, found.whole, found.whole_at) == (57.5, 30, 75)


def test_a_part_of_a_sum_is_not_held_against_the_whole(cast: Cast) -> None:
    _indicator, found = laid_out(cast, "sum", (20, 40), direction="down")
    assert [one.value for one in found.rows] == [20, 40]
    assert found.goal_at is found.whole_at is None


@pytest.mark.parametrize(("values", "drawn"), [((-10, 30), [(25, 75), (0, 25)]), ((0, 0), [(0, 0), (0, 0)])])
def test_values_below_nought_and_nothing_at_all(cast: Cast, values: Any, drawn: list[tuple[int, int]]) -> None:
    _indicator, found = laid_out(cast, "sum", values)
    assert [(one.x, one.width) for one in found.rows] == drawn


def test_the_page_shows_them(cast: Cast, query_budget: Any) -> None:
    indicator, _found = laid_out(cast, "weighted", (20, 40))
    client = Client()
    client.force_login(cast.office)
    with query_budget():
        page = client.get(f"/indicators/{indicator.pk}/").content.decode()
    assert page.count('class="peers__value"') == 2
    early = client.get(f"/indicators/{indicator.pk}/?on=2021-06-30").content.decode()
    assert 'class="peers__value"' not in early
