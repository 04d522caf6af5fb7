"""Sub-items: an agency breaks its item down into parts with declared weights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.follow_up.services.acts import tell
from dondoc.web.follow_up.services.assigning import open_assignment, take_on_at_once
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import IN_FORCE, ItemState, Precision, ReviewStatus
from dondoc.web.register.models import Completion, WorkItem
from dondoc.web.register.services.locking import claim, hold
from dondoc.web.register.services.storing import store
from dondoc.web.register.services.values import search_text


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-item to be: what, by whom (None: the lead of the parent), by when, with what weight."""

    title: str
    due_on: dt.date | None = None
    weight: int = 1
    agency: Agency | None = None


@transaction.atomic
def break_down(*, actor: User, item: WorkItem, parts: Sequence[Part]) -> list[WorkItem]:
    """Add sub-items; none is due after the item itself. A part without a day takes the item's own."""
    require(actor, Action.BREAK_DOWN, hold(item))
    if item.state != ItemState.ACTIVE or item.completed_on is not None:
        raise ValidationError(_("Chỉ chia nhỏ được nhiệm vụ đang thực hiện."))
    _refuse_handed_in(item)
    made = [_make(item, part, actor) for part in parts]
    tell(
        item,
        actor=actor,
        verb="break_down",
        vi=f"Chia {item} thành {len(made)} việc con.",
        en=f"Broke {item} down into {len(made)} sub-items.",
        parts=[one.pk for one in made],
    )
    return made


@transaction.atomic
def set_weight(*, actor: User, item: WorkItem, version: int, weight: int) -> WorkItem:
    """Declare how much a sub-item counts in its parent."""
    require(actor, Action.BREAK_DOWN, item.parent or item)
    if weight < 1:
        raise ValidationError({"weight": _("Trọng số phải từ 1 trở lên.")})
    item = claim(item, version)
    item.weight = weight
    store(item, actor)
    tell(item, actor=actor, verb="weigh", vi=f"Trọng số của {item}: {weight}.", en=f"Weight of {item}: {weight}.")
    return item


@transaction.atomic
def set_weights(*, actor: User, item: WorkItem, weights: Mapping[int, tuple[int, int]]) -> int:
    """Declare the weights of parts, by part the version that was seen and the weight; gives how many changed."""
    parts = {part.pk: part for part in parts_of(item)}
    changed = [pk for pk, (_version, weight) in weights.items() if pk in parts and parts[pk].weight != weight]
    for pk in changed:
        version, weight = weights[pk]
        set_weight(actor=actor, item=parts[pk], version=version, weight=weight)
    return len(changed)


def parts_of(item: WorkItem) -> list[WorkItem]:
    """Give the parts of an item that count in it, in order."""
    parts = item.children.filter(state__in=IN_FORCE).select_related("lead_agency", "programme", "parent")
    return list(parts.in_order())


@transaction.atomic
def move(*, actor: User, item: WorkItem, version: int, parent: WorkItem | None) -> WorkItem:
    """Put an item under another (or under none); never under itself or one of its own parts."""
    for row in (item.programme, parent):  # two moves of one programme at once could put two items under each other
        if row is not None:
            hold(row)
    require(actor, Action.EDIT, item)
    _refuse_place(item, parent)
    item = claim(item, version)
    if parent is not None:
        refuse_late(item.due_on, parent)
    item.parent = parent
    try:
        with transaction.atomic():
            store(item, actor)
    except IntegrityError as error:
        raise ValidationError({"parent": _("Cây nhiệm vụ vừa được người khác đổi; hãy xem lại.")}) from error
    vi, en = (f"vào dưới {parent}", f"under {parent}") if parent else ("ra thành nhiệm vụ riêng", "to stand alone")
    tell(item, actor=actor, verb="move", vi=f"Chuyển {item} {vi}.", en=f"Moved {item} {en}.")
    return item


def _refuse_place(item: WorkItem, parent: WorkItem | None) -> None:
    if item.from_class:
        raise ValidationError(_("Đây là phần việc của một cơ quan trong nhóm được giao, không chuyển đi được."))
    if parent is None:
        return
    if is_above(item, parent):
        raise ValidationError({"parent": _("Một việc không thể là việc con của chính nó.")})
    if parent.programme_id != item.programme_id:
        raise ValidationError({"parent": _("Việc cha phải thuộc cùng một chương trình.")})
    if parent.state not in IN_FORCE or parent.completed_on is not None:
        raise ValidationError({"parent": _("Chỉ chuyển vào dưới nhiệm vụ đang thực hiện.")})
    _refuse_handed_in(parent)


def _refuse_handed_in(item: WorkItem) -> None:
    """Refuse new parts of an item whose product waits to be accepted: it would be done before its parts."""
    if item.completions.filter(state=Completion.State.SUBMITTED).exists():
        raise ValidationError(_("Sản phẩm của nhiệm vụ đang chờ nghiệm thu; không thêm việc con lúc này."))


def is_above(item: WorkItem, other: WorkItem) -> bool:
    """Tell whether an item is the other one or one of its ancestors."""
    seen: set[int] = set()
    current: WorkItem | None = other
    while current is not None and current.pk not in seen:
        if current.pk == item.pk:
            return True
        seen.add(current.pk)
        current = current.parent
    return False


def refuse_late(due_on: dt.date | None, parent: WorkItem) -> None:
    """Refuse a deadline after that of the parent."""
    if due_on and parent.due_on and due_on > parent.due_on:
        raise ValidationError(
            {
                "due_on": _("Hạn của việc con không được sau hạn của việc cha (%(day)s).")
                % {"day": day_words(parent.due_on)}
            }
        )


def _make(item: WorkItem, part: Part, actor: User) -> WorkItem:
    today = clock.real_today()
    due = part.due_on or item.due_on
    refuse_late(due, item)
    if due is not None and part.due_on is not None and due < (item.assigned_on or due):
        raise ValidationError({"due_on": _("Hạn không được trước ngày giao việc.")})
    if not part.title.strip():
        raise ValidationError({"title": _("Hãy nêu việc con.")})
    agency = part.agency or item.lead_agency
    child = WorkItem(
        parent=item,
        document=item.document,
        programme=item.programme,
        number=item.number,
        path=item.path,
        path_key=item.path_key,
        title=part.title.strip(),
        search=search_text(part.title, item.path, "", agency.name if agency else ""),
        lead_agency=agency,
        urgency=item.urgency,
        secrecy=item.secrecy,
        weight=part.weight,
        state=ItemState.ACTIVE,
        review_status=ReviewStatus.CONFIRMED,
        assigned_on=today,
        due_on=due,
        precision=Precision.DAY if due else "",
        first_due_on=due,
        first_precision=Precision.DAY if due else "",
    )
    store(child, actor)
    assignment = open_assignment(child, actor=actor, on=today)
    if child.lead_agency_id == item.lead_agency_id:
        take_on_at_once(assignment, actor=actor)
    return child
