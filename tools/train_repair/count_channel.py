"""Learn how meant letters come to be seen as others: segment edits, by repeated best alignment.

A meant word is cut into segments of one or two letters, each seen as nought to three signs. P(seen | meant segment)
and the share of pairs of letters that are seen as one are counted from the best alignment of each word pair, and the
alignment is made again with what was counted (hard expectation maximisation; nothing random).
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
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

    def matrix(self, units: list[str], signs: list[str]) -> NDArray[np.float64]:
        """Give log P(signs | unit) for all, smoothed by what happens to letters of the same base, then of any base."""
        row_of, column_of = {s: i for i, s in enumerate(signs)}, {u: i for i, u in enumerate(units)}
        learned = np.zeros((len(signs), len(units)))
        for (meant, saw), log in self.seen.items():
            learned[row_of[saw], column_of[meant]] = math.exp(log)
        single = np.array([len(u) == 1 for u in units])
        groups = [_pool(learned, single, [key(u) for u in units]) for key in (_base, _class)]
        sizes = np.array([max(1, len(s)) for s in signs])
        even = np.where(sizes == 1, 1.0, 0.1 ** (sizes - 1))[:, None] / 300
        looks = np.array([[_looks_like(s, u) for u in units] for s in signs])
        guess = SHARES[1] * groups[0] + SHARES[2] * groups[1] + SHARES[3] * even
        case = np.array([[_case_of(s) * _case_of(u) < 0 for u in units] for s in signs])
        barred = np.array([u == BARRED for u in units])
        guess = np.where(case, 0.05, 1.0) * guess + np.where(case & ~barred, 0.05, 1.0) * SHARES[4] * looks
        smooth = SHARES[0] * learned + guess
        pairs = np.log(np.maximum(learned, 1e-30)) + np.array([self.two.get(u, 0.0) for u in units])
        return np.where(single, np.log(smooth), pairs)


# How much of an edit's probability comes from what was counted, from letters of the same base, from all vowels or all
# consonants, from nothing at all, and from looks.
SHARES = (0.86, 0.05, 0.02, 0.01, 0.06)
LOOKS = (
    "iIl1!|jtìíîïr",
    "oO0Q6@9gG¢óòôöõde&qb",
    "aàáâäãåd4@eo6q23",
    "eèéêëc€¢o6ae",
    "uúùûüwvyiUn",
    "sS58",
    "bB6h",
    "dDđĐ",
    "yYýÿ¥v",
    "gqy9",
    "zZ2",
)
BARRED, LIKE_BARRED = "Đ", "PBbpDÐ"  # only the capital is taken for letters with a bow


def _looks_like(signs: str, unit: str) -> float:
    """Give a probability for signs that look like the letter, marks aside."""
    if len(signs) != 1 or len(unit) != 1:
        return 0.0
    if unit == BARRED and signs in LIKE_BARRED:
        return 1 / len(LIKE_BARRED)
    base = _base(unit)
    return max((1 / len(group) for group in LOOKS if base in group and signs in group), default=0.0)


def _case_of(text: str) -> int:
    """Give 1 for a capital that looks unlike its small letter, -1 for such a small letter, 0 for other signs."""
    letter = _base(text[0]) if text else ""
    if letter.lower() in "cosuvwxzi" or not letter.isalpha():
        return 0
    return 1 if letter.isupper() else -1


def _base(unit: str) -> str:
    """Give the letter without marks, case kept."""
    return "d" if unit == "đ" else "D" if unit == "Đ" else unicodedata.normalize("NFD", unit)[0]


def _class(unit: str) -> str:
    """Tell vowels from other letters, and small ones from capitals."""
    base = _base(unit)
    return ("v" if base.lower() in "aeiouy" else "c") + ("U" if base.isupper() else "l")


def _pool(learned: NDArray[np.float64], single: NDArray[np.bool_], keys: list[str]) -> NDArray[np.float64]:
    pooled = np.zeros_like(learned)
    for key in sorted(set(keys)):
        members = np.array([k == key for k in keys]) & single
        if members.any():
            pooled[:, members] = learned[:, members].mean(axis=1, keepdims=True)
    return pooled


def first_guess(meant: str, seen: str) -> float:
    """Give a starting price: same looks are cheap, all else by length."""
    a, b = shape(meant), shape(seen)
    if meant == seen:
        return -0.1
    if a == b:
        return -0.5 if len(meant) == 1 else -2.5
    return -4.0 - 1.5 * abs(len(meant) - len(seen)) - (2.5 if len(meant) == 2 else 0)


def best_cut(meant: str, seen: str, price) -> list[Segment]:
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
