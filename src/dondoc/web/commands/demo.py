"""`dondoc demo`: the sample programme with a simulated history."""

from __future__ import annotations

import argparse
import datetime as dt
from functools import partial

from django.core.management import call_command

from dondoc.web.commands import around, figures
from dondoc.web.commands.words import write
from dondoc.web.follow_up.simulated import simulate
from dondoc.web.intake import demonstration
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Programme

EXIT_BAD_INPUT = 2
DEMO_DAY = dt.date(2023, 6, 30)  # the day by which the document orders its mid-term evaluation


def run(arguments: argparse.Namespace) -> int:
    """Load the sample programme with its people, and play its history up to a day; what is there stays."""
    call_command("migrate", verbosity=0)
    demonstration.set_up()
    if (programme := sample()) is None:
        write(arguments, "no-sample")
        return EXIT_BAD_INPUT
    acts = play(programme, arguments.until)
    if acts is None:
        write(arguments, "demo-was-there")
    else:
        write(arguments, "demo-done", day=f"{arguments.until:%d/%m/%Y}", acts=acts)
    return 0


def sample() -> Programme | None:
    """Give the sample programme, if it is loaded."""
    return Programme.objects.filter(simulated=True, document__reference__startswith="50-").order_by("pk").first()


def play(programme: Programme, until: dt.date) -> int | None:
    """Play the history of the sample with the people of the demonstration."""
    people = {person.role: User.objects.get(email=person.email) for person in demonstration.PEOPLE}
    more = [partial(around.scenes, inspector=people["inspector"]), figures.scenes]
    return simulate(programme, office=people["office"], leader=people["leader"], until=until, more=more)
