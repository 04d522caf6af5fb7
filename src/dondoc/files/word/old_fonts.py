"""Runs in the fonts of the time before Unicode: ".VnTime" (TCVN3) and "VNI-Times" draw other letters than they hold."""

from __future__ import annotations

import re

from dondoc.reading.repair.encodings import decode

_UNICODE_LETTER = re.compile(r"[ăĂđĐĩĨũŨơƠưƯẠ-ỹ]")


def encoding_of(font: str) -> str | None:
    """Give "tcvn3" or "vni" for a font of that time, else None."""
    name = font.casefold()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni-") else None


def in_unicode(text: str, font: str) -> str:
    """Give what a font draws for a text; ".VnTimeH" and its kind draw all letters as capitals.

    A text that holds Vietnamese letters of Unicode was typed anew and only kept the name of the font.
    """
    encoding = encoding_of(font)
    if encoding is None or _UNICODE_LETTER.search(text):
        return text
    drawn = decode(text, encoding)
    return drawn.upper() if encoding == "tcvn3" and font.casefold().endswith("h") else drawn
