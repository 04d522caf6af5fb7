"""What a person fills in about a work item."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from dondoc.output.rows import recurrence_words
from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.web import clock
from dondoc.web.organisations.models import Agency
from dondoc.web.register.choices import Deliverable, ItemKind, ItemState, Precision, Secrecy, Urgency
from dondoc.web.register.field_reviews import COLUMNS
from dondoc.web.register.models import WorkItem

RECURRENCES = ("continuous", "daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "3y", "5y")


BESIDE = {"lead": ("learn",)}  # asked together with the columns of a field
FOLDED = ("objective", "measures", "path", "urgency", "secrecy", "is_key", "optional")


class DayInput(forms.DateInput):
    """A field for a day that the browser shows in its own way."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class RefusableForm(forms.Form):
    """A form whose values a service may still refuse after the form itself took them."""

    def refuse(self, error: ValidationError) -> None:
        """Show beside the fields why a change was refused when it was to be stored."""
        fields = error.message_dict if hasattr(error, "error_dict") else {}
        for name, sentences in fields.items():
            self.add_error(name if name in self.fields else None, sentences)
        if not fields:
            self.add_error(None, error.messages)


class ItemForm(RefusableForm):
    """Every field of an item. `version` is the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Tên nhiệm vụ"), widget=forms.Textarea({"rows": 3}))
    lead_agency = forms.ModelChoiceField(
        label=_("Cơ quan chủ trì"), queryset=Agency.objects.none(), required=False, empty_label=_("Chưa có")
    )
    lead_as_written = forms.CharField(label=_("Chủ trì, theo văn bản"), required=False, max_length=500)
    lead_is_class = forms.BooleanField(label=_("Giao cho từng cơ quan của một nhóm"), required=False)
    cooperating = forms.CharField(
        label=_("Cơ quan phối hợp"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Mỗi cơ quan một dòng."),
    )
    deadline_as_written = forms.CharField(
        label=_("Thời hạn, theo văn bản"),
        required=False,
        max_length=300,
        help_text=_("Ví dụ: quý IV năm 2021. Hệ thống tự tính ngày nếu hai ô dưới để trống."),
    )
    due_from = forms.DateField(label=_("Từ ngày"), required=False, widget=DayInput)
    due_on = forms.DateField(label=_("Hạn"), required=False, widget=DayInput)
    precision = forms.ChoiceField(label=_("Độ rõ của hạn"), required=False, choices=[("", "—"), *Precision.choices])
    kind = forms.ChoiceField(label=_("Loại việc"), choices=ItemKind.choices)
    deliverable = forms.ChoiceField(label=_("Sản phẩm"), choices=Deliverable.choices)
    recurrence = forms.ChoiceField(label=_("Định kỳ"), required=False)
    objective = forms.CharField(label=_("Mục tiêu"), required=False, widget=forms.Textarea({"rows": 2}))
    measures = forms.CharField(label=_("Nhiệm vụ, giải pháp"), required=False, widget=forms.Textarea({"rows": 4}))
    path = forms.CharField(label=_("Mục của văn bản"), required=False, max_length=120)
    urgency = forms.TypedChoiceField(label=_("Độ khẩn"), coerce=int, choices=Urgency.choices)
    secrecy = forms.TypedChoiceField(label=_("Độ mật"), coerce=int, choices=Secrecy.choices)
    is_key = forms.BooleanField(label=_("Nhiệm vụ trọng tâm"), required=False)
    optional = forms.BooleanField(label=_("Chỉ là đề mục, không phải nhiệm vụ riêng"), required=False)
    decided_note = forms.CharField(
        label=_("Ghi chú của người rà soát"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Điều đã quyết định khi văn bản không rõ, và vì sao."),
    )
    learn = forms.BooleanField(label=_("Nhớ tên trong văn bản là tên khác của cơ quan này"), required=False)

    def __init__(
        self, *args: Any, item: WorkItem | None, issued_on: dt.date | None, only: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        self.issued_on = issued_on
        self.only = only
        day = (item.assigned_on if item else None) or issued_on or clock.real_today()
        agencies = Agency.objects.valid_on(day).in_order()
        lead = self.fields["lead_agency"]
        assert isinstance(lead, forms.ModelChoiceField)  # noqa: S101 - narrows the type of a field declared above
        lead.queryset = agencies
        recurrence = self.fields["recurrence"]
        assert isinstance(recurrence, forms.ChoiceField)  # noqa: S101 - narrows the type of a field declared above
        recurrence.choices = _recurrences(item.recurrence if item else "")
        kept = (
            {"version", *(COLUMNS[WorkItem].get(only) or [only]), *BESIDE.get(only, ())} if only else set(self.fields)
        )
        for name in [name for name in self.fields if name not in kept]:
            del self.fields[name]

    @classmethod
    def of(cls, item: WorkItem, data: Any = None, *, version: int | None = None, only: str = "") -> ItemForm:
        """Make the form of an item, filled with what it says now or with what a person sent; `only` of one field."""
        issued_on = item.document.issued_on if item.document else None
        initial = {**_values(item), "version": version or item.version}
        return cls(data, item=item, issued_on=issued_on, only=only, initial=initial)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("lead_is_class") and data.get("lead_agency"):
            self.add_error(
                "lead_agency", gettext("Việc giao cho từng cơ quan của một nhóm thì không chọn một cơ quan.")
            )
        if data.get("due_from") and data.get("due_on") and data["due_from"] > data["due_on"]:
            self.add_error("due_on", gettext("Hạn phải sau ngày bắt đầu."))
        if self._words_alone_changed():
            data |= self._days_of_words(data.get("deadline_as_written", ""))
        return data

    @property
    def more_errors(self) -> bool:
        """Whether a field of the folded part has an error."""
        return any(name in self.errors for name in FOLDED)

    def changes(self) -> dict[str, Any]:
        """Give the fields that the person changed, for `edit_item`."""
        changed = set(self.changed_data) | self._deadline_changed()
        return {name: self.cleaned_data[name] for name in changed if name not in {"version", "cooperating", "learn"}}

    def cooperating_names(self) -> list[str] | None:
        """Give the co-operating agencies in words, or None where they are unchanged."""
        if "cooperating" not in self.changed_data:
            return None
        return [line.strip() for line in self.cleaned_data["cooperating"].splitlines() if line.strip()]

    def _words_alone_changed(self) -> bool:
        changed = set(self.changed_data)
        emptied = not self.cleaned_data.get("due_on") and not self.cleaned_data.get("due_from")
        return "deadline_as_written" in changed and (not changed & {"due_from", "due_on"} or emptied)

    def _deadline_changed(self) -> set[str]:
        return {"due_from", "due_on", "precision"} if self._words_alone_changed() else set()

    def _days_of_words(self, words: str) -> dict[str, Any]:
        found = find_deadlines(words, issued_on=self.issued_on)
        if not found:
            return {"due_from": None, "due_on": None, "precision": ""}
        return {"due_from": found[0].due_from, "due_on": found[0].due_on, "precision": found[0].precision}


def _values(item: WorkItem) -> dict[str, Any]:
    names = set(ItemForm.base_fields) - {"version", "cooperating", "learn", "lead_agency"}
    values = {name: getattr(item, name) for name in names}
    drafted = item.state == ItemState.DRAFT and item.lead_agency_id is None and bool(item.lead_as_written)
    cooperating = "\n".join(one.as_written or str(one) for one in item.cooperations.all())
    return {**values, "lead_agency": item.lead_agency_id, "cooperating": cooperating, "learn": drafted}


def _recurrences(current: str) -> list[tuple[str, str]]:
    names = dict.fromkeys([*RECURRENCES, *([current] if current else [])])
    return [("", gettext("không")), *((name, recurrence_words(name, get_language() or "vi")) for name in names)]
