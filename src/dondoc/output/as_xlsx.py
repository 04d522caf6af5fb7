"""The register as a workbook ready to print and to assign from: landscape A4, frozen heading, filter, wrapped cells."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dondoc.output.as_csv import harmless
from dondoc.output.citations import reference_words
from dondoc.output.head import head_lines
from dondoc.output.indicators import baseline_words, value_words
from dondoc.output.rows import COLUMNS, headings, item_rows, page_count, place_words
from dondoc.output.words import word, word_or_key
from dondoc.reading.checks import fix_in, message_in
from dondoc.reading.pipeline import ReadDirective
from dondoc.reading.register import Register

_A4 = 9
_LINE = Side(style="thin", color="9AA8B8")
_HEAD_FILL = PatternFill("solid", fgColor="E3F0EF")
_FONT = "Times New Roman"


def write(read: ReadDirective, language: str) -> bytes:
    """Give the workbook: items in the column order officials use, then indicators, citations and findings."""
    register = read.register
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  a new workbook has one worksheet
    title = " – ".join(list(head_lines(register.directive, language))[:2])
    item_columns = [*headings(language)[:_DUE], word("due-day", language), *headings(language)[_DUE:]]
    _fill(sheet, word("items", language), item_columns, _item_rows(register, language), _ITEM_WIDTHS, title)
    others = (
        ("indicators", _INDICATOR_COLUMNS, _indicator_rows(register, language), _INDICATOR_WIDTHS),
        ("citations", _CITATION_COLUMNS, _citation_rows(register, language), _CITATION_WIDTHS),
        ("findings", _FINDING_COLUMNS, _finding_rows(register, language), _FINDING_WIDTHS),
    )
    for key, columns, rows, widths in others:
        names = [word(column, language) for column in columns]
        _fill(book.create_sheet(), word(key, language), names, rows, widths, title)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


_DUE = COLUMNS.index("deadline") + 1  # where the day stands by which rows are sorted and filtered
_ITEM_WIDTHS = (5, 44, 12, 22, 24, 18, 13, 18, 16)
_INDICATOR_COLUMNS = ("number", "indicator-name", "unit", "baseline", "target", "by-year", "as-written", "place")
_INDICATOR_WIDTHS = (5, 44, 12, 14, 14, 9, 40, 16)
_CITATION_COLUMNS = ("number", "document-type", "reference", "issued-on", "issued-by", "relation", "place")
_CITATION_WIDTHS = (5, 16, 20, 13, 36, 16, 20)
_FINDING_COLUMNS = ("number", "code", "severity", "message", "fix", "place")
_FINDING_WIDTHS = (5, 8, 11, 70, 50, 18)

_DAY_FORM = "dd/mm/yyyy"

Cell = str | int | float | dt.date


def _item_rows(register: Register, language: str) -> Iterable[list[Cell]]:
    """Give the rows of the items with the last day of their deadline as a day, not as words."""
    for item, row in zip(register.items, item_rows(register, language), strict=True):
        due = item.deadline.due_on if item.deadline else None
        yield [*row[:_DUE], due or "", *row[_DUE:]]


def _indicator_rows(register: Register, language: str) -> Iterable[list[Cell]]:
    pages = page_count(register)
    number = 0
    for indicator in register.indicators:
        place = place_words(indicator.path, indicator.source, language, pages=pages)
        for target in indicator.targets:
            number += 1
            value: Cell = target.value if isinstance(target.value, float) else value_words(target)
            yield [
                number,
                indicator.name,
                indicator.unit or "",
                baseline_words(indicator),
                value,
                target.by or "",
                target.as_written,
                place,
            ]


def _citation_rows(register: Register, language: str) -> Iterable[list[Cell]]:
    pages = page_count(register)
    for number, cited in enumerate(register.citations, 1):
        yield [
            number,
            word_or_key("doctype", cited.document_type or "", language),
            reference_words(cited, language),
            cited.issued_on or "",
            cited.issued_by or "",
            word_or_key("relation", cited.kind, language),
            place_words(cited.path, cited.source, language, pages=pages),
        ]
    for number, law in enumerate(register.laws, len(register.citations) + 1):
        kind = word_or_key("doctype", "law", language)
        place = place_words(law.path, law.source, language, pages=pages)
        yield [number, kind, law.name, law.year or "", "", "", place]


def _finding_rows(register: Register, language: str) -> Iterable[list[Cell]]:
    pages = page_count(register)
    for number, found in enumerate(register.findings, 1):
        place = place_words(found.path, found.source, language, pages=pages) if found.source else found.path
        severity = word_or_key("severity", found.severity, language)
        yield [number, found.code, severity, message_in(found, language), fix_in(found, language), place]


def _fill(
    sheet: Worksheet,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
    title: str,
) -> None:
    sheet.title = name[:31]
    sheet.append(list(columns))
    for row in rows:
        sheet.append([_cell(value) for value in row])
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    _dress(sheet)
    _prepare_to_print(sheet, title)


def _cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return int(value) if value.isdecimal() and len(value) < 6 else harmless(value)
    return value


def _dress(sheet: Worksheet) -> None:
    border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    for row in sheet.iter_rows():
        for cell in row:
            heading = cell.row == 1
            cell.font = Font(name=_FONT, size=12, bold=heading)
            cell.alignment = Alignment(wrap_text=True, vertical="center" if heading else "top")
            cell.border = border
            if heading:
                cell.fill = _HEAD_FILL
            elif isinstance(cell.value, dt.date):
                cell.number_format = _DAY_FORM
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions


def _prepare_to_print(sheet: Worksheet, title: str) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    for part, text in ((sheet.oddHeader, title[:200].replace("&", "&&")), (sheet.oddFooter, "&P/&N")):
        if part is not None:
            part.center.text = text
