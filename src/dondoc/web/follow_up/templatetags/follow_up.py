"""The panel of the cycle on an item's page, and the words of reminders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from dondoc.web import clock
from dondoc.web.follow_up.facts import facts_of
from dondoc.web.follow_up.models import Reminder
from dondoc.web.register.models import WorkItem

register = template.Library()
REQUEST_WORDS = {"asked": _("chờ trả lời"), "replied": _("đã trả lời"), "silent": _("im lặng")}


@register.inclusion_tag("follow_up/_panel.html", takes_context=True)
def follow_up_panel(context: Mapping[str, Any], item: WorkItem, *, has_children: bool = False) -> dict[str, Any]:
    """Draw the cycle of an item as of the day of the page: what the person may do, who holds it, what was said."""
    day = clock.today()
    facts = facts_of(item, day, has_children=has_children)
    return {
        "request": context["request"],
        "frame": context["frame"],
        "csrf_token": context.get("csrf_token"),
        "item": item,
        "facts": facts,
        "held": list(facts.days.items()),
        "requests": [{"row": one, "words": REQUEST_WORDS[one.state_on(day)]} for one in facts.requests],
        "taken_from": _taken_from(item),
    }


def _taken_from(item: WorkItem) -> WorkItem | None:
    """Give the item of another programme that this one took over; asks only where something was merged into it."""
    if not getattr(item, "has_merged", True):
        return None
    return item.merged_from.select_related("programme").exclude(programme=item.programme).first()


@register.filter
def reminder_kind(kind: str) -> str:
    """Give the words of a kind of reminder."""
    return str(Reminder.Kind(kind).label)
