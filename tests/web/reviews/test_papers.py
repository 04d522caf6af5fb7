"""The words of official documents: said once, with dots for what is unknown; a plan names what is open."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
import pytest
from django.test import Client

from dondoc.web.official.blocks import DOTS, Form, Kind
from dondoc.web.official.checker import all_paragraphs, flaws
from dondoc.web.official.words import measure, recipients
from dondoc.web.reviews import papers
from dondoc.web.reviews.choices import Section
from dondoc.web.reviews.figures import gather
from dondoc.web.reviews.paragraphs import said
from dondoc.web.reviews.services import writing
from tests.web.builders import make_completion, make_cooperation, make_deadline_change
from tests.web.follow_up.making import Cast
from tests.web.indicators.making import make_actual, make_indicator
from tests.web.reviews.making import make_review


def test_what_several_agencies_say_is_said_once(cast: Cast) -> None:
    """The office's own words first, then what is common with all names, then each agency in one paragraph."""
    review = make_review(cast)
    texts = {None: "Đã chỉ đạo.", cast.lead: "Thiếu kinh phí.\nChờ hướng dẫn.", cast.helper_agency: "Thiếu kinh phí."}
    for agency, text in texts.items():
        writing.write(actor=cast.office, review=review, section="difficulties", agency=agency, text=text)
    assert said(gather(review), Section.DIFFICULTIES) == [
        "Đã chỉ đạo.",
        "Thiếu kinh phí (Sở Nội vụ, Sở Tài chính).",
        "Sở Nội vụ: Chờ hướng dẫn.",
    ]


def test_parts_that_nobody_wrote_have_dots(cast: Cast) -> None:
    review = make_review(cast)
    narratives = papers.report_values(review, gather(review))["narratives"]
    assert (narratives["difficulties"], narratives["next_steps"], narratives["results"]) == ([DOTS], [DOTS], [])


def test_what_changed_stands_under_its_heading(cast: Cast) -> None:
    """Extended with both days, never started; what is none of these has no heading."""
    moved = cast.item(title="Đề án một", due_on=dt.date(2022, 1, 31))
    make_deadline_change(moved, new_due_on=dt.date(2023, 12, 31), decided_on=dt.date(2022, 1, 20))
    review = make_review(cast)
    groups = {one["heading"]: one["lines"] for one in papers.report_values(review, gather(review))["changed"]}
    assert groups == {
        "Nhiệm vụ được gia hạn (1)": [
            "Đề án một (Sở Nội vụ): gia hạn 1 lần, hạn ban đầu 31/01/2022, hạn hiện nay 31/12/2023."
        ],
        "Nhiệm vụ chưa triển khai (1)": ["Đề án một (Sở Nội vụ)."],
    }


def test_indicators_say_of_when_their_values_are(cast: Cast) -> None:
    indicator = make_indicator(cast)
    make_actual(cast, indicator, 2022, 24.12345)
    make_indicator(cast, baseline=None, baseline_year=None)
    review = make_review(cast)
    values = papers.report_values(review, gather(review))
    first, second = values["indicators"]
    assert (first["baseline"], first["actual"]) == ("28 (2020)", "24,12 (2022)")
    assert (second["baseline"], second["actual"]) == (DOTS, DOTS)
    assert "1/1 = 100,0 %" in values["indicators_sentence"]
    assert "1 chỉ tiêu chưa đủ số liệu" in values["indicators_sentence"]


@pytest.mark.parametrize(
    ("value", "words"), [(None, DOTS), (72.5488, "72,55"), (0.0096428, "0,0096"), (2150.0, "2.150"), (-5.667, "-5,67")]
)
def test_measured_values(value: float | None, words: str) -> None:
    assert measure(value) == words


def test_recipients_end_as_their_form_has_it() -> None:
    """A comma in the Party's form, a semicolon in the State's; the files come last."""
    assert recipients(Form.PARTY, ["Như trên"]) == ["Như trên,", "Lưu."]
    assert recipients(Form.STATE, ["Như trên"]) == ["Như trên;", "Lưu: VT."]


@pytest.mark.parametrize("form", ["party", "state"])
def test_the_plan_names_what_is_open(cast: Cast, form: str) -> None:
    """Each lead with its open items, deadlines and who works with it; what is done or secret is left out."""
    item = cast.item(title="Đề án một", due_on=dt.date(2023, 12, 31))
    make_cooperation(item, cast.helper_agency)
    cast.item(title="Việc chưa có hạn")
    done = cast.item(title="Việc đã xong", due_on=dt.date(2022, 12, 31))
    make_completion(done, completed_on=dt.date(2022, 12, 1), state="accepted")
    cast.item(title="Việc có độ mật", secrecy=2)
    make_indicator(cast)
    client = Client()
    client.force_login(cast.office)
    answer = client.get(f"/reviews/plan/{form}.docx")
    assert flaws(answer.content, Form(form), Kind.PLAN) == ()
    lines = text_of(answer.content)
    assert "1. Sở Nội vụ (2 nhiệm vụ):" in lines
    assert "- Đề án một; thời hạn: 31/12/2023; phối hợp: Sở Tài chính." in lines
    assert f"- Việc chưa có hạn; thời hạn: {DOTS}." in lines
    assert not any("đã xong" in line or "độ mật" in line for line in lines)
    assert any(line.startswith("- Chỉ số PAR INDEX") and "đứng thứ 23" in line for line in lines)
    assert client.get("/reviews/plan/other.docx").status_code == 404
    assert "- Đề án một; thời hạn: 31/12/2023; phối hợp: Sở Tài chính." in text_of(
        client.get(f"/reviews/plan/{form}.docx?on=2022-06-30").content
    )


def text_of(content: bytes) -> list[Any]:
    return [one.text for one in all_paragraphs(docx.Document(io.BytesIO(content)))]
