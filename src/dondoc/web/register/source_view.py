"""The words of the source as a page shows them: cut into pieces that are lit, each fact where it stands.

Two readings of the same place: the repaired text (what people read) and the source as the file has it (what was
signed). `OffsetMap` goes from the repaired text to the source; `repaired_span` goes the other way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dondoc.reading.source import Box, Edit, Line, OffsetMap, Page, SourceText, Span, Word
from dondoc.web.register.models import DocumentText, WorkItem
from dondoc.web.text import folded

# The places that the reader keeps of single facts, and the names that the pages light them by.
FACTS = {"lead_agency": "lead", "deadline": "deadline"}
AROUND = 240  # code points shown before and after a sentence


@dataclass(frozen=True, slots=True)
class Lit:
    """A stretch of a text that a page lights: the sentence of an item, the words of a fact, or a doubtful word.

    `key` names what else stands here (an indicator, a citation, the head of the document).
    """

    span: Span
    fact: str = ""
    item: int | None = None
    key: str = ""
    sentence: bool = False
    other_readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and how it is lit. `keys` name all that stands here, items and others."""

    text: str
    fact: str = ""
    item: int | None = None
    keys: tuple[str, ...] = ()
    sentence: bool = False
    other_readings: tuple[str, ...] = ()

    @property
    def is_lit(self) -> bool:
        return bool(self.fact or self.keys or self.sentence or self.other_readings)

    @property
    def marked(self) -> SafeString | str:
        """The piece as a page shows it, with its mark; made here because a long text has thousands of pieces."""
        if not self.is_lit:
            return self.text
        css = " ".join(name for name, on in (("sentence", self.sentence), ("doubtful", self.other_readings)) if on)
        named = {
            "data-item": " ".join(self.keys),
            "data-fact": self.fact,
            "class": css,
            "title": ", ".join(self.other_readings),
        }
        marks = format_html_join("", ' {}="{}"', ((name, value) for name, value in named.items() if value))
        return format_html("<mark{}>{}</mark>", marks, self.text)


@dataclass(frozen=True, slots=True)
class SourceView:
    """One place of a document in both readings."""

    page: int | None
    line_from: int | None
    line_to: int | None
    repaired: tuple[Piece, ...]
    source: tuple[Piece, ...]


def source_view(item: WorkItem, text: DocumentText) -> SourceView | None:
    """Show the sentence of an item with the words of its facts lit; None where a person added it without a place."""
    span = item.source_span
    if span is None:
        return None
    offsets = offsets_of(text)
    sentence = repaired_span(offsets, span)
    window = widened(sentence, text.repaired)
    lit = [Lit(sentence, sentence=True), *fact_words(item, text.repaired, offsets, sentence)]
    around = widened(span, text.source)
    return SourceView(
        page=item.source_page,
        line_from=item.source_line_from,
        line_to=item.source_line_to,
        repaired=cut(text.repaired, window, lit),
        source=cut(text.source, around, [Lit(span, sentence=True)]),
    )


def offsets_of(text: DocumentText) -> OffsetMap:
    """Read the stored map from the repaired text to the source."""
    return OffsetMap(tuple(Edit(Span(a, b), Span(c, d)) for a, b, c, d in text.offsets))


def stored_source(text: DocumentText) -> SourceText:
    """Give the source text as it was read, with its pages, lines and the boxes of its words."""
    return SourceText(
        text=text.source,
        lines=tuple(Line(number, page, Span(start, end)) for number, page, start, end in text.lines)
        or SourceText.from_text(text.source).lines,
        pages=tuple(Page(n, Span(a, b), choice, (), width, height) for n, a, b, choice, width, height in text.pages),
        words=tuple(
            Word(Span(start, end), Box(page, x0, y0, x1, y1), confidence)
            for start, end, page, x0, y0, x1, y1, confidence in text.words
        ),
    )


def repaired_span(offsets: OffsetMap, span: Span) -> Span:
    """Map a span of the source to the repaired text: the smallest that holds all that was made from it."""
    starts = [edit.before.start for edit in offsets.edits]
    start = _forward(offsets.edits, starts, span.start, at_end=False)
    return Span(start, max(start, _forward(offsets.edits, starts, span.end, at_end=True)))


def fact_words(item: WorkItem, text: str, offsets: OffsetMap, within: Span) -> list[Lit]:
    """Give the words of an item's lead, deadline and co-operating agencies: as the reader saw them, or found again."""
    found = [Lit(repaired_span(offsets, Span(*ends)), fact=fact) for fact, ends in _places_read(item)]
    wanted = [("deadline", item.deadline_as_written), ("lead", item.lead_as_written)]
    if item.lead_agency:
        wanted += [("lead", item.lead_agency.name), ("lead", item.lead_agency.short_name)]
    for fact, words in wanted:
        if not any(one.fact == fact for one in found):
            found += _free(find_words(text, words, within), fact, found)
    for one in item.cooperations.all():
        found += _free(find_words(text, one.as_written, within), "with", found)
    return found


def _places_read(item: WorkItem) -> list[tuple[str, tuple[int, int]]]:
    places = ((fact, item.fact_sources.get(field)) for field, fact in FACTS.items())
    return [(fact, (place["start"], place["end"])) for fact, place in places if place]


def _free(span: Span | None, fact: str, found: Sequence[Lit]) -> list[Lit]:
    if span is None or any(one.span.start < span.end and span.start < one.span.end for one in found):
        return []
    return [Lit(span, fact=fact)]


def find_words(text: str, words: str, within: Span) -> Span | None:
    """Find words in a stretch of text, whatever the spacing, the case and the tone marks."""
    if not words.strip():
        return None
    letters, places = _folded_with_places(within.of(text))
    pattern = r"\s+".join(re.escape(word) for word in folded(words).split())
    match = re.search(pattern, letters)
    if match is None:
        return None
    return Span(within.start + places[match.start()], within.start + places[match.end() - 1] + 1)


def widened(span: Span, text: str) -> Span:
    """Widen a span to whole lines around it, by about `AROUND` code points on each side."""
    start = text.rfind("\n", 0, max(0, span.start - AROUND)) + 1
    end = text.find("\n", min(len(text), span.end + AROUND))
    return Span(start, len(text) if end < 0 else end)


def cut(text: str, window: Span, lit: Iterable[Lit]) -> tuple[Piece, ...]:
    """Cut a window of a text at every border of what is lit; joined again the pieces are the window, verbatim."""
    marks = list(lit)
    borders = {window.start, window.end}
    for one in marks:
        borders |= {place for place in (one.span.start, one.span.end) if window.start < place < window.end}
    places = sorted(borders)
    return tuple(_piece(text, Span(a, b), marks) for a, b in pairwise(places))


def _piece(text: str, span: Span, lit: Sequence[Lit]) -> Piece:
    piece = Piece(span.of(text))
    for one in lit:
        if one.span.covers(span):
            piece = replace(
                piece,
                fact=one.fact or piece.fact,
                item=one.item or piece.item,
                keys=(*piece.keys, *filter(None, [str(one.item) if one.item else one.key])),
                sentence=one.sentence or piece.sentence,
                other_readings=one.other_readings or piece.other_readings,
            )
    return piece


def _forward(edits: Sequence[Edit], starts: Sequence[int], offset: int, *, at_end: bool) -> int:
    at = bisect_right(starts, offset - 1 if at_end else offset) - 1
    if at < 0:
        return offset
    edit = edits[at]
    if offset < edit.before.end or (at_end and offset == edit.before.end):
        return edit.after.end if at_end else edit.after.start
    return offset + edit.after.end - edit.before.end


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """Fold a text letter by letter, keeping for each folded letter the place it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = folded(letter) or (" " if letter.isspace() else "")
        letters.append(plain)
        places += [place] * len(plain)
    return "".join(letters), places
