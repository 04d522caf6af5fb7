"""Tables set a cell a line, as text layers and copies from Word give them."""

from __future__ import annotations

import pytest

from tests.reading.making import make_structure
from tests.reading.structure.test_tables import rows

PLAN = """II. NỘI DUNG
TT
Nội dung công việc
Đơn vị chủ trì
Đơn vị phối hợp
Thời gian
A
Công tác tuyên truyền
1
Mở lớp tập huấn cho báo cáo viên cơ sở
Ban Tuyên giáo Huyện uỷ
Văn phòng Huyện uỷ
Tháng 3/2024
2
In tài liệu hỏi đáp
Trung tâm Văn hoá huyện
Quý II/2024
B
Công tác kiểm tra
3
Kiểm tra việc sử dụng xe công tại các phòng, ban
Uỷ ban Kiểm tra Huyện uỷ
Thanh tra huyện
Hằng quý
III. TỔ CHỨC THỰC HIỆN
1. Văn phòng Huyện uỷ theo dõi việc thực hiện Kế hoạch.
"""


def test_rows_set_a_cell_a_line_have_their_cells() -> None:
    """A line with nothing but a number begins a row; the count goes on below the next section."""
    assert rows(PLAN) == [
        (
            "II/A/1",
            {
                "number": "1",
                "work": "Mở lớp tập huấn cho báo cáo viên cơ sở",
                "lead": "Ban Tuyên giáo Huyện uỷ",
                "cooperating": "Văn phòng Huyện uỷ",
                "deadline": "Tháng 3/2024",
            },
        ),
        (
            "II/A/2",
            {
                "number": "2",
                "work": "In tài liệu hỏi đáp",
                "lead": "Trung tâm Văn hoá huyện",
                "deadline": "Quý II/2024",
            },
        ),
        (
            "II/B/3",
            {
                "number": "3",
                "work": "Kiểm tra việc sử dụng xe công tại các phòng, ban",
                "lead": "Uỷ ban Kiểm tra Huyện uỷ",
                "cooperating": "Thanh tra huyện",
                "deadline": "Hằng quý",
            },
        ),
    ]


def test_what_follows_the_table_stays_outside() -> None:
    """The heading behind the last row is no cell of it."""
    cut = make_structure(PLAN)
    assert "III/1" in {provision.path for provision in cut.provisions}


WRAPPED = """PHỤ LỤC I
STT
Nhiệm vụ
Sản phẩm
Đơn vị chủ trì
Thời hạn
hoàn thành
(1)
(2)
(3)
(4)
(5)
1
Chuẩn hóa dữ liệu về nhà
ở xã hội
Bộ dữ liệu
Cục Quản lý nhà
và thị trường
Tháng 9/2025
17
2
Nâng cấp nền tảng văn bản
Nền tảng
Văn phòng Bộ
Tháng 10/2025
STT
Nhiệm vụ
Sản phẩm
Đơn vị chủ trì
Thời hạn
hoàn thành
3
Thử nghiệm trợ lý ảo
Báo cáo
Trung tâm Công
nghệ thông tin
Tháng 11/2025
"""


def test_lines_that_go_on_in_a_cell_are_joined() -> None:
    """Cells over several lines are whole, also where a page ends inside the table."""
    told = [row for _, row in rows(WRAPPED) if row.get("number", "").isdigit()]
    assert [row["work"] for row in told] == [
        "Chuẩn hóa dữ liệu về nhà ở xã hội",
        "Nâng cấp nền tảng văn bản",
        "Thử nghiệm trợ lý ảo",
    ]
    assert [row["lead"] for row in told] == [
        "Cục Quản lý nhà và thị trường",
        "Văn phòng Bộ",
        "Trung tâm Công nghệ thông tin",
    ]
    assert [row["deadline"] for row in told] == ["Tháng 9/2025", "Tháng 10/2025", "Tháng 11/2025"]


def test_the_number_of_a_page_is_no_row() -> None:
    """A number that does not go on the count is furniture."""
    cut = make_structure(WRAPPED)
    assert "17" in {cut.paragraphs[number].text for number in cut.zones.furniture}


def test_numbers_misread_begin_rows() -> None:
    """Behind the time that ends a row a sign or two are the number of the next one; a speck is no cell."""
    told = [
        row
        for _, row in rows(PLAN.replace("\n2\n", "\n2\n)\n").replace("\n3\n", "\n7\n3)\n").replace("\nB\n", "\n€\n"))
    ]
    assert [(row["work"], row["lead"], row["deadline"]) for row in told] == [
        ("Mở lớp tập huấn cho báo cáo viên cơ sở", "Ban Tuyên giáo Huyện uỷ", "Tháng 3/2024"),
        ("In tài liệu hỏi đáp", "Trung tâm Văn hoá huyện", "Quý II/2024"),
        ("Kiểm tra việc sử dụng xe công tại các phòng, ban", "Uỷ ban Kiểm tra Huyện uỷ", "Hằng quý"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "TT\nHọ và tên\n1\nNguyễn Văn A\n2\nTrần Thị B\n",
        "TT\nNội dung\n1\n2\n3\n",
        "Số TT\nNhiệm vụ\nĐơn vị chủ trì\n",
        "TT\nNhiệm vụ\nĐơn vị chủ trì\nThời gian\n1\n",
    ],
)
def test_other_lists_stay_lines(text: str) -> None:
    """A list of people, a count of columns or a head alone makes no table."""
    assert not [row for row in make_structure(text).rows if "lead" in row.columns]


RUINED = """PHỤ LỤC
NHIỆM VỤ NĂM 2025
STT
Nhiệm vụ
Sản phẩm
Đơn vị chủ trì
Thời hạn
(1)
(2)
(3)
Dọn lòng kênh
1
4
Vớt bèo ở các cống tiêu nước
Báo cáo
Sở Xây dựng
Tháng 9/2025
2
Phá các đăng, đó chắn dòng
Báo cáo
Công an tỉnh
Tháng 6/2025
a
Đặt phao ở ngã ba kênh
Phao tiêu
Sở Xây dựng
Quý II/2025
2
Thay cửa cống đã gỉ
Cửa cống
Sở Tài chính
Tháng 12/2025
"""


def test_lost_numbers_of_sections_and_rows_are_made_up_for() -> None:
    """A section without its number, a sign or a wrong number behind a full row, and a stray number cost no row."""
    read = [(cells["work"], cells["lead"], cells["deadline"]) for _, cells in rows(RUINED)]
    assert read == [
        ("Vớt bèo ở các cống tiêu nước", "Sở Xây dựng", "Tháng 9/2025"),
        ("Phá các đăng, đó chắn dòng", "Công an tỉnh", "Tháng 6/2025"),
        ("Đặt phao ở ngã ba kênh", "Sở Xây dựng", "Quý II/2025"),
        ("Thay cửa cống đã gỉ", "Sở Tài chính", "Tháng 12/2025"),
    ]
