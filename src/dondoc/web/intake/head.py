"""Where the head of a document stands in its text: each field found again, so that a page can light it."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.reading.extract.dates import find_dates
from dondoc.reading.source import Span
from dondoc.web.register.choices import DocumentType
from dondoc.web.register.models import Document, DocumentText
from dondoc.web.register.source_view import find_words, offsets_of, stored_source

TOP = 3_000  # code points in which a letterhead ends
FIRST_WORDS = 6  # of a long subject: the lines it runs over may be cut by others


def head_spans(document: Document, text: DocumentText) -> dict[str, Span]:
    """Give the places of the fields of the head in the repaired text, as far as they are found."""
    top = Span(0, min(TOP, len(text.repaired)))
    found: dict[str, Span | None] = {
        "reference": find_words(text.repaired, document.reference, top),
        "issued_by": _issuer(document.issued_by, text.repaired, top),
        "subject": _beginning(document.subject, text.repaired, top),
        "document_type": _type(document, text.repaired, top),
        **dict(_place_and_day(document, text.repaired, top)),
        **dict(_closing(document, text.repaired)),
    }
    return {name: span for name, span in found.items() if span is not None}


def head_boxes(document: Document, text: DocumentText) -> dict[str, list[list[float]]]:
    """Give the boxes of the fields of the head on the pictures of the pages: [page, x0, y0, x1, y1]."""
    source, offsets = stored_source(text), offsets_of(text)
    places = {name: source.place(offsets.to_source(span)) for name, span in head_spans(document, text).items()}
    return {
        name: [[box.page, box.x0, box.y0, box.x1, box.y1] for box in place.boxes]
        for name, place in places.items()
        if place.boxes
    }


def _issuer(words: str, text: str, within: Span) -> Span | None:
    """Find the issuer: the whole name, or its first half where the letterhead breaks it over two lines."""
    whole = find_words(text, words, within)
    half = " ".join(words.split()[: max(2, len(words.split()) // 2)])
    return whole or find_words(text, half, within)


def _beginning(words: str, text: str, within: Span) -> Span | None:
    whole = find_words(text, words, within)
    return whole or find_words(text, " ".join(words.split()[:FIRST_WORDS]), within)


def _type(document: Document, text: str, within: Span) -> Span | None:
    """Find the title: the line that begins with the name of the type, in capitals."""
    name = str(DocumentType(document.document_type).label).split(",", maxsplit=1)[0]
    start = within.start
    for line in within.of(text).split("\n"):
        found = find_words(text, name, Span(start, min(start + len(name) + 4, start + len(line))))
        if found is not None and line.strip()[: len(name)].isupper():
            return found
        start += len(line) + 1
    return None


def _place_and_day(document: Document, text: str, within: Span) -> Iterator[tuple[str, Span | None]]:
    day = next((one for one in find_dates(within.of(text)) if one.day == document.issued_on), None)
    if day is not None:
        yield "issued_on", day.span
    place = find_words(text, document.place_of_issue, _line_of(text, day.span) if day else within)
    yield "place_of_issue", place


def _closing(document: Document, text: str) -> Iterator[tuple[str, Span | None]]:
    """Find who signed and the recipients: behind the last place where "Nơi nhận" stands, or at the end of the text."""
    tail = Span(max(0, len(text) - TOP), len(text))
    heading = find_words(text, "Nơi nhận", tail)
    below = Span(heading.start, len(text)) if heading else tail
    yield "signatory", find_words(text, document.signatory, below)
    yield "signatory_role", find_words(text, document.signatory_role, below)
    if heading and document.recipients:
        last = find_words(text, str(document.recipients[-1]), below)
        first = find_words(text, str(document.recipients[0]), below)
        yield "recipients", Span(first.start, last.end) if first and last and first.start < last.end else heading


def _line_of(text: str, span: Span) -> Span:
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)
