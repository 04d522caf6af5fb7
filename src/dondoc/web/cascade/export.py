"""The matrix as a workbook: one sheet of agencies, one of items against agencies, with the key to its marks.

Of many items a grid would have millions of empty cells, which no workbook opens: there each mark has a row of its own.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dondoc.output.as_csv import harmless
from dondoc.web.cascade.matrix import Cell, Row, matrix_of, rows_of
from dondoc.web.cascade.models import PlanOrder
from dondoc.web.long_sheets import Formula, Value, long_book
from dondoc.web.register.models import WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet

MARKS = {Cell.COVERED: "●", Cell.LATER: "▲", Cell.PROPOSED: "◔", Cell.GAP: "○", Cell.HELPS: "·"}
NAME_WIDTH, TITLE_WIDTH, WIDTH = 34, 60, 12
MOST_IN_A_GRID = 2_000  # items
AT_ONCE = 1_000


def workbook(order: PlanOrder, items: WorkItemQuerySet, on: dt.date) -> io.BytesIO:
    """Give the whole cascade of an order as of a day as .xlsx."""
    file = io.BytesIO()
    if items.count() > MOST_IN_A_GRID:
        _write_marks(file, order, items, on)
    else:
        _write_grid(file, order, list(items), on)
    file.seek(0)
    return file


def _write_grid(file: io.BytesIO, order: PlanOrder, items: list[WorkItem], on: dt.date) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("Cơ quan")
    sheet.append(_headings())
    for number, row in enumerate(rows_of(order, on), 2):
        sheet.append([f"={one.text}" if isinstance(one, Formula) else one for one in _agency(number, row)])
    _dress(sheet, first=NAME_WIDTH)
    _matrix(book.create_sheet(_("Ma trận")), order, items, on)
    book.save(file)


def _write_marks(file: io.BytesIO, order: PlanOrder, items: WorkItemQuerySet, on: dt.date) -> None:
    """Write a row for each mark, some items at a time: memory and the question to the database stay small."""
    head = _headings()
    with long_book(file) as book:
        agencies = (_agency(number, row) for number, row in enumerate(rows_of(order, on), 2))
        book.sheet(_("Cơ quan"), head, [NAME_WIDTH, *[WIDTH] * (len(head) - 1)], agencies)
        names = [_("Mục"), _("Nhiệm vụ"), _("Cơ quan"), _("Dấu"), _("Nghĩa")]
        book.sheet(_("Ma trận"), names, [WIDTH, TITLE_WIDTH, NAME_WIDTH, WIDTH, NAME_WIDTH], _marks(order, items, on))


def _headings() -> list[str]:
    return [
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


def _agency(number: int, row: Row) -> list[Value]:
    """Give the cells of an agency in a row of the sheet; what is missing the sheet counts by itself."""
    reference, issued = (row.plan.reference, row.plan.issued_on) if row.plan else (_("chưa ban hành"), None)
    told: list[Value] = [harmless(row.agency.name), harmless(reference), issued, _yes_no(row.in_time)]
    missing = Formula(f"E{number}-F{number}")
    return [*told, row.led, row.covered, missing, row.later, row.proposed, row.indicators]


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


def _marks(order: PlanOrder, items: WorkItemQuerySet, on: dt.date) -> Iterator[list[Value]]:
    words = {cell: str(cell.label) for cell in Cell}
    bare = items.select_related(None).defer(None).only("path", "title", "lead_agency", "lead_is_class")
    waiting = bare.iterator(chunk_size=AT_ONCE)
    while some := list(islice(waiting, AT_ONCE)):
        matrix = matrix_of(order, some, on)
        names = {agency.pk: harmless(agency.label) for agency in matrix.agencies}
        titles = {item.pk: (harmless(item.path), harmless(item.title)) for item in some}
        for (agency, item), cell in matrix.cells.items():
            yield [*titles[item], names[agency], MARKS[cell], words[cell]]


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
