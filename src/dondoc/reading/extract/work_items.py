"""Finds the work items of a directive, by the labelling guide: one walk over the tree, one rule a kind of provision.

rows of task tables                                  task_rows.py
a heading with blocks of who and when                blocks.py
a body at the head of a provision, its duties below  duties.py
a stage of a road map with its time                  stages.py
a heading with an objective, measures and a leader   headings.py
any other sentence that lays a duty on a body        duties.py
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from dondoc.reading.extract.blocks import block_drafts, is_block
from dondoc.reading.extract.cues import cue
from dondoc.reading.extract.drafts import Draft, Lead, finish
from dondoc.reading.extract.duties import (
    addressee,
    announces_tasks,
    duty_drafts,
    last_lead,
    opening_lead,
    sentence_drafts,
)
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.headings import has_aims, heading_drafts, is_leaf, is_sentence
from dondoc.reading.extract.outline import Node, as_tasks, outline, section_kind
from dondoc.reading.extract.stages import is_stage, stage_drafts
from dondoc.reading.extract.statements import find_statements
from dondoc.reading.extract.task_rows import row_drafts
from dondoc.reading.register import Directive, Item
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Span
from dondoc.reading.structure.model import Structure


def find_items(structure: Structure, repaired: RepairedText, head: Directive) -> tuple[Item, ...]:
    """Give the work items of a document in reading order, numbered "item-1", "item-2", ...

    Guarantees: each item's source, lead and deadline are places of the source text; titles are words of the
    document; time grows with the length of the text. A text that orders nothing gives no items.
    """
    issued_on = head.issued_on
    drafts = list(row_drafts(structure, issued_on=issued_on))
    lead: Lead | None = None
    announced = False
    for top in outline(structure):
        if top.provision.kind == "preamble":
            lead, announced = opening_lead(top, issued_on=issued_on) or lead, announces_tasks(top)
        drafts.extend(_visit(as_tasks(top) if announced else top, lead, issued_on))
    return finish(_once(drafts), repaired, issued_on=issued_on)


def _visit(node: Node, lead: Lead | None, issued_on: dt.date | None) -> Iterator[Draft]:
    """Give the items of a node and of all below it; `lead` is the body addressed above it."""
    if node.provision.kind == "other":
        return  # a footnote
    given = opening_lead(node, issued_on=issued_on) if node.section == "context" and node.children else None
    if given:  # "1. Về tình hình kinh tế - xã hội. Chính phủ yêu cầu các bộ, ngành:" heads orders
        yield from _below(_of_no_section(node), given, issued_on)
    elif node.section in {"context", "targets"}:
        yield from _below(node, None, issued_on)
    elif body := addressee(node):
        yield from duty_drafts(node, body, issued_on=issued_on, visit=_visit)
    elif is_block(node):
        yield from block_drafts(node, issued_on=issued_on)
    elif is_stage(node):
        yield from stage_drafts(node, lead, issued_on=issued_on)
        yield from _below(node, lead, issued_on)
    elif _is_task_heading(node, lead):
        yield from heading_drafts(node, lead, issued_on=issued_on)
    else:
        node = _without_title(node)
        yield from sentence_drafts(node, lead if node.section not in {"funding"} else None, issued_on=issued_on)
        yield from _below(node, last_lead(node, lead, issued_on=issued_on), issued_on)


def _of_no_section(node: Node) -> Node:
    return replace(node, section="", children=tuple(_of_no_section(child) for child in node.children))


_TITLED = re.compile(r"[^:.;]{5,60}:\s+(?=\S)")


def _without_title(node: Node) -> Node:
    """Give a node without the title before its sentence: "Chế độ báo cáo: Vào thứ Sáu, các chủ đầu tư báo cáo ..."."""
    titled = _TITLED.match(node.title)
    if not titled or not node.heading:
        return node
    rest = node.heading.part(Span(titled.end(), len(node.title)))
    opens = bool(cue("orders", "openings").match(fold(rest.text[:60])))
    first = next(iter(find_statements(rest, issued_on=None)), None) if opens else None
    return replace(node, heading=rest) if first and first.subject else node


def _below(node: Node, lead: Lead | None, issued_on: dt.date | None) -> Iterator[Draft]:
    for child in node.children:
        yield from _visit(child, lead, issued_on)


def _is_task_heading(node: Node, lead: Lead | None) -> bool:
    """A numbered heading of the part that lists tasks, or one with an objective and measures of its own."""
    numbered = node.provision.kind in {"section", "clause", "item", "point"} and bool(node.provision.label)
    numbered = numbered or (node.provision.kind == "bullet" and not node.path)  # nothing above it has a number
    if node.section != "tasks" or not numbered or cue("orders", "not_orders").match(fold(node.title[:60])):
        return False
    if node.provision.label.endswith(_ORDINAL) and not (lead or _stands_on_top(node) or _names_leader(node)):
        return False  # "Một là, ..." under a heading of its own tells what that heading means
    if cue("duties", "facts").match(fold(node.title[:60])):
        return False
    return has_aims(node) or (not section_kind(node.title) and not is_sentence(node) and is_leaf(node))


_ORDINAL = " là"


def _names_leader(node: Node) -> bool:
    """Tell whether a provision says who leads: "Một là, nâng cấp bệnh viện tỉnh. Sở Y tế chủ trì."."""
    return any(cue("orders", "leading").search(fold(words)) for words in (node.title, *(one.text for one in node.body)))


def _stands_on_top(node: Node) -> bool:
    return "/" not in (node.provision.parent or "")


def _once(drafts: list[Draft]) -> list[Draft]:
    """Drop a draft without words, or whose words are those of another: a sentence read under two rules is one item."""
    seen: set[tuple[int, int, int]] = set()
    kept = []
    for draft in drafts:
        key = (draft.title.paragraph.number, draft.title.start, draft.title.end)
        if key not in seen and any(letter.isalpha() for letter in draft.title.text):
            seen.add(key)
            kept.append(draft)
    return kept
