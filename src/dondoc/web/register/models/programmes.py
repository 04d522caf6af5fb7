"""A programme: a document under follow-up, with its office and its rules."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from simple_history.models import HistoricalRecords

from dondoc.web.organisations.models import Agency
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.choices import Secrecy, named_by_type
from dondoc.web.register.models.documents import Document
from dondoc.web.register.querysets import ProgrammeQuerySet
from dondoc.web.register.rules import Rules, validate_rules


class Programme(models.Model):
    """A document under follow-up. `simulated` programmes are demonstrations and every page says so."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Đang chuẩn bị")
        RUNNING = "running", _("Đang thực hiện")
        CLOSED = "closed", _("Đã tổng kết")
        SUPERSEDED = "superseded", _("Đã được thay thế")

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="followed_as")
    title = models.CharField(_("tên"), max_length=500)
    short_title = models.CharField(_("tên ngắn"), max_length=120, blank=True)
    office = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("văn phòng theo dõi")
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"), null=True, blank=True)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    secrecy = models.PositiveSmallIntegerField(_("độ mật"), choices=Secrecy, default=Secrecy.INTERNAL)
    due_soon_days = models.PositiveSmallIntegerField(_("sắp đến hạn (ngày làm việc)"), default=3)
    due_soon_days_urgent = models.PositiveSmallIntegerField(_("sắp đến hạn, việc khẩn"), default=5)
    rules = models.JSONField(_("quy tắc"), default=dict, blank=True, validators=[validate_rules])
    simulated = models.BooleanField(_("dữ liệu mô phỏng"), default=False)
    published_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()
    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("chương trình")
        verbose_name_plural = _("chương trình")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")), name="programme_period_ordered"
            ),
            models.CheckConstraint(condition=~Q(supersedes=F("id")), name="programme_not_over_itself"),
            models.CheckConstraint(
                condition=Q(due_soon_days__lte=10, due_soon_days_urgent__lte=10), name="programme_due_soon_within_ten"
            ),
        ]

    def __str__(self) -> str:
        return named_by_type(self.short_title or self.title)

    def named(self, language: str) -> str:
        """Give the name in a language, whichever the page has: for what is written down and for letters."""
        with override(language):
            return str(self)

    @property
    def rule_set(self) -> Rules:
        """The rules in force."""
        return Rules.from_json(self.rules)

    def parties(self) -> Parties:
        published = self.status != self.Status.DRAFT
        return Parties(
            office=self.office_id, secrecy=self.secrecy, published=published, public=published and self.secrecy == 0
        )
