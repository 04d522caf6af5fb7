"""The noisy channel: how likely it is that a word was seen as it stands there.

A syllable is an onset and a rime; each is read as segments of one or two letters, every segment seen as nought to
three signs. The best cut of a seen token into onset and rime gives log P(seen | syllable) for all syllables at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np

from dondoc.reading.repair.alignment import NEVER, Edits, Logs, Parts, align, parts_of

LONGEST_SEEN = 12
LONGEST_ONSET_SEEN = 6
ONSET_MARGIN = 11.0  # nats
_ONSETS = ("ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch")


class Style(IntEnum):
    """How a word is written."""

    LOWER = 0
    TITLE = 1
    UPPER = 2


def styled(word: str, style: int) -> str:
    """Give a small-letter word in a style."""
    if style == Style.UPPER:
        return word.upper()
    return word[:1].upper() + word[1:] if style == Style.TITLE else word


def split_syllable(syllable: str) -> tuple[str, str]:
    """Cut a syllable into onset and rime; of a syllable that begins with a vowel the first letter is the onset."""
    for onset in _ONSETS:
        if syllable.startswith(onset) and len(syllable) > len(onset):
            return onset, syllable[len(onset) :]
    return syllable[:1], syllable[1:]


class Channel:
    """Scores seen tokens against all syllables. Built once; asked in batches."""

    def __init__(self, edits: Edits, syllables: Sequence[str]) -> None:
        self.edits = edits
        cuts = [split_syllable(s) for s in syllables]
        onsets = sorted({onset for onset, _ in cuts})
        rimes = sorted({rime for _, rime in cuts})
        where_rime = {rime: i for i, rime in enumerate(rimes)}
        self._by_onset = [
            (np.array(rows), np.array([where_rime[cuts[i][1]] for i in rows]))
            for rows in ([i for i, cut in enumerate(cuts) if cut[0] == onset] for onset in onsets)
        ]
        self._size = len(cuts)
        self._onsets = [parts_of(edits, [styled(o, s) for o in onsets], from_end=False) for s in Style]
        lower, upper = (parts_of(edits, [f(r) for r in rimes], from_end=True) for f in (str.lower, str.upper))
        self._rimes = {Style.LOWER: lower, Style.TITLE: lower, Style.UPPER: upper}

    def rimes(self, seen: Sequence[str], style: Style) -> Logs:
        """Give [signs from the end, seen, rimes]: the part of `score` that LOWER and TITLE share."""
        return self._align(seen, self._rimes[style], from_end=True, longest=LONGEST_SEEN)

    def score(self, seen: Sequence[str], style: Style, rimes: Logs) -> Logs:
        """Give log P(seen | syllable) as a matrix [seen, syllables]; tokens are at most `LONGEST_SEEN` signs long.

        Where the onset is far less likely than the best one, the syllable gets `NEVER`.
        """
        onsets = self._align(seen, self._onsets[style], from_end=False, longest=LONGEST_ONSET_SEEN)
        lengths = np.array([len(s) for s in seen])
        heads = np.arange(len(onsets))[:, None]
        onsets[np.broadcast_to(heads > lengths, onsets.shape[:2])] = NEVER
        likely = onsets > onsets.max(axis=(0, 2), keepdims=True) - ONSET_MARGIN
        best = np.full((len(seen), self._size), NEVER, dtype=np.float32)
        for onset, (rows, tails) in enumerate(self._by_onset):
            for head in range(len(onsets)):
                at = np.flatnonzero(likely[head, :, onset])
                if len(at):
                    logs = onsets[head, at, onset, None] + rimes[lengths[at] - head, at][:, tails]
                    where = np.ix_(at, rows)
                    best[where] = np.maximum(best[where], logs)
        return best

    def _align(self, seen: Sequence[str], parts: Parts, *, from_end: bool, longest: int) -> Logs:
        return align(self.edits, seen, parts, from_end=from_end, longest=longest)
