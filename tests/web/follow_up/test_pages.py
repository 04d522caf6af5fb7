"""The cycle from its pages: each role does its work in place, without JavaScript."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import io
import pkgutil
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import docx
import pytest
from django import forms as django_forms
from django.test import Client
from django.urls import reverse

import dondoc.web
from dondoc.web.follow_up.facts import facts_of
from dondoc.web.follow_up.models import ProgressReport, UrgingLetter
from dondoc.web.follow_up.services import assigning, completing, cooperating, deadlines, reporting, succeeding
from dondoc.web.follow_up.services.reporting import Said
from dondoc.web.organisations.models import User
from dondoc.web.register.models import WorkItem
from tests.web.builders import make_completion, make_cooperation, make_programme, make_work_item
from tests.web.follow_up.making import TODAY, Cast, make_period

PRODUCT = completing.Product("12-ĐA/TU", dt.date(2022, 2, 20), link="https://example.vn/12")
LATE = TODAY - dt.timedelta(days=10)


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, name: str, *numbers: int) -> str:
    return client.get(reverse(name, args=numbers)).content.decode()


def test_an_agency_does_all_its_work_on_one_page(
    cast: Cast, query_budget: Callable[[], AbstractContextManager[Any]]
) -> None:
    """Take on, report nothing new, answer: each form stands on the page and leads back to it."""
    _item, assignment = cast.assigned(due_on=LATE)
    period = make_period(cast.programme, ends_on=dt.date(2022, 3, 5))
    other = cast.item(lead=cast.helper_agency)
    make_cooperation(other, cast.lead)
    request = cooperating.ask(actor=cast.helper, item=other, agency=cast.lead, question="Cho ý kiến?")
    client = browser(cast.contact)
    with query_budget():
        text = page(client, "dashboard:mine")
    for name, number in (("acknowledge", assignment.pk), ("nothing_new", period.pk), ("reply", request.pk)):
        assert f'action="{reverse(f"follow_up:{name}", args=[number])}"' in text
    mine = reverse("dashboard:mine")
    answer = client.post(reverse("follow_up:acknowledge", args=[assignment.pk]), {"next": mine}, follow=True)
    assert answer.redirect_chain == [(mine, 302)]
    assert "Đã tiếp nhận nhiệm vụ." in answer.content.decode()
    client.post(reverse("follow_up:reply", args=[request.pk]), {"reply": "Thống nhất.", "next": mine})
    request.refresh_from_db()
    assert request.reply == "Thống nhất."


def test_nothing_new_on_ten_items_takes_eleven_clicks(cast: Cast) -> None:
    """Ten ticks and one button, on one page; at most twelve clicks."""
    for _ in range(10):
        cast.item()
    period = make_period(cast.programme, ends_on=dt.date(2022, 3, 5))
    client = browser(cast.contact)
    boxes = re.findall(r'type="checkbox"[^>]* name="items" value="(\d+)"', page(client, "dashboard:mine"))
    clicks = len(boxes) + 1
    assert (len(boxes), clicks <= 12) == (10, True)
    answer = client.post(reverse("follow_up:nothing_new", args=[period.pk]), {"items": boxes})
    assert answer.status_code == 302
    assert ProgressReport.objects.filter(nothing_new=True, state="submitted").count() == 10


def test_an_office_sees_what_came_in_who_is_silent_and_why_items_are_late(
    cast: Cast, query_budget: Callable[[], AbstractContextManager[Any]]
) -> None:
    item, late = cast.item(), cast.item(due_on=LATE)
    made = completing.submit_completion(actor=cast.contact, item=item, product=PRODUCT)
    said = Said(difficulties="Chờ hướng dẫn của Trung ương.")
    report = reporting.submit(actor=cast.contact, item=late, period=make_period(cast.programme), said=said)
    client = browser(cast.office)
    with query_budget():
        text = page(client, "dashboard:mine")
    assert reverse("follow_up:decide_completion", args=[made.pk]) in text
    assert "Chờ hướng dẫn của Trung ương." in text
    client.post(reverse("follow_up:accept_reports"), {"reports": [report.pk]})
    client.post(reverse("follow_up:decide_completion", args=[made.pk]), {"decision": "yes"})
    item.refresh_from_db()
    report.refresh_from_db()
    assert (item.completed_on, report.state) == (dt.date(2022, 2, 20), "accepted")


def test_why_an_item_is_late_is_still_known_after_it_was_taken_over(cast: Cast) -> None:
    """Until its lead says something new, what was said in the programme before."""
    item = cast.item(due_on=LATE)
    said = Said(difficulties="Chờ hướng dẫn của Trung ương.", forecast_on=dt.date(2022, 5, 1))
    reporting.submit(actor=cast.contact, item=item, period=make_period(cast.programme), said=said)
    new = make_programme(office=cast.programme.office, starts_on=TODAY)
    succeeding.take_over(actor=cast.office, programme=new, from_programme=cast.programme)
    text = page(browser(cast.office), "dashboard:mine")
    assert "Chờ hướng dẫn của Trung ương." in text
    assert "dự kiến 01/5/2022" in text


def test_who_reports_sees_what_was_said_and_foretold_last(cast: Cast) -> None:
    item = cast.item()
    earlier = make_period(
        cast.programme, starts_on=dt.date(2021, 10, 1), ends_on=dt.date(2021, 12, 31), due_on=dt.date(2022, 3, 7)
    )
    said = Said(results="Đã xong đề cương.", forecast_on=dt.date(2022, 2, 1))
    reporting.submit(actor=cast.contact, item=item, period=earlier, said=said)
    text = page(browser(cast.contact), "follow_up:report", item.pk, make_period(cast.programme).pk)
    for words in ("quý IV/2021", "Đã xong đề cương.", "dự kiến 01/02/2022", "đã qua"):
        assert words in text


def test_silence_is_counted_in_every_programme_of_the_office(cast: Cast) -> None:
    """The last period of each that is past, whatever day it ended on."""
    other = make_programme(office=cast.programme.office)
    for programme, due in ((cast.programme, TODAY - dt.timedelta(days=2)), (other, TODAY - dt.timedelta(days=20))):
        make_work_item(programme=programme, lead=cast.lead)
        make_period(programme, starts_on=dt.date(2021, 10, 1), ends_on=dt.date(2021, 12, 31), due_on=due)
    silent = browser(cast.office).get(reverse("dashboard:mine")).context["work"].silent
    assert [(one.agency, one.unreported) for one in silent] == [(cast.lead, 2)]


def test_a_leader_decides_on_the_spot(cast: Cast, query_budget: Callable[[], AbstractContextManager[Any]]) -> None:
    item = cast.item(due_on=LATE)
    change = deadlines.ask_deadline(actor=cast.contact, item=item, new_due_on=dt.date(2022, 6, 30), reason="Chờ.")
    client = browser(cast.leader)
    with query_budget():
        assert reverse("follow_up:decide_deadline", args=[change.pk]) in page(client, "dashboard:mine")
    refused = client.post(reverse("follow_up:decide_deadline", args=[change.pk]), {"decision": "no"})
    assert refused.status_code == 422  # a refusal needs a reason
    client.post(reverse("follow_up:decide_deadline", args=[change.pk]), {"decision": "yes"})
    item.refresh_from_db()
    assert item.due_on == dt.date(2022, 6, 30)


def test_what_a_person_typed_is_kept_when_it_is_refused(cast: Cast) -> None:
    """A deadline before the start: 422, the sentence beside the field, the reason still there."""
    item = cast.item()
    data = {"new_due_on": "2020-01-01", "reason": "Lý do rất dài đã gõ."}
    answer = browser(cast.contact).post(reverse("follow_up:ask_deadline", args=[item.pk]), data)
    assert answer.status_code == 422
    assert "Hạn không được trước ngày giao việc" in answer.content.decode()
    assert "Lý do rất dài đã gõ." in answer.content.decode()


def test_a_draft_is_kept_while_one_types(cast: Cast) -> None:
    item, period = cast.item(), make_period(cast.programme)
    client, address = browser(cast.contact), reverse("follow_up:draft", args=[item.pk, period.pk])
    assert client.post(address, {"results": "Đang làm"}).status_code == 200
    assert "Đang làm" in page(client, "follow_up:report", item.pk, period.pk)
    reporting.lock_period(actor=cast.office, period=period)
    assert client.post(address, {"results": "Muộn"}).status_code == 422
    assert ProgressReport.objects.get().results == "Đang làm"


def test_of_two_people_at_once_the_second_is_told_on_the_page(cast: Cast) -> None:
    made = completing.submit_completion(actor=cast.contact, item=cast.item(), product=PRODUCT)
    address = reverse("follow_up:decide_completion", args=[made.pk])
    client = browser(cast.office)
    client.post(address, {"decision": "yes"})
    answer = client.post(address, {"decision": "no", "note": "Thiếu tờ trình."}, follow=True)
    assert "ý kiến trước được giữ nguyên" in answer.content.decode()


def test_an_item_shows_its_cycle(cast: Cast, query_budget: Callable[[], AbstractContextManager[Any]]) -> None:
    """Who holds it, for how long, what was asked and reported: within the budget of a page."""
    item = cast.helped_item(due_on=dt.date(2022, 6, 30))
    assigning.open_assignment(item, actor=cast.office, on=TODAY)
    cooperating.ask(actor=cast.contact, item=item, agency=cast.helper_agency, question="Cho ý kiến?")
    said = Said(results="Đã xong đề cương.", forecast_on=dt.date(2022, 5, 1))
    reporting.submit(actor=cast.contact, item=item, period=make_period(cast.programme), said=said)
    client = browser(cast.contact)
    client.get("/")  # chooses the programme
    with query_budget(20):
        text = page(client, "register:item", item.pk)
    for words in ("Đã xong đề cương.", "Cho ý kiến?", "cơ quan chủ trì", "Chờ tiếp nhận"):
        assert words in text


def test_only_the_last_forecast_of_an_open_item_is_missed(cast: Cast) -> None:
    """An earlier report gave way to the later one; once the item is done each is held against the day it was done."""
    item = cast.item(due_on=LATE)
    for month, forecast in ((1, dt.date(2022, 3, 10)), (2, dt.date(2022, 3, 20))):
        ends = dt.date(2022, month + 1, 1) - dt.timedelta(days=1)
        period = make_period(
            cast.programme, kind="month", starts_on=dt.date(2022, month, 1), ends_on=ends, due_on=dt.date(2022, 3, 7)
        )
        said = Said(results="Đang làm", forecast_on=forecast)
        reporting.submit(actor=cast.contact, item=item, period=period, said=said)
    facts = facts_of(item, dt.date(2022, 3, 30), has_children=False)
    assert [one.days for one in facts.reports] == [10, None]
    item.completed_on = dt.date(2022, 3, 25)
    facts = facts_of(item, dt.date(2022, 3, 30), has_children=False)
    assert [one.days for one in facts.reports] == [5, 15]


# ---- letters


def drafted(cast: Cast, form: str) -> tuple[UrgingLetter, Client]:
    items = [cast.item(due_on=LATE, title=f"Đề án số {number}") for number in (1, 2)]
    client = browser(cast.office)
    data = {"items": [item.pk for item in items], "form": form}
    assert client.post(reverse("follow_up:draft_letters"), data).status_code == 302
    return UrgingLetter.objects.get(), client


@pytest.mark.parametrize(
    ("form", "reference", "head"),
    [
        ("party", "1-CV/VPTU", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("state", "1/VP-TH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ],
)
def test_a_letter_goes_its_way_from_the_overdue_list_to_the_answer(
    cast: Cast, form: str, reference: str, head: str
) -> None:
    """Drafted by the office, signed by a leader with the next number, sent, answered by the agency: closed."""
    letter, office = drafted(cast, form)
    browser(cast.leader).post(reverse("follow_up:sign_letter", args=[letter.pk]), {"signatory_role": "CHÁNH VĂN PHÒNG"})
    office.post(reverse("follow_up:send_letter", args=[letter.pk]))
    assert reverse("follow_up:reply_letter", args=[letter.pk]) in page(browser(cast.contact), "dashboard:mine")
    browser(cast.contact).post(reverse("follow_up:reply_letter", args=[letter.pk]), {"content": "Sẽ xong trong tháng."})
    letter.refresh_from_db()
    assert (letter.state, letter.reference, letter.outcome) == ("closed", reference, "Sẽ xong trong tháng.")
    document = docx.Document(io.BytesIO(office.get(reverse("follow_up:letter_file", args=[letter.pk])).content))
    text = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert head in text
    assert "Lê Lãnh Đạo" in text
    assert "Đề án số 2" in text


def test_nobody_is_urged_by_default_about_what_waits_for_the_office(cast: Cast) -> None:
    """A product that is handed in is the office's turn: a late one stays in the list, unticked, and says why."""
    late = cast.item(due_on=LATE, title="Đề án còn thiếu")
    waiting = cast.item(due_on=LATE, title="Đề án đã nộp")
    make_completion(waiting, completed_on=TODAY - dt.timedelta(days=1), state="submitted", by=cast.contact)
    text = page(browser(cast.office), "follow_up:urging")
    assert f'value="{late.pk}" checked' in text
    assert f'value="{waiting.pk}">' in text
    assert "sản phẩm đã nộp, chờ văn phòng nghiệm thu" in text


def test_what_a_draft_does_not_know_is_left_as_dots(cast: Cast) -> None:
    """No invented number or day; the margins and the face of the decree."""
    letter, office = drafted(cast, "state")
    document = docx.Document(io.BytesIO(office.get(reverse("follow_up:letter_file", args=[letter.pk])).content))
    assert "Số: ……/VP-TH" in document.tables[0].cell(0, 0).text
    assert "ngày …… tháng ……" in document.tables[0].cell(0, 1).text
    section = document.sections[0]
    assert [round(side.mm) for side in (section.top_margin, section.left_margin, section.right_margin)] == [20, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_only_what_is_overdue_is_urged(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2022, 12, 31))
    answer = browser(cast.office).post(reverse("follow_up:draft_letters"), {"items": [item.pk], "form": "party"})
    assert answer.status_code == 422
    assert not UrgingLetter.objects.exists()


def test_a_number_is_used_once_a_year(cast: Cast) -> None:
    letter, _office = drafted(cast, "party")
    leader = browser(cast.leader)
    leader.post(reverse("follow_up:sign_letter", args=[letter.pk]), {"signatory_role": "CVP", "number": 7})
    UrgingLetter.objects.filter(pk=letter.pk).update(state="cancelled")
    browser(cast.office).post(
        reverse("follow_up:draft_letters"), {"items": WorkItem.objects.values_list("pk", flat=True), "form": "party"}
    )
    other = UrgingLetter.objects.get(state="draft")
    answer = leader.post(reverse("follow_up:sign_letter", args=[other.pk]), {"signatory_role": "CVP", "number": 7})
    assert answer.status_code == 422
    assert "đã dùng trong năm" in answer.content.decode()


def test_no_form_opens_with_dashes() -> None:
    """A choice that is still to be made says what is to be chosen, in every form of the product."""
    for found in pkgutil.walk_packages(dondoc.web.__path__, "dondoc.web."):
        if not found.name.endswith("forms"):
            continue
        for name, form in inspect.getmembers(importlib.import_module(found.name), inspect.isclass):
            for field_name, field in getattr(form, "base_fields", {}).items():
                if not isinstance(field, django_forms.ModelMultipleChoiceField):
                    assert "---" not in str(getattr(field, "empty_label", "")), (found.name, name, field_name)
