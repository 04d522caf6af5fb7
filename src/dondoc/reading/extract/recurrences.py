"""Finds how often a duty comes back, in the codes of the labelling guide."""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.extract.folding import fold, phrases
from dondoc.reading.vocabulary import vocabulary

_ORDER = ("daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "3y", "5y", "continuous")


_UNIT_FIRST = re.compile(r"(?:nam|quy|thang|tuan)(?!\w)")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {code: re.compile(phrases(words)) for code, words in vocabulary("deadlines")["recurrence"].items()}


@cache
def _something_else() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = vocabulary("deadlines")
    return (
        re.compile(phrases(words["not_continuous"]["before"]) + r"\s*$"),
        re.compile(r"\s*" + phrases(words["not_continuous"]["after"])),
        re.compile(r"\s*" + phrases(words["not_quarterly"]["after"])),
    )


def find_recurrence(text: str) -> str | None:
    """Give how often: "monthly", "quarterly", ..., comma-joined where several; "periodic" without a period; or None."""
    folded = fold(text)
    found = [code for code in _ORDER if _says(code, folded)]
    if found:
        return ",".join(found)
    return "periodic" if _patterns()["periodic"].search(folded) else None


def _says(code: str, folded: str) -> bool:
    return any(is_recurrence(folded, match.start(), match.end()) for match in _patterns()[code].finditer(folded))


_FUNDS = re.compile(
    r"(?<!\w)(?:kha nang(?: can doi)?|can doi|tu nguon|nguon)\s+(?:cua\s+)?"
    r"(?:ngan sach|kinh phi|von)(?:\s+nha nuoc)?\s*$"
)


def is_recurrence(folded: str, start: int, end: int) -> bool:
    """Tell whether words of recurrence mean it here: not "chi thường xuyên", not "định kỳ quy định"."""
    before, after, not_quarter = _something_else()
    words = folded[start:end]
    if words.endswith("quy") and not_quarter.match(folded, end):
        return False
    if _UNIT_FIRST.match(words) and folded[max(0, start - 3) : start].rstrip()[-1:].isdigit():
        return False  # "3 năm một lần" is not "năm một lần"
    if _FUNDS.search(folded[max(0, start - 50) : start]):
        return False  # the yearly budget is no yearly duty
    if "thuong xuyen" in words:
        return not before.search(folded[max(0, start - 20) : start]) and not after.match(folded, end)
    return True
