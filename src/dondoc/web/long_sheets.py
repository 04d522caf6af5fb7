"""Workbooks of very many rows, written row by row into a file.

openpyxl keeps or passes an object for every cell: a million cells take it a minute. Here a row is written as it comes,
with four looks only (head, text, number, day), so that neither time nor memory grow with more than the rows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import IO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter

MOST_ROWS = 1_048_576  # of a sheet, with its head
AT_ONCE = 500  # rows passed on together
FIRST_DAY = dt.date(1899, 12, 30)  # what workbooks count days from
HEAD, TEXT, DAY = 1, 2, 3
EMPTY = (None, "")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONT = '<sz val="11"/><name val="Calibri"/>'
_TOP = '<alignment vertical="top" wrapText="1"/>'
_LOOKS = f"""{_START}<styleSheet xmlns="{_SHEET}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>
<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="4"><xf/><xf fontId="1" applyFont="1" applyAlignment="1">{_TOP}</xf>
<xf applyAlignment="1">{_TOP}</xf>
<xf numFmtId="164" applyNumberFormat="1" applyAlignment="1">{_TOP}</xf></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


@dataclass(frozen=True, slots=True)
class Formula:
    """What a cell counts by itself, without the sign of equality."""

    text: str


Value = str | int | float | dt.date | Formula | None


@dataclass
class LongBook:
    """A workbook in the making; `sheet` adds to it, `finish` makes it whole."""

    package: ZipFile
    names: list[str] = field(default_factory=list)

    def sheet(self, name: str, head: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Value]]) -> None:
        """Write rows under a head; what is more than a sheet takes goes on in another."""
        waiting = iter(rows)
        first = next(waiting, None)
        for part in count(1):
            self.names.append(name if part == 1 else f"{name} {part}")
            with self.package.open(f"xl/worksheets/sheet{len(self.names)}.xml", "w", force_zip64=True) as page:
                page.write(_opening(widths).encode())
                first = _write(page, head, first, waiting)
                page.write(b"</sheetData></worksheet>")
            if first is None:
                return

    def finish(self) -> None:
        """Write what ties the sheets together."""
        for path, text in _frame(self.names):
            self.package.writestr(path, text)


@contextmanager
def long_book(file: IO[bytes]) -> Iterator[LongBook]:
    """Give a workbook to write sheets into; it is whole in the file when the block ends."""
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=3) as package:
        book = LongBook(package)
        yield book
        book.finish()


def _write(
    page: IO[bytes], head: Sequence[str], first: Sequence[Value] | None, rows: Iterator[Sequence[Value]]
) -> Sequence[Value] | None:
    """Write one sheet; give the first row that it had no room for."""
    letters = [get_column_letter(number) for number in range(1, len(head) + 1)]
    lines = [_line(1, letters, head, HEAD)]
    number = 1
    while first is not None and number < MOST_ROWS:
        number += 1
        lines.append(_line(number, letters, first, TEXT))
        if len(lines) >= AT_ONCE:
            page.write("".join(lines).encode())
            lines.clear()
        first = next(rows, None)
    page.write("".join(lines).encode())
    return first


def _line(number: int, letters: Sequence[str], row: Sequence[Value], look: int) -> str:
    cells = [
        _cell(f"{letter}{number}", value, look)
        for letter, value in zip(letters, row, strict=True)
        if value not in EMPTY
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Value, look: int) -> str:
    if isinstance(value, str):
        text = escape(_UNPRINTABLE.sub("", value))
        return f'<c r="{place}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(value, Formula):
        return f'<c r="{place}" s="{look}"><f>{escape(value.text)}</f></c>'
    if isinstance(value, dt.date):
        return f'<c r="{place}" s="{DAY}"><v>{(value - FIRST_DAY).days}</v></c>'
    return f'<c r="{place}" s="{look}"><v>{value}</v></c>'


def _opening(widths: Sequence[int]) -> str:
    """Give what stands before the rows: a head that stays in sight, the columns' widths."""
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(widths, 1)
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    views = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return f'{_START}<worksheet xmlns="{_SHEET}">{views}<cols>{columns}</cols><sheetData>'


def _frame(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the parts of the package besides the sheets."""
    numbers = range(1, len(names) + 1)
    looks = len(names) + 1
    sheets = "".join(
        f'<sheet name={quoteattr(name[:31])} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1)
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers
    )
    ties = "".join(_tie(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
    yield (
        "xl/workbook.xml",
        f'{_START}<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
    )
    yield "xl/_rels/workbook.xml.rels", _relations(ties + _tie(looks, "styles", "styles.xml"))
    yield "xl/styles.xml", _LOOKS
    yield "_rels/.rels", _relations(_tie(1, "officeDocument", "xl/workbook.xml"))
    yield "[Content_Types].xml", _types(overrides)


def _types(overrides: str) -> str:
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    fixed = (("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles"))
    named = "".join(f'<Override PartName="{path}" ContentType="{_TYPE}.{kind}+xml"/>' for path, kind in fixed)
    default = f'<Default Extension="rels" ContentType="{relations}"/>'
    return f'{_START}<Types xmlns="{_PACKAGE}/content-types">{default}{named}{overrides}</Types>'


def _tie(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _relations(ties: str) -> str:
    return f'{_START}<Relationships xmlns="{_PACKAGE}/relationships">{ties}</Relationships>'
