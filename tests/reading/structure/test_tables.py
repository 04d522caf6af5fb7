"""Rows of tables: columns by their heads, section rows, merged cells, page breaks, lost bars, glued rows."""

from __future__ import annotations

import pytest

from dondoc.reading.structure.table_heads import column_key
from tests.reading.making import make_structure

COLUMNS = [
    ("STT", "number"),
    ("TT", "number"),
    ("Nhiệm vụ", "work"),
    ("Nội dung công việc", "work"),
    ("Tên đề án", "work"),
    ("Cơ quan chủ trì", "lead"),
    ("Đơn vị thực hiện", "lead"),
    ("Cơ quan", "lead"),
    ("Đơn vị chủ trì tham mưu", "lead"),
    ("Cơ quan phối hợp", "cooperating"),
    ("Đơn vị chủ trì, phối hợp", "cooperating"),
    ("Thời hạn hoàn thành", "deadline"),
    ("Thời gian dự kiến hoàn thành", "deadline"),
    ("Tiến độ", "deadline"),
    ("Sản phẩm", "product"),
    ("Kết quả dự kiến", "product"),
    ("Hình thức văn bản", "product"),
    ("Văn bản giao nhiệm vụ", "note"),
    ("Ghi chú", "note"),
    ("Nguồn kinh phí", "money"),
    ("Chỉ tiêu", "indicator"),
    ("Đơn vị tính", "unit"),
    ("ĐVT", "unit"),
    ("Năm 2025", "target"),
    ("Đến năm 2030", "target"),
    ("Hiện trạng", "baseline"),
    ("Lĩnh vực", "other"),
    ("", "other"),
]


@pytest.mark.parametrize(("head", "key"), COLUMNS)
def test_columns_are_named_by_their_heads(head: str, key: str) -> None:
    """The words of a column head say what stands below."""
    assert column_key(head) == key


def rows(text: str) -> list[tuple[str, dict[str, str]]]:
    """Give path and named cells of each row."""
    return [
        (row.path, {key: cell for key, cell in zip(row.columns, row.cells, strict=False) if cell})
        for row in make_structure(text).rows
    ]


TABLE = """PHỤ LỤC I
DANH MỤC NHIỆM VỤ
STT | Sản phẩm | Nhiệm vụ | Thời hạn | Cơ quan chủ trì | Cơ quan phối hợp
I | Hoàn thiện thể chế
1 | Nghị quyết | Xây dựng nghị quyết về cải cách | Quý I/2024 | Sở Nội vụ | Sở Tư pháp
2 | Kế hoạch | Rà soát thủ tục | Quý II/2024
 | | Công bố thủ tục | Quý III/2024
2

STT | Sản phẩm | Nhiệm vụ | Thời hạn | Cơ quan chủ trì | Cơ quan phối hợp
3 | | Đánh giá tác động | | Sở Y tế |
II | Chuyển đổi số
1 | Đề án | Số hóa hồ sơ | Năm 2025 | Sở Khoa học và Công nghệ |
"""


def test_any_order_sections_merged_cells_and_page_breaks() -> None:
    """Cells follow the order of the head, which stands again after a page break; sections head the rows below."""
    assert rows(TABLE) == [
        (
            "Phụ lục I/I/1",
            {
                "number": "1",
                "product": "Nghị quyết",
                "work": "Xây dựng nghị quyết về cải cách",
                "deadline": "Quý I/2024",
                "lead": "Sở Nội vụ",
                "cooperating": "Sở Tư pháp",
            },
        ),
        ("Phụ lục I/I/2", {"number": "2", "product": "Kế hoạch", "work": "Rà soát thủ tục", "deadline": "Quý II/2024"}),
        ("Phụ lục I/I/2", {"work": "Công bố thủ tục", "deadline": "Quý III/2024"}),
        ("Phụ lục I/I/3", {"number": "3", "work": "Đánh giá tác động", "lead": "Sở Y tế"}),
        (
            "Phụ lục I/II/1",
            {
                "number": "1",
                "product": "Đề án",
                "work": "Số hóa hồ sơ",
                "deadline": "Năm 2025",
                "lead": "Sở Khoa học và Công nghệ",
            },
        ),
    ]


def test_section_rows_are_kept_with_the_rows_below() -> None:
    """A row knows the words of the section above it."""
    assert [row.section for row in make_structure(TABLE).rows] == ["Hoàn thiện thể chế"] * 4 + ["Chuyển đổi số"]


def test_a_head_over_two_lines() -> None:
    """The second line of a head names what the first left open."""
    text = (
        "STT | Nhiệm vụ | Cơ quan | Tiến độ | Cơ quan\n"
        " | Nội dung | Chủ trì | Thời hạn | Phối hợp\n1 | Rà soát | Sở A | Quý I | Sở B\n"
    )
    assert rows(text)[0][1] == {
        "number": "1",
        "work": "Rà soát",
        "lead": "Sở A",
        "deadline": "Quý I",
        "cooperating": "Sở B",
    }


def test_the_first_of_two_deadline_columns_counts() -> None:
    """A second column on time is a remark on progress."""
    text = (
        "STT | Tên nhiệm vụ | Đơn vị chủ trì | Thời hạn | Kết quả | Tiến độ\n"
        "1 | Rà soát | Sở A | 31/10/2025 | Đã xong | Quá hạn\n"
    )
    assert rows(text)[0][1]["deadline"] == "31/10/2025"


def test_cells_lead_back_to_the_text() -> None:
    """The span of a cell quotes the cell."""
    cut = make_structure(TABLE)
    for row in cut.rows:
        for span, cell in zip(row.cell_spans, row.cells, strict=True):
            assert span.of(cut.paragraphs[row.paragraph].text) == cell


def test_a_digit_misread_as_a_letter_is_mended_by_the_count() -> None:
    """2, a, 4 is 2, 3, 4; real sub-rows stay letters."""
    head = "STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn\n"
    misread = "".join(f"{number} | Việc | Sở A | Quý I\n" for number in ("1", "2", "a", "4"))
    real = "".join(f"{number} | Việc | Sở A | Quý I\n" for number in ("1", "a", "b", "2"))
    assert [path for path, _ in rows(head + misread)] == ["1", "2", "3", "4"]
    assert [path for path, _ in rows(head + real)] == ["1", "a)", "b)", "2"]


GLUED = """STT | Nhiệm vụ | Văn bản giao nhiệm vụ | Cơ quan chủ trì | Thời hạn
1. | Rà soát | Nghị quyết 7 | Bộ A | 30/9/2025 | 2. Quá hạn | STT | Nhiệm vụ | Văn bản giao | Cơ quan chủ trì | Thời hạn
1. | Ban hành | Nghị quyết 8 | Bộ B | 31/10/2025
| Nhiệm vụ giao Bộ C chỉ đạo | | | |
2. | Trình | Nghị quyết 9 | Bộ C | 31/12/2025
"""


def test_glued_rows_are_parted() -> None:
    """The last row of one table, the title and the head of the next one, glued into a row, are told apart."""
    assert [(path, cells["work"], cells["lead"], cells["deadline"]) for path, cells in rows(GLUED)] == [
        ("1", "Rà soát", "Bộ A", "30/9/2025"),
        ("2/1", "Ban hành", "Bộ B", "31/10/2025"),
        ("2/2", "Trình", "Bộ C", "31/12/2025"),
    ]


LOST = """Căn cứ kế hoạch của tỉnh, các cơ quan thực hiện các nhiệm vụ sau đây theo đúng tiến
độ, bảo đảm chất lượng và báo cáo kết quả theo quy định.

PHỤ LỤC

TT Nội dung công việc Cơ quan chủ trì Đơn vị phối hợp Thời gian hoàn thành Sản phẩm
Nguồn kinh phí

I Rà soát thể chế về dữ liệu

1 Rà soát các quy định về dữ liệu dùng chung của tỉnh để sửa đổi cho phù hợp với luật
mới. Sở Tư pháp Các sở, ngành, UBND xã, phường Quý IV/2025 Báo cáo rà soát Chi thường
xuyên

2 Xây dựng quy chế chia sẻ dữ liệu giữa các cơ quan của tỉnh với các cơ quan trung

5

ương trên địa bàn. Sở Khoa học và Công nghệ Công an tỉnh, các sở, ngành Năm 2025 - 2026
Quy chế
3 Số hóa hồ sơ còn hiệu lực tại bộ phận một cửa. UBND xã, phường Sở Nội vụ Hằng năm.

Kiểm tra chất lượng dữ liệu đã số hóa. Sở Nội vụ
"""


def test_rows_without_bars_are_recovered() -> None:
    """Bodies and deadlines tell the cells apart; a row goes on over a page break, a cell from the row above."""
    assert rows(LOST) == [
        (
            "Phụ lục/I/1",
            {
                "number": "1",
                "work": "Rà soát các quy định về dữ liệu dùng chung của tỉnh để sửa đổi cho phù hợp với luật mới.",
                "lead": "Sở Tư pháp",
                "cooperating": "Các sở, ngành, UBND xã, phường",
                "deadline": "Quý IV/2025",
                "product": "Báo cáo rà soát",
                "money": "Chi thường xuyên",
            },
        ),
        (
            "Phụ lục/I/2",
            {
                "number": "2",
                "work": "Xây dựng quy chế chia sẻ dữ liệu giữa các cơ quan của tỉnh "
                "với các cơ quan trung ương trên địa bàn.",
                "lead": "Sở Khoa học và Công nghệ",
                "cooperating": "Công an tỉnh, các sở, ngành",
                "deadline": "Năm 2025 - 2026",
                "product": "Quy chế",
            },
        ),
        (
            "Phụ lục/I/3",
            {
                "number": "3",
                "work": "Số hóa hồ sơ còn hiệu lực tại bộ phận một cửa.",
                "lead": "UBND xã, phường",
                "cooperating": "Sở Nội vụ",
                "deadline": "Hằng năm.",
            },
        ),
        ("Phụ lục/I/3", {"work": "Kiểm tra chất lượng dữ liệu đã số hóa.", "lead": "Sở Nội vụ"}),
    ]


LOST_WITH_REMARKS = """Các bộ, ngành, địa phương thực hiện các nhiệm vụ quá hạn sau đây, báo cáo kết quả theo
quy định, bảo đảm chất lượng và tiến độ được giao trong năm.

STT Nhiệm vụ Văn bản giao nhiệm vụ Cơ quan chủ trì Thời hạn Kết quả thực hiện Tiến độ

1. Xây dựng chính sách tín dụng cho người học các ngành khoa học, báo cáo trước ngày
01/6/2025. Nghị quyết số 71/NQ-CP Bộ Công an 31/05/2025 Đã trình ngày 20/5/2025 Quá hạn

2. Vận hành trung tâm dữ liệu; tham mưu cho Chính phủ đôn đốc các bộ, ngành, địa phương
kết nối dữ liệu. Kế hoạch 02 Ngân hàng Nhà nước Việt Nam Nhiệm vụ thường xuyên Đang làm
"""


def test_remarks_behind_the_deadline_do_not_hide_it() -> None:
    """The deadline is the one with a body before it; the document that gave the task stands before the bodies."""
    first, second = (cells for _, cells in rows(LOST_WITH_REMARKS))
    assert (first["note"], first["lead"], first["deadline"]) == ("Nghị quyết số 71/NQ-CP", "Bộ Công an", "31/05/2025")
    assert first["work"].endswith("báo cáo trước ngày 01/6/2025.")
    assert (second["note"], second["lead"]) == ("Kế hoạch 02", "Ngân hàng Nhà nước Việt Nam")
    assert second["deadline"] == "Nhiệm vụ thường xuyên"


LOST_AND_GLUED = """Các bộ, ngành, địa phương thực hiện các nhiệm vụ sau đây, báo cáo kết quả theo quy định, bảo
đảm chất lượng và tiến độ được giao trong năm.

Nơi nhận: - Như trên; - Lưu: VT. CHỦ TỊCH Trần Văn An PHỤ LỤC I CÁC NHIỆM VỤ QUÁ HẠN STT
Nhiệm vụ Cơ quan chủ trì Thời hạn

1. Xây dựng chính sách cho người học các ngành khoa học, gồm: (1) học bổng; (2) tín
dụng ưu đãi. Bộ Công an 31/05/2025 2. Các nhiệm vụ chưa hoàn thành STT Nhiệm vụ Cơ quan
chủ trì Thời hạn

1. Vận hành trung tâm dữ liệu của các bộ, ngành. Của bộ, ngành 30/09/2025
"""


def test_heads_that_ran_into_the_text_before_are_cut_off() -> None:
    """Without bars, too, the title and the head of the next table are found behind the last row."""
    found = [(path, cells["work"], cells["lead"], cells["deadline"]) for path, cells in rows(LOST_AND_GLUED)]
    assert found == [
        (
            "Phụ lục I/1",
            "Xây dựng chính sách cho người học các ngành khoa học, gồm: (1) học bổng; (2) tín dụng ưu đãi.",
            "Bộ Công an",
            "31/05/2025",
        ),
        ("Phụ lục I/2/1", "Vận hành trung tâm dữ liệu của các bộ, ngành.", "Của bộ, ngành", "30/09/2025"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1 | 2 | 3\n | | \n| |\n",
        "STT | Nhiệm vụ | Chủ trì | Thời hạn\n1\n2 |\n | 3\n",
        "Nhiệm vụ | Chủ trì\n\n\n\n | \n",
        "|\n||\n| | | |\n",
    ],
)
def test_tables_with_missing_cells_are_read(text: str) -> None:
    """Whatever is missing, there are rows or none, and no row has more names than the table has columns."""
    for row in make_structure(text).rows:
        assert len(row.cells) == len(row.cell_spans)


LOST_WITH_PRODUCTS = """PHỤ LỤC
DANH MỤC NHIỆM VỤ CỦA NGÀNH Y TẾ

TT Nhiệm vụ Người chịu trách nhiệm Cơ quan chủ trì Cơ quan phối hợp Sản phẩm Thời gian hoàn thành

1 Xây dựng quy chế quản lý kho thuốc dự phòng để kịp thời cấp phát
khi có dịch Giám đốc Sở Y tế Sở Y tế Sở Tài chính, Sở Nội vụ Quyết định
của UBND tỉnh Quý II/2026

2 Rà soát danh mục trạm y tế cần nâng cấp Cục trưởng Cục Dân số Cục Dân số
Các đơn vị được giao quản lý trạm Báo cáo kết quả rà soát Tháng 9/2026
"""


def test_products_between_the_bodies_and_the_deadline_are_told_without_bars() -> None:
    """The product begins with a capital word of a product; a person in charge is not the body that leads."""
    read = [dict(zip(row.columns, row.cells, strict=True)) for row in make_structure(LOST_WITH_PRODUCTS).rows]
    assert [(row["lead"], row["cooperating"], row["product"], row["deadline"]) for row in read] == [
        ("Sở Y tế", "Sở Tài chính, Sở Nội vụ", "Quyết định của UBND tỉnh", "Quý II/2026"),
        ("Cục Dân số", "Các đơn vị được giao quản lý trạm", "Báo cáo kết quả rà soát", "Tháng 9/2026"),
    ]


LOST_IN_OTHER_ORDERS = """Bộ giao các đơn vị trực thuộc thực hiện các nhiệm vụ sau đây, báo cáo kết quả theo quy
định, bảo đảm chất lượng và tiến độ được giao trong năm nay, không để xảy ra chậm trễ
trong các khâu chuẩn bị.

STT Tên đề án Cấp trình Thời gian trình Đơn vị thực hiện Ghi chú

Chủ trì Phối hợp

1 37 Đề án “Bảo tồn làng chài trên sông đến năm 2030” x Tháng 3 Cục Di sản văn hóa - Vụ
Kế hoạch, Tài chính - Các đơn vị khác có liên quan

3 39 Đề án phát triển đường thủy của vùng hạ lưu phục vụ vận chuyển hàng hóa và
hành khách (các bến, cảng, luồng)

12

x Tháng 9/2025 Cục Hàng hải và Đường thủy Việt Nam
"""


def test_a_head_in_two_rows_and_a_row_over_two_pages_are_put_together() -> None:
    """Leader and helpers stand under one cell; the rest of a row behind the page number belongs to it."""
    first, second = (cells for _, cells in rows(LOST_IN_OTHER_ORDERS))
    assert first["work"] == "Đề án “Bảo tồn làng chài trên sông đến năm 2030”"
    assert (first["lead"], first["deadline"]) == ("Cục Di sản văn hóa", "Tháng 3")
    assert first["cooperating"] == "- Vụ Kế hoạch, Tài chính - Các đơn vị khác có liên quan"
    assert (second["lead"], second["deadline"]) == ("Cục Hàng hải và Đường thủy Việt Nam", "Tháng 9/2025")


LOST_TARGETS = """Các đơn vị thực hiện các chỉ tiêu sau đây của năm, báo cáo kết quả theo quy định, bảo đảm chất
lượng và tiến độ được giao trong năm nay, không để xảy ra chậm trễ trong các khâu chuẩn bị,
nhất là ở vùng sâu.

TT Chỉ tiêu Đơn vị tính Kế hoạch năm 2025 Cơ quan chủ trì theo dõi

1 Tỷ lệ hộ dân ven sông dùng nước sạch % 95 Sở Xây dựng

2 Số trạm đo mực nước được lắp mới Trạm Trên 12 Sở Nông nghiệp và Môi trường
"""


def test_targets_without_bars_are_parted() -> None:
    """Unit, value and the body that follows a target stand behind its name."""
    read = [cells for _, cells in rows(LOST_TARGETS)]
    assert [(row["indicator"], row["unit"], row["target"], row["lead"]) for row in read] == [
        ("Tỷ lệ hộ dân ven sông dùng nước sạch", "%", "95", "Sở Xây dựng"),
        ("Số trạm đo mực nước được lắp mới", "Trạm", "Trên 12", "Sở Nông nghiệp và Môi trường"),
    ]


LOST_LISTS = """Các bộ, cơ quan thực hiện các nhiệm vụ sau đây, báo cáo kết quả theo đúng quy định hiện hành, bảo
đảm chất lượng và tiến độ được giao trong năm nay, không để xảy ra chậm trễ trong các khâu
chuẩn bị.

STT Tên nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Thời hạn hoàn thành

là Hoàn thiện quy định

1 Xây dựng quy định về bến thủy “an toàn cho người và hàng hóa” Bộ Xây dựng Các Bộ: Công an, Tài
chính, Tư pháp, Quốc phòng, Nội vụ, Y tế, Giáo dục và Đào tạo, Khoa học và Công nghệ, Ngoại
giao; Đài Truyền hình Việt Nam Trình Chính phủ quý IV/2025

2 Tuyên truyền về mặc áo phao khi đi đò Các Bộ: Công an, Quốc phòng, Nội vụ, Y tế Tháng 9/2025
"""


def test_long_lists_of_helpers_are_cells_and_a_misread_numeral_heads_a_section() -> None:
    """A class with its names helps rather than leads; a time may stand behind what is done by then."""
    (path, first), (_, second) = rows(LOST_LISTS)
    assert path == "I/1"
    assert (first["lead"], first["deadline"]) == ("Bộ Xây dựng", "Trình Chính phủ quý IV/2025")
    assert first["cooperating"].endswith("Đài Truyền hình Việt Nam")
    assert "lead" not in second
    assert second["cooperating"] == "Các Bộ: Công an, Quốc phòng, Nội vụ, Y tế"
