"""How sure a reading is: its share among the readings of its place, all other places as decided, then calibrated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dondoc.reading.repair.decoder import Lattice
from dondoc.reading.repair.language_model import ORDER, LanguageModel, Logs
from dondoc.reading.repair.tokens import START

ASKED = 6  # readings of a place that are weighed against each other
CHUNK = 4096


@dataclass(frozen=True)
class Weighed:
    """For each place: the readings weighed (indices of candidates, the chosen one first) and their shares."""

    readings: NDArray[np.int64]
    shares: Logs


@dataclass(frozen=True)
class Calibration:
    """A rising line of points from a raw share to the share of right readings among held-back pages."""

    raw: Logs
    right: Logs

    def apply(self, shares: Logs) -> Logs:
        """Give calibrated probabilities."""
        return np.interp(shares, self.raw, self.right).astype(np.float32)


def weigh(model: LanguageModel, lattice: Lattice, chosen: NDArray[np.int64]) -> Weighed:
    """Weigh the chosen reading of each place against the best others there."""
    parts = [
        _weigh_part(model, lattice, chosen, start, min(start + CHUNK, len(chosen)))
        for start in range(0, len(chosen), CHUNK)
    ]
    if not parts:
        return Weighed(np.zeros((0, ASKED), dtype=np.int64), np.zeros((0, ASKED), dtype=np.float32))
    return Weighed(np.concatenate([p.readings for p in parts]), np.concatenate([p.shares for p in parts]))


def _weigh_part(model: LanguageModel, lattice: Lattice, chosen: NDArray[np.int64], start: int, end: int) -> Weighed:
    rows = np.arange(start, end)
    words = lattice.words[rows[:, None], np.zeros(1, dtype=int)]
    readings = _asked(lattice, chosen, rows)
    words = lattice.words[rows[:, None], readings]
    scores = lattice.seen[rows[:, None], readings].astype(np.float64)
    path = np.full(end - start + 2 * (ORDER - 1), START, dtype=np.int32)
    low, high = max(0, start - ORDER + 1), min(len(chosen), end + ORDER - 1)
    path[low - start + ORDER - 1 : high - start + ORDER - 1] = lattice.words[np.arange(low, high), chosen[low:high]]
    window = np.lib.stride_tricks.sliding_window_view(path, 2 * ORDER - 1)
    for ahead in range(ORDER):
        scores += _with_reading(model, window, words, ahead)
    scores -= scores.max(axis=1, keepdims=True)
    shares = np.exp(scores)
    return Weighed(readings, (shares / shares.sum(axis=1, keepdims=True)).astype(np.float32))


def _asked(lattice: Lattice, chosen: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    order = np.tile(np.arange(lattice.words.shape[1]), (len(rows), 1))
    key = np.where(order == chosen[rows][:, None], -1, order)
    return np.take_along_axis(order, np.argsort(key, axis=1, kind="stable"), axis=1)[:, :ASKED]


def _with_reading(model: LanguageModel, window: NDArray[np.int32], words: NDArray[np.int32], ahead: int) -> Logs:
    """Give log P(word `ahead` places on) for each reading of the middle place."""
    middle = ORDER - 1
    if ahead == 0:
        return model.score(np.ascontiguousarray(window[:, :middle]), words)
    history = np.repeat(window[:, None, ahead : ahead + middle], words.shape[1], axis=1).copy()
    history[:, :, middle - ahead] = words
    target = np.repeat(window[:, None, middle + ahead, None], words.shape[1], axis=1)
    return model.score(history, target)[..., 0]
