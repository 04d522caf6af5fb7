"""TCVN3 and VNI: every letter both ways, whole sentences, and texts that are neither."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest

from dondoc.reading.repair import damage_of, repair
from dondoc.reading.repair.encodings import TCVN3, VNI, decode, pieces
from dondoc.reading.source import SourceText

SMALL = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
SENTENCES = {
    "tcvn3": (
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam; §éc lËp - Tù do - H¹nh phóc",
        "Cộng hoà xã hội chủ nghĩa Việt Nam; Độc lập - Tự do - Hạnh phúc",
    ),
    "vni": (
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam; Ñoäc laäp - Töï do - Haïnh phuùc",
        "Cộng hòa xã hội chủ nghĩa Việt Nam; Độc lập - Tự do - Hạnh phúc",
    ),
}


def test_tcvn3_has_every_small_letter_once() -> None:
    assert set(SMALL) <= set(TCVN3.values())
    assert len(set(TCVN3.values())) == len(TCVN3)


def test_vni_has_every_letter_in_both_cases() -> None:
    letters = set(VNI.values())
    assert set(SMALL) <= letters
    assert {c.upper() for c in SMALL} <= letters


@pytest.mark.parametrize("table", [TCVN3, VNI])
def test_tables_give_composed_letters(table: dict[str, str]) -> None:
    assert all(unicodedata.is_normalized("NFC", letter) and len(letter) == 1 for letter in table.values())


@pytest.mark.parametrize("encoding", SENTENCES)
def test_a_sentence_is_decoded_exactly(encoding: str) -> None:
    seen, meant = SENTENCES[encoding]
    assert decode(seen, encoding) == meant


@pytest.mark.parametrize("encoding", SENTENCES)
def test_the_encoding_is_told_and_the_text_converted(encoding: str) -> None:
    seen, meant = SENTENCES[encoding]
    result = repair(SourceText.from_text(seen))
    assert result.damage == (encoding,)
    assert result.text == meant
    assert all(change.source.of(seen) == change.seen for change in result.changes)
    assert repair(SourceText.from_text(meant)).text == meant


def test_capitals_of_tcvn3_come_from_the_plain_letters_of_the_word() -> None:
    assert decode("QUYÕT §ÞNH", "tcvn3") == "QUYẾT ĐỊNH"


def test_french_and_clean_vietnamese_are_no_old_encoding() -> None:
    assert damage_of("Le comité a décidé de réunir les députés à l'été près de la forêt.") not in SENTENCES
    assert damage_of("Cộng hoà xã hội chủ nghĩa Việt Nam") == "none"


def test_pieces_are_in_order_and_apart() -> None:
    seen, _ = SENTENCES["vni"]
    found = pieces(seen, "vni")
    assert all(a[1] <= b[0] for a, b in pairwise(found))


def test_letters_that_look_like_the_vietnamese_d_are_put_right() -> None:
    text = "Số: 15/2008/QÐ-UBND\nÐiều 1. Giao Sở Y tế chủ trì kiểm tra, ðôn ðốc việc tiêm phòng trên toàn tỉnh.\n"
    repaired = repair(SourceText.from_text(text))
    assert repaired.text == text.replace("Ð", "Đ").replace("ð", "đ")
    assert [change.seen for change in repaired.changes] == ["Ð", "Ð", "ð", "ð"]
    assert repaired.damage == ("none",)
