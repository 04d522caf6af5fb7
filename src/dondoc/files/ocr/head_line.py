"""The line with reference and date, read again: it is filled in by hand or stamped over, and decides everything else.

The strip is read at several sizes with the Vietnamese and the English data (which reads handwritten digits far better),
the readings vote, and the outcome is held against what else is known: the file's name, references in annexes, the time
of the signature. Where readings differ, the outcome says so; nothing is guessed in silence.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from dondoc.files.syllables import folded

REFERENCE = re.compile(
    r"(?:^|[\s:.,;$])(?P<number>\d{1,5})\s*[._]*\s*(?P<mark>[/-])\s*(?:(?P<year>20\d\d)\s*/\s*)?"
    r"(?P<symbol>[A-ZĐÐ][A-Za-zĐÐđ&]*(?:\s?[-/]\s?[A-ZĐÐ][\wĐÐđ]*)*)"
)
DATE = re.compile(
    r"ng\w{1,2}\s*(?P<day>\S{0,3}?)[\s.]*th\S{1,2}ng[\s.:;]*(?P<month>\S{0,3}?)\s*n\S{1,3}m\s*(?P<year>\d{4})"
)
NAME_NUMBER = re.compile(r"(?:\D{1,3}(?=\d\d))?(\d{1,5})(?!\d)")
ENGLISH_WEIGHT, VIETNAMESE_WEIGHT = 2, 1
CLEAR = 0.7  # share of the votes that needs no second witness

_UNREAD = re.compile(r":.{1,8}?/")
_LETTERS_FOR_DIGITS = str.maketrans("oil|fƒ†‡", "01117777")
_CROSSED_SEVEN = frozenset("fƒ†‡")  # what a seven with a bar, written by hand, is read as
BEFORE_DAY = re.compile(r"\s*,\s*ng\w{1,2}\b")
KINDS_OF_PLACE = frozenset({"thanh pho", "thi xa", "thi tran"})  # two words, the second small

Vote = tuple[str, int]


def number_in_name(file_name: str) -> str | None:
    """Give the number a file's name begins with ("190-ttg.signed.pdf" → "190"), None where it begins otherwise.

    Up to three other signs may stand before it ("qd12.pdf"); one digit behind them is a page or a version ("p4.txt").
    """
    match = NAME_NUMBER.match(file_name)
    return match[1].lstrip("0") if match else None


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What is known beside the strip: the file's name, other references in the text, the day of signing."""

    file_name: str = ""
    references: tuple[str, ...] = ()
    signed_on: dt.date | None = None

    @property
    def named_number(self) -> str | None:
        """The number of the file's name."""
        return number_in_name(self.file_name)

    def numbers(self, symbol: str) -> set[str]:
        """Give the numbers that other places name with this symbol."""
        found = {
            m["number"] for text in self.references for m in REFERENCE.finditer(text) if _same(m["symbol"], symbol)
        }
        return found | ({self.named_number} if self.named_number else set())


@dataclass(frozen=True, slots=True)
class Field:
    """One decided value: the other readings it won over, and whether a person should look."""

    value: str | None
    others: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class HeadLine:
    """The decided line. `reference` like "190/CĐ-TTg"; day and month are None where nobody could read them."""

    number: Field
    symbol: str
    mark: str
    year_in_number: str | None
    day: Field
    month: Field
    year: Field
    place: str | None = None
    first_reading: str = field(default="", compare=False)

    @property
    def reference(self) -> str | None:
        """Give the reference as it is written, None without a number."""
        if not self.number.value or not self.symbol:
            return None
        year = f"{self.year_in_number}/" if self.year_in_number else ""
        return f"{self.number.value}{self.mark}{year}{self.symbol}"

    @property
    def date(self) -> str | None:
        """Give "ngày … tháng … năm …", None where a part of it is not known."""
        if not (self.day.value and self.month.value and self.year.value):
            return None
        return f"ngày {int(self.day.value):02d} tháng {int(self.month.value):02d} năm {self.year.value}"


def decide(readings: Sequence[tuple[str, bool]], witnesses: Witnesses) -> HeadLine:
    """Decide the line from its readings, each with whether the English data made it; the first is the page's own."""
    weighed = [(text, ENGLISH_WEIGHT if english else VIETNAMESE_WEIGHT) for text, english in readings]
    references = [(match, weight) for text, weight in weighed if (match := REFERENCE.search(text))]
    marks = _winner((m["mark"], 1) for m, _ in references) or "/"
    symbol = _symbol(readings)
    number = _number([(m["number"], w) for m, w in references], witnesses, symbol)
    dates = [(match, weight) for text, weight in weighed if (match := DATE.search(folded(text)))]
    year = _field([(m["year"], w) for m, w in dates if 1945 <= int(m["year"]) <= 2100])
    day, month = _day_and_month(dates, witnesses)
    year_in_number = _winner((m["year"], w) for m, w in references if m["year"]) if references else None
    first = readings[0][0] if readings else ""
    return HeadLine(number, symbol, marks, year_in_number, day, month, year, _place(readings), first)


def _place(readings: Sequence[tuple[str, bool]]) -> str | None:
    """Decide the place of issue: the one that most readings have, spelled as a Vietnamese reading spells it."""
    votes = _counted((folded(place), 1) for text, _ in readings if (place := _place_in(text)))
    named = [place for text, english in readings if not english and (place := _place_in(text))]
    return max(named, key=lambda place: (votes[folded(place)], len(place)), default=None)


def _place_in(text: str) -> str:
    """Give the words in capitals before the comma that the day follows."""
    match = BEFORE_DAY.search(text)
    words = text[: match.start()].split() if match else []
    named = list(reversed(list(takewhile(lambda word: word.istitle() and word.isalpha(), reversed(words)))))
    kind = words[: len(words) - len(named)][-2:]
    return " ".join([*kind, *named] if folded(" ".join(kind)) in KINDS_OF_PLACE else named)


def _symbol(readings: Sequence[tuple[str, bool]]) -> str:
    """Decide the symbol: only the Vietnamese readings know Đ, but every reading votes on the other letters."""
    vietnamese = [_clean_symbol(symbol) for text, english in readings if not english and (symbol := _symbol_in(text))]
    votes = _counted((folded(_clean_symbol(symbol)), 1) for text, _ in readings if (symbol := _symbol_in(text)))
    return max(vietnamese, key=lambda symbol: votes[folded(symbol)], default="")


def _symbol_in(text: str) -> str | None:
    """Give the symbol in a reading, even where its number is unread ("4g? /CĐ-TTg")."""
    match = REFERENCE.search(text) or REFERENCE.search(_UNREAD.sub(": 0/", text))
    return match["symbol"] if match else None


def _number(votes: Sequence[Vote], witnesses: Witnesses, symbol: str) -> Field:
    """Decide the number: a reading that another place confirms, else the file's own number where readings resemble it.

    Without any witness the most votes win. Whatever lost is kept among the others.
    """
    counted = _counted((number.lstrip("0") or "0", weight) for number, weight in votes)
    known = witnesses.numbers(symbol)
    confirmed = next((number for number, _ in counted.most_common() if number in known), None)
    named = witnesses.named_number
    alike = named if named and (not counted or any(_alike(number, named) for number in counted)) else None
    best = confirmed or alike or (counted.most_common(1)[0][0] if counted else None)
    readings = [*counted, *([named] if named else [])]
    others = tuple(dict.fromkeys(number for number in readings if number != best))
    unclear = bool(counted) and counted[best or ""] < CLEAR * counted.total()
    return Field(best, others, doubtful=confirmed is None and (unclear or named not in (None, best) or not counted))


def _alike(number: str, named: str) -> bool:
    """Tell whether two numbers are of one length and differ in no more than half of their digits."""
    wrong = sum(a != b for a, b in zip(number, named, strict=False))
    return len(number) == len(named) and wrong <= len(named) / 2


def _day_and_month(dates: Sequence[tuple[re.Match[str], int]], witnesses: Witnesses) -> tuple[Field, Field]:
    day = _doubted(_field(list(_votes_for("day", 31, dates))), "day", dates)
    month = _doubted(_field(list(_votes_for("month", 12, dates))), "month", dates)
    signed = witnesses.signed_on
    if month.value is None and day.value and signed and int(day.value) <= signed.day:
        month = Field(str(signed.month), tuple({m["month"] for m, _ in dates if m["month"]}), doubtful=True)
    return day, month


def _doubted(field: Field, part: str, dates: Sequence[tuple[re.Match[str], int]]) -> Field:
    """Give a value as doubtful where every reading of it took a letter for a seven."""
    if field.value is None or "7" not in field.value:
        return field
    plain = (match[part] for match, _ in dates if not _CROSSED_SEVEN & set(match[part]))
    return field if any(text.lstrip("0o") == field.value for text in plain) else replace(field, doubtful=True)


def _votes_for(part: str, most: int, dates: Sequence[tuple[re.Match[str], int]]) -> Iterable[Vote]:
    """Give the votes for a day or month; half a vote for a lone digit that official style writes with a zero."""
    for match, weight in dates:
        text = match[part].translate(_LETTERS_FOR_DIGITS)
        if text.isascii() and text.isdigit() and 1 <= int(text) <= most:
            bare = len(text) == 1 and (part == "day" or int(text) < 3)
            yield text.lstrip("0"), weight if bare else 2 * weight


def _field(votes: Sequence[Vote]) -> Field:
    counted = _counted(votes)
    if not counted:
        return Field(None)
    best, weight = counted.most_common(1)[0]
    others = tuple(value for value in counted if value != best)
    return Field(best, others, doubtful=weight < CLEAR * counted.total())


def _counted(votes: Iterable[Vote]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for value, weight in votes:
        counted[value] += weight
    return counted


def _winner(votes: Iterable[Vote]) -> str | None:
    counted = _counted(votes)
    return counted.most_common(1)[0][0] if counted else None


def _clean_symbol(symbol: str) -> str:
    """Give a symbol without doubled Đ (one letter read as two) and without spaces around its hyphens."""
    return re.sub(r"Đ+", "Đ", re.sub(r"\s*([-/])\s*", r"\1", symbol.replace("Ð", "Đ")))


def _same(one: str, other: str) -> bool:
    return _clean_symbol(one).casefold() == _clean_symbol(other).casefold()


Reader = Callable[[int, str], str]  # reads the strip drawn at a resolution (dots per inch) with the data of a language

DRAWINGS: tuple[tuple[int, str], ...] = ((300, "vie"), (150, "eng"), (200, "eng"), (250, "eng"), (300, "eng"))


def readings_of(first: str, read: Reader) -> list[tuple[str, bool]]:
    """Give the page's own reading and those of the strip drawn smaller and larger."""
    return [(first, False), *((read(dpi, language), language == "eng") for dpi, language in DRAWINGS)]
