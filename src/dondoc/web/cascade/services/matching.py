"""Matching what a plan says to what the programme orders; likeness proposes, a person settles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.web import clock
from dondoc.web.cascade.likeness import match
from dondoc.web.cascade.models import AgencyPlan, Coverage
from dondoc.web.cascade.querysets import other_items, other_programmes, own_items
from dondoc.web.follow_up.services.acts import decide_once, store, tell
from dondoc.web.intake.models import IntakeJob
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import Document, Indicator, WorkItem

OWN, OTHERS, OF_INDICATORS = 0.35, 0.5, 0.45  # how alike titles must be: of an agency's own items less is enough
READ = (IntakeJob.State.DONE, IntakeJob.State.KNOWN)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plan that may take up something of the programme."""

    words: str
    path: str
    due_on: dt.date | None


@transaction.atomic
def propose(*, actor: User, plan: AgencyPlan) -> int:
    """Propose what of the programme the plan takes up; what a person settled stays. Gives how many are proposed."""
    require(actor, Action.CONFIRM_COVERAGE, plan)
    document = _document_of(plan)
    _must_belong(plan, actor)
    plan.coverages.filter(state=Coverage.State.PROPOSED).delete()
    made = _propose_items(plan, document) + _propose_indicators(plan, document)
    tell(
        plan,
        actor=actor,
        verb="propose_coverage",
        vi=f"Đối chiếu kế hoạch {plan}: {made} nội dung chờ xác nhận.",
        en=f"Matched the plan {plan}: {made} lines to be confirmed.",
    )
    return made


@transaction.atomic
def settle(*, actor: User, coverage: Coverage, confirm: bool) -> Coverage:
    """Confirm a proposal or reject it."""
    require(actor, Action.CONFIRM_COVERAGE, coverage)
    state = Coverage.State.CONFIRMED if confirm else Coverage.State.REJECTED
    values = {"state": state, "decided_by": actor, "decided_on": clock.real_today()}
    row = decide_once(coverage, field="state", waiting="proposed", decider="decided_by", values=values)
    _tell_settled(row, actor)
    return row


@transaction.atomic
def settle_likely(*, actor: User, plan: AgencyPlan, least: float) -> int:
    """Confirm at once the proposals that are at least so much alike; gives how many."""
    require(actor, Action.CONFIRM_COVERAGE, plan)
    rows = list(plan.coverages.filter(state=Coverage.State.PROPOSED, score__gte=least))
    for row in rows:
        settle(actor=actor, coverage=row, confirm=True)
    return len(rows)


@transaction.atomic
def cover(
    *, actor: User, plan: AgencyPlan, item: WorkItem, words: str, path: str = "", due_on: dt.date | None = None
) -> Coverage:
    """Say by hand that a plan takes an item up, in which words and by which day."""
    require(actor, Action.CONFIRM_COVERAGE, plan)
    if item.programme_id != plan.order.programme_id:
        raise ValidationError({"item": _("Nhiệm vụ này thuộc chương trình khác.")})
    row = plan.coverages.filter(item=item).first() or Coverage(plan=plan, item=item)
    row.words, row.path, row.due_on, row.score = words.strip() or item.title, path.strip(), due_on, 1.0
    row.state, row.decided_by, row.decided_on = Coverage.State.CONFIRMED, actor, clock.real_today()
    store(row)
    _tell_settled(row, actor)
    return row


def _document_of(plan: AgencyPlan) -> Document:
    """Give what the reader made of the plan's file; a file may be the plan of one agency alone."""
    if plan.document is None:
        job = plan.job
        if job is None or job.document is None or job.state not in READ:
            raise ValidationError(_("Tệp của kế hoạch chưa được đọc xong."))
        holder = AgencyPlan.objects.filter(document=job.document).exclude(pk=plan.pk).first()
        if holder is not None:
            raise ValidationError(_("Tệp này đã là kế hoạch của %(agency)s.") % {"agency": holder.agency.label})
        if job.document_id == plan.programme.document_id:
            raise ValidationError(_("Tệp này là chính văn bản của chương trình."))
        plan.document = job.document
        store(plan)
    return plan.document


def _must_belong(plan: AgencyPlan, actor: User) -> None:
    """Refuse a plan that names another programme and not this one; by hand a person may still say what it takes up."""
    others = other_programmes(plan, actor)
    if others:
        raise ValidationError(
            _("Kế hoạch này dẫn %(others)s mà không dẫn %(reference)s: hãy ghi nhận ở chương trình đó.")
            % {
                "others": ", ".join(one.document.reference or str(one) for one in others),
                "reference": plan.programme.document.reference or str(plan.programme),
            }
        )


def _propose_items(plan: AgencyPlan, document: Document) -> int:
    taken = set(plan.coverages.filter(item__isnull=False).values_list("item_id", flat=True))
    own = [item for item in own_items(plan.programme, plan.agency) if item.pk not in taken]
    others = [item for item in other_items(plan.programme, plan.agency) if item.pk not in taken]
    lines = [
        Line(item.title, item.path, item.due_on)
        for item in document.items.exclude(state=ItemState.DISMISSED).in_order()
    ]
    wanted, least = [*own, *others], [OWN] * len(own) + [OTHERS] * len(others)
    found = match([item.title for item in wanted], [line.words for line in lines], least=least)
    for pair in found:
        line = lines[pair.offered]
        store(_proposal(plan, line, pair.score, item=wanted[pair.wanted]))
    return len(found)


def _propose_indicators(plan: AgencyPlan, document: Document) -> int:
    taken = set(plan.coverages.filter(indicator__isnull=False).values_list("indicator_id", flat=True))
    wanted = [row for row in plan.programme.indicators.in_order() if row.pk not in taken]
    lines = [Line(row.name, row.path, None) for row in document.indicators.in_order()]
    names = [row.name for row in wanted]
    found = match(names, [line.words for line in lines], least=[OF_INDICATORS] * len(wanted))
    for pair in found:
        store(_proposal(plan, lines[pair.offered], pair.score, indicator=wanted[pair.wanted]))
    return len(found)


def _proposal(
    plan: AgencyPlan, line: Line, score: float, *, item: WorkItem | None = None, indicator: Indicator | None = None
) -> Coverage:
    return Coverage(
        plan=plan, item=item, indicator=indicator, words=line.words, path=line.path, due_on=line.due_on, score=score
    )


def _tell_settled(row: Coverage, actor: User) -> None:
    what = row.item.title if row.item else str(row.indicator)
    verb_vi = "có" if row.state == Coverage.State.CONFIRMED else "không"
    verb_en = "takes up" if row.state == Coverage.State.CONFIRMED else "does not take up"
    tell(
        row.plan,
        actor=actor,
        verb="settle_coverage",
        vi=f"Xác nhận kế hoạch {row.plan} {verb_vi} cụ thể hóa “{what[:150]}”.",
        en=f"Confirmed that the plan {row.plan} {verb_en} “{what[:150]}”.",
        coverage=row.pk,
    )
