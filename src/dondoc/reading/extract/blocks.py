"""Work items from blocks of who and when: "Cơ quan chủ trì: ...", "Thời gian thực hiện: ..." under a heading."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dondoc.reading.extract.agency_lists import split_agencies
from dondoc.reading.extract.cooperation import lead_and_helpers
from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.drafts import Draft, Lead, best_due, recurrence_in
from dondoc.reading.extract.fields import WHO_AND_WHEN, Field, find_fields, first_value, inline_fields
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.outline import Node, Piece
from dondoc.reading.extract.statements import find_statements
from dondoc.reading.extract.titles import title_span
from dondoc.reading.source import Span


@dataclass(frozen=True, slots=True)
class _Entry:
    """A paragraph or bullet under a heading: its words, the fields in it, and the node it is (None for plain text)."""

    piece: Piece
    fields: tuple[Field, ...]
    node: Node | None = None

    @property
    def is_block(self) -> bool:
        """Whether the piece says who or when."""
        return any(one.name in WHO_AND_WHEN for one in self.fields)


@dataclass(slots=True)
class _Block:
    """The title of a block and its fields, in the making."""

    title: Piece | None
    fields: list[Field] = field(default_factory=list)
    entries: list[_Entry] = field(default_factory=list)


def is_block(node: Node) -> bool:
    """Tell whether who-and-when fields stand directly under a heading."""
    if any(entry.is_block for entry in _entries(node)):
        return True
    return node.heading is not None and (len(_own_fields(node.heading)) > 1 or _leads_behind(node.heading))


def _leads_behind(heading: Piece) -> bool:
    """Tell whether a sentence behind a heading names but who leads: "Quy chế thưởng. Cơ quan chủ trì: Sở Nội vụ."."""
    fields = inline_fields(heading)
    if not fields or fields[0].name != "lead":
        return False
    before = heading.part(Span(0, fields[0].label.start - heading.start))
    ends = before.text.rstrip().endswith((".", ";"))
    return ends and not any(one.subject for one in find_statements(before, issued_on=None))


def block_drafts(node: Node, *, issued_on: dt.date | None) -> Iterator[Draft]:
    """Give the items of the blocks of a node: one a block; where the time field lists bodies and days, one for each."""
    for block in _blocks(node):
        listed = [draft for entry in block.entries for draft in _listed(entry, node, issued_on)]
        if listed:
            yield from listed
        elif block.title:
            yield _draft(node, block, issued_on)


def _own_fields(piece: Piece) -> list[Field]:
    return find_fields(piece) or inline_fields(piece)


def _entries(node: Node) -> list[_Entry]:
    entries = [_Entry(piece, tuple(find_fields(piece))) for piece in node.body]
    entries += [
        _Entry(child.heading, tuple(find_fields(child.heading)), child) for child in node.children if child.heading
    ]
    return sorted(entries, key=lambda entry: entry.piece.paragraph.number)


def _blocks(node: Node) -> list[_Block]:
    """Cut what stands under a heading into blocks: words after the fields of one block open the next."""
    entries = _entries(node)
    many = sum(any(one.name == "lead" and one is entry.fields[0] for one in entry.fields) for entry in entries) > 1
    blocks = [_Block(node.heading)]
    if node.heading and (own := inline_fields(node.heading)):
        blocks[0].fields.extend(own)
    heads = many or _announces_product(node, entries)
    for entry in entries:
        opens = heads and not entry.is_block and not entry.fields
        if opens and (blocks[-1].fields or blocks[-1].title is node.heading):
            blocks.append(_Block(entry.piece))
        blocks[-1].fields.extend(entry.fields)
        blocks[-1].entries.append(entry)
    return [block for block in blocks if any(one.name in WHO_AND_WHEN for one in block.fields)]


_PRODUCTS = re.compile(
    r"(?:de an|du an|chuong trinh|ke hoach|quy che|quy dinh|nghi (?:dinh|quyet)|thong tu|luat)(?!\w)"
)


def _announces_product(node: Node, entries: Sequence[_Entry]) -> bool:
    """Tell whether a heading but announces the product that the first dash below it names."""
    first = entries[0] if entries else None
    if first is None or first.fields or node.heading is None or not node.heading.text.rstrip().endswith(":"):
        return False
    return first.node is not None and _PRODUCTS.match(fold(first.piece.text)) is not None


def _listed(entry: _Entry, node: Node, issued_on: dt.date | None) -> Iterator[Draft]:
    """Read "Thời gian thực hiện:" with bodies and days of their own below it."""
    if not entry.node or not entry.node.children or first_value(entry.fields, "deadline") is None:
        return
    for child in entry.node.children:
        for statement in find_statements(child.heading, issued_on=issued_on) if child.heading else []:
            if statement.subject:
                piece = statement.piece
                times = tuple(one.span for one in statement.deadlines)
                yield Draft(
                    path=node.path,
                    title=piece.part(title_span(piece.text, statement.duty, times=times)),
                    source=piece.part(statement.span),
                    lead=Lead.of(statement.subject.names, piece.part(statement.subject.span)),
                    cooperating=tuple(one.name for one in statement.cooperating),
                    due=best_due(piece, statement.deadlines),
                    recurrence=recurrence_in(statement.deadlines, ""),
                )


def _draft(node: Node, block: _Block, issued_on: dt.date | None) -> Draft:
    title = block.title
    assert title is not None  # noqa: S101
    lead, cooperating = _who(block.fields, issued_on)
    lead = lead or _told_by(title, issued_on)
    when = first_value(block.fields, "deadline")
    found = find_deadlines(when.text, issued_on=issued_on) if when else []
    product = first_value(block.fields, "product")
    return Draft(
        path=node.path,
        title=title.part(_heading_span(title)),
        source=Piece(title.paragraph, title.start, title.end),
        lead=lead,
        cooperating=cooperating,
        due=best_due(when, found, field=True) if when else None,
        recurrence=recurrence_in(found, when.text) if when else None,
        objective=_words(block.fields, "objective"),
        measures=_words(block.fields, "measures") or _words(block.fields, "content"),
        product=product.text if product else None,
    )


def _told_by(title: Piece, issued_on: dt.date | None) -> Lead | None:
    """Give the body that the heading itself begins with: "Bộ Y tế tổng hợp kết quả" over "Thời gian: ..."."""
    subject = next((one.subject for one in find_statements(title, issued_on=issued_on)), None)
    return Lead.of(subject.names, title.part(subject.span)) if subject and not subject.span.start else None


def _heading_span(title: Piece) -> Span:
    """The heading up to its first field, without the bracket that opens it."""
    fields = inline_fields(title)
    end = fields[0].label.start - title.start if fields else len(title.text)
    return title_span(title.text, Span(0, len(title.text[:end].rstrip(" (;,:.-"))))


def _words(fields: Sequence[Field], name: str) -> str | None:
    value = first_value(fields, name)
    return " ".join(value.text.split()) or None if value else None


def _who(fields: Sequence[Field], issued_on: dt.date | None) -> tuple[Lead | None, tuple[str, ...]]:
    value = first_value(fields, "lead")
    others = first_value(fields, "cooperating")
    named = tuple(one.name for one in split_agencies(others.text)) if others else ()
    if value is None:
        return None, named
    if parted := lead_and_helpers(value.text):
        leaders = value.part(parted[0])
        return Lead.of(split_agencies(leaders.text), leaders), named or tuple(one.name for one in parted[1])
    statement = next((one for one in find_statements(value, issued_on=issued_on) if one.subject), None)
    if statement and statement.subject:
        helpers = named or tuple(one.name for one in statement.cooperating)
        return Lead.of(statement.subject.names, value.part(statement.subject.span)), helpers
    return Lead.of(split_agencies(value.text), value), named
