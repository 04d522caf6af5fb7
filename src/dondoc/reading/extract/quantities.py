"""Finds the quantities of a text: numbers, ranges, ranks ("đứng thứ 23/63"), groups ("nhóm 03 tỉnh")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dondoc.reading.extract.folding import fold, phrases, spelled_phrases, spelling
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary

Value = float | tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity: `span` covers comparator, number and unit; `kind`: level, change, rank, ratio, yearly.

    `sure`: its unit makes a target of it; `named`: its unit is one of the known ones, not just the word after it.
    """

    span: Span
    value: Value
    unit: str | None
    comparator: str
    kind: str = "level"
    sure: bool = True
    named: bool = True


_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"


def number(words: str) -> float:
    """Read a Vietnamese number: "20.500" is 20500, "7,5" is 7.5, "7.5" is 7.5."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", words):
        words = words.replace(".", "")
    return float(words.replace(",", "."))


# What an amount is counted by: "triệu đồng/lao động/năm", "giường/10.000 dân".
_PER = r"(?:\s?/\s?(?:\d[\d.]*\s)?[^\W\d_]{2,}(?:\s(?:dân|đêm|động|sinh|bệnh|gái|mẹ))?(?!\w)){0,2}"


_THOUSANDS = r"(?:triệu|nghìn|ngàn|vạn)\s+"


@cache
def _amounts() -> re.Pattern[str]:
    units = sorted({spelling(unit) for unit in vocabulary("indicators")["units"]}, key=len, reverse=True)
    unit = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in units)
    return re.compile(
        rf"(?<![\w/.,\-])(?P<low>{_NUMBER})(?:\s*%?\s*(?:-|đến|tới)\s*(?P<high>{_NUMBER})|/\d{{1,4}})?\s*(?P<unit>(?:{_THOUSANDS})?(?:{unit})(?!\w){_PER})"
        r"(?P<grow>\s+trở\s+lên)?(?P<shrink>\s+trở\s+xuống)?"
    )


@cache
def _comparators() -> list[tuple[str, re.Pattern[str]]]:
    listed = vocabulary("indicators")["comparators"]
    return [(sign, re.compile(spelled_phrases(words) + r"\s*$")) for sign, words in listed.items()]


_RANK = re.compile(
    r"(?<!\w)(?:(?:dung|xep|vi tri|hang)\s+(?:hang\s+)?thu\s+(?P<rank>\d{1,3})(?:\s*/\s*(?P<of>\d{1,3}))?"
    r"|(?:hang|vi tri)\s+(?P<place>\d{1,3})\s*/\s*(?P<all>\d{1,3}))(?!\w)"
)
_RANKED = r"tinh,?\s*thanh(?:\s+pho)?|tinh|thanh pho|dia phuong|nuoc|quoc gia|nen kinh te|bo,?\s*nganh|don vi|truong"
_GROUP = re.compile(
    rf"(?<!\w)(?:(?:nhom|top)\s+(?:cac\s+)?(?P<size>\d{{1,3}})\s+(?P<unit>{_RANKED})"
    rf"|(?:top|nhom dau|nhom)\s+(?P<bare>\d{{1,3}})(?!\s*[/%.,]?\d)"
    rf"|(?:trong(?:\s+so)?|thuoc)\s+(?P<among>\d{{1,3}})\s+(?:{_RANKED})"
    r"(?=.{0,60}(?:dan dau|dung dau|hang dau|nhat)))(?!\w)"
)


_VERB = 7  # what of the next words is read with a quantity: a space and a verb
_CLASS = re.compile(r"tro\s+(?:len|xuong)\s+(?:dat|chiem|la|tang|giam|con)(?!\w)")  # "hộ có từ 4 người trở lên đạt 30%"


def find_quantities(text: str) -> list[Quantity]:
    """Give the quantities of a text in order, not overlapping; years, dates and numbers of documents are none."""
    folded, spelled = fold(text), spelling(text)
    found = [*_yearly(folded), *_ranks(folded), *_found_amounts(folded, spelled, text), *_shares(folded, spelled, text)]
    found.extend(_counted(folded, spelled, text))
    found.extend([*_rated(spelled, text), *_rates(spelled, text)])
    kept: list[Quantity] = []
    for one in sorted(found, key=lambda one: (one.span.start, not one.named, -len(one.span))):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return [one for one in kept if not _CLASS.search(folded, one.span.start, one.span.end + _VERB)]


def _yearly(folded: str) -> Iterator[Quantity]:
    words = vocabulary("indicators")["verbs"]
    for sign, name in (("yoy>", "yearly"), ("yoy<", "yearly_down")):
        for match in re.finditer(phrases(words[name]), folded):
            yield Quantity(Span(*match.span()), None, None, sign, "yearly")


def _ranks(folded: str) -> Iterator[Quantity]:
    for match in _RANK.finditer(folded):
        of = match.group("of") or match.group("all")
        rank = float(match.group("rank") or match.group("place"))
        yield Quantity(Span(*match.span()), rank, f"hạng (trên {of})" if of else "hạng", "=", "rank")
    for match in _GROUP.finditer(folded):
        size = float(match.group("size") or match.group("bare") or match.group("among"))
        yield Quantity(Span(*match.span()), size, "hạng", "<=", "rank")


_ONE_OF = re.compile(r"0?1")
_WHOLES = {"ha", "m2", "m²", "km", "đơn vị", "lao động"}  # of which so much is told


def _found_amounts(folded: str, spelled: str, text: str) -> Iterator[Quantity]:
    certain = set(vocabulary("indicators")["certain_units"])
    for match in _amounts().finditer(spelled):
        low, high = number(match.group("low")), match.group("high")
        sign, start = _sign(spelled, match.start())
        if sign == ">" and not high and _ONE_OF.fullmatch(match["low"]) and match["unit"] in _WHOLES:
            continue  # "giá trị sản phẩm trên 1 ha đất trồng trọt"
        value: Value = (low, number(high)) if high else low
        if high:
            sign = "between"
        elif match.group("grow"):
            sign = ">="
        elif match.group("shrink"):
            sign = "<="
        unit = " ".join(text[match.start("unit") : match.end("unit")].split())
        kind = (
            "ratio"
            if unit == "lần"
            else "change"
            if unit == "bậc" or _changes(folded, start, match.start())
            else "level"
        )
        yield Quantity(Span(start, match.end()), value, unit, sign, kind, sure=unit in certain or "/" in unit)


_WORD = r"[^\W\d_]+"
_SHARE = re.compile(rf"(?<![\w/.,-])(?P<some>\d{{1,4}})\s*/\s*(?P<all>\d{{1,4}})\s+(?P<unit>{_WORD}(?:\s+{_WORD})?)")
_COUNT = re.compile(
    rf"(?<![\w/.,:-])(?P<low>{_NUMBER})(?:\s*(?:-|đến|tới)\s*(?P<high>{_NUMBER}))?\s+[“\"]?"
    rf"(?P<unit>(?:(?:triệu|nghìn|ngàn)\s+)?(?P<thing>{_WORD}(?:\s+{_WORD})?))(?!\w)"
)


@cache
def _no_counts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what stands before a number that counts nothing ("khoản 3"), and after one ("3 năm")."""
    words = vocabulary("indicators")["counts"]
    return re.compile(spelled_phrases(words["not_after"]) + r"\s*$"), re.compile(spelled_phrases(words["not_before"]))


def _counts(spelled: str, number_at: int, unit_at: int) -> bool:
    before, after = _no_counts()
    return not before.search(spelled[max(0, number_at - 24) : number_at]) and not after.match(spelled, unit_at)


def _shares(folded: str, spelled: str, text: str) -> Iterator[Quantity]:
    """Give how many of how many: "63/63 tỉnh, thành phố"; days, scales and numbers of documents are none."""
    for match in _SHARE.finditer(spelled):
        some, every = int(match.group("some")), int(match.group("all"))
        if 0 < some <= every and every > _SMALLEST_WHOLE and _counts(spelled, match.start(), match.start("unit")):
            sign, start = _sign(spelled, match.start())
            unit = text[match.start("unit") : match.end("unit")]
            end = match.end("all") if not unit else match.end("unit")
            yield Quantity(Span(start, end), float(some), " ".join(unit.split()), sign, sure=some == every)


_SMALLEST_WHOLE = 4  # "1/3 số xã" is a fraction


def _counted(folded: str, spelled: str, text: str) -> Iterator[Quantity]:
    """Give numbers of things whose name is no known unit: "700 hồ chứa"."""
    for match in _COUNT.finditer(spelled):
        if not _counts(spelled, match.start(), match.start("thing")):
            continue
        high = match.group("high")
        low = number(match.group("low"))
        sign, start = _sign(spelled, match.start())
        unit = " ".join(text[match.start("unit") : match.end("unit")].split())
        value: Value = (low, number(high)) if high else low
        if _is_year(low) or (sign == ">" and re.fullmatch(r"10*", match.group("low").replace(".", ""))):
            continue  # "giai đoạn 2026 - 2030", "trên 1.000 trẻ"
        kind = "change" if _changes(folded, start, match.start()) else "level"
        yield Quantity(
            Span(start, match.end()), value, unit, "between" if high else sign, kind, sure=False, named=False
        )


_RATED = re.compile(
    rf"(?P<unit>{_WORD}(?:\s{_WORD})?\s?/\s?(?:vạn|[\d.]{{3,7}})\s(?:dân|trẻ|người))\s*(?:(?::|đạt|là)\s*)+(?P<low>{_NUMBER})"
    r"(?=\s*(?:[;,)]|\.?\s*$|\.\s))"
)


def _rated(spelled: str, text: str) -> Iterator[Quantity]:
    """Give bare numbers behind the unit that names them: "Số bác sĩ/vạn dân: 9,2"."""
    for match in _RATED.finditer(spelled):
        unit = " ".join(text[match.start("unit") : match.end("unit")].split())
        yield Quantity(Span(*match.span("low")), number(match["low"]), unit, "=")


_IN_SO_MANY = re.compile(
    rf"(?<![\w/.,])(?P<low>{_NUMBER})\s?(?P<unit>/\s?(?:1|10|100)\.?000\s{_WORD}(?:\s{_WORD})?)(?!\w)"
)


def _rates(spelled: str, text: str) -> Iterator[Quantity]:
    """Give rates of so many: "42/100.000 trẻ đẻ sống", "dưới 15/1.000 trẻ"."""
    for match in _IN_SO_MANY.finditer(spelled):
        sign, start = _sign(spelled, match.start())
        unit = " ".join(text[match.start("unit") : match.end("unit")].split())
        yield Quantity(Span(start, match.end()), number(match["low"]), unit, sign)


def _is_year(value: float) -> bool:
    return 1900 <= value <= 2100 and value.is_integer()


def _sign(spelled: str, start: int) -> tuple[str, int]:
    """Give the comparator before a number, and where it begins."""
    left = spelled[max(0, start - 24) : start]
    best = ("=", start)
    for sign, pattern in _comparators():
        if match := pattern.search(left):
            at = start - len(left) + match.start()
            if best[1] == start or at < best[1]:
                best = (sign, at)
    return best


def _changes(folded: str, start: int, at: int) -> bool:
    """Tell whether a quantity is a step ("tăng 15%", "cao hơn 0,5%") rather than a level ("giảm xuống dưới 15%")."""
    sign = folded[start:at]
    if re.search(r"(?<!\w)(?:xuong|con|len|dat)(?!\w)", sign):
        return False
    if re.search(r"(?<!\w)(?:cao hon|thap hon)(?!\w)", sign):
        return True
    return bool(
        re.search(r"(?<!\w)(?:tang|giam|cao hon|thap hon|nang)(?:\s+them)?\s*$", folded[max(0, start - 16) : start])
    )
