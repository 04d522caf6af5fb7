"""`dondoc worker`: the background work."""

from __future__ import annotations

import argparse
from contextlib import nullcontext

from django.core.management import call_command

from dondoc.web.commands.words import write
from dondoc.web.follow_up.remind.schedule import Schedule
from dondoc.web.intake.alive import LOOK_EVERY, repeating
from dondoc.web.intake.discarding import clear_left
from dondoc.web.intake.services import revive_dead_jobs


def run(arguments: argparse.Namespace) -> int:
    """Do the work in the queue, one thing at a time; what a dead worker left is taken up again."""
    if count := _look_after():
        write(arguments, "revived", count=count)
    watch = nullcontext() if arguments.once else repeating(_look_after, every=LOOK_EVERY)
    with Schedule(wanted=not arguments.once), watch:
        call_command("db_worker", batch=arguments.once, interval=0.5, startup_delay=False, verbosity=0)
    return 0


def _look_after() -> int:
    """Clear away the files of what was let go of, and take up what a dead worker has left; give how many jobs."""
    clear_left()
    return revive_dead_jobs()
