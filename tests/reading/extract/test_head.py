"""The head of a document in its genres, whole and with parts missing."""

from __future__ import annotations

import datetime as dt

import pytest

from dondoc.reading.extract.head import read_head
from dondoc.reading.extract.issuer import read_issuer
from dondoc.reading.extract.signing import read_signatory
from dondoc.reading.extract.spelling import written_out
from dondoc.reading.register import Directive, Signature
from dondoc.reading.structure import structure
from tests.reading.making import make_repaired


def head_of(text: str) -> Directive:
    """Give the head of a text."""
    repaired = make_repaired(text)
    return read_head(structure(repaired), repaired)


STATE = """ỦY BAN NHÂN DÂN TỈNH HÀ NAM | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
Số: 31/KH-UBND | Hà Nam, ngày 02 tháng 3 năm 2024
KẾ HOẠCH
CẢI CÁCH HÀNH CHÍNH NĂM 2024
Thực hiện Quyết định số 5/QĐ-TTg của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh Hà Nam ban hành Kế hoạch:
1. Sở Nội vụ chủ trì.
Nơi nhận: - Thường trực Tỉnh ủy; - Các sở, ban, ngành; - Lưu: VT, NC. | KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn An
"""


def test_a_plan_of_the_state() -> None:
    """Two columns on one line, recipients and signatory in one row."""
    assert head_of(STATE) == Directive(
        reference="31/KH-UBND",
        document_type="plan",
        subject="CẢI CÁCH HÀNH CHÍNH NĂM 2024",
        issued_by="Ủy ban nhân dân tỉnh Hà Nam",
        issued_on=dt.date(2024, 3, 2),
        place_of_issue="Hà Nam",
        signatory="Trần Văn An",
        signatory_role="Phó Chủ tịch",
        recipients=("Thường trực Tỉnh ủy", "Các sở, ban, ngành", "Lưu: VT, NC"),
    )


DECISION = """ỦY BAN NHÂN DÂN TỈNH HÀ NAM | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
Số: 31/QĐ-UBND | Hà Nam, ngày 02 tháng 3 năm 2024
QUYẾT ĐỊNH
{subject} ỦY BAN NHÂN DÂN TỈNH HÀ NAM
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính.
"""


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("BAN HÀNH KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH", "BAN HÀNH KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH"),
        ("BAN HÀNH QUY CHẾ LÀM VIỆC CỦA", "BAN HÀNH QUY CHẾ LÀM VIỆC CỦA ỦY BAN NHÂN DÂN TỈNH HÀ NAM"),
    ],
)
def test_the_issuer_below_a_title_is_no_part_of_it(title: str, subject: str) -> None:
    """Lines of a scan run together in capitals; a body that the title itself names stays in it."""
    assert head_of(DECISION.format(subject=title)).subject == subject


PARTY = """TỈNH ỦY HÀ NAM ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 15-CTr/TU Hà Nam, ngày 09 tháng 8 năm 2021

CHƯƠNG TRÌNH
CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH
thực hiện Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng
và Nghị quyết Đại hội đại biểu Đảng bộ tỉnh, nhiệm kỳ 2020 - 2025

Thực hiện Nghị quyết Đại hội đại biểu toàn quốc, Ban Chấp hành Đảng bộ tỉnh ban
hành Chương trình hành động như sau:

1. Ban Tổ chức Tỉnh ủy chủ trì tham mưu xây dựng đề án về công tác cán bộ của tỉnh
trong nhiệm kỳ, báo cáo Ban Thường vụ Tỉnh ủy xem xét.

Nơi nhận: T/M TỈNH ỦY
- Bộ Chính trị, BÍ THƯ

- Các cơ quan tham mưu, giúp việc Tỉnh ủy,
- UBMTTQVN và tổ chức chính trị - xã hội tỉnh, Lê Thị Bình
- Lưu VPTU.

\t\t2021-08-13T17:16:32+0700
\tViệt Nam
\tLê Thị Bình<binhlt@hanam.example> đã ký lên văn bản này!
"""


def test_a_programme_of_the_party() -> None:
    """Columns run together, signature between the recipients, the stamp of a digital signature at the end."""
    head = head_of(PARTY)
    assert (head.reference, head.document_type, head.issued_by) == ("15-CTr/TU", "programme", "Tỉnh ủy Hà Nam")
    assert (head.issued_on, head.place_of_issue) == (dt.date(2021, 8, 9), "Hà Nam")
    assert head.subject == (
        "CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH thực hiện Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng "
        "và Nghị quyết Đại hội đại biểu Đảng bộ tỉnh, nhiệm kỳ 2020 - 2025"
    )
    assert (head.signatory, head.signatory_role) == ("Lê Thị Bình", "Bí thư")
    assert head.recipients == (
        "Bộ Chính trị",
        "Các cơ quan tham mưu, giúp việc Tỉnh ủy",
        "UBMTTQVN và tổ chức chính trị - xã hội tỉnh",
        "Lưu VPTU",
    )
    assert head.signatures == (Signature("Lê Thị Bình", "2021-08-13T17:16:32+07:00"),)


def test_a_dispatch() -> None:
    """The addressees of a công điện are no part of its subject."""
    head = head_of(
        "THỦ TƯỚNG CHÍNH PHỦ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 186/CĐ-TTg | Hà Nội, ngày 04 tháng 10 năm 2025\nCÔNG ĐIỆN\n"
        "chủ động ứng phó bão\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n- Bộ trưởng Bộ Công an;\n1. Bộ Công an chủ trì.\n"
    )
    assert (head.document_type, head.subject, head.issued_by) == (
        "dispatch",
        "chủ động ứng phó bão",
        "Thủ tướng Chính phủ",
    )


def test_a_title_that_runs_into_the_text() -> None:
    """Only what is set in capitals is the subject."""
    head = head_of(
        "VĂN PHÒNG CHÍNH PHỦ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 6/TB-VPCP | Hà Nội, ngày 16 tháng 11 năm 2025\n"
        "THÔNG BÁO KẾT LUẬN PHIÊN HỌP CỦA BAN CHỈ ĐẠO VỀ CHUYỂN ĐỔI SỐ Chiều ngày 14 tháng 11, Ban Chỉ đạo đã họp.\n"
    )
    assert (head.document_type, head.subject) == (
        "notice",
        "THÔNG BÁO KẾT LUẬN PHIÊN HỌP CỦA BAN CHỈ ĐẠO VỀ CHUYỂN ĐỔI SỐ",
    )


def test_a_letter() -> None:
    """A letter has its subject after V/v and the type of its symbol, if it has one."""
    head = head_of(
        "BỘ TÀI CHÍNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 53/BTC-CS V/v góp vốn | Hà Nội, ngày 20 tháng 11 năm 2025\nKính gửi: Sở A.\n"
    )
    assert (head.reference, head.subject, head.issued_on) == ("53/BTC-CS", "góp vốn", dt.date(2025, 11, 20))


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "Trời hôm nay đẹp quá.\n", "1. Sở A chủ trì.\n2. Sở B phối hợp.\n", "a | b\nc | d\n"],
)
def test_a_text_without_a_head(text: str) -> None:
    """Nothing is made up."""
    assert head_of(text) == Directive()


def test_a_head_with_parts_missing() -> None:
    """A number and a day that were left open are None."""
    head = head_of(
        "UBND TỈNH HÀ NAM | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số:     /KH-UBND | Hà Nam, ngày     tháng 3 năm 2024\nKẾ HOẠCH\nCẢI CÁCH\n"
    )
    assert (head.reference, head.issued_on, head.document_type, head.place_of_issue) == (None, None, "plan", "Hà Nam")


def test_stamps_in_words() -> None:
    """The other form of stamp: who, when, of which body."""
    text = "Ký bởi: Cổng Thông tin điện tử\nCơ quan: Văn phòng\nThời gian ký: 29.11.2025 16:05:12 +07:00\n" + STATE
    assert head_of(text).signatures == (
        Signature("Cổng Thông tin điện tử", "2025-11-29T16:05:12+07:00", organisation="Văn phòng"),
    )


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("TỈNH ỦY HẬU GIANG", "Tỉnh ủy Hậu Giang"),
        ("ỦY BAN NHÂN DÂN TỈNH NGHỆ AN", "Ủy ban nhân dân tỉnh Nghệ An"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("VĂN PHÒNG CHÍNH PHỦ", "Văn phòng Chính phủ"),
        ("Bộ Tài chính", "Bộ Tài chính"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
        ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "Phòng Tài chính - Kế hoạch"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG", "Ban Chấp hành Trung ương"),
        ("ĐẢNG BỘ TỈNH HÀ NAM", "Đảng bộ tỉnh Hà Nam"),
        ("UBND TỈNH HÀ NAM", "UBND tỉnh Hà Nam"),
    ],
)
def test_names_in_capitals_are_written_out(capitals: str, written: str) -> None:
    """Without the document's own spelling the usual rules hold."""
    assert written_out(capitals, []) == written


def test_the_documents_own_spelling_comes_first() -> None:
    """A name in capitals is written as in the running text."""
    assert written_out("BỘ KẾ HOẠCH VÀ ĐẦU TƯ", ["Giao Bộ Kế hoạch và Đầu tư chủ trì."]) == "Bộ Kế hoạch và Đầu tư"


def test_a_letter_whose_place_and_day_ran_into_its_subject() -> None:
    head = head_of(
        "Số: 71/UBND-KT V/v cấp đổi biển số nhà, đường phố Thành phố Huế, ngày 08 tháng 4 năm 2025\n"
        "Kính gửi: Sở Xây dựng.\n1. Giao Sở Xây dựng lập danh sách.\nNơi nhận: - Lưu: VT. KT. CHỦ TỊCH PHÓ CHỦ TỊCH LÊ Văn Bình\n"  # noqa: E501
    )
    assert (head.reference, head.issued_on, head.place_of_issue) == (
        "71/UBND-KT",
        dt.date(2025, 4, 8),
        "Thành phố Huế",
    )
    assert (head.subject, head.signatory) == ("cấp đổi biển số nhà, đường phố", "Lê Văn Bình")


@pytest.mark.parametrize(
    "page",
    [
        "Kế hoạch 31/KH-UBND năm 2024 cải cách hành chính tỉnh Hà Nam\n",
        "TRANG CHỦ | VĂN BẢN | HỎI ĐÁP | LIÊN HỆ\nhttps://vanban.example.vn/ke-hoach-31\n",
        "Kế hoạch số 31/KH-UBND ngày 02/3/2024 của Ủy ban nhân dân tỉnh Hà Nam về cải cách.\nĐăng ngày 05/3/2024.\n",
    ],
)
def test_what_a_page_of_the_web_puts_above_the_letterhead_is_left_out(page: str) -> None:
    assert head_of(page + STATE) == head_of(STATE)


def test_a_motto_broken_over_two_lines_does_not_end_the_letterhead() -> None:
    head = head_of(
        "SỞ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do\n- Hạnh phúc\n\n"
        "Số: 19/KH-SYT Hòa An, ngày 05 tháng 3 năm 2025\n\nKẾ HOẠCH\nTiêm chủng mở rộng\n\n1. Lập danh sách trẻ em.\n"
    )
    assert (head.reference, head.issued_on) == ("19/KH-SYT", dt.date(2025, 3, 5))


def test_a_signature_in_one_line_is_read() -> None:
    head = head_of(STATE + "\nT/M BAN THƯỜNG VỤ (Đã ký) Lê Văn Bình\n")
    assert head.signatory == "Lê Văn Bình"


def test_a_subject_ends_where_the_motto_stands_below_it() -> None:
    """Columns of a scan read one after the other put the motto below the title."""
    head = head_of(
        "Số: 9/QĐ-UBND\nQUYẾT ĐỊNH\nBan hành Quy chế làm việc của Tổ biên tập\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nCăn cứ Luật Tổ chức chính quyền địa phương;\n"
    )
    assert head.subject == "Ban hành Quy chế làm việc của Tổ biên tập"


def test_a_name_half_under_a_seal_is_completed_from_the_body() -> None:
    """Only where the body names exactly one person whose name ends so."""
    body = ["Chủ tịch Ủy ban nhân dân tỉnh Phạm Thu Trang yêu cầu các sở, ngành:", "Giám đốc Sở Trần Văn Hùng"]
    assert read_signatory(["CHỦ TỊCH", "hu Trang"], [], body=body) == ("Phạm Thu Trang", "Chủ tịch")
    assert read_signatory(["CHỦ TỊCH", "Thu Trang"], [], body=[*body, "bà Lê Thu Trang và"]) == (None, "Chủ tịch")
    assert read_signatory(["CHỦ TỊCH", "Trang"], [], body=body) == (None, "Chủ tịch")


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (["TỈNH ỦY HÀ NAM", "BAN TỔ CHỨC"], "Ban Tổ chức Tỉnh ủy Hà Nam"),
        (["TỈNH ỦY HÀ NAM", "HUYỆN ỦY BÌNH LỤC"], "Huyện ủy Bình Lục"),
        (["ĐẢNG BỘ TỈNH HÀ NAM", "BAN CHẤP HÀNH"], "Ban Chấp hành Đảng bộ tỉnh Hà Nam"),
        (["BAN CHẤP HÀNH", "ĐẢNG BỘ TỈNH HÀ NAM"], "Ban Chấp hành Đảng bộ tỉnh Hà Nam"),
        (["ỦY BAN NHÂN DÂN", "TỈNH HÀ NAM"], "Ủy ban nhân dân tỉnh Hà Nam"),
        (["UBND TỈNH HÀ NAM", "SỞ NỘI VỤ"], "Sở Nội vụ tỉnh Hà Nam"),
        (
            ["ỦY BAN NHÂN DÂN", "HUYỆN BÌNH LỤC", "PHÒNG TÀI CHÍNH - KẾ HOẠCH"],
            "Phòng Tài chính - Kế hoạch huyện Bình Lục",
        ),
        (["BỘ Y TẾ", "CỤC DÂN SỐ"], "Cục Dân số, Bộ Y tế"),
        (["BỘ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"], "Bộ Văn hóa, Thể thao và Du lịch"),
        ([], None),
    ],
)
def test_of_two_bodies_the_second_issues(lines: list[str], issuer: str | None) -> None:
    """The body that issues is named as officials name it; lines of one name are joined."""
    assert read_issuer(lines, []) == issuer


def test_a_party_number_without_a_colon_above_the_motto() -> None:
    """Columns that were read one after the other leave the number above the name of the Party."""
    head = head_of(
        "HUYỆN ỦY BÌNH LỤC\n*\nSố 12-CTr/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nBình Lục, ngày 3 tháng 2 năm 2022\n"
        "CHƯƠNG TRÌNH\nvề công tác cán bộ\n1. Ban Tổ chức chủ trì xây dựng đề án.\n"
    )
    assert (head.reference, head.issued_by, head.place_of_issue) == ("12-CTr/HU", "Huyện ủy Bình Lục", "Bình Lục")


@pytest.mark.parametrize("gap", [" | ", "\t"])
def test_an_issuer_in_two_lines_beside_the_motto_is_whole(gap: str) -> None:
    head = head_of(
        f"ỦY BAN NHÂN DÂN{gap}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH HÀ NAM{gap}Độc lập - Tự do - Hạnh phúc\n"
        f"Số: 45/QĐ-UBND{gap}Hà Nam, ngày 12 tháng 7 năm 2026\nQUYẾT ĐỊNH\nVề việc ban hành Chương trình\n"
        "Căn cứ Luật Tổ chức chính quyền địa phương;\n"
    )
    assert (head.issued_by, head.reference) == ("Ủy ban nhân dân tỉnh Hà Nam", "45/QĐ-UBND")


WEB = """ỦY
BAN NHÂN DÂN
TỈNH HÀ NAM
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
12/QĐ-UBND
|
Hà
Nam, ngày
07 tháng 12 năm 2022
|
QUYẾT ĐỊNH
BAN HÀNH KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH
ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Tổ chức chính quyền địa phương;
"""


def test_cells_that_a_copy_of_the_web_broke_are_whole_lines() -> None:
    """Each cell on lines of its own between bars; the place, the day and the number run over the end of a line."""
    head = head_of(WEB)
    assert (head.reference, head.issued_on) == ("12/QĐ-UBND", dt.date(2022, 12, 7))
    assert (head.place_of_issue, head.issued_by) == ("Hà Nam", "Ủy ban nhân dân tỉnh Hà Nam")
    assert head.subject == "BAN HÀNH KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH"


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("Y BAN NHÂN DÂN TỈNH HÀ NAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Ủy ban nhân dân tỉnh Hà Nam"),
        (
            "ỦY BAN NHÂN DÂN XÃ BA SAO |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc |",
            "Ủy ban nhân dân xã Ba Sao",
        ),
    ],
)
def test_an_issuer_that_a_copy_cut_is_whole(line: str, issuer: str) -> None:
    """Its place comes from the sentence in which it issues the document; a lost letter is given back."""
    text = f"{line}\nSố: 3/KH-UBND | Hà Nam, ngày 05 tháng 8 năm 2024 |\nKẾ HOẠCH\nPHÒNG, CHỐNG THIÊN TAI\n"
    issued = "Căn cứ Luật Đê điều, Ủy ban nhân dân tỉnh Hà Nam ban hành Kế hoạch như sau:\nI. MỤC ĐÍCH\n"
    assert head_of(text + issued).issued_by == issuer


def test_a_council_named_without_its_place_is_named_below_the_title() -> None:
    """Above the letterhead stands what the page of the web shows of the document, more than a few lines."""
    page = "Tải văn bản\n\nLược đồ\n\n" * 4 + "Số hiệu: | 9/QĐ-UBND | Loại văn bản: | Quyết định |\n"
    text = (
        "ỦY BAN NHÂN DÂN |\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM |\nSố: 9/QĐ-UBND |\nHà Nam, ngày 05 tháng 12 năm 2024\n"
        "QUYẾT ĐỊNH\nVỀ VIỆC PHÊ DUYỆT KẾ HOẠCH PHÒNG, CHỐNG DỊCH\nỦY BAN NHÂN DÂN TỈNH HÀ NAM\nCăn cứ Luật Thú y;\n"
    )
    head = head_of(page + text)
    assert (head.issued_by, head.reference) == ("Ủy ban nhân dân tỉnh Hà Nam", "9/QĐ-UBND")
    assert head.issued_on == dt.date(2024, 12, 5)


def test_a_title_alone_names_who_issued() -> None:
    """Copies of old directives begin with their title, which names the issuer; the council stands below a title."""
    head = head_of(
        "CHỈ THỊ CỦA THỦ TƯỚNG CHÍNH PHỦ\nVề việc phòng cháy rừng\nMùa khô đã đến. Thủ tướng Chính phủ yêu cầu:\n"
    )
    assert (head.issued_by, head.subject) == ("Thủ tướng Chính phủ", "Về việc phòng cháy rừng")
    council = head_of(
        "HỘI ĐỒNG NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 9/2004/NQ-HĐND | Hà Nam, ngày 15/7/2004\n"
        "NGHỊ QUYẾT\nCỦA HỘI ĐỒNG NHÂN DÂN TỈNH HÀ NAM\nVỀ GIAO THÔNG NÔNG THÔN\nCăn cứ Luật Tổ chức;\n"
    )
    assert council.issued_by == "Hội đồng nhân dân tỉnh Hà Nam"
