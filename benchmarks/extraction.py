"""How well registers are extracted, from clean text, its damaged twin and its scan, against registers made by hand.

`python -m benchmarks.extraction [--accept] [--errors]`. Measured over the sample programme and the development
documents (where they are), by the scorer of the labelling guide. Gains and losses are told against the last accepted
run, `benchmarks/accepted/extraction.json`; `--accept` makes this run the accepted one.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.machine import machine_class
from dondoc.files import open_document
from dondoc.reading import read_directive

ROOT = Path(__file__).parents[1]
EVALUATION = ROOT.parent / "shared" / "eval"
RESULTS = ROOT / "benchmarks" / "results" / "extraction.json"
ACCEPTED = ROOT / "benchmarks" / "accepted" / "extraction.json"
SAMPLE = ROOT / "samples" / "50-CTr-TU.ocr.txt"
FIGURES = (
    "items",
    "precision",
    "recall",
    "lead_agency",
    "cooperating_agencies",
    "deadline",
    "recurrence",
    "indicators",
    "citations",
    "citation_dates",
    "head",
)
_NOTABLE = 0.0005

Scorer = Callable[..., dict[str, Any]]
Scores = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Case:
    """One text or scan of a document with its reference register."""

    name: str
    text: Path
    reference: Path


def cases() -> Iterator[Case]:
    """Give the clean and the damaged text of every document with a reference register, and its scan if there is one."""
    yield Case("sample clean", ROOT / "samples" / "50-CTr-TU.txt", ROOT / "samples" / "50-CTr-TU.register.json")
    yield Case("sample damaged", SAMPLE, ROOT / "samples" / "50-CTr-TU.register.json")
    for reference in sorted(EVALUATION.glob("dev/*.register.json")):
        stem = reference.name.removesuffix(".register.json")
        short = "-".join(stem.split("-")[:2])
        yield Case(f"{short} clean", reference.with_name(f"{stem}.txt"), reference)
        yield Case(f"{short} damaged", reference.with_name(f"{stem}.ocr.txt"), reference)
        scan = reference.with_name(f"{stem}.scan.pdf")
        if scan.is_file():
            yield Case(f"{short} scan", scan, reference)


def load_scorer() -> Scorer | None:
    """Give the `score` function of the official scorer; None where it is not at hand."""
    path = EVALUATION / "score_register.py"
    if not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("score_register", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    scorer: Scorer = module.score
    return scorer


def measure(case: Case, score: Scorer) -> tuple[dict[str, float], list[str]]:
    """Read one text; give its figures (0..1; seconds) and the errors in words."""
    source = open_document(case.text).source
    began = time.perf_counter()
    register = json.loads(json.dumps(read_directive(source).register.to_json()))
    seconds = time.perf_counter() - began
    errors: list[str] = []
    reference = json.loads(case.reference.read_text(encoding="utf-8"))
    return {**_flat(score(reference, register, errors)), "seconds": round(seconds, 2)}, errors


def _flat(scores: dict[str, Any]) -> dict[str, float]:
    precision, recall, f1 = scores.pop("items")
    figures = {"items": f1, "precision": precision, "recall": recall}
    figures |= {name: values[2] if name == "citations" else values[0] for name, values in scores.items()}
    return {name: round(float(value), 4) for name, value in figures.items()}


def means(scores: Scores) -> Iterator[tuple[str, dict[str, float]]]:
    """Give the mean of the development documents, clean, damaged and scanned."""
    for kind in ("clean", "damaged", "scan"):
        rows = [row for name, row in scores.items() if name.endswith(kind) and not name.startswith("sample")]
        if rows:
            known = {name: [row[name] for row in rows if name in row] for name in (*FIGURES, "seconds")}
            yield f"mean {kind}", {name: round(mean(values), 4) for name, values in known.items() if values}


def print_table(scores: Scores) -> None:
    """Print a row a text."""
    short = ("items", "P", "R", "lead", "coop", "due", "recur", "indic", "cites", "dates", "head", "sec")
    print(" " * 22 + "".join(f"{name:>7}" for name in short))
    for name, row in [*scores.items(), *means(scores)]:
        cells = "".join(f"{row[figure]:7.3f}" if figure in row else "      –" for figure in FIGURES)
        print(f"{name:<22}{cells}{row['seconds']:7.2f}")


def print_changes(scores: Scores) -> int:
    """Print gains and losses against the accepted run; give the number of losses."""
    if not ACCEPTED.is_file():
        print("no accepted run to compare with; --accept makes this one it")
        return 0
    accepted: Scores = json.loads(ACCEPTED.read_text(encoding="utf-8"))["scores"]
    losses = gains = 0
    for name, figure, before, now in _changes(accepted, scores):
        losses, gains = losses + (now < before), gains + (now > before)
        print(f"  {'LOSS' if now < before else 'gain'}  {name:<22} {figure:<21} {before:.3f} → {now:.3f}")
    print(f"against the accepted run: {gains} gains, {losses} losses")
    return losses


def _changes(accepted: Scores, scores: Scores) -> Iterator[tuple[str, str, float, float]]:
    for name, row in scores.items():
        for figure in FIGURES:
            before, now = accepted.get(name, {}).get(figure), row.get(figure)
            if before is not None and now is not None and abs(now - before) > _NOTABLE:
                yield name, figure, before, now


def whole_process_seconds() -> float:
    """Give how long `dondoc read` takes on the sample, from the start of the process to its end."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "dondoc", "read", str(SAMPLE), "--format", "json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return round(time.perf_counter() - began, 2)


def write(path: Path, scores: Scores, seconds: float) -> None:
    """Write a run with the class of the machine it was made on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    run = {"machine": machine_class(), "whole_process_seconds": seconds, "scores": scores}
    path.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Measure, print, compare; with --fail-on-loss give 1 where a figure fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="make this run the accepted one")
    parser.add_argument("--errors", action="store_true", help="print every error in words")
    parser.add_argument("--fail-on-loss", action="store_true", help="exit 1 where a figure is lower than accepted")
    options = parser.parse_args()
    score = load_scorer()
    if score is None:
        print(f"skipped: the scorer and the development documents are not at {EVALUATION}")
        return 0
    scores: Scores = {}
    for case in cases():
        scores[case.name], errors = measure(case, score)
        if options.errors:
            print(f"\n{case.name}", *errors, sep="\n  ")
    print_table(scores)
    seconds = whole_process_seconds()
    print(f"dondoc read on the sample, whole process: {seconds:.2f} s")
    losses = print_changes(scores)
    write(RESULTS, scores, seconds)
    if options.accept:
        write(ACCEPTED, scores, seconds)
    return 1 if options.fail_on_loss and losses else 0


if __name__ == "__main__":
    sys.exit(main())
