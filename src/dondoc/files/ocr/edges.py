"""Take stray marks off the words of a picture: dots of a seal and of worn paper that the engine read with a word.

Only what cannot be meant goes: quotation marks without their partner that were read with doubt, signs no official text
has, a mark between two syllables, a dash at the end of a line. `QHI5` is the fifteenth National Assembly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from dondoc.files.ocr.tesseract import Found
from dondoc.files.syllables import is_syllable

OPENING, CLOSING = "“\"‘'", "”\"’'"
SINGLE = "‘’'"
DASHES = ("-", "–", "—")
HEAD, FOOT = 0.12, 0.9  # of the page: where its number stands
NEAR = 0.4  # heights of a word: less is no space
DOUBTFUL = 0.88  # confidence below which a quotation mark needs its partner, and a dash something behind it
SINGLE_DOUBTFUL = 0.95  # single quotation marks hardly ever stand in official texts
REACH = 60  # words within which a quotation ends
_STRAY = r"[{}|~^_\\†‡¬¦`´]+"
_STRAY_EDGES = re.compile(rf"^{_STRAY}(?=.*\w)|(?<=\w)([,.;:)]*){_STRAY}$")
_PUNCTUATION_BEFORE = re.compile(r"^[.,;:]+(?=[^\W\d_]{2,}|[a-zđ]\))")
_JOINED = re.compile(r"([^\W\d_]{2,})([.,;:'’()])([^\W\d_]{2,})([.,;:]*)")
_TERM = re.compile(r"(?<=/)(UBTVQH|QH)([0-9OIl|]{2,3})(?=$|[^\w])")
_PAGE_NUMBER = re.compile(r"[-–—. ]*\d{1,3}[-–—. ]*")
_TERM_DIGITS = str.maketrans("OIl|", "0111")

_REFERENCE_BEGUN = re.compile(r"\d{1,5}(?:/\d{4})?/?[A-ZĐ]{2,6}-")
_REFERENCE_ENDED = re.compile(r"-?([A-ZĐ][A-ZĐa-z&]*(?:-[A-ZĐ]\w*)*[.,;:)]*)")
_WITHOUT_SLASH = re.compile(r"(?<![\w/])(\d{1,4})(?=(?:NQ|QĐ|CT|NĐ|KH|TB|TTr|BC|TT|CĐ|KL|HD)-[A-ZĐ])")


def without_stray_marks(found: Sequence[Found]) -> list[Found]:
    """Give the words of a page without the marks that cannot be meant, in their order."""
    words = list(found)
    for step in (_without_signs, _parted, _whole_references, _without_lone_quotes, _without_doubtful_stops):
        words = list(step(words))
    return words


def without_page_number(found: Sequence[Found], *, rows: int) -> list[Found]:
    """Give the words of a page of so many rows of pixels without its number, alone in its first or last line."""
    lines = [list(group) for _, group in groupby(found, key=lambda word: word.line)]
    if len(lines) < 2:
        return list(found)
    highest, lowest = min(word.top for word in found), max(word.bottom for word in found)
    return [word for line in lines for word in line if not _is_page_number(line, rows, highest, lowest)]


def _is_page_number(line: Sequence[Found], rows: int, highest: int, lowest: int) -> bool:
    top, bottom = min(word.top for word in line), max(word.bottom for word in line)
    at_edge = (top == highest and bottom < HEAD * rows) or (bottom == lowest and top > FOOT * rows)
    return at_edge and _PAGE_NUMBER.fullmatch(" ".join(word.text for word in line)) is not None


def _without_signs(found: Sequence[Found]) -> Iterator[Found]:
    return (replace(word, text=_TERM.sub(_term, _bare(word))) for word in found)


def _bare(word: Found) -> str:
    text = _STRAY_EDGES.sub(lambda match: match[1] or "", word.text)
    return _PUNCTUATION_BEFORE.sub("", text) if word.confidence < SINGLE_DOUBTFUL else text


def _term(match: re.Match[str]) -> str:
    """Give a term of the National Assembly: at most two digits, of which a leading 1 is often read as I or twice."""
    digits = match[2].translate(_TERM_DIGITS)
    return match[1] + (digits[1:] if len(digits) > 2 and digits.startswith("11") else digits)


def _parted(found: Sequence[Found]) -> Iterator[Found]:
    """Part two syllables that a mark joins."""
    for word in found:
        joined = _JOINED.fullmatch(word.text)
        if not joined or not joined[3].islower() or not (is_syllable(joined[1]) and is_syllable(joined[3])):
            yield word
            continue
        middle = word.left + round((word.right - word.left) * (len(joined[1]) + 1) / len(word.text))
        yield replace(word, text=joined[1] + (joined[2] if joined[2] in ",;:" else ""), right=middle)
        yield replace(word, text=joined[3] + joined[4], left=middle)


def _without_lone_quotes(found: Sequence[Found]) -> Iterator[Found]:
    words = list(found)
    for at, word in enumerate(words):
        if _is_doubtful(word, word.text[:1]) and word.text[:1] in OPENING and not _closes(words, at):
            words[at] = replace(word, text=word.text[1:] or word.text)
        ending = word.text.rstrip(".,;:)")
        if _is_doubtful(word, ending[-1:]) and ending[-1:] in CLOSING and not _opens(words, at):
            words[at] = replace(words[at], text=(ending[:-1] + word.text[len(ending) :]) or word.text)
    return iter(words)


def _is_doubtful(word: Found, sign: str) -> bool:
    return bool(sign) and word.confidence < (SINGLE_DOUBTFUL if sign in SINGLE else DOUBTFUL)


def _closes(words: Sequence[Found], at: int) -> bool:
    """Tell whether a quotation ends within reach, or may end on the next page."""
    ahead = words[at : at + REACH]
    if len(ahead) < REACH and words[at].text[0] not in SINGLE:
        return True
    return any(set(word.text.rstrip(".,;:)")[-1:]) & set(CLOSING) for word in ahead if len(word.text) > 1)


def _opens(words: Sequence[Found], at: int) -> bool:
    said = words[at].text.rstrip(".,;:)")
    if said[-1] not in SINGLE and (at < REACH or said[-2:-1] in (".", ";")):  # an amendment may be quoted for pages
        return True
    return any(
        word.text.lstrip("(")[:1] in OPENING for word in words[max(0, at - REACH) : at + 1] if len(word.text) > 1
    )


def _without_doubtful_stops(found: Sequence[Found]) -> Iterator[Found]:
    """Leave out dashes and colons that stand alone where none can, and full stops inside a sentence or a heading."""
    for _, group in groupby(found, key=lambda word: word.line):
        line = list(group)
        while len(line) > 1 and line[-1].text in DASHES and line[-1].confidence < DOUBTFUL:
            line.pop()
        capitals = " ".join(word.text for word in line).isupper()
        for at, word in enumerate(line):
            following = line[at + 1].text if at + 1 < len(line) else ""
            if word.confidence >= DOUBTFUL or not (at or following):
                yield word
            elif _is_full_stop(word.text) and (following.islower() or (capitals and not following)):
                yield replace(word, text=word.text[:-1])
            elif not (word.text == ":" and following.islower()):
                yield word


def _is_full_stop(text: str) -> bool:
    return text.endswith(".") and text[-2:-1].isalpha() and len(text) > 2 and is_syllable(text)


def _whole_references(found: Sequence[Found]) -> Iterator[Found]:
    """Join a reference that came apart at its hyphen, and give it back its stroke."""
    words = list(found)
    for at, word in enumerate(words):
        before = words[at - 1] if at else None
        if before and _REFERENCE_BEGUN.fullmatch(before.text) and _goes_on(before, word):
            continue
        following = words[at + 1] if at + 1 < len(words) else None
        if following and _REFERENCE_BEGUN.fullmatch(word.text) and _goes_on(word, following):
            sure = min(word.confidence, following.confidence)
            text = word.text + following.text.removeprefix("-")
            word = replace(word, text=text, right=following.right, confidence=sure)  # noqa: PLW2901
        yield replace(word, text=_WITHOUT_SLASH.sub(r"\1/", word.text))


def _goes_on(word: Found, following: Found) -> bool:
    near = following.left - word.right < NEAR * word.height
    return word.line == following.line and near and _REFERENCE_ENDED.fullmatch(following.text) is not None
