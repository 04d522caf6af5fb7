"""Which work items are documents to be issued."""

from __future__ import annotations

import pytest

from dondoc.reading.checks.products import is_product
from tests.reading.checks.building import make_item


@pytest.mark.parametrize(
    ("title", "deliverable", "expected"),
    [
        ("Đề án phát triển khu công nghiệp", "scheme", True),
        ("Xây dựng Đề án vị trí việc làm", "scheme", True),
        ("Tham mưu Ban Thường vụ Tỉnh ủy xây dựng chương trình, kế hoạch", "programme", True),
        ("Sửa đổi, bổ sung và ban hành Quy chế làm việc", "regulation", True),
        ("Tiếp tục thực hiện Chương trình mục tiêu quốc gia", "programme", False),
        ("Phối hợp triển khai Kế hoạch của tỉnh", "plan", False),
        ("Kiểm tra việc thực hiện", "task", False),
        ("Báo cáo kết quả thực hiện", "report", False),
        ("Quyết định tặng danh hiệu Công dân danh dự", "decision", False),
        ("Quyết định phê duyệt phương án xử lý đối với tài sản thuộc thẩm quyền", "decision", False),
        ("Quyết định phê duyệt Quy hoạch chung đô thị", "decision", True),
        ("Ban hành các nghị quyết để thể chế hóa", "resolution", False),
        ("Hoàn thiện quy hoạch, cơ chế, chính sách", "master_plan", False),
        ("Nghiên cứu để xây dựng đề án, dự án, các văn bản quy phạm pháp luật", "scheme", False),
    ],
)
def test_products(title: str, deliverable: str, expected: bool) -> None:
    """A product begins with its kind or is ordered drawn up; work under an existing document is none."""
    assert is_product(make_item(title, deliverable=deliverable)) == expected
