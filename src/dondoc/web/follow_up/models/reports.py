"""Progress reports, and the periods they are due in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.web.follow_up.calendar import period_words
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.models import Programme, WorkItem


class ReportingPeriod(models.Model):
    """A stretch of days that every open item is reported on once. Locked: what was said stays as it was."""

    class Kind(models.TextChoices):
        MONTH = "month", _("tháng")
        QUARTER = "quarter", _("quý")
        HALF_YEAR = "half-year", _("6 tháng")
        NINE_MONTHS = "nine-months", _("9 tháng")
        YEAR = "year", _("năm")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reporting_periods")
    kind = models.CharField(_("loại kỳ"), max_length=12, choices=Kind)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    due_on = models.DateField(_("hạn nộp"))
    locked_on = models.DateField(_("khóa ngày"), null=True, blank=True)
    locked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["programme", "ends_on", "starts_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "kind", "starts_on"], name="reporting_period_once"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="reporting_period_ordered"),
            models.CheckConstraint(condition=Q(due_on__gte=F("starts_on")), name="reporting_period_due_after_start"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The period in words: "quý III/2022", "9 tháng năm 2022"."""
        return period_words(self.kind, self.starts_on, self.ends_on)

    @property
    def is_locked(self) -> bool:
        return self.locked_on is not None

    def parties(self) -> Parties:
        return self.programme.parties()


class ProgressReport(models.Model):
    """What a lead says about one item for one period, in four parts; the forecast is held against what happens."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang soạn")
        SUBMITTED = "submitted", _("Đã nộp")
        ACCEPTED = "accepted", _("Đã chấp nhận")
        RETURNED = "returned", _("Đã trả lại")

    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="reports")
    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reports")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(_("tình trạng"), max_length=10, choices=State, default=State.DRAFT)
    nothing_new = models.BooleanField(_("không có gì mới"), default=False)
    results = models.TextField(_("kết quả"), blank=True)
    difficulties = models.TextField(_("khó khăn, nguyên nhân"), blank=True)
    proposals = models.TextField(_("kiến nghị"), blank=True)
    forecast_on = models.DateField(_("dự kiến hoàn thành"), null=True, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    submitted_on = models.DateField(_("nộp ngày"), null=True, blank=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision_note = models.TextField(_("ý kiến"), blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["period", "state"], name="report_of_period"),
            models.Index(fields=["item", "-submitted_on"], name="report_of_item"),
            models.Index(fields=["agency", "state"], name="report_of_agency"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "period"], name="one_report_per_item_and_period"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_on__isnull=False, submitted_by__isnull=False),
                name="submitted_report_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "returned"])
                | Q(decided_on__isnull=False, decided_by__isnull=False),
                name="decided_report_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(decision_note=""), name="returned_report_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(nothing_new=True) | ~Q(results="") | ~Q(difficulties=""),
                name="submitted_report_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} - {self.period}"

    @property
    def secrecy(self) -> int:
        return self.item.secrecy

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be changed any more: it was accepted, or its period is locked."""
        return self.state == self.State.ACCEPTED or self.period.is_locked

    def parties(self) -> Parties:
        return self.item.parties()


class ReportAttachment(models.Model):
    """A file that goes with a report."""

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(_("tệp"), upload_to="reports/%Y/%m")
    name = models.CharField(_("tên tệp"), max_length=255)
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "sha256"], name="attachment_once_per_report")
        ]

    def __str__(self) -> str:
        return self.name
