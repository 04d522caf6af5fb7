"""The arithmetic of indicators: path, status, required step, forecast, aggregation, and reading numbers."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.web.indicators.measuring import (
    Goal,
    Measured,
    Parts,
    Point,
    aggregate,
    forecast_of,
    required_step,
    standing_of,
    value_on_path,
)
from dondoc.web.indicators.numbers import number_in
from dondoc.web.indicators.plot import lines_of, plot_of

ON = dt.date(2023, 6, 30)
PAR_INDEX = Measured("down", "=", Point(dt.date(2020, 12, 31), 28), (Goal(23, by=2025),))


def end(year: int, value: float) -> Point:
    return Point(dt.date(year, 12, 31), value)


def with_figures(measured: Measured, *figures: Point, **changes: object) -> Measured:
    values = {name: getattr(measured, name) for name in measured.__slots__}
    return Measured(**{**values, "figures": figures, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((), ("unknown", "no_actual")),
        ((end(2022, 25),), ("on_path", "path")),
        ((end(2022, 27),), ("off_path", "path")),
        ((end(2022, 20),), ("reached", "met")),
        ((end(2024, 20),), ("unknown", "no_actual")),
    ],
)
def test_a_rank_that_has_to_go_down(figures: tuple[Point, ...], expected: tuple[str, str]) -> None:
    """From 28 to 23 of 63: on the path at 26 or better by the end of 2022; a figure of the future does not count."""
    found = standing_of(with_figures(PAR_INDEX, *figures), ON)
    assert (found.status, found.why) == expected


def test_a_target_whose_year_is_over_is_missed() -> None:
    found = standing_of(with_figures(PAR_INDEX, end(2025, 24)), dt.date(2026, 3, 1))
    assert (found.status, found.why) == ("missed", "too_late")


def test_year_on_year_goes_by_the_same_period_of_the_year_before() -> None:
    score = Measured("up", "yoy>", figures=(end(2021, 82.1), end(2022, 83.0)))
    assert standing_of(score, ON).status == "on_path"
    assert standing_of(with_figures(score, end(2021, 82.1), end(2022, 82.1)), ON).status == "off_path"
    assert standing_of(with_figures(score, end(2022, 90)), ON) == standing_of(with_figures(score, end(2022, 1)), ON)
    assert standing_of(with_figures(score, end(2022, 90)), ON).why == "no_year_before"


def test_without_a_baseline_a_path_is_unknown_until_its_target() -> None:
    growth = Measured("up", "between", goals=(Goal(7, 7.5, 2025),), figures=(end(2022, 6.1),))
    assert standing_of(growth, ON).why == "no_path"
    assert standing_of(with_figures(growth, end(2022, 7.2)), ON).status == "reached"


def test_a_target_of_every_year_is_due_with_every_figure() -> None:
    poverty = Measured("up", ">=", goals=(Goal(1),), figures=(end(2022, 0.8),))
    assert standing_of(poverty, ON).status == "missed"
    assert standing_of(with_figures(poverty, end(2022, 1.0)), ON).status == "reached"


def test_without_a_better_direction_about_means_within_a_tenth() -> None:
    population = Measured("none", "=", goals=(Goal(1, by=2050),), figures=(end(2022, 1.05),))
    assert standing_of(population, ON).status == "reached"
    assert standing_of(with_figures(population, end(2022, 1.2)), ON).why == "no_path"


@pytest.mark.parametrize(
    ("path", "table", "day", "expected"),
    [
        ("linear", (), dt.date(2022, 12, 31), 26.0),
        ("stepwise", (), dt.date(2025, 12, 30), 28.0),
        ("stepwise", (), dt.date(2025, 12, 31), 23.0),
        ("table", (end(2022, 27), end(2025, 23)), dt.date(2022, 12, 31), 27.0),
        ("linear", (), dt.date(2020, 1, 1), None),
        ("linear", (), dt.date(2031, 1, 1), 23.0),
    ],
)
def test_the_three_paths(path: str, table: tuple[Point, ...], day: dt.date, expected: float | None) -> None:
    found = value_on_path(with_figures(PAR_INDEX, path=path, table=table), day)
    assert found == (None if expected is None else pytest.approx(expected, abs=0.01))


def test_what_it_takes_from_here() -> None:
    known = with_figures(PAR_INDEX, end(2022, 27))
    assert required_step(known, known.goals[0]) == pytest.approx(-4 / 3, abs=0.01)
    assert required_step(with_figures(PAR_INDEX, end(2022, 22)), known.goals[0]) == 0
    assert required_step(PAR_INDEX, known.goals[0]) is None


def test_a_forecast_needs_three_figures_and_has_a_band() -> None:
    straight = [end(2020, 10), end(2021, 11), end(2022, 12)]
    assert forecast_of(straight[:2], dt.date(2025, 12, 31)) is None
    found = forecast_of(straight, dt.date(2025, 12, 31))
    assert found is not None
    assert found.value == pytest.approx(15, abs=0.02)
    assert found.low == pytest.approx(found.high, abs=0.05)
    bent = forecast_of([end(2020, 10), end(2021, 13), end(2022, 12)], dt.date(2025, 12, 31))
    assert bent is not None
    assert bent.low < bent.value < bent.high


def test_parts_are_put_together_as_declared_or_not_at_all() -> None:
    parts = Parts(count=2, total=30, weighed=2, weights=4, weighted=70)
    assert aggregate(parts, "sum", 2) == 30
    assert aggregate(parts, "mean", 2) == 15
    assert aggregate(parts, "weighted", 2) == 17.5
    assert aggregate(parts, "sum", 3) is None
    assert aggregate(Parts(count=2, total=30, weighed=1, weights=3, weighted=60), "weighted", 2) is None
    assert aggregate(parts, "none", 2) is None


def test_a_drawing_holds_all_its_values_within_its_frame() -> None:
    """Every place lies inside the view box; with one value there is nothing to draw."""
    plot = plot_of(with_figures(PAR_INDEX, end(2020, 28), end(2021, 27), end(2022, 25.5)), ON)
    assert plot is not None
    assert plot.forecast is not None
    for spot in (*plot.spots, *plot.corners, plot.forecast, *plot.levels, *plot.years):
        assert 0 <= spot.x <= plot.width
        assert 0 <= spot.y <= plot.height
    assert plot_of(Measured("up", "="), ON) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7,5", 7.5),
        ("7.5", 7.5),
        (" 12 % ", 12),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("18 000", 18000),
        ("-0,25", -0.25),
        ("0,125", 0.125),
        ("1.234", None),
        ("1,234", None),
        ("=7+1", None),
        ("khoảng 7", None),
        ("7,5,1", None),
        ("", None),
    ],
)
def test_numbers_are_read_in_both_forms_and_doubtful_ones_refused(text: str, expected: float | None) -> None:
    """ "1.234" may be 1234 or 1,234: nothing is guessed."""
    assert number_in(text) == expected


@given(st.integers(min_value=-(10**9), max_value=10**9), st.integers(min_value=0, max_value=99))
def test_what_is_written_in_one_form_is_read_back(whole: int, cents: int) -> None:
    sign = "-" if whole < 0 else ""
    text = f"{sign}{abs(whole):,}.{cents:02d}"
    assert number_in(text) == pytest.approx(float(f"{sign}{abs(whole)}.{cents:02d}"))
    assert number_in(text.translate(str.maketrans(",.", ".,"))) == number_in(text)


def test_the_levels_of_a_plot_are_round_and_its_table_says_all_of_it() -> None:
    """Three to six round levels; every day of the plot once and in order, the forecast with its band."""
    measured = Measured(
        "down",
        "=",
        Point(dt.date(2020, 12, 31), 28),
        (Goal(23, by=2025),),
        (end(2020, 28), end(2021, 27), end(2022, 24)),
    )
    plot = plot_of(measured, ON)
    assert plot is not None
    assert [level.value for level in plot.levels] == [15, 20, 25]
    lines = lines_of(measured, forecast_of(measured.figures, dt.date(2025, 12, 31)))
    assert [line.day.year for line in lines] == [2020, 2021, 2022, 2025]
    assert [line.figure for line in lines] == [28, 27, 24, None]
    assert [line.forecast is None for line in lines] == [True, True, True, False]
    assert lines[-1].path == 23


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_a_plot_has_a_few_levels(low: float, spread: float) -> None:
    plot = plot_of(Measured("up", "=", figures=(end(2021, low), end(2022, low + spread))), ON)
    assert plot is not None
    assert 2 <= len(plot.levels) <= 6
