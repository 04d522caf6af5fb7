"""The model's parts, loaded once from the package data."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dondoc.reading.repair.alignment import Edits
from dondoc.reading.repair.candidates import Finder, Known, MarksFinder, MisreadFinder
from dondoc.reading.repair.channel import Channel
from dondoc.reading.repair.confidence import Calibration
from dondoc.reading.repair.damage import Judge, bare
from dondoc.reading.repair.facts import Symbols, without_marks
from dondoc.reading.repair.language_model import ORDER, LanguageModel, Logs
from dondoc.reading.repair.place_names import Places
from dondoc.reading.repair.spelling import Spelling
from dondoc.reading.repair.tokens import SPECIAL, START, UNKNOWN, clean_units
from dondoc.reading.repair.tone import new_placement

UNLIKELY_PAIR = -16.0  # log-probability of two words in a row
RAREST = -15.9  # log-frequency below which the channel does not guess a syllable (some 3,000 of 9,411)
OFFICE_STYLE = (("hằng", "năm"), ("hằng", "quý"), ("hằng", "tháng"), ("hằng", "tuần"))
# What stands before "ủy" in the name of a committee of the Party; "quận" may be "quản lý".
COMMITTEES = ("tỉnh", "thành", "huyện", "thị", "đảng")
UNKNOWN_PRICE = 8.0  # in nats, for the spelling of a word that is not in the vocabulary


@dataclass(frozen=True)
class Model:
    """Language model, candidate finders, judge of damage, calibration of confidence."""

    language: LanguageModel
    finder: Finder
    marks_finder: Finder
    misread_finder: Finder
    judge: Judge
    calibration: Calibration
    capitals: Logs
    places: Places = field(default_factory=dict)  # names of two syllables

    @cached_property
    def style(self) -> list[list[int]]:
        """Give, as word ids, the pairs of words that offices write so where another spelling exists."""
        return [[self.language.id_of(word) for word in pair] for pair in OFFICE_STYLE]

    @cached_property
    def committees(self) -> list[list[int]]:
        """Give, as word ids, the names of committees of the Party."""
        return [[self.language.id_of(word), self.language.id_of("ủy")] for word in COMMITTEES]

    def score(self, text: str) -> float:
        """Give the mean natural log-probability of a word of a text; -inf without words."""
        ids, logs = self._word_logs(text)
        return float((logs - np.where(ids == UNKNOWN, UNKNOWN_PRICE, 0.0)).mean()) if len(logs) else -math.inf

    def surprise(self, text: str) -> float:
        """Give the share of the words of a text that are, with the word after them, very unlikely where they stand."""
        _, logs = self._word_logs(text)
        return float((logs[:-1] + logs[1:] < UNLIKELY_PAIR).mean()) if len(logs) > 1 else 0.0

    def _word_logs(self, text: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        ids, words = [START] * (ORDER - 1), []
        for surface, fixed in clean_units(unicodedata.normalize("NFC", text)):
            ids.append(self.language.id_of(new_placement(surface).lower()) if fixed is None else fixed)
            words.append(fixed is None)
        kept = np.array(words, dtype=bool)
        array = np.array(ids, dtype=np.int32)
        return array[ORDER - 1 :][kept], self.language.sequence(array)[kept]


@cache
def load() -> Model:
    """Load the model that the package ships; the same object every time."""
    folder = files("dondoc.reading.repair") / "model"
    with as_file(folder / "repair.npz") as path, np.load(path) as arrays:
        model = build({name: arrays[name] for name in arrays.files})
    names = (folder / "places.txt").read_text(encoding="utf-8").split("\n")
    return replace(model, places=_places(model.language, filter(None, names)))


def _places(language: LanguageModel, names: Iterable[str]) -> Places:
    """Give the names of places as word ids: those of the second syllable by that of the first."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for name in names:
        first, second = (language.id_of(word) for word in name.lower().split())
        found[first].add(second)
    return {first: frozenset(seconds) for first, seconds in found.items()}


def build(arrays: dict[str, NDArray[Any]]) -> Model:
    """Put the model together from its arrays."""
    language = LanguageModel.from_arrays(_lines(arrays["words"]), arrays)
    valid = np.flatnonzero(arrays["is_syllable"])
    frequency = arrays["frequency"].astype(np.float32)
    syllables = [language.words[i] for i in valid if frequency[len(SPECIAL) + i] > RAREST]
    channel = Channel(_edits(arrays), syllables)
    known = Known(
        forms={form: i for i, form in enumerate(_lines(arrays["known_forms"]))},
        surfaces=_lines(arrays["known_surfaces"]),
        starts=np.concatenate([[0], np.cumsum(arrays["known_counts"].astype(np.int64))]).astype(np.int32),
        entries=arrays["known_entries"],
        logs=arrays["known_logs"].astype(np.float32) * np.float32(-0.1),
    )
    acronyms = _acronyms(arrays)
    counts = zip(_lines(arrays["symbols"]), arrays["symbol_counts"].tolist(), strict=True)
    symbols = Symbols(dict(counts), acronyms)
    spelling = Spelling(arrays["spelling"].astype(np.float32))
    finder = Finder(language, channel, syllables, known, symbols, acronyms, frequency, spelling)
    every = frozenset(language.words[i] for i in valid)
    judge = Judge(every.__contains__, language.index.__contains__, frozenset(map(bare, every)))
    marks = MarksFinder(language, channel, syllables, None, symbols, acronyms, frequency, spelling)
    misread = MisreadFinder(language, channel, syllables, None, symbols, acronyms, frequency, spelling)
    calibration = Calibration(arrays["calibration_raw"], arrays["calibration_right"])
    return Model(language, finder, marks, misread, judge, calibration, arrays["capitals"].astype(np.float32))


def _acronyms(arrays: dict[str, NDArray[Any]]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for surface in _lines(arrays["acronyms"]):
        bare = without_marks(surface)
        table[bare] = (*table.get(bare, ()), surface)
    return table


def _lines(packed: NDArray[Any]) -> tuple[str, ...]:
    return tuple(packed.tobytes().decode("utf-8").split("\n"))


def _edits(arrays: dict[str, NDArray[Any]]) -> Edits:
    matrix = arrays["edit_matrix"].astype(np.float32) * np.float32(-0.1)
    matrix[matrix < -25.45] = -1e9
    signs = {text: i for i, text in enumerate(_lines(arrays["edit_signs"]))}
    return Edits(_lines(arrays["edit_units"]), signs, matrix)
