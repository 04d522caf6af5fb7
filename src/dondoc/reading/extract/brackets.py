"""Brackets that say who does a task by when: "(Sở Y tế chủ trì; quý IV/2025)", "(Công an tỉnh, tháng 5/2023)"."""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.extract.folding import phrases
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary

_LONGEST = 400  # code points a bracket of who and when may hold
_CLOSES = re.compile(r"\s*[.;]?\s*\)\s*(?:[.;:,]|$)")


@cache
def _opens_with_body() -> re.Pattern[str]:
    words = vocabulary("agencies")
    heads = [*words["sector_heads"], *words["chains"], *words["bodies"], *words["class_nouns"]]
    return re.compile(
        rf"\s*(?:(?:giao|do)\s+)?(?:(?:cac|tung|moi)\s+)?{phrases(heads)}(?!\s*\d|\s+(?:nghi|thao|cho)(?!\w))"
    )


_DOING = re.compile(r"(?<!\w)(?:chu tri|tham muu|phoi hop|thuc hien|lanh dao)(?!\w)")
_REFERENCE = re.compile(r"(?<!\w)so\s+\d+[/-]")


def _opening(folded: str, at: int) -> int:
    """Give the place of the bracket that is open at a place; brackets closed before it are looked over."""
    depth = 0
    for place in range(at - 1, max(-1, at - _LONGEST), -1):
        depth += (folded[place] == ")") - (folded[place] == "(")
        if depth < 0:
            return place
    return -1


_LONGEST_BARE = 200


def _is_bare(folded: str, span: Span) -> bool:
    before, after = folded[: span.start], folded[span.end :].strip(" .;")
    short = not after and len(folded) < _LONGEST_BARE and before.rstrip().endswith((",", ";"))
    return short and bool(_opens_with_body().match(before) and _DOING.search(before))


def ends_who_and_when(folded: str, span: Span) -> bool:
    """Tell whether a period ends a bracket that opens with a body, or says who leads: "(Sở Y tế; quý I/2026)".

    The words of such a bracket without it are read alike: "Sở Y tế chủ trì; quý I/2026".
    """
    opened = _opening(folded, span.start)
    if opened < 0:
        return _is_bare(folded, span)
    if not _CLOSES.match(folded, span.end):
        return False
    inside = folded[opened + 1 : span.start]
    if not inside.rstrip().endswith((",", ";", "-")) or _REFERENCE.search(inside):
        return False
    return bool(_opens_with_body().match(inside) or _DOING.search(inside))
