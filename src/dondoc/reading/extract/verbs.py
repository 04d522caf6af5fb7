"""Tells verbs of duty, and the adverbs that may stand before them."""

from __future__ import annotations

import re

from dondoc.reading.extract.cues import cue

_ADVERBS = re.compile(
    r"(?:(?:khan truong|chu dong|tiep tuc|kip thoi|truc tiep|thuong xuyen|hang nam|hang quy|hang thang|dinh ky|phai|"
    r"can(?!\s+cu)|se|som|tap trung|thuc hien)\s*,?\s+)*"
)


def skip_adverbs(folded: str, at: int) -> int:
    """Give where the verb stands behind the adverbs of duty at a place ("khẩn trương", "định kỳ")."""
    match = _ADVERBS.match(folded, at)
    return match.end() if match else at


def is_verb(folded: str, at: int) -> bool:
    """Tell whether a known verb of duty stands at a place, an adverb or two before it."""
    verbs = cue("duties", "verbs")
    return bool(verbs.match(folded, skip_adverbs(folded, at)) or verbs.match(folded, at))
