"""Figures by agency: each part reports its own, the whole is known when all are in, nothing is summed silently."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from dondoc.web.follow_up.models import Message, Reminder
from dondoc.web.follow_up.remind.run import run_day
from dondoc.web.indicators.owing import to_accept, to_hand_in
from dondoc.web.indicators.parts import intake_of
from dondoc.web.indicators.reading import Sheet, sheets_of
from dondoc.web.indicators.services.recording import decide_actual, define, record_actual, recordable
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, NotAllowed, may
from dondoc.web.register.models import Indicator
from tests.web.follow_up.making import Cast
from tests.web.indicators.making import make_actual, make_indicator, year_figure

ON = dt.date(2023, 6, 30)
CLOSES = dt.date(2023, 1, 30)


@pytest.fixture
def indicator(cast: Cast) -> Indicator:
    """Give an indicator that the lead reports and that is the sum of its own and a helper's figures."""
    one = make_indicator(cast, direction="up", baseline=None, baseline_year=None)
    shape(cast, one, "sum")
    return one


def shape(cast: Cast, indicator: Indicator, how: str) -> None:
    parts = [cast.lead, cast.helper_agency]
    define(actor=cast.office, indicator=indicator, values={"aggregation": how, "parts": parts}, path_points={})


def fresh(indicator: Indicator) -> Indicator:
    return Indicator.objects.get(pk=indicator.pk)


def sheet_of(indicator: Indicator, on: dt.date = ON) -> Sheet:
    (sheet,) = sheets_of(Indicator.objects.filter(pk=indicator.pk), on, in_full=True)
    return sheet


def person_of(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_a_part_reports_its_own_and_nothing_else(cast: Cast, indicator: Indicator) -> None:
    """Neither the whole nor another's part; the reporting agency and the office may hand in any of them."""
    one = fresh(indicator)
    own = record_actual(actor=cast.helper, indicator=one, figure=year_figure(2022, 20, agency=cast.helper_agency))
    assert own.state == "submitted"
    for figure in (year_figure(2021, 50), year_figure(2021, 30, agency=cast.lead)):
        with pytest.raises(NotAllowed):
            record_actual(actor=cast.helper, indicator=one, figure=figure)
    with pytest.raises(NotAllowed):
        decide_actual(actor=cast.helper, actual=own, accept=True)
    assert recordable(cast.helper, one) == (False, [cast.helper_agency])
    whole, parts = recordable(cast.contact, one)
    assert (whole, set(parts)) == (True, {cast.lead, cast.helper_agency})
    assert recordable(cast.leader, one) == (False, [])


def test_an_agency_that_is_no_part_reports_nothing(cast: Cast, indicator: Indicator) -> None:
    define(
        actor=cast.office, indicator=fresh(indicator), values={"aggregation": "sum", "parts": [cast.lead]},
        path_points={},
    )  # fmt: skip
    one = fresh(indicator)
    figure = year_figure(2022, 20, agency=cast.helper_agency)
    with pytest.raises(NotAllowed):
        record_actual(actor=cast.helper, indicator=one, figure=figure)
    with pytest.raises(ValidationError):
        record_actual(actor=cast.office, indicator=one, figure=figure)


def test_a_classified_indicator_is_seen_by_its_parts(cast: Cast, indicator: Indicator) -> None:
    """By whoever is cleared and reports a part; row by row and thing by thing alike."""
    Indicator.objects.filter(pk=indicator.pk).update(secrecy=2)
    for clearance, sees in ((1, False), (2, True)):
        cast.helper.memberships.update(clearance=clearance)
        user = User.objects.get(pk=cast.helper.pk)
        assert may(user, Action.SEE, fresh(indicator)) is sees
        assert Indicator.objects.visible_to(user).filter(pk=indicator.pk).exists() is sees


@pytest.mark.parametrize(
    ("how", "weights", "partial", "whole"),
    [("sum", (None, None), 10, 40), ("mean", (None, None), 10, 20), ("weighted", (3.0, 1.0), 10, 15)],
)
def test_a_missing_part_leaves_the_whole_unknown(
    cast: Cast, indicator: Indicator, how: str, weights: tuple[float | None, float | None], partial: int, whole: int
) -> None:
    """Handed in is not accepted; what is there is named as a part, and the whole comes with the last part."""
    shape(cast, fresh(indicator), how)
    make_actual(cast, fresh(indicator), 2022, 10, agency=cast.lead, weight=weights[0])
    figure = year_figure(2022, 30, agency=cast.helper_agency, weight=weights[1])
    waiting = record_actual(actor=cast.helper, indicator=fresh(indicator), figure=figure)
    sheet = sheet_of(indicator)
    intake = intake_of(sheet, ON)
    assert sheet.standing.status == "unknown"
    assert intake is not None
    assert (intake.accepted, intake.waiting, intake.missing) == ((cast.lead,), (cast.helper_agency,), ())
    assert intake.so_far == partial
    decide_actual(actor=cast.office, actual=waiting, accept=True)
    last = sheet_of(indicator).last
    assert last is not None
    assert last.value == whole


def test_a_mean_with_weights_needs_each_weight(cast: Cast, indicator: Indicator) -> None:
    shape(cast, fresh(indicator), "weighted")
    with pytest.raises(ValidationError):
        record_actual(
            actor=cast.helper, indicator=fresh(indicator), figure=year_figure(2022, 30, agency=cast.helper_agency)
        )


def test_the_figure_of_a_former_part_does_not_stand_for_one_that_is_missing(cast: Cast, indicator: Indicator) -> None:
    """Two figures of two agencies are not the two parts."""
    make_actual(cast, fresh(indicator), 2022, 10, agency=cast.lead)
    make_actual(cast, fresh(indicator), 2022, 20, agency=cast.helper_agency)
    parts = {"aggregation": "sum", "parts": [cast.lead, cast.programme.office]}
    define(actor=cast.office, indicator=fresh(indicator), values=parts, path_points={})
    assert sheet_of(indicator).standing.status == "unknown"


def test_parts_are_named_where_they_are_put_together(cast: Cast, indicator: Indicator) -> None:
    with pytest.raises(ValidationError) as refused:
        define(actor=cast.office, indicator=fresh(indicator), values={"aggregation": "mean"}, path_points={})
    assert "parts" in refused.value.message_dict


def test_each_part_is_reminded_of_its_own(cast: Cast, indicator: Indicator) -> None:
    """The reporting agency is told how many are missing; who has handed in is not told."""
    make_actual(cast, fresh(indicator), 2022, 10, agency=cast.lead)
    run_day(CLOSES)
    run_day(CLOSES)
    found = Reminder.objects.filter(kind="figures_closing").order_by("subject")
    assert [(one.agency, one.count) for one in found] == [(cast.lead, 1), (cast.helper_agency, 1)]
    (message,) = Message.objects.filter(person=cast.helper)
    assert indicator.name in message.body
    record_actual(
        actor=cast.helper, indicator=fresh(indicator), figure=year_figure(2022, 20, agency=cast.helper_agency)
    )
    run_day(CLOSES + dt.timedelta(days=3))
    assert not Reminder.objects.filter(day__gt=CLOSES, kind__startswith="figures").exists()


def test_what_a_person_has_still_to_hand_in(cast: Cast, indicator: Indicator) -> None:
    """Each sees his own part; what waits is the office's."""
    day = dt.date(2023, 2, 10)
    (mine,) = to_hand_in(cast.helper, day)
    assert (mine.own, mine.late) == ((cast.helper_agency,), True)
    (leads,) = to_hand_in(cast.contact, day)
    assert leads.own == (cast.lead,)
    actual = record_actual(
        actor=cast.helper, indicator=fresh(indicator), figure=year_figure(2022, 20, agency=cast.helper_agency)
    )
    assert to_hand_in(cast.helper, day) == []
    assert to_accept(cast.office) == [actual]
    decide_actual(actor=cast.office, actual=actual, accept=False, note="Thiếu căn cứ.")
    assert [one.own for one in to_hand_in(cast.helper, day)] == [(cast.helper_agency,)]
    assert to_accept(cast.office) == []


def test_the_pages_say_it(cast: Cast, indicator: Indicator, client: Client) -> None:
    """From one's own work to the form with the period and one's part, and back; the page names who is missing."""
    own = person_of(client, cast.helper)
    url = f"/indicators/{indicator.pk}/"
    form = own.get(f"{url}record/?until=2022-12-31").content.decode()
    assert 'value="2022-01-01"' in form
    assert "Toàn bộ" not in form
    data = {"starts_on": "2022-01-01", "ends_on": "2022-12-31", "value": "7,5", "evidence": "Báo cáo 12"}
    assert own.post(f"{url}record/", {**data, "agency": cast.lead.pk}).status_code == 422
    assert own.post(f"{url}record/", data).status_code == 422
    assert own.post(f"{url}record/", {**data, "agency": cast.helper_agency.pk}).status_code == 302
    page = own.get(url).content.decode()
    assert "Đã chấp nhận 0/2 đơn vị" in page
    assert "Toàn bộ chưa rõ" in page
    office = person_of(Client(), cast.office)
    assert "Số liệu chỉ tiêu chờ chấp nhận" in office.get("/mine/?part=office").content.decode()
    assert person_of(Client(), cast.leader).get(f"{url}record/").status_code == 403
