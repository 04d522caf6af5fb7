"""Tell whether a token can be Vietnamese by its shape alone: onset, vowels, coda, one tone."""

from __future__ import annotations

import re
import unicodedata

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = (
    "uyê|uya|uyu|oai|oay|oao|oeo|uây|uôi|ươi|ươu|iêu|yêu|iê|yê|uô|ươ|uâ|uê|uơ|uy|ui|ưi|ưu|iu|êu|eo|ao|au|âu|ay|ây|ai|oi"
    "|ôi|ơi|oa|oă|oe|oo|ia|ua|ưa|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
)
_SHAPE = re.compile(rf"(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdđghklmnprstvx])?(?:{_VOWELS})(?:ng|nh|ch|[ckmnpt])?")
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_WORDS = re.compile(r"[^\W\d_]+")
_MARKED = re.compile("[ăâđêôơư\u0300\u0301\u0303\u0309\u0323]")


def is_syllable(token: str) -> bool:
    """Tell whether a token, without punctuation at its edges, has the shape of one Vietnamese syllable."""
    core = unicodedata.normalize("NFD", _EDGES.sub("", token).lower())
    if sum(letter in _TONES for letter in core) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(letter for letter in core if letter not in _TONES))
    return bool(_SHAPE.fullmatch(bare))


def is_plausible(token: str) -> bool:
    """Tell whether a token can stand in an official text: a syllable, a number, a reference, a numeral."""
    core = _EDGES.sub("", token)
    return bool(core) and (
        is_syllable(core) or re.fullmatch(r"[\d.,/%-]+|[IVX]+|[\w.]+(?:[/-][\w.]+)+", core) is not None
    )


def share_of_marked(text: str) -> float:
    """Give the share (0..1) of the words of a text that carry a Vietnamese mark; about 0.75 in proper Vietnamese."""
    words = _WORDS.findall(unicodedata.normalize("NFC", text))
    marked = sum(
        1
        for word in words
        if is_syllable(word) and _MARKED.search(unicodedata.normalize("NFD", word.lower()) + word.lower())
    )
    return marked / max(1, len(words))


def folded(text: str) -> str:
    """Give a text in small letters without marks, đ as d."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(letter))
    return bare.replace("đ", "d")
