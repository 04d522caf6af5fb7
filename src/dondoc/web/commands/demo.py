"""`dondoc demo`: the sample programme with a simulated history."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from functools import partial

from django.core.management import call_command

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.commands import around, figures
from dondoc.web.commands.words import write
from dondoc.web.follow_up.simulated import simulate
from dondoc.web.follow_up.simulated.stage import Stage
from dondoc.web.intake import demonstration
from dondoc.web.organisations.models import User
from dondoc.web.portal import services as opening
from dondoc.web.register.models import Indicator, Programme, WorkItem

Scene = Callable[[Stage], None]
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
        write(arguments, "demo-done", day=day_words(arguments.until), acts=acts)
    return 0


def sample() -> Programme | None:
    """Give the sample programme, if it is loaded."""
    return Programme.objects.filter(simulated=True, document__reference__startswith="50-").order_by("pk").first()


def play(programme: Programme, until: dt.date) -> int | None:
    """Play the history of the sample with the people of the demonstration."""
    people = {person.role: User.objects.get(email=person.email) for person in demonstration.PEOPLE}
    more: list[Scene] = [partial(around.scenes, inspector=people["inspector"]), figures.scenes]
    acts = simulate(programme, office=people["office"], leader=people["leader"], until=until, more=more)
    if acts is not None:
        with clock.frozen(until):
            _open_to_public(programme, people["office"])
    return acts


def _open_to_public(programme: Programme, office: User) -> None:
    """Open the sample to everybody: the directive itself is public."""
    opening.show_items(actor=office, programme=programme, items=WorkItem.objects.all(), public=True)
    opening.show_indicators(actor=office, programme=programme, indicators=Indicator.objects.all(), public=True)
    opening.open_programme(actor=office, programme=programme)
