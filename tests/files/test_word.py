"""Word files come in as a person sees them: numbers counted, changes resolved, tables as rows."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from docx import Document

from dondoc.files import open_document
from dondoc.reading.pipeline import read_directive
from tests.files.making import EXTRA, SHARED, W, docx, needs_office, p

NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
 <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Dieu"/>
  <w:lvlText w:val="Điều %1."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Dieu"/></w:style>
</w:styles>"""


def _text(path: Path, body: str, **parts: str) -> list[str]:
    return open_document(docx(path / "a.docx", body, **parts)).source.text.split("\n")


def _numbered(text: str, level: int, list_id: int = 1) -> str:
    return p(text, f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>')


def _styled(text: str, style: str) -> str:
    return p(text, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')


def test_list_numbers_are_counted(tmp_path: Path) -> None:
    """Word keeps them out of the text: Roman, decimal in legal form, letters, bullets, restarts, styles."""
    body = "".join(
        [
            _numbered("Mục tiêu", 0), _numbered("Chung", 1), _numbered("Cụ thể", 1), _numbered("Một", 2),
            _numbered("Hai", 2), _numbered("gạch", 3),
            _numbered("Nhiệm vụ", 0), _numbered("Đầu", 1), _numbered("Ba", 2),
            _numbered("Lại từ đầu", 0, 2), _styled("Phạm vi", "Dieu"), p("không số"), _styled("Đối tượng", "Con"),
        ]
    )  # fmt: skip
    assert _text(tmp_path, body, numbering=NUMBERING, styles=STYLES) == [
        "I. Mục tiêu", "1.1. Chung", "1.2. Cụ thể", "a) Một", "b) Hai", "- gạch", "II. Nhiệm vụ", "2.1. Đầu", "a) Ba",
        "I. Lại từ đầu", "Điều 1. Phạm vi", "không số", "Điều 2. Đối tượng",
    ]  # fmt: skip


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


@needs_office
@pytest.mark.parametrize("kind", ["odt", "rtf", "doc"])
def test_old_office_files_come_through_libreoffice(tmp_path: Path, kind: str) -> None:
    """DOC, ODT and RTF are read as the Word file they become."""
    if kind == "rtf":
        file = tmp_path / "a.rtf"
        file.write_bytes(rb"{\rtf1\ansi K\u7871?ho\u7841?ch\par S\u7903? N\u7897?i v\u7909?\par}")
    else:
        file = _converted(tmp_path, kind)
    opened = open_document(file)
    assert opened.kind == kind
    assert "Sở Nội vụ" in opened.source.text


def _converted(folder: Path, kind: str) -> Path:
    document = Document()
    document.add_paragraph("Sở Nội vụ chủ trì")
    document.save(str(folder / "given.docx"))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
    command += ["--outdir", str(folder), str(folder / "given.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"given.{kind}"


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
