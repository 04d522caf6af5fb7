"""Headings that say in a bracket, after a consent or behind an ordinal who leads and by when."""

from __future__ import annotations

import re

import pytest

from tests.reading.extract.items import items_of, last_days


def test_a_bracket_of_bodies_and_a_time_tells_who_and_when() -> None:
    (item,) = items_of(
        "II. NHIỆM VỤ\n1. Cải cách thủ tục hành chính\n"
        "1.1. Rà soát, đơn giản hóa thủ tục hành chính. (Văn phòng HĐND-UBND huyện, quý III/2026)\n"
    )
    assert (item.title, item.lead_agency) == ("Rà soát, đơn giản hóa thủ tục hành chính", "Văn phòng HĐND-UBND huyện")
    assert last_days([item]) == ["2026-09-30"]


def test_a_bracket_that_says_more_is_no_leader() -> None:
    (item,) = items_of("II. NHIỆM VỤ\n1. Chung\n1.1. Nâng cấp trụ sở. (Sở Xây dựng đã thẩm định năm 2024)\n")
    assert item.lead_agency is None


def test_an_order_after_consent_is_the_duty() -> None:
    (item,) = items_of(
        "II. NHIỆM VỤ\n1. Đồng ý với đề nghị của Sở Nội vụ; giao Sở Nội vụ hoàn thiện dự thảo Quyết định.\n"
    )
    assert (item.title, item.lead_agency) == ("Hoàn thiện dự thảo Quyết định", "Sở Nội vụ")


def test_ordinals_that_name_who_leads_are_tasks() -> None:
    items = items_of(
        "B. NHIỆM VỤ CỤ THỂ\nII. Phát triển văn hóa\n"
        "Một là, xây dựng Kế hoạch nhân lực. Giao Sở Nội vụ chủ trì tham mưu, hoàn thành trong quý III/2026.\n"
        "Hai là, nâng cấp Bệnh viện Đa khoa tỉnh. Sở Y tế chủ trì; hoàn thành trong năm 2027.\n"
        "Ba là, hằng năm tổ chức Hội nghị xúc tiến đầu tư (Sở Tài chính tham mưu).\n"
    )
    assert [(one.title, one.lead_agency) for one in items] == [
        ("Xây dựng Kế hoạch nhân lực", "Sở Nội vụ"),
        ("Nâng cấp Bệnh viện Đa khoa tỉnh", "Sở Y tế"),
        ("Tổ chức Hội nghị xúc tiến đầu tư", "Sở Tài chính"),
    ]
    assert last_days(items) == ["2026-09-30", "2027-12-31", None]


def test_a_bracket_tells_who_leads_in_words_and_the_time_alone() -> None:
    items = items_of(
        "III. NHIỆM VỤ\n1. Hạ tầng\n"
        "1.1. Xây dựng kho dữ liệu dùng chung (Văn phòng Huyện ủy chủ trì, phối hợp với Công an huyện; quý IV/2026).\n"
        "1.2. Ban hành chính sách thu hút giáo viên (Sở Nội vụ chủ trì; kỳ họp thứ ba của Hội đồng nhân dân tỉnh).\n"
        "1.3. Mở chuyên mục về dữ liệu (Đài Phát thanh và Truyền hình tỉnh thực hiện; thường xuyên).\n"
    )
    assert [one.lead_agency for one in items] == [
        "Văn phòng Huyện ủy",
        "Sở Nội vụ",
        "Đài Phát thanh và Truyền hình tỉnh",
    ]
    assert last_days(items) == ["2026-12-31", None, None]
    assert items[2].recurrence == "continuous"


@pytest.mark.parametrize(
    ("text", "lead", "helpers", "day"),
    [
        (
            "Kiểm kê lễ hội dân gian: UBND các huyện tiến hành, xong trước 31/10/2026.",
            "UBND các huyện",
            (),
            "2026-10-31",
        ),
        ("Quy hoạch biển quảng cáo: Sở Xây dựng lập, hoàn thành trong năm 2026.", "Sở Xây dựng", (), "2026-12-31"),
        ("Số hóa tư liệu Hán Nôm: Bảo tàng tỉnh, Thư viện tỉnh; quý III/2026.", "Bảo tàng tỉnh", (), "2026-09-30"),
        (
            "Mở lớp dạy đàn đá (Sở Văn hóa và Thể thao chủ trì; Bảo tàng tỉnh phối hợp; xong trong tháng 4/2026).",
            "Sở Văn hóa và Thể thao",
            ("Bảo tàng tỉnh",),
            "2026-04-30",
        ),
        (
            "Quy định về thu gom rác: Sở Xây dựng soạn thảo, Sở Tư pháp thẩm định; UBND tỉnh ban hành trước 30/9/2026.",
            "Sở Xây dựng",
            (),
            "2026-09-30",
        ),
        ("Hội nghị bàn về lễ hội: Sở Nội vụ chủ trì; tổ chức trong tháng 3/2026.", "Sở Nội vụ", (), "2026-03-31"),
    ],
)
def test_a_heading_may_name_body_and_time_behind_a_colon_or_in_a_bracket(
    text: str, lead: str, helpers: tuple[str, ...], day: str
) -> None:
    (item,) = items_of(f"II. NHIỆM VỤ\n1. {text}\n")
    assert item.title == re.split(r":|\s\(", text)[0]
    assert (item.lead_agency, item.cooperating_agencies) == (lead, helpers)
    assert last_days([item]) == [day]


def test_nouns_of_work_with_a_number_are_headings() -> None:
    items = items_of(
        "Phần II\nCÁC DỰ ÁN\nDự án 1. Cấp nước sạch cho vùng cao\na) Nội dung: xây dựng 12 trạm cấp nước.\n"
        "b) Phân công thực hiện: Sở Xây dựng chủ trì, phối hợp với Sở Y tế.\nc) Thời gian hoàn thành: quý II/2026.\n"
        "Dự án 2. Trồng rừng ngập mặn\na) Nội dung: trồng 300 ha rừng.\n"
        "b) Phân công thực hiện: Sở Nông nghiệp và Môi trường chủ trì.\n"
    )
    assert [(one.path, one.title, one.lead_agency) for one in items] == [
        ("Phần II/Dự án 1", "Cấp nước sạch cho vùng cao", "Sở Xây dựng"),
        ("Phần II/Dự án 2", "Trồng rừng ngập mặn", "Sở Nông nghiệp và Môi trường"),
    ]
    assert last_days(items) == ["2026-06-30", None]


def test_a_sentence_behind_a_product_names_but_who_leads() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Rà soát văn bản\n"
        "1.1. Quyết định về thu gom rác thải. Cơ quan soạn thảo: Sở Xây dựng. Trình UBND tỉnh trong tháng 4/2026.\n"
        "1.2. Quy chế khen thưởng của tỉnh. Đơn vị thực hiện: Sở Nội vụ.\n"
    )
    assert [(one.title, one.lead_agency) for one in items] == [
        ("Quyết định về thu gom rác thải", "Sở Xây dựng"),
        ("Quy chế khen thưởng của tỉnh", "Sở Nội vụ"),
    ]
    assert last_days(items) == ["2026-04-30", None]


def test_the_stages_of_a_road_map_give_their_time_to_their_duties() -> None:
    items = items_of(
        "IV. LỘ TRÌNH THỰC HIỆN\n1. Bước 1 (quý III năm 2026): Sở Y tế hoàn thiện phần mềm, trình UBND tỉnh.\n"
        "2. Bước 2 (năm 2027): Sở Nội vụ tập huấn cho cán bộ; Công an tỉnh kết nối dữ liệu trước ngày 30/6/2027.\n"
    )
    assert [one.lead_agency for one in items] == ["Sở Y tế", "Sở Nội vụ", "Công an tỉnh"]
    assert last_days(items) == ["2026-09-30", "2027-12-31", "2027-06-30"]


def test_general_requests_of_a_conclusion_are_orders_and_a_title_hides_none() -> None:
    items = items_of(
        "1. Yêu cầu chung\nCác chủ đầu tư phải lập lại tiến độ từng gói thầu trước ngày 20/3/2025.\n"
        "2. Khu tái định cư Bến Gỗ\n"
        "a) Thống nhất đề xuất của Sở Xây dựng về bãi đổ thải. Giao Sở Tài chính bố trí vốn.\n"
        "3. Chế độ báo cáo: Vào thứ Sáu hằng tuần, các chủ đầu tư báo cáo tiến độ qua Văn phòng UBND tỉnh.\n"
    )
    assert [(one.lead_agency, one.title[:15].strip()) for one in items] == [
        ("Các chủ đầu tư", "Lập lại tiến độ"),
        ("Sở Tài chính", "Bố trí vốn"),
        ("các chủ đầu tư", "Báo cáo tiến độ"),
    ]
    assert items[2].recurrence == "weekly"


def test_requests_of_a_plan_stay_its_context() -> None:
    items = items_of("I. MỤC ĐÍCH\n1. Nâng cao nhận thức.\nII. YÊU CẦU CHUNG\n1. Các sở phải xác định rõ việc.\n")
    assert items == []


def test_a_heading_that_says_how_often_comes_back() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Công khai kết quả hằng quý trên Cổng thông tin điện tử\n2. Lập dự toán ngân sách hằng năm\n"
    )
    assert [one.recurrence for one in items] == ["quarterly", None]


def test_what_is_told_apart_belongs_to_the_duty_before_it() -> None:
    (one,) = items_of(
        "1. Sở Xây dựng:\na) Bàn giao mặt bằng đường ven hồ trước 30/4; riêng 05 hộ khu phố 3, "
        "thời hạn cuối cùng là ngày 15/5/2025.\n"
    )
    assert last_days([one]) == ["2025-04-30"]


def test_words_behind_a_heading_may_say_by_whom_it_is_done() -> None:
    (item,) = items_of(
        "II. NHIỆM VỤ\n1. Phát động tháng vệ sinh từ 15/9 đến 15/10/2026 do Phòng Kinh tế chủ trì, các xã thực hiện.\n"
    )
    assert (item.title, item.lead_agency) == ("Phát động tháng vệ sinh", "Phòng Kinh tế")
    assert last_days([item]) == ["2026-10-15"]


def test_who_only_passes_on_or_debates_has_no_duty() -> None:
    items = items_of(
        "1. Về dự án Luật Việc làm\nChính phủ thảo luận dự án Luật do Bộ Nội vụ trình.\n"
        "Giao Bộ Nội vụ hoàn chỉnh dự án Luật.\n"
        "Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.\n"
        "Bộ Nội vụ gửi lời thăm hỏi, chia sẻ tới người lao động các vùng bị bão lũ.\n"
    )
    assert [(one.lead_agency, one.title) for one in items] == [("Bộ Nội vụ", "Hoàn chỉnh dự án Luật")]


def test_who_is_given_a_work_in_the_next_sentence_leads_it() -> None:
    (item,) = items_of(
        "II. NHIỆM VỤ\n"
        "1. Cải tạo chợ trung tâm xã. Giao UBND xã làm chủ đầu tư; khởi công quý I/2026, hoàn thành trước 02/9/2026.\n"
    )
    assert (item.title, item.lead_agency) == ("Cải tạo chợ trung tâm xã", "UBND xã")
    assert last_days([item]) == ["2026-09-02"]


def test_headings_without_numbers_part_a_plan() -> None:
    items = items_of(
        "Mục đích, yêu cầu\nTạo sự thống nhất trong Đảng bộ.\nNội dung thực hiện\nCông tác tuyên truyền\n"
        "- Tổ chức hội nghị quán triệt. Ban Tuyên giáo Tỉnh ủy chủ trì, hoàn thành trong tháng 4/2025.\n"
        "- Biên soạn tài liệu hỏi đáp (Ban Tổ chức Tỉnh ủy chủ trì; quý II/2025).\n"
        "Tổ chức thực hiện\nCác ban đảng, đảng ủy trực thuộc xây dựng kế hoạch, gửi Tỉnh ủy trước ngày 15/4/2025.\n"
    )
    assert [(one.title, one.lead_agency) for one in items] == [
        ("Tổ chức hội nghị quán triệt", "Ban Tuyên giáo Tỉnh ủy"),
        ("Biên soạn tài liệu hỏi đáp", "Ban Tổ chức Tỉnh ủy"),
        ("Xây dựng kế hoạch, gửi Tỉnh ủy", "Các ban đảng, đảng ủy trực thuộc"),
    ]
    assert last_days(items) == ["2025-04-30", "2025-06-30", "2025-04-15"]


def test_paragraphs_under_the_organisation_of_a_plan_need_no_number() -> None:
    items = items_of(
        "Phần III\nTỔ CHỨC THỰC HIỆN\nSở Y tế là cơ quan đầu mối, tổng hợp tình hình.\n"
        "Sở Tài chính bố trí kinh phí trước ngày 30/4/2025.\n"
    )
    assert [one.lead_agency for one in items] == ["Sở Y tế", "Sở Tài chính"]


def test_steps_with_a_time_are_tasks_also_without_a_body() -> None:
    items = items_of(
        "II. TIẾN ĐỘ THỰC HIỆN\nBước 1 (từ ngày 20/8 đến ngày 05/9/2025): Công an xã đối chiếu sổ hộ tịch.\n"
        "Bước 2 (quý IV/2025): Nhập dữ liệu vào phần mềm.\n"
        "III. NỘI DUNG\n1. Giai đoạn tổng kết (quý I/2026): Sở Y tế báo cáo UBND tỉnh trước ngày 25/02/2026.\n"
    )
    assert [(one.path, one.lead_agency) for one in items] == [
        ("II/Bước 1", "Công an xã"),
        ("II/Bước 2", None),
        ("III/1", "Sở Y tế"),
    ]
    assert last_days(items) == ["2025-09-05", "2025-12-31", "2026-02-25"]


@pytest.mark.parametrize(
    ("text", "title", "lead", "day"),
    [
        ("Nâng cấp cơ sở cai nghiện. Chủ đầu tư: Công an tỉnh. Hoàn thành: quý III/2027.", "Nâng cấp cơ sở cai nghiện",
         "Công an tỉnh", "2027-09-30"),
        ("Xây dựng 12 phóng sự về ma túy. Giao Sở Y tế.", "Xây dựng 12 phóng sự về ma túy", "Sở Y tế", None),
    ],
)  # fmt: skip
def test_a_sentence_behind_a_heading_may_be_but_a_body(text: str, title: str, lead: str, day: str | None) -> None:
    (item,) = items_of(f"II. NHIỆM VỤ\n1. {text}\n")
    assert (item.title, item.lead_agency) == (title, lead)
    assert last_days([item]) == [day]


def test_points_with_days_of_their_own_are_tasks() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Đấu tranh phòng, chống tội phạm\na) Mở đợt cao điểm trấn áp trước ngày 30/6/2025.\n"
        "b) Rà soát, thống kê người nghiện, xong trước ngày 15/4/2025.\n"
    )
    assert [one.path for one in items] == ["II/1/a)", "II/1/b)"]


def test_the_part_a_body_plays_is_no_duty_of_its_own() -> None:
    (item,) = items_of("1. Công an tỉnh\n- Là cơ quan thường trực; hằng tháng tổng hợp, báo cáo UBND tỉnh.\n")
    assert item.recurrence == "monthly"
