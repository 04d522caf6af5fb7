"""Forms in which targets are set: rates, levels with their years, orders that lower a share, founding each year."""

from __future__ import annotations

from tests.reading.extract.items import indicators_of


def test_a_target_that_starts_from_a_level_keeps_it_as_its_baseline() -> None:
    (one,) = indicators_of("I. MỤC TIÊU\n1. Giảm tỷ lệ hồ sơ trễ hạn từ 4,5% năm 2025 xuống còn 2% năm 2027.\n")
    assert (one.name, one.baseline, one.baseline_year) == ("Giảm tỷ lệ hồ sơ trễ hạn", 4.5, 2025)
    assert [(target.value, target.by) for target in one.targets] == [(2.0, 2027)]
    assert one.direction == "down"


def test_a_level_with_its_year_in_a_bracket_is_the_baseline() -> None:
    (one,) = indicators_of("I. MỤC TIÊU\n1. Nâng tỷ lệ hộ dùng nước máy từ 45% (năm 2025) lên 75% (năm 2027).\n")
    assert (one.name, one.baseline, one.baseline_year) == ("tỷ lệ hộ dùng nước máy", 45.0, 2025)
    assert [(target.value, target.by) for target in one.targets] == [(75.0, 2027)]


def test_a_unit_of_which_so_much_is_told_is_no_target() -> None:
    (one,) = indicators_of("I. MỤC TIÊU\n1. Giá trị sản phẩm trên 1 ha đất vườn đạt 120 triệu đồng.\n")
    assert (one.name, one.targets[0].value) == ("Giá trị sản phẩm trên 1 ha đất vườn", 120.0)


def test_quarters_of_a_plan_share_the_name_of_what_is_measured() -> None:
    found = indicators_of("I. MỤC TIÊU\n1. Giải ngân đến hết quý I đạt 20%, hết quý II đạt 50%.\n")
    assert [(one.name, one.targets[0].value) for one in found] == [("Giải ngân", 20.0), ("Giải ngân", 50.0)]


def test_a_measure_and_its_amount_alone_are_a_target() -> None:
    found = indicators_of(
        "I. MỤC TIÊU\n1. Thu ngân sách trên địa bàn 815 tỷ đồng, chi ngân sách địa phương 1.432 tỷ đồng.\n"
    )
    assert [(one.name, one.targets[0].value) for one in found] == [
        ("Thu ngân sách trên địa bàn", 815.0),
        ("chi ngân sách địa phương", 1432.0),
    ]


def test_a_number_without_unit_takes_that_of_its_name() -> None:
    found = indicators_of("I. MỤC TIÊU\n1. Số bác sĩ/vạn dân: 9,2; số giường bệnh/vạn dân: 29.\n")
    assert [(one.unit, one.targets[0].value) for one in found] == [
        ("bác sĩ/vạn dân", 9.2),
        ("giường bệnh/vạn dân", 29.0),
    ]


def test_rates_of_so_many_and_shares_raised_later_are_targets() -> None:
    found = indicators_of(
        "I. MỤC TIÊU\n1. Tỷ số tử vong mẹ giảm còn 42/100.000 trẻ đẻ sống.\n"
        "2. Giữ vững 60% số xã không ma túy; đến năm 2030 nâng lên 80%.\n"
    )
    assert [(one.targets[0].value, one.targets[0].by) for one in found] == [(42.0, None), (60.0, None), (80.0, 2030)]
    assert found[2].name == "số xã không ma túy"


def test_a_measure_told_year_by_year_in_one_sentence_is_to_be_reached() -> None:
    found = indicators_of("I. MỤC TIÊU\n1. Năm 2027: tỷ lệ hộ có nước sạch đạt 38%, năm 2028 đạt 41,5%.\n")
    assert [(one.targets[0].value, one.targets[0].by) for one in found] == [(38.0, 2027), (41.5, 2028)]


def test_a_number_of_people_goes_on_with_the_measure_before_it() -> None:
    found = indicators_of("I. MỤC TIÊU\n1. Người tham gia bảo hiểm tăng 20%/năm, đến cuối năm 2027 đạt 25.000 người.\n")
    assert [(one.name, one.targets[0].value) for one in found] == [
        ("Người tham gia bảo hiểm", 20.0),
        ("Người tham gia bảo hiểm", 25000.0),
    ]


def test_an_order_to_lower_or_save_a_share_sets_a_target() -> None:
    found = indicators_of(
        "II. NHIỆM VỤ\n1. Điện lực tỉnh:\n"
        "a) Giảm tổn thất điện năng xuống 6%, tiết kiệm tối thiểu 10% điện chiếu sáng.\n"
    )
    assert [one.targets[0].value for one in found] == [6.0, 10.0]


def test_what_is_made_counts_even_with_an_unknown_unit() -> None:
    (one,) = indicators_of("I. MỤC TIÊU\n1. Số hóa được 2.500 hồ sơ hộ tịch.\n")
    assert one.targets[0].value == 2500.0


def test_a_level_to_be_reached_in_a_year_is_a_target_not_a_baseline() -> None:
    (one,) = indicators_of("I. MỤC TIÊU\n1. Chỉ số hài lòng của người bệnh năm 2027 đạt từ 88% trở lên.\n")
    assert (one.comparator, one.targets[0].value, one.baseline) == (">=", 88.0, None)


def test_a_part_of_purposes_and_targets_sets_targets() -> None:
    (one,) = indicators_of("I. MỤC ĐÍCH, CHỈ TIÊU\n1. Trên 70% trạm y tế có bác sĩ làm việc thường xuyên.\n")
    assert (one.comparator, one.targets[0].value) == (">", 70.0)


def test_what_is_to_be_founded_each_year_is_a_target() -> None:
    (one,) = indicators_of("I. MỤC TIÊU\n1. Mỗi năm thành lập mới từ 10 đến 15 hợp tác xã.\n")
    assert (one.comparator, one.targets[0].value) == ("between", (10.0, 15.0))


def test_a_target_that_ran_into_the_name_of_the_issuer_is_read() -> None:
    """The first clause holds a comma without a blank behind it."""
    (one,) = indicators_of("ỦY BAN NHÂN DÂN TỈNH BÌNH LÂM,Phấn đấu tỷ lệ hộ nghèo còn dưới 1,5% vào năm 2025;")
    assert one.targets[0].value == 1.5
