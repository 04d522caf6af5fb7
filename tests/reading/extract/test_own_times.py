"""Times that make a clause a duty of its own."""

from __future__ import annotations

from tests.reading.extract.items import items_of, last_days


def test_a_review_that_comes_back_after_a_semicolon_is_a_duty_of_its_own() -> None:
    items = items_of(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Lập kế hoạch trong quý IV/2025; định kỳ hằng năm sơ kết, năm 2027 tổng kết Đề án.\n"  # noqa: E501
    )
    assert last_days(items) == ["2025-12-31", None, "2027-12-31"]
    assert [item.recurrence for item in items] == [None, "yearly", None]
