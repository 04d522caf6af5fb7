"""C: citations that cannot be looked up, contradict each other or the document itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import finding, short
from dondoc.reading.checks.kind import CheckFunction
from dondoc.reading.checks.mentions import Mention, mentions_in
from dondoc.reading.checks.products import product_name
from dondoc.reading.checks.writing import day
from dondoc.reading.extract.citations import key_of
from dondoc.reading.extract.folding import fold
from dondoc.reading.register import CheckFinding
from dondoc.reading.source import Span

_YEAR = re.compile(r"[/-]((?:19|20)\d\d)/")


def without_date(context: CheckContext) -> Iterator[CheckFinding]:
    """C01: neither a date nor a year tells which document is meant."""
    years = {mention.key for mention in mentions_in(context) if mention.year_named}
    for citation in context.register.citations:
        told = _YEAR.search(citation.reference) or key_of(citation.reference) in years
        if citation.issued_on is None and not told:
            yield finding(
                "C01",
                path=citation.path,
                source=citation.source,
                subject=citation.reference,
                reference=citation.reference,
            )


_PARTY_BODY = r"(?:TW|TU|ĐU|HU|TƯ|BCĐTW|UBKTTW)"
_STATE_BODY = r"(?:TTG|CP|UBND|HĐND|QH\d+|BNV|BTC|BCA|BTP|BYT|BGDĐT)"
_PARTY_FORM = "văn bản của Đảng viết “số-loại/cơ quan”", "Party documents are “number-type/body”"
_STATE_FORM = "văn bản nhà nước viết “số/loại-cơ quan”", "State documents are “number/type-body”"
_NO_YEAR = "thiếu năm ban hành", "the year is missing"
_FORMS = (
    (re.compile(rf"\d+[A-ZĐ]?/[A-ZĐ]+-{_PARTY_BODY}"), _PARTY_FORM),
    (re.compile(rf"\d+-[A-ZĐ]+/{_STATE_BODY}"), _STATE_FORM),
    (re.compile(r"\d+/(?:NĐ-CP|TTLT-[A-ZĐ-]+|TT-[A-ZĐ]+|QH\d+)"), _NO_YEAR),
)
_SYMBOLS_OF = {
    "chi thi": ("CT",),
    "nghi quyet": ("NQ", "QH", "UBTVQH"),
    "nghi dinh": ("NĐ", "ND"),
    "quyet dinh": ("QĐ", "QD"),
    "quy dinh": ("QĐ", "QD", "QYĐ"),
    "ket luan": ("KL", "TB"),
    "ke hoach": ("KH",),
    "chuong trinh": ("CTR", "CTHĐ", "CTHD", "CTPH"),
    "thong tu": ("TT",),
    "huong dan": ("HD",),
}


def malformed(context: CheckContext) -> Iterator[CheckFinding]:
    """C02: the reference has not the form of its kind, or not that of the type it is called by."""
    own = context.register.directive.reference
    if own and (reason := _wrong_form(own)):
        values = {"reference": own, "reason": reason[0], "reason_en": reason[1]}
        yield finding("C02", path="", source=None, subject=own, **values)
    seen = {key_of(own)} if own else set()
    for mention in mentions_in(context):
        reason = _reason(mention)
        if reason and mention.key not in seen:
            seen.add(mention.key)
            yield _about_mention("C02", context, mention, reason=reason[0], reason_en=reason[1])


def _wrong_form(reference: str) -> tuple[str, str] | None:
    return next((reason for pattern, reason in _FORMS if pattern.fullmatch(reference.upper())), None)


def _reason(mention: Mention) -> tuple[str, str] | None:
    if wrong := _wrong_form(mention.reference):
        return wrong
    allowed = _SYMBOLS_OF.get(mention.type_word or "")
    symbol = re.sub(r"^\d+(?:\.\d+)?[A-ZĐ]?[-/](?:\d{4}/)?", "", mention.reference.upper())
    if allowed and symbol and not symbol.startswith(allowed) and symbol.startswith(_ALL_SYMBOLS):
        return "ký hiệu không khớp loại văn bản", "the symbol does not fit the type of document"
    return None


_ALL_SYMBOLS = tuple({symbol for symbols in _SYMBOLS_OF.values() for symbol in symbols})


def _about_mention(code: str, context: CheckContext, mention: Mention, **values: object) -> CheckFinding:
    return finding(
        code,
        path=context.path_of(mention.paragraph),
        source=context.place(mention.paragraph, mention.span),
        subject=mention.reference,
        reference=mention.reference,
        **values,
    )


def cited_two_ways(context: CheckContext) -> Iterator[CheckFinding]:
    """C03: two mentions of one document give different dates."""
    first: dict[str, Mention] = {}
    for mention in mentions_in(context):
        if mention.issued_on is None:
            continue
        other = first.setdefault(mention.key, mention)
        if other.issued_on and other.issued_on != mention.issued_on and _same_type(other, mention):
            dates = [f"ngày {day(date)}" for date in (other.issued_on, mention.issued_on)]
            yield _about_mention("C03", context, mention, first=dates[0], second=dates[1])


def _same_type(first: Mention, second: Mention) -> bool:
    """Two documents of different type may share a reference ("Luật số …", "Nghị quyết số …")."""
    return first.type_word is None or second.type_word is None or first.type_word == second.type_word


_CARRY_OUT = re.compile(r"\b(?:tiep tuc|thuc hien|trien khai|quan triet)\b[^.;]{0,100}$")
_OLD = re.compile(r"\b(?:thay the|bai bo|huy bo|het hieu luc|sua doi|ket qua|so ket|tong ket|danh gia)\b[^.;]{0,100}$")
_RELATIONS = {"supersedes": "thay thế", "repeals": "bãi bỏ"}


def cites_what_it_replaces(context: CheckContext) -> Iterator[CheckFinding]:
    """C04: the document replaces or repeals what it elsewhere orders carried out."""
    replaced = {
        key_of(citation.reference): _RELATIONS[citation.kind]
        for citation in context.register.citations
        if citation.kind in _RELATIONS
    }
    for mention in mentions_in(context) if replaced else ():
        before = fold(mention.paragraph.text[max(0, mention.span.start - 140) : mention.span.start])
        if mention.key in replaced and _CARRY_OUT.search(before) and not _OLD.search(before):
            path = context.path_of(mention.paragraph)
            yield finding(
                "C04",
                path=path,
                source=context.place(mention.paragraph, mention.span),
                subject=mention.reference,
                reference=mention.reference,
                relation=replaced[mention.key],
            )


def dated_after_issue(context: CheckContext) -> Iterator[CheckFinding]:
    """C05: what is cited is dated after this document."""
    issued = context.register.directive.issued_on
    for citation in context.register.citations:
        if issued and citation.issued_on and citation.issued_on > issued:
            yield finding(
                "C05",
                path=citation.path,
                source=citation.source,
                subject=citation.reference,
                reference=citation.reference,
                date=day(citation.issued_on),
                issued=day(issued),
            )


def year_and_date_differ(context: CheckContext) -> Iterator[CheckFinding]:
    """C06: the year within the reference is not that of the date."""
    for citation in context.register.citations:
        year = _YEAR.search(citation.reference)
        if year and citation.issued_on and int(year[1]) != citation.issued_on.year:
            yield finding(
                "C06",
                path=citation.path,
                source=citation.source,
                subject=citation.reference,
                reference=citation.reference,
                year=year[1],
                date=day(citation.issued_on),
            )


_UNNUMBERED = re.compile(
    r"(?<!cac )(?<!nhung )\b(?:nghi quyet|chi thi|ket luan|quyet dinh|ke hoach)\s+cua\s+"
    r"(?:bo chinh tri|ban bi thu|thu tuong chinh phu|chinh phu|quoc hoi"
    r"|hoi dong nhan dan tinh|uy ban nhan dan tinh|tinh uy)\s+ve\s+"
)


def named_without_number(context: CheckContext) -> Iterator[CheckFinding]:
    """C07: a document that is named by type, body and subject only; one that is still to be drawn up has no number."""
    products = {fold(name) for name in map(product_name, context.register.items) if name}
    for paragraph in context.body:
        folded = fold(paragraph.text)
        for match in _UNNUMBERED.finditer(folded):
            is_new = folded.startswith(tuple(products), match.start()) or _DRAWN_UP.search(
                folded[max(0, match.start() - 60) : match.start()]
            )
            if paragraph.text[match.start()].isupper() and not is_new:
                name = short(paragraph.text[match.start() : match.end() + 60], 70)
                place = context.place(paragraph, Span(*match.span()))
                yield finding("C07", path=context.path_of(paragraph), source=place, name=name)


_DRAWN_UP = re.compile(r"\b(?:xay dung|ban hanh|trinh|du thao|soan thao)\s+(?:\w+\s+){0,4}$")
_USUAL = 0.75  # share of citations written with "số" from which the others stand out


def not_written_alike(context: CheckContext) -> Iterator[CheckFinding]:
    """C08: a few citations lack the "số" that the others have."""
    by_form: dict[bool, list[Mention]] = defaultdict(list)
    for mention in mentions_in(context):
        if mention.type_word:
            by_form[mention.numbered].append(mention)
    usual, odd = by_form[True], by_form[False]
    if len(usual) >= 4 and len(usual) >= _USUAL * (len(usual) + len(odd)):
        for mention in {mention.key: mention for mention in reversed(odd)}.values():
            yield _about_mention("C08", context, mention, words=mention.words)


CHECKS: tuple[CheckFunction, ...] = (
    without_date,
    malformed,
    cited_two_ways,
    cites_what_it_replaces,
    dated_after_issue,
    year_and_date_differ,
    named_without_number,
    not_written_alike,
)
