"""Marks of secrecy and urgency: told in text, in Word files, and in frames stamped askew on scans."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from dondoc.files import open_document
from dondoc.files.marks import mark_findings
from dondoc.files.ocr.framed import find_frames
from dondoc.reading.source import SourceText
from tests.files.making import LINES, font, needs_tesseract, sheet

BODY = "1. Sở Nội vụ rà soát các văn bản có độ mật, báo cáo khẩn trước ngày 15 tháng 3 năm 2026."


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("MẬT", {"R21": "MẬT"}),
        ("Số: 12/KH-SNV | TỐI MẬT", {"R21": "TỐI MẬT"}),
        ("Số: 12/KH-SNV    Huế, ngày 5 tháng 3 năm 2026\n  TUYET MAT.", {"R21": "TUYỆT MẬT"}),
        ("HỎA TỐC\nMẬT", {"R21": "MẬT", "R22": "HỎA TỐC"}),
        ("Độ mật: Tối mật", {"R21": "TỐI MẬT"}),
        ("Độ khẩn: Thượng khẩn", {"R22": "THƯỢNG KHẨN"}),
        ("HOẢ TỐC HẸN GIỜ", {"R22": "HỎA TỐC HẸN GIỜ"}),
        ("BẢO VỆ BÍ MẬT NHÀ NƯỚC", {}),  # what a plan is about
        ("mật", {}),
        ("", {}),
    ],
)
def test_marks_by_the_letterhead_are_findings(head: str, found: dict[str, str]) -> None:
    """A mark stands by itself; words of a sentence are none."""
    source = SourceText.from_text(f"SỞ NỘI VỤ\n{head}\nKẾ HOẠCH\n{BODY}", file_name="a.txt")
    assert {one.code: dict(one.details)["mark"] for one in mark_findings(source)} == found


def test_a_mark_far_below_is_none() -> None:
    """Names of columns and forms further on are not the class of the document."""
    source = SourceText.from_text("\n".join([BODY] * 40 + ["MẬT"]), file_name="a.txt")
    assert not list(mark_findings(source))


def test_a_line_of_nothing_but_blanks_takes_no_time() -> None:
    """A mark between a million blanks is found; each blank must not look at all that follow it."""
    source = SourceText.from_text(" " * 1_000_000 + "MẬT" + "\t" * 300_000, file_name="a.txt")
    started = time.process_time()
    assert [one.code for one in mark_findings(source)] == ["R21"]
    assert time.process_time() - started < 10


def test_a_secret_document_is_said_to_be_so_when_it_is_opened(tmp_path: Path) -> None:
    """The sentence says what to do."""
    path = tmp_path / "ke-hoach.txt"
    path.write_text(f"SỞ NỘI VỤ\nTỐI MẬT\nKẾ HOẠCH\n{BODY}", encoding="utf-8")
    (warning,) = open_document(path).warnings
    assert (warning.code, warning.severity) == ("R21", "error")
    assert "bí mật nhà nước" in warning.message
    assert "xóa" in warning.fix


def _stamped(mark: str, degrees: float, *, double: bool) -> Image.Image:
    page = sheet(LINES).convert("L")
    letters = font(44)
    wide = round(letters.getlength(mark)) + 70
    stamp = Image.new("L", (wide, 100), 255)
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((5, 5, wide - 6, 94), outline=0, width=4)
    if double:
        draw.rectangle((13, 13, wide - 14, 86), outline=0, width=2)
    draw.text((35, 22), mark, font=letters, fill=0)
    turned = stamp.rotate(degrees, expand=True, fillcolor=255)
    page.paste(turned, (page.width - turned.width - 60, 30))
    return page


@pytest.mark.parametrize(("degrees", "double"), [(0, False), (4, True), (-6, False)])
def test_frames_are_found_with_their_tilt(degrees: int, double: bool) -> None:
    """To a degree, so that the word in it can be read."""
    frames = find_frames(np.asarray(_stamped("TỐI MẬT", degrees, double=double)), dpi=200)
    assert any(abs(frame.degrees + degrees) < 1 for frame in frames)


@needs_tesseract
@pytest.mark.parametrize(("mark", "code", "degrees"), [("TỐI MẬT", "R21", 4), ("HỎA TỐC", "R22", -6)])
def test_marks_stamped_askew_are_read(tmp_path: Path, mark: str, code: str, degrees: int) -> None:
    """The engine takes such a stamp for a picture."""
    path = tmp_path / "scan.png"
    _stamped(mark, degrees, double=True).save(path, dpi=(200, 200))
    assert code in {warning.code for warning in open_document(path).warnings}
