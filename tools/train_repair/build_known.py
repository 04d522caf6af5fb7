"""The candidates of the seen forms met in training, worked out once.

P(seen | meant) mixes what was counted with what the segments say; the rarer the word, the more of the latter, but never
less than `LEAST_SMOOTH`, since another engine damages even common words in ways that were not met.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from count_channel import Edits as Learned
from numpy.typing import NDArray
from pairs import Match

from dondoc.reading.repair.candidates import BATCH, STYLE_PRIOR, Finder
from dondoc.reading.repair.channel import LONGEST_SEEN
from dondoc.reading.repair.spelling import EDGE, LETTERS
from dondoc.reading.repair.tokens import SPECIAL

ALPHA = 20.0
LEAST_SMOOTH = 0.2
KEPT = 16
CAPITALS_WEIGHT = 0.5
Arrays = dict[str, NDArray[np.generic]]


def single_pairs(matches: Counter[Match]) -> Counter[tuple[str, str]]:
    """Give the (meant, seen) pairs of single units."""
    pairs: Counter[tuple[str, str]] = Counter()
    for match, count in matches.items():
        if len(match.meant) == len(match.seen):
            for meant, seen in zip(match.meant, match.seen, strict=True):
                pairs[meant, seen] += count
    return pairs


def style_log(surface: str) -> float:
    """Give the log-probability that a word is written in this style."""
    if surface.islower():
        return STYLE_PRIOR[0]
    return STYLE_PRIOR[2] if surface.isupper() and len(surface) > 1 else STYLE_PRIOR[1]


def known_rows(finder: Finder, pairs: Counter[tuple[str, str]]) -> dict[str, list[tuple[str, float]]]:
    """Give, for each seen form, its readings and log P(seen, style | word)."""
    meant_total: Counter[str] = Counter()
    by_seen: dict[str, Counter[str]] = defaultdict(Counter)
    for (meant, seen), count in pairs.items():
        if " " not in meant and len(meant) <= 14 and len(seen) <= 14:
            meant_total[meant] += count
            by_seen[seen][meant] += count
    seen_forms = sorted(
        s
        for s in by_seen
        if len(s) <= LONGEST_SEEN and not s.isdigit() and not (len(s) == 1 and s.isascii() and s.isalpha())
    )
    rows: dict[str, list[tuple[str, float]]] = {}
    for start in range(0, len(seen_forms), BATCH):
        batch = seen_forms[start : start + BATCH]
        for form, scored in zip(batch, finder.score_batch(batch, 24), strict=True):
            rows[form] = _mixed(finder, scored, by_seen[form], meant_total)
    return rows


def _mixed(
    finder: Finder, scored: list[tuple[str, float]], counted: Counter[str], totals: Counter[str]
) -> list[tuple[str, float]]:
    by_segments = {surface: log - style_log(surface) for surface, log in scored}
    rows = []
    for surface in {*by_segments, *counted}:
        share = LEAST_SMOOTH + (1 - LEAST_SMOOTH) * ALPHA / (totals[surface] + ALPHA)
        smooth = math.exp(max(by_segments.get(surface, -14.0), -40))
        log = math.log((1 - share) * counted[surface] / max(1, totals[surface]) + share * smooth)
        log += style_log(surface)
        rows.append((surface, log))
    rows.sort(key=lambda row: (-row[1] - finder.prior(row[0]), row[0]))
    return rows[:KEPT]


def known_arrays(rows: dict[str, list[tuple[str, float]]]) -> Arrays:
    """Give the stored arrays of the seen forms."""
    surfaces = sorted({surface for row in rows.values() for surface, _ in row})
    index = {surface: i for i, surface in enumerate(surfaces)}
    entries = [index[surface] for row in rows.values() for surface, _ in row]
    logs = [min(255, round(-10 * log)) for row in rows.values() for _, log in row]
    return {
        "known_forms": lines(list(rows)),
        "known_surfaces": lines(surfaces),
        "known_counts": np.array([len(row) for row in rows.values()], dtype=np.uint8),
        "known_entries": np.array(entries, dtype=np.uint16),
        "known_logs": np.array(logs, dtype=np.uint8),
    }


def edit_arrays(edits: Learned) -> Arrays:
    """Give the stored arrays of the segment edits: a matrix [signs, units] of log-probabilities in tenths."""
    units = sorted({meant for meant, _ in edits.seen})
    signs = sorted({seen for _, seen in edits.seen})
    matrix = np.minimum(-10 * edits.matrix(units, signs), 255).round().astype(np.uint8)
    return {"edit_units": lines(units), "edit_signs": lines(signs), "edit_matrix": matrix}


def lines(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Pack strings into bytes, one a line."""
    return np.frombuffer("\n".join(texts).encode("utf-8"), dtype=np.uint8)


def spelling_array(forms: Counter[str], is_syllable: Callable[[str], bool]) -> NDArray[np.float16]:
    """Count the letter pairs of the words that are no syllables; a word counts by the root of its frequency."""
    pairs = np.full((EDGE + 1, EDGE + 1), 0.5)
    for word, count in forms.items():
        small = word.lower()
        places = [LETTERS.find(c) for c in small]
        if len(small) < 2 or min(places) < 0 or is_syllable(small):
            continue
        for a, b in zip([EDGE, *places], [*places, EDGE], strict=True):
            pairs[a, b] += count**0.5
    return np.log(pairs / pairs.sum(axis=1, keepdims=True)).astype(np.float16)


def acronyms(forms: Counter[str], is_syllable: Callable[[str], bool]) -> list[str]:
    """Give the acronyms that lose the bar of a Đ or the horn of a Ư: in capitals, met five times, no syllables."""
    return sorted(
        word
        for word, count in forms.items()
        if count >= 5 and len(word) > 1 and word.isupper() and {*word} & {*"ĐƯ"} and not is_syllable(word.lower())
    )


def capitals_array(forms: Counter[str], words: Sequence[str]) -> NDArray[np.float16]:
    """Say for each word what a small first letter and a capital tell, against an average word: [ids, 2]."""
    small, capital = (np.array([float(forms[form(word)]) for word in words]) for form in (str.lower, str.capitalize))
    share = (capital + 1.0) / (small + capital + 10.0)
    rows = np.stack([np.log1p(-share), np.log(share) - STYLE_PRIOR[1]], axis=1) * CAPITALS_WEIGHT
    return np.concatenate([np.zeros((len(SPECIAL), 2)), rows]).clip(-4, 4).astype(np.float16)
