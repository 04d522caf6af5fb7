"""What a person decided about the sample programme points at real lines and real words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
SOURCE = (SAMPLES / "50-CTr-TU.ocr.txt").read_text(encoding="utf-8").split("\n")
PROPER = (SAMPLES / "50-CTr-TU.txt").read_text(encoding="utf-8").split("\n")
WRITTEN = (SAMPLES / "50-CTr-TU.decisions.toml").read_text(encoding="utf-8")
DECISIONS: list[dict[str, Any]] = tomllib.loads(WRITTEN)["decisions"]
ABOUT_TEXT = [decision for decision in DECISIONS if decision["about"] == "text"]


@pytest.mark.parametrize(
    "decision", DECISIONS, ids=lambda decision: f"{decision['about']}-{decision['line']}-{decision['seen']}"
)
def test_what_was_seen_stands_in_its_line(decision: dict[str, Any]):
    lines = SOURCE if decision["about"] == "text" else PROPER
    assert decision["seen"] in lines[decision["line"] - 1]


@pytest.mark.parametrize("decision", ABOUT_TEXT, ids=lambda decision: f"{decision['line']}-{decision['decided']}")
def test_what_was_decided_stands_in_the_proper_text(decision: dict[str, Any]):
    assert decision["decided"] in PROPER[decision["line"] - 1]
    assert decision["decided"] not in decision.get("alternatives", [])


def test_every_decision_gives_its_reason():
    for decision in DECISIONS:
        assert set(decision) <= {"about", "line", "seen", "decided", "reason", "alternatives"}
        assert decision["about"] in ("text", "register")
        assert len(decision["reason"]) > 10


def test_each_doubtful_quarter_is_decided():
    """Wherever the proper text has a quarter that the source does not write as such, a person gave a reason."""
    decided = {decision["line"] for decision in ABOUT_TEXT}
    doubtful = {
        number
        for number, (seen, meant) in enumerate(zip(SOURCE, PROPER, strict=True), 1)
        for quarter in ("I", "II", "III", "IV")
        if f"quý {quarter}" in [" ".join(pair) for pair in zip(meant.split(), meant.split()[1:], strict=False)]
        and quarter not in seen.split()
    }
    assert doubtful == {124, 175, 390, 405, 487}
    assert doubtful <= decided
