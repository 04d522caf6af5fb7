"""What people are to be told of on a day: every finder gives the reminders of one kind for one programme.

A programme is planned once a day: its reminders and its `DayPlan` are written in one transaction, so that a run that
was killed plans again from the same rows, and a second run finds the plan and leaves it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.module_loading import import_string

from dondoc.web import clock
from dondoc.web.follow_up.models import (
    Assignment,
    CooperationRequest,
    DayPlan,
    HandBack,
    ProgressReport,
    Reminder,
    ReportingPeriod,
    UrgingLetter,
)
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import Completion, DeadlineChange, Programme, WorkItem
from dondoc.web.register.rules import Rules
from dondoc.web.register.timeliness import Attention, Cell
from dondoc.web.working_days import WorkingCalendar

Kind, Audience = Reminder.Kind, Reminder.Audience
HEAD, LEADER = 1, 2
PERIOD_CLOSING_DAYS = 3
ACCEPTANCE_DAYS = 2
BATCH = 2000

Row: TypeAlias = tuple[int, int, int | None, dt.date | None]  # the row, its item, an agency, a day


@dataclass(frozen=True)
class Day:
    """What the finders look from: programme, day, rules, working days, and when each thing was last told of."""

    programme: Programme
    on: dt.date
    rules: Rules
    calendar: WorkingCalendar
    told: dict[tuple[str, str], dt.date] = field(default_factory=dict)

    def is_time(self, subject: str, kind: str, urgency: int = 0) -> bool:
        """Tell whether a thing is to be told of again: every 3, 2 or 1 days by its urgency."""
        last = self.told.get((subject, kind))
        return last is None or (self.on - last).days >= self.rules.repeat_days[urgency]

    def rung(self, wanted: int) -> int:
        """Give the rung of the ladder, no higher than the programme's own ladder goes."""
        return min(wanted, len(self.rules.escalation) - 1)


def plan_day(programme: Programme, on: dt.date, calendar: WorkingCalendar) -> int | None:
    """Write what is to be told for a programme on a day; gives how many, or None if that was done before."""
    if DayPlan.objects.filter(programme=programme, day=on).exists():
        return None
    day = Day(programme, on, programme.rule_set, calendar, _told_lately(programme, on))
    reminders = list(find_reminders(day))
    try:
        with transaction.atomic():
            DayPlan.objects.create(programme=programme, day=on, planned_at=clock.now(), reminders=len(reminders))
            Reminder.objects.bulk_create(reminders, batch_size=BATCH, ignore_conflicts=True)
    except IntegrityError:  # another run has just planned the same day
        return None
    return len(reminders)


def find_reminders(day: Day) -> Iterator[Reminder]:
    """Give every reminder of a programme for a day, in the order of the finders."""
    for finder in (*FINDERS, *(import_string(name) for name in FINDERS_ABOVE)):
        yield from finder(day)


def owed(
    day: Day, subject: str, *, by: int | None, late: int, kinds: tuple[Reminder.Kind, Reminder.Kind], **fields: object
) -> Iterator[Reminder]:
    """Remind an agency of what it owes, if it is time: of the first kind until it is late, then up the ladder.

    `late` counts days past the last day, negative before it; for the finders of the apps above.
    """
    kind = kinds[late > 0]
    if day.is_time(subject, kind):
        rung = day.rung(HEAD) if late > 0 else 0
        yield _reminder(day, kind, subject, agency_id=by, days=late, rung=rung, **fields)


def _told_lately(programme: Programme, on: dt.date) -> dict[tuple[str, str], dt.date]:
    longest = max(programme.rule_set.repeat_days)
    rows = Reminder.objects.filter(programme=programme, day__lt=on, day__gte=on - dt.timedelta(days=longest))
    return {(subject, kind): at for subject, kind, at in rows.order_by("day").values_list("subject", "kind", "day")}


def _items(day: Day) -> Iterator[Reminder]:
    """Overdue, long overdue and due soon, in one pass over the open items."""
    rows = (
        WorkItem.objects.of_programme(day.programme)
        .in_force(day.on)
        .filter(state=ItemState.ACTIVE, lead_agency__isnull=False)
        .with_timeliness(day.on)
        .filter(Q(cell=Cell.OPEN_OVERDUE) | Q(attention=Attention.DUE_SOON))
        .exclude(Q(attention=Attention.AWAITING))
        .order_by("pk")
        .values_list("pk", "lead_agency_id", "urgency", F("due_then"))
    )
    for pk, agency, urgency, due in rows.iterator(chunk_size=BATCH):
        subject, late = f"item:{pk}", (day.on - due).days
        kind = _kind_of(late, day.rules)
        if day.is_time(subject, kind, urgency):
            rung = {Kind.DUE_SOON: 0, Kind.OVERDUE: HEAD, Kind.LONG_OVERDUE: LEADER}[kind]
            yield _reminder(day, kind, subject, item_id=pk, agency_id=agency, days=late, rung=day.rung(rung))


def _kind_of(late: int, rules: Rules) -> Reminder.Kind:
    if late <= 0:
        return Kind.DUE_SOON
    return Kind.LONG_OVERDUE if late >= rules.special_red_days else Kind.OVERDUE


def _unacknowledged(day: Day) -> Iterator[Reminder]:
    rows = Assignment.objects.filter(
        item__programme=day.programme,
        item__completed_on__isnull=True,
        item__state=ItemState.ACTIVE,
        state=Assignment.State.WAITING,
        acknowledge_by__lt=day.on,
    ).values_list("pk", "item_id", "agency_id", "acknowledge_by", "item__urgency")
    for pk, item, agency, until, urgency in rows:
        subject = f"assignment:{pk}"
        if day.is_time(subject, Kind.UNACKNOWLEDGED, urgency):
            late = (day.on - until).days
            yield _reminder(
                day, Kind.UNACKNOWLEDGED, subject, item_id=item, agency_id=agency, days=late, rung=day.rung(HEAD)
            )


def _hand_backs(day: Day) -> Iterator[Reminder]:
    rows = HandBack.objects.filter(
        assignment__item__programme=day.programme, ruling=HandBack.Ruling.OPEN, asked_on__lt=day.on
    ).values_list("pk", "assignment__item_id", "assignment__agency_id", "rule_by")
    yield from _for_office(day, Kind.HAND_BACK, "hand_back", rows)


def _products_waiting(day: Day) -> Iterator[Reminder]:
    until = day.on - dt.timedelta(days=1)
    rows = Completion.objects.filter(
        item__programme=day.programme, state=Completion.State.SUBMITTED, submitted_on__lte=until
    ).values_list("pk", "item_id", "item__lead_agency_id", "submitted_on")
    due = ((pk, item, agency, day.calendar.after(handed_in, ACCEPTANCE_DAYS)) for pk, item, agency, handed_in in rows)
    yield from _for_office(day, Kind.PRODUCT_WAITING, "completion", due)


def _products_returned(day: Day) -> Iterator[Reminder]:
    newer = Completion.objects.filter(item=OuterRef("item"), pk__gt=OuterRef("pk"))
    rows = Completion.objects.filter(
        ~Exists(newer),
        item__programme=day.programme,
        item__completed_on__isnull=True,
        item__state=ItemState.ACTIVE,
        state=Completion.State.RETURNED,
        decided_on__lt=day.on,
    ).values_list("pk", "item_id", "item__lead_agency_id", "decided_on")
    yield from _for_agency(day, Kind.PRODUCT_RETURNED, "completion", rows)


def _reports_returned(day: Day) -> Iterator[Reminder]:
    rows = ProgressReport.objects.filter(
        item__programme=day.programme,
        period__locked_on__isnull=True,
        state=ProgressReport.State.RETURNED,
        decided_on__lt=day.on,
    ).values_list("pk", "item_id", "agency_id", "decided_on")
    yield from _for_agency(day, Kind.REPORT_RETURNED, "report", rows)


def _periods(day: Day) -> Iterator[Reminder]:
    """Periods that close soon or have closed: one reminder per agency that has not reported on all its items."""
    until = day.calendar.horizon(day.on, PERIOD_CLOSING_DAYS)
    periods = ReportingPeriod.objects.filter(
        programme=day.programme, locked_on__isnull=True, due_on__lte=until, ends_on__gte=day.on - dt.timedelta(days=120)
    )
    for period in periods:
        late = (day.on - period.due_on).days
        kind = Kind.PERIOD_CLOSING if late <= 0 else Kind.REPORTS_MISSING
        for agency, count in unreported(period):
            subject = f"period:{period.pk}:{agency}"
            if day.is_time(subject, kind):
                rung = 0 if late <= 0 else day.rung(HEAD)
                yield _reminder(day, kind, subject, period=period, agency_id=agency, days=late, count=count, rung=rung)


def unreported(period: ReportingPeriod) -> list[tuple[int, int]]:
    """Give the agencies that have items without a report handed in for a period, with how many."""
    handed_in = ProgressReport.objects.filter(item=OuterRef("pk"), period=period).exclude(
        state__in=[ProgressReport.State.DRAFT, ProgressReport.State.RETURNED]
    )
    rows = (
        WorkItem.objects.filter(
            ~Exists(handed_in),
            programme=period.programme_id,
            state=ItemState.ACTIVE,
            lead_agency__isnull=False,
            assigned_on__lte=period.ends_on,
        )
        .filter(Q(completed_on__isnull=True) | Q(completed_on__gt=period.ends_on))
        .order_by()
        .values_list("lead_agency_id")
        .annotate(Count("pk"))
    )
    return [(int(agency), int(count)) for agency, count in rows]


def _decisions(day: Day) -> Iterator[Reminder]:
    rows = DeadlineChange.objects.filter(
        item__programme=day.programme, state=DeadlineChange.State.REQUESTED, requested_on__lt=day.on
    ).values_list("pk", "item_id", "item__lead_agency_id", "requested_on")
    for pk, item, agency, since in rows:
        subject = f"change:{pk}"
        if day.is_time(subject, Kind.DECISION_WAITING):
            yield _reminder(
                day,
                Kind.DECISION_WAITING,
                subject,
                item_id=item,
                agency_id=agency,
                days=(day.on - since).days,
                audience=Audience.LEADER,
            )


def _unanswered(day: Day) -> Iterator[Reminder]:
    rows = CooperationRequest.objects.filter(
        item__programme=day.programme, replied_on__isnull=True, reply_by__lt=day.on, item__completed_on__isnull=True
    ).values_list("pk", "item_id", "agency_id", "reply_by")
    yield from _for_agency(day, Kind.UNANSWERED, "request", rows)


def _letters(day: Day) -> Iterator[Reminder]:
    rows = UrgingLetter.objects.filter(
        programme=day.programme, state=UrgingLetter.State.SENT, reply_by__lt=day.on
    ).values_list("pk", "agency_id", "reply_by")
    for pk, agency, until in rows:
        subject = f"letter:{pk}"
        if day.is_time(subject, Kind.LETTER_UNANSWERED):
            yield _reminder(
                day,
                Kind.LETTER_UNANSWERED,
                subject,
                agency_id=agency,
                days=(day.on - until).days,
                audience=Audience.OFFICE,
            )


def _for_office(day: Day, kind: Reminder.Kind, name: str, rows: Iterable[Row]) -> Iterator[Reminder]:
    """Tell the office of what waits for it; `rows`: the row, its item, its lead, the day it should be settled by."""
    for pk, item, agency, until in rows:
        subject = f"{name}:{pk}"
        if day.is_time(subject, kind):
            late = (day.on - (until or day.on)).days
            yield _reminder(day, kind, subject, item_id=item, agency_id=agency, days=late, audience=Audience.OFFICE)


def _for_agency(day: Day, kind: Reminder.Kind, name: str, rows: Iterable[Row]) -> Iterator[Reminder]:
    """Tell an agency of what waits for it; `rows`: the row, its item, the agency, the day since which it waits."""
    for pk, item, agency, since in rows:
        subject = f"{name}:{pk}"
        if agency is not None and day.is_time(subject, kind):
            late = (day.on - (since or day.on)).days
            yield _reminder(day, kind, subject, item_id=item, agency_id=agency, days=late)


def _reminder(day: Day, kind: Reminder.Kind, subject: str, **fields: object) -> Reminder:
    return Reminder(programme=day.programme, day=day.on, kind=kind, subject=subject, **fields)


FINDERS: tuple[Callable[[Day], Iterator[Reminder]], ...] = (
    _items,
    _unacknowledged,
    _hand_backs,
    _products_waiting,
    _products_returned,
    _reports_returned,
    _periods,
    _decisions,
    _unanswered,
    _letters,
)
FINDERS_ABOVE = (  # of apps that build on this one
    "dondoc.web.indicators.reminding.figures_to_hand_in",
    "dondoc.web.cascade.owing.plans_to_issue",
    "dondoc.web.inspections.reminding.findings_to_put_right",
)
