"""Acts done at the same moment, each in a thread with a connection of its own.

Each waits for the other at its first write or lock, so both have read and checked before either writes. SQLite lets
only one transaction in at a time (BEGIN IMMEDIATE), so the moment that is tested does not exist there.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from dondoc.web import clock
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import AgencyClass
from dondoc.web.register.models import WorkItem
from dondoc.web.text import folded
from tests.web.builders import make_agency
from tests.web.follow_up.making import TODAY, Cast

ON_POSTGRESQL = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="two at the same moment: only PostgreSQL lets two transactions in at once (tools/with-postgres)",
    ),
]
WRITES = ("INSERT", "UPDATE", "DELETE")
Outcome = Any


def at_once(*acts: Callable[[], object]) -> list[Outcome]:
    """Do acts at the same moment, each in a thread with its own connection; gives what each gave or raised."""
    meeting = threading.Barrier(len(acts))
    outcomes: list[Outcome] = [None] * len(acts)
    threads = [
        threading.Thread(target=_play, args=(act, meeting, outcomes, place), daemon=True)
        for place, act in enumerate(acts)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
    assert not any(one.is_alive() for one in threads), "they wait for each other for ever"
    return outcomes


def _play(act: Callable[[], object], meeting: threading.Barrier, outcomes: list[Outcome], place: int) -> None:
    met = False

    def meet(execute: Any, sql: str, *arguments: Any) -> Any:
        nonlocal met
        if not met and (sql.startswith(WRITES) or " FOR " in sql[-40:]):
            met = True
            _wait(meeting)
        return execute(sql, *arguments)

    try:
        with clock.frozen(TODAY), connection.execute_wrapper(meet):
            outcomes[place] = act()
    except Exception as error:  # noqa: BLE001 - what it is, the test asks
        outcomes[place] = error
    finally:
        meeting.abort() if not met else None
        connection.close()


def _wait(meeting: threading.Barrier) -> None:
    try:
        meeting.wait(timeout=10)
    except threading.BrokenBarrierError:
        return


def loser(outcomes: list[Outcome], *kinds: type[Exception]) -> Any:
    """Give what the one who came too late was told, after making sure that the other one won."""
    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert len(refused) == 1, outcomes
    assert isinstance(refused[0], kinds), repr(refused[0])
    return refused[0]


def lines(*verbs: str) -> list[str]:
    return sorted(Entry.objects.filter(verb__in=verbs).values_list("verb", flat=True))


def again(row: Any) -> Any:
    """Give a row as another request reads it."""
    return type(row).objects.get(pk=row.pk)


def of_class(cast: Cast) -> WorkItem:
    """Give an item that each of a class of two districts is to do."""
    AgencyClass.objects.create(name="các huyện", folded=folded("các huyện"), kinds=["district"])
    for name in ("Huyện A", "Huyện B"):
        make_agency(name, kind="district")
    return cast.item(lead=None, lead_is_class=True, lead_as_written="các huyện", due_on=dt.date(2022, 12, 31))
