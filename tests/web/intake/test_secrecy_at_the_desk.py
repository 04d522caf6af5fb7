"""A mark of secrecy at the desk: nobody confirms past it, and nobody loses his work by giving the draft a class."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from dondoc.web.intake.models import IntakeJob
from dondoc.web.organisations.models import User
from dondoc.web.register.choices import ReviewStatus, Secrecy
from dondoc.web.register.models import Document, Finding
from dondoc.web.register.services import correcting, reviewing
from dondoc.web.register.services.secrecy import WouldHide
from tests.web.builders import agency_of, make_user
from tests.web.intake.making import draft_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(office: User) -> Document:
    document = draft_in(office)
    details = {"mark": "MẬT"}
    Finding.objects.create(document=document, code="R21", severity="error", message="Có dấu mật.", details=details)
    return document


@pytest.fixture
def cleared(office: User) -> User:
    """Give a colleague who reads up to "mật"."""
    return make_user(role="office", agency=agency_of(office), name="Trần Văn Mật", clearance=Secrecy.SECRET)


def test_enter_does_not_confirm_past_a_mark(office: User, draft: Document, client: Client) -> None:
    """Neither the head as a whole, nor its class by itself, nor all that is left, nor the whole form saved."""
    for act in (
        lambda: correcting.confirm(actor=office, thing=draft, version=1),
        lambda: correcting.confirm(actor=office, thing=draft, version=1, field="secrecy"),
        lambda: correcting.correct(actor=office, thing=draft, version=1, changes={"subject": "khác"}),
        lambda: reviewing.confirm_rest(actor=office, document=draft),
    ):
        with pytest.raises(ValidationError, match="dấu chỉ độ mật"):
            act()
    answer = client.post(reverse("intake:entry_confirm", args=[draft.pk, "head"]), {"version": 1}, follow=True)
    assert "dấu chỉ độ mật" in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.review_status, draft.version) == (ReviewStatus.UNREVIEWED, 1)


def test_other_fields_and_entries_are_not_held_up(office: User, draft: Document) -> None:
    correcting.confirm(actor=office, thing=draft, version=1, field="subject")
    reviewing.confirm_item(actor=office, item=draft.items.get(path="II/1"), version=1)


@pytest.mark.parametrize("how", ["kept", "settled"])
def test_once_decided_the_head_can_be_confirmed(office: User, draft: Document, client: Client, how: str) -> None:
    """The class in force was kept by its key, or the finding was marked as seen."""
    if how == "kept":
        take = reverse("intake:entry_take", args=[draft.pk, "head"])
        client.post(take, {"version": 1, "choice": "secrecy:0"})
    else:
        reviewing.settle_finding(actor=office, finding=draft.findings.get(code="R21"), why="con dấu khác")
    draft.refresh_from_db()
    assert correcting.confirm(actor=office, thing=draft, version=draft.version).review_status == ReviewStatus.CONFIRMED


def test_a_class_nobody_of_the_office_may_read_is_not_given(office: User, draft: Document, client: Client) -> None:
    """The draft would be out of everybody's reach, with all that was reviewed."""
    answer = client.post(
        reverse("intake:entry_take", args=[draft.pk, "head"]), {"version": 1, "choice": "secrecy:1"}, follow=True
    )
    assert "Không ai của cơ quan" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.secrecy == Secrecy.INTERNAL


def test_who_would_lose_sight_of_it_is_asked_once(draft: Document, client: Client, cleared: User) -> None:
    """He reads who can go on; sending the form once more says that he knows, and leads back to the uploads."""
    take = reverse("intake:entry_take", args=[draft.pk, "head"])
    answer = client.post(take, {"version": 1, "choice": "secrecy:1"})
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "không còn thấy bản dự thảo này" in words
    assert cleared.name in words
    assert 'name="knowing"' in words
    draft.refresh_from_db()
    assert draft.secrecy == Secrecy.INTERNAL
    sent = {"version": 1, "only": "secrecy", "secrecy": Secrecy.SECRET}
    edit = reverse("intake:entry_edit", args=[draft.pk, "head"])
    assert client.post(edit, sent).status_code == 422
    answer = client.post(edit, {**sent, "knowing": "1"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("intake:intake"))
    draft.refresh_from_db()
    assert draft.secrecy == Secrecy.SECRET
    assert client.get(reverse("intake:desk", args=[draft.pk])).status_code == 404


def test_a_script_is_led_to_the_uploads_too(draft: Document, client: Client, cleared: User) -> None:
    """The part of the page that was asked for is no longer there."""
    sent = {"version": 1, "only": "secrecy", "secrecy": Secrecy.SECRET, "knowing": "1"}
    answer = client.post(reverse("intake:entry_edit", args=[draft.pk, "head"]), sent, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == reverse("intake:intake")


def test_who_may_read_it_is_not_asked(draft: Document, cleared: User, office: User) -> None:
    """He gives the class, goes on, and finds what his colleague did."""
    item = reviewing.confirm_item(actor=office, item=draft.items.get(path="II/1"), version=1)
    document = correcting.correct(
        actor=cleared, thing=draft, version=1, changes={"secrecy": Secrecy.SECRET}, only="secrecy"
    )
    assert document.secrecy == Secrecy.SECRET
    item.refresh_from_db()
    assert item.review_status == ReviewStatus.CONFIRMED
    with pytest.raises(ValidationError):
        correcting.correct(
            actor=cleared, thing=document, version=document.version, changes={"secrecy": 4}, only="secrecy"
        )


def test_the_uploads_tell_why_the_draft_is_out_of_sight(draft: Document, client: Client, cleared: User) -> None:
    correcting.correct(actor=cleared, thing=draft, version=1, changes={"secrecy": Secrecy.SECRET}, only="secrecy")
    job = IntakeJob.objects.get()
    words = client.get(reverse("intake:job", args=[job.pk])).content.decode()
    assert "cao hơn mức anh chị được xem" in words
    assert reverse("intake:desk", args=[draft.pk]) not in words


def test_the_error_is_one_that_asks(draft: Document, office: User, cleared: User) -> None:
    with pytest.raises(WouldHide):
        correcting.correct(actor=office, thing=draft, version=1, changes={"secrecy": Secrecy.SECRET}, only="secrecy")
