"""Finds how often a duty comes back, in the codes of the labelling guide."""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.extract.folding import fold, phrases
from dondoc.reading.vocabulary import vocabulary

_ORDER = ("daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "3y", "5y", "continuous")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {code: re.compile(phrases(words)) for code, words in vocabulary("deadlines")["recurrence"].items()}


@cache
def _something_else() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary("deadlines")["not_continuous"]
    return re.compile(phrases(words["before"]) + r"\s*$"), re.compile(r"\s*" + phrases(words["after"]))


def find_recurrence(text: str) -> str | None:
    """Give how often: "monthly", "quarterly", ..., comma-joined where several; "periodic" without a period; or None."""
    folded = fold(text)
    found = [code for code in _ORDER if _says(code, folded)]
    if found:
        return ",".join(found)
    return "periodic" if _patterns()["periodic"].search(folded) else None


def _says(code: str, folded: str) -> bool:
    matches = _patterns()[code].finditer(folded)
    return any(code != "continuous" or _is_continuous(folded, match) for match in matches)


def _is_continuous(folded: str, match: re.Match[str]) -> bool:
    before, after = _something_else()
    return not before.search(folded[max(0, match.start() - 20) : match.start()]) and not after.match(folded, match.end())
