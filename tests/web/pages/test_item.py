"""One item: its facts, the words of its source, correcting it while somebody else does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.test import Client
from django.urls import reverse

from dondoc.web.register.models import WorkItem
from dondoc.web.register.services.editing import edit_item
from dondoc.web.text import address_text
from tests.web.pages.reading import read
from tests.web.pages.world import World


def form_of(client: Client, item: WorkItem) -> dict[str, str]:
    """Give what the form of an item would send if nothing were changed."""
    form = client.get(reverse("register:edit", args=[item.pk])).context["form"]
    return sent_by(form)


def sent_by(form: Any) -> dict[str, str]:
    """Give what a form would send as it stands: an empty box sends nothing."""
    values = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in values.items() if value is not None and value is not False}


def test_an_item_with_its_whole_cycle_stays_cheap(
    world: World, query_budget: Callable[[], AbstractContextManager[Any]]
) -> None:
    """Assignment, hand-back, report and product on one page: at most 15 queries."""
    client, address = world.client("office"), reverse("register:item", args=[world.items[1].pk])
    with query_budget():
        page = client.get(address)
    assert "Không thuộc lĩnh vực của Ban." in read(page.content.decode()).text


def test_the_page_tells_the_facts(world: World) -> None:
    text = read(world.client("office").get(reverse("register:item", args=[world.items[0].pk])).content.decode()).text
    for words in (
        "Đề án vị trí việc làm",
        "Ban Tổ chức Tỉnh ủy",
        "quý IV năm 2021",
        "31/12/2021",
        "+60 ngày",
        "Giao việc.",
    ):
        assert words in text


def test_the_source_is_lit(world: World) -> None:
    """The words of lead and deadline are marked where they stand, in the sentence of the item."""
    item = world.draft_item
    page = read(world.client("office").get(reverse("register:item", args=[item.pk])).content.decode())
    marks = {one.get("data-fact"): one.text for one in page.all("mark") if one.get("data-fact")}
    assert marks["lead"] == "Ban Tổ chức Tỉnh ủy"
    assert "quý IV năm 2022" in marks["deadline"]


def test_correcting_works_out_the_days_of_the_words(world: World) -> None:
    client, item = world.client("office"), world.items[0]
    data = form_of(client, item) | {"title": "Đề án vị trí việc làm, sửa", "deadline_as_written": "quý II năm 2022"}
    answer = client.post(reverse("register:edit", args=[item.pk]), data, follow=True)
    item.refresh_from_db()
    assert (item.title, item.due_on, item.precision) == ("Đề án vị trí việc làm, sửa", dt.date(2022, 6, 30), "quarter")
    assert "Đã sửa nhiệm vụ." in answer.content.decode()


def test_errors_stand_beside_their_field_and_nothing_is_lost(world: World) -> None:
    client, item = world.client("office"), world.items[0]
    data = form_of(client, item) | {
        "title": "",
        "due_from": "2022-05-01",
        "due_on": "2022-04-01",
        "objective": "giữ lại",
    }
    answer = client.post(reverse("register:edit", args=[item.pk]), data)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"title", "due_on"}
    page = read(answer.content.decode())
    assert any(one.get("id") == "id_title_error" for one in page.elements)
    assert "giữ lại" in page.text


def test_two_people_at_once(world: World) -> None:
    """The later one is told who changed the item, keeps what he typed, and can go on from the version now in force."""
    client, item = world.client("office"), world.items[0]
    data = form_of(client, item) | {"title": "Của tôi"}
    edit_item(actor=world.people["office"], item=item, version=item.version, changes={"title": "Của người khác"})
    answer = client.post(reverse("register:edit", args=[item.pk]), data)
    assert answer.status_code == 409
    assert "vừa được Trần Văn Phòng sửa" in answer.content.decode()
    assert answer.context["form"]["title"].value() == "Của tôi"
    again = client.post(
        reverse("register:edit", args=[item.pk]), data | {"version": answer.context["form"]["version"].value()}
    )
    assert again.status_code == 302
    item.refresh_from_db()
    assert item.title == "Của tôi"


def test_what_the_rules_refuse_is_said(world: World) -> None:
    client, item = world.client("office"), world.items[0]
    answer = client.post(reverse("register:edit", args=[item.pk]), form_of(client, item) | {"lead_agency": ""})
    assert answer.status_code == 422
    assert answer.context["form"].errors["lead_agency"] == ["Nhiệm vụ đang theo dõi phải có đúng một cơ quan chủ trì."]


def test_an_item_is_named_by_its_address_as_people_say_it(world: World) -> None:
    assert str(world.items[0]) == f"{address_text(world.items[0].path)} {world.items[0].title}"
    assert "/" not in str(world.items[0]).split()[0]
