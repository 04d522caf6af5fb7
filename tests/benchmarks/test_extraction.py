"""The benchmark tells gains from losses, and says why it is skipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import __main__ as runner
from benchmarks import extraction
from benchmarks.machine import machine_class


def test_gains_and_losses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A figure that fell is a loss, one that rose is a gain, one that did not move is not told."""
    accepted = tmp_path / "accepted.json"
    accepted.write_text(json.dumps({"scores": {"a": {"items": 0.9, "deadline": 0.8, "head": 1.0}}}), encoding="utf-8")
    monkeypatch.setattr(extraction, "ACCEPTED", accepted)
    assert extraction.print_changes({"a": {"items": 0.8, "deadline": 0.9, "head": 1.0}}) == 1
    told = capsys.readouterr().out
    assert "LOSS  a" in told
    assert "1 gains, 1 losses" in told
    assert "head" not in told


def test_means_leave_out_what_nobody_measured() -> None:
    """A figure that no document has is no zero; the sample is not among the development documents."""
    rows = {
        "sample clean": {"items": 0.1, "seconds": 1.0},
        "x clean": {"items": 1.0, "seconds": 2.0},
        "y clean": {"items": 0.5, "lead_agency": 1.0, "seconds": 4.0},
    }
    assert dict(extraction.means(rows)) == {"mean clean": {"items": 0.75, "lead_agency": 1.0, "seconds": 3.0}}


def test_skipped_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the scorer nothing is measured, and the reason is printed."""
    monkeypatch.setattr(extraction, "EVALUATION", tmp_path / "eval")
    monkeypatch.setattr("sys.argv", ["extraction"])
    assert extraction.main() == 0
    assert "skipped: " in capsys.readouterr().out


def test_the_sample_is_always_a_case() -> None:
    """The sample is measured wherever the project is."""
    cases = {case.name: case for case in extraction.cases()}
    assert cases["sample damaged"].text.is_file()
    assert cases["sample damaged"].reference.is_file()


def test_every_benchmark_is_found() -> None:
    """What can be run on its own is run by `python -m benchmarks`; helpers are not."""
    names = runner.benchmark_names()
    assert "extraction" in names
    assert not {"machine", "__main__", "__init__"} & set(names)


def test_machine_class_is_told() -> None:
    """A figure is given with the machine it was measured on."""
    assert {"cpu", "cores", "memory_gib", "python"} <= set(machine_class())
