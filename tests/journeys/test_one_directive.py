"""One directive, from the file to the register under follow-up, as its people meet it. Later parts go on from here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dondoc.web import clock
from dondoc.web.intake import services as intake
from dondoc.web.intake import tasks
from dondoc.web.intake.models import IntakeJob
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.reference import load_reference
from dondoc.web.register.choices import ItemState
from dondoc.web.register.figures import figures_of
from dondoc.web.register.models import Document, Programme, WorkItem
from dondoc.web.register.services.editing import edit_item, set_lead
from dondoc.web.register.services.publishing import NotReviewed, publish, review_progress
from dondoc.web.register.services.reviewing import confirm_item, confirm_rest, dismiss_item
from tests.web.builders import make_office, make_user

SAMPLE = Path(__file__).parents[2] / "samples" / "50-CTr-TU.ocr.txt"
DAY_OF_IMPORT = dt.date(2021, 8, 16)
DAY_OF_QUESTION = dt.date(2022, 3, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_from_the_file_to_the_register(client: Client) -> None:
    """The office drops the badly read file in, corrects what it must, publishes; agencies and leaders see it."""
    load_reference()
    office = make_office(Agency.objects.get(name="Văn phòng Tỉnh ủy"))
    with clock.frozen(DAY_OF_IMPORT):
        document = read_the_sample(office)
        review(document, office)
        programme = publish(actor=office, document=document, short_title="Chương trình 50-CTr/TU")
        assign_what_has_no_lead(programme, office)
    ask_on_a_later_day(programme)
    look_as_an_agency(client, programme)
    the_journal_tells_it(programme, document)


def read_the_sample(office: User) -> Document:
    """The head is read although nine of ten syllables came damaged; nothing is visible to others yet."""
    job = intake.receive(
        actor=office, office=office.memberships.get().agency, name=SAMPLE.name, file=SAMPLE.read_bytes(), queue=False
    )
    assert tasks.read_now(job.pk) == IntakeJob.State.DONE
    document = Document.objects.get(intake_jobs=job)
    assert (document.reference, document.issued_on) == ("50-CTr/TU", dt.date(2021, 8, 9))
    assert document.items.count() >= 40
    assert not WorkItem.objects.visible_to(make_user(role="agency")).exists()
    return document


def review(document: Document, office: User) -> None:
    """Correct one item, dismiss one, confirm one, then the rest; publishing waits for it."""
    first, second, third = document.items.filter(optional=False).in_order()[:3]
    edit_item(actor=office, item=first, version=first.version, changes={"is_key": True, "title": first.title})
    dismiss_item(actor=office, item=second, version=second.version, why="Việc nội bộ của Ban Chấp hành.")
    confirm_item(actor=office, item=third, version=third.version)
    with pytest.raises(NotReviewed):
        publish(actor=office, document=document)
    confirm_rest(actor=office, document=document)
    assert review_progress(document).left == 0


def assign_what_has_no_lead(programme: Programme, office: User) -> None:
    """An item whose lead the text does not name waits until the office names one."""
    waiting = programme.items.filter(state=ItemState.UNASSIGNED).in_order()
    item = waiting[0]
    lead = Agency.objects.get(name="Ban Tuyên giáo Tỉnh ủy")
    assert set_lead(actor=office, item=item, version=item.version, agency=lead).state == ItemState.ACTIVE


def ask_on_a_later_day(programme: Programme) -> None:
    """In March 2022 the figures add up, and what was due in 2021 and has no product is overdue."""
    with clock.frozen(DAY_OF_QUESTION):
        items = programme.items.in_force(DAY_OF_QUESTION).top_level()
        figures = figures_of(items, DAY_OF_QUESTION)
        overdue = items.overdue(on=DAY_OF_QUESTION)
        assert figures.total == items.count()
        assert figures.open_overdue == overdue.count() > 5
        assert all(item.due_on < DAY_OF_QUESTION for item in overdue)


def look_as_an_agency(client: Client, programme: Programme) -> None:
    """An agency signs in and finds its work; every item stands at its words in the source."""
    agency = Agency.objects.get(name="Ban Tổ chức Tỉnh ủy")
    user = make_user(role="agency", agency=agency)
    client.force_login(user)
    mine = WorkItem.objects.visible_to(user).led_by(agency).matching("de an")
    assert mine.exists()
    source = programme.document.text.source
    for item in mine:
        assert source[item.source_start : item.source_end] == item.source_quote
    assert client.get("/").status_code == 200


def the_journal_tells_it(programme: Programme, document: Document) -> None:
    """Import and publishing each left one sentence with a name."""
    assert Entry.objects.about(document).filter(verb="import").get().actor is not None
    assert "Công bố" in Entry.objects.about(programme).get(verb="publish").sentence_vi
