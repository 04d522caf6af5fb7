"""How items and agencies are judged: a stated scale, which an office may set in the rules of its programme.

The rule gives a grade from days and products alone; a person changes it only with evidence (`Evaluation`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dondoc.web.register.models import Programme
from dondoc.web.reviews.choices import Grade, Outcome

OF_ITEM = {
    Outcome.DONE_ON_TIME: Grade.GOOD,
    Outcome.DONE_LATE: Grade.FAIR,
    Outcome.OPEN_OVERDUE: Grade.POOR,
}


@dataclass(frozen=True, slots=True)
class Scale:
    """Shares of what was due, in percent, from which an agency's part counts as done well, and as done."""

    good_from: float = 90.0
    fair_from: float = 70.0

    @classmethod
    def of(cls, programme: Programme) -> Scale:
        """Read the scale of a programme: `review_scale` in its rules, else the usual one."""
        stated: dict[str, Any] = programme.rule_set.extra.get("review_scale", {})
        return cls(**{name: float(value) for name, value in stated.items() if name in {"good_from", "fair_from"}})

    def of_item(self, outcome: str) -> Grade:
        """Give the grade of an item: what is not due yet, merged or dropped is not judged."""
        return OF_ITEM.get(Outcome(outcome), Grade.UNKNOWN)

    def of_agency(self, on_time: int, done: int, overdue: int) -> Grade:
        """Give the grade of an agency's part, from the items that were due; without any it is not judged."""
        due = done + overdue
        if not due:
            return Grade.UNKNOWN
        if 100 * on_time / due >= self.good_from:
            return Grade.GOOD
        return Grade.FAIR if 100 * done / due >= self.fair_from else Grade.POOR
