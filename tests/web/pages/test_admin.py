"""The reference data: who may look after them, and that every save goes through the services."""

from __future__ import annotations

import pytest

from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import Agency, CalendarDay, Membership, User
from tests.web.builders import make_user
from tests.web.pages.world import World

TABLES = ("agency", "agencyalias", "user", "membership", "calendarday")


@pytest.mark.parametrize("role", ["anonymous", "leader", "agency", "inspector"])
def test_others_are_sent_away(role: str, world: World) -> None:
    answer = world.client(role).get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/" if role == "anonymous" else "/")
    assert answer.resolver_match.view_name in {"account_login", "dashboard:overview"}


@pytest.mark.parametrize("role", ["office", "administrator"])
def test_tables_are_shown_and_nothing_can_be_deleted(role: str, world: World) -> None:
    client = world.client(role)
    for table in TABLES:
        assert client.get(f"/admin/organisations/{table}/").status_code == 200
    agency = Agency.objects.all()[0]
    assert client.post(f"/admin/organisations/agency/{agency.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_new_agency_is_told_to_the_journal(world: World) -> None:
    data = {"name": "Sở Khoa học", "kind": "department", "level": "province", "abbreviation": "SKH"}
    answer = world.client("administrator").post("/admin/organisations/agency/add/", data)
    made = Agency.objects.get(name="Sở Khoa học")
    assert answer.status_code == 302
    assert made.search == "so khoa hoc skh"
    assert Entry.objects.about(made).get().sentence_vi == "Thêm cơ quan Sở Khoa học."


def test_a_correction_goes_through_the_services(world: World) -> None:
    agency = world.items[0].lead_agency
    assert agency is not None
    data = {"name": "Ban Tổ chức Tỉnh ủy (mới)", "kind": agency.kind, "level": agency.level}
    world.client("office").post(f"/admin/organisations/agency/{agency.pk}/change/", data)
    agency.refresh_from_db()
    assert agency.search.startswith("ban to chuc tinh uy (moi)")
    assert Entry.objects.about(agency).filter(verb="edit").exists()


def test_people_roles_and_days(world: World) -> None:
    """A person is added without a password (single sign-on or a reset sets one), then given a role."""
    client = world.client("administrator")
    client.post("/admin/organisations/user/add/", {"email": "moi@example.vn", "name": "Người Mới", "language": "vi"})
    person = User.objects.get(email="moi@example.vn")
    assert not person.has_usable_password()
    agency = Agency.objects.get(name="Sở Nội vụ")
    client.post(
        "/admin/organisations/membership/add/",
        {"user": person.pk, "agency": agency.pk, "role": "agency", "clearance": 1},
    )
    assert Membership.objects.get(user=person).agency == agency
    client.post("/admin/organisations/calendarday/add/", {"day": "2022-05-03", "name": "nghỉ bù"})
    assert not CalendarDay.objects.get().works


def test_people_are_listed_in_the_order_of_their_names(world: World) -> None:
    for number, name in enumerate(("Trần Văn Vinh", "Lê Thị Đào", "Phạm Dung")):
        make_user(name, email=f"{number}@example.vn")
    page = world.client("administrator").get("/admin/organisations/user/").content.decode()
    places = [page.index(name) for name in ("Phạm Dung", "Lê Thị Đào", "Trần Văn Vinh")]
    assert places == sorted(places)
