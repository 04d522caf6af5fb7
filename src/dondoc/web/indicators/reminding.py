"""Reminding the agencies that report figures: before their figures close, and after that while they are missing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dondoc.web.follow_up.models import Reminder
from dondoc.web.follow_up.remind.plan import PERIOD_CLOSING_DAYS, Day, owed
from dondoc.web.indicators.models import Actual, Definition
from dondoc.web.indicators.periods import ends_before

LOOKED_BACK = dt.timedelta(days=120)  # figures that closed longer ago are for a person to ask after
WHOLE = None
KINDS = (Reminder.Kind.FIGURES_CLOSING, Reminder.Kind.FIGURES_MISSING)
HandedIn = dict[tuple[int, dt.date], set[int | None]]


def figures_to_hand_in(day: Day) -> Iterator[Reminder]:
    """Give a reminder for each figure that a reporting agency owes: of indicators with a definition sheet.

    A figure that waits or is accepted is handed in, a returned one is owed again. Nobody is asked for a period that
    was over before the programme began.
    """
    rows = Definition.objects.filter(indicator__programme=day.programme, indicator__reported_by__isnull=False)
    sheets = list(rows.select_related("indicator").prefetch_related("parts").order_by("pk"))
    handed_in = _handed_in(sheets, day)
    for sheet in sheets:
        for last in _periods(sheet, day):
            there = handed_in.get((sheet.pk, last), set())
            missing = set() if WHOLE in there else _wanted(sheet) - there
            if missing:
                yield from _reminder(sheet, last, len(missing), day)


def _periods(sheet: Definition, day: Day) -> Iterator[dt.date]:
    """Give the last days of the periods whose figures close soon or closed lately, the newest first."""
    closing = dt.timedelta(days=sheet.closing_days)
    soon = day.calendar.horizon(day.on, PERIOD_CLOSING_DAYS)
    for last in ends_before(sheet.every, day.on):
        if last + closing < day.on - LOOKED_BACK or last <= day.programme.starts_on:
            return
        if last + closing <= soon:
            yield last


def _wanted(sheet: Definition) -> set[int | None]:
    """Give whose figures make the whole: those of the parts, else that of the whole."""
    parts: set[int | None] = {one.pk for one in sheet.parts.all()}
    return parts if parts and sheet.aggregation != Definition.Aggregation.NONE else {WHOLE}


def _handed_in(sheets: Iterable[Definition], day: Day) -> HandedIn:
    since = day.on - LOOKED_BACK - dt.timedelta(days=max((one.closing_days for one in sheets), default=0))
    rows = Actual.objects.filter(
        indicator__in=[one.pk for one in sheets],
        state__in=[Actual.State.SUBMITTED, Actual.State.ACCEPTED],
        ends_on__range=(since, day.on),
    )
    found: HandedIn = defaultdict(set)
    for indicator, last, agency in rows.values_list("indicator", "ends_on", "agency"):
        found[indicator, last].add(agency)
    return found


def _reminder(sheet: Definition, last: dt.date, missing: int, day: Day) -> Iterator[Reminder]:
    late = (day.on - last).days - sheet.closing_days
    subject = f"indicator:{sheet.pk}:{last:%Y%m%d}"
    return owed(day, subject, by=sheet.indicator.reported_by_id, late=late, kinds=KINDS, count=missing)
