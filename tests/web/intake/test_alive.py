"""Signs of life of a worker, and the watch over what a dead one has left."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import OperationalError

from dondoc.web import clock
from dondoc.web.intake import services
from dondoc.web.intake.alive import beating, repeating
from dondoc.web.intake.models import DEAD_AFTER, IntakeJob
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.reference import load_reference
from tests.web.builders import agency_of, make_office


@pytest.mark.django_db(transaction=True)
def test_a_job_that_takes_long_over_one_stage_is_not_taken_for_dead() -> None:
    """While it is busy with one thing the signs of life go on; when it ends they end."""
    load_reference()
    office: User = make_office(Agency.objects.get(name="Văn phòng Tỉnh ủy"))
    job = services.receive(actor=office, office=agency_of(office), name="a.txt", file=b"I. A\n", queue=False)
    IntakeJob.objects.filter(pk=job.pk).update(state=IntakeJob.State.RUNNING, heartbeat_at=clock.now() - 2 * DEAD_AFTER)
    job.refresh_from_db()
    assert job.is_silent
    with beating(job, every=0.02):
        for _ in range(500):
            job.refresh_from_db()
            if not job.is_silent:
                break
            time.sleep(0.02)
    assert not job.is_silent
    assert services.revive_dead_jobs() == 0


def test_a_watch_survives_a_database_that_is_busy() -> None:
    """What failed is done again later; the thread ends with the block."""
    calls: list[int] = []
    done = threading.Event()

    def act() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("database is locked")
        done.set()

    with repeating(act, every=0.01):
        assert done.wait(10)
    assert not [one for one in threading.enumerate() if one.name == "repeating"]
