"""The graph of documents: who cites, implements, amends or supersedes whom. No drawing here.

Citations and relations say the same thing twice where a document's head and its text both name another; an edge is
kept once, with its strongest kind.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from dondoc.web.register.choices import RelationKind
from dondoc.web.register.models import Citation, Document, DocumentRelation

STRONGEST = (
    RelationKind.SUPERSEDES,
    RelationKind.REPEALS,
    RelationKind.AMENDS,
    RelationKind.IMPLEMENTS,
    RelationKind.CITES,
)
RANK = {str(kind): place for place, kind in enumerate(STRONGEST)}


@dataclass(frozen=True, slots=True)
class Edge:
    """That one document says something of another; ids of documents."""

    source: int
    target: int
    kind: str


@dataclass(frozen=True)
class Graph:
    """Documents by id, and the edges between them; each pair once."""

    documents: dict[int, Document]
    edges: tuple[Edge, ...] = ()
    pointing_at: dict[int, list[Edge]] = field(default_factory=dict)

    def degree(self, pk: int) -> int:
        """Give by how many documents a document is named."""
        return len(self.pointing_at.get(pk, ()))


@dataclass(frozen=True, slots=True)
class Affected:
    """A document that stands on another one: at how many steps, by which kind the nearest step goes."""

    document: Document
    steps: int
    through: Document
    kind: str


def graph_of(documents: QuerySet[Document]) -> Graph:
    """Read the graph of some documents in three queries."""
    rows = {document.pk: document for document in documents}
    edges = _strongest(_edges(rows))
    pointing: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        pointing[edge.target].append(edge)
    return Graph(rows, edges, dict(pointing))


def affected_by(graph: Graph, pk: int) -> list[Affected]:
    """Give what is affected if a document is replaced: all that cite or implement it, and what stands on those.

    What has superseded or repealed it no longer stands on it. Nearest first; each document once, also in a circle.
    """
    found: dict[int, Affected] = {}
    waiting = deque([(pk, 0)])
    while waiting:
        target, steps = waiting.popleft()
        for edge in graph.pointing_at.get(target, ()):
            if edge.source in found or edge.source == pk or edge.kind in {"supersedes", "repeals"}:
                continue
            found[edge.source] = Affected(
                graph.documents[edge.source], steps + 1, graph.documents[target], str(RelationKind(edge.kind).label)
            )
            waiting.append((edge.source, steps + 1))
    return sorted(found.values(), key=lambda one: (one.steps, one.document.reference_folded, one.document.pk))


def superseded(graph: Graph) -> frozenset[int]:
    """Give the documents that another of the installation supersedes or repeals."""
    return frozenset(edge.target for edge in graph.edges if edge.kind in {"supersedes", "repeals"})


def _edges(rows: dict[int, Document]) -> Iterable[Edge]:
    relations = DocumentRelation.objects.values_list("from_document", "to_document", "kind")
    citations = Citation.objects.filter(cited__isnull=False).values_list("document", "cited", "kind")
    for source, target, kind in [*relations, *citations]:
        if source in rows and target in rows and source != target:
            yield Edge(source, target or 0, kind)


def _strongest(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    kept: dict[tuple[int, int], Edge] = {}
    for edge in edges:
        there = kept.get((edge.source, edge.target))
        if there is None or RANK[edge.kind] < RANK[there.kind]:
            kept[edge.source, edge.target] = edge
    return tuple(sorted(kept.values(), key=lambda edge: (edge.source, edge.target)))
