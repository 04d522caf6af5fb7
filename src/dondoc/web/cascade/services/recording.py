"""Recording the plan of an agency, and having its file read."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.cascade.models import AgencyPlan, PlanOrder
from dondoc.web.follow_up.services.acts import store, tell
from dondoc.web.intake.models import IntakeJob
from dondoc.web.intake.services import receive
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, may, require


@transaction.atomic
def record_plan(
    *,
    actor: User,
    order: PlanOrder,
    agency: Agency,
    reference: str,
    issued_on: dt.date,
    title: str = "",
    link: str = "",
    file: File[bytes] | None = None,
) -> AgencyPlan:
    """Record the plan that an agency issued; of somebody who may import, its file goes to the reader at once."""
    today = clock.real_today()
    plan = AgencyPlan(order=order, agency=agency, reference=reference.strip(), issued_on=issued_on, title=title.strip())
    require(actor, Action.RECORD_PLAN, plan)
    if issued_on > today:
        raise ValidationError({"issued_on": _("Ngày ban hành chưa đến.")})
    if AgencyPlan.objects.filter(order=order, agency=agency).exists():
        raise ValidationError(_("Cơ quan này đã có kế hoạch được ghi nhận."))
    plan.link, plan.recorded_by, plan.recorded_on = link, actor, today
    if file is not None:
        plan.file, plan.file_name = file, PurePath(file.name or "").name[:255]
    store(plan)
    tell(
        plan,
        actor=actor,
        verb="record_plan",
        vi=f"{agency.label} ban hành kế hoạch số {plan.reference} ngày {day_words(issued_on)}.",
        en=f"{agency.label} issued its plan {plan.reference} on {issued_on:%-d %b %Y}.",
    )
    if plan.file and may(actor, Action.IMPORT):
        read_plan(actor=actor, plan=plan)
    return plan


@transaction.atomic
def read_plan(*, actor: User, plan: AgencyPlan) -> IntakeJob:
    """Give the file of a plan to the reader, as any file that comes in."""
    require(actor, Action.CONFIRM_COVERAGE, plan)
    if not plan.file:
        raise ValidationError(_("Kế hoạch chưa có tệp."))
    with plan.file.open("rb") as opened:
        content: bytes = opened.read()
    job = receive(actor=actor, office=plan.programme.office, name=plan.file_name, file=content)
    plan.job = job
    store(plan)
    return job
