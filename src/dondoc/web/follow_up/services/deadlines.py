"""Moving deadlines: asked for with a reason, decided by a leader, counted; the first one is never lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.follow_up.services.acts import decide_once, store, tell
from dondoc.web.follow_up.services.breaking_down import refuse_late
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import ItemState, Precision
from dondoc.web.register.models import DeadlineChange, Document, WorkItem
from dondoc.web.register.services.locking import claim, hold_with_parent
from dondoc.web.register.services.storing import store as store_item

State = DeadlineChange.State


@transaction.atomic
def ask_deadline(*, actor: User, item: WorkItem, new_due_on: dt.date, reason: str) -> DeadlineChange:
    """Ask for another deadline, with a reason."""
    require(actor, Action.ASK_DEADLINE, hold_with_parent(item))
    _refuse_impossible(item, new_due_on)
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy nêu lý do đề nghị đổi hạn.")})
    if item.deadline_changes.filter(state=State.REQUESTED).exists():
        raise ValidationError(_("Nhiệm vụ này đang có một đề nghị đổi hạn chờ quyết định."))
    change = store(_change(item, new_due_on, reason, actor, state=State.REQUESTED))
    tell(
        change,
        actor=actor,
        verb="ask_deadline",
        vi=f"Đề nghị đổi hạn {item} sang {day_words(new_due_on)}: {reason}",
        en=f"Asked to move the deadline of {item} to {new_due_on:%-d %b %Y}: {reason}",
    )
    return change


@transaction.atomic
def decide_deadline(*, actor: User, change: DeadlineChange, approve: bool, note: str = "") -> DeadlineChange:
    """Decide a request, once; an approved one moves the deadline, the first deadline stays written down."""
    require(actor, Action.DECIDE_DEADLINE, hold_with_parent(change.item))
    if not approve and not note.strip():
        raise ValidationError({"decision_note": _("Hãy nêu lý do không đồng ý.")})
    values = {
        "state": State.APPROVED if approve else State.REFUSED,
        "decided_on": clock.real_today(),
        "decided_by": actor,
        "decision_note": note.strip(),
    }
    decide_once(change, field="state", waiting=State.REQUESTED, decider="decided_by", values=values)
    if approve:
        _apply(change, actor)
    words = ("Đồng ý", "Approved") if approve else ("Không đồng ý", "Refused")
    tell(
        change,
        actor=actor,
        verb="decide_deadline",
        vi=f"{words[0]} đổi hạn {change.item} sang {day_words(change.new_due_on)}. {note}".strip(),
        en=f"{words[1]} the move of {change.item} to {change.new_due_on:%-d %b %Y}. {note}".strip(),
    )
    return change


@transaction.atomic
def withdraw_deadline(*, actor: User, change: DeadlineChange) -> DeadlineChange:
    """Take back a request that has not been decided."""
    require(actor, Action.ASK_DEADLINE, change.item)
    decide_once(change, field="state", waiting=State.REQUESTED, decider="decided_by", values={"state": State.WITHDRAWN})
    tell(
        change,
        actor=actor,
        verb="withdraw_deadline",
        vi=f"Rút đề nghị đổi hạn {change.item}.",
        en=f"Withdrew the request to move {change.item}.",
    )
    return change


@transaction.atomic
def move_by_decision(
    *, actor: User, items: Sequence[WorkItem], new_due_on: dt.date, authority: Document, reason: str
) -> list[DeadlineChange]:
    """Move the deadlines of several items by one decision document: all of them or none."""
    for item in items:
        require(actor, Action.DECIDE_DEADLINE, item)
    chosen = {item.pk for item in items}
    changes = []
    for item in _top_down(items):
        hold_with_parent(item)
        _refuse_impossible(item, new_due_on, moves_with_parent=item.parent_id in chosen)
        changes.append(_decided(item, new_due_on, authority, reason, actor))
    return changes


def extensions_of(item: WorkItem) -> int:
    """Count how often the deadline was moved."""
    return item.deadline_changes.filter(state=State.APPROVED).count()


def _decided(item: WorkItem, day: dt.date, authority: Document, reason: str, actor: User) -> DeadlineChange:
    today = clock.real_today()
    change = _change(item, day, reason, actor, state=State.APPROVED)
    change.decided_by, change.decided_on, change.authority = actor, today, authority
    item.deadline_changes.filter(state=State.REQUESTED).update(
        state=State.WITHDRAWN, decision_note=f"Đã điều chỉnh theo {authority}."[:300]
    )
    store(change)
    _apply(change, actor)
    tell(
        change,
        actor=actor,
        verb="move_deadline",
        vi=f"Đổi hạn {item} sang {day_words(day)} theo {authority}.",
        en=f"Moved the deadline of {item} to {day:%-d %b %Y} by {authority}.",
        authority=authority.pk,
    )
    return change


def _change(item: WorkItem, day: dt.date, reason: str, actor: User, *, state: str) -> DeadlineChange:
    return DeadlineChange(
        item=item,
        state=state,
        old_as_written=item.deadline_as_written,
        old_due_on=item.due_on,
        new_due_on=day,
        reason=reason.strip(),
        requested_by=actor,
        requested_on=clock.real_today(),
    )


def _apply(change: DeadlineChange, actor: User) -> None:
    item = claim(change.item, WorkItem.objects.values_list("version", flat=True).get(pk=change.item_id))
    if item.parent is not None:
        refuse_late(change.new_due_on, item.parent)
    _refuse_later_children(item, change.new_due_on)
    item.due_from, item.due_on = change.new_due_from, change.new_due_on
    item.deadline_as_written, item.precision = change.new_as_written, change.new_precision or Precision.DAY
    store_item(item, actor)
    change.item = item


def _refuse_impossible(item: WorkItem, day: dt.date, *, moves_with_parent: bool = False) -> None:
    if item.state != ItemState.ACTIVE or item.completed_on is not None:
        raise ValidationError(_("Chỉ đổi hạn của nhiệm vụ đang thực hiện."))
    if item.assigned_on and day < item.assigned_on:
        raise ValidationError(
            {"new_due_on": _("Hạn không được trước ngày giao việc (%(day)s).") % {"day": day_words(item.assigned_on)}}
        )
    if day == item.due_on:
        raise ValidationError({"new_due_on": _("Hạn mới trùng hạn hiện nay.")})
    if item.parent is not None and not moves_with_parent:
        refuse_late(day, item.parent)


def _refuse_later_children(item: WorkItem, day: dt.date) -> None:
    latest = item.children.filter(state=ItemState.ACTIVE, completed_on__isnull=True).aggregate(Max("due_on"))
    if latest["due_on__max"] and latest["due_on__max"] > day:
        raise ValidationError({"new_due_on": _("Còn việc con có hạn sau ngày này; hãy đổi hạn việc con trước.")})


def _top_down(items: Sequence[WorkItem]) -> list[WorkItem]:
    """Order parents before their children, so that a later deadline reaches the parent first."""
    chosen = {item.pk: item for item in items}

    def depth(item: WorkItem) -> int:
        above = chosen.get(item.parent_id or 0)
        return 0 if above is None else 1 + depth(above)

    return sorted(items, key=depth)
