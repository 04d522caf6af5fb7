"""What a person does at the review desk: confirm, split, merge, dismiss, add, take back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.reading.source import SourceText, Span
from dondoc.web import clock
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.models import Cooperation, Document, Finding, Indicator, WorkItem
from dondoc.web.register.models.provenance import columns_of
from dondoc.web.register.services.editing import EDITABLE, action_for, set_cooperating
from dondoc.web.register.services.locking import claim
from dondoc.web.register.services.storing import store
from dondoc.web.register.services.values import search_text
from dondoc.web.text import path_key


@transaction.atomic
def confirm_item(*, actor: User, item: WorkItem, version: int) -> WorkItem:
    """Say that a draft item is right as it stands."""
    require(actor, Action.REVIEW, item)
    item = claim(item, version)
    _only(item, ItemState.DRAFT)
    if item.review_status == ReviewStatus.UNREVIEWED:
        item.review_status = ReviewStatus.CONFIRMED
    store(item, actor)
    _tell(item, actor, "confirm", f"Xác nhận nhiệm vụ {item}.", f"Confirmed the item {item}.")
    return item


@transaction.atomic
def confirm_rest(*, actor: User, document: Document) -> int:
    """Say that the draft items nobody has looked at are right as read; give how many. Headings stay as they are."""
    require(actor, Action.REVIEW, document)
    rest = document.items.filter(state=ItemState.DRAFT, review_status=ReviewStatus.UNREVIEWED, optional=False)
    count = 0
    for item in rest:
        item.review_status, item.version = ReviewStatus.CONFIRMED, item.version + 1
        store(item, actor)
        count += 1
    record(
        verb="confirm_rest",
        thing=document,
        actor=actor,
        vi=f"Xác nhận {count} nhiệm vụ còn lại của {document} đúng như đã đọc.",
        en=f"Confirmed the remaining {count} items of {document} as read.",
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
    _reviewed(item)
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
def merge_items(*, actor: User, item: WorkItem, version: int, into: WorkItem) -> WorkItem:
    """Fold an item into another one, which takes over its measures and co-operating agencies."""
    require(actor, action_for(item), item)
    require(actor, action_for(into), into)
    item = claim(item, version)
    if into.pk == item.pk or into.state in {ItemState.MERGED, ItemState.DISMISSED, ItemState.DROPPED}:
        raise ValidationError(_("Không gộp được vào nhiệm vụ này."))
    if (item.document_id, item.programme_id) != (into.document_id, into.programme_id):
        raise ValidationError(_("Chỉ gộp được hai nhiệm vụ của cùng một văn bản."))
    into = claim(into, into.version)
    into.measures = "\n".join(part for part in (into.measures, item.title, item.measures) if part)
    _reviewed(into)
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
    item.state, item.merged_into = ItemState.DRAFT, None
    item.closed_on, item.closed_why, item.review_status = None, "", ReviewStatus.UNREVIEWED
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
    if document.status != Document.Status.DRAFT:
        raise ValidationError(_("Văn bản đã công bố; hãy thêm nhiệm vụ ở chương trình."))
    unknown = sorted(set(fields) - EDITABLE)
    if unknown:
        raise ValidationError(f"no such field: {', '.join(unknown)}")
    place = columns_of(SourceText.from_text(document.text.source).place(span)) if span else {}
    item = WorkItem(document=document, number=_next_number(document), secrecy=document.secrecy, **{**place, **fields})
    item.review_status = ReviewStatus.CORRECTED
    item.path_key = path_key(item.path)[:300]
    item.search = search_text(item.title, item.path, item.lead_as_written)
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
        raise ValidationError(_("Không còn thay đổi nào để hoàn tác."))
    former = records[1]
    for name in (*EDITABLE - {"lead_agency"}, "lead_agency_id", "state", "review_status", "closed_why", "closed_on"):
        setattr(item, name, getattr(former, name))
    item.merged_into_id = former.merged_into_id
    item.path_key = path_key(item.path)[:300]
    store(item, actor)
    _tell(item, actor, "undo", f"Hoàn tác thay đổi gần nhất của {item}.", f"Took back the last change of {item}.")
    return item


@transaction.atomic
def review_indicator(*, actor: User, indicator: Indicator, keep: bool) -> Indicator:
    """Confirm an indicator that was read, or dismiss it."""
    require(actor, Action.REVIEW, indicator)
    indicator.review_status = ReviewStatus.CONFIRMED if keep else ReviewStatus.DISMISSED
    indicator.version += 1
    indicator.full_clean()
    indicator.save()
    vi, en = ("Xác nhận", "Confirmed") if keep else ("Loại", "Dismissed")
    record(
        verb="confirm" if keep else "dismiss",
        thing=indicator,
        actor=actor,
        programme=indicator.programme,
        vi=f"{vi} chỉ tiêu {indicator}.",
        en=f"{en} the indicator {indicator}.",
    )
    return indicator


@transaction.atomic
def settle_finding(*, actor: User, finding: Finding, why: str) -> Finding:
    """Say what became of a finding of the checks: seen and right as it stands, or put right."""
    require(actor, Action.REVIEW, finding.document)
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


def _part_of(item: WorkItem, title: str, names: Sequence[str], actor: User) -> WorkItem:
    part = WorkItem.objects.get(pk=item.pk)
    part.pk, part.version, part.title = None, 1, title.strip()
    part._state.adding = True
    _reviewed(part)
    store(part, actor)
    set_cooperating(part, names)
    return part


def _reviewed(item: WorkItem) -> None:
    """Bring along what follows from a changed title."""
    item.search = search_text(item.title, item.path, item.lead_as_written)
    if item.state == ItemState.DRAFT:
        item.review_status = ReviewStatus.CORRECTED


def _only(item: WorkItem, state: ItemState) -> None:
    if item.state != state:
        raise ValidationError(_("Nhiệm vụ không còn là dự thảo."))


def _next_number(document: Document) -> int:
    return document.items.count() + 1


def _tell(item: WorkItem, actor: User, verb: str, vi: str, en: str, **data: Any) -> None:
    record(verb=verb, thing=item, actor=actor, programme=item.programme, vi=vi, en=en, data=data)
