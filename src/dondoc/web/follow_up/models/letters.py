"""Urging letters: drafted from what is overdue, numbered, signed off, answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.models import Programme, WorkItem


class UrgingLetter(models.Model):
    """A letter (công văn đôn đốc) to one agency about some of its overdue items."""

    class Form(models.TextChoices):
        PARTY = "party", _("Thể thức văn bản của Đảng")
        STATE = "state", _("Thể thức văn bản hành chính nhà nước")

    class State(models.TextChoices):
        DRAFT = "draft", _("Dự thảo")
        SIGNED = "signed", _("Đã ký duyệt")
        SENT = "sent", _("Đã phát hành")
        CLOSED = "closed", _("Đã kết thúc")
        CANCELLED = "cancelled", _("Đã hủy")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="urging_letters")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="urging_letters")
    form = models.CharField(_("thể thức"), max_length=5, choices=Form, default=Form.PARTY)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State, default=State.DRAFT)
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=30, default="CV/VPTU")
    subject = models.CharField(_("trích yếu"), max_length=400)
    reply_by = models.DateField(_("trả lời trước ngày"))
    place = models.CharField(_("nơi ban hành"), max_length=60, blank=True)
    signatory = models.CharField(_("người ký"), max_length=150, blank=True)
    signatory_role = models.CharField(_("chức vụ"), max_length=150, blank=True)
    recipients = models.JSONField(_("nơi nhận"), default=list, blank=True)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_on = models.DateField(_("ký ngày"), null=True, blank=True)
    sent_on = models.DateField(_("phát hành ngày"), null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(_("kết quả"), blank=True)
    items: models.ManyToManyField[WorkItem, LetterItem] = models.ManyToManyField(
        WorkItem, through="LetterItem", related_name="urging_letters"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("symbol"),
                ExtractYear("signed_on"),
                F("number"),
                condition=Q(number__isnull=False),
                name="letter_number_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | Q(number__isnull=False, signed_on__isnull=False, signed_by__isnull=False),
                name="signed_letter_has_number_and_signer",
            ),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_on__isnull=False), name="sent_letter_says_when"),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False) & ~Q(outcome=""),
                name="closed_letter_says_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference or self.get_state_display()}: {self.subject}"

    @property
    def reference(self) -> str:
        """Number and symbol, "123-CV/VPTU"; empty for a draft."""
        if self.number is None:
            return ""
        between = "-" if self.form == self.Form.PARTY else "/"
        return f"{self.number}{between}{self.symbol}"

    def parties(self) -> Parties:
        """Whom the letter concerns; it is as secret as the most secret item it speaks of."""
        programme = self.programme.parties()
        return Parties(
            office=programme.office,
            leads=frozenset({self.agency_id}),
            secrecy=max([programme.secrecy, *(row.item.secrecy for row in self.rows.select_related("item"))]),
            published=programme.published,
        )


class LetterItem(models.Model):
    """An item a letter speaks of, with what was said of it on the day it was drafted."""

    letter = models.ForeignKey(UrgingLetter, on_delete=models.CASCADE, related_name="rows")
    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    days_late = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["letter", "item"], name="item_once_per_letter")]

    def __str__(self) -> str:
        return str(self.item)


class LetterReply(models.Model):
    """What an agency answered to a letter."""

    letter = models.ForeignKey(UrgingLetter, on_delete=models.CASCADE, related_name="replies")
    reference = models.CharField(_("số, ký hiệu văn bản trả lời"), max_length=120, blank=True)
    received_on = models.DateField(_("nhận ngày"))
    content = models.TextField(_("nội dung trả lời"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(content=""), name="reply_says_something")]

    def __str__(self) -> str:
        return self.reference or self.content[:80]

    def parties(self) -> Parties:
        return self.letter.parties()
