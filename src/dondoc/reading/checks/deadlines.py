"""D: deadlines that are missing, impossible, vague or at odds with one another."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import about_item, finding, short
from dondoc.reading.checks.issue import issue_of
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
    """D01: a product that never falls due; one whose deadline is vague or impossible is told as such, not here."""
    vaguely = {told.subject for told in vague(context)}
    impossible = {told.path for told in no_such_day(context)}
    for item in context.register.items:
        undated = item.deadline is None and item.recurrence is None and not item.optional
        if undated and is_product(item) and item.id not in vaguely and item.path not in impossible:
            yield about_item("D01", item)


def before_issue(context: CheckContext) -> Iterator[CheckFinding]:
    """D02: the last day of a deadline lies before the document was issued."""
    issued = issue_of(context)
    for part, passed in _passed(context).items():
        for item, deadline, due in passed if issued and not _is_review(context, part, len(passed)) else ():
            values = {"deadline": deadline.as_written, "due": day(due), "issued": issued.as_said if issued else ""}
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
    issued = issue_of(context)
    passed: dict[str, list[_Dated]] = defaultdict(list)
    for item, deadline, due in _dated(context):
        if issued and due < issued.first:
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
    r"|\btrong thoi gian (?:toi|som nhat|ngan nhat)\b|\b(?:hoan thanh|ban hanh|trinh) som\b"
)
_OF_OTHERS = re.compile(r"\b(?:cho|giup)\s[^,;.]{0,80}$")  # "tạo điều kiện cho các nhà máy sớm hoàn thành"


def vague(context: CheckContext) -> Iterator[CheckFinding]:
    """D03: words in place of a deadline that name no day ("sớm", "trong thời gian tới")."""
    for item in context.register.items:
        if item.deadline and item.deadline.due_on is None and _VAGUE.search(fold(item.deadline.as_written)):
            yield about_item("D03", item, source=item.deadline.source, deadline=item.deadline.as_written)
        elif item.deadline is None and item.recurrence is None and (words := _soon(fold(item.title))):
            yield about_item("D03", item, deadline=words.of(item.title))


def _soon(title: str) -> Span | None:
    """Give the words of a folded title that ask for haste instead of naming a day."""
    found = _SOON.search(title)
    return Span(*found.span()) if found and not _OF_OTHERS.search(title[: found.start()]) else None


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


_NO_MONTH = re.compile(r"(?<!\d )(?<!\d)thang\s+(?:1[3-9]|[2-9]\d|00?)\s*(?:/|nam\s)\s*(?:19|20)\d\d\b")
_NO_QUARTER = re.compile(r"\bquy\s+(?:[5-9]|0|v|vi{1,3}|ix|x)\s*(?:/|nam\s)\s*(?:19|20)\d\d\b")


def no_such_day(context: CheckContext) -> Iterator[CheckFinding]:
    """D09: a day, a month or a quarter that is not in the calendar."""
    for paragraph in context.body:
        for span in _impossible(fold(paragraph.text)):
            place = context.place(paragraph, span)
            yield finding("D09", path=context.path_of(paragraph), source=place, date=span.of(paragraph.text))


def _impossible(folded: str) -> Iterator[Span]:
    for match in (*_DAY.finditer(folded), *_LONG_DAY.finditer(folded)):
        date, month, year = map(int, match.groups())
        if not _is_day(year, month, date):
            yield Span(*match.span())
    for match in (*_NO_MONTH.finditer(folded), *_NO_QUARTER.finditer(folded)):
        yield Span(*match.span())


def _is_day(year: int, month: int, date: int) -> bool:
    try:
        dt.date(year, month, date)
    except ValueError:
        return False
    return True


def without_year(context: CheckContext) -> Iterator[CheckFinding]:
    """D10: a day, month or quarter whose year has to be guessed."""
    subject = fold(context.register.directive.subject or "")
    if len(set(re.findall(r"\b(?:19|20)\d\d\b", subject))) == 1 and "den nam" not in subject:
        return  # a document of one year
    for item in context.register.items:
        deadline = item.deadline
        if not deadline or item.recurrence or deadline.precision not in ("day", "month", "quarter"):
            continue
        if (
            not _YEAR_TOLD.search(fold(deadline.as_written))
            and not _EACH_YEAR.search(fold(item.title))
            and not _is_near(context, deadline)
        ):
            yield about_item("D10", item, source=deadline.source, deadline=deadline.as_written)


_YEAR_TOLD = re.compile(
    r"(?:19|20)\d\d|nam nay|\bky tu\b|ke tu"
    r"|\b(?:giap|at|binh|dinh|mau|ky|canh|tan|nham|quy) (?:ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi)\b"
)
_EACH_YEAR = re.compile(r"\b(?:(?:hang|moi) (?:nam|quy|thang)|6 thang|ca nam)\b")
_NEAR = 90  # days within which nobody asks which year is meant


def _is_near(context: CheckContext, deadline: Deadline) -> bool:
    issued, due = context.register.directive.issued_on, deadline.due_on
    of_years = last_year(context.register.directive.subject or "")
    return bool(issued and due and not of_years and issued.year == due.year and 0 <= (due - issued).days <= _NEAR)


def too_close(context: CheckContext) -> Iterator[CheckFinding]:
    """D11: due before the document can have arrived; an official dispatch (công điện) is sent and read at once."""
    issued = context.register.directive.issued_on
    if context.register.directive.document_type == "dispatch":
        return
    for item, deadline, due in _dated(context):
        if issued and item.recurrence is None and 0 <= (due - issued).days < _TOO_CLOSE:
            yield about_item("D11", item, source=deadline.source, due=day(due), days=(due - issued).days)


_REPORTS_ALWAYS = re.compile(r"\bthuong xuyen bao cao\b")


def period_not_named(context: CheckContext) -> Iterator[CheckFinding]:
    """D12: "periodically" or "regularly", without saying how often a report is due."""
    for item in context.register.items:
        always = item.recurrence == "continuous" and _REPORTS_ALWAYS.search(fold(item.title))
        if item.recurrence == "periodic" or always:
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
