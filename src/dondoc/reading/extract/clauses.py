"""Cuts a paragraph into clauses: at sentence ends, semicolons and inline numbers, each with the body it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dondoc.reading.extract.agency_grammar import FoundAgency
from dondoc.reading.extract.folding import CAPITAL, phrases
from dondoc.reading.extract.found_deadline import FoundDeadline
from dondoc.reading.extract.laid_on import Subject, ends_in_order, may_stand_before, reports
from dondoc.reading.extract.subjects import after_bracket, find_subject, name_groups
from dondoc.reading.extract.verbs import is_verb
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its place, the body it lays a duty on, where the verb begins, and how it ends.

    `number` is its inline number ("(1)"), empty without one; `ordered`: the issuer orders it ("Giao ...").
    """

    span: Span
    subject: Subject | None
    verb: int
    ordered: bool
    ends_sentence: bool
    number: str


_NUMBER = r"\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)"
_CUT = re.compile(
    rf"(?P<sentence>(?<=[^\s.][^\s.])\.\s+(?={CAPITAL}|\())"
    r"|(?P<clause>;\s*(?:và\s+)?)"
    rf"|(?P<number>(?:(?<=\s)|^)(?={_NUMBER}\s)|(?<=\s)(?=[a-zđ]\)\s{CAPITAL}))"
)
_LABEL = re.compile(rf"\s*({_NUMBER}|[a-zđ]\)(?=\s{CAPITAL}))\s*")


def cut_clauses(
    text: str,
    folded: str,
    names: Sequence[FoundAgency],
    deadlines: Sequence[FoundDeadline],
    *,
    orders: bool,
) -> Iterator[Clause]:
    """Give the clauses of a text in order; brackets and lists of bodies are not cut.

    A time after a comma that opens a duty of its own ("..., đến năm 2025 tiến hành tổng kết") cuts too.
    """
    groups = name_groups(text, names)
    start = 0
    for end, after, ends in _cuts(text, folded, deadlines):
        if end < len(text) and (_in_brackets(text, start, end) or _within(text, folded, groups, Span(start, end))):
            continue
        if text[start:end].strip(" .;"):
            yield _clause(text, folded, groups, Span(start, end), ends=ends, orders=orders)
        start = after


def _clause(text: str, folded: str, groups: list[list[FoundAgency]], span: Span, *, ends: bool, orders: bool) -> Clause:
    label = _LABEL.match(text, span.start, span.end)
    start = label.end() if label else span.start
    number = label.group(1) if label else ""
    found = find_subject(text, folded, groups, Span(start, max(start, span.end)), orders=orders)
    if found is None:
        return Clause(
            span, None, _after_ellipsis(folded, start, span.end), ordered=False, ends_sentence=ends, number=number
        )
    return Clause(span, found.subject, found.verb, found.ordered, ends, number)


@cache
def _ellipses() -> re.Pattern[str]:
    return re.compile(r"\s*[-+]?\s*" + phrases(vocabulary("agencies")["ellipses"]) + r"\s+")


def _after_ellipsis(folded: str, start: int, end: int) -> int:
    """Give the place behind words that stand for the body named before ("Sở này có trách nhiệm ...")."""
    match = _ellipses().match(folded, start, end)
    return match.end() if match else start


def _within(text: str, folded: str, groups: list[list[FoundAgency]], span: Span) -> bool:
    """Tell whether the end of a clause is but a mark in a list of bodies."""
    at = span.end
    for group in groups:
        if group[0].span.start < at < group[-1].span.end:
            return not _parts_duties(text, folded, group, span)
    return False


def _parts_duties(text: str, folded: str, group: list[FoundAgency], span: Span) -> bool:
    """Tell whether a semicolon stands between the object of one duty and the body of the next.

    "... thông báo tới từng chủ tàu; Chi cục Thủy sản lập danh sách" are two, "A; B; C lập danh sách" is one.
    """
    prefix = folded[span.start : group[0].span.start].strip()
    if text[span.end] == ";" and _named_twice(group, span.end):
        return True
    if (
        text[span.end] != ";"
        or prefix.endswith(",")
        or may_stand_before(prefix)
        or ends_in_order(prefix)
        or reports(prefix)
    ):
        return False
    after = after_bracket(text, group[-1].span.end)
    return text[after : after + 1] == " " and is_verb(folded, after + 1)


def _named_twice(group: Sequence[FoundAgency], at: int) -> bool:
    """Tell whether the last body before a mark is the first behind it: "... gửi Sở Xây dựng; Sở Xây dựng tổng hợp"."""
    before = [one.name for one in group if one.span.end <= at]
    after = [one.name for one in group if one.span.start > at]
    return bool(before and after and before[-1] == after[0])


def _cuts(text: str, folded: str, deadlines: Sequence[FoundDeadline]) -> list[tuple[int, int, bool]]:
    """Give where clauses end, where the next begins, and whether a sentence ends there."""
    cuts = [
        (match.start() + (match.lastgroup == "sentence"), match.end(), match.lastgroup == "sentence")
        for match in _CUT.finditer(text)
    ]
    opening = [one.span.start for one in deadlines if _opens_duty(folded, one)]
    opening += [at for one in deadlines if (at := _review_before(folded, one)) is not None]
    opening += [at for one, then in pairwise(deadlines) if (at := _act_between(folded, one, then)) is not None]
    cuts += [(_before_comma(folded, at), at, False) for at in opening]
    return [*sorted(cuts), (len(text), len(text), True)]


def _before_comma(folded: str, at: int) -> int:
    while at and folded[at - 1] in " ,":
        at -= 1
    return at


_PLAIN_VERB = re.compile(
    r"\s+(?:tien hanh|tong ket|so ket|bao cao|to chuc|hoan thanh|trinh|ban hanh|gui|danh gia|tong hop)(?!\w)"
)


def _opens_duty(folded: str, time: FoundDeadline) -> bool:
    """Tell whether a time after a comma opens a duty of its own."""
    timed = (time.bound and time.due_on is not None) or time.recurrence not in {None, "continuous"}
    after_comma = folded[max(0, time.span.start - 40) : time.span.start].rstrip().endswith(",")
    return timed and after_comma and bool(_PLAIN_VERB.match(folded, time.span.end))


_REVIEW = re.compile(
    r"(?:,\s*(?:va\s+)?|(?P<time>\d)\s+va\s+(?:to chuc\s+|tien hanh\s+)?)(?=(?:so ket|tong ket)\s+(?:\w+\s+){0,14}\(?$)"
)


def _review_before(folded: str, time: FoundDeadline) -> int | None:
    """Give where a review with a time of its own begins after a comma: "sơ kết vào năm 2028, tổng kết vào năm 2030"."""
    if not time.bound or time.due_on is None:
        return None
    start = max(0, time.span.start - 140)
    match = _REVIEW.search(folded[start : time.span.start])
    return start + match.end() if match else None


_NEXT_ACT = re.compile(
    r"\)?,\s*(?:va\s+)?(?=(?:tong hop|hoan chinh|hoan thien|trinh|gui|ban hanh|cong bo|phe duyet|to chuc|bao cao)"
    r"(?!\w)[^;.()]*$)"
)


def _act_between(folded: str, one: FoundDeadline, then: FoundDeadline) -> int | None:
    """Give where a further act with a day of its own begins: "thẩm định trước 20/4, trình UBND tỉnh trước 30/4"."""
    if not (one.bound and then.bound and one.due_on and then.due_on and one.due_on <= then.due_on):
        return None
    years = "year" in {one.precision, then.precision}
    match = None if years else _NEXT_ACT.match(folded, one.span.end, then.span.start)
    return match.end() if match else None


_LONGEST_BRACKET = 2000  # an opening bracket farther back was never closed


def _in_brackets(text: str, start: int, at: int) -> bool:
    """Tell whether a place lies in brackets or quotes opened since `start`; an inline number is no opening."""
    words = re.sub(_NUMBER, "", text[max(start, at - _LONGEST_BRACKET) : at])
    return words.count("(") > words.count(")") or words.count("“") > words.count("”")
