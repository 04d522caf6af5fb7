"""A compact table from 64-bit keys to small codes: what the n-grams are kept in.

Keys are hashed into buckets of `WIDTH` slots; a slot keeps 16 bits of the hash (the fingerprint) and one byte of value.
A key that is not in the table is taken for one that is with a probability of about WIDTH / 65,536.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDTH = 8
LOAD = 3.2  # mean number of entries in a bucket
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFF)
_MIX = np.uint64(0xBF58476D1CE4E5B9)

Keys = NDArray[np.uint64]


def extend(keys: Keys, words: NDArray[np.integer]) -> Keys:
    """Give the keys of contexts lengthened by one word on the right (arrays broadcast)."""
    return (keys ^ (words.astype(np.uint64) + np.uint64(1))) * _GOLDEN + (keys >> np.uint64(29))


def scramble(keys: Keys) -> Keys:
    """Give well-mixed hashes of keys."""
    mixed = (keys ^ (keys >> np.uint64(31))) * _MIX
    return mixed ^ (mixed >> np.uint64(27))


def _home(hashes: Keys, buckets: int) -> NDArray[np.int64]:
    """Give the bucket of each hash, by its upper half."""
    return (((hashes >> _HALF) * np.uint64(buckets)) >> _HALF).astype(np.int64)


@dataclass(frozen=True)
class Packed:
    """The table as it is stored: entries sorted by bucket, with the number of entries a bucket."""

    counts: NDArray[np.uint8]
    marks: NDArray[np.uint16]
    codes: NDArray[np.uint8]


def pack(keys: Keys, codes: NDArray[np.uint8], worth: NDArray[np.floating]) -> Packed:
    """Build the stored form. Where a bucket overflows, the entries of least `worth` are left out."""
    buckets = max(1, int(len(keys) / LOAD))
    hashes = scramble(keys)
    home = _home(hashes, buckets)
    order = np.lexsort((-worth, home))
    home = home[order]
    first = np.searchsorted(home, home)
    kept = order[(np.arange(len(home)) - first) < WIDTH]
    counts = np.bincount(_home(hashes[kept], buckets), minlength=buckets)
    return Packed(counts.astype(np.uint8), (hashes[kept] & _LOW).astype(np.uint16), codes[kept])


@dataclass(frozen=True)
class Table:
    """The table as it is asked."""

    marks: NDArray[np.uint16]  # buckets x WIDTH; empty slots are told by code 0
    codes: NDArray[np.uint8]  # buckets * WIDTH

    @classmethod
    def unpack(cls, packed: Packed) -> Table:
        """Spread the entries over their buckets."""
        buckets = len(packed.counts)
        ends = np.cumsum(packed.counts, dtype=np.int64)
        home = np.repeat(np.arange(buckets), packed.counts)
        slot = np.arange(len(home)) - np.repeat(ends - packed.counts, packed.counts)
        marks = np.zeros((buckets, WIDTH), dtype=np.uint16)
        codes = np.zeros(buckets * WIDTH, dtype=np.uint8)
        marks[home, slot] = packed.marks
        codes[home * WIDTH + slot] = packed.codes
        return cls(marks, codes)

    def ask(self, keys: Keys) -> NDArray[np.uint8]:
        """Give the codes of keys (any shape); 0 where a key is not in the table."""
        hashes = scramble(keys.ravel())
        home = _home(hashes, len(self.marks))
        hits = np.flatnonzero(self.marks[home] == (hashes & _LOW).astype(np.uint16)[:, None])
        found = np.zeros(len(hashes), dtype=np.uint8)
        rows = hits // WIDTH
        found[rows] = self.codes[home[rows] * WIDTH + hits % WIDTH]
        reshaped: NDArray[np.uint8] = found.reshape(keys.shape)
        return reshaped
