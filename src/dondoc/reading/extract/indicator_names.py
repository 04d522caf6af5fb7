"""Names and directions of indicators, from the words around a quantity."""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.folding import fold, phrases, spelled_phrases, spelling
from dondoc.reading.extract.quantities import Quantity
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary

_LONGEST_NAME = 160
_LONGEST_THING = 240  # after a number the name runs to the end of its clause
_EDGES = ' ,;:.-–+()"“”'


@cache
def _verbs() -> dict[str, re.Pattern[str]]:
    words = vocabulary("indicators")["verbs"]
    between = spelled_phrases(words["between"])
    return {
        "between": re.compile(rf"(?<!trở)(?<!trở )\s*{between}(?:\s*,?\s*{between})*\s*$"),
        "before": re.compile(rf"(?:{spelled_phrases(words['before'])}\s*[,:]?\s*)+"),
        "reaching": re.compile(spelled_phrases(words["reaching"])),
        "down": re.compile(phrases(words["down"])),
        "up": re.compile(phrases(words["up"])),
    }


_MULTIPLE = re.compile(r"^(?:triệu|nghìn|ngàn)\s+")
_COUNTED = re.compile(r"[^\W\d_]{2,}")


def name_of(sentence: str, quantity: Quantity, before: int, after: int, last: str = "") -> str:
    """Give the name of what a quantity measures.

    `before` and `after` are the ends of the neighbouring quantities in the sentence. A noun of measure or a verb of
    reaching before the quantity has its name there ("tỷ lệ hộ nghèo còn 2%"); else the name is the thing after the
    number, with the verb before it ("thu gom 95% chất thải rắn"). `last` is the name of the target before it.
    """
    span = quantity.span
    if best := _OF_GROUP.match(sentence[span.end :]):
        return stripped(best.group("name"))[:_LONGEST_NAME]
    if before and _no_names().match(spelling(sentence[before : span.start])):
        return ""  # what it is compared with: "đạt 53%, kế hoạch 52%"
    left, measured = _left_name(_since_mark(sentence[before : span.start]) if before else sentence[: span.start])
    if last and _PART.match(spelling(left)) and _nouns().match(spelling(last)):
        return f"{last} - {left}"[:_LONGEST_THING]
    measured = measured or (bool(_verbs()["reaching"].match(spelling(span.of(sentence)))) and not _holds(left))
    right = _right_name(sentence[span.end : after])
    if not left and not right and sentence[: span.start].rstrip().endswith(":"):
        left, measured = _left_name(sentence[before : span.start].rstrip(" :"))  # "Tỷ lệ thu ngân sách: 10%"
    if quantity.kind == "rank" and right and quantity.comparator == "<=":
        group = re.sub(r"\s*\d+\s*", " ", span.of(sentence))
        return _group_name(sentence, left, f"{group} {right}")
    return (
        _of_which(left, right)
        or ("" if _counted_thing(quantity) else _shared(right, last))
        or _of_whole(sentence[: span.start], left, right)
        or _counted(quantity, left, right, _act_before(sentence[: span.start]), measured=measured)
        or _nearest(left, right, last, _clause_before(sentence[: span.start]))
    )


_IS = re.compile(r"là\s+(?P<name>[^,;.]{4,100})")


def _of_which(left: str, right: str) -> str:
    """Give the name of a part that stands behind its share: "trong đó 45% là lao động nữ"."""
    match = _IS.match(spelling(right)) if not _says_something(left) else None
    return right[slice(*match.span("name"))].strip(_EDGES) if match else ""


def is_name(name: str) -> bool:
    """Tell whether words may name what is measured: more than one of them or an abbreviation."""
    return _says_something(name) or (name.isupper() and len(name) > 1) or bool(_nouns().match(spelling(name)))


def _holds(left: str) -> bool:
    """Tell whether words before a number name a whole country or office, not what is measured."""
    return not left or re.fullmatch(phrases(vocabulary("indicators")["verbs"]["holders"]), fold(left)) is not None


@cache
def _no_names() -> re.Pattern[str]:
    words = spelled_phrases(vocabulary("indicators")["names"]["no_names"])
    return re.compile(rf"[\s,;(]*{words}[^,;:]{{0,40}}$")


def _since_mark(words: str) -> str:
    """Give the words since the quantity before ended its clause: what follows it at once belongs to it."""
    mark = re.search(r"[,;:]|\svà\s|\sxuống|\slên|\stăng|\sgiảm", words)
    return words[mark.start() :] if mark else words


@cache
def _wholes() -> re.Pattern[str]:
    return re.compile(spelled_phrases(vocabulary("indicators")["names"]["wholes"]))


_SHARING = re.compile(r"(?P<verb>đóng góp|chiếm|bằng|đạt)\s+(?:\w+\s+)?$")


def _of_whole(before: str, left: str, right: str) -> str:
    """Give the name of a share of a whole: "đóng góp 55% GDP"; empty for anything else."""
    verb = _SHARING.search(spelling(before))
    if _says_something(left) or not verb or not _wholes().match(spelling(right)):
        return ""
    return f"{verb['verb']} {right.partition(',')[0]}"


def _counted(quantity: Quantity, left: str, right: str, act: str, *, measured: bool) -> str:
    """Give the name of the thing a number counts, with the act before it; empty where something else is measured."""
    thing = _counted_thing(quantity)
    right = re.sub(r"\s*,?\s*(?:và|hoặc)$", "", right) if right != "và" else ""
    if not _leads(right) and (not thing or measured):
        return ""
    if measured and _says_something(left):
        return ""
    left = _without_body(left)
    if not right and " " not in thing:
        made = _joined(act, thing)  # "phấn đấu hoàn thành 100.000 căn"
        return made if _says_something(made) else ""
    thing = f"{thing}{right}" if right.startswith(",") else f"{thing} {right}".strip()
    return thing if measured or _holds(left) or not _is_act(left) else _joined(left, thing)


_LAST_WORDS = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)?\s*$")


def _act_before(words: str) -> str:
    """Give the last two words before a number: the act that counts."""
    match = _LAST_WORDS.search(words)
    return match.group().strip() if match else ""


def _without_body(act: str) -> str:
    """Give an act without the body that is to do it: "Sở Nội vụ số hóa"."""
    named = find_agencies(act)
    opens = bool(named) and named[0].span.start == 0 and not act.lower().startswith("các ")
    return stripped(act[named[0].span.end :]) if opens else act


_SHORT_ACT = 2  # words
_PLAN = re.compile(r"\s*(?:kế hoạch|dự toán)\s+(?:vốn|thu|chi|đầu tư)[^,;.]{0,60}")


def _nearest(left: str, right: str, last: str, before: str) -> str:
    """Give the words before a quantity as its name; without any, the name of the one before, or the words after it.

    Where nothing that can be named follows ("95% kế hoạch"), it is the clause before the verb that stands alone.
    """
    if len(left.split()) == _SHORT_ACT and (plan := _PLAN.match(spelling(right))):
        return _joined(left, stripped(right[: plan.end()]))  # "giải ngân 100% kế hoạch vốn được giao"
    right = "" if _no_things().match(spelling(right)) else right.lstrip(_EDGES)
    for words in (left, last, right or before):
        if _says_something(words):
            return words
    return left or right or before


_RANKED = re.compile(
    r"[\s\-+*•]*(?P<what>(?:xếp hạng|thứ hạng|vị trí|chỉ số|điểm (?:số|thi|trung bình))[^,;:]{4,140}?)"
    r"(?=\s(?:có|đạt|được|tăng|nằm|thuộc)\s|[,:])"
)


def _group_name(sentence: str, left: str, group: str) -> str:
    """Give the name of a rank in a group: what the sentence says is ranked, else who is in the group, and the group."""
    ranked = _RANKED.match(spelling(sentence))
    who = sentence[slice(*ranked.span("what"))] if ranked else re.split(r"(?:^|\s)và(?:\s|$)", left)[-1]
    return _joined(who, group)


# A part of what was measured before: "tỷ lệ hộ dùng nước sạch đạt 95%, riêng khu vực nông thôn đạt 90%".
_PART = re.compile(
    r"(?:riêng|trong đó|còn lại|khu vực|nông thôn|thành thị|đô thị|các (?:huyện|xã|đô thị|tỉnh|thôn|cấp)"
    r"|cấp (?:xã|huyện|tỉnh)|vùng|miền|ở|tại|đối với)(?!\w).{0,60}$"
)
_PREDICATE = re.compile(r"(?:đạt|có|được|sử dụng|tham gia)(?!\w)")
_PREDICATES = re.compile(r"\s(?:đạt|có|được|sử dụng|tham gia)\s")


def _shared(right: str, last: str) -> str:
    """Give a name whose thing was named before: "100% xã đạt chuẩn và 40% đạt chuẩn nâng cao"."""
    verb = _PREDICATE.match(spelling(right))
    spelled = spelling(last)
    thing = re.search(rf"\s{verb.group()}\s", spelled) or _PREDICATES.search(spelled) if verb else None
    return _joined(last[: thing.start()], right) if thing else ""


@cache
def _measures() -> frozenset[str]:
    return frozenset(vocabulary("indicators")["measures"])


def _counted_thing(quantity: Quantity) -> str:
    """Give the unit where it is the thing counted ("530 đơn vị"), not one that measures ("500 ha")."""
    unit = quantity.unit or ""
    if quantity.kind == "rank" or "/" in unit or not _COUNTED.match(unit) or unit in _measures():
        return ""
    return _MULTIPLE.sub("", unit)


@cache
def _no_things() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{spelled_phrases(vocabulary('indicators')['verbs']['no_things'])}|$)")


def _leads(right: str) -> bool:
    """Tell whether the words after a quantity name the thing it counts."""
    return _says_something(right) and right[0] != "," and not _no_things().match(spelling(right))


def _is_act(left: str) -> bool:
    """Tell whether the words before a quantity are an act that belongs to the name: "đơn giản hóa", "thu gom"."""
    return _says_something(left) and len(left) <= _LONGEST_ACT


_LONGEST_ACT = 120


def _joined(left: str, right: str) -> str:
    return " ".join(f"{left} {right}".split())[:_LONGEST_NAME]


_OF_GROUP = re.compile(r"[^,;.]{0,30}?\s+có\s+(?:các\s+)?(?P<name>[^;.]{4,140}?)\s+(?:tốt|cao|thấp|lớn|nhanh|đứng đầu)")


def _says_something(name: str) -> bool:
    return len(re.findall(r"[^\W\d_]+", name)) >= 2


@cache
def _nouns() -> re.Pattern[str]:
    words = vocabulary("indicators")["names"]
    return re.compile(
        r"(?:^|[;:,(]|\svà|phấn đấu|đảm bảo|bảo đảm|duy trì|nâng|đưa|\d\d,)\s*"
        rf"(?={spelled_phrases(words['nouns'])})(?!{spelled_phrases(words['no_nouns'])})"
    )


_ASIDE = re.compile(r"\([^()]*\)")


def _clause_before(words: str) -> str:
    """Give the clause before the last comma: "đẩy mạnh giải ngân vốn, phấn đấu đạt"."""
    clauses = re.split(r"[;,:.]\s", words)
    return stripped(clauses[-2])[-_LONGEST_NAME:] if "," in words and len(clauses) > 1 else ""


_STRONG_MARKS = re.compile(r"[;:](?=\s)|\.\s|(?<!\w)trong do(?!\w)[,\s]*")
_MARKS = re.compile(r"[;:]|\((?![^()]*\))|,\s+|\.\s|\sva\s+(?=(?:cong nhan|co|xay dung|thu hut|hoan thanh|dat)\s)")


def _left_name(words: str) -> tuple[str, bool]:
    """The words before a quantity: from the last noun of measure or mark on, without verbs of striving.

    Tells too whether they are what is measured: they have such a noun, or a verb of reaching after them.
    """
    plain = _ASIDE.sub(lambda match: " " * len(match.group()), words)
    folded = fold(plain)
    verb = _verbs()["between"].search(spelling(plain))
    end = verb.start() if verb else len(words)
    nouns = [match.end() for match in _nouns().finditer(spelling(plain)[:end])]
    mark = max((match.end() for match in _MARKS.finditer(folded[:end] + " ")), default=0)
    strong = max((match.end() for match in _STRONG_MARKS.finditer(folded[:end])), default=0)
    nouns = [at for at in nouns if at >= strong]
    if not stripped(words[mark:end]):
        return "", False  # nothing but a verb since the last mark: the name comes after the quantity
    mark = (
        strong if words[:strong].rstrip(" ,").endswith("trong đó") and end - strong < _SHORT_PART else max(mark, strong)
    )
    start = next((at for at in reversed(nouns) if _says_something(words[at:end])), nouns[-1] if nouns else mark)
    reached = bool(verb and _verbs()["reaching"].search(verb.group()))
    return stripped(words[start:end])[-_LONGEST_NAME:], bool(nouns) or reached


@cache
def _right_end() -> re.Pattern[str]:
    words = vocabulary("indicators")["names"]
    return re.compile(
        r"[;.](?=\s|$)|:(?=\s|$)|\((?=[^()]{40,}\)|[^()]*$)|,\s+(?=\d)"
        rf"|,\s+{spelled_phrases(words['after_comma'])}|\s{spelled_phrases(words['behind'])}"
        r"|,?\s+(?:vào |đến |trong )+(?:cuối |hết )?năm 20\d\d|,?\s+và\s*$"
        r"|,?\s+(?:trước|trong|đến|chậm nhất)(?: hết)? (?:ngày|tháng|quý) [\divx]"
    )


def _right_name(words: str) -> str:
    """The words after a quantity, to the end of its clause: a stop, a purpose, a year, or what is only said besides."""
    if words.lstrip().startswith("("):
        return ""  # "25 điểm (hiện có 9 điểm)"
    ends = (one.start() for one in _right_end().finditer(spelling(words)) if one.start() or _APART.match(one.group()))
    name = " ".join(words[: min(ends, default=len(words))].split()).rstrip(_EDGES).lstrip(_EDGES.replace(",", ""))
    if len(name) > _LONGEST_THING and "," in name[_SHORTEST_CUT:_LONGEST_THING]:
        name = name[: name.rindex(",", _SHORTEST_CUT, _LONGEST_THING)]
    name = name[:_LONGEST_THING]
    return f"{name})" if name.count("(") > name.count(")") else name


_APART = re.compile(r",|\s+(?:vào|đến|trong|theo)\s")  # what is no part of a name even where it stands first
_SHORTEST_CUT = 40
_SHORT_PART = 50  # code points: "trong đó gia đình cán bộ, đảng viên" names one part


_TIMES = re.compile(
    r"(?:(?:den\s+)?(?:het\s+)?ngay\s+\d{1,2}[/-]\d{1,2}[/-]20\d\d\s*,?\s*)"
    r"|(?:(?:den\s+)?het|den|trong|vao)\s+(?:quy\s+[ivx]{1,3}|thang\s+\d{1,2})(?:\s*(?:/|nam\s)\s*20\d\d)?(?![\w/])\s*[,:]?\s*"
    r"|(?:den|vao|trong|cuoi|het|giai doan|tu)?\s*(?:cuoi\s+)?(?:nam|nhiem ky|giai doan)\s*"
    r"(?:20\d\d(?:\s*-\s*20\d\d)?)?\s*[,:]?\s*"
)


_LAST_YEAR = re.compile(
    r"(?<!voi)(?<!hon)(?<!cua)(?<!bang)(?<!lan)(?:\s+(?:den|vao|trong))?(?:\s+(?:cuoi|het))?\s+nam\s+20\d\d$"
    r"|(?:\s+den)?\s+(?:het|trong|cuoi)\s+quy\s+[iv]{1,3}$"
)


def stripped(words: str) -> str:
    """Words without years and words of striving at the head, without a year and marks at the end."""
    words = words.strip(_EDGES)
    while True:
        head = _verbs()["before"].match(spelling(words)) or _TIMES.match(fold(words))
        if not head or head.end() == 0:
            break
        words = words[head.end() :].lstrip(_EDGES)
    name = " ".join(words.split()).strip(_EDGES)
    if (year := _LAST_YEAR.search(fold(name))) and _says_something(name[: year.start()]):
        name = name[: year.start()].rstrip(_EDGES)
    return f"{name})" if name.count("(") > name.count(")") else name


def direction_of(sentence: str, quantity: Quantity) -> str:
    """Give the better direction of a value: "up", "down" or "none", by the words nearest before it."""
    if quantity.comparator == "yoy>":
        return "up"
    if quantity.kind == "rank" or quantity.comparator in {"<", "<=", "yoy<"}:
        return "down"
    left = fold(sentence[max(0, quantity.span.start - 60) : quantity.span.end])
    ends = {way: max((match.end() for match in _verbs()[way].finditer(left)), default=-1) for way in ("up", "down")}
    if ends["up"] == ends["down"]:
        return "none"
    return "up" if ends["up"] > ends["down"] else "down"


@cache
def _directed() -> re.Pattern[str]:
    words = vocabulary("indicators")["directed"]
    verb = phrases([*words["rising"], *words["falling"]])
    return re.compile(rf"(?P<verb>{verb})\s+(?P<name>(?:muc\s+)?{phrases(words['nouns'])}[^,.;:]{{0,120}})")


def find_directed(sentence: str) -> tuple[Quantity, str] | None:
    """Read a stated direction without a number: "giảm dần mức tỷ suất di cư qua các năm"; give it and its name."""
    words = vocabulary("indicators")["directed"]
    folded = fold(sentence)
    match = _directed().search(folded)
    if not match:
        return None
    yearly = re.search(phrases(words["yearly"]), match.group("name"))
    if not yearly and not re.fullmatch(phrases(words["gradual"]), match.group("verb")):
        return None
    end = match.start("name") + (yearly.start() if yearly else len(match.group("name")))
    joint = re.search(r"\sva\s", folded[match.start("name") : end])
    end = match.start("name") + joint.start() if joint else end
    name = sentence[match.start("name") : end].strip(_EDGES)
    if re.search(r"\d", name):
        return None
    rank = bool(re.match(r"(?:vi tri|thu hang)", fold(name)))
    falls = bool(re.fullmatch(phrases(words["falling"]), match.group("verb"))) != rank
    close = match.start("name") + yearly.end() if yearly else end
    return Quantity(
        Span(match.start(), close),
        None,
        "hạng" if rank else None,
        "yoy<" if falls else "yoy>",
        "rank" if rank else "yearly",
    ), name
