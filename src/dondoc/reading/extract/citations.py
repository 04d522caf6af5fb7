"""Citations: each numbered document that a text names, once, with its date, its issuer and what it is named for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dondoc.reading.extract.dates import FoundDate, find_dates
from dondoc.reading.extract.places import place_of
from dondoc.reading.register import Citation, Directive, Relation
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Span
from dondoc.reading.structure.fold import CAPITALS, any_of, fold
from dondoc.reading.structure.model import Paragraph, Structure
from dondoc.reading.vocabulary import vocabulary

_DOCUMENTS = vocabulary("documents")
_TYPES: dict[str, str] = {symbol: kind for kind, symbols in _DOCUMENTS["symbols"].items() for symbol in symbols}
_NAMED_TYPE: dict[str, re.Pattern[str]] = {
    kind: re.compile(rf"\b(?:{any_of(words)})\s*$") for kind, words in _DOCUMENTS["names"].items()
}
_LETTER = "A-ZĐƯÂÊÔĂƠ"
# A number, a bar or hyphen, and a symbol in capitals: 57-NQ/TW, 623/QĐ-TTg, 72/2025/QH15, 66.2/2025/NQ-CP, 459-KHHĐ/TU,
# 02-2026/NQ-CP.
_SYMBOL = (
    rf"[{_LETTER}][{_LETTER}a-zđ]{{0,7}}\d{{0,3}}(?:\s?[-–.&]\s?[{_LETTER}][{_LETTER}a-zđ.]{{0,9}}\d{{0,3}}){{0,3}}"
)
_REFERENCE = re.compile(
    rf"(?:(?<![\w/.,-])|(?<=\bs[ốôo06]))(?P<number>\d{{1,5}}(?:\.\d{{1,2}})?[a-zđ]?)\s?"
    rf"(?:(?P<slash>/)\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?|[-–](?P<hyphened_year>(?:19|20)\d\d)\s?/\s?"
    rf"|(?P<hyphen>[-–])\s?)"
    rf"(?P<symbol>{_SYMBOL}(?:\s?/\s?(?:{_SYMBOL}|T[ừứúụủưũ](?!\w)))?)(?![\w/])"
)
_NUMBERED = re.compile(r"s[o06]\s*[:.]?\s*$")
_ISSUER = re.compile(
    r"\s*,?\s*của\s+(?P<issuer>[^,;.:()“”\"\n]{3,90}?)"
    r"(?=\s+(?i:về|v/v|ban hành|phê duyệt|quy định|hướng dẫn|thực hiện|triển khai|tại|trong|nhằm|kèm|"
    r"và\s+(?:Quyết|Nghị|Chỉ|Kế|Kết|Chương|Công|Thông))"
    r"|\s*[,;.:()“”\"\n]|\s*$)"
)
_THIS = rf"(?:{any_of(word for words in _DOCUMENTS['names'].values() for word in words)}) nay"
_ACTS = (
    ("supersedes", re.compile(rf"{_THIS}[^.;]{{0,80}}\bthay the\b[^.;]{{0,160}}$")),
    ("repeals", re.compile(r"(?:^|[.;:] ?|\d ?\. ?)\s*(?:bai bo|huy bo)\b[^.;]{0,160}$")),
    (
        "amends",
        re.compile(r"(?:^|[.;:] ?)(?:dieu \d+\.? ?|\d+\. ?|[a-z]\) ?)?(?:ve viec )?sua doi, bo sung[^.;]{0,160}$"),
    ),
)
_IMPLEMENTS = re.compile(r"\W*(?:de )?(?:thuc hien|trien khai|to chuc thuc hien|cu the hoa|quan triet|thi hanh)\b")
_LISTED = re.compile(r"(?:[;,]|\bva)\s*(?:(?:cac )?[a-z]+ ){1,3}(?:so\s*)?$")


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A reference in a text: its span, and the reference without spaces."""

    span: Span
    reference: str
    symbol: str


def find_references(text: str) -> Iterator[FoundReference]:
    """Give the numbered documents that a text names, in order, every time they are named.

    Takes NFC text. `reference` is the number and symbol without spaces ("57-NQ/TW"). What only looks like one
    ("24/7", "28/63", "2021 - 2025", "7-7,5%/năm") is left out.
    """
    for match in _REFERENCE.finditer(text):
        written = match["symbol"].rstrip(". ")  # the stop of the sentence is none of it
        symbol = re.sub(r"/T[ừứúụủưũ]$", "/TU", re.sub(r"\s", "", written).replace("–", "-"))
        if not _is_symbol(symbol, hyphened=match["hyphen"] is not None) or _is_label(text, match, symbol):
            continue
        bar = "-" if match["hyphen"] or match["hyphened_year"] else "/"
        year = f"{year}/" if (year := match["year"] or match["hyphened_year"]) else ""
        span = Span(match.start(), match.start("symbol") + len(written))
        yield FoundReference(span, f"{match['number']}{bar}{year}{symbol}", symbol)


def _is_symbol(symbol: str, *, hyphened: bool) -> bool:
    if hyphened:
        return "/" in symbol
    capitals = sum(letter.isupper() for letter in symbol)
    return capitals >= 2


_LABEL = re.compile(r"\s*\d{1,2}/\s?")


def _is_label(text: str, match: re.Match[str], symbol: str) -> bool:
    """Tell whether a number and a bar at the head of a paragraph label it: "5/ UBND các xã"."""
    opens = not text[: match.start()].strip() and _LABEL.match(text) is not None
    return opens and not {"-", "/"} & set(symbol) and not match["year"]


def key_of(reference: str | None) -> str:
    """Give the form in which references are compared: capitals, no spaces, `Đ` as `D`, "số" left out."""
    return re.sub(r"[\s.]+$|\s", "", (reference or "").upper().replace("–", "-")).replace("Đ", "D")


def find_citations(structure: Structure, repaired: RepairedText, head: Directive) -> tuple[Citation, ...]:
    """Give the documents a directive names, each once, in the order they are first named.

    The directive itself is none of them. A citation keeps the best of what its mentions say: the first date, issuer
    and type given; the strongest kind (supersedes, repeals, amends, implements, cites); the place of the first
    mention in running text.
    """
    own = key_of(head.reference)
    found: dict[str, Citation] = {}
    for citation in _mentions(structure, repaired):
        key = key_of(citation.reference)
        if key == own:
            continue
        found[key] = _merged(found[key], citation) if key in found else citation
    return tuple(found.values())


def _mentions(structure: Structure, repaired: RepairedText) -> Iterator[Citation]:
    paths = {number: provision.path for provision in structure.provisions for number in provision.paragraphs}
    openings = {*structure.zones.letterhead, *_preamble(structure)}
    left_out = {*structure.zones.stamps, *structure.zones.furniture, *structure.zones.signature}
    for paragraph in structure.paragraphs:
        if paragraph.number not in left_out:
            opening = paragraph.number in openings
            yield from _cited_in(paragraph, paths.get(paragraph.number, ""), repaired, opening=opening)


def _cited_in(paragraph: Paragraph, path: str, repaired: RepairedText, *, opening: bool) -> Iterator[Citation]:
    text = paragraph.text
    references = list(find_references(text))
    if not references:
        return
    dates = {date.span.start: date for date in find_dates(text)}
    ends = [found.span.start for found in references[1:]] + [len(text)]
    before = 0
    for found, until in zip(references, ends, strict=True):
        date = _date_after(text, found.span.end, until, dates)
        named = date.span.end if date else found.span.end
        issuer = _ISSUER.match(text, named, min(until, found.span.end + 160))
        words = fold(text[max(before, found.span.start - 240) : found.span.start])
        yield Citation(
            reference=found.reference,
            document_type=_type_of(words, found.symbol),
            issued_on=date.day if date else None,
            issued_by=issuer["issuer"].strip() if issuer else None,
            kind=_kind_of(text, found, opening=opening, first=found is references[0]),
            path=path,
            source=place_of(repaired, paragraph, found.span),
            subject=_subject(
                text, found, issuer.end() if issuer else (date.span.end if date else found.span.end), until
            ),
        )
        before = found.span.end


_SUBJECT = re.compile(
    r"\s*,?\s*[“\"]?(?P<subject>(?i:về|ban hành|phê duyệt|quy định|hướng dẫn|công bố)\s[^;.\n]{4,220}?)[”\"]?"
    r"(?=\s*(?:[;.\n]|$|\(sau đây|"
    r",\s*(?:Nghị|Quyết|Chỉ thị|Kế hoạch|Công văn|Chương trình|Luật|Thông|Kết luận|Hướng dẫn)\b))"
)
_LAW_NAME = re.compile(rf"(?P<name>(?:Bộ luật|Luật)\s+[{CAPITALS}][^;:.()\d]{{2,90}}?)\s*(?:số)?\s*$")


def _subject(text: str, found: FoundReference, start: int, until: int) -> str | None:
    """What a document is about: the words after its date and issuer; of a law the name before its number."""
    if law := _LAW_NAME.search(text[max(0, found.span.start - 120) : found.span.start]):
        return law["name"].strip()
    match = _SUBJECT.match(text, start, min(len(text), max(until, start) + 240, start + 260))
    return match["subject"].strip(" ,") if match else None


_BEFORE_DATE = re.compile(r"[\s,(]*(?:(?:được )?(?:ban hành|ký)\s+)?(?:ngày\s*)?", re.IGNORECASE)


def _date_after(text: str, start: int, until: int, dates: dict[int, FoundDate]) -> FoundDate | None:
    match = _BEFORE_DATE.match(text, start)
    places = {start, match.end() if match else start}
    if match:
        words = match.group(0)
        places.update(start + at for at in range(len(words) + 1))
    return next((dates[at] for at in sorted(places) if at in dates and at < until), None)


def _type_of(before: str, symbol: str) -> str | None:
    words = _NUMBERED.sub("", before).rstrip()
    for kind, pattern in _NAMED_TYPE.items():
        if pattern.search(words):
            return kind
    return type_of_symbol(symbol)


def type_of_symbol(symbol: str) -> str | None:
    """Give the type of document a symbol stands for: "QĐ-TTg" is a decision; a symbol without a type is a letter's."""
    first = re.split(r"[-/.]", symbol.upper())[0]
    if first.startswith("QH"):
        return "law"
    return _TYPES.get(first)


def _preamble(structure: Structure) -> Iterator[int]:
    for provision in structure.provisions:
        if provision.kind == "preamble":
            yield from provision.paragraphs


def _kind_of(text: str, found: FoundReference, *, opening: bool, first: bool) -> str:
    """What a document is named for. It is implemented where the title or the opening says so of the whole directive."""
    before = fold(text[max(0, found.span.start - 240) : found.span.start])
    act = next((kind for kind, pattern in _ACTS if pattern.search(before)), None)
    if act:
        return act
    if opening and _IMPLEMENTS.match(fold(text[:40])) and (first or _LISTED.search(before)):
        return "implements"
    return "cites"


def relations_of(citations: Iterable[Citation]) -> tuple[Relation, ...]:
    """Give the relations of a directive: the citations that do more than cite, and those that stand in its opening."""
    return tuple(
        Relation(citation.kind, citation.reference, citation.issued_on)
        for citation in citations
        if citation.kind != "cites" or not citation.path
    )


_STRENGTH = ("supersedes", "repeals", "amends", "implements", "cites")


def _merged(first: Citation, again: Citation) -> Citation:
    return replace(
        first,
        reference=min(first.reference, again.reference, key=_capitals),
        document_type=first.document_type or again.document_type,
        issued_on=first.issued_on or again.issued_on,
        issued_by=first.issued_by or again.issued_by,
        subject=first.subject or again.subject,
        kind=min(first.kind, again.kind, key=_STRENGTH.index),
        path=first.path or again.path,
    )


def _capitals(reference: str) -> int:
    """A title set in capitals loses the small letters of a reference: the mention with fewer capitals is true."""
    return sum(letter.isupper() for letter in reference)
