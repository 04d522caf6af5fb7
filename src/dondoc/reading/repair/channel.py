"""The noisy channel: how likely it is that a word was seen as it stands there.

A syllable is an onset and a rime; each is read as segments of one or two letters, every segment seen as nought to
three signs. The best cut of a seen token into onset and rime gives log P(seen | syllable) for all syllables at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Logs = NDArray[np.float32]
Ints = NDArray[np.int32]
NEVER = np.float32(-1e9)
LONGEST_SEEN = 12
LONGEST_ONSET_SEEN = 6
LONGEST_SEGMENT = 3
FEWER, MORE = 2, 4  # signs that a part may have fewer or more than letters
ONSET_MARGIN = 11.0  # nats
FLOOR = np.float32(-9.0)
_ONSETS = ("ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch")


class Style(IntEnum):
    """How a word is written."""

    LOWER = 0
    TITLE = 1
    UPPER = 2


def styled(word: str, style: int) -> str:
    """Give a small-letter word in a style."""
    if style == Style.UPPER:
        return word.upper()
    return word[:1].upper() + word[1:] if style == Style.TITLE else word


def split_syllable(syllable: str) -> tuple[str, str]:
    """Cut a syllable into onset and rime; of a syllable that begins with a vowel the first letter is the onset."""
    for onset in _ONSETS:
        if syllable.startswith(onset) and len(syllable) > len(onset):
            return onset, syllable[len(onset) :]
    return syllable[:1], syllable[1:]


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
        return rows


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


class Channel:
    """Scores seen tokens against all syllables. Built once; asked in batches."""

    def __init__(self, edits: Edits, syllables: Sequence[str]) -> None:
        self.edits = edits
        cuts = [split_syllable(s) for s in syllables]
        onsets = sorted({onset for onset, _ in cuts})
        rimes = sorted({rime for _, rime in cuts})
        where_onset = {onset: i for i, onset in enumerate(onsets)}
        where_rime = {rime: i for i, rime in enumerate(rimes)}
        self._by_onset = [
            (np.array(rows), np.array([where_rime[cuts[i][1]] for i in rows]))
            for rows in ([i for i, cut in enumerate(cuts) if cut[0] == onset] for onset in onsets)
        ]
        self._size = len(cuts)
        self._onsets = [parts_of(edits, [styled(o, s) for o in onsets], from_end=False) for s in Style]
        lower, upper = (parts_of(edits, [f(r) for r in rimes], from_end=True) for f in (str.lower, str.upper))
        self._rimes = {Style.LOWER: lower, Style.TITLE: lower, Style.UPPER: upper}

    def rimes(self, seen: Sequence[str], style: Style) -> Logs:
        """Give [signs from the end, seen, rimes]: the part of `score` that LOWER and TITLE share."""
        return self._align(seen, self._rimes[style], from_end=True, longest=LONGEST_SEEN)

    def score(self, seen: Sequence[str], style: Style, rimes: Logs) -> Logs:
        """Give log P(seen | syllable) as a matrix [seen, syllables]; tokens are at most `LONGEST_SEEN` signs long.

        Where the onset is far less likely than the best one, the syllable gets `NEVER`.
        """
        onsets = self._align(seen, self._onsets[style], from_end=False, longest=LONGEST_ONSET_SEEN)
        lengths = np.array([len(s) for s in seen])
        heads = np.arange(len(onsets))[:, None]
        onsets[np.broadcast_to(heads > lengths, onsets.shape[:2])] = NEVER
        likely = onsets > onsets.max(axis=(0, 2), keepdims=True) - ONSET_MARGIN
        best = np.full((len(seen), self._size), NEVER, dtype=np.float32)
        for onset, (rows, tails) in enumerate(self._by_onset):
            for head in range(len(onsets)):
                at = np.flatnonzero(likely[head, :, onset])
                if len(at):
                    logs = onsets[head, at, onset, None] + rimes[lengths[at] - head, at][:, tails]
                    where = np.ix_(at, rows)
                    best[where] = np.maximum(best[where], logs)
        return best

    def _align(self, seen: Sequence[str], parts: Parts, *, from_end: bool, longest: int) -> Logs:
        """Give [signs used, seen, parts]: the best alignment of whole parts with so many signs from one end."""
        widest = parts.letters.shape[1]
        longest = min(longest, max(map(len, seen)))
        segments, number = self._segments(seen, longest, from_end=from_end)
        single = [segments[:, parts.letters[:, a]] for a in range(widest)]
        paired = [self._paired(segments, parts.pairs[:, a]) for a in range(widest)]
        shape = (len(seen), len(parts.lengths))
        never = np.full(shape, NEVER, dtype=np.float32)
        grid = {(0, 0): np.zeros(shape, dtype=np.float32)}
        result = np.full((longest + 1, *shape), NEVER, dtype=np.float32)
        for a in range(widest + 1):
            for b in range(longest + 1):
                if (a, b) != (0, 0):
                    near = -FEWER <= b - a <= MORE
                    grid[a, b] = self._cell(grid, a, b, number, single, paired, shape) if near else never
                done = parts.lengths == a
                result[b][:, done] = grid[a, b][:, done]
        return result

    def _cell(self, grid, a, b, number, single, paired, shape):  # type: ignore[no-untyped-def]
        best = np.full(shape, NEVER, dtype=np.float32)
        if a == 0:
            return best
        for size in range(min(LONGEST_SEGMENT, b) + 1):
            before = grid[a - 1, b - size]
            np.maximum(best, before + single[a - 1][number[b - size, size]], out=best)
            if a > 1 and size and paired[a - 2] is not None:
                columns, scores = paired[a - 2]
                new = grid[a - 2, b - size][:, columns] + scores[number[b - size, size]]
                best[:, columns] = np.maximum(best[:, columns], new)
        return best

    def _paired(self, segments: Logs, units: Ints) -> tuple[NDArray[np.int64], Logs] | None:
        columns = np.flatnonzero(units < len(self.edits.units))
        return (columns, segments[:, units[columns]]) if len(columns) else None

    def _segments(
        self, seen: Sequence[str], longest: int, *, from_end: bool
    ) -> tuple[Logs, dict[tuple[int, int], NDArray[np.int64]]]:
        """Number all segments of the seen tokens: rows of edit scores, and (start, size) -> row of each token."""
        index: dict[str, int] = {}
        number = {}
        for start in range(longest + 1):
            for size in range(min(LONGEST_SEGMENT, longest - start) + 1):
                row = []
                for token in seen:
                    end = start + size
                    piece = token[len(token) - end : len(token) - start] if from_end else token[start:end]
                    piece = piece if end <= len(token) else "\0"
                    row.append(index.setdefault(piece, len(index)))
                number[start, size] = np.array(row)
        rows = self.edits.rows(list(index))
        if "\0" in index:
            rows[index["\0"]] = NEVER
        return rows, number
