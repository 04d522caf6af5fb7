"""The frozen figures of a review."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.web.organisations.models import User
from dondoc.web.organisations.parties import Parties
from dondoc.web.reviews.models.reviews import Review


class ReportEdition(models.Model):
    """The figures and words of a review as they were when it was frozen; every figure is a list of the rows behind it.

    Never changed: what is corrected later makes a new edition, which says why and what changed.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("bản số"))
    figures = models.JSONField()
    changes = models.JSONField(default=list, blank=True)
    why = models.TextField(_("lý do lập bản mới"), blank=True)
    frozen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(_("chốt lúc"))

    class Meta:
        ordering: ClassVar = ["review", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "number"], name="edition_numbered_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(why=""), name="later_edition_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.review} ({self.number})"

    @property
    def secrecy(self) -> int:
        return self.review.secrecy

    def parties(self) -> Parties:
        return self.review.parties()
