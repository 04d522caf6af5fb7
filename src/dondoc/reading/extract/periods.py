"""Finds the periods a text names: days, months, quarters, half-years, years; not what they are for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dondoc.reading.extract import days
from dondoc.reading.source import Span

_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_OF_YEAR = r"\s*(?:/|-|\.|,?\s*(?:cua\s+)?nam|\s)\s*"
_QUARTER = (  # with the digits and letters that stand for I in scans
    r"(?:(?:iv|iii|ii|i|lv|1v|[il1]{1,3}|0?[1-4])(?![\w])|(?:mot|hai|ba|tu)(?=\s*(?:/|,?\s*(?:cua\s+)?nam)\s*20\d\d))"
)
_AND = r"\s*(?:,|va|-|hoac|/)\s*"
_PART = r"(?:dau|giua|cuoi)"
_SEVERAL = r"(?:(?:cac|nhung|hai|ba|0?[2-5])\s+)?"
_NO_OTHER_YEAR = r"(?!\s*(?:\d|hoc|ngoai|ngoi|sau|toi|truoc|ke|nay|cong|ngan|tai|chau|ha|do))(?!\w)"
_DAY_AHEAD = (  # words that make "30/6" a day
    r"(?:(?<=truoc )|(?<=het )|(?<=nhat )|(?<=nhat la )|(?<=qua )|(?<=chot )|(?<=dip )|(?<=khanh )|(?<=le )"
    r"|(?<=xong )|(?<=hoan thanh ))"
)
_WEEK = (
    r"(?:(?P<days>\d{1,2})\s+ngay\s+(?P<end>dau|cuoi)|tuan\s+(?:(?:le|lam viec)\s+)?(?:thu\s+)?"
    r"(?P<w>dau(?:\s+tien)?|cuoi(?:\s+cung)?|nhat|hai|ba|tu|0?[1-4])(?:\s+(?:cua|trong))?"
    r"|(?P<third>thuong|trung|ha)\s+tuan|nua\s+(?P<part_of>dau|cuoi)(?:\s+cua)?)\s+thang\s+"
)
_WEEK_AGAIN = re.sub(r"<(days|end|w|third|part_of)>", r"<\g<1>2>", _WEEK)
_MONTH_NAMES = {
    "gieng": 1, "muoi mot": 11, "muoi hai": 12, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10,
}  # fmt: skip
_YEAR_GROUP = re.compile(r"y\d+")
_STROKES = re.compile(r"[l1]")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "hai": 2, "ba": 3, "tu": 4}
_COUNTS = {"sau": 6, "chin": 9, "ba": 3}


@dataclass(frozen=True, slots=True)
class Period:
    """A named period: its place, first and last day, precision, and whether its year is written or supplied."""

    span: Span
    first: dt.date | None
    last: dt.date | None
    precision: str
    year_is_written: bool = True


_Reader = Callable[[re.Match[str], int], tuple[days.Ends, str] | None]

_PATTERN = re.compile(
    r"(?<![\w/.,])(?:"
    # day
    rf"(?P<day1>(?:ngay\s+)?(?P<d1>\d{{1,2}})\s*[/.\-]\s*(?P<m1>\d{{1,2}})\s*[/.\-]\s*{_YEAR.format('y1')}(?![\d/\-]))"
    rf"|(?P<day2>(?:ngay\s+)?(?P<d2>\d{{1,2}})\s+thang\s+(?P<m2>\d{{1,2}})\s*(?:/|,?\s*(?:cua\s+)?nam)\s*{_YEAR.format('y2')}(?!\d))"
    r"|(?P<day3>ngay\s+(?P<d3>\d{1,2})\s*/\s*(?P<m3>\d{1,2})(?![\d/]))"
    r"|(?P<day4>(?:ngay\s+)?(?P<d4>\d{1,2})\s+thang\s+(?P<m4>\d{1,2})(?![\d/]))"
    r"|(?P<day6>\A\s*(?P<d6>\d{1,2})/(?P<m6>\d{1,2})(?=[\s.;]*\Z))"
    rf"|(?P<day5>{_DAY_AHEAD}(?P<d5>\d{{1,2}})/(?P<m5>\d{{1,2}})(?![\d/]|\s(?:ngay|so|tong)(?!\w)))"
    # quarter, also several of one year
    rf"|(?P<quarter1>(?:{_PART}\s+)?(?:cac\s+)?qu[yi]\s+(?P<q1>{_QUARTER})(?:{_AND}(?:qu[yi]\s+)?(?P<q1b>{_QUARTER})){{0,3}}{_OF_YEAR}{_YEAR.format('y3')}(?!\d))"
    rf"|(?P<quarter2>(?:{_PART}\s+)?qu[yi]\s+(?P<q2>{_QUARTER})(?:\s*(?:,|va|-|hoac)\s*(?:qu[yi]\s+)?(?P<q2b>{_QUARTER})){{0,3}}(?!\s*/\s*\d))"
    rf"|(?P<quarter3>q(?P<q3>[1-4])\s?/\s?{_YEAR.format('y15')}(?!\d))"
    # the first or last months of a year
    rf"|(?P<half1>(?:(?P<c1>\d{{1,2}}|sau|chin|ba)\s+thang|nua)\s+(?P<h1>dau|cuoi)\s+(?:cua\s+)?nam\s+{_YEAR.format('y4')}(?!\d))"
    r"|(?P<half2>(?:(?P<c2>\d{1,2}|sau|chin|ba)\s+thang|nua)\s+(?P<h2>dau|cuoi)\s+(?:cua\s+)?nam(?!\s*\d))"
    # month, also several of one year
    rf"|(?P<month1>(?:{_PART}\s+)?(?:cac\s+)?thang\s+(?P<n1>\d{{1,2}})(?:\s*(?:,|va|-)\s*(?:thang\s+)?(?P<n1b>\d{{1,2}})){{0,5}}\s*(?:/|-|\.|,?\s*(?:cua\s+)?nam)\s*{_YEAR.format('y5')}(?![\d/]))"
    rf"|(?P<month2>(?:t\s?)?(?P<n2>\d{{1,2}})\s?/\s?{_YEAR.format('y6')}(?![\d/\-]))"
    rf"|(?P<month3>(?:{_PART}\s+)?thang\s+(?P<n3>\d{{1,2}})(?![\d/]))"
    rf"|(?P<month5>t\s?(?P<n6>\d{{1,2}})\s*-\s*t?\s?(?P<n6b>\d{{1,2}})\s?/\s?{_YEAR.format('y18')}(?![\d/\-]))"
    rf"|(?P<month6>\A\s*(?P<n7>\d{{1,2}})\s?[-.]\s?{_YEAR.format('y19')}(?=[\s.;]*\Z))"
    # a week of a month
    rf"|(?P<week1>{_WEEK}(?P<n4>\d{{1,2}})\s*(?:/|-|,?\s*nam)\s*{_YEAR.format('y16')}(?![\d/]))"
    rf"|(?P<week2>{_WEEK_AGAIN}(?P<n5>\d{{1,2}})(?![\d/]))"
    rf"|(?P<month4>thang\s+(?P<nw>{'|'.join(_MONTH_NAMES)})\s*(?:/|,?\s*nam)\s*{_YEAR.format('y17')}(?!\d))"
    r"|(?P<this1>(?:tuan|thang|quy)\s+nay(?!\w))"
    # years
    rf"|(?P<years1>{_SEVERAL}(?:nam\s+)?{_YEAR.format('y7')}\s*[-]\s*(?:nam\s+)?{_YEAR.format('y8')}(?![\d/]))"
    rf"|(?P<years2>(?:(?P<part1>{_PART})\s+)?{_SEVERAL}nam\s+{_YEAR.format('y9')}(?:\s*(?:va|,)\s*(?:nam\s+)?{_YEAR.format('y10')}){{0,4}}(?![\d/]))"
    rf"|(?P<years3>(?:(?P<part2>{_PART})\s+)?nam\s+nay(?!\w)|(?:(?P<part3>{_PART})\s+|(?<=het ))nam{_NO_OTHER_YEAR})"
    r"|(?P<years4>(?<=tu\s)(?P<y11>20\d\d)(?=\s+(?:den|tro)))"
    r"|(?P<years5>(?P<y12>20\d\d)(?=\s+tro\s+di))"
    r"|(?P<years6>(?<=den\s)(?P<y13>20\d\d)(?![\d/\-]))"
    r"|(?P<years8>(?:(?<=het )|(?<=truoc )|(?<=hoan thanh )|(?<=xong ))(?P<y20>20\d\d)(?=\s*(?:$|[.,;)])))"
    r"|(?P<years9>\A\s*(?P<y21>20\d\d)(?:\s*(?:,|;|va)\s*(?P<y22>20\d\d)){1,4}(?=[\s.;]*\Z))"
    r"|(?P<years7>\A(?P<y14>20\d\d)(?=[\s.;]*\Z))"
    r")"
)


def find_periods(folded: str, *, issued_on: dt.date | None) -> Iterator[Period]:
    """Give the periods of a folded text in order; they do not overlap.

    A period without a year gets the one in which it ends on or after `issued_on`; without that day it has no ends.
    """
    for match in _PATTERN.finditer(folded):
        kind = match.lastgroup or ""  # the outer group closes last
        if kind == "this1":
            yield _this_one(match, issued_on)
            continue
        reader, written = _READERS[kind]
        years = [_written_year(match)] if written else _supplied_years(issued_on)
        found = [read for year in years if (read := reader(match, year))]
        span = Span(match.start(), match.end())
        if found:
            ends, precision = _first_not_past(found, issued_on) if not written else found[0]
            yield Period(span, *ends, precision, written)
        elif not years:
            yield Period(span, None, None, kind.rstrip("0123456789"), year_is_written=False)


def _this_one(match: re.Match[str], issued_on: dt.date | None) -> Period:
    """Read "tuần này", "tháng này", "quý này" by the day of issue."""
    month = match.group().startswith("thang")
    ends: days.Ends = (None, None)
    if issued_on and match.group().startswith("tuan"):
        monday = issued_on - dt.timedelta(days=issued_on.weekday())
        return Period(Span(*match.span()), monday, monday + dt.timedelta(days=6), "day", year_is_written=False)
    if issued_on:
        quarter = (issued_on.month + 2) // 3
        year = issued_on.year
        ends = days.months(year, issued_on.month, issued_on.month) if month else days.quarter(year, quarter)
    return Period(Span(*match.span()), *ends, "month" if month else "quarter", year_is_written=False)


def _written_year(match: re.Match[str]) -> int:
    return next(int(value) for name, value in match.groupdict().items() if value and _YEAR_GROUP.fullmatch(name))


def _supplied_years(issued_on: dt.date | None) -> list[int]:
    return [issued_on.year, issued_on.year + 1] if issued_on else []


def _first_not_past(found: list[tuple[days.Ends, str]], issued_on: dt.date | None) -> tuple[days.Ends, str]:
    for ends, precision in found:
        if issued_on and ends[1] and ends[1] >= issued_on:
            return ends, precision
    return found[0]


def _number(match: re.Match[str], *names: str) -> int | None:
    for name in names:
        if value := match.group(name):
            return int(value)
    return None


def _numeral(match: re.Match[str], *names: str) -> int | None:
    """Give the number of a quarter, written as a numeral, a digit, or with strokes read as digits ("11" for II)."""
    value = next((found for name in names if (found := match.group(name))), None)
    if value is None:
        return None
    value = value.removeprefix("0")
    return int(value) if value in {"1", "2", "3", "4"} else _ROMAN.get(_STROKES.sub("i", value), 0)


def _a_day(match: re.Match[str], year: int) -> tuple[days.Ends, str] | None:
    month, number = (
        _number(match, "m1", "m2", "m3", "m4", "m5", "m6"),
        _number(match, "d1", "d2", "d3", "d4", "d5", "d6"),
    )
    found = days.day(year, month or 0, number or 0)
    return ((found, found), "day") if found and days.plausible_year(year) else None


def _a_quarter(match: re.Match[str], year: int) -> tuple[days.Ends, str] | None:
    first = _numeral(match, "q1", "q2", "q3") or 0
    last = _numeral(match, "q1b", "q2b") or first
    if not 1 <= first <= last <= 4:
        return None
    return (days.quarter(year, first)[0], days.quarter(year, last)[1]), "quarter"


def _a_half(match: re.Match[str], year: int) -> tuple[days.Ends, str] | None:
    word = match.group("c1") or match.group("c2") or "6"
    count = _COUNTS.get(word) or int(word)
    if not 1 <= count <= 12:
        return None
    early = "dau" in (match.group("h1"), match.group("h2"))
    ends = days.months(year, 1, count) if early else days.months(year, 13 - count, 12)
    return ends, "half-year" if count == 6 else "month"


def _a_month(match: re.Match[str], year: int) -> tuple[days.Ends, str] | None:
    first = _number(match, "n1", "n2", "n3", "n6", "n7") or _MONTH_NAMES.get(match["nw"] or "", 0)
    last = _number(match, "n1b", "n6b") or first
    if not 1 <= first <= last <= 12:
        return None
    return days.months(year, first, last), "month"


_WEEKS = {"dau": 1, "nhat": 1, "1": 1, "hai": 2, "2": 2, "ba": 3, "3": 3, "tu": 4, "4": 4}


_THIRDS = {"thuong": 0, "trung": 10, "ha": 20}  # days of the month before each third of it


def _a_week(match: re.Match[str], year: int) -> tuple[days.Ends, str] | None:
    """Read "tuần đầu tháng 01 năm 2026", "10 ngày cuối tháng 5": so many days of a month, seven for a week."""
    month = _number(match, "n4", "n5") or 0
    if not 1 <= month <= 12:
        return None
    first, last = days.months(year, month, month)
    assert first is not None  # noqa: S101
    assert last is not None  # noqa: S101
    count = min(_number(match, "days", "days2") or 7, last.day)
    if third := match["third"] or match["third2"]:
        start = first + dt.timedelta(days=_THIRDS[third])
        return (start, last if third == "ha" else start + dt.timedelta(days=9)), "day"
    if half := match["part_of"] or match["part_of2"]:
        middle = first + dt.timedelta(days=14)
        return ((first, middle) if half == "dau" else (middle + dt.timedelta(days=1), last)), "day"
    word = (match["w"] or match["w2"] or match["end"] or match["end2"]).split()[0].removeprefix("0")
    if word == "cuoi":
        return (last - dt.timedelta(days=count - 1), last), "day"
    start = first + dt.timedelta(weeks=_WEEKS[word] - 1)
    return (start, start + dt.timedelta(days=count - 1)), "day"


_PARTS = {"dau": (1, 3), "giua": (4, 6), "cuoi": (10, 12)}


def _some_years(match: re.Match[str], year: int) -> tuple[days.Ends, str] | None:
    last = _number(match, "y8", "y10", "y22") or year
    if not (days.plausible_year(year) and days.plausible_year(last) and year <= last):
        return None
    if part := next((match[name] for name in ("part1", "part2", "part3") if match[name]), None):
        months = _PARTS[part]
        return (days.months(year, *months)[0], days.months(last, *months)[1]), "year"
    return days.years(year, last), "year"


_READERS: dict[str, tuple[_Reader, bool]] = {
    "day1": (_a_day, True),
    "day2": (_a_day, True),
    "day3": (_a_day, False),
    "day4": (_a_day, False),
    "day5": (_a_day, False),
    "day6": (_a_day, False),
    "quarter1": (_a_quarter, True),
    "quarter2": (_a_quarter, False),
    "quarter3": (_a_quarter, True),
    "half1": (_a_half, True),
    "half2": (_a_half, False),
    "month1": (_a_month, True),
    "month2": (_a_month, True),
    "month3": (_a_month, False),
    "month4": (_a_month, True),
    "month5": (_a_month, True),
    "month6": (_a_month, True),
    "week1": (_a_week, True),
    "week2": (_a_week, False),
    "years1": (_some_years, True),
    "years2": (_some_years, True),
    "years3": (_some_years, False),
    "years4": (_some_years, True),
    "years5": (_some_years, True),
    "years6": (_some_years, True),
    "years7": (_some_years, True),
    "years8": (_some_years, True),
    "years9": (_some_years, True),
}
