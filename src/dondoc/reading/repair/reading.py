"""Read damaged lines anew: candidates, the likeliest words together, capitals, facts, confidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from dondoc.reading.repair import damage
from dondoc.reading.repair.agreed_pairs import agreed_pairs
from dondoc.reading.repair.agreement import agree
from dondoc.reading.repair.candidates import Finder
from dondoc.reading.repair.casing import settle
from dondoc.reading.repair.confidence import Weighed, near, weigh, weigh_again
from dondoc.reading.repair.decoder import Lattice, decode
from dondoc.reading.repair.facts import ROMAN_NUMERAL
from dondoc.reading.repair.language_model import Logs
from dondoc.reading.repair.lattice import READ, Row, lattice_of, put_first, rows_of
from dondoc.reading.repair.model import Model
from dondoc.reading.repair.place_names import favour_places
from dondoc.reading.repair.recall import recalled
from dondoc.reading.repair.result import Reading
from dondoc.reading.repair.sequence import read_in_sequence
from dondoc.reading.repair.tokens import Kind
from dondoc.reading.repair.tone import new_placement
from dondoc.reading.repair.writing import Decision
from dondoc.reading.source import Line, SourceText

LEAST_SHARE = 0.02  # probability of another reading worth keeping


def read_lines(
    model: Model, source: SourceText, lines: Sequence[Line], kind: str, names: Sequence[Sequence[int]] = ()
) -> Iterator[Decision]:
    """Give, in order, what each changed or doubtful unit of some lines reads as.

    Takes lines of one kind of damage ("ocr", "marks", "misread") and the word ids of known names.
    """
    rows = rows_of(_finder(model, kind), source, lines)
    if not rows:
        return
    lattice = lattice_of(rows, model.capitals, [*names, *model.committees], model.style)
    favour_places(rows, lattice, model.places)
    weighed = _decided(model, rows, lattice, kind)
    picks = weighed.readings[:, 0]
    shares = model.calibration.apply(weighed.shares)
    words = _settled(model, rows, [row.candidates.surfaces[k] for row, k in zip(rows, picks.tolist(), strict=True)])
    facts = read_in_sequence(rows, words)
    for i, row in enumerate(rows):
        if row.unit is None:
            continue
        if i in facts:
            yield Decision(row.unit.span, facts[i].meant, facts[i].probability, facts[i].alternatives)
        elif row.unit.kind in READ and not (kind == damage.MISREAD and words[i] == new_placement(row.unit.text)):
            others = _alternatives(row, words[i], weighed, shares, i)
            if words[i] != row.unit.text or (others and row.unit.kind == Kind.NUMBER):
                yield Decision(row.unit.span, words[i], round(float(shares[i, 0]), 4), others)


def _decided(model: Model, rows: list[Row], lattice: Lattice, kind: str) -> Weighed:
    """Decode, then ask the document: for further readings of weak places, and how near choices fall elsewhere."""
    picks = decode(model.language, lattice)
    weighed = weigh(model.language, lattice, picks)
    if kind != damage.MISREAD:
        words = lattice.words[np.arange(len(picks)), picks]
        more = recalled(model.finder, model.language, rows, words, weighed.shares[:, 0], model.committees)
        put_first(rows, lattice, picks, model.capitals, more)
        changed = np.array(sorted(more), dtype=np.int64)
        weighed = weigh_again(model.language, lattice, picks, weighed, changed)
    paired = agreed_pairs(model.language, lattice, picks, weighed)
    moved = near(np.flatnonzero(paired != picks), len(picks))
    weighed = weigh_again(model.language, lattice, paired, weighed, moved)
    return agree(model.language, lattice, paired, weighed)


def _finder(model: Model, kind: str) -> Finder:
    return {damage.MARKS: model.marks_finder, damage.MISREAD: model.misread_finder}.get(kind, model.finder)


def _alternatives(row: Row, meant: str, weighed: Weighed, shares: Logs, at: int) -> tuple[Reading, ...]:
    found = []
    for k, raw in zip(weighed.readings[at, 1:].tolist(), weighed.shares[at, 1:].tolist(), strict=True):
        if raw >= LEAST_SHARE and k < len(row.candidates.surfaces):
            surface = row.candidates.surfaces[k]
            if surface != meant:
                found.append(Reading(surface, round(min(raw, 1 - float(shares[at, 0])), 4)))
    return tuple(sorted(found, key=lambda reading: -reading.probability))


def _settled(model: Model, rows: Sequence[Row], words: list[str]) -> list[str]:
    """Settle capitals line by line."""
    by_line: dict[int, list[int]] = {}
    for i, row in enumerate(rows):
        if row.unit is not None and row.unit.kind == Kind.WORD:
            by_line.setdefault(row.line, []).append(i)
    for places in by_line.values():
        line = [words[i] for i in places]
        flags = [model.finder.is_syllable(w.lower()) or bool(ROMAN_NUMERAL.fullmatch(w.upper())) for w in line]
        seen = [unit.text if (unit := rows[i].unit) else "" for i in places]
        for i, word in zip(places, settle(line, seen, flags), strict=True):
            words[i] = word
    return words
