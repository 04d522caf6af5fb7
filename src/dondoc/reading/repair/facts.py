"""Tokens that carry facts: references of documents, numbers, Roman numerals.

They are read by a grammar of their own, never by likelihood of words: the digits of a number stay as they were seen,
the symbol of a reference (`QD-TTg`) is read as one that exists (`QĐ-TTg`), and what may be two things keeps both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dondoc.reading.repair.symbols import compose

_REFERENCE = re.compile(
    r"([\dOlI|]*\d[\dOlI|]*[a-z]?(?:[/\-](?:19|20|2O)[\dOlI|] ?[\dOlI|])?(?://?|-))((?:0[DH]|\D).*)"
)
_GLUED = re.compile(r"([sS])([6oóôốéè])([.\-]?)(?=[\dOlI|]+[/\-])")  # "số" without the space after it
_SYMBOL = re.compile(r"(?:CTr|NQ|KL|CT|KH|QD|HD|TB|BC)/(?:TU|TW|HU|DU)")  # its number stands apart
_CODE = re.compile(r"(\d+(?:\.\d+)+\.)([A-Z]{2})((?:\.\d+)+)")  # of an article of the codified law: 44.3.NĐ.2
BARRED = {"ND": "NĐ", "QD": "QĐ"}  # among the kinds of acts of the codified law
_LETTER_AND_ONE = re.compile(r"[A-Z]1(?:/|$)")  # the small r of CTr, seen as a stroke
_TERM = re.compile(r"(UBTV)?[QO0]H([\dOlI|][\dOlI|S]{0,2})")  # the National Assembly and its term: QH15
_TERM_DIGITS = str.maketrans("OolI|S", "001115")
_LOST_G = re.compile(r"(?<=-TT)[¢€@&]$")  # of the Prime Minister: QĐ-TTg
_TWICE, LONG_TERM = re.compile(r"(\d)\1"), 3
_ATOM = re.compile(r"[-/&.]+|[^-/&.]+")
_BARE = str.maketrans("ĐƯÂÔĂđưâôă", "DUAOAduaoa")
ROMAN_NUMERAL = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
LONGEST_ROMAN = 6
_RUINED_STROKES = str.maketrans({"H": "II", "N": "II"})
_LAST_STROKE = re.compile(r"(?<=II)[LT]$")
_STROKES = str.maketrans("l1|!i[", "IIIIII", "'’‘")
KEPT_LETTER, OTHER_CASE, OTHER_LETTER = -0.02, -2.5, -5.5
_DIGITS = str.maketrans("OolI|", "00111")
_OTHER_SCRIPT = re.compile(r"[^\u0000-\u024f\u1ea0-\u1ef9]")
_LIKE_STROKES = re.compile(r"[IVXYHNTLUDMWJivxlfj14|!{}()\[\]/\\'’‘.,]*")  # what a Roman numeral may be seen as
_LIKE_D = frozenset("BPDĐ")
_LOOKALIKES = {"Q": "O0", "r": "1", "I": "1l|", "T": "1", "S": "5", "B": "8", "O": "0", "G": "6"}
LOOKALIKE = -1.5
_RUINS = (("DB", "D"), ("BD", "D"), ("TTeg", "TTg"), ("TTe", "TTg"))  # letters that were seen twice
COUNT_SHARE = 0.8
UNKNOWN_BARS, LONG_SYMBOL = -1.5, 3  # log of a symbol nobody knows with bars on every D; letters from which it is asked
COMPOSED = 1.0  # log, against -1 for the symbol as it was seen, of one put together of known parts
LETTER_IN_NUMBER = -3.0  # of a number that holds the letter as it was seen
GLUED_DIGIT = -3.0  # of a lost letter, where what stands for it may be the first digit


@dataclass(frozen=True)
class Reading:
    """One reading of a fact, with its log-probability up to a constant."""

    surface: str
    log: float


@dataclass(frozen=True)
class Symbols:
    """The parts of reference symbols that exist ("QĐ", "TTg", "UBND"), with their counts in the corpus."""

    counts: Mapping[str, int]
    acronyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # those with a bar or horn, by their look

    @cached_property
    def by_length(self) -> dict[int, tuple[str, ...]]:
        """Give the parts by their length."""
        table: dict[int, list[str]] = {}
        for atom in self.counts:
            table.setdefault(len(atom), []).append(atom)
        return {length: tuple(atoms) for length, atoms in table.items()}

    @cached_property
    def by_shape(self) -> dict[str, tuple[str, ...]]:
        """Give the parts by how they look without bars and capitals."""
        table: dict[str, list[str]] = {}
        for atom in self.counts:
            table.setdefault(_shape(atom), []).append(atom)
        return {shape: tuple(atoms) for shape, atoms in table.items()}

    def read(self, seen: str) -> list[Reading]:
        """Give the readings of one part, the likeliest first; the part as it was seen is always among them."""
        term = _TERM.fullmatch(seen)
        if term:
            return [Reading(f"{term.group(1) or ''}QH{_term(term.group(2))}", 0.0)]
        clean = self._unruined("".join(c for c in seen if c.isalnum()) or seen)
        atoms = self.by_shape.get(_shape(clean)) or self.by_length.get(len(clean), ())
        readings = [r for r in (Reading(atom, self._log(atom, clean)) for atom in atoms) if r.log > -12]
        if _shape(clean) not in self.by_shape and (composed := self._composed(clean)) not in ("", clean):
            readings = [Reading(composed, COMPOSED)]
        elif _shape(clean) not in self.by_shape and len(clean) >= LONG_SYMBOL and "D" in clean:
            readings.append(Reading(clean.replace("D", "Đ"), UNKNOWN_BARS))
        if all(r.surface != seen for r in readings):
            readings.append(Reading(seen, -1.0 if clean == seen else -6.0))
        return sorted(readings, key=lambda r: (-r.log, r.surface))[:3]

    def _composed(self, seen: str) -> str:
        return self.acronyms[seen][0] if len(seen) > 2 and seen in self.acronyms else compose(seen)

    def _unruined(self, seen: str) -> str:
        """Give a part without letters that were seen twice, where that makes it one that exists."""
        if _shape(seen) in self.by_shape:
            return seen
        shorter = (seen.replace(ruin, meant, 1) for ruin, meant in _RUINS)
        return next((part for part in shorter if part != seen and _shape(part) in self.by_shape), seen)

    def _log(self, atom: str, seen: str) -> float:
        log = COUNT_SHARE * math.log(self.counts[atom])
        for meant, saw in zip(atom, seen, strict=True):
            log += _letter_log(meant, saw)
            if log < -12:
                break
        return log


def _term(seen: str) -> str:
    """Give the number of a term; there are no three digits in it, so that one of two alike was seen twice."""
    digits = seen.translate(_TERM_DIGITS)
    return digits if len(digits) < LONG_TERM else _TWICE.sub(r"\1", digits, count=1)


def _shape(part: str) -> str:
    return part.translate(_BARE).lower()


def _letter_log(meant: str, saw: str) -> float:
    bare = meant.translate(_BARE)
    if saw in (meant, bare):
        return KEPT_LETTER
    if saw.translate(_BARE).lower() == bare.lower():
        return OTHER_CASE
    if saw in _LOOKALIKES.get(meant, ""):
        return LOOKALIKE
    return OTHER_LETTER / 2 if meant == "Đ" and saw in _LIKE_D else OTHER_LETTER


def may_mean(seen: str, meant: str) -> bool:
    """Tell whether a reading has the digits that were seen, or none, and letters that may be those seen."""
    digits = _digits_of(meant)
    kept = not digits or digits in (_digits_of(seen), _digits_of(seen.translate(_DIGITS)))
    numeral = ROMAN_NUMERAL.fullmatch(meant) is None or _LIKE_STROKES.fullmatch(seen) is not None
    return kept and numeral and _OTHER_SCRIPT.search(meant) is None


def _digits_of(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def strokes_as_numeral(token: str) -> str:
    """Give a token with every upright stroke read as I: `Il` as II, `I'V` as IV."""
    return token.translate(_STROKES)


def roman_readings(token: str) -> tuple[str, ...]:
    """Give the Roman numeral that a token may be, its strokes read as I: `Il`, `X1V`, `XllI`; nothing if it is none."""
    if len(token) > LONGEST_ROMAN or token.isdigit():
        return ()
    numeral = strokes_as_numeral(token)
    return (numeral,) if ROMAN_NUMERAL.fullmatch(numeral) and numeral != token else ()


def ruined_numerals(token: str) -> tuple[str, ...]:
    """Give the numeral of three strokes or more that a token in capitals may be: `XIN` as XIII, `XIIL`, `HI`."""
    numeral = _LAST_STROKE.sub("I", token) if _LAST_STROKE.search(token) else token.translate(_RUINED_STROKES)
    sound = token.isupper() and len(token) <= LONGEST_ROMAN and numeral != token and "III" in numeral
    return (numeral,) if sound and ROMAN_NUMERAL.fullmatch(numeral) else ()


def without_marks(text: str) -> str:
    """Give an acronym as it looks without the marks of its letters: HĐND as HDND."""
    return text.translate(_BARE)


def is_reference(token: str) -> bool:
    """Tell whether a token has the form of a reference: a number, then a symbol in letters."""
    if _SYMBOL.fullmatch(token) or _CODE.fullmatch(token):
        return True
    match = _REFERENCE.fullmatch(_GLUED.sub("", token))
    return match is not None and any(c.isupper() for c in match.group(2))


def read_reference(token: str, symbols: Symbols) -> list[Reading]:
    """Give the readings of a reference, the likeliest first (three at most).

    The number stays as it was seen but for letters read for digits; each part of the symbol is read by `symbols`,
    keeping capitals where the whole symbol is in capitals. "số" that lost the space after it gets it back.
    """
    glued = _GLUED.match(token)
    if glued:
        return _unglued(glued, read_reference(token[glued.end() :], symbols)[0].surface)
    if _SYMBOL.fullmatch(token):
        return _read_symbol(token, symbols)
    code = _CODE.fullmatch(token)
    if code:
        return [Reading(code.group(1) + BARRED.get(code.group(2), code.group(2)) + code.group(3), 0.0)]
    match = _REFERENCE.fullmatch(token)
    if match is None:
        return [Reading(token, 0.0)]
    number, symbol = match.group(1), _LOST_G.sub("g", match.group(2).replace(" ", ""))
    digits = number.translate(_DIGITS).replace(" ", "")
    symbol_readings = _read_symbol(symbol, symbols)
    found = [Reading(digits + r.surface, r.log) for r in symbol_readings]
    if digits != number:
        found.append(Reading(number + symbol_readings[0].surface, LETTER_IN_NUMBER))
    return found


def _unglued(glued: re.Match[str], reference: str) -> list[Reading]:
    """Give the readings of "số" and a reference without space between; the sign read as ố may be the first digit."""
    letter, sign, mark = glued.groups()
    found = [Reading(f"{letter}ố {reference}", 0.0)]
    may_be_digit = sign.isdigit() and not mark
    return [*found, Reading(f"{letter}ố {sign}{reference}", GLUED_DIGIT)] if may_be_digit else found


def _read_symbol(symbol: str, symbols: Symbols) -> list[Reading]:
    """Give the best reading of a whole symbol and the one that costs the least more."""
    second, loss = "", math.inf
    capitals = symbol.isupper() and not _LETTER_AND_ONE.search(symbol)
    parts = [_read_part(part, symbols, capitals=capitals) for part in _ATOM.findall(symbol)]
    for i, readings in enumerate(parts):
        if len(readings) > 1 and readings[0].log - readings[1].log < loss:
            loss = readings[0].log - readings[1].log
            second = "".join(r[1 if i == j else 0].surface for j, r in enumerate(parts))
    best = Reading("".join(readings[0].surface for readings in parts), 0.0)
    return [best, Reading(second, -loss)] if second else [best]


def _read_part(part: str, symbols: Symbols, *, capitals: bool) -> Sequence[Reading]:
    if not any(c.isalpha() for c in part):
        return [Reading(part, 0.0)]
    readings = symbols.read(part)
    if not capitals:
        return readings
    merged: dict[str, float] = {}
    for reading in readings:
        surface = reading.surface.upper()
        merged[surface] = max(merged.get(surface, -math.inf), reading.log)
    return [Reading(s, log) for s, log in sorted(merged.items(), key=lambda x: -x[1])]
