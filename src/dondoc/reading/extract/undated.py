"""Finds deadlines that name no period: counted from an event, at the end of a term, coming back, conditional."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from dondoc.reading.extract import days
from dondoc.reading.extract.folding import phrases
from dondoc.reading.extract.found_deadline import FoundDeadline, is_alone_clause
from dondoc.reading.extract.recurrences import find_recurrence, recurring_spans
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary


def find_undated(folded: str, issued_on: dt.date | None) -> Iterator[FoundDeadline]:
    """Give the deadlines of a folded text that name no period; those that count from `issued_on` have a last day."""
    yield from _relative(folded, issued_on)
    for match in _day_of_period().finditer(folded):
        span = Span(*match.span())
        yield FoundDeadline(span, "", None, None, "day", recurrence=_of_day(span.of(folded)))
    for match in _terms().finditer(folded):
        yield _term(match)
    for span in recurring_spans(folded):
        bound = is_alone_clause(folded, span.start)
        yield FoundDeadline(span, "", None, None, "open", recurrence=find_recurrence(span.of(folded)), bound=bound)
    for match in _conditional().finditer(folded):
        bound = is_alone_clause(folded, match.start())
        yield FoundDeadline(Span(*match.span()), "", None, None, "conditional", bound=bound)


@cache
def _conditional() -> re.Pattern[str]:
    return re.compile(phrases(vocabulary("deadlines")["conditional"]) + r"[^.;,()|]{0,120}")


@cache
def _day_of_period() -> re.Pattern[str]:
    """Give a pattern for a day that comes back: "ngày 25 của tháng cuối quý", "ngày 05 tháng sau"."""
    before = phrases([*vocabulary("deadlines")["before"], *vocabulary("deadlines")["ahead"]])
    return re.compile(
        rf"(?:{before}\s+)?(?:la\s+)?ngay\s+(?:\d{{1,2}}|lam viec cuoi cung|cuoi cung)\s+(?:cua\s+)?"
        r"(?:(?:hang|moi|cac)\s+(?:thang|quy|nam)|thang\s+(?:cuoi|dau)\s+(?:cua\s+)?(?:hang\s+|moi\s+|cac\s+)?quy"
        r"|thang\s+(?:tiep theo|ke tiep|lien ke|sau|bao cao)|thang(?=\s*(?:$|[,.;)])))(?!\w)"
    )


def _of_day(words: str) -> str:
    return find_recurrence(words) or ("quarterly" if "quy" in words else "monthly")


@cache
def _terms() -> re.Pattern[str]:
    return re.compile(phrases(vocabulary("deadlines")["terms"]) + r"(?:\s+(20\d\d)\s*-\s*(20\d\d))?")


def _term(match: re.Match[str]) -> FoundDeadline:
    last = match.group(2)
    ends = (None, days.years(int(last), int(last))[1]) if last else (None, None)
    return FoundDeadline(Span(*match.span()), "", *ends, "term")


_UNITS = r"(?P<unit>ngay lam viec|ngay|tuan|thang|nam)"
_AT_MOST = r"(?:(?:cham nhat|muon nhat|khong qua|trong|toi da)\s*)?"  # no blank is tried as a beginning
_RELATIVE = re.compile(
    rf"{_AT_MOST}(?:la\s+|sau\s+|vong\s+|thoi han\s+|thoi gian\s+|khong qua\s+|toi da\s+|cham nhat\s+)*"
    rf"(?<!\w)(?P<count>\d{{1,3}})\s*(?:\([^)]{{1,25}}\)\s*)?{_UNITS}\s*,?\s*"
    r"(?P<sense>\(?ke tu|\(?tinh tu|sau|truoc)\s+(?P<anchor>[^.;()|]{3,90})"
)
# "trong thời hạn 03 ngày làm việc, ...", without a word of what it counts from
_LASTING = re.compile(
    r"(?<!\w)trong\s+(?:thoi\s+(?:han|gian)|vong)\s+(?:khong qua\s+|toi da\s+)?(?P<count>\d{1,3})\s*"
    rf"(?:\([^)]{{1,25}}\)\s*)?{_UNITS}(?!\w)"
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
    for match in _LASTING.finditer(folded):
        yield FoundDeadline(Span(*match.span()), "", None, None, "relative")


@cache
def _anchor() -> re.Pattern[str]:
    """Give a pattern for what counts from the document itself: "ngày ban hành Kế hoạch này"."""
    words = vocabulary("deadlines")
    own = phrases(words["anchor_documents"])
    act = phrases(words["anchor_acts"])
    ends = r"(?=\s*(?:$|[.,;:()]|(?:de|va|phai|cac)\s))"
    return re.compile(
        rf"(?:ngay|khi|thoi diem)\s+(?:{act}\s+(?:{own}\s+nay|{own}|{act})|{act}|"
        rf"{own}\s+(?:nay\s+)?(?:(?:duoc|co)\s+)?{act}|{own}\s+nay)(?:\s+thi hanh)?{ends}"
    )


def _count(start: dt.date, count: int, unit: str) -> dt.date:
    if unit == "ngay lam viec":
        return days.add_working_days(start, count)
    if unit in {"ngay", "tuan"}:
        return start + dt.timedelta(days=count * (7 if unit == "tuan" else 1))
    return days.add_months(start, count * (12 if unit == "nam" else 1))
