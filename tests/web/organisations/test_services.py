"""Agencies and people: names, successors, aliases, roles."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dondoc.web import clock
from dondoc.web.journal.models import Entry
from dondoc.web.organisations import services
from dondoc.web.organisations.linking import AgencyIndex
from dondoc.web.organisations.models import Agency, AgencyClass, Membership
from dondoc.web.organisations.policies import NotAllowed
from dondoc.web.organisations.reference import load_reference
from tests.web.builders import make_agency, make_office, make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 8, 9)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ban Tổ chức Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"),
        ("Ban Tổ chức Tỉnh uỷ", "Ban Tổ chức Tỉnh ủy"),
        ("Ban cán sự đảng UBND tỉnh", "Ban cán sự đảng Ủy ban nhân dân tỉnh"),
        ("UBND tỉnh Hậu Giang", "Ủy ban nhân dân tỉnh"),
        ("Sở Nội vụ tỉnh Hậu Giang", "Sở Nội vụ"),
        ("Trường Chính trị", "Trường Chính trị tỉnh"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("Sở Thủy sản", None),
        ("các sở, ban, ngành", None),
    ],
)
def test_words_of_a_document_find_their_agency(words: str, expected: str | None) -> None:
    """Full names, abbreviations and aliases, marks and placement aside; never a guess."""
    load_reference()
    found = AgencyIndex.load(DAY).agency(words)
    assert (Agency.objects.get(pk=found).name if found else None) == expected


def test_reference_data_is_loaded_once() -> None:
    """A second loading adds nothing and changes nothing that the installation changed."""
    assert load_reference() > 70
    agency = Agency.objects.get(name="Sở Nội vụ")
    agency.short_name = "SNV"
    agency.save()
    assert load_reference() == 0
    agency.refresh_from_db()
    assert agency.short_name == "SNV"


def test_a_class_has_the_agencies_of_the_day() -> None:
    """Abolished agencies leave the class from that day on."""
    load_reference()
    departments = AgencyClass.objects.get(name="các sở, ban, ngành")
    before = departments.members_on(DAY).count()
    office = make_office()
    old, new = Agency.objects.get(name="Sở Giao thông vận tải"), Agency.objects.get(name="Sở Xây dựng")
    services.succeed_agency(actor=office, agency=old, successor=new, from_day=dt.date(2025, 3, 1), why="hợp nhất")
    assert departments.members_on(dt.date(2025, 2, 28)).count() == before
    assert departments.members_on(dt.date(2025, 3, 1)).count() == before - 1
    with pytest.raises(ValidationError):
        services.succeed_agency(actor=office, agency=new, successor=old, from_day=dt.date(2026, 1, 1), why="vòng")


def test_a_correction_is_remembered() -> None:
    office, agency = make_office(), make_agency("Sở Nội vụ")
    services.learn_alias(actor=office, agency=agency, words="So Nôi vu tinh")
    assert AgencyIndex.load(DAY).agency("Sở nội vụ tỉnh") == agency.pk
    assert services.learn_alias(actor=office, agency=agency, words="Sở Nội vụ tỉnh") is None


def test_two_agencies_of_one_name_are_refused_by_the_database() -> None:
    make_agency("Sở Nội vụ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(name="Sở Nội vụ")


def test_acting_for_another_needs_an_end() -> None:
    """The database refuses an open-ended deputy, and acting for oneself."""
    deputy, principal, agency = make_user(), make_user(), make_agency()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=deputy, agency=agency, role="leader", acting_for=principal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=deputy, agency=agency, role="leader", acting_for=deputy, valid_to=DAY)


def test_roles_are_given_and_ended() -> None:
    """Each act stands in the journal; an ended role opens nothing."""
    office, agency = make_office(), make_agency()
    user = services.create_person(actor=office, email="an@example.vn", name="Nguyễn An", password="mat-khau-dai-123")
    membership = services.grant(actor=office, user=user, agency=agency, role="agency")
    services.end_membership(actor=office, membership=membership)
    services.set_active(actor=office, user=user, active=False)
    assert not Membership.objects.valid_on(clock.real_today()).filter(user=user).exists()
    assert set(Entry.objects.values_list("verb", flat=True)) == {"create", "grant", "revoke", "access"}


def test_agencies_are_managed_by_the_office_alone() -> None:
    with pytest.raises(NotAllowed):
        services.create_agency(actor=make_user(role="agency"), name="Sở Mới")
    assert services.create_agency(actor=make_office(), name="Sở Mới", also=("SM",)).aliases.count() == 1
