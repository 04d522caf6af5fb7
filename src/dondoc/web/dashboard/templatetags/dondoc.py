"""The components of the pages: marks, icons, chips, days, deadlines, the bar of four cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dondoc.web import clock
from dondoc.web.dashboard import formats
from dondoc.web.dashboard.marks import MARKS, Mark

register = template.Library()

# What a link carries over from the page it stands on: the programme and the day that the page speaks of.
CARRIED = ("programme", "on")

register.filter("day", formats.day_text)
register.filter("moment", formats.moment_text)
register.filter("number", formats.number_text)
register.filter("days", formats.days_text)
register.filter("late", formats.late_text)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Draw an icon; it says nothing to a screen reader, the words beside it do."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>', css, static("vendor/icons.svg"), name
    )


@register.simple_tag
def mark(state: str, words: str = "") -> SafeString:
    """Draw the mark of a state with its words; never colour alone."""
    found: Mark = MARKS[state]
    return format_html(
        '<span class="mark mark--{}"><svg aria-hidden="true"><use href="{}#{}"></use></svg>{}</span>',
        found.shape,
        static("marks.svg"),
        found.shape,
        words or found.words,
    )


@register.simple_tag(takes_context=True)
def link(context: Mapping[str, Any], name: str, *args: Any, **parameters: Any) -> str:
    """Give the address of a page, with the programme and the day of this page; parameters set to None fall away."""
    carried = {key: value for key, value in _asked(context).items() if key in CARRIED}
    wanted = {**carried, **parameters}
    query = QueryDict(mutable=True)
    for key, value in wanted.items():
        if value not in {None, ""}:
            query[key] = str(value)
    address = reverse(name, args=args)
    return f"{address}?{query.urlencode(safe='/')}" if query else address


@register.simple_tag
def rate(part: int, whole: int) -> str:
    """Give a share with its formula: "17/23 = 73,9 %"."""
    return formats.rate_text(part, whole)


@register.simple_tag
def period(deadline: Any) -> str:
    """Give the period of a deadline in short: "quý IV/2021"."""
    return formats.period_text(deadline.due_from, deadline.due_on, deadline.precision)


@register.filter
def days_left(day: dt.date | None) -> int | None:
    """Give the days from the day of the page until `day`; negative when it is past."""
    return None if day is None else (day - clock.today()).days


@register.filter
def percent(part: float | Decimal, whole: float | Decimal) -> str:
    """Give a share of a whole for a width: a number with a point, whatever the language."""
    return f"{100 * float(part) / float(whole):.3f}" if whole else "0"


def _asked(context: Mapping[str, Any]) -> Mapping[str, str]:
    request = context.get("request")
    return request.GET.dict() if request is not None else {}
