"""Judge the pages of a document, and find them again in its repaired text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dondoc.reading.repair import damage
from dondoc.reading.repair.model import Model
from dondoc.reading.repair.reading import read_lines
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Line, Page, SourceText, Span

SURE = 0.95  # confidence from which a misread word is evidence
LEAST_MISREAD = 5  # such words on a page, and their share, before it is called misread; clean pages stay below 0.7 %
MISREAD_SHARE = 0.012
SURPRISE_SHARE = 0.015  # of word pairs that are very unlikely, before a page is looked at more closely


def judge_pages(model: Model, source: SourceText) -> list[str]:
    """Give what damaged each page: "none", "ocr", "marks", "tcvn3", "vni", or "misread".

    Misread is a page that the right engine read from a bad scan: one that is known to be read from a picture, or whose
    words are often unlikely ones that differ in marks from likely ones.
    """
    kinds = [model.judge.damage_of(page.span.of(source.text)) for page in source.pages]
    lines: dict[int, list[Line]] = {}
    for line in source.lines:
        lines.setdefault(line.page, []).append(line)
    for i, page in enumerate(source.pages):
        if kinds[i] == damage.NONE and _misread(model, source, page, lines.get(page.number, [])):
            kinds[i] = damage.MISREAD
    return kinds


def _misread(model: Model, source: SourceText, page: Page, lines: Sequence[Line]) -> bool:
    words = model.judge.evidence(page.span.of(source.text))
    if words.sound < LEAST_MISREAD:
        return False
    if page.choice == "ocr":
        return True
    if model.surprise(page.span.of(source.text)) < SURPRISE_SHARE:
        return False
    decisions = read_lines(model, source, lines, damage.MISREAD)
    sure = sum(d.confidence >= SURE and d.meant != d.source.of(source.text) for d in decisions)
    return sure >= max(LEAST_MISREAD, MISREAD_SHARE * words.words)


def moved_source(repaired: RepairedText) -> SourceText:
    """Give the repaired text as a source with the pages and lines of the old one."""
    starts = np.array([edit.before.start for edit in repaired.offsets.edits], dtype=np.int64)
    grown = np.cumsum([0, *(len(e.after) - len(e.before) for e in repaired.offsets.edits)])

    def moved(offset: int) -> int:
        """Give where an offset of the old text, in code points, lies in the repaired one."""
        return offset + int(grown[np.searchsorted(starts, offset)])

    pages = tuple(Page(p.number, Span(moved(p.span.start), moved(p.span.end))) for p in repaired.source.pages)
    lines = SourceText.from_text(repaired.text).lines
    placed = (Line(a.number, b.page, a.span) for a, b in zip(lines, repaired.source.lines, strict=True))
    return SourceText(repaired.text, tuple(placed), pages)
