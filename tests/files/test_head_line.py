"""The line of reference and date: readings vote, witnesses confirm, disagreement is kept."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from dondoc.files import open_document
from dondoc.files.ocr.head_line import Witnesses, decide, number_in_name
from tests.files.making import LINES, SHARED, needs_scans, needs_tesseract, scan_pdf, sheet

SIGNED = dt.date(2025, 10, 13)


def _vie(text: str) -> tuple[str, bool]:
    return text, False


def _eng(text: str) -> tuple[str, bool]:
    return text, True


@pytest.mark.parametrize(
    ("vietnamese", "english", "name", "reference", "date", "doubtful"),
    [
        (
            "Số: 186/CĐ-TTg    Hà Nội, ngày 04 tháng 10 năm 2025",
            "$6: 186/CD-TTg Ha Noi, ngay 04 thang 10 ndim 2025",
            "186-cd.pdf", "186/CĐ-TTg", "ngày 04 tháng 10 năm 2025", False,
        ),
        (  # handwritten: the Vietnamese data fails, the English reads it, the name confirms
            "Số: #3 _/QĐÐ-UBQG Hà Nội, ngày 08 tháng 20 năm 2025",
            "Sé: 143 /QD-UBQG Ha Noi, ngay 08 thang 40 nam 2025",
            "143-qd.pdf", "143/QĐ-UBQG", "ngày 08 tháng 10 năm 2025", False,
        ),
        (  # nobody can read it: the name stands in, and a person must look
            "Số: 4g? /CĐ-TTg Hà Nội, ngày 04 tháng 10 năm 2025",
            "Sé: AE /CD-TTg Ha N6i, ngay 04 thang 10 ném 2025",
            "187-ttg.pdf", "187/CĐ-TTg", "ngày 04 tháng 10 năm 2025", True,
        ),
        (  # the name says something else altogether: the readings stand, and a person must look
            "Số: 124/KH-UBND Hà Nội, ngày 04 tháng 10 năm 2025",
            "So: 124/KH-UBND Ha Noi, ngay 04 thang 10 nam 2025",
            "5021.pdf", "124/KH-UBND", "ngày 04 tháng 10 năm 2025", True,
        ),
        (
            "Số 50-CTr/TU    Hậu Giang, ngày 09 tháng 8 năm 2021",
            "So 50-CTr/TU Hau Giang, ngay 09 thang 8 nam 2021",
            "van-ban.pdf", "50-CTr/TU", "ngày 09 tháng 08 năm 2021", False,
        ),
        (
            "Số: 259/2025/NĐ-CP Hà Nội, ngày 10 tháng 10 năm 2025",
            "S6: 259/2025/ND-CP Ha Noi, ngay 10 thang 10 nam 2025",
            "nd.pdf", "259/2025/NĐ-CP", "ngày 10 tháng 10 năm 2025", False,
        ),
    ],
)  # fmt: skip
def test_the_line_is_decided(
    vietnamese: str, english: str, name: str, reference: str, date: str, doubtful: bool
) -> None:
    """The outcome is what the picture, read with the data of two languages, and its witnesses say together."""
    decided = decide([_vie(vietnamese), _eng(english)], Witnesses(name, (), SIGNED))
    assert (decided.reference, decided.date, decided.number.doubtful) == (reference, date, doubtful)


def test_a_crossed_seven_is_a_seven_to_be_looked_at() -> None:
    """Written by hand it is read as a letter; where no reading has the digit itself, a person must look."""
    read = [_vie("Số: 9/CĐ-TTg Huế, ngày 0†tháng 10 năm 2025"), _eng("So: 9/CD-TTg Hue, ngay OF thang 10 nam 2025")]
    decided = decide(read, Witnesses("9.pdf"))
    assert (decided.date, decided.day.doubtful) == ("ngày 07 tháng 10 năm 2025", True)
    surely = decide([*read, _eng("So: 9/CD-TTg Hue, ngay 07 thang 10 nam 2025")], Witnesses("9.pdf"))
    assert not surely.day.doubtful


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("190-ttg.signed.pdf", "190"), ("050-CTr-TU.txt", "50"), ("7-kh.pdf", "7"), ("qd12.pdf", "12"),
        ("p4.txt", None), ("v2 kh.pdf", None), ("ke hoach 12.pdf", None),
    ],
)  # fmt: skip
def test_a_name_that_begins_with_a_number_names_it(name: str, number: str | None) -> None:
    """A page or a version is no number of a document."""
    assert number_in_name(name) == number


def test_the_place_is_that_of_most_readings() -> None:
    """A first letter that was misread once does not stand."""
    wrong, right = _vie("Số: 9/CĐ-TTg    đà Nẵng, ngày 4 tháng 10"), _vie("Số: 9/CĐ-TTg Đà Nẵng, ngày 4 tháng 10")
    assert decide([wrong, right], Witnesses("9.pdf")).place == "Đà Nẵng"
    assert decide([_vie("Số: 9/CĐ-TTg")], Witnesses("9.pdf")).place is None


def test_the_kind_of_a_place_is_part_of_it() -> None:
    """ "Thành phố Huế": the small letters of "phố" do not end the name."""
    assert decide([_vie("Số: 9/KH-UBND Thành phố Huế, ngày 4 tháng 10")], Witnesses("9.pdf")).place == "Thành phố Huế"


@needs_tesseract
def test_the_kind_of_a_place_stays_in_the_line(tmp_path: Path) -> None:
    """Reference and place stand side by side on the picture; nothing between them is lost."""
    head = "Số: 31/KH-UBND    Thành phố Huế, ngày 04 tháng 10 năm 2025"
    lines = [head if line.startswith("Số:") else line for line in LINES]
    opened = open_document(scan_pdf(tmp_path / "31-KH-UBND.pdf", [sheet(lines)]))
    assert re.search(r"Số: 31/KH-UBND\s+Thành phố Huế, ngày 04 tháng 10 năm 2025", opened.source.text)


def test_every_losing_reading_is_kept() -> None:
    """194 read as 124 by one and 194 by another: the other reading is not lost."""
    decided = decide([_vie("Số: 124/CĐ-TTg"), _eng("So: 194/CD-TTg"), _eng("So: 194/CD-TTg")], Witnesses("a.pdf"))
    assert (decided.number.value, decided.number.others) == ("194", ("124",))


def test_an_annex_that_names_the_reference_is_a_witness() -> None:
    """ "Kèm theo Quyết định số 2229/QĐ-TTg" decides between two readings."""
    annex = "(Kèm theo Quyết định số 2229/QĐ-TTg ngày 09 tháng 10 năm 2025)"
    decided = decide(
        [_vie("Số: 2223/QĐ-TTg"), _eng("So: 2229/QD-TTg"), _vie("Số: 2223/QĐ-TTg")], Witnesses("a.pdf", (annex,))
    )
    assert decided.reference == "2229/QĐ-TTg"


@needs_tesseract
def test_a_file_whose_name_disagrees_gives_a_finding(tmp_path: Path) -> None:
    """The picture says 194; the name says 437: both stand in the finding, with their place."""
    opened = open_document(scan_pdf(tmp_path / "437-KH-UBND.pdf", [sheet(LINES)]))
    assert "Số: 194/KH-UBND" in opened.source.text
    (warning,) = opened.warnings
    assert (warning.code, warning.severity) == ("R16", "warning")
    assert "194" in warning.message
    assert "437" in warning.message
    assert warning.source is not None
    assert "194/KH-UBND" in warning.source.quote


REAL = {
    "195-ttg": ("195/CĐ-TTg", "ngày 11 tháng 10 năm 2025"),
    "2239ttg": ("2239/QĐ-TTg", "ngày 11 tháng 10 năm 2025"),
    "320nq": ("320/NQ-CP", "ngày 09 tháng 10 năm 2025"),
}


@needs_tesseract
@needs_scans
@pytest.mark.parametrize("name", REAL)
def test_real_heads_written_by_hand(name: str) -> None:
    """Numbers and dates filled in by hand, which one reading alone gets wrong."""
    opened = open_document(SHARED / "scans" / f"{name}.signed.pdf")
    line = next(line for line in opened.source.text.split("\n") if "tháng" in line)
    assert line == f"Số: {REAL[name][0]}    Hà Nội, {REAL[name][1]}"
    assert {warning.code for warning in opened.warnings} <= {"R16", "R17", "R19", "R23"}
