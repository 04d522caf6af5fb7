"""Work items from the stages of a road map: "Bước 1 (quý III/2025): Sở Y tế hoàn thiện ...; Sở Nội vụ tập huấn ..."."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.drafts import Draft, Lead, best_due
from dondoc.reading.extract.duties import statement_draft
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.no_duties import is_no_duty
from dondoc.reading.extract.outline import Node, Piece
from dondoc.reading.extract.statements import find_statements
from dondoc.reading.source import Span

_WHEN = r"(?:\([^()]{4,60}\)|[,:-]\s*(?:tu|trong|truoc|den|quy|thang|nam)\s[^:;]{2,50})?\s*:\s*(?=\S)"
_NAMED = r"(?:buoc|giai doan|dot|pha|chang)"
_STAGE = re.compile(rf"\s*{_NAMED}\s+(?:\d{{1,2}}|[ivx]{{1,4}}|[a-z][a-z ,-]{{2,50}}?)\s*{_WHEN}")
_AFTER_LABEL = re.compile(rf"\s*{_WHEN}")
_LABEL = re.compile(rf"{_NAMED}\s")


def is_stage(node: Node) -> bool:
    """Tell whether a heading names a stage, and behind a colon what a body does in it, or its time and what is done."""
    rest = _behind_stage(node)
    if rest is None or node.heading is None:
        return False
    timed = bool(find_deadlines(node.title[: rest.start - node.heading.start], issued_on=None))
    return timed or any(one.subject for one in find_statements(rest, issued_on=None))


def stage_drafts(node: Node, lead: Lead | None, *, issued_on: dt.date | None) -> Iterator[Draft]:
    """Give the duties of a stage; one without a time of its own is due by the time of the stage."""
    rest = _behind_stage(node)
    if rest is None or node.heading is None:
        return
    head = node.heading.part(Span(0, rest.start - node.heading.start))
    due = best_due(head, find_deadlines(head.text, issued_on=issued_on), field=True)
    for statement in find_statements(rest, issued_on=issued_on):
        if statement.subject:
            lead = Lead.of(statement.subject.names, rest.part(statement.subject.span))
        if (lead or node.section == "tasks") and not is_no_duty(statement):
            draft = statement_draft(node, statement, lead)
            yield replace(draft, due=draft.due or due)


def _behind_stage(node: Node) -> Piece | None:
    """Give the words behind the name and time of a stage, which its label may name: "Bước 1 (quý I): ..."."""
    if node.heading is None:
        return None
    labelled = _LABEL.match(fold(node.provision.label))
    stage = (_AFTER_LABEL if labelled else _STAGE).match(fold(node.title[:200]))
    return node.heading.part(Span(stage.end(), len(node.title))) if stage else None
