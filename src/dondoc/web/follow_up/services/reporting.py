"""Progress reports: written, submitted, accepted or returned, locked with their period."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.web import clock
from dondoc.web.follow_up.models import ProgressReport, ReportAttachment, ReportingPeriod
from dondoc.web.follow_up.services.acts import decide_once, store, tell
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import WorkItem
from dondoc.web.register.services.locking import hold

PARTS = ("results", "difficulties", "proposals", "forecast_on")
State = ProgressReport.State


class PeriodLocked(ValidationError):
    """The report is for a period that is locked, or was accepted: it stays as it was."""


@dataclass(frozen=True, slots=True)
class Said:
    """The four parts of a report."""

    results: str = ""
    difficulties: str = ""
    proposals: str = ""
    forecast_on: dt.date | None = None


@transaction.atomic
def save_draft(*, actor: User, item: WorkItem, period: ReportingPeriod, said: Said) -> ProgressReport:
    """Keep what was written so far; saved as often as one likes, without an entry in the journal."""
    report = _writable(actor, item, period)
    _fill(report, said, actor)
    return store(report)


@transaction.atomic
def submit(*, actor: User, item: WorkItem, period: ReportingPeriod, said: Said) -> ProgressReport:
    """Hand in the report of an item for a period; a returned one is handed in again."""
    report = _writable(actor, item, period)
    _fill(report, said, actor)
    if not (report.results or report.difficulties):
        raise ValidationError(
            {"results": _("Hãy ghi kết quả hoặc khó khăn; nếu không có gì mới, chọn “Không có gì mới”.")}
        )
    report.nothing_new = False
    return _hand_in(report, actor)


@transaction.atomic
def nothing_new(*, actor: User, items: Iterable[WorkItem], period: ReportingPeriod) -> list[ProgressReport]:
    """Report for each of the items, in one act, that nothing is new; the last forecast stays in force."""
    made = []
    for item in items:
        report = _writable(actor, item, period)
        report.nothing_new = True
        report.forecast_on = report.forecast_on or last_forecast(item, period)
        report.written_by, report.saved_at = actor, clock.now()
        made.append(_hand_in(report, actor))
    return made


@transaction.atomic
def decide_report(*, actor: User, report: ProgressReport, accept: bool, note: str = "") -> ProgressReport:
    """Accept a report, or return it with a reason; decided once."""
    require(actor, Action.ACCEPT_REPORT, report)
    if report.period.is_locked:
        raise PeriodLocked(_("Kỳ báo cáo đã khóa."))
    if not accept and not note.strip():
        raise ValidationError({"decision_note": _("Hãy nêu lý do trả lại.")})
    state = State.ACCEPTED if accept else State.RETURNED
    values = {
        "state": state,
        "decided_on": clock.real_today(),
        "decided_by": actor,
        "decision_note": note.strip(),
    }
    decide_once(report, field="state", waiting=State.SUBMITTED, decider="decided_by", values=values)
    words = ("Chấp nhận", "Accepted") if accept else ("Trả lại", "Returned")
    tell(
        report,
        actor=actor,
        verb="accept_report" if accept else "return_report",
        vi=f"{words[0]} báo cáo {report.period} của {report.item}. {note}".strip(),
        en=f"{words[1]} the report {report.period} of {report.item}. {note}".strip(),
    )
    return report


@transaction.atomic
def accept_all(*, actor: User, reports: Iterable[ProgressReport]) -> int:
    """Accept several submitted reports at once; those decided in between stay as they are. Gives how many."""
    waiting = [report for report in reports if report.state == State.SUBMITTED]
    for report in waiting:
        decide_report(actor=actor, report=report, accept=True)
    return len(waiting)


@transaction.atomic
def attach(*, actor: User, report: ProgressReport, name: str, content: bytes) -> ReportAttachment:
    """Add a file to a report; the same file twice is kept once."""
    require(actor, Action.REPORT, report)
    if report.is_locked:
        raise PeriodLocked(_("Báo cáo này đã khóa."))
    sha256 = hashlib.sha256(content).hexdigest()
    known = report.attachments.filter(sha256=sha256).first()
    if known is not None:
        return known
    attachment = ReportAttachment(report=report, name=name[:255], sha256=sha256, added_by=actor, added_at=clock.now())
    attachment.file.save(f"{sha256[:16]}.bin", ContentFile(content), save=False)
    return store(attachment)


@transaction.atomic
def lock_period(*, actor: User, period: ReportingPeriod) -> ReportingPeriod:
    """Lock a period: what was reported for it can no longer change, what was not is missing for good."""
    require(actor, Action.MANAGE_PROGRAMME, period)
    if hold(period).is_locked:
        return period
    if waiting := period.reports.filter(state=State.SUBMITTED).count():
        raise ValidationError(_("Còn %(count)s báo cáo chưa xem xét trong kỳ này.") % {"count": waiting})
    period.locked_on, period.locked_by = clock.real_today(), actor
    store(period)
    tell(
        period,
        actor=actor,
        verb="lock_period",
        vi=f"Khóa kỳ báo cáo {period}.",
        en=f"Locked the reporting period {period}.",
    )
    return period


def last_report(item: WorkItem, period: ReportingPeriod) -> ProgressReport | None:
    """Give the latest report handed in for an earlier period."""
    rows = item.reports.filter(period__ends_on__lt=period.ends_on).exclude(state=State.DRAFT)
    return rows.select_related("period", "agency", "decided_by").order_by("-period__ends_on", "-pk").first()


def last_forecast(item: WorkItem, period: ReportingPeriod) -> dt.date | None:
    """Give the latest forecast made before a period."""
    rows = item.reports.filter(forecast_on__isnull=False, period__ends_on__lt=period.ends_on).exclude(state=State.DRAFT)
    return rows.order_by("-period__ends_on").values_list("forecast_on", flat=True).first()


def _writable(actor: User, item: WorkItem, period: ReportingPeriod) -> ProgressReport:
    """Give the report of an item and period to write in, new or as it is; refuse where nothing may be written."""
    require(actor, Action.REPORT, item)
    if hold(period).is_locked:
        raise PeriodLocked(_("Kỳ báo cáo %(period)s đã khóa; không nộp hoặc sửa được nữa.") % {"period": period})
    if item.state != ItemState.ACTIVE or item.programme_id != period.programme_id or item.lead_agency_id is None:
        raise ValidationError(_("Nhiệm vụ này không báo cáo trong kỳ đã chọn."))
    values: dict[str, Any] = {"item": item, "period": period, "written_by": actor, "saved_at": clock.now()}
    report = ProgressReport.objects.select_for_update().filter(item=item, period=period).first()
    if report is None:
        return ProgressReport(agency_id=item.lead_agency_id, **values)
    if report.state in {State.SUBMITTED, State.ACCEPTED}:
        raise PeriodLocked(_("Báo cáo này đã nộp; muốn sửa, hãy đề nghị văn phòng trả lại."))
    report.item, report.period = item, period
    return report


def _fill(report: ProgressReport, said: Said, actor: User) -> None:
    for name in PARTS:
        value = getattr(said, name)
        setattr(report, name, value.strip() if isinstance(value, str) else value)
    report.written_by, report.saved_at = actor, clock.now()


def _hand_in(report: ProgressReport, actor: User) -> ProgressReport:
    report.state, report.submitted_on, report.submitted_by = State.SUBMITTED, clock.real_today(), actor
    report.decided_on = report.decided_by = None
    store(report)
    said = (report.results or report.difficulties)[:120].rstrip(" .")
    what = ("không có gì mới", "nothing new") if report.nothing_new else (said, said)
    tell(
        report,
        actor=actor,
        verb="report",
        vi=f"{report.agency} báo cáo {report.period} về {report.item}: {what[0]}.",
        en=f"{report.agency} reported for {report.period} on {report.item}: {what[1]}.",
    )
    return report
