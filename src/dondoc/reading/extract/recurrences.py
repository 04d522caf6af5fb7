"""Finds how often a duty comes back, in the codes of the labelling guide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dondoc.reading.extract.folding import fold, phrases
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary

_ORDER = ("daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "3y", "5y", "continuous")
_BRACKET = re.compile(r"\((?![^()]*20\d\d)[^()]*\)")  # one without a year


def find_recurrence(text: str) -> str | None:
    """Give how often: "monthly", "quarterly", ..., comma-joined where several; "periodic" without a period; or None.

    A bracket is read on its own and looked over: "định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12)".
    """
    folded = fold(text)
    forms = {folded, _BRACKET.sub(lambda match: " " * len(match.group()), folded)}
    codes = {code for form in forms for span in recurring_spans(form) for code in codes_of(span.of(form))}
    found = [code for code in _ORDER if code in codes]
    if found:
        return ",".join(found)
    return "periodic" if "periodic" in codes else None


def recurring_spans(folded: str) -> Iterator[Span]:
    """Give the words of recurrence in a folded text, in order, those that follow each other as one."""
    for match in _recurring_words().finditer(folded):
        span = Span(*match.span())
        if not is_recurrence(folded, *match.span()) and (recurrent := _CONTINUOUS.match(match.group())):
            span = Span(match.start() + recurrent.end(), match.end())  # "dự toán chi thường xuyên hằng năm"
        if span.start < span.end and is_recurrence(folded, span.start, span.end):
            yield span


def codes_of(words: str) -> set[str]:
    """Give the codes that some words of recurrence stand for."""
    found = {
        code for code, pattern in _patterns().items() if any(_is_whole(words, one) for one in pattern.finditer(words))
    }
    for match in _LISTED.finditer(words):
        found |= {code for unit in _UNIT.finditer(match["units"]) if (code := _code(1, unit.group("unit")))}
    found |= {_code_of_times(match) for pattern in _COUNTED for match in pattern.finditer(words)}
    return found - ({"periodic"} if len(found) > 1 else set())


def _is_whole(words: str, match: re.Match[str]) -> bool:
    """Tell whether words are no part of a longer period: "tháng một lần" in "6 tháng một lần" is."""
    counted = _COUNT_WORD.search(words[: match.start()])
    return not (counted and _UNIT_FIRST.match(match.group()))


_COUNT_WORD = re.compile(r"(?:\d|(?<!\w)(?:hai|ba|bon|nam|sau|chin|muoi))\s*$")


# A list of periods after a word that makes them come back: "định kỳ tháng, quý, 6 tháng và năm".
_ONE = r"(?:(?:ca|hang|moi|theo|dinh ky|bao cao|mot|0?1)\s+)*"
_PERIOD = (
    r"(?:0?[369]\s+thang(?:\s+dau\s+nam)?|sau\s+thang(?:\s+dau\s+nam)?|nua\s+nam|tuan|thang|"
    r"quy(?!\s+(?:dinh|che|trinh|mo|hoach|chuan|uoc|tac|pham|doi))|nam(?!\s*(?:\d|hoc|tuoi|qua|toi|sau|truoc)))(?!\w|/)"
)
_AND = r"\s*(?:,\s*(?:va\s+)?|/|-|\s(?:va|hoac)\s)\s*"
_LIST = rf"{_ONE}{_PERIOD}(?:{_AND}{_ONE}{_PERIOD})+"
_LISTED = re.compile(
    rf"(?<!\w)(?:dinh ky|hang|moi|theo|bao cao(?:\s+(?:cong tac|ket qua))?|so ket|tung)\s+\(?(?P<units>{_LIST})"
)
_UNIT = re.compile(r"(?P<unit>(?:0?[369]|sau)\s+thang|nua\s+nam|tuan|thang|quy|nam)(?:\s+dau\s+nam)?")
# "ít nhất 01 lần/quý", "1 năm 2 lần", "mỗi tháng một lần"
_COUNT = r"(?:\d{1,2}|mot|hai|ba|bon)"
_TIMES = re.compile(
    rf"(?<!\w)(?P<times>{_COUNT})\s*lan\s*(?:/|moi|tren|trong)\s*(?:0?1|mot|moi)?\s*(?P<unit>tuan|thang|quy|nam)(?!\w)"
)
_EVERY = re.compile(
    rf"(?<!\w)(?P<units>{_COUNT}|moi)\s*(?P<unit>tuan|thang|quy|nam)\s*(?:/|it nhat|toi thieu|deu)?\s*"
    rf"(?P<times>{_COUNT})\s*lan(?!\w)"
)
# "Hằng ngày" alone mostly tells what work is ("công việc hằng ngày"): it is a period after an hour or in a report.
_BY_THE_DAY = (
    r"(?:(?<!\w)\d{1,2}\s*(?:gio|h|g|:)\s*(?:\d{1,2})?\s*(?:phut)?\s*,?\s*"
    r"|(?<!\w)(?:bao cao|truc bao|cap nhat|giao ban|kiem tra|thong ke)(?:\s+[^\W\d_]+){0,6}?\s+"
    r"|(?<!\w)(?:bao cao|dinh ky)\s*\(?)"
)
# "Hằng ngày, trước 17 giờ, cập nhật ...", "Hằng ngày báo cáo ..."
_EACH_DAY = r"(?:\A|(?<=[;.:] )|(?<=[-+] ))hang ngay(?=\s*,|\s+(?:bao cao|cap nhat|tong hop|giao ban))"
# "02 năm/lần", "hai tuần một lần": where no code of the guide says how often, it is but periodic
_PER_TIME = re.compile(rf"(?<!\w)(?P<units>{_COUNT})\s*(?P<unit>tuan|thang|quy|nam)\s*/\s*lan(?!\w)")
# "02 tin/tuần", "01 buổi/tháng": so many of something that is done again
_DONE_PER = re.compile(
    r"(?<!\w)(?P<times>\d{1,2})\s+(?:tin(?:,? bai)?|bai|buoi|ky|so|cuoc|dot|lop|chuyen muc|phong su|luot kiem tra)"
    r"\s*/\s*(?P<unit>tuan|thang|quy|nam)(?!\w)"
)
_NUMBERS = {"mot": 1, "moi": 1, "hai": 2, "ba": 3, "bon": 4}
_COUNTED = (_TIMES, _EVERY, _PER_TIME, _DONE_PER)
_MONTHS = {"thang": 1, "quy": 3, "nam": 12}
_CODES = {1: "monthly", 3: "quarterly", 6: "half-yearly", 12: "yearly", 36: "3y", 60: "5y"}


def _code_of_times(match: re.Match[str]) -> str:
    named = match.groupdict()
    times, units, unit = _count(named.get("times") or "1"), _count(named.get("units") or "1"), match["unit"]
    months = 0 if unit == "tuan" else _MONTHS[unit] * units
    if times and months % times == 0 and (code := _CODES.get(months // times)):
        return code
    return (_code(1, unit) if units == 1 or unit == "tuan" else None) or "periodic"


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word, 1)


def _code(count: int, unit: str) -> str | None:
    if unit == "tuan":
        return "weekly"
    if unit in _MONTHS:
        return _CODES.get(_MONTHS[unit] * count)
    return {"3": "quarterly", "9": None}.get(unit.strip("0")[:1], "half-yearly")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {code: re.compile(phrases(words)) for code, words in vocabulary("deadlines")["recurrence"].items()}


@cache
def _recurring_words() -> re.Pattern[str]:
    listed = vocabulary("deadlines")["recurrence"]
    words = phrases(word for code, some in listed.items() if code != "daily" for word in some)
    named = "|".join(re.sub(r"\?P<\w+>", "?:", one.pattern) for one in (_LISTED, *_COUNTED))
    daily = phrases(listed["daily"])
    one = rf"(?:{named}|{words}|{_BY_THE_DAY}{daily}(?!\s+cua(?!\w))|{_EACH_DAY})"
    return re.compile(rf"{one}(?:\s*,?\s*(?:va\s+)?{one})*")


# Where the words mean something else ----------------------------------------------------------------------------

_CONTINUOUS = re.compile(r"thuong xuyen\s+")
_UNIT_FIRST = re.compile(r"(?:nam|quy|thang|tuan)\s(?:.*\s)?lan$|nam/lan$")
_FUNDS = re.compile(
    r"(?<!\w)(?:kha nang(?: can doi)?|can doi|tu nguon|nguon)\s+(?:cua\s+)?"
    r"(?:ngan sach|kinh phi|von)(?:\s+nha nuoc)?\s*$"
)
_OF_MEASURE = re.compile(
    r"\s*(?:deu\s+)?(?:dat|tang|giam|chiem)"
    r"(?:\s+(?:it nhat|toi thieu|toi da|tren|duoi|khoang|binh quan|trung binh|tu|them))*\s+\d"
)
_OF_SHARES = re.compile(
    r"^(?!.*(?:bao cao|tong hop|dinh ky|kiem tra|cap nhat)).*\s(?:theo|tung\s+\w+(?:\s+\w+)?,)\s*$", re.DOTALL
)
_BY_THE_MONTH = re.compile(r"theo (?:tuan|thang|quy|nam)$")  # "tiến độ giải ngân chi tiết theo tháng"
_REPORTED = re.compile(
    r"(?<!\w)(?:bao cao|tong hop|dinh ky|kiem tra|cap nhat|giao ban|thanh toan|chi tra|cong khai)(?!\w)"
)
_PAID = re.compile(
    r"(?<!\w)(?:tro cap|phu cap|(?:tien|muc) luong|luong huu|muc dong|thu nhap|hoc bong|sinh hoat phi)\s+$"
)
_GIVEN_EACH = re.compile(
    r"(?:bien che|chi tieu|ke hoach|von|dinh muc)[^.;]{0,60}\sduoc (?:[a-z]+ ){0,3}(?:giao|phan bo|duyet)\s+$"
)
_IS = re.compile(r"(?<!\w)la\s+(?:mot\s+)?$")
# The yearly budget is no yearly duty, nor is "làm căn cứ đánh giá cán bộ hằng năm".
_GROUND = re.compile(r"(?<!\w)(?:can cu|tieu chi|(?:la|lam) co so)(?:[\s,]+\w+){1,8}\s+$")
_ONE_REVIEW = re.compile(r"(?:so ket|bao cao) (?:0?6|sau) thang$")
_GOES_ON = re.compile(r"\s+(?:viec|thuc hien|trien khai|(?:dau|cuoi) nam 20)")
_REVIEWED = re.compile(r"(?:so ket|tong ket) (?:0?6|sau) thang$|tong ket nam$")
_IN_ONE_TIME = re.compile(
    r"\s*\(?\s*(?:(?:trong|truoc|vao|cham nhat|hoan thanh|xong|ngay|thang|quy)\s+)+"
    r"(?:\d{1,2}/)?(?:\d{1,2}|[iv]{1,3})\s*(?:/|nam\s)\s*20\d\d"
)
_OF_A_YEAR = re.compile(r"\s*(?:20\d\d|hoc\b)")
_BY_ONE_DAY = re.compile(
    r"\s+(?:truoc|cham nhat(?: la)?|den|vao)\s+(?:ngay\s+)?\d{1,2}(?:/|\s+thang\s+)\d{1,2}(?:/|\s+nam\s+)20\d\d"
)


@cache
def _something_else() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = vocabulary("deadlines")
    return (
        re.compile(phrases(words["not_continuous"]["before"]) + r"\s*$"),
        re.compile(r"\s*" + phrases(words["not_continuous"]["after"])),
        re.compile(r"\s*" + phrases(words["not_quarterly"]["after"])),
    )


def is_recurrence(folded: str, start: int, end: int) -> bool:
    """Tell whether words of recurrence mean it here: not "chi thường xuyên", not "định kỳ quy định"."""
    words = folded[start:end]
    if _is_other_before(words, folded[max(0, start - 60) : start]):
        return False
    if folded[:start].strip() and _OF_MEASURE.match(folded, end):
        return False  # "tỷ lệ giải ngân hằng quý đạt ít nhất 20%" is what is measured
    if "thuong xuyen" in words:
        before, after, _ = _something_else()
        return not before.search(folded[max(0, start - 20) : start]) and not after.match(folded, end)
    return not _goes_on_otherwise(words, folded, end)


def _is_other_before(words: str, left: str) -> bool:
    """Tell whether what stands before makes words of recurrence something else."""
    if _UNIT_FIRST.match(words) and left[-3:].rstrip()[-1:].isdigit():
        return True  # "3 năm một lần" is not "năm một lần"
    if words.startswith("tung ") and _OF_SHARES.search(left):
        return True  # "nhu cầu vật liệu theo từng tháng" is a need told month by month
    if _BY_THE_MONTH.match(words) and left.strip() and not _REPORTED.search(left):
        return True
    if _PAID.search(left) or _GIVEN_EACH.search(left):
        return True
    if words.startswith("nhiem vu ") and _IS.search(left):
        return True  # "xác định chữa cháy là nhiệm vụ thường xuyên"
    return bool(_FUNDS.search(left) or _GROUND.search(left))


def _goes_on_otherwise(words: str, folded: str, end: int) -> bool:
    """Tell whether what follows makes words of recurrence something else."""
    if words.endswith("quy") and _something_else()[2].match(folded, end):
        return True  # "định kỳ quy định"
    if _ONE_REVIEW.match(words) and _GOES_ON.match(folded, end):
        return True  # "sơ kết 6 tháng thực hiện Chỉ thị", "báo cáo 6 tháng đầu năm 2025"
    if _REVIEWED.match(words) and _IN_ONE_TIME.match(folded, end):
        return True  # "sơ kết 6 tháng (trong tháng 6/2026)", "tổng kết năm vào tháng 12/2026"
    if words.startswith("bao cao") and _BY_ONE_DAY.match(folded, end):
        return True  # "báo cáo năm trước ngày 05/12/2025" is due once
    if words.endswith(" thang") and re.match(r"\s*\d", folded[end:]):
        return True  # "báo cáo tháng 9/2025"
    return words.endswith(" nam") and bool(_OF_A_YEAR.match(folded, end))  # "báo cáo năm 2025"
