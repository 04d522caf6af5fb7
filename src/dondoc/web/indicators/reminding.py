"""Reminding the agencies that report figures: before their figures close, and after that while they are missing."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.web.follow_up.models import Reminder
from dondoc.web.follow_up.remind.plan import PERIOD_CLOSING_DAYS, Day, owed
from dondoc.web.indicators.models import Definition
from dondoc.web.indicators.owing import Owed, owed_of

KINDS = (Reminder.Kind.FIGURES_CLOSING, Reminder.Kind.FIGURES_MISSING)


def figures_to_hand_in(day: Day) -> Iterator[Reminder]:
    """Give a reminder for each figure that an agency owes: of indicators with a definition sheet.

    Each agency is reminded of its own part; the reporting agency of all that is missing, counted.
    """
    rows = Definition.objects.filter(indicator__programme=day.programme)
    sheets = list(rows.select_related("indicator__programme").prefetch_related("parts").order_by("pk"))
    for one in owed_of(sheets, day.on, day.calendar.horizon(day.on, PERIOD_CLOSING_DAYS)):
        yield from _reminders(one, day)


def _reminders(missing: Owed, day: Day) -> Iterator[Reminder]:
    late = (day.on - missing.closes_on).days
    subject = f"indicator:{missing.sheet.pk}:{missing.ends_on:%Y%m%d}"
    reporter = missing.sheet.indicator.reported_by_id
    if reporter is not None:
        yield from owed(day, subject, by=reporter, late=late, kinds=KINDS, count=len(missing.missing))
    for part in sorted(one for one in missing.missing if one is not None and one != reporter):
        yield from owed(day, f"{subject}:{part}", by=part, late=late, kinds=KINDS)
