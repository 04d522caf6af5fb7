"""C: citations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.checks.building import HEAD, found, make_item

BODY = "II. NỘI DUNG\n1. {}\n"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("C01", "Thực hiện Nghị quyết số 41-NQ/TW của Bộ Chính trị khóa IX."),
        ("C02", "Thực hiện Nghị quyết số 41/NQ-TW ngay 15/11/2004 của Bộ Chính trị."),
        ("C02", "Thực hiện Quyết định số 588-QĐ/TTg ngày 28/4/2020 của Thủ tướng Chính phủ."),
        ("C02", "Thực hiện Nghị định số 30/NĐ-CP ngày 05/3/2020 của Chính phủ."),
        ("C02", "Thực hiện Chỉ thị số 588/QĐ-TTg ngày 28/4/2020 của Thủ tướng Chính phủ."),
        ("C03", "Thực hiện Chỉ thị số 25/CT-TTg ngày 31/8/2016; Chỉ thị số 25/CT-TTg ngày 30/8/2016."),
        ("C05", "Thực hiện Quy định số 11-QĐ/TW ngày 19/5/2022 của Ban Bí thư."),
        ("C06", "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2019 của Chính phủ."),
        ("C07", "Thực hiện Nghị quyết của Bộ Chính trị về phát triển kinh tế tư nhân."),
    ],
)
def test_found(code: str, sentence: str) -> None:
    """Each fault of a citation is found once, at its words."""
    text = BODY.format(sentence)
    [finding] = found(code, text)
    assert finding.source is not None
    assert finding.source.quote in text


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("C01", "Thực hiện Chỉ thị số 29-CT/TW ngày 21/01/2009 của Ban Bí thư."),
        ("C01", "Thực hiện Luật số 72/2025/QH15 của Quốc hội."),
        ("C01", "Thực hiện Quyết định số 1994/QĐ-UBND năm 2025 của Ủy ban nhân dân tỉnh."),
        ("C02", "Thực hiện Nghị quyết số 41-NQ/TW, Quyết định số 588/QĐ-TTg, Nghị định số 30/2020/NĐ-CP."),
        ("C02", "Thực hiện Quy định số 11-QĐ/TW, Chương trình hành động số 250-CTr/TU, Nghị quyết số 98/2023/QH15."),
        ("C03", "Thực hiện Chỉ thị số 25/CT-TTg ngày 31/8/2016; Chỉ thị số 25/CT-TTg."),
        ("C05", "Thực hiện Quy định số 11-QĐ/TW ngày 19/5/2021 của Ban Bí thư."),
        ("C06", "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ."),
        ("C07", "Thực hiện các nghị quyết của Bộ Chính trị về phát triển kinh tế."),
        ("C08", "Thực hiện Chỉ thị 50-CT/TW ngày 07/12/2015."),
    ],
)
def test_not_found(code: str, sentence: str) -> None:
    """A citation that is in order is left alone."""
    assert found(code, BODY.format(sentence)) == []


def test_cites_what_it_replaces() -> None:
    """A document that it replaces cannot be carried out too (C04)."""
    old = "Chương trình số 07-CTr/TU ngày 26/11/2020"
    text = (
        BODY.format(f"Tiếp tục thực hiện {old} của Tỉnh ủy.") + f"2. Chương trình này thay thế {old} của Ban Chấp hành."
    )
    [finding] = found("C04", text)
    assert finding.subject == "07-CTr/TU"
    assert found("C04", f"1. Chương trình này thay thế {old} của Ban Chấp hành.") == []


def test_not_written_alike() -> None:
    """One citation without "số" among many with it stands out (C08)."""
    with_number = "".join(f"Chỉ thị số {n}-CT/TW ngày 07/12/2015; " for n in (26, 29, 31, 36))
    [finding] = found("C08", BODY.format(with_number + "Chỉ thị 50-CT/TW ngày 07/12/2015."))
    assert "“Chỉ thị 50-CT/TW”" in finding.message


@pytest.mark.parametrize(("own", "count"), [("18/CTr-TU", 1), ("18-CTr/TU", 0), ("214/KH-UBND", 0), (None, 0)])
def test_own_reference(own: str | None, count: int) -> None:
    """The document's own reference has a form too (C02)."""
    assert len(found("C02", "1. Nội dung.", head=replace(HEAD, reference=own))) == count


def test_a_year_within_the_reference_tells_which_document() -> None:
    """ "19-2017/NQ-CP" needs no date (C01)."""
    assert found("C01", "1. Thực hiện Nghị quyết số 19-2017/NQ-CP của Chính phủ.") == []


def test_a_document_still_to_be_drawn_up_has_no_number() -> None:
    """What is ordered drawn up is no citation (C07)."""
    name = "Quyết định của Thủ tướng Chính phủ về lộ trình lương"
    text = f"II. NHIỆM VỤ\n1. {name}.\n2. Bộ Nội vụ trình ban hành {name}.\n3. Thực hiện {name}."
    item = make_item(name, deliverable="decision")
    assert [finding.path for finding in found("C07", text, items=[item])] == []
    assert [finding.path for finding in found("C07", text)] == ["II/1", "II/3"]
