"""Columns of a task table that its head leaves open, told by what stands in them: days and names of bodies.

"Mốc", "Giao cho" and other words nobody foresaw head such columns; what most of their cells hold says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.outline import Piece
from dondoc.reading.source import Span
from dondoc.reading.structure.model import TableRow
from dondoc.reading.structure.table_heads import decides

NO_TASK_COLUMNS = {"indicator", "unit", "target", "baseline", "person", "issued", "procedure"}
_SHARE = 0.6  # of the filled cells of a column
_FEWEST = 2
_LOOKED_AT = 40  # cells of a column
_LONGEST = 300  # code points of a cell that names bodies
_LONGEST_TIME = 60


def named_columns(rows: Sequence[TableRow]) -> Iterator[TableRow]:
    """Give the rows, in order, with the columns named that the head of their table leaves open."""
    for (heads, columns), grouped in groupby(rows, key=lambda row: (row.heads, row.columns)):
        group = list(grouped)
        open_ones = heads and "other" in columns and not NO_TASK_COLUMNS & set(columns)
        named = _named(group, columns) if open_ones else columns
        yield from (replace(row, columns=named) for row in group)


def _named(rows: Sequence[TableRow], columns: tuple[str, ...]) -> tuple[str, ...]:
    keys = list(columns)
    for at, key in enumerate(columns):
        cells = [row.cells[at] for row in rows[:_LOOKED_AT] if at < len(row.cells) and not says_nothing(row.cells[at])]
        if key != "other" or len(cells) < _FEWEST or decides(rows[0].heads[at]):
            continue
        if "deadline" not in keys and _most(is_time(cell) for cell in cells):
            keys[at] = "deadline"
        elif "lead" not in keys and _most(is_bodies(cell) for cell in cells):
            keys[at] = "lead"
    return tuple(keys)


def _most(answers: Iterator[bool]) -> bool:
    told = list(answers)
    return sum(told) >= _SHARE * len(told)


_DITTO = re.compile(r"[\s\-–—.\"'“”]*(?:nt|n/t|nhu tren|nhu nhiem vu tren|//+|\"|“|”|'')[\s\-–—.\"'“”]*")


def is_ditto(words: str) -> bool:
    """Tell whether a cell says no more than that it holds what stands above it: "- nt -", "như trên"."""
    return _DITTO.fullmatch(fold(words)) is not None


def says_nothing(words: str) -> bool:
    """Tell whether a cell has no words of its own: nothing, a dash, a ditto mark."""
    return not any(letter.isalnum() for letter in words) or is_ditto(words)


def is_time(words: str) -> bool:
    """Tell whether a cell says nothing but by when."""
    words = words.strip()
    if len(words) >= _LONGEST_TIME:
        return False
    found = find_deadlines(words, issued_on=None)
    return bool(found) and found[0].span.start == 0 and (found[0].bound or len(found[0].span) >= len(words) - 1)


def is_bodies(words: str) -> bool:
    """Tell whether a cell holds nothing but names of bodies."""
    words = words[:_LONGEST].strip()
    named = find_agencies(words)
    if not named or named[0].span.start > 0:
        return False
    rest = len(words.split()) - sum(len(one.name.split()) for one in named)
    return rest <= max(3, len(words.split()) // 4)


# What parts who leads from those who help in one cell, the surest first: "A/ B; C", "A; B, C", "A (B, C)", "A, B".
_ROLE_MARKS = tuple(
    re.compile(mark) for mark in (r"\s*/\s*(?=[A-ZĐ])", r"\s*;\s*", r"\s*\(", r"\s+[-–]\s+(?=[A-ZĐ])", r"\s*,\s*")
)
_ROLE_WORDS = re.compile(r"(?<!\w)(?:chu tri|phoi hop|dau moi|tham gia)(?!\w)")


def shared_cell(cell: Piece) -> dict[str, Piece]:
    """Part a cell under a head that names both roles: the first body leads, those behind the mark help."""
    named = find_agencies(cell.text[:_LONGEST])
    if not named or _ROLE_WORDS.search(fold(cell.text)):
        return {}
    for mark in _ROLE_MARKS:
        if (match := mark.search(cell.text, named[0].span.end)) and find_agencies(
            cell.text[match.end() : match.end() + _LONGEST]
        ):
            helpers = Span(match.end(), len(cell.text.rstrip(" ).;")))
            return {"lead": cell.part(Span(0, match.start())), "cooperating": cell.part(helpers)}
    return {}


_ROLE = re.compile(r"\s*\((?P<role>(?:[^\W\d_]+\s){0,3}(?:chủ trì|phối hợp)(?:\s+thực hiện)?)\)[\s;,.]*", re.IGNORECASE)


def bracketed_roles(cell: Piece) -> dict[str, Piece]:
    """Part a cell that names the role of its bodies in brackets: "Sở Y tế (chủ trì); Sở Nội vụ (phối hợp)"."""
    found: dict[str, Piece] = {}
    at = len(cell.text) - len(cell.text.lstrip(" -+"))
    for match in _ROLE.finditer(cell.text):
        role = "lead" if "chủ trì" in match["role"].lower() else "cooperating"
        if match.start() > at and role not in found:
            found[role] = cell.part(Span(at, match.start()))
        at = match.end() + len(cell.text[match.end() :]) - len(cell.text[match.end() :].lstrip(" -+"))
    return found if "lead" in found else {}
