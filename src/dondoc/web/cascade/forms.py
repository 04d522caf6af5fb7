"""What is filled in for plans of agencies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.web.follow_up.forms import FEW, ActForm
from dondoc.web.organisations.models import Agency
from dondoc.web.register.forms import DayInput
from dondoc.web.register.models import WorkItem


class OrderForm(ActForm):
    year = forms.IntegerField(
        label=_("Năm"), min_value=1990, max_value=2200, required=False, help_text=_("Để trống: kế hoạch cả nhiệm kỳ.")
    )
    due_on = forms.DateField(label=_("Hạn ban hành"), widget=DayInput, required=False)
    as_written = forms.CharField(label=_("Theo văn bản"), max_length=300, required=False)


class PlanForm(ActForm):
    agency = forms.ModelChoiceField(label=_("Cơ quan"), queryset=Agency.objects.none(), empty_label=_("Chọn cơ quan"))
    reference = forms.CharField(label=_("Số, ký hiệu"), max_length=60)
    issued_on = forms.DateField(label=_("Ngày ban hành"), widget=DayInput)
    title = forms.CharField(label=_("Trích yếu"), max_length=400, required=False)
    link = forms.URLField(label=_("Liên kết"), required=False, max_length=500, assume_scheme="https")
    file = forms.FileField(label=_("Tệp"), required=False, help_text=_("Tệp được đọc để đối chiếu với chương trình."))

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = agencies

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file is not None and file.size > settings.MAX_UPLOAD_BYTES:
            raise ValidationError(gettext("Tệp quá lớn."))
        return file


class CoverForm(ActForm):
    item = forms.ModelChoiceField(
        label=_("Nhiệm vụ của chương trình"), queryset=WorkItem.objects.none(), empty_label=_("Chọn nhiệm vụ")
    )
    words = forms.CharField(label=_("Theo kế hoạch của cơ quan"), widget=FEW)
    path = forms.CharField(label=_("Mục"), max_length=120, required=False)
    due_on = forms.DateField(label=_("Hạn theo kế hoạch"), widget=DayInput, required=False)

    def __init__(self, *args: Any, items: QuerySet[WorkItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = items
