"""Finds the body a clause lays a duty on: by its place in the clause, and by the verb that follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dondoc.reading.extract.agency_grammar import FoundAgency, grammar
from dondoc.reading.extract.cues import cue, spelled_cue
from dondoc.reading.extract.folding import CAPITAL, spelling
from dondoc.reading.extract.laid_on import LaidOn, Subject, ends_in_order, may_stand_before
from dondoc.reading.extract.other_bodies import ordered_unknown, place_as_body, responsible, trade_as_body
from dondoc.reading.extract.verbs import is_verb
from dondoc.reading.source import Span


def find_subject(
    text: str, folded: str, groups: Sequence[Sequence[FoundAgency]], span: Span, *, orders: bool
) -> LaidOn | None:
    """Give the body that the clause at `span` lays a duty on, or None.

    `groups` are the lists of bodies named in `text`; with `orders` False an order is no sign of a subject.
    """
    for group in groups:
        for first, one in enumerate(group):
            if not span.start <= one.span.start < span.end:
                continue
            if found := _as_subject(text, folded, group[first:], span, orders=orders):
                return (_asked_behind(text, folded, groups, span, found) if orders else None) or found
            if found := _with_others(text, folded, group[first:], groups, span):
                return found
    found = place_as_body(text, folded, span) or trade_as_body(text, folded, span)
    found = found or responsible(text, folded, span)
    return found or (ordered_unknown(text, folded, span) if orders else None)


_WITH = re.compile(r"\s*,?\s*cung(?:\s+voi)?\s+")


def _with_others(
    text: str, folded: str, group: Sequence[FoundAgency], groups: Sequence[Sequence[FoundAgency]], span: Span
) -> LaidOn | None:
    """Read a body that acts together with others: "Sở Y tế cùng Ủy ban nhân dân xã Bình An xác định vị trí"."""
    also = _WITH.match(folded, after_bracket(text, group[-1].span.end), span.end)
    others = next((one for one in groups if also and one[0].span.start == also.end()), None)
    if not others or not may_stand_before(folded[span.start : group[0].span.start].strip()):
        return None
    verb = after_bracket(text, others[-1].span.end) + 1
    if verb >= span.end or not text[verb].islower() or not is_verb(folded, verb):
        return None
    start = also.end() - len(also.group().lstrip(" ,")) if also else verb
    return LaidOn(Subject(Span(group[0].span.start, group[-1].span.end), tuple(group)), start, ordered=False)


_AGREES = re.compile(r"(?:co ban\s+)?(?:thong nhat|nhat tri|tan thanh|dong y|thong qua)(?!\w)")


def _asked_behind(
    text: str, folded: str, groups: Sequence[Sequence[FoundAgency]], span: Span, agreeing: LaidOn
) -> LaidOn | None:
    """Give the body that one who agrees asks in the same clause: "Hội đồng thống nhất ... và yêu cầu Ủy ban ...".

    A body that agrees with a plan does nothing further: what follows is the duty of the body it asks.
    """
    if agreeing.ordered or not _AGREES.match(folded, agreeing.verb):
        return None
    for group in groups:
        joined = _AND_ASKS.search(folded[span.start : group[0].span.start])
        if agreeing.verb < group[0].span.start < span.end and joined:
            asked = Span(span.start + joined.start("order"), span.end)
            if found := _as_subject(text, folded, group, asked, orders=True):
                return found
    return None


_AND_ASKS = re.compile(r"(?:,|,?\s(?:va|dong thoi))\s+(?P<order>(?:de nghi|yeu cau|giao|giao cho)\s+)$")


def _as_subject(text: str, folded: str, group: Sequence[FoundAgency], span: Span, *, orders: bool) -> LaidOn | None:
    """Read the bodies as the subject of the clause, where their place and the verb after them allow it."""
    prefix = folded[span.start : group[0].span.start].strip()
    if cue("orders", "not_orders").match(prefix) and not prefix.endswith(","):
        return None
    order = orders and ends_in_order(prefix)
    if not (order or may_stand_before(prefix)):
        return None
    at = after_bracket(text, group[-1].span.end)
    verb = _verb_after(text, folded, at, span.end, order=order, heads=not prefix)
    if verb is None and (order or not prefix.strip(" -+*.")):
        verb = _verb_over(folded, at, span.end)
    if verb is None and order and span.start and not text[at : span.end].strip(" .;/"):
        verb = span.end  # "... Giao Báo tỉnh.": who does what the words before it say
    if group[0].is_class and not order:
        verb = _verb_of_class(folded, at, verb, span.end)
    plain = verb is not None and not (order and verb < span.end and not is_verb(folded, verb))
    if not plain and group[-1].is_class and (which := _which(text, folded, at, span.end)):
        verb, group = which + 1, _with_qualifier(text, group, which)
    if verb is None:
        return None
    group = _with_person(text, folded, group, verb)
    return LaidOn(Subject(Span(group[0].span.start, group[-1].span.end), tuple(group)), verb, order)


def _with_qualifier(text: str, group: Sequence[FoundAgency], end: int) -> list[FoundAgency]:
    """Give a class with the words that tell which: "các doanh nghiệp viễn thông"."""
    span = Span(group[-1].span.start, end)
    return [*group[:-1], replace(group[-1], span=span, name=span.of(text))]


_JOINTS = re.compile(
    r"\s*(?:\([^)]*\))?\s*(?:,|;|-|/|và|hoặc|,\s*và|;\s*và)?\s*(?:và\s+)?(?:(?:lãnh đạo|thủ trưởng|người đứng đầu)\s+)?"
)


def name_groups(text: str, names: Sequence[FoundAgency]) -> list[list[FoundAgency]]:
    """Join the names that follow each other with nothing but commas and "và" between."""
    groups: list[list[FoundAgency]] = []
    for one in names:
        if groups and _JOINTS.fullmatch(text, groups[-1][-1].span.end, one.span.start):
            if not _EACH_OF_THEM.match(text, groups[-1][-1].span.end):
                groups[-1].append(one)
        else:
            groups.append([one])
    return groups


_EACH_OF_THEM = re.compile(r"\s+(?:mỗi|từng)\s")  # "Trường A và Trường B mỗi trường tổ chức 01 lớp"
_BRACKET = re.compile(r"\s*\([^)]{0,120}\)")


def after_bracket(text: str, at: int) -> int:
    """Give the end of a bracket that follows a name, or `at` where there is none."""
    match = _BRACKET.match(text, at)
    return match.end() if match else at


# What stands after it --------------------------------------------------------------------------------------------

_GAP = re.compile(r"\s*[,:]?\s*")
_EACH = re.compile(r"\s+(?:moi|tung)\s+\w+(?:\s+vi)?\s")  # "A, B mỗi đơn vị tổ chức 01 lớp"


def _verb_after(text: str, folded: str, at: int, end: int, *, order: bool, heads: bool) -> int | None:
    """Give where the verb of a body's duty begins, or None where the body is no subject."""
    each = _EACH.match(folded, at)
    gap = _GAP.match(text, each.end() - 1 if each else at)
    verb = gap.end() if gap else at
    if verb >= end:
        return None
    if after := _after_aside(folded, at, end) or _after_apposition(folded, at, end):
        return after
    if ":" in text[at:verb]:
        return verb if text[verb].isalpha() or text[verb] == "(" else None
    if not text[verb].islower() and not ((order or heads) and _is_capital_verb(text, folded, verb)):
        return _after_person_name(text, folded, verb, end)
    if "," in text[at:verb] and not (order or _opens_duty(folded, verb)):
        return None
    still = cue("orders", "duties_still").match(folded, verb)
    return verb if still or not _is_fact(text, verb) else None


_LONGEST_FACT = 60  # code points


def _is_fact(text: str, at: int) -> bool:
    """Tell whether words make a statement of fact: "đã", "để", "là".

    They are matched with their marks ("đề xuất" is not "để"), and a verb of duty that goes on behind them wins ("số" in
    "số hóa", "dự" in "dự báo").
    """
    words = spelling(text[at : at + _LONGEST_FACT])
    fact, duty = spelled_cue("orders", "not_duties").match(words), spelled_cue("duties", "verbs").match(words)
    return bool(fact) and not (fact and duty and duty.end() > fact.end() and fact.group() != "được")


_MAIN = (
    r"(?=(?:thuc hien|chu tri|theo doi|co trach nhiem|chiu trach nhiem|day manh|tang cuong|tiep tuc|chu dong|phoi hop|"
    r"khan truong|to chuc|tich cuc|tap trung|chi dao|lanh dao|can cu|tham muu|ra soat|huong dan|quan triet)\s)"
)
_NO_QUALIFIER = r"(?!(?:duoc|da|la|cua|dang|se|phai|can|va|de|khong|chua|cung|vao|ve|voi)\s)"
_QUALIFIED = re.compile(rf"(?P<which>(?:\s+{_NO_QUALIFIER}\w+){{1,7}}?)\s+{_MAIN}")
_MORE_VERBS = re.compile(r"(?:tuyên truyền|vận động|kiểm tra|giám sát|xử lý|hỗ trợ|xây dựng)(?!\w)")
_WHICH_WORDS = re.compile(
    r"(?:\s+(?!(?:được|đã|là|của|đang|sẽ|phải|cần|và|để|không|chưa|cùng|vào|về|với|do|cho|đến|bị|này|nêu|trên)\s)"
    r"[^\s,;:.()]+){1,6}(?=\s)"
)


def _which(text: str, folded: str, at: int, end: int) -> int | None:
    """Give the end of the words that tell which of a class, before a verb: "Các cơ sở lưu trú" khai báo."""
    qualified = _QUALIFIED.match(folded, at, end)
    spelled = spelling(text[at : min(end, at + _LONGEST_WHICH)])
    words = _WHICH_WORDS.match(spelled)
    ends = [gap.start() for gap in list(_SPACE.finditer(words.group()))[1:]] + [words.end()] if words else []
    for which in ends:
        if qualified and at + which > qualified.end("which"):
            break
        if grammar().verbs.match(spelled, which + 1) or _MORE_VERBS.match(spelled, which + 1):
            return at + which
    return qualified.end("which") if qualified else None


_SPACE = re.compile(r"\s+")
_LONGEST_WHICH = 160  # code points


_OVER = re.compile(
    rf"\s+(?:duoc (?:thanh lap|giao|phan cong|kien toan)|thanh lap theo)[^,;.]{{0,120}}?\s{_MAIN}"  # which body it is
    rf"|\s*(?:,|\sva)\s+[^;:.,]{{3,50}}\s{_MAIN}"  # one more, of a name that is not known
    r"|[^;:.]{1,160}?\s(?=(?:co trach nhiem|chiu trach nhiem)\s)"
)


def _verb_over(folded: str, at: int, end: int) -> int | None:
    """Give the verb behind a clause that tells which body it is, or behind one more body: "..., hội quần chúng"."""
    match = _OVER.match(folded, at, end)
    return match.end() if match and not _ASKS.match(folded, at) else None


_ASKS = re.compile(r"\s+(?:yeu cau|de nghi|giao|phan cong|luu y)\s")


def _is_capital_verb(text: str, folded: str, verb: int) -> bool:
    """Tell whether a verb of duty set with a capital follows a name: "Cục Đường bộ Khẩn trương khắc phục"."""
    second = re.compile(r"\S+\s+(\S)").match(text, verb)
    return is_verb(folded, verb) and bool(second and not second.group(1).isupper())


def _opens_duty(folded: str, verb: int) -> bool:
    """Tell whether words after a comma go on with the duty of the body before it."""
    return any(cue("orders", name).match(folded, verb) for name in ("leading", "duties_still", "openings"))


_STRONG = r"(?:co trach nhiem|chiu trach nhiem|phai|chu dong|can(?!\s+cu))"
_TELLS_WHICH = re.compile(
    r"\s+(?:duoc|thuoc|truc thuoc|theo|trong|tren|tai|co|quan ly|nhiem vu|o|chu tri|cap|noi)(?!\w)"
    rf"[^,;:.]{{0,120}}?\s(?={_STRONG}\s)"
)
_MAIN_VERB = re.compile(
    r"[^;:.]{1,150}?[\s,](?=(?:can(?!\s+cu)|phai|chu dong|tiep tuc|khan truong|tich cuc|tap trung|tang cuong|"
    r"thuong xuyen|kip thoi|theo chuc nang|can cu|co trach nhiem|chiu trach nhiem)\s)"
)


def _verb_of_class(folded: str, at: int, verb: int | None, end: int) -> int | None:
    """Give the verb of a class, over a clause that tells which ("các cơ quan được giao có trách nhiệm ...")."""
    if which := _after_aside(folded, at, end) or _end_of(_TELLS_WHICH.match(folded, at, end)):
        return which
    if verb is not None and is_verb(folded, verb):
        return verb
    main = _MAIN_VERB.match(folded, at, end)
    return main.end() if main else None


def _end_of(match: re.Match[str] | None) -> int | None:
    return match.end() if match else None


_PERSON = re.compile(rf"(?:{CAPITAL}[^\W\d_]*\s+){{2,5}}(?=[^\W\d_])")


def _after_person_name(text: str, folded: str, at: int, end: int) -> int | None:
    """Give the verb after the name of one who holds an office: "Phó Thủ tướng Trần Hồng Hà tiếp tục chỉ đạo"."""
    name = _PERSON.match(text, at, end)
    return name.end() if name and text[name.end()].islower() and is_verb(folded, name.end()) else None


_ONE_OF_SEVERAL = re.compile(r"pho thu tuong(?!\w)")


def _with_person(text: str, folded: str, group: Sequence[FoundAgency], verb: int) -> Sequence[FoundAgency]:
    """Give an office that several hold with the name that tells which: "Phó Thủ tướng Chính phủ Trần Hồng Hà"."""
    last = group[-1]
    person = _PERSON.match(text, last.span.end + 1) if _ONE_OF_SEVERAL.match(folded, last.span.start) else None
    if not person or person.end() != verb:
        return group
    span = Span(last.span.start, last.span.end + len(text[last.span.end : verb].rstrip()))
    return [*group[:-1], replace(last, span=span, name=span.of(text))]


_ASIDE = re.compile(
    r"\s*,\s+(?:trong pham vi|theo (?:chuc nang|nhiem vu|tham quyen|pham vi|linh vuc|phan cong|phan cap)|can cu|"
    r"tren co so|voi (?:chuc nang|vai tro|trach nhiem|tu cach))(?!\w)"
)
_WITHIN = re.compile(
    r"\s*,?\s*(?:trong pham vi|theo|can cu)\s+(?:(?:pham vi|linh vuc|chuc nang|nhiem vu|quyen han|tham quyen|va|"
    r"trach nhiem|quan ly(?: nha nuoc)?|duoc giao|duoc phan cong|phu trach|cua minh|"
    r"cua (?:don vi|nganh|bo|so|co quan)(?: minh)?)[\s,]+)+"
)
_LONGEST_ASIDE = 180  # code points
_COMMA = re.compile(r",\s+")


def _after_aside(folded: str, at: int, end: int) -> int | None:
    """Give the verb after words between commas: "Chủ tịch UBND các xã, trong phạm vi quyền hạn được giao, ban hành"."""
    within = _WITHIN.match(folded, at, end)
    if within and is_verb(folded, within.end()):
        return within.end()
    aside = _ASIDE.match(folded, at, end)
    if not aside:
        return None
    commas = _COMMA.finditer(folded, aside.end(), min(end, aside.end() + _LONGEST_ASIDE))
    return next((comma.end() for comma in commas if is_verb(folded, comma.end())), None)


_APPOSITION = re.compile(
    r"(?:\s*[-,(]\s*|\s+(?=la\s))"
    r"(?:(?:la\s+)?(?:co quan|don vi) (?:thuong truc|chu tri|dau moi)|(?:pho\s+)?(?:truong (?:ban|tieu ban)|"
    r"to truong|chu tich (?:hoi dong|uy ban)|chu nhiem|chanh van phong|truong phong|giam doc))[^;.]{0,140}?[\s,)]"
    r"(?=(?:chu tri|phoi hop|tham muu|co trach nhiem|chiu trach nhiem|theo doi|tong hop|don doc|huong dan|khan truong|"
    r"to chuc|trien khai|thuc hien|ra soat|tiep tuc|chu dong|tap trung|truc tiep|"
    r"lanh dao|chi dao\s+(?!quoc gia|trung uong|cap|tinh|\d))[\s,])"
)


def _after_apposition(folded: str, at: int, end: int) -> int | None:
    """Give the verb after words that tell what a body is: "Bộ Xây dựng - cơ quan thường trực Ban Chỉ đạo - chủ trì"."""
    match = _APPOSITION.match(folded, at, end)
    return match.end() if match else None
