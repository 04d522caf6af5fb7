#!/usr/bin/env python3
"""Make (clean line, damaged line) pairs: pages of corpus text, rendered, photographed and read by the wrong engine.

    make_pairs.py --corpus CORPUS --damage damage.py --out PAIRS --syllables 400000 [--workers 2] [--seed 1]

Takes the folder of `*.txt.zst` corpus files and the page damager; writes one `NNNN.tsv` a chunk into PAIRS
(clean <tab> damaged) and skips the chunks that are already there, so that a stopped run goes on where it stopped.
Chunks come only from documents outside the held-back share (see `split.py`). Nothing here is random beyond the seed.
"""

from __future__ import annotations

import argparse
import importlib.util

import random
import subprocess
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType

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


def paragraphs(path: Path) -> list[str]:
    """Give the paragraphs of one compressed corpus file that may be trained on."""
    text = subprocess.run(["zstd", "-dc", str(path)], capture_output=True, check=True).stdout.decode("utf-8")
    return [p for i, p in enumerate(text.split("\n")) if p and not is_held_back(path.name, i)]


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


def chunk(pool: list[str], rng: random.Random) -> str:
    """Give about CHUNK_SYLLABLES syllables of consecutive paragraphs."""
    at, taken, size = rng.randrange(len(pool)), [], 0
    while size < CHUNK_SYLLABLES and at < len(pool):
        paragraph = " ".join(pool[at].split()[:250])
        taken.append(dressed(paragraph, rng))
        size += len(taken[-1].split())
        at += 1
    return "\n".join(taken)


def load_damage(path: Path) -> ModuleType:
    """Import the page damager from its file."""
    spec = importlib.util.spec_from_file_location("damage", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make(job: tuple[str, int, int, Path, Path]) -> int:
    """Damage one chunk and store its pairs; give their number."""
    text, seed, dpi, damage_path, target = job
    if target.exists():
        return 0
    damage = load_damage(damage_path)
    with tempfile.TemporaryDirectory() as folder:
        _, pairs = damage.damage(text, Path(folder) / "page", seed=seed, dpi=dpi, keep_pdf=False)
        partial = target.with_suffix(".part")
        partial.write_bytes((Path(folder) / "page.lines.tsv").read_bytes())
        partial.rename(target)
    return int(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--damage", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--syllables", type=int, default=400_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(args.seed)
    pools = {name: paragraphs(args.corpus / f"{name}.txt.zst") for name in SHARES}
    jobs = []
    for number in range(args.syllables // CHUNK_SYLLABLES):
        name = rng.choices(list(SHARES), weights=list(SHARES.values()))[0]
        text, dpi = chunk(pools[name], rng), rng.choice(RESOLUTIONS)
        jobs.append((text, args.seed * 1_000_000 + number, dpi, args.damage, args.out / f"{number:04}.tsv"))
    pools.clear()
    with ProcessPoolExecutor(args.workers) as executor:
        for number, _ in enumerate(executor.map(make, jobs)):
            if number % 20 == 0:
                print(f"chunk {number} of {len(jobs)}", flush=True)


if __name__ == "__main__":
    main()
