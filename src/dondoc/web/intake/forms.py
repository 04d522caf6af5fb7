"""What a person fills in when a file comes in and when its draft is published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from dondoc.web.register.forms import DayInput
from dondoc.web.register.models import Document

OCR = [
    ("auto", _("Tự chọn cho từng trang")),
    ("always", _("Đọc lại mọi trang từ hình ảnh")),
    ("never", _("Chỉ dùng chữ có sẵn trong tệp")),
]


class ManyFilesInput(forms.ClearableFileInput):
    """A file field that takes several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each checked as one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=ManyFilesInput, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        single = super().clean
        if isinstance(data, (list, tuple)):
            return [single(one, initial) for one in data if one]
        return [single(data, initial)] if data else []


class UploadForm(forms.Form):
    """Files, or a text that is pasted in."""

    uploads = ManyFilesField(
        label=_("Tệp văn bản"),
        required=False,
        allow_empty_file=True,
        help_text=_("PDF, Word, ảnh chụp, văn bản thuần."),
    )
    folder = ManyFilesField(label=_("Cả thư mục"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=_("hoặc dán nội dung văn bản"), required=False, strip=False, widget=forms.Textarea({"rows": 5})
    )
    text_name = forms.CharField(label=_("Tên của nội dung dán vào"), required=False, max_length=200)
    ocr = forms.ChoiceField(label=_("Cách đọc"), choices=OCR, initial="auto", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        nothing = not (data.get("uploads") or data.get("folder") or (data.get("text") or "").strip())
        if nothing and not self.errors:
            raise forms.ValidationError(gettext("Hãy chọn một tệp hoặc dán nội dung văn bản."))
        return data

    def parts(self) -> list[tuple[str, UploadedFile[bytes] | bytes]]:
        """Give what came in: each file and the pasted text, with its name."""
        found: list[tuple[str, UploadedFile[bytes] | bytes]] = [
            (one.name or "", one) for one in [*self.cleaned_data["uploads"], *self.cleaned_data["folder"]]
        ]
        text = self.cleaned_data["text"]
        if text.strip():
            name = self.cleaned_data["text_name"].strip() or gettext("nội dung dán vào")
            found.append((f"{name}.txt", text.replace("\r\n", "\n").encode()))
        return found

    def name_of_batch(self) -> str:
        """Name several parts by the first of them."""
        parts = self.parts()
        return gettext("%(first)s và %(n)s tệp khác") % {"first": parts[0][0], "n": len(parts) - 1}


class DiscardForm(forms.Form):
    """Why a file is let go of, and that the person knows what goes with it."""

    why = forms.CharField(label=_("Vì sao bỏ?"), max_length=500)
    sure = forms.BooleanField(label=_("Tôi biết những thứ trên bị xóa hẳn, không lấy lại được"))

    @property
    def sentence(self) -> str:
        """Say what is missing, as one sentence."""
        missing = [str(self.fields[name].label) for name in self.errors]
        return gettext("Chưa bỏ: hãy điền “%(fields)s”.") % {"fields": "”, “".join(missing)}


class PublishForm(forms.Form):
    """How a reviewed draft is followed up."""

    title = forms.CharField(label=_("Tên chương trình theo dõi"), max_length=500, widget=forms.Textarea({"rows": 2}))
    short_title = forms.CharField(label=_("Tên ngắn, hiện trên đầu trang"), max_length=120)
    starts_on = forms.DateField(label=_("Theo dõi từ ngày"), widget=DayInput)
    ends_on = forms.DateField(label=_("đến ngày"), required=False, widget=DayInput)
    again = forms.BooleanField(label=_("Văn bản cùng số, ký hiệu đã được công bố; vẫn công bố thêm bản này"))

    def __init__(self, *args: Any, followed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not followed:
            del self.fields["again"]

    @classmethod
    def of(cls, document: Document, data: Any = None, *, followed: bool = False) -> PublishForm:
        """Make the form of a draft, filled with what the document says; `followed`: one like it is published."""
        with override("vi"):
            title = f"{document.get_document_type_display()} {document.subject}".strip()
        initial = {"title": title[:500], "short_title": document.named("vi")[:120], "starts_on": document.issued_on}
        return cls(data, initial=initial, auto_id="publish_%s", followed=followed)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data.pop("again", None)
        if data.get("starts_on") and data.get("ends_on") and data["starts_on"] > data["ends_on"]:
            self.add_error("ends_on", gettext("Ngày kết thúc phải sau ngày bắt đầu."))
        return data
