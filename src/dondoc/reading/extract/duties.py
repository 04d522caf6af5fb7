"""Work items from duties laid on bodies: under a body addressed at the head of a provision, or in a sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.agency_grammar import FoundAgency
from dondoc.reading.extract.cues import cue
from dondoc.reading.extract.drafts import Draft, Due, Lead, best_due, has_day_ahead, recurrence_in, time_of_last
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.no_duties import is_no_duty
from dondoc.reading.extract.outline import Node, Piece, section_kind
from dondoc.reading.extract.statements import Statement, find_statements
from dondoc.reading.extract.titles import after_opening, title_span
from dondoc.reading.extract.verbs import is_verb
from dondoc.reading.source import Span

Visit = Callable[[Node, Lead | None, dt.date | None], Iterator[Draft]]
_LONGEST_ADDRESS = 600


class Addressee(tuple[Lead, Piece | None]):
    """The body a provision is addressed to, and the words that follow it in the heading (None where there are none)."""


_OPENING = re.compile(
    r"\s*(?:(?:trach nhiem|nhiem vu|phan cong)\s+(?:cua\s+)?|doi voi\s+|ve phia\s+|giao\s+|de nghi\s+|yeu cau\s+|"
    r"cac dong chi\s+)*"
)
_WHICH_OF_THEM = re.compile(
    r"(?:\s+(?:có|được|thuộc|nơi|tại|trên|theo|ở|trong|quản lý|phụ trách)(?!\w)|\s*,\s+(?:thuê|quản lý|sử dụng)(?!\w))"
    r"[^:;.]{2,80}?(?=\s*:)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:\([^)]{0,160}\))?\s*(?:(?:nêu|nói|kể)\s+trên\s*)?(?P<colon>:)?\s*\.?\s*")


def addressee(node: Node) -> Addressee | None:
    """Give the body that is all a heading names ("1. Sở Y tế"), or that stands before a colon ("a) Bộ Y tế: ...")."""
    if not node.heading:
        return None
    text = node.title[:_LONGEST_ADDRESS]
    names = find_agencies(text)
    opening = _OPENING.match(fold(text))
    start = opening.end() if opening else 0
    if not names or names[0].span.start != start:
        return _told_by_heading(node)
    listed = _listed(text, names)
    after = _AFTER.match(text, _after_which(text, listed[-1]))
    end = after.end() if after else listed[-1].span.end
    if end < len(node.title) and not (after and after.group("colon")):
        if not _is_name_with_tail(node, listed[-1].span.end):
            return None
        end = len(node.title)
        listed = _with_tail(node.title, listed)
    lead = Lead.of(listed, node.heading.part(Span(start, listed[-1].span.end)))
    rest = node.heading.part(Span(end, len(node.title))) if end < len(node.title) else None
    return Addressee((lead, rest)) if lead else None


_DUTIES_OF = re.compile(r"\s*(?:trach nhiem|nhiem vu)\s+cua\s+(?P<who>[^:;.]{4,120})[\s.:]*")


def _told_by_heading(node: Node) -> Addressee | None:
    """Read those a heading says are responsible, whatever they are: "Trách nhiệm của người sử dụng hệ thống"."""
    match = _DUTIES_OF.fullmatch(fold(node.title)) if node.children or node.body else None
    if not match or node.heading is None:
        return None
    who = Span(*match.span("who"))
    lead = Lead.of([FoundAgency(who, who.of(node.title), is_class=True)], node.heading.part(who))
    return Addressee((lead, None)) if lead else None


def _after_which(text: str, last: FoundAgency) -> int:
    """Give the end of the words before a colon that tell which of a class: "UBND các xã có dự án đi qua: ..."."""
    which = _WHICH_OF_THEM.match(text, last.span.end) if last.is_class else None
    if not which or cue("orders", "duties_still").match(fold(which.group().strip())):
        return last.span.end
    return which.end()


_LONGEST_TAIL = 25  # words
_FIELD_WORDS = re.compile(r"(?:\s+(?:xay dung|quan ly|kiem tra|giam sat|thanh tra|dau tu|cap|dao tao|ho tro))+\s*")


_WHICH = re.compile(r"\s+(?:về|của|trong|cho|thuộc)\s(?:[^\s,;:.]+\s*){1,10}")


_WHICH_CLASS = re.compile(r"(?:\s+[^\s,;:.()]+){1,8}\s*")


def _with_tail(title: str, listed: list[FoundAgency]) -> list[FoundAgency]:
    """Give a single open name with its last words, which are verbs as well: "Cục Quản lý đầu tư xây dựng"."""
    last = listed[-1]
    tail = _FIELD_WORDS.fullmatch(fold(title), last.span.end) or _WHICH.fullmatch(title, last.span.end)
    if last.is_class:
        tail = _WHICH_CLASS.fullmatch(title, last.span.end)
    if not tail:
        return listed
    span = Span(last.span.start, len(title.rstrip()))
    return [*listed[:-1], replace(last, span=span, name=span.of(title))]


def _is_name_with_tail(node: Node, end: int) -> bool:
    """Tell whether a heading is a body with a clause that tells which: "Chủ đầu tư nhà máy nhiệt điện than"."""
    rest = node.title[end:].strip()
    if (node.children or node.body) and _FIELD_WORDS.fullmatch(fold(node.title), end):
        return True
    if not (node.children or node.body) or len(rest.split()) > _LONGEST_TAIL or rest.endswith((".", ";")):
        return False
    return (
        not any(statement.subject for statement in find_statements(node.heading, issued_on=None))
        if node.heading
        else False
    )


_JOINT = re.compile(
    r"\s*(?:\([^)]*\))?\s*(?:[,;/]|-|và|,\s*và|;\s*và)?\s*(?:(?:lãnh đạo|thủ trưởng|người đứng đầu)\s+)?"
)


def _listed(text: str, names: Sequence[FoundAgency]) -> list[FoundAgency]:
    listed = [names[0]]
    for one in names[1:]:
        if not _JOINT.fullmatch(text, listed[-1].span.end, one.span.start):
            break
        listed.append(one)
    return listed


def duty_drafts(node: Node, body: Addressee, *, issued_on: dt.date | None, visit: Visit) -> Iterator[Draft]:
    """Give the duties that stand under an addressed body: one a paragraph or bullet, more where it names more times."""
    lead, rest = body
    drafts: list[Draft] = []
    if rest:
        drafts += piece_drafts(node, rest, lead, issued_on, orders=False)
    for piece, child in _in_order(node):
        if drafts and child is None and piece.text[:1].islower():
            continue  # the rest of the paragraph before it
        if when := time_of_last(piece, issued_on):
            if drafts:
                drafts[-1] = _with_due(drafts[-1], when)
        elif child and _goes_deeper(child):
            drafts += visit(child, lead, issued_on)
        else:
            for one in (piece, *(child.body if child else ())):
                drafts += piece_drafts(child or node, one, lead, issued_on, orders=False)
    yield from drafts


def _in_order(node: Node) -> list[tuple[Piece, Node | None]]:
    pieces: list[tuple[Piece, Node | None]] = [(piece, None) for piece in node.body]
    pieces += [(child.heading, child) for child in node.children if child.heading]
    return sorted(pieces, key=lambda pair: pair[0].paragraph.number)


def _goes_deeper(child: Node) -> bool:
    """Tell whether a child is more than one duty: it addresses another body, or only announces those below it."""
    if addressee(child):
        return True
    announces = child.title.rstrip().endswith(":") or len(child.title) < 60
    return bool(child.children) and (announces or any(addressee(below) for below in child.children))


def _with_due(draft: Draft, due: Due) -> Draft:
    return replace(draft, due=due, recurrence=draft.recurrence or recurrence_in([due.found], ""))


def sentence_drafts(node: Node, lead: Lead | None, *, issued_on: dt.date | None) -> Iterator[Draft]:
    """Give the duties in the sentences of a node: those with a body of their own, or all, where `lead` is given."""
    current = None if node.provision.kind in _UNNUMBERED else lead
    drafts: list[Draft] = []
    for piece in _ordering_pieces(node):
        if piece.text[:1] in _NOTE_MARKS or (_announces(piece) and (node.children or not node.provision.label)):
            current = _addressed_below(node, piece, issued_on) or current
            continue
        if drafts and drafts[-1].due is None and (when := time_of_last(piece, issued_on)):
            drafts[-1] = _with_due(drafts[-1], when)
            continue
        alone = node.section not in {"context", "targets"} and node.provision.kind not in _UNNUMBERED
        drafts += piece_drafts(node, piece, current, issued_on, alone=alone)
        current = drafts[-1].lead if drafts else current
    yield from drafts


def _addressed_below(node: Node, piece: Piece, issued_on: dt.date | None) -> Lead | None:
    """Give the body to which lines without numbers are addressed: "Bộ Chính trị giao Ban Tổ chức Trung ương:"."""
    if node.provision.kind not in _UNNUMBERED or piece.text[:1] in _NOTE_MARKS:
        return None
    return _lead_of(piece, issued_on, ordered=True) or _ordered_at_end(piece)


_UNNUMBERED = ("preamble", "part", "annex", "heading")
_NOTE_MARKS = '(“"'


def _ordering_pieces(node: Node) -> Iterator[Piece]:
    """Give the pieces of a node that may order something: before and between numbered parts, only those that say so."""
    heading = [node.heading] if node.heading and not _heads_others(node) else []
    announced = node.provision.kind not in _UNNUMBERED or _heads_organisation(node)
    for piece in sorted([*heading, *node.body], key=lambda piece: (piece.paragraph.number, piece.start)):
        if announced or _orders(piece):
            yield piece
        announced = announced or bool(_ANNOUNCED.search(fold(piece.text[-80:]))) or _gives_to(piece)


def _heads_organisation(node: Node) -> bool:
    """Tell whether all that stands under "Tổ chức thực hiện" are paragraphs without numbers."""
    if node.section != "organisation" or node.provision.kind not in {"heading", "part"}:
        return False
    return not node.children and section_kind(node.title) == "organisation"


_ANNOUNCED = re.compile(r"(?:nhu sau|sau day|yeu cau)\s*:\s*$")


def _gives_to(piece: Piece) -> bool:
    """Tell whether a line gives a body what the lines below it say: "Chính phủ giao Bộ Y tế:"."""
    short = _announces(piece) and len(piece.text) < _LONGEST_GIFT
    return short and bool(cue("orders", "verbs").search(fold(piece.text)))


_LONGEST_GIFT = 200


def _announces(piece: Piece) -> bool:
    return piece.text.rstrip().endswith(":")


def _heads_others(node: Node) -> bool:
    """Tell whether a heading only heads what stands below it: it names no body itself."""
    if not node.children or node.heading is None:
        return False
    return not any(statement.subject for statement in find_statements(node.heading, issued_on=None))


_ORDERS = re.compile(
    r"chu tri|chiu trach nhiem|co trach nhiem|(?:chi dao|ket luan|y kien|yeu cau)[^.:]{0,40}nhu sau\s*:"
)


def _orders(piece: Piece) -> bool:
    folded = fold(piece.text)
    return bool(cue("orders", "verbs").search(folded) or _ORDERS.search(folded))


def opening_lead(node: Node, *, issued_on: dt.date | None) -> Lead | None:
    """Give the bodies that the last words before the numbered part address: "Thủ tướng yêu cầu các bộ ...:"."""
    pieces = [piece for piece in node.body if piece.text.rstrip().endswith(":")]
    return _lead_of(pieces[-1], issued_on, ordered=True) or _ordered_at_end(pieces[-1]) if pieces else None


def announces_tasks(node: Node) -> bool:
    """Tell whether the last words of an opening announce tasks: "... thực hiện một số nhiệm vụ, giải pháp sau đây:"."""
    last = node.body[-1].text.rstrip() if node.body else ""
    return last.endswith(":") and bool(cue("orders", "announcements").search(fold(last[-160:])))


def _ordered_at_end(piece: Piece) -> Lead | None:
    """Read "Sở Y tế yêu cầu các bệnh viện:": the bodies before the colon, after an order."""
    text = piece.text.rstrip(" :")
    folded = fold(text)
    for first in reversed(find_agencies(text)):
        before = folded[: first.span.start].rstrip()
        ordered = any(match.end() == len(before) for match in cue("orders", "verbs").finditer(before))
        if ordered and len(text[first.span.end :].split()) <= _LONGEST_TAIL:
            return Lead.of([first], piece.part(first.span))
    return None


def last_lead(node: Node, lead: Lead | None, *, issued_on: dt.date | None) -> Lead | None:
    """Give the body that a node's announcing words ("Bộ Công an chủ trì thực hiện:") lay the duties below it on."""
    pieces = [
        piece for piece in (*([node.heading] if node.heading else []), *node.body) if piece.text.rstrip().endswith(":")
    ]
    return (_lead_of(pieces[-1], issued_on, ordered=False) if pieces else None) or lead


def _lead_of(piece: Piece, issued_on: dt.date | None, *, ordered: bool) -> Lead | None:
    for statement in reversed(find_statements(piece, issued_on=issued_on)):
        if statement.subject and (statement.ordered or not ordered):
            lead = Lead.of(statement.subject.names, piece.part(statement.subject.span))
            return replace(lead, helpers=tuple(one.name for one in statement.cooperating)) if lead else None
    return None


def piece_drafts(
    node: Node, piece: Piece, lead: Lead | None, issued_on: dt.date | None, *, orders: bool = True, alone: bool = False
) -> Iterator[Draft]:
    """Give the duties of one piece; a statement without a body takes the one before it, or `lead`.

    With `alone` an order with a day of its own is a duty although nobody is named.
    """
    current = lead
    drafts: list[Draft] = []

    def dated(one: Statement) -> bool:
        """Tell whether a statement is an order with a day to come, which needs no body."""
        return alone and begins_with_verb(one) and has_day_ahead(piece, one.deadlines, issued_on)

    plain = all(piece.paragraph.number != child.heading.paragraph.number for child in node.children if child.heading)
    plain = plain and not (node.heading and node.heading.paragraph is piece.paragraph)
    for statement in find_statements(piece, issued_on=issued_on, orders=orders or _hands_on(piece, lead)):
        if statement.subject:
            current = Lead.of(statement.subject.names, piece.part(statement.subject.span))
        elif plain and not begins_with_verb(statement):
            continue  # a note of the page, the rest of another paragraph
        if current and statement.subject and _only_announces(statement):
            current = replace(current, helpers=tuple(one.name for one in statement.cooperating))
        elif (current or dated(statement)) and not is_no_duty(statement):
            drafts.append(statement_draft(node, statement, current))
        elif drafts and drafts[-1].due is None and (due := _finishing_time(statement)):
            drafts[-1] = _with_due(drafts[-1], due)
    yield from drafts


_HANDS_ON = re.compile(r"(?:^[\s\-+*]*|\.\s+)Giao\s+(?=Phòng|Ban|Trung tâm|Chi cục|Văn phòng|Thanh tra|Trạm|Hạt|Đội)")


def _hands_on(piece: Piece, lead: Lead | None) -> bool:
    """Tell whether a body hands a duty to an office of its own: under "UBND thành phố:", "Giao Phòng Kinh tế lập"."""
    return bool(lead and (_GIVES_ONE if lead.is_class else _HANDS_ON).search(piece.text))


# Under a class that is addressed, the issuer gives one body a duty of its own: "Giao Sở Nội vụ theo dõi chung".
_GIVES_ONE = re.compile(r"(?:^[\s\-+*]*|\.\s+)Giao\s+(?=Bộ\s|Sở\s|Công an tỉnh|Văn phòng\s|Thanh tra tỉnh)")


_LEADS = re.compile(
    r"[\s,]*(?:(?:va|chu tri|lam dau moi|co trach nhiem|chiu trach nhiem|chu dong|tham muu)[\s,]*)*"
    r"(?P<with>(?:phoi hop|cung)\s[^:]*?)?"
    r"(?:(?:thuc hien|trien khai)(?:\s+(?:cac|mot so))?(?:\s+(?:nhiem vu|noi dung|cong viec|viec))?)?"
    r"(?:\s+sau(?:\s+day)?)?\s*:\s*"
)


def _only_announces(statement: Statement) -> bool:
    """Tell whether a statement only says who leads, and with whom, the numbers behind it: "Bộ Y tế chủ trì: (i)"."""
    text = statement.piece.text
    duty = Span(statement.duty.start, statement.span.end)
    leads = _LEADS.fullmatch(fold(duty.of(text))) if statement.span.end < len(text.rstrip()) else None
    if not leads or not leads["with"]:
        return leads is not None
    helper = statement.cooperating[-1] if statement.cooperating else None
    return bool(helper and helper.span.end >= duty.start + len(leads["with"].rstrip()) + leads.start("with"))


_FINISHES = re.compile(r"(?:dam bao|bao dam|phan dau|phai)\s+(?:co ban\s+)?hoan thanh")


def _finishing_time(statement: Statement) -> Due | None:
    """Give the day by which a sentence that orders nothing by itself ("Trường hợp ...") has the duty finished."""
    words = fold(statement.span.of(statement.piece.text))
    return best_due(statement.piece, statement.deadlines) if _FINISHES.search(words) else None


def statement_draft(node: Node, statement: Statement, lead: Lead | None) -> Draft:
    """Make a draft of a statement: its title is the duty from its verb on."""
    piece = statement.piece
    times = tuple(one.span for one in statement.deadlines if one.bound and one.due_on)
    return Draft(
        path=node.path,
        title=piece.part(title_span(piece.text, after_opening(piece.text, statement.duty), times=times)),
        source=piece.part(_stripped(piece.text, statement.span)),
        lead=lead,
        cooperating=tuple(one.name for one in statement.cooperating) or (lead.helpers if lead else ()),
        due=best_due(piece, statement.deadlines),
        recurrence=recurrence_in(statement.deadlines, statement.duty.of(piece.text)),
    )


def begins_with_verb(statement: Statement) -> bool:
    """Tell whether the words of a statement begin with a verb of duty, after an opening or a time."""
    text = statement.piece.text
    span = after_opening(text, statement.duty)
    folded = fold(text)
    start = span.start + len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip(" -+*.•"))
    return is_verb(folded, start) or bool(cue("orders", "openings").match(folded, start))


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    left, right = len(words) - len(words.lstrip()), len(words.rstrip())
    return Span(span.start + left, span.start + max(left, right))
