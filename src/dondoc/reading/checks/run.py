"""Run every check over one directive."""

from __future__ import annotations

from dondoc.reading.checks import citations, deadlines, head, laws, lead, periods, reading, structure, targets, wording
from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.kind import CheckFunction
from dondoc.reading.register import CheckFinding

CHECK_FUNCTIONS: tuple[CheckFunction, ...] = (
    *lead.CHECKS,
    *deadlines.CHECKS,
    *targets.CHECKS,
    *citations.CHECKS,
    *periods.CHECKS,
    *structure.CHECKS,
    *head.CHECKS,
    *laws.CHECKS,
    *wording.CHECKS,
    *reading.CHECKS,
)


def run_checks(context: CheckContext) -> tuple[CheckFinding, ...]:
    """Give what all checks find, in the order of the document, each finding once.

    Takes a directive whose register is complete but for its findings. Guarantees: the same input gives the same
    findings; each code is in the catalogue; nothing is raised for any text.
    """
    found = dict.fromkeys(each for check in CHECK_FUNCTIONS for each in check(context))
    return tuple(sorted(found, key=_order))


def _order(found: CheckFinding) -> tuple[int, str, str]:
    return (found.source.start if found.source else -1, found.code, found.subject or "")
