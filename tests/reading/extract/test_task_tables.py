"""Task tables of Word files, in forms by chance: columns in any order and wording, sections, merged cells, dittos."""

from __future__ import annotations

from pathlib import Path

import pytest

from dondoc.files import open_document
from dondoc.reading import read_directive
from dondoc.reading.register import Item
from tests.reading.annex_tables import write_annexes
from tests.reading.extract.items import items_of, last_days
from tests.reading.task_tables import Expected, write_plan

SEEDS = 24
_MARK = 0.98


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _agrees(item: Item, expected: Expected) -> bool:
    due_on = item.deadline.due_on if item.deadline else None
    leads = [_plain(lead) for lead in expected.leads]
    return _plain(item.lead_agency or "") in leads and (str(due_on) if due_on else None) == expected.due_on


def test_leads_and_days_of_task_tables_are_read_in_any_form(tmp_path: Path) -> None:
    """Nearly every row gives its task with the body that leads it and its day; no row gives more than one item."""
    rows = right = 0
    for seed in range(SEEDS):
        path = tmp_path / f"{seed}.docx"
        expected = write_plan(path, seed)
        items = read_directive(open_document(path).source).register.items
        assert [_plain(item.title) for item in items] == [_plain(one.task) for one in expected], f"seed {seed}"
        rows += len(expected)
        right += sum(_agrees(item, one) for item, one in zip(items, expected, strict=True))
    assert right >= _MARK * rows, f"{right} of {rows} rows"


ANNEXES = 10


def test_annexes_in_the_layouts_of_offices_are_read(tmp_path: Path) -> None:
    """Start and end in two columns, both roles in one cell, groups merged downwards, sections over the whole width."""
    rows = right = 0
    for seed in range(ANNEXES):
        path = tmp_path / f"{seed}.docx"
        expected = write_annexes(path, seed)
        items = [
            item for item in read_directive(open_document(path).source).register.items if item.path.startswith("P")
        ]
        assert len(items) == len(expected), f"seed {seed}"
        assert all(_plain(item.title).startswith(_plain(one.task)) for item, one in zip(items, expected, strict=True))
        rows += len(expected)
        right += sum(_agrees(item, one) for item, one in zip(items, expected, strict=True))
    assert right >= _MARK * rows, f"{right} of {rows} rows"


UNKNOWN_HEADS = """I. PHÂN CÔNG
STT | Nhiệm vụ | Ai làm | Mốc | Phối hợp
1 | Sửa cầu treo qua suối | Sở Xây dựng | Quý III/2025 | Sở Tài chính
2 | Trồng rừng phòng hộ | Sở Nông nghiệp và Môi trường | 30/9/2025 | Công an tỉnh
3 | Khảo sát mỏ đá | Sở Công Thương | nt | -
"""


def test_columns_that_the_head_leaves_open_are_told_by_their_cells() -> None:
    """Days make a deadline, names of bodies the leader."""
    items = items_of(UNKNOWN_HEADS)
    assert [item.lead_agency for item in items] == ["Sở Xây dựng", "Sở Nông nghiệp và Môi trường", "Sở Công Thương"]
    assert [item.cooperating_agencies for item in items] == [("Sở Tài chính",), ("Công an tỉnh",), ()]
    assert last_days(items) == ["2025-09-30", "2025-09-30", "2025-09-30"]


def test_who_decides_is_no_leader() -> None:
    """A column of bodies that decide does not name the leader, whatever stands in it."""
    items = items_of(
        "I. PHÂN CÔNG\nSTT | Nội dung | Cấp phê duyệt | Thời hạn\n"
        "1 | Sửa cầu treo qua suối | UBND tỉnh | Quý III/2025\n2 | Trồng rừng phòng hộ | UBND tỉnh | Quý IV/2025\n"
    )
    assert [item.lead_agency for item in items] == [None, None]


@pytest.mark.parametrize("head", ["", "| Việc cần làm | Phụ trách | Hạn\n| Việc cần làm | Phụ trách | Hạn\n"])
def test_a_head_that_stands_again_on_the_next_page_is_no_row(head: str) -> None:
    """A head without a name for its first column is one; written once more, it heads again."""
    first = "| Việc cần làm | Phụ trách | Hạn"
    rows = "1 | Sửa cầu treo | Sở Xây dựng | Quý III/2025\n"
    again = f"{first}\n2 | Trồng rừng | Sở Tài chính | Quý IV/2025\n"
    items = items_of(f"I. PHÂN CÔNG\n{head}{first}\n{rows}{again}")
    assert [item.title for item in items] == ["Sửa cầu treo", "Trồng rừng"]
    assert last_days(items) == ["2025-09-30", "2025-12-31"]


def test_a_cell_that_names_leader_and_helper_is_parted_without_a_mark() -> None:
    """The lines of a cell run together; a name of a field with a capital begins a new one."""
    (item,) = items_of(
        "I. PHÂN CÔNG\nSTT | Nhiệm vụ | Phân công | Hạn\n"
        "1 | Sửa cầu treo | Chủ trì: Sở Xây dựng Phối hợp: Sở Tài chính | 30/9/2025\n"
    )
    assert (item.lead_agency, item.cooperating_agencies) == ("Sở Xây dựng", ("Sở Tài chính",))


def test_the_body_that_decides_is_no_leader() -> None:
    """A column of who approves names no leader: the section does, and the year under "Năm trình" is the deadline."""
    (item,) = items_of(
        "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\nTT | Tên nhiệm vụ | Cấp trình, phê duyệt | Năm trình\nI | Bộ Công Thương\n"
        "1 | Đề án phát triển chợ đầu mối nông sản | Thủ tướng Chính phủ | 2027\n"
    )
    assert (item.lead_agency, last_days([item])) == ("Bộ Công Thương", ["2027-12-31"])


def test_the_investor_of_a_project_leads_it() -> None:
    """A list of projects names under "Chủ đầu tư" who carries each out."""
    items = items_of(
        "PHỤ LỤC\nDANH MỤC DỰ ÁN\nTT | Tên dự án | Chủ đầu tư | Tổng mức đầu tư | Năm hoàn thành\n"
        "1 | Nâng cấp kè sông Lô | Sở Xây dựng | 90 | 2027\n2 | Cải tạo hồ Thác Bà | Sở Công Thương | 40 | 2028\n"
    )
    assert [one.lead_agency for one in items] == ["Sở Xây dựng", "Sở Công Thương"]
    assert last_days(items) == ["2027-12-31", "2028-12-31"]


def test_the_first_body_leads_under_a_head_of_both_roles() -> None:
    """Behind the mark that parts the roles stand those who help; a class of bodies is not parted at its commas."""
    items = items_of(
        "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\nTT | Nhiệm vụ | Thời hạn | Đơn vị đầu mối/Đơn vị tham gia\n"
        "1 | Đo độ sâu luồng vào cảng cá | Tháng 5/2025 | Sở Xây dựng/ Sở Tài chính; Công an tỉnh\n"
        "2 | Thả phao tiêu ở cửa sông | Quý IV/2025 | Sở Nội vụ; Sở Y tế\n"
        "3 | Nhổ cọc cũ trên kênh | 30/9/2025 | Các sở, ban, ngành\n"
    )
    assert [item.lead_agency for item in items] == ["Sở Xây dựng", "Sở Nội vụ", "Các sở, ban, ngành"]
    assert [item.cooperating_agencies for item in items] == [("Sở Tài chính", "Công an tỉnh"), ("Sở Y tế",), ()]


def test_the_day_of_the_start_is_no_deadline() -> None:
    """Of a start and an end in two columns the end is the deadline, whatever both are called."""
    (item,) = items_of(
        "I. PHÂN CÔNG\nSTT | Nhiệm vụ | Chủ trì | Thời gian bắt đầu | Thời gian kết thúc\n"
        "1 | Dựng lại bờ rào khu bảo tồn | Sở Xây dựng | 01/4/2025 | 30/9/2025\n"
    )
    assert last_days([item]) == ["2025-09-30"]


@pytest.mark.parametrize(
    ("cell", "lead", "helpers"),
    [
        ("Sở Y tế (chủ trì); Sở Nội vụ (phối hợp)", "Sở Y tế", ("Sở Nội vụ",)),
        ("- Sở Y tế (cơ quan chủ trì)", "Sở Y tế", ()),
        ("Sở Y tế (Sở Nội vụ, Công an tỉnh)", "Sở Y tế", ("Sở Nội vụ", "Công an tỉnh")),
        ("Sở Y tế - Sở Nội vụ", "Sở Y tế", ("Sở Nội vụ",)),
    ],
)
def test_roles_told_in_brackets_or_by_their_order(cell: str, lead: str, helpers: tuple[str, ...]) -> None:
    """Under a head of both roles, beside a person in charge, the body in front leads."""
    (item,) = items_of(
        "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\nTT | Nhóm nhiệm vụ | Nội dung | Chủ trì/Phối hợp | Hạn | Lãnh đạo phụ trách\n"
        f"1 | Đường thủy | Vớt rác trôi trên sông | {cell} | Tháng 5/2025 | Đ/c Trần Văn Bến\n"
    )
    assert (item.title, item.lead_agency, item.cooperating_agencies) == ("Vớt rác trôi trên sông", lead, helpers)


def test_a_section_in_capitals_over_the_whole_width_ends_no_table() -> None:
    """Rows below it still stand under the head."""
    items = items_of(
        "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\nTT | Nhiệm vụ | Chủ trì | Thời hạn\nI. ĐƯỜNG THỦY\n"
        "1 | Vớt rác trôi trên sông | Sở Y tế | Tháng 5/2025\nII. ĐƯỜNG BỘ\n2 | Vá ổ gà | Sở Xây dựng | 30/6/2025\n"
    )
    assert [item.lead_agency for item in items] == ["Sở Y tế", "Sở Xây dựng"]
    assert last_days(items) == ["2025-05-31", "2025-06-30"]


def test_rows_without_bars_that_open_with_their_leader_are_read() -> None:
    """The text layer of a scan gives rows as running text; here the leader stands before the work."""
    head = "PHỤ LỤC II\nDANH MỤC ĐỀ ÁN CỦA NGÀNH\nSTT Chủ trì Tên đề án, văn bản Phối hợp Cấp trình Thời gian trình\n"
    rows = (
        "1 Sở Y tế Quy chế quản lý thuốc hiếm tại các cơ sở điều\ntrị công lập Sở Tài chính UBND tỉnh Quý I/2026\n"
        "2 Sở Công Thương Đề án kho lạnh vùng nguyên liệu cho người\ntrồng cây ăn trái Sở Xây dựng UBND tỉnh 31/8/2026\n"  # noqa: E501
    )
    items = items_of("I. NỘI DUNG CHUNG CỦA KẾ HOẠCH NÀY\n\n" + head + rows)
    assert [item.lead_agency for item in items] == ["Sở Y tế", "Sở Công Thương"]
    assert [item.cooperating_agencies for item in items] == [("Sở Tài chính",), ("Sở Xây dựng",)]
    assert last_days(items) == ["2026-03-31", "2026-08-31"]
    assert items[0].title == "Quy chế quản lý thuốc hiếm tại các cơ sở điều trị công lập"
