"""What a person does at the review desk: confirm, split, merge, dismiss, add, take back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.reading.source import Span
from dondoc.web import clock
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.field_reviews import ReadThing, confirm_waiting, fields_of, say, status_of
from dondoc.web.register.models import Cooperation, Document, Finding, WorkItem
from dondoc.web.register.models.provenance import columns_of
from dondoc.web.register.services.editing import EDITABLE, action_for, set_cooperating
from dondoc.web.register.services.locking import claim, hold
from dondoc.web.register.services.secrecy import require_decided
from dondoc.web.register.services.storing import store
from dondoc.web.register.services.values import search_text
from dondoc.web.register.source_view import stored_source
from dondoc.web.text import path_key

# What undoing an item brings back, beside the item it was merged into.
TAKEN_BACK = (
    *EDITABLE - {"lead_agency"},
    "lead_agency_id",
    "state",
    "review_status",
    "field_reviews",
    "closed_why",
    "closed_on",
)


@transaction.atomic
def confirm_item(*, actor: User, item: WorkItem, version: int) -> WorkItem:
    """Say that a draft item is right as it stands."""
    require(actor, Action.REVIEW, item)
    item = claim(item, version)
    _only(item, ItemState.DRAFT)
    confirm_waiting(item)
    store(item, actor)
    _tell(item, actor, "confirm", f"Xác nhận nhiệm vụ {item}.", f"Confirmed the item {item}.")
    return item


@transaction.atomic
def confirm_field(*, actor: User, item: WorkItem, version: int, field: str) -> WorkItem:
    """Say that one field of a draft item is right as it stands."""
    require(actor, Action.REVIEW, item)
    item = claim(item, version)
    _only(item, ItemState.DRAFT)
    say_right(item, field)
    store(item, actor)
    _tell(
        item,
        actor,
        "confirm_field",
        f"Xác nhận một trường của nhiệm vụ {item}: {field}.",
        f"Confirmed a field of the item {item}: {field}.",
    )
    return item


@transaction.atomic
def confirm_rest(*, actor: User, document: Document, told: int | None = None) -> int:
    """Say that all nobody has looked at is right as read: items, indicators, citations, the head; give how many.

    Headings stay as they are. `told` is how many the person was told are left: with another number now, somebody else
    has taken something back or added it, and that is not confirmed unseen.
    """
    require(actor, Action.REVIEW, document)
    document = hold(document)
    waiting = ReviewStatus.UNREVIEWED
    things: list[ReadThing] = [
        *document.items.filter(state=ItemState.DRAFT, review_status=waiting, optional=False),
        *document.indicators.filter(review_status=waiting),
        *document.citations.filter(review_status=waiting),
        *([document] if document.review_status == waiting else []),
    ]
    if told is not None and told != len(things):
        raise ValidationError(
            _("Trong lúc đó có người đã sửa bản này: còn %(n)s mục chưa xem; hãy xem lại.") % {"n": len(things)}
        )
    if document in things:
        require_decided(document)
    for thing in [claim(one, one.version) for one in things]:
        confirm_waiting(thing)
        store(thing, actor)
    count = len(things)
    record(
        verb="confirm_rest",
        thing=document,
        actor=actor,
        vi=f"Xác nhận {count} mục còn lại của {document.named('vi')} đúng như đã đọc.",
        en=f"Confirmed the remaining {count} entries of {document.named('en')} as read.",
        data={"count": count},
    )
    return count


@transaction.atomic
def split_item(*, actor: User, item: WorkItem, version: int, titles: Sequence[str]) -> list[WorkItem]:
    """Make several items of one: the first title stays with it, the others get items that share its other facts."""
    require(actor, action_for(item), item)
    if len(titles) < 2 or not all(title.strip() for title in titles):
        raise ValidationError(_("Muốn tách, hãy cho ít nhất hai tên nhiệm vụ."))
    item = claim(item, version)
    names = [one.as_written for one in item.cooperations.all()]
    item.title = titles[0].strip()
    _corrected(item, "title")
    store(item, actor)
    parts = [item, *(_part_of(item, title, names, actor) for title in titles[1:])]
    _tell(
        item,
        actor,
        "split",
        f"Tách nhiệm vụ {item} thành {len(parts)} nhiệm vụ.",
        f"Split the item {item} into {len(parts)}.",
        parts=[one.pk for one in parts],
    )
    return parts


@transaction.atomic
def merge_items(*, actor: User, item: WorkItem, version: int, into: WorkItem, into_version: int) -> WorkItem:
    """Fold an item into another one, which takes over its measures and co-operating agencies.

    Both are as the person saw them: raises `StaleVersion` for either.
    """
    require(actor, action_for(item), item)
    require(actor, action_for(into), into)
    item = claim(item, version)
    if into.pk == item.pk or into.state in {ItemState.MERGED, ItemState.DISMISSED, ItemState.DROPPED}:
        raise ValidationError(_("Không gộp được vào nhiệm vụ này."))
    if (item.document_id, item.programme_id) != (into.document_id, into.programme_id):
        raise ValidationError(_("Chỉ gộp được hai nhiệm vụ của cùng một văn bản."))
    into = claim(into, into_version)
    worked = [one.as_written for one in into.cooperations.all()]
    into.measures = "\n".join(part for part in (into.measures, item.title, item.measures) if part)
    _corrected(into, "measures", "cooperating")
    if into.state == ItemState.DRAFT:
        into.field_reviews["cooperating"]["before"] = worked
    into._change_reason = f"took over {item.pk}"  # type: ignore[attr-defined]
    store(into, actor)
    names = [one.as_written for one in Cooperation.objects.filter(item__in=[into, item]).order_by("-item", "position")]
    set_cooperating(into, names)
    item.state, item.merged_into, item.closed_on = ItemState.MERGED, into, clock.real_today()
    store(item, actor)
    _tell(
        item, actor, "merge", f"Gộp nhiệm vụ {item} vào {into}.", f"Merged the item {item} into {into}.", into=into.pk
    )
    return into


@transaction.atomic
def dismiss_item(*, actor: User, item: WorkItem, version: int, why: str) -> WorkItem:
    """Say that a draft is no work item, and why."""
    require(actor, Action.REVIEW, item)
    if not why.strip():
        raise ValidationError({"closed_why": _("Hãy cho biết vì sao đây không phải là nhiệm vụ.")})
    item = claim(item, version)
    _only(item, ItemState.DRAFT)
    item.state, item.closed_why, item.review_status = ItemState.DISMISSED, why.strip(), ReviewStatus.DISMISSED
    store(item, actor)
    _tell(item, actor, "dismiss", f"Loại {item}: {why}", f"Dismissed {item}: {why}")
    return item


@transaction.atomic
def restore_item(*, actor: User, item: WorkItem, version: int) -> WorkItem:
    """Take a dismissed or merged draft back."""
    require(actor, Action.REVIEW, item)
    item = claim(item, version)
    if item.programme_id is not None or item.state not in {ItemState.DISMISSED, ItemState.MERGED}:
        raise ValidationError(_("Chỉ khôi phục được nhiệm vụ đã loại hoặc đã gộp trong bản dự thảo."))
    _give_back(item, actor)
    item.state, item.merged_into = ItemState.DRAFT, None
    item.closed_on, item.closed_why, item.review_status = None, "", ReviewStatus.UNREVIEWED
    item.field_reviews = {}
    store(item, actor)
    _tell(item, actor, "restore", f"Khôi phục nhiệm vụ {item}.", f"Restored the item {item}.")
    return item


@transaction.atomic
def add_item(
    *,
    actor: User,
    document: Document,
    fields: dict[str, Any],
    cooperating: Sequence[str] = (),
    span: Span | None = None,
) -> WorkItem:
    """Add an item that the reader did not find; `span` is the stretch of the source text it stands in."""
    require(actor, Action.REVIEW, document)
    document = hold(document)
    if document.status != Document.Status.DRAFT:
        raise ValidationError(_("Văn bản đã công bố; hãy thêm nhiệm vụ ở chương trình."))
    unknown = sorted(set(fields) - EDITABLE)
    if unknown:
        raise ValidationError(f"no such field: {', '.join(unknown)}")
    place = columns_of(stored_source(document.text).place(span)) if span else {}
    item = WorkItem(document=document, number=_next_number(document), secrecy=document.secrecy, **{**place, **fields})
    item.path_key = path_key(item.path)[:300]
    _corrected(item, "title")
    store(item, actor)
    set_cooperating(item, cooperating)
    _tell(item, actor, "add", f"Thêm nhiệm vụ {item}.", f"Added the item {item}.")
    return item


@transaction.atomic
def undo(*, actor: User, item: WorkItem, version: int) -> WorkItem:
    """Take back the last change of an item's own fields."""
    require(actor, action_for(item), item)
    item = claim(item, version)
    records = list(item.history.order_by("-history_date", "-history_id")[:2])
    if len(records) < 2:
        return _let_go(item, actor)
    _give_back(item, actor)
    _take_parts_back(item, actor)
    former = records[1]
    worked_before = _cooperating_before(item, former.field_reviews)
    for name in TAKEN_BACK:
        setattr(item, name, getattr(former, name))
    item.merged_into_id = former.merged_into_id
    item.path_key = path_key(item.path)[:300]
    store(item, actor)
    if worked_before is not None:
        set_cooperating(item, worked_before)
    _tell(item, actor, "undo", f"Hoàn tác thay đổi gần nhất của {item}.", f"Took back the last change of {item}.")
    return item


@transaction.atomic
def settle_finding(*, actor: User, finding: Finding, why: str) -> Finding:
    """Say what became of a finding of the checks: seen and right as it stands, or put right."""
    require(actor, Action.REVIEW, finding.document)
    if hold(finding).settled_at is not None:
        return finding
    finding.settled_by, finding.settled_at, finding.settled_why = actor, clock.now(), why.strip()
    finding.full_clean()
    finding.save()
    record(
        verb="settle",
        thing=finding,
        actor=actor,
        vi=f"Đã xử lý phát hiện {finding.code}: {why}",
        en=f"Settled the finding {finding.code}: {why}",
    )
    return finding


def _let_go(item: WorkItem, actor: User) -> WorkItem:
    """Take back that an item was added or split off: set it aside. Raises `ValidationError` for one that was read."""
    by_hand = item.field_reviews.get("title", {}).get("status") == ReviewStatus.CORRECTED
    if item.state != ItemState.DRAFT or not by_hand:
        raise ValidationError(_("Không còn thay đổi nào để hoàn tác."))
    _set_aside(item, actor)
    _tell(item, actor, "undo", f"Hoàn tác việc thêm {item}.", f"Took back the adding of {item}.")
    return item


def _set_aside(item: WorkItem, actor: User) -> None:
    item.state, item.closed_why = ItemState.DISMISSED, _("Đã hoàn tác việc thêm hoặc tách.")
    item.review_status = ReviewStatus.DISMISSED
    store(item, actor)


def _give_back(item: WorkItem, actor: User) -> None:
    """Take from the item that a merged one went into what it took over, if nothing happened to it since."""
    into = item.merged_into
    last = into.history.order_by("-history_date", "-history_id")[:2] if into else []
    if into is None or len(last) < 2 or last[0].history_change_reason != f"took over {item.pk}":
        return
    into = claim(into, into.version)
    worked = _cooperating_before(into, last[1].field_reviews)
    into.measures, into.field_reviews, into.review_status = (
        last[1].measures,
        last[1].field_reviews,
        last[1].review_status,
    )
    store(into, actor)
    if worked is not None:
        set_cooperating(into, worked)


def _take_parts_back(item: WorkItem, actor: User) -> None:
    """Set aside the parts that the last change split off. Raises `ValidationError` where one was worked on since."""
    reason = _part(item, version=item.version - 1)  # undoing has a version of its own
    parts = WorkItem.history.filter(history_type="+", history_change_reason=reason).values_list("id", flat=True)
    for part in WorkItem.objects.filter(pk__in=list(parts), state=ItemState.DRAFT):
        if part.version > 1:
            raise ValidationError(_("Một phần đã tách đã được sửa; hãy gộp hoặc loại phần ấy."))
        _set_aside(claim(part, part.version), actor)


def _part(item: WorkItem, *, version: int) -> str:
    """Name, in the history of a part, the change of an item that split it off."""
    return f"part of {item.pk}:{version}"


def _part_of(item: WorkItem, title: str, names: Sequence[str], actor: User) -> WorkItem:
    part = WorkItem.objects.get(pk=item.pk)
    part.pk, part.version, part.title = None, 1, title.strip()
    part._state.adding = True
    part._change_reason = _part(item, version=item.version)  # type: ignore[attr-defined]
    _corrected(part, "title")
    store(part, actor)
    set_cooperating(part, names)
    return part


def say_right(thing: ReadThing, field: str) -> None:
    """Say that one field is right as it stands; a corrected one stays corrected. Raises `ValidationError`."""
    if field not in fields_of(thing):
        raise ValidationError(f"no such field: {field}")
    if status_of(thing, field) == ReviewStatus.UNREVIEWED:
        say(thing, [field], ReviewStatus.CONFIRMED)


def _corrected(item: WorkItem, *fields: str) -> None:
    """Bring along what follows from changed words."""
    item.search = search_text(item.title, item.path, item.lead_as_written)
    if item.state == ItemState.DRAFT:
        say(item, fields, ReviewStatus.CORRECTED)


def _cooperating_before(item: WorkItem, former: dict[str, Any]) -> list[str] | None:
    """Give the agencies that worked on an item before the change that is taken back; None where they stay."""
    now, then = item.field_reviews.get("cooperating", {}), former.get("cooperating", {})
    if now == then or now.get("status") != ReviewStatus.CORRECTED:
        return None
    return list(now.get("before", []))


def _only(item: WorkItem, state: ItemState) -> None:
    if item.state != state:
        raise ValidationError(_("Nhiệm vụ không còn là dự thảo."))


def _next_number(document: Document) -> int:
    return document.items.count() + 1


def _tell(item: WorkItem, actor: User, verb: str, vi: str, en: str, **data: Any) -> None:
    record(verb=verb, thing=item, actor=actor, programme=item.programme, vi=vi, en=en, data=data)
