"""What a person fills in for reviews; the rules themselves are those of the services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.web.follow_up.forms import FEW, SOME, ActForm
from dondoc.web.indicators.forms import SmallFileField
from dondoc.web.register.forms import DayInput
from dondoc.web.reviews.choices import Grade, ReviewKind
from dondoc.web.reviews.models import Review


class OpenForm(ActForm):
    kind = forms.ChoiceField(label=_("Loại"), choices=ReviewKind.choices)
    as_of = forms.DateField(label=_("Số liệu tính đến hết ngày"), widget=DayInput)
    covers_from = forms.DateField(
        label=_("Từ ngày"), widget=DayInput, required=False, help_text=_("Để trống: theo loại báo cáo.")
    )
    form = forms.ChoiceField(label=_("Thể thức"), choices=Review.Form.choices)


class HeadForm(ActForm):
    """The head and the foot of the report; what is left empty prints as dots."""

    form = forms.ChoiceField(label=_("Thể thức"), choices=Review.Form.choices)
    number = forms.IntegerField(label=_("Số"), min_value=1, required=False)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=30)
    subject = forms.CharField(label=_("Trích yếu"), max_length=400, widget=FEW)
    place = forms.CharField(label=_("Nơi ban hành"), max_length=60, required=False)
    signed_on = forms.DateField(label=_("Ngày ký"), widget=DayInput, required=False)
    signatory_role = forms.CharField(label=_("Quyền hạn, chức vụ người ký"), max_length=150, required=False)
    signatory = forms.CharField(label=_("Người ký"), max_length=150, required=False)
    recipients = forms.CharField(label=_("Nơi nhận, mỗi dòng một nơi"), widget=SOME, required=False)

    def clean_recipients(self) -> list[str]:
        """Give one recipient a line."""
        return [line.strip() for line in self.cleaned_data["recipients"].splitlines() if line.strip()]


class WriteForm(ActForm):
    button = _("Lưu")
    text = forms.CharField(label=_("Nội dung"), widget=forms.Textarea({"rows": 10}), required=False)


class JudgeForm(ActForm):
    button = _("Ghi đánh giá")
    grade = forms.ChoiceField(label=_("Đánh giá"), choices=Grade.choices)
    evidence = forms.CharField(
        label=_("Căn cứ"),
        widget=FEW,
        help_text=_("Văn bản, số liệu làm căn cứ; không có căn cứ thì không đổi đánh giá."),
    )


class FreezeForm(ActForm):
    why = forms.CharField(label=_("Lý do lập bản mới"), widget=FEW, required=False)


class TemplateForm(ActForm):
    file = SmallFileField(label=_("Tệp mẫu (.docx)"))


def head_of(review: Review) -> dict[str, Any]:
    """Give what the form of the head begins with."""
    return {
        **{name: getattr(review, name) for name in HeadForm.base_fields if name != "recipients"},
        "recipients": "\n".join(review.recipients),
    }
