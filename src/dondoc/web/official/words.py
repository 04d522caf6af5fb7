"""Days and numbers as official documents write them, whatever the language of the page; unknown is dots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from dondoc.web.official.blocks import DOTS, Form


def day(value: dt.date | str | None) -> str:
    """Give a day: "09/8/2021"; months 1 and 2 and days below 10 take a nought."""
    value = dt.date.fromisoformat(value) if isinstance(value, str) and value else value
    return f"{value.day:02d}/{month(value)}/{value.year}" if isinstance(value, dt.date) else DOTS


def day_in_words(value: dt.date | None, year: int | None = None) -> str:
    """Give a day in the head of a document: "ngày 09 tháng 8 năm 2021"; what is not known yet is left as dots."""
    if value is None:
        return f"ngày {DOTS} tháng {DOTS} năm {year or DOTS}"
    return f"ngày {value.day:02d} tháng {month(value)} năm {value.year}"


def month(value: dt.date) -> str:
    return f"{value.month:02d}" if value.month < 3 else str(value.month)


def number(value: float | None, places: int | None = None) -> str:
    """Give a number with Vietnamese marks: "1.234,5"."""
    if value is None:
        return DOTS
    text = f"{value:,.{places}f}" if places is not None else f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def measure(value: float | None) -> str:
    """Give a measured value: two decimals are enough, three digits of a small one."""
    if value is None:
        return DOTS
    return number(round(value, 2) if abs(value) >= 1 else float(f"{value:.3g}"))


def recipients(form: Form, names: Iterable[str]) -> list[str]:
    """Give the list of recipients with the marks of its form; what goes to the files comes last."""
    mark, last = (",", "Lưu.") if form == Form.PARTY else (";", "Lưu: VT.")
    return [*(f"{name}{mark}" for name in names), last]


def share(part: int, whole: int) -> str:
    """Give a share with its formula: "17/23 = 73,9 %"; of nothing there is no share."""
    formula = f"{number(part)}/{number(whole)}"
    return f"{formula} = {number(100 * part / whole, 1)} %" if whole else f"{formula} = {DOTS}"


def lowered(text: str) -> str:
    """Give words as they follow others: only the first letter becomes small."""
    return text[:1].lower() + text[1:]
