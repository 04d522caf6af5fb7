"""Tells whether a word is spelled as a Vietnamese syllable can be: onset, rime, tone."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

TONES = "\u0300\u0301\u0303\u0309\u0323"
_DATA = tomllib.loads(Path(__file__).with_name("vietnamese.toml").read_text(encoding="utf-8"))
ONSETS = _DATA["onsets"].split()
RIMES = frozenset(_DATA["rimes"].split())
NOT_SYLLABLES = frozenset(_DATA["exceptions"].split())
STOPPED = ("c", "ch", "p", "t")
AFTER_QU = frozenset(rime for rime in RIMES if rime[0] in "aăâeêioơy") | {"ôc"}
HARD, SOFT = ("c", "g", "ng"), ("k", "gh", "ngh")


def is_syllable(word: str) -> bool:
    """Tell whether a word can be a Vietnamese syllable; case and tone-mark placement do not matter."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in decomposed if letter in TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in decomposed if letter not in TONES))
    if len(tones) > 1:
        return False
    if bare.endswith(STOPPED) and (not tones or tones[0] not in "\u0301\u0323"):
        return False
    return any(_splits(bare, onset) for onset in ["", *ONSETS])


def _splits(bare: str, onset: str) -> bool:
    if not bare.startswith(onset):
        return False
    rime = bare[len(onset) :]
    if onset in (HARD if rime[:1] in ("i", "e", "ê") else SOFT) and (onset, rime[:1]) != ("k", "y"):
        return False
    if onset == "qu":
        return rime in AFTER_QU
    return rime in RIMES or (onset == "gi" and (rime == "" or f"i{rime}" in RIMES))
