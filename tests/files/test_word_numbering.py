"""List numbers of Word files: Word keeps them out of the text, so they are counted again."""

from __future__ import annotations

from pathlib import Path

import pytest

from dondoc.files import open_document
from tests.files.making import W, docx, p

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


def _lists(levels: str, more: str = "") -> str:
    abstract = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return f'<w:numbering {W}>{abstract}{more}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'


def _level(form: str, pattern: str, *, at: int = 0, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more.partition("|")[0]}'
        f'<w:lvlText w:val="{pattern}"/>{more.partition("|")[2]}</w:lvl>'
    )


SYMBOLS = '|<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'


@pytest.mark.parametrize(
    ("level", "third"),
    [
        (_level("decimal", "Điều %1."), "Điều 3."),
        (_level("decimal", "Chương %1"), "Chương 3"),
        (_level("upperLetter", "%1."), "C."),
        (_level("lowerRoman", "(%1)"), "(iii)"),
        (_level("decimalZero", "%1/"), "03/"),
        (_level("decimalEnclosedParen", "%1"), "(3)"),
        (_level("none", "Phụ lục"), "Phụ lục"),
        (_level("none", "%1."), ""),
        (_level("bullet", "Ø", more=SYMBOLS), "•"),
        (_level("bullet", "\uf0d8"), "•"),
        (_level("bullet", "\uf02d"), "-"),
        (_level("bullet", "–"), "–"),
    ],
)
def test_forms_of_numbers(tmp_path: Path, level: str, third: str) -> None:
    """As Word shows them; a bullet of a symbol font is a point and not the letter in its place."""
    body = "".join(_numbered(text, 0) for text in ("một", "hai", "ba"))
    assert _text(tmp_path, body, numbering=_lists(level))[2] == f"{third} ba".lstrip()


def test_empty_paragraphs_count(tmp_path: Path) -> None:
    """A number without a text is counted; it is written only in a cell, where it is the running number of a row."""
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    rows = "".join(row.format(_numbered("", 0), p(text)) for text in ("Đề án", "Kế hoạch"))
    body = _numbered("một", 0) + _numbered("", 0) + _numbered("ba", 0) + f"<w:tbl>{rows}</w:tbl>"
    assert _text(tmp_path, body, numbering=_lists(_level("decimal", "%1"))) == [
        "1 một", "3 ba", "4 | Đề án", "5 | Kế hoạch",
    ]  # fmt: skip


def test_deleted_paragraphs_do_not_count(tmp_path: Path) -> None:
    """Neither one that is gone, nor one that was joined to the one before it."""
    own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    gone = f"<w:p><w:pPr>{own}</w:pPr><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"
    joined = p("Sở ", f"<w:pPr>{own}</w:pPr>") + _numbered("Y tế", 0)
    body = _numbered("một", 0) + gone + joined + _numbered("ba", 0)
    assert _text(tmp_path, body, numbering=_lists(_level("decimal", "%1."))) == ["1. một", "2. Sở Y tế", "3. ba"]


def test_a_level_that_never_begins_anew(tmp_path: Path) -> None:
    """Articles count on through the chapters."""
    levels = _level("upperRoman", "Chương %1") + _level("decimal", "Điều %2.", at=1, more='<w:lvlRestart w:val="0"/>')
    body = _numbered("A", 0) + _numbered("a", 1) + _numbered("B", 0) + _numbered("b", 1)
    assert _text(tmp_path, body, numbering=_lists(levels)) == ["Chương I A", "Điều 1. a", "Chương II B", "Điều 2. b"]


def test_a_list_that_only_names_a_style(tmp_path: Path) -> None:
    """Its levels, and its counters, are those of the list that the style belongs to."""
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum>'
    named = '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    numbering = _lists('<w:styleLink w:val="S"/>' + _level("upperLetter", "%1."), link).replace("</w:numbering>", "")
    body = _numbered("một", 0, 2) + _numbered("hai", 0, 1)
    assert _text(tmp_path, body, numbering=f"{numbering}{named}</w:numbering>") == ["A. một", "B. hai"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("vietnameseCounting", {1: "một", 4: "bốn", 10: "mười", 15: "mười lăm", 21: "hai mươi mốt", 24: "hai mươi tư"}),
        ("cardinalText", {1: "Một", 20: "Hai mươi", 35: "Ba mươi lăm", 100: "Một trăm", 105: "Một trăm linh năm"}),
        ("ordinalText", {1: "Thứ nhất", 2: "Thứ hai", 4: "Thứ tư", 11: "Thứ mười một", 211: "Thứ hai trăm mười một"}),
    ],
)
def test_lists_counted_in_words(tmp_path: Path, form: str, numbers: dict[int, str]) -> None:
    """They are counted in Vietnamese."""
    start = '<w:lvl w:ilvl="0"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="%1:"/></w:lvl>'
    for number, words in numbers.items():
        assert _text(tmp_path, _numbered("x", 0), numbering=_lists(start.format(number, form))) == [f"{words}: x"]
