"""The cascade: likeness proposes, a person settles, the matrix says what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from dondoc.web import clock
from dondoc.web.cascade import export
from dondoc.web.cascade.export import workbook
from dondoc.web.cascade.likeness import match
from dondoc.web.cascade.matrix import Cell, matrix_of, rows_of
from dondoc.web.cascade.models import Coverage, PlanOrder
from dondoc.web.cascade.querysets import missing_agencies, names_programme
from dondoc.web.cascade.services import matching, reminding
from dondoc.web.follow_up.models import Delivery, Message
from dondoc.web.follow_up.services.acts import AlreadyDecided
from dondoc.web.organisations.policies import NotAllowed
from dondoc.web.register.models import WorkItem
from tests.web.builders import make_cooperation, make_document, make_programme
from tests.web.cascade.making import DUE, make_order, make_plan, make_read_plan
from tests.web.follow_up.making import TODAY, Cast, make_cast
from tests.web.intake.making import DIRECTIVE

JOBS = "Xây dựng Đề án vị trí việc làm trong các cơ quan đảng, đoàn thể"
TRAINING = "Xây dựng Kế hoạch đào tạo, bồi dưỡng cán bộ giai đoạn 2021-2025"


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with clock.frozen(TODAY):
        yield make_cast()


@pytest.fixture
def order(cast: Cast) -> PlanOrder:
    return make_order(cast.programme, cast.office)


LIKE = [
    (JOBS, "Tham mưu Ban Thường vụ ban hành Đề án vị trí việc làm trong các cơ quan đảng, đoàn thể cấp huyện"),
    (TRAINING, "Ban hành Kế hoạch đào tạo, bồi dưỡng cán bộ"),
    ("Xây dựng Nghị quyết về chuyển đổi số", "Nghị quyết chuyển đổi số của cơ quan"),
    ("Xây dựng Quy chế làm việc", "XAY DUNG QUY CHE LAM VIEC"),
]


def test_like_titles_find_each_other_in_any_order() -> None:
    """Each of four titles finds its own among the others, however they are worded, with or without tone marks."""
    offered = [other for _one, other in reversed(LIKE)]
    found = match([one for one, _other in LIKE], offered, least=[0.35] * 4)
    assert {pair.wanted: pair.offered for pair in found} == {0: 3, 1: 2, 2: 1, 3: 0}
    assert all(0 < pair.score <= 1 for pair in found)


def test_a_title_is_taken_once() -> None:
    assert len(match([JOBS, JOBS], [JOBS], least=[0.3, 0.3])) == 1


def test_what_has_nothing_in_common_is_not_proposed() -> None:
    assert match([JOBS], ["Trồng rừng phòng hộ ven biển"], least=[0.1]) == []


def test_proposals_wait_for_a_person(cast: Cast, order: PlanOrder) -> None:
    """A plan with a like line: proposed, not counted; confirmed, counted; decided once."""
    item = cast.item(title=JOBS, due_on=dt.date(2022, 6, 30))
    plan = make_read_plan(order, cast.lead, cast.office, {LIKE[0][1]: dt.date(2022, 5, 31), "Trồng cây": None})
    assert matching.propose(actor=cast.office, plan=plan) == 1
    row = _row(order, cast)
    assert (row.led, row.covered, row.proposed, row.gaps) == (1, 0, 1, 1)
    coverage = Coverage.objects.get(plan=plan, item=item)
    matching.settle(actor=cast.office, coverage=coverage, confirm=True)
    row = _row(order, cast)
    assert (row.covered, row.proposed, row.gaps, row.in_time) == (1, 0, 0, True)
    with pytest.raises(AlreadyDecided):
        matching.settle(actor=cast.office, coverage=coverage, confirm=False)


def test_matching_again_keeps_what_was_settled(cast: Cast, order: PlanOrder) -> None:
    cast.item(title=JOBS)
    cast.item(title=TRAINING)
    plan = make_read_plan(order, cast.lead, cast.office, {JOBS: None, TRAINING: None})
    matching.propose(actor=cast.office, plan=plan)
    rejected = plan.coverages.get(item__title=JOBS)
    matching.settle(actor=cast.office, coverage=rejected, confirm=False)
    assert matching.propose(actor=cast.office, plan=plan) == 1
    assert sorted(plan.coverages.values_list("state", flat=True)) == ["proposed", "rejected"]


def test_the_matrix_tells_the_five_cases(cast: Cast, order: PlanOrder) -> None:
    """Covered, later than the programme allows, waiting, missing, only helping."""
    due = dt.date(2022, 6, 30)
    covered, later, waiting, gap = (cast.item(title=f"Việc {name} riêng", due_on=due) for name in "abcd")
    helped = cast.helped_item(lead=cast.helper_agency)
    make_cooperation(helped, cast.lead)
    plan = make_read_plan(order, cast.lead, cast.office, {})
    matching.cover(actor=cast.office, plan=plan, item=covered, words="Việc a", due_on=due)
    matching.cover(actor=cast.office, plan=plan, item=later, words="Việc b", due_on=due + dt.timedelta(days=1))
    Coverage.objects.create(plan=plan, item=waiting, words="Việc c", score=0.5)
    matrix = matrix_of(order, list(WorkItem.objects.of_programme(cast.programme).in_order()), TODAY)
    cells = [matrix.cells[cast.lead.pk, item.pk] for item in (covered, later, waiting, gap, helped)]
    assert cells == [Cell.COVERED, Cell.LATER, Cell.PROPOSED, Cell.GAP, Cell.HELPS]
    row = _row(order, cast)
    assert (row.led, row.covered, row.later, row.proposed, row.gaps) == (4, 2, 1, 1, 2)


def test_a_day_before_the_plan_nothing_was_covered(cast: Cast, order: PlanOrder) -> None:
    item = cast.item(title=JOBS)
    plan = make_read_plan(order, cast.lead, cast.office, {})
    matching.cover(actor=cast.office, plan=plan, item=item, words=JOBS)
    before = TODAY - dt.timedelta(days=1)
    assert matrix_of(order, [item], before).cells[cast.lead.pk, item.pk] == Cell.PROPOSED
    assert missing_agencies(order, dt.date(2021, 11, 4)) == [cast.lead]
    assert missing_agencies(order, dt.date(2021, 11, 5)) == []


def test_part_of_a_class_counts_for_its_agency(cast: Cast, order: PlanOrder) -> None:
    parent = cast.item(lead_is_class=True, lead=None, lead_as_written="các sở", title=TRAINING)
    part = cast.item(parent=parent, from_class=True, title=TRAINING)
    plan = make_read_plan(order, cast.lead, cast.office, {TRAINING: None})
    matching.propose(actor=cast.office, plan=plan)
    assert list(plan.coverages.values_list("item", flat=True)) == [part.pk]
    assert matrix_of(order, [parent], TODAY).cells[cast.lead.pk, parent.pk] == Cell.PROPOSED


def test_a_plan_is_recorded_by_its_agency_or_the_office(cast: Cast, order: PlanOrder) -> None:
    cast.item()
    with pytest.raises(NotAllowed):
        make_plan(order, cast.lead, cast.helper)
    make_plan(order, cast.lead, cast.contact)
    with pytest.raises(ValidationError, match="đã có kế hoạch"):
        make_plan(order, cast.lead, cast.office)
    with pytest.raises(ValidationError, match="chưa đến"):
        make_plan(order, cast.helper_agency, cast.office, issued_on=TODAY + dt.timedelta(days=1))


def test_the_agency_does_not_confirm_its_own_coverage(cast: Cast, order: PlanOrder) -> None:
    item = cast.item()
    plan = make_plan(order, cast.lead, cast.contact)
    with pytest.raises(NotAllowed):
        matching.cover(actor=cast.contact, plan=plan, item=item, words="Có.")


def test_a_plan_of_another_programme_is_told(cast: Cast, order: PlanOrder) -> None:
    """Another programme's item is refused; a plan that does not cite this one says so."""
    plan = make_read_plan(order, cast.lead, cast.office, {JOBS: None})
    assert names_programme(plan) is False
    other = make_programme(office=cast.programme.office, document=make_document(office=cast.programme.office))
    item = WorkItem(programme=other, title="Việc khác")
    with pytest.raises(ValidationError, match="chương trình khác"):
        matching.cover(actor=cast.office, plan=plan, item=item, words="Việc khác")


def test_an_unread_plan_is_not_matched(cast: Cast, order: PlanOrder) -> None:
    plan = make_plan(order, cast.lead, cast.office)
    with pytest.raises(ValidationError, match="chưa được đọc xong"):
        matching.propose(actor=cast.office, plan=plan)


def test_a_file_goes_through_the_reader(cast: Cast, order: PlanOrder, django_capture_on_commit_callbacks: Any) -> None:
    """The office hands the file in; it is read as any other; the same file is not the plan of two agencies."""
    cast.item(title="Xây dựng Đề án vị trí việc làm")
    file = ContentFile(DIRECTIVE.encode(), name="ke-hoach.txt")
    with django_capture_on_commit_callbacks(execute=True):
        plan = make_plan(order, cast.lead, cast.office, file=file)
    plan.refresh_from_db()
    matching.propose(actor=cast.office, plan=plan)
    assert plan.document is not None
    assert plan.document.items.count() > 0
    with django_capture_on_commit_callbacks(execute=True):
        twin = make_plan(order, cast.helper_agency, cast.office, file=ContentFile(DIRECTIVE.encode(), name="b.txt"))
    twin.refresh_from_db()
    with pytest.raises(ValidationError, match="đã là kế hoạch của"):
        matching.propose(actor=cast.office, plan=twin)


def test_who_has_no_plan_is_reminded_once_a_day(cast: Cast, order: PlanOrder) -> None:
    cast.helped_item()
    make_plan(order, cast.lead, cast.office)
    assert reminding.remind_missing(actor=cast.office, order=order) == 1
    assert reminding.remind_missing(actor=cast.office, order=order) == 0
    message = Message.objects.get()
    assert (message.person, Delivery.objects.filter(message=message).count()) == (cast.helper, 1)
    assert "31/12/2021" in message.body
    with pytest.raises(NotAllowed):
        reminding.remind_missing(actor=cast.contact, order=order)


def test_of_a_simulated_programme_nothing_leaves_the_house(cast: Cast, order: PlanOrder) -> None:
    cast.item()
    cast.programme.simulated = True
    cast.programme.save()
    order.refresh_from_db()
    assert reminding.remind_missing(actor=cast.office, order=order) == 1
    assert not Delivery.objects.exists()


def test_the_workbook_says_what_the_page_says(cast: Cast, order: PlanOrder) -> None:
    """Figures equal those of the page; a title that looks like a formula stays text; gaps are a formula."""
    item = cast.item(title="=1+1")
    plan = make_read_plan(order, cast.lead, cast.office, {})
    matching.cover(actor=cast.office, plan=plan, item=item, words="Có")
    book = load_workbook(workbook(order, WorkItem.objects.filter(pk=item.pk), TODAY))
    agencies, matrix = book.worksheets
    line = [cell.value for cell in agencies[2]]
    assert line[:2] == [cast.lead.name, plan.reference]
    assert (line[4], line[5], line[6]) == (1, 1, "=E2-F2")
    assert matrix["B2"].data_type == "s"
    assert matrix["C2"].value == "●"


def test_of_many_items_each_mark_has_a_row(cast: Cast, order: PlanOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A grid of them would have millions of empty cells; what the rows say is what the grid says."""
    items = [cast.item(title=f"Đề án {number}") for number in range(5)]
    plan = make_read_plan(order, cast.lead, cast.office, {})
    matching.cover(actor=cast.office, plan=plan, item=items[3], words="Có")
    monkeypatch.setattr(export, "MOST_IN_A_GRID", 4)
    monkeypatch.setattr(export, "AT_ONCE", 2)
    agencies, marks = load_workbook(workbook(order, WorkItem.objects.in_order(), TODAY)).worksheets
    assert agencies["A2"].value == cast.lead.name
    rows = {row[1]: row[2:4] for row in marks.iter_rows(min_row=2, values_only=True)}
    assert rows == {f"Đề án {n}": (cast.lead.label, "●" if n == 3 else "○") for n in range(5)}


def _row(order: PlanOrder, cast: Cast) -> Any:
    assert order.due_on == DUE
    return next(row for row in rows_of(order, TODAY) if row.agency == cast.lead)


def test_the_database_keeps_one_order_for_the_whole_term(cast: Cast, order: PlanOrder) -> None:
    """A missing year is no way round the constraint."""
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanOrder.objects.create(programme=cast.programme, year=None)
