"""S, P and C: the head of the document, its signature, recipients and annexes, held against what the body says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import finding
from dondoc.reading.checks.kind import CheckFunction
from dondoc.reading.checks.lead import OFFICE_HOLDERS, agency_key, is_known_agency
from dondoc.reading.checks.mentions import Mention, mentions_in
from dondoc.reading.checks.periods_of import find_periods
from dondoc.reading.checks.writing import day
from dondoc.reading.extract.citations import find_references, key_of
from dondoc.reading.extract.folding import fold
from dondoc.reading.register import CheckFinding

_KEPT = re.compile(r"\bluu\b")
# Who is meant by these cannot be told from the list: those addressed above, or every body there is.
_ALL = re.compile(
    r"\bnhu\b|\b(?:cac|thanh vien)\b.*\b(?:co quan|don vi|nganh|doan the|to chuc|phong)\b"
    r"|\bcac (?:\w+ ){0,2}ban\b(?! nhan dan)|\bcac\b.*\btruc thuoc\b"
)
_CLASS = re.compile(
    r"\bcac\s+(?P<kind>bo|so|cuc|vu|huyen uy|dang uy|uy ban nhan dan)\b|\b(?P<of>uy ban nhan dan) cac\b"
)


def recipients_lack_a_body(context: CheckContext) -> Iterator[CheckFinding]:
    """S08: a body that leads work is not among those who get the document."""
    told = [agency_key(entry) for entry in context.register.directive.recipients]
    whole = len(told) > 1 and any(_KEPT.match(entry) for entry in told)
    missing = _missing(context, told) if whole and not any(_ALL.search(entry) for entry in told) else ()
    if missing:
        first = context.structure.zones.recipients[:1]
        place = context.place(context.structure.paragraphs[first[0]]) if first else None
        yield finding("S08", path="", source=place, bodies="; ".join(missing))


def _missing(context: CheckContext, told: list[str]) -> tuple[str, ...]:
    kinds = {match["kind"] or match["of"] for entry in told for match in _CLASS.finditer(entry)}
    issuer = agency_key(context.register.directive.issued_by or "")
    leads = dict.fromkeys(
        item.lead_agency for item in context.register.items if item.lead_agency and not item.lead_is_class
    )
    return tuple(
        name for name in leads if is_known_agency(name) and _gets_nothing(agency_key(name), told, kinds, issuer)
    )


def _gets_nothing(key: str, told: list[str], kinds: set[str], issuer: str) -> bool:
    if key in issuer or (issuer and issuer in key) or key.startswith("van phong") or OFFICE_HOLDERS.match(key):
        return False
    return not any(key in entry for entry in told) and not any(key.startswith(f"{kind} ") for kind in kinds)


_FOR_A_BODY = re.compile(r"^\W*tm\s*\.\s*(?P<body>(?:so|bo(?! chinh tri)|cuc|vu|chi cuc|phong|truong|trung tam)\b.*)")
_FOR_THE_HEAD = re.compile(r"^\W*kt\s*\.\s*(?P<role>.+?)\W*$")
_DEPUTY = re.compile(
    r"^\W*(?P<role>pho (?:chu tich|giam doc|thu tuong|truong|chanh|cuc truong|vu truong|chu nhiem).*?)\W*$"
)


def wrong_authority(context: CheckContext) -> Iterator[CheckFinding]:
    """S10: the line above the signature does not fit who signs: a deputy without KT., a head with KT., TM. office."""
    zone = [context.structure.paragraphs[number] for number in context.structure.zones.signature]
    lines = [line for paragraph in zone for line in paragraph.text.splitlines()]
    if re.search(r"\bt/m\b|\bk/t\b|\bbi thu\b", fold("\n".join(lines))):  # the forms of the Party are others
        return
    fault = _fault(lines)
    if fault:
        words, reason, reason_en = fault
        yield finding(
            "S10", path="", source=context.place(zone[0]), words=words.strip(), reason=reason, reason_en=reason_en
        )


def _fault(lines: Sequence[str]) -> tuple[str, str, str] | None:
    folded = [fold(line) for line in lines]
    for_the_head = next(filter(None, map(_FOR_THE_HEAD.match, folded)), None)
    for words, line in zip(lines, folded, strict=True):
        if _FOR_A_BODY.match(line):
            return words, _LED, _LED_EN
        if _DEPUTY.match(line) and not for_the_head and not re.search(r"\bkt\s*\.", line):
            return words, _NO_KT, _NO_KT_EN
        if for_the_head and re.sub(r"\W", "", line) == re.sub(r"\W", "", for_the_head["role"]):
            return words, _IS_HEAD, _IS_HEAD_EN
    return None


_LED = "cơ quan làm việc theo chế độ thủ trưởng không ký thay mặt (TM.)"
_LED_EN = "an agency led by one person does not sign on behalf (TM.)"
_NO_KT = "cấp phó ký mà không có “KT.” của cấp trưởng"
_NO_KT_EN = "a deputy signs without “KT.” of the head"
_IS_HEAD = "ký thay (KT.) nhưng chức vụ người ký lại là cấp trưởng"
_IS_HEAD_EN = "signed in place of the head (KT.) by the head"


_DRAFTED = r"(?:ke hoach|chuong trinh(?: hanh dong)?|de an|chi thi|quy che|danh muc|bo chi so|chien luoc)"
_OWN_NAME = re.compile(rf"\bban hanh\s+(?:kem theo quyet dinh nay\s+)?{_DRAFTED}\b(?P<name>[^;\d]{{0,250}})$")


def own_period_differs(context: CheckContext) -> Iterator[CheckFinding]:
    """P05: the words that issue the document name another period than its title."""
    own = next(
        (period for period in find_periods(context.register.directive.subject or "") if not period.is_term), None
    )
    for paragraph in context.body if own else ():
        for period in find_periods(paragraph.text):
            issues = _OWN_NAME.search(fold(paragraph.text[: period.span.start]))
            if own and issues and not period.is_term and (own.first, own.last) != (period.first, period.last):
                place = context.place(paragraph, period.span)
                path = context.path_of(paragraph)
                yield finding("P05", path=path, source=place, period=own.years, other=period.years)


def other_document_than_the_title(context: CheckContext) -> Iterator[CheckFinding]:
    """C10: the title carries out one document, the words under it another one of the same kind."""
    subject = fold(context.register.directive.subject or "")
    named = {
        key_of(found.reference): found.reference for found in find_references(context.register.directive.subject or "")
    }
    title = {paragraph.number for paragraph in context.body if named and fold(paragraph.text).strip() in subject}
    mentions = [each for each in mentions_in(context) if named and each.paragraph.number not in title]
    told = {mention.key for mention in mentions}
    for key, reference in named.items():
        if key not in told:
            yield from _taken_for(context, mentions, reference)


def _taken_for(context: CheckContext, mentions: list[Mention], reference: str) -> Iterator[CheckFinding]:
    for mention in mentions:
        path = context.path_of(mention.paragraph)
        if not path and _symbol(mention.reference) == _symbol(reference):
            yield finding(
                "C10",
                path=path,
                source=context.place(mention.paragraph, mention.span),
                subject=mention.reference,
                reference=reference,
                other=mention.reference,
            )
            return


_ATTACHED = re.compile(r"^\W*(?:\w+\s+){0,6}?kem theo\b")


def attached_to_another(context: CheckContext) -> Iterator[CheckFinding]:
    """C11: an annex says that it goes with a document of another number or day than the one it stands in."""
    head = context.register.directive
    for mention in mentions_in(context) if head.reference else ():
        is_head = len(mention.paragraph.text) < _LINE and _ATTACHED.match(fold(mention.paragraph.text))
        if not is_head or not head.reference or _symbol(mention.reference) != _symbol(head.reference):
            continue
        other_day = mention.issued_on and head.issued_on and mention.issued_on != head.issued_on
        if mention.key != key_of(head.reference) or other_day:
            day_said = f" ngày {day(mention.issued_on)}" if mention.issued_on else ""
            own_day = f" ngày {day(head.issued_on)}" if head.issued_on else ""
            yield finding(
                "C11",
                path=context.path_of(mention.paragraph),
                source=context.place(mention.paragraph, mention.span),
                subject=mention.reference,
                other=f"{mention.reference}{day_said}",
                own=f"{head.reference}{own_day}",
            )


_LINE = 250  # letters of the line in brackets under the title of an annex
_AS_ARTICLE = re.compile(r"\bnhu dieu (?P<number>\d{1,2})\b")


def recipients_by_a_missing_article(context: CheckContext) -> Iterator[CheckFinding]:
    """S11: "Như Điều 3" among the recipients of a document whose last article is another."""
    articles = [provision.label for provision in context.structure.provisions if provision.kind == "article"]
    numbers = [int(found[0]) for label in articles if (found := re.findall(r"\d+", label))]
    for entry in context.register.directive.recipients if numbers else ():
        named = _AS_ARTICLE.search(fold(entry))
        if named and int(named["number"]) not in numbers:
            first = context.structure.zones.recipients[:1]
            place = context.place(context.structure.paragraphs[first[0]]) if first else None
            yield finding("S11", path="", source=place, words=entry, article=f"Điều {named['number']}")


def _symbol(reference: str) -> str:
    return reference.upper().lstrip("0123456789")


CHECKS: tuple[CheckFunction, ...] = (
    recipients_lack_a_body,
    wrong_authority,
    own_period_differs,
    other_document_than_the_title,
    attached_to_another,
    recipients_by_a_missing_article,
)
