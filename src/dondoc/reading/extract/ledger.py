"""The ledger: every paragraph accounted for exactly once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dondoc.reading.extract.citations import find_references
from dondoc.reading.register import Citation, Coverage, Indicator, Item
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Place
from dondoc.reading.structure.fold import fold, is_capitals
from dondoc.reading.structure.model import Paragraph, Provision, Structure

LEFT_OVER = "unaccounted"
_OBJECTIVE = re.compile(r"(?:\W|\w{1,3}\W)*(?:muc tieu|muc dich|yeu cau|chi tieu|phan dau|quan diem)\b")
_MEASURES = re.compile(
    r"(?:\W|\w{1,3}\W)*(?:\w+ ){0,2}(?:nhiem vu|giai phap|noi dung|bien phap|cong viec)[\w ,]{0,40}:"
)
_GROUNDS = re.compile(r"(?:can cu|theo de nghi|xet de nghi|thuc hien|quyet dinh\s*:|quyet nghi\s*:|tren co so)\b")


def keep_ledger(
    structure: Structure,
    repaired: RepairedText,
    *,
    items: Sequence[Item] = (),
    indicators: Sequence[Indicator] = (),
    citations: Sequence[Citation] = (),
) -> tuple[tuple[str, ...], Coverage]:
    """Give the role of each paragraph, in order, and the counts.

    Takes what was extracted. The roles: furniture, stamp, letterhead, signature, recipients, note, item, indicator,
    objective, measure, heading, table, citation, context and "unaccounted", which a check reports. Guarantee: one
    role a paragraph; the counts add up to the number of paragraphs.
    """
    roles = _zone_roles(structure)
    starts = [repaired.place_span(paragraph.span).start for paragraph in structure.paragraphs]
    ends = [repaired.place_span(paragraph.span).end for paragraph in structure.paragraphs]
    for role, places in (
        ("item", [item.source for item in items]),
        ("indicator", [indicator.source for indicator in indicators]),
    ):
        for number in _touched(places, starts, ends):
            roles.setdefault(number, role)
    for provision in structure.provisions:
        _provision_roles(structure, provision, roles)
    cited = set(_touched([citation.source for citation in citations], starts, ends))
    written = tuple(
        roles.get(number) or ("citation" if number in cited else LEFT_OVER)
        for number in range(len(structure.paragraphs))
    )
    counts = Counter(written)
    return written, Coverage(len(written), tuple(sorted(counts.items())))


def _zone_roles(structure: Structure) -> dict[int, str]:
    zones = structure.zones
    named = (
        ("furniture", zones.furniture),
        ("stamp", zones.stamps),
        ("letterhead", zones.letterhead),
        ("signature", zones.signature),
        ("recipients", zones.recipients),
    )
    return {number: role for role, numbers in named for number in numbers}


def _touched(places: Sequence[Place], starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Give the paragraphs that places of the source begin in; both are in order of the source but for furniture."""
    touched: list[int] = []
    order = sorted(range(len(starts)), key=lambda number: starts[number])
    at = 0
    for place in sorted(places, key=lambda place: place.start):
        while at + 1 < len(order) and starts[order[at + 1]] <= place.start:
            at += 1
        if order and starts[order[at]] <= place.start < max(ends[order[at]], starts[order[at]] + 1):
            touched.append(order[at])
    return touched


def _provision_roles(structure: Structure, provision: Provision, roles: dict[int, str]) -> None:
    for place, number in enumerate(provision.paragraphs):
        if number in roles:
            continue
        role = _role(structure.paragraphs[number], provision, first=place == 0)
        if role:
            roles[number] = role


def _role(paragraph: Paragraph, provision: Provision, *, first: bool) -> str | None:
    text, folded = paragraph.text, fold(paragraph.text[:120])
    if provision.kind == "other":
        return "note"
    if paragraph.cells:
        return "table"
    if (
        first
        and provision.kind in ("part", "section", "annex", "heading", "article")
        and (len(text) < 200 or provision.children)
    ):
        return "heading"
    if is_capitals(text):
        return "heading"
    if _OBJECTIVE.match(folded):
        return "objective"
    if _MEASURES.match(folded):
        return "measure"
    if provision.kind == "preamble" or _GROUNDS.match(folded):
        return "citation" if next(find_references(text), None) else "context"
    if provision.kind in ("bullet", "point", "item", "clause") or first:
        return "measure"
    return "context"
