"""What the pages of reviews show in words."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.web.dashboard.formats import day_text

register = template.Library()

STATUS: dict[str, str | Promise] = {
    "reached": _("Đạt"),
    "on_path": _("Đúng lộ trình"),
    "off_path": _("Chậm lộ trình"),
    "missed": _("Không đạt"),
    "unknown": _("Chưa có số liệu"),
}


@register.filter
def iso_day(text: str | None) -> str:
    """Give a day that is kept as text."""
    return day_text(dt.date.fromisoformat(text)) if text else ""


@register.filter
def indicator_status(name: str) -> str:
    """Give how an indicator stands, in words."""
    return str(STATUS[name])
