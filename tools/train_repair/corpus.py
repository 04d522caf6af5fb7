"""The corpus as word ids: what the language model is counted from.

Gives, for each corpus file, one array of ids (paragraphs begin with `<s>`), the vocabulary, and how often each word
stands in small letters, capitalised, in capitals. Held-back paragraphs are left out.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from split import is_held_back

from dondoc.reading.repair.tokens import SPECIAL, START, STOP, UNKNOWN, clean_units
from dondoc.reading.repair.tone import new_placement

VOCABULARY = 40_000
FILES = (
    "admin_documents",
    "admin_misc",
    "party_politics",
    "law_drafts_reports",
    "law_vbqppl",
    "law_phapdien",
    "legal_qa_articles",
    "news_other",
    "mixed_textbook_news_1000docs",
    "wiki_general",
)


def training_paragraphs(corpus: Path, name: str) -> Iterator[str]:
    """Give the paragraphs of one corpus file that may be trained on, in NFC."""
    path = corpus / f"{name}.txt.zst"
    text = subprocess.run(["zstd", "-dc", str(path)], capture_output=True, check=True).stdout.decode("utf-8")
    for number, paragraph in enumerate(text.split("\n")):
        if paragraph and not is_held_back(path.name, number):
            yield unicodedata.normalize("NFC", paragraph)


@dataclass
class Encoded:
    """Word ids by file, over one vocabulary that grew as the words came."""

    ids: dict[str, np.ndarray]
    words: list[str]
    forms: Counter[str]


def encode(corpus: Path) -> Encoded:
    """Read the whole corpus into ids, words in the order in which they first came."""
    index: dict[str, int] = {}
    forms: Counter[str] = Counter()
    ids: dict[str, np.ndarray] = {}
    for name in FILES:
        out: list[int] = []
        for paragraph in training_paragraphs(corpus, name):
            out.append(START)
            for surface, fixed in clean_units(paragraph):
                if fixed is None:
                    word = new_placement(surface)
                    forms[word] += 1
                    out.append(index.setdefault(word.lower(), len(SPECIAL) + len(index)))
                else:
                    out.append(fixed)
        ids[name] = np.array(out, dtype=np.int32)
    return Encoded(ids, list(index), forms)


def cut_vocabulary(encoded: Encoded, keep: set[str]) -> Encoded:
    """Keep the commonest words (and all of `keep`), commonest first; the others become `<unk>`."""
    counts = np.zeros(len(SPECIAL) + len(encoded.words), dtype=np.int64)
    for ids in encoded.ids.values():
        counts += np.bincount(ids, minlength=len(counts))
    order = np.argsort(-counts[len(SPECIAL) :], kind="stable")
    kept = [i for rank, i in enumerate(order) if rank < VOCABULARY or encoded.words[i] in keep]
    table = np.full(len(counts), UNKNOWN, dtype=np.int32)
    table[: len(SPECIAL)] = np.arange(len(SPECIAL))
    table[len(SPECIAL) + np.array(kept)] = len(SPECIAL) + np.arange(len(kept))
    ids = {name: table[array].astype(np.uint16) for name, array in encoded.ids.items()}
    return Encoded(ids, [encoded.words[i] for i in kept], encoded.forms)


CASED_FILES = ("admin_documents", "admin_misc", "party_politics", "law_drafts_reports")


def forms_within_sentences(corpus: Path) -> Counter[str]:
    """Count the forms of words that stand after another word of their sentence, in the files nearest to directives."""
    forms: Counter[str] = Counter()
    for name in CASED_FILES:
        for paragraph in training_paragraphs(corpus, name):
            within = False
            for surface, fixed in clean_units(paragraph):
                if fixed is None and within:
                    forms[new_placement(surface)] += 1
                within = fixed not in (STOP, START)
    return forms
