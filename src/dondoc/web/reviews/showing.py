"""The figures of a review as its page shows them: counts that lead to their rows, rates, comparison, parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.web.dashboard.formats import day_text, number_text
from dondoc.web.reviews.choices import CLOSED, Grade, Outcome, Section
from dondoc.web.reviews.figures import STANDING, Figures

ASIDE: dict[str, str | Promise] = {
    "extended": _("Được gia hạn"),
    "never_started": _("Chưa triển khai"),
    "undated": _("Chưa có hạn hoặc thường xuyên"),
}
RATES: dict[str, str | Promise] = {
    "on_time": _("Đúng hạn / đã hoàn thành"),
    "done_of_due": _("Hoàn thành / đến hạn"),
    "done_of_all": _("Hoàn thành / đang theo dõi"),
}
FIELDS: dict[str, str | Promise] = {
    "outcome": _("kết quả"),
    "due": _("hạn"),
    "done": _("ngày hoàn thành"),
    "lead": _("cơ quan chủ trì"),
    "grade": _("đánh giá"),
    "title": _("tên"),
    "actual": _("thực hiện"),
    "status": _("đánh giá"),
    "baseline": _("gốc"),
    "targets": _("mục tiêu"),
}
MARK_OF = {Outcome.MERGED: "no_deadline", Outcome.DROPPED: "no_deadline"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A count with its name, its words and the mark it is drawn with; `was` is what the review before said."""

    name: str
    words: str | Promise
    count: int
    was: int | None = None

    @property
    def mark(self) -> str:
        return MARK_OF.get(Outcome(self.name), self.name)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report that people write, with what is written."""

    name: str
    words: str | Promise
    lines: list[dict[str, Any]]


def outcomes_of(figures: Figures) -> list[Shown]:
    """Give all outcomes, also those of nothing."""
    before = figures.previous
    return [
        Shown(one.value, one.label, figures.counts.of(one), before.counts.of(one) if before else None)
        for one in Outcome
    ]


def aside_of(figures: Figures) -> list[tuple[str, str | Promise, int]]:
    """Give the counts that cut across the outcomes."""
    return [(name, words, len(figures.rows(name))) for name, words in ASIDE.items()]


def rates_of(figures: Figures) -> list[tuple[str | Promise, int, int]]:
    return [(RATES[name], part, whole) for name, part, whole in figures.rates()]


def items_asked(figures: Figures, asked: str) -> list[dict[str, Any]]:
    """Give the rows behind a count, or all rows."""
    if asked in Outcome.values:
        wanted: Iterable[int] = figures.counts.rows.get(asked, [])
    elif asked in ASIDE:
        wanted = figures.rows(asked)
    else:
        return figures.items
    numbers = set(wanted)
    return [one for one in figures.items if one["pk"] in numbers]


def agencies_shown(figures: Figures) -> list[dict[str, Any]]:
    """Give each agency's part with its counts in the order of the outcomes."""
    return [
        {
            **one,
            "cells": [len(one["counts"].get(outcome, [])) for outcome in Outcome if outcome not in CLOSED],
            "closed": sum(len(one["counts"].get(outcome, [])) for outcome in CLOSED),
            "total": sum(map(len, one["counts"].values())),
            "grade_words": Grade(one["grade"]).label,
        }
        for one in figures.agencies
    ]


def parts_of(figures: Figures) -> list[Part]:
    return [Part(one.value, one.label, figures.narratives(one)) for one in Section]


def changes_shown(changes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give what changed between two editions, in words; `rows` leads to the items behind a changed count."""
    return [
        {"words": _change_words(one), "old": _value(one, "was"), "new": _value(one, "is"), "rows": one["rows"]}
        for one in changes
    ]


def _change_words(one: dict[str, Any]) -> str:
    if one["what"] == "count":
        return gettext("Số nhiệm vụ: %(name)s") % {"name": Outcome(one["name"]).label}
    if one["what"] == "text":
        section = str(Section(one["name"]).label)
        return f"{section} ({one['field']})" if one["field"] else section
    field = FIELDS.get(one["field"])
    return f"{one['name']}: {field}" if field else str(one["name"])


def _value(one: dict[str, Any], side: str) -> str:
    value = one[side]
    if one["what"] == "text":
        return str(value or "")
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không có")
    field = one.get("field", "")
    if field == "outcome":
        return str(Outcome(value).label)
    if field == "grade":
        return str(Grade(value).label)
    if field in {"due", "done"}:
        return day_text(dt.date.fromisoformat(value)) if value else ""
    return number_text(value) if isinstance(value, int | float) else str(value or "")


def item_shown(one: dict[str, Any]) -> dict[str, Any]:
    """Give a row with its words and its mark."""
    outcome = Outcome(one["outcome"])
    return {
        **one,
        "as_written": gettext("thường xuyên") if one["as_written"] == STANDING else one["as_written"],
        "mark": MARK_OF.get(outcome, outcome.value),
        "words": outcome.label,
        "grade_words": Grade(one["grade"]).label,
    }
