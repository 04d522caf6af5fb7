"""The overview: four cells that add up, what needs somebody, deadlines ahead."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tests.web.builders import make_work_item
from tests.web.pages.reading import read
from tests.web.pages.world import World


def test_the_cells_add_up_and_each_is_a_link(office: Client) -> None:
    """Two done, five open; each number leads to its rows."""
    cells = office.get("/").context["cells"]
    assert [part.count for part in cells.all] == [1, 1, 4, 1]
    assert cells.total == 7
    page = read(office.get("/").content.decode())
    links = [one.get("href") for one in page.all("a")]
    for part in cells.all:
        rows = office.get(next(link for link in links if f"state={part.name}" in link))
        assert rows.context["page"].paginator.count == part.count


def test_rates_say_what_they_are_made_of(office: Client) -> None:
    text = " ".join(read(office.get("/").content.decode()).text.split())
    assert "1/2 = 50,0\u00a0%" in text or "1/2 = 50,0 %" in text
    assert "2/3" in text


def test_what_no_day_binds_is_not_drawn_as_in_time(office: Client) -> None:
    """The part of the bar that stands for items in time leaves out those without a deadline."""
    parts = {part.name: part.count for part in office.get("/").context["cells"].parts}
    assert parts["open_in_time"] == 2
    assert parts["no_deadline"] == 2


def test_each_part_of_the_bar_leads_to_as_many_rows_as_it_says(world: World) -> None:
    """What stands for ever and what has no deadline yet are two parts: the list knows them apart."""
    make_work_item(
        programme=world.programme, lead=world.items[0].lead_agency, title="Việc hằng năm", recurrence="yearly"
    )
    office = world.client("office")
    response = office.get("/")
    parts = {part.name: part.count for part in response.context["cells"].parts}
    assert parts["standing"] == 1
    for name, count in parts.items():
        assert office.get(reverse("register:items"), {"state": name}).context["page"].paginator.count >= count
    for name in ("no_deadline", "standing"):
        assert office.get(reverse("register:items"), {"state": name}).context["page"].paginator.count == parts[name]


def test_the_office_sees_all_that_presses_an_agency_its_own(world: World) -> None:
    needs = world.client("office").get("/").context["needs"]
    assert [(need.item.title, need.state) for need in needs] == [
        ("Đề án vị trí việc làm", "open_overdue"),
        ("Kế hoạch tuyên truyền", "awaiting"),
        ("Việc chưa có chủ trì", "unassigned"),
    ]
    mine = world.client("agency").get("/").context["needs"]
    assert [need.item.title for need in mine] == ["Đề án vị trí việc làm"]  # the other's product waits for the office


def test_what_presses_has_the_one_thing_that_the_person_can_do(world: World) -> None:
    """The office urges, accepts, gives out; an agency hands in; of a past day nothing can be done."""
    needs = world.client("office").get("/").context["needs"]
    acts = [need.act.words if need.act else "" for need in needs]
    assert acts == ["Soạn công văn", "Nghiệm thu", "Giao cơ quan chủ trì"]
    assert all(world.client("office").get(need.act.address.partition("#")[0]).status_code == 200 for need in needs)
    mine = world.client("agency").get("/").context["needs"]
    assert [need.act.words for need in mine] == ["Nộp sản phẩm"]
    assert [need.act for need in world.client("leader").get("/").context["needs"]] == [None]
    past = world.client("office").get("/", {"on": "2022-02-01"}).context["needs"]
    assert past
    assert all(need.act is None for need in past)


def test_as_of_another_day(office: Client) -> None:
    """At the end of 2021 one product was there, nothing was late."""
    response = office.get("/", {"on": "2021-12-31"})
    assert [part.count for part in response.context["cells"].all] == [1, 0, 6, 0]
    links = [one.get("href") for one in read(response.content.decode()).all("a") if "/items/" in one.get("href")]
    assert links
    assert all("on=2021-12-31" in link for link in links)


def test_deadlines_ahead_stand_on_the_line(office: Client) -> None:
    line = office.get("/").context["line"]
    assert [dot.thing.title for dot in line.dots] == ["Kế hoạch tuyên truyền", "Nghị quyết chuyển đổi số"]
    assert 2 <= line.dots[0].x < line.dots[1].x <= 98


def test_nothing_yet_says_what_to_do(world: World) -> None:
    """Somebody who sees no programme is told so, and no page breaks."""
    world.programme.secrecy = 3
    world.programme.save()
    for name in ("dashboard:overview", "register:items", "dashboard:mine", "organisations:agencies"):
        assert world.client("agency").get(reverse(name)).status_code == 200


def test_a_document_says_what_it_counts(world: World) -> None:
    """What was read from it adds up by state; sub-items and what is no item stand apart."""
    office = world.client("office")
    whole = make_work_item(programme=world.programme, title="Việc lớn")
    make_work_item(programme=world.programme, title="Việc con", parent=whole)
    make_work_item(programme=world.programme, title="Bối cảnh", state="dismissed", closed_why="Không giao việc.")
    context = office.get(f"/documents/{world.programme.document_id}/").context
    assert sum(n for _state, n in context["by_state"]) == len(context["items"])
    listed = office.get("/documents/").context["page"]
    (row,) = [one for one in listed if one.pk == world.programme.document_id]
    dismissed = sum(one.state == "dismissed" for one in context["items"])
    assert context["n_parts"] == 1
    assert dismissed == 1
    assert row.n_items == len(context["items"]) - dismissed
