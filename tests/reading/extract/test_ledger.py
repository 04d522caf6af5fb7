"""Every paragraph is accounted for once, and what nothing accounts for is seen."""

from __future__ import annotations

import pytest

from dondoc.reading.extract.ledger import LEFT_OVER, keep_ledger
from dondoc.reading.extract.places import place_of
from dondoc.reading.register import Item
from dondoc.reading.structure import structure
from tests.reading.making import make_repaired

PLAN = """UBND TỈNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 31/KH-UBND | Hà Nam, ngày 02 tháng 3 năm 2024
KẾ HOẠCH
CẢI CÁCH HÀNH CHÍNH
Căn cứ Nghị quyết số 5/NQ-HĐND của Hội đồng nhân dân tỉnh;
I. MỤC ĐÍCH
1. Các sở chủ trì nâng cao chất lượng phục vụ người dân trong tỉnh.
II. NHIỆM VỤ
1. Sở Nội vụ chủ trì rà soát thủ tục hành chính trên địa bàn.
Mục tiêu: giảm giấy tờ.
- Thời gian: quý I năm 2024.
2. Sở Tư pháp chủ trì thẩm định văn bản trên địa bàn tỉnh.
Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, báo cáo Ủy ban nhân dân tỉnh.
Nơi nhận: - Lưu: VT. | CHỦ TỊCH Trần Văn An
[1] Ghi chú.
"""


def roles(text: str, *, item_at: tuple[str, ...] = ()) -> list[str]:
    """Give the roles of the paragraphs, with items at some paths."""
    repaired = make_repaired(text)
    cut = structure(repaired)
    items = [
        Item(
            id=f"item-{at}",
            path=provision.path,
            title=provision.heading,
            deliverable="task",
            lead_agency=None,
            cooperating_agencies=(),
            objective=None,
            measures=None,
            deadline=None,
            recurrence=None,
            confidence=1.0,
            source=place_of(repaired, cut.paragraphs[provision.paragraphs[0]]),
        )
        for at, provision in enumerate(cut.provisions)
        if provision.address in item_at
    ]
    written, coverage = keep_ledger(cut, repaired, items=items)
    assert coverage.paragraphs == len(cut.paragraphs) == sum(count for _, count in coverage.by_role)
    return list(written)


def test_roles_of_a_plan() -> None:
    """Zones, grounds, purposes, items with what stands under them, and the duty that no item covers."""
    assert roles(PLAN, item_at=("II/1",)) == [
        "letterhead",
        "letterhead",
        "letterhead",
        "letterhead",
        "citation",
        "heading",
        "objective",
        "heading",
        "item",
        "objective",
        "measure",
        LEFT_OVER,
        "context",
        "recipients",
        "note",
    ]


def test_nothing_is_left_over_when_each_duty_has_its_item() -> None:
    """With the second item found, the ledger closes."""
    assert LEFT_OVER not in roles(PLAN, item_at=("II/1", "II/2"))


@pytest.mark.parametrize("text", ["", "\n", "Trời xanh.\n", "a | b\n", "1\n\n2\n"])
def test_counts_add_up_for_any_text(text: str) -> None:
    """Also without anything to account for."""
    assert LEFT_OVER not in roles(text)
