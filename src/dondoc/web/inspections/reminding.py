"""What the daily run says of findings: to the agency until they are put right, then to the inspectors."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.web.follow_up.models import Reminder
from dondoc.web.follow_up.remind.plan import ACCEPTANCE_DAYS, Day, owed
from dondoc.web.inspections.models import InspectionFinding

SOON = 3  # working days
Kind, State = Reminder.Kind, InspectionFinding.State
KINDS = (Kind.CORRECTION_DUE, Kind.CORRECTION_LATE)


def findings_to_put_right(day: Day) -> Iterator[Reminder]:
    """Give a reminder for each finding that is due, late, or reported as put right and not checked again."""
    rows = InspectionFinding.objects.filter(inspection__plan__programme=day.programme, found_on__lte=day.on)
    for finding in rows.exclude(state=State.CLOSED).select_related("inspection__plan").order_by("pk"):
        yield from _recheck(finding, day) if finding.state == State.CORRECTED else _correction(finding, day)


def _correction(finding: InspectionFinding, day: Day) -> Iterator[Reminder]:
    if finding.correct_by <= day.calendar.horizon(day.on, SOON):
        late = (day.on - finding.correct_by).days
        agency = finding.inspection.agency_id
        yield from owed(day, _subject(finding), by=agency, late=late, kinds=KINDS, item_id=finding.item_id)


def _recheck(finding: InspectionFinding, day: Day) -> Iterator[Reminder]:
    """Give the inspectors the days of acceptance, then tell them."""
    if finding.corrected_on is None or day.calendar.horizon(finding.corrected_on, ACCEPTANCE_DAYS) >= day.on:
        return
    if day.is_time(_subject(finding), Kind.RECHECK_WAITING):
        yield Reminder(
            programme=day.programme,
            day=day.on,
            kind=Kind.RECHECK_WAITING,
            subject=_subject(finding),
            item_id=finding.item_id,
            audience=Reminder.Audience.INSPECTORS,
            agency_id=finding.inspection.plan.inspecting_id,
            days=(day.on - finding.corrected_on).days,
        )


def _subject(finding: InspectionFinding) -> str:
    return f"finding:{finding.inspection_id}:{finding.pk}"
