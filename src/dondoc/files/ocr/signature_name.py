"""The name below a signature, whose first letters a seal covers: read again closely, and held against surnames."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from dondoc.files.ocr.tesseract import Found, Grey
from dondoc.files.syllables import folded
from dondoc.reading.vocabulary import vocabulary

Read = Callable[[Grey, int], list[Found]]  # reads a picture with a page layout of the engine

ONE_LINE = 7
CROPS = ((150, 5), (150, 10), (260, 5), (260, 10))  # pixels to the left of the name, and above and below it
PADDING = 15
DOUBTFUL = 0.5  # of a surname that was told from parts of it
SHORTEST = 3  # letters of a surname that may be told from one wrong letter
MIDDLE_NAMES = ("Văn",)  # surnames that far oftener stand in the middle
_SURNAMES = {
    folded(name): name for name in vocabulary("names")["surnames"] if len(name) > 1 and name not in MIDDLE_NAMES
}


def with_surname(line: Sequence[Found], picture: Grey, read: Read) -> list[Found]:
    """Give the words of a name with its surname, where the seal hid that and readings of tight crops agree on it.

    A line that is no name, or that begins with a surname, comes back as it was.
    """
    if _fold(line[0].text) in _SURNAMES and not (line[0].text.istitle() or line[0].text.isupper()):
        return [replace(line[0], text=line[0].text.capitalize()), *line[1:]]
    if not _is_name_without_surname(line):
        return list(line)
    given = [word for at, word in enumerate(line) if at or (word.text[:1].isupper() and len(word.text) > 1)]
    votes = Counter(_votes(given, picture, read))
    if folded(line[0].text).endswith(tuple(votes)) or not votes:
        votes.update(_told_from(line[0].text))
    best = votes.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]) or not _is_enough(*best[0]):
        return list(line)
    left = min(line[0].left, given[0].left - given[0].height * 2)
    first = replace(given[0], text=_SURNAMES[best[0][0]], left=left, right=given[0].left - 4, confidence=DOUBTFUL)
    return [first, *given]


def _is_enough(name: str, votes: int) -> bool:
    return len(name) > SHORTEST or votes >= (2 if len(name) == SHORTEST else len(CROPS) - 1)


def _is_name_without_surname(line: Sequence[Found]) -> bool:
    words = [word.text for word in line]
    titled = [word for word in words if word[:1].isupper() and word[1:].islower() and word.isalpha()]
    rest = words[1:] if words[0] not in titled else words
    return (
        2 <= len(titled) <= 4
        and len(words) <= 5
        and all(w in titled for w in rest)
        and _fold(words[0]) not in _SURNAMES
    )


def _votes(given: Sequence[Found], picture: Grey, read: Read) -> Iterator[str]:
    """Give the surname that each reading of a tight crop has before the given names."""
    name = _fold(given[0].text)
    for crop in _crops(given, picture):
        words = [word.text for word in read(crop, ONE_LINE)]
        at = next((at for at, word in enumerate(words) if at and _fold(word) == name), None)
        if at is not None:
            yield from _told_from(words[at - 1])


def _crops(given: Sequence[Found], picture: Grey) -> Iterator[Grey]:
    left = min(word.left for word in given)
    top, bottom, right = min(w.top for w in given), max(w.bottom for w in given), max(w.right for w in given)
    for before, around in CROPS:
        crop = picture[max(0, top - around) : bottom + around, max(0, left - before) : right + PADDING]
        yield np.pad(crop, PADDING, constant_values=255)


def _told_from(word: str) -> list[str]:
    """Give the surname that a word ends with, or is but for one letter; none where several would do."""
    letters = _fold(word)
    ends = [name for name in _SURNAMES if len(name) >= SHORTEST and letters.endswith(name)]
    if letters in _SURNAMES:
        return [letters]
    if ends:
        return [max(ends, key=len)]
    near = [name for name in _SURNAMES if len(name) > SHORTEST and _is_near(letters, name)]
    return near if len(near) == 1 else []


def _is_near(word: str, name: str) -> bool:
    return len(word) == len(name) and sum(a != b for a, b in zip(word, name, strict=True)) == 1


def _fold(word: str) -> str:
    return folded("".join(letter for letter in unicodedata.normalize("NFC", word) if letter.isalpha()))
