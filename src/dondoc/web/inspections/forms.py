"""What inspectors and inspected agencies fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.web.follow_up.forms import FEW, SOME, ActForm
from dondoc.web.inspections.models import Check, Inspection
from dondoc.web.inspections.risk import RULES
from dondoc.web.organisations.models import Agency
from dondoc.web.register.forms import DayInput
from dondoc.web.register.models import WorkItem


class OpenPlanForm(ActForm):
    inspecting = forms.ModelChoiceField(label=_("Cơ quan kiểm tra"), queryset=Agency.objects.none(), empty_label=None)
    year = forms.IntegerField(label=_("Năm"), min_value=1990, max_value=2200)

    def __init__(self, *args: Any, agencies: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["inspecting"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Agency.objects.filter(pk__in=agencies).in_order()


class DrawForm(ActForm):
    """How many by risk, how many by lot, from when; and the points of each rule."""

    by_risk = forms.IntegerField(label=_("Số cơ quan chọn theo điểm rủi ro"), min_value=0, max_value=100, initial=5)
    by_lot = forms.IntegerField(label=_("Số cơ quan bốc thăm trong số còn lại"), min_value=0, max_value=100, initial=1)
    starts_on = forms.DateField(label=_("Cuộc đầu tiên từ ngày"), widget=DayInput, help_text=_("Mỗi tuần một cuộc."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule in RULES:
            label = _("Điểm cho %(case)s (tối đa %(most)s)") % {"case": rule.words, "most": rule.most}
            self.fields[f"points_{rule.key}"] = forms.IntegerField(
                label=label, min_value=0, max_value=20, initial=rule.points
            )

    def wanted(self) -> dict[str, Any]:
        """Give what `draw` takes."""
        data = dict(self.cleaned_data)
        return {**data_without_points(data), "points": {rule.key: data[f"points_{rule.key}"] for rule in RULES}}


def data_without_points(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out the fields of the rules."""
    return {name: value for name, value in data.items() if not name.startswith("points_")}


class AddInspectionForm(ActForm):
    agency = forms.ModelChoiceField(
        label=_("Cơ quan được kiểm tra"), queryset=Agency.objects.none(), empty_label=_("Chọn cơ quan")
    )
    kind = forms.ChoiceField(label=_("Hình thức"), choices=Inspection.Kind.choices)
    starts_on = forms.DateField(label=_("Từ ngày"), widget=DayInput)
    ends_on = forms.DateField(label=_("Đến ngày"), widget=DayInput)
    why = forms.CharField(label=_("Lý do chọn"), widget=FEW)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Agency.objects.filter(valid_to__isnull=True).in_order()


class WhyForm(ActForm):
    why = forms.CharField(label=_("Lý do"), widget=FEW)


class IssueForm(ActForm):
    reference = forms.CharField(label=_("Số, ký hiệu"), max_length=60)
    issued_on = forms.DateField(label=_("Ngày ban hành"), widget=DayInput)


class StartForm(ActForm):
    head = forms.CharField(label=_("Trưởng đoàn"), max_length=150)


class QuestionForm(ActForm):
    question = forms.CharField(label=_("Nội dung kiểm tra"), widget=FEW)


class AnswerForm(ActForm):
    answer = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[choice for choice in Check.Answer.choices if choice[0] != Check.Answer.UNSEEN],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Ghi nhận"), widget=FEW, required=False)


class FindingForm(ActForm):
    text = forms.CharField(label=_("Hạn chế, vi phạm"), widget=SOME)
    evidence = forms.CharField(label=_("Căn cứ"), widget=FEW, help_text=_("Văn bản, số liệu, biên bản làm việc."))
    evidence_file = forms.FileField(label=_("Tệp căn cứ"), required=False)
    item = forms.ModelChoiceField(
        label=_("Nhiệm vụ liên quan"), queryset=WorkItem.objects.none(), required=False, empty_label=_("không có")
    )
    correct_by = forms.DateField(label=_("Khắc phục trước ngày"), widget=DayInput)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = WorkItem.objects.filter(checks__inspection=inspection).distinct()


class ConcludeForm(ActForm):
    reference = forms.CharField(label=_("Số, ký hiệu kết luận"), max_length=60)
    conclusion = forms.CharField(label=_("Kết luận"), widget=SOME)


class CorrectionForm(ActForm):
    correction = forms.CharField(label=_("Việc đã làm để khắc phục"), widget=SOME)
    file = forms.FileField(label=_("Tệp chứng minh"), required=False)


class RecheckForm(ActForm):
    closed = forms.TypedChoiceField(
        label=_("Kết quả phúc tra"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("đã khắc phục xong")), ("no", _("chưa đạt, khắc phục tiếp"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Ghi nhận"), widget=FEW)
    correct_by = forms.DateField(label=_("Hạn khắc phục mới"), widget=DayInput, required=False)
