"""Provisions that run into the paragraph above them.

Files that were converted now and then lose the line break before the first of a count: "5. Nhiệm vụ chuyển đổi số
a) Bộ Công an: ..." with "b) ..." on the next line. Where a count begins with its second label, the first one is
looked for inside the paragraph above, and that paragraph is cut there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dondoc.reading.source import Edit, OffsetMap, Span
from dondoc.reading.structure.fold import CAPITALS
from dondoc.reading.structure.labels import Label, read_label
from dondoc.reading.structure.model import Paragraph

_LOOKED_AHEAD = 3
_LONGEST = 20_000
_FIRST = {
    "number": re.compile(rf"(?<=\s)1\.\s+(?=[{CAPITALS}])"),
    "number_paren": re.compile(r"(?<=\s)1\)\s+(?=\S)"),
    "letter": re.compile(r"(?<=\s)a\)\s+(?=\S)"),
    "paren": re.compile(r"(?<=\s)\(1\)\s+(?=\S)"),
}


def part_run_in(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Give the paragraphs, those that hold the first of a count cut before its label; numbers are left as they were."""
    labels = [read_label(paragraph.text) if not paragraph.cells else None for paragraph in paragraphs]
    last: dict[str, int] = {}
    for at, paragraph in enumerate(paragraphs):
        own = labels[at]
        if own and own.value:
            last[own.style] = own.value[-1]
        wanted = _next_label(labels, at)
        begun = wanted is None or last.get(wanted.style) == 1
        yield from [paragraph] if begun or wanted is None else _cut(paragraph, own, wanted)


def _next_label(labels: Sequence[Label | None], at: int) -> Label | None:
    """Give the next label, if it is the second of a count."""
    following = next((label for label in labels[at + 1 : at + 1 + _LOOKED_AHEAD] if label), None)
    second = following is not None and following.value[-1:] == (2,) and following.style in _FIRST
    return following if second else None


def _cut(paragraph: Paragraph, own: Label | None, wanted: Label) -> list[Paragraph]:
    if paragraph.cells or len(paragraph.text) > _LONGEST or (own and own.style == wanted.style):
        return [paragraph]
    match = _FIRST[wanted.style].search(paragraph.text, max(1, own.end if own else 1))
    return parted(paragraph, match.start()) if match else [paragraph]


def parted(paragraph: Paragraph, at: int) -> list[Paragraph]:
    """Cut a paragraph before a place of its text; both parts keep their way back. Cells are not looked at."""
    left, right = paragraph.text[:at].rstrip(), paragraph.text[at:]
    start = paragraph.span.start
    middle = paragraph.span_of(Span(at, len(paragraph.text))).start
    kept = tuple(edit for edit in paragraph.offsets.edits if edit.after.end <= len(left))
    moved = tuple(
        Edit(edit.before.shifted(start - middle), edit.after.shifted(-at))
        for edit in paragraph.offsets.edits
        if edit.after.start >= at
    )
    end = paragraph.span_of(Span(0, len(left))).end
    return [
        replace(paragraph, text=left, span=Span(start, end), offsets=OffsetMap(kept)),
        replace(paragraph, text=right, span=Span(middle, paragraph.span.end), offsets=OffsetMap(moved)),
    ]
