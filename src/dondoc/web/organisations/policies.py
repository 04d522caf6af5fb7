"""Who may do what: every access decision of the installation is made here, and nowhere else.

Denied unless a line of `RULES` allows it. Nobody changes what he may not see. `querysets.visible_to` says the same as
`may(user, Action.SEE, thing)`, row by row; a test holds the two together.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from dondoc.web.organisations.access import Access, Role, access_of
from dondoc.web.organisations.parties import HasParties, Parties

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dondoc.web.organisations.models import User


class NotAllowed(PermissionDenied):
    """The person may not do this; the message is a sentence for the page."""


class Action(StrEnum):
    """What can be done."""

    SEE = "see"
    SEE_JOURNAL = "see_journal"
    SEE_REGISTER = "see_register"
    IMPORT = "import"
    REVIEW = "review"
    DISCARD = "discard"
    PUBLISH = "publish"
    EDIT = "edit"
    ASSIGN = "assign"
    DROP = "drop"
    ACKNOWLEDGE = "acknowledge"
    HAND_BACK = "hand_back"
    RULE_ON_HAND_BACK = "rule_on_hand_back"
    BREAK_DOWN = "break_down"
    REPORT = "report"
    ACCEPT_REPORT = "accept_report"
    COMPLETE = "complete"
    ACCEPT_COMPLETION = "accept_completion"
    ASK_DEADLINE = "ask_deadline"
    DECIDE_DEADLINE = "decide_deadline"
    ASK_COOPERATION = "ask_cooperation"
    REPLY_COOPERATION = "reply_cooperation"
    URGE = "urge"
    SIGN_OFF = "sign_off"
    RECORD_ACTUAL = "record_actual"
    ACCEPT_ACTUAL = "accept_actual"
    INSPECT = "inspect"
    CORRECT_FINDING = "correct_finding"
    RECORD_PLAN = "record_plan"
    CONFIRM_COVERAGE = "confirm_coverage"
    HOLD_SESSION = "hold_session"
    WRITE_REVIEW = "write_review"
    FREEZE_REVIEW = "freeze_review"
    MANAGE_PROGRAMME = "manage_programme"
    OPEN_TO_PUBLIC = "open_to_public"
    MANAGE_AGENCIES = "manage_agencies"
    MANAGE_PEOPLE = "manage_people"


class Scope(StrEnum):
    """Of what: anything, what the person's office runs, what his agency leads, leads or works on, or inspects."""

    ANY = "any"
    OFFICE = "office"
    LEAD = "lead"
    PART = "part"
    INSPECTING = "inspecting"


ANY, OFFICE, LEAD, PART, INSPECTING = Scope.ANY, Scope.OFFICE, Scope.LEAD, Scope.PART, Scope.INSPECTING
RULES: dict[Action, dict[Role, Scope]] = {
    Action.SEE_REGISTER: {Role.OFFICE: ANY, Role.LEADER: ANY, Role.AGENCY: ANY, Role.INSPECTOR: ANY},
    Action.SEE_JOURNAL: {Role.OFFICE: ANY, Role.LEADER: ANY, Role.INSPECTOR: ANY},
    Action.IMPORT: {Role.OFFICE: ANY},
    Action.REVIEW: {Role.OFFICE: OFFICE},
    Action.DISCARD: {Role.OFFICE: OFFICE},
    Action.PUBLISH: {Role.OFFICE: OFFICE},
    Action.EDIT: {Role.OFFICE: OFFICE},
    Action.ASSIGN: {Role.OFFICE: OFFICE, Role.LEADER: OFFICE},
    Action.DROP: {Role.OFFICE: OFFICE, Role.LEADER: OFFICE},
    Action.ACKNOWLEDGE: {Role.AGENCY: LEAD, Role.OFFICE: LEAD},
    Action.HAND_BACK: {Role.AGENCY: LEAD, Role.OFFICE: LEAD},
    Action.RULE_ON_HAND_BACK: {Role.OFFICE: OFFICE, Role.LEADER: OFFICE},
    Action.BREAK_DOWN: {Role.AGENCY: LEAD, Role.OFFICE: OFFICE},
    Action.REPORT: {Role.AGENCY: LEAD, Role.OFFICE: LEAD},
    Action.ACCEPT_REPORT: {Role.OFFICE: OFFICE},
    Action.COMPLETE: {Role.AGENCY: LEAD, Role.OFFICE: OFFICE},
    Action.ACCEPT_COMPLETION: {Role.OFFICE: OFFICE, Role.LEADER: OFFICE},
    Action.ASK_DEADLINE: {Role.AGENCY: LEAD, Role.OFFICE: OFFICE},
    Action.DECIDE_DEADLINE: {Role.LEADER: OFFICE},
    Action.ASK_COOPERATION: {Role.AGENCY: LEAD, Role.OFFICE: LEAD},
    Action.REPLY_COOPERATION: {Role.AGENCY: PART, Role.OFFICE: PART},
    Action.URGE: {Role.OFFICE: OFFICE},
    Action.SIGN_OFF: {Role.LEADER: OFFICE},
    Action.RECORD_ACTUAL: {Role.AGENCY: LEAD, Role.OFFICE: OFFICE},
    Action.ACCEPT_ACTUAL: {Role.OFFICE: OFFICE},
    Action.INSPECT: {Role.INSPECTOR: INSPECTING},
    Action.CORRECT_FINDING: {Role.AGENCY: LEAD, Role.OFFICE: LEAD},
    Action.RECORD_PLAN: {Role.AGENCY: LEAD, Role.OFFICE: OFFICE},
    Action.CONFIRM_COVERAGE: {Role.OFFICE: OFFICE},
    Action.HOLD_SESSION: {Role.OFFICE: OFFICE, Role.AGENCY: LEAD},
    Action.WRITE_REVIEW: {Role.OFFICE: OFFICE},
    Action.FREEZE_REVIEW: {Role.LEADER: OFFICE, Role.OFFICE: OFFICE},
    Action.MANAGE_PROGRAMME: {Role.OFFICE: OFFICE},
    Action.OPEN_TO_PUBLIC: {Role.OFFICE: OFFICE, Role.LEADER: OFFICE},
    Action.MANAGE_AGENCIES: {Role.OFFICE: ANY},
    Action.MANAGE_PEOPLE: {Role.OFFICE: ANY},
}
ADMINISTRATORS_MAY = frozenset({Action.MANAGE_AGENCIES, Action.MANAGE_PEOPLE, Action.SEE_JOURNAL})


def may(user: User | AnonymousUser, action: Action, thing: HasParties | None = None) -> bool:
    """Tell whether a person may do something; without a thing: whether there can be a thing he may do it to."""
    access = access_of(user)
    parties = thing.parties() if thing is not None else None
    if action == Action.SEE:
        return parties is not None and sees(access, parties)
    if access.administrator and action in ADMINISTRATORS_MAY:
        return True
    if parties is not None and not sees(access, parties):
        return False
    return any(_holds(access, role, scope, parties) for role, scope in RULES[action].items())


def require(user: User | AnonymousUser, action: Action, thing: HasParties | None = None) -> None:
    """Let pass or raise `NotAllowed` with a sentence."""
    if not may(user, action, thing):
        raise NotAllowed(_("Anh chị không có quyền làm việc này."))


def sees(access: Access, parties: Parties) -> bool:
    """Tell whether a person may see a thing: drafts its office alone, what is secret or held back whom it concerns."""
    if access.anonymous:
        return parties.public
    if parties.secrecy > access.clearance:
        return False
    own = parties.office in access.offices
    if not parties.published:
        return own or parties.inspecting in access.inspects
    involved = bool(access.works_for & (parties.leads | parties.cooperating))
    open_to_all = parties.secrecy <= 1 and not parties.held_back
    return open_to_all or access.reads_everything or own or involved


def _holds(access: Access, role: Role, scope: Scope, parties: Parties | None) -> bool:
    held = _agencies_in(access, role)
    if parties is None or scope == Scope.ANY:
        return bool(held)
    reached = {
        Scope.OFFICE: frozenset({parties.office}),
        Scope.LEAD: parties.leads,
        Scope.PART: parties.leads | parties.cooperating,
        Scope.INSPECTING: frozenset({parties.inspecting}),
    }[scope]
    return bool(held & reached)


def _agencies_in(access: Access, role: Role) -> frozenset[int]:
    return {
        Role.OFFICE: access.offices,
        Role.LEADER: access.leads,
        Role.AGENCY: access.agencies,
        Role.INSPECTOR: access.inspects,
    }[role]
