"""D: deadlines that are missing, impossible, vague or at odds with one another."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import about_item, finding, short
from dondoc.reading.checks.kind import CheckFunction
from dondoc.reading.checks.periods_of import last_year
from dondoc.reading.checks.products import is_product
from dondoc.reading.checks.writing import WEEKDAYS, day, percent
from dondoc.reading.extract.folding import fold
from dondoc.reading.register import CheckFinding, Deadline, Item
from dondoc.reading.source import Span

_TOO_CLOSE = 3  # days


def _dated(context: CheckContext) -> Iterator[tuple[Item, Deadline, dt.date]]:
    """Give the items with a last day."""
    for item in context.register.items:
        if item.deadline and item.deadline.due_on:
            yield item, item.deadline, item.deadline.due_on


def product_without_deadline(context: CheckContext) -> Iterator[CheckFinding]:
    """D01: a product that never falls due."""
    for item in context.register.items:
        if item.deadline is None and item.recurrence is None and is_product(item) and not item.optional:
            yield about_item("D01", item)


def before_issue(context: CheckContext) -> Iterator[CheckFinding]:
    """D02: the last day of a deadline lies before the document was issued."""
    issued = context.register.directive.issued_on
    for part, passed in _passed(context).items():
        for item, deadline, due in passed if not _is_review(context, part, len(passed)) else ():
            values = {"deadline": deadline.as_written, "due": day(due), "issued": day(issued or due)}
            yield about_item("D02", item, source=deadline.source, **values)


def list_of_passed_deadlines(context: CheckContext) -> Iterator[CheckFinding]:
    """D13: a whole list of tasks whose deadlines have passed, as annexes that review them have; told once a part."""
    for part, passed in _passed(context).items():
        if _is_review(context, part, len(passed)):
            first = passed[0][0]
            yield about_item("D13", first, count=len(passed), part=part or "văn bản", part_en=part or "the document")


_Dated = tuple[Item, Deadline, dt.date]
_MANY = 5  # passed deadlines of one part that are no slips any more
_LARGE_SHARE = 0.3  # if they are this share of its deadlines


def _part_of(item: Item) -> str:
    return item.path.partition("/")[0]


def _passed(context: CheckContext) -> dict[str, list[_Dated]]:
    """Give the items whose last day lies before the date of issue, by the part of the document they stand in."""
    issued = context.register.directive.issued_on
    passed: dict[str, list[_Dated]] = defaultdict(list)
    for item, deadline, due in _dated(context):
        if issued and due < issued:
            passed[_part_of(item)].append((item, deadline, due))
    return passed


def _is_review(context: CheckContext, part: str, passed: int) -> bool:
    """Tell whether so many deadlines of a part have passed that it reviews tasks rather than giving them."""
    dated = sum(_part_of(item) == part for item, _, _ in _dated(context))
    return passed >= _MANY and passed >= _LARGE_SHARE * dated


_VAGUE = re.compile(
    r"\b(?:som|thoi gian toi|thoi gian som nhat|khan truong|kip thoi|khi co dieu kien|trong thoi gian ngan nhat)\b"
)
_SOON = re.compile(
    r"\bsom\b(?=[^.;]{0,40}\b(?:hoan thanh|ban hanh|trinh|xay dung|trien khai)\b)"
    r"|\btrong thoi gian (?:toi|som nhat|ngan nhat)\b"
)


def vague(context: CheckContext) -> Iterator[CheckFinding]:
    """D03: words in place of a deadline that name no day ("sớm", "trong thời gian tới")."""
    for item in context.register.items:
        if item.deadline and item.deadline.due_on is None and _VAGUE.search(fold(item.deadline.as_written)):
            yield about_item("D03", item, source=item.deadline.source, deadline=item.deadline.as_written)
        elif item.deadline is None and item.recurrence is None and (words := _SOON.search(fold(item.title))):
            yield about_item("D03", item, deadline=item.title[words.start() : words.end()])


def later_than_parent(context: CheckContext) -> Iterator[CheckFinding]:
    """D04: a part falls due after the whole it belongs to; rows of tables are no wholes."""
    rows = {row.path for row in context.structure.rows}
    whole = {item.path: (item, due) for item, _, due in _dated(context) if item.path and item.path not in rows}
    for item, deadline, due in _dated(context):
        parent = whole.get(item.path.rpartition("/")[0])
        if parent and due > parent[1]:
            yield about_item(
                "D04",
                item,
                source=deadline.source,
                due=day(due),
                parent=short(parent[0].title),
                parent_due=day(parent[1]),
            )


def two_readings(context: CheckContext) -> Iterator[CheckFinding]:
    """D05: the words of a deadline can be read in another way."""
    for item in context.register.items:
        if item.deadline and item.deadline.alternatives:
            others = ", ".join(f"“{a.as_written}” ({percent(a.probability)})" for a in item.deadline.alternatives)
            yield about_item("D05", item, source=item.deadline.source, deadline=item.deadline.as_written, others=others)


def depends_on_something(context: CheckContext) -> Iterator[CheckFinding]:
    """D06: a deadline that counts from something that has not happened."""
    for item in context.register.items:
        deadline = item.deadline
        if deadline and deadline.due_on is None and deadline.precision in ("relative", "conditional"):
            yield about_item("D06", item, source=deadline.source, deadline=deadline.as_written)


def after_own_period(context: CheckContext) -> Iterator[CheckFinding]:
    """D07: due after the last year of the period that the document's own title names."""
    end = last_year(context.register.directive.subject or "")
    for item, deadline, due in _dated(context):
        if end and due.year > end:
            yield about_item("D07", item, source=deadline.source, due=day(due), end=end)


def on_a_weekend(context: CheckContext) -> Iterator[CheckFinding]:
    """D08: a day that offices do not work on."""
    for item, deadline, due in _dated(context):
        if deadline.precision == "day" and due.weekday() in WEEKDAYS and item.recurrence is None:
            vi, en = WEEKDAYS[due.weekday()]
            yield about_item("D08", item, source=deadline.source, due=day(due), weekday=vi, weekday_en=en)


_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d\d)(?![\d/])")
_LONG_DAY = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+((?:19|20)\d\d)")


def no_such_day(context: CheckContext) -> Iterator[CheckFinding]:
    """D09: a day that is not in the calendar."""
    for paragraph in context.body:
        folded = fold(paragraph.text)
        for match in (*_DAY.finditer(folded), *_LONG_DAY.finditer(folded)):
            date, month, year = map(int, match.groups())
            if not _is_day(year, month, date):
                place = context.place(paragraph, Span(*match.span()))
                words = paragraph.text[match.start() : match.end()]
                yield finding("D09", path=context.path_of(paragraph), source=place, date=words)


def _is_day(year: int, month: int, date: int) -> bool:
    try:
        dt.date(year, month, date)
    except ValueError:
        return False
    return True


def without_year(context: CheckContext) -> Iterator[CheckFinding]:
    """D10: a day, month or quarter whose year has to be guessed."""
    for item in context.register.items:
        deadline = item.deadline
        if not deadline or item.recurrence or deadline.precision not in ("day", "month", "quarter"):
            continue
        if not re.search(r"(?:19|20)\d\d|nam nay|\bky tu\b|ke tu", fold(deadline.as_written)):
            yield about_item("D10", item, source=deadline.source, deadline=deadline.as_written)


def too_close(context: CheckContext) -> Iterator[CheckFinding]:
    """D11: due before the document can have arrived."""
    issued = context.register.directive.issued_on
    for item, deadline, due in _dated(context):
        if issued and item.recurrence is None and 0 <= (due - issued).days < _TOO_CLOSE:
            yield about_item("D11", item, source=deadline.source, due=day(due), days=(due - issued).days)


def period_not_named(context: CheckContext) -> Iterator[CheckFinding]:
    """D12: "periodically", without saying how often."""
    for item in context.register.items:
        if item.recurrence == "periodic":
            yield about_item("D12", item)


CHECKS: tuple[CheckFunction, ...] = (
    product_without_deadline,
    before_issue,
    list_of_passed_deadlines,
    vague,
    later_than_parent,
    two_readings,
    depends_on_something,
    after_own_period,
    on_a_weekend,
    no_such_day,
    without_year,
    too_close,
    period_not_named,
)
