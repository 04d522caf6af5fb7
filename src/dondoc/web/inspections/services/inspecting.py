"""Inspecting: beginning with the checklist, answering it, recording findings, concluding."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.follow_up.services.acts import store, tell
from dondoc.web.inspections.checklist import questions_for
from dondoc.web.inspections.models import Check, Inspection, InspectionFinding, YearlyPlan
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.models import WorkItem

State = Inspection.State


@transaction.atomic
def start(*, actor: User, inspection: Inspection, head: str = "") -> Inspection:
    """Begin an inspection of an issued plan: its checklist is made from the register as it is today."""
    current = _taken(actor, inspection)
    if current.plan.state != YearlyPlan.State.ISSUED:
        raise ValidationError(_("Chương trình kiểm tra chưa được ban hành."))
    if current.state != State.PLANNED:
        raise ValidationError(_("Cuộc kiểm tra này đã bắt đầu."))
    current.state, current.head = State.RUNNING, head.strip() or current.head
    store(current)
    for position, (item, question) in enumerate(questions_for(current, clock.real_today()), 1):
        store(Check(inspection=current, item=item, position=position, question=question))
    tell(
        current,
        actor=actor,
        verb="start_inspection",
        vi=f"Bắt đầu cuộc {_named(current)}.",
        en=f"Began the inspection of {current.agency.label}.",
    )
    return current


@transaction.atomic
def add_check(*, actor: User, inspection: Inspection, question: str) -> Check:
    """Add a question of the inspectors' own."""
    current = _running(actor, inspection)
    last = current.checks.aggregate(last=Max("position"))["last"] or 0
    made = store(Check(inspection=current, position=last + 1, question=question.strip()))
    tell(
        current,
        actor=actor,
        verb="add_check",
        vi=f"Thêm nội dung kiểm tra: {made}",
        en=f"Added to the checklist of {current.agency.label}: {made}",
        check=made.pk,
    )
    return made


@transaction.atomic
def answer(*, actor: User, check: Check, answer: str, note: str = "") -> Check:
    """Write down what was seen; what is not met says what is wrong."""
    current = _running(actor, check.inspection)
    if answer in {Check.Answer.PARTLY, Check.Answer.UNMET} and not note.strip():
        raise ValidationError({"note": _("Hãy ghi điều đã thấy.")})
    row = Check.objects.get(pk=check.pk, inspection=current)
    row.answer, row.note = answer, note.strip()
    store(row)
    with override("vi"):
        said = row.get_answer_display()
    tell(
        current,
        row.parties().secrecy,
        actor=actor,
        verb="answer_check",
        vi=f"Kiểm tra {current.agency.label}, “{str(row).rstrip('.')}”: {said}.",
        en=f"Answered a check of {current.agency.label}: {row.answer}",
        check=row.pk,
    )
    return row


@transaction.atomic
def record_finding(
    *,
    actor: User,
    inspection: Inspection,
    text: str,
    evidence: str,
    correct_by: dt.date,
    item: WorkItem | None = None,
    check: Check | None = None,
    evidence_file: File[bytes] | None = None,
) -> InspectionFinding:
    """Record what is wrong, with evidence and the day by which it is to be put right."""
    current = _running(actor, inspection)
    today = clock.real_today()
    if correct_by <= today:
        raise ValidationError({"correct_by": _("Hạn khắc phục phải sau hôm nay.")})
    if not evidence.strip():
        raise ValidationError({"evidence": _("Hãy nêu căn cứ.")})
    if check is not None and check.inspection_id != current.pk:
        raise ValidationError(_("Nội dung này thuộc cuộc kiểm tra khác."))
    made = store(
        InspectionFinding(
            inspection=current,
            from_check=check,
            item=item or (check.item if check else None),
            text=text.strip(),
            evidence=evidence.strip(),
            evidence_file=evidence_file or "",
            correct_by=correct_by,
            found_by=actor,
            found_on=today,
        )
    )
    found = str(made).rstrip(".")
    tell(
        current,
        made.parties().secrecy,
        actor=actor,
        verb="record_finding",
        vi=f"Ghi hạn chế của {current.agency.label}: {found}; khắc phục trước ngày {day_words(correct_by)}.",
        en=f"Found with {current.agency.label}: {found}; to be put right by {correct_by:%-d %b %Y}.",
        finding=made.pk,
    )
    return made


@transaction.atomic
def conclude(*, actor: User, inspection: Inspection, reference: str, conclusion: str) -> Inspection:
    """Conclude: every line of the checklist has been answered; findings go on until they are put right."""
    current = _running(actor, inspection)
    unseen = current.checks.filter(answer=Check.Answer.UNSEEN).count()
    if unseen:
        raise ValidationError(_("Còn %(n)s nội dung chưa kiểm tra.") % {"n": unseen})
    if not conclusion.strip() or not reference.strip():
        raise ValidationError(_("Kết luận phải có số, ký hiệu và nội dung."))
    current.state, current.concluded_on = State.CONCLUDED, clock.real_today()
    current.reference, current.conclusion = reference.strip(), conclusion.strip()
    store(current)
    tell(
        current,
        actor=actor,
        verb="conclude_inspection",
        vi=f"Kết luận cuộc {_named(current)}, số {current.reference}.",
        en=f"Concluded the inspection of {current.agency.label}, {current.reference}.",
    )
    return current


def _taken(actor: User, inspection: Inspection) -> Inspection:
    """Give the inspection as it is now, held for writing."""
    require(actor, Action.INSPECT, inspection)
    rows = Inspection.objects.select_for_update(of=("self",)).select_related("plan__programme__office", "agency")
    return rows.get(pk=inspection.pk)


def _named(inspection: Inspection) -> str:
    """Give an inspection as it stands within a sentence."""
    words = str(inspection)
    return words[:1].lower() + words[1:]


def _running(actor: User, inspection: Inspection) -> Inspection:
    current = _taken(actor, inspection)
    if current.state != State.RUNNING:
        raise ValidationError(_("Cuộc kiểm tra không ở trong thời gian tiến hành."))
    return current
