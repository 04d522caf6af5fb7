"""The simulated history from the first day to the last, in the order in which an office would live it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence

from django.db import transaction

from dondoc.web import clock
from dondoc.web.follow_up.models import Assignment
from dondoc.web.follow_up.services import assigning, expanding, setting_up
from dondoc.web.follow_up.services.periods import open_periods
from dondoc.web.follow_up.simulated import scenes
from dondoc.web.follow_up.simulated.stage import Stage, words
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.choices import ItemKind, ItemState
from dondoc.web.register.models import Programme
from dondoc.web.register.services.editing import edit_item
from dondoc.web.text import folded
from dondoc.web.working_days import WorkingCalendar

SEED = 50
BEGINS_AFTER = dt.timedelta(days=7)
DATED_LATER = 10  # items to which the office gives a deadline that the document does not name
URGED_AFTER = (240, 420, 600)  # days from the start


class NotADemonstration(Exception):
    """The programme is a real one: nothing is ever made up about it."""


@transaction.atomic
def simulate(
    programme: Programme, *, office: User, leader: User, until: dt.date, more: Sequence[Callable[[Stage], None]] = ()
) -> int | None:
    """Play the history of a simulated programme up to a day; gives how many acts, or None if it has one already.

    The same day gives the same history, whatever the clock says. `more` are scenes of other parts of the cycle.
    """
    if not programme.simulated:
        raise NotADemonstration(str(programme))
    if Assignment.objects.filter(item__programme=programme).exists():
        return None
    stage = Stage(programme, office, leader, until, WorkingCalendar.of_installation(), random.Random(SEED))  # noqa: S311
    begin = stage.working(programme.starts_on + BEGINS_AFTER)
    with clock.frozen(min(begin, until)):
        _begin(stage)
    _plan(stage)
    for scene in more:
        scene(stage)
    stage.play()
    return stage.acts


def _begin(stage: Stage) -> None:
    """Give out what the document leaves open, name days where it names none, and start."""
    _give_out(stage)
    _name_days(stage)
    setting_up.start(actor=stage.office, programme=stage.programme, expand_classes=False)
    for item in stage.programme.items.filter(lead_is_class=True, state=ItemState.ACTIVE).in_order()[:2]:
        members = [one for one in expanding.members_of(item, clock.real_today()) if one.kind == Agency.Kind.DISTRICT]
        expanding.expand(actor=stage.office, item=item, agencies=members[:8])


def _give_out(stage: Stage) -> None:
    agencies = {agency.name: agency for agency in Agency.objects.all()}
    for item in stage.programme.items.filter(state=ItemState.UNASSIGNED).in_order():
        name = next((row["agency"] for row in words()["leads"] if folded(row["words"]) in folded(item.title)), "")
        if name in agencies:
            assigning.assign(actor=stage.office, item=item, version=item.version, agency=agencies[name])


def _name_days(stage: Stage) -> None:
    undated = stage.programme.items.filter(
        state=ItemState.ACTIVE, due_on__isnull=True, kind=ItemKind.DELIVERABLE, lead_agency__isnull=False
    )
    for number, item in enumerate(undated.in_order()[:DATED_LATER]):
        due = stage.later(stage.programme.starts_on, 150 + 90 * number, 200 + 90 * number)
        changes = {"due_on": due, "precision": "day", "decided_note": "Thời hạn do văn phòng ấn định (mô phỏng)."}
        edit_item(actor=stage.office, item=item, version=item.version, changes=changes)


def _plan(stage: Stage) -> None:
    """Put on the calendar what is to happen."""
    scenes.acknowledge_all(stage)
    items = stage.programme.items.filter(state=ItemState.ACTIVE, lead_agency__isnull=False)
    for item in items.select_related("lead_agency").in_order():
        scenes.fare(stage, item)
    scenes.break_down_some(stage)
    scenes.cooperate(stage)
    _open_all_periods(stage)
    scenes.report_periods(stage)
    for days in URGED_AFTER:
        scenes.urge(stage, stage.programme.starts_on + dt.timedelta(days=days))
    scenes.urge(stage, stage.until - dt.timedelta(days=4), leave_draft=True)
    scenes.leave_waiting(stage)
    for days in (90, 9, 2, 0):
        scenes.remind(stage, stage.until - dt.timedelta(days=days))
    stage.on(stage.until - dt.timedelta(days=1), lambda: _last_orders(stage))


def _open_all_periods(stage: Stage) -> None:
    """Open the periods as the years go: each while it can still be reported for."""
    day = stage.programme.starts_on
    while day <= stage.until:
        open_periods(stage.programme, until=day)
        day += dt.timedelta(days=80)
    open_periods(stage.programme, until=stage.until)


def _last_orders(stage: Stage) -> None:
    """Give out what is still without a lead, so that something waits to be taken on."""
    agency = Agency.objects.filter(name="Ban Tổ chức Tỉnh ủy").first()
    item = stage.programme.items.filter(state=ItemState.UNASSIGNED).in_order().first()
    if agency is not None and item is not None:
        assigning.assign(actor=stage.office, item=item, version=item.version, agency=agency)
