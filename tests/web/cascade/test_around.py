"""The scenes of cascade, dissemination and inspections in the simulated history."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from dondoc.web import clock
from dondoc.web.cascade.models import AgencyPlan
from dondoc.web.commands.around import scenes
from dondoc.web.dissemination.models import DisseminationSession
from dondoc.web.follow_up.simulated.stage import Stage
from dondoc.web.inspections.models import Inspection
from dondoc.web.reviews.models import Review
from dondoc.web.working_days import WorkingCalendar
from tests.web.builders import make_agency
from tests.web.follow_up.making import TODAY, make_cast
from tests.web.inspections.making import make_inspector

UNTIL = dt.date(2023, 6, 30)


@pytest.mark.django_db
def test_every_scene_is_played_by_the_rules() -> None:
    """Nothing is refused: plans come, sessions are held, the four inspections of the first year are concluded."""
    with clock.frozen(TODAY):
        cast = make_cast()
        for n in range(6):
            cast.item(lead=make_agency(f"Sở thứ {n}"), due_on=dt.date(2022, 3, 31))
    dice, calendar = random.Random(1), WorkingCalendar.of_installation()  # noqa: S311 - the same history each time
    stage = Stage(cast.programme, cast.office, cast.leader, UNTIL, calendar, dice)
    with clock.frozen(cast.programme.starts_on):
        scenes(stage, inspector=make_inspector())
    stage.play()
    assert stage.refused == []
    assert AgencyPlan.objects.filter(order__programme=cast.programme).count() >= 3
    assert set(DisseminationSession.objects.values_list("state", flat=True)) == {"held"}
    found = Inspection.objects.filter(plan__year=2022)
    assert {one.state for one in found} == {"concluded"}
    assert found.count() == 4
    assert [one.kind for one in Review.objects.filter(editions__number=1)] == ["year"]
