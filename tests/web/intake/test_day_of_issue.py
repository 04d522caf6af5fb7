"""The day of issue is corrected in the head: deadlines that count from it follow, seen and taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import User
from dondoc.web.register.choices import ReviewStatus
from dondoc.web.register.field_reviews import status_of
from dondoc.web.register.models import Document, WorkItem
from dondoc.web.register.services import correcting, reviewing
from tests.web.intake.making import DIRECTIVE, draft_in

pytestmark = pytest.mark.django_db
RELATIVE = "hoàn thành trong 15 ngày kể từ ngày ban hành"
FIRST, RIGHT = dt.date(2022, 1, 5), dt.date(2022, 2, 5)


@pytest.fixture
def draft(office: User) -> Document:
    """Read a plan with a deadline that counts from its day of issue, beside one that names its day."""
    return draft_in(office, DIRECTIVE.replace("hoàn thành trong quý IV năm 2022", RELATIVE))


def relative(draft: Document) -> WorkItem:
    return draft.items.get(path="II/1")


def correct(office: User, draft: Document, day: dt.date | None) -> Document:
    now = Document.objects.get(pk=draft.pk)
    return correcting.correct(
        actor=office, thing=now, version=now.version, changes={"issued_on": day}, only="issued_on"
    )


def test_a_deadline_that_counts_from_the_day_of_issue_follows_it(office: User, draft: Document) -> None:
    """One that names its own day stays; that the deadline was not looked at stays too; the journal tells both days."""
    named = draft.items.get(path="II/2").due_on
    assert relative(draft).due_on == dt.date(2022, 1, 20)
    correct(office, draft, RIGHT)
    assert relative(draft).due_on == dt.date(2022, 2, 20)
    assert status_of(relative(draft), "deadline") == ReviewStatus.UNREVIEWED
    assert draft.items.get(path="II/2").due_on == named
    told = Entry.objects.get(verb="date_again")
    assert (told.object_id, told.data) == (relative(draft).pk, {"from": "2022-01-20", "to": "2022-02-20"})


@pytest.mark.parametrize("day", [None, RIGHT])
def test_taking_the_correction_back_takes_the_deadlines_back(
    office: User, draft: Document, day: dt.date | None
) -> None:
    """Also where the day was emptied, and the deadline had none for a while."""
    thing = correct(office, draft, day)
    assert relative(draft).due_on == (dt.date(2022, 2, 20) if day else None)
    correcting.undo(actor=office, thing=thing, version=thing.version)
    assert relative(draft).due_on == dt.date(2022, 1, 20)


def test_what_a_person_has_confirmed_or_corrected_stays(office: User, draft: Document) -> None:
    item = relative(draft)
    reviewing.confirm_field(actor=office, item=item, version=item.version, field="deadline")
    correct(office, draft, RIGHT)
    assert relative(draft).due_on == dt.date(2022, 1, 20)


def test_a_person_sees_what_followed(office: User, draft: Document) -> None:
    """The answer names the items, and the field itself says what its day was before."""
    client = Client()
    client.force_login(office)
    address = reverse("intake:entry_edit", args=[draft.pk, "head"])
    answer = client.post(
        address, {"version": draft.version, "only": "issued_on", "issued_on": "2022-02-05"}, follow=True
    )
    assert "Hạn của 1 nhiệm vụ được tính lại theo ngày ban hành: II/1." in answer.content.decode()
    page = client.get(reverse("intake:desk", args=[draft.pk]), {"item": relative(draft).pk}).content.decode()
    assert "tính lại theo ngày ban hành đã sửa; trước đó: 20/01/2022" in page
