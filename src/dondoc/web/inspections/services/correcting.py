"""Putting right what was found: the agency reports, the inspectors check again."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.web import clock
from dondoc.web.follow_up.services.acts import AlreadyDecided, store, tell
from dondoc.web.inspections.models import InspectionFinding
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require

State = InspectionFinding.State


@transaction.atomic
def report_correction(
    *, actor: User, finding: InspectionFinding, correction: str, file: File[bytes] | None = None
) -> InspectionFinding:
    """Let the agency that was inspected say what it did."""
    require(actor, Action.CORRECT_FINDING, finding)
    row = _held(finding, State.OPEN)
    if not correction.strip():
        raise ValidationError({"correction": _("Hãy nêu việc đã làm.")})
    row.state, row.correction = State.CORRECTED, correction.strip()
    row.correction_file = file or ""
    row.corrected_by, row.corrected_on = actor, _today_not_before(row.found_on)
    store(row)
    _tell(
        row,
        actor,
        "report_correction",
        f"{row.inspection.agency.label} báo cáo khắc phục: {row.correction[:200]}",
        f"{row.inspection.agency.label} reported a correction: {row.correction[:200]}",
    )
    return row


@transaction.atomic
def recheck(
    *, actor: User, finding: InspectionFinding, closed: bool, note: str, correct_by: dt.date | None = None
) -> InspectionFinding:
    """Check again: put right, or back to the agency with a reason and a new day."""
    require(actor, Action.INSPECT, finding)
    row = _held(finding, State.CORRECTED)
    if not note.strip():
        raise ValidationError({"note": _("Hãy ghi kết quả phúc tra.")})
    today = _today_not_before(row.corrected_on)
    if not closed and (correct_by is None or correct_by <= today):
        raise ValidationError({"correct_by": _("Hãy đặt hạn khắc phục mới, sau hôm nay.")})
    row.rechecked_by, row.rechecked_on, row.recheck_note = actor, today, note.strip()
    if closed:
        row.state = State.CLOSED
    else:
        row.state, row.times_returned = State.OPEN, row.times_returned + 1
        row.correct_by = correct_by or row.correct_by
        row.corrected_by = row.corrected_on = None
    store(row)
    verb_vi, verb_en = ("đã khắc phục xong", "put right") if closed else ("chưa đạt", "not put right yet")
    _tell(
        row,
        actor,
        "recheck",
        f"Phúc tra “{str(row).rstrip('.')}”: {verb_vi}. {note.strip()}",
        f"Re-checked “{str(row).rstrip('.')}”: {verb_en}. {note}",
    )
    return row


def _today_not_before(day: dt.date | None) -> dt.date:
    """Give today, or the day of what is acted on where the clock was set back since."""
    return max(clock.real_today(), day or dt.date.min)


def _held(finding: InspectionFinding, state: str) -> InspectionFinding:
    """Give the finding as it is now, held for writing; it must still wait for this act."""
    rows = InspectionFinding.objects.select_for_update(of=("self",))
    row = rows.select_related("inspection__plan__programme", "inspection__agency").get(pk=finding.pk)
    if row.state != state:
        last = row.rechecked_by if row.state == State.CLOSED else row.corrected_by
        raise AlreadyDecided(str(last or ""))
    return row


def _tell(row: InspectionFinding, actor: User, verb: str, vi: str, en: str) -> None:
    tell(row.inspection, row.parties().secrecy, actor=actor, verb=verb, vi=vi, en=en, finding=row.pk)
