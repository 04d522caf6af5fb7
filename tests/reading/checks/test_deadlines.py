"""D: deadlines."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dondoc.reading.register import DeadlineReading, Item
from tests.reading.checks.building import HEAD, found, make_deadline, make_item

EARLY = make_deadline("trong quý II năm 2021", dt.date(2021, 6, 30))
OTHER = DeadlineReading("quý III năm 2021", dt.date(2021, 7, 1), dt.date(2021, 9, 30), 0.3)
SUNDAY = make_deadline("trước ngày 15/6/2025", dt.date(2025, 6, 15), precision="day")
MONTHLY = make_deadline("trước ngày 25 hằng tháng", None, precision="day")
TOMORROW = make_deadline("trước ngày 10/8/2021", dt.date(2021, 8, 10), precision="day")


@pytest.mark.parametrize(
    ("code", "item"),
    [
        ("D01", make_item(deadline=None)),
        ("D02", make_item(deadline=EARLY)),
        ("D03", make_item(deadline=make_deadline("trong thời gian tới", None, precision="open"))),
        ("D03", make_item("Sớm hoàn thành Đề án vị trí việc làm", deadline=None)),
        ("D05", make_item(deadline=make_deadline(alternatives=(OTHER,)))),
        ("D06", make_item(deadline=make_deadline("sau khi có hướng dẫn", None, precision="conditional"))),
        ("D08", make_item(deadline=SUNDAY)),
        ("D10", make_item(deadline=make_deadline("trong quý IV"))),
        ("D11", make_item(deadline=TOMORROW)),
        ("D12", make_item(deadline=None, recurrence="periodic")),
        ("D12", make_item("Rà soát, thường xuyên báo cáo Tỉnh ủy", deadline=None, recurrence="continuous")),
        ("D03", make_item("Kế hoạch phủ sóng, hoàn thành sớm", deadline=None)),
    ],
)
def test_found(code: str, item: Item) -> None:
    """Each fault of a deadline is found once."""
    [finding] = found(code, items=[item])
    assert finding.subject == "item-1"


@pytest.mark.parametrize(
    ("code", "item"),
    [
        ("D01", make_item(deadline=None, recurrence="continuous")),
        ("D01", make_item(deadline=None, deliverable="task")),
        ("D02", make_item()),
        ("D03", make_item()),
        ("D03", make_item("Phát hiện sớm, xử lý kịp thời vi phạm", deadline=None)),
        ("D05", make_item()),
        ("D06", make_item(deadline=make_deadline("15 ngày kể từ ngày ký", dt.date(2021, 8, 24), precision="relative"))),
        ("D08", make_item()),
        ("D08", make_item(deadline=SUNDAY, recurrence="yearly")),
        ("D10", make_item()),
        ("D10", make_item(deadline=make_deadline("trước Tết Nguyên đán Bính Ngọ", precision="day"))),
        ("D10", make_item(deadline=MONTHLY, recurrence="monthly")),
        ("D11", make_item(deadline=EARLY)),
        ("D12", make_item(recurrence="yearly")),
        ("D12", make_item("Thường xuyên kiểm tra, báo cáo khi có việc", recurrence="continuous")),
        ("D10", make_item("Báo cáo 6 tháng trước 10/6, cả năm trước 10/12", deadline=make_deadline("trước 10/6"))),
        ("D03", make_item("Tạo điều kiện cho các nhà máy mới sớm hoàn thành", deadline=None)),
        ("D01", make_item("Kế hoạch phủ sóng, hoàn thành sớm", deadline=None, deliverable="plan")),
    ],
)  # fmt: skip
def test_not_found(code: str, item: Item) -> None:
    """A deadline that is in order is left alone."""
    assert found(code, items=[item]) == []


def test_before_issue_names_both_days() -> None:
    """The finding says the deadline in its words, its last day and the date of issue."""
    [finding] = found("D02", items=[make_item(deadline=EARLY)])
    assert "“trong quý II năm 2021” (30/6/2021) trước ngày ban hành 09/8/2021" in finding.message
    assert finding.severity == "error"


def test_a_review_of_passed_deadlines_is_told_once() -> None:
    """A list in which most deadlines have passed is one note (D13), not an error a row (D02)."""
    rows = [make_item(id=f"item-{n}", path=f"Phụ lục I/{n}", deadline=EARLY) for n in range(6)]
    slips = [make_item(id=f"item-{n}", path=f"II/{n}", deadline=EARLY) for n in range(10, 13)]
    findings = found("D13", items=[*rows, *slips])
    assert [dict(finding.details)["count"] for finding in findings] == ["6"]
    assert {finding.path for finding in found("D02", items=[*rows, *slips])} == {"II/10", "II/11", "II/12"}


def test_before_issue_needs_a_date_of_issue() -> None:
    """Without a date of issue nothing is before it."""
    assert found("D02", items=[make_item(deadline=EARLY)], head=replace(HEAD, issued_on=None)) == []


def test_part_later_than_whole() -> None:
    """A part due after its whole is a fault; one due before it is not (D04)."""
    whole = make_item("Đề án chung", path="II/1", deadline=make_deadline("quý III", dt.date(2021, 9, 30)))
    late = make_item("Đề án thành phần", id="item-2", path="II/1/(1)")
    early = make_item(
        "Đề án khác", id="item-3", path="II/1/(2)", deadline=make_deadline("8/2021", dt.date(2021, 8, 31))
    )
    [finding] = found("D04", items=[whole, late, early])
    assert finding.subject == "item-2"


def test_after_the_period_of_the_title() -> None:
    """A deadline after the last year the title names is a fault (D07)."""
    head = replace(HEAD, subject="về phát triển công nghiệp giai đoạn 2021 - 2025")
    late = make_item(deadline=make_deadline("năm 2026", dt.date(2026, 12, 31)))
    assert len(found("D07", items=[late], head=head)) == 1
    assert found("D07", items=[make_item()], head=head) == []
    assert found("D07", items=[late]) == []


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Báo cáo trước ngày 31/11/2025 về Văn phòng.", ["31/11/2025"]),
        ("Báo cáo trước ngày 30 tháng 02 năm 2025.", ["ngày 30 tháng 02 năm 2025"]),
        ("Báo cáo trước ngày 29/02/2024 về Văn phòng.", []),
        ("Đứng thứ 28/63 tỉnh, thành; đạt 7-7,5%/năm.", []),
    ],
)
def test_days_that_do_not_exist(sentence: str, days: list[str]) -> None:
    """A day that is not in the calendar is quoted as it stands (D09)."""
    assert [finding.source.quote for finding in found("D09", f"II. NỘI DUNG\n1. {sentence}") if finding.source] == days


@pytest.mark.parametrize(
    ("subject", "due", "count"),
    [
        ("Kế hoạch cải cách hành chính năm 2021", dt.date(2021, 12, 31), 0),
        ("Về việc phòng, chống bão", dt.date(2021, 9, 15), 0),
        ("Về việc phòng, chống bão", dt.date(2021, 12, 31), 1),
        ("Chương trình giai đoạn 2021 - 2025", dt.date(2021, 9, 15), 1),
        ("Chương trình phát triển rừng đến năm 2030", dt.date(2021, 9, 15), 1),
    ],
)
def test_a_year_that_nobody_asks_for(subject: str, due: dt.date, count: int) -> None:
    """A document of one year, or a day in the next weeks, needs no year (D10)."""
    item = make_item(deadline=make_deadline("trước 15/9", due, precision="day"))
    assert len(found("D10", items=[item], head=replace(HEAD, subject=subject))) == count


def test_a_dispatch_may_ask_for_today() -> None:
    """What is sent and read at once may be due at once (D11)."""
    assert found("D11", items=[make_item(deadline=TOMORROW)], head=replace(HEAD, document_type="dispatch")) == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("trong tháng 13/2025", 1),
        ("tháng 13 năm 2025", 1),
        ("quý V năm 2025", 1),
        ("quý IV năm 2025", 0),
        ("tháng 12/2025", 0),
        ("quý 11/2030", 0),
        ("ngày 31 tháng 13 năm 2025", 1),
    ],
)
def test_months_and_quarters_that_do_not_exist(words: str, count: int) -> None:
    """There is no thirteenth month and no fifth quarter (D09); one slip is told once."""
    assert len(found("D09", f"II. NỘI DUNG\n1. Hoàn thành {words}, báo cáo.\n2. Nội dung khác.")) == count


def test_an_impossible_day_is_not_a_missing_one() -> None:
    """Where the day does not exist (D09), nobody is told that there is none (D01)."""
    text = "II. NỘI DUNG\n1. Xây dựng Đề án, hoàn thành trước ngày 31/11/2021.\n2. Nội dung khác."
    assert len(found("D09", text)) == 1
    assert found("D01", text, items=[make_item(deadline=None)]) == []


@pytest.mark.parametrize(
    ("head", "count"),
    [("ngày      tháng 9 năm 2021", 1), ("ngày …/…/2022", 0), ("ngày ... tháng ... năm 2022", 1), ("tháng nào đó", 0)],
)
def test_a_draft_whose_day_is_left_open(head: str, count: int) -> None:
    """A draft has no day, but a month or a year; what is due before it begins is late all the same (D02)."""
    text = (
        f"ỦY BAN NHÂN DÂN\nTỈNH BÌNH LÂM\nSố:     /KH-UBND\nBình Lâm, {head}\nKẾ HOẠCH\nPhát triển rừng\n1. Nội dung."
    )
    item = make_item(deadline=make_deadline("trước 30/8/2021", dt.date(2021, 8, 30), precision="day"))
    assert len(found("D02", text, items=[item], head=replace(HEAD, issued_on=None))) == count
