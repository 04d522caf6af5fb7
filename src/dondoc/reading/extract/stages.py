"""Work items from the stages of a road map: "Bước 1 (quý III/2025): Sở Y tế hoàn thiện ...; Sở Nội vụ tập huấn ..."."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.drafts import Draft, Lead, best_due
from dondoc.reading.extract.duties import piece_drafts
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.outline import Node, Piece
from dondoc.reading.extract.statements import find_statements
from dondoc.reading.source import Span

_STAGE = re.compile(
    r"\s*(?:buoc|giai doan|dot|pha|chang)\s+(?:\d{1,2}|[ivx]{1,4}|dau|cuoi)\s*"
    r"(?:\((?P<bracket>[^()]{4,60})\)|[,:-]\s*(?P<words>(?:tu|trong|truoc|den|quy|thang|nam)\s[^:;]{2,50}))?\s*:\s*(?=\S)"
)


def is_stage(node: Node) -> bool:
    """Tell whether a heading names a stage, and behind a colon a body and what it does in it."""
    rest = _behind_stage(node)
    return rest is not None and any(one.subject for one in find_statements(rest, issued_on=None))


def stage_drafts(node: Node, lead: Lead | None, *, issued_on: dt.date | None) -> Iterator[Draft]:
    """Give the duties of a stage; one without a time of its own is due by the time of the stage."""
    rest = _behind_stage(node)
    if rest is None or node.heading is None:
        return
    head = node.heading.part(Span(0, rest.start - node.heading.start))
    due = best_due(head, find_deadlines(head.text, issued_on=issued_on), field=True)
    for draft in piece_drafts(node, rest, lead, issued_on):
        yield replace(draft, due=draft.due or due)


def _behind_stage(node: Node) -> Piece | None:
    stage = _STAGE.match(fold(node.title[:200])) if node.heading else None
    return node.heading.part(Span(stage.end(), len(node.title))) if stage and node.heading else None
