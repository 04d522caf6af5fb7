"""What a person fills in for each act of the cycle; the rules themselves are those of the services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from dondoc.web.follow_up.models import ProgressReport, UrgingLetter
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.choices import IN_FORCE
from dondoc.web.register.forms import DayInput, RefusableForm
from dondoc.web.register.models import Programme, WorkItem

FEW, SOME = forms.Textarea({"rows": 2}), forms.Textarea({"rows": 4})


class ActForm(RefusableForm):
    """A form of one act; what a service refuses is shown beside the field it speaks of."""

    template = "follow_up/act.html"
    css = ""
    button: str | Promise = ""  # what is written on the button; the title of the page where nothing is


class EmptyForm(ActForm):
    """An act that asks nothing."""


class HandBackForm(ActForm):
    reason = forms.CharField(label=_("Lý do trả lại"), widget=FEW)


class DecisionForm(ActForm):
    """Yes or no, with a word; a no needs one."""

    button = _("Ghi ý kiến")
    decision = forms.ChoiceField(
        label=_("Ý kiến"), choices=[("yes", _("Đồng ý")), ("no", _("Không đồng ý"))], widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Nội dung ý kiến"), widget=FEW, required=False, help_text=_("Cần có khi trả lại hoặc không đồng ý.")
    )

    def __init__(self, *args: Any, yes: str = "", no: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if yes and no:
            choice = self.fields["decision"]
            assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - narrows the type
            choice.choices = [("yes", yes), ("no", no)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == "no" and not data.get("note", "").strip():
            self.add_error("note", gettext("Hãy nêu lý do."))
        return data

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data["decision"] == "yes")


class RulingForm(DecisionForm):
    agency = forms.ModelChoiceField(
        label=_("Giao cho cơ quan khác"), queryset=Agency.objects.none(), required=False, empty_label=_("Chưa giao")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", Agency.objects.filter(valid_to__isnull=True).in_order())


class ReportForm(ActForm):
    """The four parts of a report; the page shows beside them what was said last."""

    template = "follow_up/report.html"
    button = _("Nộp báo cáo")
    last: ProgressReport | None = None

    results = forms.CharField(label=_("Kết quả thực hiện"), widget=SOME, required=False)
    difficulties = forms.CharField(label=_("Khó khăn, vướng mắc và nguyên nhân"), widget=SOME, required=False)
    proposals = forms.CharField(label=_("Kiến nghị, đề xuất"), widget=FEW, required=False)
    forecast_on = forms.DateField(label=_("Dự kiến hoàn thành"), widget=DayInput, required=False)
    file = forms.FileField(label=_("Tệp đính kèm"), required=False)

    def clean_file(self) -> Any:
        return _small_enough(self.cleaned_data.get("file"))


class CompletionForm(ActForm):
    product_reference = forms.CharField(label=_("Số, ký hiệu sản phẩm"), max_length=120)
    completed_on = forms.DateField(
        label=_("Ngày trên sản phẩm"), widget=DayInput, help_text=_("Ngày này được tính là ngày hoàn thành.")
    )
    product_title = forms.CharField(label=_("Tên sản phẩm"), widget=FEW, required=False)
    file = forms.FileField(label=_("Tệp"), required=False)
    link = forms.URLField(label=_("Liên kết"), required=False, max_length=500, assume_scheme="https")
    note = forms.CharField(label=_("Ghi chú"), widget=FEW, required=False)

    def clean_file(self) -> Any:
        return _small_enough(self.cleaned_data.get("file"))


class DeadlineForm(ActForm):
    new_due_on = forms.DateField(label=_("Hạn mới"), widget=DayInput)
    reason = forms.CharField(label=_("Lý do"), widget=FEW)


class CooperationForm(ActForm):
    agency = forms.ModelChoiceField(
        label=_("Cơ quan phối hợp"), queryset=Agency.objects.none(), empty_label=_("Chọn cơ quan")
    )
    question = forms.CharField(label=_("Nội dung đề nghị"), widget=FEW)
    days = forms.TypedChoiceField(
        label=_("Trả lời trong (ngày làm việc)"), coerce=int, choices=[(n, n) for n in range(2, 6)], initial=5
    )

    def __init__(self, *args: Any, item: WorkItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", Agency.objects.filter(cooperations__item=item).in_order())


class ReplyForm(ActForm):
    reply = forms.CharField(label=_("Trả lời"), widget=FEW)


class PartForm(ActForm):
    title = forms.CharField(label=_("Việc con"), widget=FEW)
    due_on = forms.DateField(label=_("Hạn"), widget=DayInput, required=False)
    weight = forms.IntegerField(label=_("Trọng số"), min_value=1, max_value=1000, initial=1)
    agency = forms.ModelChoiceField(
        label=_("Đơn vị thực hiện"), queryset=Agency.objects.none(), required=False, empty_label=_("Cơ quan chủ trì")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", Agency.objects.filter(valid_to__isnull=True).in_order())


class LetterForm(ActForm):
    """From chosen overdue items to draft letters."""

    items = forms.ModelMultipleChoiceField(label=_("Nhiệm vụ quá hạn"), queryset=WorkItem.objects.none())
    form = forms.ChoiceField(label=_("Thể thức"), choices=UrgingLetter.Form.choices)
    reply_by = forms.DateField(label=_("Trả lời trước ngày"), widget=DayInput, required=False)

    def __init__(self, *args: Any, items: QuerySet[WorkItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "items", items)


class SignForm(ActForm):
    signatory_role = forms.CharField(label=_("Chức vụ người ký"), max_length=150, initial="CHÁNH VĂN PHÒNG")
    number = forms.IntegerField(
        label=_("Số văn bản"), min_value=1, required=False, help_text=_("Để trống: lấy số tiếp theo trong năm.")
    )


class LetterReplyForm(ActForm):
    reference = forms.CharField(label=_("Số, ký hiệu văn bản trả lời"), max_length=120, required=False)
    received_on = forms.DateField(label=_("Nhận ngày"), widget=DayInput, required=False)
    content = forms.CharField(label=_("Nội dung trả lời"), widget=FEW)


class OutcomeForm(ActForm):
    button = _("Kết thúc theo dõi")
    outcome = forms.CharField(label=_("Kết quả"), widget=FEW)


class ProgrammeWithItems(forms.ModelChoiceField[Programme]):
    """A choice among programmes, each with how many of its items are open."""

    def label_from_instance(self, obj: Programme) -> str:
        count = getattr(obj, "open_items", 0)
        words = ngettext("%(programme)s: %(n)s việc đang mở", "%(programme)s: %(n)s việc đang mở", count)
        return words % {"programme": obj, "n": count}


class TakeOverForm(ActForm):
    from_programme = ProgrammeWithItems(
        label=_("Chương trình được thay thế"),
        queryset=Programme.objects.none(),
        empty_label=_("Chọn chương trình"),
        help_text=_(
            "Các việc đang mở được theo dõi tiếp ở chương trình này, ghi rõ tiếp nhận từ đâu; việc đã hoàn thành, "
            "báo cáo và số liệu của những ngày trước giữ nguyên ở chương trình cũ."
        ),
    )

    def __init__(self, *args: Any, programmes: QuerySet[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        still_open = Q(items__state__in=IN_FORCE, items__completed_on__isnull=True)
        offer(self, "from_programme", programmes.annotate(open_items=Count("items", filter=still_open)))


class SucceedForm(ActForm):
    button = _("Ghi nhận cơ quan kế thừa")
    successor = forms.ModelChoiceField(
        label=_("Cơ quan kế thừa"), queryset=Agency.objects.none(), empty_label=_("Chọn cơ quan")
    )
    from_day = forms.DateField(label=_("Từ ngày"), widget=DayInput)
    why = forms.CharField(label=_("Căn cứ"), max_length=300)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "successor", Agency.objects.filter(valid_to__isnull=True).exclude(pk=agency.pk).in_order())


class DeputyForm(ActForm):
    button = _("Giao làm thay")
    deputy = forms.ModelChoiceField(
        label=_("Người làm thay"), queryset=User.objects.none(), empty_label=_("Chọn người")
    )
    first = forms.DateField(label=_("Từ ngày"), widget=DayInput)
    last = forms.DateField(label=_("Đến hết ngày"), widget=DayInput)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "deputy", people)


class CalendarDayForm(ActForm):
    day = forms.DateField(label=_("Ngày"), widget=DayInput)
    works = forms.TypedChoiceField(
        label=_("Là"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("ngày làm việc (làm bù)")), ("no", _("ngày nghỉ"))],
    )
    name = forms.CharField(label=_("Lý do"), max_length=200)


def _small_enough(file: Any) -> Any:
    if file is not None and file.size > settings.MAX_UPLOAD_BYTES:
        raise ValidationError(gettext("Tệp quá lớn."))
    return file


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a field of a form choose among rows."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows
