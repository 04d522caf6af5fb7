"""A document agrees with itself: where two readings are near, the one it has elsewhere is taken.

Readings that are sure give counts of words and of pairs of words; an open place weighs its readings again by how often
each stands elsewhere in the document, alone and beside the same neighbours. A place never counts for itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dondoc.reading.repair.confidence import Weighed, near, weigh_again
from dondoc.reading.repair.decoder import Lattice, Places
from dondoc.reading.repair.language_model import LanguageModel
from dondoc.reading.repair.tokens import SPECIAL

SURE = 0.9  # share from which a reading counts for others
SETTLED = 0.98  # share from which a place is not weighed again
WORD_WEIGHT, PAIR_WEIGHT = 0.45, 0.8  # in nats, for each unit of log(1 + times elsewhere)
ROUNDS = 1  # before the last
_SHIFT = 17  # bits of a word id

Numbers = NDArray[np.float64]


def agree(model: LanguageModel, lattice: Lattice, chosen: Places, weighed: Weighed) -> Weighed:
    """Give the shares of the readings, the rest of the document asked; the reading to take comes first."""
    for _ in range(ROUNDS):
        asked = _asked_of_document(lattice, chosen, weighed)
        moved = np.flatnonzero(asked.readings[:, 0] != chosen)
        if not len(moved):
            return asked
        chosen = asked.readings[:, 0]
        weighed = weigh_again(model, lattice, chosen, weighed, near(moved, len(chosen)))
    return _asked_of_document(lattice, chosen, weighed)


def _asked_of_document(lattice: Lattice, chosen: Places, weighed: Weighed) -> Weighed:
    words, sure = sure_words(lattice, chosen, weighed)
    places = np.flatnonzero(weighed.shares[:, 0] < SETTLED)
    if not len(places):
        return weighed
    readings = weighed.readings[places]
    shares = np.log(np.maximum(weighed.shares[places], 1e-9)) + _evidence(
        words, sure, places, lattice.words[places[:, None], readings].astype(np.int64)
    )
    return _reordered(weighed, places, readings, shares)


def sure_words(lattice: Lattice, chosen: Places, weighed: Weighed) -> tuple[Places, Numbers]:
    """Give the word ids chosen, and 1 for those that count for others, 0 for the rest."""
    words = lattice.words[np.arange(len(chosen)), chosen].astype(np.int64)
    return words, np.where((words >= len(SPECIAL)) & (weighed.shares[:, 0] >= SURE), 1.0, 0.0)


def keys_of(left: Places, right: Places) -> Places:
    """Give the keys of pairs of words."""
    return left << _SHIFT | right


def _evidence(words: Places, sure: Numbers, places: Places, readings: Places) -> Numbers:
    """Give, in nats, what the rest of the document says for each reading of some places."""
    padded, weights = np.pad(words, 1), np.pad(sure, 1)
    pairs = keys_of(padded[:-1], padded[1:])
    pair_weights = np.minimum(weights[:-1], weights[1:])
    single, double = Counts.of(words, sure), Counts.of(pairs, pair_weights)
    itself = readings == words[places][:, None]
    before, after = padded[places][:, None], padded[places + 2][:, None]
    evidence = WORD_WEIGHT * _elsewhere(single.ask(readings), itself, sure[places])
    for keys, own in ((keys_of(before, readings), places), (keys_of(readings, after), places + 1)):
        evidence += PAIR_WEIGHT * _elsewhere(double.ask(keys), itself, pair_weights[own])
    plain = (readings >= len(SPECIAL)) & (words[places] >= len(SPECIAL))[:, None]  # numbers are not outvoted
    return np.where(plain, evidence, 0.0)


def _elsewhere(counts: Numbers, itself: NDArray[np.bool_], own: Numbers) -> Numbers:
    return np.log1p(np.maximum(counts - itself * own[:, None], 0.0))


def _reordered(weighed: Weighed, places: Places, readings: Places, logs: Numbers) -> Weighed:
    """Give the shares anew, in some places with another reading first; of two neighbours only the first changes."""
    best = logs.argmax(axis=1)
    moved = np.zeros(len(weighed.shares), dtype=bool)
    moved[places] = best > 0
    moved[1:] &= ~moved[:-1]
    best[~moved[places]] = 0
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    rows = np.arange(len(places))
    out = Weighed(weighed.readings.copy(), weighed.shares.copy())
    for array, values in ((out.readings, readings), (out.shares, shares)):
        array[places] = values
        array[places, best] = values[:, 0]
        array[places, 0] = values[rows, best]
    return out


@dataclass(frozen=True)
class Counts:
    """How often each key stands for a sure reading."""

    keys: Places
    counts: Numbers

    @classmethod
    def of(cls, keys: Places, weights: Numbers) -> Counts:
        """Add up the weights of equal keys; `keys` and `weights` have one entry for each reading."""
        distinct, which = np.unique(keys, return_inverse=True)
        return cls(distinct, np.bincount(which, weights=weights).astype(np.float64))

    def ask(self, keys: Places) -> Numbers:
        """Give the counts of keys, 0 where a key never was."""
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.counts[at], 0.0)
