"""Finds agencies in a text: named ones, open ones by the grammar of their names, and classes ("các sở, ban, ngành").

Matching is without case and marks where a capital guards it; classes, which stand in small letters, are matched with
their marks. What is given is always the words of the text. Lists are cut by `agency_lists.py`.
"""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.extract.agency_grammar import FoundAgency, Text, grammar
from dondoc.reading.extract.cues import spelled_cue
from dondoc.reading.extract.folding import CAPITAL, fold
from dondoc.reading.extract.name_ends import (
    after_levels,
    after_open,
    after_place,
    after_proper_name,
    after_words,
    begins_another,
)
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary


def find_agencies(text: str) -> list[FoundAgency]:
    """Give the agencies of `text` in order, not overlapping, the longest name at each place.

    Guarantees: `name` is `text` at `span`.
    """
    forms = Text.of(text)
    found: list[FoundAgency] = []
    at = 0
    for start in _starts(forms):
        if start < at:
            continue
        if one := _agency_at(forms, start):
            found.append(one)
            at = one.span.end
    return found


_LOOKALIKE = re.compile(r"thuê(?!\w)")  # without its marks it is the tax office


def _starts(forms: Text) -> list[int]:
    heads = {match.start() for match in grammar().heads.finditer(forms.folded) if forms.raw[match.start()].isupper()}
    heads = {start for start in heads if not _LOOKALIKE.match(forms.spelled, start)}
    heads |= {match.start() for match in _NAMED_PERSON.finditer(forms.raw)}
    classes = {match.start() for match in grammar().class_starts.finditer(forms.spelled)}
    return sorted(heads | classes)


def _agency_at(forms: Text, start: int) -> FoundAgency | None:
    class_end = _class_end(forms, start)
    name_end = _name_end(forms, start) if forms.raw[start].isupper() else _after_named_person(forms, start)
    if class_end and class_end >= (name_end or 0):
        return FoundAgency(Span(start, class_end), forms.raw[start:class_end], is_class=True)
    if name_end:
        name = forms.raw[start:name_end]
        return FoundAgency(Span(start, name_end), name, is_class=_is_many(forms, start, name_end))
    return None


# "Ban Quản lý các khu công nghiệp" is one body, "Giám đốc các Sở" and "Văn phòng các bộ" are many.
_ONE_OF_MANY = re.compile(
    r"(?:vụ|cục|tổng cục|viện|trung tâm|ban quản lý|chi cục|ban chỉ đạo|ban|liên hiệp|liên minh|hiệp hội|hội|quỹ)\s"
    r"(?!.*(?:các|những) "
    r"(?:tỉnh|bộ|sở|ban|xã|phường|huyện|quận|địa phương|cấp|ngành|thành phố|ấp|thôn|khóm|khu phố)(?!\w))"
)


def _is_many(forms: Text, start: int, end: int) -> bool:
    if _ONE_OF_MANY.match(forms.spelled, start, end):
        return False
    person = grammar().persons.match(forms.folded, start)
    return bool((person and person.end() == end) or grammar().plural.search(forms.spelled[start:end]))


def _class_end(forms: Text, start: int) -> int | None:
    """Give the end of a class: nouns joined by commas and "và", up to a noun that begins the name of one agency."""
    words = grammar()
    if not words.class_starts.match(forms.spelled, start):
        return None
    if forms.raw[start].isupper() and words.bodies.match(forms.folded, start):
        return None
    part = words.class_part.match(forms.spelled, start)
    end, lone = None, _is_lone_noun(forms, start, part)
    while part and not (end and _is_name(forms, part)):
        end = _with_capital_name(forms, part, _with_sector(forms, part.end()))
        rolled = _after_roll(forms, end)
        joint = words.joint.match(forms.spelled, end) if rolled == end else None
        end = rolled
        part = words.class_part.match(forms.spelled, joint.end()) if joint else None
        if lone and (part is None or forms.raw[part.start()].isupper()):
            return None
        lone = False
    return _with_owner(forms, end) if end else None


def _is_lone_noun(forms: Text, start: int, part: re.Match[str] | None) -> bool:
    """Tell whether a noun makes a class only with one more behind it: "tổ chức" is a verb before ", Sở Y tế ..."."""
    return bool(part) and not grammar().class_alone.match(forms.spelled, start)


_LEVEL_LAST = re.compile(r"\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)$")
_OFFICES = re.compile(
    r"(?:thành viên|ủy viên|lãnh đạo|thứ trưởng|chủ tịch|giám đốc|bí thư|hiệu trưởng|trưởng phòng|trưởng ban|"
    r"tổ trưởng)$"
)
_OWNED = re.compile(r"(?:tổ công tác|tiểu ban|cơ quan|đơn vị|chức năng|chuyên môn|liên quan|trực thuộc|nghiệp vụ)$")
_OF = re.compile(r"\s+của\s+")
_OF_OR_NOT = re.compile(r"\s+(?:của\s+)?")


def _with_owner(forms: Text, end: int) -> int:
    """Give the end of the body a class belongs to: "các cơ quan chức năng của Bộ Y tế", "các Ủy viên Ban Chỉ đạo"."""
    noun = forms.spelled[max(0, end - _LONGEST_NOUN) : end]
    if _LEVEL_LAST.search(noun) and not begins_another(forms, end + 1):
        return after_proper_name(forms, end)  # "đại biểu Quốc hội tỉnh Hòa An"
    of = _OF.match(forms.spelled, end) if _OWNED.search(noun) else None
    of = of or (_OF_OR_NOT.match(forms.spelled, end) if _OFFICES.search(noun) else None)
    owned = of and of.end() < len(forms.raw) and forms.raw[of.end()].isupper()
    return (_name_end(forms, of.end()) or end) if of and owned else end


_LONGEST_NOUN = 20


def _with_sector(forms: Text, end: int) -> int:
    """Give the end of the one field that tells which offices of a class are meant: "Các Sở Xây dựng"."""
    if field := _field_of_trade(forms, end):
        return field
    heads = re.compile(r"(?:sở|bộ|phòng|vụ)$").search(forms.spelled, max(0, end - _LONGEST_NOUN), end)
    sector = grammar().bare_sectors.match(forms.folded, end + 1) if heads and forms.raw[end : end + 1] == " " else None
    alone = sector and forms.raw[end + 1].isupper() and not _LISTED.match(forms.raw, sector.end())
    verb = spelled_cue("duties", "verbs").match(forms.spelled, end + 1)
    small = (
        sector and forms.raw[end + 1].islower() and " " in sector.group() and not (verb and verb.end() >= sector.end())
    )
    return sector.end() if sector and (alone or small) else end


def _with_capital_name(forms: Text, part: re.Match[str], end: int) -> int:
    """Give the end of the name that tells which of a class: "Các Viện Vệ sinh dịch tễ"."""
    noun = _LAST_WORD.search(forms.raw, part.start(), end)
    named = noun and noun.group()[0].isupper() and forms.raw[end + 1 : end + 2].isupper() and end == part.end()
    if not named or " " not in part.group() or begins_another(forms, end + 1):
        return end
    return after_words(forms, end) if not _LISTED.match(forms.raw, end) else end


_LAST_WORD = re.compile(r"\w+$")
_TRADERS = re.compile(r"(?:doanh nghiệp|hợp tác xã|hiệp hội|tập đoàn|nhà mạng|chủ đầu tư|công ty)$")


def _field_of_trade(forms: Text, end: int) -> int | None:
    """Give the end of the trade that tells which firms are meant: "Các doanh nghiệp viễn thông" đầu tư."""
    trade = grammar().fields.match(forms.spelled, end + 1)
    if not trade or not _TRADERS.search(forms.spelled[max(0, end - _LONGEST_NOUN) : end]):
        return None
    verb = spelled_cue("duties", "verbs").match(forms.spelled, end + 1)
    return None if verb and verb.end() >= trade.end() else trade.end()


_LISTED = re.compile(rf"\s*(?:,|và)\s*{CAPITAL}")


def _is_name(forms: Text, part: re.Match[str]) -> bool:
    return forms.raw[part.start()].isupper() and (_name_end(forms, part.start()) or 0) > part.end()


def _name_end(forms: Text, start: int) -> int | None:
    """Give the end of the longest name that begins at `start`, or None."""
    known = [
        end
        for reading in (_after_named_person, _after_name, _after_sector, _after_body, _after_chain)
        if (end := reading(forms, start))
    ]
    return max(known, default=None) or _after_person(forms, start) or after_open(forms, start)


def _after_name(forms: Text, start: int) -> int | None:
    match = grammar().names.match(forms.folded, start)
    return after_levels(forms, match.end()) if match else None


def _after_sector(forms: Text, start: int) -> int | None:
    match = grammar().sectors.match(forms.folded, start)
    if not match:
        return None
    return _after_many_places(forms, match.end()) or after_place(forms, match.end())


def _after_many_places(forms: Text, at: int) -> int | None:
    """Give the end of the places whose offices are meant: "Sở Y tế các tỉnh, thành phố trực thuộc Trung ương"."""
    places = grammar().places.match(forms.spelled, at)
    many = places and _MANY_PLACES.match(forms.spelled, at)
    return _after_tails(forms, places.end()) if places and many else None


_MANY_PLACES = re.compile(r"\s+(?:của\s+)?các\s")


def _after_body(forms: Text, start: int) -> int | None:
    match = grammar().bodies.match(forms.folded, start)
    if not match:
        return None
    places = grammar().places.match(forms.spelled, match.end())
    if places and grammar().plural.search(places.group()):
        rolled = _after_roll(forms, places.end())
        if rolled > places.end():
            return rolled
        mixed = _MIXED_PLACES.match(forms.raw, rolled)
        return mixed.end() if mixed else _after_tails(forms, rolled)
    levels = after_levels(forms, match.end())
    if levels > match.end():
        named = places and _PROPER_END.search(forms.raw, match.end(), levels)
        return _after_more_places(forms, levels) if named else levels
    return after_levels(forms, after_proper_name(forms, match.end()))


# "UBND các huyện, thành phố Sơn Bình, thị xã Phú Hòa"
_NAMED_PLACE = rf"\s+{CAPITAL}[^\W\d_]*(?:\s{CAPITAL}[^\W\d_]*)+"
_MIXED_PLACES = re.compile(
    rf"{_NAMED_PLACE}(?:\s*(?:,|,?\svà)\s+(?:thành phố|thị xã|huyện|quận|xã|phường|thị trấn){_NAMED_PLACE})+"
)
_PROPER_END = re.compile(rf"(?<!\w){CAPITAL}[^\W\d_]*$")
_JOINED_PLACE = re.compile(r"\s*(?:,|\svà)\s+")


def _after_more_places(forms: Text, at: int) -> int:
    """Give the end of further places of the same kind: "Ủy ban nhân dân tỉnh Hòa An, Bình Sơn và Tây Hải"."""
    end = at
    while joint := _JOINED_PLACE.match(forms.raw, end):
        field = grammar().bare_sectors.match(forms.folded, joint.end())  # "UBND huyện Bình Sơn, Công an tỉnh"
        name = None if field else _rolled_name(forms, joint.end())
        if name is None:
            break
        end = name
    return end


def _after_tails(forms: Text, at: int) -> int:
    """Give the end of the words that tell which of a class are meant: "các tỉnh trong vùng", "các xã có liên quan"."""
    tails = grammar().tails.match(forms.spelled, at)
    return tails.end() if tails else at


_OF_MANY = ("truong", "chu")  # "Trưởng các thôn", "Chủ các cơ sở"


def _after_chain(forms: Text, start: int) -> int | None:
    """Read a head that is followed by the agency it belongs to: "Ban Thường vụ" "Tỉnh ủy"."""
    match = grammar().chains.match(forms.folded, start)
    if not match:
        return None
    after = re.compile(r"\s+(?:của\s+)?").match(forms.raw, match.end())
    if after and after.end() < len(forms.raw):
        many = _class_end(forms, after.end()) or 0
        inner = many if match.group() in _OF_MANY else max(many, _inner_name(forms, after.end()) or 0)
        if inner:
            return inner
        if match.group().endswith("phong") and (field := grammar().bare_sectors.match(forms.folded, after.end())):
            return after_place(forms, field.end())  # "Trưởng phòng Tài chính - Kế hoạch huyện"
    levels = after_levels(forms, match.end())
    return levels if levels > match.end() else None


def _inner_name(forms: Text, start: int) -> int | None:
    """Give the end of the agency an office belongs to; committees may stand in small letters ("Bí thư tỉnh ủy")."""
    return _name_end(forms, start) if forms.raw[start].isupper() else _after_body(forms, start)


def _after_person(forms: Text, start: int) -> int | None:
    """Read an office that stands for all who hold it: "Bộ trưởng, Thủ trưởng cơ quan ngang bộ"."""
    match = grammar().persons.match(forms.folded, start)
    return match.end() if match else None


_NAMED_PERSON = re.compile(
    rf"(?:Đồng chí|đồng chí|Đ/c|đ/c|Ông|Bà)\s+(?P<surname>{CAPITAL}[^\W\d_]*)(?:\s{CAPITAL}[^\W\d_]*){{1,4}}(?!\w)"
)
_HOLDS = re.compile(r"\s*(?:,|\s[–-])\s+(?P<rank>(?:công chức|cán bộ|chuyên viên|nhân viên)\s)?")


@cache
def _surnames() -> frozenset[str]:
    words = vocabulary("names")
    return frozenset(fold(name) for name in (*words["surnames"], *words["rare_surnames"], *words["highland_surnames"]))


def _after_named_person(forms: Text, start: int) -> int | None:
    """Read a person with the office held: "Ông Lê Hùng - Trưởng phòng Kinh tế", "Bà Phạm Nga, công chức Hộ tịch"."""
    person = _NAMED_PERSON.match(forms.raw, start)
    if not person or fold(person["surname"]) not in _surnames():
        return None
    holds = _HOLDS.match(forms.raw, person.end())
    if not holds:
        return person.end()
    if holds["rank"]:
        return after_words(forms, holds.end("rank") - 1)
    office = _name_end(forms, holds.end()) if forms.raw[holds.end() : holds.end() + 1].isupper() else None
    return office or person.end()


def _after_roll(forms: Text, at: int) -> int:
    """Give the end of the names told one by one after a class: "các tỉnh: Khánh Hòa, Đắk Lắk và Gia Lai"."""
    opening = re.compile(r"\s*(?P<colon>:)?\s*").match(forms.raw, at)
    end, start, count = at, opening.end() if opening else None, 0
    while start is not None and (name := _rolled_name(forms, start)):
        end, count = name, count + 1
        joint = re.compile(r"\s*(?:,|\svà)\s+").match(forms.raw, end)
        start = joint.end() if joint else None
    alone = bool(opening and opening["colon"] and _AFTER_ROLLED_WORD.match(forms.raw, end))
    return end if count > 1 or alone else at


def _rolled_name(forms: Text, start: int) -> int | None:
    if start >= len(forms.raw) or not forms.raw[start].isupper():
        return None
    sector = grammar().bare_sectors.match(forms.folded, start)
    if sector:
        return sector.end()
    if begins_another(forms, start) or grammar().heads.match(forms.folded, start):
        return None
    end = after_proper_name(forms, start - 1)
    several = " " in forms.raw[start:end].strip()
    follows = (_AFTER_ROLLED_NAME if several else _AFTER_ROLLED_WORD).match(forms.raw, end)
    return end if end > start and follows else None


_AFTER_ROLLED_WORD = re.compile(r"\s*(?:[,;:.]|$|\svà\s)")
_AFTER_ROLLED_NAME = re.compile(r"\s*(?:[,;:.]|$|\svà\s|\s[^\W\d_])")
