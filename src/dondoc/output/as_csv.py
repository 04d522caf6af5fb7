"""The work items as a CSV file that Excel opens as it is: UTF-8 with its mark, a row an item."""

from __future__ import annotations

import csv
import io

from dondoc.output.rows import headings, item_rows
from dondoc.reading.pipeline import ReadDirective

_BYTE_ORDER_MARK = "\ufeff"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(read: ReadDirective, language: str) -> str:
    """Give the items in the column order officials use; no cell can be taken for a formula."""
    target = io.StringIO()
    target.write(_BYTE_ORDER_MARK)
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(headings(language))
    for row in item_rows(read.register, language):
        writer.writerow([harmless(cell) for cell in row])
    return target.getvalue()


def harmless(cell: str) -> str:
    """Keep a spreadsheet from running a cell: a text that looks like a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell
