"""S: numbering, repetitions and missing parts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import about_item, finding, short
from dondoc.reading.checks.kind import CheckFunction
from dondoc.reading.checks.products import product_name
from dondoc.reading.extract.citations import find_references
from dondoc.reading.extract.folding import fold
from dondoc.reading.register import CheckFinding
from dondoc.reading.source import Place, Span
from dondoc.reading.structure.labels import OFFICIAL_LETTERS, Label, read_label, roman_numeral
from dondoc.reading.structure.model import Provision

_NUMBERED_KINDS = frozenset({"part", "section", "article", "clause", "point", "item", "annex"})


def numbering_gap(context: CheckContext) -> Iterator[CheckFinding]:
    """S01: a number is left out between two that follow each other."""
    for siblings in _numbered_siblings(context):
        for (_, before), (provision, label) in pairwise(siblings):
            missing = _next_of(before)
            steps = _steps(before, label)
            if before.style == label.style and 1 < steps <= 3 and before.value[:-1] == label.value[:-1]:
                yield finding(
                    "S01",
                    path=provision.path,
                    source=_place_of(context, provision),
                    before=before.text,
                    after=label.text,
                    missing=missing,
                )


def number_used_twice(context: CheckContext) -> Iterator[CheckFinding]:
    """S02: neighbours bear the same number; told once where it begins, with how many bear it."""
    for siblings in _numbered_siblings(context):
        for _, same in groupby(siblings, key=lambda one: (one[1].style, one[1].value)):
            bearers = list(same)
            if len(bearers) > 1:
                provision, label = bearers[1]
                place = _place_of(context, provision)
                parent = provision.parent or "văn bản"
                yield finding(
                    "S02",
                    path=provision.path,
                    source=place,
                    label=label.text,
                    count=len(bearers),
                    parent=parent,
                )


def _numbered_siblings(context: CheckContext) -> Iterator[Sequence[tuple[Provision, Label]]]:
    by_parent: dict[str | None, list[tuple[Provision, Label]]] = defaultdict(list)
    for provision in context.structure.provisions:
        if provision.kind in _NUMBERED_KINDS:
            label = read_label(f"{provision.label}. X") or read_label(f"{provision.label} X")
            if label is not None and label.value:
                by_parent[provision.parent].append((provision, label))
    yield from by_parent.values()


_CAPITALS = OFFICIAL_LETTERS.upper().replace("Đ", "")  # parts in capitals go on from D to E


def _steps(before: Label, label: Label) -> int:
    """Give how far a label counts on from another; 1 for the next."""
    if {before.text, label.text} <= set(_CAPITALS):
        return _CAPITALS.find(label.text) - _CAPITALS.find(before.text)
    return label.value[-1] - before.value[-1]


def _next_of(label: Label) -> str:
    """Give the label that should follow another, in its style."""
    value = label.value[-1] + 1
    if label.style == "roman":
        return roman_numeral(value)
    letter = re.match(r"\(?([a-zđA-ZĐ])\)?$", label.text)
    if letter:
        order = _CAPITALS if letter[1].isupper() else OFFICIAL_LETTERS
        place = order.find(letter[1]) + 1
        return label.text.replace(letter[1], order[place : place + 1])
    return re.sub(r"\d+(?=\)?$)", str(value), label.text)


def _place_of(context: CheckContext, provision: Provision) -> Place | None:
    if not provision.paragraphs:
        return None
    return context.place(context.structure.paragraphs[provision.paragraphs[0]])


def duplicate_item(context: CheckContext) -> Iterator[CheckFinding]:
    """S03: two items with the same title, or that draw up the document of one name, in different places."""
    first: dict[str, str] = {}
    for item in context.register.items:
        key = " ".join(re.findall(r"\w+", fold(product_name(item) or item.title)))
        if item.optional or len(key) < 30:
            continue
        if first.get(key, item.path) != item.path:
            yield about_item("S03", item, other=first[key])
        first.setdefault(key, item.path)


def heading_without_content(context: CheckContext) -> Iterator[CheckFinding]:
    """S04: a part, an article or an annex with nothing under its heading."""
    for provision in context.structure.provisions:
        if provision.kind in ("part", "annex") and not provision.children and len(provision.paragraphs) == 1:
            text = context.structure.paragraphs[provision.paragraphs[0]].text
            if len(text) < 80 and not text.rstrip().endswith((".", ";")):
                place = _place_of(context, provision)
                yield finding("S04", path=provision.path, source=place, label=short(text))


_SHORTEST = 5  # paragraphs from which a text is expected to be numbered


def no_numbering(context: CheckContext) -> Iterator[CheckFinding]:
    """S05: a text of some length without a single number."""
    kinds = Counter(provision.kind for provision in context.structure.provisions)
    if len(context.body) >= _SHORTEST and not any(kinds[kind] for kind in _NUMBERED_KINDS):
        yield finding("S05", path="", source=None)


_HEAD_PARTS = (
    ("reference", "số, ký hiệu", "reference"),
    ("issued_on", "ngày ban hành", "date of issue"),
    ("issued_by", "cơ quan ban hành", "issuing body"),
    ("signatory", "người ký", "signatory"),
)


def head_incomplete(context: CheckContext) -> Iterator[CheckFinding]:
    """S06: number, date, issuer or signatory is not there."""
    missing = [part for part in _HEAD_PARTS if getattr(context.register.directive, part[0]) is None]
    if missing:
        yield finding(
            "S06",
            path="",
            source=None,
            missing=", ".join(part[1] for part in missing),
            missing_en=", ".join(part[2] for part in missing),
        )


_ANNEX = re.compile(r"\b[Pp][Hh][Ụụ] [Ll][Ụụ][Cc](?:\s+số)?(?:\s+(?P<number>[IVX]{1,5}|\d{1,2})\b)?")


def annex_missing(context: CheckContext) -> Iterator[CheckFinding]:
    """S07: an annex is mentioned that the document does not have."""
    there = [fold(p.label) for p in context.structure.provisions if p.kind == "annex"]
    mentioned: set[str] = set()
    headings = {p.paragraphs[0] for p in context.structure.provisions if p.kind == "annex" and p.paragraphs}
    for paragraph in context.body:
        if paragraph.number in headings:
            continue
        for match in _ANNEX.finditer(paragraph.text):
            words = match.group()
            if words in mentioned or not _is_own(paragraph.text, match) or _is_there(match["number"], there):
                continue
            mentioned.add(words)
            place = context.place(paragraph, Span(*match.span()))
            yield finding("S07", path=context.path_of(paragraph), source=place, annex=words)


def _is_own(text: str, match: re.Match[str]) -> bool:
    """Tell whether an annex is one of this document: no other document is named right after it."""
    after = text[match.end() : match.end() + 120].partition(".")[0]
    return next(find_references(after), None) is None and "kèm theo" in after and "Nghị định" not in after


def _is_there(number: str | None, there: list[str]) -> bool:
    if number is None:
        return bool(there)
    return any(label.split()[-1:] == [number.lower()] for label in there)


CHECKS: tuple[CheckFunction, ...] = (
    numbering_gap,
    number_used_twice,
    duplicate_item,
    heading_without_content,
    no_numbering,
    head_incomplete,
    annex_missing,
)
