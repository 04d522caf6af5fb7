"""The formulas of the annexes, computed over the rows of the workbook, give the figures of the review."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from dondoc.web.reviews.choices import Outcome
from dondoc.web.reviews.figures import gather
from dondoc.web.reviews.workbook import workbook
from tests.web.follow_up.making import Cast
from tests.web.reviews.making import make_history, make_review
from tests.web.reviews.sums import Sums


@pytest.mark.parametrize("seed", [4, 9])
def test_the_formulas_recompute(cast: Cast, seed: int) -> None:
    """Counts, sums and rates of a random history; a row that is edited changes them."""
    make_history(cast, seed, items=25)
    figures = gather(make_review(cast))
    counts = figures.counts
    sums = Sums(load_workbook(io.BytesIO(workbook(figures, "Phụ lục"))))
    whole = [sums.value("Tong hop", f"B{row}") for row in range(4, 11)]
    assert whole == [*(counts.of(one) for one in Outcome), counts.total]
    for row, (_name, part, of) in zip(range(12, 15), figures.rates(), strict=True):
        assert sums.value("Tong hop", f"B{row}") == (pytest.approx(part / of) if of else "……")
    for row, agency in enumerate(figures.agencies, 4):
        found = [sums.value("Co quan", f"{column}{row}") for column in "CDEFGH"]
        assert found == [len(agency["counts"][one]) for one in Outcome]
    assert sums.value("Co quan", f"I{len(figures.agencies) + 4}") == counts.total
    sums.book["Nhiem vu"]["I4"] = "khác"
    assert sums.value("Tong hop", "B10") == counts.total - 1


def test_a_review_of_nothing_adds_up_to_nothing(cast: Cast) -> None:
    """No sum of the sheet of agencies counts its own cell."""
    book = load_workbook(io.BytesIO(workbook(gather(make_review(cast)), "Phụ lục")))
    assert [cell.value for cell in book["Co quan"][4]][2:9] == [0] * 7
    assert Sums(book).value("Tong hop", "B10") == 0
