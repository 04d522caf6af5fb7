"""Workbooks of very many rows, written by XlsxWriter row by row: neither time nor memory grow with more than the rows.

openpyxl, which writes the others, keeps or passes an object for every cell: a million cells take it a minute.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count, islice
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576  # of a sheet, with its head
LONGEST_NAME = 31  # code points of the name of a sheet
LONGEST_TEXT = 32_767  # code points a cell holds
EMPTY = (None, "")
OPTIONS = {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Formula:
    """What a cell counts by itself, without the sign of equality."""

    text: str


Value = str | int | float | dt.date | Formula | None


class LongBook:
    """A workbook in the making; `sheet` adds to it."""

    def __init__(self, book: Workbook) -> None:
        top = {"valign": "top", "text_wrap": True}
        self._book = book
        self._head, self._text = book.add_format({**top, "bold": True}), book.add_format(top)
        self._day = book.add_format({**top, "num_format": OPTIONS["default_date_format"]})

    def sheet(self, name: str, head: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Value]]) -> None:
        """Write rows under a head; what is more than a sheet takes goes on in another."""
        waiting = iter(rows)
        for part in count(1):
            page = self._page(name if part == 1 else f"{name} {part}", head, widths)
            for number, row in enumerate(islice(waiting, MOST_ROWS - 1), 1):
                self._write(page, number, row)
            if (first := next(waiting, None)) is None:
                return
            waiting = chain([first], waiting)

    def _page(self, name: str, head: Sequence[str], widths: Sequence[int]) -> Worksheet:
        page = self._book.add_worksheet(name[:LONGEST_NAME])
        page.freeze_panes(1, 0)
        for column, (words, width) in enumerate(zip(head, widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, words, self._head)
        return page

    def _write(self, page: Worksheet, number: int, row: Sequence[Value]) -> None:
        for column, value in enumerate(row):
            if value not in EMPTY:
                _write_cell(page, number, column, value, self._day if isinstance(value, dt.date) else self._text)


@contextmanager
def long_book(file: IO[bytes]) -> Iterator[LongBook]:
    """Give a workbook to write sheets into; it is whole in the file when the block ends."""
    with Workbook(file, OPTIONS) as book:
        yield LongBook(book)


def _write_cell(page: Worksheet, number: int, column: int, value: Value, look: Format) -> None:
    """Write a value as what it is: a text that begins with "=" stays a text."""
    if isinstance(value, str):
        page.write_string(number, column, _UNPRINTABLE.sub("", value)[:LONGEST_TEXT], look)
    elif isinstance(value, Formula):
        page.write_formula(number, column, f"={value.text}", look)
    elif isinstance(value, dt.date):
        page.write_datetime(number, column, value, look)
    elif value is not None:
        page.write_number(number, column, value, look)
