"""Reads who co-operates in a duty: "chủ trì, phối hợp với A, B", and where the duty goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.agency_grammar import FoundAgency, grammar
from dondoc.reading.extract.agency_lists import split_agencies
from dondoc.reading.extract.cues import cue
from dondoc.reading.extract.folding import fold, spelling
from dondoc.reading.extract.subjects import after_bracket, name_groups
from dondoc.reading.extract.verbs import is_verb, skip_adverbs
from dondoc.reading.source import Span

_LONGEST_LIST = 1500  # code points looked at for the bodies of one list


@dataclass(frozen=True, slots=True)
class Cooperation:
    """The bodies named after "phối hợp", and where the duty of the leader goes on behind them (None: it does not)."""

    names: tuple[FoundAgency, ...] = ()
    goes_on: int | None = None


def read_cooperation(text: str, folded: str, verb: int, end: int) -> Cooperation:
    """Give the co-operating bodies of a duty whose verb stands at `verb`: right behind it, or named later.

    `goes_on` is given only where the body leads as well ("chủ trì, phối hợp với ... xây dựng").
    """
    return _at_the_verb(text, folded, verb, end) or Cooperation(_later(text, folded, verb, end))


_LEAD_THEN_HELPERS = re.compile(
    r"(?P<lead>[^;]{3,200}?)\s+(?:la\s+)?chu tri(?:\s+thuc hien)?\s*[;,.]\s*(?:va\s+)?"
    r"(?P<helpers>.{3,900}?)\s+(?:cung\s+)?phoi hop(?:\s+thuc hien)?[\s.;]*"
)


def lead_and_helpers(text: str) -> tuple[Span, tuple[FoundAgency, ...]] | None:
    """Read "Sở Tài chính chủ trì; Sở Tư pháp, các địa phương phối hợp": the place of the leaders, and the helpers."""
    match = _LEAD_THEN_HELPERS.fullmatch(fold(text.strip()))
    if not match:
        return None
    left = len(text) - len(text.lstrip())
    helpers = tuple(split_agencies(text[left + match.start("helpers") : left + match.end("helpers")]))
    return Span(*match.span("lead")).shifted(left), helpers


_TOGETHER = ("cung", "cung voi")
_LEADS_WITH = re.compile(r"(?:chu tri|chiu trach nhiem|tham muu|lam dau moi)?\s*,?\s*(?:va\s+)?(?:chu dong\s+)?")


def _at_the_verb(text: str, folded: str, verb: int, end: int) -> Cooperation | None:
    lead = _LEADS_WITH.match(folded, verb)
    if lead is None or lead.end() == verb:  # "khẩn trương chủ trì, phối hợp với ..."
        lead = _LEADS_WITH.match(folded, skip_adverbs(folded, verb))
    at = lead.end() if lead else verb
    match = cue("orders", "cooperation").match(folded, at)
    if not match:
        return None
    names, list_end = _listed(text, match.end(), end)
    if not names:
        return None
    leads = "chu tri" in folded[verb:at] or match.group() in _TOGETHER
    leads = leads and list_end < end - 3 and is_verb(folded, list_end)
    return Cooperation(names, list_end if leads else None)


_PURPOSE = re.compile(
    r"(?:\s+(?:(?:có\s+)?liên quan|hữu quan|nêu trên|khác|trên địa bàn(?:\s+(?:tỉnh|thành phố|xã|phường))?))*"
    r"\s*[,:]?\s*(?:để|trong việc|nhằm)?\s*"
)


def _listed(text: str, at: int, end: int) -> tuple[tuple[FoundAgency, ...], int]:
    """Give the bodies listed from `at` on, and where the list ends."""
    while at < end and text[at].isspace():
        at += 1
    window = text[at : min(end, at + _LONGEST_LIST)]
    group = next(iter(name_groups(window, find_agencies(window))), [])
    if not group or group[0].span.start > 0:
        return (), at
    last = _with_bare_class(window, _with_attribute(window, group[-1]))
    names = split_agencies(window[:last])
    rest = _PURPOSE.match(window, after_bracket(window, last))
    moved = tuple(FoundAgency(one.span.shifted(at), one.name, one.is_class) for one in names)
    return moved, at + (rest.end() if rest else last)


_NO_ATTRIBUTE = re.compile(
    r"\s+(?:trong|để|nhằm|khi|theo|về|tại|từ|qua|bằng|đến|vào|cho|với|là|do|sẽ|được|và|hoặc|cùng|có trách nhiệm|"
    r"trên cơ sở)\s"
)
_ATTRIBUTE_WORD = r"(?!(?:để|nhằm|trong|khi|theo|và|hoặc|cùng|sẽ|được|phải|có|là)\s)[^\W\d_]+"
_LONGEST_ATTRIBUTE = 8  # words
_AIM = re.compile(r"\s+(?:để|nhằm|trong việc)\s")


def _with_attribute(window: str, last: FoundAgency) -> int:
    """Give the end of a class with the words that tell which: "các đơn vị kiểm ngư dọc sông Hiền" tuần tra."""
    at = last.span.end
    purpose = _PURPOSE.match(window, at)
    folded = fold(window)
    if not last.is_class or _NO_ATTRIBUTE.match(window, at) or is_verb(folded, purpose.end() if purpose else at):
        return at
    for words in range(1, _LONGEST_ATTRIBUTE + 1):
        attribute = re.compile(rf"(?:\s+{_ATTRIBUTE_WORD}){{{words}}}(?=\s)").match(window, at)
        if attribute and (_is_plain_verb(window, attribute.end() + 1) or _AIM.match(window, attribute.end())):
            return attribute.end()
    return at


def _is_plain_verb(window: str, at: int) -> bool:
    """Tell whether a verb stands at a place that is in no attribute: "... dịch vụ thu gom, vận chuyển rác" goes on."""
    spelled = spelling(window[at : at + _LONGEST_VERB])
    return bool(grammar().verbs.match(spelled) or grammar().stops.match(spelled))


_LONGEST_VERB = 40  # code points


_BARE_CLASS = re.compile(
    r"\s*(?:,\s*(?:và\s+)?|\svà\s+)(?:địa phương|đơn vị|cơ quan|đoàn thể|doanh nghiệp)(?=\s*(?P<end>[.;,:]|$)|\s)"
)


def _with_bare_class(window: str, at: int) -> int:
    """Give the end of a list with a class that ends it without "các": "... Sở Y tế và địa phương rà soát ..."."""
    bare = _BARE_CLASS.match(window, after_bracket(window, at))
    ends = bare and (bare["end"] is not None or is_verb(fold(window), bare.end() + 1))
    return bare.end() if bare and ends else at


def _later(text: str, folded: str, start: int, end: int) -> tuple[FoundAgency, ...]:
    for match in cue("orders", "cooperation").finditer(folded, start, end):
        names, _ = _listed(text, match.end(), end)
        if names:
            return names
        if _HELPED.match(folded, match.start(), end) and (named := _before(text, folded, start, match.start())):
            return named
    return ()


_HELPED = re.compile(r"phoi hop(?:\s+thuc hien)?\s*(?:[,;.)]|$)")
_CLOSED = re.compile(r"[;,.(]\s*(?:va\s+|con\s+)?$|^\s*$")


def helps_only(folded: str, after: int, verb: int, end: int) -> bool:
    """Tell whether a clause whose body ends at `after` says but that it helps: "...; Sở Tư pháp phối hợp"."""
    return bool(_HELPED.match(folded, verb, end)) and _is_gap(folded[after:verb])


def _is_gap(folded: str) -> bool:
    """Tell whether nothing but spaces and "cùng" stands between a body and its verb."""
    return folded.strip() in {"", "cung"}


def _before(text: str, folded: str, start: int, at: int) -> tuple[FoundAgency, ...]:
    """Give the bodies right before "phối hợp" that open their clause: "..., Sở Tư pháp, Công an tỉnh phối hợp"."""
    window = Span(max(start, at - _LONGEST_LIST), at)
    groups = name_groups(window.of(text), find_agencies(window.of(text)))
    last = groups[-1] if groups else []
    if not last or not _is_gap(folded[window.start + last[-1].span.end : at]):
        return ()
    first = window.start + last[0].span.start
    if not _CLOSED.search(folded[start:first]):
        return ()
    named = split_agencies(text[first : window.start + last[-1].span.end])
    return tuple(FoundAgency(one.span.shifted(first), one.name, one.is_class) for one in named)
