"""The noisy channel: how likely it is that a word was seen as it stands there.

A syllable is an onset and a rime; each is read as segments of one or two letters, every segment seen as nought to
three signs. The best cut of a seen token into onset and rime gives log P(seen | syllable) for all syllables at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

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
        order = sorted(range(len(cuts)), key=lambda i: cuts[i][0])
        self._place = np.argsort(np.array(order))  # column of each syllable, those of one onset side by side
        where_rime = {rime: i for i, rime in enumerate(rimes)}
        self._by_onset: list[tuple[slice, NDArray[np.int64]]] = []
        start = 0
        for onset in onsets:
            tails = [where_rime[cuts[i][1]] for i in order if cuts[i][0] == onset]
            self._by_onset.append((slice(start, start + len(tails)), np.array(tails)))
            start += len(tails)
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
        for onset, (columns, tails) in enumerate(self._by_onset):
            block = best[:, columns]
            for head in range(len(onsets)):
                at = np.flatnonzero(likely[head, :, onset])
                if len(at):
                    logs = rimes[lengths[at] - head, at][:, tails]
                    logs += onsets[head, at, onset, None]
                    block[at] = np.maximum(block[at], logs)
        return best[:, self._place]

    def _align(self, seen: Sequence[str], parts: Parts, *, from_end: bool, longest: int) -> Logs:
        return align(self.edits, seen, parts, from_end=from_end, longest=longest)
