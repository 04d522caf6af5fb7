"""How days and shares are written inside the sentences of findings."""

from __future__ import annotations

import datetime as dt


def day(value: dt.date) -> str:
    """Give a day as Vietnamese offices write it: 09/8/2021, with a zero before months 1 and 2."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def percent(share: float) -> str:
    """Give a share 0..1 as a whole percentage."""
    return f"{share:.0%}"


WEEKDAYS = {5: ("Thứ bảy", "Saturday"), 6: ("Chủ nhật", "Sunday")}
"""The days offices do not work on, by their number, in Vietnamese and English."""


def number(value: float) -> str:
    """Give a number in the Vietnamese form, without needless noughts: 20.500; 7,5."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
