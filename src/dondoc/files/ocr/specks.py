"""Tell words from specks: ruling, pieces of seals and of handwriting that the engine took for letters."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from itertools import groupby

from dondoc.files.ocr.tesseract import Found
from dondoc.files.syllables import is_plausible

SIGNS = frozenset({"-", "–", "+", "*", "•", "&", "%", "=", ":", ";", "./.", "/.", "(", ")"})
DOUBTFUL = 0.35  # confidence below which a token must have the shape of a word
LINE_DOUBTFUL = 0.45  # median confidence below which a whole line is no writing
WIDE_GAP = 1.5  # in heights of the word
STRAY_SURE = 0.9
TINY = 0.5  # in heights of the usual word: letters this low are marks torn off their letters
_FOREIGN_WORD = re.compile(r"[A-Za-z]{4,}[.,;:]?")
_REFERENCE = re.compile(r"\d+/|[Ss]ố:?$|^ngày$|^tháng$|^năm$")


def without_specks(found: Sequence[Found]) -> list[Found]:
    """Give the words of a picture that are writing, in their order."""
    written = [word.height for word in found if word.confidence >= 0.8 and any(c.isalpha() for c in word.text)]
    usual = statistics.median(written) if written else 0.0
    return [word for _, line in groupby(found, key=lambda word: word.line) for word in _of_line(list(line), usual)]


def runs_of(line: Sequence[Found]) -> list[list[Found]]:
    """Cut a line where the gap between two words is wider than a space can be."""
    runs: list[list[Found]] = []
    for word in line:
        if runs and word.left - runs[-1][-1].right < WIDE_GAP * max(word.height, runs[-1][-1].height):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _of_line(line: list[Found], usual: float) -> Iterable[Found]:
    runs = [run for run in runs_of(line) if not _is_stray(run)]
    words = [word for run in runs for word in run]
    if any(_REFERENCE.search(word.text) for word in words):
        return (word for word in words if not _is_rule(word))
    kept = [word for word in words if not _is_speck(word, usual)]
    sure = statistics.median(word.confidence for word in kept) if kept else 0.0
    return kept if sure >= LINE_DOUBTFUL else []


def _is_stray(run: Sequence[Found]) -> bool:
    """Tell whether a run far from other print is one or two doubtful letters: the rest of a fold or a stamp."""
    text = run[0].text
    return len(run) == 1 and len(text) <= 2 and not text.strip(".,)").isdigit() and run[0].confidence < STRAY_SURE


def _is_speck(word: Found, usual: float) -> bool:
    if not any(letter.isalnum() for letter in word.text):
        return word.text not in SIGNS or word.confidence < 0.5
    if word.height < TINY * usual and any(letter.isalpha() for letter in word.text):
        return True
    return word.confidence < DOUBTFUL and not (is_plausible(word.text) or _FOREIGN_WORD.fullmatch(word.text))


def _is_rule(word: Found) -> bool:
    return not any(letter.isalnum() for letter in word.text) and word.text not in SIGNS
