"""The review desk: correct, confirm, split, merge, dismiss, add, undo; and two people at once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from dondoc.reading.source import Span
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import NotAllowed
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.models import Document, DocumentText, WorkItem
from dondoc.web.register.services.editing import edit_item, set_lead
from dondoc.web.register.services.locking import StaleVersion
from dondoc.web.register.services.publishing import NotReviewed, drop_item, publish, review_progress
from dondoc.web.register.services.reviewing import (
    add_item,
    confirm_item,
    confirm_rest,
    dismiss_item,
    merge_items,
    restore_item,
    split_item,
    undo,
)
from tests.web.builders import (
    agency_of,
    make_agency,
    make_deadline_change,
    make_document,
    make_draft_item,
    make_office,
    make_programme,
    make_user,
    make_work_item,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> User:
    return make_office()


@pytest.fixture
def document(office: User) -> Document:
    return make_document(office=agency_of(office), status="draft")


@pytest.fixture
def item(document: Document) -> WorkItem:
    return make_draft_item(document=document, path="II/3/(1)", title="Xây dựng Đề án", lead_as_written="Ban Tố chức")


def test_a_correction_is_stored_found_and_told(office: User, item: WorkItem) -> None:
    """The field changes, searching finds it, history and journal name the person."""
    changed = edit_item(actor=office, item=item, version=1, changes={"title": "Xây dựng Nghị quyết chuyển đổi số"})
    assert (changed.version, changed.review_status) == (2, ReviewStatus.CORRECTED)
    assert WorkItem.objects.matching("nghi quyet chuyen doi").get() == item
    assert changed.history.first().history_user == office
    entry = Entry.objects.about(item)[0]
    assert entry.data["changed"]["title"] == ["Xây dựng Đề án", "Xây dựng Nghị quyết chuyển đổi số"]


def test_two_people_at_once_never_overwrite_each_other(office: User, item: WorkItem) -> None:
    """The second one is told who was first, and nothing of his is stored."""
    other = make_office(agency_of(office))
    edit_item(actor=other, item=item, version=1, changes={"title": "Bản của người thứ nhất"})
    with pytest.raises(StaleVersion) as refused:
        edit_item(actor=office, item=item, version=1, changes={"title": "Bản của người thứ hai"})
    assert other.name in refused.value.sentence_vi
    assert refused.value.current.title == "Bản của người thứ nhất"


def test_an_unknown_field_is_refused(office: User, item: WorkItem) -> None:
    with pytest.raises(ValidationError):
        edit_item(actor=office, item=item, version=1, changes={"state": "active"})


def test_choosing_the_lead_teaches_its_name(office: User, item: WorkItem) -> None:
    """The words of the document become an alias; the agency no longer works with itself."""
    agency = make_agency("Ban Tổ chức Tỉnh ủy")
    edit_item(
        actor=office, item=item, version=1, changes={}, cooperating=["Ban Tổ chức Tỉnh ủy", "các cơ quan liên quan"]
    )
    changed = set_lead(actor=office, item=item, version=2, agency=agency)
    assert changed.lead_agency == agency
    assert [alias.name for alias in agency.aliases.all()] == ["Ban Tố chức"]
    assert [one.as_written for one in changed.cooperations.all()] == ["các cơ quan liên quan"]


def test_split_and_merge_back(office: User, item: WorkItem) -> None:
    """Two parts share the facts; merging folds one into the other and keeps its words."""
    first, second = split_item(actor=office, item=item, version=1, titles=["Xây dựng Đề án", "Xây dựng Kế hoạch"])
    assert (second.path, second.lead_as_written, second.version) == (first.path, "Ban Tố chức", 1)
    into = merge_items(actor=office, item=second, version=1, into=first, into_version=first.version)
    second.refresh_from_db()
    assert (second.state, second.merged_into) == (ItemState.MERGED, into)
    assert "Xây dựng Kế hoạch" in into.measures
    restored = restore_item(actor=office, item=second, version=second.version)
    assert (restored.state, restored.merged_into) == (ItemState.DRAFT, None)


def test_merging_into_itself_or_into_another_document_is_refused(office: User, item: WorkItem) -> None:
    other = make_draft_item(document=make_document(office=agency_of(office), status="draft"))
    for into in (item, other):
        with pytest.raises(ValidationError):
            merge_items(actor=office, item=item, version=1, into=into, into_version=into.version)


def test_dismissing_needs_a_reason_and_can_be_taken_back(office: User, item: WorkItem) -> None:
    with pytest.raises(ValidationError):
        dismiss_item(actor=office, item=item, version=1, why=" ")
    gone = dismiss_item(actor=office, item=item, version=1, why="Chỉ là mục tiêu.")
    assert gone.state == ItemState.DISMISSED
    back = restore_item(actor=office, item=gone, version=2)
    assert (back.state, back.review_status, back.closed_why) == (ItemState.DRAFT, ReviewStatus.UNREVIEWED, "")


def test_undo_takes_the_last_change_back(office: User, item: WorkItem) -> None:
    changed = edit_item(actor=office, item=item, version=1, changes={"title": "Nhầm", "due_on": dt.date(2021, 12, 31)})
    back = undo(actor=office, item=changed, version=2)
    assert (back.title, back.due_on, back.version) == ("Xây dựng Đề án", None, 3)


def test_an_item_can_be_added_from_the_text(office: User, document: Document) -> None:
    DocumentText.objects.create(document=document, source="Giao Sở Nội vụ\nxây dựng Kế hoạch.", repaired="")
    added = add_item(actor=office, document=document, fields={"title": "Xây dựng Kế hoạch"}, span=Span(15, 33))
    assert (added.source_quote, added.source_line_from) == ("xây dựng Kế hoạch.", 2)


def test_only_the_office_that_holds_the_draft_reviews_it(item: WorkItem) -> None:
    for user in (make_office(), make_user(role="agency"), make_user(role="leader")):
        with pytest.raises(NotAllowed):
            confirm_item(actor=user, item=item, version=1)


def test_publishing_waits_for_the_review(office: User, document: Document, item: WorkItem) -> None:
    """Headings need no review; everything else does. Then leads make items active, and deadlines become the first."""
    make_draft_item(document=document, optional=True)
    led = make_draft_item(document=document, lead_agency=make_agency(), due_on=dt.date(2021, 6, 30))
    assert review_progress(document).left == 2
    with pytest.raises(NotReviewed):
        publish(actor=office, document=document)
    confirm_item(actor=office, item=led, version=1)
    assert confirm_rest(actor=office, document=document) == 2, "the item and the head of the document"
    programme = publish(actor=office, document=document)
    states = dict(programme.items.values_list("pk", "state"))
    assert states == {item.pk: ItemState.UNASSIGNED, led.pk: ItemState.ACTIVE}
    led.refresh_from_db()
    assert (led.first_due_on, led.assigned_on) == (dt.date(2021, 6, 30), document.issued_on)
    with pytest.raises(ValidationError):
        publish(actor=office, document=document)


def test_giving_a_lead_takes_an_unassigned_item_under_follow_up(office: User) -> None:
    programme = make_programme(office=agency_of(office))
    item = make_work_item(programme=programme)
    WorkItem.objects.filter(pk=item.pk).update(state=ItemState.UNASSIGNED, lead_agency=None)
    changed = set_lead(actor=office, item=item, version=1, agency=make_agency())
    assert changed.state == ItemState.ACTIVE
    with pytest.raises(ValidationError):
        edit_item(actor=office, item=changed, version=2, changes={"lead_agency": None})


def test_a_deadline_under_follow_up_is_corrected_until_it_is_extended(office: User) -> None:
    """A misread deadline is put right, with the first one; an extended one is not touched by editing."""
    item = make_work_item(programme=make_programme(office=agency_of(office)), due_on=dt.date(2021, 6, 30))
    item = edit_item(actor=office, item=item, version=1, changes={"due_on": dt.date(2021, 9, 30)})
    assert item.first_due_on == dt.date(2021, 9, 30)
    make_deadline_change(item, new_due_on=dt.date(2022, 3, 31), decided_on=dt.date(2021, 9, 1))
    with pytest.raises(ValidationError):
        edit_item(actor=office, item=item, version=2, changes={"due_on": dt.date(2021, 12, 31)})


def test_a_dropped_item_leaves_the_count_from_its_day_on(office: User) -> None:
    item = make_work_item(programme=make_programme(office=agency_of(office)))
    day = dt.date(2022, 5, 1)
    drop_item(actor=office, item=item, version=1, on=day, why="Quyết định 12-QĐ/TU")
    assert WorkItem.objects.in_force(day - dt.timedelta(days=1)).filter(pk=item.pk).exists()
    assert not WorkItem.objects.in_force(day).filter(pk=item.pk).exists()
