"""The tables of reviews."""

from __future__ import annotations

from dondoc.web.reviews.models.editions import ReportEdition
from dondoc.web.reviews.models.reviews import Evaluation, Narrative, Review

__all__ = ["Evaluation", "Narrative", "ReportEdition", "Review"]
