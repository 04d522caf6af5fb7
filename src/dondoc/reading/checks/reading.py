"""R: how well the text could be read, and whether all of it was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import about_item, finding, short
from dondoc.reading.checks.kind import CheckFunction
from dondoc.reading.checks.lead import is_known_agency
from dondoc.reading.checks.writing import percent
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.ledger import LEFT_OVER, keep_ledger
from dondoc.reading.register import CheckFinding, Item
from dondoc.reading.repair.result import Change, Reading
from dondoc.reading.source import Place

_DOUBTFUL = 0.6
"""Facts read with less confidence than this are findings."""
_DOUBTFUL_NAME = 0.3
"""... and names of known agencies less than this."""
_LIKELY = 0.1
"""Another reading of a number counts from this probability on."""


def doubtful_fact(context: CheckContext) -> Iterator[CheckFinding]:
    """R01: the lead or the deadline of an item stands on letters that were read with little confidence."""
    changes = context.repaired.changes
    for item in context.register.items:
        for place, fact, fact_en in _fact_places(item):
            confidence = min((change.confidence for change in _touching(changes, place)), default=1.0)
            if confidence < _threshold(item, fact_en):
                words = short(place.quote.replace("\n", " "), 60)
                share = percent(confidence)
                yield about_item("R01", item, source=place, words=words, percent=share, fact=fact, fact_en=fact_en)


def _threshold(item: Item, fact: str) -> float:
    """Give the confidence a fact needs: the name of an agency that is known speaks for its own reading."""
    return _DOUBTFUL_NAME if fact == "the lead agency" and is_known_agency(item.lead_agency or "") else _DOUBTFUL


def _fact_places(item: Item) -> Iterator[tuple[Place, str, str]]:
    if item.lead_source:
        yield item.lead_source, "cơ quan chủ trì", "the lead agency"
    if item.deadline and item.deadline.source:
        yield item.deadline.source, "thời hạn", "the deadline"


def _touching(changes: tuple[Change, ...], place: Place) -> Iterator[Change]:
    """Give the changes within a place of the source; they are in order."""
    at = bisect_left(changes, place.start, key=lambda change: change.source.end)
    while at < len(changes) and changes[at].source.start < place.end:
        yield changes[at]
        at += 1


def left_over(context: CheckContext) -> Iterator[CheckFinding]:
    """R02: a paragraph that is neither an item nor any known part of the document."""
    register = context.register
    roles, _ = keep_ledger(
        context.structure,
        context.repaired,
        items=register.items,
        indicators=register.indicators,
        citations=register.citations,
    )
    for paragraph, role in zip(context.structure.paragraphs, roles, strict=True):
        if role == LEFT_OVER:
            place = context.place(paragraph)
            yield finding("R02", path=context.path_of(paragraph), source=place, words=short(paragraph.text))


_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|kh|gh|gi|qu|ph|th|tr|ch|[bcdghklmnpqrstvx])?"
    r"(?:uye|uya|oai|oay|uay|uoi|uou|ieu|yeu|oeo|uyu|i[aeu]?|y[e]?|u[aeioy]?|o[aeio]?|e[oau]?|a[iouy]?)"
    r"(?:ng|nh|ch|[cmnpt])?"
)
_LEAST_SHARE = 0.6
"""Share of words of Vietnamese form below which a text is not Vietnamese (that has 97 %; English some 40 %)."""
_WORDS_LOOKED_AT = 2000


def not_vietnamese(context: CheckContext) -> Iterator[CheckFinding]:
    """R03: even after repair the text does not read as Vietnamese."""
    if vietnamese_share(context.repaired.text) < _LEAST_SHARE:
        yield finding("R03", path="", source=None)


def vietnamese_share(text: str) -> float:
    """Give the share of the words of a text that have the form of a Vietnamese syllable; 0 for a text of no words."""
    words = re.findall(r"[^\W\d_]{2,}", fold(text[:50_000]))[:_WORDS_LOOKED_AT]
    return sum(bool(_SYLLABLE.fullmatch(word)) for word in words) / len(words) if words else 0.0


def nothing_found(context: CheckContext) -> Iterator[CheckFinding]:
    """R04: not one work item."""
    if not context.register.items:
        yield finding("R04", path="", source=None)


_DAMAGE = {
    "ocr": ("nhận dạng bằng tiếng Anh", "recognised as English"),
    "marks": ("mất dấu", "without marks"),
    "tcvn3": ("bảng mã TCVN3", "TCVN3 encoding"),
    "vni": ("bảng mã VNI", "VNI encoding"),
}


def was_repaired(context: CheckContext) -> Iterator[CheckFinding]:
    """R05: pages had to be repaired."""
    damaged = Counter(kind for kind in context.repaired.damage if kind in _DAMAGE)
    if damaged:
        words = [_DAMAGE[kind] for kind in damaged]
        yield finding(
            "R05",
            path="",
            source=None,
            pages=damaged.total(),
            damage=", ".join(vi for vi, _ in words),
            damage_en=", ".join(en for _, en in words),
            changes=len(context.repaired.changes),
        )


_FACT = re.compile(r"\d|\b[IVX]{1,5}\b")


def _is_another_number(other: Reading, meant: str) -> bool:
    """Tell whether a reading is likely and gives another number, not another letter ("TU", "TƯ") or a mere word."""
    likely = other.probability >= _LIKELY and fold(other.text) != fold(meant)
    return likely and bool(_FACT.search(meant)) and bool(_FACT.search(other.text))


def two_readings(context: CheckContext) -> Iterator[CheckFinding]:
    """R06: a number has another likely reading, outside the deadlines and the labels, which the count confirms."""
    labels = {paragraph.span.start for paragraph in context.structure.paragraphs}
    told = [item.deadline.source for item in context.register.items if item.deadline and item.deadline.source]
    for change in context.repaired.changes:
        likely = [other for other in change.alternatives if _is_another_number(other, change.meant)]
        place = context.repaired.source.place(change.source)
        if likely and change.span.start not in labels and not any(p.start <= place.start < p.end for p in told):
            others = ", ".join(f"“{other.text}” ({percent(other.probability)})" for other in likely)
            yield finding("R06", path="", source=place, words=change.meant, others=others)


CHECKS: tuple[CheckFunction, ...] = (
    doubtful_fact,
    left_over,
    not_vietnamese,
    nothing_found,
    was_repaired,
    two_readings,
)
