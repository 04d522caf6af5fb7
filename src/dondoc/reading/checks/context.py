"""What a check is given: the text, its structure and the register as far as it goes."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dondoc.reading.extract.places import place_of
from dondoc.reading.register import Register
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Place, Span
from dondoc.reading.structure.model import Paragraph, Structure, TableRow

_LEVELS = 4  # how far up a paragraph counts as part of an item's text
_MOST_SHARING = 4  # items that may share a path and still own its text


@dataclass(frozen=True, eq=False)
class CheckContext:
    """One directive on its way through the checks; `register.findings` is still empty."""

    repaired: RepairedText
    structure: Structure
    register: Register

    @cached_property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs that speak: without page furniture, stamps, letterhead, signature and recipients."""
        zones = self.structure.zones
        silent = {*zones.furniture, *zones.stamps, *zones.letterhead, *zones.signature, *zones.recipients}
        return tuple(paragraph for paragraph in self.structure.paragraphs if paragraph.number not in silent)

    @cached_property
    def paths(self) -> Mapping[int, str]:
        """The path of the provision each paragraph stands in, by the number of the paragraph."""
        return {number: provision.path for provision in self.structure.provisions for number in provision.paragraphs}

    def path_of(self, paragraph: Paragraph) -> str:
        """Give the path of the provision a paragraph stands in; the empty string outside of all."""
        return self.paths.get(paragraph.number, "")

    def place(self, paragraph: Paragraph, part: Span | None = None) -> Place:
        """Give the place, in the source, of a stretch of a paragraph."""
        return place_of(self.repaired, paragraph, part)

    def paragraph_at(self, place: Place | None) -> Paragraph | None:
        """Give the paragraph that a place of the source begins in."""
        if place is None:
            return None
        at = bisect_right(self._starts, place.start) - 1
        return self.structure.paragraphs[at] if at >= 0 else None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(self.place(paragraph).start for paragraph in self.structure.paragraphs)

    @cached_property
    def rows(self) -> Mapping[str, TableRow]:
        """The rows of tables by their path."""
        return {row.path: row for row in self.structure.rows}

    @cached_property
    def item_blocks(self) -> Mapping[str, tuple[Paragraph, ...]]:
        """The paragraphs at and below the path of each work item; a paragraph is in the blocks above it too.

        A path that many items share is nobody's own text and has no block; so the blocks together stay linear in size.
        """
        sharing = Counter(item.path for item in self.register.items if item.path)
        wanted = {path for path, items in sharing.items() if items <= _MOST_SHARING}
        blocks: dict[str, list[Paragraph]] = defaultdict(list)
        for paragraph in self.body:
            for path in _upwards(self.path_of(paragraph)):
                if path in wanted:
                    blocks[path].append(paragraph)
        return {path: tuple(paragraphs) for path, paragraphs in blocks.items()}


def _upwards(path: str) -> Iterator[str]:
    """Give a path and the paths above it, a few levels."""
    for _ in range(_LEVELS):
        if not path:
            return
        yield path
        path = path.rpartition("/")[0]
