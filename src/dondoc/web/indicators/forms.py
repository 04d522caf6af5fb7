"""What a person fills in for indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.web.follow_up.forms import FEW, SOME, ActForm
from dondoc.web.indicators.models import Definition, PathPoint
from dondoc.web.indicators.numbers import number_in
from dondoc.web.organisations.models import Agency
from dondoc.web.register.forms import DayInput
from dondoc.web.register.models import Indicator


class NumberField(forms.CharField):
    """A number as people type it: with a comma or a point."""

    def clean(self, value: Any) -> float | None:
        """Give the number, or None where nothing is typed."""
        text = super().clean(value)
        if not text:
            return None
        number = number_in(text)
        if number is None:
            raise ValidationError(gettext("“%(text)s” không phải là số; ví dụ: 7,5.") % {"text": text})
        return number


class SmallFileField(forms.FileField):
    """A file within the limit of the installation."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Give the file; one that is too large is refused with a sentence."""
        file = super().clean(data, initial)
        if file and file.size > settings.MAX_UPLOAD_BYTES:
            raise ValidationError(gettext("Tệp quá lớn."))
        return file


class DefineForm(ActForm):
    """The definition sheet with the baseline and the table of the path."""

    button = _("Lưu")
    source = forms.CharField(label=_("Nguồn số liệu"), max_length=300, required=False)
    reported_by = forms.ModelChoiceField(
        label=_("Cơ quan báo cáo"), queryset=Agency.objects.none(), required=False, empty_label=_("Chưa có")
    )
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=60, required=False)
    direction = forms.ChoiceField(label=_("Chiều"), choices=Indicator.Direction.choices)
    every = forms.ChoiceField(label=_("Kỳ số liệu"), choices=Definition.Every.choices)
    closing_days = forms.IntegerField(label=_("Chốt số liệu sau kỳ (ngày)"), min_value=0, max_value=400)
    cumulative = forms.BooleanField(label=_("Số liệu lũy kế"), required=False)
    rank_of = forms.IntegerField(label=_("Xếp hạng trên tổng số"), min_value=2, required=False)
    baseline = NumberField(label=_("Gốc so sánh"), required=False)
    baseline_year = forms.IntegerField(label=_("Năm gốc"), min_value=1990, max_value=2100, required=False)
    path = forms.ChoiceField(label=_("Lộ trình"), choices=Definition.Path.choices)
    table = forms.CharField(
        label=_("Bảng lộ trình"), widget=SOME, required=False, help_text=_("Mỗi dòng một năm, ví dụ: 2023: 26")
    )
    aggregation = forms.ChoiceField(label=_("Tổng hợp từ đơn vị"), choices=Definition.Aggregation.choices)
    parts = forms.ModelMultipleChoiceField(
        label=_("Các đơn vị thành phần"), queryset=Agency.objects.none(), required=False
    )
    note = forms.CharField(label=_("Cách tính"), widget=FEW, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("reported_by", "parts"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = Agency.objects.filter(valid_to__isnull=True).in_order()

    def clean_table(self) -> dict[int, float]:
        """Read the lines of the table."""
        points: dict[int, float] = {}
        for line in self.cleaned_data["table"].splitlines():
            if not line.strip():
                continue
            year, _mark, text = line.partition(":")
            value = number_in(text)
            if not year.strip().isdecimal() or value is None or not 1990 <= int(year) <= 2100:
                raise ValidationError(gettext("Dòng “%(line)s” phải có dạng “năm: giá trị”.") % {"line": line})
            if int(year) in points:
                raise ValidationError(gettext("Năm %(year)s có hai giá trị.") % {"year": year.strip()})
            points[int(year)] = value
        return points


class ActualForm(ActForm):
    starts_on = forms.DateField(label=_("Từ ngày"), widget=DayInput)
    ends_on = forms.DateField(label=_("Đến hết ngày"), widget=DayInput)
    value = NumberField(label=_("Giá trị"))
    agency = forms.ModelChoiceField(
        label=_("Đơn vị"), queryset=Agency.objects.none(), required=False, empty_label=_("Toàn bộ")
    )
    weight = NumberField(label=_("Trọng số"), required=False)
    evidence = forms.CharField(label=_("Căn cứ"), max_length=500, help_text=_("Văn bản, niên giám, liên kết."))
    evidence_file = SmallFileField(label=_("Tệp căn cứ"), required=False)

    def __init__(self, *args: Any, whole: bool, parts: Sequence[Agency], **kwargs: Any) -> None:
        """Offer what the person may hand in: the whole, and some of the parts."""
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Agency.objects.filter(pk__in=[one.pk for one in parts]).in_order()
            field.required = not whole
            field.empty_label = _("Toàn bộ") if whole else None


class UploadForm(ActForm):
    file = forms.FileField(label=_("Tệp Excel hoặc CSV"))


def sheet_of(definition: Definition) -> dict[str, Any]:
    """Give what the form of the definition sheet begins with."""
    indicator = definition.indicator
    points = PathPoint.objects.filter(indicator=indicator)
    own = {name: getattr(definition, name) for name in DefineForm.base_fields if hasattr(Definition, name)}
    return {
        **{name: value for name, value in own.items() if name != "parts"},
        "parts": definition.parts.all()
        if definition.indicator_id and Definition.objects.filter(pk=indicator.pk)
        else (),
        "reported_by": indicator.reported_by_id,
        "unit": indicator.unit,
        "direction": indicator.direction,
        "baseline": _typed(indicator.baseline),
        "baseline_year": indicator.baseline_year,
        "table": "\n".join(f"{one.year}: {_typed(one.value)}" for one in points),
    }


def _typed(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}".replace(".", ",")
