"""The graph of documents: each pair once, what is affected, and that five hundred documents are drawn quickly."""

from __future__ import annotations

import itertools
import random
import time

import pytest

from dondoc.web.documents.graph import affected_by, graph_of, superseded
from dondoc.web.documents.layout import COLUMNS, drawing_of
from dondoc.web.register.models import Citation, Document, DocumentRelation
from tests.web.builders import make_agency, make_document

pytestmark = pytest.mark.django_db


def relate(source: Document, target: Document, kind: str) -> None:
    DocumentRelation.objects.create(from_document=source, to_document=target, kind=kind)


def cite(source: Document, target: Document) -> None:
    Citation.objects.create(document=source, cited=target, reference=target.reference)


def test_a_pair_is_kept_once_with_its_strongest_kind() -> None:
    """The text cites what the head implements: one edge, "implements"."""
    one, other = make_document(), make_document()
    cite(one, other)
    relate(one, other, "implements")
    (edge,) = graph_of(Document.objects.all()).edges
    assert (edge.source, edge.target, edge.kind) == (one.pk, other.pk, "implements")


def test_what_stands_on_a_document_is_affected_step_by_step() -> None:
    """Directly, through another, not what superseded it, and nothing twice in a circle."""
    law, plan, sub, new = (make_document() for _ in range(4))
    relate(plan, law, "implements")
    cite(sub, plan)
    cite(law, sub)
    relate(new, law, "supersedes")
    graph = graph_of(Document.objects.all())
    found = affected_by(graph, law.pk)
    assert [(one.document.pk, one.steps, one.through.pk) for one in found] == [
        (plan.pk, 1, law.pk),
        (sub.pk, 2, plan.pk),
    ]
    assert superseded(graph) == {law.pk}


def test_what_a_person_may_not_see_is_not_in_his_graph() -> None:
    one, secret = make_document(), make_document(secrecy=3)
    cite(secret, one)
    graph = graph_of(Document.objects.filter(secrecy__lte=1))
    assert affected_by(graph, one.pk) == []


def test_five_hundred_documents_are_drawn_apart_and_quickly() -> None:
    """No two stand in one place, nothing lies outside the drawing; 500 documents and 1,500 edges."""
    office, dice = make_agency(), random.Random(1)  # noqa: S311 - the same graph each time
    rows = [make_document(office=office, issued_on=f"{1990 + n % 34}-01-01") for n in range(500)]
    pairs = {tuple(dice.sample(rows, 2)) for _ in range(1500)}
    Citation.objects.bulk_create(Citation(document=a, cited=b, reference=b.reference) for a, b in pairs)
    begin = time.perf_counter()
    drawing = drawing_of(graph_of(Document.objects.all()))
    took = time.perf_counter() - begin
    places = [(node.x, node.y) for node in drawing.nodes]
    assert len(set(places)) == 500
    assert all(0 < x < drawing.width and 0 < y < drawing.height for x, y in places)
    assert len(drawing.lines) == len(pairs)
    assert took < 5, f"{took:.2f} s"
    years = [y for y, _year in drawing.years]
    assert all(lower > upper for upper, lower in itertools.pairwise(years))
    assert COLUMNS >= 6
