"""Indicators that a directive sets, and the values to be reached."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dondoc.web.organisations.models import Agency
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.choices import Comparator, ReviewStatus, Secrecy
from dondoc.web.register.models.documents import Document, Provision
from dondoc.web.register.models.items import WorkItem
from dondoc.web.register.models.programmes import Programme
from dondoc.web.register.models.provenance import FromSource
from dondoc.web.register.querysets import IndicatorQuerySet


class Indicator(FromSource):
    """A measurable target of a directive."""

    class Direction(models.TextChoices):
        UP = "up", _("càng cao càng tốt")
        DOWN = "down", _("càng thấp càng tốt")
        NONE = "none", _("không có chiều")

    class TargetKind(models.TextChoices):
        LEVEL = "level", _("mức")
        CHANGE = "change", _("mức tăng, giảm")
        RANK = "rank", _("thứ hạng")
        RATIO = "ratio", _("tỷ lệ")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators")
    provision = models.ForeignKey(
        Provision, on_delete=models.SET_NULL, null=True, blank=True, related_name="indicators"
    )
    item = models.ForeignKey(WorkItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="indicators")
    reported_by = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators")
    number = models.PositiveIntegerField()
    path = models.CharField(_("mục"), max_length=120, blank=True)
    path_key = models.CharField(max_length=300, blank=True, editable=False)
    name = models.TextField(_("chỉ tiêu"))
    search = models.TextField(editable=False, default="")
    unit = models.CharField(_("đơn vị"), max_length=60, blank=True)
    direction = models.CharField(_("chiều"), max_length=5, choices=Direction, default=Direction.UP)
    target_kind = models.CharField(max_length=10, choices=TargetKind, default=TargetKind.LEVEL)
    comparator = models.CharField(max_length=10, choices=Comparator, default=Comparator.AT_LEAST)
    baseline = models.FloatField(_("gốc so sánh"), null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(_("năm gốc"), null=True, blank=True)
    secrecy = models.PositiveSmallIntegerField(_("độ mật"), choices=Secrecy, default=Secrecy.INTERNAL)
    confidence = models.FloatField(default=1.0)
    review_status = models.CharField(max_length=12, choices=ReviewStatus, default=ReviewStatus.UNREVIEWED)
    field_reviews = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords(excluded_fields=["search", "source_boxes"])
    objects = IndicatorQuerySet.as_manager()

    class Meta(FromSource.Meta):
        verbose_name = _("chỉ tiêu")
        verbose_name_plural = _("chỉ tiêu")
        constraints: ClassVar = [
            *FromSource.Meta.constraints,
            models.CheckConstraint(
                condition=Q(document__isnull=False) | Q(programme__isnull=False), name="indicator_belongs_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return self.name[:200]

    def parties(self) -> Parties:
        programme = self.programme
        held_by = self.document.held_by_id if self.document else None
        return Parties(
            office=programme.office_id if programme else held_by,
            leads=frozenset({self.reported_by_id} if self.reported_by_id else ()),
            cooperating=self._parts(),
            secrecy=self.secrecy,
            published=programme is not None and programme.parties().published,
            public=programme is not None and programme.parties().public and self.secrecy == 0,
        )

    def _parts(self) -> frozenset[int]:
        """Name the agencies that report parts of it, where its definition sheet names any."""
        sheet = getattr(self, "definition", None)
        return frozenset(one.pk for one in sheet.parts.all()) if sheet is not None else frozenset()


class Target(models.Model):
    """A value, or a range, to be reached by the end of a year; without a year: every year."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    value = models.FloatField(_("giá trị"), null=True, blank=True)
    value_high = models.FloatField(_("đến"), null=True, blank=True)
    by = models.PositiveSmallIntegerField(_("đến năm"), null=True, blank=True)
    as_written = models.CharField(_("theo văn bản"), max_length=300)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["indicator", "by"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(value_high__isnull=True) | Q(value__lte=F("value_high")), name="target_range_ordered"
            ),
            models.UniqueConstraint("indicator", Coalesce("by", 0), "as_written", name="target_once"),
        ]

    def __str__(self) -> str:
        return self.as_written
