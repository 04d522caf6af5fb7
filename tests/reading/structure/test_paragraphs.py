"""Lines become paragraphs."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest

from dondoc.reading.source import Span
from tests.reading.making import make_repaired, make_structure

WRAPPED = """ỦY BAN NHÂN DÂN TỈNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 31/KH-UBND Hà Nam, ngày 02 tháng 3 năm 2024
KẾ HOẠCH
RÀ SOÁT CÁC THỦ TỤC HÀNH CHÍNH THUỘC THẨM QUYỀN
GIẢI QUYẾT CỦA CẤP TỈNH

I. MỤC ĐÍCH
1. Rà soát các thủ tục hành chính để người dân và doanh nghiệp
được giải quyết công việc nhanh hơn, ít giấy tờ hơn, đồng thời
làm rõ trách nhiệm của từng cơ quan.
2. Công bố kết quả rà soát theo Chỉ thị số 17-
CT/TU ngày 07/3/2022 và Quyết định số 623/QĐ-
TTg của Thủ tướng Chính phủ về phương án cắt giảm thủ

2

tục hành chính theo từng lĩnh vực.
a) Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp tham mưu kinh tế
- xã hội của tỉnh.
b) Sở Tài chính bố trí kinh phí.
"""


def texts(text: str) -> list[str]:
    """Give the texts of the paragraphs."""
    return [paragraph.text for paragraph in make_structure(text).paragraphs]


def test_wrapped_lines_are_joined() -> None:
    """Sentences go on over line ends and page breaks; labels, headings and titles begin anew."""
    assert texts(WRAPPED) == [
        "ỦY BAN NHÂN DÂN TỈNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 31/KH-UBND Hà Nam, ngày 02 tháng 3 năm 2024",
        "KẾ HOẠCH",
        "RÀ SOÁT CÁC THỦ TỤC HÀNH CHÍNH THUỘC THẨM QUYỀN GIẢI QUYẾT CỦA CẤP TỈNH",
        "I. MỤC ĐÍCH",
        (
            "1. Rà soát các thủ tục hành chính để người dân và doanh nghiệp được giải quyết công việc nhanh hơn, "
            "ít giấy tờ hơn, đồng thời làm rõ trách nhiệm của từng cơ quan."
        ),
        (
            "2. Công bố kết quả rà soát theo Chỉ thị số 17-CT/TU ngày 07/3/2022 và Quyết định số 623/QĐ-TTg của "
            "Thủ tướng Chính phủ về phương án cắt giảm thủ tục hành chính theo từng lĩnh vực."
        ),
        "2",
        "a) Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp tham mưu kinh tế - xã hội của tỉnh.",
        "b) Sở Tài chính bố trí kinh phí.",
    ]


def test_what_is_attached_begins_anew_behind_the_recipients() -> None:
    """A list of recipients that runs on over lines ends at the title of the plan, without a blank line too."""
    words = """Điều 1. Ban hành kèm theo Quyết định này Kế hoạch tiêm phòng cho đàn gia súc của các
hộ chăn nuôi trên địa bàn tỉnh và giao các cơ quan có liên quan tổ chức triển khai
thực hiện theo đúng quy định.
Nơi nhận: - Như Điều 3; - Thường trực Tỉnh ủy, Thường trực Hội đồng nhân dân
tỉnh; - Lưu: VT, NN. KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn
Văn Bình
KẾ HOẠCH
TIÊM PHÒNG CHO ĐÀN GIA SÚC
Thực hiện Luật Chăn nuôi, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
"""
    assert [text[:12] for text in texts(words)] == [
        "Điều 1. Ban ", "Nơi nhận: - ", "KẾ HOẠCH", "TIÊM PHÒNG C", "Thực hiện Lu",
    ]  # fmt: skip


def test_a_page_number_inside_a_sentence_is_furniture() -> None:
    """It is accounted for, and not part of the sentence it interrupts."""
    cut = make_structure(WRAPPED)
    assert [cut.paragraphs[number].text for number in cut.zones.furniture] == ["2"]


def test_clean_text_keeps_its_lines() -> None:
    """Where a line is a paragraph, nothing is joined, not even a line that begins small."""
    lines = ["đ) Tham mưu kiện toàn ban chỉ đạo;", "đẩy mạnh việc điều phối các mục tiêu.", "e) Chuyển đổi số."]
    assert texts("\n".join(lines)) == lines


def test_verses_are_not_joined() -> None:
    """Short lines that begin with capitals stay as they are."""
    verses = [
        "Sông dài cá lội biệt tăm",
        "Phải duyên chồng vợ ngàn năm cũng chờ",
        "Nước non một gánh chung tình",
        "Nhớ ai ai có nhớ mình hay chăng",
    ]
    assert texts("\n".join(verses)) == verses


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_places_lead_back_to_the_text(form: Literal["NFC", "NFD"]) -> None:
    """Each word of a joined paragraph leads back to the same word of the text, composed or not."""
    text = unicodedata.normalize(form, WRAPPED)
    repaired = make_repaired(text)
    for paragraph in make_structure(text).paragraphs:
        assert unicodedata.is_normalized("NFC", paragraph.text)
        start = 0
        for word in paragraph.text.split():
            at = paragraph.text.index(word, start)
            start = at + len(word)
            written = paragraph.span_of(Span(at, start)).of(repaired.text)
            assert unicodedata.normalize("NFC", written).replace("\n", "") == word


def test_running_heads_are_furniture() -> None:
    """A line that stands again and again beside the page number is no text."""
    fields = ("đất đai", "xây dựng", "giáo dục", "y tế", "môi trường")
    pages = (
        f"1. Rà soát các thủ tục hành chính trong lĩnh vực {field} để người dân và doanh\n"
        f"nghiệp ngành {field} bớt giấy tờ.\n\n"
        f"{number}\nKế hoạch rà soát năm 2024\n"
        for number, field in enumerate(fields, 2)
    )
    cut = make_structure("\n".join(pages))
    assert len(cut.zones.furniture) == 10


def test_a_lone_bar_in_damaged_text_is_no_cell() -> None:
    """The letter I is often misread as a bar; a row has neighbours."""
    text = WRAPPED.replace("bố trí kinh phí.", "bố trí kinh phí trong quý | năm 2024.")
    assert not any(paragraph.cells for paragraph in make_structure(text).paragraphs)


def test_form_feeds_part_pages_not_sentences() -> None:
    """A form feed in the middle of a sentence does not end it."""
    text = WRAPPED.replace("\n\n2\n\n", "\n\f")
    assert any("cắt giảm thủ tục hành chính theo từng lĩnh vực." in words for words in texts(text))


CUT_TIMES = """Các cơ quan, đơn vị thực hiện các nhiệm vụ được giao dưới đây, báo cáo kết quả theo đúng quy
định, bảo đảm chất lượng và tiến độ được giao trong năm nay, không để xảy ra chậm trễ trong
các khâu chuẩn bị.

1. Sửa chữa các cầu treo dân sinh (Phòng Kinh tế tham mưu,
xong trong tháng

4/2027).

2. Mở lớp dạy bơi cho học sinh (Phòng Văn hóa, quý

II năm 2027).

3. Đưa tuyến xe buýt mới vào khai thác; thời điểm chạy chuyến đầu:

01/7/2027.

4. Lập hồ sơ các đình, chùa cổ; khai mạc hội làng năm

2028, trình trong quý

III năm 2027.

- Dựng lại cổng làng trước Tết

Nguyên đán theo nếp cũ.

5. Cổng làng phía bắc

Các hộ dân giữ nguyên nếp cũ.
"""


def test_a_time_is_not_parted_from_the_words_that_lead_to_it() -> None:
    """A line goes on an open bracket it closes, words that lead on to a time, and a bullet without its stop."""
    assert texts(CUT_TIMES)[1:] == [
        "1. Sửa chữa các cầu treo dân sinh (Phòng Kinh tế tham mưu, xong trong tháng 4/2027).",
        "2. Mở lớp dạy bơi cho học sinh (Phòng Văn hóa, quý II năm 2027).",
        "3. Đưa tuyến xe buýt mới vào khai thác; thời điểm chạy chuyến đầu: 01/7/2027.",
        "4. Lập hồ sơ các đình, chùa cổ; khai mạc hội làng năm 2028, trình trong quý III năm 2027.",
        "- Dựng lại cổng làng trước Tết Nguyên đán theo nếp cũ.",
        "5. Cổng làng phía bắc",
        "Các hộ dân giữ nguyên nếp cũ.",
    ]


def test_a_short_numbered_line_is_a_heading_though_it_ends_in_a_place() -> None:
    found = texts(
        "1. Phân loại và đặt tên cho các tuyến đường bộ\n"
        "Sở Xây dựng hướng dẫn các xã phân loại đường trước ngày 28 tháng 02 năm 2026. Ủy\n"
        "ban nhân dân các xã rà soát, gửi danh mục đường xã về Sở Xây dựng trước ngày 15\n"
        "tháng 4 năm 2026 để tổng hợp, trình cấp có thẩm quyền xem xét, quyết định theo\n"
        "quy định của pháp luật về đường bộ và bảo đảm đúng tiến độ đã được Ủy ban nhân\n"
        "dân tỉnh giao.\n"
    )
    assert found[0] == "1. Phân loại và đặt tên cho các tuyến đường bộ"
    assert len(found) == 2


def test_the_dash_in_the_name_of_a_ministry_is_no_bullet() -> None:
    found = texts("Điều 5. Giám đốc các Sở: Lao động\n- Thương binh và Xã hội, Tài chính thi hành.\n- Lưu: VT.\n")
    assert found == ["Điều 5. Giám đốc các Sở: Lao động - Thương binh và Xã hội, Tài chính thi hành.", "- Lưu: VT."]
