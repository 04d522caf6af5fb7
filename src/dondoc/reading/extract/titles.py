"""Titles of work items in the document's own words, and what they tell: the kind of product and of work."""

from __future__ import annotations

import re

from dondoc.reading.extract.cues import cue, cue_names, spelled_cue
from dondoc.reading.extract.folding import fold, spelling
from dondoc.reading.source import Span

LONGEST_TITLE = 200
_EDGES = " \t.;,:-–+*•/"


def title_span(text: str, span: Span, *, times: tuple[Span, ...] = ()) -> Span:
    """Give the stretch of `span` that makes a title: without marks at its ends, without a closing clause that says only
    when (`times` are the deadlines), cut at a word boundary at about 200 code points.
    """
    span = _trimmed(text, span)
    for time in sorted(times, key=lambda one: one.start, reverse=True):
        span = _after_time(text, _without_time(text, span, time), time)
    return _cut(text, span)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    left, right = len(words) - len(words.lstrip(_EDGES)), len(words.rstrip(_EDGES))
    return Span(span.start + left, span.start + max(left, right))


_TIME_CLAUSE = re.compile(
    r"(?P<mark>[;,.(:]\s*|^\s*|\s(?=hoan thanh|xong))(?:va\s+)?"
    r"(?:(?:thoi (?:gian|han|diem)|tien do|hoan thanh|xong|trien khai thuc hien|thuc hien|dinh ky)(?:\s+\w+){0,4})?"
    r"\s*:?\s*$"
)


def _without_time(text: str, span: Span, time: Span) -> Span:
    """Drop "; thời gian hoàn thành trong quý IV năm 2021" from the end, or "trước ngày ..." when it ends the words."""
    if not span.start < time.start < span.end or len(re.findall(r"\w+", text[time.end : span.end])) > 1:
        return span
    clause = _TIME_CLAUSE.search(fold(text[span.start : time.start]))
    end = span.start + clause.start() if clause and clause.group("mark").strip() else time.start
    if end - span.start <= _SHORTEST:
        return span
    and_left = _AND_LEFT.search(text, span.start, end)
    return _trimmed(text, Span(span.start, and_left.start() if and_left else end))


_SHORTEST = 12
_AND_LEFT = re.compile(r"\s+và\s*$")


_OPENS = re.compile(r"\s*\)?\s*[,:]?\s*")


def _after_time(text: str, span: Span, time: Span) -> Span:
    """Drop a time that opens the words: "đến năm 2025 tiến hành tổng kết"."""
    if time.start - span.start > 1 or time.end >= span.end - 8:
        return span
    opening = _OPENS.match(text, time.end)
    return Span(opening.end() if opening else time.end, span.end)


def _cut(text: str, span: Span) -> Span:
    if len(span) <= LONGEST_TITLE:
        return span
    room = text[span.start : span.start + LONGEST_TITLE + 1]
    end = room.rfind(" ")
    return _trimmed(text, Span(span.start, span.start + (end if end > LONGEST_TITLE // 2 else LONGEST_TITLE)))


_LONGEST_OPENING = 180


def after_opening(text: str, span: Span) -> Span:
    """Drop "Căn cứ chức năng, nhiệm vụ được giao," before the verb of a duty; other openings stay."""
    folded = fold(span.of(text))
    lead = len(folded) - len(folded.lstrip(" -+"))
    ground = cue("duties", "grounds").match(folded, lead)
    if not ground:
        return span
    for comma in re.finditer(r",\s+", folded[:_LONGEST_OPENING]):
        if cue("duties", "verbs").match(folded, comma.end()):
            before = spelling(span.of(text)[ground.end() : comma.start()])
            acts = any(" " in match.group() for match in spelled_cue("duties", "verbs").finditer(before))
            return span if acts else Span(span.start + comma.end(), span.end)
    return span


_DOCUMENT = re.compile(
    r"[\s\-+]*(?:\d+\.\s*)?(?:nghi quyet|quyet dinh|ke hoach|cong van|chi thi|thong bao|nghi dinh|thong tu|cong dien|"
    r"ket luan|huong dan)\s+so\s*:?\s*\d[^;]{0,40}?ngay\s"
)


def names_document(title: str) -> bool:
    """Tell whether words name a document already issued, as lists of such do: "Quyết định số 12/QĐ-UBND ngày ..."."""
    return bool(_DOCUMENT.match(fold(title[:160])))


def as_title(words: str) -> str:
    """Give words with a capital at the head, as a title stands in a list."""
    words = " ".join(words.split())
    return words[:1].upper() + words[1:]


def deliverable_of(title: str, product: str | None = None) -> str:
    """Give the kind of product a title (or a product cell) names first; "task" where it names none."""
    if product and (named := _first_product(spelling(product))):
        return named[1]
    named = _first_product(spelling(title))
    if named is None:
        return "task"
    return named[1] if named[0] == 0 or cue("duties", "makes").match(fold(title)) else "task"


_CARRIED_OUT = re.compile(
    r"(?:việc|tổ chức|tình hình|kết quả)\s+thực hiện\s+(?:các\s+)?$"
    r"|(?:quán triệt|tuyên truyền|phổ biến|sơ kết|tổng kết|theo dõi|đôn đốc)(?:(?!ban hành|xây dựng)[^;]){0,50}$"
)


def _first_product(spelled: str) -> tuple[int, str] | None:
    """Give where a kind of product is named first, and the kind; what is only carried out is no product."""
    found = [
        (match.start(), at, name)
        for at, name in enumerate(cue_names("deliverables"))
        for match in spelled_cue("deliverables", name).finditer(spelled)
        if not _CARRIED_OUT.search(spelled, 0, match.start())
    ]
    return (min(found)[0], min(found)[2]) if found else None


def kind_of(title: str, *, deliverable: str, recurrence: str | None, lead_is_class: bool) -> str:
    """Give the kind of work, as `Item.kind` lists them, by the words at the head of a title."""
    folded = fold(title[:90])
    if lead_is_class and cue("kinds", "plan_of_agency").search(folded):
        return "plan_of_agency"
    places = [
        (match.start(), at, name)
        for at, name in enumerate(cue_names("kinds"))
        if name != "plan_of_agency" and (match := cue("kinds", name).search(folded))
    ]
    if places and (min(places)[0] < 40 or deliverable in {"task", "report", "review"}):
        return min(places)[2]
    if deliverable != "task":
        return "deliverable"
    return "standing" if recurrence in {"continuous", "periodic"} else "duty"
