"""Plain builders for the tests of reviews, and random histories."""

from __future__ import annotations

import datetime as dt
import random

from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import WorkItem
from dondoc.web.reviews.models import Review
from dondoc.web.reviews.services.opening import open_review
from tests.web.builders import make_agency, make_completion, make_deadline_change, make_work_item
from tests.web.follow_up.making import Cast

REVIEWED_ON = dt.date(2023, 6, 30)


def make_review(cast: Cast, *, as_of: dt.date = REVIEWED_ON, kind: str = "mid_term", form: str = "party") -> Review:
    return open_review(actor=cast.office, programme=cast.programme, kind=kind, as_of=as_of, form=form)


def make_history(cast: Cast, seed: int, items: int = 12) -> list[WorkItem]:
    """Make items of every fate, by the dice: in time, late, extended, merged, dropped, without deadline, secret."""
    dice = random.Random(seed)  # noqa: S311 - dice of a test
    leads = [cast.lead, cast.helper_agency, make_agency(f"Sở thứ {seed}")]
    made = []
    for number in range(items):
        lead = dice.choice([*leads, None])
        due = dice.choice([None, dt.date(2022, 1, 31), dt.date(2022, 12, 31), dt.date(2024, 6, 30)])
        item = make_work_item(
            programme=cast.programme,
            lead=lead,
            title=f"=Việc {number}",
            due_on=due,
            lead_is_class=lead is None,
            secrecy=dice.choice([1, 1, 1, 2]),
        )
        _play(item, dice, made)
        made.append(item)
    return made


def _play(item: WorkItem, dice: random.Random, others: list[WorkItem]) -> None:
    fate = dice.choice(["open", "done", "late", "extended", "dropped", "merged", "later_done"])
    if fate in {"done", "late", "later_done"}:
        day = {"done": dt.date(2022, 1, 10), "late": dt.date(2023, 2, 1), "later_done": dt.date(2023, 6, 29)}[fate]
        make_completion(item, completed_on=day, state="accepted")
    elif fate == "extended" and item.due_on:
        moved = item.due_on + dt.timedelta(days=dice.randint(1, 900))
        make_deadline_change(item, new_due_on=moved, decided_on=dt.date(2022, 1, 5))
    elif fate == "dropped" or (fate == "merged" and others):
        item.state = ItemState.DROPPED if fate == "dropped" else ItemState.MERGED
        item.merged_into = dice.choice(others) if fate == "merged" else None
        item.closed_on, item.closed_why = dice.choice([dt.date(2022, 6, 1), dt.date(2023, 6, 30)]), "Có quyết định."
        item.full_clean()
        item.save()
