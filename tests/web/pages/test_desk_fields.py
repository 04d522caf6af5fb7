"""The desk field by field: confirming, correcting, choosing a reading; the head, indicators, citations; half-typed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.intake.half_typed import KEPT_FOR, forget
from dondoc.web.intake.models import HalfTyped
from dondoc.web.organisations.models import Agency
from dondoc.web.register.choices import ReviewStatus, Urgency
from dondoc.web.register.field_reviews import status_of
from dondoc.web.register.models import Document, DocumentSignature, Finding, WorkItem
from dondoc.web.register.services.editing import edit_item
from tests.web.builders import make_office
from tests.web.pages.reading import faults_of, read
from tests.web.pages.world import World

CONFIRMED, CORRECTED, UNREVIEWED = ReviewStatus.CONFIRMED, ReviewStatus.CORRECTED, ReviewStatus.UNREVIEWED


def desk(world: World, **asked: object) -> Any:
    return world.client("office").get(reverse("intake:desk", args=[world.draft.pk]), asked)


def send(world: World, act: str, key: str, /, **data: object) -> Any:
    """Do an act to an entry that is no item; give the page that answers."""
    data = {"version": 1, **data}
    return world.client("office").post(reverse(f"intake:entry_{act}", args=[world.draft.pk, key]), data, follow=True)


def words(answer: HttpResponse) -> str:
    return " ".join(str(message) for message in answer.context["messages"])  # type: ignore[attr-defined]


def values_of(form: Any) -> dict[str, Any]:
    """Give what a browser sends of a form."""
    shown = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in shown.items()}


def row(answer: Any, name: str) -> Any:
    return next(one for one in answer.context["rows"] if one.name == name)


def test_every_field_shows_how_it_stands(world: World) -> None:
    """Read, read with doubt, confirmed, corrected."""
    item = world.draft_item
    alternative = {"as_written": "quý III năm 2022", "from": "2022-07-01", "to": "2022-09-30", "probability": 0.4}
    WorkItem.objects.filter(pk=item.pk).update(deadline_alternatives=[alternative])
    office = world.client("office")
    address = reverse("intake:confirm", args=[world.draft.pk, item.pk])
    office.post(address, {"version": item.version, "field": "lead"})
    item.refresh_from_db()
    edit_item(actor=world.people["office"], item=item, version=item.version, changes={"title": "Khác"}, only="title")
    page = desk(world, item=item.pk)
    stand = {one.name: one.standing for one in page.context["rows"]}
    assert {name: stand[name] for name in ("lead", "title", "deadline", "kind")} == {
        "lead": "Đã xác nhận",
        "title": "Đã sửa",
        "deadline": "Đọc chưa chắc",
        "kind": "Chưa xem",
    }
    assert "máy đọc:" in page.content.decode()


def test_confirming_one_field_stays_at_the_item_and_counts(world: World) -> None:
    item = world.draft_item
    before = desk(world).context["progress"].fields_done
    address = reverse("intake:confirm", args=[world.draft.pk, item.pk])
    answer = world.client("office").post(address, {"version": item.version, "field": "deadline"}, follow=True)
    assert answer.context["opened"].thing == item
    assert answer.context["progress"].fields_done == before + 1
    assert answer.context["progress"].items_done == 0


def test_one_field_is_corrected_in_a_form_of_its_own(world: World) -> None:
    """The form holds that field alone, and the others stay as they were."""
    item, office = world.draft_item, world.client("office")
    page = desk(world, item=item.pk, edit="deadline")
    assert set(page.context["form"].fields) == {"version", "deadline_as_written", "due_from", "due_on", "precision"}
    assert faults_of(read(page.content.decode())) == []
    address = reverse("intake:edit", args=[world.draft.pk, item.pk])
    data = {"version": item.version, "only": "deadline", "deadline_as_written": "quý I năm 2023"}
    assert office.post(address, data).status_code == 302
    item.refresh_from_db()
    assert (item.due_on, status_of(item, "deadline")) == (dt.date(2023, 3, 31), CORRECTED)
    assert (status_of(item, "title"), item.review_status) == (UNREVIEWED, UNREVIEWED)


def test_a_doubtful_word_of_the_title_can_be_read_the_other_way(world: World) -> None:
    item, text = world.draft_item, world.draft.text
    start = text.source.index("chuyển đổi")
    other = {"meant": "chuyển", "alternatives": [["chuyện", 0.3]]}
    text.changes = [{"span": [start, start + 6], "source": [start, start + 6], **other}]
    text.save()
    found = row(desk(world, item=item.pk), "title").readings
    assert [reading.words for _key, _choice, reading in found] == [item.title.replace("chuyển", "chuyện")]
    office = world.client("office")
    office.post(reverse("intake:take", args=[world.draft.pk, item.pk]), {"version": item.version, "choice": "title:1"})
    item.refresh_from_db()
    assert "chuyện đổi số" in item.title
    assert status_of(item, "title") == CORRECTED


def test_the_lead_read_otherwise_is_linked_to_its_agency(world: World) -> None:
    item = world.draft_item
    WorkItem.objects.filter(pk=item.pk).update(alternative_leads=["Trường Chính trị tỉnh"])
    address = reverse("intake:take", args=[world.draft.pk, item.pk])
    world.client("office").post(address, {"version": item.version, "choice": "lead:1"})
    item.refresh_from_db()
    assert item.lead_agency == Agency.objects.get(name="Trường Chính trị tỉnh")


def test_the_keys_of_the_readings_run_over_all_fields(world: World) -> None:
    item = world.draft_item
    other = {"as_written": "quý III năm 2022", "from": "2022-07-01", "to": "2022-09-30", "probability": 0.4}
    WorkItem.objects.filter(pk=item.pk).update(alternative_leads=["Sở Nội vụ"], deadline_alternatives=[other])
    page = desk(world, item=item.pk)
    keys = [(one.keep_key, [key for key, _, _ in one.readings]) for one in page.context["rows"] if one.readings]
    assert keys == [(1, [2]), (3, [4])]


def test_the_head_is_confirmed_with_one_key(world: World) -> None:
    answer = send(world, "confirm", "head")
    world.draft.refresh_from_db()
    assert world.draft.review_status == CONFIRMED
    assert answer.context["opened"].thing == world.draft_item, "and the first item is open"
    assert "Hoàn tác" in answer.content.decode()
    send(world, "undo", "head", version=world.draft.version)
    world.draft.refresh_from_db()
    assert world.draft.review_status == UNREVIEWED


def test_the_head_is_corrected_whole_and_by_field(world: World) -> None:
    page = desk(world, item="head", edit="1")
    assert {"reference", "subject", "recipients", "secrecy", "urgency"} <= set(page.context["form"].fields)
    assert faults_of(read(page.content.decode())) == []
    send(world, "edit", "head", only="recipients", recipients="Các chi bộ\n\nLưu Văn phòng")
    send(world, "edit", "head", version=2, only="urgency", urgency="1")
    head = Document.objects.get(pk=world.draft.pk)
    assert (head.recipients, head.urgency, head.reference) == (["Các chi bộ", "Lưu Văn phòng"], 1, "12-KH/TU")
    assert (status_of(head, "recipients"), status_of(head, "reference")) == (CORRECTED, UNREVIEWED)


def test_a_wrong_head_stays_in_the_form(world: World) -> None:
    answer = send(world, "edit", "head", only="issued_on", issued_on="hôm qua")
    assert answer.status_code == 422
    assert answer.context["form"].errors["issued_on"]


def test_a_reference_that_the_file_name_contradicts_shows_both(world: World) -> None:
    """The one read, the one of the name, and what the picture may say; one key takes one."""
    Document.objects.filter(pk=world.draft.pk).update(file_name="21-KH-TU.signed.pdf")
    Finding.objects.create(
        document=world.draft, code="R16", severity="warning", message="…", details={"numbers": "12 / 72"}
    )
    readings = row(desk(world, item="head"), "reference").readings
    assert [reading.words for _, _, reading in readings] == ["21-KH/TU", "72-KH/TU"]
    answer = send(world, "take", "head", choice="reference:1")
    assert Document.objects.get(pk=world.draft.pk).reference == "21-KH/TU"
    assert row(answer, "reference").is_corrected


def test_keeping_the_reference_read_settles_it(world: World) -> None:
    Document.objects.filter(pk=world.draft.pk).update(file_name="21-KH-TU.signed.pdf")
    send(world, "take", "head", choice="reference:0")
    assert row(desk(world, item="head"), "reference").readings == ()


def test_a_mark_on_the_first_page_is_offered_as_the_class(world: World) -> None:
    """Of secrecy and of urgency, each taken with one key; a class in force already is not offered."""
    for code, mark in (("R21", "MẬT"), ("R22", "HỎA TỐC HẸN GIỜ")):
        Finding.objects.create(document=world.draft, code=code, severity="error", message="…", details={"mark": mark})
    page = desk(world, item="head")
    offered = {name: [one.words for _, _, one in row(page, name).readings] for name in ("secrecy", "urgency")}
    assert offered == {"secrecy": ["Mật"], "urgency": ["Hỏa tốc"]}
    send(world, "take", "head", choice="urgency:1")
    world.draft.refresh_from_db()
    assert (world.draft.urgency, status_of(world.draft, "urgency")) == (Urgency.FLASH, CORRECTED)
    assert row(desk(world, item="head"), "urgency").readings == ()


def test_a_cited_reference_read_otherwise_shows_both(world: World) -> None:
    """The finding stands by the citation it is about, whichever of its readings was kept."""
    citation = world.draft.citations.all()[0]
    listed = f"52 {citation.reference.removeprefix('52')} / {citation.reference} / 62-NQ/TW"
    details = {"references": listed}
    Finding.objects.create(document=world.draft, code="R23", severity="warning", message="…", details=details)
    shown = row(desk(world, item=f"citation-{citation.pk}"), "reference")
    assert shown.doubtful
    assert shown.findings
    assert "62-NQ/TW" in [one.words for _, _, one in shown.readings]
    marked = {one.key: one.shape for one in desk(world, item="head").context["entries"]}
    assert marked[f"citation-{citation.pk}"] == "soon"
    send(world, "take", f"citation-{citation.pk}", choice=f"reference:{len(shown.readings)}")
    citation.refresh_from_db()
    assert citation.reference == "62-NQ/TW"


def test_a_missing_day_can_be_that_of_the_signature(world: World) -> None:
    Document.objects.filter(pk=world.draft.pk).update(issued_on=None)
    signed_at = dt.datetime(2022, 1, 5, 8, tzinfo=dt.UTC)
    DocumentSignature.objects.create(document=world.draft, signer="Nguyễn Văn A", signed_at=signed_at)
    assert [one.day for _, _, one in row(desk(world, item="head"), "issued_on").readings] == [dt.date(2022, 1, 5)]


def test_the_head_is_lit_in_the_text(world: World) -> None:
    """Each field has its words marked with its name."""
    page = desk(world, item="head").content.decode()
    for name, shown in (("reference", "12-KH/TU"), ("place_of_issue", "Hậu Giang"), ("signatory", "Nguyễn Văn A")):
        marked = next(part for part in page.split("<mark") if f'data-fact="{name}-head"' in part)
        assert marked.split("</mark>")[0].endswith(shown)


def test_indicators_and_citations_are_confirmed_corrected_dismissed(world: World) -> None:
    indicator, citation = world.draft.indicators.all()[0], world.draft.citations.all()[0]
    send(world, "confirm", f"indicator-{indicator.pk}", field="name")
    send(world, "edit", f"indicator-{indicator.pk}", version=2, only="targets", targets="2025: 85\n2030: 90-95,5")
    send(world, "edit", f"citation-{citation.pk}", only="reference", reference="57-NQ/TW")
    indicator.refresh_from_db()
    citation.refresh_from_db()
    assert list(indicator.targets.values_list("value", "value_high", "by")) == [(85, None, 2025), (90, 95.5, 2030)]
    assert (status_of(indicator, "name"), status_of(indicator, "targets")) == (CONFIRMED, CORRECTED)
    assert (citation.reference, status_of(citation, "reference")) == ("57-NQ/TW", CORRECTED)
    send(world, "dismiss", f"citation-{citation.pk}", version=2)
    citation.refresh_from_db()
    assert citation.review_status == ReviewStatus.DISMISSED


@pytest.mark.parametrize(
    ("line", "sentence"), [("nhiều hơn", "Không hiểu dòng"), ("2025: " + "9" * 400, "không phải là số")]
)
def test_a_value_that_is_no_number_is_said_beside_the_field(world: World, line: str, sentence: str) -> None:
    indicator = world.draft.indicators.all()[0]
    answer = send(world, "edit", f"indicator-{indicator.pk}", only="targets", targets=line)
    assert sentence in answer.content.decode()
    assert answer.status_code == 422


def test_numbers_that_nothing_could_have_are_none(world: World) -> None:
    """A choice, a place, a version of five thousand digits is refused like any other wrong one."""
    many = "9" * 5_000
    assert "Không có cách đọc này." in words(send(world, "take", "head", choice=f"reference:{many}"))
    client = world.client("office")
    assert (
        client.post(reverse("intake:keep", args=[world.draft.pk]), {"key": "head", "version": many}).status_code == 204
    )
    found = client.get(reverse("intake:words", args=[world.draft.pk]), {"page": many, "box": "0,0,9,9"}).json()
    assert found["sentence"] == "Không có chữ nào trong khung này."
    item = world.draft_item
    answer = client.post(reverse("intake:merge", args=[world.draft.pk, item.pk]), {"version": 1, "into": many})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("signer", "offered"),
    [("Nguyễn Thị Hòa", ["Nguyễn Thị Hòa"]), ("Văn phòng Tỉnh ủy", []), ("SỞ NỘI VỤ", [])],
)
def test_who_signed_is_offered_where_it_is_a_person(world: World, signer: str, offered: list[str]) -> None:
    Document.objects.filter(pk=world.draft.pk).update(signatory="")
    DocumentSignature.objects.create(document=world.draft, signer=signer, signed_at=clock.now())
    assert [one.words for _, _, one in row(desk(world, item="head"), "signatory").readings] == offered


def test_values_left_as_they_are_keep_their_words(world: World) -> None:
    indicator = world.draft.indicators.all()[0]
    before = list(indicator.targets.values_list("as_written", flat=True))
    form = desk(world, item=f"indicator-{indicator.pk}", edit="1").context["form"]
    data = {name: "" if form.initial[name] is None else form.initial[name] for name in form.fields}
    send(world, "edit", f"indicator-{indicator.pk}", **data | {"unit": "phần trăm"})
    assert list(indicator.targets.values_list("as_written", flat=True)) == before


def test_an_entry_of_another_document_or_none_is_not_there(world: World, office: Client) -> None:
    for key in ("indicator-999999", "citation-x", "nothing"):
        assert send(world, "confirm", key).status_code == 404


def test_a_change_of_the_head_by_another_is_never_overwritten(world: World) -> None:
    send(world, "confirm", "head")
    answer = send(world, "edit", "head", only="subject", subject="khác")
    assert answer.status_code == 409
    assert "vừa được Trần Văn Phòng sửa" in words(answer)
    assert answer.context["form"]["subject"].value() == "khác"


def test_what_is_typed_and_not_saved_survives_a_closed_browser(world: World) -> None:
    """For the person who typed it, until it is saved or given up."""
    item, office = world.draft_item, world.client("office")
    keep = reverse("intake:keep", args=[world.draft.pk])
    typed = {"key": str(item.pk), "version": item.version, "only": "title", "title": "Đang gõ dở"}
    assert office.post(keep, typed).status_code == 204
    page = desk(world, item=item.pk, edit="title")
    assert page.context["form"]["title"].value() == "Đang gõ dở"
    assert "gõ dở lần trước" in page.content.decode()
    other = make_office(world.draft.held_by)
    client = Client()
    client.force_login(other)
    shown = client.get(reverse("intake:desk", args=[world.draft.pk]), {"item": item.pk, "edit": "title"})
    assert shown.context["form"]["title"].value() == item.title
    office.post(reverse("intake:edit", args=[world.draft.pk, item.pk]), typed)
    assert not HalfTyped.objects.exists()


def test_giving_up_lets_go_of_what_was_typed(world: World) -> None:
    office, keep = world.client("office"), reverse("intake:keep", args=[world.draft.pk])
    typed = {"key": "head", "version": 1, "subject": "Đang gõ"}
    office.post(keep, typed)
    assert office.post(keep, typed | {"discard": "1"}).status_code == 302
    assert not HalfTyped.objects.exists()


def test_what_was_typed_comes_back_over_what_somebody_else_did_since(world: World) -> None:
    """What the person changed himself is his, what he left alone is as it is now; so it can be saved."""
    office, keep = world.client("office"), reverse("intake:keep", args=[world.draft.pk])
    form = desk(world, item="head", edit="1").context["form"]
    typed = values_of(form) | {"key": "head", "subject": "Đang gõ"}
    office.post(keep, typed)
    send(world, "edit", "head", only="signatory", signatory="Trần Văn B")
    office.post(keep, typed)  # what the browser of the first still sends
    page = desk(world, item="head", edit="1")
    form = page.context["form"]
    assert (form["subject"].value(), form["signatory"].value()) == ("Đang gõ", "Trần Văn B")
    assert "từ đó mục này đã thay đổi" in page.content.decode()
    address = reverse("intake:entry_edit", args=[world.draft.pk, "head"])
    assert office.post(address, values_of(form)).status_code == 302
    world.draft.refresh_from_db()
    assert (world.draft.subject, world.draft.signatory) == ("Đang gõ", "Trần Văn B")


def test_what_was_typed_long_ago_goes(world: World) -> None:
    office, keep = world.client("office"), reverse("intake:keep", args=[world.draft.pk])
    with clock.frozen(clock.now() - KEPT_FOR - dt.timedelta(days=1)):
        office.post(keep, {"key": "head", "version": 1, "subject": "Đang gõ"})
    forget(world.people["office"], world.draft, "12")
    assert not HalfTyped.objects.exists()


def test_only_the_right_side_is_fetched_with_the_keys(world: World) -> None:
    """The text on the left, which is the larger part, does not come again."""
    headers = {"HX-Request": "true", "HX-Target": "desk-register"}
    address = reverse("intake:desk", args=[world.draft.pk])
    part = world.client("office").get(address, headers=headers).content.decode()
    assert 'id="desk-register"' in part
    assert "data-start=" not in part


def test_confirming_the_rest_reaches_everything(world: World) -> None:
    answer = world.client("office").post(reverse("intake:confirm_rest", args=[world.draft.pk]), follow=True)
    progress = answer.context["progress"]
    assert (progress.left, progress.fields_done) == (0, progress.fields)
    assert "Đã rà soát hết" in answer.content.decode()


def test_who_stands_for_each_field_is_shown_with_the_item_and_the_document(world: World) -> None:
    """The institution, not the person, and what the reader had read before a correction."""
    item = world.draft_item
    edit_item(actor=world.people["office"], item=item, version=1, changes={"title": "Khác"}, only="title")
    send(world, "confirm", "head", field="reference")
    client = world.client("office")
    page = client.get(reverse("register:item", args=[item.pk]))
    assert [(one.label, one.status, one.by) for one in page.context["said"]] == [
        ("Tên nhiệm vụ", "Đã sửa", "Văn phòng Tỉnh ủy")
    ]
    assert "máy đọc: Xây dựng Đề án chuyển đổi số" in page.content.decode()
    page = client.get(reverse("register:document", args=[world.draft.pk]))
    assert [one.label for one in page.context["said"]] == ["Số, ký hiệu"]
