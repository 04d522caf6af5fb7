"""Two weak neighbours at once: a pair of words that the document has elsewhere, where each alone would not be better.

`Tinh ty` may be read "Tính tự" because neither "Tỉnh tự" nor "Tính ủy" is likelier; "Tỉnh ủy", which stands elsewhere
in the document, is. Such pairs are weighed with all that the language model says of them and their neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dondoc.reading.repair.agreement import PAIR_WEIGHT, SETTLED, Counts, keys_of, sure_words
from dondoc.reading.repair.confidence import Weighed
from dondoc.reading.repair.decoder import Lattice, Places
from dondoc.reading.repair.language_model import ORDER, Ids, LanguageModel, Logs
from dondoc.reading.repair.tokens import SPECIAL, START

LEAST = 2.0  # times that a pair stands sure elsewhere
CHUNK = 256  # pairs of places looked at together


@dataclass(frozen=True)
class _Pairs:
    """Pairs of candidates: the first place, the candidates of it and of the next, how often they stand elsewhere."""

    at: Places
    first: Places
    second: Places
    times: Logs


def agreed_pairs(model: LanguageModel, lattice: Lattice, chosen: Places, weighed: Weighed) -> Places:
    """Give the choices with pairs of neighbours changed where the pair is likelier, the document asked."""
    pairs = _found(lattice, chosen, weighed)
    if not len(pairs.at):
        return chosen
    gain = _gain(model, lattice, chosen, pairs)
    result = chosen.copy()
    changed: set[int] = set()
    for k in np.argsort(-gain, kind="stable").tolist():
        i = int(pairs.at[k])
        if gain[k] > 0 and changed.isdisjoint(range(i - ORDER, i + ORDER + 1)):
            result[i], result[i + 1] = pairs.first[k], pairs.second[k]
            changed.add(i)
    return result


def _found(lattice: Lattice, chosen: Places, weighed: Weighed) -> _Pairs:
    words, sure = sure_words(lattice, chosen, weighed)
    counts = Counts.of(keys_of(words[:-1], words[1:]), np.minimum(sure[:-1], sure[1:]))
    settled = weighed.shares[:, 0] >= SETTLED
    open_places = np.flatnonzero(~settled[:-1] & ~settled[1:])
    parts = [_found_in(lattice, chosen, counts, open_places[s : s + CHUNK]) for s in range(0, len(open_places), CHUNK)]
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return _Pairs(none, none, none, none.astype(np.float32))
    return _Pairs(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _found_in(lattice: Lattice, chosen: Places, counts: Counts, places: Places) -> tuple[Places, Places, Places, Logs]:
    left, right = (lattice.words[places + k].astype(np.int64) for k in (0, 1))
    times = counts.ask(keys_of(left[:, :, None], right[:, None, :]))
    kinds = np.arange(left.shape[1])
    now, then = (chosen[places + k][:, None, None] for k in (0, 1))
    other = (kinds[None, :, None] != now) & (kinds[None, None, :] != then)
    plain = (left >= len(SPECIAL))[:, :, None] & (right >= len(SPECIAL))[:, None, :]
    row, first, second = np.nonzero((times >= LEAST) & other & plain)
    return places[row], first, second, times[row, first, second].astype(np.float32)


def _gain(model: LanguageModel, lattice: Lattice, chosen: Places, pairs: _Pairs) -> Logs:
    rows = np.arange(len(chosen))
    path = np.full(len(chosen) + 2 * (ORDER - 1), START, dtype=np.int32)
    path[ORDER - 1 : len(path) - ORDER + 1] = lattice.words[rows, chosen]
    windows = np.lib.stride_tricks.sliding_window_view(path, 2 * ORDER)[pairs.at]
    changed = windows.copy()
    changed[:, ORDER - 1] = lattice.words[pairs.at, pairs.first]
    changed[:, ORDER] = lattice.words[pairs.at + 1, pairs.second]
    gain: Logs = _logs(model, changed) - _logs(model, windows)
    gain += (PAIR_WEIGHT * np.log1p(pairs.times)).astype(np.float32)
    for k, picks in ((0, pairs.first), (1, pairs.second)):
        gain += lattice.seen[pairs.at + k, picks] - lattice.seen[pairs.at + k, chosen[pairs.at + k]]
    return gain


def _logs(model: LanguageModel, windows: Ids) -> Logs:
    """Give log P of the words of each window after its first three."""
    parts = np.lib.stride_tricks.sliding_window_view(windows, ORDER, axis=1)
    logs = model.score(np.ascontiguousarray(parts[..., :-1]), np.ascontiguousarray(parts[..., -1:]))
    total: Logs = logs[..., 0].sum(axis=1)
    return total
