"""The simulated history: the same each time, written by the real services, and only for demonstrations."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction

from dondoc.web.commands.demo import play, sample
from dondoc.web.follow_up.models import Delivery, Message, ProgressReport
from dondoc.web.follow_up.simulated import simulate
from dondoc.web.follow_up.simulated.history import NotADemonstration
from dondoc.web.intake import demonstration
from dondoc.web.journal.models import Entry
from dondoc.web.register.models import Completion, DeadlineChange, Programme
from tests.web.follow_up.making import Cast

UNTIL = dt.date(2021, 10, 29)


@pytest.fixture
def loaded(db: None, settings: Any, tmp_path: Any) -> Programme:
    settings.VAR = tmp_path
    demonstration.set_up()
    programme = sample()
    if programme is None:
        pytest.skip("the sample is not there")
    return programme


def played(programme: Programme) -> list[Any]:
    """Play the history, give what came of it, and take it back."""
    with transaction.atomic():
        play(programme, UNTIL)
        found = came_of(programme)
        transaction.set_rollback(True)
    return found


def came_of(programme: Programme) -> list[Any]:
    """Give what a history left behind."""
    items = programme.items.in_order().values_list("path", "title", "state", "due_on", "completed_on")
    reports = ProgressReport.objects.order_by("pk").values_list("item__path", "state", "results", "submitted_on")
    products = Completion.objects.order_by("pk").values_list("product_reference", "submitted_on", "state")
    return [list(items), list(reports), list(products)]


def test_a_history_is_whole_ends_on_its_day_and_comes_out_the_same_again(loaded: Programme) -> None:
    """Nothing happens after the last day, the journal tells of it, nobody gets mail; played twice it is there once."""
    first = played(loaded)
    assert all(first)
    assert play(loaded, UNTIL)
    assert play(loaded, UNTIL) is None
    assert first == came_of(loaded)
    for days in (
        Completion.objects.values_list("submitted_on", flat=True),
        ProgressReport.objects.values_list("submitted_on", flat=True),
        DeadlineChange.objects.values_list("requested_on", flat=True),
    ):
        assert all(day <= UNTIL for day in days)
    assert Entry.objects.filter(programme=loaded, verb="report").count() == ProgressReport.objects.count()
    assert Message.objects.exists()
    assert not Delivery.objects.exists()


def test_nothing_is_made_up_about_a_real_programme(cast: Cast) -> None:
    with pytest.raises(NotADemonstration):
        simulate(cast.programme, office=cast.office, leader=cast.leader, until=UNTIL)
