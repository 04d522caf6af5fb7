"""The rows of the register as a file for a spreadsheet: exactly those that the page shows, of all its pages."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dondoc.output.as_csv import harmless
from dondoc.web.dashboard.marks import MARKS, state_of
from dondoc.web.long_sheets import long_book
from dondoc.web.register.choices import Deliverable
from dondoc.web.register.models import WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet

Cell = str | int | dt.date | None
A4 = 9  # the number that workbooks give the paper
MOST_TO_PRINT = 5_000  # items
AT_ONCE = 1_000
WIDTHS = (14, 60, 30, 30, 20, 22, 13, 28, 13, 12)


def headings() -> list[str]:
    """Give the names of the columns."""
    return [
        _("Mục"),
        _("Nhiệm vụ"),
        _("Cơ quan chủ trì"),
        _("Cơ quan phối hợp"),
        _("Sản phẩm"),
        _("Thời hạn, theo văn bản"),
        _("Hạn"),
        _("Tình trạng"),
        _("Hoàn thành ngày"),
        _("Quá hạn (ngày)"),
    ]


def rows(items: Iterable[WorkItem], on: dt.date) -> Iterator[list[Cell]]:
    """Give the cells of items that are annotated with their timeliness on a day."""
    products = {value: str(words) for value, words in Deliverable.choices}
    states = {name: str(mark.words) for name, mark in MARKS.items()}
    for item in items:
        due: dt.date | None = getattr(item, "due_then", None)
        done: dt.date | None = getattr(item, "completed_then", None)
        over = ((done or on) - due).days if due else 0
        yield [
            item.path,
            item.title,
            item.lead_agency.name if item.lead_agency else item.lead_as_written,
            "; ".join(str(one) for one in item.cooperations.all()),
            products[item.deliverable],
            item.deadline_as_written,
            due,
            states[state_of(item)],
            done,
            over if over > 0 else None,
        ]


def as_csv(items: Iterable[WorkItem], on: dt.date) -> bytes:
    """Write a comma-separated text that spreadsheets open with its letters whole (UTF-8 with a mark)."""
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(headings())
    for row in rows(items, on):
        writer.writerow([_plain(cell) for cell in row])
    return page.getvalue().encode("utf-8-sig")


def as_xlsx(items: WorkItemQuerySet, on: dt.date, title: str) -> bytes:
    """Write a workbook: one sheet, a frozen head, real dates and numbers.

    It is ready to print on landscape A4, unless it would be hundreds of pages: then it is written row by row.
    """
    if items.count() > MOST_TO_PRINT:
        return _long(items, on)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("Nhiệm vụ")
    sheet.append(headings())
    for row in rows(items, on):
        sheet.append([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    _dress(sheet)
    _prepare_to_print(sheet, title)
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def _long(items: WorkItemQuerySet, on: dt.date) -> bytes:
    page = io.BytesIO()
    told = rows(items.iterator(chunk_size=AT_ONCE), on)
    with long_book(page) as book:
        safe = ([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in told)
        book.sheet(_("Nhiệm vụ"), headings(), WIDTHS, safe)
    return page.getvalue()


def _dress(sheet: Worksheet) -> None:
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line in sheet.iter_rows():
        for cell in line:
            cell.font = Font(bold=cell.row == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, dt.date):
                cell.number_format = "dd/mm/yyyy"
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions


def _prepare_to_print(sheet: Worksheet, title: str) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = f"{title.replace('&', '&&')} - &P/&N"


def _plain(cell: Cell) -> str:
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return harmless(str(cell)) if cell is not None else ""
