"""The daily run, from start to end. It may be killed at any point and run again, and run as often as one likes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from dondoc.web import clock
from dondoc.web.follow_up.calendar import years_without_holidays
from dondoc.web.follow_up.models import DayPlan, Delivery, Reminder
from dondoc.web.follow_up.remind.compose import compose_day
from dondoc.web.follow_up.remind.deliver import deliver_waiting
from dondoc.web.follow_up.remind.plan import plan_day
from dondoc.web.follow_up.remind.settle import settle_day
from dondoc.web.register.models import Programme
from dondoc.web.working_days import WorkingCalendar

LOOKS_AHEAD = dt.timedelta(days=30)
LONGEST_LEAP = dt.timedelta(days=45)


@dataclass
class DayRun:
    """What a run did: said to the console, and as JSON."""

    day: dt.date
    planned: int = 0
    planned_before: int = 0
    reminders: dict[str, int] = field(default_factory=dict)
    digests: int = 0
    digests_before: int = 0
    deliveries: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    dead: int = 0
    years_without_holidays: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the run in plain values."""
        return {**self.__dict__, "day": self.day.isoformat(), "years_without_holidays": [*self.years_without_holidays]}


def run_day(on: dt.date, *, channels: tuple[str, ...] | None = None) -> DayRun:
    """Do what a day asks for: settle, plan, compose, deliver. `channels` None: those of the installation."""
    calendar = WorkingCalendar.of_installation()
    done = DayRun(on, years_without_holidays=years_without_holidays(calendar, on, on + LOOKS_AHEAD))
    programmes = list(Programme.objects.running().filter(starts_on__lte=on).select_related("office", "document"))
    for programme in programmes:
        settle_day(programme, on)
        planned = plan_day(programme, on, calendar)
        done.planned += planned is not None
        done.planned_before += planned is None
    kinds = Reminder.objects.filter(day=on).order_by("kind").values_list("kind").annotate(Count("pk"))
    done.reminders = {str(kind): int(count) for kind, count in kinds}
    done.digests, done.digests_before = compose_day(on, programmes, channels)
    if channels is None or channels:
        sent = deliver_waiting()
        done.deliveries, done.errors = dict(sent.counts), sent.errors[:20]
    done.dead = Delivery.objects.filter(state=Delivery.State.DEAD).count()
    return done


def leap_of_clock(on: dt.date) -> int | None:
    """Give by how many days the clock seems to have jumped since the last run, or None where it looks sound.

    Backwards by any day, or forwards by more than 45: the run by itself then waits for a person to name the day.
    """
    last = DayPlan.objects.order_by("-day").values_list("day", flat=True).first()
    if last is None or dt.timedelta(0) <= on - last <= LONGEST_LEAP:
        return None
    return (on - last).days


def today() -> dt.date:
    """Give the day that a run without `--on` is for."""
    return clock.real_today()
