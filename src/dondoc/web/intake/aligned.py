"""A text that a person transcribed line for line, brought into the form of a repair, so that places map back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from dondoc.reading.repair.result import Change, RepairedText
from dondoc.reading.source import Edit, OffsetMap, SourceText, Span

_TOKEN = re.compile(r"\S+|\s+")


def aligned(source: SourceText, proper: str) -> RepairedText:
    """Give the transcription as the repaired text of its source, word by word where a line's words pair up.

    Raises `ValueError` if the two do not have the same number of lines. Each change has confidence 1: a person read it.
    """
    lines = proper.split("\n")
    if len(lines) != len(source.lines):
        raise ValueError(f"{len(lines)} lines transcribe {len(source.lines)}")
    edits: list[Edit] = []
    start = 0
    for line, text in zip(source.lines, lines, strict=True):
        edits.extend(_edits(line.span.of(source.text), text, line.span.start, start))
        start += len(text) + 1
    changes = tuple(
        Change(edit.after, edit.before, edit.before.of(source.text), edit.after.of(proper), 1.0) for edit in edits
    )
    return RepairedText(source, proper, OffsetMap(tuple(edits)), changes)


def _edits(old: str, new: str, old_start: int, new_start: int) -> Iterator[Edit]:
    """Give the replaced stretches of one line, never two that touch."""
    pending: Edit | None = None
    for before, after in _differences(old, new):
        edit = Edit(before.shifted(old_start), after.shifted(new_start))
        if pending and (pending.before.end == edit.before.start or pending.after.end == edit.after.start):
            edit = Edit(Span(pending.before.start, edit.before.end), Span(pending.after.start, edit.after.end))
        elif pending:
            yield pending
        pending = edit
    if pending:
        yield pending


def _differences(old: str, new: str) -> Iterator[tuple[Span, Span]]:
    ours, theirs = _tokens(old), _tokens(new)
    if len(ours) == len(theirs):
        yield from ((a, b) for a, b in zip(ours, theirs, strict=True) if a.of(old) != b.of(new))
        return
    matcher = SequenceMatcher(None, [a.of(old) for a in ours], [b.of(new) for b in theirs], autojunk=False)
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag != "equal":
            yield _around(ours, a0, a1, len(old)), _around(theirs, b0, b1, len(new))


def _tokens(line: str) -> list[Span]:
    return [Span(*found.span()) for found in _TOKEN.finditer(line)]


def _around(tokens: list[Span], first: int, last: int, end: int) -> Span:
    start = tokens[first].start if first < len(tokens) else end
    return Span(start, tokens[last - 1].end if last > first else start)
