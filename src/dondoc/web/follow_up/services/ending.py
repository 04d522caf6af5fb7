"""Ending the follow-up of an item by a decision: its open parts and assignments end with it, what was done stays."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.web import clock
from dondoc.web.follow_up.models import Assignment
from dondoc.web.follow_up.services.assigning import release
from dondoc.web.organisations.models import User
from dondoc.web.register.choices import IN_FORCE
from dondoc.web.register.models import WorkItem
from dondoc.web.register.services.locking import hold
from dondoc.web.register.services.publishing import drop_item


@transaction.atomic
def stop_following(*, actor: User, item: WorkItem, version: int, on: dt.date, why: str) -> WorkItem:
    """Stop following an item from a day on, not before it was given and not in the future; its open parts end too."""
    _refuse_day(hold(item), on)
    for part in item.children.filter(state__in=IN_FORCE, completed_on__isnull=True):
        stop_following(actor=actor, item=part, version=part.version, on=max(on, part.assigned_on or on), why=why)
    item = drop_item(actor=actor, item=item, version=version, on=on, why=why)
    for assignment in item.assignments.exclude(state=Assignment.State.RELEASED):
        release(assignment, on=max(on, assignment.assigned_on), why=why)
    return item


def _refuse_day(item: WorkItem, on: dt.date) -> None:
    if item.completed_on is not None:
        raise ValidationError(_("Nhiệm vụ đã hoàn thành thì không thôi theo dõi."))
    if on > clock.real_today():
        raise ValidationError({"on": _("Ngày thôi theo dõi không thể sau hôm nay.")})
    if item.assigned_on is not None and on < item.assigned_on:
        raise ValidationError({"on": _("Ngày thôi theo dõi không thể trước ngày giao việc.")})
