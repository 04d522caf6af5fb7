"""Write the doubt about a cited reference where the citation is: its other readings on the picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dondoc.files.syllables import folded
from dondoc.reading.register import CheckFinding, Citation

_END = '.,;:)”"'


def with_doubts(citations: Iterable[Citation], findings: Iterable[CheckFinding]) -> tuple[Citation, ...]:
    """Give citations with the readings that findings of reading (R23) list for them, each once."""
    lists = [readings for found in findings if (readings := _readings(found))]
    return tuple(_with_doubt(citation, lists) for citation in citations)


def _with_doubt(citation: Citation, lists: Iterable[list[str]]) -> Citation:
    own = _close(citation.reference)
    readings = [reading for listed in lists if own in map(_close, listed) for reading in listed]
    others = {_close(reading): reading for reading in readings if _close(reading) != own}
    return replace(citation, other_readings=tuple(others.values())) if others else citation


def _readings(found: CheckFinding) -> list[str]:
    listed = dict(found.details).get("references", "") if found.code == "R23" else ""
    return [bare for part in str(listed).split(" / ") if (bare := part.strip(_END + " "))]


def _close(reference: str) -> str:
    """Give a reference without spaces, marks and capitals."""
    return "".join(folded(reference.strip(_END)).split())
