"""Laws named without a number: by name and year, each once, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from dondoc.reading.extract.citations import find_citations
from dondoc.reading.extract.laws import find_laws, find_named_laws
from dondoc.reading.register import Directive, NamedLaw
from tests.reading.making import documents, make_repaired, make_structure

NAMED: list[tuple[str, list[tuple[str, int | None]]]] = [
    ("Căn cứ Luật Lâm nghiệp năm 2017 và Bộ luật Lao động;", [("Luật Lâm nghiệp", 2017), ("Bộ luật Lao động", None)]),
    ("theo Hiến pháp năm 2013, Luật Phòng, chống ma túy", [("Hiến pháp", 2013), ("Luật Phòng, chống ma túy", None)]),
    ("Luật Quản lý chợ năm 2031", [("Luật Quản lý chợ", 2031)]),
    ("Luật Điện lực (sửa đổi) năm 2024", [("Luật Điện lực", 2024)]),
    ("Luật Du lịch ngày 19 tháng 6 năm 2017", [("Luật Du lịch", 2017)]),
    ("Pháp lệnh Dự bị động viên 1996", [("Pháp lệnh Dự bị động viên", 1996)]),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Thú y năm 2026",
        [("Luật sửa đổi, bổ sung một số điều của Luật Thú y", 2026)],
    ),
    ("Luật Hôn nhân và gia đình", [("Luật Hôn nhân và gia đình", None)]),
    ("trình dự án Luật Dân số; xây dựng Luật Phòng bệnh", []),
    ("Luật sư, luật đất đai, Luật này có hiệu lực, thi tìm hiểu Luật năm 2025", []),
    ("Luật Nhà ở số 27/2023/QH15", []),
    ("Luật Nhà ở (số 27/2023/QH15)", []),
]


def laws_of(text: str) -> list[NamedLaw]:
    """Give the laws that a clean text names."""
    cut, repaired = make_structure(text), make_repaired(text)
    return list(find_laws(cut, repaired, find_citations(cut, repaired, Directive())))


@pytest.mark.parametrize(("text", "laws"), NAMED)
def test_a_law_is_told_by_its_name_and_year(text: str, laws: list[tuple[str, int | None]]) -> None:
    assert [(law.name, law.year) for law in find_named_laws(text)] == laws


def test_a_mention_without_a_year_is_that_of_the_same_law_with_one() -> None:
    (law,) = laws_of("1. Tuyên truyền Luật Thú y đến từng hộ.\n2. Thi hành Luật Thú y năm 2015 từ ngày công bố.\n")
    assert (law.name, law.year, law.path) == ("Luật Thú y", 2015, "1")


def test_a_law_cited_with_its_number_is_not_told_again() -> None:
    assert laws_of("1. Căn cứ Luật Chăn nuôi số 32/2018/QH14 ngày 19/11/2018;\n2. Thi hành Luật Chăn nuôi.\n") == []


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name[:40])
def test_laws_of_real_documents_quote_the_source(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    for law in laws_of(text):
        assert law.source.quote == text[law.source.start : law.source.end]
        assert law.name
