"""Words that the document has elsewhere beside the same neighbour, as candidates of places that have no good one.

A form that was ruined in an unusual way (`oty` for "ủy") may not have the meant word among its candidates. What stands
sure beside the same word elsewhere in the document ("huyện ủy") is weighed by the channel and put to the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from dondoc.reading.repair.candidates import Finder
from dondoc.reading.repair.lattice import Row
from dondoc.reading.repair.tokens import SPECIAL, Kind
from dondoc.reading.repair.variants import Reading

SURE = 0.9  # share from which a reading counts for others
WEAK = 0.95  # share below which other words are asked for
LEAST = 2  # times that a word stands sure beside the same neighbour
MOST = 3  # words asked for in a place
LEAST_LOG = -22.0  # of a form seen for a word, by the channel

Company = Mapping[int, Counter[int]]


def recalled(
    finder: Finder, rows: Sequence[Row], words: Sequence[int], shares: Sequence[float]
) -> dict[int, list[Reading]]:
    """Give the further readings of weak places; takes the chosen word ids and their shares."""
    after, before = _company(words, shares)
    asked = {
        i: _others(rows[i], after[words[i - 1]] + before[words[i + 1]])
        for i in range(1, len(rows) - 1)
        if shares[i] < WEAK and _is_word(rows[i]) and words[i] >= len(SPECIAL)
    }
    logs = finder.logs_of({(_text(rows[i]), word) for i, ids in asked.items() for word in ids})
    found = {}
    for i, ids in asked.items():
        more = [row for word in ids if (row := logs.get((_text(rows[i]), word))) and row[2] > LEAST_LOG]
        if more:
            found[i] = more
    return found


def _company(words: Sequence[int], shares: Sequence[float]) -> tuple[Company, Company]:
    """Count the words that stand sure after, and before, each word."""
    after: defaultdict[int, Counter[int]] = defaultdict(Counter)
    before: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for (a, sure_a), (b, sure_b) in pairwise(zip(words, shares, strict=True)):
        if min(sure_a, sure_b) >= SURE and min(a, b) >= len(SPECIAL):
            after[a][b] += 1
            before[b][a] += 1
    return after, before


def _is_word(row: Row) -> bool:
    return row.unit is not None and row.unit.kind == Kind.WORD


def _text(row: Row) -> str:
    return row.unit.text if row.unit is not None else ""


def _others(row: Row, company: Counter[int]) -> list[int]:
    return [w for w, n in company.most_common(2 * MOST) if n >= LEAST and w not in row.candidates.ids][:MOST]
