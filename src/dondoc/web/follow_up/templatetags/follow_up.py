"""The cycle on an item's page, and the words of reminders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from dondoc.web import clock
from dondoc.web.follow_up.facts import facts_of
from dondoc.web.follow_up.models import CooperationRequest, Reminder
from dondoc.web.organisations.access import access_of
from dondoc.web.register.choices import IN_FORCE
from dondoc.web.register.models import WorkItem

register = template.Library()
REQUEST_WORDS = {"asked": _("chờ trả lời"), "replied": _("đã trả lời"), "silent": _("chưa phản hồi")}


@register.simple_tag(takes_context=True)
def cycle_of(context: Mapping[str, Any], item: WorkItem, *, has_children: bool = False) -> dict[str, Any]:
    """Gather the cycle of an item as of the day of the page: what may be done, who holds it, what was said."""
    day, agencies = clock.today(), access_of(context["request"].user).works_for
    facts = facts_of(item, day, has_children=has_children)
    return {
        "is_open": item.state in IN_FORCE and item.completed_on is None,
        "facts": facts,
        "held": list(facts.days.items()),
        "requests": [_shown(one, day, agencies) for one in facts.requests],
    }


def _shown(request: CooperationRequest, day: dt.date, agencies: frozenset[int]) -> dict[str, Any]:
    """Give a question as the page shows it: its state in words, and whether the reader is the one who is asked."""
    is_asked = request.replied_on is None and request.agency_id in agencies
    return {"row": request, "words": REQUEST_WORDS[request.state_on(day)], "is_asked": is_asked}


@register.filter
def reminder_kind(kind: str) -> str:
    """Give the words of a kind of reminder."""
    return str(Reminder.Kind(kind).label)
