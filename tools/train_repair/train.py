#!/usr/bin/env python3
"""From the corpus to the model file, in one command.

    train.py --shared ../shared [--work var/train_repair] [--out src/dondoc/reading/repair/model]

Makes damaged pages where they are missing (hours on two cores; see `make_pairs.py`), counts the language model (some
minutes), learns the channel, works out the candidates of seen forms, calibrates confidence on held-back pages, and
writes `repair.npz`, `places.txt` and `manifest.json`: what went in, with hashes, seeds and counts. The same input
gives the same model. Only files of `shared/corpus` are read for training; nothing of `shared/eval` or `samples` is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from build_known import (
    acronyms,
    capitals_array,
    edit_arrays,
    known_arrays,
    known_rows,
    lines,
    single_pairs,
    spelling_array,
)
from calibrate import calibration, held_back_shares
from corpus import FILES, Encoded, cut_vocabulary, encode, forms_within_sentences, training_paragraphs
from count_channel import learn, word_pairs
from count_language import WEIGHTS, count_language
from pairs import Match, count_matches
from place_names import place_names
from references import count_symbols
from store import Arrays, language_arrays

from dondoc.reading.repair.model import build
from dondoc.reading.repair.tokens import SPECIAL

BUDGET = {2: 580_000, 3: 1_350_000, 4: 1_250_000}  # n-grams kept of each order
T = TypeVar("T")


@dataclass(frozen=True)
class PairSet:
    """One run of `make_pairs.py`."""

    name: str
    kind: str
    syllables: int
    seed: int
    held_back: bool = False
    weight: int = 1


PAIR_SETS = (
    PairSet("clean", "clean", 700_000, 1),
    PairSet("worn", "worn", 21_000, 2, weight=3),
    PairSet("held", "clean", 9_800, 3, held_back=True),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=Path("var/train_repair"))
    parser.add_argument("--out", type=Path, default=Path("src/dondoc/reading/repair/model"))
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    for pair_set in PAIR_SETS:
        make_pages(pair_set, args.shared, args.work)
    corpus = args.shared / "corpus"
    syllables = read_syllables(corpus)
    encoded = kept(args.work / "corpus.pkl", lambda: cut_vocabulary(encode(corpus), syllables))
    arrays = kept(args.work / "language.pkl", lambda: language(encoded))
    matches = kept(args.work / "matches.pkl", lambda: count_all(args.work))
    arrays = {**arrays, **words_and_channel(encoded, syllables, corpus, matches, args.work)}
    arrays |= known_and_calibration(arrays, matches, args.work)
    args.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(args.out / "repair.npz", **arrays)
    names = place_names((p for name in FILES for p in training_paragraphs(corpus, name)), syllables.__contains__)
    (args.out / "places.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    manifest = describe(args, encoded, matches)
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def kept(path: Path, make: Callable[[], T]) -> T:
    """Give what an earlier run left at `path`, or make it and leave it there."""
    if path.exists():
        return pickle.loads(path.read_bytes())  # type: ignore[no-any-return]  # noqa: S301 - written by ourselves
    made = make()
    path.write_bytes(pickle.dumps(made, protocol=4))
    return made


def make_pages(pair_set: PairSet, shared: Path, work: Path) -> None:
    """Make the damaged pages of one set; those that are there already are left."""
    command = [sys.executable, str(Path(__file__).with_name("make_pairs.py")), "--corpus", str(shared / "corpus")]
    command += ["--damage", str(shared / "tools/damage.py"), "--out", str(work / pair_set.name)]
    command += ["--syllables", str(pair_set.syllables), "--seed", str(pair_set.seed), "--kind", pair_set.kind]
    subprocess.run(command + ["--held-back"] * pair_set.held_back, check=True)


def read_syllables(corpus: Path) -> set[str]:
    """Give the valid syllables of the corpus."""
    rows = (corpus / "syllable_freq.tsv").read_text(encoding="utf-8").split("\n")
    return {row.split("\t")[0] for row in rows if row}


def language(encoded: Encoded) -> Arrays:
    """Count the language model and give its arrays."""
    size = len(encoded.words) + len(SPECIAL)
    arrays = language_arrays(count_language(encoded.ids, size, BUDGET), size)
    counts = sum(WEIGHTS[name] * np.bincount(ids, minlength=size) for name, ids in encoded.ids.items())
    arrays["frequency"] = np.log((counts + 0.5) / np.sum(counts)).astype(np.float16)
    return arrays


def count_all(work: Path) -> Counter[Match]:
    """Count the unit pairs of all sets that are trained on."""
    total: Counter[Match] = Counter()
    for pair_set in PAIR_SETS:
        if not pair_set.held_back:
            for match, count in count_matches(work / pair_set.name).items():
                total[match] += count * pair_set.weight
    return total


def words_and_channel(
    encoded: Encoded, syllables: set[str], corpus: Path, matches: Counter[Match], work: Path
) -> Arrays:
    """Give the arrays of the vocabulary, the edits, the reference symbols and the spelling of foreign words."""
    symbols = kept(
        work / "symbols.pkl", lambda: count_symbols(p for name in FILES for p in training_paragraphs(corpus, name))
    )
    within = kept(work / "within.pkl", lambda: forms_within_sentences(corpus))
    return {
        "words": lines(encoded.words),
        "is_syllable": np.array([word in syllables for word in encoded.words]),
        "symbols": lines(list(symbols)),
        "symbol_counts": np.array(list(symbols.values()), dtype=np.int32),
        "acronyms": lines(acronyms(encoded.forms, syllables.__contains__)),
        "capitals": capitals_array(within, encoded.words),
        "spelling": spelling_array(encoded.forms, syllables.__contains__),
        **edit_arrays(learn(word_pairs(matches))),
    }


def known_and_calibration(arrays: Arrays, matches: Counter[Match], work: Path) -> Arrays:
    """Give the arrays of the seen forms and of the calibration."""
    straight = {"calibration_raw": np.array([0.0, 1.0]), "calibration_right": np.array([0.0, 1.0])}
    empty = known_arrays({"?": [("?", 0.0)]})
    rows = known_rows(build({**arrays, **straight, **empty}).finder, single_pairs(matches))
    known = known_arrays(rows)
    raw, right = calibration(*held_back_shares(build({**arrays, **straight, **known}), work / "held"))
    return {
        **known,
        "calibration_raw": raw.astype(np.float32),
        "calibration_right": right.astype(np.float32),
    }


def describe(args: argparse.Namespace, encoded: Encoded, matches: Counter[Match]) -> dict[str, object]:
    """Give the manifest: sources with hashes, seeds, counts."""
    return {
        "model": {"sha256": _sha256(args.out / "repair.npz"), "bytes": (args.out / "repair.npz").stat().st_size},
        "places": {"sha256": _sha256(args.out / "places.txt"), "names": _lines_of(args.out / "places.txt")},
        "corpus": [
            {
                "file": f"{name}.txt.zst",
                "sha256": _sha256(args.shared / "corpus" / f"{name}.txt.zst"),
                "weight": WEIGHTS[name],
            }
            for name in FILES
        ],
        "damage": {"file": "damage.py", "sha256": _sha256(args.shared / "tools/damage.py")},
        "pages": [_describe_set(pair_set, args.work / pair_set.name) for pair_set in PAIR_SETS],
        "counts": {
            "words": len(encoded.words),
            "units": int(sum(len(ids) for ids in encoded.ids.values())),
            "unit_pairs": int(sum(matches.values())),
            "ngrams": {str(n): size for n, size in BUDGET.items()},
        },
    }


def _describe_set(pair_set: PairSet, folder: Path) -> dict[str, object]:
    chunks = [row.split("\t") for row in (folder / "chunks.tsv").read_text(encoding="utf-8").split("\n") if row]
    made = {path.name for path in folder.glob("[0-9]*.tsv")}
    used = [row for row in chunks if row[0] in made]
    digest = hashlib.sha256(b"".join(_sha256(folder / row[0]).encode() for row in used)).hexdigest()
    sources = Counter(row[1] for row in used)
    return {
        "name": pair_set.name,
        "kind": pair_set.kind,
        "seed": pair_set.seed,
        "held_back": pair_set.held_back,
        "chunks": len(used),
        "sha256_of_hashes": digest,
        "sources": dict(sorted(sources.items())),
        "paragraphs": [f"{row[1]}:{row[2]}" for row in used],
    }


def _describe_file(path: Path, weight: float) -> dict[str, object]:
    return {"file": path.name, "sha256": _sha256(path), "weight": weight}


def _lines_of(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
