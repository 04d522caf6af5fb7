"""Lists of agencies cut into their names, and classes told from single bodies."""

from __future__ import annotations

import re

from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.agency_grammar import FoundAgency
from dondoc.reading.extract.agency_rolls import roll_members, written_out
from dondoc.reading.extract.folding import spelling
from dondoc.reading.source import Span


def split_agencies(text: str) -> list[FoundAgency]:
    """Give the agencies a list consists of ("Bộ Tài chính, Bộ Công an và các cơ quan liên quan"), each in its words.

    What the grammar does not know is kept as a piece of its own, so that nothing of the list is lost. Rolls ("các Bộ:
    Tài chính, Y tế") are written out.
    """
    if members := roll_members(text):
        return members
    pieces: list[FoundAgency] = []
    at = 0
    for one in find_agencies(text):
        if one.span.start < at:
            continue  # in the brackets of the name before
        pieces.extend(_unknown(text, Span(at, one.span.start)))
        pieces.append(_with_bracket(text, _with_tail(text, one)))
        at = pieces[-1].span.end
    return written_out([*pieces, *_unknown(text, Span(at, len(text)))])


_TAIL = re.compile(
    r"\s+(?!và\s|hoặc\s|chủ trì|phối hợp|cùng|là\s|chịu trách nhiệm)[^\W\d_A-ZĐ][^,;/+.()\n]*?"
    r"(?=\s*(?:[,;/+.()\n]|$|\svà\s|\s-\s))"
)
_VERB_TAIL = re.compile(
    r"\s+(?:thực hiện|triển khai|xây dựng|tham mưu|theo dõi|tổ chức|hướng dẫn|báo cáo|trình|tổng hợp)"
)


def _with_tail(text: str, one: FoundAgency) -> FoundAgency:
    """Words that follow a name without a mark belong to it: "Vụ Các vấn đề chung về đất đai", "các đơn vị có rừng"."""
    tail = _TAIL.match(text, one.span.end)
    if not tail or find_agencies(tail.group()) or (not one.is_class and _VERB_TAIL.match(text, one.span.end)):
        return one
    span = Span(one.span.start, tail.end())
    return FoundAgency(span, span.of(text), one.is_class)


_SEPARATORS = re.compile(
    r"\s*(?:[,;/+]|\.\s|(?<!\w)và(?!\w)|(?<!\w)cùng với(?!\w)|(?<!\w)phối hợp với(?!\w))\s*|\s+-\s+"
)
_BRACKET = re.compile(r"\s*\(([^)]*)\)")


def _with_bracket(text: str, one: FoundAgency) -> FoundAgency:
    """A bracket belongs to the name before it: "Trung tâm Dịch vụ việc làm (Sở Nội vụ)"."""
    bracket = _BRACKET.match(text, one.span.end)
    if not bracket:
        return one
    span = Span(one.span.start, bracket.end())
    return FoundAgency(span, span.of(text), one.is_class)


_ROLE = re.compile(r"(?:là\s+)?(?:cơ quan\s+)?(?:chủ trì|phối hợp)(?:\s+thực hiện)?", re.IGNORECASE)


def _unknown(text: str, gap: Span) -> list[FoundAgency]:
    """Give the pieces of a gap between two known names."""
    parts = [part for part in _parts(text, gap) if sum(letter.isalpha() for letter in part.of(text)) > 2]
    parts = [part for part in parts if not _ROLE.fullmatch(part.of(text))]
    return [FoundAgency(part, part.of(text), is_class=_is_plural(part.of(text))) for part in parts]


def _parts(text: str, gap: Span) -> list[Span]:
    parts = []
    at = gap.start
    for match in [*_SEPARATORS.finditer(text, gap.start, gap.end), None]:
        end = match.start() if match else gap.end
        words = text[at:end]
        left, right = len(words) - len(words.lstrip(" .:-")), len(words.rstrip(" .:-"))
        if left < right:
            parts.append(Span(at + left, at + right))
        at = match.end() if match else end
    return parts


def _is_plural(words: str) -> bool:
    return bool(re.match(r"(?:các|những|tất cả|toàn bộ|mỗi|từng)\s", spelling(words)))


def is_class(name: str) -> bool:
    """Tell whether a name stands for a class of agencies rather than for one."""
    found = find_agencies(name)
    return found[0].is_class if found and found[0].span.start == 0 else _is_plural(name)
