"""The shape of a Vietnamese syllable, and what else can stand in an official text."""

from __future__ import annotations

import re

import pytest

from dondoc.files.syllables import is_plausible, is_syllable

SOUND = re.findall(
    r"\w+",
    "Nguyễn chuyển quyết nghiêm người thương nghiệp khuyến thuyền ngoài xoáy khuỷu rượu yêu giữa gì quý quốc huyện "
    "đổi ủy uỷ hoà hòa xoong ngoằn thuở luỹ tuyết oan ân ý ở Đắk",
)


@pytest.mark.parametrize("word", SOUND)
def test_syllables_are_known_by_their_shape(word: str) -> None:
    """Every onset, vowel and coda of the language."""
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["chtre", "d6", "cdc", "wu", "ggtšnp", "BDX", "1a", "vớợ", ""])
def test_ruins_are_no_syllables(word: str) -> None:
    """What a wrong engine makes of a syllable."""
    assert not is_syllable(word)


@pytest.mark.parametrize("word", ["2025,", "190/CĐ-TTg", "IV.", "(tỉnh)", "8%", "05/10/2025"])
def test_numbers_and_references_are_plausible(word: str) -> None:
    """They carry facts and are never taken for specks."""
    assert is_plausible(word)
