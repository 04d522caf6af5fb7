"""What the pages of indicators show in words."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.web.dashboard.formats import number_text
from dondoc.web.indicators.reading import Sheet

register = template.Library()

SHAPES = {"reached": "done", "on_path": "open", "off_path": "overdue", "missed": "overdue", "unknown": "unknown"}
WORDS: dict[str, str | Promise] = {
    "reached": _("Đạt mục tiêu"),
    "on_path": _("Đúng lộ trình"),
    "off_path": _("Lệch lộ trình"),
    "missed": _("Không đạt"),
    "unknown": _("Chưa đủ số liệu"),
}
WHY: dict[str, str | Promise] = {
    "no_actual": _("chưa có số liệu được chấp nhận"),
    "no_target": _("văn bản không nêu giá trị"),
    "no_path": _("chưa có gốc so sánh hoặc bảng lộ trình"),
    "no_year_before": _("chưa có số liệu năm trước để so sánh"),
    "year_before": _("so với năm trước"),
    "met": _("số liệu mới nhất đã đạt mục tiêu"),
    "too_late": _("đã hết thời hạn của mục tiêu"),
    "path": _("so với lộ trình tại ngày của số liệu"),
}
AGAINST: dict[str, str | Promise] = {
    "path": _("theo lộ trình %(value)s"),
    "year_before": _("năm trước %(value)s"),
    "too_late": _("mục tiêu %(value)s"),
}


@register.simple_tag
def status_mark(status: str) -> SafeString:
    """Draw how an indicator stands, with its words."""
    shape = SHAPES[status]
    drawn = '<span class="mark mark--{}"><svg aria-hidden="true"><use href="{}#{}"></use></svg>{}</span>'
    return format_html(drawn, shape, static("marks.svg"), shape, WORDS[status])


@register.filter
def why_words(why: str) -> str:
    """Say what a status rests on."""
    return str(WHY[why])


@register.filter
def value_words(value: float | None) -> str:
    """Give a value with two decimals, a small one with three digits; what is not known is an ellipsis, not a nought."""
    if value is None:
        return "…"
    return number_text(round(value, 2) if abs(value) >= 1 else float(f"{value:.3g}"))


@register.filter
def against_words(why: str, value: float) -> str:
    """Say what a figure was held against: the path, the year before, or the target."""
    return str(AGAINST[why]) % {"value": value_words(value)}


@register.filter
def step_words(sheet: Sheet) -> str:
    """Give what it takes from here: "+1,2 một năm"."""
    step = sheet.standing.step
    if step is None:
        return "…"
    if not step:
        return gettext("đã đạt")
    return per_year(step)


@register.filter
def per_year(step: float) -> str:
    """Give a step of a year with its sign: "+1,2 mỗi năm"."""
    sign = "+" if step > 0 else ""
    return gettext("%(step)s mỗi năm") % {"step": f"{sign}{number_text(float(f'{step:.3g}'))}"}
