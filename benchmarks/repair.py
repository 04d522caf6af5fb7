"""How well damaged text is repaired: the sample, the development documents, held-back pages, worn pages, real scans.

`python -m benchmarks.repair [--held-back FOLDER]`. Accuracy is that of the labelling guide's scorer: every token of the
reference that holds a letter, capitals counted; what was dropped, split, joined or invented counts as wrong. Accuracy
is broken down by kind of token and by cause of what remains; speed, load time and memory are measured in the same run,
and the accent restoration of pyvi (dependency group `bench`) runs beside on the same text, its marks taken off.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import time
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.machine import machine_class
from benchmarks.reliability import draw
from dondoc.reading.repair import RepairedText, repair
from dondoc.reading.repair.tone import new_placement
from dondoc.reading.source import SourceText

ROOT = Path(__file__).parents[1]
EVALUATION = ROOT.parent / "shared" / "eval"
RESULTS = ROOT / "benchmarks" / "results" / "repair.json"
PLOT = ROOT / "docs" / "repair-confidence.svg"
SAMPLE = ROOT / "samples" / "50-CTr-TU.ocr.txt"
HELD_BACK = ROOT / "var" / "train_repair" / "held"
_EDGE = re.compile(r"^[^\w]+|[^\w]+$")


@dataclass(frozen=True)
class Case:
    """A damaged text and what it says."""

    group: str
    name: str
    reference: str
    damaged: str


@dataclass
class Tally:
    """Right and all, by kind of token; causes of what is wrong."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)


def cases(held_back: Path) -> Iterator[Case]:
    """Give the texts that are there; say which are not."""
    reference = SAMPLE.with_name("50-CTr-TU.txt")
    if reference.exists():
        yield Case("sample", "50-CTr-TU", _read(reference), _read(SAMPLE))
    for group, folder in (("development", EVALUATION / "dev"), ("held back", held_back)):
        damaged = sorted(folder.glob("*.ocr.txt"))
        if not damaged:
            print(f"skipped: no {group} texts at {folder}")
        for path in damaged:
            clean = path.with_name(path.name.replace(".ocr.txt", ".txt"))
            yield Case(group, path.name.removesuffix(".ocr.txt")[:24], _read(clean), _read(path))


def _read(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))


def tokens(text: str) -> list[str]:
    """Cut a text at white space; marks at the edges off, tone marks in one place."""
    cores = (_EDGE.sub("", token) for token in unicodedata.normalize("NFC", text).split())
    return [new_placement(core) for core in cores if core]


def lettered(words: list[str]) -> list[str]:
    """Keep the tokens that hold a letter."""
    return [w for w in words if any(c.isalpha() for c in w)]


def accuracy(reference: str, repaired: str) -> float:
    """Give the share of the reference's syllables that stand in order in the repaired text, surplus taken off."""
    meant, got = lettered(tokens(reference)), lettered(tokens(repaired))
    return (_common(meant, got) - max(0, len(got) - len(meant))) / max(1, len(meant))


def _common(a: list[str], b: list[str]) -> int:
    """Give the length of the longest common subsequence, bit-parallel (Crochemore et al. 2001)."""
    places: dict[str, int] = {}
    for i, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << i
    every = (1 << len(a)) - 1
    row = every
    for word in b:
        match = row & places.get(word, 0)
        row = (row + match | row - match) & every
    return len(a) - row.bit_count()


def kind_of(word: str) -> str:
    """Tell the kind of a token: fact, capitals, capitalised, small, other."""
    if any(c.isdigit() for c in word):
        return "numbers, dates, references"
    if len(word) > 1 and word.isupper():
        return "capitals"
    return "capitalised" if word[:1].isupper() else "small letters"


def cause_of(meant: str, got: str | None, seen: str | None) -> str:
    """Tell why a token is wrong."""
    if got is None:
        return "dropped or joined"
    if got.lower() == meant.lower():
        return "capitals only"
    if seen is not None and got == seen:
        return "left as it was"
    return "marks only" if _bare(got) == _bare(meant) else "other letters"


def _bare(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def tally(case: Case, repaired: str, into: Tally) -> None:
    """Count right and wrong tokens of one text by kind and by cause."""
    meant, got, seen = tokens(case.reference), tokens(repaired), set(tokens(case.damaged))
    for word in meant:
        into.total[kind_of(word)] += 1
    for name, a, b, c, d in SequenceMatcher(None, meant, got, autojunk=False).get_opcodes():
        if name == "equal":
            into.right.update(kind_of(word) for word in meant[a:b])
            continue
        rest = got[c:d] + [None] * (b - a)  # type: ignore[list-item]
        for word, other in zip(meant[a:b], rest, strict=False):
            into.causes[cause_of(word, other, other if other in seen else None)] += 1


def calibration(case: Case, result: RepairedText, bins: dict[int, list[int]]) -> None:
    """Count, in ten bins of confidence, the changes and those whose word stands in its place in the reference."""
    places = [m for m in re.finditer(r"\S+", result.text) if _EDGE.sub("", m.group())]
    got = [new_placement(_EDGE.sub("", m.group())) for m in places]
    right: set[int] = set()
    for block in SequenceMatcher(None, tokens(case.reference), got, autojunk=False).get_matching_blocks():
        right.update(range(block.b, block.b + block.size))
    starts = [m.start() for m in places]
    for change in result.changes:
        cell = bins.setdefault(min(9, int(change.confidence * 10)), [0, 0])
        cell[0] += 1
        cell[1] += bisect_right(starts, change.span.start) - 1 in right


def pyvi_of(damaged: str) -> str | None:
    """Give the text with its marks restored by pyvi, or nothing where it is not installed."""
    if importlib.util.find_spec("pyvi") is None:
        return None
    from pyvi import ViUtils  # noqa: PLC0415 - only with the group `bench`

    def restored(line: str) -> str:
        try:
            return str(ViUtils.add_accents(line)) if line.strip() else line
        except (KeyError, IndexError):  # some signs of ruined text make it fail
            return line

    return "\n".join(restored(_bare_case(line)) for line in damaged.split("\n"))


def _bare_case(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def load_figures() -> dict[str, float]:
    """Measure, in a process of its own, the seconds to load the model and the memory after a repair in MiB."""
    code = (
        "import time,resource,sys\n"
        "from dondoc.reading.repair.model import load\nfrom dondoc.reading.repair import repair\n"
        "from dondoc.reading.source import SourceText\n"
        "t=time.perf_counter(); load(); s=time.perf_counter()-t\n"
        f"repair(SourceText.from_text(open({str(SAMPLE)!r},encoding='utf-8').read()))\n"
        "print(s, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024)"
    )
    seconds, memory = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    return {"load_seconds": round(float(seconds), 3), "peak_mib": round(float(memory))}


def measure(held_back: Path) -> dict[str, Any]:
    """Repair all texts; print the table; give the results."""
    tallies: dict[str, Tally] = {}
    bins: dict[int, list[int]] = {}
    print(f"{'text':38}{'syllables':>10}{'before':>9}{'after':>9}{'pyvi':>9}{'syll/s':>9}")
    rows = [_measure_one(case, tallies.setdefault(case.group, Tally()), bins) for case in cases(held_back)]
    if importlib.util.find_spec("pyvi") is None:
        print("skipped: pyvi is not installed (dependency group `bench`)")
    groups = {group: _group_figures(group, rows, t) for group, t in tallies.items()}
    return {
        "machine": machine_class(),
        **load_figures(),
        "groups": groups,
        "texts": rows,
        "confidence": {f"{b / 10:.1f}": {"changes": n, "right": round(r / n, 4)} for b, (n, r) in sorted(bins.items())},
    }


def _measure_one(case: Case, into: Tally, bins: dict[int, list[int]]) -> dict[str, object]:
    source = SourceText.from_text(case.damaged)
    began = time.process_time()
    result = repair(source)
    seconds = time.process_time() - began
    tally(case, result.text, into)
    calibration(case, result, bins)
    count = len(lettered(tokens(case.reference)))
    beside = pyvi_of(case.damaged) if case.group != "held back" else None
    row: dict[str, object] = {
        "group": case.group,
        "name": case.name,
        "syllables": count,
        "before": round(accuracy(case.reference, case.damaged), 4),
        "after": round(accuracy(case.reference, result.text), 4),
        "pyvi": round(accuracy(case.reference, beside), 4) if beside is not None else None,
        "syllables_per_second": round(count / max(seconds, 1e-6)),
    }
    pyvi = f"{row['pyvi']:>9.4f}" if beside is not None else f"{'-':>9}"
    print(
        f"{case.group + ' ' + case.name:38}{count:>10}{row['before']:>9.4f}{row['after']:>9.4f}{pyvi}"
        f"{row['syllables_per_second']:>9}",
        flush=True,
    )
    return row


def _group_figures(group: str, rows: list[dict[str, object]], counted: Tally) -> dict[str, object]:
    after = [float(str(row["after"])) for row in rows if row["group"] == group]
    kinds = {k: round(counted.right[k] / n, 4) for k, n in sorted(counted.total.items())}
    print(f"{group}: mean {mean(after):.4f}, least {min(after):.4f}; by kind {kinds}; wrong {dict(counted.causes)}")
    return {
        "mean": round(mean(after), 4),
        "least": min(after),
        "by_kind": kinds,
        "tokens_by_kind": dict(sorted(counted.total.items())),
        "wrong_by_cause": dict(counted.causes.most_common()),
    }


def main() -> int:
    """Measure and write the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.repair", description=__doc__)
    parser.add_argument("--held-back", type=Path, default=HELD_BACK, help="folder of held-back damaged pages")
    results = measure(parser.parse_args().held_back)
    PLOT.write_text(draw(results["confidence"]), encoding="utf-8")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"load {results['load_seconds']} s, peak {results['peak_mib']} MiB; written to {RESULTS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
