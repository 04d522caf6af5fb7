"""The tree of provisions as the finders of facts walk it: each node with its words, children and section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dondoc.reading.extract.cues import cue, cue_names
from dondoc.reading.extract.folding import fold
from dondoc.reading.source import Span
from dondoc.reading.structure.model import Paragraph, Provision, Structure

_LONGEST_SECTION_HEADING = 110
_LONGEST_PIECE = 20_000  # code points
_LONGEST_REST = 45
_RUN_IN_HEADING = 70  # a section heading whose text runs on is told by these first code points


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph, without its label: what rules read, with the way back to the paragraph."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of the stretch."""
        return self.paragraph.text[self.start : self.end]

    def part(self, span: Span) -> Piece:
        """Give a part of the piece; `span` counts from the start of the piece."""
        return Piece(self.paragraph, self.start + span.start, self.start + span.end)

    @property
    def span(self) -> Span:
        """The place of the piece in the text of its paragraph."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Node:
    """A provision with its words: `heading` (if it has one), the plain paragraphs under it, and what stands below it.

    `section`: context, targets, funding, tasks, organisation, or "" where no heading above says anything.
    """

    provision: Provision
    heading: Piece | None
    body: tuple[Piece, ...]
    children: tuple[Node, ...]
    section: str

    @property
    def path(self) -> str:
        """The path of the provision as the labelling guide wants it."""
        return self.provision.path

    @property
    def title(self) -> str:
        """The words of the heading, empty without one."""
        return self.heading.text if self.heading else ""

    def walk(self) -> Iterator[Node]:
        """Give the node and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


def as_tasks(node: Node) -> Node:
    """Give a node whose heading says nothing as one of a part that lists tasks, with all below it."""
    if node.section or node.provision.kind not in {"section", "clause", "item", "point", "heading"}:
        return node
    return replace(node, section="tasks", children=tuple(as_tasks(child) for child in node.children))


def outline(structure: Structure) -> tuple[Node, ...]:
    """Give the top nodes of a document, in reading order; rows of tables are left out."""
    paragraphs = {paragraph.number: paragraph for paragraph in structure.paragraphs}
    sections = _sections(structure.provisions)
    built: dict[str, Node] = {}
    tops: list[Node] = []
    for provision in reversed(structure.provisions):
        if provision.kind == "row":
            continue
        children = tuple(built[address] for address in provision.children if address in built)
        node = _node(provision, paragraphs, children, sections[provision.address])
        built[provision.address] = node
        if provision.parent is None:
            tops.append(node)
    return tuple(reversed(tops))


def _node(provision: Provision, paragraphs: dict[int, Paragraph], children: tuple[Node, ...], section: str) -> Node:
    own = [paragraphs[number] for number in provision.paragraphs if number in paragraphs]
    heading = _heading(provision, own)
    body = [p for p in own if (heading is None or p is not heading.paragraph) and p.text.strip() and not p.cells]
    if heading and own and heading.paragraph is not own[0] and body and body[0] is own[0]:
        body = body[1:]  # the label alone
    return Node(provision, heading, tuple(whole_piece(p) for p in body), children, section)


def whole_piece(paragraph: Paragraph) -> Piece:
    """Give a paragraph as a piece; of one that is longer than any order, its beginning, so that time stays linear."""
    return Piece(paragraph, 0, min(len(paragraph.text), _LONGEST_PIECE))


def _heading(provision: Provision, own: list[Paragraph]) -> Piece | None:
    if not provision.heading or not own:
        return None
    for paragraph in own[:2]:
        at = paragraph.text.rfind(provision.heading, 0, len(provision.heading) + 40)
        if at >= 0:
            return Piece(paragraph, at, at + min(len(provision.heading), _LONGEST_PIECE))
    return whole_piece(own[0])


def _sections(provisions: tuple[Provision, ...]) -> dict[str, str]:
    kinds: dict[str, str] = {}
    asks = _asks_only(provisions)
    for provision in provisions:
        inherited = kinds.get(provision.parent or "", "")
        own = section_kind(provision.heading)
        kinds[provision.address] = inherited if asks and own == "context" else own or inherited
    return kinds


def _asks_only(provisions: tuple[Provision, ...]) -> bool:
    """Tell whether the one heading of a context is a request: "1. Yêu cầu chung" over the orders of a conclusion."""
    named = [(kind, one.heading) for one in provisions if (kind := section_kind(one.heading)) in _OF_PLANS]
    return len(named) == 1 and bool(_ASKS.match(fold(named[0][1][:60])))


_OF_PLANS = ("context", "targets", "tasks")
_ASKS = re.compile(r"(?:cac |mot so )?(?:yeu cau|chi dao) chung\W*$|yeu cau doi voi")


def section_kind(heading: str) -> str:
    """Tell what a heading announces: context, targets, funding, tasks, organisation; "" where it says nothing."""
    folded = fold(heading[:_LONGEST_SECTION_HEADING]).strip()
    head = folded.split(":")[0]
    short = (
        len(heading) <= _LONGEST_SECTION_HEADING
        or heading[:_RUN_IN_HEADING].isupper()
        or ":" in folded[:_RUN_IN_HEADING]
    )
    capitals = sum(letter.isupper() for letter in heading[:24]) >= 12
    for name in cue_names("sections"):
        match = cue("sections", name).match(head)
        if match and (short or capitals) and not (name == "context" and _says_more(head, match.end())):
            return _of_several(name, head)
    return ""


def _of_several(name: str, head: str) -> str:
    """Tell what a heading of several parts announces: tasks before targets before the context."""
    if name in {"context", "targets"} and _AND_TASKS.search(head):
        return "tasks"
    return "targets" if name == "context" and _AND_TARGETS.search(head) else name


_AND_TARGETS = re.compile(r"^(?:muc dich|quan diem|yeu cau|phuong cham)[^:]*,?\s(?:chi tieu|muc tieu)(?!\w)")
_AND_TASKS = re.compile(r"^(?:muc tieu|muc dich|quan diem|yeu cau|chi tieu|phuong huong)[^:]*(?:nhiem vu|giai phap)")


def _says_more(head: str, end: int) -> bool:
    """Tell whether a heading that begins like one of the context goes on as an order: "Yêu cầu các bộ ..."."""
    return len(head) - end > _LONGEST_REST
