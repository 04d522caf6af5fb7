"""Folded text (no case, no marks): cue phrases match on it, so that a wrong mark or another spelling hides none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dondoc.reading.structure import fold as folding

CAPITAL = (
    "[" + "".join(letter for letter in map(chr, range(0x41, 0x1F00)) if letter.isupper() and letter.isalpha()) + "]"
)
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "\u00a0": " "})


def fold(text: str) -> str:
    """Give `text` in lower case without marks, code point for code point: offsets stay true. Dashes become hyphens."""
    return folding.fold(text).translate(_DASHES)


@cache
def _pattern(phrase: str) -> str:
    return r"\s+".join(re.escape(word) for word in fold(phrase).split())


def phrases(words: Iterable[str]) -> str:
    """Give a regular expression (for folded text) that matches any of the phrases, the longest first, at word ends."""
    longest_first = sorted(set(words), key=len, reverse=True)
    return r"(?<!\w)(?:" + "|".join(_pattern(word) for word in longest_first) + r")(?!\w)"


_OLD_STYLE = {
    old: new
    for pair in (
        "oà òa",
        "oá óa",
        "oả ỏa",
        "oã õa",
        "oạ ọa",
        "oè òe",
        "oé óe",
        "oẻ ỏe",
        "oẽ õe",
        "oẹ ọe",
        "uỳ ùy",
        "uý úy",
        "uỷ ủy",
        "uỹ ũy",
        "uỵ ụy",
    )
    for old, new in [pair.split()]
}
_OLD_TONES = re.compile(rf"(?<!q)(?:{'|'.join(_OLD_STYLE)})(?!\w)")


def spelling(text: str) -> str:
    """Give `text` in small letters with the tone marks placed the new way (hòa, ủy), code point for code point."""
    lowered = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return _OLD_TONES.sub(lambda match: _OLD_STYLE[match.group()], lowered).translate(_DASHES)


def spelled_phrases(words: Iterable[str]) -> str:
    """Give a regular expression for text that went through `spelling`: any of the phrases, the longest first."""
    longest_first = sorted({spelling(word) for word in words}, key=len, reverse=True)
    return r"(?<!\w)(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first) + r")(?!\w)"
