"""The fields of what was read, and what people have said of each: confirmed, corrected, or not looked at yet.

A thing that was read (an item, an indicator, a citation, the head of a document) keeps its `field_reviews`: by field
`{"status", "by", "on"}`: what became of it, the institution that stands for it, the day; of a corrected field also
`read`, the words the reader had given. Because they stand in the thing's own row, history and undo hold for them too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.translation import gettext_lazy

from dondoc.web import clock
from dondoc.web.register.choices import ReviewStatus
from dondoc.web.register.models import Citation, Document, Indicator, WorkItem

ReadThing: TypeAlias = WorkItem | Indicator | Citation | Document

# By field the columns that belong to it; a field without columns is kept in rows of its own.
COLUMNS: dict[type, dict[str, tuple[str, ...]]] = {
    WorkItem: {
        "title": ("title",),
        "lead": ("lead_agency", "lead_as_written", "lead_is_class"),
        "cooperating": (),
        "deadline": ("deadline_as_written", "due_from", "due_on", "precision"),
        "recurrence": ("recurrence",),
        "deliverable": ("deliverable",),
        "kind": ("kind",),
        "objective": ("objective",),
        "measures": ("measures",),
    },
    Indicator: {
        "name": ("name",),
        "targets": (),
        "unit": ("unit",),
        "baseline": ("baseline", "baseline_year"),
        "direction": ("direction", "comparator", "target_kind"),
    },
    Citation: {
        "reference": ("reference",),
        "document_type": ("document_type",),
        "issued_on": ("issued_on",),
        "issued_by": ("issued_by",),
        "kind": ("kind",),
    },
    Document: {
        "reference": ("reference",),
        "document_type": ("document_type",),
        "subject": ("subject",),
        "issued_by": ("issued_by",),
        "place_of_issue": ("place_of_issue",),
        "issued_on": ("issued_on",),
        "signatory": ("signatory",),
        "signatory_role": ("signatory_role",),
        "recipients": ("recipients",),
        "secrecy": ("secrecy",),
        "urgency": ("urgency",),
    },
}
LABELS: dict[str, Any] = {
    "title": gettext_lazy("Tên nhiệm vụ"),
    "lead": gettext_lazy("Chủ trì"),
    "cooperating": gettext_lazy("Phối hợp"),
    "deadline": gettext_lazy("Thời hạn"),
    "recurrence": gettext_lazy("Định kỳ"),
    "deliverable": gettext_lazy("Sản phẩm"),
    "kind": gettext_lazy("Loại việc"),
    "objective": gettext_lazy("Mục tiêu"),
    "measures": gettext_lazy("Giải pháp"),
    "name": gettext_lazy("Tên chỉ tiêu"),
    "targets": gettext_lazy("Mức phải đạt"),
    "unit": gettext_lazy("Đơn vị tính"),
    "baseline": gettext_lazy("Gốc so sánh"),
    "direction": gettext_lazy("Chiều"),
    "reference": gettext_lazy("Số, ký hiệu"),
    "document_type": gettext_lazy("Loại văn bản"),
    "subject": gettext_lazy("Trích yếu"),
    "issued_by": gettext_lazy("Cơ quan ban hành"),
    "place_of_issue": gettext_lazy("Nơi ban hành"),
    "issued_on": gettext_lazy("Ngày ban hành"),
    "signatory": gettext_lazy("Người ký"),
    "signatory_role": gettext_lazy("Chức vụ người ký"),
    "recipients": gettext_lazy("Nơi nhận"),
    "secrecy": gettext_lazy("Độ mật"),
    "urgency": gettext_lazy("Độ khẩn"),
}
RELATION = gettext_lazy("Quan hệ")
ONLY_WHERE_THERE = frozenset({"objective", "measures"})  # long texts that most items lack: nothing to confirm
REVIEWED = frozenset({ReviewStatus.CONFIRMED, ReviewStatus.CORRECTED})


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one field, for a page to show."""

    label: str
    status: str
    by: str
    on: dt.date | None
    read: str


def label_of(thing: ReadThing, field: str) -> str:
    """Give the name of a field in the language of the page."""
    return str(RELATION if field == "kind" and isinstance(thing, Citation) else LABELS[field])


def said_of(thing: ReadThing) -> list[Said]:
    """Give what people said of the fields of a thing, in the order of the fields."""
    found = [(name, thing.field_reviews[name]) for name in COLUMNS[type(thing)] if name in thing.field_reviews]
    return [
        Said(
            label=label_of(thing, name),
            status=str(ReviewStatus(said["status"]).label),
            by=said.get("by", ""),
            on=dt.date.fromisoformat(said["on"]) if said.get("on") else None,
            read=said.get("read", ""),
        )
        for name, said in found
    ]


def fields_of(thing: ReadThing) -> tuple[str, ...]:
    """Give the fields of a thing that a person answers for."""
    names = COLUMNS[type(thing)]
    return tuple(name for name in names if name not in ONLY_WHERE_THERE or getattr(thing, name))


def status_of(thing: ReadThing, field: str) -> ReviewStatus:
    """Give what was said of a field; one without a word of its own goes with the thing that was reviewed as a whole."""
    said = thing.field_reviews.get(field)
    if said:
        return ReviewStatus(said["status"])
    whole = ReviewStatus(thing.review_status)
    return ReviewStatus.CONFIRMED if whole in REVIEWED and not thing.field_reviews else ReviewStatus.UNREVIEWED


def waiting_fields(thing: ReadThing) -> tuple[str, ...]:
    """Give the fields nobody has looked at."""
    return tuple(name for name in fields_of(thing) if status_of(thing, name) == ReviewStatus.UNREVIEWED)


def changed_fields(thing: ReadThing, columns: Iterable[str]) -> tuple[str, ...]:
    """Give the fields that some columns belong to."""
    changed = set(columns)
    return tuple(name for name, own in COLUMNS[type(thing)].items() if changed & set(own))


def say(
    thing: ReadThing, fields: Iterable[str], status: ReviewStatus, *, read: Mapping[str, Any] | None = None
) -> None:
    """Write down what a person said of fields, and what follows for the thing; `read` are the words before.

    The thing is reviewed when all its fields are. Saving is left to the caller.
    """
    said = dict(thing.field_reviews)
    if not said and thing.review_status in REVIEWED:
        said = {name: {"status": thing.review_status} for name in fields_of(thing)}
    for name in fields:
        first = said.get(name, {}).get("read", (read or {}).get(name))
        kept = {"read": first} if status == ReviewStatus.CORRECTED and first else {}
        said[name] = {"status": str(status), "by": _institution(thing), "on": clock.real_today().isoformat(), **kept}
    thing.field_reviews = said
    thing.review_status = _whole(thing)


def confirm_waiting(thing: ReadThing) -> None:
    """Say of every field nobody has looked at that it is right as read."""
    say(thing, waiting_fields(thing), ReviewStatus.CONFIRMED)


def words_of(thing: ReadThing, field: str) -> str:
    """Give what a field says now, in the words of the document where it has them."""
    if isinstance(thing, WorkItem) and field == "lead":
        return thing.lead_as_written or (thing.lead_agency.name if thing.lead_agency else "")
    if isinstance(thing, WorkItem) and field == "cooperating":
        return "; ".join(one.as_written for one in thing.cooperations.all())
    if isinstance(thing, Indicator) and field == "targets":
        return "; ".join(one.as_written for one in thing.targets.all())
    value = getattr(thing, COLUMNS[type(thing)][field][0])
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _whole(thing: ReadThing) -> ReviewStatus:
    statuses = {status_of(thing, name) for name in fields_of(thing)}
    if ReviewStatus.UNREVIEWED in statuses:
        return ReviewStatus.UNREVIEWED
    return ReviewStatus.CORRECTED if ReviewStatus.CORRECTED in statuses else ReviewStatus.CONFIRMED


def _institution(thing: ReadThing) -> str:
    document = thing if isinstance(thing, Document) else thing.document
    return document.held_by.name if document is not None and document.held_by else ""
