"""What waits for a person: for an agency contact, for the office, for a leader; as of a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextChoices, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import gettext_lazy as _

from dondoc.web.follow_up.models import (
    Assignment,
    CooperationRequest,
    HandBack,
    ProgressReport,
    ReportingPeriod,
    UrgingLetter,
)
from dondoc.web.organisations.access import Access, access_of
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import Completion, DeadlineChange, WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet
from dondoc.web.register.timeliness import Cell

MOST = 100
MOST_PERIODS = 3
REPORT_WINDOW = dt.timedelta(days=31)
BEFORE_THE_END = dt.timedelta(days=10)


@dataclass(frozen=True, slots=True)
class ToReport:
    """The items an agency has still to report on for a period."""

    period: ReportingPeriod
    items: list[WorkItem]


@dataclass(frozen=True, slots=True)
class Silence:
    """An agency that owes something: reports of a closed period, or to say that it has taken an item on."""

    agency: Agency
    unacknowledged: int = 0
    unreported: int = 0
    unanswered: int = 0


@dataclass
class MyWork:
    """Everything that waits for a person, by what he can do about it."""

    acknowledge: list[Assignment] = field(default_factory=list)
    report: list[ToReport] = field(default_factory=list)
    returned: list[ProgressReport] = field(default_factory=list)
    reply: list[CooperationRequest] = field(default_factory=list)
    letters: list[UrgingLetter] = field(default_factory=list)
    accept_products: list[Completion] = field(default_factory=list)
    accept_reports: list[ProgressReport] = field(default_factory=list)
    rule: list[HandBack] = field(default_factory=list)
    silent: list[Silence] = field(default_factory=list)
    late: list[WorkItem] = field(default_factory=list)
    decide: list[DeadlineChange] = field(default_factory=list)
    sign: list[UrgingLetter] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things wait for an act."""
        waiting = (self.acknowledge, self.returned, self.reply, self.letters, self.accept_products, self.accept_reports)
        decide = (self.rule, self.decide, self.sign)
        return sum(len(one) for one in (*waiting, *decide)) + sum(len(one.items) for one in self.report)


class Part(TextChoices):
    """The part of the page of a person with several roles: what he decides, what his office sees to, his own items."""

    LEADER = "leader", _("Chờ quyết định")
    OFFICE = "office", _("Việc của văn phòng theo dõi")
    OWN = "own", _("Việc cơ quan tôi chủ trì, phối hợp")


def parts_of(access: Access) -> list[Part]:
    """Give the parts of a person's page, the one that is shown first at the head."""
    held = {Part.LEADER: access.leads, Part.OFFICE: access.offices, Part.OWN: access.works_for}
    return [part for part, agencies in held.items() if agencies]


def my_work(user: User | AnonymousUser, on: dt.date, part: Part | None) -> MyWork:
    """Gather what waits for a person in one part of his page, in all programmes he sees."""
    access = access_of(user)
    items = WorkItem.objects.visible_to(user).in_force(on).filter(programme__status="running")
    work = MyWork()
    if part == Part.OWN:
        _of_agencies(work, items, access.works_for, on)
    elif part == Part.OFFICE:
        _of_offices(work, items.filter(programme__office__in=access.offices), on)
    elif part == Part.LEADER:
        _of_leaders(work, items.filter(programme__office__in=access.leads), access.leads)
    return work


def _of_agencies(work: MyWork, items: WorkItemQuerySet, agencies: frozenset[int], on: dt.date) -> None:
    led = items.filter(lead_agency__in=agencies, state=ItemState.ACTIVE)
    waiting = Assignment.objects.filter(agency__in=agencies, state=Assignment.State.WAITING, item__in=led)
    work.acknowledge = list(waiting.select_related("item", "agency").order_by("acknowledge_by")[:MOST])
    work.report = to_report(led, on)
    returned = ProgressReport.objects.filter(
        agency__in=agencies, state=ProgressReport.State.RETURNED, period__locked_on__isnull=True, item__in=led
    )
    work.returned = list(returned.select_related("item", "period", "decided_by")[:MOST])
    asked = CooperationRequest.objects.filter(agency__in=agencies, replied_on__isnull=True, item__in=items)
    work.reply = list(asked.select_related("item__lead_agency", "agency").order_by("reply_by")[:MOST])
    letters = UrgingLetter.objects.filter(agency__in=agencies, state=UrgingLetter.State.SENT)
    work.letters = list(letters.select_related("programme").order_by("reply_by")[:MOST])


def to_report(led: WorkItemQuerySet, on: dt.date) -> list[ToReport]:
    """Give, for each period that is open for reporting, the items without a report handed in."""
    programmes = led.order_by().values("programme")
    periods = ReportingPeriod.objects.filter(
        programme__in=programmes, locked_on__isnull=True, starts_on__lte=on, due_on__gte=on - REPORT_WINDOW
    ).select_related("programme")
    begun = [one for one in periods.order_by("due_on", "pk") if one.ends_on - BEFORE_THE_END <= on]
    rows = unreported_items(led, begun)
    return [ToReport(period, rows[period.pk]) for period in begun if period.pk in rows][:MOST_PERIODS]


def unreported_items(led: WorkItemQuerySet, periods: Sequence[ReportingPeriod]) -> dict[int, list[WorkItem]]:
    """Give, by period, the items that a report is still owed of, the first ones as the directive runs."""
    found: dict[int, list[WorkItem]] = defaultdict(list)
    if periods:
        order = [F(name).asc() for name in ("path_key", "number", "pk")]
        place = Window(RowNumber(), partition_by=F("of_period"), order_by=order)
        rows = _owed(led, periods).annotate(place=place).filter(place__lte=MOST)
        for item in rows.select_related("lead_agency").in_order():
            found[item.of_period].append(item)  # type: ignore[attr-defined]
    return found


def _of_offices(work: MyWork, items: WorkItemQuerySet, on: dt.date) -> None:
    work.accept_products = products_in(items)
    reports = ProgressReport.objects.filter(item__in=items, state=ProgressReport.State.SUBMITTED)
    work.accept_reports = list(reports.select_related("item", "period", "agency").order_by("submitted_on")[:MOST])
    back = HandBack.objects.filter(assignment__item__in=items, ruling=HandBack.Ruling.OPEN)
    work.rule = list(
        back.select_related("assignment__item", "assignment__agency", "asked_by").order_by("rule_by")[:MOST]
    )
    work.silent = silent_agencies(items, on)
    late = with_last_words(items.with_timeliness(on).filter(Q(cell=Cell.OPEN_OVERDUE)))
    work.late = list(late.select_related("programme", "lead_agency").order_by(F("due_then").asc(), "path_key")[:MOST])


def with_last_words(items: WorkItemQuerySet) -> WorkItemQuerySet:
    """Annotate `last_difficulties` and `last_forecast`: why an item is late and until when, as its lead last said.

    Of an item that was taken over and not reported on since, what was said of it before.
    """
    own, before = _said(item=OuterRef("pk")), _said(item__merged_into=OuterRef("pk"))
    return items.annotate(
        last_difficulties=Coalesce(_last_difficulties(own), _last_difficulties(before)),
        last_forecast=Coalesce(Subquery(own.values("forecast_on")[:1]), Subquery(before.values("forecast_on")[:1])),
    )


def _said(**of: OuterRef) -> QuerySet[ProgressReport]:
    """Give the reports of an item that were handed in, the latest first."""
    rows = ProgressReport.objects.filter(**of).exclude(state=ProgressReport.State.DRAFT)
    return rows.order_by("-period__ends_on", "-pk")


def _last_difficulties(said: QuerySet[ProgressReport]) -> Subquery:
    return Subquery(said.exclude(difficulties="").values("difficulties")[:1])


def silent_agencies(items: WorkItemQuerySet, on: dt.date) -> list[Silence]:
    """Give the agencies that owe the office something, those that owe most first."""
    unacknowledged = _counted(
        Assignment.objects.filter(item__in=items, state=Assignment.State.WAITING, acknowledge_by__lt=on), "agency_id"
    )
    unanswered = _counted(
        CooperationRequest.objects.filter(item__in=items, replied_on__isnull=True, reply_by__lt=on), "agency_id"
    )
    unreported = _unreported(items, on)
    agencies = Agency.objects.in_bulk(unacknowledged.keys() | unanswered.keys() | unreported.keys())
    found = [
        Silence(agency, unacknowledged.get(pk, 0), unreported.get(pk, 0), unanswered.get(pk, 0))
        for pk, agency in agencies.items()
    ]
    return sorted(found, key=lambda one: (-one.unreported - one.unacknowledged - one.unanswered, one.agency.sort_key))


def _unreported(items: WorkItemQuerySet, on: dt.date) -> dict[int, int]:
    """Count, by agency, the reports that are missing of the last period of each programme whose day is past."""
    periods = ReportingPeriod.objects.filter(
        programme__in=items.order_by().values("programme"), due_on__lt=on, locked_on__isnull=True
    )
    last = {period.programme_id: period for period in periods.order_by("due_on", "pk")}
    if not last:
        return {}
    owed = _owed(items, list(last.values()))
    asked = owed.filter(state=ItemState.ACTIVE, lead_agency__isnull=False)
    counts = asked.order_by().values_list("lead_agency_id").annotate(Count("pk"))
    return {int(agency): int(count) for agency, count in counts if agency is not None}


def _owed(items: WorkItemQuerySet, periods: Sequence[ReportingPeriod]) -> WorkItemQuerySet:
    """Give a row for each item and each of some periods (`of_period`) that a report is owed of."""
    handed_in = ProgressReport.objects.filter(item=OuterRef("pk"), period=OuterRef("of_period")).exclude(
        state__in=[ProgressReport.State.DRAFT, ProgressReport.State.RETURNED]
    )
    rows = items.annotate(
        of_period=F("programme__reporting_periods"), period_ends=F("programme__reporting_periods__ends_on")
    )
    still_open = Q(completed_on__isnull=True) | Q(completed_on__gt=F("period_ends"))
    asked_of = Q(of_period__in=[one.pk for one in periods], assigned_on__lte=F("period_ends"))
    return rows.filter(asked_of & still_open & ~Exists(handed_in))


def _counted(rows: QuerySet[Assignment] | QuerySet[CooperationRequest], name: str) -> dict[int, int]:
    counts: dict[int, int] = {}
    for agency in rows.values_list(name, flat=True):
        counts[agency] = counts.get(agency, 0) + 1
    return counts


def products_in(items: WorkItemQuerySet) -> list[Completion]:
    """Give the products that wait for acceptance, the oldest first."""
    products = Completion.objects.filter(item__in=items, state=Completion.State.SUBMITTED)
    return list(
        products.select_related("item__lead_agency", "item__programme", "submitted_by").order_by("submitted_on")[:MOST]
    )


def _of_leaders(work: MyWork, items: WorkItemQuerySet, offices: frozenset[int]) -> None:
    """Gather what a leader decides; of the products only those of the offices themselves, whose own people may not."""
    work.accept_products = products_in(items.filter(lead_agency__in=offices))
    changes = DeadlineChange.objects.filter(item__in=items, state=DeadlineChange.State.REQUESTED)
    work.decide = list(changes.select_related("item__lead_agency", "requested_by").order_by("requested_on")[:MOST])
    letters = UrgingLetter.objects.filter(programme__office__in=offices, state=UrgingLetter.State.DRAFT)
    work.sign = list(letters.select_related("agency", "drafted_by").prefetch_related("rows")[:MOST])
