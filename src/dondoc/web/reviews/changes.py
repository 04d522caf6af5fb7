"""What changed between two editions of a review, so that a person can check each difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dondoc.web.reviews.choices import Outcome
from dondoc.web.reviews.figures import Figures

Change = dict[str, Any]
OF_ITEM = ("outcome", "due", "done", "lead", "grade", "title")
OF_INDICATOR = ("actual", "status", "baseline", "targets")


def changes_between(before: Figures, after: Figures) -> list[Change]:
    """Give each count, item, indicator and text that differs: what it was, what it is, and the rows behind it."""
    return [
        *_counts(before, after),
        *_rows("item", before.items, after.items, OF_ITEM),
        *_rows("indicator", before.indicators, after.indicators, OF_INDICATOR),
        *_texts(before, after),
    ]


def _counts(before: Figures, after: Figures) -> Iterator[Change]:
    for outcome in Outcome:
        old, new = before.counts.rows.get(outcome, []), after.counts.rows.get(outcome, [])
        if set(old) != set(new):
            moved = sorted(set(old) ^ set(new))
            yield {"what": "count", "name": outcome.value, "was": len(old), "is": len(new), "rows": moved}


def _rows(
    what: str, before: list[dict[str, Any]], after: list[dict[str, Any]], fields: tuple[str, ...]
) -> Iterator[Change]:
    old, new = {one["pk"]: one for one in before}, {one["pk"]: one for one in after}
    for pk in [*old, *(pk for pk in new if pk not in old)]:
        was, now = old.get(pk), new.get(pk)
        name = (now or was or {}).get("title") or (now or was or {}).get("name", "")
        if was is None or now is None:
            yield {"what": what, "name": name, "field": "", "was": was is not None, "is": now is not None, "rows": [pk]}
            continue
        for field in fields:
            if was.get(field) != now.get(field):
                yield _change(what, name, field, was.get(field), now.get(field), pk)


def _change(what: str, name: str, field: str, was: Any, now: Any, pk: int) -> Change:
    return {"what": what, "name": name, "field": field, "was": was, "is": now, "rows": [pk]}


def _texts(before: Figures, after: Figures) -> Iterator[Change]:
    old = {(one["section"], one["agency"]): one["text"] for one in before.data["narratives"]}
    new = {(one["section"], one["agency"]): one["text"] for one in after.data["narratives"]}
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key):
            section, agency = key
            yield {
                "what": "text",
                "name": section,
                "field": agency,
                "was": old.get(key),
                "is": new.get(key),
                "rows": [],
            }
