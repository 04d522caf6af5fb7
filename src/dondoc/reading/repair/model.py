"""The model's parts, loaded once from the package data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from dondoc.reading.repair.candidates import Finder, Known
from dondoc.reading.repair.channel import Channel, Edits
from dondoc.reading.repair.language_model import LanguageModel


@dataclass(frozen=True)
class Model:
    """Language model and candidate finder."""

    language: LanguageModel
    finder: Finder


@cache
def load() -> Model:
    """Load the model that the package ships; the same object every time."""
    with as_file(files("dondoc.reading.repair") / "model" / "repair.npz") as path, np.load(path) as arrays:
        return build({name: arrays[name] for name in arrays.files})


def build(arrays: dict[str, np.ndarray]) -> Model:  # type: ignore[type-arg]
    """Put the model together from its arrays."""
    language = LanguageModel.from_arrays(_lines(arrays["words"]), arrays)
    syllables = [language.words[i] for i in np.flatnonzero(arrays["is_syllable"])]
    channel = Channel(_edits(arrays), syllables)
    known = Known(
        forms={form: i for i, form in enumerate(_lines(arrays["known_forms"]))},
        surfaces=_lines(arrays["known_surfaces"]),
        starts=np.concatenate([[0], np.cumsum(arrays["known_counts"].astype(np.int64))]).astype(np.int32),
        entries=arrays["known_entries"],
        logs=arrays["known_logs"].astype(np.float32) * np.float32(-0.1),
    )
    return Model(language, Finder(language, channel, syllables, known))


def _lines(packed: np.ndarray) -> tuple[str, ...]:  # type: ignore[type-arg]
    return tuple(packed.tobytes().decode("utf-8").split("\n"))


def _edits(arrays: dict[str, np.ndarray]) -> Edits:  # type: ignore[type-arg]
    units, signs = _lines(arrays["edit_units"]), _lines(arrays["edit_signs"])
    seen, meant, logs = arrays["edit_seen"], arrays["edit_meant"], arrays["edit_logs"].astype(np.float32)
    table = {}
    bounds = np.searchsorted(seen, np.arange(len(signs) + 1))
    for i, text in enumerate(signs):
        part = slice(bounds[i], bounds[i + 1])
        table[text] = (meant[part].astype(np.int32), logs[part])
    return Edits(units, table)
