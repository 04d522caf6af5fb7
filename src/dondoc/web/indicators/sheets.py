"""Opening a workbook or a CSV file as rows of cells, with everything said that makes a cell unfit to be read."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 5000
MOST_COLUMNS = 40
MOST_UNPACKED = 100 * 1024 * 1024
MACROS = "vbaProject.bin"
Value = str | int | float | dt.date | None


class NoSheet(Exception):
    """The file cannot be read at all; the message is a sentence for the page."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in which row and column (0: the file), as a sentence."""

    row: int
    column: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file with the numbers they have there, and what is wrong with single cells."""

    rows: tuple[tuple[int, tuple[Value, ...]], ...]
    problems: tuple[Problem, ...] = ()


def opened(name: str, content: bytes) -> Sheet:
    """Open a file by what it is, not by its name. Raises `NoSheet`."""
    if content[:4] == b"PK\x03\x04":
        return _workbook(content)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise NoSheet(_("Tệp Excel kiểu cũ (.xls) hoặc có mật khẩu; hãy lưu lại dạng .xlsx không mật khẩu."))
    return _csv(name, content)


def _workbook(content: bytes) -> Sheet:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _refuse_unsafe(package)
        book = load_workbook(io.BytesIO(content))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise NoSheet(_("Tệp không phải là tệp Excel (.xlsx), hoặc đã hỏng.")) from error
    if not book.worksheets:
        raise NoSheet(_("Tệp Excel không có trang tính nào."))
    return _of_worksheet(book.worksheets[0])


def _refuse_unsafe(package: zipfile.ZipFile) -> None:
    if any(one.filename.endswith(MACROS) for one in package.infolist()):
        raise NoSheet(_("Tệp Excel có macro; hãy lưu lại dạng .xlsx không có macro."))
    if sum(one.file_size for one in package.infolist()) > MOST_UNPACKED:
        raise NoSheet(_("Tệp Excel quá lớn."))


def _of_worksheet(sheet: Worksheet) -> Sheet:
    if sheet.max_row > MOST_ROWS:
        raise NoSheet(_("Tệp có quá %(most)s dòng; hãy chia nhỏ.") % {"most": MOST_ROWS})
    rows, problems = [], []
    for cells in sheet.iter_rows(max_col=min(sheet.max_column, MOST_COLUMNS)):
        number = cells[0].row or 0
        problems += [found for cell in cells if (found := _problem(cell)) is not None]
        rows.append((number, tuple(_value(cell) for cell in cells)))
    return Sheet(tuple(rows), tuple(problems))


def _problem(cell: Cell | MergedCell) -> Problem | None:
    where = (cell.row or 0, cell.column_letter if isinstance(cell, Cell) else "")
    if isinstance(cell, MergedCell):
        return Problem(*where, "merged", _("Ô bị gộp; hãy bỏ gộp ô và điền đủ từng ô."))
    if cell.data_type == "f":
        return Problem(*where, "formula", _("Ô chứa công thức; hãy dán giá trị."))
    if cell.data_type == "e":
        return Problem(*where, "error", _("Ô chứa lỗi của Excel (%(value)s).") % {"value": cell.value})
    if isinstance(cell.value, str) and cell.value.lstrip().startswith("="):
        return Problem(*where, "formula", _("Ô chứa công thức viết dạng chữ; hãy ghi giá trị."))
    return None


def _value(cell: Cell | MergedCell) -> Value:
    value = cell.value
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, bool) or value is None:
        return None if value is None else str(value)
    if isinstance(value, int | float) and str(cell.number_format).endswith("%"):
        return round(value * 100, 10)  # Excel keeps 72,5 % as 0,725; what is seen in the cell counts
    return value if isinstance(value, str | int | float | dt.date) else str(value)


def _csv(name: str, content: bytes) -> Sheet:
    try:
        text = content.decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoSheet(_("Tệp “%(name)s” không phải mã UTF-8; hãy lưu CSV dạng UTF-8.") % {"name": name}) from error
    if "\0" in text or not text.strip():
        raise NoSheet(_("Tệp “%(name)s” trống hoặc không phải là bảng.") % {"name": name})
    first = text.splitlines()[0]
    mark = max((";", "\t", ","), key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    if len(rows) > MOST_ROWS:
        raise NoSheet(_("Tệp có quá %(most)s dòng; hãy chia nhỏ.") % {"most": MOST_ROWS})
    return Sheet(tuple((number, tuple(row[:MOST_COLUMNS])) for number, row in enumerate(rows, 1)))
