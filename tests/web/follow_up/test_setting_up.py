"""From a published register to a running programme: what is missing is named, people are invited, and come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.follow_up.models import Assignment, Contact, Invitation
from dondoc.web.follow_up.preparing import Reach, set_up_of
from dondoc.web.follow_up.remind.deliver import deliver_waiting
from dondoc.web.follow_up.services import inviting, setting_up, succeeding
from dondoc.web.organisations.models import Membership, User
from dondoc.web.organisations.services import set_active
from dondoc.web.register.models import Programme, WorkItem
from tests.web.builders import make_programme, make_user
from tests.web.follow_up.making import TODAY, Cast
from tests.web.follow_up.test_pages import browser, page

DUE = dt.date(2022, 12, 31)


def secret_of(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[1]


def test_the_page_names_what_is_missing_until_nothing_is(cast: Cast) -> None:
    """Items to give out, agencies without a contact; afterwards the button to begin is gone."""
    cast.item(due_on=DUE)
    nobody = cast.item(state="unassigned")
    WorkItem.objects.filter(pk=nobody.pk).update(lead_agency=None)
    client, begin = browser(cast.office), reverse("follow_up:start", args=[cast.programme.pk])
    text = page(client, "follow_up:setup")
    assert begin in text
    for words in ("1 việc chưa có chủ trì", "1 cơ quan có việc nhưng chưa có đầu mối", "mở khi bắt đầu theo dõi"):
        assert words in text
    client.post(begin)
    inviting.name_contact(actor=cast.office, programme=cast.programme, agency=cast.lead, person=cast.contact)
    text = page(client, "follow_up:setup")
    assert begin not in text
    assert "0 cơ quan có việc nhưng chưa có đầu mối" in text
    cast.item()  # one more, by a later decision
    assert "Giao 1 việc mới" in page(client, "follow_up:setup")


def test_the_office_needs_no_contact_for_its_own_items(cast: Cast) -> None:
    cast.item(lead=cast.programme.office)
    assert set_up_of(cast.programme).unnamed == []


def test_the_page_stays_cheap(cast: Cast, query_budget: Callable[[], AbstractContextManager[Any]]) -> None:
    for number in range(8):
        inviting.invite(
            actor=cast.office,
            programme=cast.programme,
            agency=cast.lead,
            email=f"n{number}@sonv.vn",
            name=f"Người {number}",
        )
    cast.item()
    setting_up.start(actor=cast.office, programme=cast.programme)
    client = browser(cast.office)
    with query_budget():
        page(client, "follow_up:setup")


def test_an_office_sets_every_rule_of_a_programme(cast: Cast) -> None:
    """How often is told again by urgency, how far up, when: stored, and the daily run goes by them."""
    client, address = browser(cast.office), reverse("follow_up:rules", args=[cast.programme.pk])
    data = rules_of_page(client, address)
    assert (data["repeat_0"], data["repeat_3"], data["ladder"]) == (3, 1, 3)
    sent = data | {"repeat_0": 7, "repeat_1": 4, "ladder": 2, "quiet_from": "19:30", "reporting_periods": ["month"]}
    assert client.post(address, sent).status_code == 302
    rules = Programme.objects.get(pk=cast.programme.pk).rule_set
    assert (rules.repeat_days, rules.escalation) == ((7, 4, 1, 1), ("agency", "head"))
    assert (rules.quiet_from, rules.reporting_periods) == ("19:30", ("month",))
    assert client.post(address, sent | {"repeat_0": 0}).status_code == 422


def test_the_rules_of_another_programme_are_taken_over_by_looking_at_them_first(cast: Cast) -> None:
    """The page is filled with them; nothing is stored before the office says so."""
    other = make_programme(office=cast.programme.office, rules={"acknowledge_days": 1, "escalation": ["agency"]})
    client, address = browser(cast.office), reverse("follow_up:rules", args=[cast.programme.pk])
    like = f"{address}?like={other.pk}"
    assert like in client.get(address).content.decode()
    data = rules_of_page(client, like)
    assert (data["acknowledge_days"], data["ladder"]) == (1, 1)
    assert Programme.objects.get(pk=cast.programme.pk).rule_set.acknowledge_days == 2
    client.post(address, data)
    assert Programme.objects.get(pk=cast.programme.pk).rule_set.escalation == ("agency",)


def rules_of_page(client: Client, address: str) -> dict[str, Any]:
    form = client.get(address).context["form"]
    return {name: form[name].value() for name in form.fields}


def test_a_programme_without_a_leader_is_said(cast: Cast) -> None:
    """An invited one comes in and may decide."""
    Membership.objects.filter(user=cast.leader).delete()
    client = browser(cast.office)
    assert "chưa có lãnh đạo" in page(client, "follow_up:setup")
    data = {"name": "Đinh Phó Bí thư", "email": "pbt@tinhuy.vn", "role": "leader"}
    client.post(reverse("follow_up:invite_colleague", args=[cast.programme.pk]), data)
    person = User.objects.get(email="pbt@tinhuy.vn")
    assert person.memberships.get().role == "leader"
    assert "chưa có lãnh đạo" not in page(client, "follow_up:setup")


@pytest.mark.parametrize("role", ["agency", "inspector", "nonsense"])
def test_a_colleague_is_an_official_or_a_leader(cast: Cast, role: str) -> None:
    data = {"name": "Ai Đó", "email": "aido@tinhuy.vn", "role": role}
    answer = browser(cast.office).post(reverse("follow_up:invite_colleague", args=[cast.programme.pk]), data)
    assert answer.status_code == 422
    assert not User.objects.filter(email="aido@tinhuy.vn").exists()


def test_a_whole_list_is_invited_at_once(cast: Cast, mailoutbox: list[mail.EmailMessage]) -> None:
    """As written or as pasted from a table, with abbreviations and without tone marks; heads are marked."""
    cast.lead.abbreviation = "SNV"
    cast.lead.refresh_keys()
    cast.lead.save()
    lines = "Sở Tài chính; Lý Một; mot@stc.vn; đứng đầu\n\nSNV\tLý Hai\thai@snv.vn\n"
    answer = browser(cast.office).post(reverse("follow_up:invite_many", args=[cast.programme.pk]), {"people": lines})
    assert answer.status_code == 302
    assert list(Contact.objects.order_by("pk").values_list("person__name", "agency__name", "is_head")) == [
        ("Lý Một", "Sở Tài chính", True),
        ("Lý Hai", "Sở Nội vụ", False),
    ]
    deliver_waiting()
    assert sorted(one.to[0] for one in mailoutbox) == ["hai@snv.vn", "mot@stc.vn"]


def test_a_list_with_mistakes_invites_nobody_and_names_each_line(cast: Cast) -> None:
    lines = (
        "Sở Tài chính; Lý Một; mot@stc.vn\nSở Không Có; Lý Hai; hai@skc.vn\nSở Nội vụ; Lý Ba; khong-phai-thu\nchỉ một"
    )
    answer = browser(cast.office).post(reverse("follow_up:invite_many", args=[cast.programme.pk]), {"people": lines})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert ["Dòng 1" in text, "Dòng 2" in text, "Dòng 3" in text, "Dòng 4" in text] == [False, True, True, True]
    assert "không có cơ quan “Sở Không Có” trong danh mục." in text
    assert not Contact.objects.exists()


def test_how_far_each_contact_has_come_is_seen(cast: Cast) -> None:
    """Invited, expired, sent again (the old link is dead), come in, locked out."""
    cast.item()

    def reach() -> Reach:
        return set_up_of(cast.programme).agencies[0].contacts[0].reach

    _invitation, link = inviting.invite(
        actor=cast.office, programme=cast.programme, agency=cast.lead, email="moi@sonv.vn", name="Lý Mới"
    )
    contact = Contact.objects.get()
    assert reach() == Reach.INVITED
    with clock.frozen(TODAY + dt.timedelta(days=15)):
        assert reach() == Reach.EXPIRED
    browser(cast.office).post(reverse("follow_up:invite_again", args=[contact.pk]))
    assert Invitation.objects.count() == 2
    assert inviting.find_invitation(secret_of(link)) is None
    _invitation, link = inviting.invite_again(actor=cast.office, contact=contact)
    inviting.accept_invitation(secret=secret_of(link), password="mot-mat-khau-moi-2022")
    assert reach() == Reach.USED
    set_active(actor=cast.office, user=User.objects.get(pk=contact.person_id), active=False)
    assert reach() == Reach.CLOSED
    assert [row.agency for row in set_up_of(cast.programme).unnamed] == [cast.lead]


def test_who_has_a_password_is_told_where_to_go_and_keeps_it(cast: Cast, mailoutbox: list[mail.EmailMessage]) -> None:
    """No link that would set another password."""
    invitation, link = inviting.invite(
        actor=cast.office, programme=cast.programme, agency=cast.lead, email=cast.contact.email, name="Tên khác"
    )
    assert (invitation, link.endswith(reverse("dashboard:mine"))) == (None, True)
    deliver_waiting()
    assert "đăng nhập bằng tài khoản đang dùng" in mailoutbox[0].body


def test_who_is_locked_out_is_not_invited_and_his_old_link_is_dead(cast: Cast) -> None:
    guest = {"email": "moi@sonv.vn", "name": "Lý Mới"}
    _invitation, link = inviting.invite(actor=cast.office, programme=cast.programme, agency=cast.lead, **guest)
    set_active(actor=cast.office, user=User.objects.get(email="moi@sonv.vn"), active=False)
    assert Client().get(reverse("follow_up:invitation", args=[secret_of(link)])).status_code == 404
    with pytest.raises(ValidationError, match="đã khóa"):
        inviting.invite(actor=cast.office, programme=cast.programme, agency=cast.lead, **guest)


def test_all_who_wait_are_invited_with_one_button(cast: Cast, mailoutbox: list[mail.EmailMessage]) -> None:
    """Those named without an invitation; who was invited or has an account gets none."""
    guest = make_user("Lý Chưa Mời", role="agency", agency=cast.lead)
    guest.set_unusable_password()
    guest.save()
    for person in (guest, cast.contact):
        inviting.name_contact(actor=cast.office, programme=cast.programme, agency=cast.lead, person=person)
    client, address = browser(cast.office), reverse("follow_up:invite_waiting", args=[cast.programme.pk])
    assert address in page(client, "follow_up:setup")
    client.post(address)
    assert address not in page(client, "follow_up:setup")
    deliver_waiting()
    assert [one.to for one in mailoutbox] == [[guest.email]]


def test_a_simulated_programme_invites_without_mail(cast: Cast, mailoutbox: list[mail.EmailMessage]) -> None:
    cast.programme.simulated = True
    cast.programme.save()
    inviting.invite(actor=cast.office, programme=cast.programme, agency=cast.lead, email="a@b.vn", name="Lý Mới")
    deliver_waiting()
    assert not mailoutbox


def test_a_contact_is_ended_and_his_account_stays(cast: Cast) -> None:
    contact = inviting.name_contact(actor=cast.office, programme=cast.programme, agency=cast.lead, person=cast.contact)
    browser(cast.office).post(reverse("follow_up:end_contact", args=[contact.pk]))
    assert not Contact.objects.exists()
    cast.contact.refresh_from_db()
    assert cast.contact.is_active


def test_what_a_programme_would_take_over_is_said_before_and_after(cast: Cast) -> None:
    """How many items; the old programme points at the new one, the new one at the old."""
    for _ in range(2):
        cast.item(due_on=DUE)
    cast.item(completed_on=dt.date(2022, 2, 1))
    new = make_programme(office=cast.programme.office, starts_on=TODAY, short_title="Chương trình mới")
    client = browser(cast.office)
    assert f"{cast.programme}: 2 việc đang mở" in page(client, "follow_up:take_over", new.pk)
    data = {"from_programme": cast.programme.pk}
    assert client.post(reverse("follow_up:take_over", args=[new.pk]), data).status_code == 302
    for name in ("register:items", "follow_up:setup"):
        text = client.get(reverse(name), {"programme": cast.programme.pk}).content.decode()
        assert "đã được Chương trình mới thay thế" in text
    text = client.get(reverse("follow_up:setup"), {"programme": new.pk}).content.decode()
    assert f"đã tiếp nhận từ {cast.programme}" in text


def test_the_journey_from_a_register_to_a_running_programme(cast: Cast, mailoutbox: list[mail.EmailMessage]) -> None:
    """The office begins and invites; the contact comes in by the link and takes the item on: all on the pages."""
    item = cast.item(due_on=DUE)
    office = browser(cast.office)
    office.post(reverse("follow_up:start", args=[cast.programme.pk]))
    invitation = {"agency": cast.lead.pk, "name": "Lý Mới", "email": "moi@sonv.vn", "is_head": "on"}
    office.post(reverse("follow_up:invite", args=[cast.programme.pk]), invitation)
    deliver_waiting()
    link = next(word for word in mailoutbox[0].body.split() if "/invitations/" in word)
    guest = Client()
    password = {"password": "mot-mat-khau-moi-2022", "again": "mot-mat-khau-moi-2022"}
    assert guest.post(reverse("follow_up:invitation", args=[secret_of(link)]), password).status_code == 302
    assignment = Assignment.objects.get(item=item)
    assert reverse("follow_up:acknowledge", args=[assignment.pk]) in page(guest, "dashboard:mine")
    guest.post(reverse("follow_up:acknowledge", args=[assignment.pk]))
    assignment.refresh_from_db()
    assert (assignment.state, assignment.acknowledged_by.name) == ("acknowledged", "Lý Mới")


def test_an_agency_that_succeeds_keeps_the_links_of_its_people(cast: Cast) -> None:
    """An invitation sent before a merger still lets its person in, and he finds the items at the successor."""
    item = cast.item(due_on=DUE)
    setting_up.start(actor=cast.office, programme=cast.programme)
    _invitation, link = inviting.invite(
        actor=cast.office, programme=cast.programme, agency=cast.lead, email="moi@sonv.vn", name="Lý Mới"
    )
    succeeding.succeed(
        actor=cast.office, agency=cast.lead, successor=cast.helper_agency, from_day=TODAY, why="Sáp nhập."
    )
    person = inviting.accept_invitation(secret=secret_of(link), password="mot-mat-khau-moi-2022")
    assert item.title in page(browser(person), "dashboard:mine")


def test_the_work_of_a_closed_account_stays_in_sight(cast: Cast) -> None:
    """The office sees on the set-up page that nobody answers for the agency any more; a colleague goes on."""
    item = cast.item(due_on=DUE)
    setting_up.start(actor=cast.office, programme=cast.programme)
    inviting.name_contact(actor=cast.office, programme=cast.programme, agency=cast.lead, person=cast.contact)
    client = browser(cast.office)
    answer = client.post(
        "/admin/organisations/user/", {"action": "close_access", "_selected_action": [cast.contact.pk]}, follow=True
    )
    assert "Đã khóa tài khoản." in answer.content.decode()
    text = page(client, "follow_up:setup")
    assert "tài khoản đã khóa" in text
    assert "1 cơ quan có việc nhưng chưa có đầu mối" in text
    colleague = make_user("Hồ Đồng Nghiệp", role="agency", agency=cast.lead)
    assert item.title in page(browser(colleague), "dashboard:mine")


def test_nobody_locks_himself_out(cast: Cast) -> None:
    answer = browser(cast.office).post(
        "/admin/organisations/user/", {"action": "close_access", "_selected_action": [cast.office.pk]}, follow=True
    )
    assert "Không ai tự khóa tài khoản của mình." in answer.content.decode()
    assert User.objects.get(pk=cast.office.pk).is_active


def test_a_role_ends_from_today(cast: Cast) -> None:
    held = Membership.objects.get(user=cast.contact)
    browser(cast.office).post(
        "/admin/organisations/membership/", {"action": "end_roles", "_selected_action": [held.pk]}
    )
    assert not Membership.objects.filter(user=cast.contact).valid_on(TODAY).exists()
