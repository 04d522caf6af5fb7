"""Repair one document: judge each page, read its damaged lines anew, write what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from dondoc.reading.repair import damage
from dondoc.reading.repair.casing import settle
from dondoc.reading.repair.confidence import Weighed, weigh
from dondoc.reading.repair.decoder import decode
from dondoc.reading.repair.encodings import pieces
from dondoc.reading.repair.facts import ROMAN_NUMERAL
from dondoc.reading.repair.language_model import Logs
from dondoc.reading.repair.lattice import READ, Row, lattice_of, rows_of
from dondoc.reading.repair.model import Model, load
from dondoc.reading.repair.result import Reading, RepairedText
from dondoc.reading.repair.sequence import read_in_sequence
from dondoc.reading.repair.tokens import Kind, clean_units
from dondoc.reading.repair.writing import Decision, write
from dondoc.reading.source import Line, Page, SourceText, Span

BLOCK = 2000  # lines that are decoded together
LEAST_SHARE = 0.02  # probability of another reading worth keeping
STEADY_ROUNDS = 3


def repair(source: SourceText, *, names: Sequence[str] = ()) -> RepairedText:
    """Give the document in proper Vietnamese.

    Takes the source and the names (agencies, people) the installation knows. Gives the text line for line with a map
    back to the source. Guarantees, beyond those of `RepairedText`: repairing the result again changes nothing; the
    same input gives the same output; time and memory grow linearly with the text. Method: noisy channel, see
    `channel`, `language_model`, `decoder`.
    """
    model = load()
    kinds = [model.judge.damage_of(page.span.of(source.text)) for page in source.pages]
    known = [_ids(model, name) for name in names]
    for _ in range(STEADY_ROUNDS):
        repaired = _repair_pages(model, source, kinds, known)
        restless = _restless(model, repaired, known)
        if not restless:
            return repaired
        kinds = [damage.NONE if i in restless else kind for i, kind in enumerate(kinds)]
    return RepairedText(source=source, text=source.text, damage=(damage.NONE,) * len(source.pages))


def damage_of(text: str) -> str:
    """Tell what damaged a text: "none", "ocr" (wrong-language engine), "marks" (stripped), "tcvn3", "vni"."""
    return load().judge.damage_of(text)


def score(text: str) -> float:
    """Give how much a text reads as Vietnamese: the mean natural log-probability of a syllable; higher is better.

    Clean administrative text scores about -3, damaged text below -8. A text without words scores -inf.
    """
    return load().score(text)


def _restless(model: Model, repaired: RepairedText, known: Sequence[Sequence[int]]) -> set[int]:
    """Give the pages that a second repair would change."""
    pages = _moved_pages(repaired)
    kinds = [model.judge.damage_of(page.span.of(repaired.text)) for page in pages]
    if all(kind == damage.NONE for kind in kinds):
        return set()
    lines = SourceText.from_text(repaired.text).lines
    again = SourceText(
        repaired.text,
        tuple(Line(x.number, y.page, x.span) for x, y in zip(lines, repaired.source.lines, strict=True)),
        pages,
    )
    changed = _repair_pages(model, again, kinds, known).changes
    return {again.line_at(c.source.start).page - 1 for c in changed if c.seen != c.meant}


def _moved_pages(repaired: RepairedText) -> tuple[Page, ...]:
    """Give the pages of the repaired text: those of the source, moved by the edits before them."""
    starts = np.array([edit.before.start for edit in repaired.offsets.edits], dtype=np.int64)
    grown = np.cumsum([0, *(len(e.after) - len(e.before) for e in repaired.offsets.edits)])

    def moved(offset: int) -> int:
        return offset + int(grown[np.searchsorted(starts, offset)])

    return tuple(Page(p.number, Span(moved(p.span.start), moved(p.span.end))) for p in repaired.source.pages)


def _repair_pages(
    model: Model, source: SourceText, kinds: Sequence[str], known: Sequence[Sequence[int]]
) -> RepairedText:
    decisions: list[Decision] = []
    for block in _blocks(model, source, kinds):
        kind = kinds[block[0].page - 1]
        if kind in (damage.TCVN3, damage.VNI):
            decisions.extend(_decoded(source, block, kind))
        else:
            decisions.extend(_read(model, source, block, kind, known))
    text, offsets, changes = write(source.text, decisions)
    return RepairedText(source, text, offsets, changes, tuple(kinds))


def _blocks(model: Model, source: SourceText, kinds: Sequence[str]) -> Iterator[list[Line]]:
    """Give the lines to repair, in blocks of one kind of damage."""
    block: list[Line] = []
    for line in source.lines:
        kind = kinds[line.page - 1]
        if kind == damage.NONE or (kind == damage.OCR and model.judge.line_is_sound(line.span.of(source.text))):
            continue
        if block and (len(block) >= BLOCK or kinds[block[0].page - 1] != kind):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _decoded(source: SourceText, lines: Iterable[Line], encoding: str) -> Iterator[Decision]:
    for line in lines:
        for start, end, letter in pieces(line.span.of(source.text), encoding):
            yield Decision(Span(start, end).shifted(line.span.start), letter, 1.0)


def _read(
    model: Model, source: SourceText, lines: Sequence[Line], kind: str, known: Sequence[Sequence[int]]
) -> Iterator[Decision]:
    rows = rows_of(model.marks_finder if kind == damage.MARKS else model.finder, source, lines)
    if not rows:
        return
    lattice = lattice_of(rows, known)
    picks = decode(model.language, lattice)
    weighed = weigh(model.language, lattice, picks)
    shares = model.calibration.apply(weighed.shares)
    words = _settled(model, rows, [row.candidates.surfaces[k] for row, k in zip(rows, picks.tolist(), strict=True)])
    facts = read_in_sequence(rows, words)
    for i, row in enumerate(rows):
        if row.unit is None:
            continue
        if i in facts:
            yield Decision(row.unit.span, facts[i].meant, facts[i].probability, facts[i].alternatives)
        elif row.unit.kind in READ:
            others = _alternatives(row, words[i], weighed, shares, i)
            if words[i] != row.unit.text or (others and row.unit.kind == Kind.NUMBER):
                yield Decision(row.unit.span, words[i], round(float(shares[i, 0]), 4), others)


def _alternatives(row: Row, meant: str, weighed: Weighed, shares: Logs, at: int) -> tuple[Reading, ...]:
    found = []
    for k, raw in zip(weighed.readings[at, 1:].tolist(), weighed.shares[at, 1:].tolist(), strict=True):
        if raw >= LEAST_SHARE and k < len(row.candidates.surfaces):
            surface = row.candidates.surfaces[k]
            if surface != meant:
                found.append(Reading(surface, round(float(raw), 4)))
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
        for i, word in zip(places, settle(line, flags), strict=True):
            words[i] = word
    return words


def _ids(model: Model, name: str) -> list[int]:
    return [model.language.id_of(form.lower()) if fixed is None else fixed for form, fixed in clean_units(name)]
