"""Duties laid on bodies: who is meant, where one duty ends and the next begins, which time belongs to which."""

from __future__ import annotations

import pytest

from tests.reading.extract.items import items_of, last_days


def test_ordinals_that_list_the_tasks_are_items() -> None:
    items = items_of(
        "II. NHIỆM VỤ VÀ GIẢI PHÁP\nMột là, sửa quy định về giá nước; Sở Tài chính chủ trì tham mưu trong quý II/2025.\n"  # noqa: E501
        "Hai là, rà soát quy hoạch nhà máy nước, hoàn thành trước 30/9/2025.\nBa là, vận động nhân dân tiết kiệm nước.\n"  # noqa: E501
    )
    assert [(item.path, item.title, item.lead_agency) for item in items] == [
        ("II/Một là", "Sửa quy định về giá nước", "Sở Tài chính"),
        ("II/Hai là", "Rà soát quy hoạch nhà máy nước", None),
        ("II/Ba là", "Vận động nhân dân tiết kiệm nước", None),
    ]
    assert last_days(items) == ["2025-06-30", "2025-09-30", None]


def test_ordinals_under_a_heading_of_its_own_tell_what_it_means() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Hoàn thiện mạng lưới cấp nước\nMột là, đầu tư trạm bơm.\nHai là, thay đường ống cũ.\n"
    )
    assert [item.path for item in items] == ["II/1"]


def test_two_stages_of_one_product_are_one_item_due_at_the_first() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng\n- Lập Đề án cấp nước: quý I/2026 trình UBND tỉnh, quý III/2026 ban hành.\n"  # noqa: E501
    )
    assert last_days(items) == ["2026-03-31"]


def test_reviews_in_years_told_without_a_preposition_are_items_of_their_own() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế theo dõi việc thực hiện Đề án; sơ kết năm 2027, tổng kết năm 2030.\n"
    )
    assert last_days(items) == [None, "2027-12-31", "2030-12-31"]


def test_days_of_every_year_are_no_days_of_this_one() -> None:
    (item,) = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12) báo cáo kết quả.\n"  # noqa: E501
    )
    assert last_days([item]) == [None]
    assert item.recurrence == "half-yearly,yearly"


def test_a_place_that_ought_to_do_something_is_the_body() -> None:
    items = items_of(
        "II. NHIỆM VỤ TRỌNG TÂM\nĐể đạt mục tiêu tăng trưởng, tỉnh Hòa An cần tập trung thực hiện các nội dung sau:\n"
        "1. Rà soát các chỉ tiêu đã giao từ đầu năm.\n2. Đẩy nhanh giải ngân vốn đầu tư công.\n"
    )
    assert [item.lead_agency for item in items] == ["tỉnh Hòa An", "tỉnh Hòa An"]


def test_a_verb_with_a_capital_after_a_name_is_its_duty() -> None:
    items = items_of(
        "Bộ Y tế yêu cầu:\n1. Cục Dược, Cục Phòng bệnh Phối hợp với Vụ Pháp chế hoàn thiện dự thảo trong quý I/2026.\n"
        "2. Cục Dân số Khẩn trương hoàn thiện Đề án.\nĐảm bảo hoàn thành trong tháng 5/2025.\n"
    )
    assert [(item.lead_agency, item.title[:20]) for item in items] == [
        ("Cục Dược", "Phối hợp với Vụ Pháp"),
        ("Cục Dân số", "Khẩn trương hoàn thi"),
    ]
    assert last_days(items) == ["2026-03-31", "2025-05-31"]


def test_an_office_told_after_a_dash_does_not_hide_the_body() -> None:
    (item,) = items_of(
        "1. Bộ trưởng Bộ Y tế - Trưởng Ban Chỉ đạo quốc gia phòng dịch tập trung chỉ đạo mở rộng tiêm chủng.\n"
    )
    assert item.lead_agency == "Bộ trưởng Bộ Y tế"


def test_a_report_by_a_day_ends_the_duty_before_it() -> None:
    (item,) = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế hoàn thiện phương án phòng dịch; báo cáo Ủy ban nhân dân tỉnh trước ngày 30/4/2025.\n"  # noqa: E501
    )
    assert last_days([item]) == ["2025-04-30"]


def test_numbers_in_a_sentence_part_duties_that_begin_with_verbs() -> None:
    items = items_of(
        "1. Giao Đảng ủy Sở Y tế: (i) Chỉ đạo các trạm y tế lập danh sách trẻ em. (ii) Chỉ đạo kiểm tra bếp ăn trường học.\n"  # noqa: E501
    )
    assert [item.title for item in items] == [
        "Chỉ đạo các trạm y tế lập danh sách trẻ em",
        "Chỉ đạo kiểm tra bếp ăn trường học",
    ]


def test_a_month_goes_before_the_year_the_plan_is_of() -> None:
    (item,) = items_of(
        "1. Sở Y tế lập kế hoạch tiêm chủng từng quý trong năm 2025, báo cáo Ủy ban nhân dân tỉnh trong tháng 4 năm 2025.\n"  # noqa: E501
    )
    assert last_days([item]) == ["2025-04-30"]


def test_a_sentence_that_orders_nothing_may_hold_the_day() -> None:
    (item,) = items_of(
        "1. Cục Dân số hoàn thành phương án cắt giảm thủ tục. Trường hợp có đề xuất khác, báo cáo cấp có thẩm quyền, "
        "bảo đảm hoàn thành nhiệm vụ trước ngày 15/5/2025.\n"
    )
    assert last_days([item]) == ["2025-05-15"]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("6. Giao Tổ công tác được thành lập hồi đầu năm theo dõi việc bàn giao.\n", "Tổ công tác"),
        ("5. Đơn vị thoát nước có trách nhiệm nạo vét cống trước mùa mưa.\n", "Đơn vị thoát nước"),
        ("5. Các trạm, trong phạm vi nhiệm vụ của mình, có trách nhiệm trực cấp cứu.\n", "Các trạm"),
        ("5. Đối với kiến nghị về giá nước, Sở Tài chính chủ trì trả lời.\n", "Sở Tài chính"),
        ("4. Các doanh nghiệp viễn thông tổ chức phủ sóng vùng lõm.\n", "Các doanh nghiệp viễn thông"),
        ("4. Giao các xã biên giới tổ chức tuần tra đường mòn.\n", "các xã biên giới"),
        ("4. Ban Chỉ đạo chuyển đổi số tỉnh tổ chức giao ban hằng tháng.\n", "Ban Chỉ đạo chuyển đổi số tỉnh"),
        ("4. Hạt Kiểm lâm huyện tổ chức gác rừng mùa khô.\n", "Hạt Kiểm lâm huyện"),
        ("4. Thanh tra Sở tổ chức thanh tra các quầy thuốc.\n", "Thanh tra Sở"),
        ("7. Công an tỉnh không cấp phép cho phương tiện quá tải đi qua cầu.\n", "Công an tỉnh"),
        (
            "8. Hội Nông dân tỉnh, Liên đoàn Lao động tỉnh, nhóm thiện nguyện đẩy mạnh vận động hiến đất.\n",
            "Hội Nông dân tỉnh",
        ),
    ],
)
def test_bodies_with_words_between_them_and_the_verb_lead(text: str, lead: str) -> None:
    (item,) = items_of("III. TỔ CHỨC THỰC HIỆN\n" + text)
    assert item.lead_agency == lead


def test_the_bodies_of_a_class_end_before_the_verb_of_the_duty() -> None:
    (item,) = items_of(
        "1. Sở Y tế\na) Khẩn trương chủ trì, phối hợp với Công an tỉnh và Uỷ ban nhân dân các xã liên quan rà soát nhà thuốc.\n"  # noqa: E501
    )
    assert (item.title, item.cooperating_agencies) == (
        "Rà soát nhà thuốc",
        ("Công an tỉnh", "Uỷ ban nhân dân các xã liên quan"),
    )


@pytest.mark.parametrize(
    "opening", ["Căn cứ Chương trình này, các", "Trên cơ sở quy trình và Chương trình hành động này, các", "Các"]
)
def test_each_of_a_class_writes_its_plan(opening: str) -> None:
    (item,) = items_of(
        f"III. TỔ CHỨC THỰC HIỆN\n1. {opening} bộ, cơ quan ngang bộ và Ủy ban nhân dân các tỉnh trong vùng "
        "ban hành kế hoạch hành động trong tháng 9 năm 2026.\n"
    )
    assert (item.lead_is_class, item.kind, last_days([item])) == (True, "plan_of_agency", ["2026-09-30"])
    assert (item.lead_agency or "").endswith("Ủy ban nhân dân các tỉnh trong vùng")


def test_bullets_that_name_a_body_now_and_then_leave_their_heading_a_task() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Mở rộng tiêm chủng\n- Lập sổ trẻ em.\n- Sở Y tế mua vắc xin cho trẻ em trước ngày 30/4/2025.\n"  # noqa: E501
        "- Trực tiêm tại các trạm.\n"
    )
    assert [(item.title, item.optional) for item in items] == [
        ("Mở rộng tiêm chủng", False),
        ("Mua vắc xin cho trẻ em", True),
    ]


def test_a_body_that_is_told_its_role_still_leads() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Giao Ngân hàng Chính sách xã hội chi nhánh tỉnh là cơ quan thường trực, chủ trì, "
        "phối hợp với Sở Nội vụ theo dõi việc cho vay; tham mưu Ban Chỉ đạo sơ kết vào năm 2028.\n"
    )
    assert {item.lead_agency for item in items} == {"Ngân hàng Chính sách xã hội chi nhánh tỉnh"}
    assert [item.title for item in items] == ["Theo dõi việc cho vay", "Tham mưu Ban Chỉ đạo sơ kết"]


def test_the_session_is_part_of_the_deadline_not_of_the_title() -> None:
    (item,) = items_of("1. Sở Tài chính trình Nghị quyết về mức hỗ trợ tại kỳ họp cuối năm 2025.\n")
    assert item.title == "Trình Nghị quyết về mức hỗ trợ"
    assert item.deadline is not None
    assert item.deadline.as_written == "tại kỳ họp cuối năm 2025"


@pytest.mark.parametrize(
    "verb",
    ["đề xuất", "cung cấp", "vận hành", "vận động", "số hóa", "đăng ký", "củng cố", "sơ kết", "đăng tải", "dự báo", "tái cơ cấu",  # noqa: E501
     "cơ cấu lại", "đo đạc", "tư vấn", "cho ý kiến về", "hiện đại hóa", "đa dạng hóa", "cố gắng", "theo thẩm quyền xử lý"],  # noqa: E501
)  # fmt: skip
def test_verbs_that_without_marks_look_like_particles_are_duties(verb: str) -> None:
    (item,) = items_of(f"III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế {verb} kho dữ liệu tiêm chủng của tỉnh.\n")
    assert item.lead_agency == "Sở Y tế"


def test_products_with_a_time_in_brackets_each_are_items() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Ban Tổ chức Tỉnh ủy: Tham mưu sửa đổi Quy chế làm việc (tháng 9/2026); "
        "Đề án đào tạo cán bộ (quý IV/2026); Kế hoạch luân chuyển cán bộ (hằng năm).\n"
    )
    assert last_days(items) == ["2026-09-30", "2026-12-31", None]
    assert [item.recurrence for item in items] == [None, None, "yearly"]


def test_reviews_with_their_years_in_brackets_are_items() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Tỉnh ủy theo dõi, đôn đốc; sơ kết giữa nhiệm kỳ (năm 2027), "
        "tổng kết cuối nhiệm kỳ (năm 2030).\n"
    )
    assert [(item.title, day) for item, day in zip(items, last_days(items), strict=True)] == [
        ("Theo dõi, đôn đốc", None),
        ("Sơ kết giữa nhiệm kỳ", "2027-12-31"),
        ("Tổng kết cuối nhiệm kỳ", "2030-12-31"),
    ]


def test_a_bracket_below_a_heading_tells_who_leads_and_when() -> None:
    (item,) = items_of(
        "II. NHIỆM VỤ, GIẢI PHÁP\n1. Xây dựng cơ sở dữ liệu đất đai\nSố hóa hồ sơ của các xã.\n"
        "(Sở Nông nghiệp và Môi trường chủ trì tham mưu; trình Ban Thường vụ Tỉnh ủy trong quý IV/2026.)\n"
    )
    assert item.lead_agency == "Sở Nông nghiệp và Môi trường"
    assert last_days([item]) == ["2026-12-31"]


def test_those_who_help_in_a_list_of_duties_help_in_each() -> None:
    """A duty that names helpers of its own has only those; the next body's duties have none of them."""
    items = items_of(
        "II. PHÂN CÔNG NHIỆM VỤ\n1. Sở Nội vụ chủ trì, phối hợp với các sở, ngành và địa phương:\n"
        "- Xây dựng khung theo dõi việc sắp xếp tổ chức.\n- Phối hợp với Sở Tài chính lập dự toán kinh phí.\n"
        "2. Công an tỉnh chủ trì, phối hợp với Sở Y tế:\na) Kiểm tra các cơ sở dược.\n"
        "b) Sở Công Thương kiểm tra các chợ.\n3. Sở Xây dựng chủ trì:\n- Lập quy hoạch bãi đỗ xe.\n"
    )
    assert [item.cooperating_agencies for item in items] == [
        ("các sở, ngành và địa phương",),
        ("Sở Tài chính",),
        ("Sở Y tế",),
        (),
        (),
    ]


def test_a_class_without_its_plural_word_ends_a_list_of_helpers() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Sở Công Thương chủ trì, phối hợp với Sở Xây dựng, Hội Nông dân tỉnh và địa phương "
        "rà soát quy hoạch chợ.\n2. Sở Y tế chủ trì, phối hợp với Công an tỉnh tổ chức kiểm tra nhà thuốc.\n"
    )
    assert [item.cooperating_agencies for item in items] == [
        ("Sở Xây dựng", "Hội Nông dân tỉnh", "địa phương"),
        ("Công an tỉnh",),
    ]
    assert [item.title for item in items] == ["Rà soát quy hoạch chợ", "Tổ chức kiểm tra nhà thuốc"]


def test_a_roll_of_leaders_is_written_out() -> None:
    (item,) = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Các Sở: Tài chính, Nội vụ: bố trí vốn; phối hợp với các Bộ: Xây dựng, Y tế.\n"
    )
    assert [item.lead_agency, *item.alt_leads] == ["Sở Tài chính", "Sở Nội vụ"]
    assert item.cooperating_agencies == ("Bộ Xây dựng", "Bộ Y tế")
    assert not item.lead_is_class


def test_a_class_of_helpers_keeps_the_words_that_tell_which() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Công an tỉnh chủ trì, phối hợp với Sở Ngoại vụ và các đơn vị kiểm ngư đóng dọc sông Hiền "
        "tuần tra biên giới.\n2. Sở Y tế chủ trì, phối hợp với các cơ quan liên quan kịp thời thiết lập trạm gác.\n"
        "3. Sở Y tế chủ trì, phối hợp với các sở, ngành trong quá trình vận hành để kiểm tra nhà thuốc.\n"
        "4. Sở Y tế phối hợp với các cơ quan báo chí thể thao để mở chuyên mục.\n"
    )
    assert [item.cooperating_agencies for item in items] == [
        ("Sở Ngoại vụ", "các đơn vị kiểm ngư đóng dọc sông Hiền"),
        ("các cơ quan liên quan",),
        ("các sở, ngành",),
        ("các cơ quan báo chí thể thao",),
    ]
    assert [item.title for item in items[:2]] == ["Tuần tra biên giới", "Kịp thời thiết lập trạm gác"]


def test_a_branch_of_the_administration_at_the_head_is_the_body() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Ngành y tế thực hiện tốt việc phòng dịch.\n"
        "2. Ngành giáo dục và đào tạo tổ chức kiểm tra các bếp ăn.\n3. Ngành thuế phấn đấu thu vượt dự toán.\n"
        "4. Ngành công nghiệp phát triển theo chiều sâu.\n5. Ngành Thuế đã tổ chức rà soát các khoản nợ.\n"
        "6. Ngành Tuyên giáo đóng góp tích cực vào kết quả chung.\n"
    )
    assert [item.lead_agency for item in items[:3]] == ["Ngành y tế", "Ngành giáo dục và đào tạo", "Ngành thuế"]
    assert not any(item.lead_agency for item in items[3:])
    assert [item.title for item in items[:2]] == ["Thực hiện tốt việc phòng dịch", "Tổ chức kiểm tra các bếp ăn"]
    assert all(item.lead_is_class for item in items[:3])


def test_a_deputy_prime_minister_keeps_the_name() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Phó Thủ tướng Chính phủ Nguyễn Văn An chỉ đạo kiểm tra đê.\n"
        "2. Phó Thủ tướng Chính phủ tiếp tục chỉ đạo rà soát hồ chứa.\n"
    )
    assert [item.lead_agency for item in items] == ["Phó Thủ tướng Chính phủ Nguyễn Văn An", "Phó Thủ tướng Chính phủ"]


def test_a_rhythm_without_a_comma_stands_before_all_bodies() -> None:
    (item,) = items_of("II. NHIỆM VỤ\n1. Hằng năm Sở Y tế, Sở Xây dựng kiểm tra nhà thuốc.\n")
    assert [item.lead_agency, *item.alt_leads] == ["Sở Y tế", "Sở Xây dựng"]
    assert item.recurrence == "yearly"


def test_a_report_with_its_own_rhythm_after_a_semicolon_is_an_item() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Sở Y tế kiểm tra nhà thuốc; kịp thời báo cáo Ủy ban nhân dân tỉnh vào 15:00 ngày thứ Sáu "
        "hàng tuần.\n2. Sở Xây dựng hoàn thiện kế hoạch; kịp thời báo cáo Ủy ban nhân dân tỉnh trước ngày 30/11/2025.\n"
    )
    assert [item.recurrence for item in items] == [None, "weekly", None]
    assert [item.lead_agency for item in items] == ["Sở Y tế", "Sở Y tế", "Sở Xây dựng"]


def test_the_day_of_the_end_counts_where_a_duty_has_two() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Sở Y tế trình đề án trước ngày 30/4/2025 và hoàn thành trước ngày 15/5/2025.\n"
        "2. Sở Xây dựng báo cáo kết quả rà soát trước ngày 15/6/2025 và 15/12/2025.\n"
        "3. Sở Nội vụ lập xong đề án việc làm trong quí 2 năm 2025.\n"
    )
    assert last_days(items) == ["2025-05-15", "2025-06-15", "2025-06-30"]
    assert items[0].title == "Trình đề án trước ngày 30/4/2025"


def test_those_who_help_in_a_heading_help_in_the_lettered_tasks_below() -> None:
    items = items_of(
        "Ủy ban nhân dân tỉnh yêu cầu thực hiện các nhiệm vụ sau:\n"
        "1. Sở Y tế theo chức năng chủ trì, phối hợp với Công an tỉnh:\na) Rà soát kho thuốc.\n"
        "b) Sở Công Thương chủ trì kiểm tra chợ.\n2. Sở Xây dựng chủ trì:\na) Rà soát các cầu yếu.\n"
    )
    assert [item.cooperating_agencies for item in items] == [("Công an tỉnh",), (), ()]
    assert [item.lead_agency for item in items] == ["Sở Y tế", "Sở Công Thương", "Sở Xây dựng"]


def test_a_heading_without_a_body_keeps_those_it_says_help() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Tăng cường phối hợp với Công an tỉnh để kiểm tra chợ.\n"
        "2. Xây dựng cơ chế phối hợp giữa các sở.\n"
    )
    assert [item.cooperating_agencies for item in items] == [("Công an tỉnh",), ()]


def test_a_class_of_helpers_keeps_the_body_it_belongs_to() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Sở Y tế phối hợp với cơ quan chức năng của Bộ Công an theo dõi dịch bệnh.\n"
        "2. Các đơn vị trực thuộc của Sở Y tế báo cáo kết quả trước ngày 15/6/2025.\n"
    )
    assert items[0].cooperating_agencies == ("cơ quan chức năng của Bộ Công an",)
    assert items[1].lead_agency == "Các đơn vị trực thuộc của Sở Y tế"


def test_an_order_of_a_conclusion_with_a_day_is_a_duty_though_it_names_nobody() -> None:
    items = items_of(
        "KẾT LUẬN\n1. Về thu ngân sách\n- Đấu giá quyền sử dụng đất khu chợ cũ trong quý II/2025.\n"
        "- Quan tâm công tác tuyên truyền.\n- Phân bổ xi măng làm đường thôn trước ngày 31/8/2025.\n"
        "- Phân bổ xi măng đợt đầu trước ngày 31/8/2024 còn chậm.\n"
    )
    assert last_days(items) == ["2025-06-30", "2025-08-31"]
    assert [item.lead_agency for item in items] == [None, None]
