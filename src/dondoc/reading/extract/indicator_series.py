"""Targets of one measure year by year: "Số xã đạt chuẩn: năm 2027 có 12 xã, năm 2028 có 18 xã"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.indicator_names import stripped
from dondoc.reading.extract.quantities import Quantity

_YEAR = re.compile(r"(?<![\d/])20\d\d(?![\d/])")
_BESIDE = re.compile(  # what may stand between the years and the values, and names nothing
    r"(?:[\s,;:()+\-]"
    r"|(?:den|toi|vao|trong|het|cuoi|nam|va|la|co|con|dat|nang|tang|giam|len|xuong|phan dau|khoang|them)(?!\w))*"
)
_HELD = re.compile(r":\s*nam\s+20\d\d")
_HEAD = re.compile(r"(?P<name>(?:[^:.;]|\.(?=\d)){6,200}):(?=\s)")
_NUMERAL = re.compile(r"^[\s\d.)+\-•a-zđ]{0,4}(?<=[\s.)])\s*")


@dataclass(frozen=True, slots=True)
class Series:
    """What is measured, and each of its values with the year it is to be reached by."""

    name: str
    values: tuple[tuple[Quantity, int], ...]


def series_of(words: str, quantities: Sequence[Quantity]) -> Series | None:
    """Read a name, a colon, and values, each with a year of its own and nothing else beside it.

    One value alone behind a plain year is what was reached: "Tỷ lệ che phủ rừng: năm 2024 đạt 51%".
    """
    head = _HEAD.match(words)
    values = [one for one in quantities if head and one.span.start >= head.end()]
    if not head or len({one.unit for one in values}) != 1 or any(one.kind == "rank" for one in values):
        return None
    if len(values) == 1 and _HELD.match(fold(words), head.end() - 1):
        return None
    years = _years_of(words, head.end(), values)
    name = stripped(_NUMERAL.sub("", head["name"]))
    return Series(name, tuple(zip(values, years, strict=True))) if years and name else None


def next_year(words: str, quantities: Sequence[Quantity], unit: str | None) -> int | None:
    """Give the year of a clause that only goes on with the measure before it: "; đến năm 2030 đạt 100%"."""
    same = len(quantities) == 1 and quantities[0].unit == unit
    years = _years_of(words, 0, quantities) if same else None
    return years[0] if years else None


def _years_of(words: str, start: int, values: Sequence[Quantity]) -> list[int] | None:
    """Give the year of each value, all named before theirs or all after; None where other words stand with them."""
    edges = [start, *(one.span.end for one in values)]
    starts = [*(one.span.start for one in values), len(words.rstrip(" .;\n"))]
    gaps = [fold(words[at:end]) for at, end in zip(edges, starts, strict=True)]
    named = [_YEAR.findall(gap) for gap in gaps]
    if not all(_BESIDE.fullmatch(_YEAR.sub("", gap)) for gap in gaps):
        return None
    for years, other in ((named[:-1], named[-1]), (named[1:], named[0])):
        if not other and all(len(one) == 1 for one in years):
            return [int(one[0]) for one in years]
    return None
