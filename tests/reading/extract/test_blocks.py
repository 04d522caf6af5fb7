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


def test_a_heading_that_begins_with_its_body_has_that_leader() -> None:
    """Below it stands only when: who does it is told by the sentence that is the heading."""
    items = items_of(
        "II. NỘI DUNG\n1. Rà soát các quy định về bến thủy\n"
        "a) Bộ Xây dựng tổng hợp kết quả rà soát, báo cáo Chính phủ.\n"
        "- Thời gian thực hiện: Hoàn thành trước ngày 15 tháng 12 năm 2026.\n"
        "b) Biên soạn sổ tay cho thuyền trưởng.\n- Thời gian thực hiện: Quý I năm 2027.\n"
    )
    assert [item.lead_agency for item in items] == ["Bộ Xây dựng", None]
    assert last_days(items) == ["2026-12-15", "2027-03-31"]


def test_lettered_points_with_who_and_when_in_a_bracket_are_the_tasks() -> None:
    """The numbered heading above them groups them and is none."""
    items = items_of(
        "III. NHIỆM VỤ\n1. Hạ tầng bến bãi\n"
        "a) Xây dựng bến khách Tân Lập (Sở Xây dựng chủ trì; hoàn thành quý II/2027).\n"
        "b) Lắp phao tiêu trên hồ (Ủy ban nhân dân xã Tân Lập chủ trì; hoàn thành tháng 8/2026).\n"
    )
    assert [item.title for item in items] == ["Xây dựng bến khách Tân Lập", "Lắp phao tiêu trên hồ"]
    assert [item.lead_agency for item in items] == ["Sở Xây dựng", "Ủy ban nhân dân xã Tân Lập"]
    assert last_days(items) == ["2027-06-30", "2026-08-31"]
