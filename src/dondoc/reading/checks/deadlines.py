"""D: deadlines that are missing, impossible, vague or at odds with one another."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import about_item
from dondoc.reading.checks.writing import day
from dondoc.reading.register import CheckFinding


def product_without_deadline(context: CheckContext) -> Iterator[CheckFinding]:
    """D01: a product that never falls due."""
    for item in context.register.items:
        if item.deadline is None and item.recurrence is None and item.deliverable != "task" and not item.optional:
            yield about_item("D01", item)


def before_issue(context: CheckContext) -> Iterator[CheckFinding]:
    """D02: the last day of a deadline lies before the document was issued."""
    issued = context.register.directive.issued_on
    for item in context.register.items:
        deadline = item.deadline
        if issued and deadline and deadline.due_on and deadline.due_on < issued:
            yield about_item(
                "D02",
                item,
                source=deadline.source,
                deadline=deadline.as_written,
                due=day(deadline.due_on),
                issued=day(issued),
            )


CHECKS = (product_without_deadline, before_issue)
