"""What followed from a correction of the head: the deadlines that count from the day of issue."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import ngettext

from dondoc.web.intake.desk import HEAD
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import Document

NAMED = 5  # items a sentence names


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the deadlines of a draft before an act; none where the act is not about its head."""

    document: Document
    before: dict[int, dt.date | None]

    @classmethod
    def of(cls, document: Document, key: str) -> Days:
        """Keep the days as they are now."""
        drafts = document.items.filter(state=ItemState.DRAFT)
        return cls(document, dict(drafts.values_list("pk", "due_on")) if key == HEAD else {})

    def what_followed(self) -> str:
        """Say which deadlines the act has moved; nothing where it moved none."""
        if not self.before:
            return ""
        now = self.document.items.filter(pk__in=self.before).order_by("number").values_list("pk", "path", "due_on")
        moved = [path or f"#{pk}" for pk, path, day in now if day != self.before[pk]]
        if not moved:
            return ""
        named = ", ".join(moved[:NAMED]) + (", …" if len(moved) > NAMED else "")
        words = ngettext(
            "Hạn của %(n)s nhiệm vụ được tính lại theo ngày ban hành: %(items)s.",
            "Hạn của %(n)s nhiệm vụ được tính lại theo ngày ban hành: %(items)s.",
            len(moved),
        )
        return words % {"n": len(moved), "items": named}
