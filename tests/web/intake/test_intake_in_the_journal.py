"""Every write of intake stands in the journal, in both languages; a service without a case here fails."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable

import pytest

from dondoc.files.errors import EmptyFile
from dondoc.web import clock
from dondoc.web.intake import services, tasks
from dondoc.web.intake.models import DEAD_AFTER, Batch, IntakeJob
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import User
from tests.web.builders import agency_of
from tests.web.intake.making import DIRECTIVE

pytestmark = pytest.mark.django_db
State = IntakeJob.State


def received(office: User, content: bytes = DIRECTIVE.encode(), *, batch: Batch | None = None) -> IntakeJob:
    where = agency_of(office)
    return services.receive(actor=office, office=where, name="a.txt", file=content, queue=False, batch=batch)


def batch_of(office: User, *, waiting: bool = False) -> Batch:
    batch = services.open_batch(actor=office, office=agency_of(office), name="hai tệp")
    if waiting:
        received(office, batch=batch)
    return batch


def cancelled(office: User) -> Batch:
    batch = batch_of(office, waiting=True)
    services.cancel_batch(actor=office, batch=batch)
    return batch


def silent(office: User, attempts: int) -> None:
    """Leave a job as a worker that died leaves it."""
    long_ago = clock.now() - DEAD_AFTER - dt.timedelta(minutes=1)
    job = IntakeJob.objects.filter(pk=received(office).pk)
    job.update(state=State.RUNNING, heartbeat_at=long_ago, started_at=long_ago, attempts=attempts)


def revived(office: User, attempts: int) -> None:
    silent(office, attempts)
    services.revive_dead_jobs()


def read(office: User, content: bytes) -> None:
    tasks.read_now(received(office, content).pk)


Act = Callable[[User], object]
# What is done, the services it passes through, and the verb of the entry it leaves.
CASES: list[tuple[str, Act, str]] = [
    ("receive", received, "receive"),
    ("open_batch", batch_of, "open_batch"),
    (
        "refuse",
        lambda o: services.refuse(actor=o, batch=batch_of(o), name="b.txt", error=EmptyFile(name="b.txt")),
        "refuse",
    ),
    ("discard", lambda o: services.discard(actor=o, batch=batch_of(o)), "discard"),
    ("cancel", lambda o: services.cancel(actor=o, job=received(o)), "cancel"),
    ("cancel_batch", cancelled, "cancel"),
    ("retry", lambda o: services.retry(actor=o, job=services.cancel(actor=o, job=received(o))), "retry"),
    ("retry_batch", lambda o: services.retry_batch(actor=o, batch=cancelled(o)), "retry"),
    ("revive_dead_jobs", lambda o: revived(o, 1), "revive"),
    ("revive_dead_jobs", lambda o: revived(o, services.MOST_ATTEMPTS), "give_up"),
    ("read_now", lambda o: read(o, DIRECTIVE.encode()), "import"),
    ("read_now", lambda o: read(o, b"%PDF-1.7\n%%EOF"), "end_reading"),
]


@pytest.mark.parametrize(("service", "act", "verb"), CASES, ids=[f"{name}-{verb}" for name, _act, verb in CASES])
def test_each_write_leaves_its_entry(office: User, service: str, act: Act, verb: str) -> None:
    act(office)
    told = Entry.objects.filter(verb=verb).latest("pk")
    assert told.sentence_vi, service
    assert told.sentence_en, service
    assert told.object_name


def test_every_service_has_a_case() -> None:
    own = {
        name
        for name, found in inspect.getmembers(services, inspect.isfunction)
        if found.__module__ == services.__name__ and not name.startswith("_")
    }
    assert own - {name for name, _act, _verb in CASES} == set()
