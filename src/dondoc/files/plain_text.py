"""Decode plain text: UTF-8, UTF-16, Windows-1258, and old 8-bit files byte for byte (for the repair: TCVN3 and VNI)."""

from __future__ import annotations

import codecs
import re
import unicodedata

from dondoc.files.errors import NotADocument
from dondoc.files.syllables import share_of_marked
from dondoc.reading.repair import damage_of
from dondoc.reading.repair.encodings import decode as in_unicode

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
PLACED, LEAST_TONES, MARKED = 0.95, 0.05, 0.5  # of the tones, of the letters, of the words
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_VOWELS_WITH_TONE = re.compile("[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY][\u0300\u0301\u0303\u0309\u0323]")
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1a\x85")
OLD = ("tcvn3", "vni")
_MOST_CONTROLS = 0.01  # share of other control characters above which bytes are no text


def decode(data: bytes, *, name: str = "") -> str:
    """Give the text of `data`, newlines as they stand, without its byte order mark.

    UTF-8 and UTF-16 are told with or without the mark; a broken byte in them becomes U+FFFD. Windows-1258 is told by
    its marks, each behind a vowel. Anything else is taken
    as one byte a letter (Windows-1252), which loses nothing: the repair turns TCVN3 and VNI into Unicode. Raises
    `NotADocument` for what holds too many control characters to be text.
    """
    text = _decoded(data)
    if _share_of_controls(text) > _MOST_CONTROLS:
        raise NotADocument(name=name)
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    encoding = _likely(data)
    text = data.decode(encoding, errors="replace")
    return text if encoding != "utf-8" or "\ufffd" not in text else _line_by_line(data, text)


def _likely(data: bytes) -> str:
    sample = data[:4000]
    if sample[1::2].count(0) > len(sample) // 8:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > len(sample) // 8 else "utf-8"


def _fits(text: str, data: bytes) -> bool:
    """Tell whether an encoding is the right one: a file with a damaged byte here and there still is what it was."""
    wrong = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    right = sum(1 for letter in text if letter > "\x7f") - wrong
    return wrong <= 0 or right > 20 * wrong


def _line_by_line(data: bytes, text: str) -> str:
    """Give the text of a file that is not Unicode as a whole (`text`); of files put together, lines of it may be.

    A file of one kind keeps its letters for the repair to see; in a mixed one, the old lines are turned here.
    """
    lines = data.splitlines(keepends=True)
    new = [_as_utf_8(line) for line in lines]
    if not any(line is not None and not line.isascii() for line in new):
        return _windows_vietnamese(data) or _one_byte_a_letter(data)
    old = ["" if known is not None else _one_byte_a_letter(line) for line, known in zip(lines, new, strict=True)]
    damage = damage_of("".join(old))
    if damage not in OLD and _fits(text, data):
        return text
    turned = [in_unicode(line, damage) for line in old] if damage in OLD else old
    return "".join(line if line is not None else other for line, other in zip(new, turned, strict=True))


def _windows_vietnamese(data: bytes) -> str | None:
    """Give the text of a file in Windows-1258, whose marks of tone follow their vowels; None where it is none."""
    text = data.decode("cp1258", errors="replace")
    marks = _TONES.findall(text)
    placed = _VOWELS_WITH_TONE.findall(text)
    if not marks or len(placed) < PLACED * len(marks) or len(marks) < LEAST_TONES * len(text):
        return None
    whole = unicodedata.normalize("NFC", text)
    return whole if share_of_marked(whole) >= MARKED else None


def _as_utf_8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _one_byte_a_letter(data: bytes) -> str:
    table = [bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)]
    return data.decode("latin-1").translate(dict(enumerate(table)))


def _share_of_controls(text: str) -> float:
    sample = text[:200_000]
    controls = sum(1 for letter in sample if letter < " " and letter not in _ALLOWED_CONTROLS)
    return controls / max(1, len(sample))
