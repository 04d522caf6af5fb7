"""Two people at the same moment, each on a connection of his own: one wins, the other is told, nothing is doubled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dondoc.web import clock
from dondoc.web.follow_up.models import (
    Assignment,
    CooperationRequest,
    Delivery,
    HandBack,
    Message,
    ProgressReport,
    Reminder,
    ReportingPeriod,
    UrgingLetter,
)
from dondoc.web.follow_up.remind.run import run_day
from dondoc.web.follow_up.services import (
    assigning,
    breaking_down,
    completing,
    cooperating,
    deadlines,
    expanding,
    reporting,
    setting_up,
    urging,
)
from dondoc.web.follow_up.services.acts import AlreadyDecided
from dondoc.web.follow_up.services.breaking_down import Part
from dondoc.web.journal.models import Entry
from dondoc.web.register.models import Completion, DeadlineChange, WorkItem
from dondoc.web.register.services.locking import StaleVersion
from tests.web.builders import make_agency, make_cooperation, make_user
from tests.web.follow_up.making import TODAY, Cast, make_cast, make_period
from tests.web.follow_up.meeting import ON_POSTGRESQL, again, at_once, lines, loser, of_class

pytestmark = ON_POSTGRESQL
PRODUCT = completing.Product("12-ĐA/TU", dt.date(2022, 2, 20), link="https://example.vn/12")


@pytest.fixture
def cast() -> Iterator[Cast]:
    with clock.frozen(TODAY):
        yield make_cast()


def second_leader(cast: Cast) -> Any:
    return make_user("Trần Phó Bí Thư", role="leader", agency=cast.programme.office)


# ---- decisions


def submitted_report(cast: Cast) -> ProgressReport:
    return reporting.nothing_new(actor=cast.contact, items=[cast.item()], period=make_period(cast.programme))[0]


def test_a_report_is_accepted_and_returned(cast: Cast) -> None:
    report = submitted_report(cast)
    other = make_user("Trần Chuyên Viên", role="office", agency=cast.programme.office)
    outcomes = at_once(
        lambda: reporting.decide_report(actor=cast.office, report=again(report), accept=True),
        lambda: reporting.decide_report(actor=other, report=again(report), accept=False, note="Thiếu số liệu."),
    )
    told = loser(outcomes, AlreadyDecided)
    report.refresh_from_db()
    assert str(report.decided_by) in told.sentence_vi
    assert lines("accept_report", "return_report") == [{"accepted": "accept_report"}.get(report.state, "return_report")]


def test_a_product_is_accepted_and_returned(cast: Cast) -> None:
    item = cast.item()
    completion = completing.submit_completion(actor=cast.contact, item=item, product=PRODUCT)
    outcomes = at_once(
        lambda: completing.decide_completion(actor=cast.office, completion=again(completion), accept=True),
        lambda: completing.decide_completion(
            actor=cast.leader, completion=again(completion), accept=False, note="Chưa ký."
        ),
    )
    loser(outcomes, AlreadyDecided)
    completion.refresh_from_db()
    item.refresh_from_db()
    assert (item.completed_on is not None) == (completion.state == "accepted")
    assert len(lines("accept", "return")) == 1


def test_a_product_is_withdrawn_while_it_is_accepted(cast: Cast) -> None:
    item = cast.item()
    completion = completing.submit_completion(actor=cast.contact, item=item, product=PRODUCT)
    outcomes = at_once(
        lambda: completing.decide_completion(actor=cast.office, completion=again(completion), accept=True),
        lambda: completing.withdraw_completion(actor=cast.contact, completion=again(completion)),
    )
    loser(outcomes, AlreadyDecided)
    item.refresh_from_db()
    assert (item.completed_on is not None) == (again(completion).state == "accepted")


def test_a_deadline_is_decided_two_ways(cast: Cast) -> None:
    item, other = cast.item(due_on=dt.date(2022, 6, 30)), second_leader(cast)
    later = dt.date(2022, 9, 30)
    change = deadlines.ask_deadline(actor=cast.contact, item=item, new_due_on=later, reason="Chờ trung ương.")
    outcomes = at_once(
        lambda: deadlines.decide_deadline(actor=cast.leader, change=again(change), approve=True),
        lambda: deadlines.decide_deadline(actor=other, change=again(change), approve=False, note="Đủ thời gian."),
    )
    loser(outcomes, AlreadyDecided)
    item.refresh_from_db()
    assert item.due_on == (later if again(change).state == "approved" else dt.date(2022, 6, 30))
    assert len(lines("decide_deadline")) == 1


# ---- the same act twice


def test_an_item_is_given_twice(cast: Cast) -> None:
    item = cast.item()
    third = make_agency("Sở Tư pháp")
    outcomes = at_once(
        lambda: assigning.assign(actor=cast.office, item=again(item), version=item.version, agency=cast.helper_agency),
        lambda: assigning.assign(actor=cast.leader, item=again(item), version=item.version, agency=third),
    )
    loser(outcomes, StaleVersion)
    item.refresh_from_db()
    assert item.lead_agency_id == Assignment.objects.get(item=item).agency_id
    assert lines("assign") == ["assign"]


def test_a_product_is_handed_in_twice(cast: Cast) -> None:
    item, other = cast.item(), make_user("Trần Thứ Hai", role="agency", agency=cast.lead)
    outcomes = at_once(
        lambda: completing.submit_completion(actor=cast.contact, item=again(item), product=PRODUCT),
        lambda: completing.submit_completion(actor=other, item=again(item), product=PRODUCT),
    )
    assert "đang chờ nghiệm thu" in str(loser(outcomes, ValidationError).messages)
    assert (Completion.objects.count(), lines("complete")) == (1, ["complete"])


def test_a_deadline_is_asked_for_twice(cast: Cast) -> None:
    item, day = cast.item(due_on=dt.date(2022, 6, 30)), dt.date(2022, 9, 30)
    outcomes = at_once(
        *[
            lambda: deadlines.ask_deadline(actor=cast.contact, item=again(item), new_due_on=day, reason="Chờ."),
        ]
        * 2
    )
    assert "chờ quyết định" in str(loser(outcomes, ValidationError).messages)
    assert (DeadlineChange.objects.count(), lines("ask_deadline")) == (1, ["ask_deadline"])


def test_nothing_new_is_said_twice(cast: Cast) -> None:
    item, period = cast.item(), make_period(cast.programme)
    outcomes = at_once(
        *[lambda: reporting.nothing_new(actor=cast.contact, items=[again(item)], period=again(period))] * 2
    )
    assert "đã nộp" in str(loser(outcomes, ValidationError).messages)
    assert (ProgressReport.objects.count(), lines("report")) == (1, ["report"])


def test_an_item_is_taken_on_and_handed_back(cast: Cast) -> None:
    """Either way the item is not lost: what was handed back waits for the office, what was taken on is in hand."""
    _item, assignment = cast.assigned()
    at_once(
        lambda: assigning.acknowledge(actor=cast.contact, assignment=again(assignment)),
        lambda: assigning.hand_back(actor=cast.contact, assignment=again(assignment), reason="Không thuộc lĩnh vực."),
    )
    waiting = HandBack.objects.filter(ruling="").count()
    assert {"handed_back": 1, "acknowledged": 0}[again(assignment).state] == waiting


def test_an_item_is_handed_back_twice(cast: Cast) -> None:
    _item, assignment = cast.assigned()
    outcomes = at_once(
        *[lambda: assigning.hand_back(actor=cast.contact, assignment=again(assignment), reason="Quá tải.")] * 2
    )
    assert "đã đề nghị trả lại" in str(loser(outcomes, ValidationError).messages)
    assert (HandBack.objects.count(), lines("hand_back")) == (1, ["hand_back"])


def test_a_question_is_sent_twice(cast: Cast) -> None:
    item = cast.helped_item()
    ask = {"actor": cast.contact, "agency": cast.helper_agency, "question": "Cho số liệu."}
    outcomes = at_once(*[lambda: cooperating.ask(item=again(item), **ask)] * 2)
    assert "hãy chờ trả lời" in str(loser(outcomes, ValidationError).messages)
    assert (CooperationRequest.objects.count(), lines("ask_cooperation")) == (1, ["ask_cooperation"])


def test_an_agency_answers_twice(cast: Cast) -> None:
    item = cast.helped_item()
    asked = cooperating.ask(actor=cast.contact, item=item, agency=cast.helper_agency, question="Cho số liệu.")
    outcomes = at_once(
        lambda: cooperating.reply(actor=cast.helper, request=again(asked), text="Đã gửi."),
        lambda: cooperating.reply(actor=cast.helper, request=again(asked), text="Đang làm."),
    )
    loser(outcomes, AlreadyDecided)
    assert (CooperationRequest.objects.count(), lines("reply_cooperation")) == (1, ["reply_cooperation"])


# ---- letters


def late_letters(cast: Cast) -> list[UrgingLetter]:
    late = {"due_on": dt.date(2022, 2, 1), "assigned_on": dt.date(2022, 1, 3)}
    items = [cast.item(**late), cast.item(lead=cast.helper_agency, **late)]
    return urging.draft_letters(actor=cast.office, programme=cast.programme, items=items)


def test_two_letters_take_two_numbers(cast: Cast) -> None:
    """Nobody chose a number, so nobody is refused: the second letter takes the next one."""
    first, second = late_letters(cast)
    other = second_leader(cast)
    outcomes = at_once(
        lambda: urging.sign_off(actor=cast.leader, letter=again(first)),
        lambda: urging.sign_off(actor=other, letter=again(second)),
    )
    assert sorted(one.number for one in outcomes) == [1, 2]
    assert lines("sign_off") == ["sign_off", "sign_off"]


def test_one_number_is_chosen_for_two_letters(cast: Cast) -> None:
    first, second = late_letters(cast)
    outcomes = at_once(
        lambda: urging.sign_off(actor=cast.leader, letter=again(first), number=7),
        lambda: urging.sign_off(actor=cast.leader, letter=again(second), number=7),
    )
    assert "đã dùng trong năm" in str(loser(outcomes, ValidationError).messages)
    assert lines("sign_off") == ["sign_off"]


def test_a_letter_is_signed_and_given_up(cast: Cast) -> None:
    letter = late_letters(cast)[0]
    outcomes = at_once(
        lambda: urging.sign_off(actor=cast.leader, letter=again(letter)),
        lambda: urging.cancel_letter(actor=cast.office, letter=again(letter)),
    )
    loser(outcomes, AlreadyDecided, ValidationError)
    assert len(lines("sign_off", "cancel")) == 1


def test_a_letter_is_sent_twice(cast: Cast) -> None:
    letter = urging.sign_off(actor=cast.leader, letter=late_letters(cast)[0])
    outcomes = at_once(*[lambda: urging.send_letter(actor=cast.office, letter=again(letter))] * 2)
    loser(outcomes, ValidationError)
    assert lines("send") == ["send"]


def test_a_letter_is_closed_and_answered(cast: Cast) -> None:
    """The answer is kept either way; what the office wrote when it closed the letter is not written over."""
    letter = urging.sign_off(actor=cast.leader, letter=late_letters(cast)[0])
    urging.send_letter(actor=cast.office, letter=letter)
    at_once(
        lambda: urging.close_letter(actor=cast.office, letter=again(letter), outcome="Không trả lời."),
        lambda: urging.record_reply(actor=cast.contact, letter=again(letter), content="Xin gửi đề án."),
    )
    closed = again(letter)
    assert (closed.state, closed.replies.count(), lines("reply")) == ("closed", 1, ["reply"])
    assert closed.outcome == ("Không trả lời." if lines("close") else "Xin gửi đề án.")


# ---- periods and the daily run


def test_a_period_is_locked_while_a_report_is_handed_in(cast: Cast) -> None:
    item, period = cast.item(), make_period(cast.programme)
    outcomes = at_once(
        lambda: reporting.lock_period(actor=cast.office, period=again(period)),
        lambda: reporting.nothing_new(actor=cast.contact, items=[again(item)], period=again(period)),
    )
    loser(outcomes, ValidationError)
    assert not ReportingPeriod.objects.filter(locked_on__isnull=False, reports__state="submitted").exists()


def test_two_daily_runs(cast: Cast) -> None:
    """Together they do what one does: items of a class spread, leads followed, silence noted, people told, once."""
    expanding.spread(of_class(cast), [], actor=cast.office)
    WorkItem.objects.get(lead_is_class=True).class_spread.delete()
    spread_item = WorkItem.objects.get(lead_is_class=True)
    expanding.expand(actor=cast.office, item=spread_item)
    person = make_user("Đầu mối huyện C", role="agency", agency=make_agency("Huyện C", kind="district"))
    for _ in range(3):
        cast.item(due_on=dt.date(2022, 2, 1), assigned_on=dt.date(2022, 1, 3))
    helped = cast.helped_item()
    with clock.frozen(dt.date(2022, 2, 1)):
        cooperating.ask(actor=cast.contact, item=helped, agency=cast.helper_agency, question="Cho số liệu.")
    setting_up.open_periods(cast.programme, until=dt.date(2021, 12, 1))
    before = Entry.objects.count()
    outcomes = at_once(*[lambda: run_day(TODAY, channels=("mail",))] * 2)
    assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
    assert spread_item.children.count() == 3
    assert person.pk
    assert Assignment.objects.exclude(state="released").count() == WorkItem.objects.exclude(lead_agency=None).count()
    assert lines("silent") == ["silent"]
    told = list(Message.objects.values_list("person", flat=True))
    assert len(told) == len(set(told)) == sum(one.digests for one in outcomes)
    assert {"sent"} == set(Delivery.objects.values_list("state", flat=True))
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {1}
    assert Reminder.objects.count() == Reminder.objects.values("subject", "kind", "day").distinct().count()
    assert Entry.objects.count() == before + 2  # one for the district that is new, one for the silence


def test_an_agency_is_asked_while_it_leaves(cast: Cast) -> None:
    """A part that is added to an item while its agency loses it goes with the item or is refused, never to nobody."""
    item, assignment = cast.assigned(due_on=dt.date(2022, 12, 31))
    request = assigning.hand_back(actor=cast.contact, assignment=assignment, reason="Không thuộc lĩnh vực.")
    make_cooperation(item, make_agency("Sở Tư pháp"))
    at_once(
        lambda: assigning.rule_on_hand_back(actor=cast.office, hand_back=again(request), uphold=True),
        lambda: breaking_down.break_down(actor=cast.contact, item=again(item), parts=[Part("Khảo sát")]),
    )
    for part in item.children.all():
        assert part.lead_agency_id is not None
