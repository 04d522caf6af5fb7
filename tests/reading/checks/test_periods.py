"""P: periods that disagree."""

from __future__ import annotations

import pytest

from tests.reading.checks.building import found, make_item

TITLE = "Xây dựng Quy hoạch tỉnh Hậu Giang giai đoạn 2021-2030"
TEXT = "II. NỘI DUNG\n1. {}\n{}\n"


@pytest.mark.parametrize(
    ("sentence", "others"),
    [
        ("Nâng vị trí xếp hạng trong giai đoạn 2021-2026.", ["2021 - 2026"]),
        ("Nâng vị trí xếp hạng trong giai đoạn 2021-2025.", []),
        ("Nâng vị trí xếp hạng trong giai đoạn 2026-2030.", []),
        ("Nâng vị trí xếp hạng trong nhiệm kỳ 2020-2025.", []),
        ("Đánh giá kết quả thời kỳ 2011 - 2020.", []),
    ],
)
def test_two_periods_in_one_part(sentence: str, others: list[str]) -> None:
    """2021-2026 does not fit 2021-2030; halves, what comes before and after, and terms of office do (P01)."""
    findings = found("P01", TEXT.format(TITLE, sentence), items=[make_item(TITLE, path="II/1")])
    assert [dict(finding.details)["other"] for finding in findings] == others


@pytest.mark.parametrize(("years", "count"), [("2020-2025", 1), ("2021-2025", 0), ("2021 - 2025", 0)])
def test_title_and_body(years: str, count: int) -> None:
    """The body must name the product with the period of its title (P02)."""
    title = "Xây dựng Đề án phát triển khu, cụm công nghiệp, thu hút đầu tư giai đoạn 2021-2025"
    body = f"Ủy ban nhân dân xây dựng Đề án phát triển khu, cụm công nghiệp, thu hút đầu tư giai đoạn {years}."
    assert len(found("P02", TEXT.format(title, body), items=[make_item(title, path="II/1")])) == count
    assert found("P01", TEXT.format(title, body), items=[make_item(title, path="II/1")]) == []


@pytest.mark.parametrize(("years", "count"), [("2025 - 2021", 1), ("2021 - 2025", 0)])
def test_backward(years: str, count: int) -> None:
    """A period begins before it ends (P03)."""
    assert len(found("P03", f"1. Kế hoạch giai đoạn {years} của tỉnh.")) == count


@pytest.mark.parametrize(("second", "count"), [("định hướng đến năm 2050", 1), ("tầm nhìn đến năm 2050", 0)])
def test_two_horizons(second: str, count: int) -> None:
    """One title bears one horizon (P04)."""
    name = "Chiến lược phát triển tỉnh Hậu Giang giai đoạn 2021 - 2030"
    assert len(found("P04", TEXT.format(f"{name}, tầm nhìn đến năm 2050", f"Theo {name}, {second}."))) == count
