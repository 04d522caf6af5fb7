"""When the day of issue is corrected, the deadlines that count from it or take their year from it follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from dondoc.output.words import day as day_words
from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import User
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.field_reviews import status_of
from dondoc.web.register.models import Document, WorkItem
from dondoc.web.register.services.locking import hold
from dondoc.web.register.services.storing import store
from dondoc.web.register.services.values import iso

BY_DAY_OF_ISSUE = "day of issue corrected"  # why, in the history of an item
Days = tuple[dt.date | None, dt.date | None]


class Issued(NamedTuple):
    """The day of issue before and after it was corrected."""

    former: dt.date | None
    now: dt.date | None


def date_again(*, actor: User, document: Document, former: dt.date | None) -> list[WorkItem]:
    """Count the deadlines of a draft again from its corrected day of issue; give the items whose days changed.

    Only what the reader had counted follows: days that its words and the former day of issue explain, and that nobody
    has confirmed or corrected. To be called inside the transaction of the correction.
    """
    issued = Issued(former, document.issued_on)
    drafts = document.items.filter(state=ItemState.DRAFT).exclude(deadline_as_written="").order_by("pk")
    return [item for item in drafts if _follow(item, issued, actor)]


def _follow(item: WorkItem, issued: Issued, actor: User) -> bool:
    hold(item)
    if item.state != ItemState.DRAFT or status_of(item, "deadline") != ReviewStatus.UNREVIEWED:
        return False
    before = (item.due_from, item.due_on)
    days = _counted(item.deadline_as_written, before, issued)
    others = [_other(one, issued) for one in item.deadline_alternatives]
    if days == before and others == item.deadline_alternatives:
        return False
    item.due_from, item.due_on = days
    item.deadline_alternatives, item.version = others, item.version + 1
    item._change_reason = BY_DAY_OF_ISSUE  # type: ignore[attr-defined]
    store(item, actor)
    _tell(item, before, actor)
    return True


def _counted(words: str, days: Days, issued: Issued) -> Days:
    """Give the days that words stand for now; the same ones where the former day of issue does not explain them."""
    if days not in _readings(words, issued.former):
        return days
    at = _readings(words, issued.former).index(days)
    now = _readings(words, issued.now)
    return now[at] if at < len(now) else days


def _readings(words: str, issued_on: dt.date | None) -> Sequence[Days]:
    return [(one.due_from, one.due_on) for one in find_deadlines(words, issued_on=issued_on)]


def _other(one: dict[str, Any], issued: Issued) -> dict[str, Any]:
    """Give another reading of a deadline with its days counted again."""
    days = tuple(dt.date.fromisoformat(one[end]) if one[end] else None for end in ("from", "to"))
    first, last = _counted(one["as_written"], (days[0], days[1]), issued)
    return {**one, "from": iso(first), "to": iso(last)}


def _tell(item: WorkItem, before: Days, actor: User) -> None:
    then, now = (day_words(day) if day else "-" for day in (before[1], item.due_on))
    record(
        verb="date_again",
        thing=item,
        actor=actor,
        vi=f"Tính lại hạn của {item} theo ngày ban hành đã sửa: {then} thành {now}.",
        en=f"Counted the deadline of {item} from the corrected day of issue: {then} to {now}.",
        data={"from": iso(before[1]), "to": iso(item.due_on)},
    )
