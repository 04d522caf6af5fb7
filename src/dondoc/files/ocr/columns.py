"""Tables of tasks without ruling: told by their head and by the white ways between their columns.

Rows begin at running numbers or, in a table without them, where most columns begin anew with a capital letter. A table
that reaches the end of its page goes on where the next page begins with the same head or keeps its ways free.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dondoc.files.ocr.cells import Row
from dondoc.files.ocr.tesseract import Found
from dondoc.files.syllables import folded

LEAST_HEADS, LEAST_COLUMNS, LEAST_ROWS = 2, 3, 2
WAY_INCH = 0.09  # the narrowest white way between two columns
SAME_LINE = 0.5  # of the height of a word, by which the middles of words of one line differ
CLOSE = 2.2  # heights from a line of the head to the next
MOST_HEAD_LINES = 5
FILLED, CAPITAL = 0.6, 0.75  # of the columns of a first line that hold words, and of these that begin a sentence
_HEADS = re.compile(r"nhiem vu|noi dung|cong viec|chu tri|co quan|don vi|thoi (?:gian|han)|san pham|ket qua")
_RUNNING = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])[.)]?")
_PAGE_NUMBER = re.compile(r"[-–]?\s*\d{1,4}\s*[-–]?")
Mask = npt.NDArray[np.bool_]
VisualLine = list[Found]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The lines of such a table, the first `head` of them its head, what they ink, and where its columns begin."""

    lines: tuple[VisualLine, ...]
    head: int
    inked: Mask
    starts: tuple[int, ...]

    def cells_of(self, line: VisualLine) -> list[list[Found]]:
        cells: list[list[Found]] = [[] for _ in self.starts]
        for word in line:
            at = sum(start <= (word.left + word.right) / 2 for start in self.starts) - 1
            cells[max(0, at)].append(word)
        return cells


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A table that reached the end of its page: the words of its head line by line, and what it inks."""

    head: tuple[str, ...]
    inked: Mask
    numbered: bool


@dataclass(frozen=True, slots=True)
class Unruled:
    """What is left of the words of a page, the rows of its tables, and the table that may go on; None where none."""

    left: list[Found]
    rows: list[Row]
    going_on: GoingOn | None = None


def with_columns(found: Sequence[Found], *, dpi: int) -> tuple[list[Found], list[Row]]:
    """Take the rows of unruled tables out of the words of a page: what is left, and the rows with their tops.

    A table has a head that names tasks, agencies or times in columns, at least two rows, and white ways from its head
    to its end.
    """
    told = tables_in(found, dpi=dpi)
    return told.left, told.rows


def tables_in(found: Sequence[Found], *, dpi: int, before: GoingOn | None = None) -> Unruled:
    """Take the rows of unruled tables out of the words of a page that follows on one with the table `before`."""
    lines = _visual_lines(found)
    way = round(WAY_INCH * dpi)
    grid = _continued(lines, before, way) if before and lines else None
    rows = _continuing_rows(grid, before) if grid and before else []
    if not (grid and rows):
        grid, rows = _first_table(lines, way)
    if not grid:
        return Unruled(list(found), [])
    taken = {id(word) for line in grid.lines for word in line}
    more = tables_in([word for word in found if id(word) not in taken], dpi=dpi)
    last = _is_last(grid, lines)
    return Unruled(more.left, [*rows, *more.rows], _kept(grid, before) if last else more.going_on)


def _first_table(lines: Sequence[VisualLine], way: int) -> tuple[_Grid | None, list[Row]]:
    for at, line in enumerate(lines):
        if len(_HEADS.findall(folded(_text(line)))) >= LEAST_HEADS:
            grid = _grid(lines, at, way)
            rows = _rows(grid) if grid else []
            if rows:
                return grid, rows
    return None, []


def _visual_lines(found: Sequence[Found]) -> list[VisualLine]:
    """Give the words that stand on one height as lines from the left, whatever block they were read in."""
    lines: list[VisualLine] = []
    for word in sorted(found, key=lambda word: word.top + word.bottom):
        before = lines[-1] if lines else []
        apart = (word.top + word.bottom) / 2 - statistics.mean((w.top + w.bottom) / 2 for w in before or [word])
        if before and apart <= SAME_LINE * max(word.height, *(w.height for w in before)):
            before.append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def _grid(lines: Sequence[VisualLine], at: int, way: int) -> _Grid | None:
    """Give the table whose head holds the line at `at`: its lines that leave the white ways free."""
    last = _first_row(lines, at, way)
    if last is None:
        return None
    inked = _blank(lines)
    for line in lines[at : last + 1]:
        _ink(inked, line)
    columns = len(_starts(inked, way))
    if columns < LEAST_COLUMNS:
        return None
    end = _end(lines, last + 1, inked, columns, way)
    first = at
    while first > 0 and _is_near(lines[first - 1], lines[first]) and _fits(inked, lines[first - 1], columns, way):
        first -= 1
    return _Grid(tuple(lines[first:end]), last - first, inked, tuple(_starts(inked, way)))


def _first_row(lines: Sequence[VisualLine], at: int, way: int) -> int | None:
    """Give the line below a head where the first row begins: with its number, else with a capital in most columns."""
    below = range(at + 1, min(at + MOST_HEAD_LINES, len(lines)))
    numbered = next((n for n in below if _RUNNING.fullmatch(lines[n][0].text)), None)
    if numbered is not None:
        return numbered
    inked = _blank(lines)
    _ink(inked, lines[at])
    for n in below:
        _ink(inked, lines[n])
        grid = _Grid((), 0, inked, tuple(_starts(inked, way)))
        if len(grid.starts) >= LEAST_COLUMNS and _begins_anew(grid, lines[n]):
            return n
    return None


def _begins_anew(grid: _Grid, line: VisualLine) -> bool:
    """Tell whether most columns hold words on a line, the leftmost among them, and most begin with a capital."""
    cells = [cell for cell in grid.cells_of(line) if cell]
    capital = [cell[0].text[:1].isupper() or cell[0].text[:1].isdigit() for cell in cells]
    return len(cells) >= FILLED * len(grid.starts) and capital[0] and sum(capital) >= CAPITAL * len(cells)


def _end(lines: Sequence[VisualLine], at: int, inked: Mask, columns: int, way: int) -> int:
    """Add lines to what is inked, as long as the columns stay apart; give where they end."""
    while at < len(lines) and _fits(inked, lines[at], columns, way):
        at += 1
    return at


def _fits(inked: Mask, line: VisualLine, columns: int, way: int) -> bool:
    """Add a line to what is inked, if the columns stay apart."""
    tried = inked.copy()
    _ink(tried, line)
    if len(_starts(tried, way)) != columns:
        return False
    inked |= tried
    return True


def _blank(lines: Sequence[VisualLine]) -> Mask:
    return np.zeros(max(word.right for line in lines for word in line) + 1, dtype=np.bool_)


def _ink(inked: Mask, line: VisualLine) -> None:
    for word in line:
        inked[word.left : word.right] = True


def _starts(inked: Mask, way: int) -> list[int]:
    """Give where the inked stretches begin that white ways part."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.view(np.int8), [0]))))
    stretches = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    return [stretches[0][0], *(after[0] for before, after in pairwise(stretches) if after[0] - before[1] >= way)]


def _is_near(above: VisualLine, below: VisualLine) -> bool:
    height = statistics.median(word.height for word in below)
    return below[0].top - above[0].top <= CLOSE * height


def _text(line: VisualLine) -> str:
    return " ".join(word.text for word in line)


def _rows(grid: _Grid) -> list[Row]:
    """Give the head and the rows; none where there are too few."""
    body = grid.lines[grid.head :]
    parts = list(_parts(grid, body, numbered=_is_numbered(grid, body[0])))
    if len(parts) < LEAST_ROWS:
        return []
    return [_row(grid, part) for part in (list(grid.lines[: grid.head]), *parts)]


def _is_numbered(grid: _Grid, line: VisualLine) -> bool:
    return _RUNNING.fullmatch(_text(grid.cells_of(line)[0])) is not None


def _parts(grid: _Grid, lines: Sequence[VisualLine], *, numbered: bool) -> Iterator[list[VisualLine]]:
    """Cut lines where a row begins."""
    part: list[VisualLine] = []
    for line in lines:
        begins = _is_numbered(grid, line) if numbered else _begins_anew(grid, line)
        if part and begins:
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _row(grid: _Grid, lines: Sequence[VisualLine]) -> Row:
    cells: list[list[Found]] = [[] for _ in grid.starts]
    for line in lines:
        for cell, words in zip(cells, grid.cells_of(line), strict=True):
            cell.extend(words)
    while cells and not cells[-1]:
        cells.pop()
    return float(min(word.top for line in lines for word in line)), tuple(tuple(cell) for cell in cells)


def _is_last(grid: _Grid, lines: Sequence[VisualLine]) -> bool:
    """Tell whether a table reaches the end of its page, but for the page's number."""
    last = grid.lines[-1][0].top
    below = [line for line in lines if line[0].top > last and line is not grid.lines[-1]]
    return all(_PAGE_NUMBER.fullmatch(_text(line)) for line in below)


def _kept(grid: _Grid, before: GoingOn | None) -> GoingOn:
    head = tuple(_text(line) for line in grid.lines[: grid.head]) or (before.head if before else ())
    body = grid.lines[grid.head :]
    numbered = any(_is_numbered(grid, line) for line in body)
    return GoingOn(head, grid.inked, numbered)


def _continued(lines: Sequence[VisualLine], before: GoingOn, way: int) -> _Grid | None:
    """Give the lines at the top of a page that keep the ways of the table on the page before it free."""
    at = 1 if _PAGE_NUMBER.fullmatch(_text(lines[0])) else 0
    head = len(before.head)
    same = [_text(line) for line in lines[at : at + head]] == list(before.head)
    inked = np.zeros(max(len(before.inked), *(word.right + 1 for line in lines for word in line)), dtype=np.bool_)
    inked[: len(before.inked)] = before.inked
    columns = len(_starts(inked, way))
    end = _end(lines, at, inked, columns, way)
    return _Grid(tuple(lines[at:end]), head if same else 0, inked, tuple(_starts(inked, way))) if end > at else None


def _continuing_rows(grid: _Grid, before: GoingOn) -> list[Row]:
    """Give the rows of a table that goes on, what is left of a row of the page before it first."""
    body = grid.lines[grid.head :]
    rows = [_row(grid, part) for part in _parts(grid, body, numbered=before.numbered)]
    begun = any(_is_numbered(grid, line) if before.numbered else _begins_anew(grid, line) for line in body)
    if not (begun or grid.head):
        return []
    return [*([_row(grid, grid.lines[: grid.head])] if grid.head else []), *rows]
