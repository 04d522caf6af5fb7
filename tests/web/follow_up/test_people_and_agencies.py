"""Who answers, who stands in, who comes after: contacts, links, deputies; agencies that end, programmes replaced."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from dondoc.web import clock
from dondoc.web.follow_up.models import Assignment, Contact, Invitation, Message
from dondoc.web.follow_up.remind.deliver import deliver_waiting
from dondoc.web.follow_up.remind.run import run_day
from dondoc.web.follow_up.services import (
    assigning,
    completing,
    cooperating,
    deadlines,
    inviting,
    setting_up,
    succeeding,
)
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import NotAllowed
from dondoc.web.register.figures import figures_of
from dondoc.web.register.models import WorkItem
from tests.web.builders import make_agency, make_programme, make_user
from tests.web.follow_up.making import TODAY, Cast

GOOD = "mot-mat-khau-moi-2022"


def invited(cast: Cast) -> str:
    """Invite somebody and give the secret of the link."""
    _invitation, link = inviting.invite(
        actor=cast.office, programme=cast.programme, agency=cast.lead, email="moi@sonv.vn", name="Lý Mới", is_head=True
    )
    return link.rstrip("/").rsplit("/", 1)[1]


def test_an_invited_person_sets_a_password_once(cast: Cast, mailoutbox: list[mail.EmailMessage]) -> None:
    """The link comes by mail, works once, signs in; only its hash is kept, and the message forgets it."""
    secret = invited(cast)
    deliver_waiting()
    assert secret in mailoutbox[0].body
    assert not Invitation.objects.filter(secret_hash=secret).exists()
    client = Client()
    answer = client.post(f"/follow-up/invitations/{secret}/", {"password": GOOD, "again": GOOD})
    assert answer.status_code == 302
    assert client.get("/mine/").status_code == 200
    assert Client().get(f"/follow-up/invitations/{secret}/").status_code == 404
    assert not Message.objects.filter(body__contains=secret).exists()
    person = User.objects.get(email="moi@sonv.vn")
    assert person.check_password(GOOD)
    assert Contact.objects.get(person=person).is_head


def test_a_link_does_not_work_for_ever(cast: Cast) -> None:
    secret = invited(cast)
    with clock.frozen(TODAY + dt.timedelta(days=15)), pytest.raises(NotAllowed):
        inviting.accept_invitation(secret=secret, password=GOOD)


@pytest.mark.parametrize("password", ["ngan", "123456789012", "password1234"])
def test_a_weak_password_is_refused_and_the_link_still_works(cast: Cast, password: str) -> None:
    secret = invited(cast)
    answer = Client().post(f"/follow-up/invitations/{secret}/", {"password": password, "again": password})
    assert answer.status_code == 422
    assert inviting.find_invitation(secret) is not None


def test_starting_is_done_once(cast: Cast) -> None:
    """Assignments and periods are there after the first time; the second adds nothing."""
    item = cast.item()
    assert setting_up.start(actor=cast.office, programme=cast.programme) == 1
    periods = cast.programme.reporting_periods.count()
    assert setting_up.start(actor=cast.office, programme=cast.programme) == 1
    assert cast.programme.reporting_periods.count() == periods > 0
    assert Assignment.objects.get(item=item).agency == cast.lead


def test_rules_that_are_no_rules_are_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        setting_up.change_rules(actor=cast.office, programme=cast.programme, changes={"nonsense": 1})


def test_a_deputy_acts_for_some_days_and_the_journal_says_for_whom(cast: Cast) -> None:
    deputy = make_user("Đỗ Làm Thay")
    _item, assignment = cast.assigned()
    last = TODAY + dt.timedelta(days=7)
    setting_up.stand_in(actor=cast.contact, person=cast.contact, deputy=deputy, first=TODAY, last=last)
    assigning.acknowledge(actor=deputy, assignment=assignment)
    assert Entry.objects.get(verb="acknowledge").acting_for == cast.contact
    with clock.frozen(last + dt.timedelta(days=1)):
        assert not access_of(User.objects.get(pk=deputy.pk)).agencies


def test_standing_in_has_an_end(cast: Cast) -> None:
    deputy = make_user("Đỗ Làm Thay")
    with pytest.raises(ValidationError):
        setting_up.stand_in(
            actor=cast.contact, person=cast.contact, deputy=deputy, first=TODAY, last=dt.date(2030, 1, 1)
        )


def test_the_work_of_an_agency_that_ends_goes_to_its_successor(cast: Cast) -> None:
    """From the day on: open items, people and contacts move, done items stay; what was before is still to be seen."""
    heir = make_agency("Sở Nội vụ và Lao động")
    item, _assignment = cast.assigned(due_on=dt.date(2022, 6, 30))
    done = cast.item(completed_on=dt.date(2022, 2, 1))
    Contact.objects.create(programme=cast.programme, agency=cast.lead, person=cast.contact)
    moved = succeeding.succeed(actor=cast.office, agency=cast.lead, successor=heir, from_day=TODAY, why="Sáp nhập.")
    item.refresh_from_db()
    done.refresh_from_db()
    assert moved == 1
    assert (item.lead_agency, done.lead_agency) == (heir, cast.lead)
    assert list(Assignment.objects.filter(item=item).values_list("agency__name", "state").order_by("pk")) == [
        ("Sở Nội vụ", "released"),
        ("Sở Nội vụ và Lao động", "waiting"),
    ]
    assert heir.pk in access_of(User.objects.get(pk=cast.contact.pk)).agencies
    assert Contact.objects.get().agency == heir


def test_an_agency_that_ends_later_keeps_its_work_until_then(cast: Cast) -> None:
    """The daily run of the day moves it, once."""
    heir, day = make_agency("Sở Nội vụ và Lao động"), TODAY + dt.timedelta(days=9)
    item, _assignment = cast.assigned()
    assert succeeding.succeed(actor=cast.office, agency=cast.lead, successor=heir, from_day=day, why="Sáp nhập.") == 0
    for today, lead in ((TODAY, cast.lead), (day, heir), (day, heir)):
        with clock.frozen(today):
            run_day(today, channels=())
        item.refresh_from_db()
        assert item.lead_agency == lead


def test_a_person_whose_account_is_closed_leaves_his_work_open(cast: Cast) -> None:
    """Nobody is deleted; the items stay with the agency, and its other people go on."""
    item, assignment = cast.assigned()
    cast.contact.is_active = False
    cast.contact.save()
    colleague = make_user("Hồ Đồng Nghiệp", role="agency", agency=cast.lead)
    assigning.acknowledge(actor=colleague, assignment=assignment)
    assert WorkItem.objects.open(TODAY).filter(pk=item.pk).exists()


def test_a_programme_takes_over_the_open_items_of_another(cast: Cast) -> None:
    """Open ones go on in the new programme, done ones stay; the old figures of a day before are as they were."""
    open_item = cast.helped_item(due_on=dt.date(2022, 6, 30))
    child = cast.item(parent=open_item, due_on=dt.date(2022, 5, 31))
    cast.item(completed_on=dt.date(2022, 2, 1))
    new = make_programme(office=cast.programme.office, starts_on=TODAY)
    day_before = TODAY - dt.timedelta(days=1)
    before = figures_of(WorkItem.objects.of_programme(cast.programme).in_force(day_before), day_before)
    assert succeeding.take_over(actor=cast.office, programme=new, from_programme=cast.programme) == 2
    after = figures_of(WorkItem.objects.of_programme(cast.programme).in_force(day_before), day_before)
    assert after == before
    copy = new.items.get(parent__isnull=True)
    assert (copy.merged_from.get(), copy.due_on) == (open_item, dt.date(2022, 6, 30))
    assert new.items.get(parent=copy).merged_from.get() == child
    assert copy.cooperations.get().agency == cast.helper_agency
    cast.programme.refresh_from_db()
    assert (cast.programme.status, new.supersedes) == ("superseded", cast.programme)


def test_what_waits_goes_on_with_the_item_that_was_taken_over(cast: Cast) -> None:
    """A product to accept, a request to decide, a question to answer: none is lost, and each is settled there."""
    item = cast.helped_item(due_on=dt.date(2022, 6, 30))
    product = completing.Product("12-ĐA/TU", TODAY, link="https://example.vn/12")
    made = completing.submit_completion(actor=cast.contact, item=item, product=product)
    change = deadlines.ask_deadline(actor=cast.contact, item=item, new_due_on=dt.date(2022, 9, 1), reason="Chờ.")
    asked = cooperating.ask(actor=cast.contact, item=item, agency=cast.helper_agency, question="Ý kiến?")
    Contact.objects.create(programme=cast.programme, agency=cast.lead, person=cast.contact, is_head=True)
    new = make_programme(office=cast.programme.office, starts_on=TODAY)
    succeeding.take_over(actor=cast.office, programme=new, from_programme=cast.programme)
    copy = new.items.get()
    for row in (made, change, asked):
        row.refresh_from_db()
        assert row.item == copy
    deadlines.decide_deadline(actor=cast.leader, change=change, approve=True)
    completing.decide_completion(actor=cast.office, completion=made, accept=True)
    copy.refresh_from_db()
    assert (copy.due_on, copy.completed_on) == (dt.date(2022, 9, 1), TODAY)
    assert list(new.contacts.values_list("agency", "person", "is_head")) == [(cast.lead.pk, cast.contact.pk, True)]


def test_a_real_programme_takes_nothing_from_a_simulated_one(cast: Cast) -> None:
    new = make_programme(office=cast.programme.office, starts_on=TODAY, simulated=True)
    with pytest.raises(ValidationError, match="mô phỏng"):
        succeeding.take_over(actor=cast.office, programme=new, from_programme=cast.programme)


def test_a_programme_does_not_replace_itself(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        succeeding.take_over(actor=cast.office, programme=cast.programme, from_programme=cast.programme)
