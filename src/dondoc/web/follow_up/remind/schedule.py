"""The daily run inside the worker: once a day after the hour of the programmes, and sending again in between."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from types import TracebackType

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from dondoc.web import clock
from dondoc.web.follow_up.models import DayPlan
from dondoc.web.follow_up.remind.deliver import deliver_waiting
from dondoc.web.follow_up.remind.run import leap_of_clock, run_day
from dondoc.web.register.models import Programme

logger = logging.getLogger(__name__)
LOOK_EVERY = 60.0  # seconds


class Schedule:
    """Looks once a minute whether the day's run is due; a run that was missed is made up for when the worker starts."""

    def __init__(self, *, wanted: bool = True) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="daily-run", daemon=True) if wanted else None

    def __enter__(self) -> Schedule:
        if self._thread is not None:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _loop(self) -> None:
        while not self._stop.is_set():
            try:
                tick()
            except (DatabaseError, OSError):
                logger.exception("the daily run did not get through; it is tried again in a minute")
            finally:
                close_old_connections()
            self._stop.wait(LOOK_EVERY)


def tick() -> str:
    """Do what is due now; gives what it was: "run", "sent", "leapt" (the clock is not to be trusted) or "nothing"."""
    on = clock.real_today()
    if not _is_due(on):
        return "sent" if deliver_waiting().counts else "nothing"
    if (days := leap_of_clock(on)) is not None:
        logger.warning("the clock is %s days away from the last daily run; run `dondoc remind --on DAY` by hand", days)
        return "leapt"
    run_day(on)
    return "run"


def _is_due(on: dt.date) -> bool:
    running = Programme.objects.running().filter(starts_on__lte=on)
    missing = [one for one in running if not DayPlan.objects.filter(programme=one, day=on).exists()]
    now = timezone.localtime(clock.now()).time()
    return any(now >= dt.time.fromisoformat(one.rule_set.daily_run_at) for one in missing)
