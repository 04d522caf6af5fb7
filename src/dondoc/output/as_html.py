"""The register as one page that needs nothing else: no network, no other file, and no JavaScript to be read."""

from __future__ import annotations

from importlib.resources import files

from dondoc import __version__
from dondoc.output.html.facts import facts_of
from dondoc.output.html.register_pane import register_pane
from dondoc.output.html.source_pane import source_pane
from dondoc.output.html.tags import Html, tag
from dondoc.output.words import word
from dondoc.reading.pipeline import ReadDirective


def write(read: ReadDirective, language: str) -> str:
    """Give the page: the source left, the register right, each fact linked to its words and back."""
    facts = list(facts_of(read.register))
    name = read.register.directive.reference or read.source.file_name or "dondoc"
    head = tag(
        "head",
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html(f'<meta name="generator" content="dondoc {__version__}">'),
        tag("title", f"{name} · Đôn đốc"),
        tag("style", Html(_asset("page.css"))),
    )
    body = tag(
        "body",
        tag("a", word("skip-to-register", language), href="#items", class_="skip"),
        tag("main", _left(read, language, source_pane(read.repaired, facts, language)), _right(read, language)),
        tag("script", Html(_asset("page.js"))),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang=language)}\n"


def _left(read: ReadDirective, language: str, text: Html) -> Html:
    switch = tag(
        "label",
        Html('<input type="checkbox" id="seen">'),
        " ",
        word("show-original", language),
    )
    legend = [tag("span", word(f"legend-{kind}", language), class_=f"key {kind}") for kind in _LEGEND]
    bar = tag("div", tag("h2", read.source.file_name or word("source", language)), switch, *legend, class_="bar")
    return tag("article", bar, text, class_="source", aria_label=word("source", language))


_LEGEND = ("item", "lead", "deadline", "citation", "q")


def _right(read: ReadDirective, language: str) -> Html:
    return tag(
        "aside", register_pane(read.register, language), class_="register", aria_label=word("register", language)
    )


def _asset(name: str) -> str:
    return files("dondoc.output.html").joinpath(name).read_text(encoding="utf-8")
