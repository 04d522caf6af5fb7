"""Repair one document: judge each page, read its damaged lines anew, write what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dondoc.reading.repair import damage
from dondoc.reading.repair.encodings import pieces
from dondoc.reading.repair.letters import with_letters, with_vietnamese_d
from dondoc.reading.repair.model import Model, load
from dondoc.reading.repair.pages import judge_pages, moved_source
from dondoc.reading.repair.reading import read_lines
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.repair.tokens import clean_units
from dondoc.reading.repair.writing import Decision, write
from dondoc.reading.source import Line, SourceText, Span

BLOCK = 2000  # lines that are decoded together
STEADY_ROUNDS = 3

Names = Sequence[Sequence[int]]


def repair(source: SourceText, *, names: Sequence[str] = ()) -> RepairedText:
    """Give the document in proper Vietnamese.

    Takes the source and the names (agencies, people) the installation knows. Gives the text line for line with a map
    back to the source. Guarantees, beyond those of `RepairedText`: repairing the result again changes nothing; the
    same input gives the same output; time and memory grow linearly with the text. Method: noisy channel, see
    `channel`, `language_model`, `decoder`.
    """
    model = load()
    read = with_vietnamese_d(model, source)
    kinds = judge_pages(model, read)
    known = [_ids(model, name) for name in names]
    for _ in range(STEADY_ROUNDS):
        repaired = _repair_pages(model, source, read, kinds, known)
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


def _restless(model: Model, repaired: RepairedText, known: Names) -> set[int]:
    """Give the pages that a second repair would change."""
    if not repaired.offsets.edits:
        return set()
    again = moved_source(repaired)
    kinds = judge_pages(model, again)
    if all(kind == damage.NONE for kind in kinds):
        return set()
    changed = _repair_pages(model, again, again, kinds, known).changes
    return {again.line_at(c.source.start).page - 1 for c in changed if c.seen != c.meant}


def _repair_pages(
    model: Model, source: SourceText, read: SourceText, kinds: Sequence[str], known: Names
) -> RepairedText:
    """Decide on the lines of `read`, which is the source with its letters put right, and write into the source."""
    decisions: list[Decision] = []
    for block in _blocks(model, read, kinds):
        kind = kinds[block[0].page - 1]
        if kind in (damage.TCVN3, damage.VNI):
            decisions.extend(_decoded(read, block, kind))
        else:
            decisions.extend(read_lines(model, read, block, kind, known))
    decisions = with_letters(source.text, read.text, decisions)
    text, offsets, changes = write(source.text, decisions)
    told = tuple(damage.OCR if kind == damage.MISREAD else kind for kind in kinds)
    return RepairedText(source, text, offsets, changes, told)


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


def _ids(model: Model, name: str) -> list[int]:
    return [model.language.id_of(form.lower()) if fixed is None else fixed for form, fixed in clean_units(name)]
