"""Tables of tasks without ruling on scans: rows and cells are told by the head and the white ways between columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image, ImageDraw

from dondoc.files import open_document
from dondoc.files.ocr.columns import tables_in, with_columns
from dondoc.files.ocr.tesseract import Found
from dondoc.reading.pipeline import read_directive
from tests.files.making import font, needs_office, needs_tesseract, scan_pdf, sheet, through_office

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


def _lines(rows: Sequence[Cells], lefts: Sequence[float] = LEFTS) -> list[list[tuple[float, str]]]:
    """Give the printed lines of rows: what stands where on each."""
    return [line for row in rows for line in _row_lines(row, lefts)]


def _row_lines(row: Cells, lefts: Sequence[float]) -> Iterator[list[tuple[float, str]]]:
    for beside in zip_longest(*(cell.split("; ") for cell in row)):
        yield [(left, text) for left, text in zip(lefts, beside, strict=True) if text]


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
        [HEAD, *(("", row[1].lower(), *row[2:]) for row in TASKS)],
    ],
    ids=["one row", "another head", "neither numbers nor capitals"],
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


UNNUMBERED: tuple[Cells, ...] = (
    ("Nhiệm vụ", "Cơ quan; chủ trì", "Thời hạn"),
    ("Xây dựng kế hoạch; đào tạo năm 2026", "Sở Nội vụ", "Quý IV/2026"),
    ("Rà soát quy chế", "Văn phòng; thành phố", "Tháng 5"),
)


def _joined(rows: Sequence[tuple[float, Sequence[Sequence[Found]]]]) -> list[str]:
    return [" | ".join(" ".join(word.text for word in cell) for cell in row) for _, row in rows]


def test_rows_without_numbers_begin_with_capitals_in_most_columns() -> None:
    """What goes on in a cell begins with a small letter, or stands in few columns."""
    told = tables_in(_words(_lines(UNNUMBERED, (60, 260, 400))), dpi=200)
    assert _joined(told.rows) == [
        "Nhiệm vụ | Cơ quan chủ trì | Thời hạn",
        "Xây dựng kế hoạch đào tạo năm 2026 | Sở Nội vụ | Quý IV/2026",
        "Rà soát quy chế | Văn phòng thành phố | Tháng 5",
    ]


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_goes_on_on_the_next_page(repeated: bool) -> None:
    """With its head again or without: what is left of a broken row comes first, then the next rows."""
    first = tables_in(_words(_lines([HEAD, *TASKS])), dpi=200)
    assert first.going_on is not None
    rest: Cells = ("", "của các phòng", "", "", "")
    third: Cells = ("3", "Báo cáo kết quả", "Văn phòng", "Các sở", "Quý IV/2026")
    lines = _lines([*([HEAD] if repeated else []), rest, third])
    told = tables_in(_words([*lines, [(60.0, CLOSING)]]), dpi=200, before=first.going_on)
    assert _joined(told.rows) == [
        *(ROWS[:1] if repeated else []), " | của các phòng", "3 | Báo cáo kết quả | Văn phòng | Các sở | Quý IV/2026",
    ]  # fmt: skip
    assert " ".join(word.text for word in told.left) == CLOSING
    assert told.going_on is None


def test_a_table_that_ends_on_its_page_does_not_go_on() -> None:
    """Text below it says so; on the next page, text across the ways is no row."""
    assert tables_in(_words([*_lines([HEAD, *TASKS]), [(60.0, CLOSING)]]), dpi=200).going_on is None
    before = tables_in(_words(_lines([HEAD, *TASKS])), dpi=200).going_on
    told = tables_in(_words([[(60.0, CLOSING)], [(60.0, CLOSING)]]), dpi=200, before=before)
    assert told.rows == []


@needs_office
def test_tables_of_a_text_layer_give_the_items_of_the_word_file(tmp_path: Path) -> None:
    """A file of Word printed as PDF, with borders and without, over several pages: the same rows of work."""
    for border in (True, False):
        path = _word_file(tmp_path / f"{border}.docx", border=border)
        printed = through_office(path, "pdf")
        word, pdf = (read_directive(open_document(one).source).register.items for one in (path, printed))
        assert len(open_document(printed).source.pages) > 1
        assert len(pdf) == len(word) == 18
        assert [(i.lead_agency, i.cooperating_agencies) for i in pdf] == [
            (i.lead_agency, i.cooperating_agencies) for i in word
        ]


def _word_file(path: Path, *, border: bool) -> Path:
    document = Document()
    document.add_paragraph("Phân công thực hiện nhiệm vụ năm 2026")
    table = document.add_table(rows=0, cols=len(HEAD))
    if border:
        table.style = "Table Grid"
    for number, row in enumerate([HEAD, *(TASKS * 9)]):
        values = [cell.replace("; ", " ") for cell in row]
        for at, (cell, text) in enumerate(zip(table.add_row().cells, values, strict=True)):
            cell.width = Cm((1.2, 5, 3.5, 3.5, 3)[at])
            cell.text = str(number) if at == 0 and number else text
    document.add_paragraph(CLOSING)
    document.save(str(path))
    return path
