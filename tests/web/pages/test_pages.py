"""What holds for every page: few queries, whole HTML, a label for each field, a line that says what it shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.urls import reverse

from tests.web.pages.reading import faults_of, read
from tests.web.pages.table import TABLE, Row
from tests.web.pages.world import World

FILES = {
    "register:export",
    "register:picture",
    "register:repaired",
    "intake:words",
    "follow_up:letter_file",
    "follow_up:attachment",
    "follow_up:product_file",
    "cascade:export",
    "reviews:file",
    "reviews:data",
    "indicators:blank",
    "inspections:evidence",
    "inspections:correction",
    "inspections:conclusion_file",
    "dissemination:material",
    "portal:data",
    "cascade:file",
    "indicators:evidence",
    "reviews:template_file",
    "reviews:plan",
}
GIVEN = [row for row in TABLE if row.method == "get" and "office" in row.let_in]
PAGES = [row for row in GIVEN if row.name not in FILES]
# Words that would show that a string of the frame was not translated.
ENGLISH = re.compile(r"\b(the|is|are|your|password|sign|save|search|please|not found|of the)\b", re.IGNORECASE)
VIETNAMESE = re.compile(r"\b(Tất cả|Tổng quan|Nhiệm vụ|Văn bản|Cơ quan|Nhật ký|tính đến|Chủ trì|Xuất|Sửa|Đóng)\b")


def address_of(row: Row, world: World) -> str:
    numbers = world.numbers()
    return reverse(row.name, args=[*(numbers[name] for name in row.numbers), *row.words])


@pytest.mark.parametrize("row", PAGES, ids=lambda row: f"{row.name}{list(row.numbers)}")
def test_a_page_is_whole_and_cheap(
    row: Row, world: World, query_budget: Callable[[], AbstractContextManager[Any]]
) -> None:
    """At most 15 queries; nesting, ids, labels, one heading; the line that says what the page shows."""
    client, address = world.client("office"), address_of(row, world)
    with query_budget():
        response = client.get(address)
    page = read(response.content.decode())
    assert faults_of(page) == []
    says = [one.text.strip() for one in page.all("p") if "says" in one.get("class")]
    assert len(says) == 1
    assert len(says[0]) > 10, "the line that says what the page shows"


@pytest.mark.parametrize(
    "row", [row for row in GIVEN if row.name in FILES], ids=lambda row: f"{row.name}{list(row.numbers)}"
)
def test_a_file_is_cheap(row: Row, world: World, query_budget: Callable[[], AbstractContextManager[Any]]) -> None:
    """A download costs no more than a page, and comes whole."""
    client, address = world.client("office"), address_of(row, world)
    with query_budget():
        response = client.get(address)
    assert response.status_code == 200
    assert b"".join(iter(response))


@pytest.mark.parametrize("row", PAGES, ids=lambda row: f"{row.name}{list(row.numbers)}")
def test_a_page_speaks_one_language(row: Row, world: World) -> None:
    """No English in the Vietnamese page; no Vietnamese of ours in the English one (data stay Vietnamese)."""
    client = world.client("office")
    address = address_of(row, world)
    vietnamese = read(client.get(address).content.decode())
    assert ENGLISH.findall(vietnamese.text) == []
    client.cookies["django_language"] = "en"
    english = read(client.get(address).content.decode())
    frame = [one.text for one in english.elements if one.tag in {"th", "button", "label", "dt", "h2", "summary"}]
    assert VIETNAMESE.findall(" ".join(frame)) == []


def test_what_the_browser_asks_for_does_not_choose_the_language(world: World) -> None:
    """Office computers ask for English; the pages stay Vietnamese until somebody chooses."""
    page = world.client("office").get("/", headers={"accept-language": "en-US,en"})
    assert page.headers["Content-Language"] == "vi"
    assert "Tổng quan" in page.content.decode()


def test_simulated_data_say_so(world: World) -> None:
    office = world.client("office")
    assert "Số liệu mô phỏng" not in office.get("/").content.decode()
    world.programme.simulated = True
    world.programme.save()
    assert "Số liệu mô phỏng" in office.get("/").content.decode()


@pytest.mark.parametrize("address", ["/nowhere/", "/items/999999/"])
def test_what_is_not_there_says_what_to_do(address: str, world: World) -> None:
    response = world.client("office").get(address)
    page = read(response.content.decode())
    assert response.status_code == 404
    assert faults_of(page) == []
    assert "Không tìm thấy trang" in page.text


def test_what_is_not_allowed_says_why(world: World) -> None:
    response = world.client("agency").get(reverse("intake:intake"))
    assert response.status_code == 403
    assert "Anh chị không có quyền làm việc này." in response.content.decode()


def test_the_background_is_kept(world: World) -> None:
    client = world.client("office")
    client.post(reverse("dashboard:theme"), {"theme": "dark", "next": "/items/"})
    assert 'data-theme="dark"' in client.get("/").content.decode()
    assert client.post(reverse("dashboard:theme"), {"next": "https://elsewhere.example/"}).url == "/"
