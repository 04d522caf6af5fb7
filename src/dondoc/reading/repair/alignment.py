"""Align seen tokens with the letters of syllable parts: the dynamic programme of the channel, many tokens at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Logs = NDArray[np.float32]
Ints = NDArray[np.int32]
Rows = NDArray[np.int64]
NEVER = np.float32(-1e9)
LONGEST_SEGMENT = 3
FEWER, MORE = 2, 4  # signs that a part may have fewer or more than letters
TWICE, SEEN_TWICE = 2, np.float32(-5.0)  # log P that one letter is seen as two signs that each look like it
FLOOR = np.float32(-9.0)  # log P of one sign never met in training


@dataclass(frozen=True)
class Edits:
    """Segment edits: log P(seen | meant) by seen signs (rows) and meant segment (columns)."""

    units: tuple[str, ...]  # meant segments of one or two letters
    signs: Mapping[str, int]
    matrix: Logs

    def rows(self, seen: Sequence[str]) -> Logs:
        """Give the matrix [seen, units + 1] of log-probabilities, floors where the signs are unknown; last: never."""
        single = np.array([len(u) == 1 for u in self.units] + [False])
        rows = np.full((len(seen), len(self.units) + 1), NEVER, dtype=np.float32)
        for i, signs in enumerate(seen):
            if signs in self.signs:
                rows[i, :-1] = self.matrix[self.signs[signs]]
            else:
                rows[i, single] = FLOOR - 3 * abs(len(signs) - 1)
            if len(signs) == TWICE:
                np.maximum(rows[i], self._twice(signs, single), out=rows[i])
        return rows

    def _twice(self, signs: str, single: NDArray[np.bool_]) -> Logs:
        """Give log P of two signs for each letter that each of them alone may stand for: `6G` for ỗ, `&é` for ở."""
        both = [self.matrix[self.signs[sign]] for sign in signs if sign in self.signs]
        if len(both) < TWICE:
            return np.full(len(single), NEVER, dtype=np.float32)
        logs = np.append(np.minimum(*both) + SEEN_TWICE, NEVER).astype(np.float32)
        return np.where(single, logs, NEVER)


@dataclass(frozen=True)
class Parts:
    """Onsets or rimes of one style as rows of unit numbers; `pairs[r, a]` is the unit of letters a and a + 1."""

    letters: Ints
    pairs: Ints
    lengths: Ints


def parts_of(edits: Edits, strings: Sequence[str], *, from_end: bool) -> Parts:
    """Number the letters of strings, counted from the beginning or from the end."""
    index = {unit: i for i, unit in enumerate(edits.units)}
    none, widest = len(edits.units), max(map(len, strings))
    letters = np.full((len(strings), widest), none, dtype=np.int32)
    pairs = np.full((len(strings), widest), none, dtype=np.int32)
    for row, string in enumerate(strings):
        for a in range(len(string)):
            at = len(string) - 1 - a if from_end else a
            letters[row, a] = index.get(string[at], none)
            pair = string[max(0, at - 1) : at + 1] if from_end else string[at : at + 2]
            if len(pair) == 2:
                pairs[row, a] = index.get(pair, none)
    return Parts(letters, pairs, np.array([len(s) for s in strings], dtype=np.int32))


def align(edits: Edits, seen: Sequence[str], parts: Parts, *, from_end: bool, longest: int) -> Logs:
    """Give [signs used, seen, parts]: the best alignment of whole parts with so many signs from one end."""
    longest = min(longest, max(map(len, seen)))
    grid = _Grid(edits, seen, parts, from_end=from_end, longest=longest)
    result = np.full((longest + 1, *grid.shape), NEVER, dtype=np.float32)
    for letters in range(parts.letters.shape[1] + 1):
        done = parts.lengths == letters
        for signs in range(longest + 1):
            result[signs][:, done] = grid.fill(letters, signs)[:, done]
    return result


class _Grid:
    """Best scores of the first (or last) so many letters against so many signs, filled row by row."""

    def __init__(self, edits: Edits, seen: Sequence[str], parts: Parts, *, from_end: bool, longest: int) -> None:
        segments, self._number = _segments(edits, seen, longest, from_end=from_end)
        widest = parts.letters.shape[1]
        self._single = [segments[:, parts.letters[:, a]] for a in range(widest)]
        self._paired = [_paired(segments, parts.pairs[:, a], len(edits.units)) for a in range(widest)]
        self.shape = (len(seen), len(parts.lengths))
        self._never = np.full(self.shape, NEVER, dtype=np.float32)
        self._cells: dict[tuple[int, int], Logs] = {(0, 0): np.zeros(self.shape, dtype=np.float32)}

    def fill(self, letters: int, signs: int) -> Logs:
        """Fill one cell; the cells of fewer letters and signs are filled already."""
        if (letters, signs) not in self._cells:
            near = letters > 0 and -FEWER <= signs - letters <= MORE
            self._cells[letters, signs] = self._best(letters, signs) if near else self._never
        return self._cells[letters, signs]

    def _best(self, letters: int, signs: int) -> Logs:
        best = self._never.copy()
        for size in range(min(LONGEST_SEGMENT, signs) + 1):
            rows = self._number[signs - size, size]
            np.maximum(best, self._cells[letters - 1, signs - size] + self._single[letters - 1][rows], out=best)
            pair = self._paired[letters - 2] if letters > 1 and size else None
            if pair is not None:
                columns, scores = pair
                new = self._cells[letters - 2, signs - size][:, columns] + scores[rows]
                best[:, columns] = np.maximum(best[:, columns], new)
        return best


def _paired(segments: Logs, units: Ints, none: int) -> tuple[Rows, Logs] | None:
    columns = np.flatnonzero(units < none)
    return (columns, segments[:, units[columns]]) if len(columns) else None


def _segments(
    edits: Edits, seen: Sequence[str], longest: int, *, from_end: bool
) -> tuple[Logs, dict[tuple[int, int], Rows]]:
    """Number all segments of the seen tokens: rows of edit scores, and (start, size) -> row of each token."""
    index: dict[str, int] = {}
    number = {}
    for start in range(longest + 1):
        for size in range(min(LONGEST_SEGMENT, longest - start) + 1):
            pieces = [_piece(token, start, start + size, from_end=from_end) for token in seen]
            number[start, size] = np.array([index.setdefault(piece, len(index)) for piece in pieces])
    rows = edits.rows(list(index))
    if _BEYOND in index:
        rows[index[_BEYOND]] = NEVER
    return rows, number


_BEYOND = "\0"  # stands for a segment that is not within the token


def _piece(token: str, start: int, end: int, *, from_end: bool) -> str:
    if end > len(token):
        return _BEYOND
    return token[len(token) - end : len(token) - start] if from_end else token[start:end]
