"""Read a picture twice, as it is and smoothed, and keep of each stretch the reading that is better Vietnamese.

The engine's mistakes in the two are different ones: where they agree they are mostly right, and where they differ the
language model knows. Stretches with digits are facts and are not decided by language: the first reading stays, and
its confidence is lowered so that a person looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from dondoc.files.ocr.cleaning import smoothed
from dondoc.files.ocr.specks import without_specks
from dondoc.files.ocr.tesseract import Found, Grey, read_words
from dondoc.reading.repair import score

AROUND = 4  # words on each side that a stretch is judged with
LONGEST = 3  # words of a stretch
CLEARLY = 1.0  # nats by which the second reading must be the likelier
DOUBT = 0.5  # the highest confidence of a number that was read two ways


def read_twice(picture: Grey, *, dpi: int, layout: int, seconds: float) -> list[Found]:
    """Give the words of a picture from two readings; as `read_words`, without specks."""
    first, second = (
        without_specks(read_words(each, dpi=dpi, layout=layout, seconds=seconds))
        for each in (picture, smoothed(picture, dpi=dpi))
    )
    return fused(first, second)


def fused(first: Sequence[Found], second: Sequence[Found]) -> list[Found]:
    """Give the words of the first reading, with stretches of the second where that is better Vietnamese."""
    words, others = [word.text for word in first], [word.text for word in second]
    kept: list[Found] = []
    for kind, start, end, from_, to in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        mine, theirs = first[start:end], second[from_:to]
        if kind != "replace" or max(len(mine), len(theirs)) > LONGEST:
            kept.extend(mine)
        elif _has_digits(words[start:end]) or _has_digits(others[from_:to]):
            kept.extend(replace(word, confidence=min(word.confidence, DOUBT)) for word in mine)
        else:
            around = words[max(0, start - AROUND) : start], words[end : end + AROUND]
            better = _gain(words[start:end], others[from_:to], *around) > CLEARLY
            kept.extend(_placed(theirs, mine) if better else mine)
    return kept


def _has_digits(words: Sequence[str]) -> bool:
    return any(letter.isdigit() for word in words for letter in word)


def _gain(mine: Sequence[str], theirs: Sequence[str], before: Sequence[str], after: Sequence[str]) -> float:
    """Give by how many nats the second reading is the likelier, with the words around it."""
    return _total([*before, *theirs, *after]) - _total([*before, *mine, *after])


def _total(words: Sequence[str]) -> float:
    return score(" ".join(words)) * len(words)


def _placed(words: Sequence[Found], at: Sequence[Found]) -> list[Found]:
    """Give words of the second reading in the places and lines of the first."""
    if len(words) == len(at):
        return [
            replace(place, text=word.text, confidence=word.confidence) for word, place in zip(words, at, strict=True)
        ]
    left, right = min(word.left for word in at), max(word.right for word in at)
    step = (right - left) / max(1, sum(len(word.text) for word in words))
    placed, start = [], float(left)
    for word in words:
        end = start + step * len(word.text)
        placed.append(replace(at[0], text=word.text, confidence=word.confidence, left=round(start), right=round(end)))
        start = end
    return placed
