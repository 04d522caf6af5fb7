"""Strokes, committees and quarters: what a wrong engine makes of them is read by what stands around."""

from __future__ import annotations

import pytest

from dondoc.reading.repair import repair
from dondoc.reading.source import SourceText
from tests.reading.making import DAMAGED_PAGE


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("cac huyén tuy, thi ty, thanh uy trién khai thuc hién", "các huyện ủy, thị ủy, thành ủy triển khai thực hiện"),
        ("Thi tty Song Cau va Huyén ty Dong Xuan chu tri", "Thị ủy Sông Cầu và Huyện ủy Đồng Xuân chủ trì"),
        ("c/ Tang cuong kiém tra, giam sat.", "c/ Tăng cường kiểm tra, giám sát."),
        ("(So Y té chu tri; quy [V/2026).", "(Sở Y tế chủ trì; quý IV/2026)."),
        ("- [t nhat 90% hé dan duoc ding nuéc sach", "- Ít nhất 90% hộ dân được dùng nước sạch"),
        ("méi quy mot [in déi voi cac nha may", "mỗi quý một lần đối với các nhà máy"),
        ("- Thoi gian thuc hién: Quy I va Quy I nam 2026.", "- Thời gian thực hiện: Quý I và Quý II năm 2026."),
        ("- Thoi gian thuc hién: Quy I, 1/2026.", "- Thời gian thực hiện: Quý I, II/2026."),
        ("trong quy II/2025 va quy I/2026 cac don vi", "trong quý II/2025 và quý I/2026 các đơn vị"),
        ("ty 1é sinh gi@m 9 %o so voi nam 2026", "tỷ lệ sinh giảm 9 ‰ so với năm 2026"),
        ("1.S@ Y té", "1.Sở Y tế"),
        ("a)S6 Tai chinh bé tri kinh phi.", "a)Sở Tài chính bố trí kinh phí."),
        ("- R6 nguoi: Giam déc Sé Y té.", "- Rõ người: Giám đốc Sở Y tế."),
        ("c) Thdi han trinh Chinh phu: trudc ngay 15/4/2026.", "c) Thời hạn trình Chính phủ: trước ngày 15/4/2026."),
        ("2.S6 Tai chinh", "2. Sở Tài chính"),
        ("1.86 Y té", "1. Sở Y tế"),
        ("Quyét dinh sé 77/QD-TT¢ ngay 02/3/2024", "Quyết định số 77/QĐ-TTg ngày 02/3/2024"),
    ],
)
def test_ruins_are_read_by_what_stands_around(seen: str, meant: str) -> None:
    """A line of its own on a damaged page reads as meant."""
    text = repair(SourceText.from_text(f"{DAMAGED_PAGE}\n{seen}\n")).text
    assert text.rstrip("\n").split("\n")[-1] == meant


def test_a_bracket_that_is_closed_stays() -> None:
    """Words in square brackets are no strokes."""
    text = repair(SourceText.from_text(f"{DAMAGED_PAGE}\nlap danh sach [theo mau] gui So Y té\n")).text
    assert "[theo mẫu]" in text
