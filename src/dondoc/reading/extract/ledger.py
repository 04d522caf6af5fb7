"""The ledger: every paragraph accounted for exactly once.

Zones come first, then the paragraphs in which items and indicators begin; the rest is told by its words and its place.
What orders somebody to do something and stands neither in an item nor under or above one is left over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dondoc.reading.extract.citations import find_references
from dondoc.reading.register import Citation, Coverage, Indicator, Item
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Place
from dondoc.reading.structure.fold import fold, is_capitals
from dondoc.reading.structure.model import Paragraph, Provision, Structure

LEFT_OVER = "unaccounted"
_LOOKED_AT = 400
_OBJECTIVE = re.compile(r"(?:\W|\w{1,4}\W){0,3}(?:muc tieu|muc dich|yeu cau|chi tieu|phan dau|quan diem|nguyen tac)\b")
_MEASURES = re.compile(
    r"(?:\W|\w{1,4}\W){0,3}(?:\w+ ){0,2}(?:nhiem vu|giai phap|noi dung|bien phap|cong viec)[\w ,]{0,40}:"
)
_GROUNDS = re.compile(r"(?:can cu|theo de nghi|xet de nghi|thuc hien|quyet dinh\s*:|quyet nghi\s*:|tren co so)\b")
_PURPOSE = re.compile(
    r"(?:cac )?(?:muc dich|yeu cau|quan diem|nguyen tac|muc tieu|pham vi|doi tuong|tinh hinh|ket qua|han che|"
    r"nguyen nhan|giai thich|ton tai|su can thiet|boi canh|phuong huong|ve ket qua|ve ton tai|danh gia)\b"
)
_ORDER = re.compile(
    r"\b(?:chu tri|giao|co trach nhiem|chiu trach nhiem|phoi hop (?:voi|cung)|tham muu|chi dao|de nghi|bao cao ket qua|"
    r"trinh (?:cap|uy|hoi))\b"
)
_CATCH_ALL = re.compile(
    r"chiu trach nhiem thi hanh|neu (?:co|phat sinh|gap) (?:\w+ ){0,3}(?:kho khan|vuong mac|van de)|tren day la"
)
_SHORTEST_ORDER = 40


@dataclass(frozen=True, slots=True)
class _Followed:
    """The paths that items stand at, with all that lies above and below them."""

    paths: frozenset[str]
    above: frozenset[str]

    @classmethod
    def of(cls, items: Iterable[Item]) -> _Followed:
        """Take the paths of the items and all that lies above them."""
        paths = frozenset(item.path for item in items)
        above = frozenset(path[:at] for path in paths for at, letter in enumerate(path) if letter == "/")
        return cls(paths, above)

    def reaches(self, path: str) -> bool:
        """Tell whether an item stands at, above or below a path."""
        if path in self.paths or path in self.above:
            return True
        return any(path[:at] in self.paths for at, letter in enumerate(path) if letter == "/")


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
    begins = _Begins(structure, repaired)
    for role, places in (("item", [item.source for item in items]), ("indicator", [one.source for one in indicators])):
        for number in begins.touched(places):
            roles.setdefault(number, role)
    followed = _Followed.of(items)
    purposes = _under_purpose(structure)
    for provision in structure.provisions:
        for place, number in enumerate(provision.paragraphs):
            if number not in roles:
                paragraph = structure.paragraphs[number]
                reached = followed.reaches(provision.path)
                roles[number] = _role(paragraph, provision, first=place == 0, followed=reached, purposes=purposes)
    for number in begins.touched([citation.source for citation in citations]):
        if roles.get(number) == "context":
            roles[number] = "citation"
    written = tuple(roles.get(number, LEFT_OVER) for number in range(len(structure.paragraphs)))
    return written, Coverage(len(written), tuple(sorted(Counter(written).items())))


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


class _Begins:
    """Finds the paragraph that a place of the source begins in."""

    def __init__(self, structure: Structure, repaired: RepairedText) -> None:
        spans = [repaired.place_span(paragraph.span) for paragraph in structure.paragraphs]
        order = sorted(range(len(spans)), key=lambda number: spans[number].start)
        self._spans = [(spans[number].start, spans[number].end, number) for number in order]

    def touched(self, places: Sequence[Place]) -> list[int]:
        """Give the paragraphs that places begin in."""
        found: list[int] = []
        at = 0
        for place in sorted(places, key=lambda place: place.start):
            while at + 1 < len(self._spans) and self._spans[at + 1][0] <= place.start:
                at += 1
            back = next(
                (one for one in self._spans[max(0, at - 2) : at + 1][::-1] if one[0] <= place.start < one[1]), None
            )
            if back:
                found.append(back[2])
        return found


def _under_purpose(structure: Structure) -> frozenset[str]:
    """Give the addresses of the provisions that speak of purposes, principles and the situation, not of tasks."""
    found: set[str] = set()
    for provision in structure.provisions:
        if provision.parent in found or _PURPOSE.match(fold(provision.heading[:60])):
            found.add(provision.address)
    return frozenset(found)


def _role(paragraph: Paragraph, provision: Provision, *, first: bool, followed: bool, purposes: frozenset[str]) -> str:
    text = paragraph.text
    folded = fold(text[:_LOOKED_AT])
    if provision.kind == "other":
        return "note"
    if paragraph.cells:
        return "table"
    if is_capitals(text) or (first and _is_heading(text, provision)):
        return "heading"
    if _OBJECTIVE.match(folded):
        return "objective"
    if _MEASURES.match(folded):
        return "measure"
    return _plain_role(text, folded, provision, followed=followed, purpose=provision.address in purposes)


def _is_heading(text: str, provision: Provision) -> bool:
    if provision.kind not in ("part", "section", "annex", "heading", "article", "clause"):
        return False
    return bool(provision.children) or (len(text) < 200 and not text.endswith((".", ";")))


def _plain_role(text: str, folded: str, provision: Provision, *, followed: bool, purpose: bool) -> str:
    if provision.kind == "preamble" or _GROUNDS.match(folded):
        return "citation" if next(find_references(text), None) else "context"
    if purpose:
        return "objective"
    if _CATCH_ALL.search(folded):
        return "context"
    if followed:
        return "measure"
    orders = len(text) >= _SHORTEST_ORDER and _ORDER.search(folded)
    return LEFT_OVER if orders else "context"
