"""Choose the words: beam search through the candidates of all units of a document at once.

The units are cut into lanes of equal length that overlap, so that every step works on all lanes together; a decision
is taken from the lane in which the unit stands away from the edges.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dondoc.reading.repair.language_model import Ids, LanguageModel, Logs
from dondoc.reading.repair.tokens import START

BEAM = 16
CORE = 56
MARGIN = 8
REFINED = 28  # candidates of each path that the higher orders are asked about
SPARE = 2  # so many times the beam are looked at before paths that end alike are dropped
NEVER = np.float32(-1e9)
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Lattice:
    """The candidates of each unit: word ids [N, K] and log P(seen | word) [N, K], `NEVER` where there is none."""

    words: Ids
    seen: Logs


def decode(model: LanguageModel, lattice: Lattice, *, beam: int = BEAM) -> NDArray[np.int64]:
    """Give, for each unit, the index of the chosen candidate. Time and memory grow linearly with the units."""
    count = len(lattice.words)
    chosen = np.zeros(count, dtype=np.int64)
    lanes = np.arange(0, count, CORE)
    for first in range(0, len(lanes), 512):
        starts = lanes[first : first + 512]
        picks = _run(model, lattice, starts - MARGIN, beam)
        for lane, start in enumerate(starts):
            end = min(start + CORE, count)
            chosen[start:end] = picks[lane, MARGIN : MARGIN + end - start]
    return chosen


def _run(model: LanguageModel, lattice: Lattice, starts: NDArray[np.int64], beam: int) -> NDArray[np.int64]:
    steps, kinds = CORE + 2 * MARGIN, lattice.words.shape[1]
    lanes = len(starts)
    history = np.full((lanes, 1, 3), START, dtype=np.int32)
    scores = np.zeros((lanes, 1), dtype=np.float32)
    parents, picks = [], []
    for step in range(steps):
        at = starts + step
        inside = (at >= 0) & (at < len(lattice.words))
        at = np.where(inside, at, 0)
        words = np.where(inside[:, None], lattice.words[at], START)
        seen = np.where(inside[:, None], lattice.seen[at], _only_first(kinds))
        total, kept = _extended(model, history, words, seen)
        scores, parent, pick = _best(scores[:, :, None] + total, kept, history[:, :, -1], words, beam)
        parents.append(parent)
        picks.append(pick)
        old = np.take_along_axis(history, parent[:, :, None], axis=1)
        new = np.take_along_axis(words, pick, axis=1)
        history = np.concatenate([old[:, :, 1:], new[:, :, None]], axis=2)
    return _walk_back(scores, parents, picks)


def _extended(model: LanguageModel, history: Ids, words: Ids, seen: Logs) -> tuple[Logs, Places]:
    """Give, for each path, the scores and numbers of its `REFINED` likeliest candidates by the last word alone."""
    shape = (*history.shape[:2], words.shape[1])
    rough = model.rough(history[:, :, -1], np.broadcast_to(words[:, None, :], shape))
    width = min(REFINED, shape[2])
    kept = np.argpartition(-(rough + seen[:, None, :]), width - 1, axis=2)[:, :, :width]
    chosen = np.take_along_axis(np.broadcast_to(words[:, None, :], shape), kept, axis=2)
    logs = model.refine(history, chosen, np.take_along_axis(rough, kept, axis=2))
    return logs + np.take_along_axis(np.broadcast_to(seen[:, None, :], shape), kept, axis=2), kept


def _best(total: Logs, kept: Places, last: Ids, words: Ids, beam: int) -> tuple[Logs, Places, Places]:
    """Give the scores, parents and candidates of the best paths: of those that end in the same two words, the best."""
    lanes, _, kinds = total.shape
    flat = total.reshape(lanes, -1)
    wide = min(SPARE * beam, flat.shape[1])
    top = np.argpartition(-flat, wide - 1, axis=1)[:, :wide]
    scores = np.take_along_axis(flat, top, axis=1)
    order = np.argsort(-scores, axis=1, kind="stable")
    top, scores = np.take_along_axis(top, order, axis=1), np.take_along_axis(scores, order, axis=1)
    parent, pick = top // kinds, np.take_along_axis(kept.reshape(lanes, -1), top, axis=1)
    ends = np.take_along_axis(last, parent, axis=1).astype(np.int64) << 16 | np.take_along_axis(words, pick, axis=1)
    repeated = (np.tril(ends[:, :, None] == ends[:, None, :], k=-1)).any(axis=2)
    kept = np.argsort(repeated, axis=1, kind="stable")[:, :beam]
    scores = np.where(np.take_along_axis(repeated, kept, axis=1), NEVER, np.take_along_axis(scores, kept, axis=1))
    scores -= scores.max(axis=1, keepdims=True)
    return scores, np.take_along_axis(parent, kept, axis=1), np.take_along_axis(pick, kept, axis=1)


def _only_first(kinds: int) -> Logs:
    row = np.full(kinds, NEVER, dtype=np.float32)
    row[0] = 0.0
    return row


def _walk_back(scores: Logs, parents: list[NDArray[np.int64]], picks: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    lanes = len(scores)
    result = np.zeros((lanes, len(picks)), dtype=np.int64)
    at = scores.argmax(axis=1)
    row = np.arange(lanes)
    for step in range(len(picks) - 1, -1, -1):
        result[:, step] = picks[step][row, at]
        at = parents[step][row, at]
    return result
