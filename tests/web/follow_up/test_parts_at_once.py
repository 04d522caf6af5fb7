"""Parts, classes and their wholes when two people act at the same moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dondoc.web import clock
from dondoc.web.follow_up.services import (
    breaking_down,
    completing,
    deadlines,
    expanding,
)
from dondoc.web.follow_up.services.breaking_down import Part
from dondoc.web.register.models import WorkItem
from dondoc.web.register.services.locking import StaleVersion
from tests.web.builders import make_user
from tests.web.follow_up.making import TODAY, Cast, make_cast
from tests.web.follow_up.meeting import ON_POSTGRESQL, again, at_once, lines, loser, of_class

pytestmark = ON_POSTGRESQL
PRODUCT = completing.Product("12-ĐA/TU", dt.date(2022, 2, 20), link="https://example.vn/12")


@pytest.fixture
def cast() -> Iterator[Cast]:
    with clock.frozen(TODAY):
        yield make_cast()


# ---- the tree


def test_a_class_is_spread_twice(cast: Cast) -> None:
    item = of_class(cast)
    outcomes = at_once(*[lambda: expanding.expand(actor=cast.office, item=again(item))] * 2)
    assert sorted(outcomes) == [0, 2]
    assert (item.children.count(), lines("expand")) == (2, ["expand"])


def test_the_last_two_of_a_class_are_done(cast: Cast) -> None:
    """Neither sees the other's part done before it looks; the item of the class is closed all the same."""
    item = of_class(cast)
    expanding.expand(actor=cast.office, item=item)
    handed_in = []
    for part in item.children.select_related("lead_agency"):
        person = make_user(f"Đầu mối {part.lead_agency}", role="agency", agency=part.lead_agency)
        handed_in.append(completing.submit_completion(actor=person, item=part, product=PRODUCT))
    first, second = handed_in
    outcomes = at_once(
        lambda: completing.decide_completion(actor=cast.office, completion=again(first), accept=True),
        lambda: completing.decide_completion(actor=cast.leader, completion=again(second), accept=True),
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert again(item).completed_on == PRODUCT.completed_on
    assert lines("settle") == ["settle"]


def test_a_part_is_added_while_the_deadline_of_the_whole_moves_forward(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2022, 12, 31))
    early = dt.date(2022, 6, 30)
    change = deadlines.ask_deadline(actor=cast.contact, item=item, new_due_on=early, reason="Làm sớm.")
    outcomes = at_once(
        lambda: deadlines.decide_deadline(actor=cast.leader, change=again(change), approve=True),
        lambda: breaking_down.break_down(
            actor=cast.contact, item=again(item), parts=[Part("Khảo sát", due_on=dt.date(2022, 11, 30))]
        ),
    )
    assert "việc con" in str(loser(outcomes, ValidationError).messages)
    due = again(item).due_on
    assert all(part.due_on <= due for part in item.children.all())


def test_a_part_moves_later_while_its_whole_moves_forward(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2022, 12, 31))
    part = breaking_down.break_down(
        actor=cast.contact, item=item, parts=[Part("Khảo sát", due_on=dt.date(2022, 5, 31))]
    )[0]
    ask = {"actor": cast.contact, "reason": "Điều chỉnh."}
    forward = deadlines.ask_deadline(item=item, new_due_on=dt.date(2022, 6, 30), **ask)
    later = deadlines.ask_deadline(item=part, new_due_on=dt.date(2022, 11, 30), **ask)
    outcomes = at_once(
        lambda: deadlines.decide_deadline(actor=cast.leader, change=again(forward), approve=True),
        lambda: deadlines.decide_deadline(actor=cast.leader, change=again(later), approve=True),
    )
    assert "việc con" in str(loser(outcomes, ValidationError).messages)
    assert again(part).due_on <= again(item).due_on


def test_a_product_is_handed_in_while_a_part_is_added(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2022, 12, 31))
    outcomes = at_once(
        lambda: completing.submit_completion(actor=cast.contact, item=again(item), product=PRODUCT),
        lambda: breaking_down.break_down(actor=cast.contact, item=again(item), parts=[Part("Khảo sát")]),
    )
    loser(outcomes, ValidationError)


def test_two_items_are_put_under_each_other(cast: Cast) -> None:
    first, second = cast.item(), cast.item()
    move: Callable[..., Any] = breaking_down.move
    outcomes = at_once(
        lambda: move(actor=cast.office, item=again(first), version=1, parent=again(second)),
        lambda: move(actor=cast.office, item=again(second), version=1, parent=again(first)),
    )
    assert "việc con của chính nó" in str(loser(outcomes, ValidationError).messages)
    assert WorkItem.objects.filter(parent__isnull=False).count() == 1


def test_weights_are_declared_at_once(cast: Cast) -> None:
    """Weights count against each other and have no sum to keep: two parts are weighed at once, one part is not."""
    item = cast.item()
    first, second = breaking_down.break_down(actor=cast.contact, item=item, parts=[Part("Một"), Part("Hai")])
    weigh: Callable[..., Any] = breaking_down.set_weight
    both = at_once(
        lambda: weigh(actor=cast.contact, item=again(first), version=first.version, weight=60),
        lambda: weigh(actor=cast.contact, item=again(second), version=second.version, weight=70),
    )
    assert not [one for one in both if isinstance(one, Exception)]
    first.refresh_from_db()
    same = at_once(
        lambda: weigh(actor=cast.contact, item=again(first), version=first.version, weight=10),
        lambda: weigh(actor=cast.office, item=again(first), version=first.version, weight=20),
    )
    loser(same, StaleVersion)
    assert lines("weigh") == ["weigh"] * 3
