"""The cells of a row whose bars are lost, told apart by what each column holds.

The head says which columns there are and in which order. A cell begins with a capital, a digit, a bracket or a dash and
not behind a word that leads on ("và", "của"). Of all ways to part the row the one is taken in which the cells fit
their columns best: bodies under who leads and helps, words of time under the deadline, values under targets, the rest
under the task. Time grows with the row times a bounded number of places at which cells may begin.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dondoc.reading.source import Span
from dondoc.reading.structure.fold import CAPITALS, any_of, fold
from dondoc.reading.vocabulary import vocabulary

_WORDS = vocabulary("tables")
_BODIES = _WORDS["bodies"]
_OPENING = "|".join(sorted(_BODIES["opening"], key=len, reverse=True))  # "cục trưởng" before "cục"
_BODY = re.compile(
    rf"(?<!\w)(?<!\bhải )(?!(?:{'|'.join(_BODIES['none'])})(?!\w))"  # "Hải Phòng" is a place
    rf"(?:(?:các|của|toàn thể|tất cả)\s(?:{'|'.join(_BODIES['classes'])})|{_OPENING}|"
    rf"[s$][@\dgớốộo](?=\s(?-i:[{CAPITALS}])))(?!\w)",  # "Sở" as damaged pages have it
    re.IGNORECASE,
)
_NOT_OF_BO = re.compile(r"(?:Vụ|Cục|Tổng cục|Sở|Viện|Thanh tra|Văn phòng|Trung tâm|Trường|Học viện|Báo|Tạp chí)\s")
_WHOLE_NAMES = re.compile(
    r"(?:các|của|toàn thể|tất cả)\s|công an|ubnd|hđnd|tỉnh đoàn|thành đoàn|quân khu|(?:tỉnh|thành|huyện) [uủ][yỷ]",
    re.IGNORECASE,
)
_COMPOUND = "".join(rf"(?<!{word} )" for word in ("chương", "quy", "công", "lộ", "giáo", "quá"))  # "chương trình"
_JOINING = re.compile(rf"(?:[,;:(/-]|\b{_COMPOUND}(?:{'|'.join(_BODIES['joining'])}))\s*$", re.IGNORECASE)
_MADE = re.compile(r"(?:^|\s)(?:Báo cáo|Tờ trình|Trình)\s$")
_DASHED = re.compile(r"(?<=\s)[-–+]\s$")
# Words that make a sentence of what begins like the name of a body.
_CLAUSE = re.compile(
    r"(?<!\w)(?:de|nham|da(?! dang)|se|phai|duoc(?! giao)|truoc|ra soat|ket qua|chiu|khong|hoan thanh)(?!\w)"
)
_START = re.compile(rf"(?:(?<=\s)|^)(?:[{CAPITALS}\d\"“(‘>≥<≤]|[-–+]\s|[xX](?=\s|$)|%)")
_OPENED = re.compile(
    r"(?:^|\s)(?:Sở|Bộ|Ban|Cục|Vụ|Chi cục|Tổng cục|Viện|Trung tâm|Văn phòng|Hội|Đoàn|Phòng|Trường|Đài|Báo|"
    r"Ngân hàng|Công ty|Tập đoàn|Thanh tra|Ủy ban|Uỷ ban|Liên đoàn|Hội đồng|Kho bạc|Công an|Mặt trận)\s$"
)
_LEVEL = re.compile(r"(?:Thành phố|Tỉnh)(?!\s(?:ủy|uỷ|đoàn))")  # "Trung tâm Chuyển đổi số Thành phố"
_PLACE = re.compile(r"(?:^|\s)(?:nước|tỉnh|thành phố|huyện|xã|phường|quận|khu|số)\s$", re.IGNORECASE)
_PROPER = re.compile(rf"[{CAPITALS}]\S*(?:\s+[{CAPITALS}]|\s*$|[,;.])")
_LISTED_ON = re.compile(r"[;,]\s+")  # "Sở Y tế; Sở Nội vụ" is no product
_LISTED = re.compile(r"cac [a-z]+ ?:(?:[^,;]+[,;]){3}")
_AGENCIES = vocabulary("agencies")
_NAME = re.compile(
    rf"(?:(?:{any_of(_AGENCIES['sector_heads'])})\s+(?:{any_of(_AGENCIES['sectors'])})"
    rf"|{any_of([*_AGENCIES['names'], *_AGENCIES['bodies']])})(?:\s+(?:tinh|thanh pho|huyen)(?!\w))?(?!\w)"
)
_PERSON = re.compile(rf"(?:{any_of(_WORDS['persons']['opening'])})(?!\w)")
_PRODUCT = re.compile(rf"[-+]?\s*(?:{any_of(_WORDS['products']['opening'])})(?!\w)")
_MONEY = re.compile(r"(?:chi thuong xuyen|dau tu cong|ngan sach|kinh phi|nguon von|von |nsnn|nsdp)")
_GIVEN_BY = re.compile(
    r"(?:thong bao|nghi quyet|ke hoach|quyet dinh|chi thi|cong van|ket luan|chuong trinh)\s(?:so\s)?\d|"
    r"muc \d|diem [a-z\d]|theo (?:nq|nghi quyet|ket luan|ke hoach|quyet dinh|chi dao)|da (?:trinh|ban hanh|hoan thanh)"
)

_LEAD_IN = r"(?:(?:hoan thanh|xong|trong|truoc|den|het|tu|cham nhat|phan dau|cuoi|dau|giua|tu nay|trinh|ngay|vao)\s)*"
_UNIT = (
    r"quy (?:[iv1l|\]]{1,3}|\d)(?: ?[-,] ?(?:quy )?[iv]{1,3})*(?:(?: ?/ ?| nam |-)\d{4})?|"
    r"(?:nam )?\d{4}(?: ?[-–] ?(?:nam )?\d{4})?(?: va (?:cac|nhung) nam (?:tiep theo|sau))?|"
    r"thang \d{1,2}(?: ?[-,] ?\d{1,2})*(?:(?: ?/ ?| nam |-)\d{4})?(?: nam (?:sau|truoc))?|"
    r"\d{1,2} ?/ ?\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|"
    r"\d{1,2} thang \d{1,2}(?: nam \d{4})?|6 thang (?:dau|cuoi) nam(?: \d{4})?"
)
_RECURRING = (
    r"(?:dinh ky )?(?:hang|hăng|moi) (?:nam|quy|thang|tuan)|dinh ky(?: \d+ thang)?(?: hang)?(?: (?:nam|quy|thang))?|"
    r"(?:nhiem vu )?thuong xuyen(?:,? (?:lien tuc|(?:dinh ky |hang |ca ){1,2}(?:nam|quy|thang|tuan|\d thang)))?|"
    r"khi co phat sinh|theo quy dinh|"
    r"sau khi co [a-z ]{3,40}|theo (?:tien do|ke hoach|lo trinh|thoi gian)[a-z ]{0,40}|giai doan \d{4} ?[-–] ?\d{4}"
)
_ONE_TIME = rf"(?:{_LEAD_IN}(?:{_UNIT}|{_RECURRING})|(?:truoc|den|trong)(?: ngay)? \d{{1,2}}/\d{{1,2}}(?![/\d]))"
_TIME = re.compile(rf"{_ONE_TIME}(?:(?:\s*[,;.]\s*|\s+(?:va\s+|den\s+)?){_ONE_TIME})*(?!\w|/\d)[.;]?")
# "Trình Chính phủ, Quốc hội quý IV/2025"
_DONE_BY = re.compile(
    rf"(?:trinh|hoan thanh|ban hanh|bao cao|bat dau|trien khai)\s[^.;:]{{0,60}}?(?<!\w){_ONE_TIME}[.;]?$"
)
_LONGEST_TIME = 90  # code points
_VALUE = re.compile(
    r"(?:(?:tren|duoi|toi thieu|toi da|khoang|dat|giam|tang|it nhat|tu|xep hang|top)\s){0,3}[<>≥≤=~+]*\s*"
    r"\d[\d.,]*(?:\s*[-–]\s*\d[\d.,]*)?\s*(?:%|bac|lan)?|-"
)
_UNITS = re.compile(r"%|[a-z0-9/².³]{1,9}(?: [a-z0-9/]{1,9}){0,3}")

_MOST_STARTS = 90
_LONGEST_ROW = 6000  # code points
_LONGEST_BODY = 36  # words
_LONGEST_NAME = 8  # words of a name in a list
_NO = -1000.0


@dataclass(slots=True)
class _Row:
    """A row with what is known of its places: where cells may begin, where names, people and times do."""

    text: str
    folded: str
    starts: list[int]
    bodies: list[int]
    dashed: set[int]
    times: dict[int, int]
    words: list[int] = field(default_factory=list)

    def count(self, low: int, high: int) -> int:
        """Count the words between two places."""
        return bisect_left(self.words, high) - bisect_left(self.words, low)

    def names(self, at: int) -> bool:
        """Tell whether the name of a body begins at a place."""
        return at in self.dashed or self.bodies_in(at, at + 1) > 0

    def bodies_in(self, low: int, high: int) -> int:
        """Count the names of bodies that begin, unjoined, between two places."""
        return bisect_left(self.bodies, high) - bisect_left(self.bodies, low)


def part_row(text: str, start: int, columns: Sequence[str], places: Collection[int] | None = None) -> list[Span] | None:
    """Give the cells of the columns (those behind the number), empty ones as empty spans; None where it is no row.

    A row names a body or a time under one of the columns for them. Where `places` are known, cells begin nowhere else.
    """
    if not columns or len(text) - start > _LONGEST_ROW:
        return None
    row = _looked_at(text, start, places or ())
    if places is not None:
        row.starts = [at for at in row.starts if at == start or at in places]
    if len(row.starts) > _MOST_STARTS:
        return None
    cuts = _best(row, columns)
    spans = [_stripped(text, low, high) for low, high in pairwise(cuts)]
    return spans if any(_tells(row, key, span) for key, span in zip(columns, spans, strict=True)) else None


def opens_body(text: str, at: int) -> bool:
    """Tell whether the name of a body may begin at a place."""
    return _BODY.match(text, at) is not None


def is_time(text: str) -> bool:
    """Tell whether words say nothing but a time."""
    return _TIME.fullmatch(fold(text)) is not None


def _tells(row: _Row, key: str, span: Span) -> bool:
    if key in ("lead", "cooperating"):
        return row.names(span.start) and len(span) > 0
    return (key == "deadline" and span.start in row.times) or (key == "target" and len(span) > 0)


def _looked_at(text: str, start: int, edges: Collection[int]) -> _Row:
    folded = fold(text)
    found = list(_body_starts(text, start, edges))
    bodies = [at for at in found if not _DASHED.search(text[max(start, at - 3) : at])]
    dashed = {at - 2 for at in found} - {at - 2 for at in bodies}
    inside = {*bodies, *dashed}
    places = [match.start() for match in _START.finditer(text, start)]
    times = {at: match.end() for at in places if _may_be_time(text, start, at) and (match := _TIME.match(folded, at))}
    named = [match.span() for at in found if (match := _NAME.match(folded, at))]
    within = {at for low, high in named for at in places if low < at < high}
    starts = [
        at
        for at in places
        if at == start or at in inside or at in times or (at not in within and _may_begin(text, start, at))
    ]
    words = [match.start() for match in re.finditer(r"\S+", text)]
    return _Row(text, folded, starts, bodies, dashed, times, words)


def _may_begin(text: str, low: int, at: int) -> bool:
    """Tell whether a cell may begin at a capital: not inside the name of a body or of a place."""
    if text[at] != "%" and _is_joined(text, low, at):
        return False
    if not text[at].isupper():
        return True
    before = text[max(low, at - 16) : at]
    return not (_LEVEL.match(text, at) or _OPENED.search(before) or (_PLACE.search(before) and _PROPER.match(text, at)))


def _is_joined(text: str, low: int, at: int) -> bool:
    """Tell whether the words before a place lead on to it, so that no cell begins there."""
    before = text[max(low, at - 16) : at]
    return _JOINING.search(before) is not None and _DASHED.search(before) is None


def _may_be_time(text: str, low: int, at: int) -> bool:
    """Tell whether a time may begin at a place: no word leads on to it, but for one that is a cell, "Báo cáo"."""
    return not _is_joined(text, low, at) or (
        text[at].isupper() and _MADE.search(text[max(low, at - 16) : at]) is not None
    )


def _body_starts(text: str, low: int, edges: Collection[int]) -> Iterator[int]:
    """Give the places at which the name of a body begins a cell; "Bộ Công an" and "Văn phòng Ủy ban" are one name.

    What begins at a known edge of a cell is no part of the name before it.
    """
    opened, of_bo = -1, False
    for match in _BODY.finditer(text, low):
        at = match.start()
        if text[at].islower():
            continue
        parted = at != opened or at in edges or (of_bo and _NOT_OF_BO.match(text, at) is not None)
        if parted and not _is_joined(text, low, at):
            yield at
        of_bo = match.group().lower() == "bộ"
        opened = -1 if _WHOLE_NAMES.match(match.group()) else match.end() + 1


# The best way to part ---------------------------------------------------------------------------------------------


def _best(row: _Row, columns: Sequence[str]) -> list[int]:
    """Give the places between the cells, the start and the end of the row among them."""
    places = [*row.starts, len(row.text)]
    reach = [0.0] + [_NO] * (len(places) - 1)
    back: list[list[int]] = []
    for key in columns:
        cost = _COSTS.get(key, _other)
        made, came = [_NO] * len(places), [0] * len(places)
        for low, best in enumerate(reach):
            if best <= _NO / 2:
                continue
            for high in range(low, len(places)):
                score = best + cost(row, places[low], places[high])
                if score > made[high]:
                    made[high], came[high] = score, low
        reach = made
        back.append(came)
    at, cuts = len(places) - 1, [len(places) - 1]
    for came in reversed(back):
        at = came[at]
        cuts.append(at)
    return [places[at] for at in reversed(cuts)]


def _task(row: _Row, low: int, high: int) -> float:
    if low == high:
        return -12.0
    opens = -3.0 if row.names(low) else 0.0
    times = -6.0 if low in row.times and row.times[low] >= high - 2 else 0.0
    inner = row.bodies_in(low + 1, high) + sum(low < at < high for at in row.dashed)
    return 2.0 + opens + times - 1.2 * inner


def _body(row: _Row, low: int, high: int) -> float:
    if low == high:
        return -2.5
    words = row.count(low, high)
    named = row.text[low:high].strip()
    if not row.names(low) or not named.strip("-–+ "):
        return _NO
    if words > _LONGEST_BODY + _LONGEST_NAME * (named.count(",") + named.count(";")):
        return _NO
    score = 5.0 - 3.0 * row.bodies_in(low + 1, high) - 4.0 * any(low < at < high for at in row.times)
    if match := _NAME.match(row.folded, low + 2 * (low in row.dashed)):
        score += 1.0
        rest = row.folded[match.end() : high].lstrip()
        score -= 0.0 if not rest or rest[0] in ",;(-/." or rest.startswith(("va ", "cung ")) else 1.0
    if named.count("(") != named.count(")"):
        score -= 6.0
    if ". " in named or _CLAUSE.search(row.folded, low, high):
        score -= 5.0
    return score - 0.12 * min(words, _LONGEST_BODY)


def _leader(row: _Row, low: int, high: int) -> float:
    """A class with the names it consists of, "Các bộ: Y tế, Tài chính, ...", rather helps than leads."""
    return _body(row, low, high) - (3.0 if _LISTED.match(row.folded, low, high) else 0.0)


def _helper(row: _Row, low: int, high: int) -> float:
    return -1.0 if low == high else _body(row, low, high) - 0.5


def _deadline(row: _Row, low: int, high: int) -> float:
    if low == high:
        return -2.0
    if low in row.times:
        rest = row.text[row.times[low] : high].strip(" .;")
        return 6.0 if not rest else 4.0 - 0.3 * row.count(row.times[low], high) if rest[0].islower() else _NO
    if _DONE_BY.match(row.folded[low : min(high, low + _LONGEST_TIME)].strip()) and high - low <= _LONGEST_TIME:
        return 4.0
    short = row.count(low, high) <= 6 and re.search(r"\d", row.text[low:high])
    return -2.5 if short and not row.names(low) else _NO


def _start(row: _Row, low: int, high: int) -> float:
    return -1.0 if low == high else _deadline(row, low, high)


def _product(row: _Row, low: int, high: int) -> float:
    if low == high:
        return -1.0
    opens = 2.0 if _PRODUCT.match(row.folded, low) else -1.0
    opens -= 3.0 * any(_BODY.match(row.text, at.end()) for at in _LISTED_ON.finditer(row.text, low, high))
    return opens - 0.05 * row.count(low, high) - (3.0 if row.names(low) else 0.0) - 1.2 * row.bodies_in(low + 1, high)


def _person(row: _Row, low: int, high: int) -> float:
    if low == high:
        return -1.5
    named = row.text[low:high]
    held = 5.0 if _PERSON.match(row.folded, low) else -6.0
    return held - 0.1 * row.count(low, high) - (6.0 if named.count("(") != named.count(")") else 0.0)


def _money(row: _Row, low: int, high: int) -> float:
    return 0.0 if low == high else 2.0 if _MONEY.match(row.folded, low) else -3.0


def _note(row: _Row, low: int, high: int) -> float:
    if low == high:
        return 0.0
    return (2.0 if _GIVEN_BY.match(row.folded, low) else -1.5) - min(2.0, 0.05 * row.count(low, high))


def _value(row: _Row, low: int, high: int) -> float:
    if low == high:
        return -1.5
    words = row.folded[low:high].strip()
    return 4.0 if _VALUE.fullmatch(words) else -3.0 if re.search(r"\d", words) and len(words) < 60 else _NO


def _unit(row: _Row, low: int, high: int) -> float:
    if low == high:
        return -0.5
    words = row.folded[low:high].strip()
    return 1.5 if _UNITS.fullmatch(words) and low not in row.times else _NO


def _decider(row: _Row, low: int, high: int) -> float:
    """A column of bodies that decide or are asked holds one, or a mark."""
    return max(_helper(row, low, high), _other(row, low, high))


def _other(row: _Row, low: int, high: int) -> float:
    if low == high:
        return 0.0
    words = row.count(low, high)
    marked = words == 1 and row.folded[low:high].strip() in ("x", "-", "+")
    named = 1.5 if row.names(low) else -1.0
    return 1.0 if marked else named - 0.5 * words


_COSTS: dict[str, Callable[[_Row, int, int], float]] = {
    "work": _task, "indicator": _task, "lead": _leader, "cooperating": _helper, "deadline": _deadline,
    "start": _start, "product": _product, "person": _person, "money": _money, "note": _note, "target": _value,
    "baseline": _value, "unit": _unit, "decider": _decider,
}  # fmt: skip


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return Span(start + left, max(start + left, start + len(words.rstrip())))
