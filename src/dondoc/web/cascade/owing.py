"""What the daily run says of plans: before the day they are asked for by, and after it while they are missing."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.web.cascade.models import PlanOrder
from dondoc.web.cascade.querysets import missing_agencies
from dondoc.web.follow_up.models import Reminder
from dondoc.web.follow_up.remind.plan import Day, owed
from dondoc.web.organisations.models import Agency

SOON = 10  # working days: a plan is not written in three
KINDS = (Reminder.Kind.PLAN_DUE, Reminder.Kind.PLAN_MISSING)


def plans_to_issue(day: Day) -> Iterator[Reminder]:
    """Give a reminder for each agency that has not issued a plan it was asked for by a day.

    Of the plan of a year nobody is reminded once the year is over.
    """
    soon = day.calendar.horizon(day.on, SOON)
    for order in PlanOrder.objects.filter(programme=day.programme, due_on__lte=soon).select_related("programme"):
        if order.year is None or day.on.year <= order.year:
            for agency in missing_agencies(order, day.on):
                yield from _reminder(order, agency, day)


def _reminder(order: PlanOrder, agency: Agency, day: Day) -> Iterator[Reminder]:
    late = (day.on - order.due_on).days if order.due_on else 0
    return owed(day, f"plan:{order.pk}:{agency.pk}", by=agency.pk, late=late, kinds=KINDS)
