"""Capitals by the company they keep: a word among words in capitals is in capitals, one among others is not."""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.reading.repair.facts import ROMAN_NUMERAL

PARTS = frozenset(("chương", "mục", "phần", "tiểu", "điều"))  # "Mục 2 QUY ĐỊNH CHUNG" keeps its small letters
SHORT = 3  # letters of a word whose seen signs do not surely tell its size
SAME_IN_BOTH = frozenset("OSCUVWXZI")  # letters whose small form may be seen for the capital and the other way
NEAR = 2  # so many words on each side are asked


def is_upper(word: str) -> bool:
    """Tell whether a word of two letters or more is in capitals."""
    return len(word) > 1 and word.isupper()


def settle(words: Sequence[str], seen: Sequence[str], syllable: Sequence[bool]) -> list[str]:
    """Give the words of one line with their capitals settled by their neighbours and by how they were seen.

    Only syllables change (acronyms are in capitals by right). A word in capitals with no neighbour in capitals is
    written with one capital, unless it was surely seen in capitals; a word with small letters between words in capitals
    only is put in capitals, and so is a short one at the end of a line, and beside one word where it may be so.
    """
    return [_settled(words, seen[i], syllable, i) if syllable[i] else word for i, word in enumerate(words)]


def _settled(words: Sequence[str], seen: str, syllable: Sequence[bool], at: int) -> str:
    word = words[at]
    near = [
        is_upper(words[i])
        for i in range(max(0, at - NEAR), min(len(words), at + NEAR + 1))
        if i != at and syllable[i] and len(words[i]) > 1
    ]
    if is_upper(word) and len(word) <= SHORT and not ROMAN_NUMERAL.fullmatch(word) and near and not any(near):
        return word if _surely_capitals(seen) else word.capitalize()
    if word.isupper() or not near or not all(near) or (at == 0 and word.lower() in PARTS):
        return word
    told = at in (0, len(words) - 1) and len(word) > SHORT
    return word.upper() if (len(near) > 1 and not told) or _maybe_capitals(seen) else word


def _surely_capitals(seen: str) -> bool:
    """Tell whether a letter of three after the first is a capital that looks like no small one."""
    return len(seen) >= SHORT and seen.isalpha() and seen.isupper() and any(c not in SAME_IN_BOTH for c in seen[1:])


def _maybe_capitals(seen: str) -> bool:
    """Tell whether a short form has no letter that is surely small: `BO`, `Bi`."""
    return 1 < len(seen) <= SHORT and all(c.isupper() or c.upper() in SAME_IN_BOTH for c in seen)
