"""The facts of a register that point into the source, each with the id that both sides of the page share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.reading.register import Register
from dondoc.reading.source import Place, Span


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its id on the page, the id of the row it belongs to, its stretch of the source, its kind."""

    id: str
    row: str
    span: Span
    kind: str


def facts_of(register: Register) -> Iterator[Fact]:
    """Give every fact of a register that has a place."""
    for number, item in enumerate(register.items, 1):
        row = f"n{number}"
        yield Fact(row, row, Span(item.source.start, item.source.end), "item")
        if item.lead_source:
            yield Fact(f"{row}-l", row, Span(item.lead_source.start, item.lead_source.end), "lead")
        if item.deadline and item.deadline.source:
            place = item.deadline.source
            yield Fact(f"{row}-d", row, Span(place.start, place.end), "deadline")
    others: tuple[tuple[str, str, list[Place | None]], ...] = (
        ("i", "indicator", [indicator.source for indicator in register.indicators]),
        ("c", "citation", [*(cited.source for cited in register.citations), *(law.source for law in register.laws)]),
        ("f", "finding", [found.source for found in register.findings]),
    )
    for prefix, kind, places in others:
        for number, where in enumerate(places, 1):
            if where is not None:
                row = f"{prefix}{number}"
                yield Fact(row, row, Span(where.start, where.end), kind)
