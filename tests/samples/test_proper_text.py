"""The proper text of the sample programme against its source."""

from __future__ import annotations

import difflib
import re
import unicodedata
from pathlib import Path

import pytest

from tests.samples.vietnamese import NOT_SYLLABLES, is_syllable

SAMPLES = Path(__file__).parents[2] / "samples"
SOURCE = (SAMPLES / "50-CTr-TU.ocr.txt").read_text(encoding="utf-8")
PROPER = (SAMPLES / "50-CTr-TU.txt").read_text(encoding="utf-8")
LINES = list(zip(SOURCE.split("\n"), PROPER.split("\n"), strict=True))
LAST_WRITTEN = 893


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isalnum())


def test_it_has_the_lines_of_the_source():
    """As many lines; a line is blank in both or in neither; the stamps are the same."""
    assert [not seen.strip() for seen, _ in LINES] == [not meant.strip() for _, meant in LINES]
    assert all(seen == meant for seen, meant in LINES[LAST_WRITTEN:])
    assert PROPER.count("\n") == SOURCE.count("\n") == 909


def test_it_begins_a_line_with_a_space_where_the_source_does():
    assert [seen.startswith(" ") for seen, _ in LINES] == [meant.startswith(" ") for _, meant in LINES]


def test_it_is_composed_unicode_without_stray_spaces():
    assert unicodedata.normalize("NFC", PROPER) == PROPER
    assert not re.search(r"[^\S\n]\n|\S {2,}\S|[\u00a0\u200b\ufeff]", PROPER)


def test_every_word_is_a_vietnamese_syllable_or_a_listed_exception():
    words = {word.lower() for _, line in LINES[:LAST_WRITTEN] for word in re.findall(r"[^\W\d_]+", line)}
    assert sorted(word for word in words - NOT_SYLLABLES if not is_syllable(word)) == []
    assert sorted(NOT_SYLLABLES - words) == []


@pytest.mark.parametrize("word", ["thirc", "ciia", "quyét", "viêc", "ngị", "đảg", "qưa", "tốth"])
def test_the_syllable_check_knows_a_misspelling(word: str):
    assert not is_syllable(word)


def test_no_line_strays_far_from_the_letters_of_the_source():
    """Letters without marks and case agree in most places: no line was skipped, doubled or put elsewhere."""
    far = [
        number
        for number, (seen, meant) in enumerate(LINES, 1)
        if difflib.SequenceMatcher(None, _folded(seen), _folded(meant), autojunk=False).ratio() < 0.6
    ]
    assert far == []


def test_line_for_line_the_words_are_as_many():
    """Word counts differ only where the engine split or joined words."""
    differing = [number for number, (seen, meant) in enumerate(LINES, 1) if len(seen.split()) != len(meant.split())]
    assert differing == [222, 337, 691, 889]


def test_numbers_agree_but_for_the_decided_ones():
    """Digits of the proper text stand in the source line too, unless the line has a decision about them."""
    strange = {
        number
        for number, (seen, meant) in enumerate(LINES, 1)
        for digits in re.findall(r"\d+", meant)
        if digits not in re.findall(r"\d+", seen)
    }
    assert strange <= {116}
