"""Choose, page by page, between the text layer and what is read from the picture, and record why."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dondoc.files.assembly import ReadPage, assemble
from dondoc.files.syllables import share_of_marked
from dondoc.reading.repair import repair

READS_WELL = 0.55  # a text with this share of marked syllables is Vietnamese as it stands
FEW_LETTERS = 200  # a layer shorter than this over a picture may be no more than a stamp
FULLER = 1.3  # a reading so much longer than the other holds text the other lacks


def reads_well(page: ReadPage) -> bool:
    """Tell whether the text of a page is proper Vietnamese as it stands."""
    return share_of_marked(page.text) >= READS_WELL


def needs_reading(layer: ReadPage, *, pictured: float) -> bool:
    """Tell whether the picture of a page should be read: its layer is missing, scanty or damaged.

    `pictured` is the share of the page (0..1) that pictures cover.
    """
    if pictured < 0.3:
        return not layer.text.strip() and pictured > 0
    return len(layer.text) < FEW_LETTERS or not reads_well(layer)


def chosen(layer: ReadPage, picture: ReadPage | None) -> ReadPage:
    """Give the better reading of a page, with `choice` and `scores`.

    `choice` is "layer", "layer-repaired", "ocr" or "ocr-repaired": a repaired one still carries the text as it was
    read, and says that the repair of the next stage is needed for it to read well. `scores` are the shares of good
    syllables (0..1) of each reading as it is and repaired.
    """
    readings = {"layer": layer} if layer.text.strip() else {}
    if picture is not None and picture.text.strip():
        readings["ocr"] = picture
    if not readings:
        return _with(picture or layer, "ocr" if picture else "layer", ())
    scores = [score for name, page in readings.items() for score in _scores(name, page)]
    name = _best(readings, dict(scores))
    raw, repaired = dict(scores)[name], dict(scores)[f"{name}-repaired"]
    return _with(readings[name], name if repaired <= raw else f"{name}-repaired", scores)


def _best(readings: dict[str, ReadPage], scores: dict[str, float]) -> str:
    def worth(name: str) -> float:
        return max(scores[name], scores[f"{name}-repaired"])

    longest = max(len(page.text) for page in readings.values())
    full = [name for name, page in readings.items() if len(page.text) * FULLER >= longest]
    return max(full, key=worth)


def _scores(name: str, page: ReadPage) -> list[tuple[str, float]]:
    source = assemble([page], file_name=name)
    return [
        (name, round(share_of_marked(source.text), 3)),
        (f"{name}-repaired", round(share_of_marked(repair(source).text), 3)),
    ]


def _with(page: ReadPage, choice: str, scores: Sequence[tuple[str, float]]) -> ReadPage:
    kept = tuple((name, value) for name, value in scores if math.isfinite(value))
    return ReadPage(page.number, page.lines, page.width, page.height, choice, kept)
