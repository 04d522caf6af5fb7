"""Vietnamese text for searching and sorting, which no database does by itself."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền, hỏi, ngã, sắc, nặng
_RANK = {letter: f"{number:02d}" for number, letter in enumerate(_LETTERS, 10)}
_NUMBER = re.compile(r"\d+")


def folded(text: str) -> str:
    """Give `text` for searching without tone marks: lower case, no marks, đ as d, single spaces."""
    bare = unicodedata.normalize("NFD", text.lower())
    plain = "".join("d" if letter == "đ" else letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(plain.split())


def sort_key(text: str) -> str:
    """Give a key that sorts as a Vietnamese dictionary does: by letters (a ă â b c d đ …) first, then by tones."""
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", text.lower()):
        base, tone = _taken_apart(letter)
        letters.append(_RANK.get(base, base if base.isalnum() else " "))
        tones.append(tone)
    return f"{''.join(letters)}\x1f{''.join(tones)}"[:500]


def person_sort_key(name: str) -> str:
    """Give a key that sorts people as Vietnamese lists do: by the given name, which comes last, then by the rest."""
    words = name.split()
    return sort_key(" ".join([*words[-1:], *words[:-1]]))


def path_key(path: str) -> str:
    """Give a key that sorts addresses as the document runs: II/3/3.2/(2) before II/3/3.2/(10), II before IX."""
    return "/".join(_part_key(part) for part in path.split("/"))


def address_text(path: str) -> str:
    """Give the address of a provision as people say it: "II/3/3.2/(1)/(1.1)" is "II.3.2(1.1)"."""
    parts: list[str] = []
    for part in path.split("/"):
        if parts and part.strip("()").startswith(f"{parts[-1].strip('()')}."):
            parts.pop()
        parts.append(part)
    joined = ".".join(parts)
    return joined.replace(".(", "(")


def _taken_apart(letter: str) -> tuple[str, str]:
    """Give the letter without its tone, and the tone."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), "0")
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return bare, tone


def _part_key(part: str) -> str:
    part = part.strip()
    roman = roman_value(part.split(" ")[-1])
    if roman is not None:
        part = f"{part.rsplit(' ', 1)[0]} {roman}" if " " in part else str(roman)
    return _NUMBER.sub(lambda found: found.group().zfill(5), part)


def roman_value(text: str) -> int | None:
    """Give the value of a Roman numeral in capitals, or None."""
    if not re.fullmatch(r"(X{0,3})(IX|IV|V?I{0,3})", text) or not text:
        return None
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in text]
    return sum(-v if any(later > v for later in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
