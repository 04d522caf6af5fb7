"""Words that the engine doubted are read again closely; what stands must be agreed on or make sense."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dondoc.files.assembly import ReadPage, ReadWord, reread_words
from dondoc.files.ocr.close_words import ENLARGED, PADDING, with_close_words
from dondoc.files.ocr.tesseract import Found, Grey
from dondoc.files.warnings import reread_findings
from dondoc.reading.source import SourceText

PAGE = np.full((300, 2000), 255, dtype=np.uint8)
HEIGHT, WIDTH, GAP, AROUND = 30, 100, 10, 6


def _line(*texts: str, sure: float = 0.95) -> list[Found]:
    return [
        Found(text, left, 100, left + WIDTH, 100 + HEIGHT, sure, (1, 1, 1))
        for at, text in enumerate(texts)
        for left in (200 + at * (WIDTH + GAP),)
    ]


def _sheet_words(at: int, readings: tuple[str, ...]) -> list[Found]:
    """Give the words that the engine would find on a sheet of one word's four crops; "" where it finds none."""
    first = max(0, at - 2)
    found, top = [], PADDING
    for scale, text in zip(ENLARGED, readings, strict=True):
        left = PADDING + round((AROUND + (at - first) * (WIDTH + GAP)) * scale)
        height = round((HEIGHT + 2 * AROUND) * scale)
        if text:
            found.append(Found(text, left, top + 5, left + round(WIDTH * scale), top + height - 5, 0.9, (1, 1, 1)))
        top += height + PADDING
    return found


def _again(
    words: list[Found], at: int, sure: float, readings: tuple[str, ...], digits: tuple[str, ...] = ("",) * 4
) -> Found:
    words[at] = replace(words[at], confidence=sure)

    def read(picture: Grey, layout: int) -> list[Found]:
        return _sheet_words(at, readings)

    def read_digits(picture: Grey, layout: int) -> list[Found]:
        return _sheet_words(at, digits)

    mended = with_close_words(words, PAGE, read, read_digits)
    assert [word for n, word in enumerate(mended) if n != at] == [word for n, word in enumerate(words) if n != at]
    return mended[at]


@pytest.mark.parametrize(
    ("text", "readings", "digits", "expected"),
    [
        ("§5/70,", ("55/70,", "S5/70,", "", "5/70"), ("",) * 4, "55/70,"),  # broken: two whole readings are enough
        ("26/3ản", ("26/3an", "26/Bán", "26/an", ""), ("26/Ban",) * 4, "26/Ban"),  # the other data see it all
        ("§08", ("§08",) * 4, ("", "", "", ""), "808"),
        ("4/23,", ("*/23,", "?", "", ""), ("8/23", "5/23", "", ""), "4/23,"),  # nothing agrees: as it was
        ("3Í", ("31", "31", "3l", ""), ("",) * 4, "31"),
        ("15%", ("16%", "16%", "16%", "15%"), ("",) * 4, "16%"),
        ("15%", ("16%", "16%", "15%", ""), ("",) * 4, "15%"),  # a whole number needs three
        ("150", ("15", "15", "15", "15"), ("",) * 4, "150"),  # and never loses a digit
        ("20°C", ("20°C",) * 4, ("20°C",) * 4, "20°C"),
        ("100m²", ("100m²",) * 4, ("100m?",) * 4, "100m²"),
        ("A4", ("44",) * 4, ("44",) * 4, "A4"),
    ],
)  # fmt: skip
def test_numbers(text: str, readings: tuple[str, ...], digits: tuple[str, ...], expected: str) -> None:
    """A broken number takes the likeliest whole one, a whole one only what most agree on."""
    read = _again(_line("Bộ", "Xây", text, "và", "Bộ"), 2, 0.6, readings, digits)
    assert read.text == expected
    if expected != text:
        assert read.others[:2] == (expected, text)
        assert read.confidence <= 0.5


@pytest.mark.parametrize(
    ("text", "sure", "readings", "expected"),
    [
        ("FEEP)", 0.6, ("FEED)", "FEED)", "FEED)", "PEED)"), "FEED)"),
        ("FEEP)", 0.6, ("FEED)", "FEED)", "FEEP)", "PEED)"), "FEEP)"),
        ("FEEP)", 0.9, ("FEED)",) * 4, "FEEP)"),  # sure words are not asked
        ("cung,", 0.6, ("cung",) * 4, "cung"),
        ("thẩm,", 0.6, ("thâm,",) * 4, "thẩm,"),  # marks are left to the repair
        ("CHỦ", 0.6, ("SH",) * 4, "CHỦ"),  # half under a seal
        ("logisfics", 0.5, ("log1stics",) * 4, "logisfics"),
        ("II.", 0.5, ("IH.",) * 4, "II."),
        ("CƠ", 0.7, ("cơ",) * 4, "cơ"),
        ("Í", 0.6, ("CAO",) * 4, "Í"),
    ],
)  # fmt: skip
def test_words(text: str, sure: float, readings: tuple[str, ...], expected: str) -> None:
    """Three of four close readings decide."""
    read = _again(_line("được", "theo", text, "cấp", "trên"), 2, sure, readings)
    assert (read.text, read.others) == (expected, ())


def test_a_word_that_was_hardly_read_is_chosen_by_its_sentence() -> None:
    """Only among what was seen, and only where it reads clearly better."""
    words = _line("tại", "thành", "phế", "Huế", "và")
    assert _again(list(words), 2, 0.3, ("phó", "phó", "phố", "phó")).text == "phố"
    assert _again(list(words), 2, 0.6, ("phó", "phó", "phố", "phó")).text == "phế"
    assert _again(list(words), 2, 0.3, ("phó", "phó", "phó", "phó")).text == "phế"
    assert _again(_line("VIỆT", "NAM", "Í", "NGƯỜI"), 2, 0.3, ("CAO",) * 4).text == "Í"


def test_words_before_a_note_and_references_are_left() -> None:
    """The note's number would be read into the word; references are read again elsewhere."""
    words = _line("đạt", "90%", "[2]", "còn")
    assert _again(words, 1, 0.4, ("902",) * 4).text == "90%"
    assert _again(_line("số", "43/QĐ-UBND", "ngày"), 1, 0.4, ("48/QĐ-UBND",) * 4).text == "43/QĐ-UBND"


def test_a_number_that_changed_is_told_with_all_its_readings() -> None:
    """It names no cited document, so it speaks of a number."""
    word = ReadWord("55/70,", None, 0.5, " ", ("55/70,", "§5/70,"))
    pages = [ReadPage(1, ((word,),), 595, 842, "ocr")]
    (finding,) = reread_findings(reread_words(pages), SourceText.from_text("Bộ Xây dựng 55/70,", file_name="a.pdf"))
    assert finding.code == "R23"
    assert finding.message.startswith("Con số «55/70,» có cách đọc khác trên ảnh: §5/70,")
    assert dict(finding.details) == {"figures": "55/70, / §5/70,"}
