"""Finds the body of a clause where the grammar of names knows none: places, branches, those told by what they do."""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.extract.agency_grammar import FoundAgency, grammar
from dondoc.reading.extract.cues import cue, spelled_cue
from dondoc.reading.extract.folding import CAPITAL, spelling
from dondoc.reading.extract.laid_on import LaidOn, Subject, ends_in_order, may_stand_before, reports
from dondoc.reading.extract.verbs import is_verb, skip_adverbs
from dondoc.reading.source import Span

_RESPONSIBLE = re.compile(
    r"[\s\-+*]*(?P<name>(?:Cơ quan|Đơn vị|Tổ chức|Cá nhân|Người|Chủ|Doanh nghiệp|Cán bộ|Công chức|Nhà đầu tư|Bộ phận|"
    rf"Trưởng|Thành viên|Ủy viên|Các|Sở|Bộ|Hộ)\s[^;:.]{{3,120}}?|{CAPITAL}[^\W\d_]+(?:\s[^\W\d_]+){{0,5}}?),?\s+"
    r"(?=(?:có|chịu) trách nhiệm\s)"
)


_ASIDE = re.compile(r",?\s+(?:trong pham vi|theo chuc nang|can cu)(?!\w)")


def responsible(text: str, folded: str, span: Span) -> LaidOn | None:
    """Read bodies told by what they do: "Đơn vị thoát nước có trách nhiệm ...", "Người đứng đầu cơ sở ..."."""
    match = _RESPONSIBLE.match(text, span.start, span.end)
    if not match or reports(folded[match.start("name") : match.end("name")]) or is_verb(folded, match.start("name")):
        return None
    aside = _ASIDE.search(folded, match.start("name"), match.end("name"))
    name = Span(match.start("name"), aside.start() if aside else match.end("name"))
    if folded[: name.end].endswith((" nay", " neu tren", " noi tren", " chu tri")):
        return None  # words that stand for a body named before
    return LaidOn(Subject(name, (FoundAgency(name, name.of(text), is_class=True),)), match.end(), ordered=False)


_PLACE = re.compile(
    r"(?:(?:[Tt]ỉnh|[Tt]hành phố|TP\.?|[Tt]hị xã|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Đđ]ặc khu)"
    rf"(?:\s+{CAPITAL}[^\W_]*){{1,4}}|Tỉnh|Thành phố|Địa phương)(?=\s)"
)
_OUGHT = re.compile(
    r"\s+(?:can(?!\s+cu)|phai|tiep tuc|khan truong|chu dong|tap trung|chi dao|co trach nhiem|quan tam|ra soat|som|"
    r"chu tri|phoi hop)"
    r"(?=\s)"
)


def place_as_body(text: str, folded: str, span: Span) -> LaidOn | None:
    """Read a place that is told what it ought to do: "..., tỉnh Hòa An cần tiếp tục ...", "Tỉnh chủ động ..."."""
    for match in _PLACE.finditer(text, span.start, span.end):
        verb = _OUGHT.match(folded, match.end(), span.end)
        prefix = folded[span.start : match.start()].strip()
        if verb and (may_stand_before(prefix) or ends_in_order(prefix)):
            name = Span(*match.span())
            at = match.end() + 1
            return LaidOn(Subject(name, (FoundAgency(name, name.of(text)),)), at, ends_in_order(prefix))
    return None


_TRADE = re.compile(r"[\s\-+*.]*(?P<name>Ngành)\s+(?=[^\W\d_])")
_MOST_TRADE_WORDS = 4
_NO_TRADE = re.compile(r"(?:rất|nghề|hàng|học|sản xuất|dịch vụ|nào|nay)(?!\w)")
_LONGEST_VERB = 80
_STRIVES = "phấn đấu "
_FARES = re.compile(r"(?:phat trien|phuc hoi|tang|giam|dat|chiem|dong gop|gop phan|mo rong)(?!\w)")


def _does(text: str, folded: str, verb: int) -> bool:
    """Tell whether a verb of duty stands at a place, spelled with its marks."""
    spelled = spelling(text[verb : verb + _LONGEST_VERB])
    known = spelled_cue("duties", "verbs")
    after = skip_adverbs(folded, verb) - verb
    return spelled.startswith(_STRIVES) or bool(known.match(spelled) or known.match(spelled, after))


def _tells(text: str, at: int) -> bool:
    """Tell whether a word is none of the name of a branch: it tells a fact of it, or makes it one of the economy."""
    word = spelling(text[at : at + _LONGEST_VERB])
    return bool(_NO_TRADE.match(word) or spelled_cue("orders", "not_duties").match(word))


def trade_as_body(text: str, folded: str, span: Span) -> LaidOn | None:
    """Read a branch of the administration at the head of a clause: "Ngành y tế tổ chức phòng dịch".

    What a branch of the economy does by itself ("Ngành công nghiệp phát triển mạnh") is no duty.
    """
    head = _TRADE.match(text, span.start, span.end)
    if not head:
        return None
    sector = grammar().bare_sectors.match(folded, head.end(), span.end)
    ends = [sector.end()] if sector else []
    at = head.end()
    for _ in range(_MOST_TRADE_WORDS):
        word = _WORD.match(folded, at, span.end)
        if not word or _tells(text, at) or _FARES.match(folded, at):
            break
        at = word.end()
        ends.append(at - 1)
    for end in ends:
        verb = end + 1
        if end < span.end and text[end] == " " and text[verb : verb + 1].islower() and _does(text, folded, verb):
            name = Span(head.start("name"), end)
            body = FoundAgency(name, name.of(text), is_class=True)
            return None if _FARES.match(folded, verb) else LaidOn(Subject(name, (body,)), verb, ordered=False)
    return None


@cache
def _order_to_somebody() -> re.Pattern[str]:
    return re.compile(r"\s*[-+]?\s*" + cue("orders", "verbs").pattern + r"\s+")


_WORD = re.compile(r"[^\s,;:.]+\s+")
_MANY = ("cac ", "nhung ")
_MOST_NAME_WORDS = 9


def ordered_unknown(text: str, folded: str, span: Span) -> LaidOn | None:
    """Read an order to a body the grammar of names does not know: "Yêu cầu các chủ rừng bố trí lực lượng ..."."""
    order = _order_to_somebody().match(folded, span.start, span.end)
    named = order and (text[order.end()].isupper() or _PLACE.match(text, order.end()))
    if not order or not (named or folded.startswith(_MANY, order.end())):
        return None
    at = order.end()
    for _ in range(_MOST_NAME_WORDS):
        word = _WORD.match(folded, at, span.end)
        if not word or word.end() >= span.end:
            return None
        if folded.startswith("duoc ", at):
            break  # "Giao Tổ công tác được thành lập theo ..."
        at = word.end()
        if text[at].islower() and is_verb(folded, at):
            name = Span(order.end(), at - 1)
            body = FoundAgency(name, name.of(text), is_class=folded.startswith(_MANY, name.start))
            return LaidOn(Subject(name, (body,)), at, ordered=True)
    return None
