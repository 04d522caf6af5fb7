"""Saying which plans a programme asks of its agencies."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.web.cascade.models import PlanOrder
from dondoc.web.follow_up.services.acts import store, tell
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.models import Programme


@transaction.atomic
def order_plans(
    *, actor: User, programme: Programme, year: int | None, due_on: dt.date | None, as_written: str = ""
) -> PlanOrder:
    """Ask every agency that has to do with the programme for a plan: of the whole term, or of a year."""
    require(actor, Action.MANAGE_PROGRAMME, programme)
    if PlanOrder.objects.filter(programme=programme, year=year).exists():
        raise ValidationError({"year": _("Đã có yêu cầu này.")})
    order = store(PlanOrder(programme=programme, year=year, due_on=due_on, as_written=as_written.strip()))
    what = f"năm {year}" if year else "cả nhiệm kỳ"
    by = f", hạn {day_words(due_on)}" if due_on else ""
    tell(
        order,
        actor=actor,
        verb="order_plans",
        vi=f"Yêu cầu các cơ quan xây dựng kế hoạch {what}{by}.",
        en=f"Asked the agencies for their plans ({year or 'whole term'}).",
    )
    return order
