"""Finds named fields in a piece: "Cơ quan chủ trì: ...", "Thời gian thực hiện: ...", also several in one paragraph."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.folding import fold, phrases
from dondoc.reading.extract.outline import Piece
from dondoc.reading.source import Span
from dondoc.reading.structure.fold import CAPITALS
from dondoc.reading.vocabulary import vocabulary

WHO_AND_WHEN = ("lead", "cooperating", "deadline", "product")
_LONG_NAME = 20  # code points: after a name this long a lost colon is forgiven


@dataclass(frozen=True, slots=True)
class Field:
    """A named field: `name` as in cues.toml (lead, cooperating, deadline, ...), `value` the words after its colon."""

    name: str
    value: Piece
    label: Piece


# One name for two fields, "Cơ quan và thời gian ban hành: Sở Xây dựng, tháng 5/2026", and names that say to whom.
_WHO_AND_WHEN = (
    r"(?:(?:co quan|don vi|trach nhiem|phan cong)(?:, don vi)?|chu tri)(?: chu tri| thuc hien| duoc giao)*"
    r"(?:,| va|, va|/) ?(?:thoi (?:gian|han)|tien do)(?: [a-z]+){0,3}"
)
_TIME_TO = r"thoi (?:gian|han) (?:trinh|gui|bao cao|ban hanh|phe duyet) [^:;.]{2,40}?"


@cache
def _labels() -> re.Pattern[str]:
    named = "|".join(f"(?P<{name}>{phrases(words)})" for name, words in vocabulary("cues")["fields"].items())
    named = rf"(?P<both>{_WHO_AND_WHEN})|{named}|(?P<time_to>{_TIME_TO})"
    return re.compile(rf"(?:{named})(?:\s*\([^)]{{1,40}}\))?\s*(?P<colon>[:：])")


@cache
def _opening_without_colon() -> re.Pattern[str]:
    long_names = [word for word in vocabulary("cues")["fields"]["measures"] if len(word) > _LONG_NAME]
    return re.compile(rf"{phrases(long_names)}\s*[.\-]?\s+")


# Before the first field: nothing, or a field of a name that says neither who nor when, "Cấp trình: Chính phủ."
_OPENING = re.compile(r"[\s\-+*(.•]*(?:[a-z][a-z, ]{2,30}:[^:]{2,120}[.;]\s*)?[\s\-+*(.•]*")


def find_fields(piece: Piece) -> list[Field]:
    """Give the named fields of a piece, in order; empty unless the first one opens the piece.

    A field's value ends where the next field of another name begins. A lost colon is forgiven after the long names
    of measures.
    """
    text = piece.text
    folded = fold(text)
    marks = [match for match in _labels().finditer(folded) if _stands_free(text, folded, match)]
    if not marks or not _OPENING.fullmatch(folded, 0, marks[0].start()):
        return _misread(piece, folded) or _without_colon(piece, folded)
    fields = []
    for at, match in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        value = _trimmed(piece, Span(match.end(), end))
        fields.extend(_fields(piece, match, value))
    return fields


def _fields(piece: Piece, match: re.Match[str], value: Piece) -> list[Field]:
    """Give the field of a name; a name of two gives the body up to the words of time, and these."""
    label = piece.part(Span(*match.span()))
    if not match.group("both"):
        return _with_sentence_behind(Field(_name(match), value, label))
    times = [one for one in find_deadlines(value.text, issued_on=None) if one.bound or one.due_on]
    at = times[0].span.start if times else len(value.text)
    who, when = _trimmed(value, Span(0, at)), _trimmed(value, Span(at, len(value.text)))
    return [Field(name, part, label) for name, part in (("lead", who), ("deadline", when)) if part.text.strip()]


_SENTENCE_ENDS = re.compile(rf"(?<=[^\W\d_]{{2}})\.\s+(?=[{CAPITALS}])")


def _with_sentence_behind(field: Field) -> list[Field]:
    """Give a field, and the time that a sentence behind its bodies tells: "... chủ trì: Sở Y tế. Trình trong quý I"."""
    text = field.value.text
    ends = _SENTENCE_ENDS.search(text) if field.name == "lead" else None
    rest = field.value.part(Span(ends.end(), len(text))) if ends else None
    if not ends or rest is None or not any(one.bound for one in find_deadlines(rest.text, issued_on=None)):
        return [field]
    bodies = field.value.part(Span(0, ends.start()))
    return [Field(field.name, bodies, field.label), Field("deadline", rest, field.label)]


def inline_fields(piece: Piece) -> list[Field]:
    """Give the who-and-when fields in a piece that begins with other words: "... (cơ quan chủ trì: Sở Y tế; ...)"."""
    text = piece.text
    folded = fold(text)
    marks = [
        m
        for m in _labels().finditer(folded)
        if _name(m) in WHO_AND_WHEN and m.start() > 0 and _stands_free(text, folded, m)
    ]
    ends = [*(m.start() for m in marks[1:]), len(text)]
    return (
        [
            field
            for m, end in zip(marks, ends, strict=True)
            for field in _fields(piece, m, _trimmed(piece, Span(m.end(), end)))
        ]
        if marks
        else []
    )


def split_at_aims(piece: Piece) -> tuple[Piece, Piece | None]:
    """Part a heading from an objective or measures that run on in its paragraph: "(5) Đề án ... Mục tiêu: ..."."""
    text = piece.text
    for match in _labels().finditer(fold(text)):
        if _name(match) in {"objective", "measures"} and match.start() > 20 and text[match.start()].isupper():
            return piece.part(Span(0, len(text[: match.start()].rstrip()))), piece.part(Span(match.start(), len(text)))
    return piece, None


def _name(match: re.Match[str]) -> str:
    if match.group("both") or match.group("time_to"):
        return "deadline"
    names: dict[str, list[str]] = vocabulary("cues")["fields"]
    return next(name for name in names if match.group(name) is not None)


def _stands_free(text: str, folded: str, match: re.Match[str]) -> bool:
    """A field's name stands at the head of its sentence or line, or after a mark of punctuation."""
    before = folded[: match.start()].rstrip()
    return not before or before[-1] in ".;,(-+*•/:" or text[match.start()].isupper()


_LABEL = re.compile(r"[\s\-+*•(]*(?P<label>[^:;.,]{8,45}?)\s*:")
_LIKENESS = 0.92


@cache
def _known_labels() -> dict[str, str]:
    fields: dict[str, list[str]] = vocabulary("cues")["fields"]
    return {
        fold(word): name
        for name, words in fields.items()
        for word in words
        if name in {"lead", "cooperating", "deadline"}
    }


def _misread(piece: Piece, folded: str) -> list[Field]:
    """Read a field whose name has a wrong letter or two, as in scans: "Thì gian thực hiện: ..."."""
    match = _LABEL.match(folded)
    like = difflib.get_close_matches(match["label"], _known_labels(), n=1, cutoff=_LIKENESS) if match else []
    if not match or not like:
        return []
    value = _trimmed(piece, Span(match.end(), len(piece.text)))
    return [Field(_known_labels()[like[0]], value, piece.part(Span(*match.span("label"))))]


def _without_colon(piece: Piece, folded: str) -> list[Field]:
    match = _opening_without_colon().match(folded)
    if not match or match.end() >= len(folded) or not piece.text[match.end()].isupper():
        return []
    return [Field("measures", piece.part(Span(match.end(), len(folded))), piece.part(Span(*match.span())))]


def _trimmed(piece: Piece, span: Span) -> Piece:
    words = span.of(piece.text)
    left, right = len(words) - len(words.lstrip(" .;,-")), len(words.rstrip(" ;,.-"))
    if words[:right].endswith(")") and words.count("(", 0, right) < words.count(")", 0, right):
        right -= 1
    return piece.part(Span(span.start + min(left, right), span.start + right))


def first_value(fields: Sequence[Field], name: str) -> Piece | None:
    """Give the value of the first field of a name, or None."""
    return next((field.value for field in fields if field.name == name), None)
