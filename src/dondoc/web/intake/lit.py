"""What the desk lights on the left beside the items: indicators, citations, the fields of the head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dondoc.web.intake.desk import HEAD, ITEM, Entry
from dondoc.web.intake.head import head_boxes, head_spans
from dondoc.web.register.models import Citation, Document, DocumentText, Indicator
from dondoc.web.register.pictures import PictureBox, box_of
from dondoc.web.register.source_view import Lit, offsets_of, repaired_span


def lit_words(entries: Sequence[Entry], text: DocumentText) -> list[Lit]:
    """Give the stretches of the repaired text that entries other than items stand in."""
    offsets = offsets_of(text)
    found = []
    for entry in entries:
        if isinstance(entry.thing, Document):
            spans = head_spans(entry.thing, text)
            found += [
                Lit(span, key=HEAD, fact=f"{name}-{HEAD}", sentence=entry.is_open) for name, span in spans.items()
            ]
        elif entry.kind != ITEM and (span := entry.thing.source_span):
            found.append(Lit(repaired_span(offsets, span), key=entry.key, sentence=entry.is_open))
    return found


def lit_boxes(entries: Sequence[Entry], text: DocumentText) -> Iterator[tuple[int, PictureBox]]:
    """Give the boxes on the pictures that entries other than items stand in, each with its page."""
    for entry in entries:
        if isinstance(entry.thing, Document):
            for name, boxes in head_boxes(entry.thing, text).items():
                for place in boxes:
                    yield int(place[0]), box_of(place[1:], key=HEAD, fact=f"{name}-{HEAD}")
        elif isinstance(entry.thing, (Indicator, Citation)):
            for place in entry.thing.source_boxes:
                yield int(place[0]), box_of(place[1:], key=entry.key)
