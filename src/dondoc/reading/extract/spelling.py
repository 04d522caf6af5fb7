"""Names set in capitals, written as in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dondoc.reading.structure.fold import fold, is_capitals
from dondoc.reading.vocabulary import vocabulary

_NAMES = vocabulary("names")
_LEADS_TO_NAME = re.compile(rf"\b(?:{'|'.join(_NAMES['before_places'])})\s+(?=\S)")
_CAPITALISED = re.compile(rf"\b(?:{'|'.join(sorted(_NAMES['capitalised'], key=len, reverse=True))})\b")
_FIELD = re.compile(
    rf"(?P<kind>(?:{'|'.join(sorted(_NAMES['before_fields'], key=len, reverse=True))})\s+)(?!nhân dân)(?P<field>\S.*)"
)
_FIELD_BEGINS = re.compile(r"(?:^|, |[-–] |\bvà )\w")
_ABBREVIATIONS = re.compile(r"\b(?:ubnd|hđnd|ubmttq|hđqt)\b", re.IGNORECASE)
_SEARCHED = 400


def written_out(name: str, body: Sequence[str]) -> str:
    """Give a name in capitals as the document itself writes it, or else by the usual rules.

    The first 400 paragraphs are searched for the same letters in mixed case.
    """
    if not is_capitals(name):
        return name
    wanted = fold(name)
    for text in body[:_SEARCHED]:
        at = fold(text).find(wanted)
        if at >= 0 and not is_capitals(text[at : at + len(name)]):
            found = text[at : at + len(name)]
            return found[:1].upper() + found[1:]
    return _by_rule(name)


def _by_rule(name: str) -> str:
    words = name.lower()
    if field := _FIELD.match(words):
        words = field["kind"] + _FIELD_BEGINS.sub(
            lambda match: match.group()[:-1] + match.group()[-1].upper(), field["field"]
        )
    words = _CAPITALISED.sub(lambda match: match.group(0)[:1].upper() + match.group(0)[1:], words)
    leads = list(_LEADS_TO_NAME.finditer(words.lower()))
    if leads:
        end = leads[-1].end()
        words = words[:end] + " ".join(part[:1].upper() + part[1:] for part in words[end:].split(" "))
    words = _ABBREVIATIONS.sub(lambda match: match.group().upper(), words)
    return words[:1].upper() + words[1:]
