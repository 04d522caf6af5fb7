"""Tables of tasks without ruling on scans: rows and cells are told by the head and the white ways between columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from dondoc.files import open_document
from dondoc.files.ocr.columns import with_columns
from dondoc.files.ocr.tesseract import Found
from dondoc.reading.pipeline import read_directive
from tests.files.making import font, needs_tesseract, scan_pdf, sheet

Cells = tuple[str, ...]  # a cell each, "; " between its lines
HEAD: Cells = ("TT", "Nhiệm vụ", "Cơ quan; chủ trì", "Cơ quan; phối hợp", "Thời gian; hoàn thành")
TASKS: tuple[Cells, ...] = (
    (
        "1",
        "Xây dựng kế hoạch đào tạo; cán bộ, công chức năm 2026",
        "Sở Nội vụ",
        "Sở Tài chính,; Sở Y tế",
        "Quý IV/2026",
    ),
    ("2", "Rà soát quy chế làm việc", "Văn phòng", "Sở Tư pháp", "Tháng 5 năm 2026"),
)
LEFTS = (60, 95, 270, 360, 455)  # points
CLOSING = "Các cơ quan, đơn vị báo cáo kết quả về Văn phòng trước ngày 20/12/2026 để tổng hợp."


def _lines(rows: Sequence[Cells]) -> list[list[tuple[float, str]]]:
    """Give the printed lines of rows: what stands where on each."""
    return [line for row in rows for line in _row_lines(row)]


def _row_lines(row: Cells) -> Iterator[list[tuple[float, str]]]:
    for beside in zip_longest(*(cell.split("; ") for cell in row)):
        yield [(left, text) for left, text in zip(LEFTS, beside, strict=True) if text]


def _words(lines: Sequence[Sequence[tuple[float, str]]]) -> list[Found]:
    found = []
    for number, line in enumerate(lines):
        for left, text in line:
            x = round(left * 200 / 72)
            for word in text.split():
                found.append(Found(word, x, 40 * number, x + 12 * len(word), 40 * number + 28, 0.9, (number, 0, 0)))
                x += 12 * (len(word) + 1)
    return found


def _told(rows: Sequence[Cells], *more: str) -> tuple[str, list[str]]:
    left, told = with_columns(_words([*_lines(rows), *([(60.0, line)] for line in more)]), dpi=200)
    joined = [" | ".join(" ".join(word.text for word in cell) for cell in row) for _, row in told]
    return " ".join(word.text for word in left), joined


ROWS = [
    "TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành",
    "1 | Xây dựng kế hoạch đào tạo cán bộ, công chức năm 2026 | Sở Nội vụ | Sở Tài chính, Sở Y tế | Quý IV/2026",
    "2 | Rà soát quy chế làm việc | Văn phòng | Sở Tư pháp | Tháng 5 năm 2026",
]


def test_rows_and_cells_are_told() -> None:
    """A row goes on until the next number; a line across the columns ends the table and stays."""
    assert _told([HEAD, *TASKS], CLOSING) == (CLOSING, ROWS)


def test_a_lost_number_head_leaves_its_column() -> None:
    """The engine often drops the two letters over the numbers."""
    assert _told([("", *HEAD[1:]), *TASKS])[1] == [ROWS[0].replace("TT", ""), *ROWS[1:]]


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, TASKS[0]],
        [("", "Họ và tên", "Chức vụ", "Năm sinh", "Quê quán"), *TASKS],
        [HEAD, *(("", *row[1:]) for row in TASKS)],
    ],
    ids=["one row", "another head", "no numbers"],
)
def test_what_is_no_table_of_tasks_stays_lines(rows: Sequence[Cells]) -> None:
    """A wrong table would mix what stands side by side."""
    assert _told(rows)[1] == []


@needs_tesseract
def test_a_scan_with_such_a_table_gives_its_items(tmp_path: Path) -> None:
    """Each row is an item with lead, helpers and deadline; the sentence below is no part of it."""
    items = read_directive(open_document(scan_pdf(tmp_path / "a.pdf", [_page()])).source).register.items
    assert [(item.lead_agency, item.cooperating_agencies) for item in items] == [
        ("Sở Nội vụ", ("Sở Tài chính", "Sở Y tế")), ("Văn phòng", ("Sở Tư pháp",)),
    ]  # fmt: skip
    assert [item.deadline.as_written if item.deadline else None for item in items] == [
        "Quý IV/2026",
        "Tháng 5 năm 2026",
    ]


def _page() -> Image.Image:
    image = sheet(["KẾ HOẠCH", "Phân công thực hiện nhiệm vụ năm 2026 của Ủy ban nhân dân thành phố"])
    draw, scale = ImageDraw.Draw(image), 200 / 72
    for at, line in enumerate([*_lines([HEAD, *TASKS]), [(60, CLOSING)]]):
        for left, text in line:
            draw.text((left * scale, (160 + 17 * at) * scale), text, font=font(round(12 * scale)), fill=0)
    return image
