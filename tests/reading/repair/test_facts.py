"""Facts: references, numerals, labels and quarters are read by grammar, and keep their other readings."""

from __future__ import annotations

import pytest

from dondoc.reading.repair import RepairedText, repair
from dondoc.reading.repair.facts import Symbols, is_reference, read_reference, roman_readings
from dondoc.reading.repair.sequence import numeral_readings
from dondoc.reading.source import SourceText
from tests.reading.making import DAMAGED_PAGE

SYMBOLS = Symbols(
    {
        "QĐ": 900,
        "QD": 2,
        "TTg": 400,
        "NĐ": 900,
        "NC": 20,
        "CP": 900,
        "NQ": 300,
        "TW": 100,
        "CTr": 10,
        "TU": 20,
        "HĐND": 90,
    }
)


def repaired(text: str) -> RepairedText:
    return repair(SourceText.from_text(DAMAGED_PAGE + text))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("623/QD-TTg", "623/QĐ-TTg"),
        ("57-NQ/TW", "57-NQ/TW"),
        ("07-CTr/TU", "07-CTr/TU"),
        ("11-QB/TW", "11-QĐ/TW"),
        ("237a-CTr/TU", "237a-CTr/TU"),
        ("06/QD-TTG", "06/QĐ-TTG"),
        ("06/QD-TT¢g", "06/QĐ-TTg"),
        ("12/2020/ND-CP", "12/2020/NĐ-CP"),
        ("12/NQ-HDND", "12/NQ-HĐND"),
        ("574/UBND-NC", "574/UBND-NC"),
    ],
)
def test_references_get_a_symbol_that_exists(seen: str, meant: str) -> None:
    assert is_reference(seen)
    assert read_reference(seen, SYMBOLS)[0].surface == meant


def test_digits_of_a_reference_are_never_changed() -> None:
    for reading in read_reference("1850/QD-TTg", SYMBOLS):
        assert reading.surface.startswith("1850/")


@pytest.mark.parametrize("token", ["Sở/ngành", "7-7,5%", "28/63", "12", "a/b"])
def test_other_tokens_are_no_references(token: str) -> None:
    assert not is_reference(token)


@pytest.mark.parametrize(("seen", "meant"), [("Il", "II"), ("XllI", "XIII"), ("X1V", "XIV"), ("I'V", "IV")])
def test_strokes_make_numerals(seen: str, meant: str) -> None:
    assert roman_readings(seen) == (meant,)


@pytest.mark.parametrize("seen", ["11", "III", "Ai", "", "lllllllll"])
def test_what_is_a_number_or_a_word_makes_no_numeral(seen: str) -> None:
    assert roman_readings(seen) == ()


def test_a_numeral_keeps_the_reading_with_one_stroke_more() -> None:
    first, second = numeral_readings("Il")
    assert (first.text, second.text) == ("II", "III")
    assert first.probability > second.probability > 0


@pytest.mark.parametrize(
    ("seen", "meant", "other"),
    [("quy Il nam 2021", "quý II năm 2021", "III"), ("quy 11 nam 2021", "quý II năm 2021", "III")],
)
def test_a_quarter_is_read_as_a_numeral_with_its_alternative(seen: str, meant: str, other: str) -> None:
    result = repaired(f"Giao So Tai chinh hoan thanh trong {seen}.")
    assert meant in result.text
    numerals = [change for change in result.changes if change.meant == "II"]
    assert [r.text for r in numerals[0].alternatives] == [other]


def test_a_lone_stroke_after_quy_is_the_first_quarter() -> None:
    assert "quý I năm 2022" in repaired("hoan thanh trong quy | nam 2022; quy IV nam 2022.").text


def test_a_section_follows_on_the_one_before() -> None:
    text = "I. MUC TIEU\nndi dung\nII. NOI DUNG\nndi dung\nIl. TO CHUC THUC HIEN\n"
    result = repaired(text)
    assert "III. TỔ CHỨC THỰC HIỆN" in result.text
    label = next(change for change in result.changes if change.meant == "III")
    assert [r.text for r in label.alternatives] == ["II"]


def test_the_point_after_d_is_d_with_a_bar() -> None:
    text = "c) Phéi hop véi Sé Tu phap.\nd) Phéi hop véi Sé Noi vu.\nd) Tham muu Uy ban.\ne) Tiép tuc trién khai.\n"
    lines = repaired(text).text.split("\n")
    assert [line[:2] for line in lines[2:6]] == ["c)", "d)", "đ)", "e)"]


def test_points_within_a_line_and_mentions_of_points_get_their_bar() -> None:
    text = "theo quy dinh tai diém d va diém d khoan nay: c) Lap ho so; d) Trinh phé duyét; d) Trién khai thuc hién.\n"
    assert "điểm d và điểm đ khoản này: c) Lập hồ sơ; d) Trình phê duyệt; đ) Triển khai" in repaired(text).text


@pytest.mark.parametrize("fact", ["28/63", "19/5/2021", "05", "2021", "20.500", "7-7,5%", "63", "1.234,5"])
def test_numbers_and_dates_stay(fact: str) -> None:
    assert fact in repaired(f"Phan déu dén nam {fact} ctia tinh dat ké hoach.").text
