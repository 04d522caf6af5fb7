"""What the daily run says of findings: to the agency until they are put right, then to the inspectors."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.web.follow_up.models import Reminder
from dondoc.web.follow_up.remind.plan import ACCEPTANCE_DAYS, HEAD, Day
from dondoc.web.inspections.models import InspectionFinding

SOON = 3  # working days
Kind, State = Reminder.Kind, InspectionFinding.State


def findings_to_put_right(day: Day) -> Iterator[Reminder]:
    """Give a reminder for each finding that is due, late, or reported as put right and not checked again."""
    rows = InspectionFinding.objects.filter(inspection__plan__programme=day.programme, found_on__lte=day.on)
    for finding in rows.exclude(state=State.CLOSED).select_related("inspection__plan").order_by("pk"):
        found = _recheck(finding, day) if finding.state == State.CORRECTED else _correction(finding, day)
        if found is not None and day.is_time(found.subject, found.kind):
            yield found


def _correction(finding: InspectionFinding, day: Day) -> Reminder | None:
    if finding.correct_by > day.calendar.horizon(day.on, SOON):
        return None
    late = (day.on - finding.correct_by).days
    found = _about(finding, day, Kind.CORRECTION_DUE if late <= 0 else Kind.CORRECTION_LATE)
    found.agency_id, found.days, found.rung = finding.inspection.agency_id, late, 0 if late <= 0 else day.rung(HEAD)
    return found


def _recheck(finding: InspectionFinding, day: Day) -> Reminder | None:
    """Give the inspectors the days of acceptance, then tell them."""
    if finding.corrected_on is None or day.calendar.horizon(finding.corrected_on, ACCEPTANCE_DAYS) >= day.on:
        return None
    found = _about(finding, day, Kind.RECHECK_WAITING)
    found.audience, found.agency_id = Reminder.Audience.INSPECTORS, finding.inspection.plan.inspecting_id
    found.days = (day.on - finding.corrected_on).days
    return found


def _about(finding: InspectionFinding, day: Day, kind: Reminder.Kind) -> Reminder:
    return Reminder(
        programme=day.programme,
        day=day.on,
        kind=kind,
        subject=f"finding:{finding.inspection_id}:{finding.pk}",
        item_id=finding.item_id,
    )
