"""The name of the signatory whose first letters lie under the seal."""

from __future__ import annotations

import numpy as np
import pytest

from dondoc.files import open_document
from dondoc.files.ocr.letter_widths import width_of
from dondoc.files.ocr.signature_block import with_signature_block
from dondoc.files.ocr.signature_name import with_name, with_surname
from dondoc.files.ocr.tesseract import Found, Grey
from dondoc.files.warnings import completed_findings, of_signers
from dondoc.reading.pipeline import read_directive
from dondoc.reading.source import SourceText
from tests.files.making import SHARED, needs_scans, needs_tesseract

PAGE = np.full((2339, 1654), 255, dtype=np.uint8)


def _line(text: str, *, left: int = 1000, top: int = 1900, line: int = 1, sure: float = 0.96) -> list[Found]:
    found = []
    for word in text.split():
        found.append(Found(word, left, top, left + 18 * len(word), top + 30, sure, (1, 1, line)))
        left += 18 * len(word) + 14
    return found


def _mended(first: str, *readings: str) -> str:
    said = iter(readings)

    def read(picture: Grey, layout: int) -> list[Found]:
        return _line(next(said, ""))

    return " ".join(word.text for word in with_surname(_line(first), PAGE, read))


@pytest.mark.parametrize(
    ("first", "readings", "name"),
    [
        ("ê Thu Trang", ("Lê Thu Trang", "“Lê Thu Trang", "Lê Thu Trang"), "Lê Thu Trang"),
        ("Thu Trang", ("Zs ƒPhạm Thu Trang",), "Phạm Thu Trang"),
        ("PHạm Thu Trang", (), "Phạm Thu Trang"),
        ("Thu Trang", ("PNạm Thu Trang",), "Phạm Thu Trang"),
        ("Thu Trang", ("Bé Thu Trang",), "Thu Trang"),  # two letters once: no more than a piece of the seal
        ("Thu Trang", ("Hoàng Thu Trang", "Phạm Thu Trang"), "Thu Trang"),  # readings disagree
        ("Thu Trang", ("Văn Thu Trang",) * 4, "Thu Trang"),  # a middle name
        ("Thu Trang", ("=~ Thu Trang", ""), "Thu Trang"),
        ("Phạm Thu Trang", ("Lê Thu Trang",) * 4, "Phạm Thu Trang"),
        ("PHÓ CHỦ TỊCH", ("Lê CHỦ TỊCH",) * 4, "PHÓ CHỦ TỊCH"),
    ],
)
def test_a_surname_is_told_where_readings_agree(first: str, readings: tuple[str, ...], name: str) -> None:
    """Nothing is guessed: one clear surname, or the name stays as it was read."""
    assert _mended(first, *readings) == name


def test_a_told_surname_is_marked_as_doubtful() -> None:
    """The desk shows it to be looked at."""
    line = with_surname(_line("Thu Trang"), PAGE, lambda picture, layout: _line("Phạm Thu Trang"))
    assert [word.confidence for word in line] == [0.5, 0.96, 0.96]
    assert line[0].right <= line[1].left


def _centred(text: str, middle: int, top: int, *, shown: int) -> list[Found]:
    """Give the last `shown` words of a line of bold print of 39 pixels, set around a middle."""
    right = middle + width_of(text) * 39 / 2
    words: list[Found] = []
    for word in reversed(text.split()):
        left = right - width_of(word) * 39
        words.insert(0, Found(word, round(left), top, round(right), top + 30, 0.96, (1, 1, 1)))
        right = left - width_of(" ") * 39
    return words[-shown:]


@pytest.mark.parametrize(
    ("roles", "name", "shown", "glimpse", "told"),
    [
        ((("KT. CHỦ TỊCH", 3), ("PHÓ CHỦ TỊCH", 2)), "Trần Thu Trang", 2, "zw#Tan", "Trần Thu Trang"),
        ((("KT. CHỦ TỊCH", 1), ("PHÓ CHỦ TỊCH", 1)), "Bùi Thu Trang", 2, "-- Bi", "Bùi Thu Trang"),
        ((("CHỦ TỊCH", 2),), "Nguyễn Danh Trang", 2, "uyf", "Nguyễn Danh Trang"),  # "Danh" is a surname too
        ((("TM. ỦY BAN NHÂN DÂN", 5), ("CHỦ TỊCH", 1)), "Lê Thu Trang", 2, "=1e", "Lê Thu Trang"),
        ((("CHỦ TỊCH", 2),), "Đinh Thu Trang", 2, "", "Thu Trang"),  # others are as wide, and nothing shows
        ((("CHỦ TỊCH", 2),), "Danh Thu Trang", 3, "Lê", "Danh Thu Trang"),  # nothing is missing
        ((("BÁO CÁO", 2),), "Trần Thu Trang", 2, "Tan", "Thu Trang"),  # no role to be centred below
    ],
)
def test_a_covered_name_is_told_by_its_width_and_what_shows(
    roles: tuple[tuple[str, int], ...], name: str, shown: int, glimpse: str, told: str
) -> None:
    """All lines stand around one middle: few surnames are as wide as what is covered, and fewer have those letters."""
    rows = [_centred(role, 1200, 1500 + 50 * at, shown=words) for at, (role, words) in enumerate(roles)]
    rows.append(_centred(name, 1200, 1900, shown=shown))
    seen = f"{glimpse} {' '.join(word.text for word in rows[-1])}"

    def read(picture: Grey, layout: int) -> list[Found]:
        return _line(seen)

    mended = with_name(rows, len(rows) - 1, PAGE, read, said="")
    assert " ".join(word.text for word in mended[-1]) == told
    assert mended[-1][0].others[:1] == ((told,) if len(told.split()) > shown else ())
    if told == name:
        assert [" ".join(word.text for word in row) for row in mended[:-1]] == [role for role, _ in roles]


def test_a_name_that_was_told_is_a_finding_with_the_others_it_may_be() -> None:
    """Nobody confirms it unseen."""
    source = SourceText.from_text("PHÓ CHỦ TỊCH\nTrần Thu Trang", file_name="a.pdf")
    (finding,) = completed_findings([("Trần Thu Trang", "Phan Thu Trang")], source)
    assert (finding.code, finding.severity, finding.source is not None) == ("R19", "warning", True)
    assert dict(finding.details) == {"signatories": "Trần Thu Trang / Phan Thu Trang"}
    assert "Phan Thu Trang" in finding.message


@pytest.mark.parametrize(
    ("signers", "found"),
    [
        (("Trần Thu Trang",), False),  # as it stands below the document
        (("Phan Thu Trang",), True),
        (("Phan Thu Trang", "Trần Thu Trang"), False),  # one of them is
        (("ỦY BAN NHÂN DÂN TỈNH",), False),  # a body's certificate names nobody
        (("VĂN PHÒNG CHÍNH PHỦ", ""), False),
        ((), False),
    ],
)
def test_a_person_who_signed_digitally_and_is_not_named_is_a_finding(signers: tuple[str, ...], found: bool) -> None:
    """A certificate is never taken for the name below the document; where they differ, that is said."""
    findings = list(of_signers([{"signer": signer} for signer in signers], "PHÓ CHỦ TỊCH\n Trần  Thu Trang"))
    assert [finding.code for finding in findings] == (["R20"] if found else [])
    assert all("Phan Thu Trang" in finding.message for finding in findings)


def test_recipients_are_known_by_their_last_line_too() -> None:
    """Where "Nơi nhận" was not read, the short lines above "Lưu" are the recipients, and the block stands beside."""
    body = _line(
        "Điều 3. Các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định", left=190, top=1500, line=1
    )
    copies = [*_line("- Các sở;", left=190, top=1600, line=2), *_line("- Lưu: VT.", left=190, top=1650, line=3)]
    beside = _line("CHỦ TỊCH", left=1100, top=1600, line=2)

    def read(picture: Grey, layout: int) -> list[Found]:
        return _line("Phạm Thu Trang", left=300, top=400) if layout == 11 else []

    found = with_signature_block([*body, *copies[:3], *beside, *copies[3:]], PAGE, read, read)
    assert [word.text for word in found[-5:]] == ["CHỦ", "TỊCH", "Phạm", "Thu", "Trang"]


REAL = {"186-cd": "Phó Thủ tướng", "9533-cn": "Thứ trưởng"}


@needs_tesseract
@needs_scans
@pytest.mark.parametrize("name", REAL)
def test_real_names_under_a_seal(name: str) -> None:
    """The seal covers the surname on most real scans; what is told is said to be told."""
    opened = open_document(SHARED / "scans" / f"{name}.signed.pdf")
    head = read_directive(opened.source).register.directive
    said = next(warning for warning in opened.warnings if warning.code == "R19")
    assert head.signatory_role == REAL[name]
    assert head.signatory == dict(said.details)["signatories"].split(" / ")[0]
    assert head.signatory is not None
    assert len(head.signatory.split()) == 3
