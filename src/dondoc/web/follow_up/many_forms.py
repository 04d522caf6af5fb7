"""What is filled in for one act on many items, a form for each act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from dondoc.web import clock
from dondoc.web.follow_up.forms import FEW, ActForm, offer
from dondoc.web.follow_up.services.many import Act, Order
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.choices import Urgency
from dondoc.web.register.forms import DayInput
from dondoc.web.register.models import Document


class ManyForm(ActForm):
    """What all of them share: they give an `Order`."""

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def order(self) -> Order:
        """Give the act with what was filled in."""
        raise NotImplementedError


class KeyForm(ManyForm):
    is_key = forms.TypedChoiceField(
        label=_("Trọng tâm"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("đánh dấu trọng tâm")), ("no", _("bỏ dấu trọng tâm"))],
        widget=forms.RadioSelect,
        initial="yes",
    )

    def order(self) -> Order:
        return Order(Act.KEY, is_key=self.cleaned_data["is_key"])


class UrgencyForm(ManyForm):
    urgency = forms.TypedChoiceField(label=_("Độ khẩn"), coerce=int, choices=Urgency.choices)

    def order(self) -> Order:
        return Order(Act.URGENCY, urgency=self.cleaned_data["urgency"])


class LeadForm(ManyForm):
    agency = forms.ModelChoiceField(
        label=_("Cơ quan chủ trì"), queryset=Agency.objects.none(), empty_label=_("Chọn cơ quan")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", Agency.objects.valid_on(clock.real_today()).in_order())

    def order(self) -> Order:
        return Order(Act.LEAD, agency=self.cleaned_data["agency"])


class DeadlineForm(ManyForm):
    day = forms.DateField(label=_("Hạn mới"), widget=DayInput)
    authority = forms.ModelChoiceField(
        label=_("Văn bản quyết định"), queryset=Document.objects.none(), empty_label=_("Chọn văn bản")
    )
    why = forms.CharField(label=_("Lý do"), widget=FEW)
    with_parts = forms.BooleanField(
        label=_("Việc con đang mở có hạn sau ngày này thì đổi theo"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = Document.objects.visible_to(self.user).exclude(reference="")
        offer(self, "authority", documents.order_by("-issued_on", "reference"))

    def order(self) -> Order:
        return Order(
            Act.DEADLINE, **{name: self.cleaned_data[name] for name in ("day", "authority", "why", "with_parts")}
        )


class StopForm(ManyForm):
    day = forms.DateField(label=_("Từ ngày"), widget=DayInput)
    why = forms.CharField(
        label=_("Căn cứ, lý do"), widget=FEW, help_text=_("Ghi số, ngày của văn bản quyết định nếu có.")
    )

    def order(self) -> Order:
        return Order(Act.STOP, day=self.cleaned_data["day"], why=self.cleaned_data["why"])


FORMS: dict[Act, type[ManyForm]] = {
    Act.KEY: KeyForm,
    Act.URGENCY: UrgencyForm,
    Act.LEAD: LeadForm,
    Act.DEADLINE: DeadlineForm,
    Act.STOP: StopForm,
}
