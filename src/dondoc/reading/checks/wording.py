"""S: words that not every reader knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import finding
from dondoc.reading.checks.kind import CheckFunction
from dondoc.reading.register import CheckFinding
from dondoc.reading.source import Place, Span
from dondoc.reading.vocabulary import vocabulary

# Words with other marks than those of Đ and Ư are words in capitals, and so are several such words in a row.
_SHORT = re.compile(r"(?<![\w/.&-])(?<![A-ZĐƯ]\s)[A-ZĐƯ]{2,}(?:&[A-ZĐƯ]+)?(?![\w/&-]|\.\d|\s[A-ZĐƯ]{2})")
_ROMAN = re.compile(r"[IVXLC]+")
_TOLD = 8  # abbreviations that one finding names
_CAPITALS_OF_A_HEADING = 0.5  # share of a paragraph's letters that are capitals, from which it is one


def unexplained_abbreviations(context: CheckContext) -> Iterator[CheckFinding]:
    """S09: abbreviations that the document never writes out, beside those everybody knows; told once."""
    explained = _explained(context)
    first: dict[str, Place] = {}
    for paragraph in context.body:
        for match in _SHORT.finditer(paragraph.text) if not _is_heading(paragraph.text) else ():
            if match.group() not in first and match.group() not in explained and not _is_known(match.group()):
                first[match.group()] = context.place(paragraph, Span(*match.span()))
    if first:
        names = [*first][:_TOLD] + (["…"] if len(first) > _TOLD else [])
        yield finding("S09", path="", source=next(iter(first.values())), names=", ".join(names))


def _is_heading(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > _CAPITALS_OF_A_HEADING * len(letters)


@cache
def _known() -> frozenset[str]:
    words = vocabulary("abbreviations")
    return frozenset(word.upper() for word in (*words["agencies"], *words["well_known"]))


def _is_known(short: str) -> bool:
    return short in _known() or _ROMAN.fullmatch(short) is not None


_WORD = r"([A-ZĐƯ]{2,}(?:&[A-ZĐƯ]+)?)"
_EXPLAINED = re.compile(
    rf"\(\W{{0,3}}{_WORD}\W{{0,3}}\)|(?:viết tắt|gọi tắt|gọi là|gọi chung)(?:\s+là)?\W{{1,4}}{_WORD}\b"
    rf"|\b{_WORD}\s?\([^)]{{6}}|^\W{{0,4}}{_WORD}\s?:",
    re.MULTILINE,
)


def _explained(context: CheckContext) -> frozenset[str]:
    """Give what stands beside its words: "… (PCCCR)", "viết tắt là PCCCR", "PCCCR (…)", "PCCCR: …"."""
    texts = (paragraph.text for paragraph in context.structure.paragraphs)
    return frozenset(word for text in texts for found in _EXPLAINED.findall(text) for word in found if word)


CHECKS: tuple[CheckFunction, ...] = (unexplained_abbreviations,)
