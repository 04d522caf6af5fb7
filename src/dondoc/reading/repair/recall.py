"""Words that the document has elsewhere, as candidates of places that have no good one.

A form that was ruined in an unusual way (`oty` for "ủy") may not have the meant word among its candidates. Two kinds of
words are asked for where the choice is weak: those that stand sure beside the same neighbour elsewhere, and, for forms
that no candidate explains, the commonest words of the document, by how well they fit between the neighbours. The
channel weighs both.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from dondoc.reading.repair.candidates import NEVER, Finder
from dondoc.reading.repair.language_model import Ids, LanguageModel, Logs
from dondoc.reading.repair.lattice import Row
from dondoc.reading.repair.tokens import SPECIAL, Kind
from dondoc.reading.repair.variants import Reading

SURE = 0.9  # share from which a reading counts for others
WEAK = 0.95  # share below which other words are asked for
LEAST = 2  # times that a word stands sure beside the same neighbour
MOST = 3  # words of each kind asked for in a place
COMMON, OFTEN = 60, 8  # the commonest words of a document, so many at most, and how often each must stand sure
RUIN = -9.0  # log P(seen | meant) of the best candidate below which a form is a ruin
LEAST_LOG = -22.0  # of a form seen for a recalled word

Company = Mapping[int, Counter[int]]


def recalled(
    finder: Finder,
    model: LanguageModel,
    rows: Sequence[Row],
    words: Ids,
    shares: Logs,
    committees: Sequence[Sequence[int]] = (),
) -> dict[int, list[Reading]]:
    """Give the further readings of weak places; takes the chosen word ids, their shares, and names that end in "ủy"."""
    plain = words >= len(SPECIAL)
    weak = [i for i in np.flatnonzero(plain & (shares < WEAK)).tolist() if 0 < i < len(rows) - 1 and _is_word(rows[i])]
    named = _committees(rows, words, committees)
    if not weak:
        return _read(finder, rows, named)
    sure = plain & (shares >= SURE)
    after, before = _company(words.tolist(), sure.tolist())
    asked = {i: _companions(after[int(words[i - 1])] + before[int(words[i + 1])]) for i in weak}
    common = [word for word, n in Counter(words[sure].tolist()).most_common(COMMON) if n >= OFTEN]
    ruins = [i for i in weak if _is_ruin(rows[i])] if common else []
    for i, fitting in _fitting(finder, model, rows, words, ruins, common).items():
        asked[i] = list(dict.fromkeys([*asked[i], *fitting]))
    for i, meant in named.items():
        asked[i] = list(dict.fromkeys([*meant, *asked.get(i, [])]))
    return _read(finder, rows, asked)


_RUINED_UY = re.compile(r"[^\W\d_]{0,3}[yýỳ]")  # what "ủy" is seen as: tuy, tty, iy


def _committees(rows: Sequence[Row], words: Ids, names: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """Give the places behind the first word of such a name, however sure, that may be its "ủy"."""
    meant = {name[0]: name[1] for name in names}
    places = [(i, meant[before]) for i, before in enumerate(words[:-1].tolist(), 1) if before in meant]
    return {
        i: [uy] for i, uy in places if words[i] != uy and _is_word(rows[i]) and _RUINED_UY.fullmatch(_text(rows[i]))
    }


def _company(words: Sequence[int], sure: Sequence[bool]) -> tuple[Company, Company]:
    """Count the words that stand sure after, and before, each word."""
    after: defaultdict[int, Counter[int]] = defaultdict(Counter)
    before: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for (a, sure_a), (b, sure_b) in pairwise(zip(words, sure, strict=True)):
        if sure_a and sure_b:
            after[a][b] += 1
            before[b][a] += 1
    return after, before


def _companions(company: Counter[int]) -> list[int]:
    return [word for word, n in company.most_common(2 * MOST) if n >= LEAST]


def _is_word(row: Row) -> bool:
    return row.unit is not None and row.unit.kind == Kind.WORD


def _text(row: Row) -> str:
    return row.unit.text if row.unit is not None else ""


def _is_ruin(row: Row) -> bool:
    pairs = zip(row.candidates.surfaces, row.candidates.logs, strict=True)
    return max((log for surface, log in pairs if surface != _text(row)), default=NEVER) < RUIN


def _fitting(
    finder: Finder, model: LanguageModel, rows: Sequence[Row], words: Ids, places: Sequence[int], common: Sequence[int]
) -> dict[int, list[int]]:
    """Give, for each place, the common words that fit best between its neighbours and to its form."""
    if not places:
        return {}
    at = np.array(places)
    ids = np.tile(np.array(common, dtype=np.int32), (len(places), 1))
    fit = model.rough(words[at - 1], ids)
    fit += model.rough(ids, np.broadcast_to(words[at + 1][:, None, None], (*ids.shape, 1)))[..., 0]
    known = finder.logs_of({(_text(rows[i]), word) for i in places for word in common})
    found = {}
    for i, logs in zip(places, fit, strict=True):
        seen = [known[_text(rows[i]), word][2] if (_text(rows[i]), word) in known else NEVER for word in common]
        best = np.argsort(-(logs + np.array(seen)), kind="stable")[:MOST]
        found[i] = [common[k] for k in best.tolist()]
    return found


def _read(finder: Finder, rows: Sequence[Row], asked: Mapping[int, Sequence[int]]) -> dict[int, list[Reading]]:
    """Give the readings of the words asked for that are no candidates yet and that the form may mean."""
    new = {i: [word for word in ids if word not in rows[i].candidates.ids][:MOST] for i, ids in asked.items()}
    logs = finder.logs_of({(_text(rows[i]), word) for i, ids in new.items() for word in ids})
    found = {}
    for i, ids in new.items():
        more = [row for word in ids if (row := logs.get((_text(rows[i]), word))) and row[2] > LEAST_LOG]
        if more:
            found[i] = more
    return found
