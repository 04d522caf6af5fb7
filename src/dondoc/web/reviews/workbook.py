"""The annexes as a workbook whose sums and rates are formulas over its rows: edit a row, and they follow."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dondoc.output.as_csv import harmless
from dondoc.web.reviews.choices import Outcome
from dondoc.web.reviews.figures import Figures
from dondoc.web.reviews.words import NO_LEAD_WORDS, STATUS, grade_words, outcome_words

FACE = "Times New Roman"
ITEMS, WHOLE, AGENCIES, INDICATORS = "Nhiem vu", "Tong hop", "Co quan", "Chi tieu"
HEADS = ("TT", "Mục", "Nhiệm vụ", "Chủ trì", "Hạn ban đầu", "Hạn hiện nay", "Gia hạn (lần)", "Hoàn thành", "Kết quả",
         "Số ngày quá hạn", "Đánh giá", "Nguyên nhân", "Mã cơ quan")  # fmt: skip
WIDTHS = (6, 16, 60, 28, 13, 13, 10, 13, 26, 10, 20, 50, 8)
OUTCOME_COLUMN, LEAD_COLUMN = "I", "M"
LINE = Side(style="thin")
Row = Sequence[Any]


class Formula(str):
    """A formula of ours; any other text that looks like one is made harmless."""

    __slots__ = ()


def workbook(figures: Figures, title: str) -> bytes:
    """Give the annexes of a review as a .xlsx: items, the whole, the parts of agencies, indicators."""
    book = Workbook()
    items = book.worksheets[0]
    items.title = ITEMS
    _table(items, title, HEADS, [_item(place, row) for place, row in enumerate(figures.items, 1)], WIDTHS)
    last = len(figures.items) + 3
    _whole(book.create_sheet(WHOLE), title, figures, last)
    _agencies(book.create_sheet(AGENCIES), title, figures, last)
    _indicators(book.create_sheet(INDICATORS), title, figures)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _item(place: int, row: dict[str, Any]) -> Row:
    return (
        place,
        row["path"],
        row["title"],
        row["lead"] if row["agency"] else NO_LEAD_WORDS,
        row["first_due"] or row["as_written"],
        row["due"] or row["as_written"],
        row["extended"],
        row["done"],
        outcome_words(row["outcome"]),
        row["over"],
        grade_words(row["grade"]),
        row["cause"],
        row["agency"],
    )


def _whole(sheet: Worksheet, title: str, figures: Figures, last: int) -> None:
    """Count the outcomes over the rows of the items, add them up, and give the rates with what they divide by."""
    rows: list[Row] = [(outcome_words(one), _count(last, f'"{outcome_words(one)}"')) for one in Outcome]
    rows.append(("Tổng số nhiệm vụ của văn bản", Formula("=SUM(B4:B9)")))
    undated = len(figures.rows("done_undated"))
    rows += [
        ("Trong đó hoàn thành không có hạn (không tính vào hai tỷ lệ dưới)", undated),
        ("Đúng hạn trên số đã hoàn thành", Formula('=IF(B4+B5-B11>0,(B4-B11)/(B4+B5-B11),"……")')),
        ("Hoàn thành trên số đến hạn", Formula('=IF(B4+B5-B11+B7>0,(B4+B5-B11)/(B4+B5-B11+B7),"……")')),
        ("Hoàn thành trên tổng số đang theo dõi", Formula('=IF(SUM(B4:B7)>0,(B4+B5)/SUM(B4:B7),"……")')),
    ]
    _table(sheet, title, ("Nội dung", "Số nhiệm vụ"), rows, (64, 18))
    for number in (12, 13, 14):
        sheet.cell(number, 2).number_format = "0.0%"


def _agencies(sheet: Worksheet, title: str, figures: Figures, last: int) -> None:
    heads = ("TT", "Cơ quan", *(outcome_words(one) for one in Outcome), "Cộng", "Đánh giá")
    rows: list[Row] = []
    for place, part in enumerate(figures.agencies, 1):
        number = place + 3
        counted = [_count(last, f"{get_column_letter(column)}$3", part["pk"]) for column in range(3, 9)]
        name = part["name"] or NO_LEAD_WORDS
        rows.append((place, name, *counted, Formula(f"=SUM(C{number}:H{number})"), grade_words(part["grade"])))
    bottom = len(rows) + 3
    letters = [get_column_letter(column) for column in range(3, 10)]
    sums = [Formula(f"=SUM({letter}4:{letter}{bottom})") if rows else 0 for letter in letters]
    rows.append(("", "Cộng", *sums, ""))
    _table(sheet, title, heads, rows, (6, 48, 14, 14, 14, 14, 14, 14, 12, 24))


def _indicators(sheet: Worksheet, title: str, figures: Figures) -> None:
    heads = ("TT", "Chỉ tiêu", "Đơn vị", "Gốc", "Năm gốc", "Mục tiêu", "Thực hiện", "Kỳ", "Đánh giá")
    rows = [
        (
            place,
            row["name"],
            row["unit"],
            row["baseline"],
            row["baseline_year"],
            "; ".join(row["targets"]),
            row["actual"],
            row["actual_of"],
            STATUS[row["status"]],
        )
        for place, row in enumerate(figures.indicators, 1)
    ]
    _table(sheet, title, heads, rows, (6, 70, 18, 10, 10, 44, 12, 16, 20))


def _count(last: int, outcome: str, lead: int | None = None) -> Formula:
    def column(letter: str) -> str:
        return f"'{ITEMS}'!${letter}$4:${letter}${last}"

    if lead is not None:
        return Formula(f"=COUNTIFS({column(OUTCOME_COLUMN)},{outcome},{column(LEAD_COLUMN)},{lead})")
    return Formula(f"=COUNTIF({column(OUTCOME_COLUMN)},{outcome})")


def _table(sheet: Worksheet, title: str, heads: Sequence[str], rows: Sequence[Row], widths: Sequence[int]) -> None:
    """Write a title, heads in row 3 and the rows below them, ready to print on landscape A4."""
    sheet["A1"], sheet["A1"].font = _plain(title), Font(name=FACE, size=14, bold=True)
    for place, words in enumerate(heads, 1):
        sheet.cell(3, place, words)
    for number, row in enumerate(rows, 4):
        for place, value in enumerate(row, 1):
            sheet.cell(number, place, _plain(value))
    for line in sheet.iter_rows(min_row=3, max_row=3 + len(rows), max_col=len(heads)):
        for cell in line:
            cell.font = Font(name=FACE, size=11, bold=cell.row == 3)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(top=LINE, bottom=LINE, left=LINE, right=LINE)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A4"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "3:3"


def _plain(value: Any) -> Any:
    """Keep words that look like formulas from being ones, all but our own."""
    if isinstance(value, Formula):
        return str(value)
    return harmless(value) if isinstance(value, str) else value
