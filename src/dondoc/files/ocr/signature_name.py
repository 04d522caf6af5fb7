"""The name below a signature, whose first letters a seal covers: read again closely, and held against surnames."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from dondoc.files.ocr.covered import SURNAMES, completed, has_roles
from dondoc.files.ocr.letter_widths import SPACE, width_of
from dondoc.files.ocr.tesseract import Found, Grey
from dondoc.files.syllables import folded

Read = Callable[[Grey, int], list[Found]]  # reads a picture with a page layout of the engine

ONE_LINE = 7
CROPS = ((150, 5), (150, 10), (260, 5), (260, 10))  # pixels to the left of the name, and above and below it
PADDING = 15
DOUBTFUL = 0.5  # of a surname that was told from parts of it
SHORTEST = 3  # letters of a surname that may be told from one wrong letter
_SURNAMES = {folded(name): name for name in SURNAMES}
GLIMPSES = tuple((before, around) for before in (110, 150, 200, 260) for around in (2, 5, 10))
AGREEING = 0.5  # of the glimpses must have the same name before the one that was read


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
    name = " ".join([_SURNAMES[best[0][0]], *(word.text for word in given)])
    told = replace(given[0], text=_SURNAMES[best[0][0]], confidence=DOUBTFUL, others=(name,))
    return [replace(told, left=left, right=given[0].left - 4), *given]


def with_name(rows: Sequence[list[Found]], at: int, picture: Grey, read: Read, said: str) -> list[list[Found]]:
    """Give a signature block with what its seal covers, where that can be told; `at` is the row of the name.

    A name that was completed carries in `others` what it may be. `said` is the text of the page outside the block.
    """
    whole = completed(rows[: at + 1], at, (), said) if _fold(rows[at][0].text) in _SURNAMES else None
    if whole is not None and not whole.readings:
        return [*whole.rows, *rows[at + 1 :]]
    known, glimpses = _glimpsed(rows[at], picture, read) if has_roles(rows[:at]) else ([], [])
    told = completed([*rows[:at], known], at, _before(known, glimpses), said) if len(known) > 1 else None
    if told is not None:
        return [*told.rows, *rows[at + 1 :]]
    return [*rows[:at], with_surname(known or rows[at], picture, read), *rows[at + 1 :]]


def _glimpsed(line: Sequence[Found], picture: Grey, read: Read) -> tuple[list[Found], list[str]]:
    """Give the words of a name that are whole, and close readings of their line."""
    known = _titled(line)
    if not known:
        return [], []
    glimpses = [" ".join(word.text for word in read(crop, ONE_LINE)) for crop in _crops(known, picture, GLIMPSES)]
    if len(known) == 1:
        known = [*_word_before(known[0], glimpses), *known]
    return (known if len(known) > 1 else []), glimpses


def _titled(line: Sequence[Found]) -> list[Found]:
    """Give the words of a name at the end of a line, from the first one that is whole."""
    first = len(line)
    while first and line[first - 1].text.istitle() and line[first - 1].text.isalpha() and len(line[first - 1].text) > 1:
        first -= 1
    return list(line[first:])


def _word_before(name: Found, glimpses: Sequence[str]) -> Iterator[Found]:
    """Give the word that most glimpses have before the only word of a name that was read."""
    words = Counter(word for seen in glimpses if (word := _last_word(seen, name.text)))
    text, votes = words.most_common(1)[0] if words else ("", 0)
    if votes >= AGREEING * len(glimpses):
        size = (name.right - name.left) / width_of(name.text)
        right = name.left - SPACE * size
        yield replace(name, text=text, left=round(right - width_of(text) * size), right=round(right))


def _last_word(seen: str, name: str) -> str | None:
    at = folded(seen).rfind(folded(name))
    word = re.split(r"[\W\d_]+", seen[: max(0, at)].rstrip())[-1]
    return word if word.istitle() and len(word) > 1 else None


def _before(name: Sequence[Found], glimpses: Sequence[str]) -> list[str]:
    """Give the letters that each glimpse has before a name."""
    seen = ((glimpse, folded(glimpse).rfind(folded(name[0].text))) for glimpse in glimpses)
    return [_fold(glimpse[:at]) for glimpse, at in seen if at >= 0]


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
    for crop in _crops(given, picture, CROPS):
        words = [word.text for word in read(crop, ONE_LINE)]
        at = next((at for at, word in enumerate(words) if at and _fold(word) == name), None)
        if at is not None:
            yield from _told_from(words[at - 1])


def _crops(given: Sequence[Found], picture: Grey, crops: Sequence[tuple[int, int]]) -> Iterator[Grey]:
    left = min(word.left for word in given)
    top, bottom, right = min(w.top for w in given), max(w.bottom for w in given), max(w.right for w in given)
    for before, around in crops:
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
