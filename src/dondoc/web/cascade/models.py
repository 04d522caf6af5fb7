"""Cascade: the plans a programme asks its agencies for, those they issued, and what of the programme they cover."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dondoc.web.intake.models import IntakeJob
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.models import Document, Indicator, Programme, WorkItem


class PlanOrder(models.Model):
    """What a programme asks of its agencies: a plan of their own for the whole term, or for one year, by a day."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="plan_orders")
    year = models.PositiveSmallIntegerField(
        _("năm"), null=True, blank=True, validators=[MinValueValidator(1990), MaxValueValidator(2200)]
    )
    due_on = models.DateField(_("hạn ban hành"), null=True, blank=True)
    as_written = models.CharField(_("theo văn bản"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("yêu cầu xây dựng kế hoạch")
        verbose_name_plural = _("yêu cầu xây dựng kế hoạch")
        ordering: ClassVar = ["programme", F("year").asc(nulls_first=True)]
        constraints: ClassVar = [models.UniqueConstraint("programme", Coalesce("year", 0), name="plan_ordered_once")]

    def __str__(self) -> str:
        return str(_("Kế hoạch năm %(year)s") % {"year": self.year} if self.year else _("Kế hoạch cả nhiệm kỳ"))

    def parties(self) -> Parties:
        return self.programme.parties()


class AgencyPlan(models.Model):
    """The plan of one agency under an order. `document` is what the reader made of its file; `job` is that reading."""

    order = models.ForeignKey(PlanOrder, on_delete=models.PROTECT, related_name="plans")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="plans", verbose_name=_("cơ quan"))
    reference = models.CharField(_("số, ký hiệu"), max_length=60)
    issued_on = models.DateField(_("ngày ban hành"))
    title = models.CharField(_("trích yếu"), max_length=400, blank=True)
    link = models.URLField(_("liên kết"), blank=True, max_length=500)
    file = models.FileField(_("tệp"), upload_to="plans/%Y/%m", blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    job = models.ForeignKey(IntakeJob, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="agency_plan"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()

    history = HistoricalRecords(excluded_fields=["file"])

    class Meta:
        verbose_name = _("kế hoạch của cơ quan")
        verbose_name_plural = _("kế hoạch của cơ quan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "agency"], name="one_plan_per_agency_and_order"),
            models.CheckConstraint(condition=~Q(reference=""), name="plan_has_a_reference"),
            models.CheckConstraint(condition=Q(issued_on__lte=F("recorded_on")), name="plan_issued_before_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.agency.label})"

    @property
    def programme(self) -> Programme:
        return self.order.programme

    @property
    def secrecy(self) -> int:
        return self.order.programme.secrecy

    def in_time(self) -> bool | None:
        """Tell whether it was issued by the day asked for; None where none was."""
        return None if self.order.due_on is None else self.issued_on <= self.order.due_on

    def parties(self) -> Parties:
        programme = self.order.programme.parties()
        return Parties(
            office=programme.office,
            leads=frozenset({self.agency_id}),
            secrecy=programme.secrecy,
            published=programme.published,
        )


class Coverage(models.Model):
    """That a plan takes up an item or an indicator of the programme: proposed by likeness, settled by a person."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("chờ xác nhận")
        CONFIRMED = "confirmed", _("đã xác nhận")
        REJECTED = "rejected", _("không phải")

    plan = models.ForeignKey(AgencyPlan, on_delete=models.CASCADE, related_name="coverages")
    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, null=True, blank=True, related_name="coverages")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="coverages")
    words = models.TextField(_("theo kế hoạch của cơ quan"))
    path = models.CharField(_("mục"), max_length=120, blank=True)
    due_on = models.DateField(_("hạn theo kế hoạch"), null=True, blank=True)
    score = models.FloatField(_("độ giống"), default=1.0)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("nội dung được cụ thể hóa")
        verbose_name_plural = _("nội dung được cụ thể hóa")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, indicator__isnull=True) | Q(item__isnull=True, indicator__isnull=False),
                name="coverage_of_one_thing",
            ),
            models.UniqueConstraint(fields=["plan", "item"], condition=Q(item__isnull=False), name="item_covered_once"),
            models.UniqueConstraint(
                fields=["plan", "indicator"], condition=Q(indicator__isnull=False), name="indicator_covered_once"
            ),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="coverage_score_is_a_share"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_by__isnull=False, decided_on__isnull=False),
                name="settled_coverage_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:120]

    @property
    def programme(self) -> Programme:
        return self.plan.order.programme

    @property
    def is_later(self) -> bool | None:
        """Tell whether the plan's deadline passes that of the programme; None where either has none."""
        bound: dt.date | None = self.item.due_on if self.item else None
        return None if bound is None or self.due_on is None else self.due_on > bound

    def parties(self) -> Parties:
        return self.plan.parties()
