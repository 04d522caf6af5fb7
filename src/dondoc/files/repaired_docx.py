"""The repaired text as a Word document in the form of official papers: A4, Times New Roman 14, tables as tables."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dondoc.reading.structure.model import Paragraph, Structure

FONT = "Times New Roman"
MARGINS_MM = (20, 20, 30, 20)  # top, bottom, left, right: Decree 30/2020/NĐ-CP
INDENT_MM = 10
LETTER_MM, PADDING_MM = 2.2, 4.5  # of print of 12 points, and of a cell
CENTRED_AT_MOST = 90  # letters of a heading in capitals
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HEADING = re.compile(r"(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|PHỤ LỤC|Phụ lục|Điều)\s+\S+|[IVX]+[.-]\s")


def repaired_docx(structure: Structure) -> bytes:
    """Give the document of a structure as DOCX: a paragraph each, rows as tables, page furniture left out."""
    document = Document()
    _set_form(document)
    left_out = {*structure.zones.furniture, *structure.zones.stamps}
    kept = [paragraph for paragraph in structure.paragraphs if paragraph.number not in left_out]
    body = set(structure.zones.body)
    for is_row, group in groupby(kept, key=lambda paragraph: bool(paragraph.cells)):
        if is_row:
            _add_table(document, [_cells(paragraph) for paragraph in group])
        else:
            _add_paragraphs(document, group, body)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _set_form(document: Word) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(MARGINS_MM[0]), Mm(MARGINS_MM[1])
    section.left_margin, section.right_margin = Mm(MARGINS_MM[2]), Mm(MARGINS_MM[3])
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(6)


def _cells(paragraph: Paragraph) -> list[str]:
    return [_clean(cell.of(paragraph.text)) for cell in paragraph.cells]


def _add_table(document: Word, rows: list[list[str]]) -> None:
    columns = max(len(row) for row in rows)
    table = document.add_table(rows=0, cols=columns, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _widths([list(_filled(row, columns)) for row in rows]), strict=True):
        column.width = Mm(width)
    for row in rows:
        for cell, text in zip(table.add_row().cells, _filled(row, columns), strict=True):
            cell.text = text
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(12)


def _widths(rows: list[list[str]]) -> list[float]:
    """Share the width of a page among columns: more letters get more of it, none less than its longest word needs."""
    wide = 210 - MARGINS_MM[2] - MARGINS_MM[3]
    least = [max(len(word) for text in column for word in ["", *text.split()]) for column in zip(*rows, strict=True)]
    needed = [min(LETTER_MM * letters + PADDING_MM, wide / len(least)) for letters in least]
    wanted = [sum(len(text) for text in column) ** 0.5 for column in zip(*rows, strict=True)]
    rest = (wide - sum(needed)) / max(1.0, sum(wanted))
    return [need + rest * want for need, want in zip(needed, wanted, strict=True)]


def _filled(row: list[str], columns: int) -> Iterator[str]:
    yield from row
    yield from [""] * (columns - len(row))


def _add_paragraphs(document: Word, paragraphs: Iterable[Paragraph], body: set[int]) -> None:
    for paragraph in paragraphs:
        text = _clean(paragraph.text)
        added = document.add_paragraph()
        run = added.add_run(text)
        if text.isupper() and len(text) <= CENTRED_AT_MOST:
            added.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run.bold = True
        elif paragraph.number in body:
            added.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            added.paragraph_format.first_line_indent = Mm(INDENT_MM)
            run.bold = bool(_HEADING.match(text))


def _clean(text: str) -> str:
    """Give a text without the control characters that XML does not allow."""
    return _CONTROL.sub("", text).strip()
