"""Work items from the rows of task tables: one row, one item."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, repeat

from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.agency_lists import split_agencies
from dondoc.reading.extract.cooperation import lead_and_helpers
from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.drafts import Draft, Lead, best_due, recurrence_in
from dondoc.reading.extract.fields import find_fields
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.indicator_rows import sets_targets
from dondoc.reading.extract.outline import Piece
from dondoc.reading.extract.row_columns import (
    NO_TASK_COLUMNS,
    bracketed_roles,
    is_bodies,
    is_ditto,
    is_time,
    named_columns,
    shared_cell,
)
from dondoc.reading.extract.statements import find_statements
from dondoc.reading.source import Span
from dondoc.reading.structure.model import Paragraph, Structure, TableRow
from dondoc.reading.structure.table_heads import decides, names_both_roles

_MERGED = ("lead", "cooperating", "deadline", "product")
_LONGEST_CELL = 20_000  # code points; keeps time linear
_TASK_COLUMNS = {"lead", "cooperating", "deadline", "product"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with the words of its cells by column; `whole` is the row itself."""

    path: str
    cells: Mapping[str, Piece]
    whole: Piece
    section: str | None


def row_drafts(structure: Structure, *, issued_on: dt.date | None) -> Iterator[Draft]:
    """Give the items of the task tables of a document, in order.

    A cell that a row lacks because it is merged with the one above is taken from there; that is the case only in a
    row without a number of its own.
    """
    paragraphs = {paragraph.number: paragraph for paragraph in structure.paragraphs}
    above: _Row | None = None
    for row in named_columns(structure.rows):
        if sets_targets(row) or _lists_no_tasks(row):
            continue
        read = _read(row, paragraphs[row.paragraph])
        if not _names_columns(row):
            read = _by_content(row, read)
        if "work" not in read.cells or not (_is_task_table(row) or set(read.cells) & _TASK_COLUMNS):
            above = None
            continue
        if above and _goes_on(read):
            continue
        read = _with_dittos(read, above)
        if above and "number" not in read.cells and above.section == read.section:
            read = replace(
                read, cells={**{name: cell for name, cell in above.cells.items() if name in _MERGED}, **read.cells}
            )
        above = read
        yield _draft(_with_fields(read), issued_on)


def _goes_on(row: _Row) -> bool:
    """Tell whether a row is the rest of the one above, cut off by the end of a page."""
    return not set(row.cells) & {"number", "lead", "deadline"} and row.cells["work"].text.lstrip()[:1].islower()


def _with_dittos(row: _Row, above: _Row | None) -> _Row:
    """Take what a ditto mark stands for from the row above: "- nt -", "như trên"."""
    if above is None:
        return row
    marked = [name for name, cell in row.cells.items() if name in _MERGED and is_ditto(cell.text)]
    return replace(row, cells={**row.cells, **{name: above.cells[name] for name in marked if name in above.cells}})


def _is_task_table(row: TableRow) -> bool:
    named = set(row.columns)
    return bool(named & _TASK_COLUMNS) and not (named & {"target", "baseline", "unit"} and "lead" not in named)


_PROCEDURES = re.compile(r"(?:ten )?(?:thu tuc|tthc)(?!\w)")


def _lists_no_tasks(row: TableRow) -> bool:
    """Tell whether a row lists a procedure of the administration, a step of one, or a document already issued."""
    named = set(row.columns)
    if "procedure" in named or ("issued" in named and not {"lead", "deadline"} <= named):
        return True
    heads = (head for key, head in zip(row.columns, row.heads, strict=False) if key == "work")
    return "deadline" not in named and any(_PROCEDURES.match(fold(head)) for head in heads)


def _names_columns(row: TableRow) -> bool:
    return bool(set(row.columns) & (_TASK_COLUMNS | NO_TASK_COLUMNS))


def _by_content(row: TableRow, read: _Row) -> _Row:
    """Read a row without a header: first the work; a cell of bodies leads, a day is the deadline."""
    cells = {"number": read.cells["number"]} if "number" in read.cells else {}
    for head, span in zip(chain(row.heads, repeat("")), row.cell_spans, strict=False):
        cell = Piece(read.whole.paragraph, span.start, span.end)
        if not cell.text.strip() or cell == cells.get("number"):
            continue
        name = "deadline" if is_time(cell.text) else "lead" if is_bodies(cell.text) else "work"
        if name == "lead" and decides(head):
            continue
        name = "cooperating" if name == "lead" and "lead" in cells else name
        if name not in cells:
            cells[name] = cell
    return replace(read, cells=cells)


def _read(row: TableRow, paragraph: Paragraph) -> _Row:
    cells: dict[str, Piece] = {}
    for name, words, span in zip(row.columns, row.cells, row.cell_spans, strict=False):
        if words.strip() and (name not in cells or name == "deadline"):  # of the days of several steps the last
            cells[name] = Piece(paragraph, span.start, min(span.end, span.start + _LONGEST_CELL))
    if "work" not in cells and "indicator" in cells:
        cells["work"] = cells["indicator"]
    if "lead" in cells and "cooperating" not in row.columns and _heads_both_roles(row):
        cells |= shared_cell(cells["lead"])
    return _Row(row.path, cells, Piece(paragraph, 0, len(paragraph.text)), row.section)


def _heads_both_roles(row: TableRow) -> bool:
    at = row.columns.index("lead")
    return at < len(row.heads) and names_both_roles(row.heads[at])


def _with_fields(row: _Row) -> _Row:
    """Part a cell that names who and when in words: "Chủ trì: Sở Y tế; phối hợp: Sở Tài chính"."""
    cells = dict(row.cells)
    for name in ("lead", "deadline", "product"):
        for field in find_fields(cells[name]) if name in cells else []:
            if field.name in _MERGED and field.value.text.strip():
                cells[field.name] = field.value
    if "lead" in cells:
        cells |= bracketed_roles(cells["lead"])
    return replace(row, cells=cells)


def _draft(row: _Row, issued_on: dt.date | None) -> Draft:
    work = row.cells["work"]
    found = {
        name: find_deadlines(cell.text, issued_on=issued_on)
        for name, cell in row.cells.items()
        if name in {"deadline", "work"}
    }
    due = (
        best_due(row.cells["deadline"], found["deadline"], field=True)
        if "deadline" in found
        else best_due(work, found["work"])
    )
    words = row.cells["deadline"].text if "deadline" in row.cells else ""
    cooperating = row.cells.get("cooperating")
    return Draft(
        path=row.path,
        title=_trimmed(work),
        source=row.whole,
        lead=_lead(row, issued_on),
        cooperating=tuple(one.name for one in split_agencies(cooperating.text))
        if cooperating
        else _cooperating_elsewhere(row, issued_on),
        due=due,
        recurrence=recurrence_in(found.get("deadline", []), words)
        or recurrence_in([one for one in found["work"] if one.recurrence not in {None, "continuous"}], ""),
        product=row.cells["product"].text if "product" in row.cells else None,
    )


def _lead(row: _Row, issued_on: dt.date | None) -> Lead | None:
    """The lead cell; without one, the body at the head of the work, or the body named in the section above."""
    cell = row.cells.get("lead")
    if cell and (parted := lead_and_helpers(cell.text)):
        cell = cell.part(parted[0])
    if cell:
        return Lead.of(split_agencies(cell.text), cell)
    for statement in find_statements(row.cells["work"], issued_on=issued_on)[:1]:
        if statement.subject:
            return Lead.of(statement.subject.names, statement.piece.part(statement.subject.span))
    named = find_agencies(row.section) if row.section else []
    return Lead.of(named[:1], None)


def _cooperating_elsewhere(row: _Row, issued_on: dt.date | None) -> tuple[str, ...]:
    """Give the helpers that the cell of the leader or the work itself names."""
    if parted := lead_and_helpers(row.cells["lead"].text) if "lead" in row.cells else None:
        return tuple(one.name for one in parted[1])
    work = row.cells["work"]
    statements = find_statements(work, issued_on=issued_on)
    return tuple(one.name for one in statements[0].cooperating) if statements else ()


def _trimmed(piece: Piece) -> Piece:
    words = piece.text
    return piece.part(Span(len(words) - len(words.lstrip(" -+.")), len(words.rstrip())))
