"""C: laws that another law has replaced before the document is issued."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import finding
from dondoc.reading.checks.issue import issue_of
from dondoc.reading.checks.kind import CheckFunction
from dondoc.reading.checks.writing import day
from dondoc.reading.extract.folding import fold
from dondoc.reading.register import CheckFinding
from dondoc.reading.source import Place
from dondoc.reading.vocabulary import vocabulary

_OLD = re.compile(
    r"\b(?:thay the|bai bo|het hieu luc|tong ket|so ket|danh gia|ket qua|truoc day|giai doan|qua trinh)\b"
)
_Replaced = tuple[str, dt.date]


def replaced_law(context: CheckContext) -> Iterator[CheckFinding]:
    """C09: a law is cited that another one had replaced when the document is issued."""
    issued = issue_of(context)
    for key, name, place in _cited(context) if issued else ():
        by, since = _replaced().get(key, ("", dt.date.max))
        paragraph = context.paragraph_at(place)
        if issued and since <= issued.first and not (paragraph and _looks_back(paragraph.text, name)):
            values = {"name": name, "by": by, "since": day(since)}
            yield finding("C09", path=context.path_of(paragraph) if paragraph else "", source=place, **values)


def _cited(context: CheckContext) -> Iterator[tuple[str, str, Place]]:
    for law in context.register.laws:
        name = re.sub(r"^(?:bo luat|luat)\s+", "", fold(law.name))
        yield f"{name} {law.year}", f"{law.name} năm {law.year}", law.source
    for citation in context.register.citations:
        yield citation.reference, citation.reference, citation.source


@cache
def _replaced() -> Mapping[str, _Replaced]:
    known: dict[str, _Replaced] = {}
    for entry in vocabulary("replaced_laws")["replaced"]:
        told = entry["by"], entry["from"]
        known[f"{fold(entry['name'])} {entry['year']}"] = told
        if entry["number"]:
            known[entry["number"]] = told
    return known


def _looks_back(text: str, name: str) -> bool:
    """Tell whether the words around a law speak of the past: a review of how the old law was carried out."""
    at = text.find(name.partition(" năm ")[0])
    return _OLD.search(fold(text[max(0, at - 120) : at])) is not None


CHECKS: tuple[CheckFunction, ...] = (replaced_law,)
