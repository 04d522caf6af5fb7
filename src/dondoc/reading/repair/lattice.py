"""Lines become places of the decoder: units with their candidates, beginnings of paragraphs between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from dondoc.reading.repair.candidates import NEVER, WIDTH, Candidates, Finder, class_of
from dondoc.reading.repair.decoder import Lattice
from dondoc.reading.repair.tokens import COMMA, START, STOP, Kind, Unit, seen_units
from dondoc.reading.source import Line, SourceText

_LABEL = re.compile(r"\s*(?:[-–—•+*]\s|\(?[\dIVX]{1,4}(?:\.\d+)*[.)]\s|\(?[a-zđ]\)|Di[eéê]u\s)")
NAME_BONUS = 1.5  # in nats, for each word of a name the installation knows
_FIXED = {Kind.STOP: Candidates(("",), (STOP,), (0.0,)), Kind.COMMA: Candidates(("",), (COMMA,), (0.0,))}
_START = Candidates(("",), (START,), (0.0,))
READ = (Kind.WORD, Kind.NUMBER)  # kinds of units that may be read otherwise than seen


@dataclass(frozen=True, slots=True)
class Row:
    """One place: a unit of a line with its candidates; no unit where a paragraph begins."""

    unit: Unit | None
    candidates: Candidates
    line: int = 0


def rows_of(finder: Finder, source: SourceText, lines: Iterable[Line]) -> list[Row]:
    """Cut lines into places, in order. A blank line or a label of a provision begins a paragraph."""
    units: list[tuple[Unit | None, int]] = []
    ended = True
    for line in lines:
        text = line.span.of(source.text)
        found = seen_units(text)
        if found and (ended or _LABEL.match(text)):
            units.append((None, line.number))
        units.extend((_placed(unit, line), line.number) for unit in found)
        ended = not found
    forms = finder.find({unit.text for unit, _ in units if unit is not None and unit.kind in READ})
    return [Row(unit, _candidates(finder, unit, forms), number) for unit, number in units]


def _placed(unit: Unit, line: Line) -> Unit:
    return Unit(unit.span.shifted(line.span.start), unicodedata.normalize("NFC", unit.text), unit.kind, unit.spaced)


def _candidates(finder: Finder, unit: Unit | None, forms: dict[str, Candidates]) -> Candidates:
    if unit is None:
        return _START
    if unit.kind in READ:
        return forms[unit.text]
    if unit.kind in (Kind.LABEL, Kind.ADDRESS):
        return Candidates((unit.text,), (class_of(finder.model, unit.text),), (0.0,))
    return _FIXED[unit.kind]


def lattice_of(rows: Sequence[Row], names: Sequence[Sequence[int]] = ()) -> Lattice:
    """Give the arrays of the decoder; words that stand together as in one of `names` (word ids) get a bonus."""
    distinct: dict[int, int] = {}
    words: list[tuple[int, ...]] = []
    seen: list[tuple[float, ...]] = []
    which: list[int] = []
    for row in rows:
        key = id(row.candidates)
        if key not in distinct:
            distinct[key] = len(words)
            spare = WIDTH - len(row.candidates.ids)
            words.append(row.candidates.ids + (0,) * spare)
            seen.append(row.candidates.logs + (float(NEVER),) * spare)
        which.append(distinct[key])
    index = np.array(which, dtype=np.int64)
    lattice = Lattice(np.array(words, dtype=np.int32)[index], np.array(seen, dtype=np.float32)[index])
    for name in names:
        _favour(lattice, name)
    return lattice


def _favour(lattice: Lattice, name: Sequence[int]) -> None:
    if len(name) < 2 or len(name) > len(lattice.words):
        return
    last = len(lattice.words) - len(name) + 1
    fits = np.ones(last, dtype=bool)
    for i, word in enumerate(name):
        fits &= (lattice.words[i : i + last] == word).any(axis=1)
    for at in np.flatnonzero(fits):
        for i, word in enumerate(name):
            lattice.seen[at + i][lattice.words[at + i] == word] += np.float32(NAME_BONUS)
