"""Where each document of the graph is drawn: years downwards, the most cited at the left of its year.

A plan for reading, not for beauty: a document always stands at the height of its year, so that with 500 documents one
still finds one by its date, and edges run upwards in time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dondoc.web.documents.graph import Edge, Graph, superseded
from dondoc.web.register.models import Document

WIDTH, LEFT, STEP, LINE, TOP = 1200, 70, 140, 46, 24  # units of the drawing
COLUMNS = (WIDTH - LEFT) // STEP
UNDATED = 0


@dataclass(frozen=True, slots=True)
class Node:
    """One document on the drawing."""

    document: Document
    x: int
    y: int
    cited: int
    is_superseded: bool
    steps: int | None = None  # from the document that is looked at, if it is affected by it
    is_here: bool = False

    @property
    def label(self) -> str:
        """The number, short enough for its place."""
        words = self.document.reference or self.document.subject or self.document.file_name
        return words if len(words) <= 18 else f"{words[:17]}…"

    @property
    def radius(self) -> float:
        return min(9.0, 3.5 + self.cited)


@dataclass(frozen=True, slots=True)
class Line:
    """One edge on the drawing, bent a little so that lines over each other can be told apart."""

    edge: Edge
    path: str
    is_lit: bool


@dataclass(frozen=True)
class Drawing:
    """The whole drawing: nodes, lines, the years at the side, and its height."""

    nodes: list[Node]
    lines: list[Line]
    years: list[tuple[int, str]]
    height: int
    width: int = WIDTH


def drawing_of(graph: Graph, *, here: int | None = None, affected: dict[int, int] | None = None) -> Drawing:
    """Place every document; `here` is looked at, `affected` are those that stand on it, with their steps."""
    steps, gone = affected or {}, superseded(graph)
    nodes: dict[int, Node] = {}
    years, y = [], TOP
    for year, documents in _by_year(graph):
        years.append((y, str(year) if year != UNDATED else "?"))
        for number, document in enumerate(documents):
            row, column = divmod(number, COLUMNS)
            nodes[document.pk] = Node(
                document,
                LEFT + column * STEP + 12,
                y + row * LINE,
                graph.degree(document.pk),
                document.pk in gone,
                steps.get(document.pk),
                document.pk == here,
            )
        y += ((len(documents) - 1) // COLUMNS + 1) * LINE
    lines = [_line(edge, nodes, here, steps) for edge in graph.edges]
    return Drawing(list(nodes.values()), lines, years, y + TOP)


def _by_year(graph: Graph) -> list[tuple[int, list[Document]]]:
    grouped: dict[int, list[Document]] = defaultdict(list)
    for document in graph.documents.values():
        grouped[document.issued_on.year if document.issued_on else UNDATED].append(document)
    for documents in grouped.values():
        documents.sort(key=lambda one: (-graph.degree(one.pk), one.reference_folded, one.pk))
    return sorted(grouped.items(), key=lambda pair: -pair[0])


def _line(edge: Edge, nodes: dict[int, Node], here: int | None, steps: dict[int, int]) -> Line:
    one, other = nodes[edge.source], nodes[edge.target]
    bend = 18 + (edge.source + edge.target) % 5 * 8
    middle_x, middle_y = (one.x + other.x) // 2 + bend, (one.y + other.y) // 2
    path = f"M{one.x},{one.y} Q{middle_x},{middle_y} {other.x},{other.y}"
    lit = here is not None and edge.source in steps and (edge.target in steps or edge.target == here)
    return Line(edge, path, lit)
