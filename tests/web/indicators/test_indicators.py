"""Indicators on their way through the office: defined, recorded, accepted, put together, shown."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from dondoc.web.follow_up.services.acts import AlreadyDecided
from dondoc.web.indicators.models import Actual
from dondoc.web.indicators.reading import sheets_of
from dondoc.web.indicators.services.recording import Figure, decide_actual, define, record_actual
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.policies import NotAllowed
from dondoc.web.register.models import Indicator
from dondoc.web.reviews.figures import gather
from tests.web.follow_up.making import Cast
from tests.web.indicators.making import make_actual, make_indicator, year_figure
from tests.web.reviews.making import make_review

ON = dt.date(2023, 6, 30)
SAMPLE = Path(__file__).parents[3] / "samples" / "50-CTr-TU.register.json"


def standing(indicator: Indicator, on: dt.date = ON) -> Any:
    (sheet,) = sheets_of(Indicator.objects.filter(pk=indicator.pk), on)
    return sheet.standing


def test_only_accepted_figures_count(cast: Cast) -> None:
    """A figure that waits or was returned leaves the indicator unknown; accepted it is held against the path."""
    indicator = make_indicator(cast)
    first = record_actual(actor=cast.contact, indicator=indicator, figure=year_figure(2022, 25))
    assert standing(indicator).status == "unknown"
    decide_actual(actor=cast.office, actual=first, accept=False, note="Thiếu văn bản công bố.")
    assert standing(indicator).status == "unknown"
    make_actual(cast, indicator, 2022, 25)
    found = standing(indicator)
    assert (found.status, round(found.expected, 1)) == ("on_path", 26.0)
    assert found.step == pytest.approx(-0.67, abs=0.01)
    assert standing(indicator, dt.date(2023, 6, 29)).status == "unknown"


def test_the_journal_writes_figures_and_days_as_the_pages_do(cast: Cast) -> None:
    indicator = make_indicator(cast)
    record_actual(actor=cast.contact, indicator=indicator, figure=year_figure(2022, 1234.5))
    told = Entry.objects.about(indicator)[0]
    assert told.sentence_vi == f"Nộp số liệu {indicator}: 1.234,5 (31/12/2022)."
    assert told.sentence_en == f"Handed in the figure {indicator}: 1,234.5 (31 Dec 2022)."


def test_one_figure_a_period_and_never_of_the_future(cast: Cast) -> None:
    indicator = make_indicator(cast)
    make_actual(cast, indicator, 2022, 25)
    with pytest.raises(ValidationError):
        record_actual(actor=cast.contact, indicator=indicator, figure=year_figure(2022, 24))
    with pytest.raises(ValidationError, match="chưa kết thúc"):
        record_actual(actor=cast.contact, indicator=indicator, figure=year_figure(2023, 24))
    twin = Actual.objects.get(indicator=indicator)
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
    empty = Figure(dt.date(2021, 1, 1), dt.date(2021, 12, 31), 25, " ")
    with pytest.raises(ValidationError):
        record_actual(actor=cast.contact, indicator=indicator, figure=empty)


def test_a_figure_is_decided_once_with_a_reason_for_a_no(cast: Cast) -> None:
    indicator = make_indicator(cast)
    actual = record_actual(actor=cast.contact, indicator=indicator, figure=year_figure(2022, 25))
    with pytest.raises(ValidationError):
        decide_actual(actor=cast.office, actual=actual, accept=False)
    decide_actual(actor=cast.office, actual=actual, accept=True)
    with pytest.raises(AlreadyDecided):
        decide_actual(actor=cast.office, actual=actual, accept=False, note="Muộn.")


def test_who_may_record_and_accept(cast: Cast) -> None:
    """The reporting agency records, the office accepts; another agency does neither."""
    indicator = make_indicator(cast)
    with pytest.raises(NotAllowed):
        record_actual(actor=cast.helper, indicator=indicator, figure=year_figure(2022, 25))
    actual = record_actual(actor=cast.contact, indicator=indicator, figure=year_figure(2022, 25))
    with pytest.raises(NotAllowed):
        decide_actual(actor=cast.contact, actual=actual, accept=True)


def test_parts_make_the_whole_once_all_are_in(cast: Cast) -> None:
    indicator = make_indicator(cast, direction="up", baseline=None, baseline_year=None)
    define(
        actor=cast.office,
        indicator=indicator,
        values={"aggregation": "sum", "parts": [cast.lead, cast.helper_agency]},
        path_points={},
    )
    make_actual(cast, indicator, 2022, 10, agency=cast.lead)
    assert standing(indicator).status == "unknown"
    make_actual(cast, indicator, 2022, 20, agency=cast.helper_agency)
    (sheet,) = sheets_of(Indicator.objects.filter(pk=indicator.pk), ON)
    assert sheet.last is not None
    assert sheet.last.value == 30


def test_a_path_by_a_table(cast: Cast) -> None:
    indicator = make_indicator(cast)
    make_actual(cast, indicator, 2022, 27)
    assert standing(indicator).status == "off_path"
    define(actor=cast.office, indicator=indicator, values={"path": "table"}, path_points={2022: 27, 2025: 23})
    assert standing(indicator).status == "on_path"
    with pytest.raises(ValidationError):
        define(actor=cast.office, indicator=indicator, values={"baseline": 28, "baseline_year": None}, path_points={})


def test_every_indicator_of_the_sample_can_be_measured(cast: Cast) -> None:
    """Ranks, rates, year-on-year: without figures all are unknown; with two years of figures those that can be
    judged are, and no other.
    """
    made = [_from_sample(cast, row) for row in json.loads(SAMPLE.read_text(encoding="utf-8"))["indicators"]]
    assert len(made) >= 23
    rows = Indicator.objects.of_programme(cast.programme)
    assert {one.standing.status for one in sheets_of(rows, ON)} == {"unknown"}
    for indicator in made:
        make_actual(cast, indicator, 2021, 20)
        make_actual(cast, indicator, 2022, 21)
    sheets = sheets_of(rows, ON)
    for sheet in sheets:
        bare = not sheet.measured.goals or sheet.standing.why == "no_path"
        assert (sheet.standing.status == "unknown") == bare, sheet.indicator.name
    ranks = [one for one in sheets if one.indicator.target_kind == "rank" and one.measured.baseline]
    assert {one.standing.status for one in ranks} == {"reached"}
    yearly = [one.standing for one in sheets if one.indicator.comparator == "yoy>"]
    assert {(one.status, one.why) for one in yearly} == {("on_path", "year_before")}


def _from_sample(cast: Cast, row: dict[str, Any]) -> Indicator:
    def target(one: dict[str, Any]) -> dict[str, Any]:
        value = one["value"]
        low, high = value if isinstance(value, list) else (value, None)
        return {"value": low, "value_high": high, "by": one["by"], "as_written": one["as_written"]}

    return make_indicator(
        cast,
        name=row["name"],
        unit=row["unit"] or "",
        direction=row["direction"],
        comparator=row["comparator"],
        baseline=row["baseline"],
        baseline_year=row["baseline_year"],
        target_kind=row.get("target_kind") or ("rank" if "hạng" in (row["unit"] or "") else "level"),
        targets=[target(one) for one in row["targets"]],
    )


def test_a_review_takes_the_figures_up(cast: Cast) -> None:
    indicator = make_indicator(cast)
    make_actual(cast, indicator, 2022, 27)
    (row,) = gather(make_review(cast)).indicators
    assert (row["actual"], row["actual_of"], row["status"]) == (27, "2022-12-31", "off_path")


def test_the_pages(cast: Cast, query_budget: Any) -> None:
    """List, sheet with plot and table, forms: in few queries; what is typed with a comma is understood."""
    made = [make_indicator(cast) for _ in range(8)]
    for year, value in ((2020, 28), (2021, 27), (2022, 26.5)):
        make_actual(cast, made[0], year, value)
    client = Client()
    client.force_login(cast.office)
    with query_budget():
        page = client.get("/indicators/").content.decode()
    assert page.count("mark--overdue") == 3  # the one row, and the counts of off the path and of missed above
    with query_budget():
        page = client.get(f"/indicators/{made[0].pk}/").content.decode()
    assert '<svg class="plot"' in page
    assert "26,5" in page
    assert len(client.get("/indicators/?status=off_path").context["sheets"]) == 1
    define_form = client.get(f"/indicators/{made[1].pk}/define/").context["form"].initial
    assert define_form["baseline"] == "28"
    sent = {"every": "year", "closing_days": 30, "path": "table", "aggregation": "none", "direction": "down",
            "baseline": "28,5", "baseline_year": 2020, "table": "2023: 26,5\n2025: 23"}  # fmt: skip
    assert client.post(f"/indicators/{made[1].pk}/define/", sent).status_code == 302
    made[1].refresh_from_db()
    assert made[1].baseline == 28.5
    assert client.post(f"/indicators/{made[1].pk}/define/", {**sent, "table": "2023 - 26"}).status_code == 422
    figure = {"starts_on": "2022-01-01", "ends_on": "2022-12-31", "value": "25,5", "evidence": "QĐ 1"}
    assert client.post(f"/indicators/{made[1].pk}/record/", figure).status_code == 302
    actual = made[1].actuals.get()
    assert actual.value == 25.5
    assert client.post(f"/indicators/actuals/{actual.pk}/decide/", {"decision": "yes"}).status_code == 302
    assert client.post(f"/indicators/{made[1].pk}/record/", {**figure, "value": "nhiều"}).status_code == 422
