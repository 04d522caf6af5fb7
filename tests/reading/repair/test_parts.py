"""The parts of repair, each alone: units, tone marks, capitals, tables, spelling, channel, writing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.repair.casing import settle
from dondoc.reading.repair.channel import split_syllable
from dondoc.reading.repair.model import load
from dondoc.reading.repair.tables import LOAD, Table, pack
from dondoc.reading.repair.tokens import Kind, clean_units, numeric_class, seen_units
from dondoc.reading.repair.tone import new_placement
from dondoc.reading.repair.writing import Decision, write
from dondoc.reading.source import Span


def words(text: str) -> list[str]:
    return [unit.text for unit in seen_units(text) if unit.kind in (Kind.WORD, Kind.NUMBER)]


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("cac cép, cac nganh.", ["cac", "cép", "cac", "nganh"]),
        ("1a & d6 b01", ["1a", "&", "d6", "b01"]),
        ("s6 623/QD-TTg ngay 19/5/2021", ["s6", "623/QD-TTg", "ngay", "19/5/2021"]),
        ("kinh té - xa hoi", ["kinh", "té", "xa", "hoi"]),
        ("dat 7-7,5%/nam", ["dat", "7-7,5%", "nam"]),
        ("ngu(?ig nhan lyc", ["ngu(?ig", "nhan", "lyc"]),
    ],
)
def test_damaged_lines_are_cut_into_units(line: str, units: list[str]) -> None:
    assert words(line)[: len(units)] == units or words(line) == units


@given(st.text(max_size=200))
def test_units_quote_their_line_and_are_apart(text: str) -> None:
    last = 0
    for unit in seen_units(text):
        assert unit.span.of(text) == unit.text
        assert unit.span.start >= last
        last = unit.span.end


def test_a_letter_before_a_bracket_is_a_label() -> None:
    assert seen_units("b) cac")[0].kind == Kind.LABEL


def test_clean_text_gives_words_and_classes() -> None:
    found = list(clean_units("Điều 5, ngày 19/5/2021."))
    assert [surface for surface, _ in found] == ["Điều", "5", ",", "ngày", "19/5/2021", "."]
    assert found[0][1] is None
    assert numeric_class("2021") != numeric_class("21")


@pytest.mark.parametrize(
    ("old", "new"), [("hoà", "hòa"), ("UỶ", "ỦY"), ("Thuý", "Thúy"), ("quý", "quý"), ("khoẻ", "khỏe"), ("hoàn", "hoàn")]
)
def test_tone_marks_move_to_the_newer_place(old: str, new: str) -> None:
    assert new_placement(old) == new


def settled(words: str, seen: str) -> str:
    """Settle the capitals of a line of syllables."""
    line = words.split()
    return " ".join(settle(line, seen.split(), [True] * len(line)))


def test_a_word_among_capitals_is_in_capitals() -> None:
    assert settled("BẢO VỆ Bí MẬT NHÀ", "BAO VE Bi MAT NHA") == "BẢO VỆ BÍ MẬT NHÀ"


def test_a_short_word_in_capitals_among_small_letters_gets_one() -> None:
    assert settled("của SỞ Tài chính", "cua SO Tai chinh") == "của Sở Tài chính"


def test_what_was_surely_seen_in_capitals_keeps_them_and_what_may_have_been_follows_one_neighbour() -> None:
    assert settled("gồm thuế VAT là", "gom thué VAT 1a") == "gồm thuế VAT là"
    assert settled("Bí THƯ", "Bi THU") == "BÍ THƯ"
    assert settled("Bộ TRƯỞNG", "BO TRUONG") == "BỘ TRƯỞNG"
    assert settled("Phú THỌ", "Phu THO") == "Phú THỌ"


def test_at_the_end_of_a_line_only_a_short_word_follows_the_capitals_before_it() -> None:
    assert settled("CHÍNH PHỦ điện", "CHINH PHU dién") == "CHÍNH PHỦ điện"
    assert settled("QUYẾT CỦA Sở", "QUYET CUA Sé") == "QUYẾT CỦA SỞ"


def test_acronyms_and_numerals_keep_their_capitals() -> None:
    assert settle(["của", "TTĐT", "tỉnh"], ["cua", "TTDT", "tinh"], [True, False, True])[1] == "TTĐT"
    assert settled("khóa XIV nhiệm kỳ", "khoa XIV nhiém ky") == "khóa XIV nhiệm kỳ"


def test_a_table_gives_back_what_was_put_in_and_rarely_more() -> None:
    rng = np.random.default_rng(1)
    keys = rng.integers(0, 2**63, 20_000, dtype=np.uint64)
    codes = rng.integers(1, 255, len(keys)).astype(np.uint8)
    table = Table.unpack(pack(keys, codes, np.ones(len(keys))))
    found = table.ask(keys)
    assert (found == codes).mean() > 0.985  # the share that overflows its bucket at this load is left out
    others = rng.integers(0, 2**63, 200_000, dtype=np.uint64)
    assert (table.ask(others) > 0).mean() < 3 * LOAD / 65_536


def test_foreign_words_are_spelled_likelier_than_ruins() -> None:
    spelling = load().finder.spelling
    for word, ruin in [("logistics", "lgxbtqzcs"), ("web", "xtg"), ("Hanoi", "Hqgxi"), ("index", "xtmgd")]:
        assert spelling.log(word) > spelling.log(ruin)


@pytest.mark.parametrize(
    ("syllable", "parts"), [("nghiêm", ("ngh", "iêm")), ("ở", ("ở", "")), ("quý", ("qu", "ý")), ("gì", ("g", "ì"))]
)
def test_syllables_are_cut_into_onset_and_rime(syllable: str, parts: tuple[str, str]) -> None:
    assert split_syllable(syllable) == parts


@pytest.mark.parametrize(
    ("seen", "meant"),
    [("nghiém", "nghiêm"), ("1a", "là"), ("ctia", "của"), ("Nghi", "Nghị"), ("DAN", "DÂN"), ("chitc", "chức")],
)
def test_the_meant_word_is_among_the_candidates(seen: str, meant: str) -> None:
    assert meant in load().finder.find([seen])[seen].surfaces


def test_writing_joins_edits_that_touch() -> None:
    text, offsets, changes = write("abcd", [Decision(Span(0, 2), "x", 0.9), Decision(Span(2, 3), "yz", 0.8)])
    assert text == "xyzd"
    assert len(offsets.edits) == 1
    assert [change.seen for change in changes] == ["ab", "c"]
    assert offsets.to_source(Span(3, 4)) == Span(3, 4)
