"""A directive that came in before from another file, and findings that a person has answered."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.web.intake.models import IntakeJob
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Document, Finding, Programme
from dondoc.web.register.services import correcting, reviewing
from dondoc.web.register.services.publishing import publish
from tests.web.intake.making import DIRECTIVE, take_in

pytestmark = pytest.mark.django_db
NOTICE = "đã có văn bản cùng số, ký hiệu"
DATES = {"title": "Kế hoạch", "short_title": "Kế hoạch", "starts_on": "2022-01-05"}


def draft_of(job: IntakeJob) -> Document:
    assert job.document is not None
    return job.document


@pytest.fixture
def first(office: User) -> Document:
    return draft_of(take_in(office, DIRECTIVE))


def page(client: Client, document: Document, **asked: object) -> Any:
    return client.get(reverse("intake:desk", args=[document.pk]), asked)


def test_the_same_reference_and_day_from_another_file_is_told(client: Client, office: User, first: Document) -> None:
    """When the file is read and at the desk, with a way to the one that is there."""
    job = take_in(office, DIRECTIVE + "\nBản quét lại.\n", "quet-lai.txt")
    for answer in (client.get(reverse("intake:job", args=[job.pk])), page(client, draft_of(job), item="head")):
        assert NOTICE in answer.content.decode()
        assert reverse("intake:desk", args=[first.pk]) in answer.content.decode()


def test_another_day_is_another_document(client: Client, office: User, first: Document) -> None:
    other = draft_of(take_in(office, DIRECTIVE.replace("ngày 05 tháng 01 năm 2022", "ngày 06 tháng 01 năm 2021")))
    assert first.reference == other.reference
    assert NOTICE not in page(client, other, item="head").content.decode()


def test_one_directive_is_followed_twice_only_by_intent(client: Client, office: User, first: Document) -> None:
    """Where one like it is published, publishing asks for a tick; without it the form comes back."""
    again = draft_of(take_in(office, DIRECTIVE + "\nBản quét lại.\n"))
    for document in (first, again):
        reviewing.confirm_rest(actor=office, document=document)
    publish(actor=office, document=first)
    address = reverse("intake:publish", args=[again.pk])
    answer = client.post(address, DATES)
    assert answer.status_code == 422
    assert answer.context["publish_form"].errors["again"]
    assert not Programme.objects.filter(document=again).exists()
    assert client.post(address, DATES | {"again": "on"}).status_code == 302
    assert Programme.objects.filter(document=again).exists()


def test_nothing_is_asked_where_there_is_no_other(client: Client, office: User, first: Document) -> None:
    reviewing.confirm_rest(actor=office, document=first)
    assert "again" not in page(client, first).context["publish_form"].fields
    assert client.post(reverse("intake:publish", args=[first.pk]), DATES).status_code == 302


@pytest.mark.parametrize(("code", "goes"), [("R16", True), ("R21", False), ("R05", False)])
def test_a_finding_is_answered_with_its_field(
    client: Client, office: User, first: Document, code: str, *, goes: bool
) -> None:
    """It leaves the list when the field is confirmed or corrected, and comes back with undo; loud ones stay."""
    found = Finding.objects.create(document=first, code=code, severity="warning", message="…")
    assert found in page(client, first).context["findings"]
    only = "secrecy" if code == "R21" else ""  # kept as it is, by its own key
    correcting.correct(actor=office, thing=first, version=first.version, changes={}, only=only)
    assert (found not in page(client, first).context["findings"]) == goes
    first.refresh_from_db()
    correcting.undo(actor=office, thing=first, version=first.version)
    assert found in page(client, first).context["findings"]


def test_a_refused_file_shows_no_bar_and_a_way_on(client: Client, office: User) -> None:
    job = take_in(office, "\x00\x01\x02" * 400, "la.exe")
    assert job.state == IntakeJob.State.REFUSED
    shown = client.get(reverse("intake:job", args=[job.pk])).content.decode()
    assert "<progress" not in shown
    assert "Nạp tệp khác" in shown
