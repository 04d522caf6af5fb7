"""A summary for the screen: the head, the items by section, the indicators and what was found."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from dondoc.output.head import head_lines
from dondoc.output.indicators import target_words
from dondoc.output.rows import due_words, notes, page_count, place_words
from dondoc.output.words import word, word_or_key
from dondoc.reading.checks import message_in
from dondoc.reading.pipeline import ReadDirective
from dondoc.reading.register import CheckFinding, Indicator, Item, Register

WIDTH = 100


def write(read: ReadDirective, language: str) -> str:
    """Give the register as lines of at most 100 letters."""
    return "\n".join(_lines(read.register, language)).rstrip() + "\n"


def _lines(register: Register, language: str) -> Iterator[str]:
    yield from _wrapped(head_lines(register.directive, language))
    yield ""
    yield from _wrapped([_summary(register, language)])
    pages = page_count(register)
    yield from _section("items", language)
    for number, item in enumerate(register.items, 1):
        yield from _item(number, item, language, pages)
    if register.indicators:
        yield from _section("indicators", language)
        yield from _wrapped((_indicator(indicator) for indicator in register.indicators), "  ")
    if register.findings:
        yield from _section("findings", language)
        yield from _wrapped((_finding(finding, language) for finding in register.findings), "  ")


def _summary(register: Register, language: str) -> str:
    return word(
        "summary-items",
        language,
        items=len(register.items),
        dated=sum(item.deadline is not None for item in register.items),
        led=sum(item.lead_agency is not None for item in register.items),
        indicators=len(register.indicators),
        citations=len(register.citations),
        findings=len(register.findings),
    )


def _section(key: str, language: str) -> Iterator[str]:
    heading = word(key, language).upper()
    yield from ("", heading, "─" * len(heading))


def _item(number: int, item: Item, language: str, pages: int) -> Iterator[str]:
    yield from textwrap.wrap(f"{number}. {item.title}", WIDTH, subsequent_indent="   ")
    facts = [
        word_or_key("deliverable", item.deliverable, language),
        item.lead_agency or word("no-lead", language),
        due_words(item, language) or word("no-deadline", language),
    ]
    if item.cooperating_agencies:
        facts.insert(2, "+ " + ", ".join(item.cooperating_agencies))
    yield from _wrapped([" · ".join(facts)], "   ")
    yield from _wrapped(notes(item, language), "   ! ")
    yield "   " + place_words(item.path, item.source, language, pages=pages)


def _indicator(indicator: Indicator) -> str:
    targets = "; ".join(target_words(indicator, target) for target in indicator.targets)
    return f"{indicator.path}  {indicator.name}: {targets}"


def _finding(found: CheckFinding, language: str) -> str:
    severity = word_or_key("severity", found.severity, language)
    place = f" [{found.path}]" if found.path else ""
    return f"{found.code} {severity}:{place} {message_in(found, language)}"


def _wrapped(lines: Iterable[str], indent: str = "") -> Iterator[str]:
    for line in lines:
        yield from textwrap.wrap(line, WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent))
