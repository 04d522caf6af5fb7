"""What is found is for those who have to do with it until it is concluded, and a secret item stays secret."""

from __future__ import annotations

from http import HTTPStatus

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from dondoc.web.inspections.models import Inspection
from dondoc.web.inspections.services import inspecting
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import Membership, User
from dondoc.web.organisations.policies import Action, may
from tests.web.builders import make_user
from tests.web.follow_up.making import Cast
from tests.web.inspections.making import answer_all, make_finding, make_inspector, make_plan, make_running


def conclude(running: Inspection, inspector: User) -> Inspection:
    answer_all(running, inspector)
    return inspecting.conclude(actor=inspector, inspection=running, reference="3-KL/UBKT", conclusion="Tốt.")


def page(person: User, name: str, *numbers: int) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse(name, args=numbers)).content.decode()


def test_until_it_is_concluded_it_is_not_for_everybody(cast: Cast, inspector: User) -> None:
    """Inspectors and leaders read everything, the office runs the programme, the agency has to put things right."""
    running = make_running(cast.programme, inspector, cast.lead)
    finding = make_finding(running, inspector)
    people = {
        "inspector": inspector,
        "other inspector": make_inspector(),
        "leader": cast.leader,
        "office": cast.office,
        "agency": cast.contact,
        "other agency": cast.helper,
        "other office": make_user(role="office"),
    }
    strangers = {"other agency", "other office"}
    for thing in (running, finding):
        assert {name for name, one in people.items() if may(one, Action.SEE, thing)} == set(people) - strangers
    concluded = conclude(running, inspector)
    assert {name for name, one in people.items() if may(one, Action.SEE, concluded)} == set(people)


def test_the_lists_tell_strangers_no_more_than_the_issued_plan(cast: Cast, inspector: User) -> None:
    running = make_running(cast.programme, inspector, cast.lead)
    make_finding(running, inspector)
    address = reverse("inspections:inspection", args=[running.pk])
    for name, numbers in (("inspections:inspections", ()), ("inspections:plan", (running.plan_id,))):
        strange, own = page(cast.helper, name, *numbers), page(cast.contact, name, *numbers)
        assert cast.lead.name in strange
        assert address not in strange
        assert "Chưa ban hành kế hoạch." not in strange
        assert address in own
    assert "Chưa ban hành kế hoạch." in page(cast.contact, "inspections:inspections")


def test_answers_are_told_to_the_agency_with_the_conclusion(cast: Cast, inspector: User) -> None:
    cast.item(title="Đề án số hóa")
    running = make_running(cast.programme, inspector, cast.lead)
    check = running.checks.all()[0]
    inspecting.answer(actor=inspector, check=check, answer="unmet", note="Chưa thấy đề cương.")
    assert "Chưa thấy đề cương." not in page(cast.contact, "inspections:inspection", running.pk)
    for person in (inspector, cast.leader, cast.office):
        assert "Chưa thấy đề cương." in page(person, "inspections:inspection", running.pk)
    conclude(running, inspector)
    assert "Đề án số hóa" in page(cast.contact, "inspections:inspection", running.pk)


def test_what_speaks_of_a_secret_item_is_as_secret(cast: Cast, inspector: User) -> None:
    """The line, the finding and its file, and the paper that holds them all: only for who may see the item."""
    secret = cast.item(title="Việc mật", secrecy=2)
    Membership.objects.filter(user__in=[inspector, cast.contact, cast.helper]).update(clearance=2)
    inspector, contact, helper = (User.objects.get(pk=one.pk) for one in (inspector, cast.contact, cast.helper))
    running = make_running(cast.programme, inspector, cast.lead)
    file = ContentFile(b"x", name="bien-ban.pdf")
    finding = make_finding(running, inspector, item=secret, text="Để lộ việc mật.", evidence_file=file)
    conclude(running, inspector)
    word = reverse("inspections:conclusion_file", args=[running.pk])
    evidence = reverse("inspections:evidence", args=[finding.pk])
    for person, seen in ((contact, True), (helper, False)):
        for name, numbers in (("inspections:inspection", (running.pk,)), ("inspections:inspections", ())):
            assert ("Để lộ việc mật." in page(person, name, *numbers)) is seen
        client = Client()
        client.force_login(person)
        for address in (word, evidence):
            assert client.get(address).status_code == (HTTPStatus.OK if seen else HTTPStatus.NOT_FOUND)


def test_the_journal_does_not_tell_it_either(cast: Cast, inspector: User) -> None:
    """Who looks after the journal reads it there; an agency does not learn of drafts and findings of others."""
    make_plan(cast.programme, inspector, year=2023)
    make_finding(make_running(cast.programme, inspector, cast.lead), inspector)
    told = {one.verb for one in Entry.objects.visible_to(cast.helper)}
    assert not told & {"record_finding", "open_inspection_plan", "start_inspection"}
    assert "record_finding" in {one.verb for one in Entry.objects.visible_to(inspector)}
