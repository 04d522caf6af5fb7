"""How wide a line of bold print is: the advances of the letters of Times, in thousandths of the size.

Official documents are set in Times New Roman (Nghị định 30/2020/NĐ-CP, Annex I); these are the advances that every face
of that kind shares.
"""

from __future__ import annotations

import unicodedata

_HORN = "\u031b"
_ADVANCES = {
    250: " .", 278: "il", 333: "fjt", 389: "Is", 444: "cerz", 500: "Jagovxy", 554: "ơ", 556: "Sbdđhknpqu", 600: "ư",
    611: "FP", 667: "BELTZ", 722: "ACDĐNRUVXYw", 778: "GHKOQƠ", 796: "Ư", 833: "m", 944: "M", 1000: "W",
}  # fmt: skip
_WIDTHS = {letter: advance / 1000 for advance, letters in _ADVANCES.items() for letter in letters}
_USUAL = 0.5
SPACE = _WIDTHS[" "]


def width_of(text: str) -> float:
    """Give the width of a text in bold print, in sizes of the type."""
    return sum(_WIDTHS.get(_bare(letter), _USUAL) for letter in unicodedata.normalize("NFC", text))


def _bare(letter: str) -> str:
    """Give a letter without its accent, but with its horn."""
    if letter in _WIDTHS:
        return letter
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
