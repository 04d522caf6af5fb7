"""Targets in sentences: which quantities of a sentence set one, what they measure, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dondoc.reading.extract.folding import fold, phrases
from dondoc.reading.extract.indicator_names import direction_of, find_directed, is_name, name_of
from dondoc.reading.extract.indicator_series import next_year, series_of
from dondoc.reading.extract.indicator_years import by_year
from dondoc.reading.extract.outline import Piece
from dondoc.reading.extract.places import confidence_of, place_of
from dondoc.reading.extract.quantities import Quantity, find_quantities
from dondoc.reading.register import Indicator, Target
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class TargetPlace:
    """A piece that may set targets: its path, the year its stage ends, and whether it stands where targets are set."""

    piece: Piece
    path: str
    by: int | None
    aims: bool


@dataclass(frozen=True, slots=True)
class _Base:
    """The value a target starts from, its year, and what has it."""

    value: float
    year: int | None
    name: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a place, its quantities, the year it is read under, and whether it or one before it strives."""

    place: TargetPlace
    span: Span
    words: str
    folded: str
    quantities: tuple[Quantity, ...]
    year: int | None
    term: int | None
    strives: bool


_SENTENCE_END = re.compile(r"(?<=[^\s.][^\s.])(?:\.|;)(?=\s|$)|\n")
_STRIVES = re.compile(
    r"(?<!\w)(?:phan dau|(?<!co )(?<!trinh )muc tieu|chi tieu|(?:dam bao|bao dam) t[yi] le"
    r"|(?:dam bao|bao dam) (?:moi|hang) nam|den (?:(?:het )?nam )?20\d\d|den cuoi)(?!\w)"
    r"|^[\s\-+*•]*t[yi] le [^;.]{4,160}\sdat (?:tu|toi thieu|it nhat|tren|khong duoi) \d[^,;.]{1,40} nam 20\d\d"
)


_LABEL = re.compile(r"[\s\-+*•]*(?:chi tieu|muc tieu)\s+(?:so\s+|thu\s+)?\d{1,2}\s*[:.)\-]\s+")


def indicators_of(place: TargetPlace, term: int | None, repaired: RepairedText) -> Iterator[Indicator]:
    """Give the indicators that the sentences of a place set, in order."""
    text = place.piece.text
    label = _LABEL.match(fold(text))  # "Chỉ tiêu 2: ..."
    start = label.end() if label else 0
    year, last_rank, strives = place.by, None, False
    before: Indicator | None = None
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        span = Span(start, end)
        words = span.of(text)
        year = by_year(words, None, term, opening=True) or year
        strives = strives or bool(_STRIVES.search(fold(words)))
        if re.search(r"\d|năm trước", words) or place.aims:
            sentence = _Sentence(
                place, span, words, fold(words), tuple(find_quantities(words)), year, term, strives=strives
            )
            found = list(_read(sentence, repaired, last_rank, before))
            before = found[-1] if found and words.endswith(";") else None
            yield from found
        last_rank = _baseline(words) or last_rank
        strives = strives and words.endswith(";")
        start = end


_HELD = re.compile(r"(?<!den )nam\s+(?P<year>20\d\d)\s*,?\s*(?:tinh\s+)?(?:dung|xep|dat)")
_EACH_YEAR = re.compile(r"(?<!\w)nam\s+(20\d\d)")
_NAME_HELD = re.compile(rf"(?P<name>[^:]{{3,120}}?)\s*:?\s*{_HELD.pattern}")


def _baseline(sentence: str) -> _Base | None:
    """Read "Chỉ số PAR INDEX: Năm 2020 đứng thứ 28/63": the rank held, its year, and what is ranked."""
    folded = fold(sentence)
    match = _NAME_HELD.search(folded) if _HELD.search(folded) else None
    if not match or _STRIVES.search(folded) or len(set(_EACH_YEAR.findall(folded))) > 1:
        return None  # a measure told year by year is one to be reached
    ranks = [one for one in find_quantities(sentence) if one.kind in {"rank", "level"} and isinstance(one.value, float)]
    if not ranks or ranks[0].comparator != "=":
        return None
    assert isinstance(ranks[0].value, float)  # noqa: S101
    return _Base(
        ranks[0].value, int(match.group("year")), sentence[match.start("name") : match.end("name")].strip(" :+-•")
    )


def _read(
    sentence: _Sentence, repaired: RepairedText, base: _Base | None, before: Indicator | None
) -> Iterator[Indicator]:
    """Give the targets of a sentence; `before` is the last one of the clause whose semicolon it follows."""
    aims = sentence.place.aims or sentence.strives
    if aims and (series := series_of(sentence.words, sentence.quantities)) and is_name(series.name):
        for quantity, year in series.values:
            yield _indicator(sentence, quantity, series.name, year, repaired)
    elif aims and before and (by := next_year(sentence.words, sentence.quantities, before.unit)):
        yield _indicator(sentence, sentence.quantities[0], before.name, by, repaired)
    else:
        yield from _of_sentence(sentence, repaired, base)


def _of_sentence(sentence: _Sentence, repaired: RepairedText, base: _Base | None) -> Iterator[Indicator]:
    if sentence.place.aims and (stated := find_directed(sentence.words)):
        quantity, name = stated
        yield _indicator(sentence, quantity, name, sentence.year, repaired)
        return
    if not sentence.strives and _baseline(sentence.words):
        return
    name = ""
    targets = [at for at in range(len(sentence.quantities)) if _is_target(sentence, at)]
    for place, at in enumerate(targets):
        quantity = sentence.quantities[at]
        before = sentence.quantities[at - 1].span.end if at else 0
        if at and _is_start(sentence, at - 1):
            yield _stepped(sentence, at, repaired)
            continue
        after = sentence.quantities[targets[place + 1]].span.start if place + 1 < len(targets) else len(sentence.words)
        ranked = base if base and quantity.kind == "rank" and "hạng (" in (quantity.unit or "") else None
        ranked = ranked or _held_in_bracket(sentence, at)
        own = ranked.name if ranked and ranked.name else name if name and _same_again(sentence.words, quantity) else ""
        own = own or name_of(sentence.words, quantity, before, after, name)
        if is_name(own):
            name = own
            yield _indicator(sentence, quantity, name, _by(sentence, quantity, before, after), repaired, ranked)


def _by(sentence: _Sentence, quantity: Quantity, before: int, after: int) -> int | None:
    """Give the year of a target: the nearest beside it, that which opens its sentence, or one later in its clause."""
    place = sentence.place
    own = by_year(sentence.words[before:after], quantity.span.start - before, place.by or sentence.term)
    if own or (sentence.year and sentence.year != place.by):
        return own or sentence.year
    clause_end = sentence.words.find(";", after)
    later = sentence.words[after : clause_end if clause_end >= 0 else len(sentence.words)]
    return by_year(later, 0, place.by or sentence.term) or sentence.year


_TO = re.compile(r"[^,;.\d]{0,12}(?:nam\s+20\d\d|hien nay)?\s*\)?\s*(?:xuong|len|tang|giam|con)(?!\w)")
_NAMED_YEAR = re.compile(r"\D{0,24}?nam\s+(20\d\d)")


def _is_start(sentence: _Sentence, at: int) -> bool:
    """Tell whether a quantity is where a target starts from: "giảm từ 6% năm 2025 xuống còn 3% năm 2026"."""
    one = sentence.quantities[at]
    if at + 1 == len(sentence.quantities) or not isinstance(one.value, float):
        return False
    goal = sentence.quantities[at + 1]
    if one.unit != goal.unit or goal.span.start - one.span.end >= _LONGEST_STEP:
        return False
    opens = sentence.folded.startswith("tu ", one.span.start) or sentence.folded[: one.span.start].endswith("tu ")
    return opens and bool(_TO.match(sentence.folded[one.span.end :] + " "))


_LONGEST_STEP = 40


def _stepped(sentence: _Sentence, at: int, repaired: RepairedText) -> Indicator:
    """Give a target with the level it starts from and the years of both."""
    start, goal = sentence.quantities[at - 1], sentence.quantities[at]
    assert isinstance(start.value, float)  # noqa: S101
    before = sentence.quantities[at - 2].span.end if at > 1 else 0
    name = name_of(sentence.words, start, before, goal.span.start)
    years = [_NAMED_YEAR.match(sentence.folded[one.span.end :]) for one in (start, goal)]
    since, by = (int(match[1]) if match else None for match in years)
    return _indicator(sentence, goal, name, by or sentence.year, repaired, _Base(start.value, since, name))


_HELD_BEFORE = re.compile(
    r"[^();]{0,60}\(\s*(?:(?:uoc |thuc hien )?(?:nam|cuoi nam|den nam)\s+(?P<year>20\d\d)|hien nay|hien tai|hien)"
    r"\s*[:,]?\s*(?:(?:la|dat|co|chiem)\s+)?"
)


def _held_in_bracket(sentence: _Sentence, at: int) -> _Base | None:
    """Give the level that a bracket behind a target tells of: "đạt 80% (năm 2022: 71,5%)"; its name is left empty."""
    if at + 1 >= len(sentence.quantities):
        return None
    goal, held = sentence.quantities[at], sentence.quantities[at + 1]
    match = _HELD_BEFORE.fullmatch(sentence.folded, goal.span.end, held.span.start)
    if not match or not isinstance(held.value, float) or held.unit != goal.unit or held.comparator != "=":
        return None
    return _Base(held.value, int(match["year"]) if match["year"] else None, "")


def _same_again(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a quantity says in other words what the one before said: "15% ... (tương đương 20.500 tỷ đồng)"."""
    before = fold(sentence[: quantity.span.start]).rstrip()
    if re.search(r"\(\s*tuong duong(?:\s+voi)?$", before):
        return True
    return fold(quantity.span.of(sentence)).startswith("tuong duong") and before.endswith("(")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    verbs = vocabulary("indicators")["verbs"]
    found = {name: re.compile(phrases(verbs[name])) for name in ("striving", "facts", "granted", "making")}
    found["facts"] = re.compile(r"(?<!quy )(?<!huong )(?<!cong )" + found["facts"].pattern)  # "quy ước đạt 85%"
    return {**found, "properties": re.compile(phrases(vocabulary("indicators")["names"]["properties"]) + r"\s*$")}


_NAMED = re.compile(
    r"[\s\-+*]*(?:phan dau\s+(?:(?:den\s+)?(?:het\s+)?nam\s+20\d\d,?\s+)?)?"
    r"(?:ty le|ti le|ty trong|ty suat|ty so|toc do|chi so|do che phu|muc do)(?!\w)[^,;]*$"
)
_MEASURED = re.compile(rf"(?:^|[:,.]\s)[\s\-+*•]*{phrases(vocabulary('indicators')['names']['nouns'])}[^,;]*$")
_YEARLY = re.compile(r"(?:moi|hang) nam(?:\s+\w+){0,3}\s*$")
_EACH = re.compile(r"[\s\-+*•]*moi (?:[a-z]+,? ){1,3}(?:phai )?(?:co|xay dung|thanh lap|duy tri) $")
_ACT = re.compile(r"(?:^|[:;,.]\s)[\s\-+*•]*(?:[a-z]+\s+){1,5}$")
_CLAUSE_START = re.compile(r"(?:^|[:;,.(]|\sva|\d\))[\s\-+*•]*$")
_NEAR_BEFORE, _NEAR_AFTER = 90, 25


def _is_target(sentence: _Sentence, at: int) -> bool:
    """Tell whether a quantity sets a target: its place, a word of striving near it, and no word of a result."""
    quantity = sentence.quantities[at]
    if quantity.kind == "yearly":
        return True
    held = _is_start(sentence, at) or (at and _held_in_bracket(sentence, at - 1))
    if held or _is_step(sentence, quantity) or _is_part(sentence, at):
        return False
    near = sentence.folded[max(0, quantity.span.start - _NEAR_BEFORE) : quantity.span.end]
    near += sentence.folded[quantity.span.end : quantity.span.end + _NEAR_AFTER].partition("(")[0]
    is_property = _patterns()["properties"].search(sentence.folded[: quantity.span.start])
    if is_property or _patterns()["facts"].search(near):
        return False
    strives = bool(_patterns()["striving"].search(near))
    if quantity.kind == "rank":
        return sentence.place.aims or sentence.strives
    if sentence.place.aims:
        return _is_aimed_at(sentence, quantity, strives=strives)
    return _is_ordered(sentence, quantity, strives=strives) and not _is_granted(sentence, quantity)


def _is_ordered(sentence: _Sentence, quantity: Quantity, *, strives: bool) -> bool:
    """Tell whether a quantity sets a target in an order: striven for, so much a year, or a share to be reached."""
    before, compared = sentence.folded[: quantity.span.start], _is_compared(sentence, quantity)
    every = bool(_EACH.match(before)) or (quantity.named and bool(_YEARLY.search(before)))
    if compared and quantity.comparator in {">", ">="} and every:
        return True  # "Mỗi ấp có ít nhất 01 tổ liên gia", "vận động Quỹ mỗi năm trên 10 tỷ đồng"
    listed = compared and bool(_CLAUSE_START.search(before))  # "mục tiêu: ...; ít nhất 70 trường"
    listed = listed or (bool(_MEASURED.search(before)) and _ends_clause(sentence, quantity))
    listed = listed or bool(_ACT.search(before))  # "phấn đấu ...; nạo vét 35 km kênh mương"
    striven = sentence.strives and quantity.named and (strives or quantity.sure or listed)
    return striven or _is_ordered_share(sentence, quantity)


def _is_step(sentence: _Sentence, quantity: Quantity) -> bool:
    """Tell whether a quantity is the step to a rank: "tăng 05 bậc, đứng thứ 23/63" is one target."""
    return quantity.kind == "change" and any(one.kind == "rank" for one in sentence.quantities)


def _is_aimed_at(sentence: _Sentence, quantity: Quantity, *, strives: bool) -> bool:
    """Tell whether a quantity sets a target where the document sets targets."""
    before = sentence.folded[: quantity.span.start]
    opens = bool(_CLAUSE_START.search(before)) or bool(_NAMED.match(before))
    compared = _is_compared(sentence, quantity)
    if quantity.named and _ACT.search(before):
        return True  # "Kết nạp từ 1.500 đảng viên trở lên", "Bê tông hóa 20 km đường thôn"
    if quantity.named and _MEASURED.search(before) and _ends_clause(sentence, quantity):
        return True  # "diện tích cây xanh bình quân đầu người 8 - 10 m2/người"
    made = bool(_patterns()["making"].search(before[-_NEAR_AFTER:]))
    if not quantity.named:
        if before.rstrip().endswith("("):
            return False  # how much it is that the words before count
        return opens or compared or (made and (strives or bool(_ACT.search(before))))
    return strives or opens or made or (quantity.sure and (sentence.strives or compared or quantity.unit == "%"))


_ENDS_CLAUSE = re.compile(r"\s*(?:$|[.;,)])")


def _is_compared(sentence: _Sentence, quantity: Quantity) -> bool:
    """Tell whether a word or a mark of comparison opens a quantity: "ít nhất 70 trường", "≥ 80%"."""
    return not sentence.words[quantity.span.start].isdigit()


def _ends_clause(sentence: _Sentence, quantity: Quantity) -> bool:
    return _ENDS_CLAUSE.match(sentence.folded, quantity.span.end) is not None


def _is_part(sentence: _Sentence, at: int) -> bool:
    """Tell whether a quantity tells of the thing that the share before it counts: "100% xã có ít nhất 01 mô hình"."""
    quantity = sentence.quantities[at]
    if not at or quantity.sure or quantity.comparator != ">=" or not isinstance(quantity.value, float):
        return False
    whole = sentence.quantities[at - 1]
    between = sentence.words[whole.span.end : quantity.span.start]
    return whole.unit == "%" and quantity.value <= _MOST_OF_A_PART and not re.search(r"[;:.]", between)


_REACHES = re.compile(r"(?:xuong|con|len|dat)\s")
_MOST_OF_A_PART = 5


def _is_granted(sentence: _Sentence, quantity: Quantity) -> bool:
    """Tell whether the words around a share are of money, rules or conditions: "giảm 2% thuế"."""
    reached = bool(_REACHES.match(quantity.span.of(sentence.folded))) and quantity.comparator in {"<", "<=", ">"}
    if sentence.strives and (reached or _NAMED.match(sentence.folded[: quantity.span.start])):
        return False  # "phấn đấu đến năm 2030 chi phí logistics giảm xuống dưới 14%"
    around = sentence.folded[max(0, quantity.span.start - _NEAR_BEFORE) : quantity.span.end + _NEAR_BEFORE]
    return quantity.unit == "%" and bool(_patterns()["granted"].search(_IN_EVERY_COUNT.sub("", around)))


# "giảm 5% ở cả 03 tiêu chí": in what respects it changes, which are no criteria to be met.
_IN_EVERY_COUNT = re.compile(r"(?<!\w)(?:o|tren|ve|theo)\s+ca\s+(?:0?\d|hai|ba|bon)\s+tieu chi(?!\w)")


_RAISED = re.compile(  # "Giảm tổn thất điện năng xuống 6%"
    r"(?:^|[;,.:]\s)[\s\-+*•]*(?:giam|nang|tang|ha|keo giam)\s[^;,.:\d]{4,80}\s(?:xuong|len|con)\s"
    r"[^;,.:\d]{0,12}\d[\d.,]*\s*%$"
)


def _is_ordered_share(sentence: _Sentence, quantity: Quantity) -> bool:
    """Tell whether a share is what an order demands: "Tập trung số hóa 100% hồ sơ", not money or a condition."""
    if quantity.unit != "%" or quantity.kind != "level":
        return False
    before = sentence.folded[: quantity.span.start]
    if _RAISED.search(sentence.folded[: quantity.span.end]):
        return True
    made = _patterns()["making"].search(before[-_NEAR_AFTER:])
    follows = re.match(r"\s+[^\W\d_]", sentence.words[quantity.span.end :])
    return bool(follows) and (bool(made) or not before.strip(" -+*•"))


def _indicator(
    sentence: _Sentence,
    quantity: Quantity,
    name: str,
    by: int | None,
    repaired: RepairedText,
    base: _Base | None = None,
) -> Indicator:
    place = sentence.place
    piece = place.piece.part(_trimmed(place.piece.text, sentence.span))
    words = _as_written(sentence, quantity)
    return Indicator(
        path=place.path,
        name=name,
        unit=quantity.unit,
        direction=direction_of(sentence.words, quantity),
        comparator=quantity.comparator,
        baseline=base.value if base else None,
        baseline_year=base.year if base else None,
        targets=(Target(quantity.value, by, " ".join(words.split())),),
        source=place_of(repaired, piece.paragraph, piece.span),
        target_kind="level" if quantity.kind == "yearly" else quantity.kind,
        confidence=round(confidence_of(repaired, piece.paragraph, piece.span), 3),
    )


def _as_written(sentence: _Sentence, quantity: Quantity) -> str:
    """The words of a target; a rank with the step that leads to it ("tăng 05 bậc, đứng thứ 23/63")."""
    steps = (one for one in sentence.quantities if one.kind == "change" and one.span.end <= quantity.span.start)
    step = next(steps, None)
    if quantity.kind == "rank" and step and quantity.span.start - step.span.end < 12:
        start = sentence.words.rfind(" ", 0, max(0, step.span.start - 1)) + 1
        return sentence.words[start : quantity.span.end]
    return quantity.span.of(sentence.words)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    left, right = len(words) - len(words.lstrip(" .;+-")), len(words.rstrip(" .;"))
    return Span(span.start + left, span.start + max(left, right))
