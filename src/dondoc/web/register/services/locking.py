"""Two people at once never overwrite each other silently: who writes names the version he saw."""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import get_language

from dondoc.web.register.models import WorkItem


class StaleVersion(Exception):
    """Somebody else changed the item in between; `current` is the item as it is now."""

    def __init__(self, current: WorkItem) -> None:
        self.current = current
        change = current.history.select_related("history_user").first()
        who = change.history_user.name if change and change.history_user else ""
        self.sentence_vi = f"Nhiệm vụ vừa được {who or 'người khác'} sửa; hãy xem lại nội dung mới rồi sửa tiếp."
        self.sentence_en = f"{who or 'Somebody else'} has just changed this item; look at it again before you go on."
        super().__init__(self.sentence_en)

    @property
    def sentence(self) -> str:
        """The sentence in the language of the page."""
        return self.sentence_en if get_language() == "en" else self.sentence_vi


def claim(item: WorkItem, version: int) -> WorkItem:
    """Take the item for writing, inside a transaction: give it fresh, with its next version.

    A conditional UPDATE decides between two writers on every database; the later one gets `StaleVersion`.
    """
    taken = WorkItem.objects.filter(pk=item.pk, version=version).update(version=F("version") + 1)
    current = WorkItem.objects.select_related("programme", "document", "lead_agency").get(pk=item.pk)
    if taken != 1:
        raise StaleVersion(current)
    return current
