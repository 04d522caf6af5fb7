"""Builders for the tests of the checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from dondoc.reading.checks import run_checks
from dondoc.reading.checks.context import CheckContext
from dondoc.reading.extract.citations import find_citations
from dondoc.reading.register import (
    CheckFinding,
    Citation,
    Deadline,
    Directive,
    Indicator,
    Item,
    Place,
    Register,
    Target,
)
from dondoc.reading.repair.result import Change, RepairedText
from dondoc.reading.source import SourceText, Span
from dondoc.reading.structure import structure

ISSUED = dt.date(2021, 8, 9)
HEAD = Directive(
    reference="50-CTr/TU",
    document_type="programme",
    issued_by="Tỉnh ủy Hậu Giang",
    issued_on=ISSUED,
    signatory="Nghiêm Xuân Thành",
)
PLACE = Place(page=1, line_from=1, line_to=1, start=0, end=1, quote="x")


def make_item(title: str = "Đề án phát triển khu công nghiệp", **fields: Any) -> Item:
    """Give a work item that no check finds fault with, but for the fields given."""
    whole = {
        "id": "item-1",
        "path": "II/1",
        "title": title,
        "deliverable": "scheme",
        "lead_agency": "Sở Nội vụ",
        "cooperating_agencies": (),
        "objective": None,
        "measures": None,
        "deadline": make_deadline(),
        "recurrence": None,
        "confidence": 1.0,
        "source": PLACE,
    }
    return Item(**{**whole, **fields})


def make_deadline(
    words: str = "trong quý IV năm 2021", due: dt.date | None = dt.date(2021, 12, 31), **fields: Any
) -> Deadline:
    """Give a deadline, of a quarter unless told otherwise."""
    return Deadline(**{"as_written": words, "due_from": None, "due_on": due, "precision": "quarter", **fields})


def make_indicator(name: str = "Tỷ lệ xã nông thôn mới", **fields: Any) -> Indicator:
    """Give an indicator with one target, that no check finds fault with."""
    whole = {
        "path": "II/1",
        "name": name,
        "unit": "%",
        "direction": "up",
        "comparator": ">=",
        "baseline": None,
        "baseline_year": None,
        "targets": (Target(80.0, 2025, "trên 80%"),),
        "source": PLACE,
    }
    return Indicator(**{**whole, **fields})


def make_context(
    text: str = "",
    *,
    items: Iterable[Item] = (),
    indicators: Iterable[Indicator] = (),
    citations: Iterable[Citation] | None = None,
    head: Directive = HEAD,
    changes: tuple[Change, ...] = (),
    damage: tuple[str, ...] = ("none",),
) -> CheckContext:
    """Give a directive on its way through the checks: its text as it is, the facts as they are given."""
    repaired = RepairedText(SourceText.from_text(text), text, changes=changes, damage=damage)
    cut = structure(repaired)
    cited = find_citations(cut, repaired, head) if citations is None else tuple(citations)
    register = Register(head, items=tuple(items), indicators=tuple(indicators), citations=tuple(cited))
    return CheckContext(repaired, cut, register)


def found(code: str, text: str = "", **parts: Any) -> list[CheckFinding]:
    """Give the findings of one code."""
    return [each for each in run_checks(make_context(text, **parts)) if each.code == code]


def place_of(text: str, words: str) -> Place:
    """Give the place of words in a text of one line."""
    start = text.index(words)
    return SourceText.from_text(text).place(Span(start, start + len(words)))
