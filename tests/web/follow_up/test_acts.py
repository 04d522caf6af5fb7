"""The acts of the cycle: who may, what follows, and what is refused in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dondoc.web import clock
from dondoc.web.follow_up.models import Assignment, CooperationRequest, HandBack, ProgressReport
from dondoc.web.follow_up.remind.settle import settle_day
from dondoc.web.follow_up.services import assigning, completing, cooperating, deadlines, expanding, reporting
from dondoc.web.follow_up.services.acts import AlreadyDecided
from dondoc.web.follow_up.services.reporting import PeriodLocked, Said
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import Agency, AgencyClass
from dondoc.web.organisations.policies import NotAllowed
from dondoc.web.organisations.services import set_calendar_day
from dondoc.web.register.models import WorkItem
from dondoc.web.text import folded
from tests.web.builders import make_agency, make_document
from tests.web.follow_up.making import TODAY, Cast, make_period

PRODUCT = completing.Product("12-ĐA/TU", dt.date(2022, 2, 20), link="https://example.vn/12")


# ---- assignments


def test_an_agency_takes_an_item_on(cast: Cast) -> None:
    """Once; saying it again changes nothing and writes nothing."""
    _item, assignment = cast.assigned()
    assigning.acknowledge(actor=cast.contact, assignment=assignment)
    assigning.acknowledge(actor=cast.contact, assignment=assignment)
    assert assignment.acknowledged_on == TODAY
    assert Entry.objects.filter(verb="acknowledge").count() == 1


def test_acknowledgement_is_due_in_working_days(cast: Cast) -> None:
    """Two working days from Friday 29 April 2022 lie behind two holidays and a weekend: Thursday 5 May."""
    with clock.frozen(dt.date(2022, 4, 29)):
        item = cast.item(assigned_on=dt.date(2022, 4, 29))
        assignment = assigning.open_assignment(item, actor=cast.office, on=dt.date(2022, 4, 29))
    assert assignment.acknowledge_by == dt.date(2022, 5, 5)


def test_a_make_up_day_counts(cast: Cast) -> None:
    """The installation's own calendar is stronger than the table of holidays."""
    set_calendar_day(actor=cast.office, day=dt.date(2022, 3, 5), works=True, name="Làm bù")
    item = cast.item()
    with clock.frozen(dt.date(2022, 3, 4)):
        assert assigning.open_assignment(item, actor=None, on=dt.date(2022, 3, 4)).acknowledge_by == dt.date(2022, 3, 7)


def test_only_the_lead_takes_an_item_on(cast: Cast) -> None:
    _item, assignment = cast.assigned()
    with pytest.raises(NotAllowed):
        assigning.acknowledge(actor=cast.helper, assignment=assignment)


def test_an_item_is_handed_back_and_given_to_another(cast: Cast) -> None:
    """Upheld: the assignment ends, the item goes to the other agency, which has its own clock."""
    item, assignment = cast.assigned()
    request = assigning.hand_back(actor=cast.contact, assignment=assignment, reason="Không thuộc lĩnh vực.")
    assigning.rule_on_hand_back(actor=cast.office, hand_back=request, uphold=True, agency=cast.helper_agency)
    item.refresh_from_db()
    assert item.lead_agency == cast.helper_agency
    states = dict(Assignment.objects.filter(item=item).values_list("agency__name", "state"))
    assert states == {"Sở Nội vụ": "released", "Sở Tài chính": "waiting"}


def test_an_item_that_nobody_takes_waits_for_a_lead(cast: Cast) -> None:
    item, assignment = cast.assigned()
    request = assigning.hand_back(actor=cast.contact, assignment=assignment, reason="Không thuộc lĩnh vực.")
    assigning.rule_on_hand_back(actor=cast.office, hand_back=request, uphold=True)
    item.refresh_from_db()
    assert (item.state, item.lead_agency) == ("unassigned", None)


def test_a_refused_hand_back_leaves_the_item_where_it_is(cast: Cast) -> None:
    _item, assignment = cast.assigned()
    request = assigning.hand_back(actor=cast.contact, assignment=assignment, reason="Quá tải.")
    assigning.rule_on_hand_back(actor=cast.office, hand_back=request, uphold=False, note="Giữ nguyên.")
    assignment.refresh_from_db()
    assert assignment.state == "acknowledged"


def test_handing_back_has_its_days(cast: Cast) -> None:
    """Two working days; afterwards there are other ways."""
    _item, assignment = cast.assigned()
    with clock.frozen(dt.date(2022, 3, 4)), pytest.raises(ValidationError, match="quá hạn trả lại"):
        assigning.hand_back(actor=cast.contact, assignment=assignment, reason="Quá tải.")


def test_the_database_holds_one_lead(cast: Cast) -> None:
    """A second assignment in force of the same item cannot be stored."""
    item, assignment = cast.assigned()
    with pytest.raises(ValidationError):
        Assignment(
            item=item, agency=cast.helper_agency, assigned_on=TODAY, acknowledge_by=assignment.acknowledge_by
        ).full_clean()


# ---- classes


def make_class(*names: str) -> AgencyClass:
    made = AgencyClass.objects.create(name="các huyện", folded=folded("các huyện"), kinds=["district"])
    for name in names:
        make_agency(name, kind="district")
    return made


def test_a_class_item_becomes_one_part_per_agency_and_stays_in_step(cast: Cast) -> None:
    """A new agency gets its part, the part of one that is gone ends, done parts stay; repeated, nothing changes."""
    make_class("Huyện A", "Huyện B")
    item = cast.item(lead=None, lead_is_class=True, lead_as_written="các huyện", due_on=dt.date(2022, 12, 31))
    assert expanding.expand(actor=cast.office, item=item) == 2
    assert expanding.expand(actor=cast.office, item=item) == 0
    make_agency("Huyện C", kind="district")
    gone = item.children.get(lead_agency__name="Huyện A").lead_agency
    assert gone is not None
    gone.valid_to = TODAY - dt.timedelta(days=1)
    gone.save()
    assert expanding.expand(actor=cast.office, item=item) == 1
    parts = dict(item.children.values_list("lead_agency__name", "state"))
    assert parts == {"Huyện A": "dropped", "Huyện B": "active", "Huyện C": "active"}


def test_the_daily_run_gives_a_new_agency_of_the_class_its_part(cast: Cast) -> None:
    """Where the whole class was given the item; where some agencies were chosen, it stays with those."""
    make_class("Huyện A", "Huyện B")
    values = {"lead": None, "lead_is_class": True, "lead_as_written": "các huyện"}
    whole, chosen = cast.item(**values), cast.item(**values)
    expanding.expand(actor=cast.office, item=whole)
    expanding.expand(actor=cast.office, item=chosen, agencies=[Agency.objects.get(name="Huyện A")])
    make_agency("Huyện C", kind="district")
    for _ in range(2):
        settle_day(cast.programme, TODAY)
    assert (whole.children.count(), chosen.children.count()) == (3, 1)


def test_a_class_item_is_done_when_its_last_part_is(cast: Cast) -> None:
    """On the latest day of its parts."""
    make_class("Huyện A", "Huyện B")
    item = cast.item(lead=None, lead_is_class=True, lead_as_written="các huyện")
    expanding.expand(actor=cast.office, item=item)
    days = []
    for part, day in zip(item.children.order_by("pk"), (dt.date(2022, 2, 10), dt.date(2022, 2, 5)), strict=True):
        product = completing.Product("1-KH", day, link="https://example.vn/1")
        made = completing.submit_completion(actor=cast.office, item=part, product=product)
        completing.decide_completion(actor=cast.office, completion=made, accept=True)
        item.refresh_from_db()
        days.append(item.completed_on)
    assert days == [None, dt.date(2022, 2, 10)]


# ---- completion


def test_the_day_on_the_product_counts_and_the_lag_is_kept(cast: Cast) -> None:
    """Handed in nine days after its own day, accepted later: done on its own day, so on time."""
    item = cast.item(due_on=dt.date(2022, 2, 25))
    made = completing.submit_completion(actor=cast.contact, item=item, product=PRODUCT)
    with clock.frozen(dt.date(2022, 3, 20)):
        completing.decide_completion(actor=cast.office, completion=made, accept=True)
    row = WorkItem.objects.with_cell(dt.date(2022, 3, 20)).get(pk=item.pk)
    assert (row.completed_on, row.cell) == (dt.date(2022, 2, 20), "done_on_time")
    assert Entry.objects.get(verb="complete").data["lag"] == 9


def test_of_two_people_at_once_the_second_is_told(cast: Cast) -> None:
    """One accepts, the other returns: the first decision stands, the second is refused, the journal has one."""
    item = cast.item()
    made = completing.submit_completion(actor=cast.contact, item=item, product=PRODUCT)
    seen_by_other = type(made).objects.get(pk=made.pk)
    completing.decide_completion(actor=cast.office, completion=made, accept=True)
    with pytest.raises(AlreadyDecided) as told:
        completing.decide_completion(actor=cast.office, completion=seen_by_other, accept=False, note="Thiếu tờ trình.")
    assert "Trần Văn Phòng" in told.value.sentence
    made.refresh_from_db()
    assert made.state == "accepted"
    assert Entry.objects.filter(verb__in=["accept", "return"]).count() == 1


@pytest.mark.parametrize(
    ("product", "sentence"),
    [
        (completing.Product("1", dt.date(2022, 3, 2), link="https://example.vn"), "sau hôm nay"),
        (completing.Product(" ", TODAY, link="https://example.vn"), "số, ký hiệu"),
        (completing.Product("1", TODAY), "kèm tệp hoặc liên kết"),
    ],
)
def test_a_product_without_its_facts_is_refused(cast: Cast, product: completing.Product, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        completing.submit_completion(actor=cast.contact, item=cast.item(), product=product)


def test_a_return_needs_a_reason(cast: Cast) -> None:
    made = completing.submit_completion(actor=cast.contact, item=cast.item(), product=PRODUCT)
    with pytest.raises(ValidationError):
        completing.decide_completion(actor=cast.office, completion=made, accept=False)


# ---- deadlines


def test_a_deadline_moves_by_a_leader_and_the_first_is_kept(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2022, 3, 31))
    change = deadlines.ask_deadline(
        actor=cast.contact, item=item, new_due_on=dt.date(2022, 6, 30), reason="Chờ hướng dẫn."
    )
    with pytest.raises(NotAllowed):
        deadlines.decide_deadline(actor=cast.office, change=change, approve=True)
    deadlines.decide_deadline(actor=cast.leader, change=change, approve=True)
    item.refresh_from_db()
    assert (item.due_on, item.first_due_on) == (dt.date(2022, 6, 30), dt.date(2022, 3, 31))
    assert deadlines.extensions_of(item) == 1


def test_a_deadline_before_the_start_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="trước ngày giao việc"):
        deadlines.ask_deadline(actor=cast.contact, item=cast.item(), new_due_on=dt.date(2021, 1, 1), reason="Nhầm.")


def test_one_request_at_a_time(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2022, 3, 31))
    deadlines.ask_deadline(actor=cast.contact, item=item, new_due_on=dt.date(2022, 6, 30), reason="Chờ.")
    with pytest.raises(ValidationError):
        deadlines.ask_deadline(actor=cast.contact, item=item, new_due_on=dt.date(2022, 7, 30), reason="Chờ.")


def test_many_deadlines_move_by_one_decision_or_none(cast: Cast) -> None:
    """A parent and its child move together; one that is done stops the whole."""
    decision = make_document(office=cast.programme.office, document_type="decision")
    parent = cast.item(due_on=dt.date(2022, 3, 31))
    child = cast.item(due_on=dt.date(2022, 3, 31), parent=parent)
    moved = deadlines.move_by_decision(
        actor=cast.leader, items=[child, parent], new_due_on=dt.date(2022, 12, 31), authority=decision, reason="Đổi."
    )
    assert {change.item.due_on for change in moved} == {dt.date(2022, 12, 31)}
    done = cast.item(due_on=dt.date(2022, 3, 31), completed_on=dt.date(2022, 2, 1))
    other = cast.item(due_on=dt.date(2022, 3, 31))
    with pytest.raises(ValidationError):
        deadlines.move_by_decision(
            actor=cast.leader, items=[other, done], new_due_on=dt.date(2022, 12, 31), authority=decision, reason="Đổi."
        )
    other.refresh_from_db()
    assert other.due_on == dt.date(2022, 3, 31)


# ---- reports


def test_a_report_goes_its_way(cast: Cast) -> None:
    """Draft, submitted, returned with a reason, submitted again, accepted; then nothing changes any more."""
    item, period = cast.item(), make_period(cast.programme)
    draft = reporting.save_draft(actor=cast.contact, item=item, period=period, said=Said(results="Đang làm"))
    assert draft.state == "draft"
    report = reporting.submit(actor=cast.contact, item=item, period=period, said=Said(results="Đã xong đề cương."))
    reporting.decide_report(actor=cast.office, report=report, accept=False, note="Thiếu nguyên nhân.")
    report = reporting.submit(actor=cast.contact, item=item, period=period, said=Said(difficulties="Chờ số liệu."))
    reporting.decide_report(actor=cast.office, report=report, accept=True)
    with pytest.raises(PeriodLocked):
        reporting.submit(actor=cast.contact, item=item, period=period, said=Said(results="Khác."))
    assert ProgressReport.objects.count() == 1


def test_a_report_for_a_locked_period_is_refused(cast: Cast) -> None:
    item, period = cast.item(), make_period(cast.programme)
    reporting.lock_period(actor=cast.office, period=period)
    for write in (reporting.save_draft, reporting.submit):
        with pytest.raises(PeriodLocked, match="đã khóa"):
            write(actor=cast.contact, item=item, period=period, said=Said(results="Muộn."))
    assert not ProgressReport.objects.exists()


def test_a_period_with_reports_to_look_at_is_not_locked(cast: Cast) -> None:
    period = make_period(cast.programme)
    reporting.submit(actor=cast.contact, item=cast.item(), period=period, said=Said(results="Đã xong."))
    with pytest.raises(ValidationError, match="1 báo cáo"):
        reporting.lock_period(actor=cast.office, period=period)


def test_nothing_new_on_ten_items_is_one_act(cast: Cast) -> None:
    """All of them or none; the last forecast stays in force."""
    period, items = make_period(cast.programme), [cast.item() for _ in range(10)]
    earlier = make_period(
        cast.programme, starts_on=dt.date(2021, 10, 1), ends_on=dt.date(2021, 12, 31), due_on=dt.date(2022, 3, 7)
    )
    said = Said(results="Đang làm.", forecast_on=dt.date(2022, 9, 1))
    reporting.submit(actor=cast.contact, item=items[0], period=earlier, said=said)
    made = reporting.nothing_new(actor=cast.contact, items=items, period=period)
    assert len(made) == 10
    assert {one.state for one in made} == {"submitted"}
    assert made[0].forecast_on == dt.date(2022, 9, 1)


def test_an_attachment_is_kept_once(cast: Cast) -> None:
    report = reporting.save_draft(
        actor=cast.contact, item=cast.item(), period=make_period(cast.programme), said=Said(results="Xong.")
    )
    for name in ("phu-luc.pdf", "phu-luc (1).pdf"):
        reporting.attach(actor=cast.contact, report=report, name=name, content=b"%PDF-1.7")
    assert [one.name for one in report.attachments.all()] == ["phu-luc.pdf"]


@pytest.mark.parametrize("who", ["helper", "office", "leader"])
def test_only_the_lead_reports(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        reporting.submit(
            actor=getattr(cast, who), item=cast.item(), period=make_period(cast.programme), said=Said(results="Xong.")
        )


# ---- co-operation


def test_a_co_operating_agency_answers_in_working_days(cast: Cast) -> None:
    request = cooperating.ask(
        actor=cast.contact, item=cast.helped_item(), agency=cast.helper_agency, question="Ý kiến?", days=2
    )
    assert request.reply_by == dt.date(2022, 3, 3)
    assert [request.state_on(TODAY + dt.timedelta(days=step)) for step in (0, 2, 3)] == ["asked", "asked", "silent"]
    cooperating.reply(actor=cast.helper, request=request, text="Thống nhất.")
    assert request.state_on(TODAY) == "replied"
    with pytest.raises(AlreadyDecided):
        cooperating.reply(actor=cast.helper, request=request, text="Lần nữa.")


def test_a_question_sent_twice_is_kept_once(cast: Cast) -> None:
    """While it waits the second one is refused in a sentence; when it is answered more may be asked."""
    item = cast.helped_item()
    asked = {"actor": cast.contact, "item": item, "agency": cast.helper_agency, "question": "Ý kiến?"}
    request = cooperating.ask(**asked)
    with pytest.raises(ValidationError) as refused:
        cooperating.ask(**asked)
    assert refused.value.message_dict == {
        "agency": ["Sở Tài chính chưa trả lời đề nghị gửi ngày 01/3/2022; hãy chờ trả lời rồi hỏi tiếp."]
    }
    assert CooperationRequest.objects.count() == 1
    cooperating.reply(actor=cast.helper, request=request, text="Thống nhất.")
    assert cooperating.ask(**asked).pk != request.pk


@pytest.mark.parametrize("days", [1, 6])
def test_a_reply_takes_two_to_five_days(cast: Cast, days: int) -> None:
    with pytest.raises(ValidationError):
        cooperating.ask(
            actor=cast.contact, item=cast.helped_item(), agency=cast.helper_agency, question="Ý kiến?", days=days
        )


def test_only_who_was_asked_answers(cast: Cast) -> None:
    request = cooperating.ask(
        actor=cast.contact, item=cast.helped_item(), agency=cast.helper_agency, question="Ý kiến?"
    )
    with pytest.raises(NotAllowed):
        cooperating.reply(actor=cast.contact, request=request, text="Tự trả lời.")


# ---- what every act has in common

ACTS: dict[str, Callable[[Cast, WorkItem], Any]] = {
    "complete": lambda cast, item: completing.submit_completion(actor=cast.helper, item=item, product=PRODUCT),
    "deadline": lambda cast, item: deadlines.ask_deadline(
        actor=cast.helper, item=item, new_due_on=dt.date(2023, 1, 1), reason="Chờ."
    ),
    "ask": lambda cast, item: cooperating.ask(
        actor=cast.helper, item=item, agency=cast.helper_agency, question="Ý kiến?"
    ),
}


@pytest.mark.parametrize("act", sorted(ACTS))
def test_who_may_not_changes_nothing_and_leaves_no_trace(cast: Cast, act: str) -> None:
    item = cast.helped_item()
    before = Entry.objects.count()
    with pytest.raises(NotAllowed):
        ACTS[act](cast, item)
    assert Entry.objects.count() == before
    assert not HandBack.objects.exists()


def test_a_clock_that_was_set_back_stops_no_decision(cast: Cast) -> None:
    """The day of a decision is never before that of what it decides."""
    item = cast.item()
    with clock.frozen(TODAY + dt.timedelta(days=9)):
        completion = completing.submit_completion(actor=cast.contact, item=item, product=PRODUCT)
    completing.decide_completion(actor=cast.office, completion=completion, accept=True)
    assert completion.decided_on == completion.submitted_on
