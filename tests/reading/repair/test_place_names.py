"""Names of communes and the like: behind the words for places those met in training win against what looks so."""

from __future__ import annotations

import pytest

from dondoc.reading.repair import repair
from dondoc.reading.source import SourceText
from tests.reading.making import DAMAGED_PAGE


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Uy ban nhan dan cac xa Cao Léc, Mau Son va Xuan Duong bao cao", "Cao Lộc, Mẫu Sơn và Xuân Dương báo cáo"),
        ("Sap xép xa Nhon Ai va xa Truong Thanh cua tinh", "xã Nhơn Ái và xã Trường Thành của"),
        ("Uy ban nhan dan phuong My Quoi trién khai thuc hién", "phường Mỹ Quới triển khai"),
    ],
)
def test_names_behind_the_words_for_places(seen: str, meant: str) -> None:
    assert meant in repair(SourceText.from_text(f"{DAMAGED_PAGE}\n{seen}\n")).text


def test_a_quarter_of_a_street_is_no_town() -> None:
    text = f"{DAMAGED_PAGE}\ndai dién cac hé gia dinh t6 dan phé Mo Da tham du\n"
    assert "Mã Đà" not in repair(SourceText.from_text(text)).text
