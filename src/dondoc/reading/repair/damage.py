"""Tell whether a text is damaged, and by what.

A wrong-language engine cannot print most Vietnamese letters, so the evidence is strong on both sides: a word that is a
Vietnamese syllable with such a letter speaks for a sound text; a word that is no syllable, yet holds a marked letter or
digits among its letters, speaks for a damaged one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from dondoc.reading.repair.encodings import decode

NONE, OCR, MARKS, TCVN3, VNI, MISREAD = "none", "ocr", "marks", "tcvn3", "vni", "misread"
_WORD = re.compile(r"\w+", re.UNICODE)
_DIGIT_IN_WORD = re.compile(r"[^\W\d_]+\d+[^\W\d_]*|\d[^\W\d_]{1,2}(?:[^\W\d_]|$)")
_SOUND_LETTER = re.compile(r"[ăđơưẠ-ỹ\u0300\u0301\u0303\u0309\u0323]", re.IGNORECASE)
SOUND_SHARE = 4.0  # a sound page has so many times more sound words than broken ones
LEAST_BROKEN = 0.03  # of the words, before a page is called damaged
LEAST_SHAPED = 0.45  # of the words of a damaged page have the bare letters of a syllable
ENCODED_GAIN = 0.25  # by which decoding must raise the share of syllables
BARE_SHARE = 0.85  # of the words of a text without marks are syllables without their marks
_TELLTALE = {TCVN3: re.compile(r"[µ¸¶·¹¨»¾¼½©®ª«¬§]"), VNI: re.compile(r"[aeouyôöAEOUYÔÖ][øùûõïâàáåãäêèéúüë]|[ñÑ]")}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words of a text say: how many there are, are sound, are broken, have a syllable's bare letters."""

    words: int
    sound: int
    broken: int
    shaped: int
    marked: int


def bare(word: str) -> str:
    """Give a word in small letters without marks."""
    letters = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


class Judge:
    """Judges texts by a test for syllables."""

    def __init__(
        self, is_syllable: Callable[[str], bool], is_word: Callable[[str], bool], shapes: frozenset[str]
    ) -> None:
        self._is_syllable, self._is_word, self._shapes = is_syllable, is_word, shapes

    def evidence(self, text: str) -> Evidence:
        """Count what the words of a text say."""
        words = sound = broken = shaped = marked = 0
        for match in _WORD.finditer(unicodedata.normalize("NFC", text)):
            word = match.group().lower()
            if word.isdigit():
                continue
            words += 1
            shaped += bare(word) in self._shapes
            marked += not word.isascii()
            if self._is_syllable(word):
                sound += any(c in "ăđơư" or ord(c) >= 0x1EA0 for c in word)
            elif not self._is_word(word) and (not word.isascii() or _DIGIT_IN_WORD.fullmatch(word)):
                broken += 1
        return Evidence(words, sound, broken, shaped, marked)

    def damage_of(self, text: str) -> str:
        """Give what damaged a text: "none", "ocr", "marks", "tcvn3" or "vni"."""
        seen = self.evidence(text)
        if seen.words == 0:
            return NONE
        encoding = self._encoding(text, seen)
        if encoding:
            return encoding
        if seen.sound == 0 and seen.marked <= 0.02 * seen.words and seen.words >= 8:
            return MARKS if seen.shaped >= BARE_SHARE * seen.words else NONE
        if seen.broken * SOUND_SHARE <= seen.sound or seen.broken < max(1, LEAST_BROKEN * seen.words):
            return NONE
        return OCR if seen.shaped >= LEAST_SHAPED * seen.words else NONE

    def line_is_sound(self, text: str) -> bool:
        """Tell whether a line of a damaged page needs no repair: its sound words outweigh the broken ones."""
        if len(_SOUND_LETTER.findall(text)) < 2:
            return False
        seen = self.evidence(text)
        return seen.sound >= 2 and seen.broken * 2 <= seen.sound

    def _encoding(self, text: str, seen: Evidence) -> str | None:
        for encoding, telltale in _TELLTALE.items():
            if len(telltale.findall(text)) < max(2, 0.15 * seen.words):
                continue
            after = self.evidence(decode(text, encoding))
            if after.sound > seen.sound + ENCODED_GAIN * seen.words and after.broken < 0.1 * after.words:
                return encoding
        return None
