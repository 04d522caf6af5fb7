"""From what a person selects on a page to a place of the source text."""

from __future__ import annotations

from collections.abc import Mapping

from dondoc.reading.source import Span
from dondoc.web.register.models import Document, DocumentText
from dondoc.web.register.source_view import find_words, offsets_of


def selected_span(document: Document, sent: Mapping[str, str]) -> Span | None:
    """Give the source span of a selection: its ends in the repaired text (`start`, `end`), or its words (`quote`)."""
    text = DocumentText.objects.filter(pk=document.pk).defer("words", "register", "changes", "lines").first()
    if text is None:
        return None
    chosen = _ends(sent, len(text.repaired)) or find_words(
        text.repaired, sent.get("quote", ""), Span(0, len(text.repaired))
    )
    return offsets_of(text).to_source(chosen) if chosen else None


def _ends(sent: Mapping[str, str], length: int) -> Span | None:
    start, end = sent.get("start", ""), sent.get("end", "")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return None
    first, last = int(start), int(end)
    return Span(first, last) if first < last <= length else None
