"""Periods of years that a text names: "giai đoạn 2021 - 2025", "nhiệm kỳ 2020 - 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.reading.extract.folding import fold
from dondoc.reading.source import Span

_PERIOD = re.compile(
    r"\b(?P<kind>giai doan|thoi ky|nhiem ky)\s+(?:tu\s+)?(?:nam\s+)?"
    r"(?P<first>(?:19|20)\d\d)\s*(?:-|den)\s*(?:nam\s+)?(?P<last>(?:19|20)\d\d)\b"
)
_UNTIL = re.compile(r"\b(?:den|toi) nam ((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period of years in a text. `kind`: "giai doan", "thoi ky" or "nhiem ky" (a term of office)."""

    span: Span
    kind: str
    first: int
    last: int

    @property
    def years(self) -> str:
        """The years as they are written in findings."""
        return f"{self.first} - {self.last}"

    @property
    def is_term(self) -> bool:
        """Whether it is a term of office, which has bounds of its own."""
        return self.kind == "nhiem ky"


def find_periods(text: str) -> Iterator[FoundPeriod]:
    """Give the periods that a text names, in order."""
    for match in _PERIOD.finditer(fold(text)):
        yield FoundPeriod(Span(*match.span()), match["kind"], int(match["first"]), int(match["last"]))


def last_year(text: str) -> int | None:
    """Give the last year that the periods and horizons of a title reach, or None."""
    years = [period.last for period in find_periods(text)]
    years += [int(year) for year in _UNTIL.findall(fold(text))]
    return max(years, default=None)
