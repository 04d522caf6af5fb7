"""The matrix as a workbook: one sheet of agencies, one of items against agencies, with the key to its marks.

Of many items a grid would have millions of empty cells, which no workbook opens: there each mark has a row of its own.
"""

from __future__ import annotations

import datetime as dt
import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dondoc.output.as_csv import harmless
from dondoc.web.cascade.matrix import Cell, matrix_of, rows_of
from dondoc.web.cascade.models import PlanOrder
from dondoc.web.register.models import WorkItem

Value = str | int | dt.date | None
MARKS = {Cell.COVERED: "●", Cell.LATER: "▲", Cell.PROPOSED: "◔", Cell.GAP: "○", Cell.HELPS: "·"}
NAME_WIDTH, TITLE_WIDTH, WIDTH = 34, 60, 12
MOST_IN_A_GRID = 2_000  # items
AT_ONCE = 1_000


def workbook(order: PlanOrder, items: list[WorkItem], on: dt.date) -> bytes:
    """Give the whole cascade of an order as of a day as .xlsx."""
    many = len(items) > MOST_IN_A_GRID
    book = Workbook(write_only=many)
    _agencies(book.create_sheet(_("Cơ quan")) if many else book.worksheets[0], order, on)
    if many:
        _marks(book.create_sheet(_("Ma trận")), order, items, on)
    else:
        _dress(book.worksheets[0], first=NAME_WIDTH)
        _matrix(book.create_sheet(_("Ma trận")), order, items, on)
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def _agencies(sheet: Worksheet, order: PlanOrder, on: dt.date) -> None:
    sheet.title = _("Cơ quan")
    sheet.append(
        [
            _("Cơ quan"),
            _("Kế hoạch"),
            _("Ngày ban hành"),
            _("Đúng hạn"),
            _("Chủ trì"),
            _("Đã cụ thể hóa"),
            _("Còn thiếu"),
            _("Hạn muộn hơn"),
            _("Chờ xác nhận"),
            _("Chỉ tiêu"),
        ]
    )
    for number, row in enumerate(rows_of(order, on), 2):
        reference, issued = (row.plan.reference, row.plan.issued_on) if row.plan else (_("chưa ban hành"), None)
        values: list[Value] = [row.agency.name, reference, issued, _yes_no(row.in_time), row.led, row.covered]
        values += [f"=E{number}-F{number}", row.later, row.proposed, row.indicators]
        sheet.append([harmless(one) if isinstance(one, str) and not one.startswith("=E") else one for one in values])


def _matrix(sheet: Worksheet, order: PlanOrder, items: list[WorkItem], on: dt.date) -> None:
    matrix = matrix_of(order, items, on)
    sheet.append([_("Mục"), _("Nhiệm vụ"), *(harmless(agency.label) for agency in matrix.agencies)])
    for item in matrix.items:
        cells = (matrix.cells.get((agency.pk, item.pk)) for agency in matrix.agencies)
        sheet.append([harmless(item.path), harmless(item.title), *(MARKS[one] if one else None for one in cells)])
    for cell in Cell:
        sheet.append([MARKS[cell], str(cell.label)])
    _dress(sheet, first=WIDTH)
    sheet.column_dimensions["B"].width = TITLE_WIDTH


def _marks(sheet: Worksheet, order: PlanOrder, items: list[WorkItem], on: dt.date) -> None:
    """Write a row for each mark, some items at a time: memory and the question to the database stay small."""
    for column, width in zip("ABCDE", (WIDTH, TITLE_WIDTH, NAME_WIDTH, WIDTH, NAME_WIDTH), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_("Mục"), _("Nhiệm vụ"), _("Cơ quan"), _("Dấu"), _("Nghĩa")])
    words = {cell: str(cell.label) for cell in Cell}
    for start in range(0, len(items), AT_ONCE):
        matrix = matrix_of(order, items[start : start + AT_ONCE], on)
        names = {agency.pk: harmless(agency.label) for agency in matrix.agencies}
        titles = {item.pk: (harmless(item.path), harmless(item.title)) for item in matrix.items}
        for (agency, item), cell in matrix.cells.items():
            sheet.append([*titles[item], names[agency], MARKS[cell], words[cell]])


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else _("có") if value else _("không")


def _dress(sheet: Worksheet, *, first: int) -> None:
    for number in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(number)].width = first if number == 1 else WIDTH
    for line in sheet.iter_rows():
        for cell in line:
            cell.font = Font(bold=cell.row == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, dt.date):
                cell.number_format = "dd/mm/yyyy"
    sheet.freeze_panes = "B2"
