"""References of Party and State documents, their dates, issuers and kinds."""

from __future__ import annotations

import datetime as dt

import pytest

from dondoc.reading.extract.citations import find_citations, find_references, key_of, relations_of, type_of_symbol
from dondoc.reading.extract.head import read_head
from dondoc.reading.register import Citation
from dondoc.reading.structure import structure
from tests.reading.making import make_repaired

REFERENCES = [
    ("theo Nghị định số 116/2025/NĐ-CP.", ["116/2025/NĐ-CP"]),
    ("5/ UBND các xã lập danh sách", []),
    ("Nghị quyết số 57-NQ/TW", ["57-NQ/TW"]),
    ("Nghị quyết số 57 - NQ/TW", ["57-NQ/TW"]),
    ("Quyết định số 623/QĐ-TTg", ["623/QĐ-TTg"]),
    ("Quyết định số 623/QĐ - TTg", ["623/QĐ-TTg"]),
    ("Quyết định số 623 / QĐ-TTg", ["623/QĐ-TTg"]),
    ("Nghị quyết 35/NQ-CP của Chính phủ", ["35/NQ-CP"]),
    ("Luật số 72/2025/QH15", ["72/2025/QH15"]),
    ("Quyết định số 01/2025/QĐ-UBND", ["01/2025/QĐ-UBND"]),
    ("Nghị quyết số 66.2/2025/NQ-CP", ["66.2/2025/NQ-CP"]),
    ("Kế hoạch hành động số 459-KHHĐ/TU", ["459-KHHĐ/TU"]),
    ("Công văn số 11033/STC-CSTH", ["11033/STC-CSTH"]),
    ("Chương trình số 237a-CTr/TU", ["237a-CTr/TU"]),
    ("Nghị quyết số 02-2026/NQ-CP và Nghị quyết 03-2026/NQ-CP", ["02-2026/NQ-CP", "03-2026/NQ-CP"]),
    ("Thông báo số 157/TB-VPCP", ["157/TB-VPCP"]),
    ("Kế hoạch số 75/KH- UBND", ["75/KH-UBND"]),
    ("Thông tư số 01/2021/TT-BYT", ["01/2021/TT-BYT"]),
    ("Quyết định số 22-QĐ/TW và Quy định số 22-QĐi/TW", ["22-QĐ/TW", "22-QĐi/TW"]),
    ("Thông báo số 07-TB/CQTTBCĐ", ["07-TB/CQTTBCĐ"]),
    ("Chỉ thị số 27/CTTg", ["27/CTTg"]),
    ("Nghị định 43/CP", ["43/CP"]),
    ("Hướng dẫn số 36-HD/VPTW; Quy định 66-QĐ/TW", ["36-HD/VPTW", "66-QĐ/TW"]),
    ("Quyết định s601/2025/QĐ-UBND", ["01/2025/QĐ-UBND"]),
    ("hoạt động 24/7", []),
    ("xếp hạng 28/63 tỉnh", []),
    ("giai đoạn 2021 - 2025", []),
    ("tăng 7-7,5%/năm", []),
    ("giai đoạn 24-2026/2030", []),
    ("50-60% GRDP", []),
    ("ngày 26/11/2020", []),
    ("Quý IV/2025", []),
    ("18.000 USD/người", []),
    ("Quyết định số /QĐ-TTg ngày tháng năm 2025", []),
    ("năm 2020 - UBND tỉnh", []),
    ("tỷ lệ 3/4", []),
]


@pytest.mark.parametrize(("text", "references"), REFERENCES)
def test_references(text: str, references: list[str]) -> None:
    """Every form of a reference is read, spaces left out; what only looks like one is not."""
    assert [found.reference for found in find_references(text)] == references


def test_references_point_at_their_words() -> None:
    """The span quotes the reference as it stands."""
    text = "theo Quyết định số 623 /QĐ - TTg ngày 14/4/2016"
    (found,) = find_references(text)
    assert found.span.of(text) == "623 /QĐ - TTg"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("06/QĐ-TTg", "06/QĐ-TTG"),
        ("75/KH- UBND", "75/KH-UBND"),
        ("459-KHHĐ/TU", "459-KHHD/TU"),
        ("57–NQ/TW", "57-NQ/TW"),
    ],
)
def test_spellings_of_one_reference_are_equal(one: str, other: str) -> None:
    """Capitals, spaces, dashes and the bar of Đ make no difference."""
    assert key_of(one) == key_of(other)


def cited(text: str) -> list[Citation]:
    """Give the citations of a text."""
    repaired = make_repaired(text)
    cut = structure(repaired)
    return list(find_citations(cut, repaired, read_head(cut, repaired)))


DATES = [
    ("Chỉ thị số 26-CT/TW ngày 09/11/2018 của Bộ Chính trị về công tác.", dt.date(2018, 11, 9), "Bộ Chính trị"),
    (
        "Quyết định số 29/QĐ-TTg ngày 17 tháng 01 năm 2025 của Thủ tướng Chính phủ.",
        dt.date(2025, 1, 17),
        "Thủ tướng Chính phủ",
    ),
    ("Quyết định số 588/QĐ-TTg ngày 28-4-2020 của Thủ tướng Chính phủ;", dt.date(2020, 4, 28), "Thủ tướng Chính phủ"),
    ("Luật số 41/2024/QH15, ngày 29 tháng 6 năm 2024;", dt.date(2024, 6, 29), None),
    ("Nghị quyết số 41-NQ/TW của Bộ Chính trị khóa IX, Nghị quyết số 35/NQ-CP.", None, "Bộ Chính trị khóa IX"),
    (
        "Nghị quyết số 12/NQ-CP ngày 14 tháng 02 năm 2025 của Chính phủ Ban hành quy chế.",
        dt.date(2025, 2, 14),
        "Chính phủ",
    ),
    ("Quyết định số 5/QĐ-BYT ngày 31/02/2021 của Bộ Y tế.", None, None),
    ("Công văn số 574/UBND-NC hoàn thành ngày 23/9/2024.", None, None),
]


@pytest.mark.parametrize(("text", "day", "issuer"), DATES)
def test_dates_and_issuers(text: str, day: dt.date | None, issuer: str | None) -> None:
    """The date right after a reference is its date, the body after "của" its issuer; other dates are not taken."""
    first = cited(text)[0]
    assert first.issued_on == day
    assert first.issued_by == issuer


def test_a_document_named_twice_is_one_citation_with_the_best_of_both() -> None:
    """The date of one mention and the issuer of another come together; small letters win over a title in capitals."""
    (citation,) = cited(
        "Thực hiện QUYẾT ĐỊNH SỐ 77/QĐ-TTG.\nTheo Quyết định số 77/QĐ-TTg ngày 02/01/2025 của Thủ tướng Chính phủ.\n"
    )
    assert (citation.reference, citation.issued_on, citation.issued_by) == (
        "77/QĐ-TTg",
        dt.date(2025, 1, 2),
        "Thủ tướng Chính phủ",
    )


HEAD = (
    "UBND TỈNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Số: 31/KH-UBND | Hà Nam, ngày 02 tháng 3 năm 2024\nKẾ HOẠCH\nTHỰC HIỆN CẢI CÁCH\n"
)

KINDS = [
    ("Thực hiện Quyết định số 1415/QĐ-TTg ngày 11/6/2025, Ủy ban ban hành Kế hoạch;", "implements"),
    ("Căn cứ Luật số 72/2025/QH15;", "cites"),
    ("Kế hoạch này thay thế Kế hoạch số 07-KH/TU ngày 26/11/2020.", "supersedes"),
    ("Bãi bỏ Quyết định số 5/QĐ-UBND ngày 01/01/2020.", "repeals"),
    ("Sửa đổi, bổ sung một số điều của Quyết định số 5/QĐ-UBND.", "amends"),
    ("Xây dựng Nghị quyết thay thế Nghị quyết số 09-NQ/TU ngày 10/6/2014.", "cites"),
    ("Báo cáo theo Công văn số 12/BYT-VP.", "cites"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text: str, kind: str) -> None:
    """What is done to a document is read where the whole directive does it, not where a task is to do it."""
    assert [citation.kind for citation in cited(HEAD + text + "\n")] == [kind]


def test_the_directive_itself_is_not_cited() -> None:
    """Its own reference, also in its annex, is no citation."""
    assert (
        cited(
            HEAD
            + "I. MỤC ĐÍCH\nNơi nhận: - Lưu: VT.\nPHỤ LỤC\n(Kèm theo Kế hoạch số 31/KH-UBND ngày 02 tháng 3 năm 2024)\n"
        )
        == []
    )


def test_relations_are_what_the_opening_names_and_what_is_done_to_others() -> None:
    """Grounds and acts are relations; a citation inside a task is none."""
    text = (
        HEAD + "Thực hiện Chỉ thị số 5-CT/TU;\nI. NỘI DUNG\n1. Theo Chỉ thị số 6-CT/TU.\n"
        "2. Kế hoạch này thay thế Kế hoạch số 7-KH/TU.\n"
    )
    assert [(relation.kind, relation.reference) for relation in relations_of(cited(text))] == [
        ("implements", "5-CT/TU"),
        ("supersedes", "7-KH/TU"),
    ]


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("QĐ-TTg", "decision"),
        ("NQ/TW", "resolution"),
        ("CTr/TU", "programme"),
        ("QH15", "law"),
        ("KH-UBND", "plan"),
        ("STC-CSTH", None),
    ],
)
def test_types_by_symbol(symbol: str, kind: str | None) -> None:
    """The symbol says what a document is; that of a letter says nothing."""
    assert type_of_symbol(symbol) == kind


SUBJECTS = [
    ("Chỉ thị số 26-CT/TW ngày 09/11/2018 của Bộ Chính trị về công tác dân số; Kế hoạch.", "về công tác dân số"),
    ("Quyết định số 818/QĐ-TTg ngày 09/8/2024 phê duyệt Quy hoạch tỉnh.", "phê duyệt Quy hoạch tỉnh"),
    ("Nghị quyết số 41-NQ/TW của Bộ Chính trị về môi trường, Nghị quyết số 35/NQ-CP.", "về môi trường"),
    ("Luật Đất đai số 31/2024/QH15 ngày 18/01/2024;", "Luật Đất đai"),
    ("Bộ luật Lao động số 45/2019/QH14;", "Bộ luật Lao động"),
    ("Thực hiện Chỉ thị số 31-CT/TU ngày 29/6/2017 của Tỉnh ủy.", None),
]


@pytest.mark.parametrize(("text", "subject"), SUBJECTS)
def test_subjects(text: str, subject: str | None) -> None:
    """What a document is about stands behind its issuer; the name of a law before its number."""
    assert cited(text)[0].subject == subject
