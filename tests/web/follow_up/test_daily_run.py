"""The daily run: what is told, to whom, how often; twice is once."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.follow_up.models import Contact, Delivery, Message, Reminder
from dondoc.web.follow_up.remind.run import leap_of_clock, run_day
from dondoc.web.follow_up.remind.schedule import tick
from dondoc.web.follow_up.services import completing, cooperating, deadlines
from tests.web.builders import make_user
from tests.web.follow_up.making import TODAY, Cast, make_period


def kinds(day: dt.date = TODAY) -> list[str]:
    return sorted(Reminder.objects.filter(day=day).values_list("kind", flat=True))


def told(cast: Cast, who: str) -> list[str]:
    """Give the kinds of lines in a person's digest of today."""
    digest = Message.objects.filter(person=getattr(cast, who), kind="digest", day=TODAY).first()
    return [line["kind"] for line in digest.lines] if digest else []


@pytest.mark.parametrize(
    ("days_late", "kind", "people"),
    [
        (-20, None, set()),
        (-1, "due_soon", {"contact"}),
        (0, "due_soon", {"contact"}),
        (1, "overdue", {"contact"}),
        (4, "overdue", {"contact"}),
        (5, "long_overdue", {"contact", "leader"}),
        (90, "long_overdue", {"contact", "leader"}),
    ],
)
def test_an_open_item_is_told_of_by_how_late_it_is(
    cast: Cast, days_late: int, kind: str | None, people: set[str]
) -> None:
    """Near the deadline and after it the lead is told; from five days on also the leaders."""
    cast.item(due_on=TODAY - dt.timedelta(days=days_late))
    run_day(TODAY)
    assert kinds() == ([kind] if kind else [])
    assert {who for who in ("contact", "leader", "helper", "office") if told(cast, who)} == people


def test_the_head_of_an_agency_is_told_when_its_item_is_overdue(cast: Cast) -> None:
    """The ladder: a contact first, the head from the first day overdue."""
    head = make_user("Trần Giám Đốc", role="agency", agency=cast.lead)
    Contact.objects.create(programme=cast.programme, agency=cast.lead, person=head, is_head=True)
    Contact.objects.create(programme=cast.programme, agency=cast.lead, person=cast.contact)
    cast.item(due_on=TODAY + dt.timedelta(days=1))
    run_day(TODAY)
    assert not Message.objects.filter(person=head).exists()
    run_day(TODAY + dt.timedelta(days=2))
    assert Message.objects.filter(person=head).exists()


@pytest.mark.parametrize(("urgency", "expected"), [(0, 3), (1, 2), (2, 1), (3, 1)])
def test_a_thing_is_told_again_by_its_urgency(cast: Cast, urgency: int, expected: int) -> None:
    """Every three days, every two, every day."""
    cast.item(due_on=TODAY - dt.timedelta(days=20), urgency=urgency)
    for step in range(7):
        run_day(TODAY + dt.timedelta(days=step), channels=())
    days = sorted(Reminder.objects.values_list("day", flat=True))
    assert {(later - earlier).days for earlier, later in pairwise(days)} == {expected}


def test_a_second_run_sends_nothing(cast: Cast, mailoutbox: list[mail.EmailMessage]) -> None:
    """Twice is once: no row is added, no mail goes out."""
    for days in (1, 5, 20):
        cast.item(due_on=TODAY - dt.timedelta(days=days))
    first = run_day(TODAY)
    sent, messages = len(mailoutbox), Message.objects.count()
    again = run_day(TODAY)
    assert first.digests == messages == sent == 2  # the contact and the leader
    assert again.digests == 0
    assert again.digests_before == 2
    assert again.planned_before == 1
    assert len(mailoutbox) == sent
    assert Message.objects.count() == messages


def test_one_digest_a_person_however_many_items(cast: Cast, mailoutbox: list[mail.EmailMessage]) -> None:
    """Never a mail per item; each line has a direct link."""
    items = [cast.item(due_on=TODAY - dt.timedelta(days=1), title=f"Đề án {number}") for number in range(12)]
    run_day(TODAY)
    assert [one.to for one in mailoutbox] == [[cast.contact.email]]
    assert all(f"/items/{item.pk}/" in mailoutbox[0].body for item in items)
    assert mailoutbox[0].subject.startswith("12 việc cần xử lý")


def test_what_waits_for_the_office_goes_to_the_office(cast: Cast) -> None:
    """A product waits for the office, a deadline for a leader; the lead is not told of an item whose product waits."""
    item = cast.item(due_on=TODAY - dt.timedelta(days=10))
    other = cast.item(due_on=TODAY + dt.timedelta(days=60))
    with clock.frozen(TODAY - dt.timedelta(days=3)):
        product = completing.Product("12-ĐA/TU", dt.date(2022, 2, 20), link="https://example.vn/12")
        completing.submit_completion(actor=cast.contact, item=item, product=product)
        deadlines.ask_deadline(actor=cast.contact, item=other, new_due_on=dt.date(2022, 7, 1), reason="Chờ hướng dẫn.")
    run_day(TODAY)
    assert told(cast, "office") == ["product_waiting"]
    assert told(cast, "leader") == ["decision_waiting"]
    assert told(cast, "contact") == []


def test_silence_is_written_down_and_told(cast: Cast) -> None:
    """A co-operating agency that does not answer is told, and its silence stays written down."""
    item = cast.helped_item()
    with clock.frozen(TODAY - dt.timedelta(days=14)):
        request = cooperating.ask(actor=cast.contact, item=item, agency=cast.helper_agency, question="Cho ý kiến?")
    run_day(TODAY)
    run_day(TODAY)
    request.refresh_from_db()
    assert request.silent_on == TODAY
    assert told(cast, "helper") == ["unanswered"]


def test_a_closing_period_is_told_once_an_agency(cast: Cast) -> None:
    """An agency with forty items is told of its period once."""
    make_period(cast.programme, due_on=TODAY + dt.timedelta(days=2), ends_on=TODAY, starts_on=dt.date(2021, 12, 1))
    for _ in range(5):
        cast.item()
    run_day(TODAY)
    assert Reminder.objects.get(kind="period_closing").count == 5


def test_classified_titles_stay_out_of_mail(cast: Cast, mailoutbox: list[mail.EmailMessage]) -> None:
    """A digest says that there is a classified item, never which; and only to who is cleared for it."""
    cleared = make_user("Võ Cơ Mật", role="agency", agency=cast.lead, clearance=2)
    cast.item(due_on=TODAY - dt.timedelta(days=1), secrecy=2, title="Phương án bí mật")
    run_day(TODAY)
    assert [one.to for one in mailoutbox] == [[cleared.email]]
    assert "Phương án" not in mailoutbox[0].body


def test_who_has_no_access_is_told_nothing(cast: Cast) -> None:
    """A person whose account is closed gets no mail; his agency's items are still told to the others."""
    cast.contact.is_active = False
    cast.contact.save()
    colleague = make_user("Hồ Đồng Nghiệp", role="agency", agency=cast.lead)
    cast.item(due_on=TODAY - dt.timedelta(days=1))
    run_day(TODAY)
    assert set(Message.objects.values_list("person", flat=True)) == {colleague.pk}


def test_nothing_leaves_the_house_at_night(cast: Cast, mailoutbox: list[mail.EmailMessage]) -> None:
    """In quiet hours mail waits until they end; the inbox has it at once."""
    cast.item(due_on=TODAY - dt.timedelta(days=1))
    night = dt.datetime(2022, 3, 1, 22, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    with clock.frozen(night):
        run_day(TODAY)
    assert not mailoutbox
    assert Message.objects.count() == 1
    assert Delivery.objects.get().next_try_at == dt.datetime(2022, 3, 2, 0, 0, tzinfo=dt.UTC)  # 07:00 in Hà Nội


def test_the_inbox_says_the_day_of_a_digest_once(cast: Cast) -> None:
    cast.item(due_on=TODAY - dt.timedelta(days=1))
    run_day(TODAY)
    reader = Client()
    reader.force_login(cast.contact)
    (row,) = reader.get(reverse("follow_up:inbox")).content.decode().split('<li class="list__row">')[1:]
    assert row.split("</li>")[0].count("01/3/2022") == 1


def test_a_simulated_programme_sends_no_mail(cast: Cast, mailoutbox: list[mail.EmailMessage]) -> None:
    cast.programme.simulated = True
    cast.programme.save()
    cast.item(due_on=TODAY - dt.timedelta(days=1))
    run_day(TODAY)
    assert Message.objects.count() == 1
    assert not mailoutbox


@pytest.mark.parametrize(("days", "leap"), [(0, None), (1, None), (45, None), (46, 46), (-1, -1)])
def test_a_clock_that_jumps_is_seen(cast: Cast, days: int, leap: int | None) -> None:
    """Backwards, or far forwards: nobody is told anything until a person names the day."""
    run_day(TODAY)
    assert leap_of_clock(TODAY + dt.timedelta(days=days)) == leap


def test_the_schedule_runs_once_after_its_hour(cast: Cast) -> None:
    """Before half past seven nothing, then the run, then nothing until tomorrow."""
    cast.item(due_on=TODAY - dt.timedelta(days=1))
    zone = dt.timezone(dt.timedelta(hours=7))
    with clock.frozen(dt.datetime(2022, 3, 1, 7, 29, tzinfo=zone)):
        assert tick() == "nothing"
    with clock.frozen(dt.datetime(2022, 3, 1, 7, 30, tzinfo=zone)):
        assert tick() == "run"
        assert tick() == "nothing"
    with clock.frozen(dt.datetime(2023, 3, 1, 8, 0, tzinfo=zone)):
        assert tick() == "leapt"


def test_a_year_without_holidays_is_said(cast: Cast) -> None:
    """Working days are then counted without holidays, and the run says so."""
    assert run_day(dt.date(2150, 1, 5)).years_without_holidays == (2150,)
    assert run_day(TODAY).years_without_holidays == ()
