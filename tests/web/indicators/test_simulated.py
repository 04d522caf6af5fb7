"""The figures of the simulated history: by the rules, marked as made up, the same each time."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction

from dondoc.web import clock
from dondoc.web.commands import figures
from dondoc.web.follow_up.simulated.stage import Stage
from dondoc.web.indicators.models import Actual, Definition
from dondoc.web.indicators.reading import sheets_of
from dondoc.web.organisations.reference import load_reference
from dondoc.web.register.models import Indicator, Target
from dondoc.web.working_days import WorkingCalendar
from tests.web.follow_up.making import Cast
from tests.web.indicators.making import make_indicator

UNTIL = dt.date(2023, 6, 30)
SAMPLE = Path(__file__).parents[3] / "samples" / "50-CTr-TU.register.json"


@pytest.fixture
def indicators(cast: Cast) -> list[Indicator]:
    """Give the indicators of the sample, without the sheets that the history adds."""
    load_reference()
    rows = json.loads(SAMPLE.read_text(encoding="utf-8"))["indicators"]
    names = ("path", "name", "direction", "comparator", "baseline", "baseline_year")
    made = [
        make_indicator(cast, **{name: row[name] for name in names}, unit=row["unit"] or "", reported_by=None)
        for row in rows
    ]
    Target.objects.all().delete()
    for indicator, row in zip(made, rows, strict=True):
        for one in row["targets"]:
            low, high = one["value"] if isinstance(one["value"], list) else (one["value"], None)
            Target.objects.create(
                indicator=indicator, value=low, value_high=high, by=one["by"], as_written=one["as_written"]
            )
    return made


def play(cast: Cast) -> Stage:
    dice, calendar = random.Random(1), WorkingCalendar.of_installation()  # noqa: S311 - the same history each time
    stage = Stage(cast.programme, cast.office, cast.leader, UNTIL, calendar, dice)
    with clock.frozen(cast.programme.starts_on):
        figures.scenes(stage)
    stage.play()
    return stage


def came_of() -> list[tuple[object, ...]]:
    return list(Actual.objects.order_by("pk").values_list("indicator__name", "value", "state", "submitted_on"))


def test_the_history_of_figures_is_played_by_the_rules(cast: Cast, indicators: list[Indicator]) -> None:
    """Nothing is refused; each figure says that it is made up; some are on their path, some off it, some unknown."""
    with transaction.atomic():
        play(cast)
        first = came_of()
        transaction.set_rollback(True)
    stage = play(cast)
    assert stage.refused == []
    assert came_of() == first
    assert all("mô phỏng" in one.evidence and one.submitted_on <= UNTIL for one in Actual.objects.all())
    assert set(Actual.objects.values_list("state", flat=True)) == {"submitted", "accepted", "returned"}
    sheets = sheets_of(Indicator.objects.of_programme(cast.programme), UNTIL)
    counts = Counter(one.standing.status for one in sheets)
    assert set(counts) == {"reached", "on_path", "off_path", "missed", "unknown"}
    assert len(sheets) - counts["unknown"] == Definition.objects.count()
    parts = Actual.objects.filter(agency__isnull=False).values("agency").distinct()
    assert parts.count() == 8


def test_every_sheet_of_the_history_is_one_of_the_sample() -> None:
    rows = json.loads(SAMPLE.read_text(encoding="utf-8"))["indicators"]
    told = [(one["path"], one["name"]) for one in figures.words()["indicators"]]
    assert len(set(told)) == len(told) == 23
    assert set(told) <= {(one["path"], one["name"]) for one in rows}
