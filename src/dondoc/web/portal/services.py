"""Making a programme public, and taking it back. What has a class of secrecy is never opened here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.web.journal.services import record
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import Secrecy
from dondoc.web.register.models import Indicator, Programme, WorkItem
from dondoc.web.register.services.locking import claim
from dondoc.web.register.services.storing import store

if TYPE_CHECKING:
    from dondoc.web.register.querysets import IndicatorQuerySet, WorkItemQuerySet

UNCLASSIFIED = (Secrecy.PUBLIC, Secrecy.INTERNAL)


@transaction.atomic
def open_programme(*, actor: User, programme: Programme) -> Programme:
    """Let the public see the programme: of its rows those that are public themselves, and nothing else."""
    require(actor, Action.OPEN_TO_PUBLIC, programme)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.status == Programme.Status.DRAFT:
        raise ValidationError(_("Chương trình đang chuẩn bị; hãy bắt đầu theo dõi trước khi công khai."))
    if programme.secrecy > Secrecy.INTERNAL:
        raise ValidationError(_("Chương trình có độ mật nên không thể công khai."))
    return _set_programme(programme, Secrecy.PUBLIC, actor, "Công khai chương trình.", "Made the programme public.")


@transaction.atomic
def close_programme(*, actor: User, programme: Programme) -> Programme:
    """Take the whole programme off the public pages at once; which rows are public is kept for the next time."""
    require(actor, Action.OPEN_TO_PUBLIC, programme)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.secrecy != Secrecy.PUBLIC:
        return programme
    return _set_programme(
        programme, Secrecy.INTERNAL, actor, "Thôi công khai chương trình.", "Took the programme off the public pages."
    )


@transaction.atomic
def show_items(*, actor: User, programme: Programme, items: WorkItemQuerySet, public: bool) -> int:
    """Make items of a programme public, or internal again; gives how many changed. Classified ones stay as they are."""
    require(actor, Action.OPEN_TO_PUBLIC, programme)
    wanted = Secrecy.PUBLIC if public else Secrecy.INTERNAL
    rows = items.filter(programme=programme, secrecy__in=UNCLASSIFIED).exclude(secrecy=wanted)
    chosen = list(rows.order_by("pk"))
    changed = [_store_item(item, wanted, actor) for item in chosen]
    parts = sum(item.parent_id is not None for item in chosen)
    _record(actor, programme, changed, public=public, vi="nhiệm vụ", en="items", parts=parts)
    return len(changed)


@transaction.atomic
def show_indicators(*, actor: User, programme: Programme, indicators: IndicatorQuerySet, public: bool) -> int:
    """Make indicators of a programme public, or internal again; gives how many changed."""
    require(actor, Action.OPEN_TO_PUBLIC, programme)
    wanted = Secrecy.PUBLIC if public else Secrecy.INTERNAL
    rows = indicators.filter(programme=programme, secrecy__in=UNCLASSIFIED).exclude(secrecy=wanted)
    changed = [_store_indicator(one, wanted, actor) for one in rows.select_for_update().order_by("pk")]
    _record(actor, programme, changed, public=public, vi="chỉ tiêu", en="indicators")
    return len(changed)


def _set_programme(programme: Programme, secrecy: Secrecy, actor: User, vi: str, en: str) -> Programme:
    programme.secrecy = secrecy
    programme._history_user = actor  # type: ignore[attr-defined]
    programme.full_clean()
    programme.save()
    record(verb="publish", thing=programme, actor=actor, programme=programme, vi=vi, en=en)
    return programme


def _store_item(item: WorkItem, secrecy: Secrecy, actor: User) -> int:
    item = claim(item, item.version)
    item.secrecy = secrecy
    store(item, actor)
    return item.pk


def _store_indicator(indicator: Indicator, secrecy: Secrecy, actor: User) -> int:
    indicator.secrecy = secrecy
    indicator.version += 1
    indicator._history_user = actor  # type: ignore[attr-defined]
    indicator.full_clean()
    indicator.save()
    return indicator.pk


def _record(
    actor: User, programme: Programme, numbers: list[int], *, public: bool, vi: str, en: str, parts: int = 0
) -> None:
    """Write down what was opened or closed; sub-items, which pages do not count, are told apart."""
    if not numbers:
        return
    also_vi, also_en = (f" và {parts} việc con", f" and {parts} sub-items") if parts else ("", "")
    record(
        verb="publish",
        thing=programme,
        actor=actor,
        programme=programme,
        vi=f"{'Công khai' if public else 'Thôi công khai'} {len(numbers) - parts} {vi}{also_vi}.",
        en=f"{'Made' if public else 'No longer'} public: {len(numbers) - parts} {en}{also_en}.",
        data={"public": public, en: numbers},
    )
