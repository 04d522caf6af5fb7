"""The columns of the tables in the templates of official documents: head, width in mm, tag."""

from __future__ import annotations

from collections.abc import Sequence

Columns = Sequence[tuple[str, int, str]]

COUNTS: Columns = (("Nội dung", 115, "{{ row.words }}"), ("Số nhiệm vụ", 50, "{{ row.count }}"))
AGENCIES: Columns = (
    ("Cơ quan", 63, "{{ row.name }}"),
    ("Tổng số", 17, "{{ row.total }}"),
    ("HT đúng hạn", 17, "{{ row.done_on_time }}"),
    ("HT quá hạn", 17, "{{ row.done_late }}"),
    ("Trong hạn", 17, "{{ row.open_in_time }}"),
    ("Quá hạn", 17, "{{ row.open_overdue }}"),
    ("Gộp, thôi", 17, "{{ row.closed }}"),
)
OVERDUE: Columns = (
    ("TT", 10, "{{ row.number }}"),
    ("Nhiệm vụ", 53, "{{ row.title }}"),
    ("Chủ trì", 31, "{{ row.lead }}"),
    ("Thời hạn", 24, "{{ row.due }}"),
    ("Quá hạn (ngày)", 18, "{{ row.over }}"),
    ("Nguyên nhân", 29, "{{ row.cause }}"),
)
INDICATORS: Columns = (
    ("TT", 10, "{{ row.number }}"),
    ("Chỉ tiêu", 55, "{{ row.name }}{% if row.unit %}, {{ row.unit }}{% endif %}"),
    ("Gốc", 22, "{{ row.baseline }}"),
    ("Mục tiêu", 32, "{{ row.target }}"),
    ("Thực hiện", 23, "{{ row.actual }}"),
    ("Đánh giá", 23, "{{ row.status }}"),
)
LETTER: Columns = (
    ("TT", 11, "{{ row.number }}"),
    ("Nhiệm vụ", 97, "{{ row.title }}"),
    ("Thời hạn", 30, "{{ row.due }}"),
    ("Quá hạn (ngày)", 28, "{{ row.over }}"),
)
ANNEX_ITEMS: Columns = (
    ("TT", 11, "{{ row.number }}"),
    ("Mục", 25, "{{ row.path }}"),
    ("Nhiệm vụ", 56, "{{ row.title }}"),
    ("Chủ trì", 36, "{{ row.lead }}"),
    ("Hạn ban đầu", 25, "{{ row.first_due }}"),
    ("Hạn hiện nay", 25, "{{ row.due }}"),
    ("Gia hạn (lần)", 14, "{{ row.extended }}"),
    ("Hoàn thành", 25, "{{ row.done }}"),
    ("Kết quả", 30, "{{ row.outcome }}"),
)
ANNEX_AGENCIES: Columns = (
    ("TT", 11, "{{ row.number }}"),
    ("Cơ quan", 87, "{{ row.name }}"),
    ("Tổng số", 25, "{{ row.total }}"),
    ("Hoàn thành đúng hạn", 25, "{{ row.done_on_time }}"),
    ("Hoàn thành quá hạn", 25, "{{ row.done_late }}"),
    ("Đang làm, trong hạn", 25, "{{ row.open_in_time }}"),
    ("Đang làm, quá hạn", 25, "{{ row.open_overdue }}"),
    ("Gộp, thôi theo dõi", 25, "{{ row.closed }}"),
)
ANNEX_INDICATORS: Columns = (
    ("TT", 11, "{{ row.number }}"),
    ("Chỉ tiêu", 82, "{{ row.name }}"),
    ("Đơn vị", 25, "{{ row.unit }}"),
    ("Gốc", 25, "{{ row.baseline }}"),
    ("Mục tiêu", 40, "{{ row.target }}"),
    ("Thực hiện", 30, "{{ row.actual }}"),
    ("Đánh giá", 35, "{{ row.status }}"),
)
