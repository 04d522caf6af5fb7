"""Changing a work item, in a draft or under follow-up: one door for every field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.web import clock
from dondoc.web.journal.services import record
from dondoc.web.organisations.linking import AgencyIndex
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.organisations.services import learn_alias
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.field_reviews import (
    ReadThing,
    changed_fields,
    confirm_waiting,
    fields_of,
    say,
    words_of,
)
from dondoc.web.register.models import WorkItem
from dondoc.web.register.services.importing import cooperation_rows
from dondoc.web.register.services.locking import claim
from dondoc.web.register.services.storing import store
from dondoc.web.register.services.values import search_text
from dondoc.web.text import path_key

DEADLINE_FIELDS = ("deadline_as_written", "due_from", "due_on", "precision")
EDITABLE = frozenset(
    {
        "assigned_on",
        "decided_note",
        "deliverable",
        "is_key",
        "kind",
        "lead_agency",
        "lead_as_written",
        "lead_is_class",
        "measures",
        "objective",
        "optional",
        "path",
        "recurrence",
        "secrecy",
        "title",
        "urgency",
        "weight",
        *DEADLINE_FIELDS,
    }
)


@transaction.atomic
def edit_item(
    *,
    actor: User,
    item: WorkItem,
    version: int,
    changes: Mapping[str, Any],
    cooperating: Sequence[str] | None = None,
    learn: bool = False,
    only: str = "",
) -> WorkItem:
    """Correct fields of an item (`EDITABLE`), and the agencies that work on it if `cooperating` is given, in words.

    `version` is the version the person saw; raises `StaleVersion` if it is no longer the one in force. A deadline under
    follow-up is corrected here only while no extension has been granted: extending is another act. `learn` remembers
    the words of the document as another name of the lead chosen. In a draft the person answers for the whole item, or
    for one field of it (`only`).
    """
    require(actor, action_for(item), item)
    unknown = sorted(set(changes) - EDITABLE)
    if unknown:
        raise ValidationError(f"no such field: {', '.join(unknown)}")
    item = claim(item, version)
    before = {name: getattr(item, name) for name in changes}
    read = {name: words_of(item, name) for name in fields_of(item)}
    for name, value in changes.items():
        setattr(item, name, value)
    _settle(item, changes)
    columns = [name for name in changes if before[name] != getattr(item, name)]
    if item.state == ItemState.DRAFT:
        worked = ["cooperating"] if cooperating is not None else []
        say_edited(item, [*changed_fields(item, columns), *worked], read=read, only=only)
    if item.state == ItemState.DRAFT and cooperating is not None:
        item.field_reviews["cooperating"]["before"] = [one.as_written for one in item.cooperations.all()]
    store(item, actor)
    if cooperating is not None:
        set_cooperating(item, cooperating)
    if learn and item.lead_agency and item.lead_as_written:
        learn_alias(actor=actor, agency=item.lead_agency, words=item.lead_as_written)
    changed = {name: [_plain(before[name]), _plain(getattr(item, name))] for name in columns}
    record(
        verb="edit",
        thing=item,
        actor=actor,
        programme=item.programme,
        vi=f"Sửa nhiệm vụ {item}: {_names(changed, cooperating)}.",
        en=f"Changed the item {item}: {', '.join(changed) or 'co-operating agencies'}.",
        data={"changed": changed, "cooperating": list(cooperating) if cooperating is not None else None},
    )
    return item


@transaction.atomic
def set_lead(*, actor: User, item: WorkItem, version: int, agency: Agency, learn: bool = True) -> WorkItem:
    """Give an item its one lead agency; in a draft the words of the document are remembered as its name."""
    draft = item.state == ItemState.DRAFT
    require(actor, Action.REVIEW if draft else Action.ASSIGN, item)
    item = claim(item, version)
    former = item.lead_agency
    item.lead_agency, item.lead_is_class = agency, False
    if item.state == ItemState.UNASSIGNED:
        item.state = ItemState.ACTIVE
    _settle(item, {"lead_agency": agency})
    if draft:
        say(item, ["lead"], ReviewStatus.CORRECTED, read={"lead": item.lead_as_written})
    store(item, actor)
    item.cooperations.filter(agency=agency).delete()
    if learn and draft and item.lead_as_written:
        learn_alias(actor=actor, agency=agency, words=item.lead_as_written)
    record(
        verb="assign",
        thing=item,
        actor=actor,
        programme=item.programme,
        vi=f"Giao {agency.name} chủ trì nhiệm vụ {item}.",
        en=f"Made {agency.name} the lead of the item {item}.",
        data={"from": former.pk if former else None, "to": agency.pk},
    )
    return item


def action_for(item: WorkItem) -> Action:
    """Give what changing this item counts as."""
    return Action.REVIEW if item.state in {ItemState.DRAFT, ItemState.DISMISSED} else Action.EDIT


def set_cooperating(item: WorkItem, names: Sequence[str]) -> None:
    """Set who works with the lead, in the words given; known agencies are linked."""
    index = AgencyIndex.load(item.assigned_on or clock.real_today())
    item.cooperations.all().delete()
    for row in cooperation_rows(item, names, index):
        row.full_clean()
        row.save()


def say_edited(thing: ReadThing, corrected: Sequence[str], *, read: Mapping[str, str], only: str) -> None:
    """Say of the changed fields of a draft that they are corrected, of the others that a person saw them and they are
    right; with `only` he saw nothing but that field."""
    say(thing, corrected, ReviewStatus.CORRECTED, read=dict(read))
    if not only:
        confirm_waiting(thing)
    elif only not in corrected:
        say(thing, [only], ReviewStatus.CONFIRMED)


def _settle(item: WorkItem, changes: Mapping[str, Any]) -> None:
    """Bring along what follows from the changed fields."""
    item.title = item.title.strip()
    item.path_key = path_key(item.path)[:300]
    item.search = search_text(
        item.title, item.path, item.lead_as_written, item.lead_agency.name if item.lead_agency else ""
    )
    if item.lead_is_class:
        item.lead_agency = None
    if item.state == ItemState.ACTIVE and item.lead_agency is None and not item.lead_is_class:
        raise ValidationError({"lead_agency": _("Nhiệm vụ đang theo dõi phải có đúng một cơ quan chủ trì.")})
    if item.state == ItemState.UNASSIGNED and (item.lead_agency or item.lead_is_class):
        item.state = ItemState.ACTIVE
    if item.state != ItemState.DRAFT and set(changes) & set(DEADLINE_FIELDS):
        _correct_first_deadline(item)


def _correct_first_deadline(item: WorkItem) -> None:
    if item.deadline_changes.filter(state="approved").exists():
        raise ValidationError({"due_on": _("Hạn đã được gia hạn; muốn đổi hạn hãy dùng mục đề nghị đổi hạn.")})
    if item.parent and item.parent.due_on and item.due_on and item.due_on > item.parent.due_on:
        raise ValidationError({"due_on": _("Hạn của việc con không được sau hạn của việc cha.")})
    for name in DEADLINE_FIELDS:
        setattr(item, f"first_{name}", getattr(item, name))


def _plain(value: Any) -> Any:
    if isinstance(value, Agency):
        return value.pk
    return value.isoformat() if isinstance(value, dt.date) else value


def _names(changed: Mapping[str, Any], cooperating: Sequence[str] | None) -> str:
    names = [str(WorkItem._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]
    return ", ".join([*names, *([_("cơ quan phối hợp")] if cooperating is not None else [])]) or "-"
