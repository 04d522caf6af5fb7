"""`dondoc remind`: the daily run of following up."""

from __future__ import annotations

import argparse
import json

from dondoc.output.words import day as day_words
from dondoc.web.commands.words import write
from dondoc.web.follow_up.remind.run import DayRun, run_day, today


def run(arguments: argparse.Namespace) -> int:
    """Tell everybody what the day asks of him, once; say what was sent, what was told before and what failed."""
    done = run_day(arguments.on or today())
    if arguments.json:
        arguments.console.write(json.dumps(done.as_json(), ensure_ascii=False, indent=1) + "\n", None)
    else:
        _say(arguments, done)
    return 0


def _say(arguments: argparse.Namespace, done: DayRun) -> None:
    write(arguments, "remind-day", day=day_words(done.day), planned=done.planned, before=done.planned_before)
    write(
        arguments,
        "remind-digests",
        new=done.digests,
        before=done.digests_before,
        reminders=sum(done.reminders.values()),
    )
    counts = {name: done.deliveries.get(name, 0) for name in ("sent", "failed", "postponed", "dead")}
    write(arguments, "remind-sent", **counts, waiting=done.dead)
    for error in done.errors[:5]:
        write(arguments, "remind-error", error=error)
    for year in done.years_without_holidays:
        write(arguments, "remind-no-holidays", year=year)
