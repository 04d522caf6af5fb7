"""Facts whose signs the engine ruined: digits read as letters, glued numbers, symbols put together of known parts."""

from __future__ import annotations

import pytest

from dondoc.reading.repair import RepairedText, repair
from dondoc.reading.repair.dates import read_date, read_part
from dondoc.reading.repair.symbols import compose
from dondoc.reading.source import SourceText

PAGE = """Thuc hién Quyét dinh s6 1850/QD-TTg ngay 27 thang 8 nam 2025 ctia Thi tuéng Chinh phu vé viéc trién khai thi
hanh Luat Viéc lam, Uy ban nhan dan tinh ban hanh Ké hoach trién khai trén dia ban tinh nhu sau:

"""


def repaired(text: str) -> RepairedText:
    return repair(SourceText.from_text(PAGE + text))


def others(result: RepairedText, meant: str) -> list[str]:
    return [a.text for change in result.changes if change.meant == meant for a in change.alternatives]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("KHHD", "KHHĐ"),
        ("CTrHD", "CTrHĐ"),
        ("BCDCDS", "BCĐCĐS"),
        ("KHXYZ", ""),
        ("QUANG", ""),
        ("D" * 40, ""),
    ],
)
def test_symbols_are_composed_of_known_parts_only(seen: str, meant: str) -> None:
    assert compose(seen) == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("3l/12/2O25", "31/12/2025"),
        ("01./8.2024", "01/8/2024"),
        ("25/11/2019", ""),
        ("10.12.2024", ""),
        ("4l/12/2025", ""),
        ("l1/ll/OlOl", ""),
    ],
)
def test_dates(seen: str, meant: str) -> None:
    assert read_date(seen) == meant


@pytest.mark.parametrize(
    ("word", "seen", "meant"),
    [("tháng", "l2", "12"), ("năm", "2O25", "2025"), ("tháng", "l3", ""), ("ngày", "lo", ""), ("mục", "l2", "")],
)
def test_parts_of_dates(word: str, seen: str, meant: str) -> None:
    assert read_part(word, seen) == meant


def test_a_number_glued_to_the_word_before_keeps_both_readings() -> None:
    result = repaired("Can cu Quyét dinh s601/2025/QD-UBND cua Uy ban nhan dan tinh\n")
    assert "Quyết định số 01/2025/QĐ-UBND của" in result.text
    assert others(result, "số 01/2025/QĐ-UBND") == ["số 601/2025/QĐ-UBND"]


def test_letters_in_a_number_are_digits_and_keep_what_was_seen() -> None:
    result = repaired("Can cu Nghi dinh s6 l1/2024/ND-CP ngay O1 thang l2 nam 2O24 cua Chinh phu\n")
    assert "số 11/2024/NĐ-CP ngày 01 tháng 12 năm 2024" in result.text
    assert others(result, "11/2024/NĐ-CP") == ["l1/2024/NĐ-CP"]
    assert others(result, "12") == ["l2"]


@pytest.mark.parametrize("seen", ["S@", "$6", "S&"])
def test_a_sign_beside_a_letter_is_a_ruin(seen: str) -> None:
    assert "Sở Tài chính chủ trì" in repaired(f"{seen} Tai chinh chu tri, phéi hop véi cac co quan\n").text


def test_what_was_read_stays_when_read_again() -> None:
    once = repaired("Quyét dinh s601/2O25/KHHD-UBND ngay 3l/12/2O25, S@, ban, nganh\n").text
    assert repair(SourceText.from_text(once)).text == once
