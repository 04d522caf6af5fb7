"""A document agrees with itself: a near choice is made as the same words are read elsewhere, and only then."""

from __future__ import annotations

import numpy as np

from dondoc.reading.repair import repair
from dondoc.reading.repair.agreement import _asked_of_document
from dondoc.reading.repair.confidence import Weighed
from dondoc.reading.repair.decoder import Lattice
from dondoc.reading.repair.tokens import SPECIAL
from dondoc.reading.source import SourceText
from tests.reading.making import DAMAGED_PAGE

FIRST = len(SPECIAL)
DISTRICT, COMMITTEE, PRECIOUS, OF = range(FIRST, FIRST + 4)


def document(times: int, near: float) -> tuple[Lattice, np.ndarray, Weighed]:
    """Give so many sure "district committee", then one "district" before a place where another word is likelier."""
    words = [[DISTRICT, 0], [COMMITTEE, 0], [OF, 0]] * times + [[DISTRICT, 0], [PRECIOUS, COMMITTEE], [OF, 0]]
    shares = np.tile(np.array([1.0, 0.0], dtype=np.float32), (len(words), 1))
    shares[-2] = 1 - near, near
    readings = np.tile(np.arange(2), (len(words), 1))
    lattice = Lattice(np.array(words, dtype=np.int32), np.zeros((len(words), 2), dtype=np.float32))
    return lattice, np.zeros(len(words), dtype=np.int64), Weighed(readings, shares)


def test_a_near_choice_follows_what_stands_elsewhere() -> None:
    weighed = _asked_of_document(*document(times=4, near=0.3))
    assert weighed.readings[-2, 0] == 1
    assert weighed.shares[-2, 0] > 0.5


def test_a_clear_choice_stays() -> None:
    assert _asked_of_document(*document(times=4, near=0.001)).readings[-2, 0] == 0


def test_a_document_that_says_nothing_changes_nothing() -> None:
    lattice, chosen, weighed = document(times=0, near=0.4)
    asked = _asked_of_document(lattice, chosen, weighed)
    assert asked.readings.tolist() == weighed.readings.tolist()
    assert np.allclose(asked.shares, weighed.shares, atol=1e-6)


def test_shares_stay_shares() -> None:
    shares = _asked_of_document(*document(times=9, near=0.2)).shares
    assert np.allclose(shares.sum(axis=1), 1, atol=1e-6)


PAGE = f"{DAMAGED_PAGE}\n"


def test_a_pair_of_words_that_stands_elsewhere_is_read_where_each_alone_would_not_be_likelier() -> None:
    text = PAGE + "Ban Tuyén giao Tinh uy chi tri, phdi hop voi Van phong Tinh uy va Ban T6 chtrc Tinh uy.\n" * 6
    repaired = repair(
        SourceText.from_text(text + "Ban can su dang chu tri, tham muu Tinh uy xay dung ké hoach.\n")
    ).text
    assert "tham mưu Tỉnh ủy xây dựng" in repaired


def test_a_word_missing_among_the_candidates_is_recalled_from_elsewhere() -> None:
    text = PAGE + "Xay dung co sé dix liéu vé dat dai; két ndi co sé dit liéu quéc gia vé dan cu.\n" * 4
    repaired = repair(SourceText.from_text(text + "Cap nhat co so dé liéu quéc gia.\n")).text
    assert "Cập nhật cơ sở dữ liệu quốc gia" in repaired


def test_the_number_of_a_page_does_not_cut_its_sentence() -> None:
    text = (
        PAGE
        + "Giao Sé Tai chinh phdi hop voi cac co quan, don vi lién quan thuc hién nghiém\n\n4\n\ntlic cac quy dinh.\n"
    )
    assert "thực hiện nghiêm\n\n4\n\ntúc các quy định." in repair(SourceText.from_text(text)).text


def test_a_ruin_is_read_as_a_common_word_of_the_document_that_fits() -> None:
    text = PAGE + "Tinh uy giao cac dang uy, thi uy, thanh uy phdi hop véi Van phong Tinh uy thuc hién.\n" * 6
    text += "Giao Thanh oty Can Tho chi dao thuc hién.\n"
    assert "Giao Thành ủy Cần Thơ chỉ đạo" in repair(SourceText.from_text(text)).text
