"""Reads the sentences of a paragraph as statements of duty: who, with whom, what, by when.

A statement begins where a body stands as the subject of a verb of doing (`subjects.py`), or where a duty has its own
time; `clauses.py` cuts the text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.agency_grammar import FoundAgency
from dondoc.reading.extract.clauses import Clause, cut_clauses
from dondoc.reading.extract.cooperation import helps_only, read_cooperation
from dondoc.reading.extract.cues import cue
from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.found_deadline import FoundDeadline
from dondoc.reading.extract.laid_on import Subject
from dondoc.reading.extract.outline import Piece
from dondoc.reading.extract.own_times import (
    STAGE_WORDS,
    is_report,
    is_time_only,
    opens_with_time,
    own_times,
    stage_starts,
)
from dondoc.reading.extract.verbs import is_verb, skip_adverbs
from dondoc.reading.source import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """A duty: `span` is the whole statement, `duty` its words from the verb on; places count from the piece.

    `strong`: the words around the body say that it leads (chủ trì, tham mưu, ...).
    """

    piece: Piece
    span: Span
    duty: Span
    subject: Subject | None
    cooperating: tuple[FoundAgency, ...]
    deadlines: tuple[FoundDeadline, ...]
    strong: bool = False
    ordered: bool = False


def find_statements(piece: Piece, *, issued_on: dt.date | None, orders: bool = True) -> list[Statement]:
    """Give the statements of duty of a piece, in order; they cover it without overlap.

    A piece without a body of its own gives statements without a subject: the caller knows who is addressed. Under an
    addressed body `orders` is False: "Yêu cầu các chủ đầu tư ..." is then a duty of that body.
    """
    text = piece.text
    if not text.strip():
        return []
    folded = fold(text)
    names = find_agencies(text)
    deadlines = find_deadlines(text, issued_on=issued_on)
    clauses = list(cut_clauses(text, folded, names, deadlines, orders=orders))
    groups = _groups(folded, clauses, deadlines)
    return [_statement(piece, folded, group, deadlines) for group in groups]


def _groups(folded: str, clauses: Sequence[Clause], deadlines: Sequence[FoundDeadline]) -> list[list[Clause]]:
    """Join clauses to statements: a new body, or a time of its own, begins a new one."""
    groups: list[list[Clause]] = []
    numbered = _numbered_with_times(folded, clauses, deadlines)
    for clause in clauses:
        if groups and not _begins(folded, groups[-1], clause, deadlines, numbered=numbered):
            groups[-1].append(clause)
        else:
            groups.append([*_waiting(folded, groups, clause, deadlines), clause])
    return groups


def _waiting(
    folded: str, groups: list[list[Clause]], clause: Clause, deadlines: Sequence[FoundDeadline]
) -> list[Clause]:
    """Take from the last group the clauses after its last time: they wait for the time of the new clause."""
    if not groups or clause.subject or clause.number or groups[-1][-1].ends_sentence:
        return []
    last = groups[-1]
    timed = [at for at, one in enumerate(last) if own_times(folded, one.span, deadlines)]
    if not timed or timed[-1] + 1 == len(last):
        return []
    waiting = last[timed[-1] + 1 :]
    del last[timed[-1] + 1 :]
    return waiting


def _numbered_with_times(folded: str, clauses: Sequence[Clause], deadlines: Sequence[FoundDeadline]) -> bool:
    """Tell whether inline numbers part duties: each begins with a verb, or has a time or body of its own."""
    numbered = [clause for clause in clauses if clause.number]
    if len(numbered) < 2:
        return False
    if all(clause.subject or is_verb(folded, clause.verb) for clause in numbered):
        return True
    return any(clause.subject or own_times(folded, clause.span, deadlines) for clause in numbered)


_STAGE = re.compile(rf"\W*{STAGE_WORDS}")
_PART = re.compile(
    rf"{_STAGE.pattern}|\W*(?:rieng|trong do)(?!\w)"
)  # "...; riêng 05 hộ khu phố 3, chậm nhất ngày 15/5/2025"


def _last_first(folded: str, stages: Sequence[int], deadlines: Sequence[FoundDeadline]) -> tuple[FoundDeadline, ...]:
    """Give the deadlines of a duty, that of its last stage, by which it is done, first."""
    last = [one for one in deadlines if stages and one.due_on and one.span.start > stages[-1]]
    last = last or [one for before, one in pairwise(deadlines) if _ends_what_began(folded, before, one)]
    return (*last, *(one for one in deadlines if one not in last))


_AND_DONE = re.compile(r"\s*(?:,|,?\s*va\s)\s*(?:(?:co ban|phai|phan dau)\s+)*(?:hoan thanh|xong)\s")
_NEAR = 40  # code points between a day and that of the end


def _ends_what_began(folded: str, before: FoundDeadline, last: FoundDeadline) -> bool:
    """Tell whether a second day is that of the end: "Trình trước ngày 30/4 và hoàn thành trước ngày 15/5"."""
    if not (before.bound and last.bound and before.due_on and last.due_on and before.due_on <= last.due_on):
        return False  # "xong trước ngày 31/10, phấn đấu xong trước 02/9" is due by the first
    near = last.span.start - before.span.end < _NEAR
    return near and bool(_AND_DONE.match(folded, before.span.end, last.span.end))


def _begins(
    folded: str, group: Sequence[Clause], clause: Clause, deadlines: Sequence[FoundDeadline], *, numbered: bool
) -> bool:
    if clause.number and numbered:
        return True
    if (_STAGE if clause.subject else _PART).match(folded, clause.span.start):
        return False
    if clause.subject:
        return not (_same_body(group, clause) or _helps(folded, group, clause) or _leads(folded, group, clause))
    times = own_times(folded, clause.span, deadlines)
    if not times:
        return _goes_beyond(folded, group, clause, deadlines)
    if is_time_only(folded, clause.span, times):
        return False
    return any(own_times(folded, one.span, deadlines) for one in group) or (
        group[-1].ends_sentence or opens_with_time(folded, clause.verb, times)
    )


def _goes_beyond(folded: str, group: Sequence[Clause], clause: Clause, deadlines: Sequence[FoundDeadline]) -> bool:
    """Tell whether a clause without a time follows one that ended with its own: "..., xong trước 30/6; rà soát ...".

    The day belongs to the duty it ends, which is then an item of its own, and so is the next one.
    """
    if clause.number or not is_verb(folded, clause.verb) or group[-1].ends_sentence or is_report(folded, clause.verb):
        return False
    if _TARGET.match(folded, clause.verb, clause.span.end):
        return False  # "...; giải ngân đạt trên 95%" is an aim of the duty before it
    times = own_times(folded, group[-1].span, deadlines)
    ends = bool(times) and not folded[times[-1].span.end : group[-1].span.end].strip(" ,.;)")
    return ends and times[-1].due_on is not None and times[-1].span.start - group[-1].verb > _FAR


_TARGET = re.compile(r"[^,;.]{0,60}?\s(?:dat|giam|tang)\s+[^,;.\d]{0,20}\d[\d.,]*\s*%")
_FAR = 25  # code points of a duty before its day


def _helps(folded: str, group: Sequence[Clause], clause: Clause) -> bool:
    """Tell whether a clause names but those who help in the duty before it: "...; Sở Tư pháp phối hợp"."""
    led = any(one.subject for one in group) and clause.subject is not None
    return bool(led and clause.subject and helps_only(folded, clause.subject.span.end, clause.verb, clause.span.end))


_LEADS = re.compile(
    r"(?:la co quan\s+)?(?:chu tri|chiu trach nhiem|lam dau moi)\s*,?\s*"
    r"(?:phoi hop (?:voi|cung)? ?[^;]{3,160}?)?(?:\s*(?:to chuc |trien khai )?thuc hien)?[\s.;,/]*"
)


def _leads(folded: str, group: Sequence[Clause], clause: Clause) -> bool:
    """Tell whether a clause says but who leads the duty before it: "Tổ chức lễ hội. Sở Du lịch chủ trì thực hiện"."""
    nobody = all(one.subject is None for one in group) and is_verb(folded, group[0].verb)
    named = clause.verb >= clause.span.end  # "... Giao Báo tỉnh."
    return nobody and (named or bool(_LEADS.fullmatch(folded, clause.verb, clause.span.end)))


def _same_body(group: Sequence[Clause], clause: Clause) -> bool:
    """Tell whether a clause names the body of its statement once more, in the same sentence."""
    first = next((one.subject for one in group if one.subject), None)
    if first is None or clause.subject is None or clause.ordered or group[-1].ends_sentence:
        return False
    return fold(first.names[0].name) == fold(clause.subject.names[0].name)


def _statement(piece: Piece, folded: str, group: Sequence[Clause], deadlines: Sequence[FoundDeadline]) -> Statement:
    span = Span(group[0].span.start, group[-1].span.end)
    head = next((clause for clause in group if clause.subject), group[0])
    cooperation = read_cooperation(piece.text, folded, head.verb, span.end)
    start = cooperation.goes_on if cooperation.goes_on is not None else _duty_start(folded, head.verb, span.end)
    end = span.end
    if head is not group[0] and _leads(folded, group[: group.index(head)], head):  # who does it is told behind it
        start, end = group[0].verb, head.span.start
    stages = stage_starts(folded, start, span.end)
    return Statement(
        piece=piece,
        span=span,
        duty=Span(start, stages[0] if stages else end),
        subject=head.subject,
        cooperating=cooperation.names,
        deadlines=_last_first(folded, stages, [one for one in deadlines if span.start <= one.span.start < span.end]),
        strong=bool(head.subject and cue("orders", "leading").match(folded, skip_adverbs(folded, head.verb))),
        ordered=head.ordered,
    )


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(cue("orders", "filler").pattern + r"\s*,?\s+(?!hoac\s)(?:va\s+)?")


def _duty_start(folded: str, verb: int, end: int) -> int:
    """Give where the words of the duty begin: after "có trách nhiệm", "chủ trì", but with a verb."""
    match = _filler().match(folded, verb, end)
    return match.end() if match and match.end() < end else verb
