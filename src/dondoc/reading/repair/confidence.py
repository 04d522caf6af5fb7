"""How sure a reading is: its share among the readings of its place, all other places as decided, then calibrated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dondoc.reading.repair.decoder import Lattice, Places
from dondoc.reading.repair.language_model import ORDER, Ids, LanguageModel, Logs
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


def weigh(model: LanguageModel, lattice: Lattice, chosen: Places) -> Weighed:
    """Weigh the chosen reading of each place against the best others there."""
    kinds = min(ASKED, lattice.words.shape[1])
    empty = Weighed(np.zeros((len(chosen), kinds), np.int64), np.zeros((len(chosen), kinds), np.float32))
    return weigh_again(model, lattice, chosen, empty, np.arange(len(chosen)))


def weigh_again(model: LanguageModel, lattice: Lattice, chosen: Places, weighed: Weighed, places: Places) -> Weighed:
    """Weigh the readings of some places anew; those of the others stay as they were weighed."""
    path = np.full(len(chosen) + 2 * (ORDER - 1), START, dtype=np.int32)
    path[ORDER - 1 : len(path) - ORDER + 1] = lattice.words[np.arange(len(chosen)), chosen]
    windows = np.lib.stride_tricks.sliding_window_view(path, 2 * ORDER - 1)
    readings, shares = weighed.readings.copy(), weighed.shares.copy()
    for start in range(0, len(places), CHUNK):
        part = places[start : start + CHUNK]
        readings[part] = _asked(lattice, chosen, part)
        shares[part] = _shares(model, lattice, windows[part], part, readings[part])
    return Weighed(readings, shares)


def near(moved: Places, count: int) -> Places:
    """Give the places of so many whose readings lean on one of those that moved, and those themselves."""
    around = moved[:, None] + np.arange(1 - ORDER, ORDER)
    return np.unique(around[(around >= 0) & (around < count)])


def _shares(model: LanguageModel, lattice: Lattice, windows: Ids, places: Places, readings: Places) -> Logs:
    words = lattice.words[places[:, None], readings]
    scores = lattice.seen[places[:, None], readings].astype(np.float64)
    for ahead in range(ORDER):
        scores += _with_reading(model, windows, words, ahead)
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Logs = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


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
