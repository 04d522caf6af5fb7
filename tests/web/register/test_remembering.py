"""Counts are kept until something happens in the programme, and never shown to who sees something else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from dondoc.web import clock
from dondoc.web.journal.models import Entry
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Programme
from dondoc.web.register.remembering import Memory
from tests.web.builders import make_agency, make_office, make_programme, make_user, make_work_item

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 3, 1)


@pytest.fixture(autouse=True)
def _kept(settings: Any) -> Iterator[None]:
    """Keep counts, as an installation does."""
    backend = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "figures of a test"}
    settings.CACHES = {**settings.CACHES, "figures": backend}
    caches["figures"].clear()
    yield
    caches["figures"].clear()


def counting(programme: Programme | None, user: User, on: dt.date = DAY) -> Callable[[], int]:
    """Give a function that asks for a count; it gives how often anything was counted so far."""
    times: list[int] = []

    def count() -> int:
        times.append(1)
        return len(times)

    return lambda: Memory(programme, user, on).kept("how often", count)


def write_line(programme: Programme | None, **fields: Any) -> Entry:
    thing = programme or make_agency()
    return record(verb="note", thing=thing, actor=None, programme=programme, vi="Ghi.", en="Noted.", **fields)


def test_a_count_is_kept_until_something_happens() -> None:
    """An act in the programme, or one that belongs to none (an agency renamed), makes it count again."""
    programme, other = make_programme(), make_programme()
    count = counting(programme, make_office())
    assert [count(), count()] == [1, 1]
    write_line(programme)
    assert [count(), count()] == [2, 2]
    write_line(None)
    assert count() == 3
    write_line(other)
    assert count() == 3


def test_an_act_that_is_stored_late_is_not_missed() -> None:
    """A line whose number is lower than the last one known still counts as something new."""
    programme = make_programme()
    count = counting(programme, make_office())
    last = write_line(programme)
    late = {"at": last.at, "verb": "note", "object_type": "x", "sentence_vi": "Ghi.", "sentence_en": "Noted."}
    Entry(pk=last.pk + 1000, programme=programme, **late).save(force_insert=True)
    assert count() == 1
    Entry(pk=last.pk + 500, programme=programme, **late).save(force_insert=True)
    assert count() == 2


def test_each_day_is_counted_apart() -> None:
    programme, user = make_programme(), make_office()
    caches["figures"].clear()
    kept = {day: Memory(programme, user, day).kept("n", lambda day=day: day.day) for day in (DAY, DAY.replace(day=2))}
    assert list(kept.values()) == [1, 2]
    with clock.frozen(dt.date(2030, 1, 1)):
        assert Memory(programme, user, DAY).kept("n", lambda: 99) == 99


def test_readers_share_only_what_is_the_same_for_them() -> None:
    """Agencies that are cleared up to "internal" share; an office and a higher clearance have their own."""
    programme = make_programme()
    agencies = [make_user(role="agency"), make_user(role="agency")]
    others = [make_office(), make_user(role="agency", clearance=2), make_user(role="leader", clearance=2)]
    answers = [Memory(programme, user, DAY).kept("who", lambda user=user: user.pk) for user in (*agencies, *others)]
    assert answers == [agencies[0].pk, agencies[0].pk, *(user.pk for user in others)]


def test_without_a_programme_nothing_is_kept() -> None:
    count = counting(None, make_office())
    assert [count(), count()] == [1, 2]


def test_pages_follow_an_act(client: Client) -> None:
    """The overview and the list show the new figures right after an act."""
    programme = make_programme()
    client.force_login(make_user(role="leader"))
    for expected in (1, 2):
        item = make_work_item(programme=programme, due_on=dt.date(2021, 12, 31))
        write_line(programme)
        assert client.get("/").context["cells"].overdue == expected
        listed = client.get("/items/?state=open_overdue")
        assert (listed.context["page"].paginator.count, item.title in listed.content.decode()) == (expected, True)
        assert client.get("/").context["cells"].overdue == expected


def test_what_a_filter_offers_may_lag_a_minute() -> None:
    """It is not counted again after every act; each reader, day and question still has its own."""
    programme, user = make_programme(), make_office()
    memory = Memory(programme, user, DAY)
    assert memory.kept_a_minute("choices", lambda: 1) == 1
    write_line(programme)
    assert Memory(programme, user, DAY).kept_a_minute("choices", lambda: 2) == 1
    assert Memory(programme, user, DAY).kept_a_minute("others", lambda: 3) == 3
    assert Memory(programme, make_user(role="leader"), DAY).kept_a_minute("choices", lambda: 4) == 4
    assert Memory(None, user, DAY).kept_a_minute("choices", lambda: 5) == 5
