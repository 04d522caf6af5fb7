"""Names of places after "xã", "phường", "huyện": those met in training are likelier than what merely looks so.

A list of them goes on behind commas and "và". The names are of two syllables, as most are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from dondoc.reading.repair.decoder import Lattice
from dondoc.reading.repair.lattice import Row
from dondoc.reading.repair.tokens import Kind

BONUS = np.float32(2.5)  # nats, for each word of a name
LIKELIEST = 2  # readings of a word that are asked whether it is a kind of place
_KINDS = frozenset(("xã", "phường", "huyện", "quận", "tỉnh"))
_KINDS_OF_TWO = (("thành", "phố"), ("thị", "trấn"), ("đặc", "khu"))  # but not "tổ dân phố"
_AND = frozenset(("và",))

Places = Mapping[int, frozenset[int]]  # word id of the first syllable to those of the second


def favour_places(rows: Sequence[Row], lattice: Lattice, places: Places) -> None:
    """Add a bonus to the words of known names wherever such a name may stand."""
    due: set[int] = set()
    for i in range(len(rows) - 1):
        if _is_kind(rows, i):
            due.add(i + 1)
        if i in due and _is_capitalised(rows[i]) and _is_capitalised(rows[i + 1]):
            _favour(rows, lattice, places, i)
            due.update(_next_of_list(rows, i + 2))


def _favour(rows: Sequence[Row], lattice: Lattice, places: Places, at: int) -> None:
    right = frozenset(rows[at + 1].candidates.ids)
    found = {word: places[word] & right for word in rows[at].candidates.ids if word in places}
    seconds = frozenset().union(*found.values())
    for place, words in ((at, [word for word, others in found.items() if others]), (at + 1, list(seconds))):
        surfaces = rows[place].candidates.surfaces
        capitals = np.array([surface[:1].isupper() for surface in surfaces])
        lattice.seen[place, : len(surfaces)] += BONUS * (np.isin(rows[place].candidates.ids, words) & capitals)


def _next_of_list(rows: Sequence[Row], at: int) -> list[int]:
    """Give the place of the next name, if a comma or "và" stands here or behind a third syllable."""
    if at < len(rows) and _is_capitalised(rows[at]):
        at += 1
    if at >= len(rows) or not (_is_comma(rows[at]) or _may_be(rows[at], _AND)):
        return []
    page_ends = at + 1 < len(rows) and rows[at + 1].unit is None
    return [at + 1 + page_ends]


def _is_kind(rows: Sequence[Row], at: int) -> bool:
    of_two = (_may_be(rows[at], {last}) and _may_be(rows[at - 1], {first}) for first, last in _KINDS_OF_TWO)
    return _may_be(rows[at], _KINDS) or (at > 0 and any(of_two))


def _may_be(row: Row, words: AbstractSet[str]) -> bool:
    told = row.unit is not None and row.unit.kind == Kind.WORD
    return told and any(surface.lower() in words for surface in row.candidates.surfaces[:LIKELIEST])


def _is_capitalised(row: Row) -> bool:
    return row.unit is not None and row.unit.kind == Kind.WORD and row.unit.text[:1].isupper()


def _is_comma(row: Row) -> bool:
    return row.unit is not None and row.unit.kind == Kind.COMMA
