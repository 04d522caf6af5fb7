"""How an office steers items: leads, key items, weights, the tree, the end of follow-up; its own items; files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.follow_up.models import Assignment, ProgressReport
from dondoc.web.follow_up.services import (
    assigning,
    breaking_down,
    completing,
    cooperating,
    deadlines,
    ending,
    reporting,
    succeeding,
)
from dondoc.web.follow_up.services.breaking_down import Part
from dondoc.web.follow_up.services.reporting import Said
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.policies import NotAllowed
from dondoc.web.register.models import WorkItem
from tests.web.builders import make_agency, make_programme, make_user, make_work_item
from tests.web.follow_up.making import TODAY, Cast, make_period
from tests.web.follow_up.test_pages import browser, page

DUE = dt.date(2022, 12, 31)
PRODUCT = completing.Product("12-ĐA/TU", dt.date(2022, 2, 20), link="https://example.vn/12")


def form_of(client: Any, name: str, *numbers: int) -> dict[str, str]:
    """Give what the form of a page would send if nothing were changed."""
    form = client.get(reverse(name, args=numbers)).context["form"]
    values = {one: form[one].value() for one in form.fields}
    return {one: str(value) for one, value in values.items() if value is not None and value is not False}


# ---- the lead


def test_an_item_without_a_lead_is_given_one_on_its_page(cast: Cast) -> None:
    """The office chooses the agency; the assignment begins today and waits to be taken on."""
    item = cast.item(state="unassigned")
    WorkItem.objects.filter(pk=item.pk).update(lead_agency=None)
    client = browser(cast.office)
    assert reverse("follow_up:assign", args=[item.pk]) in page(client, "register:item", item.pk)
    data = form_of(client, "follow_up:assign", item.pk) | {"agency": str(cast.lead.pk)}
    assert client.post(reverse("follow_up:assign", args=[item.pk]), data).status_code == 302
    item.refresh_from_db()
    assert (item.lead_agency, item.state) == (cast.lead, "active")
    assert Assignment.objects.get(item=item).state == "waiting"


def test_of_two_who_give_an_item_at_once_the_second_is_told(cast: Cast) -> None:
    item, other = cast.item(), make_agency("Sở Y tế")
    client = browser(cast.office)
    data = form_of(client, "follow_up:assign", item.pk)
    client.post(reverse("follow_up:assign", args=[item.pk]), data | {"agency": str(cast.helper_agency.pk)})
    answer = client.post(reverse("follow_up:assign", args=[item.pk]), data | {"agency": str(other.pk)}, follow=True)
    assert "vừa được Trần Văn Phòng sửa" in answer.content.decode()
    item.refresh_from_db()
    assert item.lead_agency == cast.helper_agency


def test_correcting_the_lead_moves_the_assignment_at_once(cast: Cast) -> None:
    item, assignment = cast.assigned()
    client = browser(cast.office)
    data = form_of(client, "register:edit", item.pk) | {"lead_agency": str(cast.helper_agency.pk)}
    assert client.post(reverse("register:edit", args=[item.pk]), data).status_code == 302
    assignment.refresh_from_db()
    assert assignment.state == "released"
    assert Assignment.objects.exclude(state="released").get(item=item).agency == cast.helper_agency


# ---- what the office leads itself


def test_an_office_does_its_own_items_without_a_second_account(cast: Cast) -> None:
    """Take on, report with nothing new, hand in: all on its own page, beside what it does as an office."""
    item = cast.item(lead=cast.programme.office, assigned_on=TODAY)
    assignment = assigning.open_assignment(item, actor=cast.leader, on=TODAY)
    period = make_period(cast.programme, ends_on=dt.date(2022, 3, 5))
    client = browser(cast.office)
    text = client.get(reverse("dashboard:mine"), {"part": "own"}).content.decode()
    assert "Việc cơ quan tôi chủ trì, phối hợp (1)" in page(client, "dashboard:mine")
    assert reverse("follow_up:acknowledge", args=[assignment.pk]) in text
    assert reverse("follow_up:nothing_new", args=[period.pk]) in text
    client.post(reverse("follow_up:acknowledge", args=[assignment.pk]))
    client.post(reverse("follow_up:nothing_new", args=[period.pk]), {"items": [item.pk]})
    assignment.refresh_from_db()
    assert (assignment.state, ProgressReport.objects.get(item=item).state) == ("acknowledged", "submitted")


def test_nobody_accepts_his_own_product_of_the_office(cast: Cast) -> None:
    """A leader decides, on his page; what the office hands in for another agency it may accept itself."""
    own = cast.item(lead=cast.programme.office)
    made = completing.submit_completion(actor=cast.office, item=own, product=PRODUCT)
    with pytest.raises(ValidationError, match="lãnh đạo nghiệm thu"):
        completing.decide_completion(actor=cast.office, completion=made, accept=True)
    assert reverse("follow_up:decide_completion", args=[made.pk]) in page(browser(cast.leader), "dashboard:mine")
    completing.decide_completion(actor=cast.leader, completion=made, accept=True)
    for_others = completing.submit_completion(actor=cast.office, item=cast.item(), product=PRODUCT)
    completing.decide_completion(actor=cast.office, completion=for_others, accept=True)
    assert {made.state, for_others.state} == {"accepted"}


def test_another_office_does_not_report_for_this_one(cast: Cast) -> None:
    stranger = make_user("Lý Văn Khác", role="office")
    with pytest.raises(NotAllowed):
        reporting.submit(
            actor=stranger,
            item=cast.item(lead=cast.programme.office),
            period=make_period(cast.programme),
            said=Said(results="Xong."),
        )


# ---- key items, weights, the tree


def test_a_key_item_is_marked_and_the_mark_taken_back(cast: Cast) -> None:
    item, client = cast.item(), browser(cast.office)
    answer = client.post(reverse("follow_up:mark_key", args=[item.pk, 1]), follow=True)
    undo = reverse("follow_up:mark_key", args=[item.pk, 0])
    assert f'action="{undo}"' in answer.content.decode()
    assert WorkItem.objects.get(pk=item.pk).is_key
    client.post(undo)
    assert not WorkItem.objects.get(pk=item.pk).is_key
    assert Entry.objects.filter(verb="key").count() == 2


def test_weights_of_all_parts_are_declared_on_one_page(cast: Cast) -> None:
    """Only what changed is written down; a zero is refused beside its field."""
    item = cast.item(due_on=DUE)
    first, second = breaking_down.break_down(actor=cast.contact, item=item, parts=[Part("Khảo sát"), Part("Dự thảo")])
    client, address = browser(cast.contact), reverse("follow_up:weights", args=[item.pk])
    assert address in page(client, "register:item", item.pk)
    data = form_of(client, "follow_up:weights", item.pk)
    assert client.post(address, data | {f"weight_{first.pk}": "0"}).status_code == 422
    assert client.post(address, data | {f"weight_{first.pk}": "3"}).status_code == 302
    assert list(item.children.order_by("pk").values_list("weight", flat=True)) == [3, 1]
    assert Entry.objects.filter(verb="weigh").count() == 1
    second.refresh_from_db()
    assert second.version == 1
    assert "75 %" in page(client, "follow_up:weights", item.pk)


def test_an_item_is_moved_under_another_and_out_again(cast: Cast) -> None:
    item, other = cast.item(due_on=DUE), cast.item(due_on=DUE)
    client, address = browser(cast.office), reverse("follow_up:move", args=[item.pk])
    data = form_of(client, "follow_up:move", item.pk)
    assert client.post(address, data | {"parent": str(other.pk)}).status_code == 302
    assert WorkItem.objects.get(pk=item.pk).parent == other
    data = form_of(client, "follow_up:move", item.pk)
    assert client.post(address, {"version": data["version"]}).status_code == 302
    assert WorkItem.objects.get(pk=item.pk).parent is None


def test_a_circle_of_parents_is_refused_on_the_page(cast: Cast) -> None:
    """Not offered, and refused beside the field if it is sent all the same."""
    item = cast.item(due_on=DUE)
    (child,) = breaking_down.break_down(actor=cast.contact, item=item, parts=[Part("Con")])
    (grandchild,) = breaking_down.break_down(actor=cast.contact, item=child, parts=[Part("Cháu")])
    client, address = browser(cast.office), reverse("follow_up:move", args=[item.pk])
    data = form_of(client, "follow_up:move", item.pk)
    answer = client.post(address, data | {"parent": str(grandchild.pk)})
    assert answer.status_code == 422
    assert "Một việc không thể là việc con của chính nó." in answer.content.decode()


def test_a_part_that_is_due_later_than_its_new_whole_is_refused(cast: Cast) -> None:
    item, other = cast.item(due_on=DUE), cast.item(due_on=dt.date(2022, 6, 30))
    data = {"version": item.version, "parent": other.pk}
    answer = browser(cast.office).post(reverse("follow_up:move", args=[item.pk]), data)
    assert (answer.status_code, "không được sau hạn" in answer.content.decode()) == (422, True)


def test_where_an_item_cannot_go(cast: Cast) -> None:
    """Under an item of another programme or one that is done; a part of a class stays where it is."""
    item = cast.item()
    elsewhere = make_work_item(programme=make_programme(office=cast.programme.office), lead=cast.lead)
    done = cast.item(completed_on=dt.date(2022, 2, 1))
    for parent in (elsewhere, done):
        with pytest.raises(ValidationError):
            breaking_down.move(actor=cast.office, item=item, version=item.version, parent=parent)
    of_class = cast.item(parent=cast.item(), from_class=True)
    with pytest.raises(ValidationError, match="trong nhóm"):
        breaking_down.move(actor=cast.office, item=of_class, version=of_class.version, parent=None)


# ---- the end


def test_follow_up_ends_with_the_parts_and_the_assignments(cast: Cast) -> None:
    """From a day on, for a reason; the item's page says so, and what was done before stays."""
    item, _assignment = cast.assigned(due_on=DUE)
    (child,) = breaking_down.break_down(actor=cast.contact, item=item, parts=[Part("Con")])
    client = browser(cast.office)
    data = form_of(client, "follow_up:stop_following", item.pk) | {"why": "Quyết định số 15-QĐ/TU."}
    assert client.post(reverse("follow_up:stop_following", args=[item.pk]), data).status_code == 302
    assert set(WorkItem.objects.filter(pk__in=[item.pk, child.pk]).values_list("state", flat=True)) == {"dropped"}
    assert set(Assignment.objects.values_list("state", flat=True)) == {"released"}
    assert "Thôi theo dõi từ 01/3/2022: Quyết định số 15-QĐ/TU." in page(client, "register:item", item.pk)
    assert reverse("follow_up:complete", args=[item.pk]) not in page(client, "register:item", item.pk)


@pytest.mark.parametrize(("days", "sentence"), [(1, "sau hôm nay"), (-1, "trước ngày giao việc")])
def test_the_last_day_lies_between_the_assignment_and_today(cast: Cast, days: int, sentence: str) -> None:
    item = cast.item(assigned_on=TODAY)
    with pytest.raises(ValidationError, match=sentence):
        ending.stop_following(
            actor=cast.office, item=item, version=item.version, on=TODAY + dt.timedelta(days=days), why="Thôi."
        )


def test_an_item_that_was_taken_over_says_where_it_goes_on(cast: Cast) -> None:
    item = cast.item(due_on=DUE)
    new = make_programme(office=cast.programme.office, starts_on=TODAY, short_title="Chương trình mới")
    succeeding.take_over(actor=cast.office, programme=new, from_programme=cast.programme)
    copy = new.items.get()
    client = browser(cast.office)
    assert "việc này được theo dõi tiếp trong Chương trình mới" in page(client, "register:item", item.pk)
    assert reverse("register:item", args=[copy.pk]) in page(client, "register:item", item.pk)
    assert reverse("register:item", args=[item.pk]) in page(client, "register:item", copy.pk)


def test_an_item_with_parts_that_took_over_another_stays_cheap(
    cast: Cast, query_budget: Callable[[], AbstractContextManager[Any]]
) -> None:
    """Parts, merged items, everything that can be asked and reported: at most 15 queries."""
    item, before = cast.helped_item(due_on=DUE), cast.item()
    breaking_down.break_down(actor=cast.contact, item=item, parts=[Part("Một"), Part("Hai"), Part("Ba")])
    WorkItem.objects.filter(pk=before.pk).update(
        state="merged", merged_into=item, programme=make_programme(office=cast.programme.office), closed_on=TODAY
    )
    assigning.open_assignment(item, actor=cast.office, on=TODAY)
    period = make_period(cast.programme)
    report = reporting.save_draft(actor=cast.contact, item=item, period=period, said=Said(results="Xong."))
    reporting.attach(actor=cast.contact, report=report, name="a.pdf", content=b"%PDF-1.7")
    reporting.submit(actor=cast.contact, item=item, period=period, said=Said(results="Xong."))
    deadlines.ask_deadline(actor=cast.contact, item=item, new_due_on=dt.date(2023, 3, 1), reason="Chờ.")
    for who in (cast.office, cast.contact, cast.leader):
        client = browser(who)
        client.get("/")  # chooses the programme
        with query_budget():
            text = page(client, "register:item", item.pk)
        assert "Tiếp nhận từ" in text


# ---- files and requests that are taken back


def test_the_file_of_a_product_is_opened_by_those_who_see_the_item(cast: Cast) -> None:
    """Saved, never shown by the browser; a secret item's file is as hidden as the item."""
    item = cast.item(secrecy=2)
    clear = make_user("Mai Được Xem", role="agency", agency=cast.lead, clearance=2)
    product = completing.Product("12-ĐA/TU", TODAY, file=ContentFile(b"%PDF-1.7 de an", name="../Đề án.pdf"))
    made = completing.submit_completion(actor=clear, item=item, product=product)
    address = reverse("follow_up:product_file", args=[made.pk])
    answer = browser(clear).get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 de an"
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/octet-stream")
    assert address in page(browser(clear), "register:item", item.pk)
    assert browser(cast.helper).get(address).status_code == 404


def test_what_was_asked_is_withdrawn_on_the_page_of_the_item(cast: Cast) -> None:
    """A product and a request for time; afterwards both can be asked for anew."""
    item, client = cast.item(due_on=DUE), browser(cast.contact)
    change = deadlines.ask_deadline(actor=cast.contact, item=item, new_due_on=dt.date(2023, 3, 1), reason="Chờ.")
    made = completing.submit_completion(actor=cast.contact, item=item, product=PRODUCT)
    text = page(client, "register:item", item.pk)
    for name, row in (("withdraw_deadline", change), ("withdraw_completion", made)):
        address = reverse(f"follow_up:{name}", args=[row.pk])
        assert f'action="{address}"' in text
        client.post(address)
        row.refresh_from_db()
        assert row.state == "withdrawn"


def test_the_agency_that_is_asked_answers_on_the_page_of_the_item(cast: Cast) -> None:
    """Offered to it alone, and until it has answered."""
    item = cast.helped_item()
    asked = cooperating.ask(actor=cast.contact, item=item, agency=cast.helper_agency, question="Ý kiến?")
    address = reverse("follow_up:reply", args=[asked.pk])
    assert address in page(browser(cast.helper), "register:item", item.pk)
    assert address not in page(browser(cast.contact), "register:item", item.pk)
    browser(cast.helper).post(address, {"reply": "Thống nhất."})
    assert address not in page(browser(cast.helper), "register:item", item.pk)


def test_a_day_that_is_looked_back_at_offers_no_act(cast: Cast) -> None:
    item = cast.item()
    with clock.frozen(TODAY + dt.timedelta(days=9)):
        text = browser(cast.office).get(reverse("register:item", args=[item.pk]), {"on": TODAY.isoformat()}).content
    assert reverse("follow_up:stop_following", args=[item.pk]) not in text.decode()
