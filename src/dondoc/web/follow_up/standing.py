"""How reporting stands for a period: by agency, counts that add up to the items that are due a report."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery

from dondoc.web.follow_up.models import ProgressReport, ReportingPeriod
from dondoc.web.organisations.models import Agency
from dondoc.web.register.choices import ItemState
from dondoc.web.register.querysets import WorkItemQuerySet

State = ProgressReport.State


@dataclass(frozen=True, slots=True)
class AgencyStanding:
    """Of the items an agency owes a report on: accepted, waiting for the office, returned, missing."""

    agency: Agency
    accepted: int
    waiting: int
    returned: int
    missing: int

    @property
    def total(self) -> int:
        return self.accepted + self.waiting + self.returned + self.missing


@dataclass(frozen=True, slots=True)
class Standing:
    """The rows of a period, and their sum."""

    rows: tuple[AgencyStanding, ...]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def handed_in(self) -> int:
        return sum(row.accepted + row.waiting for row in self.rows)

    @property
    def missing(self) -> int:
        return sum(row.missing for row in self.rows)

    @property
    def waiting(self) -> int:
        return sum(row.waiting for row in self.rows)


def standing_of(period: ReportingPeriod, items: WorkItemQuerySet) -> Standing:
    """Count the reports of a period by agency among the items given."""
    said = ProgressReport.objects.filter(item=OuterRef("pk"), period=period).values("state")[:1]
    rows = (
        items.filter(
            programme=period.programme_id,
            state=ItemState.ACTIVE,
            lead_agency__isnull=False,
            assigned_on__lte=period.ends_on,
        )
        .filter(Q(completed_on__isnull=True) | Q(completed_on__gt=period.ends_on))
        .annotate(said=Subquery(said))
        .order_by()
        .values_list("lead_agency", "said")
        .annotate(Count("pk"))
    )
    counts: dict[int, dict[str | None, int]] = {}
    for agency, state, count in rows:
        counts.setdefault(agency, {})[state] = count
    agencies = Agency.objects.filter(pk__in=counts).in_order()
    return Standing(tuple(_row(agency, counts[agency.pk]) for agency in agencies))


def _row(agency: Agency, counts: dict[str | None, int]) -> AgencyStanding:
    return AgencyStanding(
        agency,
        accepted=counts.get(State.ACCEPTED, 0),
        waiting=counts.get(State.SUBMITTED, 0),
        returned=counts.get(State.RETURNED, 0),
        missing=counts.get(State.DRAFT, 0) + counts.get(None, 0),
    )
