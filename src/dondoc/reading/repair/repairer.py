"""Repair one document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dondoc.reading.repair.candidates import NEVER, WIDTH, Candidates
from dondoc.reading.repair.decoder import Lattice, decode
from dondoc.reading.repair.model import Model, load
from dondoc.reading.repair.result import Change, RepairedText
from dondoc.reading.repair.tokens import COMMA, START, STOP, Kind, Unit, seen_units
from dondoc.reading.source import Edit, OffsetMap, SourceText, Span

_LABEL = re.compile(r"\s*(?:[-–—•+*]\s|\(?[\dIVX]{1,4}(?:\.\d+)*[.)]\s|\(?[a-zđ]\)|Di[eéê]u\s)")
_DAMAGED_SHARE = 0.12  # of the words of a page, this many are no Vietnamese syllables


@dataclass(frozen=True)
class Row:
    """One place of the lattice: a unit, or the beginning of a paragraph."""

    unit: Unit | None
    candidates: Candidates


def repair(source: SourceText, *, names: Sequence[str] = ()) -> RepairedText:
    """Give the document in proper Vietnamese.

    Takes the source and the names (agencies, people) the installation knows. Gives the text line for line with a map
    back to the source. See `RepairedText` for the guarantees.
    """
    del names
    model = load()
    damage = tuple(_damage_of(page.span.of(source.text), model) for page in source.pages)
    wanted = [line for line in source.lines if damage[line.page - 1] != "none"]
    if not wanted:
        return RepairedText(source=source, text=source.text, damage=damage)
    rows = _rows(model, source, wanted)
    picks = decode(model.language, _lattice(rows))
    return _write(source, rows, picks, damage)


def _damage_of(text: str, model: Model) -> str:
    words = [w for w in re.findall(r"[^\W\d_]+", text) if len(w) > 1]
    known = model.finder.is_syllable
    wrong = sum(not known(unicodedata.normalize("NFC", w.lower())) for w in words)
    return "ocr" if wrong > _DAMAGED_SHARE * len(words) else "none"


def _rows(model: Model, source: SourceText, lines: Sequence) -> list[Row]:  # type: ignore[type-arg]
    units: list[Unit | None] = []
    ended = True
    for line in lines:
        text = line.span.of(source.text)
        found = seen_units(text)
        if not found or ended or _LABEL.match(text):
            units.append(None)
        units.extend(
            Unit(unit.span.shifted(line.span.start), unicodedata.normalize("NFC", unit.text), unit.kind, unit.spaced)
            for unit in found
        )
        ended = not found
    found_forms = model.finder.find({u.text for u in units if u is not None and u.kind in (Kind.WORD, Kind.NUMBER)})
    return [Row(u, _candidates(u, found_forms)) for u in units]


_START = Candidates(("",), (START,), (0.0,))
_STOP = Candidates(("",), (STOP,), (0.0,))
_COMMA = Candidates(("",), (COMMA,), (0.0,))


def _candidates(unit: Unit | None, found: dict[str, Candidates]) -> Candidates:
    if unit is None:
        return _START
    if unit.kind == Kind.STOP:
        return _STOP
    return _COMMA if unit.kind == Kind.COMMA else found[unit.text]


def _lattice(rows: list[Row]) -> Lattice:
    distinct: dict[int, int] = {}
    words, seen, which = [], [], []
    for row in rows:
        key = id(row.candidates)
        if key not in distinct:
            distinct[key] = len(words)
            spare = WIDTH - len(row.candidates.ids)
            words.append(row.candidates.ids + (0,) * spare)
            seen.append(row.candidates.logs + (float(NEVER),) * spare)
        which.append(distinct[key])
    index = np.array(which)
    return Lattice(np.array(words, dtype=np.int32)[index], np.array(seen, dtype=np.float32)[index])


def _write(source: SourceText, rows: list[Row], picks, damage: tuple[str, ...]) -> RepairedText:  # type: ignore[no-untyped-def]
    out: list[str] = []
    edits: list[Edit] = []
    changes: list[Change] = []
    at = length = 0
    for row, pick in zip(rows, picks.tolist(), strict=True):
        if row.unit is None or row.unit.kind not in (Kind.WORD, Kind.NUMBER):
            continue
        span, meant = row.unit.span, row.candidates.surfaces[pick]
        seen = span.of(source.text)
        if meant == row.unit.text:
            continue
        out.append(source.text[at : span.start])
        length += span.start - at
        after = Span(length, length + len(meant))
        out.append(meant)
        length += len(meant)
        at = span.end
        edits.append(Edit(span, after))
        changes.append(Change(after, span, seen, meant, 0.9))
    out.append(source.text[at:])
    return RepairedText(source, "".join(out), OffsetMap(tuple(edits)), tuple(changes), damage)
