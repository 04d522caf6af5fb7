"""Two people at the same moment, each on a connection of his own: one wins, the other is told, nothing is doubled.

Both have read and checked before either writes: they wait for each other at their first write or lock. SQLite lets only
one transaction in at a time (BEGIN IMMEDIATE), so the moment that is tested here does not exist there.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

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
from dondoc.web.organisations.models import AgencyClass
from dondoc.web.register.models import Completion, DeadlineChange, WorkItem
from dondoc.web.register.services.locking import StaleVersion
from dondoc.web.text import folded
from tests.web.builders import make_agency, make_cooperation, make_user
from tests.web.follow_up.making import TODAY, Cast, make_cast, make_period

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="two at the same moment: only PostgreSQL lets two transactions in at once (tools/with-postgres)",
    ),
]
WRITES = ("INSERT", "UPDATE", "DELETE")
PRODUCT = completing.Product("12-ĐA/TU", dt.date(2022, 2, 20), link="https://example.vn/12")
Outcome = Any


@pytest.fixture
def cast() -> Iterator[Cast]:
    with clock.frozen(TODAY):
        yield make_cast()


def at_once(*acts: Callable[[], object]) -> list[Outcome]:
    """Do acts at the same moment, each in a thread with its own connection; gives what each gave or raised."""
    meeting = threading.Barrier(len(acts))
    outcomes: list[Outcome] = [None] * len(acts)
    threads = [
        threading.Thread(target=_play, args=(act, meeting, outcomes, place), daemon=True)
        for place, act in enumerate(acts)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
    assert not any(one.is_alive() for one in threads), "they wait for each other for ever"
    return outcomes


def _play(act: Callable[[], object], meeting: threading.Barrier, outcomes: list[Outcome], place: int) -> None:
    met = False

    def meet(execute: Any, sql: str, *arguments: Any) -> Any:
        nonlocal met
        if not met and (sql.startswith(WRITES) or " FOR " in sql[-40:]):
            met = True
            _wait(meeting)
        return execute(sql, *arguments)

    try:
        with clock.frozen(TODAY), connection.execute_wrapper(meet):
            outcomes[place] = act()
    except Exception as error:  # noqa: BLE001 - what it is, the test asks
        outcomes[place] = error
    finally:
        meeting.abort() if not met else None
        connection.close()


def _wait(meeting: threading.Barrier) -> None:
    try:
        meeting.wait(timeout=10)
    except threading.BrokenBarrierError:
        return


def loser(outcomes: list[Outcome], *kinds: type[Exception]) -> Any:
    """Give what the one who came too late was told, after making sure that the other one won."""
    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert len(refused) == 1, outcomes
    assert isinstance(refused[0], kinds), repr(refused[0])
    return refused[0]


def lines(*verbs: str) -> list[str]:
    return sorted(Entry.objects.filter(verb__in=verbs).values_list("verb", flat=True))


def second_leader(cast: Cast) -> Any:
    return make_user("Trần Phó Bí Thư", role="leader", agency=cast.programme.office)


# ---- decisions


def submitted_report(cast: Cast) -> ProgressReport:
    return reporting.nothing_new(actor=cast.contact, items=[cast.item()], period=make_period(cast.programme))[0]


def again(row: Any) -> Any:
    """Give a row as another request reads it."""
    return type(row).objects.get(pk=row.pk)


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
    assert "đã xin trả lại" in str(loser(outcomes, ValidationError).messages)
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


# ---- the tree


def of_class(cast: Cast) -> WorkItem:
    AgencyClass.objects.create(name="các huyện", folded=folded("các huyện"), kinds=["district"])
    for name in ("Huyện A", "Huyện B"):
        make_agency(name, kind="district")
    return cast.item(lead=None, lead_is_class=True, lead_as_written="các huyện", due_on=dt.date(2022, 12, 31))


def test_a_class_is_spread_twice(cast: Cast) -> None:
    item = of_class(cast)
    outcomes = at_once(*[lambda: expanding.expand(actor=cast.office, item=again(item))] * 2)
    assert sorted(outcomes) == [0, 2]
    assert (item.children.count(), lines("expand")) == (2, ["expand"])


def test_the_last_two_of_a_class_are_done(cast: Cast) -> None:
    """Neither sees the other's part done before it looks; the item of the class is closed all the same."""
    item = of_class(cast)
    expanding.expand(actor=cast.office, item=item)
    handed_in = []
    for part in item.children.select_related("lead_agency"):
        person = make_user(f"Đầu mối {part.lead_agency}", role="agency", agency=part.lead_agency)
        handed_in.append(completing.submit_completion(actor=person, item=part, product=PRODUCT))
    first, second = handed_in
    outcomes = at_once(
        lambda: completing.decide_completion(actor=cast.office, completion=again(first), accept=True),
        lambda: completing.decide_completion(actor=cast.leader, completion=again(second), accept=True),
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert again(item).completed_on == PRODUCT.completed_on
    assert lines("settle") == ["settle"]


def test_a_part_is_added_while_the_deadline_of_the_whole_moves_forward(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2022, 12, 31))
    early = dt.date(2022, 6, 30)
    change = deadlines.ask_deadline(actor=cast.contact, item=item, new_due_on=early, reason="Làm sớm.")
    outcomes = at_once(
        lambda: deadlines.decide_deadline(actor=cast.leader, change=again(change), approve=True),
        lambda: breaking_down.break_down(
            actor=cast.contact, item=again(item), parts=[Part("Khảo sát", due_on=dt.date(2022, 11, 30))]
        ),
    )
    assert "việc con" in str(loser(outcomes, ValidationError).messages)
    due = again(item).due_on
    assert all(part.due_on <= due for part in item.children.all())


def test_a_part_moves_later_while_its_whole_moves_forward(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2022, 12, 31))
    part = breaking_down.break_down(
        actor=cast.contact, item=item, parts=[Part("Khảo sát", due_on=dt.date(2022, 5, 31))]
    )[0]
    ask = {"actor": cast.contact, "reason": "Điều chỉnh."}
    forward = deadlines.ask_deadline(item=item, new_due_on=dt.date(2022, 6, 30), **ask)
    later = deadlines.ask_deadline(item=part, new_due_on=dt.date(2022, 11, 30), **ask)
    outcomes = at_once(
        lambda: deadlines.decide_deadline(actor=cast.leader, change=again(forward), approve=True),
        lambda: deadlines.decide_deadline(actor=cast.leader, change=again(later), approve=True),
    )
    assert "việc con" in str(loser(outcomes, ValidationError).messages)
    assert again(part).due_on <= again(item).due_on


def test_a_product_is_handed_in_while_a_part_is_added(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2022, 12, 31))
    outcomes = at_once(
        lambda: completing.submit_completion(actor=cast.contact, item=again(item), product=PRODUCT),
        lambda: breaking_down.break_down(actor=cast.contact, item=again(item), parts=[Part("Khảo sát")]),
    )
    loser(outcomes, ValidationError)


def test_two_items_are_put_under_each_other(cast: Cast) -> None:
    first, second = cast.item(), cast.item()
    move: Callable[..., Any] = breaking_down.move
    outcomes = at_once(
        lambda: move(actor=cast.office, item=again(first), version=1, parent=again(second)),
        lambda: move(actor=cast.office, item=again(second), version=1, parent=again(first)),
    )
    assert "việc con của chính nó" in str(loser(outcomes, ValidationError).messages)
    assert WorkItem.objects.filter(parent__isnull=False).count() == 1


def test_weights_are_declared_at_once(cast: Cast) -> None:
    """Weights count against each other and have no sum to keep: two parts are weighed at once, one part is not."""
    item = cast.item()
    first, second = breaking_down.break_down(actor=cast.contact, item=item, parts=[Part("Một"), Part("Hai")])
    weigh: Callable[..., Any] = breaking_down.set_weight
    both = at_once(
        lambda: weigh(actor=cast.contact, item=again(first), version=first.version, weight=60),
        lambda: weigh(actor=cast.contact, item=again(second), version=second.version, weight=70),
    )
    assert not [one for one in both if isinstance(one, Exception)]
    first.refresh_from_db()
    same = at_once(
        lambda: weigh(actor=cast.contact, item=again(first), version=first.version, weight=10),
        lambda: weigh(actor=cast.office, item=again(first), version=first.version, weight=20),
    )
    loser(same, StaleVersion)
    assert lines("weigh") == ["weigh"] * 3


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
