"""What a repair gives: the new text, line for line, and each change with its confidence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from dondoc.reading.source import OffsetMap, SourceText, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read a stretch, with its probability (0..1)."""

    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Change:
    """One changed or doubtful stretch: `seen` at `source` (source text) reads `meant` at `span` (repaired text).

    `confidence` is the calibrated probability (0..1) that `meant` is what the document says; `alternatives` are the
    other readings, the likeliest first. A token that carries a fact (number, numeral, date, reference) and has two
    readings is always listed here, even where the first reading leaves it as it was seen.
    """

    span: Span
    source: Span
    seen: str
    meant: str
    confidence: float
    alternatives: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class RepairedText:
    """The repaired text of a document.

    Guarantees: as many lines as the source and in the same order (`text.count("\\n")` is the same; form feeds stay);
    NFC wherever something was changed; good text byte for byte as it was; `offsets` maps every span of `text` to the
    source; `changes` are in order and do not overlap.
    """

    source: SourceText
    text: str
    offsets: OffsetMap = field(default_factory=OffsetMap)
    changes: tuple[Change, ...] = ()
    damage: tuple[str, ...] = ()  # a page each: "none", "ocr", "marks", "tcvn3", "vni"

    def place_span(self, span: Span) -> Span:
        """Map a span of the repaired text to the source text."""
        return self.offsets.to_source(span)

    def confidence_of(self, span: Span) -> float:
        """Give the least confidence (0..1) of the changes that touch a span of the repaired text; 1.0 without any."""
        first = bisect_right(self.changes, span.start, key=lambda change: change.span.end)
        last = bisect_left(self.changes, span.end, lo=first, key=lambda change: change.span.start)
        return min((change.confidence for change in self.changes[first:last]), default=1.0)
