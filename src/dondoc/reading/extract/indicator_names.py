"""Names, years and directions of indicators, from the words around a quantity."""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.extract.folding import fold, phrases
from dondoc.reading.extract.quantities import Quantity
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary

_LONGEST_NAME = 160
_EDGES = ' ,;:.-–+()"“”'


@cache
def _verbs() -> dict[str, re.Pattern[str]]:
    words = vocabulary("indicators")["verbs"]
    return {
        "between": re.compile(
            rf"(?<!tro)(?<!tro )\s*{phrases(words['between'])}(?:\s*,?\s*{phrases(words['between'])})*\s*$"
        ),
        "before": re.compile(rf"(?:{phrases(words['before'])}\s*[,:]?\s*)+"),
        "down": re.compile(phrases(words["down"])),
        "up": re.compile(phrases(words["up"])),
    }


_MULTIPLE = re.compile(r"^(?:triệu|nghìn|ngàn)\s+")
_COUNTED = re.compile(r"[^\W\d_]{2,}")


def name_of(sentence: str, quantity: Quantity, before: int, after: int) -> str:
    """Give the name of what a quantity measures: the words before its verb, or, where none stand there, those after it.

    `before` and `after` are the ends of the neighbouring quantities in the sentence. What is counted is part of the
    name where it stands after the number ("01 đơn vị cấp huyện đạt chuẩn ...").
    """
    span = quantity.span
    if group := _OF_GROUP.match(sentence[span.end :]):
        return _stripped(group.group("name"))[:_LONGEST_NAME]
    left = _left_name(sentence[before : span.start])
    if _says_something(left):
        return left
    right = _right_name(sentence[span.end : after])
    if quantity.unit and _COUNTED.match(quantity.unit):
        right = f"{_MULTIPLE.sub('', quantity.unit)} {right}".strip()
    if _says_something(right):
        return right
    return left or right or _left_name(sentence[: span.start])


_OF_GROUP = re.compile(r"[^,;.]{0,30}?\s+có\s+(?:các\s+)?(?P<name>[^;.]{4,140}?)\s+(?:tốt|cao|thấp|lớn|nhanh|đứng đầu)")


def _says_something(name: str) -> bool:
    return len(re.findall(r"[^\W\d_]+", name)) >= 2


_NOUNS = re.compile(
    r"(?:^|[;:,(]|\sva|phan dau|dam bao|bao dam|duy tri|nang|dua)\s*"
    r"(?=(?:ty le|ty trong|ty suat|ty so|so|tong|toc do|thu nhap|chi so|diem so|quy mo|nang suat|dien tich|muc|gdp|"
    r"grdp|tang truong|kim ngach|von|san luong|gia tri|kinh te|thu)(?!\w))"
)


_ASIDE = re.compile(r"\([^()]*\)")


def _left_name(words: str) -> str:
    """The words before a quantity: from the last noun of measure or mark on, without verbs of striving."""
    folded = _ASIDE.sub(lambda match: " " * len(match.group()), fold(words))
    verb = _verbs()["between"].search(folded)
    end = verb.start() if verb else len(words)
    nouns = [match.end() for match in _NOUNS.finditer(folded[:end])]
    marks = [
        match.end()
        for match in re.finditer(
            r"[;:]|\((?![^()]*\))|,\s+|\sva\s+(?=(?:cong nhan|co|xay dung|thu hut|hoan thanh|dat)\s)",
            folded[:end] + " ",
        )
    ]
    if not _stripped(words[max(marks, default=0) : end]):
        return ""  # nothing but a verb since the last mark: the name comes after the quantity
    return _stripped(words[nouns[-1] if nouns else max(marks, default=0) : end])[-_LONGEST_NAME:]


_FEWEST_WORDS = 4


def _goes_on(words: str, at: int) -> bool:
    """Tell whether a name goes on over the mark at `at`."""
    few = len(words[:at].split()) < _FEWEST_WORDS
    return few and words[at] == "," and not fold(words[at + 1 :]).lstrip().startswith("trong do")


def _right_name(words: str) -> str:
    """The words after a quantity up to a mark; over a comma where too little stands before it ("cán bộ, công chức")."""
    ends = [match.start() for match in re.finditer(r"[;:.()]|,\s", words)]
    end = next((at for at in ends if not _goes_on(words, at)), len(words))
    return " ".join(words[:end].split()).strip(_EDGES)[:_LONGEST_NAME]


_TIMES = re.compile(
    r"(?:den|vao|trong|cuoi|het|giai doan|tu)?\s*(?:cuoi\s+)?(?:nam|nhiem ky|giai doan)\s*"
    r"(?:20\d\d(?:\s*-\s*20\d\d)?)?\s*[,:]?\s*"
)


def _stripped(words: str) -> str:
    """Words without years and words of striving at the head, without marks at the ends."""
    words = words.strip(_EDGES)
    while True:
        folded = fold(words)
        head = _verbs()["before"].match(folded) or _TIMES.match(folded)
        if not head or head.end() == 0:
            break
        words = words[head.end() :].lstrip(_EDGES)
    name = " ".join(words.split()).strip(_EDGES)
    return f"{name})" if name.count("(") > name.count(")") else name


_YEAR = re.compile(
    r"(?:den|vao|trong|cuoi|het|toi)\s+(?:cuoi\s+|het\s+)?nam\s+(?P<year>20\d\d)"
    r"|giai doan\s+20\d\d\s*-\s*(?P<stage>20\d\d)|(?P<term>(?:cuoi|het|ca|trong)\s+nhiem ky)"
    r"|den\s+(?P<bare>20\d\d)(?!\d)|(?<!den )(?<!vao )nam\s+(?P<plain>20\d\d)"
)


def by_year(words: str, at: int | None, term: int | None, *, opening: bool = False) -> int | None:
    """Give the year named nearest to place `at` of some words; with `opening`, only one that begins them."""
    folded = fold(words)
    found = [(match, _year(match, term)) for match in _YEAR.finditer(folded) if _may_date(match, at)]
    if opening:
        found = [(match, year) for match, year in found if len(folded[: match.start()].strip(" -+,.;:")) <= 12]
    near = [(abs(match.start() - (at or 0)), year) for match, year in found if year]
    return min(near)[1] if near else None


def _may_date(match: re.Match[str], at: int | None) -> bool:
    """A bare "năm 2025" dates what follows it, not what stands before ("gấp 1,5 lần năm 2020")."""
    return match.group("plain") is None or (at is not None and match.end() <= at)


def _year(match: re.Match[str], term: int | None) -> int | None:
    if match.group("term"):
        return term
    return int(match.group("year") or match.group("stage") or match.group("bare") or match.group("plain"))


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
