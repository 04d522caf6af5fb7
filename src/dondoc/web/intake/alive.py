"""Signs of life of a worker while it reads, and the watch that takes up what a dead one has left."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, close_old_connections, connections

from dondoc.web import clock
from dondoc.web.intake.models import IntakeJob

logger = logging.getLogger(__name__)
BEAT = 15.0  # seconds between two signs of life; a stage or a page may take longer than that
LOOK_EVERY = 30.0  # seconds between two looks for what was left


@contextmanager
def beating(job: IntakeJob, *, every: float = BEAT) -> Iterator[None]:
    """Give a sign of life now and then for as long as a job runs, whatever it is busy with."""
    with repeating(lambda: _beat(job.pk), every=every):
        yield


@contextmanager
def repeating(act: Callable[[], object], *, every: float) -> Iterator[None]:
    """Do something in the background every so many seconds; a database that is busy just then is asked again later."""
    stop = threading.Event()
    thread = threading.Thread(target=_repeat, args=(act, every, stop), name="repeating", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)


def _repeat(act: Callable[[], object], every: float, stop: threading.Event) -> None:
    while not stop.wait(every):
        try:
            act()
        except (DatabaseError, OSError):
            logger.exception("tried again in %s seconds", every)
        finally:
            close_old_connections()
    connections.close_all()


def _beat(job: int) -> None:
    IntakeJob.objects.filter(pk=job, state=IntakeJob.State.RUNNING).update(heartbeat_at=clock.now())
