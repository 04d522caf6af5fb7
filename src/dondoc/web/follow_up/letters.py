"""An urging letter as a Word file in its official form.

The State's form follows Nghị định 30/2020/NĐ-CP, Annex I (A4, margins 20/20/30/15 mm, Times New Roman 13-14); the
Party's follows Hướng dẫn 36-HD/VPTW ("ĐẢNG CỘNG SẢN VIỆT NAM" at the top right, an asterisk under the issuer).
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from dondoc.web.follow_up.models import LetterItem, UrgingLetter

FACE = "Times New Roman"
MARGINS_MM = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
DOTS = "……"
CENTRE, LEFT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
TABLE_HEAD = ("TT", "Nhiệm vụ", "Thời hạn", "Quá hạn (ngày)")
TABLE_WIDTHS_MM = (10, 97, 30, 28)


def letter_docx(letter: UrgingLetter) -> bytes:
    """Give the letter as a .docx; what is not known yet (number, day, signer) is left as dots to be filled in."""
    document = _page()
    if letter.form == UrgingLetter.Form.PARTY:
        _party_head(document, letter)
    else:
        _state_head(document, letter)
    _body(document, letter, list(letter.rows.select_related("item").order_by("item__path_key", "pk")))
    _foot(document, letter)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page() -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, width in MARGINS_MM.items():
        setattr(section, name, Mm(width))
    style = document.styles["Normal"]
    style.font.name, style.font.size = FACE, Pt(14)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FACE)
    style.paragraph_format.space_after = Pt(0)
    return document


def _party_head(document: Document, letter: UrgingLetter) -> None:
    left, right = _two_columns(document)
    issuer = letter.programme.document.issued_by
    _lines(left, [(issuer.upper(), ""), (letter.programme.office.name.upper(), "b"), ("*", "")])
    _lines(left, [(f"Số {_number(letter)}-{letter.symbol}", ""), (letter.subject, "i")])
    _lines(right, [("ĐẢNG CỘNG SẢN VIỆT NAM", "bu"), ("", ""), (_place_and_day(letter), "i")])


def _state_head(document: Document, letter: UrgingLetter) -> None:
    left, right = _two_columns(document)
    issuer = letter.programme.document.issued_by
    _lines(left, [(issuer.upper(), ""), (letter.programme.office.name.upper(), "b"), ("―――――", "")])
    _lines(left, [(f"Số: {_number(letter)}/{letter.symbol}", ""), (f"V/v {_lowered(letter.subject)}", "")])
    nation = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b"), ("Độc lập - Tự do - Hạnh phúc", "bu")]
    _lines(right, [*nation, ("", ""), (_place_and_day(letter), "i")])


def _body(document: Document, letter: UrgingLetter, rows: list[LetterItem]) -> None:
    _write(document.add_paragraph(), f"Kính gửi: {letter.agency.name}", align=CENTRE, before=18, after=12)
    followed = letter.programme.document
    issued = f" ngày {_day(followed.issued_on)}" if followed.issued_on else ""
    _prose(
        document,
        f"Thực hiện nhiệm vụ theo dõi, đôn đốc {followed}{issued} của {followed.issued_by or DOTS}, qua rà soát đến "
        f"ngày {_day(letter.drafted_on)}, {letter.agency.name} còn {len(rows)} nhiệm vụ đã quá thời hạn nhưng chưa "
        "hoàn thành:",
    )
    _table(document, rows)
    _prose(
        document,
        f"{letter.programme.office.name} đề nghị {letter.agency.name} khẩn trương thực hiện các nhiệm vụ nêu trên; "
        f"báo cáo kết quả, nguyên nhân chậm và thời gian hoàn thành trước ngày {_day(letter.reply_by)}.",
    )


def _table(document: Document, rows: list[LetterItem]) -> None:
    table = document.add_table(rows=1, cols=len(TABLE_HEAD))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _fill(table, 0, TABLE_HEAD, flags="b")
    for number, row in enumerate(rows, 1):
        table.add_row()
        _fill(table, number, (str(number), row.item.title, _day(row.due_on), str(row.days_late)))
    _repeat_head(table)


def _fill(table: Table, number: int, texts: Iterable[str], flags: str = "") -> None:
    for place, (cell, text) in enumerate(zip(table.rows[number].cells, texts, strict=True)):
        cell.width = Mm(TABLE_WIDTHS_MM[place])
        align = LEFT if place == 1 and not flags else CENTRE
        _write(cell.paragraphs[0], text, flags=flags, size=13, align=align)


def _repeat_head(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _foot(document: Document, letter: UrgingLetter) -> None:
    left, right = _two_columns(document)
    _write(left.paragraphs[0], "Nơi nhận:", flags="bi", size=12, align=LEFT)
    for name in (*letter.recipients, "Lưu."):
        _write(left.add_paragraph(), f"- {name}{'' if name.endswith('.') else ','}", size=11, align=LEFT)
    role = letter.signatory_role or DOTS
    _lines(right, [(role.upper(), "b"), ("", ""), ("", ""), ("", ""), (letter.signatory or DOTS, "b")], size=14)


def _two_columns(document: Document) -> tuple[_Cell, _Cell]:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Mm(75), Mm(90)
    return left, right


def _lines(cell: _Cell, lines: list[tuple[str, str]], size: int = 13) -> None:
    """Write lines one under the other; the first takes the empty paragraph every cell begins with."""
    for text, flags in lines:
        first = cell.paragraphs[0]
        fresh = first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()
        _write(fresh, text or " ", flags=flags, size=size, align=CENTRE)


def _prose(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Mm(10)
    _write(paragraph, text, align=JUSTIFY, before=6, after=6)


def _write(
    paragraph: Paragraph,
    text: str,
    *,
    flags: str = "",
    size: int = 14,
    align: WD_ALIGN_PARAGRAPH = JUSTIFY,
    before: int = 0,
    after: int = 0,
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.underline = "b" in flags, "i" in flags, "u" in flags
    run.font.name, run.font.size = FACE, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)


def _number(letter: UrgingLetter) -> str:
    return str(letter.number) if letter.number is not None else DOTS


def _place_and_day(letter: UrgingLetter) -> str:
    place = letter.place or DOTS
    day = letter.signed_on
    if day is None:
        return f"{place}, ngày {DOTS} tháng {DOTS} năm {letter.drafted_on.year}"
    return f"{place}, ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def _day(day: dt.date | None) -> str:
    return DOTS if day is None else f"{day.day:02d}/{_month(day)}/{day.year}"


def _month(day: dt.date) -> str:
    """Months 1 and 2 take a nought, as official practice has it."""
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
