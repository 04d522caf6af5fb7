"""Dates, numbers, deadlines and addresses as officials write them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from dondoc.web.dashboard import formats
from dondoc.web.dashboard.templatetags.dondoc import signature_mark
from dondoc.web.register.models import DocumentSignature as Signature
from dondoc.web.text import address_text


@pytest.fixture(autouse=True)
def _in_vietnamese() -> object:
    with translation.override("vi"):
        yield


@pytest.mark.parametrize(
    ("day", "vietnamese", "english"),
    [
        (dt.date(2021, 8, 9), "09/8/2021", "9 Aug 2021"),
        (dt.date(2022, 2, 5), "05/02/2022", "5 Feb 2022"),
        (dt.date(2023, 12, 31), "31/12/2023", "31 Dec 2023"),
        (None, "", ""),
    ],
)
def test_days(day: dt.date | None, vietnamese: str, english: str) -> None:
    """Days below ten and the months 1 and 2 take a nought."""
    assert formats.day_text(day) == vietnamese
    with translation.override("en"):
        assert formats.day_text(day) == english


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (1234.5, None, "1.234,5"),
        (7, None, "7"),
        (0, None, "0"),
        (73.91, 1, "73,9"),
        (1789, None, "1.789"),
        (None, None, ""),
    ],
)
def test_numbers(value: float | None, places: int | None, expected: str) -> None:
    assert formats.number_text(value, places) == expected


@pytest.mark.parametrize(
    ("first", "last", "precision", "expected"),
    [
        ("2021-10-01", "2021-12-31", "quarter", "quý IV/2021"),
        ("2022-06-01", "2022-06-30", "month", "tháng 6/2022"),
        ("2022-01-01", "2022-06-30", "half-year", "6 tháng đầu năm 2022"),
        ("2022-07-01", "2022-12-31", "half-year", "6 tháng cuối năm 2022"),
        ("2025-01-01", "2025-12-31", "year", "năm 2025"),
        ("2021-01-01", "2025-12-31", "term", "2021–2025"),
        (None, "2021-09-30", "day", "30/9/2021"),
        ("2021-10-01", "2021-11-15", "quarter", "15/11/2021"),
        (None, None, "conditional", ""),
    ],
)
def test_periods(first: str | None, last: str | None, precision: str, expected: str) -> None:
    """A deadline that does not end where its period ends is given as a day: nothing is rounded."""
    ends = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
    assert formats.period_text(ends[0], ends[1], precision) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("II/3/3.2/(1)/(1.1)", "II.3.2(1.1)"),
        ("II/3/3.2/(5)", "II.3.2(5)"),
        ("Điều 4/2/a)", "Điều 4.2.a)"),
        ("", ""),
        ("II", "II"),
    ],
)
def test_addresses(path: str, expected: str) -> None:
    assert address_text(path) == expected


def test_a_rate_without_a_whole_is_no_rate() -> None:
    assert formats.rate_text(17, 23) == "17/23 = 73,9\u00a0%"
    assert formats.rate_text(0, 0) == "0/0: chưa có gì để tính"
    with translation.override("en"):
        assert formats.rate_text(17, 23) == "17/23 = 73.9%"
        assert formats.days_text(1) == "1 day"
        assert formats.late_text(12) == "+12 days"
    assert formats.late_text(1234) == "+1.234 ngày"


@pytest.mark.parametrize(
    ("integrity", "trust", "said"),
    [
        (Signature.Integrity.UNKNOWN, Signature.Trust.UNKNOWN, ">chưa kiểm được<"),
        (Signature.Integrity.OK, Signature.Trust.UNKNOWN, ">nguyên vẹn, chưa kiểm được<"),
    ],
)
def test_a_signature_says_once_what_is_not_known(integrity: str, trust: str, said: str) -> None:
    """What could not be checked at all is not told twice."""
    assert said in signature_mark(Signature(integrity=integrity, trust=trust))
