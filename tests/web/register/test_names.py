"""What a document and its programme are called: in the language of the page, and in one language where it is kept."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from dondoc.web.register.models import Document, Programme


@pytest.mark.parametrize(
    ("short", "in_english"),
    [
        ("Chương trình 50-CTr/TU", "Programme 50-CTr/TU"),
        ("Kế hoạch 12/KH-UBND", "Plan 12/KH-UBND"),
        ("Chuyển đổi số 2030", "Chuyển đổi số 2030"),
        ("Nghị quyết về chuyển đổi số", "Nghị quyết về chuyển đổi số"),
    ],
)
def test_a_programme_is_called_by_the_type_of_its_document_in_the_language_of_the_page(
    short: str, in_english: str
) -> None:
    programme = Programme(short_title=short)
    with override("en"):
        assert str(programme) == in_english
        assert programme.named("vi") == short
    with override("vi"):
        assert str(programme) == short
        assert programme.named("en") == in_english


def test_what_is_kept_has_its_language_whichever_the_page_has() -> None:
    document = Document(document_type="plan", reference="12/KH-UBND")
    with override("en"):
        assert (str(document), document.named("vi"), document.formal_name) == (
            "Plan 12/KH-UBND",
            "Kế hoạch 12/KH-UBND",
            "Kế hoạch số 12/KH-UBND",
        )
