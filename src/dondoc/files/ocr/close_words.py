"""Words that were read with little confidence: read again among their neighbours, enlarged to four sizes.

Worn print gives numbers with signs in them that no number has ("5§/70"), capitals taken for others ("FEEP"), commas
that are specks. What most close readings of such a word agree on stands, a broken number takes the likeliest whole one,
and a syllable that was hardly read takes the reading that its sentence calls for. Marks of tone and vowels are left to
the repair, which knows them better. A number that changed keeps its first reading beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import numpy as np
from PIL import Image

from dondoc.files.ocr.tesseract import Found, Grey
from dondoc.files.syllables import folded, is_plausible, is_syllable
from dondoc.reading.repair import score

Read = Callable[[Grey, int], list[Found]]  # reads a picture with a page layout of the engine

SURE, HARDLY = 0.75, 0.5  # confidence from which a word stands, and below which its sentence decides
DOUBTFUL = 0.5  # the confidence of what was changed
MOST = 40  # words of a page that are read again, the least sure first
ENLARGED = (1.25, 1.5, 1.75, 2.0)
AGREEING = 3  # of the four close readings
BROKEN_AGREEING = 2  # that give a whole number where the first reading is none
ALIKE = 0.5  # of the letters of a word
CLEARER = 1.0  # by so much the sentence must read better
NEIGHBOURS, AROUND, PADDING = 2, 6, 24
ONE_BLOCK = 6
_NUMBER = re.compile(r"(?P<number>\(?\d+%?(?:[.,/–-]\d+%?)*)(?P<ending>[.,;:)]*)")
_REFERENCE = re.compile(r"/[A-ZĐ]")
_NUMERAL = re.compile(r"[IVX]+[.)]?")
_STRANGE = re.compile(r"[^\x00-\x7F]|[$%#&*!|@](?=.*\d)")
_DIGITS = str.maketrans("lI|![]ïíìÍÌOoS§B", "1111111111100588")
_DIGIT = re.compile(r"\d")
_LEADING = re.compile(r"^[^\w(§/]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """An enlarged crop on the sheet: the word it is of, its size, where it begins on the sheet and on the page."""

    at: int
    scale: float
    top: int
    left: int


def with_close_words(found: Sequence[Found], picture: Grey, read: Read, read_digits: Read) -> list[Found]:
    """Give the words of a page with the doubtful ones as close readings have them.

    `read_digits` knows digits better; it is asked where `read` gives no whole number for a broken one.
    """
    asked = sorted(_asked(found), key=lambda at: found[at].confidence)[:MOST]
    readings = _readings(found, asked, picture, read) if asked else {}
    decided = {at: _decided(found, at, seen) for at, seen in readings.items()}
    broken = [at for at in asked if decided[at] is None]
    closer = _readings(found, broken, picture, read_digits) if broken else {}
    words = list(found)
    for at in asked:
        text = decided[at] or _whole(found[at].text, closer[at])
        if text != found[at].text:
            words[at] = _changed(found[at], text, [*readings[at], *closer.get(at, ())])
    return words


def _asked(found: Sequence[Found]) -> Iterator[int]:
    """Give the places of doubtful words that a close reading may change.

    References and numerals are read elsewhere, and the number of a note would be read into its word.
    """
    for at, word in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        noted = following is not None and following.line == word.line and following.text.startswith("[")
        written = any(letter.isalnum() for letter in word.text) and not word.text.startswith("[")
        elsewhere = word.others or _REFERENCE.search(word.text) or _NUMERAL.fullmatch(word.text)
        if written and not noted and not elsewhere and word.confidence < _least(word.text):
            yield at


def _least(text: str) -> float:
    """Give the confidence from which a word stands: of a plain syllable in small letters only marks may be wrong."""
    return HARDLY if text.isalpha() and text.islower() and is_syllable(text) else SURE


def _decided(found: Sequence[Found], at: int, readings: Sequence[str]) -> str | None:
    """Give the word as it is to stand; None for a number that is broken in all readings."""
    text = found[at].text
    if any(letter.isdigit() for letter in text):
        return _number(text, readings)
    if found[at].confidence < HARDLY and is_syllable(text):
        return _by_sense(found, at, readings)
    best, votes = Counter(readings).most_common(1)[0] if readings else (text, 0)
    return best if votes >= AGREEING and _is_nearer(best, text) else text


def _is_nearer(reading: str, text: str) -> bool:
    """Tell whether a reading may stand for a word: of a syllable only its capitals and punctuation may differ.

    What is no syllable, a name or an abbreviation, may differ in few of its letters.
    """
    if folded(reading) == folded(text):
        return reading.lower() == text.lower()
    if is_syllable(text):
        return reading == text.rstrip(".,;:")
    return reading[0].isalpha() and not _DIGIT.search(reading) and _are_alike(reading, text)


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio() >= ALIKE


def _number(text: str, readings: Sequence[str]) -> str | None:
    """Give a number as close readings have it, with its own punctuation behind it."""
    numbers = Counter(number for reading in readings if (number := _as_number(reading)))
    best, votes = numbers.most_common(1)[0] if numbers else ("", 0)
    own = _NUMBER.fullmatch(text)
    if own:
        return best + own["ending"] if votes >= AGREEING and len(best) == len(own["number"]) else text
    if not _STRANGE.search(text):
        return text
    return best + _ending(text) if votes >= BROKEN_AGREEING else None


def _whole(text: str, readings: Sequence[str]) -> str:
    """Give a broken number as most readings of its digits have it, else with its letters taken for digits."""
    best, votes = Counter(reading.rstrip(".,;:)") for reading in readings).most_common(1)[0] if readings else ("", 0)
    if votes >= AGREEING and best.isascii() and best[:1].isdigit() and is_plausible(best):
        return best + _ending(text)
    number = _as_number(text)
    return number + _ending(text) if number else text


def _ending(text: str) -> str:
    return text[len(text.rstrip(".,;:)")) :]


def _as_number(reading: str) -> str | None:
    """Give a reading as a bare number, letters that digits are taken for put right; None where it is none."""
    text = _LEADING.sub("", reading)
    whole = _NUMBER.fullmatch(text.translate(_DIGITS))
    return whole["number"] if whole and any(letter.isdigit() for letter in text) else None


def _by_sense(found: Sequence[Found], at: int, readings: Sequence[str]) -> str:
    """Give the reading that reads clearly better among the words around it."""
    before, after = found[max(0, at - NEIGHBOURS) : at], found[at + 1 : at + 1 + NEIGHBOURS]

    def reads(text: str) -> float:
        return score(" ".join([*(word.text for word in before), text, *(word.text for word in after)]))

    own = found[at].text
    others = [reading for reading in dict.fromkeys(readings) if is_syllable(reading) and _are_alike(reading, own)]
    best = max(others, key=reads, default=own)
    return best if reads(best) > reads(own) + CLEARER else own


def _changed(word: Found, text: str, readings: Sequence[str]) -> Found:
    """Give a word with its new reading, in doubt; a number keeps the others, its first one before those seen later."""
    numbers = [number + _ending(text) for reading in readings if (number := _as_number(reading))]
    kept = tuple(dict.fromkeys((text, word.text, *numbers))) if any(letter.isdigit() for letter in text) else ()
    return replace(word, text=text, confidence=min(DOUBTFUL, word.confidence), others=kept)


def _readings(found: Sequence[Found], asked: Sequence[int], picture: Grey, read: Read) -> dict[int, list[str]]:
    """Read each word at four sizes, all on one sheet."""
    pieces, sheet = _drawn(found, asked, picture)
    seen: dict[tuple[int, float], list[tuple[float, str]]] = {}
    for word in read(sheet, ONE_BLOCK):
        middle = (word.top + word.bottom) / 2
        piece = next((one for one in reversed(pieces) if one.top - PADDING / 2 <= middle), None)
        if piece and any(letter.isalnum() for letter in word.text):
            left, right = (piece.left + (x - PADDING) / piece.scale for x in (word.left, word.right))
            shared = min(right, found[piece.at].right) - max(left, found[piece.at].left)
            seen.setdefault((piece.at, piece.scale), []).append((shared, word.text))
    best = {key: max(texts) for key, texts in seen.items()}
    return {at: [text for (of, _), (shared, text) in best.items() if of == at and shared > 0] for at in asked}


def _drawn(found: Sequence[Found], asked: Sequence[int], picture: Grey) -> tuple[list[_Piece], Grey]:
    pieces, crops, top = [], [], PADDING
    for at in asked:
        left, crop = _crop(found, at, picture)
        for scale in ENLARGED:
            size = (max(1, round(crop.shape[1] * scale)), max(1, round(crop.shape[0] * scale)))
            crops.append(np.asarray(Image.fromarray(crop).resize(size, Image.Resampling.BICUBIC)))
            pieces.append(_Piece(at, scale, top, left))
            top += size[1] + PADDING
    sheet = np.full((top, max(crop.shape[1] for crop in crops) + 2 * PADDING), 255, dtype=np.uint8)
    for piece, crop in zip(pieces, crops, strict=True):
        sheet[piece.top : piece.top + crop.shape[0], PADDING : PADDING + crop.shape[1]] = crop
    return pieces, sheet


def _crop(found: Sequence[Found], at: int, picture: Grey) -> tuple[int, Grey]:
    """Give the picture of a word with its neighbours in the line, and where it begins."""
    near = [word for word in found[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1] if word.line == found[at].line]
    left = max(0, min(word.left for word in near) - AROUND)
    top, bottom = max(0, min(word.top for word in near) - AROUND), max(word.bottom for word in near) + AROUND
    return left, picture[top:bottom, left : max(word.right for word in near) + AROUND]
