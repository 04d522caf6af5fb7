"""Make the Word templates of official documents: one of each kind in the State's and in the Party's form.

    python tools/make_official_templates.py

The templates are ordinary Word files with tags: an office copies one into its own folder and edits it there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from official_columns import (
    AGENCIES,
    ANNEX_AGENCIES,
    ANNEX_INDICATORS,
    ANNEX_ITEMS,
    COUNTS,
    INDICATORS,
    LETTER,
    OVERDUE,
    Columns,
)

from dondoc.web.official.blocks import BLOCKS, FACE, PAPER_MM, Block, Form, Kind

HERE = Path(__file__).resolve().parents[1] / "src/dondoc/web/official/templates"
COLUMNS_MM = {Form.STATE: (70, 95), Form.PARTY: (80, 85)}  # of the head and the foot
TEXT_MM = 165
WIDE_MM = 247
CENTRE, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
SMALL = frozenset({"table", "table_head", "nation", "superior", "issuer"})
STATE_SMALL = frozenset({"motto", "place_day"})  # with a national name of 12 points these are of 13
NUMBERS = frozenset(
    {"count", "total", "done_on_time", "done_late", "open_in_time", "open_overdue", "closed", "over", "extended"}
)


class Template:
    """One template that is being written."""

    def __init__(self, form: Form, *, landscape: bool = False) -> None:
        self.form = form
        self.blocks = BLOCKS[form]
        self.page = docx.Document()
        _lay_out(self.page, landscape=landscape)
        for name, block in self.blocks.items():
            _add_style(self.page, name, block)
        self._number_pages()

    def write(self, block: str, text: str) -> Paragraph:
        """Add a paragraph of a block."""
        return self.page.add_paragraph(text, style=self.blocks[block].style)

    def tags(self, *lines: str) -> None:
        """Add paragraphs that hold nothing but a tag: they fall away when the template is filled."""
        for line in lines:
            self.write("body", line)

    def lead_in(self, text: str) -> None:
        """Add a sentence that stays on the page of what it leads to: a table, or the signature."""
        self.write("body", text).paragraph_format.keep_with_next = True

    def each(self, names: str, line: str, block: str = "body") -> None:
        """Add a paragraph for each of some values."""
        self.tags(f"{{%p for line in {names} %}}")
        self.write(block, line)
        self.tags("{%p endfor %}")

    def table(self, names: str, columns: Columns) -> None:
        """Add a table with a row for each of some values; its head stands again on each page."""
        table = self.page.add_table(rows=4, cols=len(columns))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        _set_widths(table, [width for _, width, _ in columns])
        for place, (head, width, tag) in enumerate(columns):
            texts = (
                head,
                f"{{%tr for row in {names} %}}" if not place else "",
                tag,
                "{%tr endfor %}" if not place else "",
            )
            for row, text in enumerate(texts):
                cell = table.rows[row].cells[place]
                cell.paragraphs[0].text = text
                cell.paragraphs[0].style = self.blocks["table" if row else "table_head"].style
                if row:
                    _align(cell.paragraphs[0], head, tag, width)
        for number, row_ in enumerate(table.rows):
            properties = row_._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:tblHeader" if number == 0 else "w:cantSplit"))

    def columns(self) -> tuple[_Cell, _Cell]:
        """Add the two columns of a head or a foot."""
        table = self.page.add_table(rows=1, cols=2)
        table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
        left, right = table.rows[0].cells
        _set_widths(table, COLUMNS_MM[self.form])
        return left, right

    def into(self, cell: _Cell, block: str, text: str) -> Paragraph:
        """Write a paragraph of a block into a cell; the first takes the empty one every cell begins with."""
        first = cell.paragraphs[0]
        paragraph = first if len(cell.paragraphs) == 1 and not first.text else cell.add_paragraph()
        paragraph.text, paragraph.style = text, self.blocks[block].style
        return paragraph

    def rule(self, cell: _Cell | None, block: str, width_mm: float, of_mm: float) -> None:
        """Draw a line of a width in the middle."""
        paragraph = (cell or self.page).add_paragraph("", style=self.blocks[block].style)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm((of_mm - width_mm) / 2)
        paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = Pt(3), Pt(6)
        paragraph.paragraph_format.space_before = Pt(2)
        _border(paragraph)

    def save(self, kind: Kind) -> None:
        (HERE / self.form).mkdir(parents=True, exist_ok=True)
        self.page.save(str(HERE / self.form / f"{kind}.docx"))

    def _number_pages(self) -> None:
        section = self.page.sections[0]
        section.different_first_page_header_footer = True
        section.header_distance = Mm(10)
        paragraph = section.header.paragraphs[0]
        paragraph.style = self.blocks["page"].style
        for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
            run = paragraph.add_run()
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = text
            run._r.append(part)


def head(template: Template, *, letter: bool = False) -> None:
    """Write the head of a document."""
    left, right = template.columns()
    left_mm, right_mm = (width - 4 for width in COLUMNS_MM[template.form])
    template.into(left, "superior", "{{ head.superior }}")
    template.into(left, "issuer", "{{ head.issuer }}")
    if template.form == Form.PARTY:
        template.into(left, "star", "*")
        template.into(left, "number", "Số {{ head.number }}-{{ head.symbol }}")
        template.into(right, "title", "ĐẢNG CỘNG SẢN VIỆT NAM")
        template.rule(right, "title", 68, right_mm)
    else:
        template.rule(left, "issuer", 26, left_mm)
        template.into(left, "number", "Số: {{ head.number }}/{{ head.symbol }}")
        template.into(right, "nation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        template.into(right, "motto", "Độc lập - Tự do - Hạnh phúc")
        template.rule(right, "motto", 50, right_mm)
    if letter:
        before = "" if template.form == Form.PARTY else "V/v "
        template.into(left, "letter_subject", f"{before}{{{{ head.subject }}}}")
    template.into(right, "place_day", "{{ head.place }}, {{ head.day }}")
    if letter:
        template.write("addressee", "Kính gửi: {{ addressee }}")
    else:
        template.write("type", "{{ head.type }}")
        template.write("subject", "{{ head.subject }}")
        template.rule(None, "subject", 45, TEXT_MM)


def foot(template: Template) -> None:
    """Write the recipients and the signature."""
    template.lead_in("")
    left, right = template.columns()
    left._tc.getparent().get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    template.into(left, "recipients_head", "Nơi nhận:")
    template.into(left, "recipients", "{%p for name in recipients %}")
    template.into(left, "recipients", "- {{ name }}")
    template.into(left, "recipients", "{%p endfor %}")
    template.into(right, "role", "{{ signature.role }}")
    for _ in range(3):
        template.into(right, "role", "\u00a0")
    template.into(right, "signatory", "{{ signature.name }}")


def report(form: Form) -> None:
    """Make the template of a review report."""
    template = Template(form)
    head(template)
    template.write("body", "{{ opening }}")
    template.each("narratives.situation", "{{ line }}")
    template.write("heading", "I. KẾT QUẢ CHUNG")
    template.lead_in("{{ counts_sentence }}")
    template.table("counts", COUNTS)
    template.each("rates", "- {{ line }}")
    template.tags("{%p if comparison %}")
    template.write("heading", "So với kỳ trước")
    template.each("comparison", "- {{ line }}")
    template.tags("{%p endif %}", "{%p if narratives.results %}")
    template.write("heading", "Kết quả nổi bật")
    template.each("narratives.results", "- {{ line }}")
    template.tags("{%p endif %}")
    template.write("heading", "II. KẾT QUẢ THEO CƠ QUAN CHỦ TRÌ")
    template.table("agencies", AGENCIES)
    template.write("heading", "III. NHIỆM VỤ QUÁ HẠN, GIA HẠN, GỘP, THÔI THEO DÕI")
    template.lead_in("{{ overdue_sentence }}")
    template.tags("{%p if overdue %}")
    template.table("overdue", OVERDUE)
    template.tags("{%p endif %}")
    template.tags("{%p for group in changed %}")
    template.write("heading", "{{ group.heading }}")
    template.each("group.lines", "- {{ line }}")
    template.tags("{%p endfor %}")
    template.write("heading", "IV. KẾT QUẢ THỰC HIỆN CHỈ TIÊU")
    template.lead_in("{{ indicators_sentence }}")
    template.tags("{%p if indicators %}")
    template.table("indicators", INDICATORS)
    template.tags("{%p endif %}")
    template.write("heading", "V. KHÓ KHĂN, HẠN CHẾ VÀ NGUYÊN NHÂN")
    template.each("narratives.difficulties", "- {{ line }}")
    template.write("heading", "VI. PHƯƠNG HƯỚNG, KIẾN NGHỊ")
    template.each("narratives.next_steps", "{{ line }}")
    template.each("narratives.proposals", "- {{ line }}")
    template.lead_in("{{ closing }}")
    foot(template)
    template.save(Kind.REPORT)


def sections(form: Form, kind: Kind) -> None:
    """Make the template of a document that is made of headed sections."""
    template = Template(form)
    head(template)
    template.write("body", "{{ opening }}")
    template.tags("{%p for section in sections %}")
    template.write("heading", "{{ section.heading }}")
    template.each("section.lines", "{{ line }}")
    template.tags("{%p endfor %}")
    template.lead_in("{{ closing }}")
    foot(template)
    template.save(kind)


def letter(form: Form) -> None:
    """Make the template of an urging letter."""
    template = Template(form)
    head(template, letter=True)
    template.lead_in("{{ opening }}")
    template.table("rows", LETTER)
    template.lead_in("{{ closing }}")
    foot(template)
    template.save(Kind.LETTER)


def annex(form: Form) -> None:
    """Make the template of the statistical annexes, on landscape pages."""
    template = Template(form, landscape=True)
    parts = (
        ("I", "TÌNH HÌNH THỰC HIỆN TỪNG NHIỆM VỤ", "items", ANNEX_ITEMS),
        ("II", "KẾT QUẢ THEO CƠ QUAN CHỦ TRÌ", "agencies", ANNEX_AGENCIES),
        ("III", "KẾT QUẢ THỰC HIỆN CHỈ TIÊU", "indicators", ANNEX_INDICATORS),
    )
    for number, (numeral, title, names, columns) in enumerate(parts):
        first = template.write("annex", f"Phụ lục {numeral}")
        first.paragraph_format.page_break_before = number > 0
        template.write("annex", title)
        template.write("annex_note", "(Kèm theo {{ attached_to }})")
        template.table(names, columns)
    template.save(Kind.ANNEX)


def _lay_out(page: Document, *, landscape: bool) -> None:
    section = page.sections[0]
    width, height = PAPER_MM[::-1] if landscape else PAPER_MM
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = page.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(14)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FACE)
    normal.paragraph_format.space_after = Pt(0)


def _add_style(page: Document, name: str, block: Block) -> None:
    style = page.styles.add_style(block.style, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = page.styles["Normal"]
    style.font.name = FACE
    style.font.size = Pt(_size(name, block))
    style.font.bold, style.font.italic = block.bold, block.italic
    style.font.underline = name == "recipients_head" and not block.bold
    layout = style.paragraph_format
    layout.alignment = CENTRE if block.centred else JUSTIFY if name in {"body", "heading"} else LEFT
    if name in {"body", "heading"}:
        layout.first_line_indent, layout.space_before, layout.space_after = Mm(10), Pt(3), Pt(3)
        layout.keep_with_next = name == "heading"
    if name in {"type", "addressee"}:
        layout.space_before = Pt(14)
    if name.startswith("table"):
        layout.space_before = layout.space_after = Pt(2)
        layout.keep_with_next = name == "table_head"
    if name == "addressee":
        layout.space_after = Pt(10)
    if name == "annex_note":
        layout.space_after = Pt(8)


def _size(name: str, block: Block) -> float:
    if name in STATE_SMALL and block.sizes[0] == 13:
        return block.sizes[0]
    return max(12, block.sizes[0]) if name in SMALL else block.sizes[1]


def _align(paragraph: Paragraph, head_: str, tag: str, width: int) -> None:
    """Stand numbers at the right, a little in from the edge of a wide column; words at the left; the rest centred."""
    if tag.removeprefix("{{ row.").removesuffix(" }}") in NUMBERS:
        paragraph.alignment = RIGHT
        paragraph.paragraph_format.right_indent = Mm(max(0, (width - 12) / 3))
    elif not _reads_as_text(head_):
        paragraph.alignment = CENTRE


def _set_widths(table: Table, widths: Sequence[int]) -> None:
    """Set the widths of columns where Word looks for them (the cells) and where LibreOffice does (the grid)."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _border(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _reads_as_text(head_: str) -> bool:
    return head_ in {
        "Nội dung",
        "Cơ quan",
        "Nhiệm vụ",
        "Chủ trì",
        "Chỉ tiêu",
        "Nguyên nhân",
        "Kết quả",
        "Đánh giá",
        "Mục",
    }


def main() -> None:
    """Make all templates."""
    for form in Form:
        report(form)
        sections(form, Kind.PLAN)
        sections(form, Kind.CONCLUSIONS)
        letter(form)
        annex(form)


if __name__ == "__main__":
    main()
