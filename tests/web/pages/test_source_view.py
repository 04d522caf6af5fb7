"""The words of the source on a page: cut without losing a letter, mapped both ways, found with or without marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.source import Edit, OffsetMap, Span
from dondoc.web.register.source_view import Lit, cut, find_words, repaired_span

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: Span(min(ends), max(ends)))


@given(st.text(min_size=60, max_size=60), SPANS, st.lists(SPANS, max_size=6))
def test_pieces_are_the_window_verbatim(text: str, window: Span, lit: list[Span]) -> None:
    pieces = cut(text, window, [Lit(span, fact=str(n)) for n, span in enumerate(lit)])
    assert "".join(piece.text for piece in pieces) == window.of(text)


def test_each_piece_knows_all_that_lights_it() -> None:
    text = "Ban Tổ chức hoàn thành trong quý IV"
    lit = [Lit(Span(0, 35), item=7, sentence=True), Lit(Span(29, 35), fact="deadline", other_readings=("quý VI",))]
    first, last = cut(text, Span(0, 35), lit)
    assert (first.text, first.item, first.fact) == ("Ban Tổ chức hoàn thành trong ", 7, "")
    assert (last.text, last.item, last.fact, last.other_readings) == ("quý IV", 7, "deadline", ("quý VI",))


EDITS = OffsetMap((Edit(Span(2, 5), Span(2, 4)), Edit(Span(10, 10), Span(9, 12)), Edit(Span(15, 18), Span(17, 17))))


@pytest.mark.parametrize(
    ("source", "repaired"),
    [
        (Span(0, 2), Span(0, 2)),
        (Span(2, 5), Span(2, 4)),
        (Span(3, 4), Span(2, 4)),
        (Span(5, 9), Span(4, 8)),
        (Span(18, 20), Span(17, 19)),
    ],
)
def test_a_place_of_the_source_in_the_repaired_text(source: Span, repaired: Span) -> None:
    assert repaired_span(EDITS, source) == repaired


@given(SPANS)
def test_what_is_mapped_there_and_back_holds_where_it_came_from(span: Span) -> None:
    changed = OffsetMap(EDITS.edits[:2])  # what was deleted leads nowhere
    assert changed.to_source(repaired_span(changed, span)).covers(span) or not len(span)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ban tổ chức", "Ban Tổ  chức"),
        ("ban to chuc", "Ban Tổ  chức"),
        ("QUÝ IV", "quý IV"),
        ("", None),
        ("sở nội vụ", None),
    ],
)
def test_words_are_found_whatever_their_marks(words: str, found: str | None) -> None:
    text = "Ban Tổ  chức Tỉnh ủy hoàn thành trong quý IV năm 2021"
    span = find_words(text, words, Span(0, len(text)))
    assert (span.of(text) if span else None) == found
