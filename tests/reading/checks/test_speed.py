"""Checks take time in proportion to the text, whatever the text is."""

from __future__ import annotations

import time

import pytest

from dondoc.reading.checks import run_checks
from dondoc.reading.checks.context import CheckContext
from tests.reading.checks.building import make_context, make_item

TASK = "Sở Nội vụ chủ trì xây dựng Đề án vị trí việc làm giai đoạn 2021-2025, hoàn thành trong quý II năm 2021. "
SHAPES = {
    "one word": lambda n: "1. " + "12" * (20 * n),
    "one paragraph": lambda n: "1. " + TASK * n,
    "ranks": lambda n: "1. " + "đứng thứ 28/63 tăng 05 bậc, " * n,
    "references": lambda n: "1. " + "Chỉ thị số 25/CT-TTg ngày 31/8/2016; " * n,
    "ranges": lambda n: "1. " + "7-7,5-8-9 " * (4 * n),
    "periods": lambda n: "1. " + "Quy hoạch giai đoạn 2021 - 2030 tầm nhìn đến năm 2050 " * n,
}


def _seconds(context: CheckContext) -> float:
    began = time.process_time()
    run_checks(context)
    return time.process_time() - began


@pytest.mark.parametrize("shape", SHAPES)
def test_ten_times_the_text_takes_no_hundred_times_as_long(shape: str) -> None:
    """A quadratic check would take a hundred times as long; the bound leaves room for a busy machine."""
    items = [make_item(path="1")]
    small = _seconds(make_context(SHAPES[shape](100), items=items, citations=()))
    large = _seconds(make_context(SHAPES[shape](1000), items=items, citations=()))
    assert large < max(1.0, 30 * small)


def test_items_that_share_a_path_share_no_block() -> None:
    """Hundreds of items at one address do not each read all of it."""
    items = [make_item(id=f"item-{n}", path="1") for n in range(300)]
    assert _seconds(make_context("1. " + TASK * 300, items=items, citations=())) < 5
