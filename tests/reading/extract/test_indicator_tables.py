"""Tables of targets: units, years, groups, signs in words; and tables that set none."""

from __future__ import annotations

import pytest

from dondoc.reading.extract.work_items import find_items
from dondoc.reading.register import Directive
from tests.reading.extract.items import indicators_of
from tests.reading.making import make_repaired, make_structure


def titles_of(text: str) -> list[str]:
    """Give the titles of the items of a clean text."""
    return [item.title for item in find_items(make_structure(text), make_repaired(text), Directive())]


FOLLOWED = """PHỤ LỤC
CÁC CHỈ TIÊU CHUYỂN ĐỔI SỐ NĂM 2026
TT | Chỉ tiêu | Đơn vị | Mục tiêu | Cơ quan chủ trì theo dõi
I | Dữ liệu
1 | Tỷ lệ hồ sơ được số hóa | % | 80% | Sở Nội vụ | Các sở, ngành
2 | Thời gian trả kết quả tối đa | Ngày | 3 | Văn phòng
3 | Tỷ lệ cắt giảm chi phí tuân thủ tối thiểu.
3.1 | Đối với lĩnh vực đất đai | % | 20 | Sở Nông nghiệp và Môi trường
3.2 | Đối với lĩnh vực y tế | % | Trên 15 | Sở Y tế
II | Giai đoạn 2027 - 2030
1 | Xếp hạng chuyển đổi số | Bậc | Tăng ít nhất 3 bậc | Sở Khoa học và Công nghệ
"""


def test_a_table_of_followed_targets_gives_indicators_and_no_items() -> None:
    found = indicators_of(FOLLOWED)
    assert [(one.name, one.unit, one.comparator) for one in found] == [
        ("Tỷ lệ hồ sơ được số hóa", "%", "="),
        ("Thời gian trả kết quả tối đa", "Ngày", "<="),
        ("Tỷ lệ cắt giảm chi phí tuân thủ tối thiểu: Đối với lĩnh vực đất đai", "%", "="),
        ("Tỷ lệ cắt giảm chi phí tuân thủ tối thiểu: Đối với lĩnh vực y tế", "%", ">"),
        ("Xếp hạng chuyển đổi số", "bậc", ">="),
    ]
    assert [one.targets[0].value for one in found] == [80.0, 3.0, 20.0, 15.0, 3.0]
    assert titles_of(FOLLOWED) == []


def test_the_year_is_that_of_the_group_or_of_the_title() -> None:
    assert [one.targets[0].by for one in indicators_of(FOLLOWED)] == [2026, 2026, 2026, 2026, 2030]


def test_yearly_columns_under_one_head_give_a_target_a_year() -> None:
    (one,) = indicators_of(
        "TT | Chỉ tiêu | Đơn vị tính | Hiện trạng 2024 | Mục tiêu | | Cơ quan theo dõi\n | | | | 2025 | 2030\n"
        "1 | Diện tích rừng trồng mới | ha | 1.250 | 1.400 - 1.500 | 2.000 | Chi cục Kiểm lâm\n"
    )
    assert [(target.value, target.by) for target in one.targets] == [((1400.0, 1500.0), 2025), (2000.0, 2030)]
    assert (one.baseline, one.baseline_year, one.unit) == (1250.0, 2024, "ha")


def test_parts_of_a_target_are_named_after_it() -> None:
    found = indicators_of(
        "TT | Chỉ tiêu | ĐVT | Kế hoạch năm 2026\n1 | Tỷ lệ lao động qua đào tạo | % | 75\n"
        " | Trong đó: có bằng, chứng chỉ | % | 32\n2 | Số trường đạt chuẩn | Trường | 12\n"
    )
    assert [one.name for one in found] == [
        "Tỷ lệ lao động qua đào tạo",
        "Tỷ lệ lao động qua đào tạo: Trong đó: có bằng, chứng chỉ",
        "Số trường đạt chuẩn",
    ]


def test_a_table_that_holds_its_targets_in_words() -> None:
    text = (
        "TT | Chỉ tiêu | Cơ quan theo dõi | Thời gian\n"
        "1 | Trên 90% người dân được lập hồ sơ sức khỏe điện tử | Sở Y tế | Năm 2027\n"
    )
    (one,) = indicators_of(text)
    assert (one.name, one.comparator, one.targets[0].value, one.targets[0].by) == (
        "người dân được lập hồ sơ sức khỏe điện tử", ">", 90.0, 2027,
    )  # fmt: skip
    assert titles_of(text) == []


def test_the_product_of_a_task_may_set_a_target() -> None:
    text = (
        "TT | Nhiệm vụ | Cơ quan chủ trì | Kết quả | Thời hạn\n"
        "1 | Chuẩn hóa dữ liệu hộ tịch | Sở Tư pháp | Số hóa 100% sổ hộ tịch lưu trữ | 31/12/2026\n"
    )
    (one,) = indicators_of(text)
    assert (one.name, one.targets[0].value, one.targets[0].by) == ("Số hóa sổ hộ tịch lưu trữ", 100.0, 2026)
    assert titles_of(text) == ["Chuẩn hóa dữ liệu hộ tịch"]


NO_TARGETS = [
    "TT | Nhiệm vụ | Kinh phí 2025 | Kinh phí 2026 | Cơ quan chủ trì\n1 | Sửa chữa trụ sở | 500 | 700 | Sở Xây dựng\n",
    "TT | Chỉ tiêu | Mục tiêu | Cơ quan chủ trì\n1 | Cổng dữ liệu mở | Đưa vào sử dụng trước ngày 30/6/2026 | Sở A\n",
    "TT | Nội dung | Cơ quan chủ trì | Thời gian\n1 | Hỗ trợ 50% kinh phí đóng bảo hiểm | Sở Tài chính | Quý I/2026\n",
]


@pytest.mark.parametrize("text", NO_TARGETS)
def test_money_and_days_in_tables_are_no_targets(text: str) -> None:
    assert [one.name for one in indicators_of(text)] == []


NO_TASKS = [
    "DANH SÁCH TỔ CÔNG TÁC\nTT | Họ và tên | Chức vụ | Đơn vị\n1 | Nguyễn Văn An | Phó Giám đốc | Sở Nội vụ\n",
    "TT | Tên văn bản | Số, ký hiệu | Ngày ban hành\n1 | Kế hoạch số hóa tài liệu | 45/KH-STP | 12/3/2025\n",
    "STT | Tên thủ tục hành chính | Thời hạn giải quyết | Cơ quan thực hiện\n1 | Cấp bản sao | 03 ngày | Sở A\n",
    "TT | Mã TTHC | Tên TTHC | Lĩnh vực | Cơ quan thực hiện\n1 | 2.000123 | Cấp lại thẻ | Du lịch | Sở Du lịch\n",
    "TT | Nội dung công việc | Đơn vị thực hiện | Thời gian\n1 | Tiếp nhận hồ sơ | Bộ phận một cửa | 2,5 giờ\n",
]


@pytest.mark.parametrize("text", NO_TASKS)
def test_lists_of_members_documents_and_procedures_give_no_items(text: str) -> None:
    assert titles_of(text) == []


def test_the_last_of_several_steps_is_the_deadline() -> None:
    text = (
        "TT | Tên quyết định, quy chế | Phòng chủ trì soạn thảo | Phòng cho ý kiến | Thời gian trình | | Ghi chú\n"
        " | | | | Giám đốc | Chủ tịch\n"
        "1 | Quyết định về giá nước | Phòng Quản lý giá | Phòng Pháp chế | Tháng 2/2026 | Tháng 4/2026\n"
    )
    (item,) = find_items(make_structure(text), make_repaired(text), Directive())
    assert (item.title, item.lead_agency, item.cooperating_agencies) == (
        "Quyết định về giá nước",
        "Phòng Quản lý giá",
        (),
    )
    assert item.deadline is not None
    assert item.deadline.as_written == "Tháng 4/2026"


def test_the_rest_of_a_row_after_a_page_break_is_no_item() -> None:
    text = (
        "TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn\n"
        "1 | Rà soát các quy hoạch ven biển để điều | Sở Xây dựng | Quý I/2026\n"
        " | chỉnh cho phù hợp\n2 | Lập hồ sơ đất đai | Sở Nông nghiệp và Môi trường | Quý II/2026\n"
    )
    assert titles_of(text) == ["Rà soát các quy hoạch ven biển để điều", "Lập hồ sơ đất đai"]


def test_a_task_that_comes_back_within_its_period_recurs() -> None:
    text = "TT | Nhiệm vụ | Chủ trì | Thời gian\n1 | Hằng năm bồi dưỡng cán bộ thú y | Sở A | Năm 2026 - 2030\n"
    (item,) = find_items(make_structure(text), make_repaired(text), Directive())
    assert item.recurrence == "yearly"


def test_values_under_the_name_of_the_target() -> None:
    (one,) = indicators_of("TT | Tên lớp | Chỉ tiêu\n1 | Bồi dưỡng trưởng thôn | 120\n")
    assert (one.name, one.targets[0].value) == ("Bồi dưỡng trưởng thôn", 120.0)
