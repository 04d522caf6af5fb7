"""P: periods that disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import about_item, finding, short
from dondoc.reading.checks.kind import CheckFunction
from dondoc.reading.checks.periods_of import FoundPeriod, find_periods
from dondoc.reading.checks.products import DOCUMENTS, kind_words
from dondoc.reading.extract.folding import fold
from dondoc.reading.register import CheckFinding, Item
from dondoc.reading.source import Span
from dondoc.reading.structure.model import Paragraph

_LIKE_THE_TITLE = 0.6  # share of a title's words that make the words before a period its name


def two_periods(context: CheckContext) -> Iterator[CheckFinding]:
    """P01: one part speaks of two periods that neither follow one another nor divide one another."""
    for item in context.register.items:
        own = _own_period(item)
        for paragraph, period in _in_block(context, item):
            if own and _disagree(own, period) and not _names_the_product(item, paragraph, period):
                place = context.place(paragraph, period.span)
                yield finding("P01", path=item.path, source=place, period=own.years, other=period.years)


def title_and_body(context: CheckContext) -> Iterator[CheckFinding]:
    """P02: the body names the product of the title with another period."""
    for item in context.register.items:
        own = _own_period(item)
        for paragraph, period in _in_block(context, item):
            differs = own and (own.first, own.last) != (period.first, period.last)
            if own and differs and _names_the_product(item, paragraph, period):
                place = context.place(paragraph, period.span)
                yield about_item("P02", item, source=place, period=own.years, other=period.years)


def _own_period(item: Item) -> FoundPeriod | None:
    return next((period for period in find_periods(item.title) if not period.is_term), None)


def _in_block(context: CheckContext, item: Item) -> Iterator[tuple[Paragraph, FoundPeriod]]:
    for paragraph in context.item_blocks.get(item.path, ()):
        for period in find_periods(paragraph.text):
            if not period.is_term:
                yield paragraph, period


def _disagree(own: FoundPeriod, other: FoundPeriod) -> bool:
    """Tell whether two periods are neither the same, nor one within the other by halves, nor one after the other."""
    if own.first == other.first:
        return own.last != other.last and (own.last % 5 != 0 or other.last % 5 != 0)
    if own.last == other.last:
        return abs(own.first - other.first) == 1
    return False


def _names_the_product(item: Item, paragraph: Paragraph, period: FoundPeriod) -> bool:
    """Tell whether the words before a period are the name of the item's product."""
    words = paragraph.text[max(0, period.span.start - 200) : period.span.start]
    if item.deliverable not in DOCUMENTS or not re.search(kind_words(item.deliverable), fold(words)):
        return False
    before = set(_name_words(words))
    title = set(_name_words(_before_period(item.title)))
    return len(title) > 3 and len(title & before) >= _LIKE_THE_TITLE * len(title)


def _before_period(title: str) -> str:
    period = next(find_periods(title), None)
    return title[: period.span.start] if period else title


_SMALL_WORDS = frozenset(
    ["va", "cua", "cho", "ve", "tren", "trong", "cac", "voi", "theo", "de", "den", "la", "tinh", "xay", "dung"]
)


def _name_words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(text)) if word not in _SMALL_WORDS]


_BACKWARD = re.compile(r"\b(?:giai doan|thoi ky|nhiem ky)\s+(?P<first>(?:19|20)\d\d)\s*-\s*(?P<last>(?:19|20)\d\d)\b")


def backward(context: CheckContext) -> Iterator[CheckFinding]:
    """P03: a period that begins after it ends."""
    for paragraph in context.body:
        for match in _BACKWARD.finditer(fold(paragraph.text)):
            if match["first"] > match["last"]:
                place = context.place(paragraph, Span(*match.span()))
                years = f"{match['first']} - {match['last']}"
                yield finding("P03", path=context.path_of(paragraph), source=place, period=years)


_HORIZON = re.compile(
    r"\bgiai doan (?P<years>(?:19|20)\d\d\s*-\s*(?:19|20)\d\d)"
    r"\s*,?\s*(?P<horizon>(?:dinh huong|tam nhin)\s+(?:den\s+)?(?:nam\s+)?(?:19|20)\d\d)"
)
_NAME_WORDS = 5  # words before a period that tell one title from another
_NAME_LETTERS = 80  # and the stretch they are looked for in


def two_horizons(context: CheckContext) -> Iterator[CheckFinding]:
    """P04: one title, once with "định hướng", once with "tầm nhìn", or with two years."""
    first: dict[tuple[str, ...], tuple[str, str]] = {}
    told: set[tuple[tuple[str, ...], str]] = set()
    for paragraph in context.body:
        folded = fold(paragraph.text)
        for match in _HORIZON.finditer(folded):
            name = re.findall(r"\w+", folded[max(0, match.start() - _NAME_LETTERS) : match.start()])[-_NAME_WORDS:]
            key = (*name, re.sub(r"\s", "", match["years"]))
            written = Span(*match.span("horizon")).of(paragraph.text)
            horizon = " ".join(match["horizon"].split())
            known, known_written = first.setdefault(key, (horizon, written))
            if known != horizon and (key, horizon) not in told and len(name) == _NAME_WORDS:
                told.add((key, horizon))
                yield _two_horizons(context, paragraph, Span(*match.span()), known_written, written)


def _two_horizons(context: CheckContext, paragraph: Paragraph, span: Span, first: str, second: str) -> CheckFinding:
    before = paragraph.text[max(0, span.start - _NAME_LETTERS) : span.start].split()[-_NAME_WORDS:]
    place = context.place(paragraph, span)
    name = short(" ".join([*before, span.of(paragraph.text).removesuffix(second).rstrip(" ,")]))
    return finding("P04", path=context.path_of(paragraph), source=place, name=name, first=first, second=second)


CHECKS: tuple[CheckFunction, ...] = (two_periods, title_and_body, backward, two_horizons)
