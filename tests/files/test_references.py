"""References on scans whose digits the engine parts or takes for others."""

from __future__ import annotations

import numpy as np
import pytest

from dondoc.files.assembly import ReadPage, ReadWord, completed_lines, reread_words
from dondoc.files.ocr.ones import with_ones_joined
from dondoc.files.ocr.references import with_references
from dondoc.files.ocr.tesseract import Found, Grey
from dondoc.files.warnings import reread_findings
from dondoc.reading.source import SourceText

PAGE = np.full((400, 1600), 255, dtype=np.uint8)


def _words(*texts: str, sure: float = 0.4, gap: int = 9) -> list[Found]:
    found, left = [], 200
    for text in texts:
        found.append(Found(text, left, 100, left + 18 * len(text), 130, sure, (1, 1, 1)))
        left += 18 * len(text) + gap
    return found


def _read_again(words: list[Found], *readings: str) -> list[Found]:
    said = iter(readings)

    def read(picture: Grey, layout: int, language: str) -> list[Found]:
        return _words(*next(said).split())

    return with_references(words, PAGE, read)


@pytest.mark.parametrize(
    ("texts", "readings", "text", "others"),
    [
        (("số", "61", "1/TTr-SNV"), ("số 611/TTr-SNV",) * 4, "số 611/TTr-SNV", ("611/TTr-SNV", "61 1/TTr-SNV")),
        (
            ("số", "1", "139/2021/NĐ-CP;"), ("sé 115/2021/ND-CP", "115/2021/NĐ-CP") * 2,
            "số 115/2021/NĐ-CP;", ("115/2021/NĐ-CP;", "1 139/2021/NĐ-CP;"),
        ),
        (("số", "43/QĐ-UBND"), ("143/QĐ-UBND",) * 3 + ("",), "số 143/QĐ-UBND", ("143/QĐ-UBND", "43/QĐ-UBND")),
        (("số", "43/QĐ-UBND"), ("43/QĐ-UBND",) * 4, "số 43/QĐ-UBND", ()),  # confirmed
        (
            ("số", "43/QĐ-UBND"), ("143/QĐ-UBND", "48/QĐ-UBND", "43/QĐ-UBND", ""),
            "số 43/QĐ-UBND", ("43/QĐ-UBND", "143/QĐ-UBND", "48/QĐ-UBND"),
        ),  # no agreement: it stays, and is doubtful
        (("số", "43/QĐ-UBND"), ("~",) * 4, "số 43/QĐ-UBND", ()),
        (("số", "61", "1/TTr-SNV"), ("61 1/TTr-SNV",) * 4, "số 61 1/TTr-SNV", ("1/TTr-SNV", "611/TTr-SNV")),
        (("số", "61", "1/TTr-SNV"), ("",) * 4, "số 61 1/TTr-SNV", ("1/TTr-SNV", "611/TTr-SNV")),
    ],
)  # fmt: skip
def test_most_close_readings_decide(
    texts: tuple[str, ...], readings: tuple[str, ...], text: str, others: tuple[str, ...]
) -> None:
    """Three of four; what differs is told, and nothing changes unseen."""
    mended = _read_again(_words(*texts), *readings)
    assert " ".join(word.text for word in mended) == text
    assert mended[-1].others == others


def test_a_sure_reference_and_other_words_are_not_read_again() -> None:
    """Reading again costs time: only what is doubtful."""
    words = _words("số", "43/QĐ-UBND", "ngày", "01/3/2026", sure=0.95)
    assert _read_again(words) == words
    apart = _words("khoản", "2", "43/QĐ-UBND", sure=0.95, gap=60)
    assert _read_again(apart) == apart


def test_what_was_read_again_is_a_finding_with_all_readings() -> None:
    """The place is that of the reading that stands."""
    word = ReadWord("611/TTr-SNV", None, 0.5, " ", ("611/TTr-SNV", "61 1/TTr-SNV"))
    name = ReadWord("Trần", None, 0.5, " ", ("Trần Thu Hà", "Phan Thu Hà"))
    pages = [ReadPage(1, ((word,), (name,)), 595, 842, "ocr")]
    assert completed_lines(pages) == [name.others]
    (finding,) = reread_findings(
        reread_words(pages), SourceText.from_text("Tờ trình số 611/TTr-SNV", file_name="a.pdf")
    )
    assert finding.code == "R23"
    assert dict(finding.details) == {"references": "611/TTr-SNV / 61 1/TTr-SNV"}
    assert finding.source is not None


@pytest.mark.parametrize(
    ("words", "gap", "joined"),
    [
        (("ngày", "1", "1", "tháng", "10"), 8, "ngày 11 tháng 10"),  # no wider than the other spaces
        (("ngày", "1", "1", "tháng", "10"), 15, "ngày 1 1 tháng 10"),  # a space, and the white around two ones
        (("số", "5551", "12.89", "và", "2"), 8, "số 555112.89 và 2"),
        (("số", "5552", "12.89", "và", "2"), 8, "số 5552 12.89 và 2"),
        (("ngày", "1", "1"), 8, "ngày 1 1"),  # too few spaces to compare with
    ],
)
def test_a_number_parted_between_ones_is_joined(words: tuple[str, ...], gap: int, joined: str) -> None:
    """A real space between two ones is wider than the others of its line."""
    line = _words(*words, sure=0.9)
    line = [word.moved(gap - 9, 0) if at > 1 else word for at, word in enumerate(line)]
    mended = with_ones_joined(line)
    assert " ".join(word.text for word in mended) == joined
    assert [word.confidence for word in mended if word not in line] == ([0.5] if len(mended) < len(line) else [])
