"""Choose, page by page, between the text layer and what is read from the picture, and record why.

The measure is the language model of the repair: the mean log-probability of a syllable (clean text about -3, a layer
made by an engine that knows no Vietnamese below -8).
"""

from __future__ import annotations

import math
from dataclasses import replace

from dondoc.files.assembly import ReadPage, assemble
from dondoc.reading.repair import damage_of, repair, score
from dondoc.reading.source import Page

READS_WELL = -6.0  # score from which a text without damage is taken as it is
FEW_LETTERS = 200  # a layer shorter than this over a picture may be no more than a stamp
MOSTLY = 0.3  # of the page covered by pictures: it may be a scan
REPAIRABLE = ("tcvn3", "vni", "marks")
FULLER = 1.3  # a reading so much longer than the other holds text the other lacks
CLEARLY = 0.3  # by so much the picture must read better than the layer

NOTHING = -99.0  # the score of a page without words

Scores = tuple[tuple[str, float], ...]


def reads_well(page: ReadPage) -> bool:
    """Tell whether the text of a page is proper Vietnamese as it stands."""
    return damage_of(page.text) == "none" and score(page.text) >= READS_WELL


def needs_reading(layer: ReadPage, *, pictured: float, inked: bool) -> bool:
    """Tell whether the picture of a page should be read: its layer is missing, scanty or damaged.

    `pictured` is the share of the page (0..1) that pictures cover, `inked` whether anything is drawn on it at all. Old
    8-bit fonts and stripped marks are left to the repair, which knows them.
    """
    if not layer.text.strip():
        return inked
    if pictured >= MOSTLY and len(layer.text) < FEW_LETTERS:
        return True
    return not reads_well(layer) and (pictured >= MOSTLY or damage_of(layer.text) not in REPAIRABLE)


def chosen(layer: ReadPage, picture: ReadPage | None) -> ReadPage:
    """Give the better reading of a page, with `choice` and `scores`.

    Readings are compared as they are, not repaired: a repair makes any text likelier, true or not. A reading that
    lacks much of what the other holds loses. `choice` is "layer" or "ocr", and the text is always the one that was
    read; `scores` has the score of each reading as it is and repaired (of a lone layer that reads well, as it is).
    """
    readings = [page for page in (layer, picture) if page is not None and page.text.strip()]
    if not readings:
        return picture or layer
    if picture is None and reads_well(layer):
        return replace(layer, scores=((layer.choice, round(score(layer.text), 2)),))
    scored = {page.choice: _scores(page) for page in readings}
    best = _best(readings, {name: dict(scores)[name] for name, scores in scored.items()})
    return replace(best, scores=sum(scored.values(), ()))


def outcome_of(page: Page) -> str:
    """Give how a page is read in the end: its choice, with "-repaired" where the repair makes it read better."""
    scores = dict(page.scores)
    better = f"{page.choice}-repaired"
    return better if scores.get(better, NOTHING) > scores.get(page.choice, NOTHING) else page.choice


def _best(readings: list[ReadPage], raw: dict[str, float]) -> ReadPage:
    longest = max(len(page.text) for page in readings)
    full = [page for page in readings if len(page.text) * FULLER >= longest]
    return max(full, key=lambda page: raw[page.choice] - (CLEARLY if page.choice == "ocr" else 0.0))


def rescored(page: Page, seen: str, meant: str) -> Page:
    """Give a page whose scores were not kept with those of its text: as it was read (`seen`) and repaired (`meant`)."""
    return replace(page, scores=_named_scores(page.choice, seen, meant))


def _scores(page: ReadPage) -> Scores:
    """Give the finite scores of a reading as it is and repaired."""
    source = assemble([page], file_name="")
    return _named_scores(page.choice, source.text, repair(source).text)


def _named_scores(choice: str, seen: str, meant: str) -> Scores:
    found = ((choice, round(score(seen), 2)), (f"{choice}-repaired", round(score(meant), 2)))
    return tuple((name, value if math.isfinite(value) else NOTHING) for name, value in found)
