"""Fold Vietnamese text for comparison: lower case, no marks, place by place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LATIN = (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))


def _base(code: int) -> str:
    letter = chr(code)
    if letter in "đĐ":
        return "d"
    return unicodedata.normalize("NFD", letter)[0].lower()[:1]


# The letters of Vietnamese, for classes of regular expressions.
CAPITALS = "".join(chr(code) for code in _LATIN if chr(code).isupper())
SMALLS = "abcdefghijklmnopqrstuvwxyz" + "".join(chr(code) for code in _LATIN if chr(code).islower())
_WORD = re.compile(r"\S+")
_LONGEST_HEADING = 600
_LONG_ENOUGH = 2000  # code points that show how a text is set
_TABLE = {code: _base(code) for code in _LATIN}


def fold(text: str) -> str:
    """Give the text in lower case without tone and letter marks, `đ` as `d`.

    Takes NFC text. Guarantee: as many code points as `text`, so that a place found in one is a place in the other.
    """
    return text.translate(_TABLE)


def any_of(words: Iterable[str]) -> str:
    """Give a pattern, for folded text, that matches any of the words; the longest is tried first."""
    folded = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in folded)


def capital_share(text: str) -> float:
    """Give the share (0..1) of capitals among the letters of a text; 0 without letters."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return 0.0
    return sum(letter.isupper() for letter in letters) / len(letters)


def is_capitals(text: str) -> bool:
    """Tell whether a text is set in capitals, a few damaged letters aside; of a long one the beginning is looked at."""
    text = text[:_LONG_ENOUGH]
    return capital_share(text) >= 0.8 and sum(letter.isalpha() for letter in text) >= 3


def leading_capitals(text: str) -> int:
    """Give the length of the heading in capitals that a text begins with, 0 if it begins with none.

    "VỀ KẾT QUẢ ĐẠT ĐƯỢC Thực hiện nghiêm" begins with 21 code points of heading. Three words at least must be set in
    capitals; an abbreviation alone is no heading.
    """
    length = capitals = 0
    for match in _WORD.finditer(text[:_LONGEST_HEADING]):
        word = match.group(0)
        if any(letter.islower() for letter in word):
            break
        capitals += sum(letter.isalpha() for letter in word) > 1
        length = match.end()
    return length if capitals >= 3 else 0
