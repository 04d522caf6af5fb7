"""Nobody decides blindly: the page of a decision says what is decided about."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.urls import reverse

from dondoc.web.follow_up.services import assigning, cooperating, deadlines, reporting, urging
from dondoc.web.follow_up.services.reporting import Said
from dondoc.web.organisations.models import User
from dondoc.web.register.models import WorkItem
from tests.web.builders import make_completion
from tests.web.follow_up.making import TODAY, Cast, make_period

DUE = dt.date(2022, 6, 30)
LATER = dt.date(2022, 9, 30)


def page(person: User, name: str, number: int) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(reverse(f"follow_up:{name}", args=[number]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_product_stands_beside_its_deadline(cast: Cast) -> None:
    item = cast.item(due_on=DUE)
    product = make_completion(item, completed_on=TODAY, state="submitted", by=cast.contact, note="Đã họp thẩm định.")
    text = page(cast.office, "decide_completion", product.pk)
    for words in ("12-ĐA/TU", "01/3/2022", "30/6/2022", "https://example.vn/12-DA-TU.pdf", "Đã họp thẩm định."):
        assert words in text
    assert "Nghiệm thu</label>" in text.replace(" </label>", "</label>")


def test_a_request_for_another_deadline_says_from_when_to_when_and_why(cast: Cast) -> None:
    item = cast.item(due_on=DUE)
    asked = page(cast.contact, "ask_deadline", item.pk)
    assert "30/6/2022" in asked
    change = deadlines.ask_deadline(actor=cast.contact, item=item, new_due_on=LATER, reason="Chờ hướng dẫn.")
    text = page(cast.leader, "decide_deadline", change.pk)
    for words in ("Sở Nội vụ", "30/6/2022", "30/9/2022", "Chờ hướng dẫn.", "Nguyễn Đầu Mối"):
        assert words in text


def test_a_report_is_read_where_it_is_decided(cast: Cast) -> None:
    item = cast.item(due_on=DUE)
    said = Said(results="Xong đề cương.", difficulties="Thiếu người.", proposals="Thêm biên chế.", forecast_on=LATER)
    report = reporting.submit(actor=cast.contact, item=item, period=make_period(cast.programme), said=said)
    text = page(cast.office, "decide_report", report.pk)
    for words in ("Xong đề cương.", "Thiếu người.", "Thêm biên chế.", "30/9/2022"):
        assert words in text


def test_who_rules_or_answers_reads_the_question(cast: Cast) -> None:
    _item, assignment = cast.assigned(due_on=DUE)
    back = assigning.hand_back(actor=cast.contact, assignment=assignment, reason="Không đúng chức năng.")
    assert "Không đúng chức năng." in page(cast.office, "rule", back.pk)
    helped = cast.helped_item(due_on=DUE)
    question = cooperating.ask(actor=cast.contact, item=helped, agency=cast.helper_agency, question="Góp ý dự thảo?")
    assert "Góp ý dự thảo?" in page(cast.helper, "reply", question.pk)


def test_who_signs_a_letter_sees_its_items(cast: Cast) -> None:
    item: WorkItem = cast.item(due_on=TODAY - dt.timedelta(days=9), title="Đề án còn thiếu")
    (letter,) = urging.draft_letters(actor=cast.office, programme=cast.programme, items=[item])
    text = page(cast.leader, "sign_letter", letter.pk)
    assert "Đề án còn thiếu" in text
    assert reverse("follow_up:letter_file", args=[letter.pk]) in text
