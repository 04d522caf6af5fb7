"""Lines of the repaired text that carry something, and what on them is furniture of the page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Span
from dondoc.reading.structure.fold import fold

_BAR = re.compile(r"(?:(?<=\s)|^)\|(?=\s|$)")
_PAGE_NUMBER = re.compile(r"^[-–—~|\s]{0,4}(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—~|\s]{0,4}$")
_LONGEST_FURNITURE = 120
# A line with more bars than any table has columns is no row.
_MOST_BARS = 60
_REPEATS = 3


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with something on it: its words, stripped, and their span in the repaired text.

    `gap` counts the blank lines above; `page` counts from 1; `furniture` is true for page numbers and running heads,
    `row` for rows of a table.
    """

    text: str
    span: Span
    gap: int
    page: int
    furniture: bool = False
    row: bool = False


def bars_in(text: str) -> int:
    """Count the bars between the cells of a line."""
    return sum(1 for _ in _BAR.finditer(text))


def cells_of(text: str) -> tuple[Span, ...]:
    """Give the cells of a row, stripped; empty ones, also at its ends, are empty spans."""
    edges = [(0, 0), *(bar.span() for bar in _BAR.finditer(text)), (len(text), len(text))]
    return tuple(_stripped(text, end, start) for (_, end), (start, _) in pairwise(edges))


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    at = start + len(words) - len(words.lstrip())
    return Span(min(at, end), max(min(at, end), start + len(words.rstrip())))


def read_lines(repaired: RepairedText) -> list[TextLine]:
    """Give the lines of the repaired text that are not blank, in order, the furniture among them marked."""
    found: list[TextLine] = []
    start = gap = 0
    pages = [line.page for line in repaired.source.lines]
    for number, raw in enumerate(repaired.text.split("\n")):
        words = raw.strip()
        if words:
            at = start + len(raw) - len(raw.lstrip())
            page = pages[number] if number < len(pages) else 1
            found.append(TextLine(words, Span(at, at + len(words)), gap, page, row=0 < bars_in(words) <= _MOST_BARS))
        gap = 0 if words else gap + 1
        start += len(raw) + 1
    return _mark_furniture(found)


def _mark_furniture(lines: list[TextLine]) -> list[TextLine]:
    numbers = {at for at, line in enumerate(lines) if _is_page_number(line.text)}
    running = _running_heads(lines, numbers)
    marked = numbers | running
    return [replace(line, furniture=True) if at in marked else line for at, line in enumerate(lines)]


def _is_page_number(text: str) -> bool:
    return len(text) <= 24 and _PAGE_NUMBER.match(fold(text)) is not None


def _running_heads(lines: Sequence[TextLine], numbers: set[int]) -> set[int]:
    """Lines that stand again and again at the edge of a page: running heads, footers, names of files."""
    edges: Counter[str] = Counter()
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if len(line.text) > _LONGEST_FURNITURE or line.row:
            continue
        key = re.sub(r"\d+", "#", fold(line.text))
        places[key].append(at)
        edges[key] += _at_edge(lines, at, numbers)
    found: set[int] = set()
    for key, times in edges.items():
        if times >= _REPEATS and times * 5 >= len(places[key]) * 4:
            found.update(places[key])
    return found - numbers


def _at_edge(lines: Sequence[TextLine], at: int, numbers: set[int]) -> bool:
    if at - 1 in numbers or at + 1 in numbers:
        return True
    before = lines[at - 1].page if at else 0
    after = lines[at + 1].page if at + 1 < len(lines) else 0
    return lines[at].page not in (before, after) or (before != after and 0 not in (before, after))
