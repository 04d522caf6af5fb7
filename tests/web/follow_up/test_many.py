"""One act on many items: tried out, confirmed, written down for each, taken back where that means something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.web.follow_up.models import Assignment
from dondoc.web.follow_up.services import breaking_down, many
from dondoc.web.follow_up.services.breaking_down import Part
from dondoc.web.follow_up.services.many import Act, Order
from dondoc.web.journal.models import Entry
from dondoc.web.register.models import DeadlineChange, WorkItem
from dondoc.web.register.services.editing import edit_item
from tests.web.builders import make_document
from tests.web.follow_up.making import TODAY, Cast
from tests.web.follow_up.test_pages import browser, page

DUE = dt.date(2022, 6, 30)
MANY = "follow_up:change_many"


def tried(client: Client, act: str, items: list[WorkItem], **data: Any) -> Any:
    """Send what was filled in, without confirming; gives the answer."""
    return client.post(reverse(MANY), {"act": act, "items": [item.pk for item in items], **data})


def confirmed(client: Client, act: str, items: list[WorkItem], **data: Any) -> Any:
    """Confirm an act on items as they are now."""
    versions = {f"version_{pk}": version for pk, version in WorkItem.objects.values_list("pk", "version")}
    return tried(client, act, items, confirmed="1", **versions, **data)


def test_the_register_offers_it_to_those_who_may(cast: Cast) -> None:
    cast.item()
    assert reverse(MANY) in page(browser(cast.office), "register:items")
    assert reverse(MANY) not in page(browser(cast.contact), "register:items")
    assert browser(cast.contact).get(reverse(MANY)).status_code == 403
    acts = {who: many.acts_of(getattr(cast, who), cast.programme) for who in ("office", "leader", "contact")}
    assert acts == {
        "office": [Act.KEY, Act.URGENCY, Act.LEAD, Act.STOP],
        "leader": [Act.LEAD, Act.DEADLINE, Act.STOP],
        "contact": [],
    }


def test_an_act_is_tried_out_before_anything_is_changed(cast: Cast) -> None:
    """The page shows before and after of each item; the register and the journal are as they were."""
    items, lines = [cast.item(), cast.item(urgency=1)], Entry.objects.count()
    answer = tried(browser(cast.office), "urgency", items, urgency=1)
    assert answer.status_code == 200
    assert [(one.before, one.after) for one in answer.context["possible"]] == [("Thường", "Khẩn"), ("Khẩn", "Khẩn")]
    assert sorted(WorkItem.objects.values_list("urgency", flat=True)) == [0, 1]
    assert Entry.objects.count() == lines


def test_a_confirmed_act_is_written_down_for_each_and_taken_back(cast: Cast) -> None:
    """What somebody has changed in between stays as he left it."""
    items, client = [cast.item() for _ in range(3)], browser(cast.office)
    answer = confirmed(client, "urgency", items, urgency=2)
    assert (answer.status_code, Entry.objects.filter(verb="edit").count()) == (302, 3)
    assert set(WorkItem.objects.values_list("urgency", flat=True)) == {2}
    changed = WorkItem.objects.get(pk=items[0].pk)
    edit_item(actor=cast.office, item=changed, version=changed.version, changes={"urgency": 3})
    undo = reverse("follow_up:take_back_many")
    assert f'action="{undo}"' in client.get(reverse("register:items")).content.decode()
    answer = client.post(undo, follow=True)
    assert "Đã hoàn tác 2 nhiệm vụ." in answer.content.decode()
    assert [WorkItem.objects.get(pk=item.pk).urgency for item in items] == [3, 0, 0]
    assert "Không còn gì để hoàn tác." in client.post(undo, follow=True).content.decode()


def test_key_items_are_marked_and_unmarked_together(cast: Cast) -> None:
    items, client = [cast.item(), cast.item(is_key=True)], browser(cast.office)
    confirmed(client, "key", items, is_key="yes")
    assert set(WorkItem.objects.values_list("is_key", flat=True)) == {True}
    assert Entry.objects.filter(verb="key").count() == 1  # the other one was marked before
    client.post(reverse("follow_up:take_back_many"))
    assert [WorkItem.objects.get(pk=item.pk).is_key for item in items] == [False, True]


def test_of_two_people_at_once_the_second_changes_nothing(cast: Cast) -> None:
    """All or none: he is shown what came in between, with the act still filled in."""
    items, client = [cast.item(), cast.item()], browser(cast.office)
    versions = {f"version_{item.pk}": item.version for item in items}
    edit_item(actor=cast.office, item=items[1], version=items[1].version, changes={"title": "Sửa trước"})
    answer = tried(client, "urgency", items, confirmed="1", urgency=2, **versions)
    assert answer.status_code == 409
    assert [one.item.pk for one in answer.context["refused"]] == [items[1].pk]
    assert set(WorkItem.objects.values_list("urgency", flat=True)) == {0}


def test_leads_are_given_together(cast: Cast) -> None:
    """Those of a class are refused in a sentence, and left out of what is confirmed."""
    items = [cast.item(), cast.item(lead_is_class=True, lead_as_written="các sở, ban, ngành")]
    client = browser(cast.office)
    answer = tried(client, "lead", items, agency=cast.helper_agency.pk)
    assert [one.item.pk for one in answer.context["possible"]] == [items[0].pk]
    assert "từng cơ quan của một nhóm" in answer.context["refused"][0].refused
    confirmed(client, "lead", items[:1], agency=cast.helper_agency.pk)
    assert Assignment.objects.get(item=items[0]).agency == cast.helper_agency


@pytest.mark.parametrize("day", [dt.date(2022, 3, 31), dt.date(2022, 12, 31)])
def test_deadlines_move_by_a_document_whole_and_part_together(cast: Cast, day: dt.date) -> None:
    """Earlier the part has to go first, later the whole: the order does not matter to who chooses them."""
    decision = make_document(office=cast.programme.office, document_type="decision")
    whole = cast.item(due_on=DUE)
    part = cast.item(due_on=DUE, parent=whole)
    for items in ([whole, part], [part, whole]):
        order = Order(Act.DEADLINE, day=day, authority=decision, why="Theo kết luận mới.")
        outcomes = many.try_out(actor=cast.leader, items=items, order=order)
        assert [one.after for one in outcomes] == [f"{day.day:02d}/{day.month}/{day:%Y}"] * 2
    assert not DeadlineChange.objects.exists()


def test_a_leader_moves_deadlines_on_the_page(cast: Cast) -> None:
    decision = make_document(office=cast.programme.office, document_type="decision")
    done, item = cast.item(due_on=DUE, completed_on=dt.date(2022, 2, 1)), cast.item(due_on=DUE)
    client = browser(cast.leader)
    data = {"day": "2022-12-31", "authority": decision.pk, "why": "Theo kết luận mới."}
    answer = tried(client, "deadline", [done, item], **data)
    assert [one.item.pk for one in answer.context["refused"]] == [done.pk]
    confirmed(client, "deadline", [item], **data)
    change = DeadlineChange.objects.get()
    assert (change.item_id, change.authority, change.state) == (item.pk, decision, "approved")
    assert reverse("follow_up:take_back_many") not in page(client, "register:items")


def test_open_parts_follow_a_deadline_that_comes_earlier(cast: Cast) -> None:
    """Asked for, they are brought to the same day with their whole; else they stand in its way."""
    decision = make_document(office=cast.programme.office, document_type="decision")
    whole = cast.item(due_on=DUE)
    part = cast.item(due_on=DUE, parent=whole)
    below = cast.item(due_on=DUE, parent=part)
    client, data = browser(cast.leader), {"day": "2022-03-31", "authority": decision.pk, "why": "Sớm hơn."}
    assert (
        "Còn việc con có hạn sau ngày này" in tried(client, "deadline", [whole], **data).context["refused"][0].refused
    )
    confirmed(client, "deadline", [whole], with_parts="on", **data)
    moved = WorkItem.objects.filter(pk__in=[whole.pk, part.pk, below.pk]).values_list("due_on", flat=True)
    assert set(moved) == {dt.date(2022, 3, 31)}
    assert Entry.objects.filter(verb="move_deadline").count() == 3


def test_a_leader_comes_from_his_page_to_the_items_with_the_act_chosen(cast: Cast) -> None:
    cast.item(due_on=DUE)
    client = browser(cast.leader)
    client.get("/")
    assert "act=deadline" in page(client, "dashboard:mine")
    text = client.get(reverse("register:items"), {"state": "open", "act": "deadline"}).content.decode()
    assert '<option value="deadline" selected>' in text


def test_follow_up_of_many_ends_by_a_decision(cast: Cast) -> None:
    items = [cast.item(), cast.item()]
    confirmed(browser(cast.office), "stop", items, day=TODAY.isoformat(), why="Quyết định số 15-QĐ/TU.")
    assert set(WorkItem.objects.values_list("state", flat=True)) == {"dropped"}
    assert Entry.objects.filter(verb="drop").count() == 2


def test_who_may_not_do_an_act_is_not_offered_it_and_does_not_do_it(cast: Cast) -> None:
    item = cast.item(due_on=DUE)
    data = {"day": "2022-12-31", "authority": make_document(office=cast.programme.office).pk, "why": "Đổi."}
    answer = confirmed(browser(cast.office), "deadline", [item], **data)
    assert "form" not in answer.context
    assert WorkItem.objects.get(pk=item.pk).due_on == DUE


def test_all_that_the_filter_keeps_are_chosen_up_to_a_limit(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        cast.item()
    cast.item(lead=cast.helper_agency)
    client = browser(cast.office)
    asked = {"all": "1", "act": "urgency", "agency": cast.lead.pk}
    assert len(client.get(reverse(MANY), asked).context["items"]) == 3
    monkeypatch.setattr(many, "MOST", 2)
    assert "nhiều nhất 2 nhiệm vụ" in client.get(reverse(MANY), asked).content.decode()


def test_nothing_chosen_is_said(cast: Cast) -> None:
    assert "Chưa chọn nhiệm vụ nào." in browser(cast.office).get(reverse(MANY), {"act": "key"}).content.decode()


def test_the_pages_stay_cheap(cast: Cast, query_budget: Callable[[], AbstractContextManager[Any]]) -> None:
    """Choosing and filling in ask for no more with more items."""
    items = [cast.item() for _ in range(20)]
    client = browser(cast.office)
    client.get("/")
    with query_budget():
        client.get(reverse(MANY), {"act": "lead", "items": [item.pk for item in items]})
    with query_budget():
        client.get(reverse("register:items"))


def test_parts_are_ticked_on_the_page_of_their_whole(cast: Cast) -> None:
    """Those who may change many items find the boxes beside the parts, others do not; the act comes back here."""
    item = cast.item(due_on=DUE)
    parts = breaking_down.break_down(actor=cast.contact, item=item, parts=[Part("Khảo sát"), Part("Dự thảo")])
    shown = page(browser(cast.office), "register:item", item.pk)
    assert all(f'name="items" value="{part.pk}" form="many"' in shown for part in parts)
    assert 'form="many"' not in page(browser(cast.contact), "register:item", item.pk)
    answer = confirmed(browser(cast.office), "urgency", parts, urgency=1, next=reverse("register:item", args=[item.pk]))
    assert answer.headers["Location"] == reverse("register:item", args=[item.pk])
    assert set(item.children.values_list("urgency", flat=True)) == {1}


def test_an_act_on_many_items_asks_little_of_the_database(cast: Cast, query_budget: Any) -> None:
    """At most 20 statements an item: the rules of the database are not asked for one by one."""
    items = [cast.item() for _ in range(5)]
    with query_budget(5 * 20):
        many.try_out(actor=cast.office, items=items, order=Order(Act.URGENCY, urgency=1))
