"""CSV and Excel: the column order officials use, and cells that do no harm."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from dondoc.output import render
from dondoc.output.as_csv import harmless
from dondoc.output.rows import due_words, notes
from tests.output.building import make_read

HEADINGS = [
    "STT",
    "Nhiệm vụ",
    "Sản phẩm",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời hạn",
    "Ghi chú",
    "Vị trí trong văn bản",
]


def _csv_rows() -> list[list[str]]:
    text = str(render(make_read(), "csv"))
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv_opens_in_excel_as_it_is() -> None:
    """Byte order mark, lines that end as Excel ends them, the official headings."""
    text = str(render(make_read(), "csv"))
    assert text.startswith("\ufeffSTT,")
    assert text.endswith("\r\n")
    assert _csv_rows()[0] == HEADINGS


def test_csv_row() -> None:
    """An item in words: product, lead, deadline with its last day, notes, place."""
    row = dict(zip(HEADINGS, _csv_rows()[1], strict=True))
    assert row["Nhiệm vụ"] == "Đề án vị trí việc làm & tiêu chuẩn"
    assert (row["Sản phẩm"], row["Cơ quan chủ trì"]) == ("Đề án", "Sở Nội vụ")
    assert row["Cơ quan phối hợp"] == "Sở Tài chính; các sở, ngành"
    assert row["Thời hạn"] == "quý II năm 2021 (đến 30/6/2021)"
    assert "hằng năm, 05 năm" in row["Ghi chú"]
    assert "quý III năm 2021 (30%)" in row["Ghi chú"]
    assert row["Vị trí trong văn bản"] == "1 (dòng 2)"


@pytest.mark.parametrize(
    ("cell", "expected"), [("+ Việc", "'+ Việc"), ("=1+1", "'=1+1"), ("@x", "'@x"), ("Đề án", "Đề án"), ("", "")]
)
def test_no_cell_is_a_formula(cell: str, expected: str) -> None:
    """What looks like a formula gets an apostrophe."""
    assert harmless(cell) == expected


def test_workbook() -> None:
    """Four sheets, ready to print: landscape A4, heading frozen and repeated, filter, wrapped cells."""
    book = load_workbook(io.BytesIO(bytes(render(make_read(), "xlsx"))))  # type: ignore[arg-type]
    assert book.sheetnames == ["Nhiệm vụ", "Chỉ tiêu", "Viện dẫn", "Phát hiện"]
    sheet = book["Nhiệm vụ"]
    assert [cell.value for cell in sheet[1]] == [*HEADINGS[:6], "Ngày đến hạn", *HEADINGS[6:]]
    assert (sheet["G2"].value, sheet["G2"].number_format) == (dt.datetime(2021, 6, 30), "dd/mm/yyyy")  # noqa: DTZ001
    assert sheet["A2"].value == 1
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C2", "$1:$1")
    assert sheet.auto_filter.ref == "A1:I3"
    assert sheet["B2"].alignment.wrap_text
    assert sheet["B3"].value == "'+ Việc bắt đầu bằng dấu cộng"


def test_workbook_of_citations() -> None:
    """The day of a cited document is a day, to be sorted by."""
    sheet = load_workbook(io.BytesIO(bytes(render(make_read(), "xlsx"))))["Viện dẫn"]  # type: ignore[arg-type]
    assert (sheet["D2"].value, sheet["D2"].number_format) == (dt.datetime(2018, 3, 6), "dd/mm/yyyy")  # noqa: DTZ001


def test_how_often_stands_where_there_is_no_day() -> None:
    """What is due every quarter has "hằng quý" for its deadline, once."""
    item = replace(make_read().register.items[1], recurrence="quarterly")
    assert due_words(item, "vi") == "hằng quý"
    assert list(notes(item, "vi")) == []


def test_workbook_of_indicators() -> None:
    """A row a target; values are numbers, ranges are words."""
    sheet = load_workbook(io.BytesIO(bytes(render(make_read(), "xlsx"))))["Chỉ tiêu"]  # type: ignore[arg-type]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0][3:6] == ["61,5 (2020)", 80, 2025]
    assert rows[1][4] == "80–1.234,5"


def test_in_english() -> None:
    """Headings and words follow the language."""
    text = str(render(make_read(), "csv", language="en"))
    assert text.startswith("\ufeffNo.,Work item,Product,")
    assert "quý II năm 2021 (until 30/6/2021)" in text
