"""Laws that a text names without a number: "Luật Đất đai năm 2024", "Bộ luật Lao động", "Hiến pháp năm 2013"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dondoc.reading.extract.dates import find_dates
from dondoc.reading.extract.folding import CAPITAL, fold, phrases
from dondoc.reading.extract.places import place_of
from dondoc.reading.register import Citation, NamedLaw
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Span
from dondoc.reading.structure.model import Paragraph, Structure
from dondoc.reading.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class FoundLaw:
    """A law in a text: the place of its name, its name, and the year behind it."""

    span: Span
    name: str
    year: int | None


_AMENDING = r"(?<!\w)luat\s+sua doi,?\s+bo sung\s+(?:mot so dieu cua\s+)?"


@cache
def _known() -> re.Pattern[str]:
    words = vocabulary("laws")
    law = rf"{phrases(words['heads'])}\s+{phrases(words['names'])}"
    return re.compile(rf"(?:{_AMENDING})?{law}|{phrases(words['alone'])}")


# A law whose name is not known is told by its year: "Luật Quản lý chợ năm 2026".
_OPEN = re.compile(
    rf"(?:Bộ luật|Luật|Pháp lệnh)\s+{CAPITAL}[^\W\d_]*(?:,?\s+[^\W\d_]+){{0,12}}?(?=\s+năm\s+(?:19|20)\d\d)"
)
_YEAR = re.compile(
    r"\s*(?:,?\s*\(?\s*(?:sửa đổi|đã được sửa đổi)[^()\d]{0,30}\)?)?"
    r"\s*,?\s*\(?(?:ban hành\s+)?(?:năm\s+)?(?P<year>(?:19|20)\d\d)(?![\d/])"
)
_NUMBERED = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:năm\s+\d{4}\s*,?\s*)?\(?\s*(?:luật\s+)?số\s*:?\s*\d", re.IGNORECASE
)
_LISTED = re.compile(r"(?<!\w)(?:dự án|dự thảo|xây dựng|trình Quốc hội (?:ban hành|thông qua))\s+$", re.IGNORECASE)


def find_named_laws(text: str) -> Iterator[FoundLaw]:
    """Give the laws that a text names without a number, in order; a law with its number is a citation of its own."""
    folded = fold(text)
    spans = [Span(*match.span()) for match in _known().finditer(folded) if text[match.start()].isupper()]
    spans += [Span(*match.span()) for match in _OPEN.finditer(text)]
    end = 0
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if (
            span.start < end
            or _NUMBERED.match(text, span.end)
            or _LISTED.search(text[max(0, span.start - 40) : span.start])
        ):
            continue
        end = span.end
        year = _YEAR.match(text, span.end)
        yield FoundLaw(
            span, " ".join(span.of(text).split()), int(year["year"]) if year else _year_of_day(text, span.end)
        )


_DAY = re.compile(r"\s*,?\s*ngày\s")


def _year_of_day(text: str, at: int) -> int | None:
    """Give the year of a day right behind a name: "Luật Du lịch ngày 19 tháng 6 năm 2017"."""
    if not _DAY.match(text, at):
        return None
    first = next(iter(find_dates(text[at : at + 60])), None)
    return first.day.year if first and first.span.start <= len(", ngày ") else None


def find_laws(structure: Structure, repaired: RepairedText, citations: Sequence[Citation]) -> tuple[NamedLaw, ...]:
    """Give the laws a directive names without a number, each once, in the order they are first named.

    A mention without a year is that of the same name with one; a law that stands among the citations with its number
    is not told again. Guarantee: each source is a place of the source text.
    """
    numbered = {
        fold(citation.subject) for citation in citations if citation.subject and citation.document_type == "law"
    }
    found: dict[tuple[str, int | None], NamedLaw] = {}
    for law in _mentions(structure, repaired):
        name = fold(law.name)
        if name in numbered:
            continue
        found.setdefault((name, law.year), law)
    return tuple(law for law in _once(found.values()))


def _once(laws: Iterable[NamedLaw]) -> Iterator[NamedLaw]:
    """Join what names no year with what does, at the place of the first mention."""
    by_name: dict[str, list[NamedLaw]] = {}
    for law in laws:
        by_name.setdefault(fold(law.name), []).append(law)
    for same in by_name.values():
        dated = [law for law in same if law.year]
        if len(dated) == 1:
            yield replace(dated[0], path=same[0].path, source=same[0].source)
        else:
            yield from dated or same


def _mentions(structure: Structure, repaired: RepairedText) -> Iterator[NamedLaw]:
    paths = {number: provision.path for provision in structure.provisions for number in provision.paragraphs}
    left_out = {
        *structure.zones.stamps,
        *structure.zones.furniture,
        *structure.zones.signature,
        *structure.zones.recipients,
    }
    for paragraph in structure.paragraphs:
        if paragraph.number not in left_out:
            yield from _named_in(paragraph, paths.get(paragraph.number, ""), repaired)


def _named_in(paragraph: Paragraph, path: str, repaired: RepairedText) -> Iterator[NamedLaw]:
    for law in find_named_laws(paragraph.text):
        yield NamedLaw(law.name, law.year, path, place_of(repaired, paragraph, law.span))
