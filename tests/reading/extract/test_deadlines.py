"""Deadlines: the phrasings of real directives, each with the days, the precision and the recurrence it stands for."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.extract import days
from dondoc.reading.extract.deadline_readings import with_readings
from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.outline import Piece
from dondoc.reading.repair.result import Change, Reading, RepairedText
from dondoc.reading.source import SourceText, Span
from dondoc.reading.structure import structure

ISSUED_ON = dt.date(2025, 3, 10)  # a Monday

# Words, first day, last day, precision, recurrence.
PHRASES = [
    ("quý IV năm 2021", "2021-10-01", "2021-12-31", "quarter", None),
    ("tổng kết Kế hoạch vào năm 2030", "2030-01-01", "2030-12-31", "year", None),
    ("trong quý IV năm 2021", "2021-10-01", "2021-12-31", "quarter", None),
    ("hoàn thành trong quý IV năm 2021", "2021-10-01", "2021-12-31", "quarter", None),
    ("thời gian hoàn thành trong quý IV năm 2021", "2021-10-01", "2021-12-31", "quarter", None),
    ("thời gian hoàn thành quý IV năm 2021", "2021-10-01", "2021-12-31", "quarter", None),
    ("thời gian hoàn thành trong quý I năm 2022", "2022-01-01", "2022-03-31", "quarter", None),
    ("(hoàn thành trong quý IV năm 2021)", "2021-10-01", "2021-12-31", "quarter", None),
    ("quý II/2025", "2025-04-01", "2025-06-30", "quarter", None),
    ("Quý III/2025", "2025-07-01", "2025-09-30", "quarter", None),
    ("Quý 4/2025", "2025-10-01", "2025-12-31", "quarter", None),
    ("quý I-2026", "2026-01-01", "2026-03-31", "quarter", None),
    ("cuối quý IV năm 2025", "2025-10-01", "2025-12-31", "quarter", None),
    ("Quý II, III năm 2025", "2025-04-01", "2025-09-30", "quarter", None),
    ("trong quý I và quý II năm 2026", "2026-01-01", "2026-06-30", "quarter", None),
    ("Quý I - Quý II/2026", "2026-01-01", "2026-06-30", "quarter", None),
    ("từ quý I đến quý III năm 2025", "2025-01-01", "2025-09-30", "quarter", None),
    ("Từ quý IV năm 2022 đến tháng 6 năm 2023", "2022-10-01", "2023-06-30", "month", None),
    ("hết quý IV/2025", None, "2025-12-31", "quarter", None),
    ("trước quý II/2026", None, "2026-03-31", "quarter", None),
    ("Quý 11/2030", "2030-04-01", "2030-06-30", "quarter", None),
    ("tháng 6/2025", "2025-06-01", "2025-06-30", "month", None),
    ("T6/2025", "2025-06-01", "2025-06-30", "month", None),
    ("30/6", "2025-06-30", "2025-06-30", "day", None),
    ("Tháng 12 năm 2025", "2025-12-01", "2025-12-31", "month", None),
    ("tháng 9-2026", "2026-09-01", "2026-09-30", "month", None),
    ("6/2025", "2025-06-01", "2025-06-30", "month", None),
    ("trong tháng 11 năm 2025", "2025-11-01", "2025-11-30", "month", None),
    ("hoàn thành trong tháng 12/2025", "2025-12-01", "2025-12-31", "month", None),
    ("ngay trong tháng 5/2025", "2025-05-01", "2025-05-31", "month", None),
    ("đầu tháng 6/2025", "2025-06-01", "2025-06-30", "month", None),
    ("cuối tháng 11/2025", "2025-11-01", "2025-11-30", "month", None),
    ("hết tháng 12/2025", None, "2025-12-31", "month", None),
    ("đến hết tháng 6 năm 2026", None, "2026-06-30", "month", None),
    ("trước tháng 6/2025", None, "2025-05-31", "month", None),
    ("chậm nhất tháng 6/2025", None, "2025-06-30", "month", None),
    ("T4-T6/2025", "2025-04-01", "2025-06-30", "month", None),
    ("12-2025", "2025-12-01", "2025-12-31", "month", None),
    ("Tháng 12.2025", "2025-12-01", "2025-12-31", "month", None),
    ("Tháng 6 và tháng 12", "2025-06-01", "2025-12-31", "month", None),
    ("Quý II/2025 và Quý IV/2025", "2025-04-01", "2025-12-31", "quarter", None),
    ("2025, 2026", "2025-01-01", "2026-12-31", "year", None),
    ("Đến hết 2025", None, "2025-12-31", "year", None),
    ("Trước 2026", None, "2025-12-31", "year", None),
    ("xong 30/9", "2025-09-30", "2025-09-30", "day", None),
    ("Tháng 01-12/2026", "2026-01-01", "2026-12-31", "month", None),
    ("từ tháng 5 đến tháng 9 năm 2025", "2025-05-01", "2025-09-30", "month", None),
    ("tháng 10, 11 năm 2025", "2025-10-01", "2025-11-30", "month", None),
    ("01/2026 - 12/2027", "2026-01-01", "2027-12-31", "month", None),
    ("trước ngày 15/6/2025", None, "2025-06-15", "day", None),
    ("trước ngày 15 tháng 12 năm 2025", None, "2025-12-15", "day", None),
    ("hoàn thành trước ngày 10 tháng 12 năm 2025", None, "2025-12-10", "day", None),
    ("xong trước 30 tháng 12 năm 2025", None, "2025-12-30", "day", None),
    ("xong trước ngày 30/6/2025", None, "2025-06-30", "day", None),
    ("trước 31 tháng 12 năm 2025 (nếu có)", None, "2025-12-31", "day", None),
    ("Trước ngày 30.6.2025", None, "2025-06-30", "day", None),
    ("trước ngày 5-9-2025", None, "2025-09-05", "day", None),
    ("chậm nhất ngày 20 tháng 5 năm 2025", None, "2025-05-20", "day", None),
    ("chậm nhất là ngày 31/10/2025", None, "2025-10-31", "day", None),
    ("chậm nhất đến ngày 25/11/2025", None, "2025-11-25", "day", None),
    ("chậm nhất trước ngày 30/6/2025", None, "2025-06-30", "day", None),
    ("chậm nhất trong ngày 06 tháng 10 năm 2025", None, "2025-10-06", "day", None),
    ("chậm nhất là 10 tháng 10 năm 2025", None, "2025-10-10", "day", None),
    ("muộn nhất ngày 15/8/2025", None, "2025-08-15", "day", None),
    ("không quá ngày 31/12/2025", None, "2025-12-31", "day", None),
    ("đến hết ngày 31 tháng 7 năm 2025", None, "2025-07-31", "day", None),
    ("trong ngày 20 tháng 11 năm 2025", "2025-11-20", "2025-11-20", "day", None),
    ("hoàn thành trong ngày 05 tháng 10 năm 2025", "2025-10-05", "2025-10-05", "day", None),
    ("ngày 31/10/2025", "2025-10-31", "2025-10-31", "day", None),
    ("31/10/2025", "2025-10-31", "2025-10-31", "day", None),
    ("hạn chót là ngày 01/9/2025", None, "2025-09-01", "day", None),
    ("thời hạn ban hành: trước ngày 03 tháng 02 năm 2026", None, "2026-02-03", "day", None),
    ("từ ngày 01/01/2026 đến ngày 31/12/2026", "2026-01-01", "2026-12-31", "day", None),
    ("từ ngày 15/5 đến ngày 30/6/2025", "2025-05-15", "2025-06-30", "day", None),
    ("trong năm 2021", "2021-01-01", "2021-12-31", "year", None),
    ("Năm 2025", "2025-01-01", "2025-12-31", "year", None),
    ("năm 2026 - 2027", "2026-01-01", "2027-12-31", "year", None),
    ("Năm 2025 - 2026", "2025-01-01", "2026-12-31", "year", None),
    ("Năm 2025-2030", "2025-01-01", "2030-12-31", "year", None),
    ("(2025 - 2030)", "2025-01-01", "2030-12-31", "year", None),
    ("(xuyên suốt 2025 - 2035)", "2025-01-01", "2035-12-31", "year", "continuous"),
    ("các năm 2025-2026", "2025-01-01", "2026-12-31", "year", None),
    ("hết năm 2025", None, "2025-12-31", "year", None),
    ("đến hết năm 2025", None, "2025-12-31", "year", None),
    ("cuối năm 2025", "2025-10-01", "2025-12-31", "year", None),
    ("đầu năm 2026", "2026-01-01", "2026-03-31", "year", None),
    ("trước năm 2026", None, "2025-12-31", "year", None),
    ("Thời gian thực hiện: Năm 2025", "2025-01-01", "2025-12-31", "year", None),
    ("Thời gian hoàn thành trong năm 2021", "2021-01-01", "2021-12-31", "year", None),
    ("triển khai thực hiện trong năm 2021", "2021-01-01", "2021-12-31", "year", None),
    ("hoàn thành năm 2025", "2025-01-01", "2025-12-31", "year", None),
    ("Từ năm 2025 đến năm 2030", "2025-01-01", "2030-12-31", "year", None),
    ("từ 2025 đến 2030", "2025-01-01", "2030-12-31", "year", None),
    ("từ nay đến hết năm 2025", "2025-03-10", "2025-12-31", "year", None),
    ("từ nay đến năm 2030", "2025-03-10", "2030-12-31", "year", None),
    ("Đến năm 2030", None, "2030-12-31", "year", None),
    ("đến năm 2025 tiến hành tổng kết", None, "2025-12-31", "year", None),
    ("Giai đoạn 2026 - 2030", "2026-01-01", "2030-12-31", "year", None),
    ("giai đoạn 2021-2025", "2021-01-01", "2025-12-31", "year", None),
    ("6 tháng đầu năm 2026", "2026-01-01", "2026-06-30", "half-year", None),
    ("06 tháng cuối năm 2025", "2025-07-01", "2025-12-31", "half-year", None),
    ("nửa đầu năm 2026", "2026-01-01", "2026-06-30", "half-year", None),
    ("năm 2025, 2026", "2025-01-01", "2026-12-31", "year", None),
    ("dự kiến quý II/2026", "2026-04-01", "2026-06-30", "quarter", None),
    ("Quý I/2026 (trình Thường trực Tỉnh ủy)", "2026-01-01", "2026-03-31", "quarter", None),
    ("trong tháng 4", "2025-04-01", "2025-04-30", "month", None),
    ("quý III", "2025-07-01", "2025-09-30", "quarter", None),
    ("trước ngày 25/11", None, "2025-11-25", "day", None),
    ("ngày 20 tháng 11", "2025-11-20", "2025-11-20", "day", None),
    ("6 tháng cuối năm", "2025-07-01", "2025-12-31", "half-year", None),
    ("cuối năm nay", "2025-10-01", "2025-12-31", "year", None),
    ("chậm nhất 10 ngày làm việc kể từ ngày ban hành", None, "2025-03-24", "relative", None),
    ("chậm nhất 15 ngày kể từ ngày ban hành Kế hoạch này", None, "2025-03-25", "relative", None),
    ("trong thời hạn 15 ngày kể từ ngày ký Quyết định này", None, "2025-03-25", "relative", None),
    ("trong vòng 30 ngày, kể từ ngày Nghị định này có hiệu lực thi hành", None, "2025-04-09", "relative", None),
    ("trong thời hạn 05 ngày làm việc kể từ ngày ban hành", None, "2025-03-17", "relative", None),
    ("sau 03 tháng kể từ ngày ký ban hành", None, "2025-06-10", "relative", None),
    ("trong thời hạn 02 năm kể từ ngày ký", None, "2027-03-10", "relative", None),
    ("trong thời hạn 15 (mười lăm) ngày kể từ ngày ban hành quyết định thanh tra", None, None, "relative", None),
    ("trong thời hạn 10 ngày làm việc kể từ ngày nhận được hồ sơ", None, None, "relative", None),
    ("chậm nhất 15 ngày sau khi nhận được văn bản", None, None, "relative", None),
    ("chậm nhất 03 tháng sau khi tổng kết đề án", None, None, "relative", None),
    ("không quá 02 năm kể từ ngày hết thời hạn", None, None, "relative", None),
    ("cuối nhiệm kỳ", None, None, "term", None),
    ("hết nhiệm kỳ", None, None, "term", None),
    ("Trong nhiệm kỳ 2020 - 2025", None, "2025-12-31", "term", None),
    ("cả nhiệm kỳ", None, None, "term", None),
    ("Hằng năm", None, None, "open", "yearly"),
    ("hàng năm", None, None, "open", "yearly"),
    ("Hằng quý", None, None, "open", "quarterly"),
    ("hằng tháng", None, None, "open", "monthly"),
    ("hàng tuần", None, None, "open", "weekly"),
    ("6 tháng, năm", None, None, "open", "half-yearly,yearly"),
    ("6 tháng và hằng năm", None, None, "open", "half-yearly,yearly"),
    ("Hằng quý, 6 tháng, năm", None, None, "open", "quarterly,half-yearly,yearly"),
    ("định kỳ 06 tháng", None, None, "open", "half-yearly"),
    ("06 tháng/lần", None, None, "open", "half-yearly"),
    ("định kỳ", None, None, "open", "periodic"),
    ("định kỳ hằng quý", None, None, "open", "quarterly"),
    ("Thường xuyên", None, None, "open", "continuous"),
    ("nhiệm vụ thường xuyên", None, None, "open", "continuous"),
    ("Thường xuyên, định kỳ hằng quý báo cáo", None, None, "open", "quarterly,continuous"),
    ("Thường xuyên, hằng năm", None, None, "open", "yearly,continuous"),
    ("(03 năm sơ kết, 05 năm tổng kết)", None, None, "open", "3y,5y"),
    ("3 năm một lần", None, None, "open", "3y"),
    ("trước ngày 25 hằng tháng", None, None, "day", "monthly"),
    ("ngày 20 hằng tháng", None, None, "day", "monthly"),
    ("trước ngày 15 tháng 12 hằng năm", None, None, "day", "yearly"),
    ("trước 15 tháng 11 hằng năm", None, None, "day", "yearly"),
    ("trước ngày 05/12 hàng năm", None, None, "day", "yearly"),
    ("trước ngày 10 tháng cuối quý", None, None, "day", "quarterly"),
    ("chậm nhất là ngày 30 của tháng đầu quý sau", None, None, "day", "quarterly"),
    ("trước ngày 31 tháng 3 năm sau", None, None, "day", "yearly"),
    ("Hằng năm, trước ngày 15/12", None, None, "open", "yearly"),
    ("mỗi năm một lần", None, None, "open", "yearly"),
    ("Năm 2025 và các năm tiếp theo", None, None, "open", "yearly"),
    ("năm 2026 và những năm tiếp theo", None, None, "open", "yearly"),
    ("Từ năm 2026", None, None, "open", None),
    ("từ năm 2026 trở đi", None, None, "open", None),
    ("(2026 trở đi)", None, None, "open", None),
    ("từ 01/7/2025", None, None, "open", None),
    ("từ ngày 01 tháng 7 năm 2025", None, None, "open", None),
    ("bắt đầu từ quý I/2026", None, None, "open", None),
    ("Quý IV/2025 và hằng năm", None, None, "open", "yearly"),
    ("sau khi có hướng dẫn của Trung ương", None, None, "conditional", None),
    ("ngay sau khi Luật được Quốc hội thông qua", None, None, "conditional", None),
    ("Sau khi được phê duyệt", None, None, "conditional", None),
    ("Khi có phát sinh", None, None, "conditional", None),
    ("khi có yêu cầu", None, None, "conditional", None),
    ("Theo tiến độ xây dựng của Luật Đường sắt 2025", None, None, "conditional", None),
    ("theo chương trình công tác của Chính phủ", None, None, "conditional", None),
    ("Theo quy định", None, None, "conditional", None),
    ("tại kỳ họp thứ 10 Quốc hội khóa XV", None, None, "conditional", None),
]

NO_DEADLINES = [
    "tổng hợp kế hoạch vốn đầu tư năm 2026",
    "danh mục công trình quan trọng năm 2026",
    "diện tích rừng trồng năm 2026, sản lượng dầu năm 2026",
    "quán triệt Nghị quyết số 31-NQ/TW ngày 07 tháng 11 năm 2024 của Trung ương",
    "Chỉ thị số 19/CT-TTg ngày 14/8/2025 về vận tải hành khách",
    "Luật Công nghệ thông tin số 67/2006/QH11",
    "Nghị quyết phát triển nguồn nhân lực giai đoạn 2021 - 2025, định hướng đến năm 2030",
    "Đề án phát triển trường đến năm 2025, tầm nhìn đến năm 2035",
    "Nghị quyết Đại hội, nhiệm kỳ 2020 - 2025",
    "kế hoạch phát triển kinh tế - xã hội năm 2026",
    "dữ liệu tính đến ngày 07/11/2025",
    "quý I năm 2024 là 64%",
    "các dự án được phê duyệt trước ngày 01/7/2025",
    "năm 2020 đứng thứ 28/63 tỉnh, thành cả nước",
]


def _expected(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


@pytest.mark.parametrize(("words", "first", "last", "precision", "recurrence"), PHRASES)
def test_a_phrase_gives_its_days(
    words: str, first: str | None, last: str | None, precision: str, recurrence: str | None
) -> None:
    found = find_deadlines(words, issued_on=ISSUED_ON)
    chosen = next((one for one in found if one.bound), found[0])
    read = (chosen.due_from, chosen.due_on, chosen.precision, chosen.recurrence)
    assert read == (_expected(first), _expected(last), precision, recurrence)


@pytest.mark.parametrize("words", NO_DEADLINES)
def test_dates_and_stages_of_other_things_bind_nothing(words: str) -> None:
    assert not [one.as_written for one in find_deadlines(words, issued_on=ISSUED_ON) if one.bound and one.due_on]


def test_the_table_of_phrasings_is_long_enough() -> None:
    assert len(PHRASES) >= 150
    assert len({words for words, *_ in PHRASES}) == len(PHRASES)


def test_words_before_the_period_are_kept() -> None:
    text = "Sở Tài chính trình đề án, thời gian hoàn thành trong quý IV năm 2025."
    (found,) = find_deadlines(text, issued_on=ISSUED_ON)
    assert found.as_written == "thời gian hoàn thành trong quý IV năm 2025"


def test_without_the_day_of_issue_a_missing_year_stays_open() -> None:
    (found,) = find_deadlines("trong tháng 4", issued_on=None)
    assert (found.due_from, found.due_on) == (None, None)
    assert found.precision == "month"


def test_a_month_that_has_passed_means_next_year() -> None:
    (found,) = find_deadlines("trong tháng 2", issued_on=ISSUED_ON)
    assert found.due_on == dt.date(2026, 2, 28)


def test_a_range_of_one_year_takes_the_year_of_its_end() -> None:
    (found,) = find_deadlines("từ tháng 11 đến tháng 02 năm 2026", issued_on=ISSUED_ON)
    assert (found.due_from, found.due_on) == (dt.date(2025, 11, 1), dt.date(2026, 2, 28))


def test_two_deadlines_of_one_sentence_are_both_found() -> None:
    text = "gửi kết quả trước ngày 10/12/2025; công bố trong năm 2026"
    assert [one.due_on for one in find_deadlines(text, issued_on=ISSUED_ON)] == [
        dt.date(2025, 12, 10),
        dt.date(2026, 12, 31),
    ]


def test_an_open_deadline_keeps_its_first_period() -> None:
    (found,) = find_deadlines("Năm 2025 và các năm tiếp theo", issued_on=ISSUED_ON)
    assert found.first_period == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (dt.date(2025, 3, 10), 1, dt.date(2025, 3, 11)),
        (dt.date(2025, 3, 14), 1, dt.date(2025, 3, 17)),
        (dt.date(2025, 3, 10), 5, dt.date(2025, 3, 17)),
        (dt.date(2025, 3, 15), 5, dt.date(2025, 3, 24)),
        (dt.date(2025, 3, 10), 0, dt.date(2025, 3, 10)),
    ],
)
def test_working_days_leave_out_the_weekend(start: dt.date, count: int, end: dt.date) -> None:
    assert days.add_working_days(start, count) == end


def test_a_doubtful_numeral_gives_another_reading() -> None:
    text = "Thời gian hoàn thành trong quý II năm 2021."
    source = SourceText.from_text("Thoi gian hoan thanh trong quy Il nam 2021.")
    at = text.index("II")
    change = Change(Span(at, at + 2), Span(at, at + 2), "Il", "II", 0.89, (Reading("III", 0.11),))
    repaired = RepairedText(source=source, text=text, changes=(change,))
    paragraph = structure(repaired).paragraphs[0]
    (found,) = find_deadlines(text, issued_on=dt.date(2021, 8, 9))
    place = Piece(paragraph, found.span.start, found.span.end)
    (reading,) = with_readings(found, place, repaired, issued_on=dt.date(2021, 8, 9)).alternatives
    assert (reading.due_from, reading.due_on) == (dt.date(2021, 7, 1), dt.date(2021, 9, 30))
    assert reading.probability == pytest.approx(0.11)


_FRAGMENTS = st.sampled_from(
    ["quý IV", "năm 2025", "tháng 6/2025", "trước ngày 15/6/2025", "từ", "đến", "và các năm tiếp theo", "31/6/2025",
     "hằng năm", "(", ")", "; ", "kể từ ngày ban hành", "15 ngày làm việc", "quý", "99/99/2025", "2026", "-", "định kỳ"]
)  # fmt: skip


@given(st.lists(_FRAGMENTS, max_size=12).map(" ".join))
def test_spans_quote_the_text_in_order_and_days_are_in_order(text: str) -> None:
    found = find_deadlines(text, issued_on=ISSUED_ON)
    assert [one.as_written for one in found] == [one.span.of(text) for one in found]
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(one.due_from <= one.due_on for one in found if one.due_from and one.due_on)
