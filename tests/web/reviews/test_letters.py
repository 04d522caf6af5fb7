"""An urging letter comes out in its official form, in both forms, draft and signed."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest
from django.utils.translation import override

from dondoc.web.follow_up.letters import letter_docx
from dondoc.web.follow_up.services.urging import draft_letters
from dondoc.web.official.blocks import Form, Kind
from dondoc.web.official.checker import all_paragraphs, flaws
from tests.web.follow_up.making import Cast


@pytest.mark.parametrize("form", list(Form))
def test_a_letter_has_its_form_and_its_rows(cast: Cast, form: Form) -> None:
    """The overdue items stand in the table; a draft has dots for its number."""
    item = cast.item(due_on=dt.date(2022, 12, 31), title="Đề án vị trí việc làm")
    (letter,) = draft_letters(
        actor=cast.office, programme=cast.programme, items=[item], form=form.value, reply_by=dt.date(2023, 7, 14)
    )
    word = letter_docx(letter)
    assert flaws(word, form, Kind.LETTER) == ()
    text = "\n".join(one.text for one in all_paragraphs(docx.Document(io.BytesIO(word))))
    assert "Kính gửi: Sở Nội vụ" in text
    assert "Đề án vị trí việc làm" in text
    assert "trước ngày 14/7/2023" in text
    assert ("Số ……-" if form == Form.PARTY else "Số: ……/") in text
    assert "{" not in text


def test_a_letter_is_in_vietnamese_whichever_language_its_writer_reads(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2022, 12, 31))
    with override("en"):
        (letter,) = draft_letters(actor=cast.office, programme=cast.programme, items=[item])
    assert letter.subject == f"Đôn đốc thực hiện nhiệm vụ theo {cast.programme.document.named('vi')}"
    assert "Programme" not in letter.subject
