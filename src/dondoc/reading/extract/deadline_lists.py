"""Times that stand side by side: days that come back, a loose time and the day that tells it closer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from dondoc.reading.extract.found_deadline import FoundDeadline
from dondoc.reading.source import Span

_AND = re.compile(r"\s*(?:,|;|,?\s*va)\s*")
_BESIDE = re.compile(r"[\s,(]*")
_AT_LATEST = re.compile(r"(?:cham|muon|tre) nhat|han (?:cuoi|chot)")
_DONE = re.compile(r"\s*\(\s*(?:phan dau\s+)?(?:hoan thanh|xong)(?!\w)")


def told_closer(folded: str, found: Sequence[FoundDeadline]) -> list[FoundDeadline]:
    """Take a loose time and the day that tells it closer as one: "trong tuần này, trước ngày 30/9/2025".

    So with "trong quý II, chậm nhất là ngày 15/6/2025".
    """
    read: list[FoundDeadline] = []
    for one in found:
        loose = read[-1] if read else None
        if loose and _goes_on(folded, loose, one):
            read[-1] = replace(loose, span=Span(loose.span.start, one.span.end), due_on=one.due_on)
            continue
        if loose and loose.bound and loose.due_on and one.bound and one.due_on:
            this = one.year_is_written and folded.endswith("tuan nay", loose.span.start, loose.span.end)
            latest = _AT_LATEST.match(folded, one.span.start) or _DONE.match(folded, loose.span.end)
            closer = this or (latest and one.due_on <= loose.due_on and loose.precision != one.precision)
            if closer and _BESIDE.fullmatch(folded, loose.span.end, one.span.start):
                read[-1] = replace(one, span=Span(loose.span.start, one.span.end))
                continue
        read.append(one)
    return read


def _goes_on(folded: str, before: FoundDeadline, one: FoundDeadline) -> bool:
    """Tell whether two periods make one list: "Tháng 6 và tháng 12", "quý II/2025, quý IV/2025"."""
    if not (before.due_from and before.due_on and one.due_from and one.due_on) or before.recurrence or one.recurrence:
        return False
    alike = (
        before.precision == one.precision and before.precision in {"month", "quarter"} and before.due_on < one.due_on
    )
    return alike and bool(_AND.fullmatch(folded, before.span.end, one.span.start))


_SAME_SENTENCE = 160  # code points
_LIST_GAP = 60  # code points between two days of one list
ENDS = re.compile(r";|\.\s|\n|\|")


def coming_back(folded: str, found: Sequence[FoundDeadline]) -> list[FoundDeadline]:
    """Take the year from days that come back: "Hằng năm, trước ngày 15/12" names no day of one year."""
    read: list[FoundDeadline] = []
    often: FoundDeadline | None = None
    for one in _backwards(folded, _by_parts_of_year(folded, list(_each_year(folded, found)))):
        if often and ENDS.search(folded, often.span.end, one.span.start):
            often = None
        near = often is not None and one.span.start - often.span.end < _SAME_SENTENCE
        beside = often is not None and _BESIDE.fullmatch(folded, often.span.end, one.span.start)
        if often and near and (one.bound or beside) and one.due_on and not one.year_is_written:
            read.append(replace(one, due_from=None, due_on=None, recurrence=often.recurrence))
            continue
        if one.recurrence not in {None, "continuous", "periodic"}:
            often = one
        read.append(one)
    return read


_PART_OF_YEAR = re.compile(
    r"(?<!\w)(?:(?P<half>(?:0?6|sau) thang(?: dau nam)?)|(?:ca |hang |bao cao |tong ket )nam)\s*\(?$"
)
_PART_BEFORE = 30  # code points before a day that may name the part of the year


def _by_parts_of_year(folded: str, found: Sequence[FoundDeadline]) -> list[FoundDeadline]:
    """Take the year from the days of half-yearly and yearly reports: "6 tháng trước 10/6, cả năm trước 10/12"."""
    named: dict[int, str] = {}
    for at, one in enumerate(found):
        left = folded[max(0, one.span.start - _PART_BEFORE) : one.span.start]
        part = _PART_OF_YEAR.search(left) if one.bound and one.due_on and not one.year_is_written else None
        if part and one.precision == "day":
            named[at] = "half-yearly" if part["half"] else "yearly"
    if set(named.values()) != {"half-yearly", "yearly"} or ENDS.search(
        folded, found[min(named)].span.end, found[max(named)].span.start
    ):
        return list(found)
    return [
        replace(one, due_from=None, due_on=None, recurrence=named[at]) if at in named else one
        for at, one in enumerate(found)
    ]


_PERIODIC_BEFORE = re.compile(r"(?<!\w)dinh ky\s*,?\s*(?:vao\s+)?\(?$")


def _each_year(folded: str, found: Sequence[FoundDeadline]) -> Iterator[FoundDeadline]:
    """Take the year from a day that comes back without a word of how often: "định kỳ trước ngày 30 tháng 11"."""
    for one in found:
        left = folded[max(0, one.span.start - _PART_BEFORE) : one.span.start]
        alone = one.bound and one.due_on and not one.year_is_written and one.precision == "day"
        if alone and _PERIODIC_BEFORE.search(left):
            yield replace(one, due_from=None, due_on=None, recurrence="yearly")
        else:
            yield one


def _backwards(folded: str, found: Sequence[FoundDeadline]) -> Iterator[FoundDeadline]:
    """Share "hằng năm" with the days listed before it: "sơ bộ trước 15/11, chính thức trước 14/12 hằng năm"."""
    for one, after in zip_longest(found, found[1:]):
        yield replace(one, due_from=None, due_on=None, recurrence="yearly") if _listed(folded, one, after) else one


def _listed(folded: str, one: FoundDeadline, after: FoundDeadline | None) -> bool:
    if after is None or after.recurrence != "yearly" or after.due_on or not one.due_on or one.year_is_written:
        return False
    near = after.span.start - one.span.end < _LIST_GAP and not ENDS.search(folded, one.span.end, after.span.start)
    if one.precision != after.precision:
        return False
    return near and (
        one.bound if one.precision == "day" else bool(_AND.fullmatch(folded, one.span.end, after.span.start))
    )
