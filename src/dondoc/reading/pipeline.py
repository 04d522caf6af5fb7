"""From the text of a directive to its register: the stages of reading, in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dondoc.reading.checks import run_checks
from dondoc.reading.checks.context import CheckContext
from dondoc.reading.extract.citations import find_citations, relations_of
from dondoc.reading.extract.head import read_head
from dondoc.reading.extract.indicators import find_indicators
from dondoc.reading.extract.laws import find_laws
from dondoc.reading.extract.ledger import keep_ledger
from dondoc.reading.extract.provisions import rows_of
from dondoc.reading.extract.work_items import find_items
from dondoc.reading.register import Register
from dondoc.reading.repair import repair
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import SourceText
from dondoc.reading.structure import structure
from dondoc.reading.structure.model import Structure

STAGES = ("repair", "structure", "head", "citations", "items", "indicators", "ledger", "checks")


@dataclass(frozen=True)
class ReadDirective:
    """A directive that was read: the source, its repaired text, its structure and its register."""

    source: SourceText
    repaired: RepairedText
    structure: Structure
    register: Register


def read_directive(
    source: SourceText, *, names: Sequence[str] = (), on_stage: Callable[[str], None] | None = None
) -> ReadDirective:
    """Read one directive.

    Takes its text, the names (agencies, people) the installation knows, and a function that is told each stage as it
    begins (see `STAGES`). Never refuses a text: what cannot be read leaves an empty register and findings that say so.
    """
    tell = on_stage or _nobody
    tell("repair")
    repaired = repair(source, names=names)
    tell("structure")
    cut = structure(repaired)
    tell("head")
    head = read_head(cut, repaired)
    tell("citations")
    citations = find_citations(cut, repaired, head)
    head = replace(head, relations=relations_of(citations))
    tell("items")
    items = find_items(cut, repaired, head)
    tell("indicators")
    indicators = find_indicators(cut, repaired, head)
    tell("ledger")
    roles, coverage = keep_ledger(cut, repaired, items=items, indicators=indicators, citations=citations)
    register = Register(
        head,
        rows_of(cut, repaired, roles),
        items,
        indicators,
        citations,
        coverage=coverage,
        laws=find_laws(cut, repaired, citations),
    )
    tell("checks")
    findings = run_checks(CheckContext(repaired, cut, register))
    return ReadDirective(source, repaired, cut, replace(register, findings=findings))


def _nobody(stage: str) -> None:
    """Tell nobody about a stage."""
