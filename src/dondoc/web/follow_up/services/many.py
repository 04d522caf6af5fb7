"""One act on many items: tried out first, then done to all that were shown or to none; a line in the journal for each.

A trial does the very same and is taken back, so that it says exactly what would be refused and why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.output.words import day as day_words
from dondoc.web.follow_up.services.assigning import assign
from dondoc.web.follow_up.services.deadlines import move_by_decision
from dondoc.web.follow_up.services.ending import stop_following
from dondoc.web.follow_up.services.setting_up import mark_key
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, NotAllowed, may, require
from dondoc.web.register.choices import ItemState, Urgency
from dondoc.web.register.models import Document, Programme, WorkItem
from dondoc.web.register.services.editing import edit_item
from dondoc.web.register.services.locking import StaleVersion, hold

MOST = 200


class Act(TextChoices):
    """What can be done to many items at once."""

    KEY = "key", gettext_lazy("Đánh dấu, bỏ dấu trọng tâm")
    URGENCY = "urgency", gettext_lazy("Đặt độ khẩn")
    LEAD = "lead", gettext_lazy("Giao cơ quan chủ trì")
    DEADLINE = "deadline", gettext_lazy("Đổi hạn theo văn bản quyết định")
    STOP = "stop", gettext_lazy("Thôi theo dõi theo quyết định")


NEEDS = {
    Act.KEY: Action.EDIT,
    Act.URGENCY: Action.EDIT,
    Act.LEAD: Action.ASSIGN,
    Act.DEADLINE: Action.DECIDE_DEADLINE,
    Act.STOP: Action.DROP,
}
CAN_BE_TAKEN_BACK = (Act.KEY, Act.URGENCY)


@dataclass(frozen=True, slots=True)
class Order:
    """An act with what it needs: of the fields those that the act speaks of."""

    act: Act
    is_key: bool = False
    urgency: int = Urgency.NORMAL
    agency: Agency | None = None
    day: dt.date | None = None
    authority: Document | None = None
    why: str = ""
    with_parts: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act makes of one item: before, after, or why it is refused; `version` is the one it was tried on."""

    item: WorkItem
    version: int
    before: str
    after: str = ""
    refused: str = ""


class NotAll(Exception):
    """Something came in between: nothing was done. `outcomes` says what stands in the way of which item."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        self.outcomes = outcomes
        super().__init__("not all of the items can be changed")


class _TakeBack(Exception):
    pass


def acts_of(user: User | AnonymousUser, programme: Programme | None) -> list[Act]:
    """Give what a person may do to many items of a programme."""
    return [act for act in Act if may(user, NEEDS[act], programme)] if programme is not None else []


def try_out(*, actor: User, items: Sequence[WorkItem], order: Order) -> list[Outcome]:
    """Give what an act would make of each item, in the order of the items; nothing is changed."""
    outcomes: list[Outcome] = []
    try:
        with transaction.atomic():
            outcomes = _each(actor, items, {item.pk: item.version for item in items}, order)
            raise _TakeBack
    except _TakeBack:
        return outcomes


@transaction.atomic
def do_to_all(*, actor: User, items: Sequence[WorkItem], versions: Mapping[int, int], order: Order) -> list[Outcome]:
    """Do an act to all of the items as they were seen (`versions`), or raise `NotAll` and do nothing."""
    outcomes = _each(actor, items, versions, order)
    if any(one.refused for one in outcomes):
        raise NotAll(outcomes)
    return outcomes


def take_back(*, actor: User, act: Act, values: Mapping[int, tuple[int, int]]) -> int:
    """Put back what items were before an act: by item the version that the act left, and the value before it.

    What has been changed since stays as it is; gives how many were put back.
    """
    taken = 0
    for item in WorkItem.objects.filter(pk__in=values).select_related("lead_agency"):
        version, value = values[item.pk]
        order = Order(act, is_key=bool(value)) if act == Act.KEY else Order(act, urgency=value)
        taken += not _one(actor, item, version, order).refused
    return taken


def value_of(item: WorkItem, act: Act) -> str:
    """Give, in words, what of an item the act is about."""
    words: dict[Act, Callable[[], str]] = {
        Act.KEY: lambda: _("trọng tâm") if item.is_key else _("thường"),
        Act.URGENCY: item.get_urgency_display,
        Act.LEAD: lambda: item.lead_label or _("chưa có chủ trì"),
        Act.DEADLINE: lambda: day_words(item.due_on) if item.due_on else _("chưa có hạn"),
        Act.STOP: item.get_state_display,
    }
    return words[act]()


def _each(actor: User, items: Sequence[WorkItem], versions: Mapping[int, int], order: Order) -> list[Outcome]:
    """Do the act item by item; what is refused is tried again after the others, until nothing moves any more.

    A whole and its part can stand in each other's way: which of the two has to move first depends on the day.
    """
    done: dict[int, Outcome] = {}
    waiting = list(items)
    while waiting:
        tried = {item.pk: _one(actor, item, versions.get(item.pk, 0), order) for item in waiting}
        done |= tried
        left = [item for item in waiting if tried[item.pk].refused]
        if len(left) == len(waiting):
            break
        waiting = left
    return [done[item.pk] for item in items]


def _one(actor: User, item: WorkItem, version: int, order: Order) -> Outcome:
    before = value_of(item, order.act)
    rows = WorkItem.objects.select_related("programme__document", "document", "lead_agency")
    fresh = rows.prefetch_related("cooperations").get(pk=item.pk)
    try:
        with transaction.atomic():
            changed = _do(actor, fresh, version, order)
    except ValidationError as error:
        return Outcome(item, version, before, refused=" ".join(error.messages))
    except (StaleVersion, NotAllowed) as error:
        return Outcome(item, version, before, refused=getattr(error, "sentence", str(error)))
    return Outcome(item, version, before, after=value_of(changed, order.act))


def _do(actor: User, item: WorkItem, version: int, order: Order) -> WorkItem:
    """Do the act and give the item as it is then."""
    require(actor, NEEDS[order.act], item)
    if item.version != version:
        raise StaleVersion(item)
    if order.act == Act.KEY:
        return mark_key(actor=actor, item=item, version=version, is_key=order.is_key)
    if order.act == Act.URGENCY:
        changes = {"urgency": order.urgency}
        same = item.urgency == order.urgency
        return item if same else edit_item(actor=actor, item=item, version=version, changes=changes)
    if order.act == Act.LEAD and order.agency is not None:
        _give(actor, item, version, order.agency)
    elif order.act == Act.DEADLINE and order.day is not None and order.authority is not None:
        _move_deadline(actor, item, order.day, order.authority, order)
    elif order.act == Act.STOP and order.day is not None:
        stop_following(actor=actor, item=item, version=version, on=order.day, why=order.why)
    return WorkItem.objects.select_related("lead_agency").get(pk=item.pk)


def _move_deadline(actor: User, item: WorkItem, day: dt.date, authority: Document, order: Order) -> None:
    """Move a deadline; with `with_parts` open parts that would be due later are brought to the same day first."""
    if order.with_parts:
        hold(item)
        for part in item.children.filter(state=ItemState.ACTIVE, completed_on__isnull=True, due_on__gt=day):
            _move_deadline(actor, part, day, authority, order)
    move_by_decision(actor=actor, items=[item], new_due_on=day, authority=authority, reason=order.why)


def _give(actor: User, item: WorkItem, version: int, agency: Agency) -> None:
    if item.lead_is_class or item.from_class:
        raise ValidationError(_("Việc giao cho từng cơ quan của một nhóm thì không đổi chủ trì ở đây."))
    if item.completed_on is not None:
        raise ValidationError(_("Nhiệm vụ đã hoàn thành."))
    if item.lead_agency_id != agency.pk:
        assign(actor=actor, item=item, version=version, agency=agency)
