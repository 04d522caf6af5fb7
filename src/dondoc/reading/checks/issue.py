"""When a document was issued, or can be issued at the earliest: a draft leaves the day open, seldom the month."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.writing import day
from dondoc.reading.extract.folding import fold


@dataclass(frozen=True, slots=True)
class Issue:
    """The first day a document can bear, and how findings say it."""

    first: dt.date
    as_said: str


_OPEN = r"[\s.…_/]*"
_BLANK = re.compile(rf"\bngay{_OPEN}thang{_OPEN}(?P<month>\d{{1,2}})?{_OPEN}nam\s*(?P<year>(?:19|20)\d\d)\b")


def issue_of(context: CheckContext) -> Issue | None:
    """Give the day of issue, or the first day of the month (the year) that a draft has in its head."""
    issued = context.register.directive.issued_on
    if issued is not None:
        return Issue(issued, day(issued))
    head = (context.structure.paragraphs[number] for number in context.structure.zones.letterhead)
    blank = next(filter(None, (_BLANK.search(fold(paragraph.text)) for paragraph in head)), None)
    month = int(blank["month"] or 1) if blank else 0
    if blank is None or not 1 <= month <= 12:
        return None
    year = int(blank["year"])
    return Issue(dt.date(year, month, 1), f"…/{month if blank['month'] else '…'}/{year}")
