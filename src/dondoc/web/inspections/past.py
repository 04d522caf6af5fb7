"""How inspections stood on a past day, from dated rows and the journal; rows are changed in memory only, never kept.

An answer of a checklist has no day of its own: the journal says when each was given, and the kept versions of the line
what it said; the versions carry the time of the machine and not that of a history made for a demonstration.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils import timezone

from dondoc.web.inspections.models import Check, Inspection, InspectionFinding, YearlyPlan
from dondoc.web.journal.models import Entry

STARTED, ADDED, ANSWERED = "start_inspection", "add_check", "answer_check"
REPORTED, RECHECKED = "report_correction", "recheck"
OF_A_VERSION = ("correct_by", "correction", "corrected_on", "rechecked_on", "recheck_note")


def plans_then(plans: Iterable[YearlyPlan], on: dt.date) -> list[YearlyPlan]:
    """Take plans back to a day: one that was issued later was still being drawn up."""
    found = list(plans)
    for plan in found:
        if plan.issued_on is not None and plan.issued_on > on:
            plan.state, plan.reference, plan.issued_on = YearlyPlan.State.DRAFT, "", None
    return found


def inspections_then(inspections: Iterable[Inspection], on: dt.date) -> list[Inspection]:
    """Take inspections back to a day: planned until it was begun, running until it was concluded."""
    found = list(inspections)
    begun = _begun(found, on)
    for one in found:
        if one.concluded_on is not None and one.concluded_on > on:
            one.state = Inspection.State.RUNNING
            one.conclusion, one.reference, one.concluded_on = "", "", None
        if one.state == Inspection.State.RUNNING and one.pk not in begun:
            one.state, one.head = Inspection.State.PLANNED, ""
    return found


def checks_then(inspection: Inspection, checks: Sequence[Check], on: dt.date) -> list[Check]:
    """Take a checklist back to a day; before the inspection was begun there was none."""
    if inspection.state == Inspection.State.PLANNED:
        return []
    given, added = _days_of(ANSWERED, inspection), _days_of(ADDED, inspection)
    later = {pk: sum(day <= on for day in days) for pk, days in given.items() if days[-1] > on}
    kept = _versions_of(later)
    there = [one for one in checks if added.get(one.pk, [on])[0] <= on]
    for one in there:
        if one.pk in later:
            then = kept[one.pk][: later[one.pk]]
            one.answer, one.note = then[-1] if then else (Check.Answer.UNSEEN, "")
    return there


def findings_then(findings: Iterable[InspectionFinding], on: dt.date) -> list[InspectionFinding]:
    """Take findings back to a day: what was recorded, reported and seen again by then."""
    found = [one for one in findings if one.found_on <= on]
    acts = _acts_on({one.inspection_id for one in found})
    for one in found:
        then = [verb for verb, day in acts[one.pk] if day <= on]
        if len(then) < len(acts[one.pk]):
            _take_back(one, then)
    return found


def _take_back(finding: InspectionFinding, acts: Sequence[str]) -> None:
    """Take a finding back to the moment after some acts; its kept versions say what stood in it then."""
    state = InspectionFinding.State.CORRECTED if acts[-1:] == [REPORTED] else InspectionFinding.State.OPEN
    times = acts.count(RECHECKED)
    version = finding.history.filter(times_returned=times, state=state).order_by("-history_id").first()
    finding.state, finding.times_returned = state, times
    for name in OF_A_VERSION if version else ():
        setattr(finding, name, getattr(version, name))


def _days_of(verb: str, inspection: Inspection) -> dict[int, list[dt.date]]:
    """Give the days on which each line of a checklist was added or answered, in order."""
    entries = Entry.objects.about(inspection).filter(verb=verb).order_by("pk")
    given: dict[int, list[dt.date]] = defaultdict(list)
    for data, at in entries.values_list("data", "at"):
        given[data.get("check", 0)].append(timezone.localdate(at))
    return given


def _versions_of(checks: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Give what each answer of some lines said, in order: every answer keeps a version, and nothing else does."""
    rows = Check.history.filter(id__in=list(checks), history_type="~").order_by("history_id")
    kept: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pk, answer, note in rows.values_list("id", "answer", "note"):
        kept[pk].append((answer, note))
    return kept


def _acts_on(inspections: set[int]) -> dict[int, list[tuple[str, dt.date]]]:
    """Give what was done about findings, in order, with the days of it; one query."""
    rows = Entry.objects.filter(object_type=Inspection._meta.label_lower, object_id__in=inspections)
    rows = rows.filter(verb__in=(REPORTED, RECHECKED)).order_by("pk")
    acts: dict[int, list[tuple[str, dt.date]]] = defaultdict(list)
    for verb, data, at in rows.values_list("verb", "data", "at"):
        acts[data.get("finding", 0)].append((verb, timezone.localdate(at)))
    return acts


def _begun(inspections: Sequence[Inspection], on: dt.date) -> set[int]:
    """Tell which inspections were begun by a day, in one query."""
    rows = Entry.objects.until(on).filter(verb=STARTED, object_type=Inspection._meta.label_lower)
    ids = rows.filter(object_id__in=[one.pk for one in inspections]).values_list("object_id", flat=True)
    return {pk for pk in ids if pk is not None}
