"""Completion with its product: handed in by the lead, accepted or returned by the office."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.downloads import safe_name
from dondoc.web.follow_up.services.acts import AlreadyDecided, decide_once, store, tell
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import Completion, Document, WorkItem
from dondoc.web.register.services.locking import claim, hold
from dondoc.web.register.services.storing import store as store_item

State = Completion.State


@dataclass(frozen=True, slots=True)
class Product:
    """The product of an item: its number, its own day, and where it can be seen."""

    reference: str
    completed_on: dt.date
    title: str = ""
    link: str = ""
    file: File[bytes] | None = None
    document: Document | None = None
    note: str = ""


@transaction.atomic
def submit_completion(*, actor: User, item: WorkItem, product: Product) -> Completion:
    """Hand in the product of an item. The day that counts is the one on the product; the lag to today is kept."""
    require(actor, Action.COMPLETE, hold(item))
    today = clock.real_today()
    _refuse_wrong(item, product, today)
    completion = Completion(
        item=item,
        product_reference=product.reference.strip(),
        product_title=product.title.strip(),
        completed_on=product.completed_on,
        link=product.link,
        document=product.document,
        note=product.note,
        submitted_by=actor,
        submitted_on=today,
    )
    if product.file is not None:
        completion.file.save(safe_name(product.file.name or ""), product.file, save=False)
    store(completion)
    tell(
        completion,
        actor=actor,
        verb="complete",
        vi=f"Nộp sản phẩm {completion} của {item}, ngày trên sản phẩm {day_words(product.completed_on)}.",
        en=f"Handed in the product {completion} of {item}, dated {product.completed_on:%-d %b %Y}.",
        lag=(today - product.completed_on).days,
    )
    return completion


@transaction.atomic
def decide_completion(*, actor: User, completion: Completion, accept: bool, note: str = "") -> Completion:
    """Accept a product (the item is done from the day on it) or return it with a reason; decided once."""
    require(actor, Action.ACCEPT_COMPLETION, completion.item)
    _refuse_own(actor, completion)
    if not accept and not note.strip():
        raise ValidationError({"decision_note": _("Hãy nêu lý do trả lại.")})
    values = {
        "state": State.ACCEPTED if accept else State.RETURNED,
        "decided_on": max(clock.real_today(), completion.submitted_on),  # a clock may have been set back
        "decided_by": actor,
        "decision_note": note.strip(),
    }
    decide_once(completion, field="state", waiting=State.SUBMITTED, decider="decided_by", values=values)
    item = completion.item
    if accept:
        _finish(item, completion.completed_on, actor)
    words = ("Nghiệm thu", "Accepted") if accept else ("Trả lại", "Returned")
    tell(
        completion,
        actor=actor,
        verb="accept" if accept else "return",
        vi=f"{words[0]} sản phẩm {completion} của {item}. {note}".strip(),
        en=f"{words[1]} the product {completion} of {item}. {note}".strip(),
    )
    return completion


@transaction.atomic
def withdraw_completion(*, actor: User, completion: Completion) -> Completion:
    """Take a product back that has not been decided on."""
    require(actor, Action.COMPLETE, completion.item)
    taken = Completion.objects.filter(pk=completion.pk, state=State.SUBMITTED).update(state=State.WITHDRAWN)
    completion.refresh_from_db()
    if taken != 1:
        raise AlreadyDecided(str(completion.decided_by or ""))
    tell(
        completion,
        actor=actor,
        verb="withdraw",
        vi=f"Rút sản phẩm {completion} của {completion.item}.",
        en=f"Withdrew the product {completion} of {completion.item}.",
    )
    return completion


def _refuse_own(actor: User, completion: Completion) -> None:
    """Refuse that somebody of the office decides on what he handed in himself for an item that the office leads."""
    programme = completion.item.programme
    leads_itself = programme is not None and completion.item.lead_agency_id == programme.office_id
    if leads_itself and completion.submitted_by_id == actor.pk:
        raise ValidationError(_("Sản phẩm của văn phòng do chính anh chị nộp thì người khác hoặc lãnh đạo nghiệm thu."))


def _refuse_wrong(item: WorkItem, product: Product, today: dt.date) -> None:
    if item.state != ItemState.ACTIVE or item.completed_on is not None:
        raise ValidationError(_("Nhiệm vụ này không ở tình trạng đang thực hiện."))
    if left := item.children.filter(state=ItemState.ACTIVE, completed_on__isnull=True).count():
        raise ValidationError(_("Còn %(count)s việc con chưa hoàn thành.") % {"count": left})
    if product.completed_on > today:
        raise ValidationError({"completed_on": _("Ngày trên sản phẩm không thể sau hôm nay.")})
    if not product.reference.strip():
        raise ValidationError({"product_reference": _("Hãy ghi số, ký hiệu của sản phẩm.")})
    if not (product.file or product.link or product.document):
        raise ValidationError({"link": _("Hãy kèm tệp hoặc liên kết đến sản phẩm.")})
    if item.completions.filter(state=State.SUBMITTED).exists():
        raise ValidationError(_("Sản phẩm đã nộp đang chờ nghiệm thu."))


def _finish(item: WorkItem, completed_on: dt.date, actor: User) -> None:
    whole = item.parent if item.parent is not None and item.parent.lead_is_class else None
    if whole is not None:
        hold(whole)  # of the last two parts that are done at once the second sees the first
    item = claim(item, item.version)
    item.completed_on = completed_on
    store_item(item, actor)
    if whole is not None:
        settle_class(whole, actor=actor)


def settle_class(item: WorkItem, *, actor: User | None) -> bool:
    """Close a class item when the last of its parts is done, on the latest day of them; open it again if one is not.

    For use inside a transaction of an act; gives whether anything changed.
    """
    parts = list(item.children.filter(state=ItemState.ACTIVE).values_list("completed_on", flat=True))
    days = [day for day in parts if day is not None]
    done = max(days) if parts and len(days) == len(parts) else None
    if item.completed_on == done:
        return False
    item = claim(item, item.version)
    item.completed_on = done
    store_item(item, actor)
    tell(
        item,
        actor=actor,
        verb="settle",
        vi=f"{item}: mọi cơ quan đã hoàn thành." if done else f"{item}: còn cơ quan chưa hoàn thành.",
        en=f"{item}: every agency is done." if done else f"{item}: an agency is not done.",
    )
    return True
