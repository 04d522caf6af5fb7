"""Nothing that is held back shows in the journal: drafts, plans and inspections, letters, what is or becomes secret."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from dondoc.web import clock
from dondoc.web.follow_up.services import urging
from dondoc.web.inspections.services import inspecting, planning
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import User
from dondoc.web.register.models import WorkItem
from dondoc.web.register.services.editing import edit_item, set_lead
from tests.web.builders import make_agency, make_document, make_draft_item, make_office, make_user
from tests.web.follow_up.making import TODAY, Cast, make_cast
from tests.web.inspections.making import (
    answer_all,
    make_finding,
    make_inspection,
    make_inspector,
    make_plan,
    make_running,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Iterator[Cast]:
    with clock.frozen(TODAY):
        yield make_cast()


def verbs(person: User) -> set[str]:
    """Give what a person reads in the journal, in verbs."""
    return set(Entry.objects.visible_to(person).values_list("verb", flat=True))


def test_a_plan_of_inspections_is_read_by_its_body_and_its_office_until_it_is_issued(cast: Cast) -> None:
    inspector, stranger = make_inspector(), make_inspector()
    elsewhere = make_office(make_agency("Văn phòng khác"))
    plan = make_plan(cast.programme, inspector)
    inspection = make_inspection(plan, inspector, cast.lead)
    removed = make_inspection(plan, inspector, cast.helper_agency)
    planning.remove_inspection(actor=inspector, inspection=removed, why="Đã kiểm tra năm trước.")
    told = {"add_inspection", "remove_inspection"}
    assert told <= verbs(inspector)
    assert told <= verbs(cast.office)
    for other in (stranger, elsewhere, cast.leader, cast.contact):
        assert not told & verbs(other), other
    planning.issue_plan(actor=inspector, plan=plan, reference="7-CTr/UBKT", issued_on=TODAY)
    assert told <= verbs(stranger)
    assert "add_inspection" not in verbs(elsewhere)  # not concluded yet, and no business of his
    assert not told & verbs(cast.contact)
    inspection.refresh_from_db()
    inspecting.start(actor=inspector, inspection=inspection, head="Phạm Kiểm Tra")
    answer_all(inspection, inspector)
    inspecting.conclude(actor=inspector, inspection=inspection, reference="9-KL/UBKT", conclusion="Đạt.")
    assert "add_inspection" in verbs(elsewhere)


def test_a_draft_is_read_by_the_office_that_holds_it(cast: Cast) -> None:
    office = make_office(make_agency("Văn phòng khác"))
    document = make_document(office=office.memberships.get().agency, status="draft")
    item = make_draft_item(document=document)
    set_lead(actor=office, item=item, version=item.version, agency=cast.lead)
    assert "assign" in verbs(office)
    assert not {"assign"} & (verbs(cast.office) | verbs(cast.leader) | verbs(make_inspector()) | verbs(cast.contact))


def test_what_becomes_secret_is_no_longer_told(cast: Cast) -> None:
    """What was written while it was not secret is kept back too."""
    item = cast.item()
    edit_item(actor=cast.office, item=item, version=item.version, changes={"title": "Xây dựng phương án A"})
    assert "edit" in verbs(cast.contact)
    fresh = WorkItem.objects.get(pk=item.pk)
    office = make_office(cast.programme.office, clearance=3)
    edit_item(actor=office, item=fresh, version=fresh.version, changes={"secrecy": 2})
    for other in (cast.contact, cast.office, cast.leader):
        assert "edit" not in verbs(other)
    assert "edit" in verbs(office)


def test_a_letter_is_told_of_once_it_is_sent(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2022, 2, 1), assigned_on=dt.date(2022, 1, 3))
    letter = urging.draft_letters(actor=cast.office, programme=cast.programme, items=[item])[0]
    assert "draft_letter" in verbs(cast.office)
    assert "draft_letter" not in verbs(cast.contact)
    urging.sign_off(actor=cast.leader, letter=letter)
    assert {"draft_letter", "sign_off"} <= verbs(cast.contact)


def test_a_letter_about_a_secret_item_is_as_secret(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2022, 2, 1), assigned_on=dt.date(2022, 1, 3), secrecy=2)
    office = make_office(cast.programme.office, clearance=3)
    letter = urging.draft_letters(actor=office, programme=cast.programme, items=[item])[0]
    urging.sign_off(actor=make_user(role="leader", agency=cast.programme.office, clearance=3), letter=letter)
    assert set(Entry.objects.filter(verb__in=("draft_letter", "sign_off")).values_list("secrecy", flat=True)) == {2}
    assert "sign_off" not in verbs(cast.helper)


def test_a_finding_about_a_secret_item_is_as_secret(cast: Cast) -> None:
    inspector = make_inspector(clearance=3)
    inspection = make_running(cast.programme, inspector, cast.lead)
    make_finding(inspection, inspector, item=cast.item(secrecy=2))
    assert "record_finding" in verbs(inspector)
    assert "record_finding" not in verbs(cast.office)
