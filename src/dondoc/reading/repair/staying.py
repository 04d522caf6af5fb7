"""How likely it is that a form which is no syllable means itself: a foreign word, a code, a measure - or a ruin."""

from __future__ import annotations

import re

from dondoc.reading.repair.spelling import Spelling
from dondoc.reading.repair.tokens import UNKNOWN

KNOWN, UNMET = -0.7, -2.0  # log P(seen | meant) of a word in Latin letters that stays, and of one never met
CAPITALISED = -2.5  # of the capital of a foreign word, as of any other
STROKE = -3.5  # of a digit that looks like a letter, and a letter: 1a, 4m, 6m
SIGNED = -7.0  # of a letter or digit with a sign that stands for a ruined letter
CODE = -11.0  # of letters and digits in one token
RUIN = -14.0  # of a word with a digit in it
LONGEST_CODE, LONGEST_SIGNED = 6, 3
_STROKE = re.compile(r"[146][a-z]")
_SIGNED = re.compile(r"[^\W_][@&$¢§£€#]|[@&$¢§£€#][^\W_]")
_MEASURE = re.compile(r"[kdcm]?m[23]|\d+[a-hk-mpqs-tvxđ]")  # and articles put in later: 14a, but no 14i
_RUIN = re.compile(r"[^\W\d_]+\d[a-zđ]+|[BCDHKLMNRSTV]6")  # 6 is what ó, ỏ, ô look like


def stay_log(form: str, word: int, spelling: Spelling) -> float:
    """Give log P(seen | meant) of a form, with its language-model id, that stays as it stands."""
    if _STROKE.fullmatch(form):
        return STROKE
    if word == UNKNOWN:
        return UNMET + spelling.log(form)
    if len(form) <= LONGEST_SIGNED and _SIGNED.search(form):
        return SIGNED
    if _RUIN.fullmatch(form):
        return RUIN
    mixed = any(c.isdigit() for c in form) and any(c.isalpha() for c in form)
    if not mixed or len(form) > LONGEST_CODE or _MEASURE.fullmatch(form):
        return KNOWN + (CAPITALISED if form.istitle() and len(form) > 1 else 0.0)
    return CODE
