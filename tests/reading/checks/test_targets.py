"""T: targets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dondoc.reading.register import Indicator, Target
from tests.reading.checks.building import HEAD, found, make_indicator

RANK = (
    "II. NỘI DUNG\n1. Cải cách\n+ Chỉ số PAR INDEX: Năm 2020 đứng thứ 28/63 tỉnh, thành. Phấn đấu đến cuối nhiệm kỳ {}."
)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("tăng 05 bậc, đứng thứ 23/63", None),
        ("tăng 05 bậc, đứng thứ 24/63", "23"),
        ("tăng 5 bậc, đứng thứ 33/63", "23"),
        ("giảm 02 bậc, đứng thứ 30/63", None),
    ],
)
def test_ranks_add_up(end: str, expected: str | None) -> None:
    """A rank that rises gets smaller: 28 and 5 up is 23 (T02)."""
    findings = found("T02", RANK.format(end))
    assert [dict(finding.details)["expected"] for finding in findings] == ([expected] if expected else [])


@pytest.mark.parametrize(("base", "by", "target"), [(28, 5, 23), (52, 22, 30), (27, 5, 22), (39, 9, 30)])
def test_the_sums_of_the_sample_add_up(base: int, by: int, target: int) -> None:
    """The four sums of the sample programme hold, and fail as soon as one figure is changed."""
    text = "1. Năm 2020 đứng thứ {}/63 tỉnh, thành cả nước. Phấn đấu đến cuối nhiệm kỳ tăng {:02d} bậc, đứng thứ {}/63."
    assert found("T02", text.format(base, by, target)) == []
    assert len(found("T02", text.format(base, by + 1, target))) == 1


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("tăng 5% (từ 75% lên 80%)", 0),
        ("tăng 6,67% (từ 75% lên 80%)", 0),
        ("tăng 9% (từ 75% lên 80%)", 1),
        ("giảm 2% từ 10% xuống 8%", 0),
        ("giảm 2% từ 10% xuống 7%", 1),
    ],
)
def test_shares_add_up(sentence: str, count: int) -> None:
    """Shares may change by points or by a part of themselves; anything else is a fault (T02)."""
    assert len(found("T02", f"1. Tỷ lệ hộ sử dụng nước sạch {sentence}.")) == count


@pytest.mark.parametrize(
    ("code", "indicator"),
    [
        ("T01", make_indicator(target_kind="change", targets=(Target(5.0, 2025, "tăng 05 bậc"),))),
        ("T01", make_indicator(target_kind="ratio", targets=(Target(1.5, 2025, "tăng 1,5 lần"),))),
        ("T03", make_indicator(targets=(Target(80.0, None, "trên 80%"),))),
        ("T04", make_indicator(targets=(Target(985.0, 2025, "985%"),))),
        ("T07", make_indicator(baseline=85.0)),
        ("T08", make_indicator(comparator="yoy>", targets=(Target(None, None, "năm sau cao hơn năm trước"),))),
    ],
)
def test_found(code: str, indicator: Indicator) -> None:
    """Each fault of an indicator is found once."""
    assert len(found(code, indicators=[indicator])) == 1


@pytest.mark.parametrize(
    ("code", "indicator"),
    [
        ("T01", make_indicator(target_kind="change", baseline=28.0)),
        ("T01", make_indicator(target_kind="ratio", targets=(Target(2.0, 2025, "gấp 2 lần năm 2010"),))),
        ("T01", make_indicator(target_kind="change", targets=(Target(15.0, 2025, "tăng 15% so với chỉ tiêu"),))),
        ("T03", make_indicator()),
        ("T04", make_indicator("Giá trị sản xuất", targets=(Target(120.0, 2025, "120%"),))),
        ("T07", make_indicator(baseline=60.0)),
        ("T07", make_indicator(direction="down", comparator="<=", baseline=90.0)),
        ("T07", make_indicator("Nồng độ bụi", baseline=34.0, targets=(Target(30.0, 2025, "30"),), comparator="=")),
        ("T08", make_indicator()),
    ],
)
def test_not_found(code: str, indicator: Indicator) -> None:
    """An indicator that is in order is left alone."""
    assert found(code, indicators=[indicator]) == []


def test_no_year_needed_where_the_title_gives_one() -> None:
    """A programme of 2021-2025 need not repeat its last year with every target (T03)."""
    head = replace(HEAD, subject="nhiệm kỳ 2020 - 2025")
    undated = make_indicator(targets=(Target(80.0, None, "trên 80%"),))
    assert found("T03", indicators=[undated], head=head) == []


@pytest.mark.parametrize(
    ("words", "count"), [("7,5-7%/năm", 1), ("7-7,5%/năm", 0), ("8-10%/năm", 0), ("60 - 50%", 1), ("2021-2025", 0)]
)
def test_backward_range(words: str, count: int) -> None:
    """A range runs from low to high (T05)."""
    assert len(found("T05", f"1. Tăng trưởng đạt {words} trong giai đoạn.")) == count


def test_two_values_for_one_year() -> None:
    """One indicator and year, two values (T06); the same value twice is no fault."""
    other = make_indicator(targets=(Target(85.0, 2025, "85%"),))
    assert len(found("T06", indicators=[make_indicator(), other])) == 1
    assert found("T06", indicators=[make_indicator(), make_indicator()]) == []


@pytest.mark.parametrize(("target", "count"), [("32/63", 1), ("23/63", 0), ("32/34", 0)])
def test_rank_that_is_to_rise_but_falls(target: str, count: int) -> None:
    """From 28 "up" to 32 is down (T07); ranks among other numbers are not compared."""
    assert len(found("T07", RANK.format(f"nâng hạng, đứng thứ {target}"))) == count


@pytest.mark.parametrize(("rank", "count"), [("68/63", 1), ("63/63", 0), ("23/63", 0)])
def test_rank_beyond_the_number(rank: str, count: int) -> None:
    """Nobody is 68th of 63 (T09)."""
    assert len(found("T09", f"1. Phấn đấu đứng thứ {rank} tỉnh, thành.")) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("120 doanh nghiệp, trong đó 40 doanh nghiệp phần mềm, 50 doanh nghiệp phần cứng và 45 doanh nghiệp khác", 1),
        ("120 doanh nghiệp công nghệ số, trong đó 40 doanh nghiệp phần mềm, 50 doanh nghiệp phần cứng", 0),
        ("120 doanh nghiệp, gồm 40 doanh nghiệp phần mềm và 70 doanh nghiệp phần cứng", 1),
        ("120 doanh nghiệp, gồm: 40 doanh nghiệp phần mềm và 80 doanh nghiệp phần cứng", 0),
        ("120 doanh nghiệp, trong đó 90 doanh nghiệp nhỏ, 80 hợp tác xã", 0),
        ("120 xã, trong đó 80% xã miền núi, 60% xã khó khăn", 0),
        ("30 công trình, gồm 12 công trình giao thông và 19 công trình khác, trong tháng 10/2029", 1),
        ("1.200 căn nhà, gồm 700 căn nhà xây mới, 500 căn nhà sửa chữa", 0),
    ],
)  # fmt: skip
def test_parts_add_up(words: str, count: int) -> None:
    """Parts of one kind are not more than their whole, and all of them are the whole (T10)."""
    assert len(found("T10", f"1. Đến năm 2030 có {words}.")) == count


def test_one_indicator_by_two_names() -> None:
    """ "Xã đạt chuẩn" and "số xã đạt chuẩn" are one indicator (T06)."""
    other = make_indicator("Số xã nông thôn mới", targets=(Target(85.0, 2025, "85%"),))
    assert len(found("T06", indicators=[make_indicator("Xã nông thôn mới"), other])) == 1
