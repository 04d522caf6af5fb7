"""Finds deadlines in a text: what is to be done by when, in the words of the text and as days.

The grammar: a period (`periods.py`) with the words around it that say how it binds ("trước", "trong", "từ ... đến",
"trở đi"), or a deadline without a named day (relative, conditional, to the end of a term). A period that nothing binds,
such as the date of a cited document, is given too, with `bound` False: a cell or a field that holds nothing else makes
it one.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dondoc.reading.extract import days
from dondoc.reading.extract.folding import fold, phrases
from dondoc.reading.extract.periods import Period, find_periods
from dondoc.reading.extract.recurrences import find_recurrence, is_recurrence
from dondoc.reading.register import DeadlineReading
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary

_LEFT = 48  # code points looked at before a period: the longest binding phrase and some space


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """A deadline in a text. `due_from` and `due_on` are the ends of the period, None where open or not named.

    `precision`: day, month, quarter, half-year, year, term, relative, conditional, open. `recurrence` as in the guide.
    `alternatives` are other readings of the same words. `bound`: the words around the period make it a deadline.
    `first_period` keeps the first named period of an open one.
    """

    span: Span
    as_written: str
    due_from: dt.date | None
    due_on: dt.date | None
    precision: str
    recurrence: str | None = None
    alternatives: tuple[DeadlineReading, ...] = ()
    bound: bool = True
    first_period: days.Ends | None = None


def find_deadlines(text: str, *, issued_on: dt.date | None) -> list[FoundDeadline]:
    """Give the deadlines of `text`, in order, not overlapping.

    `issued_on` is the day of issue: it supplies missing years and is what relative deadlines count from. Guarantees:
    `as_written` is `text` at `span`; `due_from <= due_on` where both are named.
    """
    folded = fold(text)
    dated = list(_dated(folded, issued_on))
    bound = [one for one in dated if one.bound]
    found = _apart([*bound, *_undated(folded, issued_on), *dated])
    return [
        replace(one, as_written=one.span.of(text), recurrence=one.recurrence or find_recurrence(one.span.of(text)))
        for one in found
    ]


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


@cache
def _before(name: str) -> re.Pattern[str]:
    """Give a pattern for one of the listed phrases at the end of what stands before a period."""
    return re.compile(
        r"(?<![/\-])" + phrases(vocabulary("deadlines")[name]) + r"\s*[:(]?\s*(?:cac\s+|ngay\s+|thoi gian\s+)*$"
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
        r"|\s*(?:cua\s+)?nam\s+(?:sau|tiep theo|truoc|ke hoach|lien ke)(?!\w)"
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
    opening = _before("from").search(folded[max(0, start - _LEFT) : start])
    if opening:
        start -= len(folded[max(0, start - _LEFT) : start]) - opening.start()
    ends = first.first, second.last
    if not first.year_is_written and second.last:
        ends = _same_year(first, second.last)
    span = Span(start, second.span.end)
    bound = (bool(opening) and not _is_stage(folded, start)) or _is_alone(folded, span)
    return FoundDeadline(span, "", *ends, second.precision, bound=bound)


def _same_year(first: Period, last: dt.date) -> days.Ends:
    if first.first is None:
        return None, last
    moved = first.first.replace(year=last.year)
    return (moved if moved <= last else moved.replace(year=last.year - 1)), last


def _is_stage(folded: str, start: int) -> bool:
    return bool(_before("stages").search(folded[max(0, start - _LEFT) : start]))


def _is_alone(folded: str, span: Span) -> bool:
    """Tell whether a span stands alone in brackets ("(2025 - 2026)"), or is all there is."""
    before = folded[max(0, span.start - _LEFT) : span.start].rstrip()
    after = folded[span.end : span.end + _LEFT].lstrip()
    if before.endswith("(") and after.startswith(")"):
        return True
    return span.start < _LEFT and len(folded) - span.end < _LEFT and not (before.strip("-+. ") or after.strip(".;,/ "))


def _single(folded: str, period: Period, issued_on: dt.date | None) -> FoundDeadline:
    start, end = period.span.start, period.span.end
    left = folded[max(0, start - _LEFT) : start]
    plain = FoundDeadline(period.span, "", period.first, period.last, period.precision)
    if recurring := _recurring(folded, plain, left):
        return recurring
    if after := _after("open_after").match(folded, end):
        return _open(plain, Span(_grown(start, left, _before("from").search(left)), after.end()), folded)
    if opening := _from_now(left, issued_on):
        return replace(plain, span=Span(_grown(start, left, opening), end), due_from=issued_on)
    return _unbound(folded, plain, left) or _opened(folded, plain, left)


def _unbound(folded: str, plain: FoundDeadline, left: str) -> FoundDeadline | None:
    """Read a stage, a day of the past, and a bare "đến năm 2030": deadlines only where they stand alone."""
    for name in ("stages", "facts", "to"):
        opening = _before(name).search(left)
        if opening and not (name == "to" and _before("before").search(left)):
            span = Span(_grown(plain.span.start, left, opening), plain.span.end)
            bound = _is_alone(folded, span) or (name == "to" and _heads_duty(folded, span))
            return replace(
                plain,
                span=span if bound else plain.span,
                due_from=None if name == "to" else plain.due_from,
                bound=bound,
            )
    return None


def _heads_duty(folded: str, span: Span) -> bool:
    """Tell whether a period opens a clause and a verb of doing follows: "đến năm 2025 tiến hành tổng kết"."""
    before = folded[max(0, span.start - _LEFT) : span.start].rstrip()
    opens = before[-1] in ",;.:(-+" if before else span.start < _LEFT
    return opens and bool(_after("duties").match(folded, span.end))


def _opened(folded: str, plain: FoundDeadline, left: str) -> FoundDeadline:
    start, end = plain.span.start, plain.span.end
    if opening := _before("ahead").search(left):
        return _ahead_of(plain, _grown(start, left, opening))
    if opening := _before("before").search(left):
        return replace(plain, span=Span(_grown(start, left, opening), end), due_from=None)
    if (opening := _before("from").search(left)) and "-" not in plain.span.of(folded):
        return _open(plain, Span(_grown(start, left, opening), end), folded)
    opening = _before("within").search(left)
    if opening and opening.group().startswith("vao") and plain.precision == "year" and not _done_in().search(left):
        opening = None  # "phát thải ròng bằng 0 vào năm 2050"
    bound = bool(opening) or _is_alone(folded, plain.span)
    return replace(plain, span=Span(_grown(start, left, opening), end), bound=bound)


@cache
def _done_in() -> re.Pattern[str]:
    """Give a pattern for a verb of doing just before "vào": "sơ kết vào", "tổng kết Kế hoạch vào"."""
    return re.compile(phrases(vocabulary("deadlines")["duties"]) + r"(?:\s+\w+){0,3}\s+vao\s*$")


def _grown(start: int, left: str, opening: re.Match[str] | None) -> int:
    """Give the start of the opening words, found in the `left` that ends at `start`."""
    return start - len(left) + opening.start() if opening else start


def _recurring(folded: str, plain: FoundDeadline, left: str) -> FoundDeadline | None:
    """Read "trước ngày 25 hằng tháng", "trước ngày 15/12 hằng năm": a day that comes back has no date."""
    after = _recurring_after().match(folded, plain.span.end)
    if plain.precision not in {"day", "month"} or not after or re.search(r"(?:19|20)\d\d", plain.span.of(folded)):
        return None
    opening = _before("ahead").search(left) or _before("before").search(left)
    span = Span(_grown(plain.span.start, left, opening), after.end())
    return replace(
        plain, span=span, due_from=None, due_on=None, recurrence=find_recurrence(span.of(folded)) or "yearly"
    )


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


def _ahead_of(plain: FoundDeadline, start: int) -> FoundDeadline:
    """Read "trước": a day is kept as written; a month, quarter or year must not have begun."""
    due = plain.due_on
    if plain.precision != "day" and plain.due_from:
        due = plain.due_from - dt.timedelta(days=1)
    return replace(plain, span=Span(start, plain.span.end), due_from=None, due_on=due)


def _from_now(left: str, issued_on: dt.date | None) -> re.Match[str] | None:
    return (
        re.search(r"tu nay\s+(?:cho\s+)?(?:den|toi)\s+(?:het\s+|cuoi\s+|truoc\s+|ngay\s+)*$", left)
        if issued_on
        else None
    )


def _undated(folded: str, issued_on: dt.date | None) -> Iterator[FoundDeadline]:
    yield from _relative(folded, issued_on)
    for match in _day_of_period().finditer(folded):
        yield FoundDeadline(Span(*match.span()), "", None, None, "day", recurrence=find_recurrence(match.group()))
    for match in re.finditer(phrases(vocabulary("deadlines")["terms"]) + r"(?:\s+(20\d\d)\s*-\s*(20\d\d))?", folded):
        yield _term(match)
    for match in _recurring_words().finditer(folded):
        if not is_recurrence(folded, *match.span()):
            continue
        bound = _is_alone_clause(folded, match.start())
        yield FoundDeadline(
            Span(*match.span()), "", None, None, "open", recurrence=find_recurrence(match.group()), bound=bound
        )
    for match in _conditional().finditer(folded):
        yield FoundDeadline(
            Span(*match.span()), "", None, None, "conditional", bound=_is_alone_clause(folded, match.start())
        )


def _is_alone_clause(folded: str, start: int) -> bool:
    """Tell whether a condition stands at the head of a cell or field, where it is the deadline itself."""
    return start < _LEFT and not folded[:start].strip(" .-:(")


@cache
def _recurring_words() -> re.Pattern[str]:
    listed = vocabulary("deadlines")["recurrence"]
    one = phrases(word for code, words in listed.items() if code != "daily" for word in words)
    return re.compile(rf"{one}(?:\s*[,;]?\s*(?:va\s+)?{one})*")


@cache
def _conditional() -> re.Pattern[str]:
    return re.compile(phrases(vocabulary("deadlines")["conditional"]) + r"[^.;,()|]{0,120}")


@cache
def _day_of_period() -> re.Pattern[str]:
    before = phrases([*vocabulary("deadlines")["before"], *vocabulary("deadlines")["ahead"]])
    return re.compile(
        rf"(?:{before}\s+)?ngay\s+\d{{1,2}}\s+(?:cua\s+)?(?:(?:hang|moi|cac)\s+(?:thang|quy|nam)|thang\s+(?:cuoi|dau)\s+(?:cua\s+)?(?:hang\s+|moi\s+)?quy)(?!\w)"
    )


def _term(match: re.Match[str]) -> FoundDeadline:
    last = match.group(2)
    ends = (None, days.years(int(last), int(last))[1]) if last else (None, None)
    return FoundDeadline(Span(*match.span()), "", *ends, "term")


_UNITS = r"(?P<unit>ngay lam viec|ngay|tuan|thang|nam)"
_RELATIVE = re.compile(
    r"(?:cham nhat|muon nhat|khong qua|trong|toi da)?\s*"
    r"(?:la\s+|sau\s+|vong\s+|thoi han\s+|thoi gian\s+|khong qua\s+|toi da\s+|cham nhat\s+)*"
    rf"(?<!\w)(?P<count>\d{{1,3}})\s*(?:\([^)]{{1,25}}\)\s*)?{_UNITS}\s*,?\s*"
    r"(?P<sense>ke tu|tinh tu|sau|truoc)\s+(?P<anchor>[^.;()|]{3,90})"
)


def _relative(folded: str, issued_on: dt.date | None) -> Iterator[FoundDeadline]:
    for match in _RELATIVE.finditer(folded):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        anchor = _anchor().match(match.group("anchor"))
        end = match.start("anchor") + anchor.end() if anchor else match.end()
        due = (
            _count(issued_on, int(match.group("count")), match.group("unit"))
            if issued_on and anchor and match.group("sense") != "truoc"
            else None
        )
        yield FoundDeadline(Span(start, end), "", None, due, "relative")


@cache
def _anchor() -> re.Pattern[str]:
    return re.compile(
        r"(?:khi\s+|thoi diem\s+)?"
        + phrases(vocabulary("deadlines")["anchors"])
        + r"(?:\s+(?:duoc\s+)?(?:ban hanh|co hieu luc|ky)(?:\s+thi hanh)?)?"
        + r"(?=\s*(?:$|[.,;:()]|(?:de|va|phai|cac)\s))"
    )


def _count(start: dt.date, count: int, unit: str) -> dt.date:
    if unit == "ngay lam viec":
        return days.add_working_days(start, count)
    if unit in {"ngay", "tuan"}:
        return start + dt.timedelta(days=count * (7 if unit == "tuan" else 1))
    return days.add_months(start, count * (12 if unit == "nam" else 1))
