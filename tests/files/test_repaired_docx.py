"""The repaired text as a Word file: read again, it is the same; its tables share the width by what they hold."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document

from dondoc.files import open_document
from dondoc.files.repaired_docx import repaired_docx
from dondoc.reading.pipeline import read_directive
from dondoc.reading.source import SourceText

TEXT = """KẾ HOẠCH
Phân công nhiệm vụ năm 2026
STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn
1 | Xây dựng Đề án chuyển đổi số trong quản lý đất đai trên địa bàn tỉnh, rà soát dữ liệu của các xã | Sở Nội vụ | Quý II/2026
2 | Rà soát quy chế làm việc | Văn phòng Ủy ban nhân dân tỉnh | Tháng 6/2026
Các cơ quan báo cáo kết quả trước ngày 15 tháng 12 năm 2026."""  # noqa: E501


def test_the_file_reads_as_its_text(tmp_path: Path) -> None:
    """The same words and the same items."""
    read = read_directive(SourceText.from_text(TEXT, file_name="a.txt"))
    made = tmp_path / "a.docx"
    made.write_bytes(repaired_docx(read.structure))
    again = read_directive(open_document(made).source)
    assert again.source.text.split() == TEXT.split()
    assert [(one.title, one.lead_agency) for one in again.register.items] == [
        (one.title, one.lead_agency) for one in read.register.items
    ]


def test_columns_are_as_wide_as_their_words_need() -> None:
    """A column of numbers is narrow, that of the work wide; together they fill the page."""
    read = read_directive(SourceText.from_text(TEXT, file_name="a.txt"))
    (table,) = Document(io.BytesIO(repaired_docx(read.structure))).tables
    widths = [column.width.mm for column in table.columns]
    assert round(sum(widths)) == 160
    assert widths[0] < 20 < widths[2] < widths[1]
