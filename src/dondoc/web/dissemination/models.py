"""Dissemination: the sessions at which a programme is studied, and how many of each agency came."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.models import Programme, WorkItem


class DisseminationSession(models.Model):
    """One session. It counts people by agency and names nobody."""

    class Form(models.TextChoices):
        MEETING = "meeting", _("trực tiếp")
        ONLINE = "online", _("trực tuyến")
        BOTH = "both", _("trực tiếp kết hợp trực tuyến")

    class State(models.TextChoices):
        PLANNED = "planned", _("Theo kế hoạch")
        HELD = "held", _("Đã tổ chức")
        CANCELLED = "cancelled", _("Không tổ chức")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="sessions")
    item = models.ForeignKey(
        WorkItem, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("nhiệm vụ")
    )
    organiser = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("cơ quan tổ chức")
    )
    title = models.CharField(_("nội dung"), max_length=300)
    audience = models.CharField(_("đối tượng"), max_length=300)
    form = models.CharField(_("hình thức"), max_length=8, choices=Form, default=Form.MEETING)
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    materials = models.TextField(_("tài liệu"), blank=True)
    material_file = models.FileField(_("tệp tài liệu"), upload_to="dissemination/%Y/%m", blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    note = models.TextField(_("ghi chú"), blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()

    history = HistoricalRecords(excluded_fields=["material_file"])

    class Meta:
        verbose_name = _("hội nghị quán triệt")
        verbose_name_plural = _("hội nghị quán triệt")
        ordering: ClassVar = ["starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="session_period_ordered"),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(note=""), name="cancelled_session_says_why"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def secrecy(self) -> int:
        return self.programme.secrecy

    def parties(self) -> Parties:
        programme = self.programme.parties()
        return Parties(
            office=programme.office,
            leads=frozenset({self.organiser_id}),
            secrecy=programme.secrecy,
            published=programme.published,
        )


class Attendance(models.Model):
    """How many of an agency were called to a session, and how many came; None is unknown, not nobody."""

    session = models.ForeignKey(DisseminationSession, on_delete=models.CASCADE, related_name="attendances")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("cơ quan"))
    called = models.PositiveIntegerField(_("triệu tập"), null=True, blank=True)
    came = models.PositiveIntegerField(_("có mặt"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "agency"], name="attendance_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency.label}: {self.came}"

    @property
    def programme(self) -> Programme:
        return self.session.programme

    def parties(self) -> Parties:
        return self.session.parties()
