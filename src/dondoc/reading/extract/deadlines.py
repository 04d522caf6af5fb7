"""Finds deadlines in a text: what is to be done by when, in the words of the text and as days.

The grammar: a period (`periods.py`) with the words around it that say how it binds ("trước", "trong", "từ ... đến",
"trở đi"), or a deadline without a named day (`undated.py`). A period that nothing binds, such as the date of a cited
document, is given too, with `bound` False: a cell or a field that holds nothing else makes it one.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dondoc.reading.extract import days
from dondoc.reading.extract.brackets import ends_who_and_when
from dondoc.reading.extract.deadline_lists import ENDS, coming_back, told_closer
from dondoc.reading.extract.deadline_places import (
    done_in,
    heads_duty,
    is_ahead,
    is_anniversary,
    is_to_come,
    occasion_start,
)
from dondoc.reading.extract.feasts import find_feasts
from dondoc.reading.extract.folding import CAPITAL, fold, phrases, spelling
from dondoc.reading.extract.found_deadline import LEFT, FoundDeadline
from dondoc.reading.extract.periods import Period, find_periods
from dondoc.reading.extract.recurrences import find_recurrence
from dondoc.reading.extract.undated import find_undated
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary


def find_deadlines(text: str, *, issued_on: dt.date | None) -> list[FoundDeadline]:
    """Give the deadlines of `text`, in order, not overlapping.

    `issued_on` is the day of issue: it supplies missing years and is what relative deadlines count from. Guarantees:
    `as_written` is `text` at `span`; `due_from <= due_on` where both are named.
    """
    folded = _without_lookalikes(text, fold(text))
    dated = [_unless_of_target(folded, one) for one in _dated(folded, issued_on)]
    bound = [one for one in dated if one.bound]
    found = told_closer(
        folded, _apart([*bound, *find_feasts(folded, issued_on), *find_undated(folded, issued_on), *dated])
    )
    found = coming_back(folded, found)
    found = [_before_body(text, one) for one in found]
    return [
        replace(one, as_written=one.span.of(text), recurrence=one.recurrence or find_recurrence(one.span.of(text)))
        for one in found
    ]


_BODY_BEHIND = re.compile(rf",\s+(?={CAPITAL})")


def _before_body(text: str, one: FoundDeadline) -> FoundDeadline:
    """End what a time counts from before the body that is to act: "trong 05 ngày kể từ ngày ..., Sở Y tế trình ..."."""
    match = _BODY_BEHIND.search(text, one.span.start, one.span.end) if one.precision == "relative" else None
    return replace(one, span=Span(one.span.start, match.start())) if match else one


# Words that without their marks look like words of time: "đầu tư năm 2026" is no "từ năm 2026".
_LOOKALIKES = re.compile(
    r"(?<!\w)(?<!quý )(?<!tháng )(?<!thứ )(?:tư|tự|tứ|tử|trọng|trồng|trống|trông|đền|đèn|dầu|dấu|đậu|đâu|cá|ca|hệt|quỹ"
    r"|dựng|dụng|dùng|dung|dũng|dừng|tối(?! đa| thiểu))(?!\w)"
)


_EVENING = "dem"  # for "tối" ("vào tối 26/7"), which without its mark is "tới": as long, and a time of day too


def _without_lookalikes(text: str, folded: str) -> str:
    """Give the folded text with the words blotted out that only look like words of time; offsets stay true."""
    parts, at = [], 0
    for match in _LOOKALIKES.finditer(spelling(text)):
        parts += [folded[at : match.start()], _EVENING if match.group() == "tối" else "x" * len(match.group())]
        at = match.end()
    return "".join([*parts, folded[at:]])


def _apart(found: list[FoundDeadline]) -> list[FoundDeadline]:
    """Keep those that do not overlap an earlier one of the list; give them in the order of the text."""
    kept: list[FoundDeadline] = []
    for one in found:
        at = bisect_left(kept, one.span.start, key=lambda other: other.span.start)
        free_before = at == 0 or kept[at - 1].span.end <= one.span.start
        free_after = at == len(kept) or one.span.end <= kept[at].span.start
        if free_before and free_after:
            kept.insert(at, one)
    return kept


_WEEKDAY = r"(?:(?:thu\s+(?:hai|ba|tu|nam|sau|bay|\d)|chu nhat|ngay mai)\s*,?\s*)?"
_HOUR = r"(?:(?:luc\s+)?\d{1,2}\s*(?:gio|h|g|:)\s*(?:\d{1,2})?\s*(?:phut|')?\s*,?\s*)?"


@cache
def _before(name: str) -> re.Pattern[str]:
    """Give a pattern for one of the listed phrases at the end of what stands before a period, an hour between them."""
    return re.compile(
        r"(?<![/\-])(?:(?<!thoi )|(?!han))"
        + phrases(vocabulary("deadlines")[name])
        + rf"\s*[:(]?\s*{_HOUR}(?:(?:sang|trua|chieu|dem)\s+)?{_WEEKDAY}(?:cac\s+|ngay\s+|thoi gian\s+)*$"
    )


@cache
def _after(name: str) -> re.Pattern[str]:
    return re.compile(r"\s*,?\s*" + phrases(vocabulary("deadlines")[name]))


@cache
def _until() -> re.Pattern[str]:
    words = vocabulary("deadlines")["until"]
    letters = phrases(word for word in words if word[0].isalpha())
    return re.compile(rf"\s*(?:{letters}|-)\s*(?:truoc\s+|ngay\s+)*")


@cache
def _recurring_after() -> re.Pattern[str]:
    return re.compile(
        r"(?:\s*(?:va|,)\s*(?:truoc\s+)?(?:ngay\s+)?\d{1,2}(?:/\d{1,2}|\s+thang\s+\d{1,2}))*"
        r"\s*(?:cua\s+)?(?:hang|moi|tung|cac|nhung)\s+(?:nam|quy|thang)(?!\w)"
        r"|\s*(?:cua\s+)?thang\s+(?:dau|cuoi|tiep theo|sau)(?:\s+quy)?(?!\w)"
        r"|\s*(?:cua\s+)?(?:nam\s+(?:sau|ke tiep|tiep theo|truoc|lien truoc|ke hoach|lien ke|bao cao|ngan sach|du toan"
        r"|cuoi ky|thuc hien)|cung nam)(?!\w)"
    )


def _dated(folded: str, issued_on: dt.date | None) -> Iterator[FoundDeadline]:
    periods = list(find_periods(folded, issued_on=issued_on))
    at = 0
    while at < len(periods):
        first, second = periods[at], periods[at + 1] if at + 1 < len(periods) else None
        if second and _joins(folded, first, second):
            yield _range(folded, first, second)
            at += 2
        else:
            yield _single(folded, first, issued_on)
            at += 1


def _joins(folded: str, first: Period, second: Period) -> bool:
    between = folded[first.span.end : second.span.start]
    ordered = not (first.first and second.last) or first.first <= second.last
    return len(between) < 30 and ordered and bool(_until().fullmatch(between))


def _range(folded: str, first: Period, second: Period) -> FoundDeadline:
    start = first.span.start
    opening = _before("from").search(folded[max(0, start - LEFT) : start])
    if opening:
        start -= len(folded[max(0, start - LEFT) : start]) - opening.start()
    ends = first.first, second.last
    if not first.year_is_written and second.last:
        ends = _same_year(first, second.last)
    span = Span(start, second.span.end)
    bound = (bool(opening) and not _is_stage(folded, start)) or _is_alone(folded, span)
    if first.first and second.last and is_anniversary(first.first, second.last):
        bound = False
    found = FoundDeadline(span, "", *ends, second.precision, bound=bound)
    after = _recurring_after().match(folded, span.end)
    if after and not (first.year_is_written or second.year_is_written):  # "từ ngày 01/11 đến ngày 18/11 hằng năm"
        return _coming_back(found, Span(start, after.end()), folded)
    return found


def _same_year(first: Period, last: dt.date) -> days.Ends:
    if first.first is None:
        return None, last
    moved = first.first.replace(year=last.year)
    return (moved if moved <= last else moved.replace(year=last.year - 1)), last


def _is_stage(folded: str, start: int) -> bool:
    return bool(_before("stages").search(folded[max(0, start - LEFT) : start]))


_BRACKET = re.compile(r"^\s*\([^()]*\)")


def _is_alone(folded: str, span: Span) -> bool:
    """Tell whether a span stands alone in brackets ("(2025 - 2026)"), or is all there is."""
    before = folded[max(0, span.start - LEFT) : span.start].rstrip()
    after = _BRACKET.sub("", folded[span.end : span.end + LEFT]).lstrip()
    if before.endswith("(") and after.startswith(")"):
        return True
    return span.start < LEFT and len(folded) - span.end < LEFT and not (before.strip("-+. ") or after.strip(".;,/ "))


def _single(folded: str, period: Period, issued_on: dt.date | None) -> FoundDeadline:
    start, end = period.span.start, period.span.end
    left = folded[max(0, start - LEFT) : start]
    plain = FoundDeadline(
        period.span, "", period.first, period.last, period.precision, year_is_written=period.year_is_written
    )
    if recurring := _recurring(folded, plain, left):
        return recurring
    if after := _after("open_after").match(folded, end):
        return _open(plain, Span(_grown(start, left, _before("from").search(left)), after.end()), folded)
    if opening := _from_now(left, issued_on):
        return replace(plain, span=Span(_grown(start, left, opening), end), due_from=issued_on)
    if days_told := _from_day(folded, plain, left):
        return days_told
    return _unbound(folded, plain, left) or _opened(folded, plain, left, issued_on)


_FIRST_DAY = re.compile(
    r"(?P<from>(?<!\w)tu\s+)?(?:ngay\s+)?(?<![\d/])(?P<day>\d{1,2})(?:/(?P<month>\d{1,2}))?\s*(?:-|(?:den|toi)(?:\s+het)?\s)\s*$"
)


_DAYS = re.compile(  # "trong các ngày 23, 24 và 25 tháng 6"
    r"(?P<from>(?<!\w)(?:trong|vao)\s+)?(?:cac\s+|hai\s+|0?2\s+)?ngay\s+(?P<day>\d{1,2})(?:/(?P<month>\d{1,2}))?"
    r"(?:\s*(?:,|va)\s*(?:ngay\s+)?\d{1,2}(?:/\d{1,2})?)*\s*(?:,|va)\s*$"
)


def _from_day(folded: str, plain: FoundDeadline, left: str) -> FoundDeadline | None:
    """Read "từ ngày 10 đến ngày 15 tháng 12": a first day that leaves out what the last one says."""
    if plain.precision != "day" or not plain.due_on:
        return None
    match = _FIRST_DAY.search(left) or _DAYS.search(left)
    if not match or not plain.due_on:
        return None
    month = int(match["month"] or plain.due_on.month)
    first = days.day(plain.due_on.year, month, int(match["day"]))
    if first is None or first > plain.due_on:
        return None
    span = Span(_grown(plain.span.start, left, match), plain.span.end)
    bound = bool(match["from"]) or _is_alone(folded, span)
    return replace(plain, span=span, due_from=first, bound=bound)


_SINCE = re.compile(r"(?<!\w)tu (?:khi|ngay|luc) (?:duoc )?(?:ban hanh|ky|phe duyet|co hieu luc)[^.;()]{0,30}$")


def _unbound(folded: str, plain: FoundDeadline, left: str) -> FoundDeadline | None:
    """Read a stage, a day of the past, and a bare "đến năm 2030": deadlines only where they stand alone."""
    for name in ("stages", "facts", "to"):
        opening = _before(name).search(left)
        if opening and opening.group().endswith("(") and _is_alone(folded, plain.span):
            continue  # "giữa nhiệm kỳ (năm 2023)"
        if opening and not (name == "to" and _before("before").search(left)):
            span = Span(_grown(plain.span.start, left, opening), plain.span.end)
            ends = name == "to" and (heads_duty(folded, plain, span.start) or _SINCE.search(left) is not None)
            bound = _is_alone(folded, span) or ends
            return replace(
                plain,
                span=span if bound else plain.span,
                due_from=None if name == "to" else plain.due_from,
                bound=bound,
            )
    return None


def _opened(folded: str, plain: FoundDeadline, left: str, issued_on: dt.date | None) -> FoundDeadline:
    start, end = plain.span.start, plain.span.end
    if opening := _before("ahead").search(left):
        return _ahead_of(plain, _grown(start, left, opening), folded)
    if opening := _before("before").search(left):
        return replace(plain, span=Span(_grown(start, left, opening), end), due_from=None)
    if (opening := _before("from").search(left)) and "-" not in plain.span.of(folded):
        return _open(plain, Span(_grown(start, left, opening), end), folded)
    opening = _before("within").search(left) or _LABELLED.search(left)
    session = _SESSION.search(left) if is_to_come(plain, issued_on) else None
    if session and plain.precision != "day":
        opening = session
    if opening and opening.group().startswith("vao") and plain.precision == "year" and not done_in().search(left):
        opening = None  # "phát thải ròng bằng 0 vào năm 2050"
    bound = bool(opening) or _is_alone(folded, plain.span) or is_ahead(folded, plain, left, issued_on)
    bound = (
        bound or bool(_STAGED.search(left)) or (is_to_come(plain, issued_on) and ends_who_and_when(folded, plain.span))
    )
    grown = _grown(start, left, opening) if opening or not bound else occasion_start(folded, plain)
    return replace(plain, span=Span(grown, end), bound=bound)


_STRIVES = re.compile(r"phan dau(?!\w)(?!\s+(?:de\s+)?(?:co ban\s+)?(?:hoan thanh|xong|ban hanh|trinh))")
_SENTENCE_STARTS = re.compile(r"[.;]\s+|,\s+(?=phan dau)")
_HOW_MUCH = re.compile(r"(?<![\w/.,])\d[\d.,]*\s*(?:%|[^\W\d_]{2,})")
_TARGET_REACHES = re.compile(r"(?<!\w)(?:dat|co|giam|tang|chiem|vuot|duoi|tren)(?!\w)")
_TARGET_GRADE = re.compile(r"(?<!\w)dat (?:chuan|tieu chuan|tieu chi|danh hieu)(?!\w)")  # without a number


_OPENS_TO = re.compile(r"(?:(?:cho )?(?:den|toi) )?het |(?:cho )?(?:den|toi) ")
_SHARE_BEHIND = re.compile(r"[^,;.]{0,60}?(?<![\d.,])(?!100\s*%)\d[\d.,]*\s*%")


def _unless_of_target(folded: str, one: FoundDeadline) -> FoundDeadline:
    """Unbind the years of a target that a further clause sets: "... . Phấn đấu 15 xã đạt chuẩn trong năm 2027".

    They tell by when a measure is to be reached, not by when the task before it is to be done.
    """
    if _OPENS_TO.match(folded, one.span.start) and _SHARE_BEHIND.match(folded, one.span.end):
        return replace(one, bound=False)  # "đến hết quý I giải ngân tối thiểu 20%"
    starts = [match.end() for match in _SENTENCE_STARTS.finditer(folded, 0, one.span.end)]
    if not (one.bound and one.precision == "year" and starts and _STRIVES.match(folded, starts[-1])):
        return one
    stop = ENDS.search(folded + "\n", one.span.end)
    said = folded[starts[-1] : one.span.start] + folded[one.span.end : stop.start() if stop else len(folded)]
    reaches = (_HOW_MUCH.search(said) and _TARGET_REACHES.search(said)) or _TARGET_GRADE.search(said)
    return replace(one, bound=not reaches)


_LABELLED = re.compile(r"(?<!\w)(?:thoi (?:gian|han|diem)|tien do|han|lo trinh|hoan thanh|ht)(?:\s+\w+){0,4}\s*:\s*$")
_STAGED = re.compile(r"(?<!\w)(?:giai doan|dot|buoc)\s+(?:\d|[ivx]{1,3}|mot|hai|ba)\s*(?:\([^()]*\))?\s*:\s*$")
_SESSION = re.compile(
    r"(?<!\w)(?:tai|trong|vao)\s+(?:cac\s+)?(?:ky hop|phien hop)(?:\s+(?!nghi quyet|ngay)\w+){0,7}\s*\(?\s*(?:vao\s+)?$"
)


def _grown(start: int, left: str, opening: re.Match[str] | None) -> int:
    """Give the start of the opening words, found in the `left` that ends at `start`."""
    return start - len(left) + opening.start() if opening else start


def _recurring(folded: str, plain: FoundDeadline, left: str) -> FoundDeadline | None:
    """Read "trước ngày 25 hằng tháng", "trước ngày 15/12 hằng năm": a day that comes back has no date."""
    after = _recurring_after().match(folded, plain.span.end)
    if (
        plain.precision not in {"day", "month", "quarter"}
        or not after
        or re.search(r"(?:19|20)\d\d", plain.span.of(folded))
    ):
        return None
    opening = _before("ahead").search(left) or _before("before").search(left)
    span = Span(_grown(plain.span.start, left, opening), after.end())
    return _coming_back(plain, span, folded)


def _coming_back(found: FoundDeadline, span: Span, folded: str) -> FoundDeadline:
    often = find_recurrence(span.of(folded)) or "yearly"
    return replace(found, span=span, due_from=None, due_on=None, recurrence=often)


def _open(plain: FoundDeadline, span: Span, folded: str) -> FoundDeadline:
    recurrence = find_recurrence(span.of(folded))
    if recurrence is None and re.search(
        phrases(vocabulary("deadlines")["open_years"]), folded[plain.span.end : span.end]
    ):
        recurrence = "yearly"
    ends = plain.due_from, plain.due_on
    return replace(
        plain, span=span, due_from=None, due_on=None, precision="open", recurrence=recurrence, first_period=ends
    )


def _ahead_of(plain: FoundDeadline, start: int, folded: str) -> FoundDeadline:
    """Read "trước": a day is kept as written; a month, quarter or year must not have begun ("trước cuối": passed)."""
    due = plain.due_on
    if plain.precision != "day" and plain.due_from and not folded.startswith("cuoi", plain.span.start):
        due = plain.due_from - dt.timedelta(days=1)
    return replace(plain, span=Span(start, plain.span.end), due_from=None, due_on=due)


def _from_now(left: str, issued_on: dt.date | None) -> re.Match[str] | None:
    return (
        re.search(r"tu nay\s+(?:cho\s+)?(?:den|toi)\s+(?:het\s+|cuoi\s+|truoc\s+|ngay\s+)*$", left)
        if issued_on
        else None
    )
