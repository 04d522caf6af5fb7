"""A review: what it covers, what people write in it, and how items and agencies are judged."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.choices import Secrecy
from dondoc.web.register.models import Programme, WorkItem
from dondoc.web.reviews.choices import Grade, ReviewKind, Section


class Review(models.Model):
    """A review of a programme as of a day. Items more secret than the review do not enter it."""

    class Form(models.TextChoices):
        PARTY = "party", _("Thể thức văn bản của Đảng")
        STATE = "state", _("Thể thức văn bản hành chính nhà nước")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(_("loại"), max_length=12, choices=ReviewKind)
    covers_from = models.DateField(_("từ ngày"))
    as_of = models.DateField(_("tính đến hết ngày"))
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="following", verbose_name=_("kỳ trước")
    )
    secrecy = models.PositiveSmallIntegerField(_("độ mật"), choices=Secrecy, default=Secrecy.INTERNAL)
    form = models.CharField(_("thể thức"), max_length=5, choices=Form, default=Form.PARTY)
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=30, default="BC/VPTU")
    subject = models.CharField(_("trích yếu"), max_length=400)
    place = models.CharField(_("nơi ban hành"), max_length=60, blank=True)
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    signatory = models.CharField(_("người ký"), max_length=150, blank=True)
    signatory_role = models.CharField(_("quyền hạn, chức vụ người ký"), max_length=150, blank=True)
    recipients = models.JSONField(_("nơi nhận"), default=list, blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["-as_of", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(covers_from__lte=F("as_of")), name="review_period_ordered"),
            models.CheckConstraint(condition=~Q(previous=F("id")), name="review_not_its_own_previous"),
            models.UniqueConstraint(fields=["programme", "kind", "as_of"], name="review_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"

    def parties(self) -> Parties:
        programme = self.programme.parties()
        return Parties(
            office=programme.office, secrecy=max(self.secrecy, programme.secrecy), published=programme.published
        )


class Narrative(models.Model):
    """What is written in one part of a review: by the office itself, or collected from an agency and edited."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="narratives")
    section = models.CharField(_("phần"), max_length=12, choices=Section)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("nội dung"))
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["review", "section"], condition=Q(agency__isnull=True), name="office_narrative_once_per_part"
            ),
            models.UniqueConstraint(
                fields=["review", "section", "agency"],
                condition=Q(agency__isnull=False),
                name="agency_narrative_once_per_part",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def parties(self) -> Parties:
        return self.review.parties()


class Evaluation(models.Model):
    """A judgement that differs from what the rule gives, of an item or of an agency's part; never without evidence."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="evaluations")
    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, null=True, blank=True, related_name="evaluations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="evaluations")
    grade = models.CharField(_("đánh giá"), max_length=8, choices=Grade)
    evidence = models.TextField(_("căn cứ"))
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, agency__isnull=True) | Q(item__isnull=True, agency__isnull=False),
                name="evaluation_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="evaluation_has_evidence"),
            models.UniqueConstraint(
                fields=["review", "item"], condition=Q(item__isnull=False), name="item_evaluated_once"
            ),
            models.UniqueConstraint(
                fields=["review", "agency"], condition=Q(agency__isnull=False), name="agency_evaluated_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_grade_display()}: {self.evidence[:80]}"

    def parties(self) -> Parties:
        return self.review.parties()
