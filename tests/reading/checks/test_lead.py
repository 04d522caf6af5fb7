"""L: one task, one lead."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dondoc.reading.register import Item
from tests.reading.checks.building import HEAD, found, make_item, place_of

BLOCK = "II. NỘI DUNG\n1. Xây dựng Đề án phát triển khu công nghiệp\n{}\n2. Nội dung khác\nSở Tài chính làm việc khác."


@pytest.mark.parametrize(
    ("code", "item"),
    [
        ("L01", make_item(lead_agency=None)),
        ("L02", make_item(lead_agency=None, deliverable="task")),
        ("L03", make_item(alt_leads=("Sở Tài chính",))),
        ("L05", make_item(lead_agency="Bên liên hệ")),
        ("L06", make_item(lead_agency="các sở, ban, ngành", lead_is_class=True)),
        ("L07", make_item(lead_agency="UBND tỉnh", cooperating_agencies=("Ủy ban nhân dân tỉnh",))),
    ],
)
def test_found(code: str, item: Item) -> None:
    """Each fault of a lead is found, and points at its item."""
    [finding] = found(code, items=[item])
    assert finding.subject == "item-1"


@pytest.mark.parametrize(
    ("code", "item"),
    [
        ("L01", make_item()),
        ("L01", make_item(lead_agency=None, optional=True)),
        ("L01", make_item(lead_agency=None, deliverable="task")),
        ("L02", make_item(lead_agency=None)),
        ("L03", make_item(alt_leads=("Sở Nội vụ",))),
        ("L03", make_item(alt_leads=("các ban",), lead_is_class=True)),
        ("L03", make_item(lead_agency="Chánh Văn phòng UBND tỉnh", alt_leads=("Giám đốc Sở Tài chính",))),
        ("L05", make_item(lead_agency="Ban Tổ chức Tỉnh ủy")),
        ("L06", make_item()),
        ("L07", make_item(cooperating_agencies=("Sở Tài chính",))),
    ],
)
def test_not_found(code: str, item: Item) -> None:
    """A lead that is in order is left alone."""
    assert found(code, items=[item]) == []


@pytest.mark.parametrize(
    ("sentence", "others"),
    [
        ("Ủy ban nhân dân tỉnh xây dựng Đề án phát triển khu công nghiệp.", ["Ủy ban nhân dân tỉnh"]),
        ("Sở Nội vụ tham mưu Tỉnh ủy xây dựng Đề án.", []),
        ("Sở Nội vụ phối hợp Sở Tài chính xây dựng Đề án.", []),
        ("Sở Nội vụ chủ trì xây dựng Đề án.", []),
        ("Hội đồng nhân dân tỉnh ban hành Đề án.", []),
        ("Ủy ban nhân dân tỉnh xây dựng Nghị quyết.", []),
    ],
)
def test_another_body_named(sentence: str, others: list[str]) -> None:
    """Only another body that itself draws up the same product is a fault (L04)."""
    item = make_item(path="II/1")
    words = [dict(finding.details)["other"] for finding in found("L04", BLOCK.format(sentence), items=[item])]
    assert words == others


def test_one_agency_under_two_names() -> None:
    """The short and the full name of one agency are told once (L08); the old place of a tone mark is no other name."""
    items = [
        make_item(id="item-1", lead_agency="Ủy ban nhân dân tỉnh"),
        make_item(id="item-2", lead_agency="Uỷ ban nhân dân tỉnh"),
        make_item(id="item-3", lead_agency="UBND tỉnh"),
    ]
    [finding] = found("L08", items=items)
    assert "“UBND tỉnh”" in finding.message
    assert found("L08", items=items[:2]) == []


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Sở Nội vụ, Sở Tài chính tuyên truyền Kế hoạch này.", ["L09"]),
        ("Sở Nội vụ, Sở Tài chính theo chức năng chủ trì hoặc phối hợp tuyên truyền Kế hoạch này.", ["L09"]),
        ("Sở Nội vụ, Sở Tài chính tuyên truyền. Văn phòng chủ trì theo dõi.", ["L09"]),
        ("Sở Nội vụ và Sở Tài chính chủ trì tuyên truyền Kế hoạch này.", ["L03"]),
        ("Cơ quan chủ trì: Sở Nội vụ, Sở Tài chính.", ["L03"]),
        ("Sở Nội vụ lãnh đạo Sở Tài chính chủ trì tuyên truyền Kế hoạch này.", ["L09"]),
    ],
)
def test_bodies_addressed_together_are_no_two_leads(sentence: str, codes: list[str]) -> None:
    """Two leads are a fault only where the words call them so (L03); bodies addressed together are a note (L09)."""
    item = make_item(
        "Tuyên truyền Kế hoạch này",
        deliverable="task",
        alt_leads=("Sở Tài chính",),
        lead_source=place_of(sentence, "Sở Nội vụ"),
    )
    assert [code for code in ("L03", "L09") if found(code, sentence, items=[item])] == codes


def test_who_is_guided_is_no_other_body() -> None:
    """A lead that is to guide another body, in the words of the item itself, is not contradicted by it (L04)."""
    sentence = "Chỉ đạo Sở Tài chính xây dựng Đề án phát triển khu công nghiệp"
    item = make_item(sentence, source=place_of(f"II. NỘI DUNG\n1. {sentence}", sentence))
    assert found("L04", f"II. NỘI DUNG\n1. {sentence}.\n2. Nội dung khác.", items=[item]) == []


@pytest.mark.parametrize(
    ("name", "issued", "count"),
    [
        ("Sở KH&ĐT", dt.date(2025, 8, 5), 1),
        ("Sở Kế hoạch và Đầu tư", dt.date(2024, 8, 5), 0),
        ("Ban cán sự đảng UBND tỉnh", dt.date(2025, 8, 5), 1),
        ("UBND huyện Hòa An", dt.date(2025, 8, 5), 1),
        ("UBND huyện Hòa An", dt.date(2025, 5, 5), 0),
        ("Sở Tài chính", dt.date(2025, 8, 5), 0),
    ],
)
def test_bodies_that_ended(name: str, issued: dt.date, count: int) -> None:
    """A body that ended before the document is issued gets no work (L10); it is told once."""
    items = [make_item(lead_agency=name), make_item(id="item-2", cooperating_agencies=(name,))]
    assert len(found("L10", items=items, head=replace(HEAD, issued_on=issued))) == count
