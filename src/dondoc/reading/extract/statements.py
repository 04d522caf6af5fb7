"""Reads the sentences of a paragraph as statements of duty: who, with whom, what, by when.

A statement begins where a body stands as the subject of a verb of doing, or where a duty has its own time. The body is
found by its place: at the head of a clause, after an order ("Giao ...") or after an opening ("Căn cứ Kế hoạch này, ...").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dondoc.reading.extract.agencies import FoundAgency, find_agencies, split_agencies
from dondoc.reading.extract.cues import cue
from dondoc.reading.extract.deadlines import FoundDeadline, find_deadlines
from dondoc.reading.extract.folding import CAPITAL, fold
from dondoc.reading.extract.outline import Piece
from dondoc.reading.source import Span


@dataclass(frozen=True, slots=True)
class Subject:
    """The body a duty is laid on: the names in order, the place of all of them, and whether they form a class."""

    span: Span
    names: tuple[FoundAgency, ...]

    @property
    def is_class(self) -> bool:
        """Tell whether the duty falls on each of a class."""
        return self.names[0].is_class


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


@dataclass(frozen=True, slots=True)
class _Clause:
    span: Span
    subject: Subject | None
    verb: int
    ordered: bool
    ends_sentence: bool
    number: str


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
    clauses = list(_clauses(text, folded, names, deadlines, orders=orders))
    groups = _groups(folded, clauses, deadlines)
    return [_statement(piece, folded, names, group, deadlines) for group in groups]


# Clauses ---------------------------------------------------------------------------------------------------------

_ENUMERATOR = r"\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)"
_CUT = re.compile(
    rf"(?P<sentence>(?<=[^\s.][^\s.])\.\s+(?={CAPITAL}|\())|(?P<clause>;\s*(?:và\s+)?)|(?P<number>(?:(?<=\s)|^)(?={_ENUMERATOR}\s)|(?<=\s)(?=[a-zđ]\)\s{CAPITAL}))"
)


def _clauses(
    text: str, folded: str, names: list[FoundAgency], deadlines: list[FoundDeadline], *, orders: bool
) -> Iterator[_Clause]:
    """Cut a text at sentence ends, semicolons and inline numbers, but not within brackets or a list of bodies."""
    groups = _name_groups(text, names)
    start = 0
    for end, after, ends in _cuts(text, folded, deadlines):
        if end < len(text) and (_in_brackets(text, start, end) or _within(groups, end)):
            continue
        if text[start:end].strip(" .;"):
            yield _clause(text, folded, groups, Span(start, end), ends=ends, orders=orders)
        start = after


def _within(groups: list[list[FoundAgency]], at: int) -> bool:
    return any(group[0].span.start < at < group[-1].span.end for group in groups)


def _cuts(text: str, folded: str, deadlines: list[FoundDeadline]) -> list[tuple[int, int, bool]]:
    """Give where clauses end, where the next begins, and whether a sentence ends there."""
    cuts = [
        (match.start() + (match.lastgroup == "sentence"), match.end(), match.lastgroup == "sentence")
        for match in _CUT.finditer(text)
    ]
    cuts += [
        (_before_comma(folded, one.span.start), one.span.start, False)
        for one in deadlines
        if _opens_duty(folded, one)
    ]
    return [*sorted(cuts), (len(text), len(text), True)]


def _before_comma(folded: str, at: int) -> int:
    while at and folded[at - 1] in " ,":
        at -= 1
    return at


_PLAIN_VERB = re.compile(
    r"\s+(?:tien hanh|tong ket|so ket|bao cao|to chuc|hoan thanh|trinh|ban hanh|gui|danh gia|tong hop)(?!\w)"
)


def _opens_duty(folded: str, time: FoundDeadline) -> bool:
    """Tell whether a time after a comma opens a duty of its own: "..., đến năm 2025 tiến hành tổng kết"."""
    timed = (time.bound and time.due_on is not None) or time.recurrence not in {None, "continuous"}
    return timed and folded[max(0, time.span.start - 40) : time.span.start].rstrip().endswith(",") and bool(_PLAIN_VERB.match(folded, time.span.end))


def _in_brackets(text: str, start: int, at: int) -> bool:
    """Tell whether a place lies in brackets opened since `start`; an inline number is no opening."""
    words = re.sub(_ENUMERATOR, "", text[start:at])
    return words.count("(") > words.count(")") or words.count("“") > words.count("”")


_JOINTS = re.compile(r"\s*(?:\([^)]*\))?\s*(?:,|;|-|/|và|hoặc|,\s*và|;\s*và)?\s*(?:và\s+)?")


def _name_groups(text: str, names: list[FoundAgency]) -> list[list[FoundAgency]]:
    """Join the names that follow each other with nothing but commas and "và" between."""
    groups: list[list[FoundAgency]] = []
    for one in names:
        if groups and _JOINTS.fullmatch(text, groups[-1][-1].span.end, one.span.start):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _clause(
    text: str, folded: str, groups: list[list[FoundAgency]], span: Span, *, ends: bool, orders: bool
) -> _Clause:
    number = re.match(rf"\s*({_ENUMERATOR}|[a-zđ]\)(?=\s{CAPITAL}))\s*", text[span.start : span.end])
    start = span.start + (number.end() if number else 0)
    label = number.group(1) if number else ""
    for group in groups:
        for first, one in enumerate(group):
            if not start <= one.span.start < span.end:
                continue
            if found := _subject(text, folded, group[first:], Span(start, span.end), orders=orders):
                return _Clause(span, *found, ends, label)
    if orders and (ordered := _ordered_unknown(text, folded, Span(start, span.end))):
        return _Clause(span, *ordered, True, ends, label)
    return _Clause(span, None, start, False, ends, label)


_MOST_NAME_WORDS = 9


def _ordered_unknown(text: str, folded: str, span: Span) -> tuple[Subject, int] | None:
    """Read an order to a body the grammar of names does not know: "Yêu cầu các chủ rừng bố trí lực lượng ..."."""
    order = re.compile(r"\s*[-+]?\s*" + cue("orders", "verbs").pattern + r"\s+").match(folded, span.start, span.end)
    if not order or not (text[order.end()].isupper() or folded.startswith(("cac ", "nhung "), order.end())):
        return None
    at = order.end()
    for _ in range(_MOST_NAME_WORDS):
        word = re.compile(r"[^\s,;:.]+\s+").match(folded, at, span.end)
        if not word:
            return None
        at = word.end()
        if at < span.end and text[at].islower() and is_verb(folded, at):
            name = Span(order.end(), word.end() - 1)
            return Subject(name, (FoundAgency(name, name.of(text), folded.startswith(("cac ", "nhung "), name.start)),)), at
    return None


def _subject(
    text: str, folded: str, group: list[FoundAgency], span: Span, *, orders: bool
) -> tuple[Subject, int, bool] | None:
    """Read the bodies as the subject of the clause, where their place and the verb after them allow it."""
    prefix = folded[span.start : group[0].span.start].strip()
    if cue("orders", "not_orders").match(prefix):
        return None
    order = orders and _ends_in_order(prefix)
    if not (order or _may_stand_before(prefix)):
        return None
    verb = _verb_after(text, folded, _after_bracket(text, group[-1].span.end), span.end, order=order)
    if group[0].is_class and not order:
        verb = _verb_of_class(folded, _after_bracket(text, group[-1].span.end), verb, span.end)
    if verb is None:
        return None
    return Subject(Span(group[0].span.start, group[-1].span.end), tuple(group)), verb, order


_TELLS_WHICH = re.compile(r"\s+(?:duoc|thuoc|truc thuoc|theo|trong|tren|tai|co|quan ly|nhiem vu|o|chu tri|cap)(?!\w)[^,;:.]{0,120}?\s(?=(?:co trach nhiem|chiu trach nhiem|phai|chu dong|can(?!\s+cu))\s)")


_MAIN_VERB = re.compile(
    r"[^;:.]{1,150}?[\s,](?=(?:can(?!\s+cu)|phai|chu dong|tiep tuc|khan truong|tich cuc|tap trung|tang cuong|thuong xuyen|kip thoi|theo chuc nang|can cu)\s)"
)


def _verb_of_class(folded: str, at: int, verb: int | None, end: int) -> int | None:
    """Give the verb of a class, over a clause that tells which ("các cơ quan được giao nhiệm vụ có trách nhiệm ...")."""
    which = _TELLS_WHICH.match(folded, at, end)
    if which:
        return which.end()
    if verb is not None and is_verb(folded, verb):
        return verb
    main = _MAIN_VERB.match(folded, at, end)
    return main.end() if main else None


def is_verb(folded: str, at: int) -> bool:
    """Tell whether a known verb of duty stands at a place, an adverb or two before it."""
    return bool(cue("duties", "verbs").match(folded, _skip_adverbs(folded, at)) or cue("duties", "verbs").match(folded, at))


def _after_bracket(text: str, at: int) -> int:
    match = re.compile(r"\s*\([^)]{0,120}\)").match(text, at)
    return match.end() if match else at


def _ends_in_order(prefix: str) -> bool:
    """Tell whether the words before a body end in an order to it: "Thủ tướng Chính phủ yêu cầu"."""
    last = None
    for last in cue("orders", "verbs").finditer(prefix):
        pass
    if last is None or prefix[last.end() :].strip(" :-"):
        return False
    before = prefix[: last.start()].strip(" -+*:.,")
    return not before or bool(cue("orders", "openings").match(before)) or bool(cue("orders", "issuers").search(before))


_ANNOUNCES = re.compile(r"(?:nhu sau|sau day|sau|yeu cau|chi dao|ket luan)\s*:\s*$")


def _may_stand_before(prefix: str) -> bool:
    """Tell whether words may stand before the subject of a clause: nothing, a mark, or an opening that ends in a comma."""
    bare = prefix.strip(" -+*:.")
    if not bare or _ANNOUNCES.search(prefix):
        return True
    opens = prefix.rstrip().endswith((",", ":")) and bool(cue("orders", "openings").match(bare))
    return opens and not cue("orders", "reports").search(bare)


def _verb_after(text: str, folded: str, at: int, end: int, *, order: bool) -> int | None:
    """Give where the verb of a body's duty begins, or None where the body is no subject."""
    match = re.compile(r"\s*[,:]?\s*").match(text, at)
    verb = match.end() if match else at
    if verb >= end:
        return None
    colon = ":" in text[at:verb]
    if after := _after_apposition(folded, at, end):
        return after
    if text[verb].isupper() and not colon:
        return _after_person_name(text, folded, verb, end)
    if text[verb].isupper():
        return verb
    if not text[verb].isalpha():
        return verb if colon and text[verb] == "(" else None
    if "," in text[at:verb] and not (
        order
        or cue("orders", "leading").match(folded, verb)
        or cue("orders", "duties_still").match(folded, verb)
        or cue("orders", "openings").match(folded, verb)
    ):
        return None
    if cue("orders", "duties_still").match(folded, verb):
        return verb
    return None if cue("orders", "not_duties").match(folded, verb) else verb


_PERSON = re.compile(rf"(?:{CAPITAL}[^\W\d_]*\s+){{2,5}}(?=[^\W\d_])")


def _after_person_name(text: str, folded: str, at: int, end: int) -> int | None:
    """Give the verb after the name of a person who holds an office: "Phó Thủ tướng Trần Hồng Hà tiếp tục chỉ đạo"."""
    name = _PERSON.match(text, at, end)
    return name.end() if name and is_verb(folded, name.end()) else None


_APPOSITION = re.compile(
    r"\s*[-,(]\s*(?:la\s+)?co quan (?:thuong truc|chu tri|dau moi)[^;.]{0,140}?[\s,)](?=(?:chu tri|phoi hop|tham muu|co trach nhiem|chiu trach nhiem|"
    r"theo doi|tong hop|don doc|huong dan|khan truong|tiep tuc|chu dong)\s)"
)


def _after_apposition(folded: str, at: int, end: int) -> int | None:
    """Give the verb after words that tell what a body is: "Bộ Xây dựng - cơ quan thường trực Ban Chỉ đạo - chủ trì ..."."""
    match = _APPOSITION.match(folded, at, end)
    return match.end() if match else None


# Statements ------------------------------------------------------------------------------------------------------


def _groups(folded: str, clauses: list[_Clause], deadlines: list[FoundDeadline]) -> list[list[_Clause]]:
    """Join clauses to statements: a new body, or a time of its own, begins a new one."""
    groups: list[list[_Clause]] = []
    numbered = _numbered_with_times(folded, clauses, deadlines)
    for clause in clauses:
        if groups and not _begins(folded, groups[-1], clause, deadlines, numbered=numbered):
            groups[-1].append(clause)
        else:
            groups.append([*_waiting(folded, groups, clause, deadlines), clause])
    return groups


def _waiting(
    folded: str, groups: list[list[_Clause]], clause: _Clause, deadlines: list[FoundDeadline]
) -> list[_Clause]:
    """Take from the last group the clauses after its last time: they wait for the time of the new clause."""
    if not groups or clause.subject or clause.number or groups[-1][-1].ends_sentence:
        return []
    last = groups[-1]
    timed = [at for at, one in enumerate(last) if _times(folded, one.span, deadlines)]
    if not timed or timed[-1] + 1 == len(last):
        return []
    waiting = last[timed[-1] + 1 :]
    del last[timed[-1] + 1 :]
    return waiting


def _numbered_with_times(folded: str, clauses: list[_Clause], deadlines: list[FoundDeadline]) -> bool:
    """Tell whether inline numbers part duties that have their own times or bodies."""
    numbered = [clause for clause in clauses if clause.number]
    return len(numbered) > 1 and any(clause.subject or _times(folded, clause.span, deadlines) for clause in numbered)


def _begins(
    folded: str, group: list[_Clause], clause: _Clause, deadlines: list[FoundDeadline], *, numbered: bool
) -> bool:
    if clause.number and numbered:
        return True
    if clause.subject:
        return not _same_body(group, clause)
    times = _times(folded, clause.span, deadlines)
    if not times or _is_time_only(folded, clause.span, times):
        return False
    if any(_times(folded, one.span, deadlines) for one in group):
        return True
    return group[-1].ends_sentence or _opens_with_time(folded, clause, times)


def _same_body(group: list[_Clause], clause: _Clause) -> bool:
    first = next((one.subject for one in group if one.subject), None)
    return bool(
        first
        and clause.subject
        and fold(first.names[0].name) == fold(clause.subject.names[0].name)
        and not clause.ordered
        and not group[-1].ends_sentence
    )


_REPORTS = re.compile(r"\s*(?:va\s+)?(?:tong hop,?\s+)?(?:bao cao|so ket|tong ket)(?!\w)")


def _opens_with_time(folded: str, clause: _Clause, times: list[FoundDeadline]) -> bool:
    """Tell whether a clause after a semicolon is a duty with a time of its own: it opens with it, or reports by it."""
    return times[0].span.start - clause.verb <= 12 or bool(_REPORTS.match(folded, clause.verb))


def _times(folded: str, span: Span, deadlines: list[FoundDeadline]) -> list[FoundDeadline]:
    """Give the deadlines and periods of report within a clause that are its own."""
    inside = [
        one for one in deadlines if span.start <= one.span.start < span.end and one.bound | (one.recurrence is not None)
    ]
    return [one for one in inside if _is_own_time(folded, span, one)]


def _is_own_time(folded: str, span: Span, time: FoundDeadline) -> bool:
    if time.due_on or time.precision in {"relative", "term"}:
        return time.bound
    if time.recurrence in {None, "continuous"}:
        return False
    before = folded[span.start : time.span.start].strip(" ,(;-+")
    return not before or bool(re.search(r"(?:bao cao|dinh ky|so ket|tong ket|gui|tong hop)(?:\W+\w+){0,9}$", before))


_TIME_ONLY = re.compile(
    r"\s*(?:va\s+)?(?:(?:thoi (?:gian|han|diem)|tien do|lo trinh)(?:\s+\w+){0,4}|(?:phan dau\s+|phai\s+|bao dam\s+)?(?:hoan thanh|xong)|trien khai thuc hien|thuc hien)?\s*:?\s*"
)


def _is_time_only(folded: str, span: Span, times: list[FoundDeadline]) -> bool:
    """Tell whether a clause says nothing but a time: "Thời gian hoàn thành trong năm 2021"."""
    before, after = folded[span.start : times[0].span.start], folded[times[-1].span.end : span.end]
    return bool(_TIME_ONLY.fullmatch(before)) and len(re.findall(r"\w+", after)) <= 3


def _statement(
    piece: Piece, folded: str, names: list[FoundAgency], group: list[_Clause], deadlines: list[FoundDeadline]
) -> Statement:
    text = piece.text
    span = Span(group[0].span.start, group[-1].span.end)
    head = next((clause for clause in group if clause.subject), group[0])
    inside = tuple(one for one in deadlines if span.start <= one.span.start < span.end)
    cooperating, after = _cooperation(text, folded, head.verb, span.end)
    duty = Span(_duty_start(folded, head.verb, after), span.end)
    strong = bool(head.subject and cue("orders", "leading").match(folded, _skip_adverbs(folded, head.verb)))
    if not cooperating:
        cooperating = _cooperation_later(text, folded, head.verb, span.end)
    statement = Statement(piece, span, duty, head.subject, cooperating, inside, strong, head.ordered)
    if head.span.start > span.start:
        return replace(statement, duty=Span(span.start, span.end)) if head.subject is None else statement
    return statement


_ADVERBS = re.compile(
    r"(?:(?:khan truong|chu dong|tiep tuc|kip thoi|truc tiep|thuong xuyen|hang nam|hang quy|hang thang|dinh ky|phai|can(?!\s+cu)|se|som|tap trung|thuc hien)\s*,?\s+)*"
)


def _skip_adverbs(folded: str, at: int) -> int:
    match = _ADVERBS.match(folded, at)
    return match.end() if match else at


def _duty_start(folded: str, verb: int, after_cooperation: int | None) -> int:
    """Give where the words of the duty begin: after "có trách nhiệm", "chủ trì, phối hợp với ...", but with the verb."""
    if after_cooperation is not None:
        return after_cooperation
    match = re.compile(cue("orders", "filler").pattern + r"\s*,?\s+").match(folded, verb)
    return match.end() if match and match.end() < len(folded) else verb


_LEADS_WITH = re.compile(r"(?:chu tri|chiu trach nhiem|tham muu|lam dau moi)?\s*,?\s*(?:va\s+)?(?:chu dong\s+)?")


def _cooperation(text: str, folded: str, verb: int, end: int) -> tuple[tuple[FoundAgency, ...], int | None]:
    """Read "chủ trì, phối hợp với A, B và các cơ quan liên quan": those named, and where the duty goes on."""
    lead = _LEADS_WITH.match(folded, verb)
    at = lead.end() if lead else verb
    match = cue("orders", "cooperation").match(folded, at)
    if not match:
        return (), None
    found, list_end = _listed(text, match.end(), end)
    if not found or list_end >= end - 3:
        return found, None
    goes_on = at > verb and "chu tri" in folded[verb:at] and is_verb(folded, list_end)
    return found, list_end if goes_on else None


def _listed(text: str, at: int, end: int) -> tuple[tuple[FoundAgency, ...], int]:
    """Give the bodies listed from `at` on, and where the list ends."""
    start = at + len(text[at:end]) - len(text[at:end].lstrip())
    window = text[start : min(end, start + 1500)]
    group = next(iter(_name_groups(window, find_agencies(window))), [])
    if not group or group[0].span.start > 0:
        return (), at
    stop = _after_bracket(window, group[-1].span.end)
    rest = re.compile(r"\s*,?\s*(?:để|trong việc|nhằm)?\s*").match(window, stop)
    found = tuple(
        FoundAgency(one.span.shifted(start), one.name, one.is_class)
        for one in split_agencies(window[: group[-1].span.end])
    )
    return found, start + (rest.end() if rest else stop)


def _cooperation_later(text: str, folded: str, start: int, end: int) -> tuple[FoundAgency, ...]:
    for match in cue("orders", "cooperation").finditer(folded, start, end):
        found, _ = _listed(text, match.end(), end)
        if found:
            return found
    return ()
