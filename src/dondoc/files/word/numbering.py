"""List numbers: Word keeps them out of the text and counts them from `numbering.xml`; here they are counted again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from dondoc.files.word.counting import counted
from dondoc.files.word.package import Element, Package, W, attribute
from dondoc.files.word.symbols import is_symbol_font

_PLACE = re.compile(r"%(\d)")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ORDINALS = {1: "nhất", 4: "tư"}
_BULLETS = {"\uf02d": "-", "o": "+", "": "•"}
_FORMS = {
    "none": "", "decimalZero": "{0:02d}", "decimalEnclosedParen": "({0})", "decimalFullstop": "{0}.",
    "numberInDash": "- {0} -",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and how its number is written ("%1.%2.")."""

    start: int = 1
    form: str = "decimal"
    pattern: str = "%1."
    legal: bool = False
    restarts_after: int | None = None  # the highest level (from 1) that begins it anew; None: each above it; 0: none


@dataclass(frozen=True, slots=True)
class NumberedBy:
    """Which list and level a paragraph or a style belongs to."""

    list_id: str
    level: int


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list: the abstract list whose counters it shares, its levels, and those that it begins anew."""

    shared: str
    levels: Mapping[int, Level]
    restarted: frozenset[int] = frozenset()


@dataclass
class Numbering:
    """Counts the numbers of a document in reading order; `text_of` must be called once for each numbered paragraph."""

    lists: Mapping[str, ListOf]
    styles: Mapping[str, NumberedBy]
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, package: Package) -> Numbering:
        """Read the lists of a package."""
        root = package.part("word/numbering.xml")
        lists = dict(_lists(root)) if root is not None else {}
        styles = package.part("word/styles.xml")
        return cls(lists, dict(_style_lists(styles, root)) if styles is not None else {})

    def text_of(self, paragraph: Element) -> str:
        """Give the number or bullet in front of a paragraph, "" where it has none."""
        by = self._numbered_by(paragraph)
        if by is None or by.list_id not in self.lists:
            return ""
        lists = self.lists[by.list_id]
        level = lists.levels.get(by.level)
        if level is None:
            return ""
        counters = self._counters.setdefault(lists.shared, {})
        self._count(counters, by, lists)
        if level.form == "none" and not _PLACE.sub("", level.pattern).strip(" ."):
            return ""
        if level.form == "bullet":
            return level.pattern
        return _written(level, lists.levels, counters)

    def _numbered_by(self, paragraph: Element) -> NumberedBy | None:
        own = attribute(paragraph, "pPr/numPr/numId")
        style = attribute(paragraph, "pPr/pStyle")
        inherited = self.styles.get(style or "")
        if own == "0":
            return None
        level = attribute(paragraph, "pPr/numPr/ilvl")
        if own is not None:
            return NumberedBy(own, int(level or 0))
        return replace(inherited, level=int(level)) if inherited and level else inherited

    def _count(self, counters: dict[int, int], by: NumberedBy, of: ListOf) -> None:
        """Count one on: deeper levels begin anew; a list with a start of its own begins there once."""
        start = of.levels[by.level].start
        fresh = (by.list_id, by.level) not in self._started
        self._started.add((by.list_id, by.level))
        anew = by.level not in counters or (fresh and by.level in of.restarted)
        counters[by.level] = start if anew else counters[by.level] + 1
        for deeper in [level for level in counters if level > by.level and _restarts(of.levels.get(level), by.level)]:
            del counters[deeper]
        for higher in range(by.level):
            counters.setdefault(higher, of.levels[higher].start if higher in of.levels else 1)


def _restarts(level: Level | None, after: int) -> bool:
    """Tell whether a level begins anew once a level above it has counted on."""
    return level is None or level.restarts_after is None or after < level.restarts_after


def _lists(root: Element) -> Iterable[tuple[str, ListOf]]:
    abstract = {a.get(f"{W}abstractNumId", ""): dict(_levels(a)) for a in root.findall(f"{W}abstractNum")}
    linked = dict(_linked(root))
    for number in root.findall(f"{W}num"):
        shared = attribute(number, "abstractNumId") or ""
        shared = linked.get(shared, shared)
        levels = dict(abstract.get(shared, {}))
        restarted = set()
        for override in number.findall(f"{W}lvlOverride"):
            at = int(override.get(f"{W}ilvl", "0"))
            own = override.find(f"{W}lvl")
            levels[at] = _level(own) if own is not None else levels.get(at, Level())
            start = attribute(override, "startOverride")
            if start is not None:
                levels[at] = replace(levels[at], start=int(start))
                restarted.add(at)
        yield number.get(f"{W}numId", ""), ListOf(shared, levels, frozenset(restarted))


def _linked(root: Element) -> Iterable[tuple[str, str]]:
    """Give each abstract list that only names a style, with the one that holds the levels of that style."""
    holders = {attribute(a, "styleLink"): a.get(f"{W}abstractNumId", "") for a in root.findall(f"{W}abstractNum")}
    for abstract in root.findall(f"{W}abstractNum"):
        style = attribute(abstract, "numStyleLink")
        if style and style in holders:
            yield abstract.get(f"{W}abstractNumId", ""), holders[style]


def _levels(abstract: Element) -> Iterable[tuple[int, Level]]:
    for level in abstract.findall(f"{W}lvl"):
        yield int(level.get(f"{W}ilvl", "0")), _level(level)


def _level(level: Element) -> Level:
    form = attribute(level, "numFmt", "decimal") or "decimal"
    pattern = attribute(level, "lvlText", "") or ""
    restart = attribute(level, "lvlRestart")
    return Level(
        start=int(attribute(level, "start", "1") or 1),
        form=form,
        pattern=_bullet(pattern, level) if form == "bullet" else pattern,
        legal=level.find(f"{W}isLgl") is not None,
        restarts_after=None if restart is None else int(restart),
    )


def _bullet(sign: str, level: Element) -> str:
    """Give a bullet as a letter: what a symbol font draws in the place of one is a point."""
    fonts = level.find(f"{W}rPr/{W}rFonts")
    drawn = fonts is not None and is_symbol_font(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
    if sign in _BULLETS:
        return _BULLETS[sign]
    return "•" if drawn or any("\ue000" <= letter <= "\uf8ff" for letter in sign) else sign


def _style_lists(styles: Element, numbering: Element | None) -> Iterable[tuple[str, NumberedBy]]:
    """Give the list of each numbered style, inherited ones too."""
    linked = _levels_of_styles(numbering) if numbering is not None else {}
    found = {style.get(f"{W}styleId", ""): style for style in styles.findall(f"{W}style")}
    for name in found:
        at, steps = name, 0
        while at in found and steps < 20:
            list_id = attribute(found[at], "pPr/numPr/numId")
            if list_id is not None:
                if list_id != "0":
                    level = attribute(found[at], "pPr/numPr/ilvl") or linked.get((list_id, at), "0")
                    yield name, NumberedBy(list_id, int(level))
                break
            at, steps = attribute(found[at], "basedOn") or "", steps + 1


def _levels_of_styles(numbering: Element) -> dict[tuple[str, str], str]:
    """Give the level at which each (list, style) pair is linked."""
    of_abstract: dict[str, list[tuple[str, str]]] = {}
    for abstract in numbering.findall(f"{W}abstractNum"):
        pairs = [
            (attribute(level, "pStyle") or "", level.get(f"{W}ilvl", "0")) for level in abstract.findall(f"{W}lvl")
        ]
        of_abstract[abstract.get(f"{W}abstractNumId", "")] = pairs
    return {
        (number.get(f"{W}numId", ""), style): level
        for number in numbering.findall(f"{W}num")
        for style, level in of_abstract.get(attribute(number, "abstractNumId") or "", [])
    }


def _written(level: Level, levels: Mapping[int, Level], counters: Mapping[int, int]) -> str:
    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        form = "decimal" if level.legal else levels.get(at, Level()).form
        return _in_form(counters.get(at, 1), form)

    return _PLACE.sub(number, level.pattern)


def _in_form(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    if form in _IN_WORDS:
        return _IN_WORDS[form](number)
    return _FORMS.get(form, "{0}").format(number)


def _ordinal(number: int) -> str:
    """Give "Thứ nhất", "Thứ hai", "Thứ tư", …"""
    return f"Thứ {_ORDINALS.get(number) or counted(number)}"


_IN_WORDS: Mapping[str, Callable[[int], str]] = {
    "vietnameseCounting": counted,
    "cardinalText": lambda number: counted(number).capitalize(),
    "ordinalText": _ordinal,
}


def _roman(number: int) -> str:
    text = ""
    for value, numeral in _ROMAN:
        text += numeral * (number // value)
        number %= value
    return text
