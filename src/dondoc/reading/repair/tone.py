"""The two accepted placements of the tone mark (hòa and hoà, thủy and thuỷ): one of them for all words."""

from __future__ import annotations

import re

_OLD = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ")
_NEW = ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy")
_PLACES = {
    form(old): form(new) for old, new in zip(_OLD, _NEW, strict=True) for form in (str.lower, str.upper, str.capitalize)
}
_ENDING = re.compile(r"(?<![Qq])(?:" + "|".join(_PLACES) + r")$")


def new_placement(word: str) -> str:
    """Give a word with its tone mark where the newer rule puts it (hoà becomes hòa); other words as they are."""
    if len(word) < 2 or word.isascii():
        return word
    return _ENDING.sub(lambda match: _PLACES[match.group()], word)
