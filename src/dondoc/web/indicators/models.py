"""How an indicator is measured, the path to its targets, and what was measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.models import Indicator


class Definition(models.Model):
    """The definition sheet of an indicator: where its figures come from, how often, how parts are put together."""

    class Path(models.TextChoices):
        LINEAR = "linear", _("tăng đều từ gốc đến mục tiêu")
        STEPWISE = "stepwise", _("theo bậc: giữ mức cũ đến hạn của mục tiêu")
        TABLE = "table", _("theo bảng từng năm")

    class Aggregation(models.TextChoices):
        NONE = "none", _("không tổng hợp từ đơn vị")
        SUM = "sum", _("tổng")
        MEAN = "mean", _("trung bình")
        WEIGHTED = "weighted", _("trung bình có trọng số")

    class Every(models.TextChoices):
        MONTH = "month", _("tháng")
        QUARTER = "quarter", _("quý")
        HALF_YEAR = "half-year", _("6 tháng")
        YEAR = "year", _("năm")

    indicator = models.OneToOneField(Indicator, on_delete=models.CASCADE, related_name="definition", primary_key=True)
    source = models.CharField(_("nguồn số liệu"), max_length=300, blank=True)
    every = models.CharField(_("kỳ số liệu"), max_length=10, choices=Every, default=Every.YEAR)
    closing_days = models.PositiveSmallIntegerField(
        _("chốt số liệu sau kỳ (ngày)"), default=30, validators=[MaxValueValidator(400)]
    )
    cumulative = models.BooleanField(_("lũy kế"), default=False)
    rank_of = models.PositiveSmallIntegerField(_("xếp hạng trên tổng số"), null=True, blank=True)
    path = models.CharField(_("lộ trình"), max_length=10, choices=Path, default=Path.LINEAR)
    aggregation = models.CharField(_("tổng hợp"), max_length=10, choices=Aggregation, default=Aggregation.NONE)
    parts: models.ManyToManyField[Agency, models.Model] = models.ManyToManyField(
        Agency, blank=True, related_name="+", verbose_name=_("các đơn vị thành phần")
    )
    note = models.TextField(_("cách tính"), blank=True)

    history = HistoricalRecords()

    def may_be(self, value: float, *, of_part: bool = False) -> bool:
        """Tell whether a value can be a figure: a rank is a whole number, and no higher than there are ranks."""
        return self.rank_of is None or of_part or (value == int(value) and 1 <= value <= self.rank_of)

    def __str__(self) -> str:
        return str(self.indicator)

    def parties(self) -> Parties:
        return self.indicator.parties()


@dataclass(frozen=True, slots=True)
class PartOf:
    """What one agency reports of an indicator: its own part is its own business, as the whole is the reporter's."""

    indicator: Indicator
    agency: Agency

    def parties(self) -> Parties:
        whole = self.indicator.parties()
        return replace(whole, leads=whole.leads | ({self.agency.pk} & whole.cooperating))


class PathPoint(models.Model):
    """A value that is to be reached by the end of a year, for a path that goes by a table."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="path_points")
    year = models.PositiveSmallIntegerField(_("năm"))
    value = models.FloatField(_("giá trị"))

    class Meta:
        ordering: ClassVar = ["indicator", "year"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["indicator", "year"], name="path_point_once_a_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"


class Actual(models.Model):
    """What was measured for a period, of the whole or of one agency's part; it counts once it is accepted."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("Chờ chấp nhận")
        ACCEPTED = "accepted", _("Đã chấp nhận")
        RETURNED = "returned", _("Đã trả lại")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="actuals")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="actuals", verbose_name=_("đơn vị")
    )
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    value = models.FloatField(_("giá trị"))
    weight = models.FloatField(_("trọng số"), null=True, blank=True)
    evidence = models.CharField(_("căn cứ"), max_length=500)
    evidence_file = models.FileField(_("tệp căn cứ"), upload_to="indicators/%Y/%m", blank=True)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State, default=State.SUBMITTED)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_on = models.DateField(_("nộp ngày"))
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decision_note = models.TextField(_("ý kiến"), blank=True)

    class Meta:
        ordering: ClassVar = ["indicator", "ends_on", "pk"]
        indexes: ClassVar = [models.Index(fields=["indicator", "state", "ends_on"], name="actual_of_indicator")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="actual_period_ordered"),
            models.CheckConstraint(condition=~Q(evidence=""), name="actual_has_evidence"),
            models.CheckConstraint(condition=Q(weight__isnull=True) | Q(weight__gt=0), name="actual_weight_positive"),
            models.CheckConstraint(
                condition=Q(state="submitted") | Q(decided_on__isnull=False, decided_by__isnull=False),
                name="decided_actual_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(decision_note=""), name="returned_actual_says_why"
            ),
            models.UniqueConstraint(
                fields=["indicator", "ends_on"],
                condition=Q(state__in=["submitted", "accepted"], agency__isnull=True),
                name="one_actual_of_the_whole_per_period",
                violation_error_message=_("Kỳ này đã có số liệu."),
            ),
            models.UniqueConstraint(
                fields=["indicator", "agency", "ends_on"],
                condition=Q(state__in=["submitted", "accepted"], agency__isnull=False),
                name="one_actual_of_a_part_per_period",
                violation_error_message=_("Kỳ này đã có số liệu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value} ({self.ends_on})"

    @property
    def secrecy(self) -> int:
        return self.indicator.secrecy

    @property
    def programme(self) -> object:
        return self.indicator.programme

    def parties(self) -> Parties:
        return self.indicator.parties()
