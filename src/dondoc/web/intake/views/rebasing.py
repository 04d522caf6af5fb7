"""Two people at one form: what each changed himself stays his, what he left alone is as the other made it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from dondoc.web.intake.field_forms import form_of, plain_number
from dondoc.web.intake.selection import number_in
from dondoc.web.register.field_reviews import ReadThing

ROWS = {"cooperating": "cooperating", "targets": "targets"}  # kept in rows of their own, former ones in the review


def rebased(current: Any, sent: QueryDict, *, only: str) -> QueryDict:
    """Give what a person sent as a form of the thing as it is now; it can be saved without undoing the other's work."""
    data = sent.copy()
    data["version"] = str(current.version)
    seen = _seen(current, number_in(sent.get("version", "")))
    if seen is None:
        return data
    now: forms.Form = form_of(current, only=only)
    for name in set(now.fields) - set(_own_changes(seen, current, sent, only)) - {"version"}:
        _put(data, now[name])
    return data


def _seen(current: Any, version: int) -> ReadThing | None:
    """Give the thing as the person saw it; None where that is not known."""
    former = current.history.filter(version=version).order_by("-history_date", "-history_id").first()
    if former is None:
        return None
    thing: ReadThing = former.instance
    if not hasattr(current, "held_by"):
        thing.document = current.document  # type: ignore[union-attr]
    return thing


def _own_changes(seen: ReadThing, current: Any, sent: QueryDict, only: str) -> list[str]:
    form = form_of(seen, sent, only=only)
    for name in set(ROWS) & set(form.fields):
        said, before = current.field_reviews.get(name, {}), seen.field_reviews.get(name, {})
        if said != before and "before" in said:
            form.initial[name] = "\n".join(_line(one) for one in said["before"])
    return form.changed_data


def _line(row: Any) -> str:
    """Write a former row as the form does: an agency is a line, a target its year and numbers."""
    if isinstance(row, str):
        return row
    low, high, by, words = row
    numbers = "-".join(plain_number(one) for one in (low, high) if one is not None)
    return (f"{by}: " if by else "") + (numbers or f"| {words}")


def _put(data: QueryDict, field: forms.BoundField) -> None:
    """Put the present value of a field into what was sent, as a browser would send it."""
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        data.pop(field.html_name, None)
        if value:
            data[field.html_name] = "on"
        return
    shown = field.field.widget.format_value(value)
    data[field.html_name] = (shown[0] if shown else "") if isinstance(shown, list) else shown or ""
