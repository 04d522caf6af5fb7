"""How likely a word that is no Vietnamese syllable is spelled as it stands: letter pairs of foreign words and acronyms.

Tells a foreign word, which stays (`logistics`), from a ruin, which does not (`xtmg`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LETTERS = "abcdefghijklmnopqrstuvwxyzđ"
EDGE = len(LETTERS)
STRANGE = -9.0  # a sign that is no letter, or carries marks of another language
CASE_CHANGE = -3.0  # a capital after a small letter


@dataclass(frozen=True)
class Spelling:
    """log P(letter | letter before), the edge of the word counted as a letter."""

    pairs: NDArray[np.float32]

    @classmethod
    def flat(cls) -> Spelling:
        """Give the model that knows nothing."""
        return cls(np.full((EDGE + 1, EDGE + 1), -np.log(EDGE + 1), dtype=np.float32))

    def log(self, word: str) -> float:
        """Give the log-probability of a word's spelling; at most so many signs are looked at that time stays even."""
        total, last = 0.0, EDGE
        for i, sign in enumerate(word[:40]):
            at = LETTERS.find(sign.lower())
            if at < 0:
                total += STRANGE
                continue
            total += float(self.pairs[last, at])
            if sign.isupper() and i and word[i - 1].islower():
                total += CASE_CHANGE
            last = at
        return total + float(self.pairs[last, EDGE])
