"""Old documents in the encodings TCVN3 and VNI: told by their letters, converted exactly by tables.

Such a text reaches us as Windows-1252 signs: "Céng hoµ x· héi" (TCVN3), "Coäng hoøa xaõ hoäi" (VNI). TCVN3 has one
sign a letter; VNI writes the base letter and its marks behind it. Capital vowels with marks do not exist in TCVN3:
its capital fonts draw the small code as a capital, so a word whose other letters are capitals is put in capitals.
"""

from __future__ import annotations

import re
import unicodedata

TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)

_VNI_MARKS = {
    "ø": "\u0300",
    "ù": "\u0301",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "à": "\u0302\u0300",
    "á": "\u0302\u0301",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "è": "\u0306\u0300",
    "é": "\u0306\u0301",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_SINGLE = {
    "ñ": "đ",
    "Ñ": "Đ",
    "ô": "ơ",
    "Ô": "Ơ",
    "ö": "ư",
    "Ö": "Ư",
    "í": "í",
    "Í": "Í",
    "ì": "ì",
    "Ì": "Ì",
    "æ": "ỉ",
    "Æ": "Ỉ",
    "ó": "ĩ",
    "Ó": "Ĩ",
    "ò": "ị",
    "Ò": "Ị",
    "î": "ỵ",
    "Î": "Ỵ",
}
_CARRIERS = {
    "a": "øùûõïâàáåãäêèéúüë",
    "e": "øùûõïâàáåãä",
    "o": "øùûõïâàáåãä",
    "u": "øùûõï",
    "y": "øùûõ",
    "ơ": "øùûõï",
    "ư": "øùûõï",
}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    bases = {**{c: c for c in "aeouy"}, "ơ": "ô", "ư": "ö"}
    for carrier, marks in _CARRIERS.items():
        for mark in marks:
            letter = unicodedata.normalize("NFC", carrier + _VNI_MARKS[mark])
            table[bases[carrier] + mark] = letter
            table[bases[carrier].upper() + mark.upper()] = letter.upper()
            table[bases[carrier].upper() + mark] = letter.upper()
    return table


VNI = _vni_table()
_TCVN3_RUN = re.compile("|".join(map(re.escape, TCVN3)))
_VNI_RUN = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_RUNS = {"tcvn3": (_TCVN3_RUN, TCVN3), "vni": (_VNI_RUN, VNI)}
_WORD = re.compile(r"\S+")


def pieces(text: str, encoding: str) -> list[tuple[int, int, str]]:
    """Give what the table changes: (start, end, Unicode letters), in order and apart; `encoding` is tcvn3 or vni."""
    pattern, table = _RUNS[encoding]
    changed: list[tuple[int, int, str]] = []
    for word in _WORD.finditer(text):
        found = [(m.start(), m.end(), table[m.group()]) for m in pattern.finditer(text, word.start(), word.end())]
        if encoding == "tcvn3" and found and _in_capitals(word.group()):
            found = [(start, end, letter.upper()) for start, end, letter in found]
        changed.extend(piece for piece in found if text[piece[0] : piece[1]] != piece[2])
    return changed


def _in_capitals(word: str) -> bool:
    """Tell whether the letters of a TCVN3 word that show their case are capitals, two at least."""
    plain = [c for c in word if c.isascii() and c.isalpha()]
    return len(plain) > 1 and all(c.isupper() for c in plain)


def decode(text: str, encoding: str) -> str:
    """Give a text of the encoding in Unicode (NFC)."""
    out, at = [], 0
    for start, end, letter in pieces(text, encoding):
        out += [text[at:start], letter]
        at = end
    return "".join([*out, text[at:]])
