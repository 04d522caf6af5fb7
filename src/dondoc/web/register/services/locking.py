"""Two people at once never overwrite each other silently: who writes names the version he saw, or holds the row."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import F, Model
from django.utils.translation import get_language

from dondoc.web.register.models import Citation, Document, Indicator, WorkItem

Thing = TypeVar("Thing", bound=WorkItem | Indicator | Citation | Document)
Row = TypeVar("Row", bound=Model)
# What comes along with a fresh row, and what the thing is called in a sentence.
RELATED: dict[type, tuple[str, ...]] = {
    WorkItem: ("programme__document", "document__held_by", "lead_agency"),
    Indicator: ("programme", "document__held_by"),
    Citation: ("document__held_by", "cited"),
    Document: ("held_by",),
}
NAMES: dict[type, tuple[str, str]] = {
    WorkItem: ("Nhiệm vụ", "item"),
    Indicator: ("Chỉ tiêu", "indicator"),
    Citation: ("Dẫn chiếu", "citation"),
    Document: ("Phần đầu văn bản", "head of the document"),
}


class StaleVersion(Exception):
    """Somebody else changed the thing in between; `current` is the thing as it is now."""

    def __init__(self, current: Any) -> None:
        self.current = current
        change = current.history.select_related("history_user").first()
        who = change.history_user.name if change and change.history_user else ""
        vi, en = NAMES[type(current)]
        self.sentence_vi = f"{vi} vừa được {who or 'người khác'} sửa; hãy xem lại nội dung mới rồi sửa tiếp."
        self.sentence_en = f"{who or 'Somebody else'} has just changed this {en}; look at it again before you go on."
        super().__init__(self.sentence_en)

    @property
    def sentence(self) -> str:
        """The sentence in the language of the page."""
        return self.sentence_en if get_language() == "en" else self.sentence_vi


def claim(thing: Thing, version: int) -> Thing:
    """Take a thing for writing, inside a transaction: give it fresh, with its next version.

    A conditional UPDATE decides between two writers on every database; the later one gets `StaleVersion`.
    """
    rows = type(thing)._default_manager
    taken = rows.filter(pk=thing.pk, version=version).update(version=F("version") + 1)
    current: Any = rows.select_related(*RELATED[type(thing)]).get(pk=thing.pk)
    if taken != 1:
        raise StaleVersion(current)
    return current  # type: ignore[no-any-return]


def hold(row: Row) -> Row:
    """Keep a row for oneself until the transaction ends, and bring it up to date.

    Who acts on it at the same moment waits here, and then sees what was done; so an act first holds what it is about
    and then checks whether it may be done. A whole is held before its parts: two acts never wait for each other.
    """
    now = type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)
    for field in row._meta.concrete_fields:
        setattr(row, field.attname, getattr(now, field.attname))
    return row


def hold_with_parent(item: WorkItem) -> WorkItem:
    """Hold an item and the item above it, whose deadline limits its own."""
    if item.parent is not None:
        hold(item.parent)
    return hold(item)
