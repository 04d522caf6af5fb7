"""A work item as a row of the table that officials use; the columns stand in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dondoc.output.words import deadline_words, word, word_or_key
from dondoc.reading.register import Item, Register
from dondoc.reading.source import Place

COLUMNS = ("number", "work", "product", "lead", "cooperating", "deadline", "note", "place")
SURE = 0.9
"""Readings below this confidence are marked as doubtful wherever they are shown."""


def headings(language: str) -> list[str]:
    """Give the headings of the columns."""
    return [word(column, language) for column in COLUMNS]


def item_rows(register: Register, language: str) -> Iterator[list[str]]:
    """Give a row for each work item, in the order of the document."""
    pages = page_count(register)
    for number, item in enumerate(register.items, 1):
        yield [
            str(number),
            item.title,
            word_or_key("deliverable", item.deliverable, language),
            item.lead_agency or "",
            "; ".join(item.cooperating_agencies),
            due_words(item, language),
            "; ".join(notes(item, language)),
            place_words(item.path, item.source, language, pages=pages),
        ]


def due_words(item: Item, language: str) -> str:
    """Give by when an item is due, or how often it is where no day is told."""
    if item.deadline is None and item.recurrence:
        return recurrence_words(item.recurrence, language)
    return deadline_words(item.deadline, language)


def notes(item: Item, language: str) -> Iterable[str]:
    """Give what a person has to know about an item beside its facts."""
    if item.recurrence and item.deadline:
        yield recurrence_words(item.recurrence, language)
    if item.lead_is_class:
        yield word("lead-is-class", language)
    if item.alt_leads:
        yield word("other-leads", language, names="; ".join(item.alt_leads))
    for other in item.deadline.alternatives if item.deadline else ():
        yield word("other-reading", language, words=other.as_written, percent=percent(other.probability))
    if item.confidence < SURE:
        yield word("doubtful", language, percent=percent(item.confidence))


def recurrence_words(recurrence: str, language: str) -> str:
    """Give the rhythm of an item in words ("hằng năm, 05 năm")."""
    return ", ".join(word_or_key("recurrence", part.strip(), language) for part in recurrence.split(","))


def place_words(path: str, place: Place, language: str, *, pages: int) -> str:
    """Give the address of a fact and the line (of which page, where there are several) it stands on."""
    if pages > 1:
        return word("page-line", language, path=path, page=place.page, line=place.line_from).strip()
    return word("line", language, path=path, line=place.line_from).strip()


def page_count(register: Register) -> int:
    """Give the last page on which the register has a fact."""
    places = [item.source for item in register.items] + [provision.source for provision in register.provisions]
    return max((place.page for place in places), default=1)


def percent(share: float) -> str:
    """Give a share 0..1 as a whole percentage."""
    return f"{share:.0%}"
