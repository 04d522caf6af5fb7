"""The grammar of the names of agencies: `vocabulary/agencies.toml` as patterns, and a text in its forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dondoc.reading.extract.folding import fold, phrases, spelled_phrases, spelling
from dondoc.reading.source import Span
from dondoc.reading.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class FoundAgency:
    """An agency named in a text: its place, its words, and whether it is a class ("các sở, ban, ngành")."""

    span: Span
    name: str
    is_class: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the two forms it is matched in, of the same length."""

    raw: str
    folded: str
    spelled: str

    @classmethod
    def of(cls, text: str) -> Text:
        """Fold the text, code point by code point."""
        return cls(text, fold(text), spelling(text))


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of names of bodies, made once from the vocabulary."""

    heads: re.Pattern[str]
    spelled_heads: re.Pattern[str]
    head_places: re.Pattern[str]
    class_starts: re.Pattern[str]
    class_part: re.Pattern[str]
    class_alone: re.Pattern[str]
    tails: re.Pattern[str]
    joint: re.Pattern[str]
    persons: re.Pattern[str]
    plural: re.Pattern[str]
    sectors: re.Pattern[str]
    bare_sectors: re.Pattern[str]
    chains: re.Pattern[str]
    bodies: re.Pattern[str]
    names: re.Pattern[str]
    open: re.Pattern[str]
    alone: re.Pattern[str]
    stops: re.Pattern[str]
    wholes: re.Pattern[str]
    fields: re.Pattern[str]
    verbs: re.Pattern[str]
    levels: re.Pattern[str]
    places: re.Pattern[str]


_NO_VERB = r"(?!\s+hành\s+(?!chính))"  # "ban hành" is no board


def _plain_verbs(in_names: list[str]) -> list[str]:
    """Give the verbs of duty of two syllables that are in no name of a body."""
    verbs: list[str] = vocabulary("cues")["duties"]["verbs"]
    return [verb for verb in verbs if " " in verb and verb not in in_names]


@cache
def grammar() -> Grammar:
    """Give the patterns of the vocabulary of agencies."""
    words: dict[str, Any] = vocabulary("agencies")
    heads = [
        *words["courtesies"],
        *words["sector_heads"],
        *words["chains"],
        *words["bodies"],
        *words["names"],
        *words["open"],
    ]
    nouns, openers = spelled_phrases(words["class_nouns"]) + _NO_VERB, spelled_phrases(words["class_openers"])
    tails = rf"(?:\s+{spelled_phrases(words['class_tails'])})*"
    joint = r"\s*(?:,\s*(?:và\s+)?|\s-\s|/|\s(?:và|hoặc)\s)\s*"
    long_nouns = spelled_phrases([noun for noun in words["class_nouns"] if len(noun.split()) > 2])
    certain = spelled_phrases(["liên quan", "có liên quan", "chức năng", "cấp tỉnh", "cấp xã"])
    places = (
        r"(?:xã|phường|huyện|tỉnh|thành phố|thị xã|quận|đặc khu|thị trấn|tp|ấp|khóm|khu phố|thôn|xóm|tổ dân phố|"
        r"thành(?!\s+(?:lập|viên|công|tích|ủy|đoàn|phần|tựu|quả|đội))|thị(?!\s+(?:trường|sát|phần|tứ|dân|ủy|thực|hiếu)))(?!\w)(?!\s+(?:đoàn|ủy|hội)(?!\w))"
    )
    return Grammar(
        heads=re.compile(phrases(heads)),
        spelled_heads=re.compile(spelled_phrases(heads)),
        head_places=re.compile(spelled_phrases(words["head_places"])),
        class_starts=re.compile(
            rf"(?<!\w)(?={openers}\s+{nouns}|{nouns}{joint}(?:{openers}\s+)?{nouns}|{nouns}\s+{certain}|{long_nouns})"
        ),
        class_alone=re.compile(rf"(?<!\w)(?:{openers}\s+{nouns}|{nouns}\s+{certain}|{long_nouns})"),
        class_part=re.compile(rf"(?:{openers}\s+)?{nouns}{tails}"),
        tails=re.compile(tails),
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
        alone=re.compile(spelled_phrases(words["alone"])),
        stops=re.compile(rf"(?!{spelled_phrases(words['not_stops'])}){spelled_phrases(words['stops'])}"),
        wholes=re.compile(spelled_phrases([*words["wholes"], *words["not_stops"]])),
        fields=re.compile(spelled_phrases(words["fields"])),
        verbs=re.compile(spelled_phrases(_plain_verbs(words["name_verbs"]))),
        levels=re.compile(r"(?:\s+(?:của\s+)?|\s*[-–]\s+(?=chi nhánh))" + spelled_phrases(words["levels"])),
        places=re.compile(
            rf"\s+(?:(?:cấp|các|của các|của|\d+)\s+)*{places}"
            rf"(?:\s*(?:,|và|/|-|(?<=tỉnh)\s)\s*(?:các\s+|cấp\s+)?{places})*"
            r"(?:\s+trực thuộc (?:trung ương|tw|tỉnh))?"
        ),
    )
