"""Parts a heading from the words behind it that tell who and when: in a bracket, behind a colon, behind "do"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.agency_grammar import FoundAgency
from dondoc.reading.extract.cooperation import read_cooperation
from dondoc.reading.extract.cues import cue
from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.drafts import Lead, best_due, recurrence_in
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.outline import Piece
from dondoc.reading.extract.own_times import is_time_only
from dondoc.reading.extract.statements import Statement, find_statements
from dondoc.reading.source import Span

_RUN_IN = re.compile(r"^[^:]{15,170}:\s+(?=\S.{60})", re.DOTALL)


_BRACKET = re.compile(r"\s*\((?P<words>[^()]{12,300})\)[\s.;]*$")


def told_in_bracket(heading: Piece, issued_on: dt.date | None) -> tuple[Piece, dict[str, Any]]:
    """Part a heading from a bracket of nothing but bodies and a time: "... (Sở Y tế, Sở Tài chính; quý III/2026)".

    Where words say more of who leads, the time alone behind the last semicolon is told of it.
    """
    bracket = _BRACKET.search(heading.text) or _BEHIND_COLON.match(heading.text)
    if not bracket or not bracket.start("words"):
        return _named_behind(heading, issued_on)
    words = heading.part(Span(*bracket.span("words")))
    bodies = find_agencies(words.text)
    if not bodies or bodies[0].span.start:
        return heading, {}
    closed = bracket.re is _BRACKET
    end = _end_of_list(words.text, bodies)
    led = _LEADS.match(words.text, end)
    told = _time_alone(words.part(Span(led.end() if led else end, len(words.text))), issued_on)
    if told is None and not closed:
        return heading, {}
    if told is None and led and led["cue"] and ";" in led.group():
        last = words.part(Span(words.text.rfind(";") + 1, len(words.text)))
        told = _time_alone(last, issued_on) or {}  # or a time in words of its own: "kỳ họp cuối năm"
    if told is None:
        last = words.part(Span(words.text.rfind(";") + 1, len(words.text)))
        return heading, (_time_alone(last, issued_on) or {}) if last.start > words.start else {}
    told |= {"lead": Lead.of([one for one in bodies if one.span.end <= end], words.part(Span(0, end)))}
    helpers = read_cooperation(words.text, fold(words.text), end, len(words.text)).names
    before = heading.part(Span(0, bracket.start() if closed else bracket.start("words")))
    return before, {"cooperating": tuple(one.name for one in helpers), **told}


_GIVEN = re.compile(
    r"[.;]\s+(?:Giao(?: cho)?|Chủ đầu tư\s*:)\s+(?P<words>[^.;:]{3,120})(?:[.;](?P<rest>.{0,160}))?$", re.DOTALL
)


def _named_behind(heading: Piece, issued_on: dt.date | None) -> tuple[Piece, dict[str, Any]]:
    """Part a heading from a sentence that only names a body: "... . Giao Báo Nam Hà.", "... . Chủ đầu tư: Sở Y tế."."""
    given = _GIVEN.search(heading.text)
    words = heading.part(Span(*given.span("words"))) if given else heading
    bodies = find_agencies(words.text) if given else []
    if not given or not bodies or bodies[0].span.start or _end_of_list(words.text, bodies) < len(words.text.rstrip()):
        return heading, {}
    told: dict[str, Any] = {"lead": Lead.of(bodies, words)}
    rest = heading.part(Span(*given.span("rest"))) if given["rest"] else None
    if rest and (found := find_deadlines(rest.text, issued_on=issued_on)):
        told["due"] = best_due(rest, found[-1:], field=True)
    return heading.part(Span(0, given.start())), told


_BEHIND_COLON = re.compile(r"[^:.;]{12,170}:\s+(?P<words>[^:]{8,200}?)[.;]?\s*$")


# Behind the bodies in a bracket: that they lead, and what parts them from the time.
_LEADS = re.compile(
    r"(?P<cue>\s*(?:chủ trì|thực hiện|lãnh đạo|chỉ đạo|phụ trách|tham mưu|chịu trách nhiệm|đầu mối)(?!\w))*[\s,;:.\-]*",
    re.IGNORECASE,
)


def _time_alone(piece: Piece, issued_on: dt.date | None) -> dict[str, Any] | None:
    """Give what words that say nothing but a time tell of a draft; None where they say more."""
    if not piece.text.strip():
        return {}
    found = find_deadlines(piece.text, issued_on=issued_on)
    if not found or not is_time_only(fold(piece.text), Span(0, len(piece.text)), found):
        return None
    return {"due": best_due(piece, found, field=True), "recurrence": recurrence_in(found, piece.text)}


def _end_of_list(text: str, bodies: Sequence[FoundAgency]) -> int:
    """Give where the bodies end between which nothing but marks and "và" stands."""
    end = bodies[0].span.end
    for one in bodies[1:]:
        if not re.fullmatch(r"\s*(?:[,;]|và)\s*", text[end : one.span.start]):
            break
        end = one.span.end
    return end


def unwrapped(piece: Piece) -> Piece:
    """Give a paragraph that is all one bracket without it: "(Sở Y tế chủ trì; trình trong quý IV/2025.)"."""
    bracket = _BRACKET.fullmatch(piece.text)
    return piece.part(Span(*bracket.span("words"))) if bracket else piece


def run_in(heading: Piece) -> tuple[Piece, Piece | None]:
    """Part a heading whose text runs on after a colon, or that ends in a bracket that says who leads."""
    bracket = _BRACKET.search(heading.text)
    if bracket and bracket.start() and cue("orders", "leading").search(fold(bracket.group("words"))):
        return heading.part(Span(0, bracket.start())), heading.part(Span(*bracket.span("words")))
    if behind := _done_by(heading):
        return behind
    match = _RUN_IN.match(heading.text) or before_body(heading.text)
    if not match:
        return _with_leader(heading)
    return heading.part(Span(0, match.end())), heading.part(Span(match.end(), len(heading.text)))


_DONE_BY = re.compile(r"[\s,;(]do\s+(?=[^\W\d_])")


def _done_by(heading: Piece) -> tuple[Piece, Piece] | None:
    """Part a heading from words that tell by whom it is done: "Phát động tháng vệ sinh do Phòng Kinh tế chủ trì"."""
    for by in _DONE_BY.finditer(heading.text):
        rest = heading.part(Span(by.end(), len(heading.text)))
        first = next(iter(find_statements(rest, issued_on=None)), None)
        if by.start() and first and first.subject and first.subject.span.start == 0 and first.strong:
            return heading.part(Span(0, by.start())), rest
    return None


_BEFORE_COLON = re.compile(r"[^:]{12,170}:\s+(?=\S)")


def before_body(text: str) -> re.Match[str] | None:
    """Give the words before a colon behind which a body stands: "Kiểm kê di sản: UBND các xã tiến hành, xong ..."."""
    match = _BEFORE_COLON.match(text)
    names = find_agencies(text[match.end() :]) if match else []
    return match if names and names[0].span.start == 0 else None


def _with_leader(heading: Piece) -> tuple[Piece, Piece | None]:
    """Part a heading from a clause that says who leads: "1. Rà soát giá nước; Sở Tài chính chủ trì, xong trong ..."."""
    statements = find_statements(heading, issued_on=None)
    if len(statements) < 2 or statements[0].subject or not statements[1].subject:
        return heading, None
    if not (statements[1].strong or (statements[1].ordered and is_light(statements[1]))):
        return heading, None  # "Cải tạo chợ. Giao UBND xã làm chủ đầu tư, xong trong quý I" tells who
    at = statements[1].span.start
    return heading.part(Span(0, at)), heading.part(Span(at, len(heading.text)))


_LIGHT = re.compile(
    r"(?:(?:chu tri|tien hanh|thuc hien|to chuc|trien khai|lap|soan thao|xay dung|tham muu|ban hanh|phu trach|"
    r"tham dinh|phe duyet|lam chu dau tu|lam|khoi cong|khanh thanh|bien soan|hoan thanh|xong|va)[\s,;]*)*"
)


def is_light(statement: Statement) -> bool:
    """Tell whether a duty says but that the work named before it is done: "..., tiến hành, xong trước 31/10"."""
    text = statement.piece.text
    starts = [one.span.start for one in statement.deadlines if one.span.start >= statement.duty.start]
    duty = text[statement.duty.start : min([*starts, statement.duty.end])]
    if statement.subject is None or len(duty) > _LONGEST_LIGHT:
        return False
    for name in reversed(find_agencies(duty)):  # "soạn thảo, Sở Tư pháp thẩm định"
        duty = duty[: name.span.start] + duty[name.span.end :]
    return bool(_LIGHT.fullmatch(fold(duty).strip(" .,;")))


_LONGEST_LIGHT = 120
