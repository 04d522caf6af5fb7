"""Work items: what a directive orders somebody to do."""

from __future__ import annotations

from dondoc.reading.register import Directive, Item
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.structure.model import Structure


def find_items(structure: Structure, repaired: RepairedText, head: Directive) -> tuple[Item, ...]:
    """Give the work items of a directive, in reading order."""
    del structure, repaired, head
    return ()
