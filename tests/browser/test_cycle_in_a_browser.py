"""The cycle in a real browser: reports in a minute, decisions on the spot, many items changed at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.follow_up.models import ProgressReport
from dondoc.web.follow_up.services import breaking_down, deadlines, reporting
from dondoc.web.follow_up.services.breaking_down import Part
from dondoc.web.organisations.models import Agency
from dondoc.web.register.models import DeadlineChange, WorkItem
from tests.browser.waiting import until
from tests.web.builders import make_work_item
from tests.web.follow_up.making import make_period

MOST_CLICKS = 12


class Clicks:
    """A page with its clicks counted."""

    def __init__(self, page: Any) -> None:
        self.page, self.count = page, 0

    def on(self, place: Any) -> None:
        place.click()
        self.count += 1


def period_of_today(installation: Any) -> Any:
    """Open a period that closes in a few days."""
    today = clock.real_today()
    return make_period(
        installation.programme,
        starts_on=today - dt.timedelta(days=80),
        ends_on=today + dt.timedelta(days=5),
        due_on=today + dt.timedelta(days=12),
    )


def ten_items(installation: Any) -> list[WorkItem]:
    """Give the agency of the small installation ten items of its own, and no others to report on."""
    lead = installation.items[0].lead_agency
    other = Agency.objects.exclude(pk=lead.pk)[0]
    WorkItem.objects.filter(lead_agency=lead).update(lead_agency=other)
    return [make_work_item(programme=installation.programme, lead=lead, title=f"Việc thứ {n}") for n in range(10)]


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("size", ["desk", "telephone"])
def test_nothing_new_on_ten_items_is_at_most_twelve_clicks_on_one_page(
    size: str, javascript: bool, installation: Any, visit: Callable[..., Any]
) -> None:
    """With JavaScript two: all, and the button; without it ten ticks and the button."""
    items, period = ten_items(installation), period_of_today(installation)
    page = visit("agency", size, javascript=javascript)
    page.goto(installation.address + reverse("dashboard:mine"))
    clicks = Clicks(page)
    form = page.locator(f"form[action='{reverse('follow_up:nothing_new', args=[period.pk])}']")
    if javascript:
        clicks.on(form.locator("[data-tick-all]"))
        assert "(10)" in form.locator("button").inner_text()
    else:
        for item in items:
            clicks.on(form.locator(f"input[value='{item.pk}']"))
    clicks.on(form.locator("button"))
    page.wait_for_load_state()
    assert page.url == installation.address + reverse("dashboard:mine")
    assert "Đã báo cáo 10 nhiệm vụ không có gì mới." in page.locator("#messages").inner_text()
    assert clicks.count <= (2 if javascript else MOST_CLICKS)
    assert ProgressReport.objects.filter(period=period, nothing_new=True, state="submitted").count() == 10
    assert page.faults == []


def test_the_office_sees_what_came_in_and_accepts_it_at_once(installation: Any, visit: Callable[..., Any]) -> None:
    """Who is silent, what is late and why stand on the same page."""
    items, period = ten_items(installation), period_of_today(installation)
    reporting.nothing_new(actor=installation.people["agency"], items=items[:3], period=period)
    page = visit("office")
    page.goto(installation.address + reverse("dashboard:mine"))
    for title in ("Sản phẩm chờ nghiệm thu", "Báo cáo mới nộp", "Cơ quan chưa phản hồi", "Quá hạn và nguyên nhân"):
        assert page.locator("h2", has_text=title).is_visible()
    form = page.locator(f"form[action='{reverse('follow_up:accept_reports')}']")
    form.locator("button").click()
    page.wait_for_load_state()
    assert "Đã chấp nhận các báo cáo được chọn." in page.locator("#messages").inner_text()
    assert not ProgressReport.objects.filter(state="submitted").exists()


def test_a_leader_decides_where_he_reads(installation: Any, visit: Callable[..., Any]) -> None:
    """A refusal without a word is sent back with the sentence; with one it is done, on the same page."""
    change = DeadlineChange.objects.get(state="requested")
    page = visit("leader", "telephone")
    page.goto(installation.address + reverse("dashboard:mine"))
    form = page.locator(f"form[action='{reverse('follow_up:decide_deadline', args=[change.pk])}']")
    form.locator("input[name=note]").fill("Đã gia hạn một lần, cố gắng hoàn thành.")
    form.locator("button", has_text="Không đồng ý").click()
    page.wait_for_load_state()
    assert page.url == installation.address + reverse("dashboard:mine")
    change.refresh_from_db()
    assert (change.state, change.decided_by) == ("refused", installation.people["leader"])


def test_many_items_are_changed_with_the_keyboard_and_put_back(installation: Any, visit: Callable[..., Any]) -> None:
    """Tick with the space bar, continue, look at what would change, confirm, undo."""
    page = visit("office")
    page.goto(installation.address + reverse("register:items"))
    first = page.locator("tbody input[name=items]").first
    first.focus()
    page.keyboard.press("Space")
    page.locator("tbody input[name=items]").nth(1).focus()
    page.keyboard.press("Space")
    assert "(2)" in page.locator("#many button").first.inner_text()
    page.locator("#many select").select_option("urgency")
    page.locator("#many button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/many/**")
    page.locator("select[name=urgency]").select_option("2")
    page.locator("#many-form button", has_text="Xem trước").click()
    page.wait_for_load_state()
    assert "Thượng khẩn" in page.locator("table").inner_text()
    assert not WorkItem.objects.filter(urgency=2).exists()
    page.locator("button[name=confirmed]").click()
    page.wait_for_url("**/items/")
    assert WorkItem.objects.filter(urgency=2).count() == 2
    page.locator("#messages button").click()
    page.wait_for_load_state()
    assert "Đã hoàn tác 2 nhiệm vụ." in page.locator("#messages").inner_text()
    assert not WorkItem.objects.filter(urgency=2).exists()
    assert page.faults == []


def test_the_box_at_the_head_ticks_the_page(installation: Any, visit: Callable[..., Any]) -> None:
    page = visit("office")
    page.goto(installation.address + reverse("register:items"))
    rows = page.locator("tbody input[name=items]").count()
    page.locator("[data-tick-all]").check()
    assert page.locator("tbody input[name=items]:checked").count() == rows > 1
    page.locator("tbody input[name=items]").first.uncheck()
    assert page.evaluate("document.querySelector('[data-tick-all]').indeterminate")


def test_weights_are_typed_one_after_the_other(installation: Any, visit: Callable[..., Any]) -> None:
    """From field to field with the tabulator, stored with Enter."""
    item, office = installation.items[2], installation.people["office"]
    breaking_down.break_down(actor=office, item=item, parts=[Part("Khảo sát"), Part("Dự thảo")])
    page = visit("office")
    page.goto(installation.address + reverse("follow_up:weights", args=[item.pk]))
    page.locator("input[type=number]").first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("3")
    while page.evaluate("document.activeElement.type") != "number" or page.evaluate(
        "document.activeElement === document.querySelector('input[type=number]')"
    ):
        page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('register:item', args=[item.pk])}")
    assert list(item.children.order_by("pk").values_list("weight", flat=True)) == [3, 2]
    assert "trọng số 2" in page.locator("main").inner_text()


def test_what_an_office_may_do_with_an_item_opens_and_closes_by_key(
    installation: Any, visit: Callable[..., Any]
) -> None:
    page = visit("office")
    page.goto(installation.address + reverse("register:item", args=[installation.items[2].pk]))
    page.locator("summary", has_text="Điều hành").focus()
    page.keyboard.press("Enter")
    assert page.locator("text=Đánh dấu trọng tâm").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("text=Đánh dấu trọng tâm").is_visible()
    page.locator("summary", has_text="Điều hành").click()
    page.locator("text=Đánh dấu trọng tâm").click()
    page.wait_for_load_state()
    assert page.locator(".tag", has_text="trọng tâm").is_visible()


def test_a_draft_is_kept_while_one_types_in_the_browser(installation: Any, visit: Callable[..., Any]) -> None:
    """Nobody presses anything; the page says when it was kept."""
    items, period = ten_items(installation), period_of_today(installation)
    page = visit("agency")
    page.goto(installation.address + reverse("follow_up:report", args=[items[0].pk, period.pk]))
    page.locator("textarea[name=results]").press_sequentially("Đang lấy ý kiến các sở.", delay=5)
    until(page, "document.getElementById('draft-kept').textContent.includes('Đã lưu nháp')")
    assert ProgressReport.objects.get(item=items[0], period=period).results == "Đang lấy ý kiến các sở."


def test_deadlines_decided_elsewhere_are_said(installation: Any, visit: Callable[..., Any]) -> None:
    """While a leader reads, another decides: he is told, and the first decision stands."""
    change = DeadlineChange.objects.get(state="requested")
    page = visit("leader")
    page.goto(installation.address + reverse("dashboard:mine"))
    deadlines.decide_deadline(actor=installation.people["leader"], change=change, approve=True)
    form = page.locator(f"form[action='{reverse('follow_up:decide_deadline', args=[change.pk])}']")
    form.locator("input[name=note]").fill("Không cần.")
    form.locator("button", has_text="Không đồng ý").click()
    page.wait_for_load_state()
    assert "ý kiến trước được giữ nguyên" in page.locator("#messages").inner_text()
