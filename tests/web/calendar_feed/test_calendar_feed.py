"""A person's deadlines in his calendar program: what he may see, under an address that only he knows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from dondoc.web import clock
from dondoc.web.calendar_feed import services
from dondoc.web.calendar_feed.models import Feed
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import Agency, Membership, User
from dondoc.web.register.models import Programme
from tests.web.builders import (
    make_agency,
    make_completion,
    make_cooperation,
    make_office,
    make_programme,
    make_user,
    make_work_item,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2022, 3, 1)
DUE = dt.date(2022, 6, 30)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def lead() -> Agency:
    return make_agency("Sở Thử nghiệm")


@pytest.fixture
def contact(lead: Agency) -> User:
    return make_user("Nguyễn Cơ Quan", role="agency", agency=lead)


@pytest.fixture
def programme() -> Programme:
    return make_programme(office=make_agency("Văn phòng Tỉnh ủy"))


def address_for(user: User) -> str:
    return reverse("calendar_feed:feed", args=[services.make_feed(actor=user)])


def events(address: str) -> dict[str, Any]:
    """Give the events that a calendar program finds at an address, by their words."""
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return {str(event["summary"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_an_agency_finds_what_it_leads_and_works_on(programme: Programme, lead: Agency, contact: User) -> None:
    """Open items with a day, once each, as a whole day; not what others do, what is done, what has no day."""
    make_work_item(programme=programme, lead=lead, title="Đề án chủ trì", path="II/1", due_on=DUE)
    make_cooperation(make_work_item(programme=programme, title="Đề án phối hợp", path="II/2", due_on=DUE), lead)
    make_work_item(programme=programme, title="Việc của cơ quan khác", due_on=DUE)
    make_work_item(programme=programme, lead=lead, title="Việc không có hạn")
    done = make_work_item(programme=programme, lead=lead, title="Việc đã xong", due_on=DUE)
    make_completion(done, completed_on=dt.date(2022, 2, 1), state="accepted")
    found = events(address_for(contact))
    assert set(found) == {"Hạn: II.1 Đề án chủ trì", "Hạn: II.2 Đề án phối hợp"}
    one = found["Hạn: II.1 Đề án chủ trì"]
    assert (one["dtstart"].dt, one["dtend"].dt) == (DUE, DUE + dt.timedelta(days=1))
    assert "Sở Thử nghiệm" in str(one["description"])


def test_an_office_finds_the_programme_it_runs(programme: Programme) -> None:
    make_work_item(programme=programme, title="Đề án", path="II/1", due_on=DUE)
    assert "Hạn: II.1 Đề án" in events(address_for(make_office(programme.office)))
    assert not events(address_for(make_office(make_agency("Văn phòng khác"))))


def test_what_is_classified_is_not_named(programme: Programme, lead: Agency) -> None:
    """The address travels through the servers of others."""
    cleared = make_user(role="agency", agency=lead, clearance=3)
    make_work_item(programme=programme, lead=lead, title="Phương án bảo vệ", due_on=DUE, secrecy=2)
    found = events(address_for(cleared))
    assert list(found) == ["Hạn: Nhiệm vụ có độ mật, mở hệ thống để xem"]
    assert "Phương án" not in Client().get(address_for(cleared)).content.decode()


def test_a_new_address_ends_the_old_one(contact: User) -> None:
    """Only the hash of the key is kept; withdrawing ends the address; each act is in the journal."""
    old, new = address_for(contact), address_for(contact)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert new.removesuffix(".ics").rpartition("/")[2] not in str(Feed.objects.values())
    services.withdraw_feed(actor=contact)
    assert Client().get(new).status_code == 404
    assert [one.verb for one in Entry.objects.filter(object_type="calendar_feed.feed").order_by("pk")] == [
        "issue",
        "issue",
        "revoke",
    ]


def test_who_has_left_reads_nothing_more(programme: Programme, lead: Agency, contact: User) -> None:
    make_work_item(programme=programme, lead=lead, title="Đề án", due_on=DUE)
    address = address_for(contact)
    assert events(address)
    Membership.objects.filter(user=contact).update(valid_to=dt.date(2022, 2, 28))
    assert not events(address)
    User.objects.filter(pk=contact.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_page_shows_the_address_once(contact: User) -> None:
    client = Client()
    client.force_login(contact)
    made = client.post(reverse("calendar_feed:subscribe")).content.decode()
    assert "/calendar/" in made
    assert ".ics" in made
    assert ".ics" not in client.get(reverse("calendar_feed:subscribe")).content.decode()
