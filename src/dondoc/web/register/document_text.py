"""The whole text of a document as a page shows it: pages of lines, the sentences of items marked, facts lit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dondoc.reading.source import Span
from dondoc.web.register.models import DocumentText, WorkItem
from dondoc.web.register.source_view import Lit, Piece, cut, fact_words, offsets_of, repaired_span


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its number, where it begins in the text that is shown, and its pieces."""

    number: int
    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page of lines."""

    number: int
    lines: tuple[TextLine, ...]


def pages_of(
    text: DocumentText, items: Sequence[WorkItem], *, raw: bool, opened: str = "", more: Sequence[Lit] = ()
) -> list[TextPage]:
    """Give the pages of a document in its repaired reading, or as the file has it (`raw`).

    The sentence of each item is marked with the item, the one of the item that is open (`opened`) is lit; `more` is
    lit besides.
    """
    shown = text.source if raw else text.repaired
    lit = [*_sentences(text, items, raw=raw, opened=opened), *more]
    lit += [] if raw else doubtful_words(text.changes)
    lit.sort(key=lambda one: one.span)
    pages: dict[int, list[TextLine]] = {}
    start = 0
    for (number, page, *_), words in zip(text.lines, shown.split("\n"), strict=False):
        window = Span(start, start + len(words))
        pages.setdefault(page, []).append(TextLine(number, start, cut(shown, window, _touching(lit, window))))
        start += len(words) + 1
    return [TextPage(number, tuple(lines)) for number, lines in pages.items()]


def _sentences(text: DocumentText, items: Sequence[WorkItem], *, raw: bool, opened: str) -> list[Lit]:
    offsets = offsets_of(text)
    found: list[Lit] = []
    for item in items:
        span = item.source_span
        if span is None:
            continue
        place = span if raw else repaired_span(offsets, span)
        found.append(Lit(place, item=item.pk, sentence=str(item.pk) == opened))
        if not raw:
            words = fact_words(item, text.repaired, offsets, place)
            found += [replace(one, fact=f"{one.fact}-{item.pk}") for one in words]
    return found


def doubtful_words(changes: Iterable[dict[str, Any]]) -> list[Lit]:
    """Give the words of the repaired text whose other readings the reader kept."""
    return [
        Lit(Span(*change["span"]), other_readings=tuple(str(text) for text, _ in change["alternatives"]))
        for change in changes
        if change["alternatives"]
    ]


def _touching(lit: Sequence[Lit], window: Span) -> list[Lit]:
    return [one for one in lit if one.span.start < window.end and window.start < one.span.end]
