"""Inspections: the plan of a year, the inspections in it, their checklists and what they found."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.models import Programme, WorkItem


class YearlyPlan(models.Model):
    """The inspection programme of one year, drawn up by an inspecting agency. A draft is seen by that agency alone."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang xây dựng")
        ISSUED = "issued", _("Đã ban hành")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="inspection_plans")
    inspecting = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="inspection_plans", verbose_name=_("cơ quan kiểm tra")
    )
    year = models.PositiveSmallIntegerField(_("năm"), validators=[MinValueValidator(1990), MaxValueValidator(2200)])
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    reference = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    drawn_on = models.DateField(_("chọn mẫu ngày"), null=True, blank=True)
    rules = models.JSONField(default=dict, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("chương trình kiểm tra năm")
        verbose_name_plural = _("chương trình kiểm tra năm")
        ordering: ClassVar = ["-year", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "inspecting", "year"], name="one_inspection_plan_a_year"),
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(issued_on__isnull=False) & ~Q(reference="")),
                name="issued_inspection_plan_has_reference",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Chương trình kiểm tra năm %(year)s") % {"year": self.year})

    def parties(self) -> Parties:
        programme = self.programme.parties()
        return Parties(
            office=programme.office,
            inspecting=self.inspecting_id,
            secrecy=programme.secrecy,
            published=programme.published and self.state == self.State.ISSUED,
        )


class Inspection(models.Model):
    """One inspection of one agency. `risk` keeps why it was chosen: the points of each rule when it was drawn.

    Until it is concluded it is seen by those who run it or read everything, the office, and the agency inspected.
    """

    class Kind(models.TextChoices):
        CHECK = "check", _("Kiểm tra")
        SUPERVISION = "supervision", _("Giám sát")

    class State(models.TextChoices):
        PLANNED = "planned", _("Theo kế hoạch")
        RUNNING = "running", _("Đang tiến hành")
        CONCLUDED = "concluded", _("Đã kết luận")

    plan = models.ForeignKey(YearlyPlan, on_delete=models.PROTECT, related_name="inspections")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="inspections", verbose_name=_("cơ quan được kiểm tra")
    )
    kind = models.CharField(_("hình thức"), max_length=12, choices=Kind, default=Kind.CHECK)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    head = models.CharField(_("trưởng đoàn"), max_length=150, blank=True)
    risk = models.JSONField(default=dict, blank=True)
    why = models.TextField(_("lý do chọn"), blank=True)
    conclusion = models.TextField(_("kết luận"), blank=True)
    reference = models.CharField(_("số, ký hiệu kết luận"), max_length=60, blank=True)
    concluded_on = models.DateField(_("kết luận ngày"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("cuộc kiểm tra")
        verbose_name_plural = _("cuộc kiểm tra")
        ordering: ClassVar = ["starts_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "agency", "kind"], name="agency_inspected_once_a_plan"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="inspection_period_ordered"),
            models.CheckConstraint(
                condition=~Q(state="concluded")
                | (Q(concluded_on__isnull=False) & ~Q(conclusion="") & ~Q(reference="")),
                name="concluded_inspection_has_conclusion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.agency.label} ({self.plan.year})"

    @property
    def programme(self) -> Programme:
        return self.plan.programme

    @property
    def secrecy(self) -> int:
        return self.plan.programme.secrecy

    def parties(self) -> Parties:
        plan = self.plan.parties()
        return Parties(
            office=plan.office,
            leads=frozenset({self.agency_id}),
            inspecting=plan.inspecting,
            secrecy=plan.secrecy,
            published=plan.published,
            held_back=self.state != self.State.CONCLUDED,
        )


class Check(models.Model):
    """One line of a checklist: a question about an item of the register, or the inspectors' own, and its answer.

    The agency inspected sees it with the conclusion; whoever may not see the item never does.
    """

    class Answer(models.TextChoices):
        UNSEEN = "unseen", _("chưa kiểm tra")
        MET = "met", _("đạt")
        PARTLY = "partly", _("đạt một phần")
        UNMET = "unmet", _("không đạt")
        NOT_APPLICABLE = "none", _("không áp dụng")

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="checks")
    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, null=True, blank=True, related_name="checks")
    position = models.PositiveSmallIntegerField()
    question = models.TextField(_("nội dung kiểm tra"))
    answer = models.CharField(_("kết quả"), max_length=8, choices=Answer, default=Answer.UNSEEN)
    note = models.TextField(_("ghi nhận"), blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["inspection", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "position"], name="check_position_once"),
            models.CheckConstraint(
                condition=~Q(answer__in=["partly", "unmet"]) | ~Q(note=""), name="unmet_check_says_what_was_seen"
            ),
        ]

    def __str__(self) -> str:
        return self.question[:120]

    @property
    def programme(self) -> Programme:
        return self.inspection.plan.programme

    def parties(self) -> Parties:
        around = _about(self.inspection.parties(), self.item)
        return replace(around, leads=frozenset()) if around.held_back else around


class InspectionFinding(models.Model):
    """What was found wrong, with evidence; by when it is to be put right, what was done, what the re-check saw."""

    class State(models.TextChoices):
        OPEN = "open", _("chờ khắc phục")
        CORRECTED = "corrected", _("đã báo cáo khắc phục")
        CLOSED = "closed", _("đã khắc phục xong")

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    from_check = models.ForeignKey(Check, on_delete=models.SET_NULL, null=True, blank=True, related_name="findings")
    item = models.ForeignKey(
        WorkItem, on_delete=models.PROTECT, null=True, blank=True, related_name="inspection_findings"
    )
    text = models.TextField(_("hạn chế, vi phạm"))
    evidence = models.TextField(_("căn cứ"))
    evidence_file = models.FileField(_("tệp căn cứ"), upload_to="inspections/%Y/%m", blank=True)
    correct_by = models.DateField(_("khắc phục trước ngày"))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    found_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField()
    correction = models.TextField(_("việc đã làm để khắc phục"), blank=True)
    correction_file = models.FileField(_("tệp chứng minh"), upload_to="inspections/%Y/%m", blank=True)
    corrected_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    corrected_on = models.DateField(_("báo cáo khắc phục ngày"), null=True, blank=True)
    rechecked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rechecked_on = models.DateField(_("phúc tra ngày"), null=True, blank=True)
    recheck_note = models.TextField(_("kết quả phúc tra"), blank=True)
    times_returned = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords(excluded_fields=["evidence_file", "correction_file"])

    class Meta:
        verbose_name = _("hạn chế, vi phạm")
        verbose_name_plural = _("hạn chế, vi phạm")
        ordering: ClassVar = ["inspection", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(evidence=""), name="inspection_finding_has_evidence"),
            models.CheckConstraint(condition=Q(correct_by__gt=F("found_on")), name="correction_after_finding"),
            models.CheckConstraint(
                condition=~Q(state__in=["corrected", "closed"])
                | (Q(corrected_on__gte=F("found_on"), corrected_by__isnull=False) & ~Q(correction="")),
                name="corrected_finding_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(rechecked_on__gte=F("corrected_on"), rechecked_by__isnull=False),
                name="closed_finding_was_rechecked",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]

    @property
    def programme(self) -> Programme:
        return self.inspection.plan.programme

    def is_overdue(self, on: dt.date) -> bool:
        """Tell whether nothing was reported by the correction deadline."""
        return self.correct_by < on if self.corrected_on is None else self.corrected_on > self.correct_by

    def parties(self) -> Parties:
        return _about(self.inspection.parties(), self.item)


def _about(inspection: Parties, item: WorkItem | None) -> Parties:
    """Give who has to do with a line of an inspection: as secret as the item it speaks of."""
    return replace(inspection, secrecy=max(inspection.secrecy, item.secrecy if item else 0))
