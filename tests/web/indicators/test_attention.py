"""What the overview says of indicators: rates with what they divide by, and those off their path, furthest first."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from dondoc.web.indicators.attention import spark, standings_of
from dondoc.web.indicators.measuring import Point
from dondoc.web.register.models import Indicator
from tests.web.follow_up.making import Cast
from tests.web.indicators.making import make_actual, make_indicator

ON = dt.date(2023, 6, 30)


@pytest.fixture
def made(cast: Cast) -> list[Indicator]:
    """Give four indicators: a little off the path, far off it, on it, unknown."""
    made = [make_indicator(cast) for _ in range(4)]
    for indicator, value in zip(made, (27, 40, 25), strict=False):
        make_actual(cast, indicator, 2021, 28)
        make_actual(cast, indicator, 2022, value)
    return made


def test_unknown_is_never_counted_as_good(cast: Cast, made: list[Indicator]) -> None:
    """The parts add up to all; what is unknown is in no numerator and not among what is judged."""
    found = standings_of(Indicator.objects.of_programme(cast.programme), ON)
    assert (found.good, found.bad, found.judged, found.total) == (1, 2, 3, 4)
    assert [row.pk for row in found.rows] == [made[1].pk, made[0].pk]
    nothing = standings_of(Indicator.objects.none(), ON)
    assert (nothing.total, nothing.rows) == (0, ())


def test_the_overview_shows_the_block(cast: Cast, made: list[Indicator], query_budget: Any) -> None:
    client = Client()
    client.force_login(cast.contact)
    client.get("/")
    with query_budget():
        page = client.get("/")
    text = " ".join(page.content.decode().split())
    assert "1/3 = 33,3" in text
    assert "3/4 = 75,0" in text
    assert f"/indicators/{made[1].pk}/" in text
    assert "Chỉ tiêu lệch lộ trình" in text


def test_the_small_line_goes_from_left_to_right_and_up_for_more() -> None:
    points = [Point(dt.date(2020 + n, 12, 31), value) for n, value in enumerate((1.0, 3.0))]
    assert spark(points) == "3.0,21.0 85.0,3.0"
    assert spark(points[:1]) == ""
