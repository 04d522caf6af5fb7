"""The whole text of a document as a page shows it: pages of lines, with the sentences of items lit and linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dondoc.reading.source import Span
from dondoc.web.register.models import DocumentText, WorkItem
from dondoc.web.register.source_view import Lit, Piece, cut, offsets_of, repaired_span


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its number and its pieces; `fact` of a piece names the item ("item-12") whose sentence it is of."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page of lines."""

    number: int
    lines: tuple[TextLine, ...]


def pages_of(text: DocumentText, items: Sequence[WorkItem], *, raw: bool) -> list[TextPage]:
    """Give the pages of a document in its repaired reading, or as the file has it (`raw`)."""
    offsets = offsets_of(text)
    shown = text.source if raw else text.repaired
    lit = [
        Lit(span if raw else repaired_span(offsets, span), fact=f"item-{item.pk}", sentence=True)
        for item in items
        if (span := item.source_span) is not None
    ]
    lit += [] if raw else doubtful_words(text.changes)
    lit.sort(key=lambda one: one.span)
    pages: dict[int, list[TextLine]] = {}
    start = 0
    for (number, page, *_), words in zip(text.lines, shown.split("\n"), strict=False):
        window = Span(start, start + len(words))
        pages.setdefault(page, []).append(TextLine(number, cut(shown, window, _touching(lit, window))))
        start += len(words) + 1
    return [TextPage(number, tuple(lines)) for number, lines in pages.items()]


def doubtful_words(changes: Iterable[dict[str, object]]) -> list[Lit]:
    """Give the words whose other readings the reader kept."""
    found = []
    for change in changes:
        others = change.get("alternatives") or ()
        if isinstance(others, list) and others:
            start, end = change["start"], change["end"]
            assert isinstance(start, int)  # noqa: S101 - narrows the types of stored JSON
            assert isinstance(end, int)  # noqa: S101
            found.append(Lit(Span(start, end), other_readings=tuple(str(one) for one in others)))
    return found


def _touching(lit: Sequence[Lit], window: Span) -> list[Lit]:
    return [one for one in lit if one.span.start < window.end and window.start < one.span.end]
