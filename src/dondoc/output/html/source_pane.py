"""The left side: the text of the document line by line, its facts and doubtful words marked.

The text is shown repaired; each repaired stretch carries what was seen, so that the page can show the original too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import groupby

from dondoc.output.html.facts import Fact
from dondoc.output.html.tags import Html, join, tag
from dondoc.output.rows import percent
from dondoc.output.words import word
from dondoc.reading.repair.result import Change, RepairedText
from dondoc.reading.source import Line, Span

DOUBTFUL = 0.8
"""Words repaired with less confidence than this are marked."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the source and how it reads; `seen` is None where nothing was repaired."""

    span: Span
    text: str
    seen: str | None = None
    change: Change | None = None


def source_pane(repaired: RepairedText, facts: Sequence[Fact], language: str) -> Html:
    """Give the text as lines; every stretch of a fact is a link to its row."""
    cuts = sorted({end for fact in facts for end in (fact.span.start, fact.span.end)})
    pieces = list(_cut_pieces(_pieces(repaired), cuts))
    covers = _covers(pieces, facts)
    starts = [piece.span.start for piece in pieces]
    written: set[str] = set()
    lines = []
    for line in repaired.source.lines:
        low = bisect_left(starts, line.span.start)
        high = bisect_left(starts, line.span.end) if len(line.span) else low
        lines.append(_line(line, pieces[low:high], covers[low:high], written, language))
    return tag("div", *lines, class_="text", lang="vi")


def _pieces(repaired: RepairedText) -> Iterator[_Piece]:
    """Give the whole text in order: stretches that were left alone, and repaired ones; newlines are left out."""
    at = 0
    changes = {change.source.start: change for change in repaired.changes}
    source = repaired.source.text
    for edit in repaired.offsets.edits:
        yield from _plain(source, Span(at, edit.before.start), changes)
        change = changes.get(edit.before.start)
        yield _Piece(edit.before, edit.after.of(repaired.text), edit.before.of(source), change)
        at = edit.before.end
    yield from _plain(source, Span(at, len(source)), changes)


def _plain(source: str, span: Span, changes: dict[int, Change]) -> Iterator[_Piece]:
    del changes
    at = span.start
    for part in span.of(source).split("\n"):
        if part:
            yield _Piece(Span(at, at + len(part)), part)
        at += len(part) + 1


def _cut_pieces(pieces: Iterator[_Piece], cuts: Sequence[int]) -> Iterator[_Piece]:
    """Cut the stretches that were left alone where a fact begins or ends; repaired words stay whole."""
    for piece in pieces:
        inside = cuts[bisect_right(cuts, piece.span.start) : bisect_left(cuts, piece.span.end)]
        if piece.seen is not None or not inside:
            yield piece
            continue
        start = piece.span.start
        for at in (*inside, piece.span.end):
            span = Span(start, at)
            yield _Piece(span, span.shifted(-piece.span.start).of(piece.text))
            start = at


def _covers(pieces: Sequence[_Piece], facts: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    """Give the facts over each piece, the narrowest last."""
    waiting = sorted(facts, key=lambda fact: fact.span.start)
    open_facts: list[tuple[int, int, Fact]] = []
    at = 0
    covers = []
    for piece in pieces:
        while at < len(waiting) and waiting[at].span.start < max(piece.span.end, piece.span.start + 1):
            heappush(open_facts, (waiting[at].span.end, at, waiting[at]))
            at += 1
        while open_facts and open_facts[0][0] <= piece.span.start:
            heappop(open_facts)
        over = sorted((fact for _, _, fact in open_facts), key=lambda fact: (-len(fact.span), fact.kind != "finding"))
        covers.append(tuple(over))
    return covers


def _line(
    line: Line,
    pieces: Sequence[_Piece],
    covers: Sequence[tuple[Fact, ...]],
    written: set[str],
    language: str,
) -> Html:
    groups = groupby(zip(pieces, covers, strict=True), key=lambda pair: [fact.id for fact in pair[1]])
    parts = [_group([pair[0] for pair in group], over, written, language) for over, group in _with_facts(groups)]
    return tag("div", *parts, class_="l", id=f"L{line.number}", data_n=line.number)


def _with_facts(groups: object) -> Iterator[tuple[tuple[Fact, ...], list[tuple[_Piece, tuple[Fact, ...]]]]]:
    for _, group in groups:  # type: ignore[attr-defined]
        pairs = list(group)
        yield pairs[0][1], pairs


def _group(pieces: Sequence[_Piece], over: tuple[Fact, ...], written: set[str], language: str) -> Html:
    words = join(_words(piece, language) for piece in pieces)
    if not over:
        return words
    fresh = next((fact.id for fact in over if fact.id not in written), None)
    anchors = [tag("a", id=f"s-{fact.id}") for fact in over if fact.id not in written and fact.id != fresh]
    written.update(fact.id for fact in over)
    narrowest = over[-1]
    link = tag(
        "a",
        words,
        id=f"s-{fresh}" if fresh else None,
        href=f"#{narrowest.row}",
        class_=" ".join(["m", *_kinds(over)]),
        data_f=" ".join(fact.id for fact in over),
    )
    return join([*anchors, link])


def _kinds(over: tuple[Fact, ...]) -> list[str]:
    """Give the kinds that show on a stretch: that of the narrowest fact, and of a finding over it."""
    kinds = [fact.kind for fact in over]
    shown = [kind for kind in kinds if kind != "finding"][-1:]
    return [*shown, "finding"] if "finding" in kinds else shown


def _words(piece: _Piece, language: str) -> Html:
    if piece.seen is None:
        return join([piece.text])
    doubtful = piece.change is not None and piece.change.confidence < DOUBTFUL
    shown = tag("b", piece.text, class_="q" if doubtful else None, title=_hint(piece, language) if doubtful else None)
    return join([shown, tag("i", piece.seen)])


def _hint(piece: _Piece, language: str) -> str:
    change = piece.change
    if change is None:
        return ""
    parts = [f"“{change.seen}” → “{change.meant}” ({percent(change.confidence)})"]
    parts += [
        word("other-reading", language, words=f"“{other.text}”", percent=percent(other.probability))
        for other in change.alternatives[:3]
    ]
    return "; ".join(parts)
