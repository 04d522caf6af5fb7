"""Footnote numbers are found on the picture, and stray marks taken off the words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import ImageDraw

from dondoc.files.assembly import line_text
from dondoc.files.ocr.edges import without_page_number, without_stray_marks
from dondoc.files.ocr.notes import _rising
from dondoc.files.ocr.page import read_picture
from dondoc.files.ocr.tesseract import Found
from tests.files import making

BODY = (
    ("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát kế hoạch", "1", ";"),
    ("đến nay có 12 xã, phường đạt tỷ lệ trên 90%", "2", ", còn lại"),
    ("chưa báo cáo kết quả thực hiện về Ủy ban nhân dân tỉnh", "3", "."),
)
NOTES = (("1", "Kế hoạch năm 2025 của tỉnh."), ("2", "Gồm các xã vùng cao."), ("3", "Báo cáo quý III."))


def _page() -> np.ndarray:
    image = making.sheet([])
    draw, face, small, tiny = ImageDraw.Draw(image), making.font(39), making.font(25), making.font(17)
    for at, (text, number, rest) in enumerate(BODY):
        top = 300 + 70 * at
        draw.text((170, top), text, font=face, fill=0)
        left = 170 + draw.textlength(text, font=face)
        draw.text((left + 1, top + 1), number, font=small, fill=0)
        draw.text((left + 2 + draw.textlength(number, font=small), top), rest, font=face, fill=0)
    for at, (number, text) in enumerate(NOTES):
        top = 1900 + 55 * at
        draw.text((170, top), number, font=tiny, fill=0)
        draw.text((190, top), text, font=making.font(28), fill=0)
    return np.asarray(image)


@making.needs_tesseract
def test_raised_numbers_become_notes() -> None:
    """A number behind a word stands in brackets before the punctuation, the number of a note before the note."""
    lines = [line_text(line) for line in read_picture(_page(), dpi=200, page=1, seconds=60) if line]
    assert lines[:3] == [
        "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát kế hoạch [1];",
        "đến nay có 12 xã, phường đạt tỷ lệ trên 90% [2], còn lại",
        "chưa báo cáo kết quả thực hiện về Ủy ban nhân dân tỉnh [3].",
    ]
    assert [line[:7] for line in lines[3:]] == ["[1] Kế ", "[2] Gồm", "[3] Báo"]


@making.needs_tesseract
def test_a_page_without_notes_stays_as_it_is() -> None:
    """Quotation marks, degrees and references are no notes."""
    lines = ["Phong trào “bốn tại chỗ”, “năm rõ” trong Công điện số 19/CĐ-UBND", "ở nhiệt độ 20°C, hạn “tháng 5”."]
    read = read_picture(np.asarray(making.sheet(lines)), dpi=200, page=1, seconds=60)
    assert "[" not in "\n".join(line_text(line) for line in read)


@pytest.mark.parametrize(
    ("readings", "known", "row"),
    [
        ([6, None, 8, 9], None, [6, 7, 8, 9]),
        ([None, 2, 3], None, [1, 2, 3]),
        ([1, 2, None], None, [1, 2, 3]),
        ([1, 2, None], {1, 2}, [1, 2, None]),
        ([4, None, 7], None, [4, None, 7]),
        ([1, 5, 2, 3], None, [1, None, 2, 3]),
        ([7], {7}, [7]),
        ([7], None, [None]),
        ([None, None], None, [None, None]),
    ],
)
def test_numbers_of_a_page_follow_on_each_other(
    readings: list[int | None], known: set[int] | None, row: list[int | None]
) -> None:
    """A gap is filled only where its number is certain; at the ends only with the number of a note."""
    assert _rising(readings, known) == row


def _words(texts: Sequence[str], sure: float = 0.7, line: int = 1) -> list[Found]:
    found, left = [], 100
    for text in texts:
        found.append(Found(text, left, 50 * line, left + 14 * len(text), 50 * line + 30, sure, (1, 1, line)))
        left += 14 * len(text) + (2 if text.endswith("-") and len(text) > 1 else 12)
    return found


def _cleaned(text: str, sure: float = 0.7) -> str:
    return " ".join(word.text for word in without_stray_marks(_words(text.split(), sure)))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("thực hiện' rõ", "thực hiện rõ"),
        ("cầu trương;{ tham ,gia _thực", "cầu trương; tham gia thực"),
        ("phối'hợp, yêu.cầu và giao;nhận", "phối hợp, yêu cầu và giao; nhận"),
        ("Ủy ban. nhân dân", "Ủy ban nhân dân"),
        ("NGHĨA VIỆT NAM.", "NGHĨA VIỆT NAM"),
        ("nhân dân -", "nhân dân"),
        ("Nghị quyết : số 8", "Nghị quyết số 8"),
        ("số 12/2021/QHI5 và 13/2021/QHI15;", "số 12/2021/QH15 và 13/2021/QH15;"),
        ("số 19/NQ- CP và 20NQ-CP,", "số 19/NQ-CP và 20/NQ-CP,"),
        ("phong trào “ba sẵn sàng”, (“gọn”).", "phong trào “ba sẵn sàng”, (“gọn”)."),
        ("TP. Huế, v.v. và ngày.... tháng", "TP. Huế, v.v. và ngày.... tháng"),
        ("- Sở Nội vụ", "- Sở Nội vụ"),
        ("chinhphu.vn, 10.5, 3:4", "chinhphu.vn, 10.5, 3:4"),
        ("thứ Hai.", "thứ Hai."),
    ],
)
def test_stray_marks_go(read: str, meant: str) -> None:
    """What cannot be meant goes; what can be meant stays."""
    assert _cleaned(read) == meant


def test_a_quotation_mark_needs_its_partner() -> None:
    """A doubtful mark without one goes, unless its partner may stand on the page before or after."""
    before, after = ["và"] * 70, ["và"] * 70
    assert _cleaned(" ".join([*before, "“yêu", "cầu", *after])) == " ".join([*before, "yêu", "cầu", *after])
    assert _cleaned(" ".join([*before, "rõ”,", *after])) == " ".join([*before, "rõ,", *after])
    assert _cleaned(" ".join([*before, "này.”", *after])) == " ".join([*before, "này.”", *after])
    assert _cleaned("rõ” và “yêu") == "rõ” và “yêu"
    assert _cleaned(" ".join([*before, "“yêu", *after]), sure=0.95) == " ".join([*before, "“yêu", *after])


def test_what_was_read_surely_stays() -> None:
    """Only doubt lets a mark go."""
    assert _cleaned("Ủy ban. nhân dân -", sure=0.95) == "Ủy ban. nhân dân -"


def test_the_number_of_a_page_is_no_text() -> None:
    """Alone in the first line at the top, or in the last at the bottom; anywhere else a number is text."""
    top, body = _words(["2"], line=1), _words(["Sở", "Nội", "vụ"], line=20)
    assert without_page_number([*top, *body], rows=2339) == body
    assert without_page_number([*body, *_words(["-", "12", "-"], line=45)], rows=2339) == body
    middle = _words(["3"], line=30)
    assert without_page_number([*top, *middle, *body], rows=2339) == [*middle, *body]
