"""Repair of whole texts: what it promises for any input, and what it makes of damaged lines."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading.repair import RepairedText, damage_of, repair, score
from dondoc.reading.source import SourceText

CLEAN = """Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, Ủy ban nhân dân tỉnh ban hành Kế hoạch.
Giao Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành (so-tai-chinh@haugiang.gov.vn) báo cáo PAR INDEX, SIPAS.
Hoà giải ở cơ sở; uỷ quyền; CPTPP; logistics; "khởi nghiệp" - 7-7,5%/năm; Điều 5, khoản 2.
"""
DAMAGED = """UY BAN NHAN DAN TINH NGHE AN
Thuc hién Quyét dinh s6 1850/QD-TTg ngay 27 thang 8 nam 2025 ctia Thi tuéng Chinh phu vé viéc trién khai thi hanh
Luat Viéc lam, Uy ban nhan dan tinh ban hanh Ké hoach trién khai trén dia ban tinh nhu sau:
"""
REPAIRED = """ỦY BAN NHÂN DÂN TỈNH NGHỆ AN
Thực hiện Quyết định số 1850/QĐ-TTg ngày 27 tháng 8 năm 2025 của Thủ tướng Chính phủ về việc triển khai thi hành
Luật Việc làm, Ủy ban nhân dân tỉnh ban hành Kế hoạch triển khai trên địa bàn tỉnh như sau:
"""
SECONDS_FOR_TEN_MEGABYTES = 30  # the slowest machine that runs the tests; about 5 on ours


def repaired(text: str) -> RepairedText:
    return repair(SourceText.from_text(text))


def check_promises(text: str, result: RepairedText) -> None:
    """Lines are kept, changes quote both texts verbatim, are apart and in order, and map back to the source."""
    assert result.text.count("\n") == text.count("\n")
    assert result.text.count("\f") == text.count("\f")
    last = 0
    for change in result.changes:
        assert change.source.of(text) == change.seen
        assert change.span.of(result.text) == change.meant
        assert change.span.start >= last
        assert 0 <= change.confidence <= 1
        assert result.place_span(change.span).covers(change.source)
        last = change.span.end
    assert len(result.damage) == len(result.source.pages)


def test_a_damaged_directive_becomes_proper_vietnamese() -> None:
    assert repaired(DAMAGED).text == REPAIRED


def test_clean_text_passes_byte_for_byte() -> None:
    result = repaired(CLEAN)
    assert result.text == CLEAN
    assert result.changes == ()
    assert result.damage == ("none",)


def test_text_that_lost_only_its_marks_gets_them_back() -> None:
    text = "Uy ban nhan dan tinh giao So Tai chinh chu tri, phoi hop voi cac co quan lien quan to chuc thuc hien."
    meant = "Ủy ban nhân dân tỉnh giao Sở Tài chính chủ trì, phối hợp với các cơ quan liên quan tổ chức thực hiện."
    assert damage_of(text) == "marks"
    assert repaired(text).text == meant


def test_english_text_is_left_alone() -> None:
    text = "The quick brown fox jumps over the lazy dog while the committee reports on the implementation of the plan."
    assert repaired(text).text == text


def test_a_sound_line_in_a_damaged_page_stays() -> None:
    stamp = "Nghiêm Xuân Thành<thanhnx@haugiang.gov.vn>, đã ký lên văn bản này vào lúc: 12/08/2021"
    assert stamp in repaired(DAMAGED * 4 + stamp).text


@pytest.mark.parametrize(
    "kept", ["PAR INDEX", "SIPAS", "CPTPP", "so-tai-chinh@haugiang.gov.vn", "logistics", "28/63", "7-7,5%", "20.500"]
)
def test_what_is_no_vietnamese_stays_in_a_damaged_page(kept: str) -> None:
    line = f"cac chi sé vé cai cach hanh chinh {kept} ctia tinh trong nhiém ky"
    assert kept in repaired(DAMAGED + line).text


def test_pages_are_judged_one_by_one() -> None:
    result = repaired(CLEAN + "\f" + DAMAGED)
    assert result.damage == ("none", "ocr")
    assert result.text == CLEAN + "\f" + REPAIRED


def test_repairing_twice_is_repairing_once() -> None:
    once = repaired(DAMAGED)
    assert repaired(once.text).text == once.text


def test_changes_quote_source_and_result() -> None:
    check_promises(DAMAGED, repaired(DAMAGED))


def test_names_of_the_installation_win_where_the_seen_letters_allow_them() -> None:
    line = DAMAGED + "Giao Sd Ngoai vu Hau Giang phdi hop."
    result = repair(SourceText.from_text(line), names=["Sở Ngoại vụ Hậu Giang"])
    assert "Sở Ngoại vụ Hậu Giang" in result.text


def test_clean_text_scores_far_above_damaged_text() -> None:
    assert score(CLEAN) > score(DAMAGED) + 3
    assert score(REPAIRED) > score(DAMAGED) + 3
    assert score("") == float("-inf")


@pytest.mark.parametrize("letter", ["a", "é", "1", "a1", "\u0301", "(", "l"])
def test_ten_megabytes_of_one_letter_return_in_seconds(letter: str) -> None:
    text = letter * (10_000_000 // len(letter.encode()))
    started = time.monotonic()
    assert repaired(text).text == text
    assert time.monotonic() - started < SECONDS_FOR_TEN_MEGABYTES


VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạ éèêóòôûưi1l|&@¢6’'?(),.;:-/\n\fIVXLĐPB", max_size=300)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), VIETNAMESE))
def test_any_text_keeps_the_promises(text: str) -> None:
    check_promises(text, repaired(text))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(DAMAGED.split() + CLEAN.split()), max_size=40), VIETNAMESE)
def test_any_mixture_is_steady(words: list[str], noise: str) -> None:
    text = DAMAGED + " ".join(words) + noise
    once = repaired(text)
    check_promises(text, once)
    assert repaired(once.text).text == once.text
