"""What the finders reach on documents with a register made by hand: floors that no change may fall below."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dondoc.reading.extract.head import read_head
from dondoc.reading.extract.indicators import find_indicators
from dondoc.reading.extract.work_items import find_items
from dondoc.reading.register import Register
from dondoc.reading.repair import repair
from dondoc.reading.source import SourceText
from dondoc.reading.structure import structure
from tests.reading.making import SAMPLES, SHARED, make_repaired

SCORER = SHARED / "eval" / "score_register.py"
FLOORS = {"items": 0.97, "lead_agency": 0.95, "deadline": 0.97, "indicators": 0.95}
DAMAGED_FLOORS = {"items": 0.92, "lead_agency": 0.87, "deadline": 0.92, "indicators": 0.80}

PAIRS = [
    (path, reference)
    for path in [*sorted(SAMPLES.glob("*.txt")), *sorted(SHARED.glob("eval/dev/*.txt"))]
    if (reference := path.parent / f"{path.name.removesuffix('.txt').removesuffix('.ocr')}.register.json").exists()
]


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """Give the scorer of registers, which is kept beside the evaluation documents."""
    if not SCORER.exists():
        pytest.skip(f"the evaluation documents are not here: {SCORER}")
    spec = importlib.util.spec_from_file_location("score_register", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> dict[str, Any]:
    """Read a document into items and indicators, as the register writes them."""
    text = path.read_text(encoding="utf-8")
    repaired = repair(SourceText.from_text(text)) if path.name.endswith(".ocr.txt") else make_repaired(text)
    cut = structure(repaired)
    head = read_head(cut, repaired)
    items, indicators = find_items(cut, repaired, head), find_indicators(cut, repaired, head)
    return Register(directive=head, items=items, indicators=indicators).to_json()


@pytest.mark.parametrize(("path", "reference"), PAIRS, ids=[path.name[-60:] for path, _ in PAIRS])
def test_a_document_with_a_register_made_by_hand_stays_above_its_floors(
    path: Path, reference: Path, scorer: ModuleType
) -> None:
    floors = DAMAGED_FLOORS if path.name.endswith(".ocr.txt") else FLOORS
    errors: list[str] = []
    figures = scorer.score(json.loads(reference.read_text(encoding="utf-8")), read(path), errors)
    reached = {name: figures[name][2 if name == "items" else 0] for name in floors if name in figures}
    assert {name: floors[name] for name in reached if reached[name] < floors[name]} == {}, (reached, errors)
