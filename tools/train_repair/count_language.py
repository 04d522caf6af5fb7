"""Count the language model: interpolated modified Kneser-Ney, pruned by what each n-gram is worth.

Genres weigh differently; a weighted count keeps beside it the mean weight of its occurrences, by which its discount is
scaled (S. Chen, J. Goodman 1999; pruning after A. Stolcke 1998, with the context's own frequency).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dondoc.reading.repair.tokens import START

ORDER = 4
WEIGHTS = {
    "admin_documents": 4.0,
    "admin_misc": 4.0,
    "party_politics": 2.5,
    "law_drafts_reports": 3.0,
    "law_vbqppl": 2.0,
    "law_phapdien": 1.0,
    "legal_qa_articles": 1.0,
    "news_other": 1.0,
    "mixed_textbook_news_1000docs": 0.7,
    "wiki_general": 0.5,
}
BITS = np.uint64(16)
LOW = {n: np.uint64((1 << (16 * n)) - 1) for n in range(1, 4)}
Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]


@dataclass
class Counts:
    """The n-grams of one order, sorted by key: raw and weighted counts, later their probabilities."""

    keys: Keys
    raw: Floats
    weighted: Floats
    probability: Floats | None = None


def _merge(keys: Keys, raw: Floats, weighted: Floats) -> Counts:
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    return Counts(keys[starts], np.add.reduceat(raw[order], starts), np.add.reduceat(weighted[order], starts))


def _windows(ids: NDArray[np.uint16], n: int) -> Keys:
    """Give the keys of all n-grams in which `<s>` stands only first."""
    size = len(ids) - n + 1
    keys = np.zeros(size, dtype=np.uint64)
    good = np.ones(size, dtype=bool)
    for i in range(n):
        part = ids[i : i + size]
        keys = (keys << BITS) | part.astype(np.uint64)
        if i:
            good &= part != START
    return keys[good]


def count_order(ids: dict[str, NDArray[np.uint16]], n: int) -> Counts:
    """Count the n-grams of one order over all files."""
    parts = []
    for name, array in ids.items():
        keys = np.sort(_windows(array, n))
        starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
        raw = np.diff(np.r_[starts, len(keys)]).astype(np.float64)
        parts.append((keys[starts], raw, raw * WEIGHTS[name]))
    return _merge(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def continuation(higher: Counts, own: Counts, n: int) -> Counts:
    """Give the Kneser-Ney counts of order n: in how many contexts an n-gram ends; own counts after `<s>`."""
    mean = higher.weighted / higher.raw
    suffix = higher.keys & LOW[n]
    cont = _merge(suffix, np.ones(len(suffix)), mean)
    first = own.keys >> np.uint64(16 * (n - 1)) == START
    return _merge(
        np.concatenate([cont.keys, own.keys[first]]),
        np.concatenate([cont.raw, own.raw[first]]),
        np.concatenate([cont.weighted, own.weighted[first]]),
    )


def discounts(raw: Floats) -> Floats:
    """Give the three discounts of modified Kneser-Ney, indexed by min(count, 3)."""
    n1, n2, n3, n4 = (float((raw == k).sum()) for k in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    return np.array([0.0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3])


@dataclass
class Contexts:
    """The contexts of one order: key, total weighted count, share left to the lower order."""

    keys: Keys
    starts: NDArray[np.int64]
    total: Floats
    left: Floats


def contexts_of(counts: Counts, cut: Floats) -> Contexts:
    """Group the n-grams of an order by their contexts (their keys without the last word)."""
    context = counts.keys >> BITS
    starts = np.flatnonzero(np.r_[True, context[1:] != context[:-1]])
    total = np.add.reduceat(counts.weighted, starts)
    return Contexts(context[starts], starts, total, np.add.reduceat(cut, starts) / total)


def place(keys: Keys, wanted: Keys) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Find keys in a sorted array: positions, and whether each is there."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted


def estimate(orders: dict[int, Counts], words: int) -> dict[int, Contexts]:
    """Fill in the interpolated probabilities of all orders; give the contexts of each."""
    contexts: dict[int, Contexts] = {}
    for n in range(1, ORDER + 1):
        counts = orders[n]
        cut = discounts(counts.raw)[np.minimum(counts.raw, 3).astype(int)] * counts.weighted / counts.raw
        if n == 1:
            total = counts.weighted.sum()
            counts.probability = (counts.weighted - cut) / total + cut.sum() / total / words
            continue
        group = contexts_of(counts, cut)
        sizes = np.diff(np.r_[group.starts, len(counts.keys)])
        total, left = np.repeat(group.total, sizes), np.repeat(group.left, sizes)
        lower = orders[n - 1]
        at, there = place(lower.keys, counts.keys & LOW[n - 1])
        assert there.all()
        assert lower.probability is not None
        counts.probability = (counts.weighted - cut) / total + left * lower.probability[at]
        contexts[n] = group
    return contexts


@dataclass
class Pruned:
    """One order of the pruned model: natural logs."""

    keys: Keys
    log_p: Floats
    worth: Floats
    context_keys: Keys  # of order n - 1
    log_back: Floats


def prune(
    orders: dict[int, Counts], frequency: dict[int, Counts], contexts: dict[int, Contexts], budget: dict[int, int]
) -> dict[int, Pruned]:
    """Keep the n-grams worth most, in each order its budget, then work out the back-off weights of what is left."""
    kept: dict[int, NDArray[np.int64]] = {1: np.arange(len(orders[1].keys))}
    worths: dict[int, Floats] = {1: np.ones(len(orders[1].keys))}
    must: Keys = np.zeros(0, dtype=np.uint64)
    for n in range(ORDER, 1, -1):
        worth = _worth(orders, frequency, contexts, n)
        at, there = place(orders[n].keys, must)
        worth[at[there]] += 1.0  # the suffix of a longer one that is kept stays
        chosen = np.sort(np.argsort(-worth, kind="stable")[: budget[n]])
        kept[n], worths[n] = chosen, worth[chosen]
        must = np.unique(orders[n].keys[chosen] & LOW[n - 1])
    result: dict[int, Pruned] = {}
    for n in range(1, ORDER + 1):
        result[n] = _finish(orders, kept, worths, result, n)
    return result


def _worth(orders: dict[int, Counts], frequency: dict[int, Counts], contexts: dict[int, Contexts], n: int) -> Floats:
    counts, group = orders[n], contexts[n]
    sizes = np.diff(np.r_[group.starts, len(counts.keys)])
    lower = orders[n - 1]
    at, _ = place(lower.keys, counts.keys & LOW[n - 1])
    assert counts.probability is not None
    assert lower.probability is not None
    back = np.repeat(group.left, sizes) * lower.probability[at]
    spot, _ = place(frequency[n].keys, counts.keys)
    share = frequency[n].weighted[spot] / frequency[1].weighted.sum()
    return share * np.log(counts.probability / back)


def _finish(
    orders: dict[int, Counts],
    kept: dict[int, NDArray[np.int64]],
    worths: dict[int, Floats],
    done: dict[int, Pruned],
    n: int,
) -> Pruned:
    counts, chosen = orders[n], kept[n]
    assert counts.probability is not None
    keys, p = counts.keys[chosen], counts.probability[chosen]
    if n == 1:
        return Pruned(keys, np.log(p), worths[n], np.zeros(0, dtype=np.uint64), np.zeros(0))
    lower = np.exp(log_probability(done, keys & LOW[n - 1], n - 1))
    context = keys >> BITS
    starts = np.flatnonzero(np.r_[True, context[1:] != context[:-1]])
    left = 1 - np.add.reduceat(p, starts)
    free = 1 - np.add.reduceat(lower, starts)
    back = np.log(np.maximum(left, 1e-4) / np.maximum(free, 1e-4))
    return Pruned(keys, np.log(p), worths[n], context[starts], np.minimum(back, 0.0))


def log_probability(model: dict[int, Pruned], keys: Keys, n: int) -> Floats:
    """Give log P(last word | words before) of n-grams under the pruned model."""
    at, there = place(model[n].keys, keys)
    found = np.where(there, model[n].log_p[at], 0.0)
    if n == 1:
        return np.where(there, found, -18.0)
    rest = np.flatnonzero(~there)
    if len(rest):
        below = log_probability(model, keys[rest] & LOW[n - 1], n - 1)
        spot, has = place(model[n].context_keys, keys[rest] >> BITS)
        found[rest] = below + np.where(has, model[n].log_back[spot], 0.0)
    return found


def count_language(ids: dict[str, NDArray[np.uint16]], words: int, budget: dict[int, int]) -> dict[int, Pruned]:
    """Count, estimate and prune the model over `words` words."""
    frequency = {n: count_order(ids, n) for n in range(1, ORDER + 1)}
    orders = {ORDER: frequency[ORDER]}
    for n in range(ORDER - 1, 0, -1):
        orders[n] = continuation(frequency[n + 1], frequency[n], n)
    contexts = estimate(orders, words)
    return prune(orders, frequency, contexts, budget)
