"""Word files come in as a person sees them: numbers counted, changes resolved, tables as rows."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dondoc.files import open_document
from dondoc.reading.pipeline import read_directive
from tests.files.making import EXTRA, SHARED, W, docx, needs_office, p, through_office


def _text(path: Path, body: str, **parts: str) -> list[str]:
    return open_document(docx(path / "a.docx", body, **parts)).source.text.split("\n")


def _styled(text: str, style: str) -> str:
    return p(text, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')


def test_tracked_changes_are_resolved(tmp_path: Path) -> None:
    """Insertions stay, deletions go; a deleted paragraph end joins two paragraphs; a deleted row goes."""
    body = (
        '<w:p><w:r><w:t xml:space="preserve">trước ngày </w:t></w:r>'
        "<w:del><w:r><w:delText>30</w:delText></w:r></w:del><w:ins><w:r><w:t>15</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>/11</w:t></w:r></w:moveTo></w:p>"
        + p("Sở Nội ", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>")
        + p("vụ")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("bỏ") + "</w:tc></w:tr>"
        "<w:tr><w:tc>" + p("giữ") + "</w:tc><w:tc>" + p("2") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    assert _text(tmp_path, body) == ["trước ngày 15/11", "Sở Nội vụ", "giữ | 2"]


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(part) for part in text.split('/'))}</w:tc>"


def test_merged_cells_are_given_where_they_stand(tmp_path: Path) -> None:
    """A cell merged downwards stands in each row, a running number only once; one merged across keeps columns."""
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    two, three = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'
    body = (
        "<w:tbl>"
        f"<w:tr>{_cell('TT')}{_cell('Việc')}{_cell('Chủ trì')}{_cell('Hạn')}</w:tr>"
        f"<w:tr>{_cell('I')}{_cell('Thể chế', three)}</w:tr>"
        f"<w:tr>{_cell('1', start)}{_cell('Xây dựng/đề án')}{_cell('Sở A', start)}{_cell('2025')}</w:tr>"
        f"<w:tr>{_cell('', on)}{_cell('Báo cáo')}{_cell('', on)}{_cell('2026')}</w:tr>"
        f"<w:tr>{_cell('2')}{_cell('Cả hai', two)}{_cell('2027')}</w:tr>"
        "</w:tbl>"
    )
    assert _text(tmp_path, body) == [
        "TT | Việc | Chủ trì | Hạn", "I | Thể chế", "1 | Xây dựng đề án | Sở A | 2025", " | Báo cáo | Sở A | 2026",
        "2 | Cả hai |  | 2027",
    ]  # fmt: skip


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def test_a_frame_and_a_table_in_a_table(tmp_path: Path) -> None:
    """A table of one column is a frame round paragraphs; a table in a cell does not add columns to the outer one."""
    inner = f"<w:tbl>{_row(_cell('a'), _cell('b'))}{_row(_cell('c'), _cell('d'))}</w:tbl>"
    frame = f"<w:tbl>{_row(_cell('I. MỤC TIÊU/1. Việc một.'))}</w:tbl>"
    outer = f"<w:tbl>{_row(_cell('1'), f'<w:tc>{inner}{p(str())}</w:tc>', _cell('2025'))}</w:tbl>"
    assert _text(tmp_path, frame + outer) == ["I. MỤC TIÊU", "1. Việc một.", "1 | a; b c; d | 2025"]


def test_headers_and_footers_stand_apart(tmp_path: Path) -> None:
    """They are no text of the document, and are kept beside it."""
    header = f"<w:hdr {W}>{p('BẢN SAO')}</w:hdr>"
    opened = open_document(docx(tmp_path / "a.docx", p("Nội dung"), header1=header))
    assert (opened.source.text, opened.apart) == ("Nội dung", ("BẢN SAO",))


def test_text_boxes_breaks_and_hidden_text(tmp_path: Path) -> None:
    """A text box is read once, page breaks begin a page, hidden text and field codes are not seen, capitals are."""
    box = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>Một</w:t></w:r><w:r><mc:AlternateContent {EXTRA}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:rPr><w:caps/></w:rPr><w:t>hai</w:t><w:tab/><w:t>ba</w:t></w:r><w:r><w:br/><w:t>dòng</w:t></w:r></w:p>"
    )
    opened = open_document(docx(tmp_path / "a.docx", body))
    assert opened.source.text == "Một\nTrong khung\n\fHAI    BA\ndòng"
    assert [page.number for page in opened.source.pages] == [1, 2]


def test_footnotes_are_numbered_as_they_are_shown(tmp_path: Path) -> None:
    """The file's own identifiers may begin anywhere; the mark stands by itself, as in a scan."""
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p><w:r><w:t>Đạt 90%</w:t></w:r>{mark.format(2)}<w:r><w:t>; còn lại</w:t></w:r>{mark.format(3)}</w:p>"
    notes = "".join(f'<w:footnote w:id="{at}">{p(text)}</w:footnote>' for at, text in ((2, "Quý I."), (3, "Quý II.")))
    separator = f'<w:footnote w:type="separator" w:id="0">{p("")}</w:footnote>'
    xml = f"<w:footnotes {W}>{separator}{notes}</w:footnotes>"
    assert _text(tmp_path, body, footnotes=xml) == ["Đạt 90% [1]; còn lại [2]", "[1] Quý I.", "[2] Quý II."]


def test_notes_are_numbered_by_where_their_marks_stand(tmp_path: Path) -> None:
    """Not by their order in the file; a deleted mark has no note, and endnotes follow the footnotes."""
    foot, end = "<w:r><w:footnoteReference w:id='{}'/></w:r>", "<w:r><w:endnoteReference w:id='{}'/></w:r>"
    gone = f"<w:del>{foot.format(4)}</w:del>"
    marks = f"{foot.format(3)}{end.format(2)}<w:r><w:t>, B</w:t></w:r>{gone}{foot.format(2)}"
    body = f"<w:p><w:r><w:t>A</w:t></w:r>{marks}</w:p>"
    notes = "".join(
        f'<w:footnote w:id="{at}">{p(text)}</w:footnote>' for at, text in ((2, "hai"), (3, "ba"), (4, "bỏ"))
    )
    parts = {
        "footnotes": f"<w:footnotes {W}>{notes}</w:footnotes>",
        "endnotes": f'<w:endnotes {W}><w:endnote w:id="2">{p("cuối")}</w:endnote></w:endnotes>',
    }
    assert _text(tmp_path, body, **parts) == ["A [1] [3], B [2]", "[1] ba", "[2] hai", "[3] cuối"]


def test_signs_and_formulas_are_letters(tmp_path: Path) -> None:
    """Signs of comparison are often inserted from a symbol font or as a formula; without them a target says nothing."""
    body = (
        '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t xml:space="preserve"> 95%, </w:t></w:r>'
        "<w:r><w:t>\uf0a3</w:t></w:r><m:oMath><m:r><m:t> 5 ±</m:t></m:r></m:oMath>"
        '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r></w:p>'
    )
    assert _text(tmp_path, body) == ["≥ 95%, ≤ 5 ±"]


def test_styles_say_what_is_in_capitals_or_hidden(tmp_path: Path) -> None:
    """By the style of the paragraph, of the run, and those they rest on; a run's own setting comes first."""
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Ten"><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Ten"/></w:style>'
        '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    hidden = '<w:p><w:r><w:rPr><w:rStyle w:val="An"/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r></w:p>'
    run = '<w:r><w:rPr><w:caps w:val="0"/></w:rPr><w:t>thường</w:t></w:r>'
    own = f'<w:p><w:pPr><w:pStyle w:val="Con"/></w:pPr>{run}</w:p>'
    assert _text(tmp_path, _styled("kế hoạch", "Con") + own + hidden, styles=styles) == ["KẾ HOẠCH", "thường", "hiện"]


def test_old_fonts_draw_other_letters_than_they_hold(tmp_path: Path) -> None:
    """By the font of the run or of its style; a capital font draws capitals; text typed anew keeps its letters."""
    styles = (
        f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:styleId="Ten"><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr>'
        "</w:style></w:styles>"
    )
    vni = '<w:p><w:r><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr><w:t>Sôû Noäi vuï</w:t></w:r></w:p>'
    body = _styled("ñy ban nh©n d©n", "Ten") + p("Së Y tÕ chñ tr×") + vni + p("Sở Tài chính")
    assert _text(tmp_path, body, styles=styles) == ["ỦY BAN NHÂN DÂN", "Sở Y tế chủ trì", "Sở Nội vụ", "Sở Tài chính"]


def test_only_results_of_fields_are_shown(tmp_path: Path) -> None:
    """What a field works with is no text, nor is the result of a field in it; a field without an end loses nothing."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    words = "<w:r><w:t>{}</w:t></w:r>"
    nested = begin + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + middle + words.format("7") + end
    body = f"<w:p>{begin}{nested}{words.format('= 1')}{middle}{words.format('kết quả')}{end}</w:p>"
    assert _text(tmp_path, body + f"<w:p>{begin}{words.format('dở dang')}</w:p>") == ["kết quả", "dở dang"]


def test_moved_paragraphs_and_content_controls(tmp_path: Path) -> None:
    """A moved paragraph stands where it was moved to; controls round words, paragraphs and cells are not seen."""
    moved = "<w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom><w:r><w:t>Dời</w:t></w:r></w:moveFrom></w:p>"
    there = "<w:p><w:moveTo><w:r><w:t>Dời</w:t></w:r></w:moveTo></w:p>"

    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    words = f"<w:p>{control('<w:r><w:t>Sở Y tế</w:t></w:r>')}</w:p>"
    table = f"<w:tbl>{control(_row(_cell('1'), control(_cell('2'))))}</w:tbl>"
    body = moved + p("giữa") + there + words + control(p("khối")) + table
    assert _text(tmp_path, body) == ["giữa", "Dời", "Sở Y tế", "khối", "1 | 2"]


def test_other_programs_name_the_parts_otherwise(tmp_path: Path) -> None:
    """A numbered document part and the strict form of the standard are Word files too."""
    file = docx(tmp_path / "a.docx", p("Nội dung"))
    with zipfile.ZipFile(file) as archive:
        body = archive.read("word/document.xml").decode()
    strict = body.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document2.xml", strict)
    assert open_document(file).source.text == "Nội dung"


def _rich(path: Path) -> Path:
    """Write a Word file with what other forms of file keep in their own way: counted numbers, a table, merged cells."""
    levels = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels.format(0, "upperRoman", "%1.")}'
        f"{levels.format(1, 'decimal', '%2.')}</w:abstractNum>"
        f'<w:abstractNum w:abstractNumId="1">{levels.format(0, "decimal", "%1")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>"
    )
    listed = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    number = f"<w:tc>{p('', listed.format(0, 2))}</w:tc>"
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        _row(_cell("TT"), _cell("Việc"), _cell("Hạn")),
        _row(number, _cell("Đề án"), _cell("2026", start)),
        _row(number, _cell("Kế hoạch"), _cell("", on)),
    )
    body = p("Sở Nội vụ chủ trì", listed.format(0, 1)) + p("Sở Y tế phối hợp", listed.format(1, 1))
    return docx(path, f"{body}<w:tbl>{''.join(rows)}</w:tbl>{p('Hết')}", numbering=numbering)


RICH = [
    "I. Sở Nội vụ chủ trì",
    "1. Sở Y tế phối hợp",
    "TT | Việc | Hạn",
    "1 | Đề án | 2026",
    "2 | Kế hoạch | 2026",
    "Hết",
]


def test_a_year_merged_downwards_is_no_running_number(tmp_path: Path) -> None:
    """Only a number of the first column is that of one row."""
    assert open_document(_rich(tmp_path / "a.docx")).source.text.split("\n") == RICH


@needs_office
@pytest.mark.parametrize("kind", ["odt", "rtf", "doc"])
def test_old_office_files_come_through_libreoffice(tmp_path: Path, kind: str) -> None:
    """DOC, ODT and RTF give the lines that the same document gives as a Word file."""
    opened = open_document(through_office(_rich(tmp_path / "given.docx"), kind))
    assert (opened.kind, opened.source.text.split("\n")) == (kind, RICH)


def test_a_real_conclusion_with_annexed_tables() -> None:
    """Its 48 tasks stand one a row, with lead and deadline."""
    file = SHARED / "eval" / "dev" / "624-TB-VPCP.docx"
    if not file.exists():
        pytest.skip("../shared/eval is not there")
    lines = open_document(file).source.text.split("\n")
    assert "Số: 624/TB-VPCP | Hà Nội, ngày 16 tháng 11 năm 2025" in lines
    assert any(line.startswith("48 | ") and line.endswith(" | EVN | 30/11/2025") for line in lines)


def _letterhead(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    cells = ("<w:tc>" + "".join(p(line) for line in lines) + "</w:tc>" for lines in (left, right))
    return "<w:tbl><w:tr>" + "".join(cells) + "</w:tr></w:tbl>"


def test_a_letterhead_in_one_row_is_read_line_beside_line(tmp_path: Path) -> None:
    """Offices set it as one row of two cells with several paragraphs; other tables keep a line a row."""
    head = _letterhead(
        ("ỦY BAN NHÂN DÂN", "TỈNH SÔNG HẬU", "Số: 12/KH-UBND"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "", "Sông Hậu, ngày 5 tháng 3 năm 2026"),
    )
    table = _letterhead(("1", "2"), ("Sở Nội vụ", "chủ trì"))
    read = open_document(docx(tmp_path / "a.docx", head + p("KẾ HOẠCH") + table))
    assert read.source.text.split("\n") == [
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỈNH SÔNG HẬU | Độc lập - Tự do - Hạnh phúc",
        "Số: 12/KH-UBND | Sông Hậu, ngày 5 tháng 3 năm 2026",
        "KẾ HOẠCH",
        "1 2 | Sở Nội vụ chủ trì",
    ]
    found = read_directive(read.source).register.directive
    assert (found.reference, found.place_of_issue, str(found.issued_on)) == ("12/KH-UBND", "Sông Hậu", "2026-03-05")


def test_deleted_cells_go_and_a_row_with_room_behind_is_no_frame(tmp_path: Path) -> None:
    """A cell whose deletion was tracked is not read; a lone cell beside left-out columns keeps its row."""
    deleted = '<w:cellDel w:id="1" w:author="a"/>'
    table = f"<w:tbl>{_row(_cell('1'), _cell('bỏ', deleted), _cell('Sở A'))}{_row(_cell('2'), _cell('Sở B'))}</w:tbl>"
    behind = '<w:trPr><w:gridAfter w:val="2"/></w:trPr>'
    lone = f"<w:tbl><w:tr>{behind}{_cell('Nhóm một/Nhóm hai')}</w:tr></w:tbl>"
    assert _text(tmp_path, table + lone) == ["1 | Sở A", "2 | Sở B", "Nhóm một Nhóm hai"]


def test_a_letter_of_an_old_font_parted_by_its_look(tmp_path: Path) -> None:
    """VNI writes a mark behind its letter: half a letter in bold is read with its other half."""
    look = '<w:rPr>{}<w:rFonts w:ascii="{}"/></w:rPr>'

    def run(text: str, font: str, bold: str = "") -> str:
        return f"<w:r>{look.format(bold, font)}<w:t>{text}</w:t></w:r>"

    body = f"<w:p>{run('Coä', 'VNI-Times')}{run('ng ho', 'VNI-Times')}{run('øa', 'VNI-Times', '<w:b/>')}</w:p>"
    body += f"<w:p>{run('Céng', '.VnTime')}{run('hßa', '.VnTimeH')}{run(' số', 'Arial')}</w:p>"
    assert _text(tmp_path, body) == ["Cộng hòa", "CộngHÒA số"]


DIAGRAM = """<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>
 <dgm:pt type="doc"/><dgm:pt><dgm:t><a:p><a:r><a:t>Ban Chỉ </a:t></a:r><a:r><a:t>đạo</a:t></a:r></a:p></dgm:t></dgm:pt>
 <dgm:pt type="pres"><dgm:t><a:p><a:r><a:t>hình</a:t></a:r></a:p></dgm:t></dgm:pt>
 <dgm:pt><dgm:t><a:p><a:r><a:t>Tổ giúp việc</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"""
RELATIONS_OF = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def test_the_words_of_a_diagram(tmp_path: Path) -> None:
    """They stand in a part of their own; what only draws it is left out."""
    shape = (
        '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        f'{RELATIONS_OF} r:dm="diagram"/>'
    )
    body = f"<w:p><w:r><w:t>Sơ đồ:</w:t></w:r><w:r><w:drawing>{shape}</w:drawing></w:r></w:p>{p('Hết')}"
    assert _text(tmp_path, body, diagram=DIAGRAM) == ["Sơ đồ:", "Ban Chỉ đạo", "Tổ giúp việc", "Hết"]


def test_a_file_taken_in_whole(tmp_path: Path) -> None:
    """A Word file is read in its place; one of another kind is told."""
    inner = docx(tmp_path / "inner.docx", p("Phụ lục") + f"<w:tbl>{_row(_cell('1'), _cell('Việc'))}</w:tbl>")
    body = p("Trước") + f'<w:altChunk {RELATIONS_OF} r:id="part"/>' + p("Sau")
    opened = open_document(_with_part(docx(tmp_path / "a.docx", body), inner.read_bytes()))
    assert opened.source.text.split("\n") == ["Trước", "Phụ lục", "1 | Việc", "Sau"]
    assert opened.warnings == ()
    opened = open_document(_with_part(docx(tmp_path / "b.docx", body), b"<html>Bang</html>"))
    assert opened.source.text.split("\n") == ["Trước", "Sau"]
    assert [warning.code for warning in opened.warnings] == ["R24"]


def _with_part(file: Path, data: bytes) -> Path:
    """Add a part that the document calls "part"."""
    changed = file.with_name(f"with-{file.name}")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for info in old.infolist():
            text = old.read(info)
            if info.filename.endswith("document.xml.rels"):
                text = text.replace(
                    b"</Relationships>",
                    b'<Relationship Id="part" Type="aFChunk" Target="/word/part.bin"/></Relationships>',
                )
            new.writestr(info, text)
        new.writestr("word/part.bin", data)
    return changed
