"""Finds agencies in a text: named ones, open ones by the grammar of their names, and classes ("các sở, ban, ngành").

Matching is without case and marks where a capital guards it; classes, which stand in small letters, are matched with
their marks. What is given is always the words of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dondoc.reading.extract.cues import cue
from dondoc.reading.extract.folding import CAPITAL, fold, phrases, spelled_phrases, spelling
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class FoundAgency:
    """An agency named in a text: its place, its words, and whether it is a class ("các sở, ban, ngành")."""

    span: Span
    name: str
    is_class: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with the two forms it is matched in, of the same length."""

    raw: str
    folded: str
    spelled: str

    @classmethod
    def of(cls, text: str) -> _Text:
        """Fold the text, code point by code point."""
        return cls(text, fold(text), spelling(text))


def find_agencies(text: str) -> list[FoundAgency]:
    """Give the agencies of `text` in order, not overlapping, the longest name at each place.

    Guarantees: `name` is `text` at `span`.
    """
    forms = _Text.of(text)
    found: list[FoundAgency] = []
    at = 0
    for start in _starts(forms):
        if start < at:
            continue
        if one := _agency_at(forms, start):
            found.append(one)
            at = one.span.end
    return found


def split_agencies(text: str) -> list[FoundAgency]:
    """Give the agencies a list consists of ("Bộ Tài chính, Bộ Công an và các cơ quan liên quan"), each in its words.

    What the grammar does not know is kept as a piece of its own, so that nothing of the list is lost.
    """
    pieces: list[FoundAgency] = []
    at = 0
    for one in find_agencies(text):
        if one.span.start < at:
            continue  # in the brackets of the name before
        pieces.extend(_unknown(text, Span(at, one.span.start)))
        pieces.append(_with_bracket(text, one))
        at = pieces[-1].span.end
    return [*pieces, *_unknown(text, Span(at, len(text)))]


_SEPARATORS = re.compile(
    r"\s*(?:[,;/+]|\.\s|(?<!\w)và(?!\w)|(?<!\w)cùng với(?!\w)|(?<!\w)phối hợp với(?!\w))\s*|\s+-\s+"
)
_BRACKET = re.compile(r"\s*\(([^)]*)\)")


def _with_bracket(text: str, one: FoundAgency) -> FoundAgency:
    """A bracket belongs to the name before it: "Trung tâm Dịch vụ việc làm (Sở Nội vụ)"."""
    bracket = _BRACKET.match(text, one.span.end)
    if not bracket:
        return one
    span = Span(one.span.start, bracket.end())
    return FoundAgency(span, span.of(text), one.is_class)


def _unknown(text: str, gap: Span) -> list[FoundAgency]:
    """Give the pieces of a gap between two known names."""
    parts = [part for part in _parts(text, gap) if sum(letter.isalpha() for letter in part.of(text)) > 2]
    return [FoundAgency(part, part.of(text), is_class=_is_plural(part.of(text))) for part in parts]


def _parts(text: str, gap: Span) -> list[Span]:
    parts = []
    at = gap.start
    for match in [*_SEPARATORS.finditer(text, gap.start, gap.end), None]:
        end = match.start() if match else gap.end
        words = text[at:end]
        left, right = len(words) - len(words.lstrip(" .:-")), len(words.rstrip(" .:-"))
        if left < right:
            parts.append(Span(at + left, at + right))
        at = match.end() if match else end
    return parts


def _is_plural(words: str) -> bool:
    return bool(re.match(r"(?:các|những|tất cả|toàn bộ|mỗi|từng)\s", spelling(words)))


def is_class(name: str) -> bool:
    """Tell whether a name stands for a class of agencies rather than for one."""
    found = find_agencies(name)
    return found[0].is_class if found and found[0].span.start == 0 else _is_plural(name)


def _starts(forms: _Text) -> list[int]:
    heads = {match.start() for match in _grammar().heads.finditer(forms.folded) if forms.raw[match.start()].isupper()}
    classes = {match.start() for match in _grammar().class_starts.finditer(forms.spelled)}
    return sorted(heads | classes)


def _agency_at(forms: _Text, start: int) -> FoundAgency | None:
    class_end = _class_end(forms, start)
    name_end = _name_end(forms, start) if forms.raw[start].isupper() else None
    if class_end and class_end >= (name_end or 0):
        return FoundAgency(Span(start, class_end), forms.raw[start:class_end], is_class=True)
    if name_end:
        name = forms.raw[start:name_end]
        return FoundAgency(Span(start, name_end), name, is_class=_is_many(forms, start, name_end))
    return None


def _is_many(forms: _Text, start: int, end: int) -> bool:
    person = _grammar().persons.match(forms.folded, start)
    return bool((person and person.end() == end) or _grammar().plural.search(forms.spelled[start:end]))


@dataclass(frozen=True, slots=True)
class _Grammar:
    heads: re.Pattern[str]
    class_starts: re.Pattern[str]
    class_part: re.Pattern[str]
    joint: re.Pattern[str]
    persons: re.Pattern[str]
    plural: re.Pattern[str]
    sectors: re.Pattern[str]
    bare_sectors: re.Pattern[str]
    chains: re.Pattern[str]
    bodies: re.Pattern[str]
    names: re.Pattern[str]
    open: re.Pattern[str]
    stops: re.Pattern[str]
    levels: re.Pattern[str]
    places: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    words: dict[str, Any] = vocabulary("agencies")
    heads = [*words["sector_heads"], *words["chains"], *words["bodies"], *words["names"], *words["open"]]
    nouns, openers = spelled_phrases(words["class_nouns"]), spelled_phrases(words["class_openers"])
    joint = r"\s*(?:,\s*(?:và\s+)?|\s-\s|/|\s(?:và|hoặc)\s)\s*"
    long_nouns = spelled_phrases([noun for noun in words["class_nouns"] if len(noun.split()) > 2])
    certain = spelled_phrases(["liên quan", "có liên quan", "chức năng", "cấp tỉnh", "cấp xã"])
    places = r"(?:xã|phường|huyện|tỉnh|thành phố|thị xã|quận|đặc khu|thị trấn|tp)(?!\w)"
    return _Grammar(
        heads=re.compile(phrases(heads)),
        class_starts=re.compile(
            rf"(?<!\w)(?={openers}\s+{nouns}|{nouns}{joint}(?:{openers}\s+)?{nouns}|{nouns}\s+{certain}|{long_nouns})"
        ),
        class_part=re.compile(rf"(?:{openers}\s+)?{nouns}(?:\s+{spelled_phrases(words['class_tails'])})*"),
        joint=re.compile(joint),
        persons=re.compile(phrases(words["persons"]) + r"(?=\s*(?:,|;|\sva\s))"),
        plural=re.compile(
            r"(?<!\w)(?:các|những|cấp xã|cấp huyện|cấp tỉnh|cơ quan ngang bộ|cơ quan thuộc chính phủ)(?!\w)"
            rf"|\d+ (?:tỉnh|thành phố)|(?<!\w){places}\s*,\s*{places}"
        ),
        sectors=re.compile(phrases(words["sector_heads"]) + r"\s+" + phrases(words["sectors"])),
        bare_sectors=re.compile(phrases(words["sectors"])),
        chains=re.compile(phrases(words["chains"])),
        bodies=re.compile(phrases(words["bodies"])),
        names=re.compile(phrases(words["names"])),
        open=re.compile(spelled_phrases(words["open"])),
        stops=re.compile(spelled_phrases(words["stops"])),
        levels=re.compile(r"\s+(?:của\s+)?" + spelled_phrases(words["levels"])),
        places=re.compile(
            rf"\s+(?:(?:cấp|các|của các|của|\d+)\s+)*{places}"
            rf"(?:\s*(?:,|và|/|-|(?<=tỉnh)\s)\s*(?:các\s+)?{places})*"
            r"(?:\s+trực thuộc (?:trung ương|tw|tỉnh))?"
        ),
    )


def _class_end(forms: _Text, start: int) -> int | None:
    """Give the end of a class: nouns joined by commas and "và", up to a noun that begins the name of one agency."""
    grammar = _grammar()
    if not grammar.class_starts.match(forms.spelled, start):
        return None
    if forms.raw[start].isupper() and grammar.bodies.match(forms.folded, start):
        return None
    part = grammar.class_part.match(forms.spelled, start)
    end = None
    while part and not (end and _is_name(forms, part)):
        end = _with_sector(forms, part.end())
        rolled = _after_roll(forms, end)
        joint = grammar.joint.match(forms.spelled, end) if rolled == end else None
        end = rolled
        part = grammar.class_part.match(forms.spelled, joint.end()) if joint else None
    return end


def _with_sector(forms: _Text, end: int) -> int:
    """Give the end of the one field that tells which offices of a class are meant: "Các Sở Xây dựng"."""
    heads = re.compile(r"(?:sở|bộ|phòng|vụ)$").search(forms.spelled, 0, end)
    sector = _grammar().bare_sectors.match(forms.folded, end + 1) if heads and forms.raw[end : end + 1] == " " else None
    alone = sector and forms.raw[end + 1].isupper() and not _LISTED.match(forms.raw, sector.end())
    return sector.end() if sector and alone else end


_LISTED = re.compile(rf"\s*(?:,|và)\s*{CAPITAL}")


def _is_name(forms: _Text, part: re.Match[str]) -> bool:
    return forms.raw[part.start()].isupper() and (_name_end(forms, part.start()) or 0) > part.end()


def _name_end(forms: _Text, start: int) -> int | None:
    """Give the end of the longest name that begins at `start`, or None."""
    known = [
        end for reading in (_after_name, _after_sector, _after_body, _after_chain) if (end := reading(forms, start))
    ]
    return max(known, default=None) or _after_person(forms, start) or _after_open(forms, start)


def _after_name(forms: _Text, start: int) -> int | None:
    match = _grammar().names.match(forms.folded, start)
    return _after_levels(forms, match.end()) if match else None


def _after_sector(forms: _Text, start: int) -> int | None:
    match = _grammar().sectors.match(forms.folded, start)
    return _after_place(forms, match.end()) if match else None


def _after_body(forms: _Text, start: int) -> int | None:
    match = _grammar().bodies.match(forms.folded, start)
    if not match:
        return None
    places = _grammar().places.match(forms.spelled, match.end())
    if places and _grammar().plural.search(places.group()):
        return _after_roll(forms, places.end())
    levels = _after_levels(forms, match.end())
    return levels if levels > match.end() else _after_levels(forms, _after_proper_name(forms, match.end()))


def _after_chain(forms: _Text, start: int) -> int | None:
    """Read a head that is followed by the agency it belongs to: "Ban Thường vụ" "Tỉnh ủy"."""
    match = _grammar().chains.match(forms.folded, start)
    if not match:
        return None
    after = re.compile(r"\s+(?:của\s+)?").match(forms.raw, match.end())
    if after and after.end() < len(forms.raw):
        inner = _class_end(forms, after.end()) or _inner_name(forms, after.end())
        if inner:
            return inner
    levels = _after_levels(forms, match.end())
    return levels if levels > match.end() else None


def _inner_name(forms: _Text, start: int) -> int | None:
    """Give the end of the agency an office belongs to; committees may stand in small letters ("Bí thư tỉnh ủy")."""
    return _name_end(forms, start) if forms.raw[start].isupper() else _after_body(forms, start)


def _after_person(forms: _Text, start: int) -> int | None:
    """Read an office that stands for all who hold it: "Bộ trưởng, Thủ trưởng cơ quan ngang bộ"."""
    match = _grammar().persons.match(forms.folded, start)
    return match.end() if match else None


def _after_place(forms: _Text, at: int) -> int:
    """Give the end of the levels after a name, or of a bare place name of two words ("Sở Xây dựng Lâm Đồng")."""
    levels = _after_levels(forms, at)
    if levels > at:
        return levels
    place = _after_proper_name(forms, at)
    return place if len(forms.raw[at:place].split()) > 1 and not _begins_another(forms, at + 1) else at


def _after_levels(forms: _Text, at: int) -> int:
    """Give the end of the levels and places after a name: "tỉnh", "Thành phố Hồ Chí Minh"."""
    while match := _grammar().levels.match(forms.spelled, at):
        at = _after_proper_name(forms, match.end())
    return at


def _after_roll(forms: _Text, at: int) -> int:
    """Give the end of the names told one by one after a class: "các tỉnh: Khánh Hòa, Đắk Lắk và Gia Lai"."""
    opening = re.compile(r"\s*(?P<colon>:)?\s*").match(forms.raw, at)
    end, start, count = at, opening.end() if opening else None, 0
    while start is not None and (name := _rolled_name(forms, start)):
        end, count = name, count + 1
        joint = re.compile(r"\s*(?:,|\svà)\s+").match(forms.raw, end)
        start = joint.end() if joint else None
    alone = bool(opening and opening["colon"] and _AFTER_ROLLED_WORD.match(forms.raw, end))
    return end if count > 1 or alone else at


def _rolled_name(forms: _Text, start: int) -> int | None:
    if start >= len(forms.raw) or not forms.raw[start].isupper():
        return None
    sector = _grammar().bare_sectors.match(forms.folded, start)
    if sector:
        return sector.end()
    if _begins_another(forms, start) or _grammar().heads.match(forms.folded, start):
        return None
    end = _after_proper_name(forms, start - 1)
    several = " " in forms.raw[start:end].strip()
    follows = (_AFTER_ROLLED_NAME if several else _AFTER_ROLLED_WORD).match(forms.raw, end)
    return end if end > start and follows else None


_AFTER_ROLLED_WORD = re.compile(r"\s*(?:[,;:.]|$|\svà\s)")
_AFTER_ROLLED_NAME = re.compile(r"\s*(?:[,;:.]|$|\svà\s|\s[^\W\d_])")


_CAPITAL_WORDS = re.compile(
    rf"(?:\s+(?:\d{{1,2}}(?!\w)|[IVX]+(?!\w)|{CAPITAL}(?!{CAPITAL})[^\W\d_]*)(?:\s*[-–]\s*(?={CAPITAL}))?){{1,4}}"
)


def _after_proper_name(forms: _Text, at: int) -> int:
    """Give the end of the capitalised words at `at`, up to four, before the head of another agency."""
    match = _CAPITAL_WORDS.match(forms.raw, at)
    if not match:
        return at
    end = match.end()
    for head in _grammar().heads.finditer(forms.folded, match.start(), match.end()):
        if forms.raw[head.start()].isupper():
            end = min(end, head.start())
            break
    return at + len(forms.raw[at : _before_verb(forms, at, end)].rstrip())


def _before_verb(forms: _Text, at: int, end: int) -> int:
    """Leave out a last word that begins a verb of duty in capitals: "Công an Thành phố Chỉ đạo công an các xã"."""
    last = re.compile(r"[^\W\d_]+$").search(forms.raw, at, end)
    verb = cue("duties", "verbs").match(forms.folded, last.start()) if last else None
    return last.start() if last and verb and verb.end() > end and forms.raw[end + 1].islower() else end


_NAME_WORD = re.compile(r"(\s+(?:[-–]\s+)?)([^\W_][\w.&\-]*)")
_LONGEST_NAME = 12  # words


def _after_open(forms: _Text, start: int) -> int | None:
    """Read an open name: its words go on until a verb, a mark of punctuation or another head."""
    match = _grammar().open.match(forms.spelled, start)
    if not match or not re.compile(r"\s+[^\W\d_]").match(forms.raw, match.end()):
        return None
    at = match.end()
    small = not forms.raw[at + 1 : at + 2].isupper()
    if (small and " " not in match.group()) or forms.raw[start : at + 12].isupper():
        return None
    for _ in range(_LONGEST_NAME):
        word = _NAME_WORD.match(forms.raw, at)
        if not word or not _goes_on(forms, word):
            break
        at = word.end()
    return _after_levels(forms, at) if at > match.end() else None


# Words of a field that are verbs as well: "Cục Kết cấu hạ tầng xây dựng tham mưu ...".
_FIELD_OR_VERB = re.compile(
    r"(?:xây dựng|quản lý|kiểm tra|giám sát|thanh tra|đầu tư) "
    r"(?=(?:chủ trì|tham mưu|phối hợp|chịu trách nhiệm|có trách nhiệm|khẩn trương|tiếp tục|chủ động|chỉ đạo|"
    r"hướng dẫn|theo dõi|rà soát|tổng hợp|đôn đốc)(?!\w))"
)


def _goes_on(forms: _Text, word: re.Match[str]) -> bool:
    start = word.start(2)
    if forms.raw[start].isupper():
        return not _begins_another(forms, start)
    if forms.spelled[start : start + 3] == "và ":
        after = start + 3
        if after >= len(forms.raw) or not forms.raw[after].isupper():
            return False
        return not _begins_another(forms, after) and not _grammar().heads.match(forms.folded, after)
    return bool(_FIELD_OR_VERB.match(forms.spelled, start)) or not _grammar().stops.match(forms.spelled, start)


def _begins_another(forms: _Text, start: int) -> bool:
    grammar = _grammar()
    known = grammar.names.match(forms.folded, start) or grammar.sectors.match(forms.folded, start)
    return bool(known or grammar.class_starts.match(forms.spelled, start))
