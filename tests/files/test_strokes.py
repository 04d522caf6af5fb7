"""Roman numerals of quarters and sections are counted by their strokes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from dondoc.files import open_document
from dondoc.files.ocr.strokes import count_strokes, with_counted_strokes
from dondoc.files.ocr.tesseract import Found, Grey
from tests.files.making import font, needs_tesseract, scan_pdf, sheet

SIZE = 58  # pixels: 14 points at 300 dots per inch


def word(text: str, *, blur: float = 0.0) -> Grey:
    """Give the picture of a word, as tight as the engine cuts it."""
    image = Image.new("L", (600, 120), 255)
    draw = ImageDraw.Draw(image)
    draw.text((20, 20), text, font=font(SIZE), fill=0)
    box = draw.textbbox((20, 20), text, font=font(SIZE))
    grey = image.filter(ImageFilter.GaussianBlur(blur)) if blur else image
    return np.asarray(grey.crop(tuple(round(side) for side in box)))


@pytest.mark.parametrize("blur", [0.0, 1.5])
@pytest.mark.parametrize(
    ("text", "strokes"),
    [
        ("I.", (1,)), ("II.", (2,)), ("III.", (3,)), ("I/2030", (1,)), ("II/2030", (2,)), ("III/2026,", (3,)),
        ("II-III", (2, 3)), ("I-II/2026", (1, 2)), ("I-IV", (1, 1)), ("H.", ()), ("V/2030", (0,)), ("IV.", (1,)),
    ],
)  # fmt: skip
def test_upright_strokes_are_counted(text: str, strokes: tuple[int, ...], blur: float) -> None:
    """Neither the bar of an H, the arms of a V nor the stroke before a year counts."""
    assert count_strokes(word(text, blur=blur)) == strokes


def test_what_is_too_small_or_empty_has_no_strokes() -> None:
    """A speck or a white crop tells nothing."""
    assert count_strokes(np.full((6, 20), 255, np.uint8)) == ()
    assert count_strokes(np.full((40, 60), 255, np.uint8)) == ()


def read_as(before: str, seen: str, meant: str, after: str = "") -> list[str]:
    """Give the words of a line in which the engine read `seen` where `meant` is printed."""
    crop = word(meant)
    page = np.full((crop.shape[0] + 20, crop.shape[1] + 400), 255, np.uint8)
    page[10 : 10 + crop.shape[0], 200 : 200 + crop.shape[1]] = crop
    row = (1, 1, 1)
    words = [Found(seen, 200, 10, 200 + crop.shape[1], 10 + crop.shape[0], 0.9, row)]
    words += [Found(after, 300 + crop.shape[1], 10, 390 + crop.shape[1], 40, 0.9, row)] if after else []
    words = [Found(before, 100, 10, 190, 40, 0.9, row), *words] if before else words
    return [found.text for found in with_counted_strokes(words, page)]


@pytest.mark.parametrize(
    ("before", "seen", "meant", "after", "words"),
    [
        ("Quý", "I/2030", "II/2030", "", ["Quý", "II/2030"]),
        ("quý", "H/2030;", "II/2030;", "", ["quý", "II/2030;"]),
        ("quý", "II", "III", "năm", ["quý", "III", "năm"]),
        ("quý", "I-II/2026", "II-III/2026", "", ["quý", "II-III/2026"]),
        ("quý I và", "I/2026", "II/2026", "", ["quý I và", "II/2026"]),
        ("quý I,", "I/2026", "II/2026", "", ["quý I,", "II/2026"]),
        ("quý đó, mục", "I", "II", "", ["quý đó, mục", "I"]),
        ("quý", "IV/2030", "IV/2030", "", ["quý", "IV/2030"]),
        ("quý", "1/2030", "I/2030", "", ["quý", "1/2030"]),
        ("quy", "hoạch", "hoạch", "", ["quy", "hoạch"]),
        ("", "H.", "II.", "NỘI DUNG", ["II.", "NỘI DUNG"]),
        ("", "HI.", "III.", "KINH PHÍ", ["III.", "KINH PHÍ"]),
        ("", "H.", "H.", "NỘI DUNG", ["H.", "NỘI DUNG"]),
        ("", "H.", "II.", "Nội dung", ["H.", "Nội dung"]),
        ("theo", "H.", "II.", "NỘI DUNG", ["theo", "H.", "NỘI DUNG"]),
    ],
)  # fmt: skip
def test_quarters_and_sections_get_their_strokes(
    before: str, seen: str, meant: str, after: str, words: list[str]
) -> None:
    """What stands elsewhere stays as it was read."""
    assert read_as(before, seen, meant, after) == words


@needs_tesseract
def test_sections_of_a_scan_keep_their_numbers(tmp_path: Path) -> None:
    """Every section and every quarter of a page comes as it is printed."""
    lines = [
        "I. MỤC ĐÍCH, YÊU CẦU", "Nâng cao chất lượng dịch vụ của các bến xe trong tỉnh.",
        "II. NỘI DUNG", "1. Sở Xây dựng công bố bảng giá trong quý II/2026 và quý III/2027.",
        "III. KINH PHÍ", "2. Sở Tài chính bố trí kinh phí trước quý I/2026 và quý II/2028.",
    ]  # fmt: skip
    text = open_document(scan_pdf(tmp_path / "so.pdf", [sheet(lines)])).source.text
    for words in ("MỤC ĐÍCH", "II. NỘI", "III. KINH", "quý II/2026", "quý III/2027", "quý II/2028"):
        assert words in text
