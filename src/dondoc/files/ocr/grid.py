"""Find ruled tables on a picture: long straight lines, the grid they make, and its merged cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dondoc.files.ocr.tesseract import Grey

Mask = npt.NDArray[np.bool_]
INK = 140  # grey values below are ink
SHORTEST_INCH = 0.33  # shorter strokes are letters
NEAR_INCH = 0.06  # lines as near as this are one line


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: rows and columns it spans (half open), and its rectangle in pixels."""

    row: int
    row_end: int
    column: int
    column_end: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: its rectangle in pixels, the number of its rows and columns, its cells in reading order."""

    left: int
    top: int
    right: int
    bottom: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Give the cell that holds a point."""
        for cell in self.cells:
            if cell.left <= x < cell.right and cell.top <= y < cell.bottom:
                return cell
        return None

    def layout(self) -> Iterable[list[tuple[Cell | None, bool]]]:
        """Give each row as (cell, whether it is given again): a cell that spans rows stands in each of them.

        A cell that spans columns is followed by None for each further column, so that columns stay in line.
        """
        for row in range(self.rows):
            line: list[tuple[Cell | None, bool]] = []
            for cell in sorted((c for c in self.cells if c.row <= row < c.row_end), key=lambda cell: cell.column):
                line.append((cell, cell.row < row))
                line.extend([(None, False)] * (cell.column_end - cell.column - 1))
            yield line


@dataclass(slots=True)
class Stroke:
    """A straight line: `at` across, from `start` to `end` along."""

    at: float
    start: int
    end: int
    last: int


def find_tables(picture: Grey, *, dpi: int, smallest_inches: float = 3.0) -> list[Table]:
    """Give the ruled tables of an upright picture, from top to bottom.

    A table has at least two rows or two columns, four cells in all, and is at least `smallest_inches` wide.
    """
    ink = picture < INK
    near = NEAR_INCH * dpi
    across = strokes_of(ink, int(SHORTEST_INCH * dpi), near)
    down = strokes_of(ink.T, int(SHORTEST_INCH * dpi), near)
    tables = [_table(a, d, near) for a, d in _clusters(across, down, near)]
    wide = smallest_inches * dpi
    return sorted((t for t in tables if t and t.right - t.left >= wide), key=lambda table: table.top)


def strokes_of(ink: Mask, shortest: int, near: float) -> list[Stroke]:
    """Give the horizontal strokes of a mask: runs of ink, joined over small gaps and slants."""
    done: list[Stroke] = []
    open_strokes: list[Stroke] = []
    for y, start, end in _runs(_thickened(ink), shortest):
        open_strokes, closed = _split(open_strokes, y - near / 2)
        done.extend(closed)
        for stroke in open_strokes:
            if start <= stroke.end + near and stroke.start <= end + near:
                stroke.start, stroke.end, stroke.last = min(start, stroke.start), max(end, stroke.end), y
                break
        else:
            open_strokes.append(Stroke(y, start, end, y))
    for stroke in [*done, *open_strokes]:
        stroke.at = (stroke.at + stroke.last) / 2
    return [stroke for stroke in [*done, *open_strokes] if stroke.last - stroke.at < near]


def _split(strokes: list[Stroke], before: float) -> tuple[list[Stroke], list[Stroke]]:
    return [s for s in strokes if s.last >= before], [s for s in strokes if s.last < before]


def _thickened(ink: Mask) -> Mask:
    """Give the mask with each row joined to the next, so that a line with a step in it stays whole."""
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    return thick


def _runs(ink: Mask, shortest: int) -> Iterable[tuple[int, int, int]]:
    """Give (row, start, end) of the runs of ink at least `shortest` long, row by row."""
    counts = np.cumsum(ink, axis=1, dtype=np.int32)
    long_enough = (counts[:, shortest:] - counts[:, :-shortest]) == shortest
    for y in np.flatnonzero(long_enough.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], ink[y].view(np.int8), [0]))))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if end - start >= shortest:
                yield int(y), int(start), int(end)


def _clusters(across: list[Stroke], down: list[Stroke], near: float) -> Iterable[tuple[list[Stroke], list[Stroke]]]:
    """Give the groups of strokes that cross or touch each other."""
    owner = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while owner[at] != at:
            at = owner[at]
        return at

    for i, horizontal in enumerate(across):
        for j, vertical in enumerate(down, len(across)):
            if _touch(horizontal, vertical, near):
                owner[root(j)] = root(i)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for i, stroke in enumerate([*across, *down]):
        groups.setdefault(root(i), ([], []))[i >= len(across)].append(stroke)
    return groups.values()


def _touch(horizontal: Stroke, vertical: Stroke, near: float) -> bool:
    beside = horizontal.start - near <= vertical.at <= horizontal.end + near
    return beside and vertical.start - near <= horizontal.at <= vertical.end + near


def _table(across: list[Stroke], down: list[Stroke], near: float) -> Table | None:
    ys, xs = _positions(across, near), _positions(down, near)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 4:
        return None
    cells = _cells(ys, xs, across, down, near)
    return Table(xs[0], ys[0], xs[-1], ys[-1], rows, columns, tuple(cells))


def _positions(strokes: Sequence[Stroke], near: float) -> list[int]:
    places: list[list[float]] = []
    for at in sorted(stroke.at for stroke in strokes):
        if places and at - places[-1][-1] <= near * 1.5:
            places[-1].append(at)
        else:
            places.append([at])
    return [round(sum(place) / len(place)) for place in places]


def _cells(ys: list[int], xs: list[int], across: list[Stroke], down: list[Stroke], near: float) -> Iterable[Cell]:
    """Give the cells: squares of the grid, joined where no line stands between them."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            column_end = column + 1
            while column_end < columns and not _ruled(down, xs[column_end], ys[row], ys[row + 1], near):
                column_end += 1
            row_end = row + 1
            while row_end < rows and not _ruled(across, ys[row_end], xs[column], xs[column_end], near):
                row_end += 1
            taken |= {(r, c) for r in range(row, row_end) for c in range(column, column_end)}
            yield Cell(row, row_end, column, column_end, xs[column], ys[row], xs[column_end], ys[row_end])


def _ruled(strokes: Sequence[Stroke], at: float, start: int, end: int, near: float) -> bool:
    """Tell whether lines at `at` cover most of the way from `start` to `end`."""
    covered = sum(
        max(0, min(end, stroke.end) - max(start, stroke.start))
        for stroke in strokes
        if abs(stroke.at - at) <= near * 1.5
    )
    return covered >= 0.6 * (end - start)
