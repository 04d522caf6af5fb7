"""The reporting calendar: periods are opened as their time comes, by the programme's own rules."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.web.follow_up.calendar import stretches
from dondoc.web.follow_up.models import ReportingPeriod
from dondoc.web.follow_up.services.acts import store
from dondoc.web.register.models import Programme
from dondoc.web.working_days import WorkingCalendar

AHEAD = dt.timedelta(days=92)


@transaction.atomic
def open_periods(programme: Programme, *, until: dt.date) -> int:
    """Open the periods that end up to a quarter after a day, are not open yet and can still be reported for.

    Gives how many are new. A period whose day is past is never opened afterwards: nobody could have known of it.
    """
    rules, calendar = programme.rule_set, WorkingCalendar.of_installation()
    last = until + AHEAD
    if programme.ends_on is not None:
        last = min(last, programme.ends_on + dt.timedelta(days=31))
    known = set(programme.reporting_periods.values_list("kind", "starts_on"))
    made = 0
    for kind in rules.reporting_periods:
        for one in stretches(kind, programme.starts_on, last):
            if (kind, one.starts_on) in known:
                continue
            due = calendar.after(one.ends_on, rules.report_due_days)
            if due < until:
                continue
            store(
                ReportingPeriod(
                    programme=programme, kind=kind, starts_on=one.starts_on, ends_on=one.ends_on, due_on=due
                )
            )
            made += 1
    return made
