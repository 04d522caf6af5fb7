"""Tells which times of a paragraph belong to which clause: a duty with a day of its own is an item of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dondoc.reading.extract.found_deadline import FoundDeadline
from dondoc.reading.source import Span


def own_times(folded: str, span: Span, deadlines: Sequence[FoundDeadline]) -> list[FoundDeadline]:
    """Give the deadlines, and the periods of reporting, that the clause at `span` has of its own."""
    inside = [one for one in deadlines if span.start <= one.span.start < span.end]
    return [one for one in inside if _is_own(folded, span, one)]


_REPEATED = re.compile(
    r"(?:bao cao|dinh ky|so ket|tong ket|gui|tong hop|cong bo|dang tai|giao ban)(?:\W+\w+){0,9}"
    r"(?:\W+\d{1,2}\s*(?:gio|h|g|:)(?:\s*\d{2})?(?:\s*phut)?)?(?:\W+ngay)?(?:\W+(?:thu \w+|chu nhat))?$"
)


_BRACKET = re.compile(r"\([^()]*\)")  # through whom: "báo cáo UBND xã (qua Công an xã) trước ngày 10 hằng tháng"


def _is_own(folded: str, span: Span, time: FoundDeadline) -> bool:
    if time.due_on or time.precision in {"relative", "term"}:
        return time.bound
    if time.recurrence in {None, "continuous"}:
        return False
    before = _BRACKET.sub("", folded[span.start : time.span.start]).strip(" ,(;-+")
    bracketed = folded[: time.span.start].endswith("(") and folded.startswith(")", time.span.end)
    return not before or bracketed or bool(_REPEATED.search(before))


_WORD = re.compile(r"\w+")
_FEW = 3  # words
_TIME_ONLY = re.compile(
    r"\s*(?:va\s+)?(?:(?:thoi (?:gian|han|diem)|tien do|lo trinh)(?:\s+\w+){0,8}"
    r"|(?:(?:phan dau|phai|bao dam|dam bao|yeu cau|co gang)\s+)*"
    r"(?:(?:co ban|hoan thanh|xong|thuc hien|to chuc|tien hanh)\s*)+"
    r"(?:(?:viec\s+)?(?:thuc thi|nhiem vu|cong viec|noi dung|thuc hien)(?:\s+(?:nay|tren|neu tren|duoc giao))?)?"
    r"|trien khai thuc hien|thuc hien)?\s*:?\s*"
)


def is_time_only(folded: str, span: Span, times: Sequence[FoundDeadline]) -> bool:
    """Tell whether a clause says nothing but its times: "Thời gian hoàn thành trong năm 2021"."""
    before, after = folded[span.start : times[0].span.start], folded[times[-1].span.end : span.end]
    if _ACT.match(after):
        return False  # "định kỳ hằng năm sơ kết"
    between = [folded[one.span.end : other.span.start] for one, other in pairwise(times)]
    return bool(_TIME_ONLY.fullmatch(before)) and all(len(_WORD.findall(words)) <= _FEW for words in (*between, after))


_ACT = re.compile(r"\s*(?:to chuc\s+|tien hanh\s+)?(?:so ket|tong ket|bao cao|danh gia|kiem tra|ra soat)(?!\w)")
_REPORTS = re.compile(
    r"\s*(?:va\s+)?(?:(?:kip thoi|dong thoi|dinh ky|thuong xuyen|thuc hien)\s+)*(?:tham muu\s+)?"
    r"(?:to chuc\s+|tien hanh\s+)?(?:tong hop,?\s+)?(?:bao cao|so ket|tong ket)(?!\w)"
)


def is_report(folded: str, verb: int) -> bool:
    """Tell whether a clause only reports on the duty before it."""
    return bool(_REPORTS.match(folded, verb))


_REVIEWS = re.compile(
    r"\s*(?:va\s+)?(?:tham muu\s+(?:\w+\s+){0,9}?)?(?:to chuc\s+|tien hanh\s+)?(?:so ket|tong ket)(?!\w)"
)
_NEAR = 12  # code points between the head of a clause and its time


def opens_with_time(folded: str, verb: int, times: Sequence[FoundDeadline]) -> bool:
    """Tell whether a clause after a semicolon is a duty with a time of its own: it opens with it, or reviews by it.

    A report by a day is the end of the duty before it: "hoàn thiện kế hoạch; báo cáo trước ngày 30/11/2025".
    """
    if times[0].span.start - verb <= _NEAR or _REVIEWS.match(folded, verb):
        return True
    return times[0].recurrence is not None and bool(_REPORTS.match(folded, verb))


# The day of a stage belongs to the duty that is done in stages: "giai đoạn 1 hoàn thành trước ngày 30/6".
STAGE_WORDS = r"(?<!\w)(?:giai doan|dot|buoc) (?:\d|[iv]+|dau|cuoi|tiep theo|sau)(?!\w|[/.-]?\d)"


def stage_starts(folded: str, start: int, end: int) -> list[int]:
    """Give the places at which the stages of a duty are named; none where it names but one."""
    found = [start + match.start() for match in re.finditer(STAGE_WORDS, folded[start:end])]
    return found if len(found) > 1 else []
