"""Cut a repaired text into paragraphs, zones, provisions and rows."""

from __future__ import annotations

from dondoc.reading.repair.result import RepairedText
from dondoc.reading.structure.model import Structure
from dondoc.reading.structure.paragraphs import read_paragraphs
from dondoc.reading.structure.tables import read_rows
from dondoc.reading.structure.tree import TreeBuilder
from dondoc.reading.structure.zones import find_zones


def structure(repaired: RepairedText) -> Structure:
    """Give the structure of a document.

    Takes any text, directive or not. Guarantees: each line with something on it belongs to one paragraph, each
    paragraph to one zone, each paragraph of the body to one provision; addresses are unique, the parent of a
    provision stands before it; time grows with the length of the text.
    """
    paragraphs, furniture = read_paragraphs(repaired)
    zones = find_zones(paragraphs, furniture)
    body = set(zones.body)
    rows = read_rows([paragraph for paragraph in paragraphs if paragraph.number in body])
    provisions, placed = TreeBuilder(paragraphs, zones, rows).build()
    return Structure(paragraphs, zones, provisions, placed)
