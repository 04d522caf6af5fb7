"""Planning the inspections of a year: drawing up, choosing by risk, adding by hand, issuing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.web import clock
from dondoc.web.follow_up.services.acts import store, tell
from dondoc.web.inspections.models import Inspection, YearlyPlan
from dondoc.web.inspections.risk import Risk, default_points, risks_of, sample
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.models import Programme

DAYS_EACH = 4  # an inspection takes a working week


@transaction.atomic
def open_plan(*, actor: User, programme: Programme, inspecting: Agency, year: int) -> YearlyPlan:
    """Begin the inspection programme of a year for an agency that the actor inspects for."""
    plan = YearlyPlan(programme=programme, inspecting=inspecting, year=year, rules={"points": default_points()})
    require(actor, Action.SEE, programme)
    require(actor, Action.INSPECT, plan)
    store(plan)
    tell(
        plan,
        actor=actor,
        verb="open_inspection_plan",
        vi=f"Xây dựng chương trình kiểm tra năm {year}.",
        en=f"Began the inspection programme of {year}.",
    )
    return plan


@transaction.atomic
def draw(
    *,
    actor: User,
    plan: YearlyPlan,
    by_risk: int,
    by_lot: int,
    starts_on: dt.date,
    points: Mapping[str, int] | None = None,
) -> list[Inspection]:
    """Choose the agencies to inspect by the points of the rules, and some by lot; what is planned already stays.

    The rules, the seed of the lot and the points of each agency are kept with the plan.
    """
    require(actor, Action.INSPECT, plan)
    _must_be_draft(plan)
    on, seed = clock.real_today(), plan.year
    taken = set(plan.inspections.values_list("agency_id", flat=True))
    weights = {**default_points(), **(points or {})}
    risks = [one for one in risks_of(plan.programme, on, weights) if one.agency.pk not in taken]
    by_points, by_chance = sample(risks, by_risk=by_risk, by_lot=by_lot, seed=seed)
    made = [_plan_one(plan, risk, starts_on, n, by_lot=False) for n, risk in enumerate(by_points)]
    made += [_plan_one(plan, risk, starts_on, len(made) + n, by_lot=True) for n, risk in enumerate(by_chance)]
    plan.rules = {"points": weights, "by_risk": by_risk, "by_lot": by_lot, "seed": seed}
    plan.drawn_on = on
    store(plan)
    tell(
        plan,
        actor=actor,
        verb="draw_inspections",
        vi=f"Chọn {len(by_points)} cơ quan theo điểm rủi ro và {len(by_chance)} cơ quan theo bốc thăm cho {plan}.",
        en=f"Chose {len(by_points)} agencies by risk and {len(by_chance)} by lot for {plan.year}.",
        rules=plan.rules,
    )
    return made


def _plan_one(plan: YearlyPlan, risk: Risk, starts_on: dt.date, number: int, *, by_lot: bool) -> Inspection:
    start = starts_on + dt.timedelta(weeks=number)
    return store(
        Inspection(
            plan=plan,
            agency=risk.agency,
            starts_on=start,
            ends_on=start + dt.timedelta(days=DAYS_EACH),
            risk={"points": risk.points, "cases": risk.cases, "by_lot": by_lot},
        )
    )


@transaction.atomic
def add_inspection(
    *, actor: User, plan: YearlyPlan, agency: Agency, kind: str, starts_on: dt.date, ends_on: dt.date, why: str
) -> Inspection:
    """Add an agency by hand; the plan says why."""
    require(actor, Action.INSPECT, plan)
    if not why.strip():
        raise ValidationError({"why": _("Hãy nêu lý do chọn cơ quan này.")})
    made = store(Inspection(plan=plan, agency=agency, kind=kind, starts_on=starts_on, ends_on=ends_on, why=why.strip()))
    tell(
        made,
        actor=actor,
        verb="add_inspection",
        vi=f"Đưa {agency.label} vào {plan}: {made.why}",
        en=f"Added {agency.label} to the inspections of {plan.year}: {made.why}",
    )
    return made


@transaction.atomic
def remove_inspection(*, actor: User, inspection: Inspection, why: str) -> None:
    """Take an inspection out of a plan that is not issued yet."""
    require(actor, Action.INSPECT, inspection)
    _must_be_draft(inspection.plan)
    if not why.strip():
        raise ValidationError({"why": _("Hãy nêu lý do.")})
    tell(
        inspection.plan,
        actor=actor,
        verb="remove_inspection",
        vi=f"Đưa {inspection.agency.label} ra khỏi {inspection.plan}: {why.strip()}",
        en=f"Took {inspection.agency.label} out of the inspections of {inspection.plan.year}: {why.strip()}",
    )
    inspection.delete()


@transaction.atomic
def issue_plan(*, actor: User, plan: YearlyPlan, reference: str, issued_on: dt.date) -> YearlyPlan:
    """Issue the plan: from now on everybody who sees the programme sees it."""
    require(actor, Action.INSPECT, plan)
    _must_be_draft(plan)
    if not plan.inspections.exists():
        raise ValidationError(_("Chương trình chưa có cuộc kiểm tra nào."))
    if issued_on > clock.real_today():
        raise ValidationError({"issued_on": _("Ngày ban hành chưa đến.")})
    plan.state, plan.reference, plan.issued_on = YearlyPlan.State.ISSUED, reference.strip(), issued_on
    store(plan)
    tell(
        plan,
        actor=actor,
        verb="issue_inspection_plan",
        vi=f"Ban hành {plan} số {plan.reference}.",
        en=f"Issued the inspection programme of {plan.year}, {plan.reference}.",
    )
    return plan


def _must_be_draft(plan: YearlyPlan) -> None:
    if plan.state != YearlyPlan.State.DRAFT:
        raise ValidationError(_("Chương trình kiểm tra đã ban hành; không sửa danh sách được nữa."))
