"""The year by which a target is to be reached, from the words around it."""

from __future__ import annotations

import re

from dondoc.reading.extract.folding import fold

_YEAR = re.compile(
    r"(?:den|vao|trong|cuoi|het|toi)\s+(?:cuoi\s+|het\s+)?nam\s+(?P<year>20\d\d)"
    r"|giai doan\s+20\d\d\s*-\s*(?P<stage>20\d\d)|(?P<term>(?:cuoi|het|ca|trong)\s+nhiem ky)"
    r"|(?:truoc|trong|den|het|cham nhat)\s+(?:het\s+)?(?:ngay|thang|quy)\s+[\divx/ ]{1,9}(?:/|nam )\s*(?P<day>20\d\d)"
    r"|den\s+(?P<bare>20\d\d)(?!\d)|(?<!den )(?<!vao )nam\s+(?P<plain>20\d\d)"
)


def by_year(words: str, at: int | None, term: int | None, *, opening: bool = False) -> int | None:
    """Give the year named nearest to place `at` of some words; with `opening`, only one that begins them."""
    folded = fold(words)
    found = [(match, _year(match, term)) for match in _YEAR.finditer(folded) if _may_date(match, at)]
    if opening:
        found = [(match, year) for match, year in found if len(folded[: match.start()].strip(" -+,.;:")) <= 12]
    near = [(abs(match.start() - (at or 0)), year) for match, year in found if year]
    return min(near)[1] if near else None


def _may_date(match: re.Match[str], at: int | None) -> bool:
    """A bare "năm 2025" dates what follows it, not what stands before ("gấp 1,5 lần năm 2020")."""
    return match.group("plain") is None or (at is not None and match.end() <= at)


def _year(match: re.Match[str], term: int | None) -> int | None:
    if match.group("term"):
        return term
    named = (match.group(name) for name in ("year", "stage", "day", "bare", "plain"))
    return int(next(year for year in named if year))
