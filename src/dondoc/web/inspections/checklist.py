"""The checklist of an inspection, from the register: a question for each item of the agency, then the general ones."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dondoc.output.words import day as day_words
from dondoc.web.inspections.models import Inspection
from dondoc.web.register.models import WorkItem


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Give the questions that inspectors ask."""
    return tomllib.loads(files(__package__).joinpath("checklist.toml").read_text(encoding="utf-8"))


def questions_for(inspection: Inspection, on: dt.date) -> list[tuple[WorkItem | None, str]]:
    """Give the questions of an inspection as of a day, overdue items first; without an item: the general ones."""
    items = WorkItem.objects.of_programme(inspection.programme).in_force(on).top_level().led_by(inspection.agency)
    rows = list(items.with_cell(on).in_order())
    rows.sort(key=lambda item: item.cell != "open_overdue")  # type: ignore[attr-defined]
    asked: list[tuple[WorkItem | None, str]] = [(item, question_about(item)) for item in rows]
    return asked + [(None, str(row["question"])) for row in words()["general"]]


def question_about(item: WorkItem) -> str:
    """Give the question about an item that is annotated with its cell."""
    due: dt.date | None = getattr(item, "due_then", item.due_on)
    open_without_day = due is None and item.completed_on is None
    kind = "undated" if open_without_day else str(getattr(item, "cell", "") or "undated")
    return str(words()["items"][kind]).format(title=item.title, due=day_words(due) if due else "không ấn định")
