"""Runs in the fonts of the time before Unicode: ".VnTime" (TCVN3) and "VNI-Times" draw other letters than they hold."""

from __future__ import annotations

import re

from dondoc.reading.repair.encodings import decode

_FONTS = {"\x0e": "VNI-Times", "\x0f": ".VnTime", "\x10": ".VnTimeH"}  # letters that no XML can hold
_OPENS = {(False, "vni"): "\x0e", (False, "tcvn3"): "\x0f", (True, "tcvn3"): "\x10"}
_CLOSES = "\x14"
_PIECE = re.compile("(?P<opens>[\x0e-\x10])(?P<text>[^\x14]*)\x14")
_SEAM = re.compile("([\x0e-\x10])([^\x14]*)\x14\\1")
_SIGNS = re.compile("[\x0e-\x10\x14]")
_UNICODE_LETTER = re.compile(r"[ăĂđĐĩĨũŨơƠưƯẠ-ỹ]")


def encoding_of(font: str) -> str | None:
    """Give "tcvn3" or "vni" for a font of that time, else None."""
    name = font.casefold()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni-") else None


def marked(text: str, font: str) -> str:
    """Give a text between signs that tell how its font draws it, for `unmarked` to read with what follows it."""
    encoding = encoding_of(font)
    if encoding is None or not text:
        return text
    return f"{_OPENS[encoding == 'tcvn3' and font.casefold().endswith('h'), encoding]}{text}{_CLOSES}"


def unmarked(text: str) -> str:
    """Give a text of `marked` pieces in Unicode: pieces of one kind are read together, since VNI parts a letter."""
    before = ""
    while before != text:
        before, text = text, _SEAM.sub(r"\1\2", text)
    return _SIGNS.sub("", _PIECE.sub(lambda piece: in_unicode(piece["text"], _FONTS[piece["opens"]]), text))


def in_unicode(text: str, font: str) -> str:
    """Give what a font draws for a text; ".VnTimeH" and its kind draw all letters as capitals.

    A text that holds Vietnamese letters of Unicode was typed anew and only kept the name of the font.
    """
    encoding = encoding_of(font)
    if encoding is None or _UNICODE_LETTER.search(text):
        return text
    drawn = decode(text, encoding)
    return drawn.upper() if encoding == "tcvn3" and font.casefold().endswith("h") else drawn
