"""Reading a page as a careful machine would: elements, ids, labels, links."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
NAMED = frozenset({"input", "select", "textarea"})


@dataclass
class Element:
    """One element with its attributes and the text in it."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


@dataclass
class Page:
    """All elements of a page in order, and what is wrong with its nesting."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        return [one for one in self.elements if one.tag == tag]

    @property
    def ids(self) -> list[str]:
        return [one.get("id") for one in self.elements if one.get("id")]

    @property
    def text(self) -> str:
        """The words of the page, without scripts and styles."""
        return " ".join(one.text for one in self.elements if one.tag not in {"script", "style"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.page.faults += [f"<{tag}> says {name} twice" for name in set(names) if names.count(name) > 1]
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(one.tag for one in self.open))
        self.page.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1].tag != tag:
            self.page.faults.append(f"</{tag}> closes <{self.open[-1].tag if self.open else 'nothing'}>")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text += data


def read(html: str) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    reader.page.faults += [f"<{one.tag}> is never closed" for one in reader.open]
    return reader.page


def faults_of(page: Page) -> list[str]:
    """Name what keeps a page from being whole and usable for everybody: nesting, ids, names, one heading, landmarks."""
    faults = list(page.faults)
    ids = page.ids
    faults += [f"id {name} stands {ids.count(name)} times" for name in sorted(set(ids)) if ids.count(name) > 1]
    labelled = {one.get("for") for one in page.all("label")}
    for one in page.elements:
        faults += _faults_of_element(one, labelled, set(ids))
    if len(page.all("h1")) != 1:
        faults.append(f"{len(page.all('h1'))} first headings")
    if len(page.all("main")) != 1:
        faults.append("no main part, or several")
    return faults


def _faults_of_element(one: Element, labelled: set[str], ids: set[str]) -> list[str]:
    faults = [f"<{one.tag}> has {name}: no scripts in attributes" for name in one.attributes if name.startswith("on")]
    named = one.get("aria-label") or one.get("aria-labelledby") or one.get("id") in labelled or "label" in one.inside
    if one.tag in NAMED and one.get("type") not in {"hidden", "submit"} and not named:
        faults.append(f"<{one.tag} name={one.get('name')}> has no label")
    if one.tag == "img" and "alt" not in one.attributes:
        faults.append("a picture without words")
    if one.tag == "script" and not one.get("src"):
        faults.append("a script inside the page")
    for name in ("aria-labelledby", "aria-describedby"):
        faults += [f"{name} names {part}, which is not there" for part in one.get(name).split() if part not in ids]
    if one.tag == "a" and one.get("href").startswith("#") and one.get("href")[1:] not in ids:
        faults.append(f"a link to {one.get('href')}, which is not there")
    return faults
