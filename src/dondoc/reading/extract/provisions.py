"""The provisions as the register lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dondoc.reading.extract.places import place_of
from dondoc.reading.register import ProvisionRow
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.structure.model import Provision, Structure


def rows_of(structure: Structure, repaired: RepairedText, roles: Sequence[str]) -> tuple[ProvisionRow, ...]:
    """Give one row a provision, in reading order, with its own text (not that of its children) and its place."""
    return tuple(
        _row(provision, structure, repaired, roles) for provision in structure.provisions if provision.paragraphs
    )


def _row(provision: Provision, structure: Structure, repaired: RepairedText, roles: Sequence[str]) -> ProvisionRow:
    paragraphs = [structure.paragraphs[number] for number in provision.paragraphs]
    return ProvisionRow(
        address=provision.address,
        label=provision.label,
        kind=provision.kind,
        heading=provision.heading or None,
        text="\n".join(paragraph.text for paragraph in paragraphs),
        parent=provision.parent,
        role=Counter(roles[number] for number in provision.paragraphs).most_common(1)[0][0],
        source=place_of(repaired, paragraphs[0]),
    )
