"""The register: searching, filtering, sorting, grouping, exporting."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from dondoc.web.register import exporting, filters
from dondoc.web.register.filters import ItemFilter
from dondoc.web.register.models import WorkItem
from dondoc.web.register.views.items import CountedPaginator
from tests.web.builders import make_work_item
from tests.web.pages.reading import faults_of, read
from tests.web.pages.world import World


def titles(office: Client, **query: object) -> list[str]:
    """Give the titles of the rows in order."""
    return [item.title for item in office.get(reverse("register:items"), query).context["page"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "vi tri viec lam"}, ["Đề án vị trí việc làm"]),
        ({"q": "ĐỀ ÁN"}, ["Đề án vị trí việc làm"]),
        ({"q": "không có đâu"}, []),
        ({"state": "open_overdue"}, ["Đề án vị trí việc làm"]),
        ({"state": "done_late"}, ["Chỉ thị học tập"]),
        ({"state": "awaiting"}, ["Kế hoạch tuyên truyền"]),
        ({"state": "unassigned"}, ["Việc chưa có chủ trì"]),
        ({"quarter": "2022-Q2"}, ["Nghị quyết chuyển đổi số"]),
        ({"section": "II/3/3.2/(1)"}, ["Đề án vị trí việc làm"]),
        ({"quarter": "2022-Q2", "state": "open_overdue"}, []),
    ],
)
def test_a_question_gets_its_rows(query: dict[str, str], expected: list[str], office: Client) -> None:
    assert titles(office, **query) == expected


def test_an_agency_finds_what_it_leads_and_helps_with(world: World) -> None:
    school = world.items[2].lead_agency_id
    found = titles(world.client("office"), agency=school)
    assert "Đề án vị trí việc làm" in found, "it co-operates on this one"
    assert "Nghị quyết chuyển đổi số" in found
    assert "Kế hoạch tuyên truyền" not in found


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("due", "Đề án vị trí việc làm", "Việc chưa có chủ trì"),
        ("-due", "Nghị quyết chuyển đổi số", "Việc chưa có chủ trì"),
        ("title", "Chỉ thị học tập", "Việc chưa có chủ trì"),
    ],
)
def test_sorting_leaves_what_has_no_day_last(sort: str, first: str, last: str, office: Client) -> None:
    found = titles(office, sort=sort)
    assert (found[0], found[-1]) == (first, last)


@pytest.mark.parametrize(
    ("group", "headings"),
    [
        ("agency", ["Ban Tổ chức Tỉnh ủy", "Trường Chính trị tỉnh", "Chưa có cơ quan chủ trì"]),
        ("quarter", ["quý IV/2021", "quý I/2022", "quý II/2022", "Chưa có hạn"]),
    ],
)
def test_grouping(group: str, headings: list[str], office: Client) -> None:
    groups = office.get(reverse("register:items"), {"group": group}).context["groups"]
    assert [one.heading for one in groups] == headings
    assert sum(len(one.items) for one in groups) == 7


@pytest.mark.parametrize(
    "query", ["agency=x", "quarter=2022-Q9", "state=gone", "sort=; drop", "page=99", "group=1", "on=never"]
)
def test_nonsense_in_the_address_counts_as_not_asked(query: str, office: Client) -> None:
    response = office.get(f"{reverse('register:items')}?{query}")
    assert response.status_code == 200
    assert response.context["page"].paginator.count == 7


def test_columns_are_added_on_demand(office: Client) -> None:
    query = {"col": ["with", "done", "nonsense"], "group": "agency"}
    page = read(office.get(reverse("register:items"), query).content.decode())
    heads = [one.text for one in page.elements if "th" in (one.tag, *one.inside[-1:]) and one.text.strip()]
    assert [words.strip() for words in heads[4:7]] == ["Phối hợp", "Hoàn thành ngày", "Tình trạng"]
    assert "01/12/2021" in page.text
    assert faults_of(page) == []


def test_what_has_no_deadline_says_so_once_on_a_telephone(world: World) -> None:
    """The state says it already; work without an end has none and misses none."""
    lead = world.items[0].lead_agency
    make_work_item(programme=world.programme, lead=lead, kind="standing", title="Công tác dân vận")
    rows = world.client("office").get(reverse("register:items")).content.decode().split("<tr>")
    undated = next(row for row in rows if "Theo dõi hằng năm" in row)
    standing = next(row for row in rows if "Công tác dân vận" in row)
    dated = next(row for row in rows if "Kế hoạch tuyên truyền" in row)
    assert 'class="nowrap unsaid">chưa có hạn<' in undated
    assert 'class="nowrap unsaid">không có hạn<' in standing
    assert "unsaid" not in dated


def test_a_long_register_has_pages(world: World) -> None:
    for _ in range(50):
        make_work_item(programme=world.programme, lead=world.items[0].lead_agency)
    page = world.client("office").get(reverse("register:items"), {"page": 2}).context["page"]
    assert (page.number, len(page), page.paginator.count) == (2, 7, 57)


def test_the_export_holds_the_rows_that_are_filtered(office: Client) -> None:
    """Dates are dates, text that looks like a formula is harmless, letters are whole."""
    answer = office.get(reverse("register:export", args=["xlsx"]), {"state": "open_overdue"})
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[1] for row in rows] == ["Nhiệm vụ", "Đề án vị trí việc làm"]
    assert rows[1][6].isoformat() == "2021-12-31T00:00:00"
    assert rows[1][9] == 60
    text = office.get(reverse("register:export", args=["csv"]), {"q": "vi tri viec lam"}).content.decode("utf-8-sig")
    assert [row[1] for row in csv.reader(io.StringIO(text))][1:] == ["Đề án vị trí việc làm"]


def test_a_long_register_is_exported_with_the_same_rows(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too long to print is written in another way and says the same."""

    def cells() -> list[tuple[object, ...]]:
        answer = office.get(reverse("register:export", args=["xlsx"]))
        return list(load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))

    dressed = cells()
    monkeypatch.setattr(exporting, "MOST_TO_PRINT", 0)
    assert cells() == dressed
    assert len(dressed) > 5


def test_a_formula_in_a_title_is_only_text(world: World) -> None:
    make_work_item(programme=world.programme, lead=world.items[0].lead_agency, title="=1+1")
    content = world.client("office").get(reverse("register:export", args=["csv"])).content.decode("utf-8-sig")
    assert "'=1+1" in content


@pytest.mark.parametrize("sort", ["path", "-path", "due", "-due"])
def test_pages_read_from_either_end_make_one_list(world: World, sort: str) -> None:
    """A page of the second half is read backwards: each row stands once, in the order of the whole."""
    for number in range(5):
        make_work_item(programme=world.programme, title=f"Việc {number}", due_on=dt.date(2022, 5, number + 1))
    rows = ItemFilter.from_query(QueryDict(f"sort={sort}")).in_order(
        WorkItem.objects.of_programme(world.programme).with_timeliness(dt.date(2022, 6, 1))
    )
    whole = [item.pk for item in rows]
    for size in range(1, len(whole) + 2):
        pages = CountedPaginator(rows, size, known=len(whole))
        assert [item.pk for page in pages for item in page] == whole


@pytest.mark.parametrize("few", [0, 1, 500])
def test_few_and_many_that_hold_the_words_are_found_alike(
    few: int, world: World, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        make_work_item(programme=world.programme, title=f"Kế hoạch chuyển đổi số {number}")
    monkeypatch.setattr(filters, "FEW_FOUND", few)
    found = office.get(reverse("register:items"), {"q": "chuyen doi"})
    assert len([title for title in titles(office, q="chuyen doi") if "huyển đổi" in title]) == 4
    assert found.context["cells"].total == found.context["page"].paginator.count == 4
