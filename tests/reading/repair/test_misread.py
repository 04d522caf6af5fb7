"""Pages that the right engine read from a bad scan: mended where that is evident, and clean pages left alone."""

from __future__ import annotations

from dataclasses import replace

from dondoc.reading.repair import repair
from dondoc.reading.source import SourceText

MEANT = """Ủy ban nhân dân các xã tổ chức triển khai thực hiện Đề án, đẩy mạnh chuyển đổi số và cải cách hành chính.
Các cơ quan, đơn vị đề xuất sửa đổi, bổ sung quy định, bảo đảm thẩm quyền và phổ biến đến cán bộ, công chức.
Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12.
"""
MISREAD = """Ủy ban nhân dân các xã tô chức triên khai thực hiện Đề án, đây mạnh chuyên đổi số và cải cách hành chính.
Các cơ quan, đơn vị đề xuất sửa đôi, bô sung quy định, bảo đảm thâm quyền và phô biến đến cán bộ, công chức.
Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành tông hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12.
"""
ONE_SLIP = MEANT.replace("tổ chức", "tô chức")


def from_picture(text: str) -> SourceText:
    source = SourceText.from_text(text)
    return replace(source, pages=tuple(replace(page, choice="ocr") for page in source.pages))


def test_a_page_with_many_unlikely_marks_is_mended() -> None:
    result = repair(SourceText.from_text(MISREAD))
    assert result.text == MEANT
    assert result.damage == ("ocr",)


def test_a_text_with_one_slip_stays_as_its_author_left_it() -> None:
    assert repair(SourceText.from_text(ONE_SLIP)).text == ONE_SLIP


def test_a_page_known_to_be_read_from_a_picture_is_mended_even_for_one_slip() -> None:
    assert repair(from_picture(ONE_SLIP)).text == MEANT


def test_a_page_read_well_from_a_picture_stays() -> None:
    assert repair(from_picture(MEANT)).text == MEANT


def test_mending_twice_is_mending_once() -> None:
    once = repair(SourceText.from_text(MISREAD)).text
    assert repair(SourceText.from_text(once)).text == once


def test_old_tone_placement_is_no_slip() -> None:
    text = MEANT.replace("Ủy", "Uỷ").replace("hóa", "hoá")
    assert repair(from_picture(text)).text == text
