"""Writes out a roll of agencies that share their first word: "các Bộ: Tài chính, Y tế" is Bộ Tài chính and Bộ Y tế."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.agency_grammar import FoundAgency, grammar
from dondoc.reading.extract.folding import fold
from dondoc.reading.source import Span

_OPENING = re.compile(
    r"[\s\-+]*[Cc]ác\s+(?P<head>[Tt]ổng cục|[Cc]hi cục|[Cc]ục|[Vv]ụ|[Ss]ở|[Bb]ộ|[Vv]iện|[Pp]hòng|[Bb]an)"
    r"\s*(?P<colon>:)?\s*(?=[^\W\d_])"
)


def written_out(names: Iterable[FoundAgency]) -> list[FoundAgency]:
    """Give the names with every roll among them written out, each member with the word that heads the roll."""
    out: list[FoundAgency] = []
    for one in names:
        members = roll_members(one.name) if one.is_class else None
        out.extend(_moved(members, one.span.start) if members else [one])
    return out


def roll_members(text: str) -> list[FoundAgency] | None:
    """Give the agencies of a text that is a roll, or None where it is none; a roll without a colon names known fields.

    A member's span is the place of its own words; its name begins with the word that heads the roll.
    """
    opening = _OPENING.match(text)
    if not opening or not text[opening.end()].isupper():
        return None
    head = opening["head"][0].upper() + opening["head"][1:]
    pieces = list(_pieces(text, opening.end()))
    fields = [piece for piece in pieces if _is_field(text, piece)]
    if not opening["colon"] and not (len(fields) > 1 and all(one in fields or _is_named(text, one) for one in pieces)):
        return None
    return [member for piece in pieces for member in _members(text, piece, head)]


_MARKS = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+(?=(?:các|những)\s)")
_MANY = 2  # semicolons that part names with commas of their own: "Xuất bản, In và Phát hành; Báo chí; Bản quyền"


def _pieces(text: str, at: int) -> Iterator[Span]:
    marks = [match for match in _MARKS.finditer(text, at) if ";" in match.group()]
    stretches = list(_between(text, Span(at, len(text)), marks)) if len(marks) >= _MANY else [Span(at, len(text))]
    for stretch in stretches:
        parts = [
            part
            for piece in _between(text, stretch, list(_MARKS.finditer(text, stretch.start, stretch.end)))
            for part in _joined(text, piece)
        ]
        known = all(_is_field(text, part) or _is_named(text, part) for part in parts)
        yield from parts if known or len(stretches) == 1 else [stretch]


def _between(text: str, whole: Span, marks: list[re.Match[str]]) -> Iterator[Span]:
    at = whole.start
    for start, after in [*(match.span() for match in marks), (whole.end, whole.end)]:
        words = text[at:start]
        piece = Span(at + len(words) - len(words.lstrip(" .:-")), at + len(words.rstrip(" .:-;")))
        if piece.start < piece.end:
            yield piece
        at = after


_AND = re.compile(r"\s+và\s+")


def _joined(text: str, piece: Span) -> Iterator[Span]:
    """Part "Tài chính và Tư pháp" behind a field that is known; "Giáo dục và Đào tạo" is one."""
    end = _field_end(text, piece)
    joint = _AND.match(text, end, piece.end) if end else None
    if end and joint:
        yield Span(piece.start, end)
        yield from _joined(text, Span(joint.end(), piece.end))
    else:
        yield piece


def _field_end(text: str, piece: Span) -> int | None:
    match = grammar().bare_sectors.match(fold(text), piece.start, piece.end)
    return match.end() if match else None


def _is_field(text: str, piece: Span) -> bool:
    return _field_end(text, piece) == piece.end


def _is_named(text: str, piece: Span) -> bool:
    found = find_agencies(piece.of(text))
    return bool(found) and found[0].span.start == 0


def _members(text: str, piece: Span, head: str) -> list[FoundAgency]:
    words = piece.of(text)
    ministry = head == "Bộ" and _is_field(text, piece)  # "Công an" is a body by itself as well
    if _is_named(text, piece) and not ministry:
        found = find_agencies(words)
        return list(_moved(found, piece.start)) if len(found) > 1 else [FoundAgency(piece, words, found[0].is_class)]
    if not words[0].isupper():
        return [FoundAgency(piece, words, is_class=True)]
    return [FoundAgency(piece, f"{head} {words}")]


def _moved(found: Iterable[FoundAgency], by: int) -> Iterator[FoundAgency]:
    return (FoundAgency(one.span.shifted(by), one.name, one.is_class) for one in found)
