"""Provisions in the making: their rank, their kind and their address."""

from __future__ import annotations

from dataclasses import dataclass, field

from dondoc.reading.structure.model import Provision

BULLETS = ("dash", "plus", "star")
WORK = ("work_group", "work", "inner_work")
# The usual rank of the styles of numbering: a lower number stands above.
RANKS = {
    "annex": 0, "attached": 0, "part": 1, "chapter": 2, "division": 3, "upper": 3, "roman": 4, "article": 5,
    "work_group": 5.5, "work": 6, "composed": 6, "number": 6, "clause": 6, "inner_work": 7, "decimal": 7,
    "number_paren": 8, "letter": 9, "paren": 9, "paren_decimal": 10,
    "composed_point": 10, "paren_letter": 10, "ordinal": 11, "star": 12, "dash": 13, "plus": 14,
}  # fmt: skip
KINDS = {
    "annex": "annex", "attached": "preamble", "preamble": "preamble", "part": "part", "chapter": "part",
    "division": "section", "work_group": "section", "work": "section", "inner_work": "section", "composed": "section",
    "composed_point": "point", "upper": "part", "roman": "part", "article": "article", "number": "section",
    "clause": "clause", "decimal": "section", "number_paren": "clause", "letter": "point", "paren": "item",
    "paren_decimal": "item", "paren_letter": "point", "ordinal": "point", "star": "bullet", "dash": "bullet",
    "plus": "bullet", "heading": "heading", "row": "row", "note": "other",
}  # fmt: skip


@dataclass(slots=True)
class Node:
    """A provision in the making."""

    address: str
    path: str
    label: str
    style: str
    value: tuple[int, ...]
    heading: str
    parent: Node | None
    depth: int
    paragraphs: list[int] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    bullets: dict[str, int] = field(default_factory=dict)

    @property
    def rank(self) -> float:
        """How deep the style of the label stands, smaller higher; a heading lies half a step below its parent."""
        if self.style == "heading":
            return (self.parent.rank if self.parent else 0) + 0.5
        return RANKS.get(self.style, 20)

    def frozen(self) -> Provision:
        """Give the provision."""
        return Provision(
            address=self.address,
            path=self.path,
            label=self.label,
            kind=KINDS.get(self.style, "other"),
            heading=self.heading,
            paragraphs=tuple(self.paragraphs),
            parent=self.parent.address if self.parent else None,
            depth=self.depth,
            children=tuple(self.children),
        )


class Nodes:
    """All provisions of a document in the making, in reading order, each with an address of its own."""

    def __init__(self) -> None:
        self.all: list[Node] = []
        self._times: dict[str, int] = {}
        self._bullets: dict[str, int] = {}

    def new(self, parent: Node | None, label: str, style: str, value: tuple[int, ...], heading: str) -> Node:
        """Add a provision under `parent`; bullets and headings have a part in its address, but none in its path."""
        own = self._own_part(parent, label, style, heading)
        named = label if style not in (*BULLETS, "heading") else ""
        path = "/".join(part for part in (parent.path if parent else "", named) if part)
        return self._add(parent, own, path, label, style, value, heading)

    def new_part(self, style: str, label: str, address: str) -> Node:
        """Add a part of the document that stands for itself: the preamble, an attached document, an annex."""
        return self._add(None, address, label, label, style, (), "")

    def _add(
        self, parent: Node | None, own: str, path: str, label: str, style: str, value: tuple[int, ...], heading: str
    ) -> Node:
        address = self._unique(f"{parent.address}/{own}" if parent else own)
        node = Node(address, path, label, style, value, heading, parent, parent.depth + 1 if parent else 0)
        if parent:
            parent.children.append(node.address)
        self.all.append(node)
        return node

    def _own_part(self, parent: Node | None, label: str, style: str, heading: str) -> str:
        if style in BULLETS:
            counts = parent.bullets if parent else self._bullets
            counts[style] = counts.get(style, 0) + 1
            return f"{label}{counts[style]}"
        return (label or heading[:40]).replace("/", "-").strip() or "…"

    def _unique(self, address: str) -> str:
        while (times := self._times.get(address, 0) + 1) > 1:
            self._times[address] = times
            address = f"{address}~{times}"
        self._times[address] = 1
        return address
