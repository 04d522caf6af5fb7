"""Who holds an item: the assignment of its one lead, and what comes of an assignment that is handed back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.models import WorkItem


class Assignment(models.Model):
    """An item given to its lead on a day. Of one item only one is in force, held by the database."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ tiếp nhận")
        ACKNOWLEDGED = "acknowledged", _("Đã tiếp nhận")
        HANDED_BACK = "handed_back", _("Đang đề nghị trả lại")
        RELEASED = "released", _("Thôi giao")

    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="assignments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assignments")
    state = models.CharField(_("tình trạng"), max_length=12, choices=State, default=State.WAITING)
    assigned_on = models.DateField(_("giao ngày"))
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    acknowledge_by = models.DateField(_("tiếp nhận trước ngày"))
    acknowledged_on = models.DateField(_("tiếp nhận ngày"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(_("thôi giao từ ngày"), null=True, blank=True)
    why = models.CharField(_("lý do"), max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agency", "state"], name="assignment_of_agency")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item"], condition=~Q(state="released"), name="one_lead_at_a_time"),
            models.CheckConstraint(
                condition=~Q(state="acknowledged") | Q(acknowledged_on__isnull=False),
                name="acknowledged_assignment_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(ended_on__isnull=False), name="released_assignment_says_when"
            ),
            models.CheckConstraint(
                condition=Q(acknowledge_by__gte=F("assigned_on")), name="acknowledge_after_assigned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency.label}: {self.item}"

    def parties(self) -> Parties:
        return self.item.parties()


class HandBack(models.Model):
    """A lead's request to be rid of an item, with the reason, and the office's ruling."""

    class Ruling(models.TextChoices):
        OPEN = "", _("Chờ ý kiến")
        UPHELD = "upheld", _("Đồng ý, thôi giao")
        REFUSED = "refused", _("Không đồng ý, giữ nguyên")

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="hand_backs")
    reason = models.TextField(_("lý do trả lại"))
    asked_on = models.DateField(_("đề nghị trả lại ngày"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    rule_by = models.DateField(_("trả lời trước ngày"))
    ruling = models.CharField(_("ý kiến"), max_length=8, choices=Ruling, default=Ruling.OPEN, blank=True)
    ruled_on = models.DateField(null=True, blank=True)
    ruled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(_("nội dung"), blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment"], condition=Q(ruling=""), name="one_hand_back_at_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="hand_back_says_why"),
            models.CheckConstraint(
                condition=Q(ruling="") | Q(ruled_on__isnull=False, ruled_by__isnull=False), name="ruling_says_by_whom"
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:80]

    def parties(self) -> Parties:
        return self.assignment.parties()


class ClassSpread(models.Model):
    """That a class item has parts; `follows_class`: the whole class, so that a new agency of it gets a part too."""

    item = models.OneToOneField(WorkItem, on_delete=models.CASCADE, related_name="class_spread")
    follows_class = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.item)
