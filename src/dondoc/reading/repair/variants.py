"""Readings of a seen form as two words, or as a word with something behind it.

The engine joins words (`Kéhoach` for "Kế hoạch"), and behind a word may stand a question mark or the number of a note
(`uwong2` for "ương2") that looks like a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from dondoc.reading.repair.language_model import LanguageModel

if TYPE_CHECKING:
    from dondoc.reading.repair.candidates import Candidates

Reading = tuple[str, int, float]  # surface, word id, log P(seen | meant)
Find = Callable[[Iterable[str]], "dict[str, Candidates]"]

_TAILED = re.compile(r"((?:[^\W\d_]|['’‘]){1,11}[^\W\d_])([?:]|[1-9])")
QUESTION, COLON, NOTE, LIKE_LETTER = -3.0, -1.5, -5.0, -9.0  # log P of marks, numbers, numbers like letters behind
_HOOKED = re.compile(r"[ủũửữỉĩ]", re.IGNORECASE)  # at the end of a word their mark may be seen as a colon
_LETTERS = "469"
_JOINED = re.compile(r"[^\W\d_](?:[^\W_]|['’‘]){4,13}")
JOINED = -6.0  # log P that the space between two words is lost
SHORTEST_PART, LONGEST_PART = 2, 9
KEPT = 5  # readings of each part
BEST = 3  # readings of the whole


def with_tails(find: Find, forms: Iterable[str]) -> dict[str, list[Reading]]:
    """Give, for forms with a mark or a number behind a word, the readings that keep it there."""
    cut = {form: match for form in forms if (match := _TAILED.fullmatch(form))}
    stems = find({match.group(1) for match in cut.values()})
    return {form: _tailed(stems[match.group(1)], match.group(2)) for form, match in cut.items()}


def _tailed(stem: Candidates, tail: str) -> list[Reading]:
    price = {"?": QUESTION, ":": COLON}.get(tail, LIKE_LETTER if tail in _LETTERS else NOTE)
    rows = list(zip(stem.surfaces, stem.ids, stem.logs, strict=True))
    kept = [(surface + tail, i, log + price) for surface, i, log in rows]
    return kept + [row for row in rows if tail == ":" and _HOOKED.match(row[0][-1:])]


def as_two_words(
    find: Find, model: LanguageModel, is_syllable: Callable[[str], bool], forms: Iterable[str]
) -> dict[str, list[Reading]]:
    """Give the best readings of forms as two syllables; the id is the second's, the log makes up for the first."""
    cuts = {form: list(_cuts(form)) for form in forms if _JOINED.fullmatch(form) and not form.isupper()}
    found = find({part for pairs in cuts.values() for pair in pairs for part in pair})
    parts = {form: _syllables(candidates, is_syllable) for form, candidates in found.items()}
    best = {}
    for form, pairs in cuts.items():
        rows = [row for left, right in pairs for row in _joined(model, parts[left], parts[right])]
        best[form] = sorted(rows, key=lambda row: -(row[2] + float(model.unigram[row[1]])))[:BEST]
    return best


def _cuts(form: str) -> Iterator[tuple[str, str]]:
    for at in range(SHORTEST_PART, len(form) - SHORTEST_PART + 1):
        if at <= LONGEST_PART and len(form) - at <= LONGEST_PART:
            yield form[:at], form[at:]


def _syllables(candidates: Candidates, is_syllable: Callable[[str], bool]) -> list[Reading]:
    rows = zip(candidates.surfaces, candidates.ids, candidates.logs, strict=True)
    return [row for row in rows if is_syllable(row[0].lower())][:KEPT]


def _joined(model: LanguageModel, left: list[Reading], right: list[Reading]) -> Iterator[Reading]:
    pairs = [(a, b) for a, b in product(left, right) if b[0].islower()]
    if not pairs:
        return
    first, second = (np.array([pair[i][1] for pair in pairs], dtype=np.int32) for i in (0, 1))
    follows = model.rough(first, second[:, None])[:, 0] - model.unigram[second] + model.unigram[first]
    for (a, b), log in zip(pairs, follows.tolist(), strict=True):
        yield f"{a[0]} {b[0]}", b[1], a[2] + b[2] + log + JOINED
