"""The simulated history of cascade, dissemination, inspections and yearly reviews, on the stage of the follow-up.

They throw dice of their own, so that the history of the items stays what it is without them.
"""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any

from dondoc.web import clock
from dondoc.web.cascade.models import PlanOrder
from dondoc.web.cascade.querysets import asked_agencies, own_items
from dondoc.web.cascade.services.matching import cover
from dondoc.web.cascade.services.ordering import order_plans
from dondoc.web.cascade.services.recording import record_plan
from dondoc.web.dissemination.services import Count, Planned, hold, plan_session
from dondoc.web.follow_up.simulated.stage import Stage
from dondoc.web.inspections.models import Check, Inspection, InspectionFinding, YearlyPlan
from dondoc.web.inspections.services import correcting, inspecting, planning
from dondoc.web.organisations.models import Agency, Membership, User
from dondoc.web.register.models import Programme, WorkItem
from dondoc.web.reviews.choices import Section
from dondoc.web.reviews.models import Review
from dondoc.web.reviews.services.freezing import freeze
from dondoc.web.reviews.services.opening import open_review
from dondoc.web.reviews.services.writing import write

SEED = 53
ISSUED, COVERED, LATER = 0.7, 0.8, 0.15  # shares of the agencies with a plan, of its items in it, of later deadlines
PLANS_DUE = dt.date(2021, 12, 31)
YEAR_ENDS, REVIEWED = (12, 14), (12, 19)  # the year of reports ends on 14 December


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Give what is said in the scenes."""
    return tomllib.loads(files(__package__).joinpath("around.toml").read_text(encoding="utf-8"))


def scenes(stage: Stage, *, inspector: User) -> None:
    """Put plans of agencies, two sessions and the inspections of two years on the calendar of the history."""
    dice = random.Random(SEED)  # noqa: S311 - the same history each time
    start = stage.programme.starts_on
    stage.on(start + dt.timedelta(days=11), partial(_order, stage, dice))
    for told in words()["sessions"]:
        stage.on(told["day"], partial(_hold, stage, dice, told))
    for year, day in ((2022, dt.date(2022, 2, 10)), (2023, dt.date(2023, 2, 9))):
        stage.on(day, partial(_plan_year, stage, dice, inspector, year))
    for year in range(start.year + 1, stage.until.year + 1):
        stage.on(dt.date(year, *REVIEWED), partial(_review_year, stage, dt.date(year, *YEAR_ENDS)))


def _order(stage: Stage, dice: random.Random) -> None:
    order = order_plans(
        actor=stage.office,
        programme=stage.programme,
        year=None,
        due_on=PLANS_DUE,
        as_written=words()["as_written"],
    )
    for number, agency in enumerate(asked_agencies(stage.programme, clock.real_today()), 1):
        if dice.random() < ISSUED:
            day = dt.date(2021, 10, 1) + dt.timedelta(days=dice.randint(0, 130))
            stage.on(day, partial(_issue, stage, dice, order.pk, agency, number))


def _issue(stage: Stage, dice: random.Random, order: int, agency: Agency, number: int) -> None:
    plan = record_plan(
        actor=stage.office,
        order=PlanOrder.objects.select_related("programme__office").get(pk=order),
        agency=agency,
        reference=f"{10 + number}-KH/MP",
        issued_on=clock.real_today(),
        title="Kế hoạch thực hiện chương trình (mô phỏng)",
    )
    for item in own_items(stage.programme, agency, clock.real_today()):
        if dice.random() < COVERED:
            due = item.due_on and item.due_on + dt.timedelta(days=30 if dice.random() < LATER else 0)
            cover(actor=stage.office, plan=plan, item=item, words=item.title, path="II", due_on=due)


def _hold(stage: Stage, dice: random.Random, told: dict[str, Any]) -> None:
    day = clock.real_today()
    planned = Planned(
        title=told["title"],
        audience=told["audience"],
        starts_on=day,
        ends_on=day,
        form=told["form"],
        place=told["place"],
        materials=told["materials"],
    )
    item = _item_of(stage.programme)
    session = plan_session(
        actor=stage.office, programme=stage.programme, organiser=stage.programme.office, planned=planned, item=item
    )
    counts: dict[int, Count] = {}
    for number, agency in enumerate(asked_agencies(stage.programme, day)[: told["agencies"]]):
        called = dice.randint(5, 60)
        counts[agency.pk] = Count(called, None if number < told["unknown"] else called - dice.randint(0, 4))
    hold(actor=stage.office, session=session, counts=counts)


def _item_of(programme: Programme) -> WorkItem | None:
    return WorkItem.objects.of_programme(programme).filter(kind="dissemination", state="active").in_order().first()


def _plan_year(stage: Stage, dice: random.Random, inspector: User, year: int) -> None:
    home = Membership.objects.filter(user=inspector, role=Membership.Role.INSPECTOR).select_related("agency")[0].agency
    plan = planning.open_plan(actor=inspector, programme=stage.programme, inspecting=home, year=year)
    made = planning.draw(actor=inspector, plan=plan, by_risk=3, by_lot=1, starts_on=dt.date(year, 5, 9))
    stage.on(clock.real_today() + dt.timedelta(days=14), partial(_issue_year, inspector, plan.pk))
    for one in made:
        stage.on(one.starts_on, partial(_inspect, stage, dice, inspector, one.pk))


def _issue_year(inspector: User, pk: int) -> None:
    plan = YearlyPlan.objects.select_related("programme").get(pk=pk)
    reference = f"{plan.year % 100}-CTr/UBKT"
    planning.issue_plan(actor=inspector, plan=plan, reference=reference, issued_on=clock.real_today())


def _inspect(stage: Stage, dice: random.Random, inspector: User, pk: int) -> None:
    one = inspecting.start(actor=inspector, inspection=_fresh(pk), head=words()["head"])
    for check in list(one.checks.all()):
        bad = dice.random() < 0.25
        note = dice.choice(words()["notes"]) if bad else ""
        answered = inspecting.answer(
            actor=inspector, check=check, answer=Check.Answer.UNMET if bad else Check.Answer.MET, note=note
        )
        if bad:
            _find(stage, dice, inspector, one, answered)
    stage.on(one.ends_on + dt.timedelta(days=10), partial(_conclude, inspector, pk))


def _find(stage: Stage, dice: random.Random, inspector: User, one: Inspection, check: Check) -> None:
    day = clock.real_today() + dt.timedelta(days=45)
    finding = inspecting.record_finding(
        actor=inspector,
        inspection=one,
        check=check,
        text=check.note,
        evidence=words()["evidence"],
        correct_by=day,
    )
    if dice.random() < 0.7:
        stage.on(day - dt.timedelta(days=dice.randint(1, 20)), partial(_correct, stage, inspector, finding.pk))


def _conclude(inspector: User, pk: int) -> None:
    one = _fresh(pk)
    inspecting.conclude(actor=inspector, inspection=one, reference=f"{pk}-KL/UBKT", conclusion=words()["conclusion"])


def _correct(stage: Stage, inspector: User, pk: int) -> None:
    rows = InspectionFinding.objects.select_related("inspection__plan__programme", "inspection__agency")
    finding = rows.get(pk=pk)
    person = stage.contact(finding.inspection.agency)
    correcting.report_correction(actor=person, finding=finding, correction=words()["correction"])
    stage.on(clock.real_today() + dt.timedelta(days=9), partial(_recheck, inspector, pk))


def _recheck(inspector: User, pk: int) -> None:
    rows = InspectionFinding.objects.select_related("inspection__plan__programme", "inspection__agency")
    correcting.recheck(actor=inspector, finding=rows.get(pk=pk), closed=True, note=words()["recheck"])


def _fresh(pk: int) -> Inspection:
    return Inspection.objects.select_related("plan__programme__office", "agency").get(pk=pk)


def _review_year(stage: Stage, as_of: dt.date) -> None:
    review = open_review(actor=stage.office, programme=stage.programme, kind="year", as_of=as_of, form="party")
    write(actor=stage.office, review=review, section=Section.SITUATION, text=words()["situation"])
    stage.on(clock.real_today() + dt.timedelta(days=9), partial(_freeze, stage, review.pk))


def _freeze(stage: Stage, pk: int) -> None:
    review = Review.objects.select_related("programme__document", "programme__office", "previous").get(pk=pk)
    freeze(actor=stage.leader, review=review)
