"""Line pairs become unit pairs: which word was meant, what was seen."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dondoc.reading.repair.tokens import COMMA, STOP, Kind, clean_units, seen_units
from dondoc.reading.repair.tone import new_placement

_LOOKS = str.maketrans("0136589đĐwvy", "olaoobgddumi")
TOO_FAR = 0.75


def shape(word: str) -> str:
    """Give the letters as they look without marks: what two forms of one word share."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return bare.translate(_LOOKS)


@lru_cache(maxsize=1_000_000)
def distance(a: str, b: str) -> float:
    """Give the edit distance of two shapes over the longer one's length."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1] / max(1, len(a), len(b))


@dataclass(frozen=True)
class Match:
    """Some meant units that became some seen units (one and one, mostly)."""

    meant: tuple[str, ...]
    seen: tuple[str, ...]


MOVES = ((1, 1, 0.0), (1, 2, 0.35), (2, 1, 0.35), (1, 0, 1.1), (0, 1, 1.1), (2, 2, 0.5))


def align(meant: list[str], seen: list[str]) -> list[Match]:
    """Pair the units of a line in order, at the least distance of shapes."""
    shapes = [shape(w) for w in meant], [shape(w) for w in seen]
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
    for i in range(len(meant) + 1):
        for j in range(max(0, i - 6), min(len(seen), i + 6) + 1):
            if (i, j) not in best:
                continue
            for di, dj, price in MOVES:
                k, m = i + di, j + dj
                if k > len(meant) or m > len(seen):
                    continue
                gap = distance("".join(shapes[0][i:k]), "".join(shapes[1][j:m])) if di and dj else 0
                cost = best[i, j][0] + price + gap * (di + dj) / 2
                if (k, m) not in best or cost < best[k, m][0]:
                    best[k, m] = cost, (i, j)
    return _walk_back(meant, seen, best)


def _walk_back(
    meant: list[str], seen: list[str], best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]]
) -> list[Match]:
    at: tuple[int, int] | None = (len(meant), len(seen))
    matches = []
    while at is not None and at in best:
        before = best[at][1]
        if before is not None:
            matches.append(Match(tuple(meant[before[0] : at[0]]), tuple(seen[before[1] : at[1]])))
        at = before
    return matches[::-1]


def line_matches(clean: str, damaged: str) -> list[Match]:
    """Cut and pair the units of one line."""
    meant = [new_placement(surface) for surface, fixed in clean_units(clean) if fixed not in (STOP, COMMA)]
    seen = [u.text for u in seen_units(damaged) if u.kind in (Kind.WORD, Kind.NUMBER, Kind.LABEL)]
    if len(meant) == len(seen) and all(
        distance(shape(a), shape(b)) <= TOO_FAR for a, b in zip(meant, seen, strict=True)
    ):
        return [Match((a,), (b,)) for a, b in zip(meant, seen, strict=True)]
    return align(meant, seen)


def read_pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the line pairs of all chunks, in order, in NFC."""
    for path in sorted(folder.glob("[0-9]*.tsv")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            clean, _, damaged = line.partition("\t")
            if damaged:
                yield unicodedata.normalize("NFC", clean), unicodedata.normalize("NFC", damaged)


def count_matches(folder: Path) -> Counter[Match]:
    """Count the unit pairs of all chunks."""
    counts: Counter[Match] = Counter()
    for clean, damaged in read_pairs(folder):
        counts.update(line_matches(clean, damaged))
    return counts
