"""Decided words become the new text, its map back to the source, and the list of changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.reading.repair.result import Change, Reading
from dondoc.reading.source import Edit, OffsetMap, Span


@dataclass(frozen=True, slots=True)
class Decision:
    """What one stretch of the source reads as; listed as a change where it differs or has other readings."""

    source: Span
    meant: str
    confidence: float
    alternatives: tuple[Reading, ...] = ()


def write(text: str, decisions: Sequence[Decision]) -> tuple[str, OffsetMap, tuple[Change, ...]]:
    """Put decisions (in order, apart) into a text; give the new text, its offsets, and the changes."""
    out: list[str] = []
    edits: list[Edit] = []
    changes: list[Change] = []
    at = length = 0
    for decision in decisions:
        seen = decision.source.of(text)
        out.append(text[at : decision.source.start])
        length += decision.source.start - at
        after = Span(length, length + len(decision.meant))
        out.append(decision.meant)
        length, at = after.end, decision.source.end
        if seen != decision.meant:
            edits.append(Edit(decision.source, after))
        changes.append(Change(after, decision.source, seen, decision.meant, decision.confidence, decision.alternatives))
    out.append(text[at:])
    return "".join(out), OffsetMap(_joined(edits)), tuple(changes)


def _joined(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Join edits that touch, as the offset map wants them apart."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and joined[-1].before.end == edit.before.start:
            last = joined.pop()
            joined.append(Edit(Span(last.before.start, edit.before.end), Span(last.after.start, edit.after.end)))
        else:
            joined.append(edit)
    return tuple(joined)
