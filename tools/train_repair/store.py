"""Put the counted model into the arrays that the package ships."""

from __future__ import annotations

import numpy as np
from count_language import ORDER, Pruned
from numpy.typing import NDArray

from dondoc.reading.repair.language_model import context_keys
from dondoc.reading.repair.tables import extend, pack

Arrays = dict[str, NDArray[np.generic]]
CODES = 255


def codebook(
    values: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Quantise values to 255 levels of about equal weight; code 0 means "not there" and stands for 0.0."""
    order = np.argsort(values, kind="stable")
    share = np.cumsum(weights[order])
    codes = np.empty(len(values), dtype=np.uint8)
    codes[order] = 1 + np.minimum((share / share[-1] * CODES).astype(int), CODES - 1)
    sums = np.bincount(codes, weights=values * weights, minlength=CODES + 1)
    totals = np.bincount(codes, weights=weights, minlength=CODES + 1)
    return np.divide(sums, totals, out=np.zeros(CODES + 1), where=totals > 0).astype(np.float32), codes


def columns(keys: NDArray[np.uint64], n: int) -> NDArray[np.int32]:
    """Unpack keys of 16-bit words into a matrix [keys, n]."""
    shifts = np.arange(n - 1, -1, -1, dtype=np.uint64) * np.uint64(16)
    return ((keys[:, None] >> shifts) & np.uint64(0xFFFF)).astype(np.int32)


def language_arrays(model: dict[int, Pruned], words: int) -> Arrays:
    """Give the stored arrays of the language model."""
    unigram = np.full(words, -18.0)
    unigram[model[1].keys.astype(np.int64)] = model[1].log_p
    back_one = np.zeros(words)
    back_one[model[2].context_keys.astype(np.int64)] = model[2].log_back
    arrays: Arrays = {"unigram": unigram.astype(np.float16), "back_one": back_one.astype(np.float16)}
    for n in range(2, ORDER + 1):
        ids = columns(model[n].keys, n)
        keys = extend(context_keys(ids[:, :-1], n), ids[:, -1])
        arrays |= _table(f"gram{n}", keys, model[n].log_p, model[n].worth)
        if n > 2:
            contexts = context_keys(columns(model[n].context_keys, n - 1), n)
            arrays |= _table(f"back{n}", contexts, model[n].log_back, -model[n].log_back)
    return arrays


def _table(name: str, keys: NDArray[np.uint64], values: NDArray[np.float64], worth: NDArray[np.float64]) -> Arrays:
    book, codes = codebook(values, np.ones(len(values)))
    packed = pack(keys, codes, worth)
    return {
        f"{name}_counts": packed.counts,
        f"{name}_marks": packed.marks,
        f"{name}_codes": packed.codes,
        f"{name}_book": book,
    }
