"""Each field of what was read, confirmed and corrected by itself: items, indicators, citations, the head."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from dondoc.web import clock
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import NotAllowed
from dondoc.web.register.choices import ReviewStatus
from dondoc.web.register.field_reviews import fields_of, status_of, waiting_fields
from dondoc.web.register.models import Citation, Document, DocumentRelation, Indicator, Target, WorkItem
from dondoc.web.register.services import correcting
from dondoc.web.register.services.correcting import TargetRow
from dondoc.web.register.services.editing import edit_item, set_lead
from dondoc.web.register.services.importing import cited_document
from dondoc.web.register.services.locking import StaleVersion
from dondoc.web.register.services.reviewing import confirm_field, confirm_item, undo
from tests.web.builders import agency_of, make_agency, make_document, make_draft_item, make_office

pytestmark = pytest.mark.django_db
CONFIRMED, CORRECTED, UNREVIEWED = ReviewStatus.CONFIRMED, ReviewStatus.CORRECTED, ReviewStatus.UNREVIEWED


@pytest.fixture
def office() -> User:
    return make_office(make_agency("Văn phòng Huyện ủy"))


@pytest.fixture
def document(office: User) -> Document:
    return make_document(office=agency_of(office), status="draft", reference="12-KH/HU")


@pytest.fixture
def item(document: Document) -> WorkItem:
    return make_draft_item(document=document, title="Xây dựng Đề án", deadline_as_written="quý I năm 2022")


@pytest.fixture
def indicator(document: Document) -> Indicator:
    made = Indicator.objects.create(document=document, number=1, name="Tỷ lệ xã đạt chuẩn", unit="%")
    Target.objects.create(indicator=made, value=80, by=2025, as_written="80%")
    return made


@pytest.fixture
def citation(document: Document) -> Citation:
    cited = cited_document("52-NQ/TW", None, {"document_type": "", "subject": "", "issued_by": ""})
    DocumentRelation.objects.create(from_document=document, to_document=cited, kind="cites")
    return Citation.objects.create(document=document, cited=cited, reference="52-NQ/TW")


def test_one_field_is_confirmed_and_the_rest_waits(office: User, item: WorkItem) -> None:
    item = confirm_field(actor=office, item=item, version=1, field="deadline")
    assert item.field_reviews["deadline"] == {"status": "confirmed", "by": "Văn phòng Huyện ủy", "on": today()}
    assert (item.review_status, "deadline" in waiting_fields(item)) == (UNREVIEWED, False)


def test_the_last_field_makes_the_item_reviewed(office: User, item: WorkItem) -> None:
    for field in fields_of(item):
        item = confirm_field(actor=office, item=item, version=item.version, field=field)
    assert item.review_status == CONFIRMED


def test_one_key_confirms_all_that_nobody_looked_at(office: User, item: WorkItem) -> None:
    """A field that was corrected before stays corrected, and the item counts as corrected."""
    item = edit_item(actor=office, item=item, version=1, changes={"title": "Xây dựng Kế hoạch"}, only="title")
    assert (status_of(item, "title"), item.review_status) == (CORRECTED, UNREVIEWED)
    item = confirm_item(actor=office, item=item, version=item.version)
    assert (status_of(item, "lead"), status_of(item, "title"), item.review_status) == (CONFIRMED, CORRECTED, CORRECTED)


def test_a_correction_keeps_what_was_read(office: User, item: WorkItem) -> None:
    """Of two corrections the words of the reader are kept, not those in between."""
    for title in ("Lần một", "Lần hai"):
        item = edit_item(actor=office, item=item, version=item.version, changes={"title": title}, only="title")
    assert item.field_reviews["title"]["read"] == "Xây dựng Đề án"


def test_saving_one_field_unchanged_confirms_it(office: User, item: WorkItem) -> None:
    item = edit_item(actor=office, item=item, version=1, changes={"title": item.title}, only="title")
    assert (status_of(item, "title"), status_of(item, "lead")) == (CONFIRMED, UNREVIEWED)


def test_the_whole_form_answers_for_the_whole_item(office: User, item: WorkItem) -> None:
    item = edit_item(actor=office, item=item, version=1, changes={"title": "Khác"}, cooperating=["Sở Nội vụ"])
    assert {name: str(status_of(item, name)) for name in ("title", "cooperating", "deadline")} == {
        "title": "corrected",
        "cooperating": "corrected",
        "deadline": "confirmed",
    }
    assert item.review_status == CORRECTED


def test_choosing_the_lead_answers_for_the_lead_alone(office: User, item: WorkItem) -> None:
    item = set_lead(actor=office, item=item, version=1, agency=make_agency())
    assert (status_of(item, "lead"), item.review_status) == (CORRECTED, UNREVIEWED)


def test_undo_takes_the_word_back_too(office: User, item: WorkItem) -> None:
    item = confirm_field(actor=office, item=item, version=1, field="lead")
    item = undo(actor=office, item=item, version=item.version)
    assert status_of(item, "lead") == UNREVIEWED


def test_undo_brings_the_co_operating_agencies_back(office: User, item: WorkItem) -> None:
    for names in (["Sở Nội vụ"], ["Sở Tài chính"]):
        item = edit_item(actor=office, item=item, version=item.version, changes={}, cooperating=names)
    item = undo(actor=office, item=item, version=item.version)
    assert [one.as_written for one in item.cooperations.all()] == ["Sở Nội vụ"]


def test_an_item_reviewed_as_a_whole_stands_for_its_fields(item: WorkItem) -> None:
    """Rows from before fields were kept apart: no word of their own, and none is asked for again."""
    item.review_status = CONFIRMED
    assert waiting_fields(item) == ()


def test_an_indicator_is_corrected_with_its_values_and_taken_back(office: User, indicator: Indicator) -> None:
    rows = [TargetRow(85, None, 2025, "85%"), TargetRow(100, None, 2030, "100%")]
    changed = correcting.correct(
        actor=office, thing=indicator, version=1, changes={"name": "Tỷ lệ xã nông thôn mới"}, targets=rows
    )
    assert changed.review_status == CORRECTED
    assert changed.field_reviews["targets"]["read"] == "80%"
    assert list(changed.targets.values_list("value", "by")) == [(85, 2025), (100, 2030)]
    back = correcting.undo(actor=office, thing=changed, version=changed.version)
    assert (back.name, list(back.targets.values_list("value", "by"))) == ("Tỷ lệ xã đạt chuẩn", [(80, 2025)])


def test_an_indicator_is_dismissed_and_taken_back(office: User, indicator: Indicator) -> None:
    gone = correcting.dismiss(actor=office, thing=indicator, version=1)
    assert gone.review_status == ReviewStatus.DISMISSED
    assert correcting.undo(actor=office, thing=gone, version=2).review_status == UNREVIEWED


def test_a_corrected_citation_leads_to_the_document_it_names(office: User, citation: Citation) -> None:
    """The relation goes along, and nothing is left that points at the misread one."""
    changed = correcting.correct(actor=office, thing=citation, version=1, changes={"reference": "57-NQ/TW"})
    assert changed.cited == Document.objects.get(reference="57-NQ/TW")
    assert [str(one.to_document.reference) for one in citation.document.relations.all()] == ["57-NQ/TW"]


def test_the_head_is_corrected(office: User, document: Document) -> None:
    head = correcting.correct(
        actor=office, thing=document, version=1, changes={"signatory": "Trần Văn Bình", "recipients": ["Các chi bộ"]}
    )
    assert (head.signatory, head.recipients, head.review_status) == ("Trần Văn Bình", ["Các chi bộ"], CORRECTED)
    assert head.field_reviews["signatory"]["status"] == "corrected"


def test_a_corrected_reference_takes_the_place_of_the_document_others_cite(office: User, document: Document) -> None:
    """A document that was known by its citation only becomes this one."""
    other = make_document(office=agency_of(office))
    known = cited_document("21-KH/HU", document.issued_on, {"document_type": "plan", "subject": "", "issued_by": ""})
    citation = Citation.objects.create(document=other, cited=known, reference="21-KH/HU")
    DocumentRelation.objects.create(from_document=other, to_document=known, kind="implements")
    correcting.correct(actor=office, thing=document, version=1, changes={"reference": "21-KH/HU"})
    citation.refresh_from_db()
    assert citation.cited == document
    assert [one.from_document for one in document.related_from.all()] == [other]
    assert not Document.objects.filter(pk=known.pk).exists()


def test_the_class_of_the_document_goes_down_to_what_is_read_from_it(office: User, document: Document) -> None:
    """Only to what had the class of the document: an item that somebody had classed by itself keeps its own."""
    plain, classed = make_draft_item(document=document), make_draft_item(document=document, secrecy=3)
    document.held_by.memberships.update(clearance=4)
    correcting.correct(actor=office, thing=document, version=1, changes={"secrecy": 2})
    assert list(WorkItem.objects.filter(pk__in=[plain.pk, classed.pk]).order_by("pk").values_list("secrecy")) == [
        (2,),
        (3,),
    ]


@pytest.mark.parametrize("kind", ["indicator", "citation", "head"])
def test_two_people_at_once(
    kind: str, office: User, document: Document, indicator: Indicator, citation: Citation
) -> None:
    """The second one is told who was first."""
    thing = {"indicator": indicator, "citation": citation, "head": document}[kind]
    correcting.confirm(actor=office, thing=thing, version=1)
    with pytest.raises(StaleVersion) as refused:
        correcting.correct(actor=office, thing=thing, version=1, changes={})
    assert office.name in refused.value.sentence_vi


def test_only_the_office_that_holds_the_draft_answers_for_it(document: Document, indicator: Indicator) -> None:
    for thing in (document, indicator):
        with pytest.raises(NotAllowed):
            correcting.confirm(actor=make_office(), thing=thing, version=1)


def test_a_field_that_there_is_not(office: User, item: WorkItem, document: Document) -> None:
    with pytest.raises(ValidationError):
        confirm_field(actor=office, item=item, version=1, field="state")
    with pytest.raises(ValidationError):
        correcting.correct(actor=office, thing=document, version=1, changes={"status": "published"})


def test_what_is_published_is_not_corrected_at_the_desk(office: User) -> None:
    published = make_document(office=agency_of(office))
    with pytest.raises(ValidationError):
        correcting.confirm(actor=office, thing=published, version=1)


def today() -> str:
    return clock.real_today().isoformat()
