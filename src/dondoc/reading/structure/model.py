"""What structure is made of: paragraphs with their way back to the text, rows of tables, and the tree of provisions."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.reading.source import OffsetMap, Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, its hard-wrapped lines joined by single spaces (by nothing where the line end cuts a reference).

    `span` is its stretch of the REPAIRED text; `offsets` maps places of `text` to places relative to `span.start`.
    `cells` are the spans (in `text`) of the cells where the paragraph is a table row, else empty.
    """

    number: int
    text: str
    span: Span
    offsets: OffsetMap
    cells: tuple[Span, ...] = ()

    def span_of(self, part: Span) -> Span:
        """Map a span of `text` to the repaired text."""
        return self.offsets.to_source(part).shifted(self.span.start)


@dataclass(frozen=True, slots=True)
class Provision:
    """A node of the tree. `address` is its stable place ("II/3/3.2/(1)/(1.1)"), unique in the document.

    `kind`: part (phần, I.), section (mục, 1.), article (điều), clause (khoản), point (điểm, a)), item ((1)),
    bullet (-, +), annex (phụ lục), row (of a task table), heading (a line without a number that heads a count),
    preamble, other (notes). `label` is the label as it stands, without full stop.
    `path` is the address without the parts for unlabelled bullets, as the labelling guide wants it.
    `heading` is the numbered paragraph's own text without the label; `paragraphs` the numbers of
    its own paragraph and of those that stand directly under it, without those of its children.
    `parent` is the address of the node above.
    """

    address: str
    path: str
    label: str
    kind: str
    heading: str
    paragraphs: tuple[int, ...]
    parent: str | None
    depth: int
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table of the document.

    `columns` are the keys of its cells (see structure/tables.py): work, lead, cooperating, product, deadline, number,
    note, indicator, unit, baseline, target, money, person, issued, procedure, other. `cells` run parallel to them;
    `heads` are the words of the head of each column, those of merged cells above it first. `path` e.g. "Phụ lục I/14".
    `section` is the heading row above it, `sections` all that are open, the outermost first.
    """

    paragraph: int
    path: str
    columns: tuple[str, ...]
    cells: tuple[str, ...]
    section: str | None
    cell_spans: tuple[Span, ...] = ()
    heads: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Zones:
    """Which paragraphs are what: half-open ranges of paragraph numbers; furniture is listed."""

    letterhead: tuple[int, ...]
    signature: tuple[int, ...]
    recipients: tuple[int, ...]
    stamps: tuple[int, ...]
    furniture: tuple[int, ...]
    body: tuple[int, ...]


@dataclass(frozen=True)
class Structure:
    """The document cut into paragraphs, zones, provisions (in reading order) and table rows."""

    paragraphs: tuple[Paragraph, ...]
    zones: Zones
    provisions: tuple[Provision, ...]
    rows: tuple[TableRow, ...] = ()
