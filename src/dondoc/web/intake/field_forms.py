"""What a person corrects at the desk beside the items: the head of the document, an indicator, a citation."""

from __future__ import annotations

import math
import re
from typing import Any, ClassVar, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format, sanitize_separators
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.web.register.choices import Comparator, DocumentType, RelationKind, Secrecy, Urgency
from dondoc.web.register.field_reviews import COLUMNS, ReadThing
from dondoc.web.register.forms import DayInput, ItemForm, RefusableForm
from dondoc.web.register.models import Citation, Document, Indicator, Target, WorkItem
from dondoc.web.register.services.correcting import TargetRow

Correctable: TypeAlias = Indicator | Citation | Document
TWO = forms.Textarea({"rows": 2})
_TARGET = re.compile(
    r"^(?:(?P<by>\d{4})\s*:\s*)?(?P<low>[\d.,]+)?(?:\s*[-–]\s*(?P<high>[\d.,]+))?\s*(?:\|\s*(?P<words>.+))?$"
)


class FieldsForm(RefusableForm):
    """Fields of one thing; with `only` those of a single field. `version` is the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    lists: ClassVar[tuple[str, ...]] = ()  # fields of several lines, kept as a list

    def __init__(self, *args: Any, thing: Correctable, only: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing, self.only = thing, only
        kept = {"version", *(COLUMNS[type(thing)].get(only) or ([only] if only else self.fields))}
        for name in [name for name in self.fields if name not in kept]:
            del self.fields[name]

    @classmethod
    def of(cls, thing: Correctable, data: Any = None, *, only: str = "", version: int | None = None) -> FieldsForm:
        """Make the form of a thing, filled with what it says now or with what a person sent."""
        return cls(data, thing=thing, only=only, initial={**cls.values(thing), "version": version or thing.version})

    @classmethod
    def values(cls, thing: Correctable) -> dict[str, Any]:
        """Give what the thing says now, by field."""
        found = {name: getattr(thing, name) for name in cls.base_fields if name not in {"version", "targets"}}
        return {**found, **{name: "\n".join(found[name]) for name in cls.lists}}

    def changes(self) -> dict[str, Any]:
        """Give the fields that the person changed."""
        changed = [name for name in self.changed_data if name not in {"version", "targets"}]
        return {name: self._lines(name) if name in self.lists else self.cleaned_data[name] for name in changed}

    def new_targets(self) -> list[TargetRow] | None:
        """Give the values of an indicator, or None where they are unchanged."""
        return None

    def _lines(self, name: str) -> list[str]:
        return [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]


class HeadForm(FieldsForm):
    """The head of a document."""

    lists = ("recipients",)
    reference = forms.CharField(label=_("Số, ký hiệu"), max_length=60, required=False)
    document_type = forms.ChoiceField(label=_("Loại văn bản"), choices=DocumentType.choices)
    subject = forms.CharField(label=_("Trích yếu"), required=False, widget=forms.Textarea({"rows": 3}))
    issued_by = forms.CharField(label=_("Cơ quan ban hành"), max_length=300, required=False)
    place_of_issue = forms.CharField(label=_("Nơi ban hành"), max_length=120, required=False)
    issued_on = forms.DateField(label=_("Ngày ban hành"), required=False, widget=DayInput)
    signatory = forms.CharField(label=_("Người ký"), max_length=150, required=False)
    signatory_role = forms.CharField(label=_("Chức vụ người ký"), max_length=150, required=False)
    recipients = forms.CharField(
        label=_("Nơi nhận"),
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Mỗi nơi nhận một dòng."),
    )
    secrecy = forms.TypedChoiceField(label=_("Độ mật"), coerce=int, choices=Secrecy.choices)
    urgency = forms.TypedChoiceField(label=_("Độ khẩn"), coerce=int, choices=Urgency.choices)


class CitationForm(FieldsForm):
    """A document that the text names."""

    reference = forms.CharField(label=_("Số, ký hiệu"), max_length=60)
    document_type = forms.ChoiceField(
        label=_("Loại văn bản"), choices=[("", _("chưa rõ")), *DocumentType.choices], required=False
    )
    issued_on = forms.DateField(label=_("Ngày ban hành"), required=False, widget=DayInput)
    issued_by = forms.CharField(label=_("Cơ quan ban hành"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Quan hệ"), choices=RelationKind.choices)


class IndicatorForm(FieldsForm):
    """A measurable target with its values."""

    name = forms.CharField(label=_("Tên chỉ tiêu"), widget=TWO)
    targets = forms.CharField(
        label=_("Mức phải đạt"),
        required=False,
        widget=TWO,
        help_text=_("Mỗi mức một dòng: “2025: 80” hoặc “2025: 7-7,5”; bỏ năm nếu năm nào cũng vậy."),
    )
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=60, required=False)
    baseline = forms.FloatField(label=_("Gốc so sánh"), required=False, localize=True)
    baseline_year = forms.IntegerField(label=_("Năm gốc"), required=False, min_value=1945, max_value=2100)
    direction = forms.ChoiceField(label=_("Chiều"), choices=Indicator.Direction.choices)
    comparator = forms.ChoiceField(label=_("So sánh"), choices=Comparator.choices)
    target_kind = forms.ChoiceField(label=_("Kiểu chỉ tiêu"), choices=Indicator.TargetKind.choices)

    @classmethod
    def values(cls, thing: Correctable) -> dict[str, Any]:
        lines = [_line_of(one) for one in thing.targets.all()] if isinstance(thing, Indicator) else []
        return {**super().values(thing), "targets": "\n".join(lines)}

    def clean_targets(self) -> list[TargetRow]:
        """Read the lines; a line that is as it was keeps its words."""
        former = {_line_of(one): one for one in self.thing.targets.all()} if isinstance(self.thing, Indicator) else {}
        rows = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["targets"].splitlines())):
            same = former.get(line)
            rows.append(_row_of(same) if same else _read(line))
        return rows

    def new_targets(self) -> list[TargetRow] | None:
        rows: list[TargetRow] = self.cleaned_data.get("targets") or []
        return rows if "targets" in self.changed_data else None


def _read(line: str) -> TargetRow:
    found = _TARGET.match(line)
    numbers = [_number(found[part]) for part in ("low", "high")] if found else []
    if not found or (numbers[0] is None and not found["words"]):
        raise ValidationError(
            gettext("Không hiểu dòng “%(line)s”; hãy ghi như “2025: 80” hoặc “2025: 7-7,5”.") % {"line": line}
        )
    by = int(found["by"]) if found["by"] else None
    return TargetRow(numbers[0], numbers[1], by, found["words"] or line.partition(":")[2].strip() or line)


def _number(words: str | None) -> float | None:
    try:
        number = float(sanitize_separators(words)) if words else None
    except ValueError:
        number = math.inf
    if number is not None and not math.isfinite(number):
        raise ValidationError(gettext("“%(text)s” không phải là số; ví dụ: 7,5.") % {"text": words})
    return number


def _row_of(target: Target) -> TargetRow:
    return TargetRow(target.value, target.value_high, target.by, target.as_written)


def plain_number(value: float) -> str:
    """Write a number as the language of the page does, without noughts at its end."""
    return str(number_format(f"{value:.10g}"))


def _line_of(target: Target) -> str:
    """Write a value as a line: "2025: 7-7,5"; one that is no number keeps its words behind a bar."""
    numbers = [plain_number(one) for one in (target.value, target.value_high) if one is not None]
    by = f"{target.by}: " if target.by else ""
    return f"{by}{'-'.join(numbers)}" if numbers else f"{by}| {target.as_written}"


FORMS: dict[type, type[FieldsForm]] = {Document: HeadForm, Citation: CitationForm, Indicator: IndicatorForm}


def form_of(thing: ReadThing, data: Any = None, *, only: str = "", version: int | None = None) -> forms.Form:
    """Make the form that corrects a thing, or one field of it."""
    if isinstance(thing, WorkItem):
        return ItemForm.of(thing, data, only=only, version=version)
    return FORMS[type(thing)].of(thing, data, only=only, version=version)
