"""The plan of an agency, from the order to the workbook: by hand, in a browser, at a desk and on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dondoc.web.cascade.models import AgencyPlan, PlanOrder
from dondoc.web.intake import tasks

PLAN = """\
BAN TỔ CHỨC TỈNH ỦY                              ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 15-KH/BTCTU                      Hậu Giang, ngày 10 tháng 02 năm 2022

KẾ HOẠCH
thực hiện Chương trình số 50-CTr/TU ngày 09/8/2021 của Ban Chấp hành Đảng bộ tỉnh

I. MỤC ĐÍCH

Cụ thể hóa các nhiệm vụ được giao tại Chương trình số 50-CTr/TU.

II. NHIỆM VỤ

1. Xây dựng Đề án vị trí việc làm của các cơ quan đảng

Ban Tổ chức Tỉnh ủy chủ trì tham mưu xây dựng Đề án, hoàn thành trước ngày 15/12/2021.

2. Xây dựng Kế hoạch tuyên truyền năm 2022

Ban Tổ chức Tỉnh ủy tham mưu xây dựng Kế hoạch, hoàn thành trước ngày 30/6/2022.

III. TỔ CHỨC THỰC HIỆN

1. Các phòng thường xuyên theo dõi việc thực hiện Kế hoạch này.

Nơi nhận:                                              TRƯỞNG BAN
- Văn phòng Tỉnh ủy,
- Lưu.
                                                         Trần Văn B
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "15-KH-BTCTU.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def press(page: Any, words: str, within: str = "main") -> None:
    """Press a button that leads to another page, and wait for that page."""
    with page.expect_navigation():
        page.locator(f"{within} button, {within} a.button", has_text=words).first.click()


def order_plans(page: Any, installation: Any) -> PlanOrder:
    """Ask for the plans of a year, as the office does it."""
    page.goto(installation.address + reverse("cascade:matrix"))
    press(page, "Yêu cầu kế hoạch")
    page.fill("[name=year]", "2022")
    page.fill("[name=due_on]", "2022-02-28")
    press(page, "Yêu cầu xây dựng kế hoạch", "main form")
    return PlanOrder.objects.get(year=2022)


def record_plan(page: Any, installation: Any, order: PlanOrder, file: Path) -> AgencyPlan:
    """Record the plan with its file, as the agency does it."""
    page.goto(f"{installation.address}{reverse('cascade:matrix')}?order={order.pk}")
    press(page, "Ghi nhận kế hoạch")
    page.select_option("[name=agency]", label="Ban Tổ chức Tỉnh ủy")
    page.fill("[name=reference]", "15-KH/BTCTU")
    page.fill("[name=issued_on]", "2022-02-10")
    page.set_input_files("[name=file]", str(file))
    press(page, "Ghi nhận kế hoạch", "main form")
    return AgencyPlan.objects.get(order=order)


def figures(page: Any, agency: str) -> list[str]:
    """Give the figures of an agency's row: led, taken up, missing, later, waiting, indicators."""
    row = page.locator("section[aria-labelledby=agencies-title] tbody tr", has_text=agency)
    return [text.strip() for text in row.locator("td.num").all_inner_texts()]


def test_a_plan_goes_from_the_order_to_the_workbook(
    installation: Any, visit: Callable[..., Any], file: Path, tmp_path: Path, keep_picture: Callable[[Any, str], None]
) -> None:
    """Ordered, uploaded by its agency, read, matched, confirmed, seen in the matrix with its gaps, taken home."""
    office, agency = visit("office"), visit("agency", "telephone")
    order = order_plans(office, installation)
    plan = record_plan(agency, installation, order, file)
    address = f"{installation.address}{reverse('cascade:plan', args=[plan.pk])}"

    office.goto(address)
    with office.expect_download() as saved:
        office.locator("a.button", has_text="Tệp kế hoạch").click()
    assert Path(saved.value.path()).read_text(encoding="utf-8") == PLAN
    press(office, "Đọc tệp")
    plan.refresh_from_db()
    tasks.read_now(plan.job_id or 0)
    office.goto(address)
    press(office, "Đối chiếu với chương trình")
    waiting = office.locator("#plan-waiting tbody tr")
    assert waiting.count() == 2
    keep_picture(office, "cascade-plan")
    press(office, "Đúng", "#plan-waiting tr:has-text('vị trí việc làm')")
    press(office, "Không phải", "#plan-waiting tr:has-text('tuyên truyền')")
    assert office.locator("#plan-waiting").count() == 0
    assert "Đề án vị trí việc làm" in office.locator("#plan-confirmed").inner_text()
    gaps = office.locator("#plan-gaps").inner_text()
    assert "tuyên truyền" in gaps
    assert "Đề án vị trí việc làm" not in gaps

    for page, size in ((office, "desk"), (agency, "telephone")):
        page.goto(f"{installation.address}{reverse('cascade:matrix')}?order={order.pk}")
        keep_picture(page, f"cascade-matrix-{size}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    led, covered, missing = figures(office, "Ban Tổ chức Tỉnh ủy")[:3]
    assert (covered, missing) == ("1", str(int(led) - 1))
    with office.expect_download() as saved:
        office.locator("a.button", has_text="Excel").click()
    saved.value.save_as(tmp_path / "cascade.xlsx")
    book = load_workbook(tmp_path / "cascade.xlsx")
    rows = {row[0]: row for row in book.worksheets[0].iter_rows(values_only=True)}
    assert rows["Ban Tổ chức Tỉnh ủy"][4:6] == (int(led), 1)
    marks = [row[2:] for row in book.worksheets[1].iter_rows(values_only=True) if row[1] == "Đề án vị trí việc làm"]
    assert "●" in marks[0]
    assert office.faults == agency.faults == []


def test_a_plan_of_another_programme_is_told_apart(installation: Any, visit: Callable[..., Any], file: Path) -> None:
    """It names a programme of the installation, but not this one: the page says whose it is and matches nothing."""
    file.write_text(PLAN.replace("50-CTr/TU", "07-CTr/TU"), encoding="utf-8")
    office = visit("office")
    plan = record_plan(office, installation, order_plans(office, installation), file)
    tasks.read_now(plan.job_id or 0)
    office.goto(f"{installation.address}{reverse('cascade:plan', args=[plan.pk])}")
    assert office.locator("main button", has_text="Đối chiếu").count() == 0
    assert "thuộc chương trình khác: 07-CTr/TU" in office.locator("main").inner_text()
    assert not plan.coverages.exists()
