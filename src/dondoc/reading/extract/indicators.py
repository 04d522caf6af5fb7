"""Finds indicators: measurable targets with a number, a rank or a stated direction, where the document sets targets.

Read are the parts headed by an objective, the objectives of tasks, lists of targets by stage, and sentences of striving
elsewhere; results reached and amounts of money granted are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dondoc.reading.extract.fields import find_fields, split_at_aims
from dondoc.reading.extract.folding import fold, phrases
from dondoc.reading.extract.indicator_names import by_year, direction_of, find_directed, name_of
from dondoc.reading.extract.indicator_rows import row_indicators
from dondoc.reading.extract.outline import Node, Piece, outline
from dondoc.reading.extract.places import confidence_of, place_of
from dondoc.reading.extract.quantities import Quantity, find_quantities
from dondoc.reading.register import Directive, Indicator, Target
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Span
from dondoc.reading.structure.model import Structure
from dondoc.reading.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class _Place:
    """A piece that may set targets: its path, the year its stage ends, and whether it stands where targets are set."""

    piece: Piece
    path: str
    by: int | None
    aims: bool


def find_indicators(structure: Structure, repaired: RepairedText, head: Directive) -> tuple[Indicator, ...]:
    """Give the indicators of a document in reading order.

    Guarantees: each source is a place of the source text; values are numbers in the unit given; a range is low, high.
    """
    term = _term_end(repaired.text)
    found = list(row_indicators(structure, repaired))
    for top in outline(structure):
        for place in _places(top, None, aims=False):
            found.extend(_of_piece(place, term, repaired))
    return tuple(sorted(found, key=lambda one: (one.source.start, one.source.end)))


def _term_end(text: str) -> int | None:
    """Give the last year of the term the document speaks of: "nhiệm kỳ 2020 - 2025"."""
    years = re.findall(r"nhiem ky\s+(?:20\d\d)\s*-\s*(20\d\d)", fold(text[:20_000]))
    return int(max(years, key=years.count)) if years else None


def _places(node: Node, by: int | None, *, aims: bool) -> Iterator[_Place]:
    """Give the pieces of a node and of all below it that may set targets."""
    if node.section == "context" or node.provision.kind in {"other", "preamble"}:
        return
    by = _stage_end(node.title) or by
    aims = aims or node.section == "targets" or bool(_stage_end(node.title))
    if node.heading:
        title, run_in = split_at_aims(node.heading)
        yield _Place(title, node.path, by, aims)
        if run_in:
            yield from _field_places(run_in, node.path, by, aims=True)
    below_aims = False
    for piece in node.body:
        yield from _field_places(piece, node.path, by, aims=aims)
        below_aims = below_aims or any(field.name == "objective" for field in find_fields(piece))
    for child in node.children:
        yield from _places(child, by, aims=aims or below_aims)


def _field_places(piece: Piece, path: str, by: int | None, *, aims: bool) -> Iterator[_Place]:
    fields = find_fields(piece)
    if not fields:
        yield _Place(piece, path, by, aims)
    for field in fields:
        if field.name in {"objective", "measures", "content", "product"}:
            yield _Place(field.value, path, by, aims or field.name == "objective")


def _stage_end(title: str) -> int | None:
    """Give the last year of a heading that names a stage or a year: "Giai đoạn 2021 - 2025:", "Đến năm 2030"."""
    if len(title) > 60:
        return None
    match = re.match(r"(?:giai doan\s+20\d\d\s*-|(?:muc tieu\s+)?den\s+(?:nam|het nam)|nam)\s*(20\d\d)", fold(title))
    return int(match.group(1)) if match else None


_SENTENCE_END = re.compile(r"(?<=[^\s.][^\s.])(?:\.|;)(?=\s|$)|\n")


def _of_piece(place: _Place, term: int | None, repaired: RepairedText) -> Iterator[Indicator]:
    text = place.piece.text
    start = 0
    year, last_rank, strives = place.by, None, False
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        span = Span(start, end)
        words = span.of(text)
        year = by_year(words, None, term, opening=True) or year
        strives = strives or bool(_STRIVES.search(fold(words)))
        yield from _of_sentence(place, span, year, term, repaired, base=last_rank, strives=strives)
        last_rank = _baseline(words) or last_rank
        strives = strives and words.endswith(";")
        start = end


_HELD = re.compile(r"(?<!den )nam\s+(?P<year>20\d\d)\s*,?\s*(?:tinh\s+)?(?:dung|xep|dat)")
_NAME_HELD = re.compile(rf"(?P<name>[^:]{{3,120}}?)\s*:?\s*{_HELD.pattern}")


def _baseline(sentence: str) -> tuple[float, int | None, str] | None:
    """Read "Chỉ số PAR INDEX: Năm 2020 đứng thứ 28/63": the rank held, its year, and what is ranked."""
    folded = fold(sentence)
    match = _NAME_HELD.search(folded) if _HELD.search(folded) else None
    if not match or _STRIVES.search(folded):
        return None
    ranks = [one for one in find_quantities(sentence) if one.kind in {"rank", "level"} and isinstance(one.value, float)]
    if not ranks or ranks[0].comparator != "=":
        return None
    assert isinstance(ranks[0].value, float)  # noqa: S101
    return ranks[0].value, int(match.group("year")), sentence[match.start("name") : match.end("name")].strip(" :+-•")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    verbs = vocabulary("indicators")["verbs"]
    return {name: re.compile(phrases(verbs[name])) for name in ("striving", "facts")}


_STRIVES = re.compile(
    r"(?<!\w)(?:phan dau|muc tieu|chi tieu|dam bao ty le|bao dam ty le|den nam 20\d\d|den cuoi)(?!\w)"
)


def _of_sentence(
    place: _Place,
    span: Span,
    year: int | None,
    term: int | None,
    repaired: RepairedText,
    *,
    base: tuple[float, int | None, str] | None,
    strives: bool,
) -> Iterator[Indicator]:
    sentence = span.of(place.piece.text)
    if place.aims and (stated := find_directed(sentence)):
        quantity, name = stated
        yield _indicator(place, span, quantity, name, year, repaired, base=None)
        return
    if not re.search(r"\d|năm trước", sentence) or _baseline(sentence):
        return
    quantities = find_quantities(sentence)
    name = ""
    for at, quantity in enumerate(quantities):
        if _is_start(sentence, quantities, at) or not _is_target(
            sentence, quantity, quantities, aims=place.aims, driven=strives
        ):
            continue
        before = quantities[at - 1].span.end if at else 0
        after = quantities[at + 1].span.start if at + 1 < len(quantities) else len(sentence)
        if at and _is_start(sentence, quantities, at - 1):
            yield _stepped(place, span, quantities, at, year, repaired)
            continue
        ranked = base[2] if base and quantity.kind == "rank" else ""
        name = ranked or (
            name if name and _same_again(sentence, quantity) else name_of(sentence, quantity, before, after)
        )
        if not name:
            continue
        by = by_year(sentence[before:after], quantity.span.start - before, place.by or term) or year
        yield _indicator(place, span, quantity, name, by, repaired, base=base if quantity.kind == "rank" else None)


_TO = re.compile(r"[^,;.\d]{0,12}(?:nam\s+20\d\d|hien nay)?\s*(?:xuong|len|tang|giam|con)(?!\w)")
_NAMED_YEAR = re.compile(r"\D{0,24}?nam\s+(20\d\d)")


def _is_start(sentence: str, quantities: list[Quantity], at: int) -> bool:
    """Tell whether a quantity is where a target starts from: "giảm từ 6% năm 2025 xuống còn 3% năm 2026"."""
    one = quantities[at]
    if at + 1 == len(quantities) or one.unit != quantities[at + 1].unit or not isinstance(one.value, float):
        return False
    folded = fold(sentence)
    opens = folded.startswith("tu ", one.span.start) or folded[: one.span.start].endswith("tu ")
    return opens and bool(_TO.match(folded[one.span.end :] + " ")) and quantities[at + 1].span.start - one.span.end < 40


def _stepped(
    place: _Place, span: Span, quantities: list[Quantity], at: int, year: int | None, repaired: RepairedText
) -> Indicator:
    """Give a target with the level it starts from and the years of both."""
    sentence = span.of(place.piece.text)
    start, goal = quantities[at - 1], quantities[at]
    assert isinstance(start.value, float)  # noqa: S101
    name = name_of(sentence, start, quantities[at - 2].span.end if at > 1 else 0, goal.span.start)
    years = [_NAMED_YEAR.match(fold(sentence[one.span.end :])) for one in (start, goal)]
    since, by = (int(match[1]) if match else None for match in years)
    base = (start.value, since, name)
    return _indicator(place, span, goal, name, by or year, repaired, base=base)


_NAMED = re.compile(r"[\s\-+*]*(?:ty le|ty trong|ty suat|ty so|toc do|chi so|do che phu)(?!\w)[^,;]*$")


def _same_again(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a quantity says in other words what the one before said: "15% ... (tương đương 20.500 tỷ đồng)"."""
    return bool(
        re.search(
            r"\(\s*tuong duong(?:\s+voi)?\s*$",
            fold(sentence[: quantity.span.start]) + fold(quantity.span.of(sentence))[:0],
        )
    ) or (
        fold(quantity.span.of(sentence)).startswith("tuong duong")
        and sentence[: quantity.span.start].rstrip().endswith("(")
    )


def _is_target(sentence: str, quantity: Quantity, quantities: list[Quantity], *, aims: bool, driven: bool) -> bool:
    """Tell whether a quantity sets a target: its place, a word of striving near it, and no word of a result."""
    if quantity.kind == "change" and any(one.kind == "rank" for one in quantities):
        return False  # "tăng 05 bậc, đứng thứ 23/63" is one target
    if quantity.kind == "yearly":
        return True
    folded = fold(sentence)
    near = folded[max(0, quantity.span.start - 90) : quantity.span.end + 25]
    if _patterns()["facts"].search(near):
        return False
    strives = bool(_patterns()["striving"].search(near))
    if quantity.kind == "rank":
        return aims or driven
    if aims:
        opens = not folded[: quantity.span.start].strip(" -+*.") or bool(_NAMED.match(folded, 0, quantity.span.start))
        return strives or (quantity.sure and (driven or opens or quantity.comparator != "="))
    return driven and (strives or quantity.sure)


def _indicator(
    place: _Place,
    span: Span,
    quantity: Quantity,
    name: str,
    by: int | None,
    repaired: RepairedText,
    *,
    base: tuple[float, int | None, str] | None,
) -> Indicator:
    piece = place.piece.part(_trimmed(place.piece.text, span))
    words = _as_written(span.of(place.piece.text), quantity)
    return Indicator(
        path=place.path,
        name=name,
        unit=quantity.unit,
        direction=direction_of(span.of(place.piece.text), quantity),
        comparator=quantity.comparator,
        baseline=base[0] if base else None,
        baseline_year=base[1] if base else None,
        targets=(Target(quantity.value, by, " ".join(words.split())),),
        source=place_of(repaired, piece.paragraph, piece.span),
        target_kind="level" if quantity.kind == "yearly" else quantity.kind,
        confidence=round(confidence_of(repaired, piece.paragraph, piece.span), 3),
    )


def _as_written(sentence: str, quantity: Quantity) -> str:
    """The words of a target; a rank with the step that leads to it ("tăng 05 bậc, đứng thứ 23/63")."""
    step = next(
        (one for one in find_quantities(sentence) if one.kind == "change" and one.span.end <= quantity.span.start), None
    )
    if quantity.kind == "rank" and step and quantity.span.start - step.span.end < 12:
        start = sentence.rfind(" ", 0, max(0, step.span.start - 1)) + 1
        return sentence[start : quantity.span.end]
    return quantity.span.of(sentence)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    left, right = len(words) - len(words.lstrip(" .;+-")), len(words.rstrip(" .;"))
    return Span(span.start + left, span.start + max(left, right))
