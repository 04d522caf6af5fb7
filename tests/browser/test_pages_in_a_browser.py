"""Every page at a desk and on a telephone, in both languages: nothing sticks out, nothing fails, nothing is tiny."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from tests.browser.waiting import until
from tests.web.pages.test_pages import PAGES

# Controls that stand in a line of text may be as high as the line (WCAG 2.5.8); the others must be 24 px.
SMALL_TARGETS = """() => {
    const controls = "button, summary, select, input:not([type=hidden], [type=checkbox], [type=radio]), nav a, .button";
    const shown = (one) => one.offsetParent !== null && !one.closest(".visually-hidden");
    const tiny = ({ width, height }) => width > 0 && (height < 23.5 || width < 23.5);
    return [...document.querySelectorAll(controls)]
        .filter((one) => shown(one) && tiny(one.getBoundingClientRect()))
        .map((one) => `${one.tagName} ${one.textContent.trim().slice(0, 30)}`);
}"""
STICKING_OUT = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", ["desk", "telephone"])
def test_every_page_fits(
    size: str, language: str, installation: Any, visit: Callable[..., Any], keep_picture: Callable[[Any, str], None]
) -> None:
    page = visit("office", size, language)
    numbers = installation.numbers()
    wrong = []
    for row in PAGES:
        address = reverse(row.name, args=[*(numbers[name] for name in row.numbers), *row.words])
        answer = page.goto(installation.address + address)
        page.wait_for_load_state("networkidle")
        keep_picture(page, f"{row.name.replace(':', '-')}-{'-'.join(row.numbers)}-{size}-{language}")
        if answer.status != 200:
            wrong.append(f"{row.name}: {answer.status}")
        if out := page.evaluate(STICKING_OUT):
            wrong.append(f"{row.name}: sticks out by {out} px")
        wrong += [f"{row.name}: small target: {one}" for one in page.evaluate(SMALL_TARGETS)]
        wrong += [f"{row.name}: {fault}" for fault in page.faults]
        page.faults.clear()
    assert wrong == []


def test_the_keyboard_alone(installation: Any, visit: Callable[..., Any]) -> None:
    """The first Tab shows the way to the content, "/" goes to the search, Escape closes a menu."""
    page = visit()
    page.goto(installation.address + reverse("register:items"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "item-search"
    page.locator("summary", has_text="Xuất").click()
    assert page.locator("text=Bảng tính Excel").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("text=Bảng tính Excel").is_visible()


def test_searching_as_one_types(installation: Any, visit: Callable[..., Any]) -> None:
    """Without tone marks, the list alone is fetched, the address can be sent to somebody else."""
    page = visit()
    page.goto(installation.address + reverse("register:items"))
    page.locator("#item-search").press_sequentially("vi tri viec lam", delay=20)
    page.wait_for_url("**q=vi%20tri%20viec%20lam**")
    until(page, "document.querySelectorAll('#items tbody tr').length === 1")
    assert page.evaluate("document.activeElement.id") == "item-search"
    assert "Đề án vị trí việc làm" in page.locator("#items").inner_text()


def test_a_fact_lights_its_words(installation: Any, visit: Callable[..., Any]) -> None:
    page = visit()
    page.goto(installation.address + reverse("register:item", args=[installation.draft_item.pk]))
    page.locator("dd[data-fact=deadline]").hover()
    assert "is-lit" in page.locator("mark[data-fact=deadline]").get_attribute("class")
    page.locator("mark[data-fact=lead]").hover()
    assert "is-lit" in page.locator("dd[data-fact=lead]").get_attribute("class")


def test_the_telephone_opens_all_pages_from_the_bottom(installation: Any, visit: Callable[..., Any]) -> None:
    page = visit("office", "telephone")
    page.goto(installation.address)
    assert not page.locator("#nav").is_visible()
    page.locator(".bottom a", has_text="Tất cả").click()
    assert page.locator("#nav").is_visible()
    page.locator("#nav a", has_text="Văn bản").first.click()
    page.wait_for_url("**/documents/**")


def test_the_dark_background_and_the_language_are_kept(installation: Any, visit: Callable[..., Any]) -> None:
    page = visit()
    page.goto(installation.address)
    page.locator(".menu--right > summary").last.click()
    page.locator("button", has_text="Nền tối").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.locator("button[name=language]").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_day_reads_as_everywhere_else(installation: Any, visit: Callable[..., Any]) -> None:
    """Whatever form the browser writes days in, a field at rest has that of the page, in its language."""
    page = visit("office", "desk")
    page.goto(f"{installation.address}/?on=2022-02-09")
    field = page.locator("#as-of")
    assert field.get_attribute("data-day") == "09/02/2022"
    assert field.evaluate("one => getComputedStyle(one, '::before').content") == '"09/02/2022"'
    field.focus()
    assert field.evaluate("one => getComputedStyle(one, '::before').content") == "none"
    page.locator("button[name=language]").click()
    assert page.locator("#as-of").get_attribute("data-day") == "9 Feb 2022"
