"""Giving items to their lead agencies: assign, acknowledge, hand back, rule."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.follow_up.models import Assignment, HandBack
from dondoc.web.follow_up.services.acts import decide_once, store, tell
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import WorkItem
from dondoc.web.register.rules import Rules
from dondoc.web.register.services.editing import set_lead
from dondoc.web.register.services.locking import claim, hold
from dondoc.web.register.services.storing import store as store_item
from dondoc.web.working_days import WorkingCalendar


@transaction.atomic
def assign(*, actor: User, item: WorkItem, version: int, agency: Agency) -> Assignment:
    """Give an item to its one lead from today on; an assignment to another agency ends."""
    item = set_lead(actor=actor, item=item, version=version, agency=agency, learn=False)
    return open_assignment(item, actor=actor, on=clock.real_today())


def open_assignment(item: WorkItem, *, actor: User | None, on: dt.date, why: str = "") -> Assignment:
    """Make the assignment follow the item's lead; gives the one in force. For use inside a transaction of an act."""
    current = Assignment.objects.filter(item=item).exclude(state=Assignment.State.RELEASED).first()
    if current is not None and current.agency_id == item.lead_agency_id:
        return current
    if current is not None:
        release(current, on=on, why=why)
    return store(
        Assignment(
            item=item,
            agency=item.lead_agency,
            assigned_on=on,
            assigned_by=actor,
            acknowledge_by=WorkingCalendar.of_installation().after(on, rules_of(item).acknowledge_days),
        )
    )


def follow_lead(item: WorkItem, *, actor: User) -> Assignment | None:
    """Let the assignment follow a lead that was corrected; nothing where the follow-up has not begun."""
    begun = Assignment.objects.filter(item__programme=item.programme_id).exists()
    if not begun or item.state != ItemState.ACTIVE or item.lead_agency_id is None or item.completed_on is not None:
        return None
    return open_assignment(item, actor=actor, on=clock.real_today(), why="Cơ quan chủ trì được đổi.")


def release(assignment: Assignment, *, on: dt.date, why: str) -> None:
    """End an assignment from a day on. For use inside a transaction of an act."""
    assignment.state, assignment.ended_on, assignment.why = Assignment.State.RELEASED, on, why[:300]
    store(assignment)


@transaction.atomic
def acknowledge(*, actor: User, assignment: Assignment) -> Assignment:
    """Say that the agency has taken the item on. Saying it twice changes nothing."""
    require(actor, Action.ACKNOWLEDGE, assignment)
    today = clock.real_today()
    taken = Assignment.objects.filter(pk=assignment.pk, state=Assignment.State.WAITING).update(
        state=Assignment.State.ACKNOWLEDGED, acknowledged_on=today, acknowledged_by=actor
    )
    assignment.refresh_from_db()
    if taken != 1:
        return assignment
    assignment.full_clean()
    tell(
        assignment,
        actor=actor,
        verb="acknowledge",
        vi=f"{assignment.agency} tiếp nhận nhiệm vụ {assignment.item}.",
        en=f"{assignment.agency} acknowledged the item {assignment.item}.",
    )
    return assignment


def take_on_at_once(assignment: Assignment, *, actor: User) -> None:
    """Take on what an agency gave itself: nobody else is to say anything. For use inside a transaction of an act."""
    assignment.state, assignment.acknowledged_by = Assignment.State.ACKNOWLEDGED, actor
    assignment.acknowledged_on = assignment.assigned_on
    store(assignment)


@transaction.atomic
def hand_back(*, actor: User, assignment: Assignment, reason: str) -> HandBack:
    """Ask to be rid of an item, within the working days that the programme allows for it."""
    require(actor, Action.HAND_BACK, hold(assignment))
    if assignment.state == Assignment.State.HANDED_BACK:
        raise ValidationError(_("Cơ quan đã đề nghị trả lại nhiệm vụ này; văn phòng đang xem xét."))
    calendar, rules, today = WorkingCalendar.of_installation(), rules_of(assignment.item), clock.real_today()
    last_day = calendar.after(assignment.assigned_on, rules.hand_back_days)
    if today > last_day:
        raise ValidationError(
            _("Đã quá hạn trả lại nhiệm vụ (%(day)s); hãy đề nghị gia hạn hoặc báo cáo khó khăn.")
            % {"day": day_words(last_day)}
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy nêu lý do trả lại.")})
    request = store(
        HandBack(
            assignment=assignment,
            reason=reason.strip(),
            asked_on=today,
            asked_by=actor,
            rule_by=calendar.after(today, rules.hand_back_days),
        )
    )
    assignment.state = Assignment.State.HANDED_BACK
    store(assignment)
    tell(
        assignment,
        actor=actor,
        verb="hand_back",
        vi=f"{assignment.agency} đề nghị trả lại nhiệm vụ {assignment.item}: {reason}",
        en=f"{assignment.agency} handed back the item {assignment.item}: {reason}",
    )
    return request


@transaction.atomic
def rule_on_hand_back(
    *, actor: User, hand_back: HandBack, uphold: bool, note: str = "", agency: Agency | None = None
) -> HandBack:
    """Rule on a hand-back: uphold it (the item goes to `agency`, or waits for a lead) or keep the assignment."""
    require(actor, Action.RULE_ON_HAND_BACK, hand_back)
    today = clock.real_today()
    ruling = HandBack.Ruling.UPHELD if uphold else HandBack.Ruling.REFUSED
    values = {"ruling": ruling, "ruled_on": today, "ruled_by": actor, "note": note.strip()}
    decide_once(hand_back, field="ruling", waiting=HandBack.Ruling.OPEN, decider="ruled_by", values=values)
    assignment = Assignment.objects.select_related("item", "agency").get(pk=hand_back.assignment_id)
    if uphold:
        _take_back(assignment, actor=actor, agency=agency, why=hand_back.reason)
    else:
        assignment.state, assignment.acknowledged_on = Assignment.State.ACKNOWLEDGED, today
        store(assignment)
    words = ("đồng ý", "upheld") if uphold else ("không đồng ý", "refused")
    tell(
        assignment,
        actor=actor,
        verb="rule",
        vi=f"Việc {assignment.agency} đề nghị trả lại {assignment.item}: {words[0]}. {note}".strip(),
        en=f"The hand-back of {assignment.item} by {assignment.agency} was {words[1]}. {note}".strip(),
    )
    return hand_back


def rules_of(item: WorkItem) -> Rules:
    """Give the rules an item is followed up by."""
    return item.programme.rule_set if item.programme else Rules()


def _take_back(assignment: Assignment, *, actor: User, agency: Agency | None, why: str) -> None:
    today = clock.real_today()
    release(assignment, on=today, why=why)
    item = assignment.item
    if agency is not None:
        assign(actor=actor, item=item, version=item.version, agency=agency)
        return
    item = claim(item, item.version)
    item.lead_agency, item.state = None, ItemState.UNASSIGNED
    store_item(item, actor)
