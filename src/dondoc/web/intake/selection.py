"""From what a person selects on a page, or frames on its picture, to a place of the source text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dondoc.reading.source import Span
from dondoc.web.register.models import Document, DocumentText
from dondoc.web.register.source_view import find_words, offsets_of, repaired_span

MOST_DIGITS = 9
MOST_INSIDE = 0.6  # of the words between the first and the last one in a frame: less is two columns, one is chosen


def number_in(text: str, *, otherwise: int = 0) -> int:
    """Give the number a form sent, `otherwise` for anything else, also for one that no column could hold."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else otherwise


def selected_span(document: Document, sent: Mapping[str, str]) -> Span | None:
    """Give the source span of a selection: its ends in the repaired text (`start`, `end`), or its words (`quote`)."""
    text = DocumentText.objects.filter(pk=document.pk).defer("words", "register", "changes", "lines").first()
    if text is None:
        return None
    chosen = _ends(sent, len(text.repaired)) or find_words(
        text.repaired, sent.get("quote", ""), Span(0, len(text.repaired))
    )
    return offsets_of(text).to_source(chosen) if chosen else None


def framed_words(document: Document, page: str, box: str) -> tuple[Span, str] | None:
    """Give the span of the repaired text inside a frame on the picture of a page, and its words; None without any.

    `box` is "x0,y0,x1,y1" in points. A word is inside if its middle is. Where the frame takes in one of two columns,
    the longest run of words counts.
    """
    frame = _numbers(box)
    text = DocumentText.objects.filter(pk=document.pk).defer("register", "changes", "lines").first()
    if text is None or frame is None:
        return None
    number = number_in(page)
    inside = [at for at, word in enumerate(text.words) if word[2] == number and _is_inside(word, frame)]
    run = _run(inside)
    if not run:
        return None
    source = Span(text.words[run[0]][0], text.words[run[-1]][1])
    span = repaired_span(offsets_of(text), source)
    return span, " ".join(span.of(text.repaired).split())


def _run(inside: Sequence[int]) -> Sequence[int]:
    """Give the words that make one stretch of the text."""
    if not inside or len(inside) >= MOST_INSIDE * (inside[-1] - inside[0] + 1):
        return inside
    runs: list[list[int]] = []
    for at in inside:
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return max(runs, key=len)


def _is_inside(word: Sequence[Any], frame: tuple[float, float, float, float]) -> bool:
    _start, _end, _page, x0, y0, x1, y1, _confidence = word
    left, top, right, bottom = frame
    return bool(left <= (x0 + x1) / 2 <= right and top <= (y0 + y1) / 2 <= bottom)


def _numbers(box: str) -> tuple[float, float, float, float] | None:
    try:
        x0, y0, x1, y1 = (float(part) for part in box.split(","))
    except ValueError:
        return None
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _ends(sent: Mapping[str, str], length: int) -> Span | None:
    first, last = (number_in(sent.get(name, ""), otherwise=-1) for name in ("start", "end"))
    return Span(first, last) if 0 <= first < last <= length else None
