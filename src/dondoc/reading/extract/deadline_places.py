"""Periods that are deadlines by their place: at the head of a duty, at the end of a review, on a feast day."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from dondoc.reading.extract.folding import phrases
from dondoc.reading.extract.found_deadline import LEFT, FoundDeadline
from dondoc.reading.extract.verbs import is_verb
from dondoc.reading.vocabulary import vocabulary


@cache
def _duties() -> str:
    return phrases(vocabulary("deadlines")["duties"])


@cache
def _duty_after() -> re.Pattern[str]:
    return re.compile(r"\s*,?\s*" + _duties())


_STRIVING = re.compile(r"(?:phan dau|dam bao|bao dam|muc tieu)\s*:?$")
_MUST = re.compile(r"\s*,?\s*(?:phai|kien quyet|can phai)(?!\w)")
_MUST_BE_DONE = re.compile(r"\s*,?\s*(?:phai|can phai)\s+(?:co ban\s+)?(?:hoan thanh|hoan tat|xong|dut diem)(?!\w)")
_DONE_BY_THEN = re.compile(r"\s+[^\W\d][^,;.:]{2,40}?\s(?:phai\s+|co ban\s+)?(?:hoan thanh|hoan tat|xong)(?!\w)")
_REACHES = re.compile(r"[\s,]*(?:phai\s+)?(?:dat|co(?! ban)|con|giam|tang|chiem)(?!\w)(?!\s+100\s*%)")
_ACTS_AFTER = re.compile(r"[\s,]*")


def heads_duty(folded: str, plain: FoundDeadline, start: int) -> bool:
    """Tell whether a period opens a clause and a verb of doing follows: "đến năm 2025 tiến hành tổng kết".

    After a day, a month or a quarter any verb of duty will do; a year before one often tells but which year.
    """
    end = plain.span.end
    if plain.precision != "year" and _MUST_BE_DONE.match(folded, end):
        return True
    before = _STRIVING.sub("", folded[max(0, start - LEFT) : start].rstrip()).rstrip()
    if _REACHES.match(folded, end):
        return False  # "đến 31/10/2025 đạt 60%"
    also = plain.precision == "day" and before.endswith(" va")
    if not (also or before[-1] in ",;.:(-+" if before else start < LEFT):
        return False
    if _duty_after().match(folded, end):
        return True
    acts = _ACTS_AFTER.match(folded, end)
    verb = _MUST.match(folded, end) or _DONE_BY_THEN.match(folded, end) or is_verb(folded, acts.end() if acts else end)
    return plain.precision != "year" and bool(verb)


_REVIEW = re.compile(
    r"(?<!bao cao )(?<!hoi nghi )(?<!\w)(?:so ket|tong ket)"
    r"(?:\s+(?!giai doan|cong tac|nam|ket qua|dai hoi|tinh hinh)[\w/\-]+){0,8}\s+$"
)
_OF = re.compile(r"\s+cua(?!\w)")  # "sơ kết Chỉ thị 13/CT-TTg năm 2025 của Thủ tướng Chính phủ"
_HANDED = re.compile(
    r"(?<!\w)(?:trinh|ban hanh|gui|phe duyet|thong qua|cong bo|hoan thanh)(?:\s+\w+){0,9}"
    r"(?<!ke hoach)(?<!bao cao)(?<!ket qua)(?<!so lieu)(?<!du toan)(?<!cong tac)(?<!chuong trinh)(?<!chi tieu)\s+$"
)
_GIVEN = re.compile(
    r"(?<!\w)(?:trinh|ban hanh|gui|phe duyet|thong qua|cong bo|hoan thanh|bao cao|to chuc|khai mac|hop long|khoi cong"
    r"|khanh thanh|nghiem thu|ban giao|chot|xong|nop)(?:\s+(?!so\s)\w+){0,9}\s+$"
)
_CLAUSE_ENDS = re.compile(r"\s*(?:[.;,)]|$)")
# A work done on a feast day: "khánh thành cầu nhân dịp kỷ niệm Quốc khánh 02/9/2025"
_OCCASION = re.compile(
    r"(?<!\w)(?:khoi cong|khanh thanh|thong xe|hop long|hoan thanh|dua vao|khai truong|ban giao|xong)(?!\w)"
    r"[^.;]{0,110}?\s(?P<dip>(?:(?:vao|nhan|dung|trong)\s+)?dip\s+(?:[^\W\d]\w*\s+){0,8}\(?)$"
)
_FAR = 140  # code points looked at before an occasion


def is_ahead(folded: str, plain: FoundDeadline, left: str, issued_on: dt.date | None) -> bool:
    """Tell whether a period to come is a deadline by its place: it heads a duty, ends a review, or is its occasion."""
    if not is_to_come(plain, issued_on):
        return False
    if heads_duty(folded, plain, plain.span.start):
        return True
    if plain.precision in {"month", "quarter", "half-year"} and _HANDED.search(left):
        return bool(_CLAUSE_ENDS.match(folded, plain.span.end))  # "trình Thủ tướng Chính phủ quý III năm 2024."
    if plain.precision == "day":
        if plain.year_is_written and _GIVEN.search(left) and _CLAUSE_ENDS.match(folded, plain.span.end):
            return True  # "báo cáo UBND quận ngày 15/5/2024": no document can bear a day to come
        return occasion_start(folded, plain) < plain.span.start
    return not _OF.match(folded, plain.span.end) and bool(_REVIEW.search(left))


def occasion_start(folded: str, plain: FoundDeadline) -> int:
    """Give where the words of a day's occasion begin, "nhân dịp kỷ niệm ..."; where it is none, where the day does."""
    far = max(0, plain.span.start - _FAR)
    match = _OCCASION.search(folded[far : plain.span.start]) if plain.precision == "day" else None
    return far + match.start("dip") if match else plain.span.start


def is_to_come(plain: FoundDeadline, issued_on: dt.date | None) -> bool:
    """Tell whether a period ends on the day of issue or after it."""
    return issued_on is not None and plain.due_on is not None and plain.due_on >= issued_on


@cache
def done_in() -> re.Pattern[str]:
    """Give a pattern for a verb of doing just before "vào": "sơ kết vào", "tổng kết Kế hoạch vào"."""
    return re.compile(_duties() + r"(?:\s+(?!bang|dat|giam|tang)\w+){0,10}\s+vao\s*$")


_ANNIVERSARY = 5  # years


def is_anniversary(first: dt.date, last: dt.date) -> bool:
    """Tell whether two days are a day of the past and its return: "(02/9/1945 - 02/9/2025)"."""
    return last.year - first.year >= _ANNIVERSARY and (first.month, first.day) == (last.month, last.day)
