"""The name of the signatory whose first letters lie under the seal."""

from __future__ import annotations

import numpy as np
import pytest

from dondoc.files.ocr.signature_block import with_signature_block
from dondoc.files.ocr.signature_name import with_surname
from dondoc.files.ocr.tesseract import Found, Grey

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
