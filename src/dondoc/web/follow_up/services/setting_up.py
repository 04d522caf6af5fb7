"""From a published register to a running programme: the start, the rules, key items, deputies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.follow_up.services.acts import store, tell
from dondoc.web.follow_up.services.assigning import open_assignment
from dondoc.web.follow_up.services.expanding import spread
from dondoc.web.follow_up.services.periods import open_periods
from dondoc.web.organisations import services as organisations
from dondoc.web.organisations.access import forget_access
from dondoc.web.organisations.models import Membership, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import Programme, WorkItem
from dondoc.web.register.services.locking import claim
from dondoc.web.register.services.storing import store as store_item

LONGEST_STAND_IN = dt.timedelta(days=366)


@transaction.atomic
def start(*, actor: User, programme: Programme, expand_classes: bool = True) -> int:
    """Begin the follow-up of a published programme: assignments, parts of class items, the reporting calendar.

    May be repeated: what is there already stays as it is. Gives how many assignments are in force.
    """
    require(actor, Action.MANAGE_PROGRAMME, programme)
    today = clock.real_today()
    items = programme.items.filter(state=ItemState.ACTIVE, completed_on__isnull=True)
    for item in items.filter(lead_agency__isnull=False).select_related("programme", "lead_agency"):
        open_assignment(item, actor=actor, on=today)
    if expand_classes:
        for item in items.filter(lead_is_class=True):
            spread(item, None, actor=actor)
    periods = open_periods(programme, until=today)
    count = programme.items.filter(assignments__ended_on__isnull=True, assignments__isnull=False).count()
    tell(
        programme,
        actor=actor,
        verb="start",
        vi=f"Bắt đầu theo dõi {programme.named('vi')}: {count} việc đã giao, {periods} kỳ báo cáo.",
        en=f"Began to follow {programme.named('en')} up: {count} items assigned, {periods} reporting periods.",
    )
    return count


@transaction.atomic
def change_rules(*, actor: User, programme: Programme, changes: Mapping[str, Any], **fields: Any) -> Programme:
    """Change the rules of a programme (only what differs from the defaults is stored) and its own days."""
    require(actor, Action.MANAGE_PROGRAMME, programme)
    before = {"rules": programme.rules, **{name: getattr(programme, name) for name in fields}}
    programme.rules = {**programme.rules, **changes}
    for name, value in fields.items():
        setattr(programme, name, value)
    store(programme)
    open_periods(programme, until=clock.real_today())
    tell(
        programme,
        actor=actor,
        verb="rules",
        vi=f"Sửa quy tắc theo dõi của {programme.named('vi')}.",
        en=f"Changed the rules of {programme.named('en')}.",
        before=before,
        after={"rules": programme.rules, **fields},
    )
    return programme


@transaction.atomic
def mark_key(*, actor: User, item: WorkItem, version: int, is_key: bool) -> WorkItem:
    """Mark an item as a key item, or no longer."""
    require(actor, Action.EDIT, item)
    if item.is_key == is_key:
        return item
    item = claim(item, version)
    item.is_key = is_key
    store_item(item, actor)
    words = ("Đánh dấu", "Marked") if is_key else ("Bỏ đánh dấu", "Unmarked")
    tell(item, actor=actor, verb="key", vi=f"{words[0]} trọng tâm: {item}.", en=f"{words[1]} as key: {item}.")
    return item


@transaction.atomic
def stand_in(*, actor: User, person: User, deputy: User, first: dt.date, last: dt.date) -> list[Membership]:
    """Let a deputy act for a person for some days, in all his roles; what he does is written down as done for him."""
    if actor.pk != person.pk:
        require(actor, Action.MANAGE_PEOPLE)
    if not first <= last <= first + LONGEST_STAND_IN:
        raise ValidationError({"last": _("Thời gian làm thay phải có ngày kết thúc, không quá một năm.")})
    if deputy.pk == person.pk:
        raise ValidationError({"deputy": _("Không ai làm thay chính mình.")})
    made = [
        organisations.grant(
            actor=None,
            user=deputy,
            agency=held.agency,
            role=held.role,
            clearance=held.clearance,
            acting_for=person,
            valid_from=first,
            valid_to=min(last, held.valid_to or last),
        )
        for held in Membership.objects.filter(user=person, acting_for__isnull=True).valid_on(first)
    ]
    if not made:
        raise ValidationError({"person": _("Người này không có vai trò nào để làm thay.")})
    forget_access(deputy)
    tell(
        deputy,
        actor=actor,
        verb="stand_in",
        vi=f"{deputy} làm thay {person} từ {day_words(first)} đến {day_words(last)}.",
        en=f"{deputy} acts for {person} from {first:%-d %b %Y} to {last:%-d %b %Y}.",
    )
    return made
