"""The page that needs nothing else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from dondoc.output import render
from dondoc.reading.checks.findings import finding
from tests.output.building import SOURCE, make_read

VOID = {"meta", "input", "br"}


class _Page(HTMLParser):
    """Collects the tags, the links and the two texts of the left side; complains about tags that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.facts: dict[str, str] = {}
        self.shown: list[str] = []
        self.seen: list[str] = []
        self.doubtful: list[str] = []
        self._current: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
            self._current.append(values.get("data-f") or "")
        self.ids += [values["id"]] if values.get("id") else []  # type: ignore[list-item]
        self.links += [values["href"]] if values.get("href") else []  # type: ignore[list-item]
        if values.get("class") == "l":
            self.shown.append("")
            self.seen.append("")
        if values.get("class") == "q" and tag == "b":
            self.doubtful.append(values.get("title") or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._current.pop()

    def handle_data(self, data: str) -> None:
        if "article" not in self.open or not self.shown or "h2" in self.open:
            return
        if "i" not in self.open:
            self.shown[-1] += data
        if "b" not in self.open:
            self.seen[-1] += data
        for fact in " ".join(self._current).split():
            self.facts[fact] = self.facts.get(fact, "") + ("" if "i" in self.open else data)


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the example."""
    return str(render(make_read(), "html"))


@pytest.fixture(scope="module")
def page(html: str) -> _Page:
    """The page, parsed."""
    parsed = _Page()
    parsed.feed(html)
    assert parsed.open == []
    return parsed


def test_it_needs_nothing_else(html: str) -> None:
    """No address, no other file, nothing fetched."""
    assert not re.search(r"https?:|src=|@import|url\(", html)


def test_ids_are_unique_and_links_lead_somewhere(page: _Page) -> None:
    """Every link is to an id of the page."""
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_both_texts_are_whole(page: _Page) -> None:
    """The left side holds the repaired text and the source, line for line, letter for letter."""
    assert page.seen == SOURCE.split("\n")
    assert page.shown == make_read().repaired.text.split("\n")


def test_facts_light_their_words(page: _Page) -> None:
    """Lead and deadline have marks of their own inside their item."""
    assert page.facts["n1-l"] == "Sở Nội vụ"
    assert page.facts["n1-d"] == "quý II năm 2021"
    assert page.facts["n1"].startswith("1. <Sở Nội vụ> chủ trì")
    assert page.facts["c1"] == "Nghị quyết số 10-NQ/TU"


def test_a_finding_over_a_fact_leaves_its_colour(html: str) -> None:
    """The deadline that a finding is about still looks like a deadline, and leads to its item."""
    assert 'href="#n1" class="m deadline finding" data-f="n1 f1 n1-d"' in html


def test_doubtful_words_are_marked(page: _Page) -> None:
    """Only the word below the mark, with its other reading."""
    [hint] = page.doubtful
    assert "“quy Il” → “quý II” (60%)" in hint
    assert "quý III" in hint


def test_text_is_escaped(html: str) -> None:
    """Angle brackets of the document are no tags."""
    assert "<Sở" not in html
    assert "Cải cách hành chính &lt;2021&gt;" in html


def test_findings_stand_with_their_items(html: str) -> None:
    """The finding is told with its item, and on its own with its fix."""
    assert html.count("trước ngày ban hành 09/8/2021") == 2
    assert 'href="#f1"' in html


def test_a_finding_of_no_item_stands_with_the_item_around_it() -> None:
    """An impossible day is told with the item in whose words it stands."""
    read = make_read()
    register = read.register
    impossible = finding("D09", path="1", source=register.items[0].lead_source, date="31/6/2021")
    html = str(render(replace(read, register=replace(register, findings=(impossible,))), "html"))
    assert html.count("“31/6/2021” không có trong lịch") == 2


def test_works_without_javascript(html: str) -> None:
    """Rows and words are linked by plain anchors in both directions."""
    assert 'href="#s-n1"' in html
    assert 'href="#n1"' in html
    assert ":target" in html
