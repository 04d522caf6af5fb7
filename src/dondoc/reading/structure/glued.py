"""Lines in which the end of one table and the head of the next stand glued together.

Files that were converted now and then put the last row of a table, the title of the next one and its head into one
row: "9. | ... | 30/9/2025 | 2. Các nhiệm vụ ... | STT | Nhiệm vụ | ...". They are parted before anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dondoc.reading.source import Span
from dondoc.reading.structure.fold import leading_capitals
from dondoc.reading.structure.labels import read_label
from dondoc.reading.structure.lines import TextLine, cells_of
from dondoc.reading.structure.table_heads import column_key
from dondoc.reading.structure.tables import is_header

_FEWEST_CELLS = 4
_MOST_CELLS = 60


def part_glued(lines: Sequence[TextLine]) -> list[TextLine]:
    """Give the lines, those that hold a row, a title and the head of a table cut into these."""
    return [piece for line in lines for piece in _pieces(line)]


def _pieces(line: TextLine) -> Iterator[TextLine]:
    head = _header_start(line) if line.row else 0
    if not head:
        yield line
        return
    cells = cells_of(line.text)
    title = head - 1 if _is_title(cells[head - 1].of(line.text)) else head
    for first, after in ((0, title), (title, head), (head, len(cells))):
        if first < after:
            yield _piece(line, Span(cells[first].start, cells[after - 1].end), row=after - first > 1)


def _header_start(line: TextLine) -> int:
    """Give the cell at which the head of a table begins inside a row; 0 if there is none."""
    words = [cell.of(line.text) for cell in cells_of(line.text)[:_MOST_CELLS]]
    for at in range(1, len(words) - _FEWEST_CELLS + 1):
        keys = [column_key(cell) for cell in words[at:]] if column_key(words[at]) == "number" else []
        if keys and is_header(words[at:], keys):
            return at
    return 0


def _is_title(text: str) -> bool:
    return read_label(text) is not None or leading_capitals(text) > 0


def _piece(line: TextLine, part: Span, *, row: bool) -> TextLine:
    return replace(line, text=part.of(line.text), span=part.shifted(line.span.start), gap=0, row=row)
