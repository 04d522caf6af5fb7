"""Where a fact stands in the source: the same columns for every kind of fact."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from dondoc.reading.source import Place, Span


class FromSource(models.Model):
    """A fact read from a document; half-open offsets into its source text. All empty where a person added the fact."""

    source_page = models.PositiveIntegerField(null=True, blank=True)
    source_line_from = models.PositiveIntegerField(null=True, blank=True)
    source_line_to = models.PositiveIntegerField(null=True, blank=True)
    source_start = models.PositiveIntegerField(null=True, blank=True)
    source_end = models.PositiveIntegerField(null=True, blank=True)
    source_quote = models.TextField(blank=True)
    source_boxes = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(source_start__isnull=True) | Q(source_start__lte=F("source_end")),
                name="%(class)s_source_ordered",
            )
        ]

    @property
    def source_span(self) -> Span | None:
        """The stretch of the source text, or None."""
        if self.source_start is None or self.source_end is None:
            return None
        return Span(self.source_start, self.source_end)


def columns_of(place: Place | None) -> dict[str, Any]:
    """Give the columns of `FromSource` for a place of the register."""
    if place is None:
        return {}
    return {
        "source_page": place.page,
        "source_line_from": place.line_from,
        "source_line_to": place.line_to,
        "source_start": place.start,
        "source_end": place.end,
        "source_quote": place.quote,
        "source_boxes": [[box.page, box.x0, box.y0, box.x1, box.y1] for box in place.boxes],
    }
