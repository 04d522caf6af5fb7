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
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from dondoc.output.rows import recurrence_words
from dondoc.web import clock
from dondoc.web.dashboard import formats
from dondoc.web.dashboard.answers import undo_address
from dondoc.web.dashboard.figures import SHORT_WORDS
from dondoc.web.dashboard.marks import MARKS, Mark, state_of
from dondoc.web.organisations import policies
from dondoc.web.register.timeliness import Attention
from dondoc.web.text import address_text

register = template.Library()

# What a link carries over from the page it stands on: the programme and the day that the page speaks of.
JOB_SHAPES = {
    "done": "done",
    "known": "done",
    "refused": "overdue",
    "failed": "overdue",
    "cancelled": "unknown",
    "discarded": "unknown",
}
CARRIED = ("programme", "on")

register.filter("day", formats.day_text)
register.filter("moment", formats.moment_text)
register.filter("number", formats.number_text)
register.filter("days", formats.days_text)
register.filter("late", formats.late_text)
register.filter("address", address_text)


@register.filter
def count(value: int | None) -> SafeString | str:
    """Give how many there are of something; none at all is said quietly."""
    return formats.number_text(value) if value else format_html('<span class="quiet">{}</span>', 0)


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


@register.simple_tag
def item_mark(item: Any) -> SafeString:
    """Draw the mark of an item that is annotated with its timeliness."""
    state = state_of(item)
    drawn: SafeString = mark(state, str(SHORT_WORDS.get(state, "")))
    return drawn


@register.simple_tag
def mark_only(shape: str, words: str) -> SafeString:
    """Draw a mark whose words are for those who do not see it; where the place for words is too narrow."""
    return format_html(
        '<span class="mark mark--{}" title="{}"><svg role="img" aria-label="{}"><use href="{}#{}"></use></svg></span>',
        shape,
        words,
        words,
        static("marks.svg"),
        shape,
    )


@register.simple_tag
def job_mark(job: Any) -> SafeString:
    """Draw the mark of an intake job with its state."""
    shape = JOB_SHAPES.get(job.state, "open")
    drawn = '<span class="mark mark--{}"><svg aria-hidden="true"><use href="{}#{}"></use></svg>{}</span>'
    return format_html(drawn, shape, static("marks.svg"), shape, job.get_state_display())


@register.simple_tag
def signature_mark(signature: Any) -> SafeString:
    """Draw whether a digital signature is whole and trusted: unknown is never shown as good."""
    whole = signature.integrity == "ok"
    shape = (
        "overdue"
        if signature.integrity == "broken"
        else "done"
        if whole and signature.trust == "trusted"
        else "soon"
        if whole
        else "unknown"
    )
    words = ", ".join(dict.fromkeys((str(signature.get_integrity_display()), str(signature.get_trust_display()))))
    drawn = '<span class="mark mark--{}"><svg aria-hidden="true"><use href="{}#{}"></use></svg>{}</span>'
    return format_html(drawn, shape, static("marks.svg"), shape, words)


@register.filter
def sentence(thing: Any) -> str:
    """Give a sentence that is kept in both languages, in that of the page."""
    kept: str = thing.sentence_en if formats.in_english() else thing.sentence_vi
    return kept


@register.simple_tag
def need_mark(need: Any) -> SafeString:
    """Draw why an item needs somebody: its mark, and in words how far past or near its deadline it is."""
    days = against_deadline(need.item)
    words = MARKS[need.state].words
    return format_html("{} {}", mark_only(MARKS[need.state].shape, str(words)), days or words)


@register.filter
def shape(item: Any) -> str:
    """Give the shape of an item's mark."""
    return MARKS[state_of(item)].shape


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


@register.simple_tag(takes_context=True)
def may(context: Mapping[str, Any], action: str, thing: Any = None) -> bool:
    """Tell whether the person may do something to a thing; without a thing: to any."""
    return policies.may(context["request"].user, policies.Action(action), thing)


@register.simple_tag
def rate(part: int, whole: int) -> str:
    """Give a share with its formula: "17/23 = 73,9 %"."""
    return formats.rate_text(part, whole)


@register.simple_tag
def period(deadline: Any) -> str:
    """Give the period of a deadline in short: "quý IV/2021"."""
    return formats.period_text(deadline.due_from, deadline.due_on, deadline.precision)


@register.simple_tag
def due_words(item: Any) -> str:
    """Give an item's deadline in short, as it stood on the day of the page; without one, what stands in its place."""
    due: dt.date | None = getattr(item, "due_then", item.due_on)
    if due is None:
        without = gettext("không có hạn") if item.is_standing else gettext("chưa có hạn")
        return item.deadline_as_written or recurrence(item.recurrence) or without
    if due != item.due_on:
        return formats.day_text(due)
    return formats.period_text(item.due_from, due, item.precision)


@register.filter
def has_due(item: Any) -> bool:
    """Tell whether an item says anything of its deadline; where not, its state says so already."""
    due: dt.date | None = getattr(item, "due_then", item.due_on)
    return bool(due or item.deadline_as_written or recurrence(item.recurrence))


@register.simple_tag
def against_deadline(item: Any) -> SafeString | str:
    """Give how an item stands against its deadline: "+12 ngày" past it, "còn 5 ngày" before it, nothing without one."""
    due: dt.date | None = getattr(item, "due_then", item.due_on)
    done: dt.date | None = getattr(item, "completed_then", item.completed_on)
    if due is None or (done is not None and done <= due):
        return ""
    days = ((done or clock.today()) - due).days
    if days > 0:
        return format_html('<span class="{}">{}</span>', "was-late" if done else "late-by", formats.late_text(days))
    css = "due-in" if state_of(item) == Attention.DUE_SOON else "quiet"
    left = gettext("hôm nay") if days == 0 else gettext("còn %(days)s") % {"days": formats.days_text(-days)}
    return format_html('<span class="{}">{}</span>', css, left)


@register.simple_tag
def past_by(day: dt.date) -> SafeString:
    """Give how far past its day something is that is still to be done: "+12 ngày"."""
    return format_html('<span class="late-by">{}</span>', formats.late_text((clock.today() - day).days))


@register.inclusion_tag("parts/undo.html", takes_context=True)
def undo_form(context: Mapping[str, Any], extra_tags: str) -> dict[str, Any]:
    """Draw the button that takes back what a message speaks of, if it can be taken back."""
    return {"address": undo_address(extra_tags), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("parts/sort_head.html", takes_context=True)
def sort_head(context: Mapping[str, Any], name: str, words: str, asked: Any, css: str = "") -> dict[str, Any]:
    """Draw the head of a column that sorts: a click sorts by it, another turns the order round."""
    here = asked.sort == name
    turned = f"-{name}" if here and not asked.descending else name
    order = ("descending" if asked.descending else "ascending") if here else "none"
    return {"request": context.get("request"), "words": words, "turned": turned, "order": order, "css": css}


@register.filter
def recurrence(value: str) -> str:
    """Give how often something is due, in words: "hằng năm"."""
    return recurrence_words(value, translation.get_language() or "vi") if value else ""


@register.filter
def days_left(day: dt.date | None) -> int | None:
    """Give the days from the day of the page until `day`; negative when it is past."""
    return None if day is None else (day - clock.today()).days


@register.filter
def css_number(value: float | Decimal) -> str:
    """Give a number for a drawing: with a point, whatever the language."""
    return f"{float(value):.3f}".rstrip("0").rstrip(".")


def _asked(context: Mapping[str, Any]) -> Mapping[str, str]:
    request = context.get("request")
    return request.GET.dict() if request is not None else {}
