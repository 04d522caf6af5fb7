"""From a reviewed draft to a programme under follow-up, and what ends the follow-up of an item."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.models import Document, Programme, WorkItem
from dondoc.web.register.services.editing import DEADLINE_FIELDS
from dondoc.web.register.services.locking import claim, hold
from dondoc.web.register.services.storing import store

if TYPE_CHECKING:
    from collections.abc import Iterable

OPTIONAL_LEFT_OUT = "Đề mục, không phải nhiệm vụ riêng."


class NotReviewed(Exception):
    """Something of the draft has not been looked at."""

    def __init__(self, progress: ReviewProgress) -> None:
        self.left = progress.left
        items, others = progress.left, progress.others_left
        self.sentence_vi = (
            f"Còn {items} nhiệm vụ và {others} mục khác (phần đầu, chỉ tiêu, dẫn chiếu) chưa được xác nhận; "
            "hãy xác nhận, sửa hoặc loại trước khi công bố."
        )
        self.sentence_en = (
            f"{items} items and {others} other entries (head, indicators, citations) are not reviewed yet; "
            "confirm, correct or dismiss them before publishing."
        )
        super().__init__(self.sentence_en)


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """How far the review of a draft is. Headings (`optional`) need no review: unconfirmed ones are left out.

    `others_left` are the head of the document, the indicators and the citations nobody has looked at.
    """

    total: int
    reviewed: int
    dismissed: int
    headings: int
    others_left: int = 0

    @property
    def left(self) -> int:
        return self.total - self.reviewed

    @property
    def done(self) -> bool:
        """Whether everything has been looked at."""
        return self.left == 0 and self.others_left == 0


def review_progress(document: Document) -> ReviewProgress:
    """Count what a draft holds: items reviewed, left, dismissed, and what else nobody has looked at."""
    draft, unreviewed = Q(state=ItemState.DRAFT), Q(review_status=ReviewStatus.UNREVIEWED)
    counts = document.items.aggregate(
        total=Count("pk", filter=draft & ~Q(optional=True, review_status=ReviewStatus.UNREVIEWED)),
        reviewed=Count("pk", filter=draft & ~unreviewed),
        dismissed=Count("pk", filter=Q(state=ItemState.DISMISSED)),
        headings=Count("pk", filter=draft & Q(optional=True) & unreviewed),
    )
    others = document.indicators.filter(unreviewed).count() + document.citations.filter(unreviewed).count()
    head = int(document.review_status == ReviewStatus.UNREVIEWED)
    return ReviewProgress(**counts, others_left=others + head)


@transaction.atomic
def publish(
    *,
    actor: User,
    document: Document,
    title: str = "",
    short_title: str = "",
    office: Agency | None = None,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    simulated: bool = False,
) -> Programme:
    """Make a programme of a reviewed draft: its items come under follow-up from the day the document was issued.

    Raises `NotReviewed` while anything is unreviewed. An item whose lead is no agency of the installation is published
    as "unassigned" and waits for `set_lead`. The deadlines as they are now become the first deadlines, never lost.
    """
    require(actor, Action.PUBLISH, document)
    document = hold(document)
    if document.status != Document.Status.DRAFT:
        raise ValidationError(_("Văn bản này đã được công bố."))
    progress = review_progress(document)
    if not progress.done:
        raise NotReviewed(progress)
    programme = _programme(
        document, title=title, short_title=short_title, office=office, starts_on=starts_on, ends_on=ends_on
    )
    programme.simulated = simulated
    programme.full_clean()
    programme.save()
    _leave_headings_out(document, actor)
    count = _start(document.items.filter(state=ItemState.DRAFT), programme, actor)
    for indicator in document.indicators.exclude(review_status=ReviewStatus.DISMISSED):
        indicator.programme = programme
        indicator.full_clean()
        indicator.save()
    document.status = Document.Status.PUBLISHED
    document.full_clean()
    document.save()
    record(
        verb="publish",
        thing=programme,
        actor=actor,
        programme=programme,
        vi=f"Công bố {document.named('vi')} để theo dõi: {count} nhiệm vụ.",
        en=f"Published {document.named('en')} for follow-up: {count} items.",
        data={"items": count, "document": document.pk},
    )
    return programme


@transaction.atomic
def drop_item(*, actor: User, item: WorkItem, version: int, on: dt.date, why: str) -> WorkItem:
    """Stop following an item from a day on, by a decision that `why` names. Its history stays."""
    require(actor, Action.DROP, item)
    item = claim(item, version)
    if item.state not in {ItemState.ACTIVE, ItemState.UNASSIGNED}:
        raise ValidationError(_("Nhiệm vụ này không còn được theo dõi."))
    if not why.strip():
        raise ValidationError({"closed_why": _("Hãy nêu căn cứ để thôi theo dõi.")})
    item.state, item.closed_on, item.closed_why = ItemState.DROPPED, on, why.strip()
    store(item, actor)
    record(
        verb="drop",
        thing=item,
        actor=actor,
        programme=item.programme,
        vi=f"Thôi theo dõi {item} từ {day_words(on)}: {why}",
        en=f"Dropped {item} from {on:%-d %b %Y}: {why}",
    )
    return item


def _programme(
    document: Document,
    *,
    title: str,
    short_title: str,
    office: Agency | None,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
) -> Programme:
    office = office or document.held_by
    if office is None:
        raise ValidationError(_("Chưa rõ văn phòng nào theo dõi chương trình này."))
    return Programme(
        document=document,
        title=(title or f"{document.named('vi')}: {document.subject}")[:500],
        short_title=short_title[:120] or document.named("vi")[:120],
        office=office,
        status=Programme.Status.RUNNING,
        starts_on=starts_on or document.issued_on or clock.real_today(),
        ends_on=ends_on,
        secrecy=document.secrecy,
        published_at=clock.now(),
    )


def _leave_headings_out(document: Document, actor: User) -> None:
    for item in document.items.filter(state=ItemState.DRAFT, optional=True, review_status=ReviewStatus.UNREVIEWED):
        item.state, item.closed_why = ItemState.DISMISSED, OPTIONAL_LEFT_OUT
        item.review_status = ReviewStatus.DISMISSED
        store(item, actor)


def _start(items: Iterable[WorkItem], programme: Programme, actor: User) -> int:
    count = 0
    for count, item in enumerate(items, 1):  # noqa: B007 - the count is what is given
        item.programme = programme
        item.assigned_on = item.assigned_on or programme.starts_on
        for name in DEADLINE_FIELDS:
            setattr(item, f"first_{name}", getattr(item, name))
        assigned = item.lead_agency_id is not None or item.lead_is_class
        item.state = ItemState.ACTIVE if assigned else ItemState.UNASSIGNED
        item.version += 1
        store(item, actor)
    return count
