"""An office's own templates: tried before they are kept, refused with one sentence, used in what is printed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dondoc.web.follow_up.letters import letter_values
from dondoc.web.follow_up.services.urging import draft_letters
from dondoc.web.inspections.papers import conclusion_values
from dondoc.web.journal.models import Entry
from dondoc.web.official import apart, own
from dondoc.web.official.blocks import Form, Kind
from dondoc.web.official.render import own_path, template_bytes
from dondoc.web.official.specimen import specimen
from dondoc.web.reviews import papers
from dondoc.web.reviews.figures import gather
from dondoc.web.reviews.plan import plan_values
from tests.web.follow_up.making import Cast
from tests.web.inspections.making import make_inspector, make_running
from tests.web.reviews.making import make_history, make_review

LOOPS = "{% for a in range(99999) %}" * 3 + "{% endfor %}" * 3
PAGE = "/reviews/templates/state/report/"


@pytest.fixture
def office(cast: Cast, settings: Any, tmp_path: Path) -> Client:
    settings.VAR = tmp_path
    client = Client()
    client.force_login(cast.office)
    return client


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an endless template end soon."""
    monkeypatch.setattr(apart, "WAITING", 10)
    monkeypatch.setattr(own, "SECONDS_OF_A_TRIAL", 3)


def edited(text: str, style: str | None = None) -> bytes:
    """Give the report's template with a paragraph more at its end."""
    page = docx.Document(io.BytesIO(template_bytes(Form.STATE, Kind.REPORT)))
    page.add_paragraph(text, style=style)
    stream = io.BytesIO()
    page.save(stream)
    return stream.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    stream = io.BytesIO(edited("Thêm.", "TT Noi dung"))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr(name, content)
    return stream.getvalue()


def send(client: Client, content: bytes) -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile("mau.docx", content)}, follow=True)


def last_line(word: bytes) -> str:
    return str(docx.Document(io.BytesIO(word)).paragraphs[-1].text)


def test_a_template_is_replaced_used_and_dropped(cast: Cast, office: Client) -> None:
    """The report of the office's reviews is made with it; another office's is not; dropped, all is as before."""
    page = send(office, edited("Mẫu riêng của {{ head.issuer }}", "TT Noi dung")).content.decode()
    assert "đúng thể thức" in page
    review = make_review(cast, form="state")
    word = papers.report_docx(review, gather(review))
    assert last_line(word) == f"Mẫu riêng của {cast.programme.office.name.upper()}"
    assert "Mẫu riêng" not in last_line(template_bytes(Form.STATE, Kind.REPORT, cast.lead.pk))
    assert "mẫu riêng" in office.get("/reviews/templates/").content.decode()
    assert last_line(office.get(f"{PAGE}specimen.docx").content) == "Mẫu riêng của CƠ QUAN MẪU"
    assert "{{ head.issuer }}" in last_line(office.get(f"{PAGE}template.docx").content)
    office.post(f"{PAGE}drop/")
    assert not own_path(Form.STATE, Kind.REPORT, cast.programme.office_id).exists()
    assert list(Entry.objects.filter(verb__endswith="_template").order_by("pk").values_list("verb", flat=True)) == [
        "keep_template",
        "drop_template",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (edited("Của {{ head.isuer }}"), "tên “isuer”, ở đoạn “Của {{ head.isuer }}”"),
        (edited("Của {{ head.issuer"), "ở đoạn “Của {{ head.issuer”"),
        (edited("Bảng {% for x in counts %}"), "thẻ “for” chưa được đóng, ở đoạn “Bảng {% for x in counts %}”"),
        (edited("Hết {% endfor %}"), "ở đoạn “Hết {% endfor %}”"),
        (edited("{{ rows }}"), "rows"),
        (edited("{{ 1 / 0 }}"), "ở đoạn “{{ 1 / 0 }}”"),
        (edited("{{ head.number + 1 }}"), "ở đoạn"),
        (edited("{{ ''.__class__.__mro__ }}"), "không được phép"),
        (edited(LOOPS), "điền mẫu quá lâu"),
        (edited("{{ 'a' * 10 ** 10 }}"), "quá nhiều bộ nhớ"),
        (edited("{{ 9 ** (9 ** 9) }}"), "điền mẫu quá lâu"),
        (b"khong phai Word", "không phải là văn bản Word"),
        (with_part("word/vbaProject.bin", b"macro"), "macro"),
        (
            with_part(
                "word/_rels/settings.xml.rels",
                b'<Relationships><Relationship Type="http://x/relationships/attachedTemplate" '
                b'Target="http://x/y.dotm" TargetMode="External"/></Relationships>',
            ),
            "bên ngoài",
        ),
    ],
    ids=[
        "misspelt",
        "not closed",
        "no end",
        "end too many",
        "of another kind",
        "by nought",
        "not added",
        "secret ways",
        "endless",
        "much memory",
        "much arithmetic",
        "no Word",
        "macro",
        "outside",
    ],
)
def test_a_broken_template_is_refused_and_the_old_one_stays(office: Client, content: bytes, said: str) -> None:
    """One sentence beside the field says what is wrong."""
    kept = edited("Mẫu riêng.", "TT Noi dung")
    send(office, kept)
    page = send(office, content)
    assert page.status_code == 422
    (sentence,) = page.context["form"].errors["file"]
    assert said in sentence
    assert "\n" not in sentence
    assert office.get(f"{PAGE}template.docx").content == kept


def test_what_departs_from_the_form_is_listed(office: Client) -> None:
    """It is kept, since the office may have its reasons; the page says what is not as the rules have it."""
    page = send(office, edited("Chữ ngoài khuôn khổ"))
    assert "Chữ ngoài khuôn khổ" in page.content.decode()
    assert [flaw.code for flaw in page.context["one"].flaws] == ["style"]


def test_names_that_are_none(office: Client) -> None:
    for address in ("/reviews/templates/state/poem/", "/reviews/templates/other/report/", f"{PAGE}other.docx"):
        assert office.get(address).status_code == 404


def names_of(value: Any) -> Any:
    """Give the names in a value, and in the first of its rows."""
    if isinstance(value, dict):
        return {name: names_of(one) for name, one in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [names_of(value[0])]
    return "words"


def test_made_up_values_name_what_the_documents_name(cast: Cast) -> None:
    """A tag that works in the trial works in the document: neither knows a name that the other does not."""
    make_history(cast, 11)
    review = make_review(cast)
    figures = gather(review)
    (letter,) = draft_letters(
        actor=cast.office, programme=cast.programme, items=[cast.item(due_on=review.as_of.replace(month=1))]
    )
    made = {
        Kind.REPORT: papers.report_values(review, figures),
        Kind.ANNEX: papers.annex_values(review, figures),
        Kind.LETTER: letter_values(letter),
        Kind.PLAN: plan_values(cast.programme, Form.PARTY, user=cast.office, on=review.as_of),
        Kind.CONCLUSIONS: conclusion_values(make_running(cast.programme, make_inspector(), cast.lead, year=2023)),
    }
    for kind, values in made.items():
        tried = specimen(Form.PARTY, kind)
        for name in ("indicators", "narratives", "overdue"):
            if not values.get(name):
                tried.pop(name, None)
                values.pop(name, None)
        assert names_of(values) == names_of(tried), kind
