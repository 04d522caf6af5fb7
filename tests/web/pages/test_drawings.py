"""The arithmetic of the drawings: parts add up, nothing lies outside, nothing is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dondoc.web.dashboard.drawings import STACK, bar_parts, days_ahead

FIRST = dt.date(2022, 3, 1)


@dataclass(frozen=True)
class Thing:
    due_then: dt.date


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=6))
def test_the_parts_of_a_bar_fill_it_and_touch(counts: list[int]) -> None:
    parts = bar_parts([(str(n), count) for n, count in enumerate(counts)])
    assert [part.count for part in parts] == [count for count in counts if count]
    if parts:
        assert abs(sum(part.width for part in parts) - 100) < 1e-6
        assert all(abs(a.x + a.width - b.x) < 1e-6 for a, b in pairwise(parts))


@given(st.lists(st.integers(-10, 100), max_size=60))
def test_each_thing_within_the_days_is_drawn_or_counted(offsets: list[int]) -> None:
    line = days_ahead([Thing(FIRST + dt.timedelta(days=n)) for n in offsets], FIRST, 90)
    assert len(line.dots) + sum(n for _, n in line.more) == sum(0 <= n <= 90 for n in offsets)
    assert all(0 <= dot.x <= 100 and 0 <= dot.y < line.baseline for dot in line.dots)
    assert all(0 <= tick.x <= 100 and tick.day.day == 1 for tick in line.ticks)


def test_a_crowded_day_says_how_many_more() -> None:
    line = days_ahead([Thing(FIRST)] * 9, FIRST, 90)
    assert (len(line.dots), line.more) == (STACK, ((2.0, 3),))
