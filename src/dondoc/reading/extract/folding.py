"""Text without case and marks, of the same length: cue phrases are matched on it, so that a wrong tone mark or a second
accepted spelling (hòa, hoà) does not hide them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache


def _base(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


_TABLE = {ord(letter): _base(letter) for letter in map(chr, range(0x41, 0x2000)) if _base(letter) != letter} | {
    ord("–"): "-",
    ord("—"): "-",
    ord("−"): "-",
    ord("\u00a0"): " ",
}


def fold(text: str) -> str:
    """Give `text` in lower case without marks, code point for code point: offsets stay true. Dashes become hyphens."""
    return text.translate(_TABLE)


@cache
def _pattern(phrase: str) -> str:
    return r"\s+".join(re.escape(word) for word in fold(phrase).split())


def phrases(words: Iterable[str]) -> str:
    """Give a regular expression (for folded text) that matches any of the phrases, the longest first, at word ends."""
    longest_first = sorted(set(words), key=len, reverse=True)
    return r"(?<!\w)(?:" + "|".join(_pattern(word) for word in longest_first) + r")(?!\w)"
