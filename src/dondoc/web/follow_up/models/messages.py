"""Reminders, the messages that carry them, and how far each message has come."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.web.follow_up.models.reports import ReportingPeriod
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.models import Programme, WorkItem


class DayPlan(models.Model):
    """A programme looked through for one day: with its reminders it is written at once or not at all."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="day_plans")
    day = models.DateField()
    planned_at = models.DateTimeField()
    reminders = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["programme", "day"], name="one_plan_a_day")]

    def __str__(self) -> str:
        return f"{self.programme} {self.day}"


class Reminder(models.Model):
    """One thing that people are to be told of on a day. (subject, kind, day) is unique: the key of idempotency."""

    class Kind(models.TextChoices):
        DUE_SOON = "due_soon", _("Sắp đến hạn")
        OVERDUE = "overdue", _("Quá hạn")
        LONG_OVERDUE = "long_overdue", _("Quá hạn kéo dài")
        UNACKNOWLEDGED = "unacknowledged", _("Chưa tiếp nhận")
        HAND_BACK = "hand_back", _("Đề nghị trả lại nhiệm vụ")
        PERIOD_CLOSING = "period_closing", _("Kỳ báo cáo sắp đóng")
        REPORTS_MISSING = "reports_missing", _("Chưa nộp báo cáo")
        FIGURES_CLOSING = "figures_closing", _("Sắp chốt số liệu chỉ tiêu")
        FIGURES_MISSING = "figures_missing", _("Chưa nộp số liệu chỉ tiêu")
        REPORT_RETURNED = "report_returned", _("Báo cáo bị trả lại")
        PRODUCT_WAITING = "product_waiting", _("Sản phẩm chờ nghiệm thu")
        PRODUCT_RETURNED = "product_returned", _("Sản phẩm bị trả lại")
        DECISION_WAITING = "decision_waiting", _("Chờ quyết định gia hạn")
        UNANSWERED = "unanswered", _("Chưa trả lời phối hợp")
        LETTER_UNANSWERED = "letter_unanswered", _("Công văn chưa được trả lời")
        PLAN_DUE = "plan_due", _("Sắp đến hạn ban hành kế hoạch")
        PLAN_MISSING = "plan_missing", _("Chưa ban hành kế hoạch")
        CORRECTION_DUE = "correction_due", _("Sắp đến hạn khắc phục")
        CORRECTION_LATE = "correction_late", _("Quá hạn khắc phục")
        RECHECK_WAITING = "recheck_waiting", _("Chờ phúc tra")

    class Audience(models.TextChoices):
        AGENCY = "agency", _("đầu mối của cơ quan")
        OFFICE = "office", _("văn phòng theo dõi")
        LEADER = "leader", _("lãnh đạo")
        INSPECTORS = "inspects", _("cơ quan kiểm tra")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="reminders")
    day = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind)
    subject = models.CharField(max_length=40)
    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders")
    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.AGENCY)
    rung = models.PositiveSmallIntegerField(default=0)  # 0 agency, 1 also its head, 2 also the leaders
    days = models.IntegerField(default=0)  # days past the deadline; negative: days left
    count = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["day", "programme"], name="reminder_of_day"),
            models.Index(fields=["item", "-day"], name="reminder_of_item"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "kind", "day"], name="one_reminder_per_thing_kind_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject} {self.day}"


class Message(models.Model):
    """What one person was told, once: it is his in-app inbox. `key` is unique: the same thing is never told twice."""

    class Kind(models.TextChoices):
        DIGEST = "digest", _("Tổng hợp trong ngày")
        INVITATION = "invitation", _("Lời mời")
        NOTICE = "notice", _("Thông báo")

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=80, unique=True)
    day = models.DateField()
    subject = models.CharField(max_length=250)
    body = models.TextField()
    lines = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-created_at"], name="message_of_person")]

    def __str__(self) -> str:
        return self.subject


class Delivery(models.Model):
    """A message on its way out of the house through one channel."""

    class Channel(models.TextChoices):
        MAIL = "mail", _("thư điện tử")
        WEBHOOK = "webhook", _("kênh khác")

    class State(models.TextChoices):
        QUEUED = "queued", _("Chờ gửi")
        SENDING = "sending", _("Đang gửi")
        SENT = "sent", _("Đã gửi")
        DEAD = "dead", _("Không gửi được")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], condition=~Q(state="sent"), name="delivery_to_do"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "channel"], name="one_delivery_per_channel"),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="sent_says_when"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.channel} {self.state}"
