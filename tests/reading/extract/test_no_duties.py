"""What is no duty, and the duty that stands beside it."""

from __future__ import annotations

from tests.reading.extract.items import items_of, last_days


def test_what_a_conclusion_praises_is_no_task_and_an_answer_is_told_by_its_duty() -> None:
    items = items_of(
        "Phó Chủ tịch UBND tỉnh yêu cầu các sở, ngành tập trung thực hiện các nội dung sau:\n"
        "1. Đánh giá cao nỗ lực của các xã.\n"
        "2. Về đề xuất của xã Tân An: Thống nhất chủ trương; giao Sở Tài chính thẩm định nguồn vốn.\n"
    )
    assert [(item.title, item.lead_agency) for item in items] == [("Thẩm định nguồn vốn", "Sở Tài chính")]


def test_a_body_that_agrees_leaves_what_follows_to_the_body_it_asks() -> None:
    items = items_of(
        "II. NHIỆM VỤ\nHội đồng nhân dân tỉnh thống nhất với những mức giá Ủy ban nhân dân tỉnh đã trình, yêu cầu "
        "Ủy ban nhân dân tỉnh tăng cường chỉ đạo thêm. Cụ thể cần thực hiện tốt các nhiệm vụ sau:\n"
        "1. Về đầu tư\n1.1. Rà soát các công trình chậm tiến độ.\n1.2. Đẩy mạnh giải ngân vốn.\n"
        "2. Sở Y tế thống nhất với Sở Tài chính mức giá thuốc và gửi các bệnh viện.\n"
    )
    assert [item.lead_agency for item in items] == ["Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh", "Sở Y tế"]


def test_a_gift_before_inline_numbers_is_no_item_of_its_own() -> None:
    items = items_of(
        "II. NHIỆM VỤ\n1. Giao Bộ Y tế chủ trì: (i) Lập đề án giá thuốc; (ii) Rà soát danh mục thuốc.\n"
        "2. Giao Bộ Nội vụ chủ trì, phối hợp với Bộ Công an: (i) Xây dựng kho hồ sơ; (ii) Kiểm tra việc lưu trữ.\n"
        "3. Giao Bộ Xây dựng chủ trì, phối hợp với Bộ Tài chính thẩm định: (i) Kiểm tra dự toán; (ii) Rà soát "
        "giá đất.\n"
    )
    assert [item.title for item in items[:4]] == [
        "Lập đề án giá thuốc",
        "Rà soát danh mục thuốc",
        "Xây dựng kho hồ sơ",
        "Kiểm tra việc lưu trữ",
    ]
    assert [item.cooperating_agencies for item in items[:4]] == [(), (), ("Bộ Công an",), ("Bộ Công an",)]
    assert [item.title for item in items[4:]] == ["Thẩm định", "Kiểm tra dự toán", "Rà soát giá đất"]


def test_who_is_to_issue_a_plan_has_that_duty_and_who_issues_this_one_none() -> None:
    """Ministers are a class of bodies; "... ban hành Kế hoạch như sau" opens the document and orders nothing."""
    items = items_of(
        "KẾ HOẠCH\nTriển khai thi hành Luật Đường thủy\n"
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch triển khai thi hành Luật Đường thủy như sau:\n"
        "I. TỔ CHỨC THỰC HIỆN\n"
        "1. Bộ trưởng, Thủ trưởng cơ quan ngang bộ ban hành kế hoạch triển khai thi hành Luật trước ngày 30/11/2026.\n"
        "2. Sở Xây dựng ban hành kế hoạch thực hiện của ngành trong quý I/2027.\n"
        "3. Các bệnh viện, trung tâm y tế: Lập danh sách người trực cấp cứu, gửi Sở Y tế trước ngày 28/3/2027.\n"
    )
    leads = ["Bộ trưởng, Thủ trưởng cơ quan ngang bộ", "Sở Xây dựng", "Các bệnh viện, trung tâm y tế"]
    assert [item.lead_agency for item in items] == leads
    assert last_days(items) == ["2026-11-30", "2027-03-31", "2027-03-28"]
