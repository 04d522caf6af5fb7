"""Items and indicators of small directives, for the tests of the rules."""

from __future__ import annotations

import datetime as dt

from dondoc.reading.extract.indicators import find_indicators
from dondoc.reading.extract.work_items import find_items
from dondoc.reading.register import Directive, Indicator, Item
from tests.reading.making import make_repaired, make_structure

ISSUED_ON = dt.date(2025, 3, 10)


def items_of(text: str) -> list[Item]:
    """Give the items of a clean text issued on 10 March 2025."""
    return list(find_items(make_structure(text), make_repaired(text), Directive(issued_on=ISSUED_ON)))


def last_days(items: list[Item]) -> list[str | None]:
    """Give the last days of the deadlines, as ISO dates."""
    return [str(item.deadline.due_on) if item.deadline and item.deadline.due_on else None for item in items]


def indicators_of(text: str) -> list[Indicator]:
    """Give the indicators of a clean text."""
    return list(find_indicators(make_structure(text), make_repaired(text), Directive()))
