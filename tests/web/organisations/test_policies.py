"""Who may do what: the table of roles and actions, and the database that says the same."""

from __future__ import annotations

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser

from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import RULES, Action, NotAllowed, may, require
from dondoc.web.register.models import Document, Indicator, Programme, WorkItem
from tests.web.builders import (
    agency_of,
    make_agency,
    make_cooperation,
    make_document,
    make_draft_item,
    make_office,
    make_programme,
    make_user,
    make_work_item,
)

pytestmark = pytest.mark.django_db

# Action: who may do it to an item of the office's programme that the agency leads and "other" works on.
TABLE = {
    Action.SEE: "office leader agency other stranger inspector",
    Action.REVIEW: "office",
    Action.DISCARD: "office",
    Action.EDIT: "office",
    Action.ASSIGN: "office leader",
    Action.DROP: "office leader",
    Action.ACKNOWLEDGE: "agency",
    Action.HAND_BACK: "agency",
    Action.RULE_ON_HAND_BACK: "office leader",
    Action.BREAK_DOWN: "office agency",
    Action.REPORT: "agency",
    Action.ACCEPT_REPORT: "office",
    Action.COMPLETE: "office agency",
    Action.ACCEPT_COMPLETION: "office leader",
    Action.ASK_DEADLINE: "office agency",
    Action.DECIDE_DEADLINE: "leader",
    Action.ASK_COOPERATION: "agency",
    Action.REPLY_COOPERATION: "agency other",
    Action.URGE: "office",
    Action.SIGN_OFF: "leader",
    Action.RECORD_ACTUAL: "office agency",
    Action.ACCEPT_ACTUAL: "office",
    Action.CORRECT_FINDING: "agency",
    Action.RECORD_PLAN: "office agency",
    Action.CONFIRM_COVERAGE: "office",
    Action.HOLD_SESSION: "office agency",
    Action.WRITE_REVIEW: "office",
    Action.FREEZE_REVIEW: "office leader",
    Action.MANAGE_PROGRAMME: "office",
    Action.OPEN_TO_PUBLIC: "office leader",
}
# Actions that are not about one item.
GENERAL = {
    Action.SEE_REGISTER: "office leader agency other stranger inspector foreign_office",
    Action.SEE_JOURNAL: "office leader inspector foreign_office",
    Action.IMPORT: "office foreign_office",
    Action.PUBLISH: "office foreign_office",
    Action.INSPECT: "inspector",
    Action.MANAGE_AGENCIES: "office foreign_office",
    Action.MANAGE_PEOPLE: "office foreign_office",
}


@pytest.fixture
def people() -> dict[str, User]:
    office = make_office()
    return {
        "office": office,
        "leader": make_user(role="leader", agency=agency_of(office)),
        "agency": make_user(role="agency"),
        "other": make_user(role="agency"),
        "stranger": make_user(role="agency"),
        "inspector": make_user(role="inspector"),
        "foreign_office": make_office(),
    }


@pytest.fixture
def item(people: dict[str, User]) -> WorkItem:
    programme = make_programme(office=agency_of(people["office"]))
    item = make_work_item(programme=programme, lead=agency_of(people["agency"]))
    make_cooperation(item, agency_of(people["other"]))
    return item


def test_the_table_of_items(people: dict[str, User], item: WorkItem) -> None:
    """For every action the people who may are exactly those of the table."""
    for action, allowed in TABLE.items():
        found = {name for name, user in people.items() if may(user, action, item)}
        assert found - {"foreign_office"} == set(allowed.split()), action
        assert action == Action.SEE or "foreign_office" not in found, action


@pytest.mark.parametrize("runs_it", [True, False])
def test_an_office_does_what_it_leads_itself(people: dict[str, User], *, runs_it: bool) -> None:
    """Whoever runs the programme: the office that leads an item acts for it as an agency does."""
    own = agency_of(people["office"])
    programme = make_programme(office=own if runs_it else make_agency())
    item = make_work_item(programme=programme, lead=own, secrecy=1)
    acts = (Action.ACKNOWLEDGE, Action.HAND_BACK, Action.REPORT, Action.ASK_COOPERATION, Action.CORRECT_FINDING)
    for action in acts:
        found = {name for name, user in people.items() if may(user, action, item)}
        assert found == {"office"}, action
    assert may(people["office"], Action.ACCEPT_REPORT, item) is runs_it


def test_the_table_of_general_actions(people: dict[str, User]) -> None:
    for action, allowed in GENERAL.items():
        assert {name for name, user in people.items() if may(user, action)} == set(allowed.split()), action


def test_every_action_is_in_a_table() -> None:
    """An action nobody thought about cannot slip in."""
    assert set(TABLE) | set(GENERAL) == set(Action)
    assert set(RULES) == set(Action) - {Action.SEE}


def test_nobody_signed_in_may_nothing(item: WorkItem) -> None:
    assert not any(may(AnonymousUser(), action, item) for action in Action)


def test_require_says_a_sentence(people: dict[str, User], item: WorkItem) -> None:
    with pytest.raises(NotAllowed, match="không có quyền"):
        require(people["stranger"], Action.REPORT, item)


def test_a_role_ends_with_its_membership(people: dict[str, User], item: WorkItem) -> None:
    """An expired membership and a closed account give nothing."""
    user = people["office"]
    user.memberships.update(valid_to="2020-01-01")
    assert not may(User.objects.get(pk=user.pk), Action.EDIT, item)
    user.memberships.update(valid_to=None)
    closed = User.objects.get(pk=user.pk)
    closed.is_active = False
    assert not may(closed, Action.SEE, item)


def test_an_administrator_looks_after_people_and_not_after_items(item: WorkItem) -> None:
    administrator = make_user(is_superuser=True)
    assert may(administrator, Action.MANAGE_PEOPLE)
    assert not may(administrator, Action.EDIT, item)


def test_the_database_says_the_same(people: dict[str, User]) -> None:
    """For items, programmes and documents of every class and state, row by row and as a set."""
    office, lead, other = (agency_of(people[name]) for name in ("office", "agency", "other"))
    readers = [
        *people.values(),
        make_user(role="agency", agency=lead, clearance=3),
        make_user(role="agency", clearance=3),
        make_user(role="inspector", clearance=2),
        make_user(role="office", agency=office, clearance=4),
        make_user(role="leader", agency=office, clearance=3),
        make_user(),
        AnonymousUser(),
    ]
    for secrecy, status in itertools.product(range(5), ("draft", "running")):
        programme = make_programme(
            office=office, status=status, secrecy=secrecy, document=make_document(office=office, secrecy=secrecy)
        )
        for item_secrecy in {0, secrecy}:
            make_cooperation(make_work_item(programme=programme, lead=lead, secrecy=item_secrecy), other)
            Indicator.objects.create(
                programme=programme, number=1, name="Tỷ lệ", secrecy=item_secrecy, reported_by=lead
            )
        make_draft_item(document=make_document(office=office, status="draft", secrecy=secrecy), secrecy=secrecy)
    for user, model in itertools.product(readers, (WorkItem, Programme, Document, Indicator)):
        one_by_one = {row.pk for row in model._default_manager.all() if may(user, Action.SEE, row)}
        assert set(model.objects.visible_to(user).values_list("pk", flat=True)) == one_by_one, (user, model)


def test_a_person_without_a_role_sees_no_draft() -> None:
    document = make_document(office=make_agency(), status="draft")
    assert not may(make_user(), Action.SEE, document)
