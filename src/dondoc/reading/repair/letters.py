"""Letters of other alphabets that old keyboards wrote for Đ: the Icelandic Ð and the African Ɖ look the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dondoc.reading.repair import damage
from dondoc.reading.repair.model import Model
from dondoc.reading.repair.pages import judge_pages
from dondoc.reading.repair.writing import Decision
from dondoc.reading.source import SourceText, Span

_FOREIGN = re.compile("[\u00d0\u00f0\u0189\u0256]")
_MEANT = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})


def with_vietnamese_d(model: Model, source: SourceText) -> SourceText:
    """Give a source with Đ for its lookalikes, place for place; one in an old encoding, stays as it is."""
    if not _FOREIGN.search(source.text):
        return source
    if any(kind in (damage.TCVN3, damage.VNI) for kind in judge_pages(model, source)):
        return source
    return replace(source, text=source.text.translate(_MEANT))


def with_letters(text: str, read: str, decisions: Sequence[Decision]) -> list[Decision]:
    """Add to decisions, in order, the letters that `read` has for others of `text` where nothing else was decided."""
    if text == read:
        return list(decisions)
    return sorted([*decisions, *_letters(text, read, decisions)], key=lambda one: one.source.start)


def _letters(text: str, read: str, decisions: Sequence[Decision]) -> Iterator[Decision]:
    waiting = iter(sorted(decisions, key=lambda one: one.source.start))
    decided = next(waiting, None)
    for match in _FOREIGN.finditer(text):
        while decided and decided.source.end <= match.start():
            decided = next(waiting, None)
        if not (decided and decided.source.start <= match.start()):
            yield Decision(Span(*match.span()), read[match.start()], 1.0)
