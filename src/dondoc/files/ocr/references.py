"""References of other documents ("115/2021/NĐ-CP") that were read with little confidence: read again, closely.

The engine cuts "611/TTr-SNV" in two at its narrow ones, and takes worn digits for others. What is read again stands
only where most close readings agree; whatever differs from the first reading is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from dondoc.files.ocr.tesseract import Found, Grey

Read = Callable[[Grey, int, str], list[Found]]  # reads a picture with a page layout and a language of the engine

SURE = 0.75  # a reference that was read with more confidence stands
MOST = 12  # references of a page that are read again
ENLARGED = (1.5, 2.0)
LANGUAGES = ("vie", "eng")
ONE_LINE = 7
BEFORE, AFTER, AROUND, PADDING = 2, 4, 10, 20  # heights before, pixels after, pixels above and below, pixels around
AGREEING = 3  # of the four close readings
DOUBTFUL = 0.5
_NUMBER = r"\d{1,5}(?:/\d{4})?"
_REFERENCE = re.compile(rf"(?P<number>{_NUMBER})(?P<symbol>/[A-ZĐ][\w-]*[\w-].*)")
_SEEN = re.compile(rf"(?<![\d/])(?P<number>{_NUMBER})\s?/\s?[A-ZĐ]")
_PIECE = re.compile(r"\d{1,4}")


def with_references(found: Sequence[Found], picture: Grey, read: Read) -> list[Found]:
    """Give the words of a page with doubtful references as close readings have them.

    A word that was changed, or that close readings do not agree on, has all its readings in `others`, its own first.
    """
    words, again = list(found), 0
    at = 0
    while at < len(words) and again < MOST:
        reference = _REFERENCE.fullmatch(words[at].text)
        pieces = _pieces_before(words, at) if reference else 0
        if reference and (pieces or words[at].confidence < SURE):
            again += 1
            whole = _read_again(words[at - pieces : at + 1], reference, picture, read)
            words[at - pieces : at + 1] = whole
            at += len(whole) - 1 - pieces
        at += 1
    return words


def _pieces_before(words: Sequence[Found], at: int) -> int:
    """Give 1 where the word before is digits that may be of the same number, else 0."""
    if at == 0 or words[at - 1].line != words[at].line or not _PIECE.fullmatch(words[at - 1].text):
        return 0
    return 1 if words[at].left - words[at - 1].right < words[at].height else 0


def _read_again(pieces: list[Found], reference: re.Match[str], picture: Grey, read: Read) -> list[Found]:
    """Give the pieces of a reference as one word or, where close readings do not settle it, as they were, in doubt."""
    seen = (_number(reading) for reading in _close_readings(pieces, picture, read))
    numbers = Counter(number for number in seen if number)
    own = reference["number"]
    best, votes = numbers.most_common(1)[0] if numbers else (own, AGREEING if len(pieces) == 1 else 0)
    if votes >= AGREEING and best != own:
        return [_joined(pieces, best + reference["symbol"])]
    others = [number + reference["symbol"] for number, _ in numbers.most_common() if number != own]
    if len(pieces) > 1:
        others.append("".join(piece.text for piece in pieces))
    if votes >= AGREEING and len(pieces) == 1:
        return pieces
    *before, last = pieces
    sure = min(DOUBTFUL, last.confidence)
    return [*before, replace(last, confidence=sure, others=tuple(dict.fromkeys((last.text, *others))))]


def _joined(pieces: Sequence[Found], text: str) -> Found:
    first = " ".join(piece.text for piece in pieces)
    top, bottom = min(piece.top for piece in pieces), max(piece.bottom for piece in pieces)
    whole = replace(pieces[-1], text=text, left=pieces[0].left, top=top, bottom=bottom)
    return replace(whole, confidence=DOUBTFUL, others=(text, first))


def _close_readings(pieces: Sequence[Found], picture: Grey, read: Read) -> list[str]:
    left = max(0, pieces[0].left - BEFORE * pieces[-1].height)
    top, bottom = min(piece.top for piece in pieces), max(piece.bottom for piece in pieces)
    crop = picture[max(0, top - AROUND) : bottom + AROUND, left : pieces[-1].right + AFTER]
    seen = []
    for scale in ENLARGED:
        size = (round(crop.shape[1] * scale), round(crop.shape[0] * scale))
        large = np.asarray(Image.fromarray(crop).resize(size, Image.Resampling.BICUBIC))
        large = np.pad(large, PADDING, constant_values=255)
        seen += [" ".join(word.text for word in read(large, ONE_LINE, language)) for language in LANGUAGES]
    return seen


def _number(seen: str) -> str | None:
    """Give the number of the last reference in a reading."""
    found = list(_SEEN.finditer(seen))
    return found[-1]["number"] if found else None
