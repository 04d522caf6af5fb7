"""Figures that reconcile: over random histories overview, list, API, export, review, Word and Excel say the same."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pytest
from django.test import Client
from openpyxl import load_workbook

from dondoc.web.register.timeliness import Cell
from dondoc.web.reviews import papers
from dondoc.web.reviews.figures import gather
from dondoc.web.reviews.workbook import workbook
from tests.web.follow_up.making import Cast
from tests.web.reviews.making import REVIEWED_ON, make_history, make_review
from tests.web.reviews.sums import Sums

RATES = ("on_time_rate", "completion_of_due", "completion_of_all")
SHARE = re.compile(r"(\d+)/(\d+)(?= = |:)")
DUE, DONE = 6, 8  # columns of the export of the register


@pytest.fixture(params=[1, 3, 7, 11])
def figures(request: pytest.FixtureRequest, cast: Cast) -> dict[str, Any]:
    """Make a random history, and give its figures as the API has them: what all others are held against."""
    make_history(cast, request.param, items=20)
    found: dict[str, Any] = signed_in(cast).get(f"/api/v1/programmes/{cast.programme.pk}/figures").json()
    assert found["total"] == sum(found[cell] for cell in Cell.values)
    return found


def signed_in(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.office)
    return client


def rates_of(figures: dict[str, Any]) -> list[tuple[int, int]]:
    return [(figures[name]["numerator"], figures[name]["denominator"]) for name in RATES]


def shares_in(text: str) -> list[tuple[int, int]]:
    return [(int(part), int(whole)) for part, whole in SHARE.findall(text)]


def written(page: Any) -> str:
    """Give the line of rates as a page has it."""
    found = re.search(r'<p class="cells__rates">(.*?)</p>', page.content.decode(), re.DOTALL)
    assert found is not None
    return re.sub(r"<[^>]*>", "", found[1])


def test_the_overview_and_the_list(cast: Cast, figures: dict[str, Any]) -> None:
    """Cells, rates as they are written on the page, and the rows behind each cell."""
    client = signed_in(cast)
    page = client.get("/")
    cells = {part.name: part.count for part in page.context["cells"].all}
    assert cells == {cell: figures[cell] for cell in Cell.values}
    assert shares_in(written(page)) == rates_of(figures)
    listed = {cell: client.get(f"/items/?state={cell}").context["page"].paginator.count for cell in Cell.values}
    assert listed == cells
    agencies = page.context["agencies"]
    with_lead = client.get("/items/?group=agency").context["page"].object_list
    assert sum(one.total for _agency, one in agencies) == sum(1 for item in with_lead if item.lead_agency_id)


def test_the_items_of_the_api_and_of_the_export(cast: Cast, figures: dict[str, Any]) -> None:
    """Each cell is counted again from the days in the rows."""
    client = signed_in(cast)
    given = f"/api/v1/programmes/{cast.programme.pk}/items?limit=500&cell="
    assert {cell: len(client.get(given + cell).json()["items"]) for cell in Cell.values} == {
        cell: figures[cell] for cell in Cell.values
    }
    sheet = load_workbook(io.BytesIO(client.get("/items/export.xlsx").content)).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    cells = [_cell(row[DUE].date() if row[DUE] else None, row[DONE].date() if row[DONE] else None) for row in rows]
    assert {cell: cells.count(cell) for cell in Cell.values} == {cell: figures[cell] for cell in Cell.values}


def test_the_review_in_its_page_word_and_excel(cast: Cast, figures: dict[str, Any]) -> None:
    """The cells and rates of a review are those of the register; dropped and merged items stand beside them."""
    review = make_review(cast)
    gathered = gather(review)
    assert {cell: gathered.counts.of(cell) for cell in Cell.values} == {cell: figures[cell] for cell in Cell.values}
    assert shares_in(written(signed_in(cast).get(f"/reviews/{review.pk}/"))) == rates_of(figures)
    word = "\n".join(one.text for one in docx.Document(io.BytesIO(papers.report_docx(review, gathered))).paragraphs)
    assert shares_in(word)[:3] == rates_of(figures)
    sums = Sums(load_workbook(io.BytesIO(workbook(gathered, "Phụ lục"))))
    for row, (part, whole) in zip(range(12, 15), rates_of(figures), strict=True):
        assert sums.value("Tong hop", f"B{row}") == (pytest.approx(part / whole) if whole else "……")


def _cell(due: Any, done: Any) -> str:
    if done is not None:
        return Cell.DONE_LATE if due is not None and done > due else Cell.DONE_ON_TIME
    return Cell.OPEN_OVERDUE if due is not None and due < REVIEWED_ON else Cell.OPEN_IN_TIME
