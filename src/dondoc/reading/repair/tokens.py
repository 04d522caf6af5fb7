"""Cut text into the units that the language model counts and the decoder reads.

The same cut is used when the model is trained and when it is used. A unit is a run of letters (with the digits and
symbols that a wrong engine puts in their place), a number, a date or a reference; brackets and quotes are no units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from dondoc.reading.source import Span


class Kind(IntEnum):
    """What a unit is."""

    WORD = 0
    NUMBER = 1
    STOP = 2  # ends a clause: . : ; ! ?
    COMMA = 3
    ADDRESS = 5  # of a mailbox or a site, and short forms such as b/c: stays
    LABEL = 4  # the letter or numeral of a provision: a), 1., IV.


# Ids of the language model that are no words; the words follow after them.
SPECIAL = ("<unk>", "<s>", "<stop>", "<comma>", "<n>", "<nn>", "<year>", "<number>", "<date>", "<ref>", "<roman>")
UNKNOWN, START, STOP, COMMA, DIGIT, TWO_DIGITS, YEAR, NUMBER, DATE, REFERENCE, ROMAN = range(len(SPECIAL))

_CLEAN_UNIT = re.compile(r"[^\W_]+(?:[.,/\-–][^\W_]+)*%?|[.:;!?…]|,")
_STOPS, _COMMAS = frozenset(".:;!?…"), frozenset(",")
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_DATE = re.compile(r"\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?|\d{1,2}/\d{4}")
_LETTERS = re.compile(r"[^\W\d_]+")


def numeric_class(token: str) -> int:
    """Give the id of the class of a token that holds a digit: `<year>`, `<date>`, `<ref>`, ..."""
    if token.isdigit():
        if len(token) == 4 and token[:2] in ("18", "19", "20"):
            return YEAR
        return (DIGIT, TWO_DIGITS)[len(token) - 1] if len(token) <= 2 else NUMBER
    if _DATE.fullmatch(token):
        return DATE
    return REFERENCE if _LETTERS.search(token) else NUMBER


def clean_units(text: str) -> Iterator[tuple[str, int | None]]:
    """Cut clean text: give (surface form, id of its class or None where it is a word)."""
    for match in _CLEAN_UNIT.finditer(text):
        token = match.group()
        if token in _STOPS:
            yield token, STOP
        elif token in _COMMAS:
            yield token, COMMA
        elif any(c.isdigit() for c in token):
            yield token, numeric_class(token)
        elif _ROMAN.fullmatch(token):
            yield token, ROMAN
        else:
            for word in _LETTERS.findall(token):
                yield word, None


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a damaged line: where it stands in its text, and its kind."""

    span: Span
    text: str
    kind: Kind
    spaced: bool = True  # whether white space stands before it


# Marks at the edge of a token that a wrong engine does not put in the place of a letter.
_SAFE = '*,.;:…()"“”«»[]'
_SIGNS = "%~"  # alone they stand for no letter
_BREAK = re.compile(r"[,;:/\-–—\"“”«»\[\]+=<>]+|[()]+(?=\w{2}|[,.;:/])|\.(?=[^\W\d_]{2})|\.{2,}")
_HOOK = re.compile(r"[^\W\d_]{1,4}[iuv]:(?= [^\W\dA-Z_])")  # ủ and ữ are seen as i: before small letters
_FIELD = re.compile(r"[-+*\s]*(?:\w{1,2}[).]\s)?\s*T\S{2,3} (?:h|gi)\S{1,2}n\s[^:]{0,30}")  # "Thời hạn trình ...:"
_QUESTION = re.compile(r"(?<=[^\W_]{3})\?(?= [A-ZĐ])")  # what follows begins a sentence
_NOTE = re.compile(r"(?<=[\w%])\.(?=[\[(])")  # before a note or bracket that follows without space
_FACT = re.compile(
    r"\(?[\dIl|]{0,2}\d+[.,:\dIlO]*(?:%\d{0,2})?"
    r"|\d[\dOlI]*[./\-–]\d[\d.,/\-–]*%?"
    r"|[\dOolI|]{1,2}[./\-]{1,2}[\dOolI|]{1,2}[./\-]{1,2}(?:19|20|2[Oo])[\dOolI|]{2}"
    r"|\d+(?:\.\d+)+\.[A-Z]{2}(?:\.\d+)+"
    r"|\d{1,2}(?:[;:]\d{1,2}){1,2}"
    r"|\d+/\d{4}/(?:UBTV)?[QO0]H1 \d"
    r"|\d{1,2}/1 \d/\d{4}|T\d{1,2}/(?:19|20)\d\d"
    r"|\d+/20\d \d/[A-ZĐ]\S*|O[1-9]"
    r"|(?:[sS][6oóôốéè][.\-]?)?[OlI|]?\d[\dOlI|]*[a-zA-Z]?(?://?|-)(?:(?:19|20|2O)[\dOlI|]{2}[/\-])?"
    r"(?:[^\W\d_]|0[DH])[^\s,;:()\[\]\"“”]*(?:(?<=-TT) g)?"
    r"|(?:CTr|NQ|KL|CT|KH|QD|HD|TB|BC)/(?:TU|TW|HU|DU)"
)
_ADDRESS = re.compile(
    r"[^\W\d_]/[^\W\d_]|\S*\w@\w\S*\.\w\S*|(?:https?:|www\.)\S+|(?:\w+\.)+(?:vn|com|org|net)(?:/\S*)?"
)
_AMOUNT = re.compile(r"\d[\d.,\-–]*%?(?=/[^\W\d_])")  # before "/năm"
LONGEST_FACT = 100  # signs
_TOKEN = re.compile(  # QH1 5 is QH15, 06/1 1/2025 a date, TT g is TTg, 24/202 1/QH15 a reference
    r"\d+/\d{4}/(?:UBTV)?[QO0]H1 \d(?!\w)|(?<!\S)\d{1,2}/1 \d/\d{4}(?!\w)|(?:(?<!\S)|\S+-)TT g(?!\w)"
    r"|\d+/20\d \d/[A-ZĐ]\S*|\S+"
)


def seen_units(text: str) -> list[Unit]:
    """Cut one damaged line: words with their symbols, numbers, and the marks that end a clause."""
    units: list[Unit] = []
    for match in _TOKEN.finditer(text):
        if _HOOK.match(text, match.start()) and not _FIELD.fullmatch(text, 0, match.start()):
            units.append(Unit(Span(match.start(), match.end()), match.group(), Kind.WORD))
            continue
        if half := _half_bracket(text, match):
            units.append(half)
            units.extend(_stops(text[half.span.end : match.end()], half.span.end))
            continue
        question = _QUESTION.match(text, match.end() - 1)
        end = match.end() - bool(question)
        begin = match.start()
        if label := _GLUED_LABEL.match(text, begin, end) if not text[:begin].strip() else None:
            units.extend(_cut(label.group(), begin))
            begin = label.end()
        for start, stop in _apart(text, begin, end):
            units.extend(_cut(text[start:stop], start))
        units.extend(_stops(text[end : match.end()], end))
    return units


# The label of a provision that its words follow without a space: "1.S@ Y te", "a)S6 Tai chinh".
_GLUED_LABEL = re.compile(r"(?:\d{1,2}\.|[a-zđ]\))(?=[A-ZĐ][^\s\d.,)/-]|[A-ZĐ]\d\s)")

_HALF_BRACKET = re.compile(r"\[(?P<rest>[^\W\dA-Z_]{1,5})(?=[\s,;.:]|$)")


def _half_bracket(text: str, token: re.Match[str]) -> Unit | None:
    """Give the word whose first stroke was seen as a bracket that nothing closes: "[t nhất" is "Ít nhất"."""
    match = _HALF_BRACKET.match(text, token.start(), token.end())
    if match is None or "]" in text[match.end() :]:
        return None
    opens = not text[: match.start()].strip(" -–+*")
    return Unit(Span(*match.span()), ("I" if opens else "l") + match["rest"], Kind.WORD)


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a token before the notes and brackets that hang on it."""
    for note in _NOTE.finditer(text, start, end):
        yield start, note.end()
        start = note.end()
    yield start, end


_STROKE_LABEL = re.compile(r"[a-zđ]/")  # "a/ Sở Y tế", at the beginning of a line
_OPEN_NUMERAL = re.compile(
    r"(?P<numeral>\[['’‘]?[IVX]{1,4}(?:/(?:19|20)\d\d)?)[).,;:]*"
)  # a first stroke seen as a bracket: [V for IV


def _cut(token: str, at: int) -> Iterator[Unit]:
    if numeral := _OPEN_NUMERAL.fullmatch(token):
        end = at + numeral.end("numeral")
        yield Unit(Span(at, end), numeral["numeral"], Kind.WORD)
        yield from _stops(token[numeral.end("numeral") :], end)
        return
    core = token.strip(_SAFE + "-–—")
    if not core.strip(_SIGNS):
        yield from _stops(token, at)
        return
    lead = token.index(core)
    tail = token[lead + len(core) :]
    if len(core) == 1 and tail[:1] == ")" and core.isalnum():
        yield Unit(Span(at + lead, at + lead + len(core)), core, Kind.LABEL)
    elif at == 0 and _STROKE_LABEL.fullmatch(token):
        yield Unit(Span(0, 1), token[0], Kind.LABEL)
    elif len(core) <= LONGEST_FACT and _ADDRESS.fullmatch(core):
        yield Unit(Span(at + lead, at + lead + len(core)), core, Kind.ADDRESS)
    elif len(core) <= LONGEST_FACT and _FACT.fullmatch(core.rstrip("?")):
        core = core.rstrip("?")
        tail = token[lead + len(core) :]
        yield Unit(Span(at + lead, at + lead + len(core)), core, Kind.NUMBER)
    else:
        amount = _AMOUNT.match(core)
        if amount:
            yield Unit(Span(at + lead, at + lead + amount.end()), amount.group(), Kind.NUMBER)
        begin = amount.end() + 1 if amount else 0
        yield from _pieces(core[begin:], at + lead + begin)
    yield from _stops(tail, at + lead + len(core))


def _pieces(core: str, at: int) -> Iterator[Unit]:
    start = 0
    for mark in [*_BREAK.finditer(core), None]:
        end = mark.start() if mark else len(core)
        if end > start:
            piece = core[start:end]
            kind = Kind.NUMBER if piece.isdigit() and start else Kind.WORD
            yield Unit(Span(at + start, at + end), piece, kind, spaced=start == 0)
        if mark:
            if "," in mark.group():
                yield Unit(Span(at + end, at + mark.end()), mark.group(), Kind.COMMA, spaced=False)
            start = mark.end()


def _stops(tail: str, at: int) -> Iterator[Unit]:
    if not tail:
        return
    if any(c in ".;:…?" for c in tail):
        yield Unit(Span(at, at + len(tail)), tail, Kind.STOP, spaced=False)
    elif "," in tail:
        yield Unit(Span(at, at + len(tail)), tail, Kind.COMMA, spaced=False)
