"""Dates, numbers and deadlines as Vietnamese officials write them, and their English form.

Day and month follow official practice: days below 10 and the months 1 and 2 take a nought (09/8/2021, 05/02/2022).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

QUARTERS = ("I", "II", "III", "IV")


def in_english() -> bool:
    """Tell whether the page is shown in English."""
    return (translation.get_language() or "vi").startswith("en")


def day_text(day: dt.date | dt.datetime | None) -> str:
    """Give a day: "09/8/2021", in English "9 Aug 2021"; nothing for None."""
    if day is None:
        return ""
    if isinstance(day, dt.datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    if in_english():
        return f"{day.day} {day:%b %Y}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def moment_text(moment: dt.datetime | None) -> str:
    """Give a day with its time: "09/8/2021 14:05"."""
    if moment is None:
        return ""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{day_text(local)} {local:%H:%M}"


def number_text(value: float | Decimal | None, places: int | None = None) -> str:
    """Give a number with Vietnamese marks, "1.234,5"; `places` fixes the decimals, None drops trailing noughts."""
    if value is None:
        return ""
    text = f"{value:,.{places}f}" if places is not None else _short(value)
    return text if in_english() else text.translate(str.maketrans(",.", ".,"))


def rate_text(part: int, whole: int) -> str:
    """Give a share with what it is made of: "17/23 = 73,9 %"; without a whole there is no share to give."""
    if not whole:
        return gettext("%(part)s/%(whole)s: chưa có gì để tính") % {
            "part": number_text(part),
            "whole": number_text(whole),
        }
    share = number_text(100 * part / whole, 1)
    space = "" if in_english() else "\u00a0"
    return f"{number_text(part)}/{number_text(whole)} = {share}{space}%"


def period_text(first: dt.date | None, last: dt.date | None, precision: str) -> str:
    """Give the period of a deadline in short: "quý IV/2021", "tháng 6/2022", "năm 2025", "30/9/2021"."""
    if last is None:
        return ""
    if precision == "term" and first is not None and first.year != last.year:
        return f"{first.year}\u2013{last.year}"
    wording = _PERIODS.get(precision)
    ends_there = first is None or last == _last_day(precision, last)
    return _named(wording(last), last) if wording and ends_there else day_text(last)


def days_text(days: int) -> str:
    """Give a number of days with its unit: "12 ngày"."""
    return ngettext("%(days)s ngày", "%(days)s ngày", days) % {"days": number_text(days)}


def late_text(days: int) -> str:
    """Give days overdue as "+12 ngày"."""
    return f"+{days_text(days)}"


def _short(value: float | Decimal) -> str:
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text or "0"


def _named(wording: str, last: dt.date) -> str:
    quarter = (last.month - 1) // 3
    names = {
        "quarter": f"Q{quarter + 1}" if in_english() else QUARTERS[quarter],
        "month": last.month,
        "year": last.year,
    }
    return wording % names


def _last_day(precision: str, day: dt.date) -> dt.date:
    """Give the last day of the period of a kind that a day lies in."""
    months = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}[precision]
    month = (day.month - 1) // months * months + months
    following = dt.date(day.year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


_PERIODS: dict[str, Callable[[dt.date], str]] = {
    "month": lambda _: gettext("tháng %(month)s/%(year)s"),
    "quarter": lambda _: gettext("quý %(quarter)s/%(year)s"),
    "half-year": lambda last: (
        gettext("6 tháng đầu năm %(year)s") if last.month == 6 else gettext("6 tháng cuối năm %(year)s")
    ),
    "year": lambda _: gettext("năm %(year)s"),
}
