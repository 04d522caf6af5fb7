"""Sub-items: weights rolled up on reading, and the laws that the database holds."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from dondoc.web.follow_up.holding import Holder, Wait, days_of, segments
from dondoc.web.follow_up.services import breaking_down, completing
from dondoc.web.follow_up.services.breaking_down import Part
from dondoc.web.follow_up.tree import progress_of
from dondoc.web.register.models import WorkItem
from tests.web.follow_up.making import TODAY, Cast

DUE = dt.date(2022, 12, 31)
DAY = dt.date(2022, 1, 1)


def test_progress_rolls_up_by_declared_weights(cast: Cast) -> None:
    """Of weights 2 and 3, the first done and the second half done: 2/5 + 3/5 x 1/2 = 70 %."""
    item = cast.item(due_on=DUE)
    first, second = breaking_down.break_down(
        actor=cast.contact, item=item, parts=[Part("Khảo sát", weight=2), Part("Dự thảo", weight=3)]
    )
    half, _other = breaking_down.break_down(
        actor=cast.contact, item=second, parts=[Part("Chương I"), Part("Chương II")]
    )
    for one in (first, half):
        one.completed_on = TODAY
        one.save()
    progress = progress_of([item.pk, first.pk], TODAY)
    assert progress[item.pk].percent == pytest.approx(70.0)
    assert (progress[item.pk].done, progress[item.pk].ends) == (2, 3)
    assert progress[first.pk].percent == 100.0
    assert progress_of([item.pk], TODAY - dt.timedelta(days=1))[item.pk].percent == 0.0


def test_a_deep_tree_takes_one_query(cast: Cast) -> None:
    """Forty levels: one statement, however deep."""
    item = root = cast.item(due_on=DUE)
    for level in range(40):
        item = cast.item(parent=item, due_on=DUE, title=f"Tầng {level}")
    item.completed_on = TODAY
    item.save()
    with CaptureQueriesContext(connection) as seen:
        progress = progress_of([root.pk], TODAY)[root.pk]
    assert len(seen) == 1
    assert progress.percent == 100.0


def test_no_part_is_due_after_its_whole(cast: Cast) -> None:
    """Refused in a sentence by the service, and by the database whoever writes."""
    item = cast.item(due_on=DUE)
    with pytest.raises(ValidationError, match="không được sau hạn"):
        breaking_down.break_down(actor=cast.contact, item=item, parts=[Part("Muộn", due_on=DUE + dt.timedelta(days=1))])
    (child,) = breaking_down.break_down(actor=cast.contact, item=item, parts=[Part("Kịp")])
    for pk, day in ((child.pk, DUE + dt.timedelta(days=1)), (item.pk, DUE - dt.timedelta(days=1))):
        with pytest.raises(IntegrityError, match="after its parent"), transaction.atomic():
            WorkItem.objects.filter(pk=pk).update(due_on=day)


def test_no_item_is_above_itself(cast: Cast) -> None:
    item = cast.item(due_on=DUE)
    (child,) = breaking_down.break_down(actor=cast.contact, item=item, parts=[Part("Con")])
    (grandchild,) = breaking_down.break_down(actor=cast.contact, item=child, parts=[Part("Cháu")])
    with pytest.raises(ValidationError, match="chính nó"):
        breaking_down.move(actor=cast.office, item=item, version=item.version, parent=grandchild)
    with pytest.raises(IntegrityError, match="own ancestor"), transaction.atomic():
        WorkItem.objects.filter(pk=item.pk).update(parent=grandchild)


def test_a_part_is_moved_and_weighed(cast: Cast) -> None:
    item, other = cast.item(due_on=DUE), cast.item(due_on=DUE)
    (child,) = breaking_down.break_down(actor=cast.contact, item=item, parts=[Part("Con")])
    child = breaking_down.move(actor=cast.office, item=child, version=child.version, parent=other)
    child = breaking_down.set_weight(actor=cast.contact, item=child, version=child.version, weight=7)
    assert (child.parent, child.weight) == (other, 7)
    with pytest.raises(ValidationError):
        breaking_down.set_weight(actor=cast.contact, item=child, version=child.version, weight=0)


waits = st.builds(
    Wait,
    st.sampled_from(list(Holder)),
    st.integers(-20, 120).map(lambda n: DAY + dt.timedelta(days=n)),
    st.one_of(st.none(), st.integers(-20, 120).map(lambda n: DAY + dt.timedelta(days=n))),
)


@given(st.lists(waits, max_size=8), st.integers(1, 100))
def test_every_day_is_charged_to_exactly_one_holder(some: list[Wait], days: int) -> None:
    """The days of the holders add up to the days of the whole, without a gap, whatever waits for whom."""
    last = DAY + dt.timedelta(days=days)
    parts = segments(DAY, last, some)
    assert sum(days_of(parts).values()) == days
    assert parts[0].first == DAY
    assert parts[-1].last == last
    assert all(one.last == other.first for one, other in pairwise(parts))
    assert all(one.holder != other.holder for one, other in pairwise(parts))


def test_waiting_for_acceptance_is_charged_to_the_office() -> None:
    """A reply that is owed runs beside; while the product waits, the office holds the item."""
    day = {n: DAY + dt.timedelta(days=n) for n in (0, 10, 15, 20, 30)}
    parts = segments(
        day[0], day[30], [Wait(Holder.COOPERATING, day[10], day[20]), Wait(Holder.OFFICE, day[15], day[30])]
    )
    assert [(one.holder, one.days) for one in parts] == [("lead", 10), ("cooperating", 5), ("office", 15)]


def test_what_an_agency_gives_itself_needs_no_acknowledgement(cast: Cast) -> None:
    """A part that goes to another agency waits to be taken on; one of the lead's own does not."""
    parts = [Part("Tự làm"), Part("Nhờ làm", agency=cast.helper_agency)]
    made = breaking_down.break_down(actor=cast.contact, item=cast.item(due_on=DUE), parts=parts)
    assert [one.assignments.get().state for one in made] == ["acknowledged", "waiting"]


def test_a_whole_is_not_done_before_its_parts(cast: Cast) -> None:
    item = cast.item(due_on=DUE)
    breaking_down.break_down(actor=cast.contact, item=item, parts=[Part("Con")])
    product = completing.Product("1-ĐA", TODAY, link="https://example.vn/1")
    with pytest.raises(ValidationError, match="1 việc con"):
        completing.submit_completion(actor=cast.contact, item=item, product=product)
