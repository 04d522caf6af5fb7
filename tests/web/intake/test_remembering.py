"""What a person corrects at the desk is remembered: the next file that uses the same words is linked by itself."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from dondoc.web.journal.models import Entry
from dondoc.web.organisations import services as services_of_agencies
from dondoc.web.organisations.models import Agency, AgencyAlias, User
from dondoc.web.register.models import Document, WorkItem
from dondoc.web.register.services.editing import edit_item
from dondoc.web.text import folded
from tests.web.builders import make_user
from tests.web.intake.making import DIRECTIVE, draft_in

pytestmark = pytest.mark.django_db
WRITTEN = "Trung tâm Bồi dưỡng chính trị tỉnh"


def taken_in(office: User, number: int) -> Document:
    """Read a directive that names an agency by a name the installation does not know."""
    text = DIRECTIVE.replace("Số 12-KH/TU", f"Số {number}-KH/TU").replace("Trường Chính trị tỉnh", WRITTEN)
    return draft_in(office, text, name=f"{number}-KH-TU.txt")


def led_by_words(document: Document) -> WorkItem:
    return document.items.get(path="II/2")


def test_a_name_that_was_linked_once_is_linked_in_the_next_file(office: User) -> None:
    """By the form of the one field, with the box ticked that remembers; the words stand by the agency from then on."""
    first = led_by_words(taken_in(office, 13))
    assert (first.lead_agency, first.lead_as_written) == (None, WRITTEN)
    school = Agency.objects.get(name="Trường Chính trị tỉnh")
    client = Client()
    client.force_login(office)
    data = {"version": 1, "only": "lead", "lead_agency": school.pk, "lead_as_written": WRITTEN, "learn": "on"}
    client.post(reverse("intake:edit", args=[first.document_id, first.pk]), data)
    first.refresh_from_db()
    assert first.lead_agency == school
    assert led_by_words(taken_in(office, 14)).lead_agency == school
    assert WRITTEN in client.get(reverse("organisations:agency", args=[school.pk])).content.decode()


def test_a_name_is_not_remembered_against_the_will_of_the_person(office: User) -> None:
    """Without the tick the correction holds for this item alone."""
    first = led_by_words(taken_in(office, 13))
    school = Agency.objects.get(name="Trường Chính trị tỉnh")
    client = Client()
    client.force_login(office)
    data = {"version": 1, "only": "lead", "lead_agency": school.pk, "lead_as_written": WRITTEN}
    client.post(reverse("intake:edit", args=[first.document_id, first.pk]), data)
    assert led_by_words(taken_in(office, 14)).lead_agency is None


def test_what_was_taught_is_taken_back_on_the_page_of_the_agency(office: User) -> None:
    """The next file is not linked by it; what is linked stays; "undo" teaches it again."""
    first = led_by_words(taken_in(office, 13))
    school = Agency.objects.get(name="Trường Chính trị tỉnh")
    edit_item(actor=office, item=first, version=1, changes={"lead_agency": school}, learn=True)
    client = Client()
    client.force_login(office)
    page = client.get(reverse("organisations:agency", args=[school.pk])).content.decode()
    assert f'name="words" value="{WRITTEN}"' in page
    answer = client.post(reverse("organisations:forget_name", args=[school.pk]), {"words": WRITTEN}, follow=True)
    words = answer.content.decode()
    assert f"Đã bỏ tên “{WRITTEN}”" in words
    assert f'name="words" value="{WRITTEN}"' not in words
    assert led_by_words(taken_in(office, 14)).lead_agency is None
    first.refresh_from_db()
    assert first.lead_agency == school
    assert Entry.objects.about(school).filter(verb="forget", actor=office).count() == 1
    address = reverse("organisations:remember_name", args=[school.pk])
    client.post(f"{address}?{urlencode({'words': WRITTEN})}")
    assert led_by_words(taken_in(office, 15)).lead_agency == school


def test_a_given_name_is_not_taken_back_there(office: User) -> None:
    """Names of the installation's own list are looked after by its administrators; a stranger's name is nobody's."""
    school = Agency.objects.get(name="Trường Chính trị tỉnh")
    AgencyAlias.objects.create(agency=school, name="Trường Đảng", folded=folded("Trường Đảng"))
    assert not services_of_agencies.forget_alias(actor=office, agency=school, words="Trường Đảng")
    assert not services_of_agencies.forget_alias(actor=office, agency=school, words="Sở Giao thông")
    with pytest.raises(PermissionDenied):
        services_of_agencies.forget_alias(actor=make_user(role="agency"), agency=school, words="Trường Đảng")
    assert AgencyAlias.objects.filter(name="Trường Đảng").exists()
