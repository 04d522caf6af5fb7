"""Every mention of a numbered document: a citation of the register is the sum of them, a check needs each."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.extract.citations import find_references, key_of
from dondoc.reading.extract.dates import FoundDate, find_dates
from dondoc.reading.extract.folding import fold
from dondoc.reading.source import Span
from dondoc.reading.structure.model import Paragraph


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: where, what reference, under what word ("chi thi", folded), with "số" or not, with what date.

    `year_named`: only the year stands behind it ("Quyết định 1994/QĐ-UBND năm 2025").
    """

    paragraph: Paragraph
    span: Span
    reference: str
    type_word: str | None
    numbered: bool
    issued_on: dt.date | None
    year_named: bool = False

    @property
    def key(self) -> str:
        """The form in which references are compared."""
        return key_of(self.reference)

    @property
    def words(self) -> str:
        """The words of the mention."""
        return self.span.of(self.paragraph.text)


_TYPE_WORDS = (
    "bo luat|luat|phap lenh|nghi quyet|nghi dinh|quyet dinh|quy dinh|quy che|chi thi|ket luan|ke hoach|chuong trinh"
    "|thong bao|thong tu|thong tri|cong van|cong dien|huong dan|bao cao|de an|to trinh"
)
_BEFORE = re.compile(
    rf"(?:(?P<type>{_TYPE_WORDS})(?:\s+(?:hanh dong|lien tich|ket luan))?\s*)?(?P<number>\bso\s*:?\s*)?$"
)
_TO_YEAR = re.compile(r"\s*,?\s*nam\s+(?:19|20)\d\d\b")
_FARTHEST = 30  # letters between a reference and its date
_TO_DATE = re.compile(r"[\s,(]*(?:(?:duoc )?(?:ban hanh|ky)\s+)?$")


_found: WeakKeyDictionary[CheckContext, tuple[Mention, ...]] = WeakKeyDictionary()


def mentions_in(context: CheckContext) -> tuple[Mention, ...]:
    """Give every mention of a numbered document in the body, in order; they are looked for once a context."""
    if context not in _found:
        _found[context] = tuple(_mentions(context))
    return _found[context]


def _mentions(context: CheckContext) -> Iterator[Mention]:
    for paragraph in context.body:
        references = list(find_references(paragraph.text))
        if references:
            dates = list(find_dates(paragraph.text))
            folded = fold(paragraph.text)
            for found in references:
                before = _BEFORE.search(folded[max(0, found.span.start - 60) : found.span.start])
                word = before["type"] if before else None
                day = _date_after(folded, found.span.end, dates)
                start = found.span.start - (len(before.group()) if before and word else 0)
                yield Mention(
                    paragraph,
                    Span(start, found.span.end),
                    found.reference,
                    word,
                    bool(before and before["number"]),
                    day,
                    bool(_TO_YEAR.match(folded, found.span.end)),
                )


def _date_after(folded: str, end: int, dates: Sequence[FoundDate]) -> dt.date | None:
    """Give the date that follows right behind an offset; `dates` are in order."""
    at = bisect_left(dates, end, key=lambda date: date.span.start)
    if at == len(dates) or dates[at].span.start - end >= _FARTHEST:
        return None
    follows = _TO_DATE.fullmatch(folded[end : dates[at].span.start])
    return dates[at].day if follows else None
