"""Other readings of a deadline: where the repair was not sure of a numeral, each reading is a deadline."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.found_deadline import FoundDeadline
from dondoc.reading.extract.outline import Piece
from dondoc.reading.register import DeadlineReading
from dondoc.reading.repair.result import Change, RepairedText
from dondoc.reading.source import Span

_MOST_READINGS = 4


def with_readings(
    found: FoundDeadline, place: Piece, repaired: RepairedText, *, issued_on: dt.date | None
) -> FoundDeadline:
    """Give the deadline with the readings that the repair's alternatives make of its words, the likeliest first.

    Only readings that name other days are kept; probabilities are those of the repair (0..1).
    """
    span = place.paragraph.span_of(place.span)
    readings: list[DeadlineReading] = []
    for words, probability in _variants(span, repaired):
        again = next((one for one in find_deadlines(words, issued_on=issued_on) if one.due_on), None)
        if again and (again.due_from, again.due_on) != (found.due_from, found.due_on):
            readings.append(
                DeadlineReading(" ".join(again.as_written.split()), again.due_from, again.due_on, probability)
            )
    return replace(found, alternatives=tuple(sorted(readings, key=lambda one: -one.probability)[:_MOST_READINGS]))


def _variants(span: Span, repaired: RepairedText) -> Iterator[tuple[str, float]]:
    for change in _changes_within(span, repaired):
        for reading in change.alternatives:
            before = repaired.text[span.start : change.span.start]
            after = repaired.text[change.span.end : span.end]
            yield before + reading.text + after, reading.probability


def _changes_within(span: Span, repaired: RepairedText) -> Iterator[Change]:
    at = bisect_left(repaired.changes, span.start, key=lambda change: change.span.start)
    while at < len(repaired.changes) and repaired.changes[at].span.end <= span.end:
        if repaired.changes[at].alternatives:
            yield repaired.changes[at]
        at += 1
