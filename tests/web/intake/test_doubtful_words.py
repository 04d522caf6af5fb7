"""A doubtful word in the sentence of an item is offered in every field it stands in: title, lead and deadline."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.web.intake.readings import other_readings
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Document, DocumentText, WorkItem
from tests.web.intake.making import DIRECTIVE, draft_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(office: User) -> Document:
    """Read a plan in which an agency and a month may have been misread, and the reader knows how else to read them."""
    text = DIRECTIVE.replace("Trường Chính trị", "Trường Chánh trị").replace("ngày 30/6/2022", "tháng 6 năm 2022")
    document = draft_in(office, text)
    sentence = text.index("Trường Chánh trị")
    doubts = [
        doubt(text, sentence, "Chánh", "Chính"),
        doubt(text, sentence, "6", "5"),
        doubt(text, sentence, "trị", "tri"),
    ]
    stored = DocumentText.objects.get(pk=document.pk)
    stored.changes = doubts
    stored.save()
    return document


def doubt(text: str, after: int, meant: str, other: str) -> dict[str, object]:
    """Give a word as the reader stores it that it was not sure of; readings below one in twenty are kept too."""
    at = text.index(meant, after)
    place = [at, at + len(meant)]
    share = 0.4 if other != "tri" else 0.01
    return {"span": place, "source": place, "seen": meant, "meant": meant, "alternatives": [[other, share]]}


def item_of(draft: Document) -> WorkItem:
    return draft.items.get(path="II/2")


def test_the_other_reading_of_a_word_is_offered_where_the_word_stands(draft: Document) -> None:
    item, doubts = item_of(draft), DocumentText.objects.get(pk=draft.pk).changes
    lead = other_readings(item, "lead", changes=doubts)
    assert [(one.words, one.source) for one in lead] == [("Trường Chính trị tỉnh", "40%")]
    deadline = other_readings(item, "deadline", changes=doubts)
    assert [one.changes["due_on"] for one in deadline] == [dt.date(2022, 4, 30)]
    assert other_readings(item, "title", changes=doubts) == []


def test_taking_it_links_the_agency_that_it_means(office: User, draft: Document) -> None:
    """One key: the words are corrected, the agency is linked, and what was decided is written down."""
    item = item_of(draft)
    assert item.lead_agency is None
    client = Client()
    client.force_login(office)
    page = client.get(reverse("intake:desk", args=[draft.pk]), {"item": item.pk}).content.decode()
    assert 'value="lead:1"' in page
    client.post(reverse("intake:take", args=[draft.pk, item.pk]), {"version": item.version, "choice": "lead:1"})
    now = item_of(draft)
    assert (now.lead_as_written, str(now.lead_agency)) == ("Trường Chính trị tỉnh", "Trường Chính trị tỉnh")
    assert "Chọn “Trường Chính trị tỉnh”" in now.decided_note
