"""Clauses and statements: who helps, where a duty with its day ends, what says nothing but that it be done."""

from __future__ import annotations

import pytest

from tests.reading.extract.items import items_of, last_days

TASKS = "II. NHIỆM VỤ\n"


@pytest.mark.parametrize(
    "words",
    [
        "Sở Tư pháp chủ trì; Công an tỉnh phối hợp.",
        "Sở Tư pháp chủ trì, Công an tỉnh phối hợp thực hiện.",
        "Giao Sở Tư pháp tổ chức, Công an tỉnh cùng phối hợp.",
        "Việc này giao Sở Tư pháp tổ chức, Công an tỉnh phối hợp.",
        "Sở Tư pháp chủ trì, cùng Công an tỉnh kiểm tra các văn phòng công chứng.",
    ],
)
def test_a_body_named_before_the_word_of_help_helps(words: str) -> None:
    (item,) = items_of(f"{TASKS}1. Chấn chỉnh hoạt động công chứng\n{words}\n")
    assert (item.lead_agency, item.cooperating_agencies) == ("Sở Tư pháp", ("Công an tỉnh",))


def test_a_duty_that_ends_with_its_day_leaves_the_next_without_one() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế ban hành quy trình kiểm định thuốc của các kho dược trước ngày 30/6/2026; "
        "hướng dẫn các bệnh viện bảo quản thuốc.\n"
    )
    assert [item.title for item in items] == [
        "Ban hành quy trình kiểm định thuốc của các kho dược",
        "Hướng dẫn các bệnh viện bảo quản thuốc",
    ]
    assert last_days(items) == ["2026-06-30", None]


def test_a_report_behind_the_day_belongs_to_the_duty_before_it() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế kiểm tra các kho dược trên địa bàn trước ngày 30/6/2026; báo cáo kết quả.\n"
    )
    assert last_days(items) == ["2026-06-30"]


def test_a_semicolon_parts_the_object_of_one_duty_from_the_body_of_the_next() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Chi cục Thủy sản hướng dẫn từng chủ tàu; Ban An toàn giao thông tỉnh lập "
        "danh sách bến bãi không phép.\n"
    )
    assert [item.lead_agency for item in items] == ["Chi cục Thủy sản", "Ban An toàn giao thông tỉnh"]


@pytest.mark.parametrize(
    "closing",
    [
        "Yêu cầu các sở, ban, ngành, Chủ tịch Ủy ban nhân dân các huyện nghiêm túc thực hiện.",
        "Đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.",
    ],
)
def test_an_exhortation_that_names_no_work_is_no_item(closing: str) -> None:
    items = items_of(f"III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế:\n- Kiểm tra các kho dược.\n{closing}\n")
    assert [item.title for item in items] == ["Kiểm tra các kho dược"]


def test_a_body_that_a_ground_directs_is_no_subject() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nCăn cứ nhiệm vụ được giao, chỉ đạo các bệnh viện, các trung tâm y tế trực "
        "thuộc quản lý chặt kho thuốc.\n"
    )
    assert [item.lead_agency for item in items] == ["Sở Y tế"]


def test_words_that_tell_which_of_a_class_may_stand_before_the_colon() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. UBND các xã, phường có tuyến ống đi qua: Công khai phương án bồi thường.\n"
    )
    assert [(item.lead_agency, item.title) for item in items] == [
        ("UBND các xã, phường", "Công khai phương án bồi thường")
    ]


@pytest.mark.parametrize(
    ("block", "lead", "helpers"),
    [
        (
            "Đầu mối: Vụ Pháp chế.\nTham gia: Cục Quản lý Y, Dược cổ truyền.\nTiến độ: Tháng 9 năm 2026.",
            "Vụ Pháp chế",
            1,
        ),
        (
            "- Rõ người: Giám đốc Sở Y tế.\n- Rõ đơn vị phối hợp: Sở Tư pháp, Sở Nội vụ.\n- Rõ thời gian: 30/9/2026.",
            "Giám đốc Sở Y tế",
            2,
        ),
    ],
)
def test_blocks_are_told_by_the_names_offices_give_their_fields(block: str, lead: str, helpers: int) -> None:
    (item,) = items_of(f"{TASKS}1. Lập quỹ phát triển dược liệu\n{block}\n")
    assert (item.lead_agency, len(item.cooperating_agencies)) == (lead, helpers)
    assert last_days([item]) == ["2026-09-30"]


@pytest.mark.parametrize(
    ("text", "lead", "title"),
    [
        (
            "Riêng các thành phố Hà Nội, Hải Phòng rà soát giá nước.",
            "các thành phố Hà Nội, Hải Phòng",
            "Rà soát giá nước",
        ),
        ("Các doanh nghiệp viễn thông đầu tư trạm phát sóng.", "Các doanh nghiệp viễn thông", "Đầu tư trạm phát sóng"),
        ("UBND thành phố Hội An mở lễ hội đèn lồng.", "UBND thành phố Hội An", "Mở lễ hội đèn lồng"),
        (
            "Các Tổ công tác của Thủ tướng Chính phủ rà soát dự án chậm.",
            "Các Tổ công tác của Thủ tướng Chính phủ",
            "Rà soát dự án chậm",
        ),
    ],
)
def test_bodies_of_many_kinds_lead(text: str, lead: str, title: str) -> None:
    (item,) = items_of(f"III. TỔ CHỨC THỰC HIỆN\n1. {text}\n")
    assert (item.lead_agency, item.title) == (lead, title)


def test_a_sentence_that_says_but_who_leads_belongs_to_the_duty_before_it() -> None:
    (item,) = items_of(
        f"{TASKS}1. Quảng bá trái cây\nTổ chức lễ hội trái cây hằng năm. Sở Du lịch, Sở Công Thương chủ trì, phối "
        "hợp với các cơ quan liên quan thực hiện.\n"
    )
    assert (item.lead_agency, item.alt_leads) == ("Sở Du lịch", ("Sở Công Thương",))


@pytest.mark.parametrize(
    ("second", "day"),
    [
        ("vào năm 2030", "2030-12-31"),
        ("việc thực hiện Đề án tinh giản bộ máy trên toàn tỉnh vào quý III năm 2030", "2030-09-30"),
    ],
)
def test_two_reviews_joined_by_and_are_two_items(second: str, day: str) -> None:
    items = items_of(
        f"III. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ tham mưu sơ kết việc tinh giản vào năm 2027 và tổng kết {second}.\n"
    )
    assert last_days(items) == ["2027-12-31", day]


def test_a_report_through_another_body_has_a_rhythm_of_its_own() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. UBND các xã: giao việc cho từng thôn; báo cáo UBND thị xã (qua Phòng Tài nguyên "
        "và Môi trường) trước ngày 28 hàng tháng.\n2. Về chế độ báo cáo: các đơn vị báo cáo kết quả trước 10/6/2026.\n"
    )
    assert [item.recurrence for item in items] == [None, "monthly", None]


def test_acts_of_one_body_with_days_of_their_own_are_items_each() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế hoàn thiện hồ sơ, gửi Sở Tư pháp thẩm định trước ngày 20/4/2026, "
        "trình UBND tỉnh trong tháng 5/2026.\n"
        "2. Sở Nội vụ trình dự thảo trước ngày 30/4/2026, hoàn thành trước 15/5/2026.\n"
    )
    assert last_days(items) == ["2026-04-20", "2026-05-31", "2026-05-15"]


def test_an_act_behind_a_bracket_with_days_has_its_own() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh mở đợt cao điểm 45 ngày (từ 15/4 đến 30/5/2026), báo cáo kết quả "
        "về UBND tỉnh trước ngày 05/6/2026.\n"
    )
    assert last_days(items) == ["2026-05-30", "2026-06-05"]


def test_an_aim_behind_the_day_is_no_duty_of_its_own() -> None:
    (item,) = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n"
        "1. Sở Tài chính phân bổ chi tiết vốn đầu tư công trước ngày 31/12/2025; giải ngân đạt trên 95%.\n"
    )
    assert last_days([item]) == ["2025-12-31"]
