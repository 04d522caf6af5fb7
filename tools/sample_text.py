"""A damaged text and its proper twin, line for line: words of the one are found with their place in the other."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dondoc.reading.source import Place, SourceText, Span

ELISION = " … "
_EDGES = re.compile(r"^\W*|\W*$")


@dataclass(frozen=True)
class Found:
    """Words of the proper text, joined over line ends, and their place in the source."""

    text: str
    place: Place


@dataclass(frozen=True)
class _Token:
    """One word of the proper text and the stretch of the source it was read from; `glued`: no space before it."""

    word: str
    span: Span
    glued: bool


class AlignedText:
    """The source and the proper text, aligned word by word.

    Takes texts of the same number of lines, and a layout: `starts` (lines that begin a paragraph with no blank line
    above), `joined` (ranges of lines that are one paragraph in spite of blank lines) and `furniture` (lines that belong
    to the page). `layout` gives the paragraphs as ranges of lines, furniture on its own.
    """

    def __init__(self, source: str, proper: str, layout: Mapping[str, Any]) -> None:
        self.source = SourceText.from_text(source)
        seen, meant = source.split("\n"), proper.split("\n")
        if len(seen) != len(meant):
            raise SystemExit(f"{len(seen)} lines in the source, {len(meant)} in the proper text")
        self._furniture = frozenset(layout["furniture"])
        self._lines = [self._aligned(number, words) for number, words in enumerate(meant, 1)]
        self.layout = self._paragraphs(layout)

    def _aligned(self, number: int, proper: str) -> list[_Token]:
        line = self.source.lines[number - 1]
        seen = [match.span() for match in re.finditer(r"\S+", line.span.of(self.source.text))]
        meant = proper.split()
        words = [line.span.of(self.source.text)[start:end] for start, end in seen]
        spans = []
        for first, last in _pairs(words, meant):
            spans.append(Span(line.span.start + seen[first][0], line.span.start + seen[last][1]))
        glued = number > 1 and bool(self._lines_end_cut(number - 1))
        return [_Token(word, span, glued and at == 0) for at, (word, span) in enumerate(zip(meant, spans, strict=True))]

    def _lines_end_cut(self, number: int) -> bool:
        """Tell whether a line ends within a reference or a range ("29-"); a hyphen on its own is a dash."""
        words = self.source.lines[number - 1].span.of(self.source.text).split()
        return bool(words) and len(words[-1]) > 1 and words[-1].endswith("-")

    def _paragraphs(self, layout: Mapping[str, Any]) -> list[tuple[int, int]]:
        starts = set(layout["starts"])
        bridged = {line for first, last in layout["joined"] for line in range(first + 1, last + 1)}
        found: list[list[int]] = []
        open_before = False
        for number, tokens in enumerate(self._lines, 1):
            if number in self._furniture:
                found.append([number, number])
                continue
            if not tokens:
                open_before = open_before and number in bridged
                continue
            if open_before and number not in starts:
                self._last_open(found)[1] = number
            else:
                found.append([number, number])
            open_before = True
        return [(first, last) for first, last in found]

    def _last_open(self, found: list[list[int]]) -> list[int]:
        return next(paragraph for paragraph in reversed(found) if paragraph[0] not in self._furniture)

    def find(self, lines: Sequence[int], words: str) -> Found:
        """Give the one place of `words` within the lines `[first, last]`; "A … B" runs from A to the next B."""
        tokens = self._tokens(lines)
        head, _, tail = words.partition(ELISION)
        first = _only(tokens, head, lines, words)
        last = first + len(head.split())
        if tail:
            last = _next(tokens, tail, last, lines, words) + len(tail.split())
        return self._found(tokens[first:last], words)

    def find_next(self, lines: Sequence[int], words: str, after: Place) -> Found:
        """Give the first place of `words` within the lines that comes after a place."""
        tokens = [token for token in self._tokens(lines) if token.span.start >= after.end]
        first = _next(tokens, words, 0, lines, words)
        return self._found(tokens[first : first + len(words.split())], words)

    def _tokens(self, lines: Sequence[int]) -> list[_Token]:
        first, last = lines
        return [
            token
            for number in range(first, last + 1)
            if number not in self._furniture
            for token in self._lines[number - 1]
        ]

    def _found(self, tokens: Sequence[_Token], words: str) -> Found:
        text = joined(tokens)
        lead = _unwanted(text, words, at_end=False)
        trail = _unwanted(text, words, at_end=True)
        start = tokens[0].span.start + _seen_edge(self._seen(tokens[0]), lead, at_end=False)
        end = tokens[-1].span.end - _seen_edge(self._seen(tokens[-1]), trail, at_end=True)
        return Found(text[lead : len(text) - trail], self.source.place(Span(start, end)))

    def _seen(self, token: _Token) -> str:
        return token.span.of(self.source.text)

    def paragraphs(self, ranges: Sequence[Sequence[int]]) -> list[str]:
        """Give the paragraphs in ranges of lines, each joined to one line of text."""
        return [
            joined(self._tokens((max(start, first), min(end, last))))
            for first, last in ranges
            for start, end in self.layout
            if start <= last and first <= end and start not in self._furniture
        ]

    def place_of_lines(self, lines: Sequence[int]) -> Place:
        """Give the place of all words from the first to the last of some lines."""
        tokens = self._tokens(lines)
        return self.source.place(Span(tokens[0].span.start, tokens[-1].span.end))

    def has_words_between(self, line: int, other: int) -> bool:
        """Tell whether words of the document stand between two lines."""
        return bool(self._tokens((line + 1, other - 1)))


def joined(tokens: Sequence[_Token]) -> str:
    """Give tokens as text: spaces between them, none where a line end cuts a reference."""
    text = ""
    for token in tokens:
        text += token.word if token.glued or not text else f" {token.word}"
    return unicodedata.normalize("NFC", text)


def capitalised(text: str) -> str:
    """Give a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _pairs(seen: Sequence[str], meant: Sequence[str]) -> list[tuple[int, int]]:
    """Give, for each proper word, the first and the last word of the source it was read from."""
    if len(seen) == len(meant):
        return [(at, at) for at in range(len(meant))]
    pairs: list[tuple[int, int]] = []
    matcher = difflib.SequenceMatcher(
        None, [_fold(word) for word in seen], [_fold(word) for word in meant], autojunk=False
    )
    for _, first, last, start, end in matcher.get_opcodes():
        width = max(1, end - start)
        for at in range(end - start):
            low = first + at * (last - first) // width
            high = first + (at + 1) * (last - first) // width - 1
            pairs.append((min(low, len(seen) - 1), min(max(low, high), len(seen) - 1)))
    return pairs


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _bare(word: str) -> str:
    return unicodedata.normalize("NFC", _EDGES.sub("", word) or word)


def _places(tokens: Sequence[_Token], words: str) -> list[int]:
    wanted = [_bare(word) for word in words.split()]
    have = [_bare(token.word) for token in tokens]
    return [at for at in range(len(have) - len(wanted) + 1) if have[at : at + len(wanted)] == wanted]


def _only(tokens: Sequence[_Token], words: str, lines: Sequence[int], whole: str) -> int:
    places = _places(tokens, words)
    if len(places) != 1:
        raise SystemExit(f"lines {lines[0]}-{lines[1]}: {len(places)} places for {words!r} of {whole!r}")
    return places[0]


def _next(tokens: Sequence[_Token], words: str, start: int, lines: Sequence[int], whole: str) -> int:
    place = next((at for at in _places(tokens, words) if at >= start), None)
    if place is None:
        raise SystemExit(f"lines {lines[0]}-{lines[1]}: no place for {words!r} of {whole!r}")
    return place


def _unwanted(text: str, words: str, *, at_end: bool) -> int:
    """Count the marks at an edge of `text` that `words` do not have there."""
    have, want = (_edge(text, at_end=at_end), _edge(words, at_end=at_end))
    return len(have) - len(want)


def _edge(text: str, *, at_end: bool) -> str:
    match = re.search(r"\W*$", text) if at_end else re.match(r"\W*", text)
    return match.group(0) if match else ""


def _seen_edge(seen: str, marks: int, *, at_end: bool) -> int:
    """Count the marks to leave out at an edge of a source word: no more than it has, and never the whole word."""
    return min(marks, len(_edge(seen, at_end=at_end)), len(seen) - 1)
