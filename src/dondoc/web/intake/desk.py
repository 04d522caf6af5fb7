"""What the review desk shows: the head, items, indicators and citations of a draft, the one open, how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.reading.extract.ledger import LEFT_OVER
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.field_reviews import ReadThing, fields_of, waiting_fields
from dondoc.web.register.models import Citation, Document, Indicator, WorkItem

SURE = 0.9  # readings below are marked as doubtful
LEFT_ASIDE = frozenset({ItemState.DISMISSED, ItemState.MERGED})
HEAD, ITEM, INDICATOR, CITATION = "head", "item", "indicator", "citation"
KINDS: dict[type, str] = {Document: HEAD, WorkItem: ITEM, Indicator: INDICATOR, Citation: CITATION}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the draft on the desk."""

    thing: ReadThing
    is_open: bool = False
    doubted: bool = False

    @property
    def kind(self) -> str:
        return KINDS[type(self.thing)]

    @property
    def key(self) -> str:
        """The name of the entry in addresses: "head", "12" (an item), "indicator-5", "citation-7"."""
        return key_of(self.thing)

    @property
    def title(self) -> str:
        thing = self.thing
        if isinstance(thing, Document):
            return _("Phần đầu văn bản: %(document)s") % {"document": thing}
        if isinstance(thing, Citation):
            return f"{thing.get_document_type_display()} {thing.reference}".strip()
        return thing.name if isinstance(thing, Indicator) else thing.title

    @property
    def path(self) -> str:
        return "" if isinstance(self.thing, Document) else self.thing.path

    @property
    def shape(self) -> str:
        """The mark: done, doubtful, or not looked at."""
        if self.is_aside:
            return "unknown"
        if self.thing.review_status != ReviewStatus.UNREVIEWED:
            return "done"
        return "soon" if self.doubted or is_doubtful(self.thing) else "open"

    @property
    def words(self) -> str:
        """The words for the mark."""
        aside = isinstance(self.thing, WorkItem) and self.is_aside
        shown = self.thing.get_state_display() if aside else self.thing.get_review_status_display()  # type: ignore[union-attr]
        return str(shown)

    @property
    def is_aside(self) -> bool:
        if isinstance(self.thing, WorkItem):
            return self.thing.state in LEFT_ASIDE
        return self.thing.review_status == ReviewStatus.DISMISSED

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still has to look at it."""
        optional = isinstance(self.thing, WorkItem) and self.thing.optional
        return not self.is_aside and not optional and self.thing.review_status == ReviewStatus.UNREVIEWED

    @property
    def address(self) -> str:
        return desk_address(document_of(self.thing), self.key)

    def act(self, name: str) -> str:
        """Give the address of an act: confirm, take, edit, dismiss, undo."""
        document = document_of(self.thing)
        if isinstance(self.thing, WorkItem):
            return reverse(f"intake:{name}", args=[document, self.thing.pk])
        return reverse(f"intake:entry_{name}", args=[document, self.key])

    @property
    def acts(self) -> dict[str, str]:
        """The addresses of all acts that every entry knows."""
        return {name: self.act(name) for name in ("confirm", "take", "edit", "dismiss", "undo")}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review is: in items, in other entries, in single fields. Headings nobody asked for do not count."""

    items: int
    items_done: int
    others: int
    others_done: int
    fields: int
    fields_done: int

    @property
    def left(self) -> int:
        """How many entries nobody has looked at."""
        return self.items - self.items_done + self.others - self.others_done


@dataclass(frozen=True, slots=True)
class CoverageBar:
    """How many paragraphs of the text the register accounts for."""

    paragraphs: int
    left: int

    @property
    def accounted(self) -> int:
        return self.paragraphs - self.left


def key_of(thing: ReadThing) -> str:
    """Give the name of a thing in the addresses of the desk."""
    kind = KINDS[type(thing)]
    return {HEAD: HEAD, ITEM: str(thing.pk)}.get(kind, f"{kind}-{thing.pk}")


def document_of(thing: ReadThing) -> int:
    """Give the number of the document that a thing belongs to."""
    return thing.pk if isinstance(thing, Document) else thing.document_id or 0


def is_doubtful(thing: ReadThing) -> bool:
    """Tell whether a person has to look closely: the reader was not sure, kept other readings, or found nothing."""
    if isinstance(thing, WorkItem):
        unsure = thing.confidence < SURE or bool(thing.deadline_alternatives or thing.alternative_leads)
        return unsure or (thing.lead_agency_id is None and not thing.lead_is_class)
    if isinstance(thing, Document):
        return not (thing.reference and thing.issued_on and thing.issued_by and thing.signatory)
    return thing.confidence < SURE if isinstance(thing, Indicator) else thing.issued_on is None


def coverage_of(document: Document) -> CoverageBar:
    """Read the ledger of a document."""
    by_role = document.coverage.get("by_role", {})
    return CoverageBar(int(document.coverage.get("paragraphs", 0)), int(by_role.get(LEFT_OVER, 0)))


def entries_of(document: Document, asked: str = "") -> list[Entry]:
    """Give the entries of a draft: its head, its items as the document runs (also those set aside), then the rest.

    Open is the one asked for, else the first that nobody has looked at, else the first.
    """
    things = [Entry(thing) for thing in _things(document)]
    chosen = next((one for one in things if one.key == asked), None)
    chosen = chosen or next((one for one in things if one.is_waiting), things[0])
    return [Entry(one.thing, is_open=one is chosen) for one in things]


def _things(document: Document) -> Iterable[ReadThing]:
    yield document
    yield from draft_items(document)
    for indicator in document.indicators.prefetch_related("targets").in_order():
        indicator.document = document
        yield indicator
    for citation in document.citations.order_by("source_start", "pk"):
        citation.document = document
        yield citation


def draft_items(document: Document) -> list[WorkItem]:
    """Give the items of a draft as the document runs, also those set aside."""
    rows = document.items.select_related("lead_agency", "programme", "merged_into", "provision")
    items = list(
        rows.defer("provision__text", "provision__source_quote").prefetch_related("cooperations__agency").in_order()
    )
    for item in items:
        item.document = document
    return items


def progress_of(entries: Sequence[Entry]) -> Progress:
    """Count what has been looked at."""
    counted = [one for one in entries if not one.is_aside and (one.is_waiting or not _is_waiting_heading(one))]
    items = [one for one in counted if one.kind == ITEM]
    others = [one for one in counted if one.kind != ITEM]
    fields = sum(len(fields_of(one.thing)) for one in counted)
    waiting = sum(len(waiting_fields(one.thing)) for one in counted)
    return Progress(len(items), _done(items), len(others), _done(others), fields, fields - waiting)


def next_waiting(document: Document, after: str) -> str:
    """Give the next entry to look at after one, going round; that one itself where none is left."""
    entries = entries_of(document)
    at = next((place for place, one in enumerate(entries) if one.key == after), 0)
    turned = [*entries[at + 1 :], *entries[:at]]
    return next((one.key for one in turned if one.is_waiting), after)


def neighbours(entries: Sequence[Entry]) -> dict[str, Entry | None]:
    """Give the entries before and after the open one."""
    at = next(place for place, one in enumerate(entries) if one.is_open)
    return {
        "previous": entries[at - 1] if at else None,
        "next": entries[at + 1] if at + 1 < len(entries) else None,
    }


def desk_address(document: int, key: str = "", *, edit: str = "") -> str:
    """Give the address of the desk with an entry open, perhaps for correcting it (`edit`: "1", or one field)."""
    address = reverse("intake:desk", args=[document])
    if not key:
        return address
    return f"{address}?item={key}{f'&edit={edit}' if edit else ''}"


def _is_waiting_heading(entry: Entry) -> bool:
    thing = entry.thing
    return isinstance(thing, WorkItem) and thing.optional and thing.review_status == ReviewStatus.UNREVIEWED


def _done(entries: Sequence[Entry]) -> int:
    return sum(one.thing.review_status != ReviewStatus.UNREVIEWED for one in entries)
