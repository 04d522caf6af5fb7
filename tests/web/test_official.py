"""Official documents: every template of both forms passes the checker, and the checker sees what is wrong."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm, Pt

from dondoc.web.official.blocks import DOTS, Form, Kind
from dondoc.web.official.checker import all_paragraphs, flaws
from dondoc.web.official.render import BrokenTemplate, document, fill, template_bytes
from dondoc.web.official.specimen import specimen

EVERY = [(form, kind) for form in Form for kind in Kind]


@pytest.mark.parametrize(("form", "kind"), EVERY)
def test_every_template_has_its_form(form: Form, kind: Kind) -> None:
    """Margins, paper, faces, sizes and blocks are those of the rules; what is not known is dots, never empty."""
    word = document(form, kind, specimen(form, kind))
    assert [flaw.sentence for flaw in flaws(word, form, kind)] == []
    text = "\n".join(one.text for one in all_paragraphs(docx.Document(io.BytesIO(word))))
    assert "{" not in text
    assert DOTS in text
    assert "None" not in text


def test_the_two_forms_begin_as_their_rules_say() -> None:
    texts = {}
    for form in Form:
        page = docx.Document(io.BytesIO(document(form, Kind.REPORT, specimen(form, Kind.REPORT))))
        texts[form] = [one.text for one in all_paragraphs(page) if one.text.strip()]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts[Form.STATE]
    assert "Số: ……/MAU-VP" in texts[Form.STATE]
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in texts[Form.PARTY]
    assert "Số ……-MAU/VP" in texts[Form.PARTY]
    assert "nội dung của văn bản mẫu" in texts[Form.STATE]


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("margin", lambda page: setattr(page.sections[0], "left_margin", Mm(25))),
        ("paper", lambda page: setattr(page.sections[0], "page_width", Mm(216))),
        ("face", lambda page: setattr(_body(page).runs[0].font, "name", "Arial")),
        ("size", lambda page: setattr(_body(page).runs[0].font, "size", Pt(10))),
        ("bold", lambda page: setattr(_type(page).runs[0].font, "bold", False)),
        ("alignment", lambda page: setattr(_type(page), "alignment", 0)),
        ("block", lambda page: _type(page)._p.getparent().remove(_type(page)._p)),
        ("style", lambda page: page.add_paragraph("Chữ ngoài khuôn khổ")),
        ("head_once", lambda page: page.tables[1].rows[0]._tr.remove(page.tables[1].rows[0]._tr.trPr)),
        ("number", lambda page: setattr(page.tables[1].rows[1].cells[1].paragraphs[0], "alignment", 1)),
    ],
)
def test_the_checker_sees_what_is_wrong(code: str, spoil: Any) -> None:
    """A document that is spoilt in one way has that flaw."""
    page = docx.Document(io.BytesIO(document(Form.STATE, Kind.REPORT, specimen(Form.STATE, Kind.REPORT))))
    spoil(page)
    stream = io.BytesIO()
    page.save(stream)
    assert code in {flaw.code for flaw in flaws(stream.getvalue(), Form.STATE, Kind.REPORT)}


def test_the_office_may_put_a_template_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    own = docx.Document(io.BytesIO(template_bytes(Form.STATE, Kind.PLAN)))
    own.add_paragraph("Mẫu riêng của {{ head.issuer }}")
    folder = tmp_path / "official-templates" / "state"
    folder.mkdir(parents=True)
    own.save(str(folder / "plan.docx"))
    page = docx.Document(io.BytesIO(document(Form.STATE, Kind.PLAN, specimen(Form.STATE, Kind.PLAN))))
    assert page.paragraphs[-1].text == "Mẫu riêng của CƠ QUAN MẪU"


@pytest.mark.parametrize(
    "tag", ["{{ head.isuer }}", "{{ head.issuer", "{%p for x in rows %}", "{{ 1 / }}", "{{ ''.__class__.__mro__ }}"]
)
def test_a_broken_tag_gives_one_clear_sentence(tag: str) -> None:
    """A misspelt name, a tag that is not closed, code that reaches outside: refused, naming the template."""
    page = docx.Document()
    page.add_paragraph(tag)
    stream = io.BytesIO()
    page.save(stream)
    with pytest.raises(BrokenTemplate) as refused:
        fill(stream.getvalue(), specimen(Form.STATE, Kind.REPORT), name="state/report.docx", seconds=10)
    assert "state/report.docx" in refused.value.sentence
    assert "\n" not in refused.value.sentence


def test_signs_of_the_language_of_word_stay_words() -> None:
    """Signs that mean something in the file itself are written as they are."""
    values = specimen(Form.STATE, Kind.PLAN)
    word = document(Form.STATE, Kind.PLAN, {**values, "opening": "kết quả <thực hiện> & kiểm tra"})
    texts = [one.text for one in all_paragraphs(docx.Document(io.BytesIO(word)))]
    assert "kết quả <thực hiện> & kiểm tra" in texts


def test_a_file_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(BrokenTemplate):
        fill(b"khong phai Word", {}, name="state/report.docx", seconds=10)


def _type(page: Any) -> Any:
    return next(one for one in page.paragraphs if one.style.name == "TT Ten loai")


def _body(page: Any) -> Any:
    return next(one for one in page.paragraphs if one.style.name == "TT Noi dung" and one.runs)
