"""Lines become places of the decoder: units with their candidates, beginnings of paragraphs between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dondoc.reading.repair.candidates import NEVER, WIDTH, Candidates, Finder, class_of
from dondoc.reading.repair.decoder import Lattice, Places
from dondoc.reading.repair.language_model import Logs
from dondoc.reading.repair.tokens import COMMA, START, STOP, Kind, Unit, seen_units
from dondoc.reading.repair.variants import Reading
from dondoc.reading.source import Line, SourceText

_LABEL = re.compile(r"\s*(?:[-–—•+*]\s|\(?[\dIVX]{1,4}(?:\.\d+)*[.)]\s|\(?[a-zđ]\)|Di[eéê]u\s)")
_PAGE_NUMBER = re.compile(r"\W{0,9}\d{1,3}\W{0,9}")
NO_STYLE = 2  # column for words whose capitals tell nothing
STYLE_BONUS = 2.5  # in nats, for "hằng năm" against "hàng năm": offices of today write so three times in four
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
    """Cut lines into places, in order.

    A label of a provision begins a paragraph, and so does a blank line, unless small letters follow: then a page ended
    within the sentence. The number of a page, alone on its line, is no part of the text.
    """
    units: list[tuple[Unit | None, int]] = []
    ended = True
    for line in lines:
        text = line.span.of(source.text)
        found = [] if ended and _PAGE_NUMBER.fullmatch(text) else seen_units(text)
        if found and ((ended and not text.lstrip()[:1].islower()) or _LABEL.match(text)):
            units.append((None, line.number))
        units.extend((_placed(unit, line), line.number) for unit in found)
        ended = not found
    forms = finder.find({unit.text for unit, _ in units if unit is not None and unit.kind in READ})
    rows = [Row(unit, _candidates(finder, unit, forms), number) for unit, number in units]
    acronyms: dict[str, Candidates] = {}
    for i in _acronyms(finder, rows):
        form, read = _text(rows[i]), rows[i].candidates
        acronyms[form] = acronyms.get(form) or finder.as_acronym(form, read)
        rows[i] = replace(rows[i], candidates=acronyms[form])
        if i and "&" in form:
            rows[i - 1] = replace(rows[i - 1], candidates=_as_office(rows[i - 1].candidates))
    return rows


_OFFICES = frozenset(("sở", "bộ", "phòng", "ngành"))  # what stands before "GD&ĐT"
_OFFICE_BONUS = 6.0  # nats


def _as_office(read: Candidates) -> Candidates:
    """Favour the words for an office among the readings of a word before the abbreviation of its field."""
    told = zip(read.surfaces, read.logs, strict=True)
    return replace(read, logs=tuple(log + _OFFICE_BONUS * (word.lower() in _OFFICES) for word, log in told))


_NEAR = 2  # words on each side that tell whether a word in capitals is one of many


def _acronyms(finder: Finder, rows: Sequence[Row]) -> list[int]:
    """Give the places of acronyms: in capitals, no syllable, and nothing in capitals beside them on their line."""
    words = [i for i, row in enumerate(rows) if row.unit is not None and row.unit.kind == Kind.WORD]
    found = []
    for at, i in enumerate(words):
        if not finder.is_acronym(_text(rows[i])):
            continue
        around = [*words[max(0, at - _NEAR) : at], *words[at + 1 : at + 1 + _NEAR]]
        near = [_text(rows[k]) for k in around if rows[k].line == rows[i].line and len(_text(rows[k])) > 1]
        plain = near and not any(text.isupper() and not finder.is_acronym(text) for text in near)
        if plain or "&" in _text(rows[i]):
            found.append(i)
    return found


def _text(row: Row) -> str:
    return row.unit.text if row.unit is not None else ""


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


def lattice_of(
    rows: Sequence[Row], capitals: Logs, names: Sequence[Sequence[int]] = (), style: Sequence[Sequence[int]] = ()
) -> Lattice:
    """Give the arrays of the decoder.

    `capitals` says for each word what a capital or a small first letter tells within a sentence [words, 2]; words that
    stand together as in one of `names` (word ids) get a bonus, and so does the first of two as in one of `style`.
    """
    distinct: dict[int, int] = {}
    words: list[tuple[int, ...]] = []
    styles: list[list[int]] = []
    seen: list[tuple[float, ...]] = []
    which: list[int] = []
    for row in rows:
        key = id(row.candidates)
        if key not in distinct:
            distinct[key] = len(words)
            spare = WIDTH - len(row.candidates.ids)
            words.append(row.candidates.ids + (0,) * spare)
            seen.append(row.candidates.logs + (float(NEVER),) * spare)
            styles.append([_style(surface) for surface in row.candidates.surfaces] + [NO_STYLE] * spare)
        which.append(distinct[key])
    index = np.array(which, dtype=np.int64)
    lattice = Lattice(np.array(words, dtype=np.int32)[index], np.array(seen, dtype=np.float32)[index])
    told = _told(capitals)
    lattice.seen[:] += told[lattice.words, np.array(styles)[index]] * _within_sentence(rows)[:, None]
    for name in names:
        _favour(lattice, name, NAME_BONUS, len(name))
    for pair in style:
        _favour(lattice, pair, STYLE_BONUS, 1)
    return lattice


def put_first(
    rows: list[Row], lattice: Lattice, chosen: Places, capitals: Logs, more: Mapping[int, Sequence[Reading]]
) -> None:
    """Put further readings of some places before the others, which move up; the last ones fall out."""
    told = _told(capitals)
    within = _within_sentence(rows)
    for i, readings in more.items():
        surfaces, ids, logs = zip(*readings, strict=True)
        count, old = len(ids), rows[i].candidates
        rows[i] = replace(
            rows[i], candidates=Candidates(surfaces + old.surfaces, ids + old.ids, logs + old.logs).cut(WIDTH)
        )
        for array, values in (
            (lattice.words, np.array(ids)),
            (lattice.seen, np.array(logs) + told[list(ids), [_style(s) for s in surfaces]] * within[i]),
        ):
            array[i, count:] = array[i, :-count].copy()
            array[i, :count] = values
        chosen[i] = min(chosen[i] + count, WIDTH - 1)


def _told(capitals: Logs) -> Logs:
    return np.concatenate([capitals, np.zeros((len(capitals), 1), dtype=np.float32)], axis=1)


def _style(surface: str) -> int:
    if surface.islower():
        return 0
    return 1 if surface.istitle() and (len(surface) > 1 or surface.isalpha()) else NO_STYLE


def _within_sentence(rows: Sequence[Row]) -> NDArray[np.float32]:
    """Give 1 for the places where a capital tells something, 0 at the beginning of sentences."""
    within = np.ones(len(rows), dtype=np.float32)
    opens = True
    for i, row in enumerate(rows):
        within[i] = 0.0 if opens else 1.0
        opens = row.unit is None or row.unit.kind in (Kind.STOP, Kind.LABEL)
    return within


def _favour(lattice: Lattice, name: Sequence[int], bonus: float, favoured: int) -> None:
    """Add a bonus to the first `favoured` words of a name wherever all its words may stand."""
    if len(name) < 2 or len(name) > len(lattice.words):
        return
    last = len(lattice.words) - len(name) + 1
    fits = np.ones(last, dtype=bool)
    for i, word in enumerate(name):
        fits &= (lattice.words[i : i + last] == word).any(axis=1)
    for at in np.flatnonzero(fits):
        for i, word in enumerate(name[:favoured]):
            lattice.seen[at + i][lattice.words[at + i] == word] += np.float32(bonus)
