"""Work items from numbered headings of the part that lists tasks; objective and measures are kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dondoc.reading.extract.blocks import is_block
from dondoc.reading.extract.cooperation import read_cooperation
from dondoc.reading.extract.cues import cue
from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.drafts import Draft, Due, Lead, best_due, recurrence_in
from dondoc.reading.extract.duties import addressee, piece_drafts, statement_draft
from dondoc.reading.extract.fields import Field, find_fields, split_at_aims
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.heading_parts import before_body, is_light, run_in, told_in_bracket, unwrapped
from dondoc.reading.extract.laid_on import is_title
from dondoc.reading.extract.no_duties import is_no_duty
from dondoc.reading.extract.outline import Node, Piece
from dondoc.reading.extract.statements import Statement, find_statements
from dondoc.reading.extract.titles import names_document, title_span
from dondoc.reading.source import Span


def is_sentence(node: Node) -> bool:
    """Tell whether a heading is a sentence that lays a duty on a body ("c) Văn phòng Chính phủ chủ trì ...")."""
    statements = find_statements(node.heading, issued_on=None) if node.heading else []
    if len(statements) > 1 and statements[1].ordered and is_no_duty(statements[0]):
        return True  # "Thống nhất đề xuất của Sở Y tế. Giao Sở Tài chính ..."
    if not statements or not statements[0].subject:
        return False
    titled = before_body(node.title)
    return not titled or not (is_light(statements[0]) or is_title(fold(titled.group())))


def is_leaf(node: Node) -> bool:
    """Tell whether a heading is a task itself, not the head of tasks below it.

    It is, where it has an objective or measures of its own, or nothing but bullets and letters below it that name no
    body, time or block of their own.
    """
    if has_aims(node):
        return True
    tasks = [child for child in node.children if _is_task(child)]
    if _have_days_each(node.children):
        return False
    return not tasks or _are_asides(tasks, node)


_FEWEST_DATED = 2


def _have_days_each(children: Sequence[Node]) -> bool:
    """Tell whether lettered points are products with days of their own: two of them at least, and most."""
    points = [child for child in children if child.provision.kind == "point" and child.heading]
    dated = [child for child in points if child.heading and _has_own_day(child.heading)]
    return len(dated) >= _FEWEST_DATED and 2 * len(dated) > len(points)


def _has_own_day(piece: Piece) -> bool:
    found = find_deadlines(piece.text, issued_on=None)
    return any(one.bound and (one.due_on or one.precision == "day") and one.precision != "year" for one in found)


def _are_asides(tasks: Sequence[Node], node: Node) -> bool:
    """Tell whether the tasks below a heading are but some of its bullets: most of them are its measures."""
    bullets = all(child.provision.kind == "bullet" and not child.children for child in node.children)
    return bullets and 2 * len(tasks) <= len(node.children)


def has_aims(node: Node) -> bool:
    """Tell whether a provision names its objective or its measures ("Mục tiêu: ...")."""
    if node.heading and split_at_aims(node.heading)[1]:
        return True
    return any(field.name in {"objective", "measures"} for piece in node.body for field in find_fields(piece))


def _is_task(child: Node) -> bool:
    if child.provision.kind in {"section", "clause", "item", "heading", "article"}:
        return True
    if is_block(child) or addressee(child) or has_aims(child):
        return True
    if child.provision.kind == "point" and any(_is_task(below) for below in child.children):
        return True
    if child.provision.kind == "point" and child.heading and told_in_bracket(child.heading, None)[1]:
        return True
    pieces = [*([child.heading] if child.heading else []), *child.body]
    return any(_lays_duty(statement) for piece in pieces for statement in find_statements(piece, issued_on=None))


def _lays_duty(statement: Statement) -> bool:
    return statement.subject is not None and (
        statement.strong or statement.ordered or any(one.due_on and one.bound for one in statement.deadlines)
    )


def heading_drafts(node: Node, lead: Lead | None, *, issued_on: dt.date | None) -> Iterator[Draft]:
    """Give the item of a heading, and those that its words lay on further bodies or days."""
    if node.heading is None or cue("duties", "closing").search(fold(node.title[:200])) or names_document(node.title):
        return
    title, aims_in_heading = split_at_aims(node.heading)
    title, told = told_in_bracket(title, issued_on)
    title, rest = run_in(title)
    body = [*([aims_in_heading] if aims_in_heading else []), *node.body]
    fields = [field for piece in body for field in find_fields(piece)]
    plain = [*([rest] if rest else []), *(unwrapped(piece) for piece in body if not find_fields(piece))]
    aims = any(field.name in {"objective", "measures"} for field in fields)
    statements = [
        one
        for piece in plain
        for one in find_statements(piece, issued_on=issued_on)
        if _counts(one, aims=aims, runs_in=piece is rest)
    ]
    if announced := _announced(node, statements):
        yield from _products(node, announced, issued_on)
        return
    item = replace(_item(node, title, fields, lead, issued_on), **told)
    if len(statements) > 1 and not aims and not (statements[0].piece is rest and is_light(statements[0])):
        yield from _each(node, statements, lead)
    else:
        yield from _with_statements(node, item, statements)
    yield from _own_products(node, fields, issued_on)
    for child in node.children:
        if child.heading and not aims and _is_task(child):
            for draft in piece_drafts(child, child.heading, lead, issued_on):
                yield replace(draft, optional=True)


def _counts(statement: Statement, *, aims: bool, runs_in: bool) -> bool:
    """Tell whether a statement names the heading's leader or day: among objective and measures only clear words do."""
    if runs_in and statement.subject:
        return True
    has_day = any(one.bound and (one.due_on or one.precision == "open") for one in statement.deadlines)
    if statement.subject is None:
        return has_day and not aims
    return (
        statement.strong if aims else statement.strong or has_day or statement.ordered or not statement.subject.is_class
    )


def _announced(node: Node, statements: list[Statement]) -> Statement | None:
    """Give the statement that lays the numbered products below on a body: "Ban Tổ chức chủ trì tham mưu xây dựng:"."""
    if not statements or not node.children:
        return None
    last = statements[-1]
    ends = last.piece.text.rstrip().endswith(":") and last.span.end >= len(last.piece.text.rstrip())
    return last if ends and last.subject else None


def _products(node: Node, announced: Statement, issued_on: dt.date | None) -> Iterator[Draft]:
    lead = _lead(announced)
    after = announced.piece.paragraph.number
    for child in node.children:
        if child.heading and child.heading.paragraph.number > after:
            yield from piece_drafts(child, child.heading, lead, issued_on)


def _lead(statement: Statement) -> Lead | None:
    if statement.subject is None:
        return None
    return Lead.of(statement.subject.names, statement.piece.part(statement.subject.span))


# "Công khai kết quả hằng quý" comes back; "ngân sách hằng năm" and "đào tạo thường xuyên" only tell what it is of.
_OFTEN = re.compile(r"(?:daily|weekly|monthly|quarterly|half-yearly)")


def _item(node: Node, title: Piece, fields: list[Field], lead: Lead | None, issued_on: dt.date | None) -> Draft:
    found = find_deadlines(title.text, issued_on=issued_on)
    bound = [one for one in found if one.bound]
    span = title_span(
        title.text,
        Span(0, len(title.text)),
        times=tuple(one.span for one in bound if one.due_on or one.precision == "open"),
    )
    return Draft(
        path=node.path,
        title=title.part(span),
        source=title,
        lead=lead,
        cooperating=_helpers(title, lead),
        due=best_due(title, found),
        recurrence=recurrence_in([one for one in found if one.bound or _OFTEN.fullmatch(one.recurrence or "")], ""),
        objective=_joined(fields, "objective"),
        measures=_joined(fields, "measures") or _bullets(node),
    )


def _helpers(title: Piece, lead: Lead | None) -> tuple[str, ...]:
    """Give those a heading names ("Phối hợp với Công an tỉnh kiểm tra ..."), or who help in all that stands below."""
    named = read_cooperation(title.text, fold(title.text), 0, len(title.text)).names
    return tuple(one.name for one in named) or (lead.helpers if lead else ())


def _joined(fields: list[Field], name: str) -> str | None:
    return " ".join(" ".join(field.value.text.split()) for field in fields if field.name == name) or None


def _bullets(node: Node) -> str | None:
    words = [" ".join(child.title.split()) for child in node.children if child.title]
    return "\n".join(words) or None


def _with_statements(node: Node, item: Draft, statements: list[Statement]) -> Iterator[Draft]:
    """Give the heading the body and day of its first statement; further bodies and days are items of their own."""
    subjects = [one for one in statements if one.subject]
    if not statements:
        yield item
        return
    first = (subjects or statements)[0]
    if _is_whole_sentence(item, first):
        yield item
        yield from _each(node, statements, item.lead)
        return
    parts = _parted(item, len(subjects))
    made = _merged(replace(item, title=parts[0]), first)
    steps = [one for one in statements if one is not first and is_light(one) and _is_titled(item, one)]
    made = replace(made, due=next((due for due in map(_due, reversed(steps)) if due), made.due))
    yield made
    for at, other in enumerate(one for one in statements if one is not first and one not in steps):
        draft = statement_draft(node, other, _lead(other) or made.lead)
        title = parts[at + 1] if at + 1 < len(parts) and other.subject else None
        yield replace(draft, title=title or draft.title)


def _is_titled(item: Draft, statement: Statement) -> bool:
    """Tell whether a statement stands behind the colon of the item's title, of whose work it is a step."""
    return statement.piece.paragraph is item.source.paragraph and item.source.text.rstrip().endswith(":")


def _due(statement: Statement) -> Due | None:
    return best_due(statement.piece, statement.deadlines)


_FEWEST_WORDS = 6


def _is_whole_sentence(item: Draft, statement: Statement) -> bool:
    """Tell whether a heading is a sentence of its own, to which a duty in the next paragraph adds nothing."""
    heading = item.source.text.rstrip()
    apart = statement.piece.paragraph.number != item.source.paragraph.number
    return apart and item.objective is None and heading.endswith(".") and len(heading.split()) >= _FEWEST_WORDS


def _each(node: Node, statements: list[Statement], lead: Lead | None) -> Iterator[Draft]:
    """Give each statement as an item: a heading over several bodies or days is no item itself."""
    for statement in statements:
        lead = _lead(statement) or lead
        yield statement_draft(node, statement, lead)


def _parted(item: Draft, count: int) -> list[Piece]:
    """Part a heading that names several products by its semicolons where as many bodies lead them."""
    text = item.title.text
    cuts = [match.start() for match in re.finditer(";", text)]
    if count < 2 or len(cuts) + 1 != count:
        return [item.title]
    ends = [*cuts, len(text)]
    starts = [0, *(cut + 1 for cut in cuts)]
    return [item.title.part(title_span(text, Span(start, end))) for start, end in zip(starts, ends, strict=True)]


def _merged(item: Draft, statement: Statement) -> Draft:
    due = _due(statement)
    return replace(
        item,
        lead=_lead(statement) or item.lead,
        cooperating=tuple(one.name for one in statement.cooperating) or (() if statement.subject else item.cooperating),
        due=due or item.due,
        recurrence=item.recurrence or recurrence_in(statement.deadlines, ""),
        source=item.source if statement.subject is None else statement.piece.part(_line(statement)),
    )


def _line(statement: Statement) -> Span:
    text = statement.piece.text
    words = statement.span.of(text)
    left = len(words) - len(words.lstrip())
    return Span(statement.span.start + left, statement.span.start + max(left, len(words.rstrip())))


def _own_products(node: Node, fields: list[Field], issued_on: dt.date | None) -> Iterator[Draft]:
    """Give the products that measures name with a day of their own: "Nghị quyết ... (hoàn thành trong quý IV)"."""
    for field in fields:
        if field.name != "measures":
            continue
        for statement in find_statements(field.value, issued_on=issued_on):
            dated = [one for one in statement.deadlines if one.bound and one.due_on and one.precision != "year"]
            if dated and cue("deliverables", "resolution").search(fold(statement.duty.of(field.value.text))):
                yield replace(statement_draft(node, statement, _lead(statement)), optional=True)
