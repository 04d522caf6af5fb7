"""Finds indicators: measurable targets with a number, a rank or a stated direction, where the document sets targets.

Read are the parts headed by an objective, the objectives of tasks, lists of targets by stage, tables of targets, and
sentences of striving elsewhere; results reached and amounts of money granted are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.extract.fields import find_fields, split_at_aims
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.indicator_rows import Year, prose_cells, row_indicators, title_years
from dondoc.reading.extract.indicator_sentences import TargetPlace, indicators_of
from dondoc.reading.extract.outline import Node, Piece, outline
from dondoc.reading.register import Directive, Indicator
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.structure.model import Structure


def find_indicators(structure: Structure, repaired: RepairedText, head: Directive) -> tuple[Indicator, ...]:
    """Give the indicators of a document in reading order.

    Guarantees: each source is a place of the source text; values are numbers in the unit given; a range is low, high.
    """
    term = _term_end(repaired.text)
    years = title_years(structure)
    found = list(row_indicators(structure, repaired, years))
    for place in _row_places(structure, years):
        found.extend(indicators_of(place, term, repaired))
    for top in outline(structure):
        for place in _places(top, None, aims=False):
            found.extend(indicators_of(place, term, repaired))
    return tuple(sorted(found, key=lambda one: (one.source.start, one.source.end)))


def _term_end(text: str) -> int | None:
    """Give the last year of the term the document speaks of: "nhiệm kỳ 2020 - 2025"."""
    years = re.findall(r"nhiem ky\s+(?:20\d\d)\s*-\s*(20\d\d)", fold(text[:20_000]))
    return int(max(years, key=years.count)) if years else None


def _row_places(structure: Structure, years: dict[int, Year]) -> Iterator[TargetPlace]:
    """Give the cells of rows that may set targets in words."""
    for cell in prose_cells(structure, years):
        yield TargetPlace(cell.piece, cell.path, cell.by, aims=cell.aims)


def _places(node: Node, by: int | None, *, aims: bool) -> Iterator[TargetPlace]:
    """Give the pieces of a node and of all below it that may set targets."""
    if node.section == "context" or node.provision.kind == "other":
        return
    by = stage_end(node.title) or _heading_year(node) or by
    aims = aims or node.section == "targets" or bool(stage_end(node.title))
    if node.heading:
        title, run_in = split_at_aims(node.heading)
        yield TargetPlace(title, node.path, by, aims=aims)
        if run_in:
            yield from _field_places(run_in, node.path, by, aims=True)
    objective = False
    for piece in node.body:
        aims = aims or _announces_targets(piece.text)
        yield from _field_places(piece, node.path, by, aims=aims)
        objective = objective or any(field.name == "objective" for field in find_fields(piece))
    for child in node.children:
        yield from _places(child, by, aims=aims or objective)


def _field_places(piece: Piece, path: str, by: int | None, *, aims: bool) -> Iterator[TargetPlace]:
    fields = find_fields(piece)
    if not fields:
        yield TargetPlace(piece, path, by, aims=aims)
    for field in fields:
        if field.name in {"objective", "measures", "content", "product"}:
            yield TargetPlace(field.value, path, by, aims=aims or field.name == "objective")


_ANNOUNCED = re.compile(r"[\s\-+*]*(?:(?:mot so|cac|nhung|he thong)\s+)?(?:muc tieu|chi tieu)(?!\w)[^.;]*:?\s*$")


def _announces_targets(text: str) -> bool:
    """Tell whether a line without a number heads targets: "Một số chỉ tiêu chủ yếu:"."""
    return len(text) <= _LONGEST_TITLE and bool(_ANNOUNCED.match(fold(text)))


_LONGEST_STAGE = 60
_LONGEST_TITLE = 120
_STAGE = re.compile(
    r"[\s\-+*•]*(?:giai doan\s+20\d\d\s*-|nam|(?:cac\s+)?(?:muc tieu\s+|chi tieu\s+)?(?:cu the\s+)?"
    r"den\s+(?:cuoi\s+)?(?:nam|het nam))\s*(20\d\d)"
)
_TITLE_YEAR = re.compile(r"(?:nam|giai doan\s+20\d\d\s*-)\s*(?:nam\s*)?(20\d\d)(?!\d)")


def stage_end(title: str) -> int | None:
    """Give the last year of a heading that names a stage or a year: "Giai đoạn 2021 - 2025:", "Đến năm 2030"."""
    if len(title) > _LONGEST_STAGE:
        return None
    match = _STAGE.match(fold(title))
    return int(match.group(1)) if match else None


def _heading_year(node: Node) -> int | None:
    """Give the year that the title of a part of targets or tasks names: "MỤC TIÊU, NHIỆM VỤ NĂM 2024"."""
    if not node.children or node.section not in {"targets", "tasks"} or len(node.title) > _LONGEST_TITLE:
        return None
    years = _TITLE_YEAR.findall(fold(node.title))
    return int(years[-1]) if years else None
