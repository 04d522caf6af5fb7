"""A workbook of very many rows is one like any other: its values, its looks, its sheets."""

from __future__ import annotations

import datetime as dt
import io
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from dondoc.web import long_sheets
from dondoc.web.long_sheets import Formula, Value, long_book


def written(*rows: list[Value], name: str = "Bảng") -> Workbook:
    """Give what openpyxl reads of rows under a head of five columns."""
    file = io.BytesIO()
    with long_book(file) as book:
        book.sheet(name, ["Chữ", "Số", "Ngày", "Công thức", "Trống"], [40, 10, 12, 10, 10], rows)
    file.seek(0)
    return load_workbook(file)


def test_values_come_back_as_they_went_in() -> None:
    """Texts with marks and signs, whole numbers and fractions, days, formulas; what is nothing stays empty."""
    row: list[Value] = ["  Đề án <A> & “B”\nhai dòng ", 7.25, dt.date(2023, 6, 30), Formula("B2*2"), None]
    sheet = written(row, ["=1+1", -3, None, None, None]).worksheets[0]
    first, second = ([cell.value for cell in line] for line in sheet.iter_rows(min_row=2))
    day = first.pop(2)
    assert isinstance(day, dt.datetime)
    assert (day.date(), *first) == (row[2], row[0], 7.25, "=B2*2", None)
    assert second[:2] == ["=1+1", -3]
    assert (sheet["A3"].data_type, sheet["C2"].number_format) == ("s", "dd/mm/yyyy")


def test_the_head_is_bold_and_stays_in_sight() -> None:
    sheet = written(["a", 1, None, None, None]).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["Chữ", "Số", "Ngày", "Công thức", "Trống"]
    assert (sheet["A1"].font.b, sheet["A2"].font.b, sheet.freeze_panes) == (True, False, "A2")
    assert int(sheet.column_dimensions["A"].width) == 40  # characters; what is stored has the margin in it


def test_what_no_workbook_may_hold_is_left_out() -> None:
    """Control characters make a package that no program opens."""
    assert written(["a\x00\x0bb\ud800\uffff", None, None, None, None]).worksheets[0]["A2"].value == "ab"


def test_more_rows_than_a_sheet_takes_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_sheets, "MOST_ROWS", 4)
    book = written(*([str(n), n, None, None, None] for n in range(7)))
    assert book.sheetnames == ["Bảng", "Bảng 2", "Bảng 3"]
    assert [sheet.max_row for sheet in book.worksheets] == [4, 4, 2]
    numbers = [line[1] for sheet in book.worksheets for line in sheet.iter_rows(min_row=2, values_only=True)]
    assert numbers == list(range(7))


def test_without_rows_there_is_a_head() -> None:
    assert [sheet.max_row for sheet in written().worksheets] == [1]


def test_the_names_of_sheets_are_written_as_names() -> None:
    file = io.BytesIO()
    with long_book(file) as book:
        book.sheet('Kế hoạch & "chỉ tiêu"', ["a"], [10], [])
        book.sheet("Hai", ["a"], [10], [["x"]])
    with ZipFile(file) as package:
        assert package.testzip() is None
    assert load_workbook(file).sheetnames == ['Kế hoạch & "chỉ tiêu"', "Hai"]
