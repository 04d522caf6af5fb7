"""The text a document came with, and the arithmetic of places in it.

Everything that is read from a document points into its SOURCE text by half-open offsets in code points. Stages that
change the text (repair, joining of lines) carry an `OffsetMap` from their text back to the one they were given.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points `[start, end)` of one text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Give the words of `text` that the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """Give the span moved by a number of code points."""
        return Span(self.start + by, self.end + by)

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: `page` counts from 1; points (1/72 inch) from the top left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a page that has a picture: where it stands in the text and on the page; OCR confidence 0..1."""

    span: Span
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source: `number` counts from 1 over the document; the span leaves out the newline."""

    number: int
    page: int
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `choice` says how its text was won, `scores` what spoke for it.

    `choice`: `text`, `layer` or `ocr`. `scores`: how each reading reads, as it is (`layer`, `ocr`) and repaired
    (`layer-repaired`, `ocr-repaired`); higher is better.
    """

    number: int
    span: Span
    choice: str = "text"
    scores: tuple[tuple[str, float], ...] = ()
    width: float | None = None
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands, in the form of the register: lines and pages count from 1, `quote` is verbatim."""

    page: int
    line_from: int
    line_to: int
    start: int
    end: int
    quote: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class SourceText:
    """The decoded text of a document, with its pages, lines and (where there is a picture) words.

    Guarantees: lines cover the text in order and do not overlap; the text between two lines is one newline or a form
    feed; `words` are in reading order. A table row is one line whose cells are joined by `" | "`.
    """

    text: str
    lines: tuple[Line, ...]
    pages: tuple[Page, ...]
    words: tuple[Word, ...] = ()
    file_name: str | None = None
    _starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(line.span.start for line in self.lines))

    @classmethod
    def from_text(cls, text: str, *, file_name: str | None = None) -> SourceText:
        """Cut a plain text into lines at `\\n`; a form feed starts a new page."""
        lines: list[Line] = []
        pages: list[Page] = []
        start = page_start = 0
        for number, raw in enumerate(text.split("\n"), 1):
            if raw.startswith("\f") and start > page_start:
                pages.append(Page(len(pages) + 1, Span(page_start, start)))
                page_start = start
            lines.append(Line(number, len(pages) + 1, Span(start, start + len(raw))))
            start += len(raw) + 1
        pages.append(Page(len(pages) + 1, Span(page_start, len(text))))
        return cls(text=text, lines=tuple(lines), pages=tuple(pages), file_name=file_name)

    def line_at(self, offset: int) -> Line:
        """Give the line that holds the code point at `offset` (the last line, past the end)."""
        return self.lines[max(0, bisect_right(self._starts, offset) - 1)]

    def place(self, span: Span) -> Place:
        """Give the place of a span, with its verbatim quote and the boxes of its words, one box a line."""
        first, last = self.line_at(span.start), self.line_at(max(span.start, span.end - 1))
        return Place(
            page=first.page,
            line_from=first.number,
            line_to=last.number,
            start=span.start,
            end=span.end,
            quote=span.of(self.text),
            boxes=tuple(self._boxes(span)),
        )

    def _boxes(self, span: Span) -> Iterable[Box]:
        low = bisect_left(self.words, span.start, key=lambda word: word.span.end - 1)
        row: list[Box] = []
        row_line = None
        for word in self.words[low:]:
            if word.span.start >= span.end:
                break
            line = self.line_at(word.span.start).number
            if row and line != row_line:
                yield _around(row)
                row = []
            row.append(word.box)
            row_line = line
        if row:
            yield _around(row)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        boxes[0].page,
        min(b.x0 for b in boxes),
        min(b.y0 for b in boxes),
        max(b.x1 for b in boxes),
        max(b.y1 for b in boxes),
    )


@dataclass(frozen=True, slots=True)
class Edit:
    """One replaced stretch: `before` in the old text became `after` in the new one. Either may be empty, not both."""

    before: Span
    after: Span


@dataclass(frozen=True)
class OffsetMap:
    """Maps places of a changed text back to the text it was made from.

    `edits` are in order and do not touch each other; between them both texts are the same, code point by code point.
    Guarantee: a span of the new text maps to the smallest span of the old one that holds all it was made from, and
    the map is monotone.
    """

    edits: tuple[Edit, ...] = ()
    _ends: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ends", tuple(edit.after.end for edit in self.edits))

    def start_of(self, offset: int) -> int:
        """Give the old offset at which the material at new `offset` begins (the start of an edit it lies in)."""
        at = bisect_right(self._ends, offset)
        if at < len(self.edits) and self.edits[at].after.start <= offset:
            edit = self.edits[at]
            return edit.before.start
        return offset + self._shift_before(at)

    def end_of(self, offset: int) -> int:
        """Give the old offset at which the material before new `offset` ends (the end of an edit it lies in)."""
        at = bisect_left(self._ends, offset)
        if at < len(self.edits) and self.edits[at].after.start < offset:
            return self.edits[at].before.end
        return offset + self._shift_before(at)

    def to_source(self, span: Span) -> Span:
        """Map a span of the new text to the old one."""
        start = self.start_of(span.start)
        return Span(start, max(start, self.end_of(span.end)))

    def _shift_before(self, at: int) -> int:
        if at == 0:
            return 0
        return self.edits[at - 1].before.end - self.edits[at - 1].after.end
