"""The tables of the register."""

from __future__ import annotations

from dondoc.web.register.models.documents import (
    Citation,
    Document,
    DocumentRelation,
    DocumentSignature,
    DocumentText,
    Finding,
    Provision,
)
from dondoc.web.register.models.indicators import Indicator, Target
from dondoc.web.register.models.items import Completion, Cooperation, Deadline, DeadlineChange, WorkItem
from dondoc.web.register.models.programmes import Programme

__all__ = [
    "Citation",
    "Completion",
    "Cooperation",
    "Deadline",
    "DeadlineChange",
    "Document",
    "DocumentRelation",
    "DocumentSignature",
    "DocumentText",
    "Finding",
    "Indicator",
    "Programme",
    "Provision",
    "Target",
    "WorkItem",
]
