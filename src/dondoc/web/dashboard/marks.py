"""The marks of states: a shape and words for each, so that colour is never alone.

done ● with a check    late ● with a clock    open ○    overdue ▲ with "!"    soon ◔    unknown ◌ hatched
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import WorkItem
from dondoc.web.register.timeliness import Attention, Cell


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state is drawn and what it is called."""

    shape: str
    words: str | Promise


MARKS: dict[str, Mark] = {
    Cell.DONE_ON_TIME: Mark("done", Cell.DONE_ON_TIME.label),
    Cell.DONE_LATE: Mark("late", Cell.DONE_LATE.label),
    Cell.OPEN_IN_TIME: Mark("open", Cell.OPEN_IN_TIME.label),
    Cell.OPEN_OVERDUE: Mark("overdue", Cell.OPEN_OVERDUE.label),
    Attention.AWAITING: Mark("soon", Attention.AWAITING.label),
    Attention.DUE_SOON: Mark("soon", Attention.DUE_SOON.label),
    Attention.NO_DEADLINE: Mark("unknown", Attention.NO_DEADLINE.label),
    Attention.STANDING: Mark("unknown", Attention.STANDING.label),
    ItemState.UNASSIGNED: Mark("soon", ItemState.UNASSIGNED.label),
    ItemState.DRAFT: Mark("unknown", ItemState.DRAFT.label),
    ItemState.MERGED: Mark("unknown", ItemState.MERGED.label),
    ItemState.DROPPED: Mark("unknown", ItemState.DROPPED.label),
    ItemState.DISMISSED: Mark("unknown", ItemState.DISMISSED.label),
}


def state_of(item: WorkItem) -> str:
    """Give what a row of a list shows for an item annotated with its timeliness: overdue before all, then attention."""
    if item.state not in {ItemState.ACTIVE, ItemState.UNASSIGNED}:
        return item.state
    cell: str = getattr(item, "cell", Cell.OPEN_IN_TIME)
    attention: str = getattr(item, "attention", "")
    return cell if cell == Cell.OPEN_OVERDUE or not attention else attention
