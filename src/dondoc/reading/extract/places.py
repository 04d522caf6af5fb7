"""From a stretch of a paragraph back to its place in the source."""

from __future__ import annotations

from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Place, Span
from dondoc.reading.structure.model import Paragraph


def place_of(repaired: RepairedText, paragraph: Paragraph, part: Span | None = None) -> Place:
    """Give the place, in the source text, of a stretch of a paragraph's joined text (by default the whole)."""
    part = part if part is not None else Span(0, len(paragraph.text))
    return repaired.source.place(repaired.place_span(paragraph.span_of(part)))


def confidence_of(repaired: RepairedText, paragraph: Paragraph, part: Span) -> float:
    """Give the least reading confidence (0..1) within a stretch of a paragraph."""
    return repaired.confidence_of(paragraph.span_of(part))
