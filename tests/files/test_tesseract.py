"""The words of the engine's table: what it sees twice is one."""

from __future__ import annotations

import pytest

from dondoc.files.ocr.tesseract import parse_tsv


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("II/⁄2028", "II/2028"),
        ("220/CĐÐ-TTg", "220/CĐ-TTg"),
        ("QÐ-BYT", "QĐ-BYT"),
        ("QĐÐ-TTg", "QĐ-TTg"),
        ("HĐĐT", "HĐĐT"),
    ],
)
def test_what_the_engine_sees_twice_is_one(seen: str, printed: str) -> None:
    """One stroke of division, one Đ; two Đ of an abbreviation stay two."""
    row = f"5\t1\t1\t1\t1\t1\t10\t10\t80\t40\t90.0\t{seen}"
    assert [word.text for word in parse_tsv(f"head\n{row}")] == [printed]
