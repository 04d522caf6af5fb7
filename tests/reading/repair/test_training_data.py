"""The sample and the evaluation documents never entered training: the manifest of the model tells what did."""

from __future__ import annotations

import hashlib
import json
import zlib
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
MODEL = files("dondoc.reading.repair") / "model"
MANIFEST = json.loads((MODEL / "manifest.json").read_text(encoding="utf-8"))
CORPUS = {
    f"{name}.txt.zst"
    for name in (
        "admin_documents",
        "admin_misc",
        "law_drafts_reports",
        "law_phapdien",
        "law_vbqppl",
        "legal_qa_articles",
        "mixed_textbook_news_1000docs",
        "news_other",
        "party_politics",
        "wiki_general",
    )
}
FIFTEEN_MEGABYTES = 15_000_000


def held_back(file_name: str, paragraph: int) -> bool:
    """The rule of `tools/train_repair/split.py`, written out again."""
    return zlib.crc32(f"{file_name}:{paragraph // 200}".encode()) % 50 == 0


def test_the_model_is_the_one_the_manifest_describes() -> None:
    model = (MODEL / "repair.npz").read_bytes()
    assert hashlib.sha256(model).hexdigest() == MANIFEST["model"]["sha256"]
    assert len(model) == MANIFEST["model"]["bytes"] <= FIFTEEN_MEGABYTES


def test_the_names_of_places_are_those_the_manifest_describes() -> None:
    names = (MODEL / "places.txt").read_bytes()
    assert hashlib.sha256(names).hexdigest() == MANIFEST["places"]["sha256"]
    assert names.count(b"\n") == MANIFEST["places"]["names"]


def test_the_language_model_was_counted_from_corpus_files_alone() -> None:
    assert {entry["file"] for entry in MANIFEST["corpus"]} == CORPUS


def test_every_damaged_page_was_set_from_a_corpus_file() -> None:
    for pages in MANIFEST["pages"]:
        assert {f"{name}.txt.zst" for name in pages["sources"]} <= CORPUS
        assert len(pages["paragraphs"]) == pages["chunks"] == sum(pages["sources"].values())


def test_pages_for_measuring_and_pages_for_training_share_no_paragraph() -> None:
    for pages in MANIFEST["pages"]:
        for entry in pages["paragraphs"]:
            name, _, span = entry.partition(":")
            first, _, last = span.partition("-")
            assert held_back(f"{name}.txt.zst", int(first)) == pages["held_back"]
            assert held_back(f"{name}.txt.zst", int(last)) == pages["held_back"]


def test_enough_was_learned_from() -> None:
    assert MANIFEST["counts"]["unit_pairs"] >= 300_000
    assert MANIFEST["counts"]["units"] >= 50_000_000


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpus is not beside the project")
def test_the_corpus_files_are_those_of_the_manifest() -> None:
    for entry in MANIFEST["corpus"]:
        digest = hashlib.sha256((SHARED / "corpus" / entry["file"]).read_bytes()).hexdigest()
        assert digest == entry["sha256"]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpus is not beside the project")
def test_the_training_tools_name_no_evaluation_file() -> None:
    for tool in (ROOT / "tools" / "train_repair").glob("*.py"):
        code = "\n".join(line for line in tool.read_text(encoding="utf-8").split("\n") if "nothing of" not in line)
        assert "eval/" not in code
        assert "samples/" not in code
