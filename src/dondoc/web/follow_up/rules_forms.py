"""The rules of a programme as an office sets them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.web.follow_up.forms import ActForm
from dondoc.web.register.choices import Urgency
from dondoc.web.register.models import Programme

# How far up a thing that is late is told, by how many rungs of the ladder there are.
LADDERS = {
    1: _("chỉ đầu mối của cơ quan"),
    2: _("đầu mối, rồi người đứng đầu cơ quan"),
    3: _("đầu mối, người đứng đầu, rồi lãnh đạo"),
}
RUNGS = ("agency", "head", "leader")


def _repeat(words: Any) -> forms.IntegerField:
    return forms.IntegerField(label=words, min_value=1, max_value=30)


class RulesForm(ActForm):
    """Every rule that an office may set; the page can be filled with the rules of another programme."""

    template = "follow_up/rules.html"
    css = "form--pairs"
    button = _("Lưu")

    due_soon_days = forms.IntegerField(label=_("Sắp đến hạn (ngày làm việc)"), min_value=0, max_value=10)
    due_soon_days_urgent = forms.IntegerField(label=_("Sắp đến hạn, việc khẩn"), min_value=0, max_value=10)
    acknowledge_days = forms.IntegerField(label=_("Tiếp nhận trong (ngày làm việc)"), min_value=1, max_value=30)
    hand_back_days = forms.IntegerField(label=_("Trả lại trong (ngày làm việc)"), min_value=1, max_value=30)
    reply_days = forms.IntegerField(label=_("Trả lời phối hợp trong (ngày làm việc)"), min_value=2, max_value=5)
    report_due_days = forms.IntegerField(
        label=_("Nộp báo cáo sau khi hết kỳ (ngày làm việc)"), min_value=0, max_value=60
    )
    reporting_periods = forms.MultipleChoiceField(
        label=_("Kỳ báo cáo"),
        choices=[
            ("month", _("tháng")),
            ("quarter", _("quý")),
            ("half-year", _("6 tháng")),
            ("nine-months", _("9 tháng")),
            ("year", _("năm")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    repeat_0 = _repeat(_("Nhắc lại sau (ngày), việc thường"))
    repeat_1 = _repeat(_("Nhắc lại sau (ngày), việc khẩn"))
    repeat_2 = _repeat(_("Nhắc lại sau (ngày), việc thượng khẩn"))
    repeat_3 = _repeat(_("Nhắc lại sau (ngày), việc hỏa tốc"))
    ladder = forms.TypedChoiceField(label=_("Việc quá hạn báo đến"), coerce=int, choices=list(LADDERS.items()))
    special_red_days = forms.IntegerField(label=_("Báo cấp cao nhất khi quá hạn (ngày)"), min_value=1, max_value=90)
    daily_run_at = forms.TimeField(label=_("Nhắc việc hằng ngày lúc"))
    quiet_from = forms.TimeField(label=_("Không gửi thư từ"))
    quiet_until = forms.TimeField(label=_("đến"))

    OWN = ("due_soon_days", "due_soon_days_urgent")
    REPEATS = tuple(f"repeat_{urgency.value}" for urgency in Urgency)
    PLAIN = (
        "acknowledge_days",
        "hand_back_days",
        "reply_days",
        "report_due_days",
        "reporting_periods",
        "special_red_days",
        "daily_run_at",
        "quiet_from",
        "quiet_until",
    )

    @classmethod
    def of(cls, programme: Programme, data: Any = None, *, like: Programme | None = None) -> RulesForm:
        """Make the form of a programme, filled with the rules in force, or with those of another one."""
        shown = like or programme
        rules = shown.rule_set
        initial = {name: getattr(rules, name) for name in cls.PLAIN} | {name: getattr(shown, name) for name in cls.OWN}
        initial |= dict(zip(cls.REPEATS, rules.repeat_days, strict=True)) | {"ladder": len(rules.escalation)}
        return cls(data, initial=initial)

    def rules(self) -> dict[str, Any]:
        """Give the rules in the form they are stored in."""
        data = self.cleaned_data
        return {
            **{name: _stored(data[name]) for name in self.PLAIN},
            "repeat_days": [data[name] for name in self.REPEATS],
            "escalation": list(RUNGS[: data["ladder"]]),
        }

    def own(self) -> dict[str, int]:
        """Give the programme's own fields."""
        return {name: self.cleaned_data[name] for name in self.OWN}


def _stored(value: Any) -> Any:
    return value.strftime("%H:%M") if isinstance(value, dt.time) else value
