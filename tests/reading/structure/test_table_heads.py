"""Heads of tables: what columns are called, heads in two rows, groups of rows, columns told by what they hold."""

from __future__ import annotations

import pytest

from dondoc.reading.structure.table_heads import merge_heads, name_columns
from tests.reading.making import make_structure


def columns_of(text: str) -> list[dict[str, str]]:
    """Give the filled cells of each row by the key of their column."""
    return [
        {key: cell for key, cell in zip(row.columns, row.cells, strict=False) if cell}
        for row in make_structure(text).rows
    ]


NAMED = [
    (("TT", "Chỉ tiêu", "Đơn vị", "Năm 2026"), ("number", "indicator", "unit", "target")),
    (("TT", "Nhiệm vụ", "Đơn vị", "Thời hạn"), ("number", "work", "lead", "deadline")),
    (
        ("TT", "Nhiệm vụ", "Lãnh đạo chịu trách nhiệm", "Đơn vị chủ trì", "Tiến độ"),
        ("number", "work", "other", "lead", "deadline"),
    ),
    (
        ("TT", "Tên dự thảo văn bản", "Cơ quan chủ trì soạn thảo", "Cơ quan cho ý kiến", "Thời gian trình"),
        ("number", "work", "lead", "other", "deadline"),
    ),
    (("TT", "Nội dung", "Chỉ tiêu", "Đơn vị thực hiện"), ("number", "work", "target", "lead")),
    (("STT", "Nhiệm vụ", "Đơn vị chủ trì, phối hợp", "Sản phẩm"), ("number", "work", "lead", "product")),
    (("Chỉ tiêu", "ĐVT", "Thực hiện 2024", "Chỉ tiêu giao năm 2025"), ("indicator", "unit", "baseline", "target")),
    (("TT", "Mục tiêu", "Đơn vị theo dõi", "Năm 2027"), ("number", "indicator", "lead", "target")),
    (("TT", "Họ và tên", "Chức vụ", "Đơn vị"), ("number", "person", "other", "lead")),
    (("TT", "Tên văn bản", "Số, ký hiệu", "Ngày ban hành"), ("number", "work", "issued", "other")),
    (("TT", "Chỉ tiêu, nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"), ("number", "work", "lead", "deadline")),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "keys"), NAMED)
def test_columns_are_named_by_what_stands_beside_them(cells: tuple[str, ...], keys: tuple[str, ...]) -> None:
    assert name_columns([(cell,) for cell in cells]) == keys


FIRST = (("TT",), ("Nhiệm vụ",), ("Cơ quan thực hiện",), ("",), ("Thời hạn",))


@pytest.mark.parametrize(
    "second",
    [
        ("", "", "Chủ trì", "Phối hợp"),
        ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"),
        ("Chủ trì", "Phối hợp"),
        ("", "Chủ trì", "Phối hợp"),
    ],
)
def test_a_second_row_of_a_head_stands_under_its_merged_cell(second: tuple[str, ...]) -> None:
    """Cells merged downwards are repeated, left empty, or left out, as the maker of the file had it."""
    merged = merge_heads(FIRST, second)
    assert merged
    assert name_columns(merged) == ("number", "work", "lead", "cooperating", "deadline")


def test_a_row_of_tasks_is_no_second_row_of_a_head() -> None:
    assert merge_heads(FIRST, ("", "Rà soát quy định", "Sở Tư pháp", "", "Quý I")) is None


def test_a_head_that_is_narrower_than_its_rows() -> None:
    """Where the first row does not tell how wide its merged cell is, the second row takes its place."""
    text = (
        "TT | Nội dung | Đơn vị thực hiện | Tiến độ\nChủ trì | Phối hợp\n"
        "1 | Rà soát danh mục | Sở Y tế | Sở Nội vụ | Tháng 3/2026\n"
    )
    (row,) = columns_of(text)
    assert (row["lead"], row["cooperating"], row["deadline"]) == ("Sở Y tế", "Sở Nội vụ", "Tháng 3/2026")


def test_years_under_reached_and_planned() -> None:
    text = (
        "TT | Chỉ tiêu | Đơn vị tính | Thực hiện | | Kế hoạch |\n | | | 2023 | 2024 | 2025 | 2026\n"
        "(1) | (2) | (3) | (4) | (5) | (6) | (7)\n1 | Tỷ lệ hộ có nước sạch | % | 90 | 91 | 93 | 95\n"
    )
    (row,) = make_structure(text).rows
    assert row.columns == ("number", "indicator", "unit", "baseline", "baseline", "target", "target")
    assert row.heads[-1] == "Kế hoạch 2026"


def test_a_column_without_a_name_holds_the_tasks_if_no_other_does() -> None:
    text = (
        "STT | | Cơ quan chủ trì | Thời hạn\n1 | Lập danh sách hộ cần di dời | Sở Xây dựng | Quý I/2026\n"
        "2 | Khảo sát các điểm sạt lở | Sở Nông nghiệp và Môi trường | Quý II/2026\n"
    )
    assert [row["work"] for row in columns_of(text)] == ["Lập danh sách hộ cần di dời", "Khảo sát các điểm sạt lở"]


def test_a_column_of_numbers_beside_targets_holds_their_values() -> None:
    text = "TT | Chỉ tiêu | Đơn vị tính | Số liệu\n1 | Số trạm có bác sĩ | Trạm | 85\n2 | Tỷ lệ tiêm chủng | % | ≥ 95\n"
    assert [row["target"] for row in columns_of(text)] == ["85", "≥ 95"]


GROUPS = """PHỤ LỤC II
TT | Nhiệm vụ | Chủ trì | Thời hạn
I | Phát triển dữ liệu
I.1 | Nhóm dữ liệu dùng chung
1 | Lập danh mục dữ liệu | Sở A | Quý I/2026
2 | Công bố danh mục | Sở A | Quý II/2026
I.2 | Nhóm dữ liệu mở
3 | Mở dữ liệu bản đồ | Sở B | Quý III/2026
II | Phát triển nhân lực
4 | Bồi dưỡng cán bộ
5 | Tổ chức sát hạch | Sở C | Quý IV/2026
6 | Nhiệm vụ khác
6.1 | Khen thưởng | Sở D | Quý IV/2026
6.2 | Tổng kết | Sở D | Quý IV/2026
7 | Báo cáo | Sở D | Quý IV/2026
"""


def test_groups_of_rows_are_no_rows_and_name_the_way() -> None:
    """A label of two parts names its groups; a task alone counts on; sub-rows stand beside what they name."""
    assert [row.path.removeprefix("Phụ lục II/") for row in make_structure(GROUPS).rows] == [
        "I.1/1", "I.1/2", "I.2/3", "II/4", "II/5", "II/6.1", "II/6.2", "II/7",
    ]  # fmt: skip


def test_a_row_knows_all_groups_above_it() -> None:
    assert make_structure(GROUPS).rows[0].sections == ("Phát triển dữ liệu", "Nhóm dữ liệu dùng chung")
