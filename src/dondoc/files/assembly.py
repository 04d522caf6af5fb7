"""Put pages of read lines together into one source text; and its form on the wire between processes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dondoc.reading.source import Box, Page, SourceText, Span, Word

_BREAKS = re.compile(r"[\n\r\f\v\x00\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class ReadWord:
    """One word as it was read: `glue` is what stands before it in its line (a space, `" | "` between cells).

    `others` are the readings of a word that was read again, its own first; on the first word of a line that was
    completed they are what the whole line may be, the best first.
    """

    text: str
    box: Box | None
    confidence: float | None = None
    glue: str = " "
    others: tuple[str, ...] = ()


ReadLine = tuple[ReadWord, ...]  # an empty one is a blank line


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page as it was read: its lines, and what is recorded about it."""

    number: int
    lines: tuple[ReadLine, ...]
    width: float
    height: float
    choice: str
    scores: tuple[tuple[str, float], ...] = ()

    @property
    def text(self) -> str:
        """Give the text of the page, a newline between lines."""
        return "\n".join(line_text(line) for line in self.lines)


def line_text(line: ReadLine) -> str:
    """Give the text of a line."""
    return "".join((word.glue if at else "") + word.text for at, word in enumerate(line))


def completed_lines(pages: Iterable[ReadPage]) -> list[tuple[str, ...]]:
    """Give what each line may be whose beginning was told from what is left of it, the best first."""
    return [others for text, others in _doubted(pages) if text != others[0]]


def reread_words(pages: Iterable[ReadPage]) -> list[tuple[str, ...]]:
    """Give the readings of each word that was read again and differed, the one that stands first."""
    return [others for text, others in _doubted(pages) if text == others[0]]


def _doubted(pages: Iterable[ReadPage]) -> Iterable[tuple[str, tuple[str, ...]]]:
    return ((word.text, word.others) for page in pages for line in page.lines for word in line if word.others)


def assemble(pages: Sequence[ReadPage], *, file_name: str) -> SourceText:
    """Give the source text of the pages in order; a form feed opens each page but the first.

    Guarantee: the lines and pages are those that `SourceText.from_text` gives for the same text.
    """
    parts: list[str] = []
    words: list[Word] = []
    offset = 0
    for page in pages:
        for at, line in enumerate(page.lines or ((),)):
            lead = "\f" if at == 0 and page is not pages[0] else ""
            text, placed = _place(line, offset + len(lead))
            words.extend(placed)
            parts.append(lead + text)
            offset += len(lead) + len(text) + 1
    source = SourceText.from_text("\n".join(parts), file_name=file_name)
    kept = tuple(
        replace(page, choice=read.choice, scores=read.scores, width=read.width, height=read.height)
        for page, read in zip(source.pages, pages, strict=True)
    )
    return replace(source, pages=kept, words=tuple(words))


def _place(line: ReadLine, offset: int) -> tuple[str, list[Word]]:
    text, words = "", []
    for at, word in enumerate(line):
        clean = _BREAKS.sub(" ", word.text)
        text += word.glue if at else ""
        start = offset + len(text)
        text += clean
        if word.box is not None and clean:
            words.append(Word(Span(start, start + len(clean)), word.box, word.confidence))
    return text, words


def to_wire(source: SourceText) -> dict[str, Any]:
    """Give a source text as JSON values."""
    return {
        "text": source.text,
        "file_name": source.file_name,
        "pages": [
            [p.number, p.span.start, p.span.end, p.choice, list(p.scores), p.width, p.height] for p in source.pages
        ],
        "words": [
            [w.span.start, w.span.end, w.box.page, w.box.x0, w.box.y0, w.box.x1, w.box.y1, w.confidence]
            for w in source.words
        ],
    }


def from_wire(wire: dict[str, Any]) -> SourceText:
    """Give the source text that `to_wire` was given; raises `ValueError` where the values cannot be one."""
    source = SourceText.from_text(str(wire["text"]), file_name=wire["file_name"])
    return replace(source, pages=tuple(_pages(wire["pages"])), words=tuple(_words(wire["words"])))


def _pages(rows: Iterable[Sequence[Any]]) -> Iterable[Page]:
    for number, start, end, choice, scores, width, height in rows:
        named = tuple((str(name), float(value)) for name, value in scores)
        yield Page(int(number), Span(start, end), str(choice), named, width, height)


def _words(rows: Iterable[Sequence[Any]]) -> Iterable[Word]:
    for start, end, page, x0, y0, x1, y1, confidence in rows:
        yield Word(Span(start, end), Box(page, x0, y0, x1, y1), confidence)
