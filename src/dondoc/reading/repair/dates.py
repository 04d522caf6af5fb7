"""Dates whose digits were taken for letters, or whose separators were ruined: `3l/12/2O25`, `01./8.2024`.

A date is read only where the whole is a date of the calendar's bounds; what was seen is kept as the other reading.
"""

from __future__ import annotations

import re

_SEEN = re.compile(r"([\dOolI|]{1,2})([./\-]{1,2})([\dOolI|]{1,2})([./\-]{1,2})([\dOolI|]{4})")
_DIGITS = str.maketrans("OolI|", "00111")
_PART = re.compile(r"(?=.*\d)[\dOolI|]{1,4}|[lI|]{1,2}")
_COUNT = re.compile(r"O[1-9]")
BOUNDS = {"ngày": (1, 31), "tháng": (1, 12), "năm": (1900, 2100)}
LEAST_DIGITS = 4  # digits as such in a date before letters between them are read as digits


def read_date(token: str) -> str:
    """Give the date that a token with letters for digits or ruined separators is; "" where it is none, or is sound."""
    match = _SEEN.fullmatch(token.replace(" ", ""))
    if match is None or sum(c.isdigit() for c in token) < LEAST_DIGITS:
        return ""
    day, first, month, second, year = (part.translate(_DIGITS) for part in match.groups())
    sound = all(_within(k, v) for k, v in (("ngày", day), ("tháng", month), ("năm", year)))
    sound = sound and (first, second) != ("-", "/")  # the days or months of a span: 7-8/2024
    separator = first if first == second and len(first) == 1 else "/"
    read = f"{day}{separator}{month}{separator}{year}"
    return read if sound and read != token else ""


def read_part(word: str, token: str) -> str:
    """Give the number a token is after "ngày", "tháng" or "năm", letters read as digits; "" where it is none."""
    if word not in BOUNDS or token.isdigit() or not _PART.fullmatch(token):
        return ""
    read = token.translate(_DIGITS)
    return read if _within(word, read) else ""


def read_count(token: str) -> str:
    """Give the count that begins with a letter for its nought (`O5`); "" where it is none."""
    return "0" + token[1:] if _COUNT.fullmatch(token) else ""


def _within(word: str, digits: str) -> bool:
    low, high = BOUNDS[word]
    return low <= int(digits) <= high
