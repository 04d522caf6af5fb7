"""What the review desk shows: the candidates as the document runs, the one that is open, how far the review is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from dondoc.reading.extract.ledger import LEFT_OVER
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.models import Document, WorkItem

SURE = 0.9  # readings below are marked as doubtful
LEFT_ASIDE = frozenset({ItemState.DISMISSED, ItemState.MERGED})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One draft item on the desk."""

    item: WorkItem
    is_open: bool

    @property
    def shape(self) -> str:
        """The mark: done, doubtful, or not looked at."""
        if self.item.state in LEFT_ASIDE:
            return "unknown"
        if self.item.review_status != ReviewStatus.UNREVIEWED:
            return "done"
        return "soon" if is_doubtful(self.item) else "open"

    @property
    def words(self) -> str:
        """The words for the mark."""
        item = self.item
        shown = item.get_state_display() if item.state in LEFT_ASIDE else item.get_review_status_display()
        return str(shown)

    @property
    def is_aside(self) -> bool:
        return self.item.state in LEFT_ASIDE


@dataclass(frozen=True, slots=True)
class CoverageBar:
    """How many paragraphs of the text the register accounts for."""

    paragraphs: int
    left: int

    @property
    def accounted(self) -> int:
        return self.paragraphs - self.left


def is_doubtful(item: WorkItem) -> bool:
    """Tell whether a person has to look closely: the reader was not sure, or kept other readings, or found no lead."""
    unsure = item.confidence < SURE or bool(item.deadline_alternatives or item.alternative_leads)
    return unsure or (item.lead_agency_id is None and not item.lead_is_class)


def coverage_of(document: Document) -> CoverageBar:
    """Read the ledger of a document."""
    by_role = document.coverage.get("by_role", {})
    return CoverageBar(int(document.coverage.get("paragraphs", 0)), int(by_role.get(LEFT_OVER, 0)))


def draft_items(document: Document) -> list[WorkItem]:
    """Give the items of a draft as the document runs, also those set aside."""
    rows = document.items.select_related("lead_agency", "document", "programme", "merged_into")
    return list(rows.prefetch_related("cooperations__agency").in_order())


def opened_item(items: Sequence[WorkItem], asked: str) -> WorkItem | None:
    """Give the item that is asked for, else the first that nobody has looked at, else the first."""
    chosen = next((item for item in items if str(item.pk) == asked), None)
    return chosen or next((item for item in items if is_waiting(item)), items[0] if items else None)


def is_waiting(item: WorkItem) -> bool:
    """Tell whether an item still has to be looked at."""
    return item.state == ItemState.DRAFT and item.review_status == ReviewStatus.UNREVIEWED and not item.optional


def next_waiting(document: Document, after: WorkItem) -> int:
    """Give the next item to look at after one, going round; the item itself where none is left."""
    items = draft_items(document)
    at = next((place for place, item in enumerate(items) if item.pk == after.pk), 0)
    turned = [*items[at + 1 :], *items[:at]]
    return next((item.pk for item in turned if is_waiting(item)), after.pk)


def neighbours(items: Sequence[WorkItem], item: WorkItem | None) -> dict[str, int | None]:
    """Give the numbers of the items before and after one."""
    if item is None:
        return {"previous": None, "next": None}
    numbers = [one.pk for one in items]
    at = numbers.index(item.pk)
    return {"previous": numbers[at - 1] if at else None, "next": numbers[at + 1] if at + 1 < len(items) else None}


def desk_address(document: int, item: int | None = None, *, edit: bool = False) -> str:
    """Give the address of the desk with an item open, perhaps for correcting."""
    address = reverse("intake:desk", args=[document])
    if item is None:
        return address
    return f"{address}?item={item}{'&edit=1' if edit else ''}"
