#!/usr/bin/env python3
"""Make (clean line, damaged line) pairs: pages of corpus text, rendered, photographed and read by the wrong engine.

    make_pairs.py --corpus CORPUS --damage damage.py --out PAIRS [--kind clean|worn|vie] [--held-back]

Takes the folder of `*.txt.zst` corpus files and the page damager; writes one `NNNN.tsv` a chunk into PAIRS
(clean <tab> damaged) and skips the chunks that are already there, so that a stopped run goes on where it stopped.
`chunks.tsv` says which paragraphs of which corpus file each chunk was set from. Chunks come only from documents outside
the held-back share (see `split.py`), or, with `--held-back`, only from that share, whole pages with their text
(`NNNN.txt`, `NNNN.ocr.txt`), for measuring. Nothing here is random beyond the seed.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import subprocess
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import worn
from split import is_held_back

# Share of the pages by genre: what offices send and receive first, then law, then everything else.
SHARES = {
    "admin_documents": 0.32,
    "admin_misc": 0.08,
    "party_politics": 0.20,
    "law_drafts_reports": 0.14,
    "law_vbqppl": 0.10,
    "law_phapdien": 0.06,
    "legal_qa_articles": 0.04,
    "news_other": 0.04,
    "wiki_general": 0.02,
}
CHUNK_SYLLABLES = 700
RESOLUTIONS = (150, 200, 200, 200, 250, 300)
LABELS = ("I. ", "II. ", "1. ", "2. ", "3.1. ", "(1) ", "(2) ", "a) ", "b) ", "- ", "- ", "+ ", "Điều 1. ")


@dataclass(frozen=True)
class Job:
    """One chunk to damage: its text, where it came from, and how."""

    text: str
    source: str
    seed: int
    dpi: int
    kind: str
    whole_page: bool
    damage: Path
    target: Path


def paragraphs(path: Path, *, held_back: bool = False) -> list[tuple[int, str]]:
    """Give the paragraphs (with their numbers) of one compressed corpus file that are held back, or that are not."""
    text = subprocess.run(["zstd", "-dc", str(path)], capture_output=True, check=True).stdout.decode("utf-8")
    return [(i, p) for i, p in enumerate(text.split("\n")) if p and is_held_back(path.name, i) == held_back]


def dressed(paragraph: str, rng: random.Random) -> str:
    """Give the paragraph as a directive may carry it: sometimes in capitals, sometimes numbered."""
    dice = rng.random()
    words = paragraph.split()
    if dice < 0.09:
        start = rng.randrange(max(1, len(words) - 14))
        return " ".join(words[start : start + rng.randint(3, 14)]).upper()
    if dice < 0.24:
        return rng.choice(LABELS) + paragraph
    return paragraph


def chunk(pool: list[tuple[int, str]], rng: random.Random) -> tuple[str, str]:
    """Give about CHUNK_SYLLABLES syllables of consecutive paragraphs, and the numbers of the first and the last."""
    at, taken, size = rng.randrange(len(pool)), [], 0
    first = at
    while size < CHUNK_SYLLABLES and at < len(pool):
        paragraph = " ".join(pool[at][1].split()[:250])
        taken.append(dressed(paragraph, rng))
        size += len(taken[-1].split())
        at += 1
    return "\n".join(taken), f"{pool[first][0]}-{pool[at - 1][0]}"


def load_damage(path: Path, kind: str) -> ModuleType:
    """Import the page damager from its file; for worn pages its photograph and reading are put in place of its own."""
    spec = importlib.util.spec_from_file_location("damage", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if kind in ("worn", "vie"):
        worn.wear(module)
    return module


def make(job: Job) -> int:
    """Damage one chunk and store its pairs; give their number."""
    if job.target.exists():
        return 0
    damage = load_damage(job.damage, job.kind)
    lang = "vie" if job.kind == "vie" else "eng"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page"
        _, pairs = damage.damage(job.text, page, seed=job.seed, dpi=job.dpi, lang=lang, keep_pdf=False)
        if job.whole_page:
            job.target.with_suffix(".txt").write_text(job.text, encoding="utf-8")
            job.target.with_suffix(".ocr.txt").write_bytes(page.with_suffix(".ocr.txt").read_bytes())
        partial = job.target.with_suffix(".part")
        partial.write_bytes(page.with_suffix(".lines.tsv").read_bytes())
        partial.rename(job.target)
    return int(pairs)


def jobs_of(args: argparse.Namespace) -> list[Job]:
    """Draw the chunks."""
    rng = random.Random(args.seed)
    pools = {name: paragraphs(args.corpus / f"{name}.txt.zst", held_back=args.held_back) for name in SHARES}
    jobs = []
    for number in range(args.syllables // CHUNK_SYLLABLES):
        name = rng.choices(list(SHARES), weights=list(SHARES.values()))[0]
        (text, span), dpi = chunk(pools[name], rng), rng.choice(RESOLUTIONS)
        seed, target = args.seed * 1_000_000 + number, args.out / f"{number:04}.tsv"
        jobs.append(Job(text, f"{name}\t{span}", seed, dpi, args.kind, args.held_back, args.damage, target))
    return jobs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--damage", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--syllables", type=int, default=700_000)
    parser.add_argument("--kind", choices=("clean", "worn", "vie"), default="clean")
    parser.add_argument("--held-back", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    jobs = jobs_of(args)
    rows = (f"{job.target.name}\t{job.source}\t{job.seed}\t{job.dpi}\t{job.kind}\n" for job in jobs)
    (args.out / "chunks.tsv").write_text("".join(rows), encoding="utf-8")
    with ProcessPoolExecutor(args.workers) as executor:
        for number, _ in enumerate(executor.map(make, jobs)):
            if number % 20 == 0:
                print(f"chunk {number} of {len(jobs)}", flush=True)


if __name__ == "__main__":
    main()
