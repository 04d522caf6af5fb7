"""What is filled in for sessions; one pair of numbers for each agency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dondoc.web.dissemination.models import Attendance, DisseminationSession
from dondoc.web.dissemination.services import Count, Planned
from dondoc.web.follow_up.forms import FEW, ActForm
from dondoc.web.organisations.models import Agency
from dondoc.web.register.forms import DayInput
from dondoc.web.register.models import WorkItem

MOST = 100_000


class SessionForm(ActForm):
    title = forms.CharField(label=_("Nội dung"), max_length=300)
    organiser = forms.ModelChoiceField(label=_("Cơ quan tổ chức"), queryset=Agency.objects.none(), empty_label=None)
    audience = forms.CharField(label=_("Đối tượng"), max_length=300)
    form = forms.ChoiceField(label=_("Hình thức"), choices=DisseminationSession.Form.choices)
    starts_on = forms.DateField(label=_("Từ ngày"), widget=DayInput)
    ends_on = forms.DateField(label=_("Đến ngày"), widget=DayInput)
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    materials = forms.CharField(label=_("Tài liệu"), widget=FEW, required=False)
    material_file = forms.FileField(label=_("Tệp tài liệu"), required=False)
    item = forms.ModelChoiceField(
        label=_("Thực hiện nhiệm vụ"), queryset=WorkItem.objects.none(), required=False, empty_label=_("không có")
    )

    def __init__(self, *args: Any, organisers: QuerySet[Agency], items: QuerySet[WorkItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("organiser", organisers), ("item", items)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows


def planned(data: dict[str, Any]) -> dict[str, Any]:
    """Give what `plan_session` takes from the fields of `SessionForm`."""
    apart = {name: data[name] for name in ("organiser", "item")}
    return {**apart, "planned": Planned(**{name: value for name, value in data.items() if name not in apart})}


class CallForm(ActForm):
    agency = forms.ModelChoiceField(
        label=_("Cơ quan"),
        queryset=Agency.objects.filter(valid_to__isnull=True).in_order(),
        empty_label=_("Chọn cơ quan"),
    )
    called = forms.IntegerField(label=_("Số người triệu tập"), min_value=0, max_value=MOST, required=False)


class HoldForm(ActForm):
    """How many of each agency were called and came; an empty field is unknown, not nobody."""

    css = "form--two"
    note = forms.CharField(label=_("Ghi chú"), widget=FEW, required=False)

    def __init__(self, *args: Any, rows: Sequence[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            for name, label in (("called", _("%s: triệu tập")), ("came", _("%s: có mặt"))):
                self.fields[f"{name}_{row.agency_id}"] = forms.IntegerField(
                    label=label % row.agency.label,
                    min_value=0,
                    max_value=MOST,
                    required=False,
                    initial=getattr(row, name),
                )

    def counts(self) -> dict[int, Count]:
        """Give the numbers by agency."""
        data = self.cleaned_data
        return {
            row.agency_id: Count(data[f"called_{row.agency_id}"], data[f"came_{row.agency_id}"]) for row in self.rows
        }


class CancelForm(ActForm):
    note = forms.CharField(label=_("Lý do không tổ chức"), widget=FEW)
