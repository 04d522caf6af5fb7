"""Indicators: names, values, years, ranks, directions; and results, dates and amounts that are none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.extract.indicators import find_indicators
from dondoc.reading.extract.quantities import find_quantities, number
from dondoc.reading.register import Directive
from tests.reading.extract.items import indicators_of
from tests.reading.making import documents, make_repaired, make_structure

# Sentence of a part headed "MỤC TIÊU", name, unit, comparator, kind, value, year.
SENTENCES = [
    ("Tăng trưởng kinh tế đạt tốc độ 7-7,5%/năm", "Tăng trưởng kinh tế", "%/năm", "between", "level", (7.0, 7.5), None),
    ("Đến năm 2025, tỷ lệ hộ nghèo giảm xuống dưới 2%", "tỷ lệ hộ nghèo", "%", "<", "level", 2.0, 2025),
    ("Đến năm 2030 có trên 80% số xã đạt chuẩn nông thôn mới", "số xã đạt chuẩn nông thôn mới", "%", ">", "level", 80.0, 2030),  # noqa: E501
    ("Tỷ lệ giảm nghèo mỗi năm từ 1% trở lên", "Tỷ lệ giảm nghèo mỗi năm", "%", ">=", "level", 1.0, None),
    ("Thu nhập bình quân đầu người đạt khoảng 18.000 USD/người/năm vào năm 2050", "Thu nhập bình quân đầu người", "USD/người/năm", "=", "level", 18000.0, 2050),  # noqa: E501
    ("Phấn đấu tăng thu nội địa tối thiểu 15% so với dự toán", "tăng thu nội địa", "%", ">=", "level", 15.0, None),
    ("Tỷ lệ người dân tham gia bảo hiểm y tế không dưới 95%", "Tỷ lệ người dân tham gia bảo hiểm y tế", "%", ">=", "level", 95.0, None),  # noqa: E501
    ("Tỷ lệ thất nghiệp không quá 3%", "Tỷ lệ thất nghiệp", "%", "<=", "level", 3.0, None),
    ("Kim ngạch xuất khẩu gấp 1,5 lần năm 2020", "Kim ngạch xuất khẩu", "lần", "=", "ratio", 1.5, None),
    ("Phấn đấu công nhận 01 đơn vị cấp huyện đạt chuẩn nông thôn mới", "đơn vị cấp huyện đạt chuẩn nông thôn mới", "đơn vị cấp huyện", "=", "level", 1.0, None),  # noqa: E501
    ("100% cán bộ, công chức được bồi dưỡng kỹ năng số", "cán bộ, công chức được bồi dưỡng kỹ năng số", "%", "=", "level", 100.0, None),  # noqa: E501
    ("Tỷ số giới tính khi sinh không quá 111 bé trai/100 bé gái", "Tỷ số giới tính khi sinh", "bé trai/100 bé gái", "<=", "level", 111.0, None),  # noqa: E501
    ("Tốc độ tăng trưởng kinh tế (GRDP giá so sánh 2010) đạt 9 - 10%", "Tốc độ tăng trưởng kinh tế (GRDP giá so sánh 2010)", "%", "between", "level", (9.0, 10.0), None),  # noqa: E501
    ("Tỷ lệ che phủ rừng 54,5%", "Tỷ lệ che phủ rừng", "%", "=", "level", 54.5, None),
    ("Ít nhất 70% người dân có kỹ năng số", "người dân có kỹ năng số", "%", ">=", "level", 70.0, None),
    ("Tỷ lệ hộ có nước sạch đạt khoảng 88%", "Tỷ lệ hộ có nước sạch", "%", "=", "level", 88.0, None),
    ("Tỷ lệ hộ có từ 4 người trở lên đạt khoảng 30%", "Tỷ lệ hộ có từ 4 người trở lên", "%", "=", "level", 30.0, None),
    ("Tỷ số giới tính khi sinh dưới 111 bé trai/100 bé gái", "Tỷ số giới tính khi sinh", "bé trai/100 bé gái", "<", "level", 111.0, None),  # noqa: E501
    ("Tỷ lệ hợp đồng điện tử đạt trên 60%", "Tỷ lệ hợp đồng điện tử", "%", ">", "level", 60.0, None),
    ("Diện tích cây xanh bình quân đầu người 8 - 10 m2/người", "Diện tích cây xanh bình quân đầu người", "m2/người", "between", "level", (8.0, 10.0), None),  # noqa: E501
    ("Kết nạp từ 1.500 đảng viên trở lên", "Kết nạp đảng viên", "đảng viên", ">=", "level", 1500.0, None),
    ("Kim ngạch xuất khẩu đạt 54 tỷ đô la Mỹ", "Kim ngạch xuất khẩu", "tỷ đô la Mỹ", "=", "level", 54.0, None),
    ("Tỷ lệ huy động GRDP vào ngân sách: 10 - 10,5%", "Tỷ lệ huy động GRDP vào ngân sách", "%", "between", "level", (10.0, 10.5), None),  # noqa: E501
    ("Tỷ lệ tăng dân số tự nhiên dưới 9‰", "Tỷ lệ tăng dân số tự nhiên", "‰", "<", "level", 9.0, None),
    ("Tỷ lệ lao động qua bồi dưỡng nghiệp vụ: ≥ 80%", "Tỷ lệ lao động qua bồi dưỡng nghiệp vụ", "%", ">=", "level", 80.0, None),  # noqa: E501
    ("Số điểm du lịch được công nhận: 25 điểm (hiện có 9 điểm)", "Số điểm du lịch được công nhận", "điểm", "=", "level", 25.0, None),  # noqa: E501
    ("Công suất nhà máy nước đạt 120.000 m3/ngày đêm", "Công suất nhà máy nước", "m3/ngày đêm", "=", "level", 120000.0, None),  # noqa: E501
    ("Bê tông hóa 20 km đường thôn", "Bê tông hóa đường thôn", "km", "=", "level", 20.0, None),
    ("Phấn đấu hoàn thành 10.000 căn trong năm 2026", "hoàn thành căn", "căn", "=", "level", 10000.0, 2026),
    ("Thu từ đất bình quân đạt 900 tỷ đồng/năm", "Thu từ đất", "tỷ đồng/năm", "=", "level", 900.0, None),
    ("Năng suất lao động đạt 120 triệu đồng/lao động", "Năng suất lao động", "triệu đồng/lao động", "=", "level", 120.0, None),  # noqa: E501
    ("Số giường bệnh đạt 32 giường/10.000 dân", "Số giường bệnh", "giường/10.000 dân", "=", "level", 32.0, None),
    ("Tỷ lệ lấp đầy đạt 5% - 7%", "Tỷ lệ lấp đầy", "%", "between", "level", (5.0, 7.0), None),
    ("Giảm 50% số cặp tảo hôn", "số cặp tảo hôn", "%", "=", "change", 50.0, None),
    ("Điểm số chỉ số cải cách hành chính năm sau cao hơn năm trước", "Điểm số chỉ số cải cách hành chính", None, "yoy>", "level", None, None),  # noqa: E501
    ("Giảm dần tỷ suất di cư qua các năm", "tỷ suất di cư", None, "yoy<", "level", None, None),
    ("85% rác thải sinh hoạt nông thôn được thu gom, xử lý hợp vệ sinh", "rác thải sinh hoạt nông thôn được thu gom, xử lý hợp vệ sinh", "%", "=", "level", 85.0, None),  # noqa: E501
    ("Đơn giản hóa 10-15% thủ tục đầu tư", "Đơn giản hóa thủ tục đầu tư", "%", "between", "level", (10.0, 15.0), None),
    ("Lắp đặt hệ thống cảnh báo ở 18/18 xã, phường ven biển", "Lắp đặt hệ thống cảnh báo ở xã, phường ven biển", "xã", "=", "level", 18.0, None),  # noqa: E501
    ("Khoảng 250 đập dâng được kiểm định an toàn", "đập dâng được kiểm định an toàn", "đập dâng", "=", "level", 250.0, None),  # noqa: E501
    ("100% trường học có ít nhất 01 phòng tin học", "trường học có ít nhất 01 phòng tin học", "%", "=", "level", 100.0, None),  # noqa: E501
    ("Nâng xếp hạng chỉ số hạ tầng số lên ít nhất 03 bậc", "xếp hạng chỉ số hạ tầng số", "bậc", ">=", "change", 3.0, None),  # noqa: E501
    ("80% diện tích được lập bản đồ tỷ lệ 1:10.000", "diện tích được lập bản đồ tỷ lệ 1:10.000", "%", "=", "level", 80.0, None),  # noqa: E501
    ("Toàn tỉnh đạt 75% số thôn có nhà văn hóa", "số thôn có nhà văn hóa", "%", "=", "level", 75.0, None),
    ("Quy mô kinh tế đạt 120 nghìn tỷ đồng theo giá hiện hành", "Quy mô kinh tế", "nghìn tỷ đồng", "=", "level", 120.0, None),  # noqa: E501
    ("Thuộc nhóm 10 tỉnh dẫn đầu cả nước về cải cách hành chính", "Thuộc nhóm tỉnh dẫn đầu cả nước về cải cách hành chính", "hạng", "<=", "rank", 10.0, None),  # noqa: E501
    ("Nâng vị trí xếp hạng quy mô kinh tế của tỉnh từng năm", "vị trí xếp hạng quy mô kinh tế của tỉnh", "hạng", "yoy<", "rank", None, None),  # noqa: E501
]  # fmt: skip

NO_INDICATORS = [
    "II. TÌNH HÌNH\nTổng thu ngân sách đạt 104% dự toán, tăng 42% so với cùng kỳ.\n",
    "II. NHIỆM VỤ\n1. Sở Tài chính bố trí 25.000 tỷ đồng cho khoa học và công nghệ.\n",
    "II. NHIỆM VỤ\n1. Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 trong năm 2025.\n",
    "Điều 1. Mức chi hỗ trợ 500.000 đồng/người/tháng.\n",
    "II. NHIỆM VỤ\n1. Sở Xây dựng hỗ trợ 100% kinh phí mua vật liệu cho hộ nghèo.\n",
    "I. MỤC TIÊU\n1. Trong thời hạn tối đa 15 ngày, kể từ ngày nhận hồ sơ, Sở Xây dựng trả lời.\n",
    "II. NHIỆM VỤ\n1. Bổ sung có mục tiêu cho 12 địa phương số tiền 350 tỷ đồng.\n",
    "II. NHIỆM VỤ\n1. Quỹ chỉ được sử dụng tối đa 40% vốn bổ sung hằng năm để tài trợ.\n",
    "II. NHIỆM VỤ\n1. Đến năm 2025, đề xuất tiếp tục giảm 2% thuế giá trị gia tăng.\n",
    "II. NHIỆM VỤ\n1. Thực hiện khoản 3 Điều 5 và nhóm nhiệm vụ 2 của kế hoạch trong 45 ngày.\n",
]


@pytest.mark.parametrize(("sentence", "name", "unit", "comparator", "kind", "value", "year"), SENTENCES)
def test_a_sentence_of_a_target_part_gives_its_indicator(
    sentence: str, name: str, unit: str | None, comparator: str, kind: str, value: object, year: int | None
) -> None:
    (found,) = indicators_of(f"I. MỤC TIÊU\n1. {sentence}.\n")
    assert (found.name, found.unit, found.comparator, found.target_kind) == (name, unit, comparator, kind)
    (target,) = found.targets
    assert (target.value, target.by) == (value, year)


def test_a_share_of_a_plan_is_named_by_the_act_before_its_verb() -> None:
    (one,) = indicators_of("I. MỤC TIÊU\n1. Dồn sức giải ngân vốn của xã, phấn đấu đạt trên 95% kế hoạch.\n")
    assert (one.name, one.comparator) == ("Dồn sức giải ngân vốn của xã", ">")


def test_a_later_clause_of_what_is_striven_for_sets_targets() -> None:
    found = indicators_of(
        "II. NHIỆM VỤ\n1. Phấn đấu hết năm 2026: 100% xã có hạ tầng 5G; tỷ trọng kinh tế số chiếm 15% GRDP, "
        "năm 2030 đạt 30%.\n"
    )
    assert [(one.targets[0].value, one.targets[0].by) for one in found] == [(100.0, 2026), (15.0, 2026), (30.0, 2030)]


SERIES = [
    ("Số thôn có nhà văn hóa: năm 2027 có 12 thôn, năm 2028 có 18 thôn", [(12.0, 2027), (18.0, 2028)]),
    ("Số thôn có nhà văn hóa: 12 thôn (năm 2027), 18 thôn (năm 2028)", [(12.0, 2027), (18.0, 2028)]),
    ("Số thôn có nhà văn hóa: 12 thôn (năm 2027); 18 thôn (năm 2028)", [(12.0, 2027), (18.0, 2028)]),
    ("Phấn đấu số thôn có nhà văn hóa đến năm 2027 đạt 40%; năm 2028 đạt 45%", [(40.0, 2027), (45.0, 2028)]),
    ("Số thôn có nhà văn hóa năm 2027 còn dưới 4%; năm 2028 dưới 3%", [(4.0, 2027), (3.0, 2028)]),
    ("Số thôn có nhà văn hóa: năm 2024 đạt 38%", []),
]


@pytest.mark.parametrize(("sentence", "values"), SERIES)
def test_a_measure_told_year_by_year_keeps_its_name(sentence: str, values: list[tuple[float, int]]) -> None:
    found = indicators_of(f"I. MỤC TIÊU\n1. {sentence}.\n")
    assert [(one.targets[0].value, one.targets[0].by) for one in found] == values
    assert {one.name.lower() for one in found} <= {"số thôn có nhà văn hóa"}


def test_a_clause_with_a_thing_of_its_own_starts_another_measure() -> None:
    found = indicators_of("I. MỤC TIÊU\n1. Đến năm 2027 có 60% thôn có đèn; đến năm 2030 đạt 100% xã có trạm.\n")
    assert [one.name for one in found] == ["thôn có đèn", "xã có trạm"]


def test_the_respects_in_which_a_number_falls_are_no_criteria_to_be_met() -> None:
    (one,) = indicators_of("II. NHIỆM VỤ\n1. Phấn đấu năm 2026 số vụ đuối nước giảm từ 5-10% trên cả 3 mặt.\n")
    assert (one.name, one.targets[0].value) == ("số vụ đuối nước", (5.0, 10.0))


def test_a_part_of_what_was_measured_keeps_its_list() -> None:
    found = indicators_of(
        "I. MỤC TIÊU\n1. Trên 80% số hộ ký cam kết, trong đó hộ gia đình cán bộ, đảng viên đạt 100%.\n"
    )
    assert [one.name for one in found] == ["số hộ ký cam kết", "hộ gia đình cán bộ, đảng viên"]


ORDERED = [
    ("phấn đấu đến năm 2030 chi phí vận tải so với GRDP giảm xuống dưới 14%", "chi phí vận tải so với GRDP", 14.0),
    ("Phấn đấu tỷ lệ hộ nghèo dưới 3% (tiêu chí quốc gia)", "tỷ lệ hộ nghèo", 3.0),
    ("mỗi năm hỗ trợ tối thiểu 05 câu lạc bộ hát then", "hỗ trợ câu lạc bộ hát then", 5.0),
    ("Dành tối thiểu 20% quỹ đất ở của các khu đô thị mới", "quỹ đất ở của các khu đô thị mới", 20.0),
    ("đến ngày 31/12/2026 giải ngân đạt trên 95% kế hoạch vốn", "giải ngân kế hoạch vốn", 95.0),
    ("Mỗi ấp có ít nhất 01 “Tổ liên gia phòng cháy” trước ngày 31/12/2026", "Tổ liên gia phòng cháy", 1.0),
    ("tổ chức vận động Quỹ khuyến học mỗi năm trên 10 tỷ đồng", "tổ chức vận động Quỹ khuyến học mỗi năm", 10.0),
    (
        "Tỷ lệ ấp sửa đổi hương ước, quy ước đạt từ 85% trở lên vào năm 2026",
        "Tỷ lệ ấp sửa đổi hương ước, quy ước",
        85.0,
    ),
]


@pytest.mark.parametrize(("sentence", "name", "value"), ORDERED)
def test_an_order_to_reach_a_measure_sets_a_target(sentence: str, name: str, value: float) -> None:
    (one,) = indicators_of(f"II. NHIỆM VỤ\n1. {sentence}.\n")
    assert (one.name, one.targets[0].value) == (name, value)


def test_a_list_of_aims_in_an_order_sets_a_target_each() -> None:
    aims = "với mục tiêu đến năm 2030: tỷ lệ lao động có nghề đạt 40%; ít nhất 70 trường chất lượng cao"
    found = indicators_of(f"II. NHIỆM VỤ\n1. Sở Nội vụ trình Đề án dạy nghề, {aims}.\n")
    assert [(one.name, one.targets[0].value) for one in found] == [
        ("tỷ lệ lao động có nghề", 40.0),
        ("trường chất lượng cao", 70.0),
    ]


def test_each_act_of_what_is_striven_for_sets_a_target() -> None:
    found = indicators_of(
        "II. NHIỆM VỤ\n1. Phấn đấu năm 2026 rải đá 20 km đường thôn; nạo vét 35 km kênh mương nội đồng.\n"
    )
    assert [(one.name, one.targets[0].value) for one in found] == [
        ("rải đá đường thôn", 20.0),
        ("nạo vét kênh mương nội đồng", 35.0),
    ]


def test_the_number_of_a_target_is_no_part_of_its_name() -> None:
    found = indicators_of("I. MỤC TIÊU\nChỉ tiêu 5: Thời gian lưu trú bình quân: 2,2 ngày.\n")
    assert [(one.name, one.targets[0].value) for one in found] == [("Thời gian lưu trú", 2.2)]


def test_a_part_is_named_by_what_stands_behind_its_share() -> None:
    order = "bảo đảm mỗi năm dạy nghề cho ít nhất 2.500 lao động, trong đó 45% là lao động nữ"
    found = indicators_of(f"II. NHIỆM VỤ\n1. Sở Nội vụ mở lớp, {order}.\n")
    assert [(one.targets[0].value, "nữ" in one.name) for one in found] == [(2500.0, False), (45.0, True)]


@pytest.mark.parametrize("bracket", ["năm 2022: 71,5%", "năm 2022 là 71,5%", "năm 2022 đạt 71,5%"])
def test_a_level_in_a_bracket_behind_a_target_is_its_baseline(bracket: str) -> None:
    (one,) = indicators_of(f"I. MỤC TIÊU\n1. Đến năm 2026, tỷ lệ hộ dùng nước máy đạt 80% ({bracket}).\n")
    assert (one.targets[0].value, one.targets[0].by) == (80.0, 2026)
    assert (one.baseline, one.baseline_year) == (71.5, 2022)


@pytest.mark.parametrize("text", NO_INDICATORS)
def test_results_amounts_and_dates_are_no_targets(text: str) -> None:
    assert [one.name for one in indicators_of(text)] == []


def test_an_order_that_demands_a_share_sets_a_target() -> None:
    (one,) = indicators_of("II. NHIỆM VỤ\n1. Sở Nội vụ tập trung số hóa 100% hồ sơ cán bộ trước ngày 30/9/2026.\n")
    assert (one.targets[0].value, one.targets[0].by) == (100.0, 2026)
    assert one.name.endswith("số hóa hồ sơ cán bộ")


def test_a_thing_named_once_has_two_targets() -> None:
    found = indicators_of("I. MỤC TIÊU\n1. 100% xã, phường đạt chuẩn về y tế và 40% đạt chuẩn nâng cao.\n")
    assert [(one.name, one.targets[0].value) for one in found] == [
        ("xã, phường đạt chuẩn về y tế", 100.0),
        ("xã, phường đạt chuẩn nâng cao", 40.0),
    ]


def test_the_year_at_the_end_holds_for_all_ranks_before_it() -> None:
    found = indicators_of(
        "I. MỤC TIÊU\nXếp hạng của tỉnh về chuyển đổi số thay đổi rõ rệt, thuộc nhóm 5 tỉnh dẫn đầu vùng và nhóm "
        "20 tỉnh dẫn đầu cả nước vào năm 2028; thuộc nhóm 3 tỉnh dẫn đầu vùng vào năm 2030.\n"
    )
    assert [(one.targets[0].value, one.targets[0].by) for one in found] == [(5.0, 2028), (20.0, 2028), (3.0, 2030)]
    assert found[1].name == "Xếp hạng của tỉnh về chuyển đổi số thay đổi rõ rệt nhóm tỉnh dẫn đầu cả nước"


def test_what_a_target_is_compared_with_is_none() -> None:
    found = indicators_of("I. MỤC TIÊU\n1. Tỷ lệ tiêm chủng đạt 96% (kế hoạch 95%), riêng khu vực miền núi đạt 90%.\n")
    assert [(one.name, one.targets[0].value) for one in found] == [
        ("Tỷ lệ tiêm chủng", 96.0),
        ("Tỷ lệ tiêm chủng - riêng khu vực miền núi", 90.0),
    ]


def test_a_share_of_a_whole_keeps_its_verb() -> None:
    found = indicators_of(
        "I. MỤC TIÊU\n1. Kinh tế biển phát triển nhanh, đóng góp 30% GRDP, thu hút 1,5 triệu lao động.\n"
    )
    assert [(one.name, one.unit, one.targets[0].value) for one in found] == [
        ("đóng góp GRDP", "%", 30.0),
        ("lao động", "triệu lao động", 1.5),
    ]


def test_a_line_without_a_number_may_head_targets() -> None:
    found = indicators_of("I. NỘI DUNG\n1. Chuyển đổi số\nMột số chỉ tiêu chủ yếu:\n- 90% thôn có sóng 5G.\n")
    assert [(one.name, one.targets[0].value) for one in found] == [("thôn có sóng 5G", 90.0)]


def test_the_title_of_a_part_gives_the_year() -> None:
    (one,) = indicators_of("I. MỤC TIÊU NĂM 2027\n1. Trồng mới 300 ha rừng ngập mặn.\n")
    assert (one.name, one.unit, one.targets[0].by) == ("Trồng mới rừng ngập mặn", "ha", 2027)


def test_a_rank_has_its_baseline_and_the_step_in_its_words() -> None:
    (found,) = indicators_of(
        "nhiệm kỳ 2020 - 2025\nII. NỘI DUNG\n(7) Nghị quyết cải cách hành chính\nMục tiêu: Nâng cao chỉ số. Cụ thể:\n"
        "+ Chỉ số PAR INDEX: Năm 2020 đứng thứ 28/63 tỉnh, thành cả nước. Phấn đấu đến cuối nhiệm kỳ tăng 05 bậc, đứng thứ 23/63.\n"  # noqa: E501
    )
    assert (found.name, found.unit, found.target_kind, found.direction) == (
        "Chỉ số PAR INDEX",
        "hạng (trên 63)",
        "rank",
        "down",
    )
    assert (found.baseline, found.baseline_year) == (28.0, 2020)
    assert (found.targets[0].value, found.targets[0].by) == (23.0, 2025)
    assert found.targets[0].as_written == "tăng 05 bậc, đứng thứ 23/63"


def test_a_group_of_the_best_is_a_rank() -> None:
    (found,) = indicators_of(
        "I. MỤC TIÊU\nPhấn đấu nằm trong nhóm 03 tỉnh có chỉ số năng lực cạnh tranh tốt nhất khu vực.\n"
    )
    assert (found.name, found.comparator, found.target_kind) == ("chỉ số năng lực cạnh tranh", "<=", "rank")
    assert found.targets[0].value == 3.0


def test_several_targets_of_one_sentence_are_several_indicators() -> None:
    found = indicators_of(
        "II. NHIỆM VỤ\n1. Sở Y tế thực hiện: Phấn đấu số giường bệnh đạt 31,5 giường/vạn dân; tỷ lệ tiêm chủng đạt khoảng 96%; "  # noqa: E501
        "80% học sinh tiểu học được khám mắt.\n"
    )
    assert [one.name for one in found] == [
        "số giường bệnh",
        "tỷ lệ tiêm chủng",
        "học sinh tiểu học được khám mắt",
    ]
    assert [one.targets[0].value for one in found] == [31.5, 96.0, 80.0]


def test_a_stage_gives_its_last_year() -> None:
    found = indicators_of(
        "II. NỘI DUNG\n(9) Xây dựng Định hướng phát triển\nMục tiêu: Phát triển nhanh.\nGiai đoạn 2026 - 2030:\n"
        "(1) Tốc độ tăng trưởng GRDP bình quân đạt từ 8-10%/năm.\n(2) Tỷ trọng nông nghiệp trong GRDP giảm xuống dưới 15%.\n"  # noqa: E501
    )
    assert [one.targets[0].by for one in found] == [2030, 2030]
    assert [one.direction for one in found] == ["up", "down"]


def test_a_table_of_targets_gives_the_years_of_its_header() -> None:
    (found,) = indicators_of(
        "PHỤ LỤC\nCHỈ TIÊU CHỦ YẾU\nTT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2024 | Kế hoạch năm 2025 | Mục tiêu năm 2030\n"  # noqa: E501
        "1 | Tỷ lệ hộ nghèo | % | 4,5 | 3,5 | dưới 1\n"
    )
    assert (found.name, found.unit, found.baseline, found.baseline_year) == ("Tỷ lệ hộ nghèo", "%", 4.5, 2024)
    assert [(one.value, one.by) for one in found.targets] == [(3.5, 2025), (1.0, 2030)]


@pytest.mark.parametrize(
    ("words", "value"), [("20.500", 20500.0), ("7,5", 7.5), ("7.5", 7.5), ("1.234.567,8", 1234567.8), ("03", 3.0)]
)
def test_numbers_are_read_the_vietnamese_way(words: str, value: float) -> None:
    assert number(words) == value


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name[:40])
def test_indicators_of_real_documents_quote_the_source(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    for found in find_indicators(make_structure(text), make_repaired(text), Directive()):
        assert found.source.quote == text[found.source.start : found.source.end]
        assert found.name
        assert found.targets


_FRAGMENTS = st.sampled_from(
    ["đạt", "trên", "80%", "7-7,5%/năm", "20.500 tỷ đồng", "đứng thứ 23/63", "tăng", "năm 2025", "nhóm 03 tỉnh", "-", "1.", "gấp 2 lần", "năm sau cao hơn năm trước", "%", "0,5", ";"]  # noqa: E501
)  # fmt: skip


@given(st.lists(_FRAGMENTS, max_size=12).map(" ".join))
def test_quantities_lie_in_the_text_in_order(text: str) -> None:
    found = find_quantities(text)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
