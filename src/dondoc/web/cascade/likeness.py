"""How alike two titles are: by the words they share, rare words counting more than common ones. No database.

The measure is that of Dice over words and pairs of neighbouring words, weighed by how rare each is among all titles
(inverse document frequency), mixed with how much of the shorter title stands in the longer one, because an agency
often words a task at more length than the programme does, or at less.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dondoc.web.text import folded

Features = frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """That one title is like another: their places in the two lists, and how much (0 … 1)."""

    wanted: int
    offered: int
    score: float


def match(wanted: Sequence[str], offered: Sequence[str], *, least: Sequence[float]) -> list[Match]:
    """Pair two lists of titles, each title at most once, the most alike first.

    `least` says for each wanted title how alike the other must be. Gives the pairs in the order of the wanted ones.
    """
    left, right = [_features(one) for one in wanted], [_features(one) for one in offered]
    weights = _rarity([*left, *right])
    pairs = [
        Match(i, j, score)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if one & other and (score := likeness(one, other, weights)) >= least[i]
    ]
    return sorted(_each_once(sorted(pairs, key=lambda pair: -pair.score)), key=lambda pair: pair.wanted)


def likeness(one: Features, other: Features, weights: Mapping[str, float]) -> float:
    """Give how alike two titles are, from 0 to 1."""
    shared = _weight(one & other, weights)
    first, second = _weight(one, weights), _weight(other, weights)
    if not shared or not first or not second:
        return 0.0
    return min(1.0, 0.5 * (2 * shared / (first + second)) + 0.5 * (shared / min(first, second)))


def _each_once(pairs: Iterable[Match]) -> list[Match]:
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    kept = []
    for pair in pairs:
        if pair.wanted not in taken_left and pair.offered not in taken_right:
            taken_left.add(pair.wanted)
            taken_right.add(pair.offered)
            kept.append(pair)
    return kept


def _features(title: str) -> Features:
    words = ["".join(letter for letter in word if letter.isalnum()) for word in folded(title).split()]
    words = [word for word in words if word]
    return frozenset([*words, *(f"{a} {b}" for a, b in itertools.pairwise(words))])


def _rarity(titles: Sequence[Features]) -> dict[str, float]:
    counts = Counter(feature for title in titles for feature in title)
    return {feature: math.log((1 + len(titles)) / count) for feature, count in counts.items()}


def _weight(features: Features, weights: Mapping[str, float]) -> float:
    return sum(weights[one] for one in features)
