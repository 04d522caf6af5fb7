"""Learn how meant letters come to be seen as others: segment edits, by repeated best alignment.

A meant word is cut into segments of one or two letters, each seen as nought to three signs. P(seen | meant segment)
and the share of pairs of letters that are seen as one are counted from the best alignment of each word pair, and the
alignment is made again with what was counted (hard expectation maximisation; nothing random).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pairs import Match, shape

ROUNDS = 4
SEEN_LONGEST = 3
FLOOR = -9.5  # log-probability of an edit never seen

Segment = tuple[str, str]


@dataclass
class Edits:
    """Log-probabilities of segment edits; `two` is the log-share of a pair of letters being seen as one segment."""

    seen: dict[Segment, float] = field(default_factory=dict)
    two: dict[str, float] = field(default_factory=dict)

    def price(self, meant: str, seen: str) -> float:
        """Give log P(seen | meant) for one segment, cut choice included."""
        if len(meant) == 2:
            if meant not in self.two or (meant, seen) not in self.seen:
                return -math.inf
            return self.two[meant] + self.seen[meant, seen]
        return self.seen.get((meant, seen), FLOOR - 2.0 * abs(len(seen) - 1))


def first_guess(meant: str, seen: str) -> float:
    """Give a starting price: same looks are cheap, all else by length."""
    a, b = shape(meant), shape(seen)
    if meant == seen:
        return -0.1
    if a == b:
        return -0.5 if len(meant) == 1 else -2.5
    return -4.0 - 1.5 * abs(len(meant) - len(seen)) - (2.5 if len(meant) == 2 else 0)


def best_cut(meant: str, seen: str, price) -> list[Segment]:  # noqa: ANN001
    """Give the best alignment of a word pair as segments."""
    n, m = len(meant), len(seen)
    best = {(0, 0): (0.0, (0, 0))}
    for i in range(n + 1):
        for j in range(m + 1):
            if (i, j) not in best:
                continue
            score = best[i, j][0]
            for di in (1, 2):
                if i + di > n:
                    break
                for dj in range(0 if di == 1 else 1, SEEN_LONGEST + 1):
                    if j + dj > m:
                        break
                    new = score + price(meant[i : i + di], seen[j : j + dj])
                    if new > best.get((i + di, j + dj), (-math.inf, None))[0]:
                        best[i + di, j + dj] = new, (i, j)
    if (n, m) not in best:
        return []
    cut, at = [], (n, m)
    while at != (0, 0):
        before = best[at][1]
        cut.append((meant[before[0] : at[0]], seen[before[1] : at[1]]))
        at = before
    return cut[::-1]


def word_pairs(matches: Counter[Match]) -> Counter[tuple[str, str]]:
    """Give the (meant, seen) pairs of single words, numbers left out."""
    pairs: Counter[tuple[str, str]] = Counter()
    for match, count in matches.items():
        if len(match.meant) == len(match.seen):
            for meant, seen in zip(match.meant, match.seen, strict=True):
                if meant.isalpha() and len(meant) <= 12 and len(seen) <= 16:
                    pairs[meant, seen] += count
    return pairs


def learn(pairs: Counter[tuple[str, str]]) -> Edits:
    """Learn the edits from word pairs."""
    edits: Edits | None = None
    for _ in range(ROUNDS):
        price = first_guess if edits is None else edits.price
        cuts = ((best_cut(meant, seen, price), meant, min(n, 50 + n**0.5)) for (meant, seen), n in pairs.items())
        edits = _count(cuts)
    assert edits is not None
    return edits


def _count(cuts: Iterable[tuple[list[Segment], str, float]]) -> Edits:
    seen: Counter[Segment] = Counter()
    totals: Counter[str] = Counter()
    pair_totals: Counter[str] = Counter()
    for cut, meant, weight in cuts:
        for segment in cut:
            seen[segment] += weight
            totals[segment[0]] += weight
        for i in range(len(meant) - 1):
            pair_totals[meant[i : i + 2]] += weight
    kinds: dict[str, int] = defaultdict(int)
    for meant, _ in seen:
        kinds[meant] += 1
    edits = Edits()
    for (meant, saw), count in seen.items():
        if len(meant) == 2 and (totals[meant] < 3 or totals[meant] / pair_totals[meant] < 0.002):
            continue
        if len(meant) == 2:
            edits.two[meant] = math.log(totals[meant] / (pair_totals[meant] + 1))
        edits.seen[meant, saw] = math.log(count / (totals[meant] + 0.1 * kinds[meant]))
    return edits
