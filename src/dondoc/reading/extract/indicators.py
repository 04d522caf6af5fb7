"""Indicators: measurable targets of a directive."""

from __future__ import annotations

from dondoc.reading.register import Directive, Indicator
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.structure.model import Structure


def find_indicators(structure: Structure, repaired: RepairedText, head: Directive) -> tuple[Indicator, ...]:
    """Give the indicators of a directive, in reading order."""
    del structure, repaired, head
    return ()
