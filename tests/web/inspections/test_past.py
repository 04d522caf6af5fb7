"""A past day shows how an inspection stood then: not begun, running, concluded; open, reported, put right."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from dondoc.web import clock
from dondoc.web.inspections.models import Check, Inspection, InspectionFinding
from dondoc.web.inspections.past import checks_then
from dondoc.web.inspections.services import correcting, inspecting, planning
from dondoc.web.organisations.models import User
from tests.web.follow_up.making import TODAY, Cast
from tests.web.inspections.making import (
    answer_all,
    make_finding,
    make_inspection,
    make_inspector,
    make_plan,
    make_running,
)

Told = tuple[Inspection, InspectionFinding, User]


def after(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


@pytest.fixture
def told(cast: Cast) -> Told:
    """Plan, begin (day 2), find (4), conclude (6), report (8), return (10), report anew (12), close (14)."""
    cast.item(due_on=dt.date(2021, 12, 31))
    inspector = make_inspector()
    plan = make_plan(cast.programme, inspector)
    inspection = make_inspection(plan, inspector, cast.lead)
    planning.issue_plan(actor=inspector, plan=plan, reference="7-CTr/UBKT", issued_on=TODAY)
    inspection.refresh_from_db()
    with clock.frozen(after(2)):
        inspecting.start(actor=inspector, inspection=inspection)
    with clock.frozen(after(4)):
        answer_all(inspection, inspector)
        finding = make_finding(inspection, inspector, correct_by=after(20))
    with clock.frozen(after(6)):
        inspecting.conclude(actor=inspector, inspection=inspection, conclusion="Còn hạn chế.", reference="9-KL/UBKT")
    for day, words, closed in ((8, "Đã làm lần một.", False), (12, "Đã làm lần hai.", True)):
        with clock.frozen(after(day)):
            correcting.report_correction(actor=cast.contact, finding=finding, correction=words)
        with clock.frozen(after(day + 2)):
            correcting.recheck(
                actor=inspector, finding=finding, closed=closed, note="Đã xem lại.",
                correct_by=None if closed else after(30),
            )  # fmt: skip
    return inspection, finding, inspector


@pytest.mark.parametrize(
    ("day", "says", "says_not"),
    [
        (1, ["Theo kế hoạch"], ["9-KL/UBKT", "Đã làm", "đã kiểm tra"]),
        (3, ["Đang tiến hành", "đã kiểm tra 0/"], ["9-KL/UBKT", "Khắc phục trước ngày"]),
        (5, ["Đang tiến hành", "chờ khắc phục", "Khắc phục trước ngày"], ["9-KL/UBKT"]),
        (7, ["9-KL/UBKT", "chờ khắc phục"], ["Đã làm lần", "Đã xem lại."]),
        (9, ["Đã làm lần một.", "đã báo cáo khắc phục"], ["Đã làm lần hai.", "phúc tra chưa đạt"]),
        (11, ["chờ khắc phục", "phúc tra chưa đạt 1 lần"], ["Đã làm lần hai."]),
        (13, ["Đã làm lần hai.", "đã báo cáo khắc phục"], ["đã khắc phục xong"]),
        (15, ["đã khắc phục xong"], []),
    ],
)
def test_the_page_of_a_past_day(told: Told, day: int, says: list[str], says_not: list[str]) -> None:
    inspection, _finding, inspector = told
    with clock.frozen(after(40)):
        client = Client()
        client.force_login(inspector)
        response = client.get(f"/inspections/{inspection.pk}/?on={after(day)}")
        assert response.status_code == 200
        page = response.content.decode()
        assert [words for words in says if words not in page] == []
        assert [words for words in says_not if words in page] == []


def test_a_line_that_was_answered_anew_shows_what_it_said_then(cast: Cast, inspector: User) -> None:
    """On each day the last answer given by then; before the first it was not looked at."""
    with clock.frozen(after(1)):
        running = make_running(cast.programme, inspector, cast.lead)
        line = inspecting.add_check(actor=inspector, inspection=running, question="Có kế hoạch?")
    for day, answer, note in ((3, "unmet", "Chưa có."), (5, "partly", "Mới có dự thảo."), (7, "met", "")):
        with clock.frozen(after(day)):
            inspecting.answer(actor=inspector, check=line, answer=answer, note=note)
    said = []
    for day in (2, 3, 4, 6, 7):
        (then,) = checks_then(running, list(Check.objects.filter(pk=line.pk)), after(day))
        said.append((then.answer, then.note))
    unmet = ("unmet", "Chưa có.")
    assert said == [("unseen", ""), unmet, unmet, ("partly", "Mới có dự thảo."), ("met", "")]
    assert checks_then(running, [line], after(0)) == []


def test_the_list_of_a_past_day(told: Told) -> None:
    """State and number of findings are those of the day; the database is as it was."""
    inspection, finding, inspector = told
    with clock.frozen(after(40)):
        client = Client()
        client.force_login(inspector)
        (row,) = client.get(f"/inspections/?on={after(3)}").context["inspections"]
        assert (row["one"].state, row["findings"]) == ("running", 0)
        (row,) = client.get("/inspections/").context["inspections"]
        assert (row["one"].state, row["findings"]) == ("concluded", 1)
        (waiting,) = client.get(f"/inspections/?on={after(9)}").context["waiting"]
        assert (waiting.pk, waiting.state, waiting.correct_by) == (finding.pk, "corrected", after(20))
    assert Inspection.objects.get(pk=inspection.pk).state == "concluded"


def test_a_clock_that_was_set_back_stops_no_correction_and_no_re_check(cast: Cast, inspector: User) -> None:
    """The day of an act is never before that of what it answers."""
    with clock.frozen(TODAY + dt.timedelta(days=9)):
        running = make_running(cast.programme, inspector, cast.lead)
        finding = make_finding(running, inspector)
    reported = correcting.report_correction(actor=cast.contact, finding=finding, correction="Đã ban hành.")
    assert reported.corrected_on == finding.found_on
    closed = correcting.recheck(actor=inspector, finding=finding, closed=True, note="Đạt.")
    assert (closed.state, closed.rechecked_on) == (InspectionFinding.State.CLOSED, finding.found_on)
