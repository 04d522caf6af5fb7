"""Proving the form of a Word file: paper, margins, faces, sizes and blocks, each against the rules in `blocks.py`."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from dondoc.web.official.blocks import BLOCKS, FACE, MARGINS_MM, PAPER_MM, TABLE_HEAD, Block, Form, Kind, required

CLOSE_MM = 0.6
NUMBER = re.compile(r"[+-]?[0-9][0-9.]*(?:,[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with the form of a document: a code, and a sentence that says where."""

    code: str
    sentence: str


def flaws(word: bytes, form: Form, kind: Kind) -> tuple[Flaw, ...]:
    """Give everything in which a Word file departs from its form; nothing when it is right."""
    page = docx.Document(io.BytesIO(word))
    paragraphs = list(all_paragraphs(page))
    texts = (*_block_flaws(paragraphs, form, kind), *_text_flaws(paragraphs, form))
    return (*_page_flaws(page, kind), *texts, *(flaw for table in page.tables for flaw in _table_flaws(table)))


def all_paragraphs(page: Document) -> Iterator[Paragraph]:
    """Give every paragraph: of the body, of the cells of its tables, of the heads of its pages."""
    yield from page.paragraphs
    for table in page.tables:
        yield from _in_table(table)
    for section in page.sections:
        yield from section.header.paragraphs


def _in_table(table: Table) -> Iterator[Paragraph]:
    for row in table._tbl.tr_lst:
        for cell in row.tc_lst:
            for one in cell.p_lst:
                yield Paragraph(one, table)


def _page_flaws(page: Document, kind: Kind) -> Iterator[Flaw]:
    for section in page.sections:
        landscape = section.orientation == WD_ORIENT.LANDSCAPE
        if landscape != (kind == Kind.ANNEX):
            yield Flaw("orientation", _("Hướng giấy không đúng với loại văn bản."))
        size = (_mm(section.page_width), _mm(section.page_height))
        wanted = PAPER_MM[::-1] if landscape else PAPER_MM
        if any(abs(found - asked) > CLOSE_MM for found, asked in zip(size, wanted, strict=True)):
            yield Flaw("paper", _("Khổ giấy không phải A4."))
        yield from _margin_flaws(section)


def _margin_flaws(section: Section) -> Iterator[Flaw]:
    for side, (least, most) in MARGINS_MM.items():
        found = _mm(getattr(section, f"{side}_margin"))
        if not least - CLOSE_MM <= found <= most + CLOSE_MM:
            words = _("Lề %(side)s là %(found).1f mm, phải từ %(least)s đến %(most)s mm.")
            yield Flaw("margin", words % {"side": side, "found": found, "least": least, "most": most})


def _block_flaws(paragraphs: list[Paragraph], form: Form, kind: Kind) -> Iterator[Flaw]:
    written = {_style(one).name for one in paragraphs if one.text.strip()}
    for name in required(form, kind):
        if BLOCKS[form][name].style not in written:
            yield Flaw("block", _("Thiếu thành phần thể thức “%(block)s”.") % {"block": name})


def _table_flaws(table: Table) -> Iterator[Flaw]:
    """Tell what is wrong with a table that has heads: they stand on its first page only, or numbers stand askew."""
    heads, *rows = [[Paragraph(cell.p_lst[0], table) for cell in row.tc_lst] for row in table._tbl.tr_lst]
    if not any(_style(one).name == TABLE_HEAD for one in heads):
        return
    first = table._tbl.tr_lst[0]
    if first.trPr is None or first.trPr.find(qn("w:tblHeader")) is None:
        yield Flaw("head_once", _("Đầu bảng “%(text)s” không lặp lại ở trang sau.") % {"text": heads[0].text[:60]})
    for place, head in list(enumerate(heads))[1:]:
        column = [row[place] for row in rows if place < len(row) and row[place].text.strip()]
        numbers = bool(column) and all(NUMBER.fullmatch(one.text.strip()) for one in column)
        if numbers and any(_alignment(one) != WD_ALIGN_PARAGRAPH.RIGHT for one in column):
            yield Flaw("number", _("Số ở cột “%(text)s” phải canh phải.") % {"text": head.text[:60]})


def _text_flaws(paragraphs: list[Paragraph], form: Form) -> Iterator[Flaw]:
    known = {block.style: block for block in BLOCKS[form].values()}
    for paragraph in paragraphs:
        block = known.get(str(_style(paragraph).name))
        if block is None:
            if paragraph.text.strip():
                yield Flaw("style", _("Đoạn “%(text)s” không thuộc thành phần nào.") % {"text": paragraph.text[:60]})
            continue
        if block.centred and paragraph.text.strip() and _alignment(paragraph) != WD_ALIGN_PARAGRAPH.CENTER:
            yield Flaw("alignment", _("Đoạn “%(text)s” phải được canh giữa.") % {"text": paragraph.text[:60]})
        for run in paragraph.runs:
            yield from _run_flaws(run, paragraph, block)


def _run_flaws(run: Run, paragraph: Paragraph, block: Block) -> Iterator[Flaw]:
    if not run.text.strip():
        return
    style = _style(paragraph)
    words = {"text": run.text[:60]}
    if _face(run, style) != FACE:
        yield Flaw("face", _("Chữ “%(text)s” không phải phông Times New Roman.") % words)
    size = _size(run, style)
    if size is None or not block.sizes[0] <= size <= block.sizes[1]:
        yield Flaw("size", _("Chữ “%(text)s” không đúng cỡ.") % words)
    if block.bold and not _is(run.font.bold, style, "bold"):
        yield Flaw("bold", _("Chữ “%(text)s” phải đậm.") % words)
    if block.italic and not _is(run.font.italic, style, "italic"):
        yield Flaw("italic", _("Chữ “%(text)s” phải nghiêng.") % words)


def _face(run: Run, style: ParagraphStyle) -> str | None:
    """Give the face letters are set in; Vietnamese letters with marks go by the "hAnsi" face, so both must agree."""
    fonts = run._r.rPr.rFonts if run._r.rPr is not None else None
    if fonts is not None and fonts.ascii is not None:
        return fonts.ascii if fonts.ascii == fonts.hAnsi else None
    for one in _lineage(style):
        fonts = one.element.rPr.rFonts if one.element.rPr is not None else None
        if fonts is not None and fonts.get(qn("w:ascii")) is not None:
            return one.font.name if fonts.get(qn("w:hAnsi")) == one.font.name else None
    return None


def _size(run: Run, style: ParagraphStyle) -> float | None:
    sizes = [run.font.size, *(one.font.size for one in _lineage(style))]
    return next((float(size.pt) for size in sizes if size is not None), None)


def _is(own: bool | None, style: ParagraphStyle, name: str) -> bool:
    found = [own, *(getattr(one.font, name) for one in _lineage(style))]
    return bool(next((value for value in found if value is not None), False))


def _alignment(paragraph: Paragraph) -> WD_ALIGN_PARAGRAPH | None:
    found = [paragraph.alignment, *(one.paragraph_format.alignment for one in _lineage(_style(paragraph)))]
    return next((value for value in found if value is not None), None)


def _lineage(style: ParagraphStyle) -> Iterator[ParagraphStyle]:
    following: ParagraphStyle | None = style
    while following is not None:
        yield following
        base = following.base_style
        following = base if isinstance(base, ParagraphStyle) else None


def _style(paragraph: Paragraph) -> ParagraphStyle:
    style = paragraph.style
    if not isinstance(style, ParagraphStyle):
        raise TypeError("a paragraph has a style of its own kind")
    return style


def _mm(length: Length | None) -> float:
    return round(length.mm, 2) if length is not None else 0.0
