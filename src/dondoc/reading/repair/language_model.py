"""The language model of administrative Vietnamese: how likely a word is after the three before it.

A back-off 4-gram model over small-letter words, counted by `tools/train_repair`. All figures are natural logarithms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dondoc.reading.repair.tables import Keys, Packed, Table, extend
from dondoc.reading.repair.tokens import SPECIAL, START, UNKNOWN

ORDER = 4
Ids = NDArray[np.int32]
Logs = NDArray[np.float32]


def seed(order: int) -> np.uint64:
    """Give the key of the empty context of an order."""
    return np.uint64(0x51ED270B * (order + 1))


def context_keys(history: Ids, order: int) -> Keys:
    """Give the keys of the last `order` - 1 words of histories (last axis, oldest first)."""
    keys = np.full(history.shape[:-1], seed(order), dtype=np.uint64)
    for i in range(order - 1):
        keys = extend(keys, history[..., history.shape[-1] - order + 1 + i])
    return keys


@dataclass(frozen=True)
class LanguageModel:
    """Word list, unigrams, and a table of n-grams and of back-off weights for each higher order."""

    words: tuple[str, ...]
    unigram: Logs
    back_one: Logs
    grams: Mapping[int, tuple[Table, Logs]]
    backs: Mapping[int, tuple[Table, Logs]]

    @classmethod
    def from_arrays(cls, words: tuple[str, ...], arrays: Mapping[str, NDArray[np.generic]]) -> LanguageModel:
        """Build the model from its stored arrays (see `tools/train_repair/store.py`)."""

        def table(name: str) -> tuple[Table, Logs]:
            """Give the packed counts stored under a name, and the logarithms that they point to."""
            stored = Packed(*(arrays[f"{name}_{part}"] for part in ("counts", "marks", "codes")))  # type: ignore[arg-type]
            return Table.unpack(stored), arrays[f"{name}_book"].astype(np.float32)

        return cls(
            words=words,
            unigram=arrays["unigram"].astype(np.float32),
            back_one=arrays["back_one"].astype(np.float32),
            grams={n: table(f"gram{n}") for n in range(2, ORDER + 1)},
            backs={n: table(f"back{n}") for n in range(3, ORDER + 1)},
        )

    @cached_property
    def index(self) -> dict[str, int]:
        """Map each word to its id."""
        return {word: i for i, word in enumerate(self.words, len(SPECIAL))}

    def id_of(self, word: str) -> int:
        """Give the id of a word in small letters; that of `<unk>` if it is unknown."""
        return self.index.get(word, UNKNOWN)

    def score(self, history: Ids, words: Ids) -> Logs:
        """Give log P(word | history): histories [..., 3] (oldest first), words [..., K]; result [..., K]."""
        return self.refine(history, words, self.rough(history[..., -1], words))

    def rough(self, last: Ids, words: Ids) -> Logs:
        """Give log P(word | last word): last [...], words [..., K]; result [..., K]."""
        result = self.unigram[words] + self.back_one[last][..., None]
        self._apply(result, context_keys(last[..., None], 2), words, 2)
        result[words == START] = 0.0
        return result

    def refine(self, history: Ids, words: Ids, rough: Logs) -> Logs:
        """Give log P(word | history) from the rough figure by the n-grams of higher orders; `rough` is written over."""
        for order in range(3, ORDER + 1):
            keys = context_keys(history, order)
            table, book = self.backs[order]
            codes = table.ask(keys)
            known = codes > 0  # only such contexts have n-grams of this order
            if known.any():
                part = rough[known] + book[codes[known]][:, None]
                self._apply(part, keys[known], words[known], order)
                rough[known] = part
        rough[words == START] = 0.0
        return rough

    def _apply(self, result: Logs, keys: Keys, words: Ids, order: int) -> None:
        """Put the log-probabilities of the n-grams that are in the table over those backed off to."""
        table, book = self.grams[order]
        codes = table.ask(extend(keys[..., None], words))
        np.copyto(result, book[codes], where=codes > 0)

    def sequence(self, ids: Ids) -> Logs:
        """Give log P of each word of a text after its first three ids."""
        if len(ids) < ORDER:
            return np.zeros(0, dtype=np.float32)
        windows = np.lib.stride_tricks.sliding_window_view(ids, ORDER)
        return self.score(np.ascontiguousarray(windows[:, :-1]), np.ascontiguousarray(windows[:, -1:]))[:, 0]
