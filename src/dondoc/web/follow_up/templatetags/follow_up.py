"""The cycle on an item's page, and the words of reminders."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from dondoc.web import clock
from dondoc.web.follow_up.facts import facts_of
from dondoc.web.follow_up.models import Reminder
from dondoc.web.register.choices import IN_FORCE
from dondoc.web.register.models import WorkItem

register = template.Library()
REQUEST_WORDS = {"asked": _("chờ trả lời"), "replied": _("đã trả lời"), "silent": _("im lặng")}


@register.simple_tag
def cycle_of(item: WorkItem, *, has_children: bool = False) -> dict[str, Any]:
    """Gather the cycle of an item as of the day of the page: what may be done, who holds it, what was said."""
    day = clock.today()
    facts = facts_of(item, day, has_children=has_children)
    return {
        "is_open": item.state in IN_FORCE and item.completed_on is None,
        "facts": facts,
        "held": list(facts.days.items()),
        "requests": [{"row": one, "words": REQUEST_WORDS[one.state_on(day)]} for one in facts.requests],
    }


@register.filter
def reminder_kind(kind: str) -> str:
    """Give the words of a kind of reminder."""
    return str(Reminder.Kind(kind).label)
