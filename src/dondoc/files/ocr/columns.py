"""Tables of tasks without ruling: told by their head and by the white ways between their columns."""

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
_HEADS = re.compile(r"nhiem vu|noi dung|cong viec|chu tri|co quan|don vi|thoi (?:gian|han)|san pham|ket qua")
_RUNNING = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])[.)]?")
Mask = npt.NDArray[np.bool_]
VisualLine = list[Found]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The lines of such a table, and where its columns begin."""

    lines: tuple[VisualLine, ...]
    starts: tuple[int, ...]

    def cells_of(self, line: VisualLine) -> list[list[Found]]:
        cells: list[list[Found]] = [[] for _ in self.starts]
        for word in line:
            at = sum(start <= (word.left + word.right) / 2 for start in self.starts) - 1
            cells[max(0, at)].append(word)
        return cells


def with_columns(found: Sequence[Found], *, dpi: int) -> tuple[list[Found], list[Row]]:
    """Take the rows of unruled tables out of the words of a page: what is left, and the rows with their tops.

    A table has a head that names tasks, agencies or times in columns, at least two numbered rows, and white ways from
    its head to its end.
    """
    lines = _visual_lines(found)
    for at, line in enumerate(lines):
        if len(_HEADS.findall(folded(" ".join(word.text for word in line)))) < LEAST_HEADS:
            continue
        grid = _grid(lines, at, round(WAY_INCH * dpi))
        rows = _rows(grid) if grid else []
        if grid and rows:
            taken = {id(word) for line in grid.lines for word in line}
            others, more = with_columns([word for word in found if id(word) not in taken], dpi=dpi)
            return others, [*rows, *more]
    return list(found), []


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
    numbered = range(at + 1, min(at + MOST_HEAD_LINES, len(lines)))
    last = next((n for n in numbered if _RUNNING.fullmatch(lines[n][0].text)), None)
    if last is None:
        return None
    inked = np.zeros(max(word.right for line in lines for word in line) + 1, dtype=np.bool_)
    for line in lines[at : last + 1]:
        _ink(inked, line)
    columns = len(_starts(inked, way))
    if columns < LEAST_COLUMNS:
        return None
    while last + 1 < len(lines) and _fits(inked, lines[last + 1], columns, way):
        last += 1
    first = at
    while first > 0 and _is_near(lines[first - 1], lines[first]) and _fits(inked, lines[first - 1], columns, way):
        first -= 1
    return _Grid(tuple(lines[first : last + 1]), tuple(_starts(inked, way)))


def _fits(inked: Mask, line: VisualLine, columns: int, way: int) -> bool:
    """Add a line to what is inked, if the columns stay apart."""
    tried = inked.copy()
    _ink(tried, line)
    if len(_starts(tried, way)) != columns:
        return False
    inked |= tried
    return True


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


def _rows(grid: _Grid) -> list[Row]:
    """Give the head and the numbered rows; none where there are too few."""
    parts = list(_parts(grid))
    return [_row(grid, part) for part in parts] if len(parts) > LEAST_ROWS else []


def _parts(grid: _Grid) -> Iterator[list[VisualLine]]:
    """Cut the lines where a running number stands in the first column."""
    part: list[VisualLine] = []
    for line in grid.lines:
        first = " ".join(word.text for word in grid.cells_of(line)[0])
        if part and _RUNNING.fullmatch(first):
            yield part
            part = []
        part.append(line)
    yield part


def _row(grid: _Grid, lines: Sequence[VisualLine]) -> Row:
    cells: list[list[Found]] = [[] for _ in grid.starts]
    for line in lines:
        for cell, words in zip(cells, grid.cells_of(line), strict=True):
            cell.extend(words)
    while cells and not cells[-1]:
        cells.pop()
    return float(min(word.top for line in lines for word in line)), tuple(tuple(cell) for cell in cells)
