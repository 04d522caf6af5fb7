"""Labels whose stop was read as a comma count where they go on, or open, a count of two levels."""

from __future__ import annotations

from tests.reading.making import make_structure

PLAN = """I. NHIỆM VỤ
1. Sở Xây dựng:
1.1, Rà soát các cầu phao trên địa bàn tỉnh.
1.2, Thay dây neo đã mục.
2. Sở Y tế:
2.1. Kiểm tra trạm y tế nổi theo khoản
1.3, Điều 4 của Quy chế cầu phao.
"""


def test_a_comma_for_the_stop_of_a_label_is_read_in_its_count() -> None:
    """ "1.1," below "1." and "1.2," behind it are labels; "1.3," inside another count is none."""
    labels = [provision.label for provision in make_structure(PLAN).provisions]
    assert [label for label in labels if "." in label] == ["1.1", "1.2", "2.1"]
