"""Labels at the head of a paragraph."""

from __future__ import annotations

import pytest

from dondoc.reading.structure.labels import read_label, roman_numeral, roman_value

LABELS = [
    # text, label, style
    ("I. MỤC TIÊU", "I", "roman"),
    ("IV- TỔ CHỨC THỰC HIỆN", "IV", "roman"),
    ("II/ NỘI DUNG", "II", "roman"),
    ("I11. TỔ CHỨC THỰC HIỆN", "III", "roman"),
    ("Il. NỘI DUNG", "II", "roman"),
    ("lV. KINH PHÍ", "IV", "roman"),
    ("1. Mục đích", "1", "number"),
    ("12.Sở Tài chính", "12", "number"),
    ("1- Yêu cầu", "1", "number"),
    ("8.", "8", "number"),
    ("3.1 Nhiệm vụ đột phá", "3.1", "decimal"),
    ("3.1. Nhiệm vụ đột phá", "3.1", "decimal"),
    ("1.2.3. Rà soát quy hoạch", "1.2.3", "decimal"),
    ("2.4. 90% hộ dân có nước sạch", "2.4", "decimal"),
    ("1) Rà soát", "1)", "number_paren"),
    ("(1) Nhiệm vụ", "(1)", "paren"),
    ("(1.1) Đề án", "(1.1)", "paren_decimal"),
    ("(1;1) Đề án", "(1.1)", "paren_decimal"),
    ("(2 Về cân đối", "(2)", "paren"),
    ("(l) Tăng trưởng", "(1)", "paren"),
    ("(a) Phạm vi", "(a)", "paren_letter"),
    ("a) Chủ trì", "a)", "letter"),
    ("đ) Tham mưu", "đ)", "letter"),
    ("a. Về kinh tế", "a)", "letter"),
    ("A. PHẦN CHUNG", "A", "upper"),
    ("- Chủ trì", "-", "dash"),
    ("– Chủ trì", "-", "dash"),
    ("• Chủ trì", "-", "dash"),
    ("+ Nội dung", "+", "plus"),
    ("* Lưu ý", "*", "star"),
    ("Điều 3. Chánh Văn phòng", "Điều 3", "article"),
    ("Điều 1.", "Điều 1", "article"),
    ("ĐIỀU 12: HIỆU LỰC", "Điều 12", "article"),
    ("Điều 5a. Sửa đổi", "Điều 5a", "article"),
    ("Khoản 2. Áp dụng", "Khoản 2", "clause"),
    ("Mục 1. QUY ĐỊNH CHUNG", "Mục 1", "division"),
    ("Chương II", "Chương II", "chapter"),
    ("CHƯƠNG IV TỔ CHỨC", "CHƯƠNG IV", "chapter"),
    ("Phần thứ nhất", "Phần thứ nhất", "part"),
    ("PHẦN II. NỘI DUNG", "PHẦN II", "part"),
    ("PHỤ LỤC", "Phụ lục", "annex"),
    ("PHỤ LỤC I", "Phụ lục I", "annex"),
    ("Phụ lục II. Danh mục nhiệm vụ", "Phụ lục II", "annex"),
    ("PHỤ LỤC SỐ 01", "Phụ lục số 01", "annex"),
    ("Một là, nâng cao chất lượng", "Một là", "ordinal"),
    ("Thứ hai, tập trung", "Thứ hai", "ordinal"),
    ("Thứ nhất là tập trung", "Thứ nhất", "ordinal"),
    ("Một là - nâng cao chất lượng", "Một là", "ordinal"),
    ("[1] Chương trình số 30", "[1]", "note"),
    ("Việc 2. Lập sổ theo dõi", "Việc 2", "work"),
    ("Nhiệm vụ 3: Đào tạo nghề", "Nhiệm vụ 3", "work"),
    ("Nhiệm vụ thứ hai: Đào tạo nghề", "Nhiệm vụ thứ hai", "work"),
    ("DỰ ÁN 1. CẤP NƯỚC", "DỰ ÁN 1", "work"),
    ("Nhóm nhiệm vụ 1: Hoàn thiện thể chế", "Nhóm nhiệm vụ 1", "work_group"),
    ("Tiểu dự án 2: Cấp điện", "Tiểu dự án 2", "inner_work"),
    ("PHẦN A. QUAN ĐIỂM", "PHẦN A", "part"),
    ("A.1. Công tác tổ chức", "A.1", "composed"),
    ("I.2 Phát triển nông nghiệp", "I.2", "composed"),
    ("II.2.1. Chăn nuôi", "II.2.1", "composed"),
    ("a.1) Lập quy hoạch", "a.1)", "composed_point"),
    ("a2) Lập quy hoạch", "a2)", "composed_point"),
    ("iii) Lập quy hoạch", "iii)", "letter"),
    ("1/Phòng Nội vụ", "1", "number"),
    ("2 - Phòng Nội vụ", "2", "number"),
    ("1.1.Tăng cường quản lý", "1.1", "decimal"),
    ("1.1/ Tăng cường quản lý", "1.1", "decimal"),
    ("+) Lập danh sách", "+", "plus"),
    ("Điều 2- Giao Sở Y tế", "Điều 2", "article"),
]


@pytest.mark.parametrize(("text", "label", "style"), LABELS, ids=[text for text, _, _ in LABELS])
def test_labels_are_read(text: str, label: str, style: str) -> None:
    """A label is read in its style, without its stop, damaged ones as they were meant."""
    found = read_label(text)
    assert found is not None
    assert (found.text, found.style) == (label, style)
    assert text[found.end :] == text[found.end :].lstrip()


NO_LABELS = [
    "2021. Đây là năm đầu của nhiệm kỳ",
    "20.500 tỷ đồng",
    "7,5 triệu người",
    "1.500 hộ nghèo",
    "24/7",
    "5 năm tổng kết",
    "30. tháng",
    "Điều 4 Nghị quyết số 188 quy định",
    "Phụ lục kèm theo Công văn này",
    "Phần lớn các xã",
    "Mục tiêu: nâng cao",
    "Chương trình này thay thế",
    "XIV, nhiệm kỳ 2020 - 2025",
    "Năm 2025 hoàn thành",
    "(Kèm theo Quyết định)",
    "(5 đồng chí)",
    "(2021 - 2025)",
    "-",
    "*",
    "",
    "Sở Tài chính",
    "Dự án 2 của tỉnh",
    "Nhiệm vụ 2025. Các sở",
    "1/TTr-SYT",
    "A.1 lô đất",
    "Dự án: Cấp nước",
]


@pytest.mark.parametrize("text", NO_LABELS)
def test_what_only_looks_like_a_label_is_none(text: str) -> None:
    """Numbers of the sentence, ranges and references to provisions are no labels."""
    assert read_label(text) is None


@pytest.mark.parametrize("value", range(1, 60))
def test_roman_numerals_there_and_back(value: int) -> None:
    """A numeral reads as the number it was written from."""
    assert roman_value(roman_numeral(value)) == value


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "abc", "12"])
def test_what_is_no_roman_numeral(text: str) -> None:
    """Letters in a wrong order are no numeral."""
    assert roman_value(text) is None
