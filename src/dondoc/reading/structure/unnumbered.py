"""Headings without numbers: short lines that name a part ("Nội dung thực hiện"), and those below them.

Party committees and offices set such headings in bold, which a text does not keep. They are looked for only where no
part of the document has a number of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from dondoc.reading.structure.fold import any_of, fold
from dondoc.reading.structure.labels import read_label
from dondoc.reading.structure.model import Paragraph
from dondoc.reading.vocabulary import vocabulary

PART, BELOW = 1, 2  # the levels of such headings
_OF_PARTS = ("roman", "upper", "part", "chapter", "division", "article", "work_group", "work", "composed")
_COUNTS = (*_OF_PARTS, "number", "decimal", "clause")
_LONGEST = 90
_MOST_WORDS = 16
_FEWEST_PARTS = 2
_ENDS = re.compile(r"[.;,!?…]['\"”)]*$")


@cache
def _parts() -> re.Pattern[str]:
    sections: dict[str, list[str]] = vocabulary("cues")["sections"]
    return re.compile(rf"(?:{any_of(word for words in sections.values() for word in words)})(?!\w)")


def find_unnumbered(paragraphs: Sequence[Paragraph], body: Sequence[int]) -> dict[int, int]:
    """Give the paragraphs that are headings without numbers, with their levels; none where parts have numbers."""
    lines = [paragraphs[number] for number in body]
    styles = {label.style for line in lines if not line.cells and (label := read_label(line.text))}
    if styles & set(_OF_PARTS):
        return {}
    parts = {line.number for line, _ in pairwise(lines) if _is_short(line) and _names_part(line.text)}
    if len(parts) < _FEWEST_PARTS:
        return {}
    below = set() if styles & set(_COUNTS) else set(_below(lines, parts))
    return {number: PART if number in parts else BELOW for number in (*parts, *below)}


def _is_short(line: Paragraph) -> bool:
    text = line.text
    if line.cells or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or not text[:1].isupper():
        return False
    return not _ENDS.search(text) and read_label(text) is None


def _names_part(text: str) -> bool:
    match = _parts().match(fold(text))
    return match is not None and (not text.rstrip().endswith(":") or match.end() >= len(text.rstrip(" :")))


def _below(lines: Sequence[Paragraph], parts: set[int]) -> Iterator[int]:
    """Give the short lines, after the first part, that end no sentence and have a bullet below them."""
    inside = False
    for line, after in pairwise(lines):
        inside = inside or line.number in parts
        label = read_label(after.text)
        bullet = label is not None and label.style in ("dash", "plus", "star")
        if inside and line.number not in parts and bullet and _is_short(line) and not line.text.endswith(":"):
            yield line.number
