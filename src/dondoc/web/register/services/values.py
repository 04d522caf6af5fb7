"""From the values of the reading core to the columns of the tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.reading.register import Citation as ReadCitation
from dondoc.reading.register import Deadline as ReadDeadline
from dondoc.reading.register import Indicator as ReadIndicator
from dondoc.reading.register import Item, ProvisionRow
from dondoc.reading.repair import RepairedText
from dondoc.reading.source import Place, SourceText
from dondoc.web.register.choices import Deliverable, DocumentType, ItemKind, Precision
from dondoc.web.register.models.provenance import columns_of
from dondoc.web.text import folded, path_key


def item_columns(item: Item) -> dict[str, Any]:
    """Give the columns of a work item, without its agencies."""
    return {
        "path": item.path[:120],
        "path_key": path_key(item.path)[:300],
        "title": item.title,
        "search": search_text(item.title, item.path, item.lead_agency or ""),
        "kind": known(ItemKind, item.kind, ItemKind.DELIVERABLE),
        "deliverable": known(Deliverable, item.deliverable, Deliverable.TASK),
        "optional": item.optional,
        "lead_as_written": (item.lead_agency or "")[:500],
        "lead_is_class": item.lead_is_class,
        "alternative_leads": list(item.alt_leads),
        "objective": item.objective or "",
        "measures": item.measures or "",
        "recurrence": (item.recurrence or "")[:60],
        "confidence": min(1.0, max(0.0, item.confidence)),
        "fact_sources": fact_sources(item),
        **deadline_columns(item.deadline),
        **columns_of(item.source),
    }


def deadline_columns(deadline: ReadDeadline | None) -> dict[str, Any]:
    """Give the columns of a deadline; a period whose ends are in the wrong order keeps its words and loses its days."""
    if deadline is None:
        return {}
    ordered = not (deadline.due_from and deadline.due_on and deadline.due_from > deadline.due_on)
    return {
        "deadline_as_written": deadline.as_written[:300],
        "due_from": deadline.due_from if ordered else None,
        "due_on": deadline.due_on if ordered else None,
        "precision": known(Precision, deadline.precision, Precision.DAY),
        "deadline_alternatives": [
            {
                "as_written": other.as_written,
                "from": iso(other.due_from),
                "to": iso(other.due_on),
                "probability": other.probability,
            }
            for other in deadline.alternatives
        ],
    }


def indicator_columns(indicator: ReadIndicator) -> dict[str, Any]:
    """Give the columns of an indicator, without its targets."""
    return {
        "path": indicator.path[:120],
        "path_key": path_key(indicator.path)[:300],
        "name": indicator.name,
        "search": search_text(indicator.name, indicator.path),
        "unit": (indicator.unit or "")[:60],
        "direction": indicator.direction,
        "target_kind": indicator.target_kind,
        "comparator": {"yoy": "yoy>"}.get(indicator.comparator, indicator.comparator),
        "baseline": indicator.baseline,
        "baseline_year": indicator.baseline_year,
        "confidence": min(1.0, max(0.0, indicator.confidence)),
        **columns_of(indicator.source),
    }


def citation_columns(citation: ReadCitation) -> dict[str, Any]:
    """Give the columns of a citation."""
    return {
        "path": citation.path[:120],
        "reference": citation.reference[:60],
        "document_type": known(DocumentType, citation.document_type or "", "") if citation.document_type else "",
        "subject": citation.subject or "",
        "issued_on": citation.issued_on,
        "issued_by": (citation.issued_by or "")[:300],
        "kind": citation.kind,
        **columns_of(citation.source),
    }


def provision_columns(row: ProvisionRow) -> dict[str, Any]:
    """Give the columns of a provision, without its parent."""
    return {
        "address": row.address[:120],
        "label": row.label[:40],
        "kind": row.kind[:20],
        "role": row.role[:20],
        "heading": row.heading or "",
        "text": row.text,
        **columns_of(row.source),
    }


def text_columns(source: SourceText, repaired: RepairedText | None) -> dict[str, Any]:
    """Give the columns of a document's text; without a repair the text is shown as it came."""
    edits = repaired.offsets.edits if repaired else ()
    return {
        "source": source.text,
        "repaired": repaired.text if repaired else source.text,
        "offsets": [[one.before.start, one.before.end, one.after.start, one.after.end] for one in edits],
        "changes": [change_value(one) for one in repaired.changes] if repaired else [],
        "pages": [[p.number, p.span.start, p.span.end, p.choice, p.width, p.height] for p in source.pages],
        "lines": [[line.number, line.page, line.span.start, line.span.end] for line in source.lines],
        "words": [
            [w.span.start, w.span.end, w.box.page, w.box.x0, w.box.y0, w.box.x1, w.box.y1, w.confidence]
            for w in source.words
        ],
    }


def change_value(change: Any) -> dict[str, Any]:
    """Give one changed or doubtful word as it is stored: only what differs or is in doubt is worth showing."""
    return {
        "span": [change.span.start, change.span.end],
        "source": [change.source.start, change.source.end],
        "seen": change.seen,
        "meant": change.meant,
        "confidence": round(change.confidence, 4),
        "alternatives": [[other.text, round(other.probability, 4)] for other in change.alternatives],
    }


def fact_sources(item: Item) -> dict[str, Any]:
    """Give the places of single facts of an item, by the name of the field."""
    places = {"lead_agency": item.lead_source, "deadline": item.deadline.source if item.deadline else None}
    return {name: place_value(place) for name, place in places.items() if place is not None}


def place_value(place: Place) -> dict[str, Any]:
    """Give a place in the form of the register."""
    return {
        "page": place.page,
        "line_from": place.line_from,
        "line_to": place.line_to,
        "start": place.start,
        "end": place.end,
        "quote": place.quote,
        "boxes": [[box.page, box.x0, box.y0, box.x1, box.y1] for box in place.boxes],
    }


def search_text(*parts: str) -> str:
    """Give the column that searching goes by."""
    return folded(" ".join(part for part in parts if part))


def known(choices: Any, value: str, otherwise: str) -> str:
    """Give the value if it is one of the choices."""
    return value if value in choices.values else str(otherwise)


def iso(day: dt.date | None) -> str | None:
    """Give a day in ISO form, or None."""
    return day.isoformat() if day else None


def day_of(text: str | None) -> dt.date | None:
    """Read a day in ISO form, or none."""
    return dt.date.fromisoformat(text) if text else None
