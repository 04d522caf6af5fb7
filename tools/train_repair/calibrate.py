"""Calibrate confidence on held-back pages: how often a reading of such a share is right.

Pooled adjacent violators over bins of equal size: a rising line from the raw share to the share of right readings.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pairs import shape

from dondoc.reading.repair.confidence import weigh
from dondoc.reading.repair.decoder import decode
from dondoc.reading.repair.lattice import READ, lattice_of, rows_of
from dondoc.reading.repair.model import Model
from dondoc.reading.repair.tokens import COMMA, STOP, clean_units
from dondoc.reading.repair.tone import new_placement
from dondoc.reading.source import SourceText

BINS = 60
Floats = NDArray[np.float64]


def held_back_shares(model: Model, folder: Path) -> tuple[Floats, NDArray[np.bool_]]:
    """Give, for each word of the held-back line pairs, the share of its chosen reading and whether it is right."""
    shares: list[float] = []
    right: list[bool] = []
    for path in sorted(folder.glob("[0-9]*.tsv")):
        pairs = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if "\t" in line]
        source = SourceText.from_text("\n".join(seen for _, seen in pairs))
        for share, good in _judged(model, source, [clean for clean, _ in pairs]):
            shares.append(share)
            right.append(good)
    return np.array(shares), np.array(right)


def _judged(model: Model, source: SourceText, clean: list[str]) -> Iterable[tuple[float, bool]]:
    rows = rows_of(model.finder, source, source.lines)
    lattice = lattice_of(rows, model.capitals)
    picks = decode(model.language, lattice)
    weighed = weigh(model.language, lattice, picks)
    by_line: dict[int, list[int]] = {}
    for i, row in enumerate(rows):
        if row.unit is not None and row.unit.kind in READ:
            by_line.setdefault(row.line, []).append(i)
    for number, places in by_line.items():
        meant = [new_placement(form) for form, fixed in clean_units(clean[number - 1]) if fixed not in (STOP, COMMA)]
        words = [rows[i].candidates.surfaces[picks[i]] for i in places]
        if len(meant) == len(words) and shape(meant[0])[:1] == shape(words[0])[:1]:
            for i, word, truth in zip(places, words, meant, strict=True):
                yield float(weighed.shares[i, 0]), word.lower() == truth.lower()


def calibration(shares: Floats, right: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Give the points of the calibration line, from (0, 0) to (1, share of right ones in the surest bin)."""
    order = np.argsort(shares, kind="stable")
    bins = [part for part in np.array_split(order, BINS) if len(part)]
    blocks: list[list[float]] = []  # [sum of right, count, sum of shares]
    for part in bins:
        blocks.append([float(right[part].sum()), float(len(part)), float(shares[part].sum())])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    raw = [0.0, *(b[2] / b[1] for b in blocks), 1.0]
    good = [0.0, *(b[0] / b[1] for b in blocks), blocks[-1][0] / blocks[-1][1]]
    return np.array(raw), np.array(good)
