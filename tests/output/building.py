"""A directive that was read, made by hand: every kind of fact, a repaired word and a doubtful one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from dondoc.reading.checks.findings import finding
from dondoc.reading.pipeline import ReadDirective
from dondoc.reading.register import (
    Citation,
    Coverage,
    Deadline,
    DeadlineReading,
    Directive,
    Indicator,
    Item,
    ProvisionRow,
    Register,
    Relation,
    Signature,
    Target,
)
from dondoc.reading.repair.result import Change, Reading, RepairedText
from dondoc.reading.source import Edit, OffsetMap, Place, SourceText, Span
from dondoc.reading.structure import structure

SOURCE = """So 12/KH-UBND
1. <Sở Nội vụ> chủ trì xây dựng Dé 4n vị trí việc làm & tiêu chuẩn;
thời gian hoàn thành trong quy Il năm 2021.

2. Tỷ lệ xã đạt chuẩn trên 80%, theo Nghị quyết số 10-NQ/TU ngày 06/3/2018.
"""
REPAIRS = (("So", "Số", 0.99), ("Dé", "Đề", 0.95), ("4n", "án", 0.9), ("quy Il", "quý II", 0.6))


def make_read() -> ReadDirective:
    """Give the whole of it."""
    repaired = _repaired()
    return ReadDirective(repaired.source, repaired, structure(repaired), _register(repaired.source))


def _repaired() -> RepairedText:
    source = SourceText.from_text(SOURCE, file_name="ke-hoach.txt")
    text, edits, changes, at = "", [], [], 0
    for seen, meant, confidence in REPAIRS:
        start = SOURCE.index(seen, at)
        text += SOURCE[at:start]
        before, after = Span(start, start + len(seen)), Span(len(text), len(text) + len(meant))
        other = (Reading("quý III", 0.3),) if confidence < 0.8 else ()
        edits.append(Edit(before, after))
        changes.append(Change(after, before, seen, meant, confidence, other))
        text, at = text + meant, before.end
    return RepairedText(source, text + SOURCE[at:], OffsetMap(tuple(edits)), tuple(changes), ("ocr",))


def _items(place: Callable[[str], Place], deadline: Deadline) -> tuple[Item, Item]:
    item = Item(
        id="item-1",
        path="1",
        title="Đề án vị trí việc làm & tiêu chuẩn",
        deliverable="scheme",
        lead_agency="Sở Nội vụ",
        cooperating_agencies=("Sở Tài chính", "các sở, ngành"),
        objective=None,
        measures="=HYPERLINK()",
        deadline=deadline,
        recurrence="yearly,5y",
        confidence=0.6,
        source=place(SOURCE.split("\n")[1] + "\n" + SOURCE.split("\n")[2]),
        alt_leads=("Sở Tư pháp",),
        lead_source=place("Sở Nội vụ"),
    )
    open_item = Item(
        id="item-2",
        path="2",
        title="+ Việc bắt đầu bằng dấu cộng",
        deliverable="task",
        lead_agency=None,
        cooperating_agencies=(),
        objective=None,
        measures=None,
        deadline=None,
        recurrence=None,
        confidence=1.0,
        source=place("2. Tỷ lệ"),
    )
    return item, open_item


def _register(source: SourceText) -> Register:
    def place(words: str) -> Place:
        start = SOURCE.index(words)
        return source.place(Span(start, start + len(words)))

    other = DeadlineReading("quý III năm 2021", dt.date(2021, 7, 1), dt.date(2021, 9, 30), 0.3)
    due = dt.date(2021, 6, 30)
    deadline = Deadline("quý II năm 2021", dt.date(2021, 4, 1), due, "quarter", (other,), place("quy Il năm 2021"))
    item, open_item = _items(place, deadline)
    indicator = Indicator(
        path="2",
        name="Tỷ lệ xã đạt chuẩn",
        unit="%",
        direction="up",
        comparator=">",
        baseline=61.5,
        baseline_year=2020,
        targets=(Target(80.0, 2025, "trên 80%"), Target((80.0, 1234.5), None, "80 - 1.234,5")),
        source=place("Tỷ lệ xã đạt chuẩn trên 80%"),
    )
    cited = Citation(
        "10-NQ/TU", "resolution", dt.date(2018, 3, 6), "Tỉnh ủy", "implements", "2", place("Nghị quyết số 10-NQ/TU")
    )
    values = {"deadline": "quý II", "due": "30/6/2021", "issued": "09/8/2021", "title": "Đề án"}
    found = finding("D02", path="1", source=deadline.source, subject="item-1", **values)
    general = finding("S06", path="", source=None, missing="người ký", missing_en="signatory")
    row = ProvisionRow("1", "1", "section", None, "…", None, "item", place("1. <Sở"))
    head = Directive(
        reference="12/KH-UBND",
        document_type="plan",
        subject="Cải cách hành chính <2021>",
        issued_by="Ủy ban nhân dân tỉnh",
        issued_on=dt.date(2021, 8, 9),
        place_of_issue="Hậu Giang",
        recipients=("Như Điều 3",),
        relations=(Relation("implements", "10-NQ/TU", dt.date(2018, 3, 6)),),
        signatures=(Signature("Tỉnh ủy", "2021-08-13T17:17:18+07:00", "ok", "untrusted"),),
    )
    counts = Coverage(3, (("heading", 1), ("item", 1), ("unaccounted", 1)))
    return Register(head, (row,), (item, open_item), (indicator,), (cited,), (found, general), counts)
