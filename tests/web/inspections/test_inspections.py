"""Planning by stated rules, inspecting, putting right: what the services allow and what they refuse."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dondoc.web.follow_up.services.acts import AlreadyDecided
from dondoc.web.inspections.models import Check, InspectionFinding
from dondoc.web.inspections.risk import RULES, default_points, points_of, risks_of, sample
from dondoc.web.inspections.services import correcting, inspecting, planning
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, NotAllowed, may
from tests.web.builders import make_agency, make_completion, make_deadline_change, make_user
from tests.web.follow_up.making import TODAY, Cast
from tests.web.inspections.making import (
    answer_all,
    make_finding,
    make_inspection,
    make_inspector,
    make_plan,
    make_running,
)

PAST = dt.date(2021, 12, 31)


def test_points_are_the_stated_rules_added_up(cast: Cast) -> None:
    """Two items overdue, one done late, one extended: the points are those of the table and nothing else."""
    cast.item(due_on=PAST)
    cast.item(due_on=PAST)
    make_completion(cast.item(due_on=PAST), completed_on=dt.date(2022, 1, 20), state="accepted")
    extended = cast.item(due_on=dt.date(2022, 2, 1))
    make_deadline_change(extended, new_due_on=dt.date(2022, 9, 1), decided_on=dt.date(2022, 1, 5))
    (risk,) = risks_of(cast.programme, TODAY)
    assert risk.reasons[0] == "2 nhiệm vụ đang quá hạn"
    assert {key: n for key, n in risk.cases.items() if n} == {"overdue": 2, "late": 1, "extended": 1, "never": 1}
    assert risk.points == 2 * 3 + 1 + 1 + 2


def test_no_rule_gives_more_than_its_most() -> None:
    cases = {rule.key: 1000 for rule in RULES}
    assert points_of(cases, default_points()) == sum(rule.most for rule in RULES)


def test_the_riskiest_come_first_and_the_lot_can_be_drawn_again(cast: Cast) -> None:
    agencies = [make_agency(f"Sở thứ {n}") for n in range(6)]
    for n, agency in enumerate(agencies):
        for _ in range(n):
            cast.item(lead=agency, due_on=PAST)
    risks = risks_of(cast.programme, TODAY)
    first, lot = sample(risks, by_risk=2, by_lot=2, seed=2022)
    assert [one.agency for one in first] == [agencies[5], agencies[4]]
    assert lot == sample(risks, by_risk=2, by_lot=2, seed=2022)[1]
    assert not {one.agency.pk for one in first} & {one.agency.pk for one in lot}


def test_a_drawing_keeps_its_rules_and_why_each_was_chosen(cast: Cast, inspector: User) -> None:
    cast.item(due_on=PAST)
    cast.item(lead=cast.helper_agency, due_on=None)
    plan = make_plan(cast.programme, inspector)
    made = planning.draw(
        actor=inspector, plan=plan, by_risk=1, by_lot=1, starts_on=dt.date(2022, 4, 4), points={"overdue": 7}
    )
    plan.refresh_from_db()
    assert plan.rules["points"]["overdue"] == 7
    assert plan.drawn_on == TODAY
    assert [(one.agency, one.risk["by_lot"], one.risk["points"]) for one in made] == [
        (cast.lead, False, 9),
        (cast.helper_agency, True, 2),
    ]
    assert Entry.objects.about(plan)[0].verb == "draw_inspections"


def test_an_issued_plan_is_not_drawn_again(cast: Cast, inspector: User) -> None:
    plan = make_plan(cast.programme, inspector)
    one = make_inspection(plan, inspector, cast.lead)
    planning.issue_plan(actor=inspector, plan=plan, reference="7-CTr/UBKT", issued_on=TODAY)
    with pytest.raises(ValidationError, match="đã ban hành"):
        planning.draw(actor=inspector, plan=plan, by_risk=1, by_lot=0, starts_on=TODAY)
    with pytest.raises(ValidationError, match="đã ban hành"):
        planning.remove_inspection(actor=inspector, inspection=one, why="Nhầm.")


def test_an_empty_plan_is_not_issued(cast: Cast, inspector: User) -> None:
    plan = make_plan(cast.programme, inspector)
    with pytest.raises(ValidationError, match="chưa có cuộc kiểm tra"):
        planning.issue_plan(actor=inspector, plan=plan, reference="7-CTr/UBKT", issued_on=TODAY)


def test_inspectors_change_only_what_is_theirs(cast: Cast, inspector: User) -> None:
    """Another body's inspectors see an issued inspection and change nothing; the office does not inspect."""
    stranger = make_inspector()
    running = make_running(cast.programme, inspector, cast.lead)
    assert may(stranger, Action.SEE, running)
    for person in (stranger, cast.office, cast.contact, cast.leader):
        with pytest.raises(NotAllowed):
            make_finding(running, person)
    with pytest.raises(NotAllowed):
        planning.open_plan(actor=stranger, programme=cast.programme, inspecting=running.plan.inspecting, year=2023)


def test_a_draft_plan_is_seen_by_those_who_draw_it_up(cast: Cast, inspector: User) -> None:
    plan = make_plan(cast.programme, inspector)
    seen = {name for name, user in _people(cast, inspector).items() if may(user, Action.SEE, plan)}
    assert seen == {"inspector", "office"}


def test_the_checklist_comes_from_the_register(cast: Cast, inspector: User) -> None:
    """One question for each item that the agency leads, the overdue ones first, and the general ones."""
    cast.item(title="Đề án trong hạn", due_on=dt.date(2022, 12, 31))
    late = cast.item(title="Đề án quá hạn", due_on=PAST)
    cast.item(lead=cast.helper_agency, title="Việc của cơ quan khác")
    running = make_running(cast.programme, inspector, cast.lead)
    checks = list(running.checks.all())
    assert checks[0].item == late
    assert "quá hạn từ ngày 31/12/2021" in checks[0].question
    assert [one.item_id is None for one in checks] == [False, False, True, True, True, True]


def test_what_is_not_met_says_what_was_seen(cast: Cast, inspector: User) -> None:
    cast.item(due_on=PAST)
    running = make_running(cast.programme, inspector, cast.lead)
    check = running.checks.all()[0]
    with pytest.raises(ValidationError, match="điều đã thấy"):
        inspecting.answer(actor=inspector, check=check, answer="unmet")
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.create(inspection=running, position=99, question="?", answer="unmet")


def test_the_journal_tells_of_an_inspection_in_whole_sentences(cast: Cast, inspector: User) -> None:
    """What was asked and found stands in them as it was written, without its own full stop."""
    running = make_running(cast.programme, inspector, cast.lead)
    check = running.checks.all()[0]
    inspecting.answer(actor=inspector, check=check, answer="met")
    make_finding(running, inspector, text="Chưa phân công người theo dõi.")
    told = [one.sentence_vi for one in Entry.objects.about(running)[:3]][::-1]
    name = cast.lead.label
    assert told[0] == f"Bắt đầu cuộc kiểm tra {name} ({running.plan.year})."
    assert told[1] == f"Kiểm tra {name}, “{check.question.rstrip('.')}”: đạt."
    assert told[2].startswith(f"Ghi hạn chế của {name}: Chưa phân công người theo dõi; khắc phục trước ngày ")


def test_nothing_is_concluded_with_lines_unseen(cast: Cast, inspector: User) -> None:
    cast.item(due_on=PAST)
    running = make_running(cast.programme, inspector, cast.lead)
    with pytest.raises(ValidationError, match="Còn 5 nội dung"):
        inspecting.conclude(actor=inspector, inspection=running, reference="3-KL/UBKT", conclusion="Tốt.")
    answer_all(running, inspector)
    done = inspecting.conclude(actor=inspector, inspection=running, reference="3-KL/UBKT", conclusion="Tốt.")
    assert (done.state, done.concluded_on) == ("concluded", TODAY)
    with pytest.raises(ValidationError, match="không ở trong thời gian"):
        make_finding(done, inspector)


def test_a_finding_needs_evidence_and_a_day_to_come(cast: Cast, inspector: User) -> None:
    running = make_running(cast.programme, inspector, cast.lead)
    with pytest.raises(ValidationError, match="căn cứ"):
        make_finding(running, inspector, evidence=" ")
    with pytest.raises(ValidationError, match="sau hôm nay"):
        make_finding(running, inspector, correct_by=TODAY)


def test_putting_right_checking_again_and_once_more(cast: Cast, inspector: User) -> None:
    """Reported, found wanting with a new day, reported again, closed; the agency alone reports."""
    running = make_running(cast.programme, inspector, cast.lead)
    finding = make_finding(running, inspector)
    with pytest.raises(NotAllowed):
        correcting.report_correction(actor=cast.helper, finding=finding, correction="Đã làm.")
    correcting.report_correction(actor=cast.contact, finding=finding, correction="Đã ban hành.")
    with pytest.raises(ValidationError, match="hạn khắc phục mới"):
        correcting.recheck(actor=inspector, finding=finding, closed=False, note="Thiếu phụ lục.")
    later = TODAY + dt.timedelta(days=60)
    back = correcting.recheck(actor=inspector, finding=finding, closed=False, note="Thiếu.", correct_by=later)
    assert (back.state, back.times_returned, back.correct_by, back.corrected_on) == ("open", 1, later, None)
    correcting.report_correction(actor=cast.contact, finding=finding, correction="Đã bổ sung phụ lục.")
    closed = correcting.recheck(actor=inspector, finding=finding, closed=True, note="Đạt.")
    assert closed.state == InspectionFinding.State.CLOSED
    with pytest.raises(AlreadyDecided):
        correcting.recheck(actor=inspector, finding=finding, closed=True, note="Đạt.")


def test_what_is_not_put_right_counts_as_risk(cast: Cast, inspector: User) -> None:
    cast.item(due_on=None)
    running = make_running(cast.programme, inspector, cast.lead)
    make_finding(running, inspector)
    (risk,) = risks_of(cast.programme, TODAY)
    assert risk.cases["uncorrected"] == 1


def _people(cast: Cast, inspector: User) -> dict[str, User]:
    return {
        "office": cast.office,
        "leader": cast.leader,
        "agency": cast.contact,
        "inspector": inspector,
        "other_inspector": make_inspector(),
        "stranger": make_user(role="agency"),
    }
