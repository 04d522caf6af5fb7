"""What a seen unit may mean: surfaces with their language-model ids and log P(seen | meant).

Seen forms met in training have their candidates stored; others are scored by the channel against all syllables.
What is no Vietnamese (codes, acronyms, foreign words) may always stay as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dondoc.reading.repair.channel import LONGEST_SEEN, Channel, Style, styled
from dondoc.reading.repair.language_model import LanguageModel
from dondoc.reading.repair.tokens import UNKNOWN, clean_units

WIDTH = 16
NEVER = np.float32(-1e9)
BATCH = 256
STAY_KNOWN = -0.7  # log P(seen | meant) of a word in Latin letters that stays, and of one not in the vocabulary
STAY_UNKNOWN = -2.0
STAY_UNKNOWN_LETTER = -1.6
STYLE_PRIOR = (0.0, -2.5, -4.0)
PRIOR_SHARE = 0.7  # how much a word's own frequency counts when the best candidates are picked
_EDGE = "?!'’‘`*|}{]["


@dataclass(frozen=True)
class Candidates:
    """The readings of one seen form, the likeliest by the channel first; at most `WIDTH`."""

    surfaces: tuple[str, ...]
    ids: tuple[int, ...]
    logs: tuple[float, ...]


@dataclass(frozen=True)
class Known:
    """Candidates of the seen forms met in training: for form i, entries `starts[i]:starts[i + 1]`."""

    forms: Mapping[str, int]
    surfaces: tuple[str, ...]
    starts: NDArray[np.int32]
    entries: NDArray[np.uint16]
    logs: NDArray[np.float32]


def class_of(model: LanguageModel, surface: str) -> int:
    """Give the language-model id of a surface: of the word, or of the class of a number."""
    units = list(clean_units(surface))
    if len(units) != 1:
        return UNKNOWN
    form, fixed = units[0]
    return model.id_of(form.lower()) if fixed is None else fixed


class Finder:
    """Finds candidates; remembers what it found."""

    def __init__(self, model: LanguageModel, channel: Channel, syllables: Sequence[str], known: Known | None) -> None:
        self.model, self.channel, self.known = model, channel, known
        self.syllables = syllables
        self.syllable_ids = np.array([model.id_of(s) for s in syllables])
        self._syllable_set = frozenset(syllables)
        self._prior = PRIOR_SHARE * model.unigram[self.syllable_ids]

    def is_syllable(self, word: str) -> bool:
        """Tell whether a small-letter word is a Vietnamese syllable."""
        return word in self._syllable_set

    def find(self, forms: Iterable[str]) -> dict[str, Candidates]:
        """Give the candidates of each distinct form."""
        found: dict[str, Candidates] = {}
        unknown: list[str] = []
        for form in forms:
            entry = self._stored(form)
            if entry is not None:
                found[form] = entry
            else:
                unknown.append(form)
        found.update(self._score(unknown))
        return found

    def _stored(self, form: str) -> Candidates | None:
        if self.known is None or form not in self.known.forms:
            return None
        row = self.known.forms[form]
        part = slice(int(self.known.starts[row]), int(self.known.starts[row + 1]))
        surfaces = [self.known.surfaces[i] for i in self.known.entries[part]]
        return self._complete(form, zip(surfaces, self.known.logs[part].tolist(), strict=True))

    def _score(self, forms: list[str]) -> dict[str, Candidates]:
        found: dict[str, Candidates] = {}
        short = [f for f in forms if len(f) <= LONGEST_SEEN]
        for form in forms:
            if len(form) > LONGEST_SEEN:
                found[form] = self._complete(form, ())
        for start in range(0, len(short), BATCH):
            batch = short[start : start + BATCH]
            for form, scored in zip(batch, self.score_batch(batch), strict=True):
                found[form] = self._complete(form, scored)
        return found

    def score_batch(self, forms: list[str], width: int = WIDTH) -> list[list[tuple[str, float]]]:
        """Score forms against all syllables: the best surfaces of each, with log P(seen, style | word)."""
        best: list[dict[int, tuple[float, int]]] = [{} for _ in forms]
        for style in Style:
            chosen = [i for i, form in enumerate(forms) if _may_be(form, style)]
            if not chosen:
                continue
            logs = self.channel.score([forms[i] for i in chosen], style) + np.float32(STYLE_PRIOR[style])
            top = np.argpartition(-(logs + self._prior), width, axis=1)[:, :width]
            for row, i in enumerate(chosen):
                for word in top[row].tolist():
                    log = float(logs[row, word])
                    if log > -40 and log > best[i].get(word, (NEVER, 0))[0]:
                        best[i][word] = log, style
        return [
            sorted(((styled(self.syllables[w], s), log) for w, (log, s) in row.items()), key=lambda x: -x[1])
            for row in best
        ]

    def _complete(self, form: str, scored: Iterable[tuple[str, float]]) -> Candidates:
        """Add the reading that leaves the form as it stands, and cut to the width."""
        rows: dict[str, float] = dict(scored)
        ids = {surface: class_of(self.model, surface) for surface in rows}
        stay = class_of(self.model, form)
        if form.lower() not in self._syllable_set:
            log = STAY_KNOWN if stay != UNKNOWN else STAY_UNKNOWN + STAY_UNKNOWN_LETTER * len(form)
            rows[form] = max(rows.get(form, NEVER), log)
            ids[form] = stay
        elif form not in rows:
            rows[form] = STAY_KNOWN - 3
            ids[form] = stay
        ranked = sorted(rows, key=lambda s: -(rows[s] + PRIOR_SHARE * float(self.model.unigram[ids[s]])))[:WIDTH]
        return Candidates(tuple(ranked), tuple(ids[s] for s in ranked), tuple(rows[s] for s in ranked))


def _may_be(form: str, style: Style) -> bool:
    rest = form[1:]
    upper, lower = any(c.isupper() for c in rest), any(c.islower() for c in rest)
    if style == Style.UPPER:
        return upper or not lower
    return lower or not upper
