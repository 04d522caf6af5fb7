"""Tables whose bars are lost: sections in capitals, numbers of two parts, years as heads, start beside end."""

from __future__ import annotations

from dondoc.reading.structure.lost_heads import head_cells
from tests.reading.making import make_structure

OPENING = """Các cơ quan, đơn vị thực hiện các nhiệm vụ được giao dưới đây, báo cáo kết quả theo đúng quy
định, bảo đảm chất lượng và tiến độ được giao trong năm nay, không để xảy ra chậm trễ trong
các khâu chuẩn bị, nhất là ở vùng sâu.

"""


def rows(text: str) -> list[tuple[str, dict[str, str]]]:
    """Give path and named cells of each row below the opening, which tells that lines are cut to a width."""
    return [
        (row.path, {key: cell for key, cell in zip(row.columns, row.cells, strict=False) if cell})
        for row in make_structure(OPENING + text).rows
    ]


CAPITAL_SECTIONS = """II. PHÂN CÔNG

TT Công việc Chủ trì Phối hợp Hoàn thành Kết quả
A BẾN THỦY, ĐÒ NGANG

A.1 Lập sổ theo dõi các bến thủy tự mở ở hai bên bờ sông thuộc địa bàn tỉnh Sở
Xây dựng Công an tỉnh; UBND cấp xã Tháng 7-8/2026 Sổ theo dõi

A.2 Cấp áo phao cho hộ chở khách qua sông Sở Tài chính Sở Xây dựng Trước 15/9 Báo cáo
B ÂU TÀU

B.1 Nạo vét luồng vào âu tàu Sở Nông nghiệp và Môi trường Sở Tài chính Năm 2027 Báo cáo
III. TRÁCH NHIỆM THI HÀNH
- Sở Xây dựng theo dõi, đôn đốc việc thực hiện Kế hoạch này.
"""


def test_a_section_in_capitals_ends_no_table_where_full_rows_follow() -> None:
    """A line of capitals with a number heads the rows below it; without a full row below, it stands outside."""
    read = rows(CAPITAL_SECTIONS)
    assert [(path, row.get("lead"), row.get("deadline")) for path, row in read] == [
        ("II/A.1", "Sở Xây dựng", "Tháng 7-8/2026"),
        ("II/A.2", "Sở Tài chính", "Trước 15/9"),
        ("II/B.1", "Sở Nông nghiệp và Môi trường", "Năm 2027"),
    ]
    assert [row.get("product") for _, row in read] == ["Sổ theo dõi", "Báo cáo", "Báo cáo"]
    headings = [provision.heading for provision in make_structure(OPENING + CAPITAL_SECTIONS).provisions]
    assert "TRÁCH NHIỆM THI HÀNH" in headings


STARTS = """STT Công việc Kết quả Chủ trì Phối hợp Khởi công/Bắt đầu Hoàn thành

1 Kè đoạn sông chảy qua chợ cũ của thị trấn Kè đá Sở Xây dựng Sở Tài chính Quý I/2026 Quý IV/2027

2 Dời lò gạch ra khỏi khu dân cư Hồ sơ Sở Công Thương UBND cấp xã 2026 2027

3 Kiểm đếm tàu cá theo mùa Báo cáo Tháng 3 Tháng 5 năm sau
"""


def test_the_start_stands_before_the_deadline() -> None:
    """Of two times under heads of the start and of the end, the second is the deadline."""
    read = [row for _, row in rows(STARTS)]
    assert [(row.get("start"), row.get("deadline")) for row in read] == [
        ("Quý I/2026", "Quý IV/2027"),
        ("2026", "2027"),
        ("Tháng 3", "Tháng 5 năm sau"),
    ]


YEARS = """TT Chỉ tiêu ĐVT 2024 (hiện trạng) 2026 2028 2030

1 Tỷ lệ giếng khoan được trình, cấp phép % 12 40 65 90

2 Số trạm quan trắc nước ngầm Trạm 3 5 8 12
"""


def test_years_side_by_side_head_a_column_each() -> None:
    """The year with the state of things is the baseline, the others hold targets; "%" is a cell behind any word."""
    cut = make_structure(OPENING + YEARS)
    assert [row.columns for row in cut.rows] == [("number", "indicator", "unit", "baseline", *["target"] * 3)] * 2
    assert [row.cells for row in cut.rows] == [
        ("1", "Tỷ lệ giếng khoan được trình, cấp phép", "%", "12", "40", "65", "90"),
        ("2", "Số trạm quan trắc nước ngầm", "Trạm", "3", "5", "8", "12"),
    ]


def test_a_year_behind_the_words_it_belongs_to_heads_no_column() -> None:
    """The first of several years goes with the words before it."""
    text = "TT Chỉ tiêu Đơn vị tính Kế hoạch 2026 2027 2028"
    heads = [span.of(text) for _, span in head_cells(text)]
    assert heads[3:] == ["Kế hoạch 2026", "2027", "2028"]


BODIES = """TT Tên văn bản Chủ trì Đơn vị cho ý kiến Phối hợp Kết quả Thời gian

1 Quy định bảo vệ rừng ngập mặn ở cửa sông Cục Bảo tồn thiên nhiên và Đa dạng sinh học Vụ Pháp
chế Các chủ rừng; Thống kê thành phố Bộ tài liệu tập huấn Tháng 5/2026

2 Lắp cột đèn biển Công ty Điện lực Hải Phòng Vụ Pháp chế Sở Xây dựng; Sở Y tế Đèn biển đưa vào
sử dụng Quý IV/2026
"""


def test_names_of_bodies_keep_what_belongs_to_them() -> None:
    """Places, "đa dạng" and classes stay in a name; a set of papers is no ministry; who is asked has a column too."""
    read = [row for _, row in rows(BODIES)]
    assert [(row["lead"], row["other"], row["cooperating"]) for row in read] == [
        ("Cục Bảo tồn thiên nhiên và Đa dạng sinh học", "Vụ Pháp chế", "Các chủ rừng; Thống kê thành phố"),
        ("Công ty Điện lực Hải Phòng", "Vụ Pháp chế", "Sở Xây dựng; Sở Y tế"),
    ]
    assert [row["product"] for row in read] == ["Bộ tài liệu tập huấn", "Đèn biển đưa vào sử dụng"]


DASHES = """STT Tên đề án Chủ trì Phối hợp Ghi chú Thời gian

1 Đề án trồng lại rừng đầu nguồn Cục Kiểm lâm - Vụ Kế hoạch - Các đơn vị khác có liên quan Tháng 9
"""


def test_a_dash_alone_is_no_body() -> None:
    """Dashes in front of those who help belong to their cell."""
    ((_, row),) = rows(DASHES)
    assert (row["lead"], row["deadline"]) == ("Cục Kiểm lâm", "Tháng 9")
    assert row["cooperating"] == "- Vụ Kế hoạch - Các đơn vị khác có liên quan"


COMPOUNDS = """STT Nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Thời hạn

1 Lập sổ theo dõi Chương trình Sở Lao động - Thương binh và Xã hội Sở Tư pháp Tháng 9/2026

2 Chấm điểm lộ trình Thanh tra Bộ Vụ Pháp chế Quý I/2026

3 Thu gom chất thải Cục Kiểm soát ô nhiễm môi trường Tổng Liên đoàn Lao động Việt Nam Năm 2026
"""


def test_words_that_end_like_a_verb_lead_on_to_no_body() -> None:
    """A cell begins behind "Chương trình" and "lộ trình"; a department is no part of "Thanh tra Bộ"."""
    read = [row for _, row in rows(COMPOUNDS)]
    assert [(row["lead"], row["cooperating"]) for row in read] == [
        ("Sở Lao động - Thương binh và Xã hội", "Sở Tư pháp"),
        ("Thanh tra Bộ", "Vụ Pháp chế"),
        ("Cục Kiểm soát ô nhiễm môi trường", "Tổng Liên đoàn Lao động Việt Nam"),
    ]


def test_a_first_section_without_a_number_is_no_row_of_the_head() -> None:
    """A group of tasks below the head, its numeral lost, leaves the head and the rows as they are."""
    text = """PHỤ LỤC SỐ 01
DANH MỤC NHIỆM VỤ

STT Tên công trình Cấp duyệt Thời gian duyệt Đơn vị thực hiện Ghi chú

Theo KH 05 Tỉnh ủy UBND Chủ trì Phối hợp

Nhóm nhiệm vụ về sửa chữa, nâng cấp các cầu treo dân sinh, bến phà và đường
vào các bản vùng cao của tỉnh

1 48 Đề án sửa chữa cầu treo x Tháng 12 Cục Đường bộ Việt Nam

2 49 Đề án nâng cấp bến phà ngang sông và các bến thuyền nhỏ trên địa bàn các
huyện ven biển x Tháng 3 Cục Đường thủy nội địa
"""
    rows = [paragraph for paragraph in make_structure(text).paragraphs if paragraph.cells]
    assert [row.text[:5] for row in rows] == ["STT T", "1 48 ", "2 49 "]
