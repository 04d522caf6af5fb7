"""How fast and how well files are opened: scans, damaged twins, text layers, Word; and what the choice of pages gives.

`python -m benchmarks.files [--only WORDS]`. Measured: pages a second and seconds a stage by kind, the highest memory of
a reading process, the share of pages for each choice, the word errors of transcribed pages as read and as repaired
(the repair must never harm). The line with reference and date of each scan is printed, to be held against its picture.
Needs `../shared`; without it nothing is measured, and that is said.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.machine import machine_class
from dondoc.files import OpenedDocument, Progress, open_document, searchable_pdf
from dondoc.files.page_choice import outcome_of
from dondoc.reading.repair import repair
from dondoc.reading.source import SourceText

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
RESULTS = ROOT / "benchmarks" / "results" / "files.json"
STAGES = {"text": "layers", "ocr": "recognition", "head": "head"}


@dataclass
class Errors:
    """The word errors (0..1) of a transcribed page, as it was read and as it was repaired."""

    page: str
    choice: str
    read: float
    repaired: float


@dataclass
class Opened:
    """One file opened: how long, by which stages, and what came of it."""

    name: str
    kind: str
    pages: int
    seconds: float
    cpu_seconds: float
    stages: dict[str, float]
    choices: dict[str, int]
    tables: int
    warnings: list[str]
    signature: str
    head: str


def main() -> None:
    """Measure, print the table, write the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.files", description=__doc__)
    parser.add_argument("--only", default="", help="only files whose name holds these words")
    only = parser.parse_args().only
    if not (SHARED / "scans").is_dir():
        print("skipped: ../shared/scans is not there, and the project ships no scans")
        return
    opened: list[Opened] = []
    texts: dict[str, OpenedDocument] = {}
    for group, path in _files(only):
        document, row = _measure(path)
        texts[path.name] = document
        opened.append(row)
        print(_words(group, row), flush=True)
    errors = list(_word_errors(texts))
    layered = _text_layer(texts)
    _summary(opened, errors, layered, whole=not only)


def _files(only: str) -> Iterator[tuple[str, Path]]:
    for group, folder, pattern in (
        ("scan", SHARED / "scans", "*.pdf"),
        ("twin", SHARED / "eval" / "dev", "*.scan.pdf"),
        ("word", SHARED / "eval" / "dev", "*.docx"),
    ):
        yield from ((group, path) for path in sorted(folder.glob(pattern)) if only in path.name)


def _measure(path: Path) -> tuple[OpenedDocument, Opened]:
    ended: dict[str, float] = {}

    def note(step: Progress) -> None:
        ended[STAGES.get(step.stage, step.stage)] = time.perf_counter()

    began, worked = time.perf_counter(), _cpu()
    document = open_document(path, on_progress=note)
    done = time.perf_counter()
    stages, before = {}, began
    for stage, at in sorted(ended.items(), key=lambda item: item[1]):
        stages[stage], before = round(at - before, 2), at
    source = document.source
    signature = document.signatures[0] if document.signatures else None
    return document, Opened(
        name=path.name,
        kind=document.kind,
        pages=len(source.pages),
        seconds=round(done - began, 2),
        cpu_seconds=round(_cpu() - worked, 2),
        stages=stages,
        choices=dict(Counter(outcome_of(page) for page in source.pages)),
        tables=sum(" | " in line for line in source.text.split("\n")),
        warnings=[warning.code for warning in document.warnings],
        signature=f"{signature.integrity}, {signature.trust}" if signature else "none",
        head=_head(source),
    )


def _cpu() -> float:
    """Give the processor seconds of the reading processes so far: what a busy machine does not change."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _head(source: SourceText) -> str:
    lines = (line.strip() for line in source.text.split("\n")[:40])
    return next((line for line in lines if "Số" in line and "ngày" in line), "")


def _words(group: str, row: Opened) -> str:
    speed = row.pages / row.seconds
    choices = ", ".join(f"{name} {count}" for name, count in sorted(row.choices.items()))
    return (
        f"{group:5} {row.name[:44]:44} {row.pages:3} pages {row.seconds:6.1f} s ({row.cpu_seconds:5.1f} s of one core) "
        f"{speed:5.2f}/s  {choices}; "
        f"{row.tables} rows; signature {row.signature}; {' '.join(row.warnings) or 'no warnings'}"
    )


def _word_errors(texts: dict[str, OpenedDocument]) -> Iterator[Errors]:
    """Give the word errors of each transcribed page, as read and as repaired."""
    for path in sorted((SHARED / "eval" / "scans").glob("*.txt")):
        name, _, number = path.stem.rpartition("-p")
        document = texts.get(f"{name}.signed.pdf")
        if document is None:
            continue
        source = document.source
        page = source.pages[int(number) - 1]
        repaired = repair(source)
        pages = repaired.text.split("\f")
        reference = path.read_text(encoding="utf-8")
        yield Errors(
            page=path.stem,
            choice=outcome_of(page),
            read=round(word_error_rate(reference, page.span.of(source.text)), 4),
            repaired=round(word_error_rate(reference, pages[int(number) - 1]), 4),
        )


def word_error_rate(reference: str, text: str) -> float:
    """Give substituted, dropped and invented words as a share of the reference's words; punctuation counts."""
    meant, said = (unicodedata.normalize("NFC", part).split() for part in (reference, text))
    row = list(range(len(said) + 1))
    for at, word in enumerate(meant, 1):
        before, row[0] = row[0], at
        for j, other in enumerate(said, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1] / max(1, len(meant))


def _text_layer(texts: dict[str, OpenedDocument]) -> dict[str, float] | None:
    """Give the time for a 20-page PDF with a text layer: the searchable copy of a scan."""
    name = next((name for name, document in texts.items() if len(document.source.pages) >= 20), None)
    if name is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / name
        began = time.perf_counter()
        copy.write_bytes(searchable_pdf(SHARED / "scans" / name, repair(texts[name].source)))
        made = time.perf_counter()
        again = open_document(copy)
        done = time.perf_counter()
    return {"pages": len(again.source.pages), "made_s": round(made - began, 2), "opened_s": round(done - made, 2)}


def _summary(opened: list[Opened], errors: list[Errors], layered: dict[str, float] | None, *, whole: bool) -> None:
    pages = sum(row.pages for row in opened if row.kind == "pdf")
    seconds = sum(row.seconds for row in opened if row.kind == "pdf")
    choices: Counter[str] = Counter()
    for row in opened:
        choices.update(row.choices)
    memory = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    cpu = sum(row.cpu_seconds for row in opened if row.kind == "pdf")
    print(f"\nscans and twins: {pages} pages, {pages / max(0.01, seconds):.2f} pages a second")
    print(f"of one core: {cpu / max(1, pages):.2f} s a page; on two free cores {2 * pages / max(0.01, cpu):.2f}/s")
    print(f"highest memory of one process: {memory} MB")
    print("choices: " + ", ".join(f"{name} {100 * n / choices.total():.1f} %" for name, n in choices.most_common()))
    for page in errors:
        print(f"word errors {page.page}: read {100 * page.read:.1f} %, repaired {100 * page.repaired:.1f} %")
    if errors:
        read = 100 * sum(page.read for page in errors) / len(errors)
        repaired = 100 * sum(page.repaired for page in errors) / len(errors)
        print(f"word errors, mean: read {read:.2f} %, repaired {repaired:.2f} %")
    if layered:
        print(f"text layer, {layered['pages']} pages: opened in {layered['opened_s']} s")
    for row in opened:
        if row.kind == "pdf" and re.search(r"\.signed", row.name):
            print(f"head {row.name}: {row.head}")
    if whole:
        results = {
            "machine": machine_class(), "memory_mb": memory, "pages_per_second": round(pages / max(0.01, seconds), 3),
            "core_seconds_a_page": round(cpu / max(1, pages), 3),
            "choices": dict(choices), "files": [asdict(row) for row in opened],
            "word_errors": [asdict(row) for row in errors],
            "text_layer": layered,
        }  # fmt: skip
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"wrote {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
