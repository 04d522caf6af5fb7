"""What is filled in to bring people in: one contact, a whole list, a colleague; and the password of who comes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.web import clock
from dondoc.web.follow_up.forms import ActForm, offer
from dondoc.web.follow_up.services.inviting import OF_OFFICE, Guest
from dondoc.web.organisations.linking import AgencyIndex
from dondoc.web.organisations.models import Agency
from dondoc.web.text import folded

MOST_GUESTS = 200
HEAD_WORDS = ("dung dau", "thu truong", "head")


class InviteForm(ActForm):
    agency = forms.ModelChoiceField(label=_("Cơ quan"), queryset=Agency.objects.none(), empty_label=_("Chọn cơ quan"))
    name = forms.CharField(label=_("Họ và tên"), max_length=150)
    email = forms.EmailField(label=_("Thư điện tử"))
    is_head = forms.BooleanField(label=_("Là người đứng đầu"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", Agency.objects.filter(valid_to__isnull=True).in_order())


class InviteManyForm(ActForm):
    """A list of people, one a line: agency; name; mail address; "đứng đầu" for the head."""

    people = forms.CharField(
        label=_("Danh sách"),
        widget=forms.Textarea({"rows": 10, "placeholder": _("Sở Nội vụ; Nguyễn Văn An; an@sonv.example.vn; đứng đầu")}),
        help_text=_(
            "Mỗi dòng một người: cơ quan; họ và tên; thư điện tử; thêm “đứng đầu” nếu là người đứng đầu. "
            "Có thể dán từ bảng tính."
        ),
    )

    def clean_people(self) -> list[Guest]:
        lines = [line for line in self.cleaned_data["people"].splitlines() if line.strip()]
        if len(lines) > MOST_GUESTS:
            raise ValidationError(gettext("Mỗi lần mời được nhiều nhất %(most)s người.") % {"most": MOST_GUESTS})
        index, guests, wrong = AgencyIndex.load(clock.real_today()), [], []
        for number, line in enumerate(lines, 1):
            try:
                guests.append(_guest(line, index))
            except ValidationError as error:
                wrong.append(gettext("Dòng %(number)s: %(why)s") % {"number": number, "why": " ".join(error.messages)})
        if wrong:
            raise ValidationError(wrong)
        return guests


class ColleagueForm(ActForm):
    name = forms.CharField(label=_("Họ và tên"), max_length=150)
    email = forms.EmailField(label=_("Thư điện tử"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=[(role.value, role.label) for role in OF_OFFICE])


class PasswordForm(ActForm):
    """A new password, twice."""

    password = forms.CharField(
        label=_("Mật khẩu"),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("Ít nhất 12 ký tự."),
    )
    again = forms.CharField(label=_("Nhập lại mật khẩu"), widget=forms.PasswordInput({"autocomplete": "new-password"}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") != data.get("again"):
            self.add_error("again", gettext("Hai lần nhập không giống nhau."))
        return data


def _guest(line: str, index: AgencyIndex) -> Guest:
    parts = [part.strip() for part in line.replace("\t", ";").split(";")]
    if len(parts) < 3 or not parts[1]:
        raise ValidationError(gettext("cần đủ cơ quan; họ và tên; thư điện tử."))
    validate_email(parts[2])
    found = index.agency(parts[0])
    if found is None:
        raise ValidationError(gettext("không có cơ quan “%(name)s” trong danh mục.") % {"name": parts[0]})
    is_head = len(parts) > 3 and any(word in folded(parts[3]) for word in HEAD_WORDS)
    return Guest(Agency.objects.get(pk=found), parts[1], parts[2], is_head)
