"""Blocks of who and when, and lines without numbers under the body that they are given to."""

from __future__ import annotations

from tests.reading.extract.items import items_of, last_days


def test_a_field_may_name_the_body_and_its_time_at_once() -> None:
    """Who and when stand behind one name; a heading that but announces the product below it is not its title."""
    items = items_of(
        "II. NHIỆM VỤ\n1. Xây dựng quy định về bến cảng.\n"
        "- Cơ quan và thời gian ban hành: Bộ Xây dựng, quý II năm 2026.\n"
        "2. Nâng cao nhận thức của ngư dân:\n"
        "- Đề án thành phần “Tập huấn an toàn trên biển cho chủ tàu nhỏ”.\n"
        "- Cơ quan phối hợp: Bộ Quốc phòng.\n"
        "- Cơ quan và thời gian phê duyệt: Cục Thủy lợi, tháng 9 năm 2026.\n"
        "- Thời gian trình Chính phủ: quý IV năm 2026.\n"
    )
    assert [(item.lead_agency, item.cooperating_agencies) for item in items] == [
        ("Bộ Xây dựng", ()),
        ("Cục Thủy lợi", ("Bộ Quốc phòng",)),
    ]
    assert [item.title.split()[0] for item in items] == ["Xây", "Đề"]
    assert last_days(items) == ["2026-06-30", "2026-09-30"]


def test_lines_without_numbers_under_a_body_are_its_duties() -> None:
    """A line that gives a body something and ends in a colon leads the lines below it, up to the next such line."""
    items = items_of(
        "KẾT LUẬN\nvề sắp xếp các hợp tác xã\nBan Thường vụ giao Đảng ủy Sở Công Thương lãnh đạo, chỉ đạo:\n"
        "Hướng dẫn sáp nhập các hợp tác xã vận tải, hoàn thành trong tháng 5/2025;\n"
        "Tiếp tục rà soát các hợp tác xã ngừng hoạt động, báo cáo trước ngày 05/6/2025.\n"
        "Ban Thường vụ giao Ban Tổ chức Tỉnh ủy:\nXây dựng phương án bố trí cán bộ của các hợp tác xã sau sáp nhập.\n"
    )
    leads = ["Đảng ủy Sở Công Thương", "Đảng ủy Sở Công Thương", "Ban Tổ chức Tỉnh ủy"]
    assert [item.lead_agency for item in items] == leads
    assert last_days(items) == ["2025-05-31", "2025-06-05", None]


def test_a_duty_done_in_stages_is_one_item_due_with_the_last() -> None:
    """The days of its stages make no items of their own."""
    (item,) = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng lắp đặt trụ nước chữa cháy tại các chợ; giai đoạn 1 hoàn thành "
        "trước ngày 30/6/2025, giai đoạn 2 hoàn thành trước ngày 31/12/2025.\n"
    )
    assert item.title.startswith("Lắp đặt trụ nước")
    assert last_days([item]) == ["2025-12-31"]


def test_who_decides_may_stand_before_the_time_in_one_line() -> None:
    (item,) = items_of(
        "PHỤ LỤC\nDANH MỤC ĐỀ ÁN\n1. Đề án đào tạo nhân lực logistics\n- Cơ quan chủ trì: Sở Công Thương.\n"
        "- Cấp trình: Ủy ban nhân dân tỉnh. Thời gian trình: tháng 10/2026.\n"
    )
    assert (item.lead_agency, last_days([item])) == ("Sở Công Thương", ["2026-10-31"])
