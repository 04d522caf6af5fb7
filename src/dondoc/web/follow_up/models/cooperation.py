"""The clock of co-operating agencies: asked, replied, silent."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.models import WorkItem


class CooperationRequest(models.Model):
    """A question of the lead to a co-operating agency; silence past the reply-by day is written down once."""

    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="cooperation_requests")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="cooperation_requests")
    question = models.TextField(_("nội dung đề nghị phối hợp"))
    asked_on = models.DateField(_("hỏi ngày"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reply_by = models.DateField(_("trả lời trước ngày"))
    reply = models.TextField(_("trả lời"), blank=True)
    replied_on = models.DateField(_("trả lời ngày"), null=True, blank=True)
    replied_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    silent_on = models.DateField(_("ghi nhận chưa phản hồi ngày"), null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agency", "replied_on"], name="request_to_agency")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(question=""), name="request_asks_something"),
            models.CheckConstraint(condition=Q(reply_by__gte=F("asked_on")), name="reply_after_asked"),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(replied_by__isnull=False) & ~Q(reply=""),
                name="reply_says_what_and_by_whom",
            ),
            models.UniqueConstraint(
                fields=["item", "agency"], condition=Q(replied_on__isnull=True), name="one_question_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.question[:80]

    def state_on(self, day: dt.date) -> str:
        """Give "asked", "replied" or "silent" as of a day."""
        if self.replied_on is not None and self.replied_on <= day:
            return "replied"
        return "silent" if day > self.reply_by else "asked"

    def parties(self) -> Parties:
        return self.item.parties()
